"""Exports stream: what they hold in memory does not grow with the number of steps."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from disputes.export import FORMATS, export
from disputes.export.site import write_site
from disputes.store import Store
from tests.benchmarks.large_store import make

pytest.importorskip("icalendar", reason="the extra `export` is not installed")
pytest.importorskip("pyarrow", reason="the extra `export` is not installed")

EVENTS = (1_500, 6_000)  # more than a batch of any format


class Sink(io.RawIOBase):
    """Takes bytes and keeps none."""

    def writable(self) -> bool:
        return True

    def write(self, taken: object) -> int:
        return len(memoryview(taken))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    """A store of some steps, every other one set for a time, and a store of four times as many."""
    folder = tmp_path_factory.mktemp("streams")
    paths = [make(folder / f"{events}.db", events=events, articles=events // 5) for events in EVENTS]
    for path in paths:
        with Store.open(path) as store, store.transaction() as connection:
            connection.execute("update events set status = 'scheduled' where rowid % 2")
    stores = [Store.open(path, read_only=True) for path in paths]
    yield stores
    for store in stores:
        store.close()


def peak(store: Store, format: str, folder: Path) -> int:
    """The most bytes that Python held at once while everything was exported."""
    tracemalloc.start()
    try:
        if format == "site":
            write_site(store, folder)
        else:
            export(store, format, Sink())  # type: ignore[arg-type]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("format", [*FORMATS, "site"])
def test_four_times_the_steps_do_not_take_twice_the_memory(stores: list[Store], tmp_path: Path, format: str) -> None:
    few, many = stores
    peak(few, format, tmp_path / "first")  # what is imported and kept on the way is no step
    assert peak(many, format, tmp_path / "many") < 2 * peak(few, format, tmp_path / "few")
