"""A store and a period -> the sources that do not bring what they used to, so that silence is not taken for peace."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlite_utils import Database

from disputes.alarms import current_alarms
from disputes.digest.records import Period, Silence

LAST = "select max(published) as last from articles where source_id = :source"
QUIET_PERIODS = 4  # a source fell quiet if it brought something in each of so many periods before, and nothing now

PUBLISHED_DAYS = """
select source_id, substr(published, 1, 10) as day from articles
where source_id <> '' and substr(published, 1, 10) between :since and :until
group by 1, 2 order by 1, 2
"""
FAILING = """
select f.source_id, f.status, f.error, (select max(published) from articles a where a.source_id = f.source_id) as last
from feeds f
where coalesce(f.error, '') <> '' and substr(f.checked_at, 1, 10) between :since and :grace
order by f.source_id, f.url
"""


def silences(db: Database, period: Period, as_of: datetime) -> Iterator[Silence]:
    """The alarms over sources that stood then, the sources whose last check failed, and those that fell quiet.

    `as_of` is a time with a zone: the end of the period, or now where it has not ended.
    """
    grace = str(period.until + timedelta(days=7))
    failing: dict[str, Silence] = {}
    for alarm in current_alarms(db.conn, as_of):
        if alarm.since[:10] <= str(period.until):
            name = alarm.source_id or "the crawling"
            last = next(db.query(LAST, {"source": alarm.source_id}))["last"]
            failing.setdefault(name, Silence(name, alarm.sentence, last))
    for row in db.query(FAILING, {"since": str(period.since), "grace": grace}):
        failing.setdefault(
            row["source_id"], Silence(row["source_id"], f"last check failed: {row['error']}", row["last"])
        )
    yield from failing.values()
    windows = [period]
    for _ in range(QUIET_PERIODS):
        windows.append(windows[-1].before())
    days: dict[str, list[str]] = {}
    for row in db.query(PUBLISHED_DAYS, {"since": str(windows[-1].since), "until": str(period.until)}):
        days.setdefault(row["source_id"], []).append(row["day"])
    for source_id, published in days.items():
        brought = [any(str(window.since) <= day <= str(window.until) for day in published) for window in windows]
        if source_id not in failing and not brought[0] and all(brought[1:]):
            yield Silence(source_id, "brought no article in this period", published[-1])
