"""A store and a period -> the `Digest` of it: what SQL finds, laid into records; no wording and no markup.

A step is in the period by its own date where that is known to the day, else by its first report, unless its own month
or year lies elsewhere. Only what happened moves a dispute. Everything is read in one transaction, so that a crawl that
writes meanwhile cannot make the numbers contradict the lists.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from disputes.digest.corrected import corrections
from disputes.digest.records import Counts, Day, Digest, Move, Period
from disputes.digest.silence import silences
from disputes.digest.week import default_week, span
from disputes.selection import Selection, condition
from disputes.store.connection import Connection, foreseen
from disputes.telling.records import Step, first_day, is_ruling, is_suit, step_order
from disputes.telling.steps import names, tell

LATE_DAYS = 92  # a step first reported now is listed when it is at most this old; what is older is background

# Three questions, each with its index: together by `or` they would look at every event there is.
CANDIDATES = """t.event_id in (
    select id from events where sort_date between :first_day and :last_day
    union select id from events where first_published between :first_day and :last_day
    union select id from events
        where withdrawn is null and status = 'scheduled' and sort_date >= substr(:first_day, 1, 4)
              and date >= substr(:first_day, 1, length(date)) and first_published <= :last_day
)"""
STAGES_BEFORE = """
select t.dispute_id, max(t.stage) as stage
from timeline t join events e on e.id = t.event_id
where e.withdrawn is null and t.status = 'happened' and t.sort_date < :since
      and t.dispute_id in (select value from json_each(:disputes))
      and t.event_id not in (select value from json_each(:ids))
group by t.dispute_id
"""
SUMMARIES = """
select dispute_id, title, claimants, respondents from dispute_summary
where dispute_id in (select value from json_each(:disputes))
"""
READ = """
select count(*) as articles, count(distinct nullif(a.outlet, '')) as outlets
from articles a join readings r on r.article_id = a.id
where r.relevant and a.published between :first_day and :last_day
"""


READ_OF = """and exists (
    select 1 from reports x join event_reports er on er.report_id = x.id join timeline t on t.event_id = er.event_id
    where x.article_id = a.id and {where}
)"""


def build(
    source: Connection | Database,
    since: date,
    until: date,
    selection: Selection | None = None,
    *,
    as_of: datetime | None = None,
) -> Digest:
    """The digest of the days from `since` to `until`, both included; of what is selected, whose own days do not count.

    `as_of` is the time now, with its zone, for days that have not ended: alarms over sources that stand then are told.
    Raises ConfigError when they are no span of days that a digest can tell, StoreError when the store cannot be read.
    """
    period = span(since, until)
    selection = replace(selection or Selection(), since=None, until=None)
    ended = datetime.combine(period.until + timedelta(days=1), time(), UTC)
    with _snapshot(source) as db:
        steps = _steps_about(db, period, selection)
        happened = [step for step in steps if step.status == "happened"]
        present = [step for step in happened if falls_in(step, period)]
        moves = _moves(db, period, present)
        late = [step for step in happened if _is_late(step, period)]
        listed = tuple(step for step in late if _own_day(step) >= str(period.since - timedelta(days=LATE_DAYS)))
        threatened = tuple(step for step in steps if step.status == "threatened" and _first_told_in(step, period))
        return Digest(
            period=period,
            counts=_counts(db, period, selection, moves, threatened),
            counts_before=_counts_of(db, period.before(), selection),
            days=_days(period, present),
            moves=moves,
            threatened=threatened,
            coming=tuple(step for step in steps if step.status == "scheduled" and _is_coming(step, period)),
            late=listed,
            older=len(late) - len(listed),
            silences=tuple(silences(db, period, min(ended, as_of) if as_of else ended)),
            corrected=tuple(corrections(db, period, selection.to_json())),
            selection=selection,
        )


def period_of(source: Connection | Database, today: date) -> Period:
    """The period to tell when none is asked for: the last finished week, or the week of the newest data if older."""
    query = "select max(substr(first_published, 1, 10)) as day from events where first_published <= :today"
    with _snapshot(source) as db:
        newest = next(iter(db.query(query, {"today": str(today)})))["day"]
    return default_week(date.fromisoformat(first_day(newest)) if newest else None, today)


@contextmanager
def _snapshot(source: Connection | Database) -> Iterator[Database]:
    """The database as it stands at one moment."""
    db, path = (source, Path("the database")) if isinstance(source, Database) else (source.db, source.path)
    with foreseen(path), db.atomic():
        yield db


def _bounds(period: Period) -> dict[str, str]:
    return {"first_day": str(period.since), "last_day": str(period.until)}


def _steps_about(db: Database, period: Period, selection: Selection) -> list[Step]:
    """Every selected step that the period may have to tell of, in order, with its sources."""
    where, values = condition(selection)
    return sorted(tell(db, f"{CANDIDATES} and {where}", {**values, **_bounds(period)}), key=step_order)


def falls_in(step: Step, period: Period) -> bool:
    """Whether a step belongs to a period: by its day, else by its first report within its own month or year."""
    since, until = str(period.since), str(period.until)
    if not since <= step.day <= until:
        return False
    return step.date is None or since[: len(step.date)] <= step.date <= until[: len(step.date)]


def _first_told_in(step: Step, period: Period) -> bool:
    return str(period.since) <= step.told <= str(period.until)


def _is_late(step: Step, period: Period) -> bool:
    """Whether it was first reported in the period, but took place before."""
    if not _first_told_in(step, period) or falls_in(step, period):
        return False
    return _own_day(step) < str(period.since)


def _own_day(step: Step) -> str:
    """The first day that its own date may mean; without a date, that of the first report."""
    return first_day(step.date) if step.date else step.told


def _is_coming(step: Step, period: Period) -> bool:
    if step.told > str(period.until):
        return False
    if step.date is None:
        return _first_told_in(step, period)
    return step.date >= str(period.since)[: len(step.date)]


def _moves(db: Database, period: Period, present: list[Step]) -> tuple[Move, ...]:
    """The disputes in which something happened, the furthest along the road first."""
    by_dispute: dict[str, list[Step]] = {}
    for step in present:
        by_dispute.setdefault(step.dispute_id, []).append(step)
    disputes = json.dumps(list(by_dispute))
    ids = json.dumps([step.event_id for step in present])
    parameters = {"since": str(period.since), "disputes": disputes, "ids": ids}
    before = {row["dispute_id"]: row["stage"] for row in db.query(STAGES_BEFORE, parameters)}
    summaries = {row["dispute_id"]: row for row in db.query(SUMMARIES, {"disputes": disputes})}
    moves = [_move(key, steps, summaries.get(key, {}), before) for key, steps in by_dispute.items()]
    return tuple(sorted(moves, key=lambda move: (-(move.stage_after or 0), move.title, move.dispute_id)))


def _move(dispute_id: str, steps: list[Step], summary: Mapping[str, Any], before: Mapping[str, int | None]) -> Move:
    stages = [step.stage for step in steps if step.stage is not None]
    stage_before = before.get(dispute_id)
    pointing = [step.direction for step in steps if step.direction != "neutral"]
    return Move(
        dispute_id=dispute_id,
        title=summary.get("title") or steps[0].dispute,
        claimants=names(summary.get("claimants")),
        respondents=names(summary.get("respondents")),
        stage_before=stage_before,
        stage_after=max([*stages, *([stage_before] if stage_before is not None else [])], default=None),
        direction=pointing[-1] if pointing else "neutral",
        is_new=dispute_id not in before,
        steps=tuple(steps),
    )


def _counts(
    db: Database, period: Period, selection: Selection, moves: tuple[Move, ...], threatened: tuple[Step, ...]
) -> Counts:
    where, values = condition(selection)
    reading = READ if selection.empty else READ + READ_OF.format(where=where)
    read = next(iter(db.query(reading, {**values, **_bounds(period)})))
    steps = [step for move in moves for step in move.steps]
    return Counts(
        articles=read["articles"],
        outlets=read["outlets"],
        steps=len(steps),
        up=sum(step.direction == "up" for step in steps),
        down=sum(step.direction == "down" for step in steps),
        disputes=len(moves),
        new_disputes=sum(move.is_new for move in moves),
        suits=sum(map(is_suit, steps)),
        rulings=sum(map(is_ruling, steps)),
        threats=len(threatened),
    )


def _counts_of(db: Database, period: Period, selection: Selection) -> Counts:
    """The numbers of a period of which nothing else is told."""
    steps = _steps_about(db, period, selection)
    present = [step for step in steps if step.status == "happened" and falls_in(step, period)]
    threatened = tuple(step for step in steps if step.status == "threatened" and _first_told_in(step, period))
    return _counts(db, period, selection, _moves(db, period, present), threatened)


def _days(period: Period, present: list[Step]) -> tuple[Day, ...]:
    """Each day of the period with its steps up and down."""
    days = [period.since + timedelta(days=number) for number in range(period.days)]
    found = [(step.day, step.direction) for step in present]
    return tuple(Day(day, found.count((str(day), "up")), found.count((str(day), "down"))) for day in days)
