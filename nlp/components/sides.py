"""`sides`: the cast and a first search for steps -> whose side the unknown names are on, as `doc._.rehearsal`."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import frames, groups, sides
from nlp.lexicon import Lexicon, load
from nlp.roles import Roles


class SidesComponent:
    """Lets every name of unknown side be either, and learns from the steps so found which it is."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set the sides of the cast, and `doc._.rehearsal` to the mentions that they were learned from."""
        cast = doc._.cast
        roles = Roles(cast, self.lexicon)
        groups.introduce(cast, self.lexicon, roles.resolve)
        groups.bury(cast)
        doc._.rehearsal = frames.find(doc, cast, roles, self.lexicon, lenient=True)
        sides.learn(doc._.rehearsal, cast, roles)
        return doc


@Language.factory("sides", assigns=["doc._.rehearsal"], requires=["doc._.cast", "token.dep"])
def make_sides(nlp: Language, name: str) -> SidesComponent:
    """The factory."""
    return SidesComponent(load())
