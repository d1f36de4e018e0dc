"""The model's name -> the reading pipeline: the statistical model with our components, in their order."""

import importlib
import importlib.util

import spacy
from spacy.language import Language

from disputes.errors import ModelMissing


def load_model(name: str) -> Language:
    """A statistical model by the name of its package, of its folder, or of a package that holds it as data.

    Raises ModelMissing where nothing of that name is installed.
    """
    try:
        if importlib.util.find_spec(name) is not None:
            package = importlib.import_module(name)
            if hasattr(package, "model_path"):
                return spacy.load(package.model_path())
        return spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelMissing(f"model {name!r} cannot be loaded ({reason}); install it, or name another in settings") from None


def build(model: str) -> Language:
    """The reading pipeline: gazetteer before the statistical entities, then bench, cast and steps."""
    importlib.import_module("nlp.components")
    language = load_model(model)
    language.add_pipe("gazetteer", before="ner")
    for name in ("bench", "cast", "steps"):
        language.add_pipe(name)
    return language
