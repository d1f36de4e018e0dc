"""Pipeline components, one file and one factory each; importing this package registers them all with spaCy."""

from spacy.tokens import Doc

from nlp.components import allegations, attributes, bench, cast, gazetteer, steps

__all__ = ["allegations", "attributes", "bench", "cast", "gazetteer", "steps"]

for _name in ("cast", "steps", "allegations"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
