"""`encoder`: what a small transformer makes of the words in their context, as `doc._.encoding`."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import encoder
from nlp.encoder import Encoder


class EncoderComponent:
    """Encodes a Doc."""

    def __init__(self, model: Encoder) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.encoding`."""
        doc._.encoding = self.model.encode(doc)
        return doc


@Language.factory("encoder", assigns=["doc._.encoding"], requires=["token.sent_start"])
def make_encoder(nlp: Language, name: str) -> EncoderComponent:
    """The factory."""
    return EncoderComponent(encoder.load())
