"""The model's name -> the reading pipeline: the statistical model with our components, in their order."""

import ctypes
import importlib
import importlib.util
from pathlib import Path

import numpy
import spacy
from spacy.language import Language
from thinc.api import NumpyOps

from disputes.errors import ModelMissing
from nlp.embedding import embed_distinct

OURS = ("encoder", "bench", "cast", "sides", "standing", "telling", "drafts", "steps", "allegations")
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "ner")


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
    except (OSError, ImportError, ValueError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise ModelMissing(
            f"model {name!r} cannot be loaded ({reason}); install it, or name another in settings"
        ) from None


TYPED = str.maketrans("’‘“”", "''\"\"")
TYPESET = ("’", "‘", "“", "”", "’s", "’S", "’re", "’ve", "’ll", "’d", "’m", "n’t")


def build(model: str, *, encoder: bool = True) -> Language:
    """The reading pipeline: gazetteer before the statistical entities, behind them our components in their order.

    Without the encoder, it does for what an encoder is to learn from, and reads nothing. Raises ModelMissing where the
    model lacks one of the components that the reading rests on.
    """
    importlib.import_module("nlp.components")
    language = load_model(model)
    if missing := [name for name in NEEDED if name not in language.pipe_names]:
        raise ModelMissing(f"model {model!r} has no {', '.join(missing)}; name another in settings")
    multiply_by_numpy(language)
    read_as_typed(language)
    embed_distinct(language)
    language.add_pipe("attribute_table", after="attribute_ruler")
    language.disable_pipe("attribute_ruler")
    language.add_pipe("gazetteer", before="ner")
    for name in OURS:
        if encoder or name != "encoder":
            language.add_pipe(name)
    return language


def read_as_typed(language: Language) -> None:
    """Let the model see typographic apostrophes and quotation marks as the typed ones that it learned from: "the
    publishers’ suit" was an apposition to it, "the publishers' suit" a possessive."""
    vocab = language.vocab
    for word in TYPESET:
        typeset, typed = vocab[word], vocab[word.translate(TYPED)]
        typeset.prefix, typeset.suffix, typeset.shape = typed.prefix, typed.suffix, typed.shape
        if typed.orth in vocab.vectors.key2row:  # models without vectors, or with those of parts of words, have no rows
            vocab.vectors.add(typeset.orth, row=vocab.vectors.find(key=typed.orth))


def multiply_by_numpy(language: Language) -> None:
    """Let numpy's own BLAS multiply this pipeline's matrices: twice as fast as the one that spaCy takes unasked."""
    ops = NumpyOps(use_blis=False)
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if model else ():
            layer.ops = ops
    _multiply_in_one_thread()


def _multiply_in_one_thread() -> None:
    """Keep numpy from sharing matrices as small as ours among the cores, which costs more time than it saves.

    The environment would have to say so before numpy is imported; the library that numpy brings along takes it later.
    """
    for library in Path(numpy.__file__).parent.parent.glob("numpy.libs/*openblas*"):
        blas = ctypes.CDLL(str(library))
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads"):
            if set_threads := getattr(blas, name, None):
                set_threads(1)
