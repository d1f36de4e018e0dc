"""A database -> pictures of its pages, taken by a real Chromium: `python -m dashboard.screenshot DATABASE FOLDER`.

Writes those of PICTURES.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote_plus

from dashboard import queries
from dashboard.launch import serving
from disputes.errors import DisputesError
from disputes.selection import Selection

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1360, "height": 900}
WIDE, NARROW = (1360, 1240), (390, 844)
PICTURES: tuple[tuple[str, str, tuple[int, int], Literal["light", "dark"]], ...] = (  # file, page, size, scheme
    ("overview", "", (1360, 1560), "light"),
    ("overview-dark", "", (1360, 1560), "dark"),
    ("overview-narrow", "", NARROW, "light"),
    ("dispute", "dispute?dispute={dispute}", WIDE, "light"),
    ("network", "parties?show=Network&lines=60+lines", WIDE, "light"),
    ("cases", "cases?show=Side+by+side&against={against}", (1360, 900), "light"),
    ("review-dark", "review", (1360, 900), "dark"),
)
FINISHED = """document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton]')"""
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
    page.wait_for_function(FINISHED, timeout=60_000)
    page.wait_for_timeout(250)


def take(database: Path, folder: Path, opened: "Browser") -> list[Path]:
    """Takes the pictures with an open browser; gives their paths. Raises DisputesError."""
    with queries.opened(database) as db:
        most = queries.disputes(db, Selection(), order="steps", limit=1)
        sued = queries.cases.sued(db, limit=1)
    if not most:
        raise DisputesError(f"{database}: no disputes to take pictures of")
    folder.mkdir(parents=True, exist_ok=True)
    names = {"dispute": quote_plus(most[0].dispute_id), "against": quote_plus(sued[0].name) if sued else ""}
    taken = []
    with serving(database) as (address, _):
        for file, path, size, scheme in PICTURES:
            page = opened.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
            page.goto(f"{address}/{path.format(**names)}")
            settled(page)
            if "dispute" in path or not path or "Network" in path:
                page.wait_for_selector(CHART, timeout=60_000)
            taken.append(folder / f"{file}.png")
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
