"""Stores to look at: none is written to by a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import dashboard_store
import pytest

from dashboard import queries

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
