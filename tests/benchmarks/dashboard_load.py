"""How much longer each page of the dashboard takes over a large store than over the sample: ratios, and a bound.

    python -m tests.benchmarks.dashboard_load [--sample data/local/demo.db] [--events 1000000] [--articles 200000]
                                              [--large FILE] [--rounds 3] [--pages "a party" …] [--json]

The first view of each page is timed in a real Chromium, from the request of the address until the page stands and
nothing runs any more; the best round counts, in turns over both stores. A page is within bounds where the large store
takes at most 1.5 times the sample's time and one second. On a machine that does other work, the server's own time (of
the processor) tells more: the two columns on the right. Told too: how far the server's memory rises over the large
store above that over the sample. `--large` keeps the store that was made, or takes one that was kept.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import queries
from dashboard.launch import serving
from dashboard.screenshot import browser, settled
from disputes.selection import Selection
from tests.benchmarks.large_store import make

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FACTOR, BEYOND = 1.5, 1.0  # times the sample's, and seconds
PAGES = {
    "overview": "",
    "disputes": "dispute",
    "a dispute": "dispute?dispute={dispute}",
    "parties": "parties",
    "tools": "parties?show=Tools",
    "network": "parties?show=Network",
    "a party": "parties?party={party}",
    "cases": "cases",
    "side by side": "cases?show=Side+by+side",
    "articles": "articles",
    "review": "review",
    "health": "health",
}


@dataclass(frozen=True, slots=True)
class View:
    """A page's first view over both stores, in seconds until it stands, and in seconds of the server's processor."""

    page: str
    sample: float
    large: float
    sample_server: float
    large_server: float

    @property
    def bound(self) -> float:
        """What the large store may take."""
        return FACTOR * self.sample + BEYOND

    @property
    def within(self) -> bool:
        """Whether it takes no more."""
        return self.large <= self.bound


def measure(
    sample: Path, large: Path, opened: "Browser", *, rounds: int, pages: Sequence[str]
) -> tuple[list[View], float]:
    """The first view of each page over both stores, and by how many megabytes the server's peak memory differs."""
    with serving(sample) as (near, small), serving(large) as (far, big):
        filled = [{name: path.format(**_names(store)) for name, path in PAGES.items()} for store in (sample, large)]
        views = []
        for name in pages:
            rounds_of = [
                (
                    _first_view(opened, f"{near}/{filled[0][name]}", small.pid),
                    _first_view(opened, f"{far}/{filled[1][name]}", big.pid),
                )
                for _ in range(rounds)
            ]
            best = [[min(figure) for figure in zip(*store, strict=True)] for store in zip(*rounds_of, strict=True)]
            views.append(View(name, best[0][0], best[1][0], best[0][1], best[1][1]))
        return views, _peak(big.pid) - _peak(small.pid)


def _first_view(opened: "Browser", address: str, server: int) -> tuple[float, float]:
    """Seconds until a page stands, and of the server's processor."""
    page = opened.new_page()
    begin, spent = time.perf_counter(), _processor(server)
    page.goto(address)
    settled(page)
    took = time.perf_counter() - begin, _processor(server) - spent
    page.close()
    return took


def _processor(pid: int) -> float:
    """The seconds that a process has had of the processor."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _names(store: Path) -> dict[str, str]:
    """The dispute with most steps and the party with most disputes."""
    with queries.opened(store) as db:
        dispute = queries.disputes(db, Selection(), order="steps", limit=1)[0].dispute_id
        return {"dispute": dispute, "party": queries.parties.parties(db, limit=1)[0].name}


def _peak(pid: int) -> float:
    """The peak memory of a process, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1000


def main(arguments: Sequence[str]) -> int:
    """The command line; the exit status is 1 where a page is beyond its bound."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.dashboard_load")
    parser.add_argument("--sample", type=Path, default=Path("data/local/demo.db"), help="made by `disputes demo`")
    parser.add_argument("--large", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", nargs="+", choices=list(PAGES), default=list(PAGES), metavar="PAGE")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, browser() as opened:
        large = chosen.large or Path(folder) / "large.db"
        if not large.is_file():
            make(large, events=chosen.events, articles=chosen.articles)
        views, memory = measure(chosen.sample, large, opened, rounds=chosen.rounds, pages=chosen.pages)
    if chosen.json:
        print(json.dumps({"views": [asdict(view) | {"within": view.within} for view in views], "memory_mb": memory}))
    else:
        print(f"{'first view of':14} {'sample':>8} {'large':>8} {'ratio':>6} {'bound':>8} {'server':>16}")
        for view in views:
            figures = f"{view.sample:7.2f}s {view.large:7.2f}s {view.large / view.sample:6.2f} {view.bound:7.2f}s"
            server = f"{view.sample_server:7.2f}s {view.large_server:7.2f}s"
            print(f"{view.page:14} {figures} {server}{'' if view.within else '  beyond'}")
        print(f"The server's peak memory is {memory:+.0f} MB above that over the sample.")
    return 0 if all(view.within for view in views) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
