"""The pipeline as a whole: what its parts declare, and a reader that no article stops."""

from collections.abc import Callable, Iterator

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import Vectors

from disputes.catalog import Catalog, Party, Tool, load
from disputes.errors import ModelMissing
from disputes.types import Article, Reading
from nlp import build
from nlp.reading import Reader, ReadFault

TEXT = "Marlow Books sued Fennec AI for copyright infringement on Monday over the training of its chatbot."
OURS = ["gazetteer", "bench", "cast", "steps"]


@pytest.fixture
def use(reader: Reader) -> Iterator[Callable[[Catalog], None]]:
    """Gives the reader another catalog for one test."""
    yield reader.use
    reader.use(load())


def test_parts_stand_in_their_order(reader: Reader) -> None:
    names = reader.language.pipe_names
    assert [name for name in names if name in OURS] == OURS
    assert names.index("parser") < names.index("cast")
    assert names.index("gazetteer") < names.index("ner")


def test_what_a_part_requires_another_assigns(reader: Reader) -> None:
    problems = reader.language.analyze_pipes()["problems"]
    assert {name: missing for name, missing in problems.items() if name in OURS and missing} == {}


@pytest.mark.parametrize("name", OURS)
def test_parts_say_what_they_assign(name: str, reader: Reader) -> None:
    assert reader.language.get_pipe_meta(name).assigns


@pytest.mark.parametrize("name", ["no_such_model", "../nowhere", ""])
def test_missing_model_is_told_in_one_line(name: str) -> None:
    with pytest.raises(ModelMissing) as caught:
        build.build(name)
    assert "\n" not in str(caught.value)


def catalog(side: str) -> Catalog:
    party = Party("fennec", "Fennec AI", "company", side, weak=("Fennec",))  # type: ignore[arg-type]
    return Catalog([party], [Tool("vulpine", "Vulpine", "fennec", "chatbot")], load().actions.values())


def test_catalog_types_names(use: Callable[[Catalog], None], tell: Callable[..., Reading]) -> None:
    use(catalog("respondent"))
    reading = tell(TEXT.replace("its chatbot", "Vulpine"))
    assert [party.party_id for party in reading.parties] == [None, "fennec"]
    assert [(tool.tool_id, tool.developer) for tool in reading.tools] == [("vulpine", "Fennec AI")]


@pytest.mark.parametrize(
    ("text", "strengths"),
    [
        ("Fennec AI was sued.", ["strong"]),
        ("A fennec was seen.", []),
        ("Fennec was sued.", ["weak"]),
        ("Fennec AI was sued. Fennec denies it.", ["strong", "weak"]),
    ],
)
def test_gazetteer_tells_weak_forms_from_strong(
    text: str, strengths: list[str], use: Callable[[Catalog], None], parse: Callable[..., Doc]
) -> None:
    use(catalog("respondent"))
    assert [span.label_ for span in parse(text).spans["gazetteer"]] == strengths


def articles(*texts: str) -> list[Article]:
    return [Article(str(number), "", "2025-06-12", text) for number, text in enumerate(texts)]


def test_readings_come_in_the_order_of_the_articles(reader: Reader) -> None:
    given = articles(*[TEXT, "Rain.", ""] * 11)
    readings = list(reader.read(given))
    assert [reading.article_id for reading in readings] == [article.id for article in given]
    assert {reading.relevant for reading in readings[::3]} == {True}
    assert {reading.relevant for reading in [*readings[1::3], *readings[2::3]]} == {False}


@pytest.fixture
def curse(reader: Reader) -> Iterator[None]:
    """A last part of the pipeline that some articles break."""
    reader.language.add_pipe("curse", last=True)
    yield
    reader.language.remove_pipe("curse")


@Language.component("curse")
def breaks(doc: Doc) -> Doc:
    if "cursed" in doc.text:
        raise RuntimeError("a curse")
    return doc


@pytest.mark.usefixtures("curse")
def test_an_article_that_breaks_the_pipeline_stops_nothing(reader: Reader) -> None:
    first, second, third = reader.read(articles(TEXT, TEXT + " It is cursed.", TEXT))
    assert isinstance(second, ReadFault)
    assert (second.article_id, "a curse" in second.problem) == ("1", True)
    assert [isinstance(other, Reading) and other.relevant for other in (first, third)] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        TEXT + " \x00\x01\x02",
        TEXT.replace(" ", "\n"),
        TEXT.replace(" ", " \u00a0\u200b "),
        TEXT + " 🦊" * 200,
        TEXT + " (" * 500,
        TEXT + "\r\n\r\n\t",
        "copyright AI lawsuit " * 500,
        TEXT + " " + "A" * 5000,
    ],
    ids=["control", "lines", "spaces", "emoji", "brackets", "tail", "monotonous", "long word"],
)
def test_odd_texts_are_read(text: str, tell: Callable[..., Reading]) -> None:
    reading = tell(text)
    assert all(text[report.start : report.end] == report.quote for report in reading.reports)


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_plural_possessive_is_one_with_either_apostrophe(mark: str, parse: Callable[..., Doc]) -> None:
    doc = parse(f"The publishers{mark} suit against Suno goes on.")
    assert (doc[1].dep_, doc[1].head.text, doc[2].text) == ("poss", "suit", mark)


PARTS_OF_WORDS = Vectors(mode="floret", data=numpy.ones((10, 4), dtype="f"), hash_count=1, minn=3, maxn=4)


@pytest.mark.parametrize("vectors", [Vectors(), PARTS_OF_WORDS])
def test_models_whose_vectors_are_not_by_words_see_typographic_apostrophes_as_typed_ones(vectors: Vectors) -> None:
    language = spacy.blank("en")
    language.vocab.vectors = vectors
    build.read_as_typed(language)
    assert language.vocab["’"].shape == language.vocab["'"].shape
    assert not vectors.key2row


def test_version_names_the_model(reader: Reader) -> None:
    assert reader.language.meta["version"] in reader.version
    (reading,) = reader.read(articles(TEXT))
    assert isinstance(reading, Reading)
    assert reading.version == reader.version
