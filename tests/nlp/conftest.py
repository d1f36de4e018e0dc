"""One reading pipeline for all tests of the reading, loaded once; ways to have it read a sentence or two."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.catalog import load
from disputes.settings import Settings
from disputes.types import Article, Reading
from nlp import excerpt, relevance
from nlp.reading import Reader

PUBLISHED = "2025-06-12"  # a Thursday


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The pipeline with the model and the catalog that users get."""
    return Reader(load(), Settings().model)


@pytest.fixture(scope="session")
def parse(reader: Reader) -> Callable[..., Doc]:
    """Text -> its parsed excerpt with cast and steps, as an article without a title unless one is given."""

    def parsed(text: str, published: str = PUBLISHED, title: str = "") -> Doc:
        return reader.language(excerpt.make(reader.language, Article("a", title, published, text)))

    return parsed


@pytest.fixture(scope="session")
def tell(reader: Reader) -> Callable[..., Reading]:
    """Text -> what is read in it, whatever the cheap judgement of relevance would say of so short an article."""

    def told(text: str, published: str = PUBLISHED, title: str = "") -> Reading:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(relevance, "judge", lambda *_: relevance.Judgement(1.0, "asked for"))
            (reading,) = reader.read([Article("a", title, published, text)])
        assert isinstance(reading, Reading), reading
        return reading

    return told
