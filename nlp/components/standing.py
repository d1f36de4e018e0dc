"""`standing`: how the text speaks of each name -> its type and side, where the catalog does not know it."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import linear, standing


class StandingComponent:
    """Settles what the unknown names stand for, by learned models."""

    def __init__(self, first: linear.Linear, second: linear.Linear) -> None:
        self.models = first, second

    def __call__(self, doc: Doc) -> Doc:
        """Set types and sides in `doc._.cast`."""
        standing.apply(doc._.cast, doc._.rehearsal, *self.models)
        return doc


@Language.factory("standing", assigns=["doc._.cast"], requires=["doc._.cast", "doc._.rehearsal"])
def make_standing(nlp: Language, name: str) -> StandingComponent:
    """The factory."""
    return StandingComponent(linear.load(standing.FIRST), linear.load(standing.NAME))
