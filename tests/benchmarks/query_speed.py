"""How long the ready queries of Datasette, the examples of the documented views and the first page of each view take:

    python -m tests.benchmarks.query_speed [--sample data/local/demo.db] [--events 1000000] [--articles 200000]
                                           [--large FILE] [--only NAME …] [--json]

Each is asked as Datasette asks it, over a connection that cannot write and up to the most rows that it gives; fields
are filled with the party and the tool of most disputes and the dispute of most steps in that store, else with the value
that is there to try. Seconds are those of the processor, which other work on the machine hardly changes. A query is
within bounds where it takes less over the large store than our Datasette lets a query take; one that takes twice that
is broken off. `--large` keeps the store that was made, or takes one that was kept.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from disputes.explore import SETTINGS
from disputes.explore.metadata import SORTED, queries
from disputes.store import Store
from disputes.store.schema import sentences
from tests.benchmarks.large_store import make

LIMIT = int(str(SETTINGS["sql_time_limit_ms"])) / 1000  # seconds
BROKEN_OFF = 2 * LIMIT
MOST = int(str(SETTINGS["max_returned_rows"])) + 1
BUSIEST = {
    "party": "SELECT name FROM dispute_names WHERE role <> 'tool' GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
    "tool": "SELECT name FROM dispute_names WHERE role = 'tool' GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
    "dispute_id": "SELECT dispute_id FROM dispute_summary ORDER BY events DESC, dispute_id LIMIT 1",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: where it stands, its name, and the values that are there to try."""

    where: str
    name: str
    sql: str
    sample: dict[str, str]


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that a query took over both stores, None where it was broken off; the rows are those of the large one."""

    where: str
    name: str
    sample: float | None
    large: float | None
    rows: int

    @property
    def within(self) -> bool:
        """Whether our Datasette answers it over the large store."""
        return self.large is not None and self.large < LIMIT


def asked() -> Iterator[Asked]:
    """The ready queries, then each view's example and the first page that Datasette shows of it."""
    for query in queries():
        yield Asked("ready", query.name, query.sql, query.sample)
    for view, said in sentences().items():
        if "example" in said:
            yield Asked("example", view, said["example"], {})
            order = f"ORDER BY {SORTED[view]} DESC" if view in SORTED else ""
            yield Asked("page", view, f"SELECT * FROM {view} {order} LIMIT {SETTINGS['default_page_size'] + 1}", {})


def measure(sample: Path, large: Path, wanted: Sequence[Asked]) -> Iterator[Timed]:
    """Each query over both stores."""
    fields = [_fields(store) for store in (sample, large)]
    for query in wanted:
        (near, _), (far, rows) = (
            _timed(store, query.sql, {**query.sample, **{name: own[name] for name in own if name in query.sample}})
            for store, own in zip((sample, large), fields, strict=True)
        )
        yield Timed(query.where, query.name, near, far, rows)


def _fields(store: Path) -> dict[str, str]:
    with closing(_connected(store)) as db:
        return {name: db.execute(sql).fetchone()[0] for name, sql in BUSIEST.items()}


def _timed(store: Path, sql: str, values: dict[str, str]) -> tuple[float | None, int]:
    """Seconds and rows; a connection of its own for each, as after a start."""
    with closing(_connected(store)) as db:
        begin = time.process_time()
        db.set_progress_handler(lambda: time.process_time() - begin > BROKEN_OFF, 100_000)
        try:
            rows = len(db.execute(sql, values).fetchmany(MOST))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            return None, 0
        return time.process_time() - begin, rows


def _connected(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)


def main(arguments: Sequence[str]) -> int:
    """The command line; the exit status is 1 where a query is slower than the limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.query_speed")
    parser.add_argument("--sample", type=Path, default=Path("data/local/demo.db"), help="made by `disputes demo`")
    parser.add_argument("--large", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    wanted = [query for query in asked() if not chosen.only or query.name in chosen.only]
    with tempfile.TemporaryDirectory() as folder:
        large = chosen.large or Path(folder) / "large.db"
        if not large.is_file():
            make(large, events=chosen.events, articles=chosen.articles)
        for store in (chosen.sample, large):
            Store.open(store).close()  # one that was kept may be of an older version
        found = []
        for query in measure(chosen.sample, large, wanted):
            found.append(query)
            if not chosen.json:
                print(_line(query), flush=True)
    if chosen.json:
        print(json.dumps([asdict(query) | {"within": query.within} for query in found]))
    return 0 if all(query.within for query in found) else 1


def _line(query: Timed) -> str:
    near, far = (
        f"{'over' if seconds is None else '':>4}{BROKEN_OFF if seconds is None else seconds:8.3f} s"
        for seconds in (query.sample, query.large)
    )
    return f"{query.where:8} {query.name:32}{near}{far}{query.rows:6} rows{'' if query.within else '  beyond'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
