"""Distinct words: embedded once a batch, to the same vectors and the same parse."""

import numpy
import pytest
from spacy.language import Language

from disputes.settings import Settings
from nlp.build import load_model, multiply_by_numpy
from nlp.embedding import embed_distinct

TEXTS = ["They sued it in May. It hadn't replied.", "", "It  said it'd sue them.\nThey sued.", "I'm here; it isn't."]


@pytest.fixture(scope="module")
def pipelines() -> tuple[Language, Language]:
    """The model as it is, and with distinct words embedded once; both multiply alike."""
    plain, distinct = (load_model(Settings().model) for _ in range(2))
    multiply_by_numpy(plain)
    multiply_by_numpy(distinct)
    embed_distinct(distinct)
    return plain, distinct


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
def test_both_embeddings_of_the_model_are_shared(pipelines: tuple[Language, Language], name: str) -> None:
    assert [layer.name for layer in pipelines[1].get_pipe(name).model.walk()].count("distinct") == 1


def test_the_vectors_are_the_same(pipelines: tuple[Language, Language]) -> None:
    plain, distinct = (
        language.get_pipe("tok2vec").predict([language.make_doc(text) for text in TEXTS]) for language in pipelines
    )
    assert [len(vectors) for vectors in distinct] == [len(vectors) for vectors in plain]
    for ours, theirs in zip(distinct, plain, strict=True):
        numpy.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_so_is_the_parse(pipelines: tuple[Language, Language]) -> None:
    plain, distinct = (
        [(token.text, token.dep_, token.tag_, token.ent_type_) for doc in language.pipe(TEXTS) for token in doc]
        for language in pipelines
    )
    assert distinct == plain
