"""Reading: the order of its results, what a broken article costs the others, and what its version names."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.tokens import Doc

from disputes import catalog
from disputes.types import Article, Reading
from nlp import reading, relevance
from nlp.reading import Reader, ReadFault

SUIT = (
    "On Monday the Fernhill Guild sued Bluepond over its AI image generator Fable in federal court in Manhattan, "
    "accusing it of copyright infringement."
)


def article(name: str, text: str, title: str = "") -> Article:
    return Article(name, title, "2026-01-06", text)


def read(reader: Reader, *texts: str) -> list[Reading | ReadFault]:
    return list(reader.read(article(str(number), text) for number, text in enumerate(texts)))


def test_readings_come_in_the_order_of_the_articles(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 3)
    texts = [SUIT, "It rained.", SUIT, SUIT, "It rained.", "", SUIT]
    results = read(reader, *texts)
    assert [result.article_id for result in results] == [str(number) for number in range(7)]
    assert [isinstance(result, Reading) and result.relevant for result in results] == [text is SUIT for text in texts]


def test_an_article_is_read_alike_alone_and_among_others(reader: Reader) -> None:
    (alone,) = read(reader, SUIT)
    among = read(reader, SUIT, f"{SUIT} A judge dismissed the suit on Tuesday.", SUIT * 3)[0]
    assert alone == among


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{SUIT} \ud800", id="half a surrogate pair"),
        pytest.param(SUIT + " x" * 500_001, id="more than a million characters"),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_stops_nothing(reader: Reader, text: str) -> None:
    before, fault, after = read(reader, SUIT, text, SUIT)
    assert isinstance(fault, ReadFault)
    assert fault.problem.encode() and "\n" not in fault.problem
    assert isinstance(before, Reading) and before.relevant
    assert isinstance(after, Reading) and after.relevant


def test_an_article_that_breaks_a_component_is_a_fault(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    component = reader.language.get_pipe("bench")

    def breaks(doc: Doc) -> Doc:
        if "Quarrelsome" in doc.text:
            raise ZeroDivisionError("of no use\nat all")
        return component(doc)

    monkeypatch.setattr(
        reader.language, "_components", [(n, breaks if n == "bench" else c) for n, c in reader.language._components]
    )
    results = read(reader, SUIT, f"{SUIT} Quarrelsome.", SUIT)
    assert results[1] == ReadFault("1", "ZeroDivisionError: of no use at all")
    assert [isinstance(result, Reading) for result in results] == [True, False, True]


@pytest.mark.parametrize(
    "junk",
    [
        "\n" * 100_000,
        " " * 100_000,
        "\x00\x1b[31m\x07",
        "\u202e\ufeff\u2028",
        "a" * 100_000,
        "$1," * 50_000,
        "A v. " * 20_000,
        "No. 1:" * 20_000,
        "(" * 50_000,
        "\r\n" * 9,
        "👩‍👩‍👧" * 500,
    ],
)
def test_junk_beside_the_text_changes_nothing(reader: Reader, junk: str) -> None:
    (result,) = read(reader, f"{SUIT}\n{junk}\n")
    assert isinstance(result, Reading)
    assert [report.quote for report in result.reports] == [SUIT]


@pytest.mark.parametrize("text", ["", " \n\t ", "\n" * 100_000, "\x00", "...", "AI copyright lawsuit"])
def test_an_article_without_a_sentence_is_irrelevant(reader: Reader, text: str) -> None:
    (result,) = reader.read([article("a", text, "AI copyright lawsuit")])
    assert isinstance(result, Reading)
    assert not result.relevant


def test_articles_are_taken_a_batch_at_a_time(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    taken = []

    def articles() -> Iterator[Article]:
        for number in range(6):
            taken.append(number)
            yield article(str(number), "It rained.")

    next(reader.read(articles()))
    assert taken == [0, 1]


def test_new_words_are_forgotten_once_enough_are_known(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORDS_KEPT", 0)
    read(reader, f"{SUIT} Zqxforgotten said so.")
    known = len(reader.language.vocab.strings)
    read(reader, f"{SUIT} Zqxforgettable said so, as did Zqxobscure.")
    assert "Zqxforgettable" not in reader.language.vocab.strings
    assert len(reader.language.vocab.strings) == known


def test_the_version_names_code_model_and_data(tmp_path: Path) -> None:
    (tmp_path / "parties.jsonl").write_text("{}")
    first = reading._version("model", "1", tmp_path)
    (tmp_path / "sources.toml").write_text("# where to crawl is no part of the reading")
    assert reading._version("model", "1", tmp_path) == first
    assert reading._version("model", "2", tmp_path) != first
    (tmp_path / "parties.jsonl").write_text("{} ")
    assert reading._version("model", "1", tmp_path) != first


def test_two_steps_of_one_sentence_have_two_ids(reader: Reader) -> None:
    (told,) = read(reader, SUIT)
    assert isinstance(told, Reading)
    first = told.reports[0]
    again = replace(first, date="2025-06-02")
    ids = [report.id for report in reading._apart([first, again, again])]
    assert ids[0] == first.id and len(set(ids)) == 3


def test_a_judge_is_another_name_of_the_court(tell):
    reading = tell(
        "The Southern District of New York has ruled on the suit that Raw Story brought against OpenAI over ChatGPT. "
        "Judge Colleen McMahon dismissed the copyright claims of Raw Story against OpenAI on Thursday."
    )
    (bench,) = [party for party in reading.parties if party.side == "neutral"]
    assert "Colleen McMahon" in " ".join(bench.aliases) and "New York" in bench.name
    (ruling,) = [report for report in reading.reports if report.action == "ruling"]
    assert ruling.actors == (bench.name,)


def test_a_judge_whose_court_is_not_named_stands_for_it(tell):
    reading = tell("Judge Colleen McMahon dismissed the copyright claims of Raw Story against OpenAI on Thursday.")
    (ruling,) = [report for report in reading.reports if report.action == "ruling"]
    assert ruling.actors == ("Colleen McMahon",)


def test_what_stands_for_ai_by_its_name(reader: Reader) -> None:
    """Tools and those who do nothing else; neither a house that does much else nor a rights holder with a tool."""
    assert {"ChatGPT", "Anthropic", "Suno", "Ross Intelligence"} <= reader.machines.ai
    assert {"Tencent", "Apple"} <= reader.machines.houses
    named = reader.machines.ai | reader.machines.houses
    assert named.isdisjoint({"Google", "Microsoft", "Getty"})
    assert reader.machines.ai.isdisjoint(reader.machines.houses)


def test_the_houses_that_do_much_else_are_in_the_catalog() -> None:
    assert relevance.versatile() <= catalog.load().parties.keys()
