"""Which steps somebody wants to see: the filters of exports, digests, alerts and screens, as conditions of a query.

Names and standings narrow down the disputes; the rest narrows down the steps. Every value is bound.
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, get_args

from disputes.errors import ConfigError
from disputes.types import Direction, DisputeStatus, PartialDate, Status

type Condition = tuple[str, dict[str, Any]]

OF_DISPUTES = {"claimants": "claimant", "respondents": "respondent", "tools": "tool"}
OF_STEPS = {"actions": "action", "statuses": "status", "stages": "stage", "directions": "direction", "courts": "court"}
EITHER_SIDE, OF_EITHER_SIDE, TOOL = "'actor', 'target'", "'claimant', 'respondent'", "'tool'"
NAMED = "select n.{0}_id from {0}_names n where n.name = :{1} and n.role in ({2})"
ON_TOPIC = """select er.event_id from articles_fts join articles a on a.number = articles_fts.rowid
    join event_reports er on er.article_id = a.id where articles_fts match :topic"""
KNOWN = {"statuses": Status, "directions": Direction, "standings": DisputeStatus}


@dataclass(frozen=True, slots=True)
class Selection:
    """What somebody wants to see; an empty field asks for everything. Dates are ISO days, both ends included.

    `party` acts or is acted on in the step itself, `over` is its tool; `claimants`, `respondents` and `tools` are names
    of its dispute, of which one has to fit. `standings` are states of a dispute ("open"). `topic` are words that stand,
    all of them, in an article that reports the step.
    """

    claimants: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    directions: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    dispute_id: str | None = None
    party: str | None = None
    over: str | None = None
    topic: str | None = None

    def __post_init__(self) -> None:
        for name, kind in KNOWN.items():
            known = get_args(kind.__value__)
            for value in getattr(self, name):
                if value not in known:
                    raise ConfigError(f"{name}: {value!r} is none of {', '.join(known)}")
        for name in ("since", "until"):
            _check_day(name, getattr(self, name))
        if self.topic is not None and not self.topic.split():
            raise ConfigError("topic: no words")

    @property
    def empty(self) -> bool:
        """Whether everything is asked for."""
        return not any(getattr(self, field.name) not in ((), None) for field in fields(self))

    @property
    def narrows_steps(self) -> bool:
        """Whether the steps are narrowed down by what they are, not only the disputes and who acts."""
        return any(getattr(self, name) not in ((), None) for name in (*OF_STEPS, "since", "until", "topic"))

    def to_json(self) -> str:
        """What is asked for, and nothing else, as one line that sorts and compares."""
        return json.dumps({key: value for key, value in asdict(self).items() if value not in ((), None)})

    @classmethod
    def from_json(cls, text: str) -> "Selection":
        """What `to_json` gave."""
        asked: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(text).items()
        }
        return cls(**asked)

    def in_words(self) -> str:
        """What is asked for, for a heading: "Disney; lawsuit"; nothing where that is everything."""
        days = " to ".join(filter(None, [self.since, self.until]))
        named = (self.party, self.over, *self.claimants, *self.respondents, *self.tools, *self.courts)
        kinds = (*self.actions, *(f"stage {stage}" for stage in self.stages), *self.directions, *self.statuses)
        rest = (*self.standings, self.dispute_id, f"“{self.topic}”" if self.topic else None, days)
        return "; ".join(filter(None, [*named, *kinds, *rest]))


def condition(selection: Selection, *, of: str = "t.", id: str = "event_id") -> Condition:
    """The condition on rows of `timeline`, called `t` in the query, and its values.

    For rows of another table, `of` stands before its columns, and `id` is the column that names the event.
    """
    clauses, values = _of_disputes(selection, of)
    for name, column in OF_STEPS.items():
        if wanted := getattr(selection, name):
            clauses.append(f"{of}{column} in (select value from json_each(:{name}))")
            values[name] = json.dumps(wanted)
    plain = {
        "since": f"{of}sort_date >= :since",
        "until": f"{of}sort_date <= :until",
        "party": f"{of}{id} in ({NAMED.format('event', 'party', EITHER_SIDE)})",
        "over": f"{of}{id} in ({NAMED.format('event', 'over', TOOL)})",
        "topic": f"{of}{id} in ({ON_TOPIC})",
    }
    for name, clause in plain.items():
        if (value := getattr(selection, name)) is not None:
            clauses.append(clause)
            values[name] = as_match(value) if name == "topic" else value
    return " and ".join(clauses) or "true", values


def condition_of_disputes(selection: Selection) -> Condition:
    """The condition on rows with a `dispute_id`, and its values: the disputes that are selected, whatever their steps.

    A party or a tool is one that the dispute names.
    """
    clauses, values = _of_disputes(selection, "")
    for name, roles in (("party", OF_EITHER_SIDE), ("over", TOOL)):
        if (value := getattr(selection, name)) is not None:
            clauses.append(f"dispute_id in ({NAMED.format('dispute', name, roles)})")
            values[name] = value
    return " and ".join(clauses) or "true", values


def _of_disputes(selection: Selection, of: str) -> tuple[list[str], dict[str, Any]]:
    """The conditions on a dispute's names, standing and id; an id that went in a merge leads to its heir."""
    clauses, values = list[str](), dict[str, Any]()
    for name, role in OF_DISPUTES.items():
        if wanted := getattr(selection, name):
            named = f"d.role = '{role}' and d.name in (select value from json_each(:{name}))"
            clauses.append(f"{of}dispute_id in (select d.dispute_id from dispute_names d where {named})")
            values[name] = json.dumps(wanted)
    if selection.standings:
        standing = "select d.id from disputes d where d.status in (select value from json_each(:standings))"
        clauses.append(f"{of}dispute_id in ({standing})")
        values["standings"] = json.dumps(selection.standings)
    if selection.dispute_id is not None:
        heir = "select f.new_id from forwards f where f.old_id = :dispute_id"
        clauses.append(f"{of}dispute_id = coalesce(({heir}), :dispute_id)")
        values["dispute_id"] = selection.dispute_id
    return clauses, values


def as_match(words: str) -> str:
    """Words as a query of the full-text index: each one a quoted string, all of them wanted."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split()[:20])


def _check_day(name: str, day: PartialDate | None) -> None:
    """Days are compared as texts, so "20260216", which Python knows as well, would select something else."""
    try:
        if day and str(date.fromisoformat(day)) != day:
            raise ValueError
    except ValueError:
        raise ConfigError(f"{name}: {day!r} is no day such as 2026-02-16") from None


EVERYTHING = Selection()
