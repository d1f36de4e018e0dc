"""While the database does not answer: a page says that it waits, then what is wrong, and goes on when it can."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.launch import serving
from dashboard.screenshot import SIZE, browser, chromium, settled

if chromium() is None:
    pytest.skip("no Chromium found: the dashboard was not opened in a browser", allow_module_level=True)

from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(stores: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str, Path]]:
    """A page that is open nowhere yet, where the dashboard is, and its database, a copy of the full one."""
    path = tmp_path_factory.mktemp("locked") / "full.db"
    path.write_bytes(stores["full"].read_bytes())
    with browser() as opened, serving(path) as (address, _):
        yield opened.new_page(viewport=SIZE), address, path


def locked(path: Path) -> sqlite3.Connection:
    """A connection that lets nobody else read, until it is closed."""
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    return holder


def test_a_page_says_that_it_waits_and_goes_on(page: tuple[Page, str, Path]) -> None:
    shown, address, path = page
    with closing(locked(path)):
        shown.goto(address)
        expect(shown.get_by_text("Asking the database…")).to_be_visible(timeout=30_000)
        expect(shown.get_by_role("heading", name="Timeline of escalation")).to_have_count(0)
    expect(shown.get_by_role("heading", name="Timeline of escalation")).to_be_visible(timeout=30_000)
    settled(shown)
    expect(shown.get_by_text("Asking the database…")).to_have_count(0)


def test_a_page_that_waited_in_vain_says_so_and_comes_when_it_is_loaded_anew(page: tuple[Page, str, Path]) -> None:
    shown, address, path = page
    with closing(locked(path)):
        shown.goto(f"{address}/health")
        notice = shown.get_by_role("alert").filter(has_text="The database cannot be shown")
        expect(notice).to_contain_text("locked", timeout=30_000)
        expect(notice).to_contain_text("Try again")
    shown.reload()
    expect(shown.get_by_role("heading", name="Last runs")).to_be_visible(timeout=30_000)
