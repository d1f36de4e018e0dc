"""Stores for the dashboard's tests: real files made by the Store, filled with rows of any number and any text."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from disputes.catalog import Action, load_actions
from disputes.store import Store

START = date(2024, 1, 8)
SCRIPT = "<script>document.title='owned'</script><img src=http://evil.invalid/x.png onerror=\"document.title='owned'\">"
HOSTILE = (
    SCRIPT,
    "**bold** [click](javascript:alert(1)) ![x](http://evil.invalid/y.png) :red[red] $x^2$ `code`",
    '=HYPERLINK("http://evil.invalid","x")\'"&<b>',
    "\u202egnitirw tfel ot thgir\u200f \u0007\u0000bell",
    "Long " + "x" * 10_000,
    "{{ 7 * 7 }} {% raw %} </div></style><style>*{display:none}</style>",
)


def empty(path: Path) -> Path:
    """A store that holds nothing."""
    Store.open(path).close()
    return path


def full(path: Path, *, disputes: int = 6, steps: int = 7) -> Path:
    """Disputes that climb the ladder and come down, with runs, feeds, faults, rivals and a forward."""
    with closing(_opened(path)) as db, db:
        for number in range(disputes):
            _dispute(db, number, steps, lambda kind, at: f"{kind.title()} {at}")
        _log(db, "the server answered 503")
        db.execute("INSERT INTO forwards (old_id, new_id, reason) VALUES ('gone', 'd0', 'merged')")
    return path


def hostile(path: Path) -> Path:
    """The same, with markup, formulas, quotes, right-to-left marks and 10,000 characters wherever text may stand."""

    def text(kind: str, at: int) -> str:
        return f"{HOSTILE[at % len(HOSTILE)]} {kind} {at}"

    with closing(_opened(path)) as db, db:
        for number in range(len(HOSTILE)):
            _dispute(db, number, 6, text, link="javascript:alert(1)//")
        _log(db, SCRIPT)
    return path


def _opened(path: Path) -> sqlite3.Connection:
    empty(path)
    return sqlite3.connect(path)


def _dispute(
    db: sqlite3.Connection,
    number: int,
    steps: int,
    text: Callable[[str, int], str],
    link: str = "https://outlet.invalid/",
) -> None:
    """A dispute that climbs one action of the ladder a step, and ends eased, threatened or scheduled."""
    id, actions = f"d{number}", _climb(number, steps)
    begins = START + timedelta(days=47 * number % 730)
    names = {
        "claimant": text("claimant", number),
        "respondent": text("respondent", number % 3),
        "tool": text("tool", number),
    }
    last = begins + timedelta(days=31 * (steps - 1))
    eased = actions[-1].direction == "down"
    _insert(
        db,
        "disputes",
        id=id,
        title=f"{names['claimant']} v. {names['respondent']}",
        stage=max((action.stage for action in actions if action.stage is not None), default=None),
        direction="down" if eased else "up",
        status="settled" if eased else "open",
        since=str(begins),
        latest=str(last),
        status_event_id=f"{id}-e{steps - 1}" if eased else None,
        stage_event_id=f"{id}-e{steps - 2}",
    )
    for role, name in names.items():
        _insert(db, "dispute_names", dispute_id=id, role=role, position=0, name=name)
    for place, action in enumerate(actions):
        _event(db, id, place, action, begins + timedelta(days=31 * place), names, text, link)
    _case(db, number, names, text, link)


def _climb(number: int, steps: int) -> list[Action]:
    ladder = load_actions()
    staged = [action for action in ladder if action.stage is not None][:: 1 + number % 2]
    down = [action for action in ladder if action.direction == "down"]
    return [*staged[: steps - 1], down[number % len(down)] if number % 2 else staged[-1]]


def _event(
    db: sqlite3.Connection,
    dispute: str,
    place: int,
    action: Action,
    when: date,
    names: dict[str, str],
    text: Callable[[str, int], str],
    link: str,
) -> None:
    id, report = f"{dispute}-e{place}", f"{dispute}-r{place}"
    stated = (str(when), f"{when:%Y-%m}", None)[place % 3]
    court, docket = ("N.D. Cal.", f"3:24-cv-{1000 + place:05}") if (action.stage or 0) >= 4 else (None, None)
    told = {
        "action": action.name,
        "date": stated,
        "precision": {10: "day", 7: "month"}.get(len(stated)) if stated else None,
        "status": ("happened", "happened", "threatened", "happened", "happened", "scheduled")[place % 6],
        "court": court,
        "docket": docket,
        "amount_usd": 1.5e9 if action.direction == "down" else None,
        "quote": f"{text('quote', place)} says {names['claimant']}.",
        "confidence": 0.4 if place == 2 else 0.8,
    }
    _report(db, dispute, place, when, told, names, text, link)
    _insert(
        db,
        "events",
        **told,
        id=id,
        dispute_id=dispute,
        stage=action.stage,
        direction=action.direction,
        first_published=str(when),
        sort_date=str(when),
        best_report_id=report,
        source_count=1,
        added_at="2026-02-25T05:10:00+00:00",
    )
    for role, name in (("actor", names["claimant"]), ("target", names["respondent"]), ("tool", names["tool"])):
        _insert(db, "event_names", event_id=id, role=role, position=0, name=name)
    _insert(db, "event_reports", event_id=id, report_id=report, article_id=key(dispute, place))
    if place == 1:
        _insert(db, "rival_values", event_id=id, field="date", value=text("rival", place), report_id=report)


def _report(
    db: sqlite3.Connection,
    dispute: str,
    place: int,
    when: date,
    told: dict[str, Any],
    names: dict[str, str],
    text: Callable[[str, int], str],
    link: str,
) -> None:
    """The article that tells of a step, how it was read, and its report."""
    article, quote = key(dispute, place), told["quote"]
    body = f"A first sentence. {quote} A last sentence on training data."
    start, end = body.index(quote), body.index(quote) + len(quote)
    _insert(
        db,
        "articles",
        id=article,
        url=f"{link}{dispute}/{place}",
        title=text("title", place),
        published=str(when),
        text=body,
        outlet=text("outlet", place),
        fetched_at=f"{when}T09:00:00+00:00",
        story_id=article,
    )
    _insert(db, "readings", article_id=article, relevant=1, relevance=0.93, reason=text("reason", place))
    _insert(db, "mentions", article_id=article, start=start, end=start + 5, name=names["claimant"], kind="party")
    _insert(
        db,
        "allegations",
        article_id=article,
        developer=names["respondent"],
        material="books",
        status="alleged",
        start=0,
        end=17,
        quote="A first sentence.",
    )
    _insert(
        db,
        "reports",
        **told,
        id=f"{dispute}-r{place}",
        article_id=article,
        start=start,
        end=end,
        credited_to=text("credit", place),
    )


def _case(
    db: sqlite3.Connection, number: int, names: dict[str, str], text: Callable[[str, int], str], link: str
) -> None:
    """A court case of a dispute: every other one known beforehand, the rest proposed; the first went into the last."""
    id, reference = f"c{number}", number % 2 == 0
    _insert(
        db,
        "cases",
        id=id,
        origin="reference" if reference else "proposed",
        caption=text("caption", number),
        court=("N.D. Cal.", "S.D.N.Y.")[number % 2],
        country="US",
        docket=f"3:24-cv-{1000 + number:05}",
        docket_url=f"{link}docket/{number}",
        filed="2024-05",
        works=text("works", number % 2),
        status=("pending", "settled", "consolidated")[number % 3],
        status_on="2025-01-31",
        note=text("note", number),
        unconfirmed="rests on one list" if reference else "",
    )
    for role, name in names.items():
        _insert(db, "case_names", case_id=id, role=role, position=0, name=name)
    _insert(db, "case_captions", case_id=id, position=0, caption=text("former", number))
    _insert(db, "case_dockets", case_id=id, position=0, docket=f"25-md-{number:05}", court=None)
    _insert(db, "case_sources", case_id=id, position=0, url=f"{link}list/{number}")
    if number:
        _insert(db, "case_relations", case_id=id, relation="consolidated_into", other_id="c0")
    _insert(db, "event_cases", event_id=f"d{number}-e1", case_id=id, tied_by="docket")


def _log(db: sqlite3.Connection, problem: str) -> None:
    runs = [
        ("crawl", "2026-02-25T05:00:00+00:00", "2026-02-25T05:04:00+00:00", 45, 1, 3),
        ("read", "2026-02-25T05:05:00+00:00", "2026-02-25T05:09:00+00:00", 45, 0, 0),
        ("link", "2026-02-25T05:10:00+00:00", None, 0, 0, 0),
    ]
    for number, (stage, started, ended, done, failed, skipped) in enumerate(runs, 1):
        _insert(
            db,
            "runs",
            id=number,
            stage=stage,
            started_at=started,
            finished_at=ended,
            done=done,
            failed=failed,
            skipped=skipped,
        )
    at = "2026-02-25T05:01:00+00:00"
    _insert(db, "faults", run_id=1, stage="crawl", place="https://outlet.invalid/feed", problem=problem, at=at)
    _insert(
        db,
        "feeds",
        url="https://outlet.invalid/feed",
        source_id="outlet",
        checked_at=at,
        status=503,
        error=problem,
        items=0,
    )
    _insert(
        db,
        "sources",
        id="outlet",
        name=f"Outlet {problem}",
        kind="feed",
        url="https://outlet.invalid/feed",
        enabled=1,
        items_per_week=5.0,
        max_silence_hours=72,
        first_asked="2026-01-01T00:00:00+00:00",
        last_failure=at,
        problem=problem,
    )


def _insert(db: sqlite3.Connection, table: str, **values: object) -> None:
    columns = ", ".join(f'"{column}"' for column in values)
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})", list(values.values()))


def key(dispute: str, place: int) -> str:
    return hashlib.sha256(f"{dispute}/{place}".encode()).hexdigest()[:16]
