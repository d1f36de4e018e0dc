"""`telling`: the frames that fit and the wording of each sentence -> the mentions of steps, as `doc._.mentions`."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import frames, linear, telling, wordings
from nlp.lexicon import Lexicon, load
from nlp.roles import Roles


class TellingComponent:
    """Finds mentions by frames, and by a learned model those that no frame foresees."""

    def __init__(self, lexicon: Lexicon, model: linear.Linear) -> None:
        self.lexicon = lexicon
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.mentions` and `doc._.tellings`."""
        cast = doc._.cast
        roles = Roles(cast, self.lexicon)
        mentions = frames.find(doc, cast, roles, self.lexicon)
        doc._.tellings = telling.judge(doc, roles, mentions, self.model)
        doc._.mentions = wordings.weigh(mentions, doc._.tellings, cast, self.lexicon)
        return doc


@Language.factory("telling", assigns=["doc._.mentions", "doc._.tellings"], requires=["doc._.cast", "token.dep"])
def make_telling(nlp: Language, name: str) -> TellingComponent:
    """The factory."""
    return TellingComponent(load(), linear.load(telling.NAME))
