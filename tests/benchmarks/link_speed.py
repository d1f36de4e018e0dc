"""How linking grows: from nothing, and with new reports on top, over stores of more and more reports.

    python -m tests.benchmarks.link_speed [--reports 10000 100000 1000000] [--new 1000] [--one-sided 0]
                                          [--one-sentence 0] [--json]

Each store holds made-up reports of six years: a few developers draw most of the suits, as they do; a step is told by
eight reports on average, some at once and some as background years later, with the day, the month or no date. The
smallest store is the baseline: `growth` is time for each report over its time there, so that 1.0 is a straight line.
`touched` is how many reports the new ones made linking look at again; memory is the peak of a process of its own.
`--one-sided` is the share of the reports that leave out who claims; the events that are made of these alone bind much
of what a developer is in together (`linking.circles`), so that more is put into disputes again. `--one-sentence` is the
share of the reports that stand in one sentence with another and bear its date, so that their own may be any.
"""

import argparse
import json
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from disputes import catalog
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import Store

FIRST = date(2020, 1, 1)
DAYS = 6 * 365
TOLD = 8  # reports of a step, on average
BY_ARTICLE = 4  # reports in an article
ACTIONS = (
    "statement",
    "response",
    "demand",
    "cease_and_desist",
    "lawsuit",
    "court_filing",
    "ruling",
    "hearing",
    "appeal",
)
WEIGHTS = (18, 14, 6, 8, 16, 14, 14, 6, 4)


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds of processor time of linking a store from nothing, and with new reports on top; peak memory in MB."""

    reports: int
    events: int
    disputes: int
    from_nothing: float
    memory: float
    new: int
    touched: int
    on_top: float
    memory_on_top: float
    growth: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """A made-up step: who did what to whom over which tool, when, and under which number."""

    action: str
    claimants: tuple[str, ...]
    developer: str
    tool: str
    day: date
    docket: str | None


def steps(count: int, rng: random.Random) -> list[Step]:
    """Steps of disputes between rights holders and developers; the largest developers draw most of them."""
    developers = [f"Developer {number} AI" for number in range(max(20, count // 300))]
    weights = [1 / (rank + 1) for rank in range(len(developers))]
    made: list[Step] = []
    while len(made) < count:
        developer = rng.choices(developers, weights)[0]
        claimants = tuple(f"Rights Holder {rng.randrange(count // 6 + 5)}" for _ in range(rng.choice((1, 1, 1, 2, 4))))
        begin = FIRST + timedelta(days=rng.randrange(DAYS - 60))
        docket = f"1:{begin:%y}-cv-{rng.randrange(99999):05}"
        for _ in range(rng.randrange(1, 12)):
            action = rng.choices(ACTIONS, WEIGHTS)[0]
            at_court = action in ("lawsuit", "court_filing", "ruling", "hearing", "appeal")
            day = begin + timedelta(days=rng.randrange(300))
            made.append(Step(action, claimants, developer, f"{developer} Model", day, docket if at_court else None))
    return made[:count]


def reports(made: list[Step], count: int, rng: random.Random) -> Iterator[tuple[Step, date, str | None, bool]]:
    """Which step each report tells, when it was published, its date, and whether it names the case."""
    for _ in range(count):
        step = made[rng.randrange(len(made))]
        later = rng.choice((0, 0, 1, 1, 2, 3, 30, 400))
        text = rng.choice((f"{step.day}", f"{step.day}", f"{step.day}", f"{step.day:%Y-%m}", None))
        yield step, step.day + timedelta(days=later), text, rng.random() < 0.3


def fill(
    path: Path, made: list[Step], count: int, *, first: int, seed: int, one_sided: float = 0, one_sentence: float = 0
) -> None:
    """Writes reports into a store, as readings would have; shares of them leave out who claims, or share a sentence."""
    rng = random.Random(seed)
    with Store.open(path) as store:
        connection = store.db.conn
        connection.execute("PRAGMA synchronous = OFF")
        with store.transaction():
            told = reports(made, count, rng)
            for number in range(first, first + count // BY_ARTICLE):
                some = [next(told) for _ in range(BY_ARTICLE)]
                some = [_said(one, rng.random() < one_sided) for one in some]
                _article(connection, number, some, [rng.random() < one_sentence for _ in some])


def _said(told: tuple[Step, date, str | None, bool], one_sided: bool) -> tuple[Step, date, str | None, bool]:
    step, *more = told
    return (replace(step, claimants=()) if one_sided else step, *more)  # type: ignore[return-value]


def _article(
    connection: sqlite3.Connection, number: int, told: list[tuple[Step, date, str | None, bool]], joined: list[bool]
) -> None:
    """One article with its reports; one that is `joined` stands in the sentence of the one before, under its date."""
    id, published = f"a{number}", max(day for _, day, _, _ in told).isoformat()
    connection.execute(
        "INSERT INTO articles (id, url, title, published, text, outlet, story_id) VALUES (?, ?, '', ?, '', ?, ?)",
        (id, f"https://news.example/{number}", published, f"Outlet {number % 400}", f"a{number - number % 3}"),
    )
    connection.execute("INSERT INTO readings (article_id, relevant, relevance) VALUES (?, 1, 0.9)", [id])
    parties = {(name, "claimant") for step, *_ in told for name in step.claimants}
    parties |= {(step.developer, "respondent") for step, *_ in told}
    connection.executemany(
        "INSERT INTO found_parties (article_id, name, kind, side) VALUES (?, ?, 'company', ?)",
        [(id, *party) for party in sorted(parties)],
    )
    connection.executemany(
        "INSERT INTO found_tools (article_id, name, developer) VALUES (?, ?, ?)",
        sorted({(id, step.tool, step.developer) for step, *_ in told}),
    )
    sentence, text = 0, None
    for place, (step, _, own, with_case) in enumerate(told):
        if not joined[place]:
            sentence, text = place, own
        _report(connection, f"{id}-{place}", id, sentence, step, text, with_case)


def _report(
    connection: sqlite3.Connection, id: str, article_id: str, place: int, step: Step, text: str | None, with_case: bool
) -> None:
    precision = {4: "year", 7: "month", 10: "day"}.get(len(text or ""))
    connection.execute(
        'INSERT INTO reports (id, article_id, action, date, precision, status, docket, start, "end", quote)'
        " VALUES (?, ?, ?, ?, ?, 'happened', ?, ?, ?, 'They did what they did.')",
        (
            id,
            article_id,
            step.action,
            text,
            precision,
            step.docket if with_case else None,
            place * 100,
            place * 100 + 24,
        ),
    )
    who, whom = step.claimants, (step.developer,)
    actors, targets = (whom, who) if step.action == "response" else (who, whom)
    if step.action == "ruling":
        actors, targets = ("N.D. Cal.",), (*who, *whom)
    named = (("actor", actors), ("target", targets), ("tool", (step.tool,)))
    connection.executemany(
        "INSERT INTO report_names (report_id, role, position, name) VALUES (?, ?, ?, ?)",
        [(id, role, position, name) for role, names in named for position, name in enumerate(dict.fromkeys(names))],
    )


def _timed(path: Path, answer: object) -> None:
    """Links a store in a process of its own, and sends seconds, peak memory and what was made."""
    with Store.open(path) as store:
        known, rules = catalog.load(), load_rules()
        began = time.process_time()
        linked = relink(store, known, rules, (), at="2026-01-01T00:00:00+00:00")
        seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send((seconds, peak, linked.looked_at, linked.events, linked.disputes))  # type: ignore[attr-defined]


def _run(path: Path) -> tuple[float, float, int, int, int]:
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_timed, args=(path, there))
    process.start()
    there.close()
    try:
        figures: tuple[float, float, int, int, int] = here.recv()
    finally:
        process.join()
    return figures


def measure(folder: Path, count: int, new: int, shares: dict[str, float]) -> Figures:
    """Links one store from nothing, then with new reports on top."""
    path = folder / f"{count}.db"
    made = steps(max(1, count // TOLD), random.Random(1))
    fill(path, made, count, first=0, seed=2, **shares)
    seconds, peak, looked_at, events, disputes = _run(path)
    recent = sorted(made, key=lambda step: step.day)[-max(1, len(made) // 20) :]  # news is of the last months
    fill(path, recent, new, first=count, seed=3, **shares)
    again, peak_again, touched, _, _ = _run(path)
    path.unlink()
    return Figures(looked_at, events, disputes, seconds, peak, new, touched, again, peak_again)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--new", type=int, default=1_000)
    parser.add_argument("--one-sided", type=float, default=0)
    parser.add_argument("--one-sentence", type=float, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows: list[Figures] = []
    for count in options.reports:
        with TemporaryDirectory() as folder:
            shares = {"one_sided": options.one_sided, "one_sentence": options.one_sentence}
            found = measure(Path(folder), count, options.new, shares)
        base = rows[0] if rows else found
        growth = (found.from_nothing / found.reports) / (base.from_nothing / base.reports)
        rows.append(Figures(**{**asdict(found), "growth": round(growth, 2)}))
        if not options.json:
            print(_line(rows[-1]), file=sys.stderr if options.json else sys.stdout, flush=True)
    if options.json:
        print(json.dumps([asdict(row) for row in rows]))


def _line(row: Figures) -> str:
    return (
        f"{row.reports:>9,} reports -> {row.events:,} events, {row.disputes:,} disputes: {row.from_nothing:.1f} s from"
        f" nothing (growth {row.growth}), {row.memory:.0f} MB; {row.new:,} new on top: {row.on_top:.1f} s"
        f" ({row.on_top / row.from_nothing:.1%}), {row.touched:,} looked at, {row.memory_on_top:.0f} MB"
    )


if __name__ == "__main__":
    main()
