"""One reading pipeline for all tests of the reading, loaded once; ways to have it read a sentence or two."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

# Matrices this small cost six times the time where several threads share them on busy cores. It has to stand before
# numpy is loaded, so what needs it is imported below.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from disputes.types import Reading
    from nlp.reading import Reader

PUBLISHED = "2025-06-12"  # a Thursday


@pytest.fixture(scope="session")
def reader() -> "Reader":
    """The pipeline with the model and the catalog that users get."""
    from disputes.catalog import load
    from disputes.settings import Settings
    from nlp.reading import Reader

    return Reader(load(), Settings().model)


@pytest.fixture(scope="session")
def parse(reader: "Reader") -> "Callable[..., Doc]":
    """Text -> its parsed excerpt with cast and steps, as an article without a title unless one is given."""
    from disputes.types import Article
    from nlp import excerpt

    def parsed(text: str, published: str = PUBLISHED, title: str = "") -> "Doc":
        return reader.language(excerpt.make(reader.language, Article("a", title, published, text)))

    return parsed


@pytest.fixture(scope="session")
def tell(reader: "Reader") -> "Callable[..., Reading]":
    """Text -> what is read in it, whatever the cheap judgement of relevance would say of so short an article."""
    from disputes.types import Article, Reading
    from nlp import relevance

    def told(text: str, published: str = PUBLISHED, title: str = "") -> "Reading":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(relevance, "judge", lambda *_: relevance.Judgement(1.0, "asked for"))
            (reading,) = reader.read([Article("a", title, published, text)])
        assert isinstance(reading, Reading), reading
        return reading

    return told
