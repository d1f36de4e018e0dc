"""Corrections as annotated examples: what people said is right, in the articles that it is about."""

import pytest
from correcting import BY, KINDS, correct, event, link
from making import put, report

from disputes import corrections
from disputes.corrections.examples import examples


def test_corrections_come_out_as_annotated_examples(store):
    put(store, 1, report("r1", date="2026-02-13"), report("r6", "statement", actors=("The Paper",)))
    put(store, 2, report("r2", date="2026-02"))
    link(store)
    correct(store, KINDS["set a date"][0])
    correct(store, lambda s: corrections.reject(s, event(s, "r4"), BY))
    first, second, third = examples(store)
    assert [(one["date"], one["reviewed"]) for one in first["events"]] == [("2026-02-14", True), (None, False)]
    assert [one["date"] for one in second["events"]] == ["2026-02"]
    assert (third["id"], third["events"], third["relevant"]) == ("a4", [], False)
    assert all(one["evidence"] in first["text"] for one in first["events"])


@pytest.mark.parametrize(("kind", "articles"), [("merge events", ["a1", "a2", "a4"]), ("split an event", ["a1", "a2"])])
def test_merges_and_splits_come_out_as_clusters(store, kind, articles):
    correct(store, KINDS[kind][0])
    found = list(examples(store))
    assert [one["id"] for one in found] == articles
    assert [one["events"][0]["cluster"] for one in found] == [event(store, f"r{id[1]}") for id in articles]
    assert {(one["events"][0]["reviewed"], one["events"][0]["cluster_reviewed"]) for one in found} == {(False, True)}


def test_parties_that_are_one_come_out_as_one(store):
    put(
        store,
        5,
        report("r5", actors=("South Studios",), date="2026-02-17"),
        report("r6", "statement", date="2026-02-18"),
    )
    link(store)
    correct(store, KINDS["merge parties"][0])
    (found,) = examples(store)
    north = next(one for one in found["parties"] if one["name"] == "North Pictures")
    assert (found["id"], north["aliases"], len(found["parties"])) == ("a5", ["South Studios"], 2)
    assert [one["actors"] for one in found["events"]] == [["North Pictures"], ["North Pictures"]]
