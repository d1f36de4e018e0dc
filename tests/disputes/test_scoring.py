"""What counts as found, and what each figure means."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.errors import BadArticle
from disputes.likeness import same_name
from disputes.scoreboard import details, layers
from disputes.scoring import Rate, load_records, score

PARTIES = [
    {"name": "The Ink Company", "aliases": ["Ink"], "kind": "book_publisher", "side": "claimant"},
    {"name": "Modelmakers Inc.", "aliases": [], "kind": "company", "side": "respondent"},
]
SUIT = {
    "action": "lawsuit", "actors": ["The Ink Company"], "targets": ["Modelmakers Inc."], "tools": ["Scribe"],
    "date": "2026-02-20", "status": "happened", "court": "N.D. Cal.", "docket": "3:26-cv-01234-ABC",
    "amount_usd": 1000.0, "evidence": "Ink sued Modelmakers.",
}  # fmt: skip


def article(**changes: Any) -> dict[str, Any]:
    plain = {
        "id": "a", "title": "A suit", "published": "2026-02-21", "text": "On Friday Ink sued Modelmakers. More.",
        "relevant": True, "parties": PARTIES, "tools": [{"name": "Scribe", "aliases": [], "developer": None}],
        "events": [SUIT],
    }  # fmt: skip
    return {**plain, **changes}


def suit(**changes: Any) -> dict[str, Any]:
    return article(events=[{**SUIT, **changes}])


def test_the_annotation_itself_is_all_right() -> None:
    scores = score([article()], [article()])
    assert {rate.f1 for rate in scores.layers.values()} == {1.0}
    assert all(share.value == 1.0 for share in (*scores.fields.values(), scores.evidence))
    assert scores.misses == ()


@pytest.mark.parametrize(
    ("changes", "event", "dated"),
    [
        ({}, 1, 1),
        ({"actors": ["Ink"]}, 1, 1),
        ({"actors": ["Ink", "Somebody Else"]}, 1, 1),
        ({"actors": ["Somebody Else"]}, 0, 0),
        ({"targets": []}, 0, 0),
        ({"action": "ruling"}, 0, 0),
        ({"date": "2026-02"}, 1, 0),
        ({"date": None}, 1, 0),
        ({"status": "threatened"}, 1, 1),
    ],
)
def test_an_event_is_found_by_action_and_a_name_of_each_side(changes: dict[str, Any], event: int, dated: int) -> None:
    layers = score([article()], [suit(**changes)]).layers
    assert (layers["event"].both, layers["event and date"].both) == (event, dated)


def test_dates_count_at_the_precision_of_the_annotation() -> None:
    assert score([suit(date="2026-02")], [article()]).fields["date"].value == 1.0
    assert score([suit(date=None)], [article()]).layers["event and date"].both == 1


@pytest.mark.parametrize(
    ("field", "given", "right"),
    [
        ("court", "n.d. cal", 1),
        ("court", "S.D.N.Y.", 0),
        ("docket", "3:26-cv-1234", 0),
        ("docket", "26-cv-01234", 0),
        ("docket", "3:26-cv-01234", 1),
        ("amount_usd", 1009.0, 1),
        ("amount_usd", None, 0),
        ("status", "scheduled", 0),
        ("tools", ["Another"], 0),
    ],
)
def test_fields_are_checked_where_the_annotation_has_one(field: str, given: Any, right: int) -> None:
    share = score([article()], [suit(**{field: given})]).fields[field]
    assert (share.right, share.of) == (right, 1)


@pytest.mark.parametrize("predicted", [[], [article(relevant=False)], [{"id": "a", "line": 1, "error": "no text"}]])
def test_what_has_no_prediction_counts_as_irrelevant(predicted: list[dict[str, Any]]) -> None:
    scores = score([article()], predicted)
    assert scores.layers["relevance"] == Rate(0, 0, 1)
    assert [miss.kind for miss in scores.misses] == ["missed"]


def test_one_prediction_finds_one_event_only() -> None:
    scores = score([article(events=[SUIT, {**SUIT, "date": "2026-02-11"}])], [article(events=[SUIT])])
    assert scores.layers["event and date"] == Rate(1, 1, 2)
    assert score([article()], [article(events=[SUIT, SUIT])]).misses[0].kind == "spurious"


def test_evidence_must_stand_in_the_article() -> None:
    assert score([article()], [suit(evidence="ink  SUED modelmakers")]).evidence.value == 1.0
    assert score([article()], [suit(evidence="Ink may sue Modelmakers.")]).evidence.value == 0.0


def test_clusters_are_scored_over_pairs_across_articles() -> None:
    gold = [{**suit(cluster=cluster), "id": cluster + str(number)} for number, cluster in enumerate("xxy")]
    predicted = [{**record, "events": [{**SUIT, "cluster": "one"}]} for record in gold]
    assert score(gold, predicted).clusters == Rate(both=1, predicted=3, gold=1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("OpenAI, Inc.", "OpenAI", True),
        ("the Authors Guild’s", "Authors Guild", True),
        ("Sony Music", "Sony Music Entertainment", True),
        ("Open AI", "OpenAI", True),
        ("Sony Music", "Universal Music", False),
        ("Music", "Sony Music", False),
        ("", "OpenAI", False),
    ],
)
def test_names_are_compared_by_what_tells_them(one: str, other: str, same: bool) -> None:
    assert (same_name(one, other) > 0, same_name(other, one) > 0) == (same, same)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one) == 1.0


@pytest.mark.parametrize(
    ("text", "place"),
    [("{", ":1: no JSON"), ("\n[1]\n", ":2: no object but list"), (None, "No such file"), ("\xff", "utf-8")],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str | None, place: str) -> None:
    path = tmp_path / "gold.jsonl"
    if text is not None:
        path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadArticle, match=place):
        load_records(path)


def test_an_annotation_that_is_none_is_named() -> None:
    with pytest.raises(BadArticle, match="article 'a'"):
        score([{"id": "a", "relevant": True}], [])


def test_figures_for_programs() -> None:
    figures = json.loads(json.dumps(score([article()], [article()]).to_dict()))
    assert figures["event"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1, "predicted": 1}
    assert figures["status"] == {"accuracy": 1.0, "of": 1}


@pytest.mark.parametrize(
    ("changes", "right"),
    [({}, 1), ({"status": "threatened"}, 0), ({"action": "ruling"}, 1), ({"actors": ["Nobody"]}, 1)],
)
def test_status_is_judged_over_all_that_was_predicted(changes: dict[str, Any], right: int) -> None:
    status = score([article()], [suit(**changes)]).status
    assert (status.right, status.of) == (right, 1)


def test_tables_tell_each_layer_action_and_field() -> None:
    scores = score([article()], [suit(date=None)])
    assert "| event and date | 0.000 | 0.000 | 0.000 | 1 |" in layers(scores)
    lines = details(scores)
    assert "| lawsuit | 1.000 | 1.000 | 1.000 | 1 |" in lines
    assert "| date | 0.000 | 1 |" in lines and "| status, of all predicted | 1.000 | 1 |" in lines
