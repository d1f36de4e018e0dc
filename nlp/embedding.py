"""A model's embedding layers -> the same, computed once for each distinct word of a batch.

What these layers make of a token depends on its form alone, not on its neighbours; three tokens in four of a batch of
articles are words that it has already. Results are the same.
"""

from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

FORM = ("ORTH", "NORM", "SPACY")
# Attributes that follow from those; a layer that looks at any other is left as it is.
OF_FORM = frozenset({"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"})
ODD = numpy.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=numpy.uint64)


def embed_distinct(language: Language) -> None:
    """Let every component of a pipeline embed each distinct word of a batch once."""
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        for layer in list(model.walk()) if model else []:
            embed = layer.maybe_get_ref("embed")
            if embed is not None and layer.layers and layer.layers[0] is embed and _sees_form_only(language, embed):
                layer.layers[0] = Model("distinct", _forward, layers=[embed], attrs={"vocab": language.vocab})


def _sees_form_only(language: Language, embed: Model[Any, Any]) -> bool:
    columns = [layer.attrs["columns"] for layer in embed.walk() if layer.name == "extract_features"]
    strings = language.vocab.strings
    names = {name if isinstance(name, str) else strings[name] for found in columns for name in found}
    return bool(names) and names <= OF_FORM


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Any]:
    embed = model.layers[0]
    if is_train or not any(map(len, docs)):
        return embed(docs, is_train)
    forms = numpy.concatenate([doc.to_array(list(FORM)) for doc in docs])
    keys = (forms * ODD).sum(axis=1, dtype=numpy.uint64)
    _, first, inverse = numpy.unique(keys, return_index=True, return_inverse=True)
    distinct: Any = forms[first]
    words = Doc(model.attrs["vocab"], words=distinct[:, 0].tolist(), spaces=distinct[:, 2].astype(bool).tolist())
    words.from_array(["NORM"], distinct[:, 1:2])
    vectors = embed.predict([words])[0][inverse]
    bounds = numpy.cumsum([len(doc) for doc in docs])[:-1]
    return numpy.split(vectors, bounds), None
