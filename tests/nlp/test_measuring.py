"""The readers behind `disputes score`: the baseline does its little, and each record goes to the reader made for it."""

import pytest

from disputes.catalog import load
from disputes.settings import Settings
from disputes.types import Article, Reading
from nlp.baseline import Baseline
from nlp.measuring import Readers

SUED = "Penguin Random House sued Microsoft on Friday."
SENTENCE = {
    "id": "s",
    "published": "2026-02-21",
    "title": "",
    "text": SUED,
    "sentence": SUED,
    "parties": [],
    "tools": [],
}
ARTICLE = {key: value for key, value in SENTENCE.items() if key != "sentence"} | {"id": "a"}


@pytest.fixture(scope="module")
def readers() -> Readers:
    return Readers(load(), Settings().model)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (SUED, [("lawsuit", ("Penguin Random House",), ("Microsoft",))]),
        ("The suit by Warner Music goes on.", []),  # nobody behind the word
        ("Microsoft opened an office in Berlin.", []),
    ],
)
def test_the_baseline_takes_who_stands_around_a_word(readers: Readers, text: str, steps: list[object]) -> None:
    (reading,) = readers.baseline.read([Article("a", "", "2026-02-21", text)])
    assert isinstance(reading, Reading)
    assert [(r.action, r.actors, r.targets) for r in reading.reports] == steps
    assert reading.relevant == bool(steps)
    assert all(text[r.start : r.end] == r.quote for r in reading.reports)


def test_a_sentence_is_read_though_it_says_nothing_of_ai_and_an_article_is_not(readers: Readers) -> None:
    found = {answer["id"]: answer for answer in readers.predict([SENTENCE, ARTICLE])}
    assert [event["action"] for event in found["s"]["events"]] == ["lawsuit"]
    assert not found["a"]["relevant"]


@pytest.mark.parametrize("way", [{"unseen": True}, {"baseline": True}])
def test_every_record_has_its_answer_whatever_the_way(readers: Readers, way: dict[str, bool]) -> None:
    assert {answer["id"] for answer in readers.predict([SENTENCE, ARTICLE], **way)} == {"s", "a"}


def test_a_set_is_read_in_every_way(readers: Readers, tmp_path) -> None:
    gold = {**ARTICLE, "relevant": False, "events": []}
    (board,) = readers.boards([(tmp_path, [gold])], lambda: None)
    assert (board.unit, board.read.layers["relevance"].predicted, board.unseen is None) == ("articles", 0, False)


def test_the_baseline_says_which_model_it_reads_with(readers: Readers) -> None:
    assert isinstance(readers.baseline, Baseline)
    assert Settings().model in readers.baseline.version
