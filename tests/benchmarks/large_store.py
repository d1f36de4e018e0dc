"""A large store, quickly made: events, disputes and articles in any number, by a fixed seed, of the sample's shape.

Parties and tools are as unevenly spread as real ones: a few stand in thousands of disputes, most in a handful. A part
of the events waits for a person: little confidence, rival dates, a single source. The logs are those of years of
crawling: what was run, what went wrong, which addresses were judged, how each source did on each day.
"""

import random
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from disputes.catalog import Action, Catalog, load
from disputes.store import Store

SEED = 7
BEGIN, DAYS = date(2019, 1, 1), 2800
A_DISPUTE = 24  # events, on average
A_CASE = 40  # disputes
SOURCES, FEEDS = 300, 400
JUDGED = 5  # addresses for each article
FAULTS = 2  # for each run
STATUSES = ("open", "open", "open", "dormant", "settled", "licensed", "dismissed", "decided")
COURTS = ("N.D. Cal.", "S.D.N.Y.", "D. Del.", "C.D. Cal.", "D. Mass.")
BODY = (
    "{0} and {1} stood before the court over {2} again. Lawyers on both sides called the step number {3} of its kind. "
    "What the model was trained on, and who was asked, is what they disagree on. A licence was not ruled out. "
)


class Told(NamedTuple):
    """One event: its dispute, action, day, how it stands, and the article that tells of it."""

    number: int
    dispute: int
    action: Action
    day: str
    status: str
    confidence: float
    sources: int
    article: int


class Named(NamedTuple):
    """Who stands against whom in a dispute, over what."""

    claimant: str
    respondent: str
    tool: str


def make(path: Path, *, events: int, articles: int) -> Path:
    """Makes the store in a new file and gives its path."""
    Store.open(path).close()
    chance, catalog = random.Random(SEED), load()
    names = _names(chance, catalog, max(1, events // A_DISPUTE))
    told = [_told(chance, number, len(names), list(catalog.actions.values()), articles) for number in range(events)]
    with closing(sqlite3.connect(path)) as db:
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
            db.execute(f"PRAGMA {pragma}")
        found = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        dropped = db.execute(found).fetchall()
        for kind, name, _ in dropped:
            db.execute(f"DROP {kind} {name}")
        _articles(db, articles, names)
        _disputes(db, names)
        _events(db, told, names)
        _cases(db, told, names)
        _logs(db, articles)
        db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        for _, _, sql in dropped:
            db.execute(sql)
        db.commit()
    with Store.open(path) as store:
        store.count_disputes()
        store.count_parties()
        store.count_outlets()
        store.follow_letters()
    return path


def _names(chance: random.Random, catalog: Catalog, count: int) -> list[Named]:
    sides = {side: [p.name for p in catalog.parties.values() if p.side == side] for side in ("claimant", "respondent")}
    claimants = sides["claimant"] + [f"Author {number}" for number in range(4000)]
    tools = [tool.name for tool in catalog.tools.values()]
    return [
        Named(_few(chance, claimants), _few(chance, sides["respondent"]), _few(chance, tools)) for _ in range(count)
    ]


def _few(chance: random.Random, names: Sequence[str]) -> str:
    """One of the names, the first of them far more often than the last."""
    return names[int(len(names) * chance.random() ** 3)]


def _told(chance: random.Random, number: int, disputes: int, actions: Sequence[Action], articles: int) -> Told:
    day = BEGIN + timedelta(days=int(DAYS * chance.random() ** 0.5))
    status = "happened" if (lot := chance.random()) < 0.9 else "threatened" if lot < 0.97 else "scheduled"
    return Told(
        number,
        chance.randrange(disputes),
        chance.choice(actions),
        day.isoformat(),
        status,
        round(0.2 + 0.8 * chance.random() ** 0.5, 3),
        1 + int(6 * chance.random() ** 3),
        number % articles,
    )


def _fill(db: sqlite3.Connection, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
    marks = ", ".join("?" * len(columns.split(",")))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    db.commit()


def _articles(db: sqlite3.Connection, count: int, names: Sequence[Named]) -> None:
    days = [(BEGIN + timedelta(days=DAYS * number // count)).isoformat() for number in range(count)]
    _fill(
        db,
        "articles",
        "id, url, title, published, text, outlet, fetched_at, story_id",
        (
            (
                *(f"a{n}", f"https://outlet{n % 60}.invalid/{n}", f"{names[n % len(names)].claimant}, step {n}"),
                *(
                    day,
                    4 * BODY.format(*names[n % len(names)], n),
                    f"Outlet {n % 60}",
                    f"{day}T09:00:00+00:00",
                    f"a{n}",
                ),
            )
            for n, day in enumerate(days)
        ),
    )
    judged = "article_id, relevant, relevance, reason, version"
    _fill(
        db, "readings", judged, ((f"a{n}", int(n % 4 > 0), 0.9, "names a step and a tool", "1") for n in range(count))
    )


def _disputes(db: sqlite3.Connection, names: Sequence[Named]) -> None:
    directions = ("up", "down", "neutral")
    _fill(
        db,
        "disputes",
        "id, title, stage, direction, status, since, latest",
        (
            (
                *(f"d{n}", f"{one.claimant} v. {one.respondent} over {one.tool}", n % 7, directions[n % 3]),
                *(STATUSES[n % 8], "2019-01-01", (BEGIN + timedelta(days=DAYS - n % 900)).isoformat()),
            )
            for n, one in enumerate(names)
        ),
    )
    roles = ("claimant", "respondent", "tool")
    rows = ((f"d{n}", role, 0, name) for n, one in enumerate(names) for role, name in zip(roles, one, strict=True))
    _fill(db, "dispute_names", "dispute_id, role, position, name", rows)


def _events(db: sqlite3.Connection, told: Sequence[Told], names: Sequence[Named]) -> None:
    quote = "Lawyers on both sides called the step number {} of its kind."
    _fill(
        db,
        "reports",
        'id, article_id, action, date, precision, status, start, "end", quote, confidence',
        (
            (
                *(f"r{e.number}", f"a{e.article}", e.action.name, e.day, "day", e.status),
                *(60, 120, quote.format(e.number), e.confidence),
            )
            for e in told
        ),
    )
    _fill(
        db,
        "events",
        "id, dispute_id, action, stage, direction, date, precision, first_published, sort_date, status, court, docket,"
        "quote, best_report_id, source_count, confidence",
        (
            (
                *(f"e{e.number}", f"d{e.dispute}", e.action.name, e.action.stage, e.action.direction),
                *(e.day, "day", e.day, e.day, e.status),
                *((COURTS[e.dispute % 5], f"3:24-cv-{e.dispute:05}") if (e.action.stage or 0) >= 4 else (None, None)),
                *(quote.format(e.number), f"r{e.number}", e.sources, e.confidence),
            )
            for e in told
        ),
    )
    roles = ("actor", "target", "tool")
    rows = ((f"e{e.number}", role, 0, name) for e in told for role, name in zip(roles, names[e.dispute], strict=True))
    _fill(db, "event_names", "event_id, role, position, name", rows)
    held = ((f"e{e.number}", f"r{e.number}", f"a{e.article}") for e in told)
    _fill(db, "event_reports", "event_id, report_id, article_id", held)
    rivals = ((f"e{e.number}", "date", "2020-01-01", f"r{e.number}") for e in told if e.number % 25 == 0)
    _fill(db, "rival_values", "event_id, field, value, report_id", rivals)


def _cases(db: sqlite3.Connection, told: Sequence[Told], names: Sequence[Named]) -> None:
    cases = range(0, len(names), A_CASE)
    _fill(
        db,
        "cases",
        "id, origin, caption, court, country, docket, filed, works, status",
        (
            (
                *(f"c{n}", "proposed", f"{names[n].claimant} v. {names[n].respondent}", COURTS[n % 5], "US"),
                *(f"3:24-cv-{n:05}", "2024-05", "books", "pending"),
            )
            for n in cases
        ),
    )
    rows = (
        (f"c{n}", role, 0, name)
        for n in cases
        for role, name in zip(("claimant", "respondent", "tool"), names[n], strict=True)
    )
    _fill(db, "case_names", "case_id, role, position, name", rows)
    ties = ((f"e{e.number}", f"c{e.dispute}", "docket") for e in told if e.dispute % A_CASE == 0)
    _fill(db, "event_cases", "event_id, case_id, tied_by", ties)


def _logs(db: sqlite3.Connection, articles: int) -> None:
    """Three runs a day, and what they met."""
    days = [(BEGIN + timedelta(days=number)).isoformat() for number in range(DAYS)]
    runs = [
        (f"{day}T0{hour}:00:00+00:00", stage) for day in days for hour, stage in enumerate(("crawl", "read", "link"))
    ]
    _fill(db, "runs", "stage, started_at, finished_at, done", ((stage, at, at, 40) for at, stage in runs))
    faults = (
        ("crawl", f"https://outlet{n % 60}.invalid/{n}", "404", runs[n // FAULTS][0]) for n in range(FAULTS * len(runs))
    )
    _fill(db, "faults", "stage, place, problem, at", faults)
    judged = ((f"https://outlet{n % 60}.invalid/seen/{n}", f"s{n % SOURCES}", "page") for n in range(JUDGED * articles))
    _fill(db, "seen_urls", "url, source_id, outcome", judged)
    told = ((f"https://outlet{n % 60}.invalid/feed/{n}", f"s{n % SOURCES}", days[-1], 200, 20) for n in range(FEEDS))
    _fill(db, "feeds", "url, source_id, checked_at, status, items", told)
    asked, last = f"{days[0]}T00:00:00+00:00", f"{days[-1]}T00:00:00+00:00"
    _fill(
        db,
        "sources",
        "id, name, kind, url, enabled, max_silence_hours, first_asked, last_success, last_new",
        ((f"s{n}", f"Source {n}", "feed", f"https://s{n}.invalid/", 1, 72, asked, last, last) for n in range(SOURCES)),
    )
    tallies = ((f"s{n}", day, 3, 4, 4, 2, 9000) for n in range(SOURCES) for day in days[-400:])
    _fill(db, "source_days", "source_id, day, asked, new_entries, pages, articles, characters", tallies)
