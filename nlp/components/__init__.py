"""Pipeline components, one file and one factory each; importing this package registers them all with spaCy."""

from spacy.tokens import Doc

from nlp.components import (
    allegations,
    attributes,
    bench,
    cast,
    drafts,
    encoder,
    gazetteer,
    sides,
    standing,
    steps,
    telling,
)

__all__ = [
    "allegations",
    "attributes",
    "bench",
    "cast",
    "drafts",
    "encoder",
    "gazetteer",
    "sides",
    "standing",
    "steps",
    "telling",
]

for _name in ("encoding", "cast", "rehearsal", "tellings", "mentions", "drafts", "facts", "steps", "allegations"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
