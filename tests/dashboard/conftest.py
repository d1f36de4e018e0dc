"""Stores to look at, of which none is written to by a test, and a browser in which the dashboard shows them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import dashboard_store
import pytest
from browsing import Visit

from dashboard import queries
from dashboard.launch import serving
from dashboard.screenshot import SIZE, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KINDS: dict[str, Callable[[Path], Path]] = {
    "full": dashboard_store.full,
    "empty": dashboard_store.empty,
    "hostile": dashboard_store.hostile,
}


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("stores")
    return {kind: make(folder / f"{kind}.db") for kind, make in KINDS.items()}


@pytest.fixture
def db(stores: dict[str, Path]) -> Iterator[queries.Connection]:
    with queries.opened(stores["full"]) as connection:
        yield connection


@pytest.fixture(scope="module")
def opened() -> "Iterator[Browser]":
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)  # how fast a page is depends on the machine and is no test
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def served(stores: dict[str, Path]) -> Iterator[Callable[[str], str]]:
    """Where the dashboard over a kind of store is; it is started when it is first asked for."""
    with ExitStack() as stack:
        yield cache(lambda kind: stack.enter_context(serving(stores[kind]))[0])


@pytest.fixture
def visit(opened: "Browser", served: Callable[[str], str]) -> Iterator[Callable[[str], Visit]]:
    """Makes a fresh page over a kind of store; in the end none asked another host or complained of anything."""
    context = opened.new_context(viewport=SIZE, accept_downloads=True)
    visits: list[Visit] = []

    def made(kind: str) -> Visit:
        visits.append(Visit(context.new_page(), served(kind)))
        visits[-1].watch()
        return visits[-1]

    yield made
    context.close()
    assert [(one.foreign, one.complaints) for one in visits] == [([], [])] * len(visits)


@pytest.fixture
def full(visit: Callable[[str], Visit]) -> Visit:
    return visit("full")


@pytest.fixture
def hostile(visit: Callable[[str], Visit]) -> Visit:
    return visit("hostile")
