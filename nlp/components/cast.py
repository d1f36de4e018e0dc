"""`cast`: who and what the excerpt names -> `doc._.cast`."""

from spacy.language import Language
from spacy.tokens import Doc

from disputes.catalog import Catalog
from nlp import cast as casting
from nlp.lexicon import Lexicon, load


class CastComponent:
    """Assembles the cast with the catalog that it was told to use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.catalog = Catalog([], [], [])

    def use(self, catalog: Catalog) -> None:
        """Type names by this catalog from now on."""
        self.catalog = catalog

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.cast`."""
        doc._.cast = casting.assemble(doc, self.catalog, self.lexicon)
        return doc


@Language.factory("cast", assigns=["doc._.cast"], requires=["token.dep", "doc.ents", "doc.spans"])
def make_cast(nlp: Language, name: str) -> CastComponent:
    """The factory; call `use(catalog)` on the component that it makes."""
    return CastComponent(load())
