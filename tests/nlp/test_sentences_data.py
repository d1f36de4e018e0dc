"""The sentences of our own that the reading is measured on: is each line well-formed, and is the field covered?

Each line of `sentences.jsonl` is one to three sentences with a publication date and the reports expected from them. A
wrong expectation would be learned as a truth, so names, quotes, roles, dates and weekdays are checked here.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from disputes.catalog import PARTY_KINDS, load, load_actions
from disputes.types import Side, Status, precision_of

type Item = dict[str, Any]

FILE = Path(__file__).with_name("sentences.jsonl")
ITEMS: list[Item] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
EVENTS: list[tuple[Item, dict[str, Any]]] = [(item, event) for item in ITEMS for event in item["events"]]

ITEM_KEYS = {"id", "published", "sentence", "events", "parties", "tools", "features", "unseen"}
EVENT_KEYS = {
    "action",
    "actors",
    "targets",
    "tools",
    "date",
    "precision",
    "status",
    "court",
    "docket",
    "amount_usd",
    "evidence",
}
ACTIONS = {action.name for action in load_actions()}
NO_TARGETS = {"settlement", "licensing_deal", "launch", "safeguard"}
FREQUENT = {
    "lawsuit",
    "ruling",
    "court_filing",
    "statement",
    "response",
    "cease_and_desist",
    "licensing_deal",
    "settlement",
}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
US_COURT = re.compile(
    r"([NSEWMC]\.)?D\. ?[A-Z][a-z.]+( [A-Z][a-z.]+)*|[NSEWMC]\.D\.N\.Y\.|D\.N\.J\.|\d{1,2}(st|d|th) Cir\.|Fed\. Cir\."
)
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b")


def stands(form: str, text: str) -> bool:
    """Whether a name stands in the text as whole words."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def forms(named: dict[str, Any]) -> list[str]:
    return [named["name"], *named["aliases"]]


def keys(item: Item) -> bool:
    return item.keys() == ITEM_KEYS and all(event.keys() == EVENT_KEYS for event in item["events"])


def published(item: Item) -> bool:
    return date.fromisoformat(item["published"]).isoformat() == item["published"]


def short(item: Item) -> bool:
    return 20 < len(item["sentence"]) < 600 and item["sentence"] == " ".join(item["sentence"].split())


def names_stand_in_text(item: Item) -> bool:
    return all(stands(form, item["sentence"]) for named in item["parties"] + item["tools"] for form in forms(named))


def names_are_distinct(item: Item) -> bool:
    return all(
        len(every) == len(set(every))
        for every in ([form for named in item[kind] for form in forms(named)] for kind in ("parties", "tools"))
    )


def kinds_and_sides(item: Item) -> bool:
    sides = get_args(Side.__value__)
    return all(party["kind"] in PARTY_KINDS and party["side"] in sides for party in item["parties"])


def quiet_items_name_nobody(item: Item) -> bool:
    return bool(item["events"]) or not (item["parties"] or item["tools"])


def roles_are_parties(item: Item) -> bool:
    known = {party["name"] for party in item["parties"]}
    tools = {tool["name"] for tool in item["tools"]}
    return all(
        known >= {*event["actors"], *event["targets"]} and tools >= {*event["tools"]} for event in item["events"]
    )


def has_features(item: Item) -> bool:
    return bool(item["features"]) and (("hard_negative" in item["features"]) == (not item["events"]))


@pytest.mark.parametrize(
    "holds",
    [
        keys,
        published,
        short,
        names_stand_in_text,
        names_are_distinct,
        kinds_and_sides,
        quiet_items_name_nobody,
        roles_are_parties,
        has_features,
    ],
)
def test_items_are_well_formed(holds: Callable[[Item], bool]) -> None:
    assert [item["id"] for item in ITEMS if not holds(item)] == []


def test_ids_and_sentences_are_unique() -> None:
    assert [item["id"] for item in ITEMS] == [f"s{number:03d}" for number in range(1, len(ITEMS) + 1)]
    assert [text for text, times in Counter(item["sentence"] for item in ITEMS).items() if times > 1] == []


def known_values(item: Item, event: dict[str, Any]) -> bool:
    return event["action"] in ACTIONS and event["status"] in get_args(Status.__value__)


def evidence_is_verbatim(item: Item, event: dict[str, Any]) -> bool:
    return bool(event["evidence"]) and event["evidence"] in item["sentence"]


def somebody_acts_or_suffers(item: Item, event: dict[str, Any]) -> bool:
    return bool(event["actors"] or event["targets"]) and not {*event["actors"]} & {*event["targets"]}


def roles_fit_action(item: Item, event: dict[str, Any]) -> bool:
    return not (event["action"] in NO_TARGETS and event["targets"])


def date_is_partial_iso(item: Item, event: dict[str, Any]) -> bool:
    if event["date"] is None:
        return event["precision"] is None
    date.fromisoformat((event["date"] + "-01-01")[:10])
    return precision_of(event["date"]) == event["precision"]


def date_fits_status(item: Item, event: dict[str, Any]) -> bool:
    if event["date"] is None:
        return True
    day = item["published"][: len(event["date"])]
    return event["date"] <= day if event["status"] == "happened" else event["date"] >= day


def amount_is_dollars(item: Item, event: dict[str, Any]) -> bool:
    return event["amount_usd"] is None or (event["amount_usd"] > 0 and "$" in item["sentence"])


def docket_is_quoted(item: Item, event: dict[str, Any]) -> bool:
    return event["docket"] is None or event["docket"] in item["sentence"]


def court_is_short_or_quoted(item: Item, event: dict[str, Any]) -> bool:
    """A US federal court stands in its short form, any other as the text names it."""
    court = event["court"]
    return court is None or US_COURT.fullmatch(court) is not None or court in item["sentence"]


@pytest.mark.parametrize(
    "holds",
    [
        court_is_short_or_quoted,
        known_values,
        evidence_is_verbatim,
        somebody_acts_or_suffers,
        roles_fit_action,
        date_is_partial_iso,
        date_fits_status,
        amount_is_dollars,
        docket_is_quoted,
    ],
)
def test_events_are_well_formed(holds: Callable[[Item, dict[str, Any]], bool]) -> None:
    assert [(item["id"], event["action"]) for item, event in EVENTS if not holds(item, event)] == []


def meant(weekday: str, item: Item) -> set[str]:
    """The days that a weekday can mean in an item: the last one on or before publication, a week earlier, the next."""
    day = date.fromisoformat(item["published"])
    last = day - timedelta((day.weekday() - WEEKDAYS.index(weekday)) % 7)
    return {(last + timedelta(weeks)).isoformat() for weeks in (-7, 0, 7)}


def test_weekdays_are_resolved_against_publication() -> None:
    """Where an item is marked as dated by a weekday, some event stands on each weekday that it names."""
    wrong = []
    for item in ITEMS:
        dates = {event["date"] for event in item["events"]}
        if "weekday" in item["features"]:
            named = WEEKDAY.findall(item["sentence"])
            wrong += [(item["id"], weekday) for weekday in named if not meant(weekday, item) & dates]
            wrong += [] if named else [(item["id"], "no weekday")]
    assert wrong == []


def test_weekday_in_a_sentence_dates_its_event() -> None:
    """A sentence of one dated event and one weekday is marked, so that no weekday escapes the check above."""
    assert [
        item["id"]
        for item in ITEMS
        if len(set(WEEKDAY.findall(item["sentence"]))) == 1
        and any(event["precision"] == "day" for event in item["events"])
        and not {"weekday", "other_weekday"} & set(item["features"])
        and not any(meant(WEEKDAY.findall(item["sentence"])[0], item) & {event["date"]} for event in item["events"])
    ] == []


def test_unseen_items_name_nobody_from_the_catalog() -> None:
    catalog = load()
    listed = {name.casefold() for name in (*catalog.party_by_name, *catalog.tool_by_name)}
    assert [
        (item["id"], form)
        for item in ITEMS
        if item["unseen"]
        for named in item["tools"] + [party for party in item["parties"] if party["side"] != "neutral"]
        for form in forms(named)
        if form.casefold() in listed
    ] == []


def test_items_cover_the_field() -> None:
    counts = Counter(action for item in ITEMS for action in {event["action"] for event in item["events"]})
    short_of = {action: counts[action] for action in ACTIONS if counts[action] < (60 if action in FREQUENT else 25)}
    assert short_of == {}
    assert len(ITEMS) >= 600
    assert sum(not item["events"] for item in ITEMS) >= 120
    assert sum(item["unseen"] for item in ITEMS) >= 0.6 * len(ITEMS)
    assert {event["status"] for _, event in EVENTS} == set(get_args(Status.__value__))
