"""Stores for the dashboard's tests: real files made by the Store, filled with rows of any number and any text."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

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
    stage = max(action.stage or 0 for action in actions)
    title = f"{names['claimant']} v. {names['respondent']}"
    _insert(
        db,
        "disputes",
        (id, title, stage, "down" if eased else "up", "settled" if eased else "open", str(begins), str(last), None),
    )
    for role, name in names.items():
        _insert(db, "dispute_names", (id, role, 0, name))
    for place, action in enumerate(actions):
        _event(db, id, place, action, begins + timedelta(days=31 * place), names, text, link)


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
    id, article, report = f"{dispute}-e{place}", key(dispute, place), f"{dispute}-r{place}"
    quote = f"{text('quote', place)} says {names['claimant']}."
    body = f"A first sentence. {quote} A last sentence on training data."
    start, end = body.index(quote), body.index(quote) + len(quote)
    status = ("happened", "happened", "threatened", "happened", "happened", "scheduled")[place % 6]
    stated = (str(when), f"{when:%Y-%m}", None)[place % 3]
    precision = {10: "day", 7: "month"}.get(len(stated)) if stated else None
    court, docket = ("N.D. Cal.", f"3:24-cv-{1000 + place:05}") if (action.stage or 0) >= 4 else (None, None)
    amount = 1.5e9 if action.direction == "down" else None
    _insert(
        db,
        "articles (id, url, title, published, text, outlet, fetched_at, story_id)",
        (
            article,
            f"{link}{dispute}/{place}",
            text("title", place),
            str(when),
            body,
            text("outlet", place),
            f"{when}T09:00:00+00:00",
            article,
        ),
    )
    _insert(db, "readings (article_id, relevant, relevance, reason)", (article, 1, 0.93, text("reason", place)))
    _insert(db, "mentions", (article, start, start + 5, names["claimant"], "party"))
    _insert(db, "allegations", (article, names["respondent"], "books", "alleged", 0, 17, "A first sentence."))
    _insert(
        db,
        "reports",
        (
            report,
            article,
            action.name,
            stated,
            precision,
            status,
            court,
            docket,
            amount,
            start,
            end,
            quote,
            0.8,
            text("credit", place),
            None,
        ),
    )
    _insert(
        db,
        "events",
        (
            id,
            dispute,
            action.name,
            action.stage,
            action.direction,
            stated,
            precision,
            str(when),
            str(when),
            status,
            court,
            docket,
            amount,
            quote,
            report,
            1,
            0.8,
            None,
        ),
    )
    for role, name in (("actor", names["claimant"]), ("target", names["respondent"]), ("tool", names["tool"])):
        _insert(db, "event_names", (id, role, 0, name))
    _insert(db, "event_reports (event_id, report_id)", (id, report))
    if place == 1:
        _insert(db, "rival_values", (id, "date", text("rival", place), report))


def _log(db: sqlite3.Connection, problem: str) -> None:
    runs = [
        (1, "crawl", "2026-02-25T05:00:00+00:00", "2026-02-25T05:04:00+00:00", 45, 1, 3),
        (2, "read", "2026-02-25T05:05:00+00:00", "2026-02-25T05:09:00+00:00", 45, 0, 0),
        (3, "link", "2026-02-25T05:10:00+00:00", None, 0, 0, 0),
    ]
    for run in runs:
        _insert(db, "runs", run)
    _insert(
        db,
        "faults (run_id, stage, place, problem, at)",
        (1, "crawl", "https://outlet.invalid/feed", problem, "2026-02-25T05:01:00+00:00"),
    )
    _insert(
        db,
        "feeds (url, source_id, checked_at, status, error, items)",
        ("https://outlet.invalid/feed", "outlet", "2026-02-25T05:01:00+00:00", 503, problem, 0),
    )


def _insert(db: sqlite3.Connection, table: str, values: Sequence[object]) -> None:
    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


def key(dispute: str, place: int) -> str:
    return hashlib.sha256(f"{dispute}/{place}".encode()).hexdigest()[:16]
