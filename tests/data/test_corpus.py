"""The articles to learn from are well-formed, and none of them is in the set that is kept apart."""

import json
from typing import Any

import pytest

from disputes.catalog import DATA, PARTY_KINDS, load_actions

type Json = dict[str, Any]

HELD_OUT = DATA / "held_out.jsonl"
APART = sorted(DATA.glob("held_out*.jsonl"))
TAUGHT = sorted((DATA / "corpus").glob("*.jsonl"))
SETS = [*TAUGHT, *APART]
ACTIONS = {action.name for action in load_actions()}


def records(path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def forms(entries: list[Json]) -> set[str]:
    return {form for entry in entries for form in (entry["name"], *entry["aliases"])}


each_set = pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)


@each_set
def test_evidence_stands_in_the_article(path):
    for record in records(path):
        body = f"{record['title']}\n{record['text']}"
        for event in record["events"]:
            assert all(quote in body for quote in (event["evidence"], *event.get("also", ()))), (record["id"], event)


@each_set
def test_whoever_takes_part_is_a_party_and_is_named(path):
    for record in records(path):
        parties, tools = forms(record["parties"]), forms(record["tools"])
        body = f"{record['title']}\n{record['text']}".lower()
        assert all(form.lower() in body for form in parties | tools), record["id"]
        for event in record["events"]:
            assert {*event["actors"], *event["targets"]} <= parties and {*event["tools"]} <= tools, record["id"]
            assert event["action"] in ACTIONS and (event["actors"] or event["targets"]), (record["id"], event)


@each_set
def test_kinds_and_sides_are_known(path):
    parties = [party for record in records(path) for party in record["parties"]]
    assert {party["kind"] for party in parties} <= PARTY_KINDS
    assert {party["side"] for party in parties} <= {"claimant", "respondent", "neutral"}


@each_set
def test_what_is_irrelevant_tells_nothing(path):
    found = records(path)
    assert all(bool(record["events"]) == record["relevant"] for record in found)
    assert 0.05 < sum(not record["relevant"] for record in found) / len(found) < 0.5


def test_nothing_stands_twice():
    texts = [record["text"] for path in SETS for record in records(path)]
    ids = [record["id"] for path in SETS for record in records(path)]
    assert len(set(texts)) == len(texts) and len(set(ids)) == len(ids)


def test_what_is_kept_apart_has_parties_of_its_own():
    taught = {p["name"] for path in TAUGHT for r in records(path) for p in r["parties"]}
    own = {party["name"] for record in records(HELD_OUT) for party in record["parties"] if party["side"] != "neutral"}
    assert len(own - taught) / len(own) > 0.75
