"""The contract of `disputes extract`: one answer a line, in order, whatever the lines hold."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from making import CATALOG, report

from disputes.extract import BATCH, parse, predict, predict_linked, predict_unseen
from disputes.linking import cluster_articles
from disputes.types import Article, PartyFound, Reading, ToolFound


@dataclass(frozen=True)
class Unread:
    article_id: str
    problem: str


class Plain:
    """Reads a letter in every article that has the word in it, and breaks on one that says so."""

    version = "plain"

    def __init__(self) -> None:
        self.known = CATALOG

    def use(self, catalog) -> None:
        self.known = catalog

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        for article in articles:
            if "break" in article.text:
                yield Unread(article.id, "broke")
            elif "letter" not in article.text:
                yield Reading(article.id, False, 0.1, "no step", version=self.version)
            else:
                yield self._letter(article)

    def _letter(self, article: Article) -> Reading:
        found = report(f"r-{article.id}", tools=("Filmer",), date="2026-02-13", article_id=article.id)
        known = self.known.party_by_name.get("North Pictures")
        party = PartyFound("North Pictures", ("North",), "studio", "claimant", known.id if known else None)
        maker = PartyFound("Makebot", (), "company", "respondent")
        tools = (ToolFound("Filmer", (), "Makebot"),)
        return Reading(article.id, True, 0.9, "", (party, maker), tools, reports=(found,), version=self.version)


def line(**more) -> bytes:
    given = {"id": "x", "title": "T", "published": "2026-02-20", "text": "A letter.", **more}
    return json.dumps({key: value for key, value in given.items() if value is not ...}).encode()


def test_a_prediction_has_the_form_of_the_annotations():
    (answer,) = predict([line()], Plain())
    assert answer == {
        "id": "x",
        "relevant": True,
        "parties": [
            {"name": "North Pictures", "aliases": ["North"], "kind": "studio", "side": "claimant"},
            {"name": "Makebot", "aliases": [], "kind": "company", "side": "respondent"},
        ],
        "tools": [{"name": "Filmer", "aliases": [], "developer": "Makebot"}],
        "events": [
            {
                "action": "cease_and_desist",
                "actors": ["North Pictures"],
                "targets": ["Makebot"],
                "tools": ["Filmer"],
                "date": "2026-02-13",
                "precision": "day",
                "status": "happened",
                "court": None,
                "docket": None,
                "amount_usd": None,
                "evidence": "North Pictures sent Makebot a letter over Filmer.",
                "credited_to": None,
                "confidence": 0.9,
            }
        ],
        "allegations": [],
    }


def test_an_irrelevant_article_has_nothing_in_it():
    (answer,) = predict([line(text="Rain.")], Plain())
    assert answer == {"id": "x", "relevant": False, "parties": [], "tools": [], "events": [], "allegations": []}


BAD = [
    (b'{"id": "x"', None, "no JSON"),
    (b"[1]", None, "no object but list"),
    (b"\xff{}", None, "no UTF-8: byte 0 is 0xff"),
    (b"[" * 100_000, None, "no JSON"),
    (line(id=...), None, "id: missing"),
    (line(id=["x"]), None, "id: ['x'] is neither text nor number"),
    (line(id=True), None, "id: True is neither"),
    (line(text=...), "x", "text: missing"),
    (line(text=None), "x", "text: missing"),
    (line(text=" \n"), "x", "text: empty"),
    (line(text=7), "x", "text: no text but int"),
    (b'{"id":"x","title":"T","published":"2026-02-20","text":"\\ud800"}', "x", "text: holds half a surrogate pair"),
    (line(title=["T"]), "x", "title: no text but list"),
    (line(published=...), "x", "published: missing"),
    (line(published="2026-02-30"), "x", "published: '2026-02-30' is no ISO date"),
    (line(published="Feb. 20, 2026"), "x", "published: 'Feb. 20, 2026' is no ISO date"),
    (line(published="2026-02"), "x", "published: '2026-02' is no ISO date"),
    (line(published=20260220), "x", "published: 20260220 is no ISO date"),
    (line(text="This will break."), "x", "broke"),
]


@pytest.mark.parametrize(("bad", "id", "error"), BAD, ids=[error for _, _, error in BAD])
def test_a_line_that_is_no_article_is_answered_in_its_place(bad, id, error):
    before, answer, after = predict([line(id="before"), bad, line(id="after")], Plain())
    assert (before["id"], after["id"], after["relevant"]) == ("before", "after", True)
    assert (answer.keys(), answer["id"], answer["line"]) == ({"id", "line", "error"}, id, 2)
    assert answer["error"].startswith(error)


@pytest.mark.parametrize(
    "good", [line(title=...), line(id=7), line(published="2026-02-20T23:30:00+01:00"), b"\xef\xbb\xbf" + line()]
)
def test_what_is_well_enough_is_read(good):
    article = parse(good, 1).article
    assert article is not None
    assert article.published == "2026-02-20"


def test_other_keys_are_ignored_the_answer_above_all():
    answers = predict([line(text="Rain.", relevant=True, events=[1], outlet=None)], Plain())
    assert [answer["relevant"] for answer in answers] == [False]


def test_empty_lines_are_counted_and_not_answered():
    answers = list(predict([b"\n", line(id="a"), b"  \r\n", b"{"], Plain()))
    assert [answer.get("line", answer["id"]) for answer in answers] == ["a", 4]


def test_two_lines_of_one_id_are_two_articles():
    answers = predict([line(), line(text="Rain."), line()], Plain())
    assert [(answer["id"], answer["relevant"]) for answer in answers] == [("x", True), ("x", False), ("x", True)]


def test_many_lines_keep_their_order():
    lines = [b"{" if number % 7 == 0 else line(id=number) for number in range(3 * BATCH)]
    answers = predict(lines, Plain())
    assert [answer.get("line", 0) - 1 if "error" in answer else answer["id"] for answer in answers] == list(
        range(3 * BATCH)
    )


def test_answers_come_while_lines_are_still_coming():
    def lines() -> Iterator[bytes]:
        yield from [line(id="first")] * BATCH
        raise AssertionError("read too far ahead")

    assert next(predict(lines(), Plain()))["id"] == "first"


def test_linked_events_of_one_step_bear_one_cluster():
    lines = [line(id="a"), b"{", line(id="b"), line(id="c", text="Rain.")]
    answers = list(predict_linked(lines, Plain(), lambda read: cluster_articles(read, CATALOG)))
    clusters = [event["cluster"] for answer in answers for event in answer.get("events", [])]
    assert len(clusters) == 2
    assert len(set(clusters)) == 1


def test_unseen_takes_the_own_names_out_of_the_catalog_and_puts_them_back():
    reader, seen = Plain(), []
    reader.use = lambda catalog: seen.append("North Pictures" in catalog.party_by_name)  # type: ignore[method-assign]
    annotated = [({"parties": [{"name": "the studio", "aliases": ["North"]}], "tools": []}, line()), ({}, line())]
    assert len(list(predict_unseen(annotated, reader, CATALOG))) == 2
    assert seen == [False, True, True]
