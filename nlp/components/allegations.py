"""`allegations`: the cast, the parse and the catalog's materials -> `doc._.allegations`."""

from spacy.language import Language
from spacy.tokens import Doc

from disputes.catalog import Catalog
from nlp import allegations, wording
from nlp.allegations import Claim
from nlp.lexicon import Lexicon, load
from nlp.materials import Materials
from nlp.roles import Roles
from nlp.wording import Wording


class AllegationsComponent:
    """Looks for uses of the materials of the catalog that it was told to use, and of works by description."""

    def __init__(self, language: Language, lexicon: Lexicon, words: Wording) -> None:
        self.lexicon = lexicon
        self.wording = words
        self.materials = Materials(language, words.works)

    def use(self, catalog: Catalog) -> None:
        """Look for this catalog's materials from now on."""
        self.materials.use(catalog)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.allegations`; what tells no step is no dispute, so nothing is sought there."""
        doc._.allegations = self.find(doc, Roles(doc._.cast, self.lexicon)) if doc._.steps else []
        return doc

    def find(self, doc: Doc, roles: Roles) -> list[Claim]:
        """The claims of a doc that has its cast."""
        return allegations.find(doc, roles.cast, roles, self.materials, self.wording)


@Language.factory("allegations", assigns=["doc._.allegations"], requires=["doc._.cast", "doc._.steps", "token.dep"])
def make_allegations(nlp: Language, name: str) -> AllegationsComponent:
    """The factory; call `use(catalog)` on the component that it makes."""
    return AllegationsComponent(nlp, load(), wording.load())
