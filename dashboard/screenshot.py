"""A database -> pictures of its pages, taken by a real Chromium: `python -m dashboard.screenshot DATABASE FOLDER`.

Writes `overview.png` with the last year in its chart, `dispute.png` of the dispute with most steps, and both of them
with `-dark`.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import queries
from dashboard.launch import serving
from dashboard.rows import Filters
from disputes.errors import DisputesError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1360, "height": 900}
CHART = "[data-testid=stVegaLiteChart] svg"


def chromium() -> str | None:
    """Where a Chromium is installed, if any is."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def browser() -> "Iterator[Browser]":
    """A Chromium without a window. Raises DisputesError where none is installed."""
    found = chromium()
    if found is None:
        raise DisputesError(f"no Chromium found under the names {', '.join(NAMES)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()


def settled(page: "Page") -> None:
    """Waits until a page has its heading and Streamlit runs no more."""
    page.wait_for_selector(".d h1, .d [role=alert]", timeout=60_000)
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=60_000)
    page.wait_for_timeout(250)


def take(database: Path, folder: Path, opened: "Browser") -> list[Path]:
    """Takes the pictures with an open browser; gives their paths. Raises DisputesError."""
    with queries.opened(database) as db:
        most = queries.disputes(db, Filters(), order="steps", limit=1)
    if not most:
        raise DisputesError(f"{database}: no disputes to take pictures of")
    folder.mkdir(parents=True, exist_ok=True)
    pages = {"overview": "?period=1+year", "dispute": f"dispute?dispute={most[0].dispute_id}"}
    taken = []
    with serving(database) as (address, _):
        for scheme, suffix in (("light", ""), ("dark", "-dark")):
            page = opened.new_page(viewport=SIZE, color_scheme=scheme)  # type: ignore[arg-type]
            for name, path in pages.items():
                page.goto(f"{address}/{path}")
                settled(page)
                page.wait_for_selector(CHART, timeout=60_000)
                taken.append(folder / f"{name}{suffix}.png")
                page.screenshot(path=taken[-1])
            page.close()
    return taken


def main(arguments: list[str]) -> int:
    """The command line; gives the exit status."""
    if len(arguments) != 2:
        print("usage: python -m dashboard.screenshot DATABASE FOLDER", file=sys.stderr)
        return 2
    try:
        with browser() as opened:
            for path in take(Path(arguments[0]), Path(arguments[1]), opened):
                print(path)
    except DisputesError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
