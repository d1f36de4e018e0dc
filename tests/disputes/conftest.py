"""Stores with a week in them, with letters and a suit to be corrected, and with somebody who waits for alerts."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from correcting import link
from making import put, report
from newsdesk import Newsdesk

from disputes.store import Store

if TYPE_CHECKING:
    from receiving import Receiver  # which needs Apprise


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Newsdesk]:
    with Store.open(tmp_path / "digest.db") as store:
        yield Newsdesk(store)


@pytest.fixture
def full_week(desk: Newsdesk) -> Store:
    """A week with everything in it: 2026-W08, 16 to 22 February."""
    desk.step("Old quarrel", "statement", "2026-01-12")
    desk.step(
        "Old quarrel", "cease_and_desist", "2026-02-17", outlet="Trade Paper", before="News came. Late on Tuesday, "
    )
    desk.step("Old quarrel", "lawsuit", "2026-02-20", court="N.D. Cal.", docket="3:26-cv-01234", amount_usd=1.5e9)
    desk.step("Songs", "lawsuit", "2025-11-03", court="S.D.N.Y.")
    desk.step("Songs", "settlement", "2026-02-19", amount_usd=22_500.0)
    desk.step("Films", "statement", "2026-02-16")
    desk.step("Films", "lawsuit", None, "2026-02-18", status="threatened")
    desk.step("Books", "lawsuit", "2024-05-01")
    desk.step("Books", "ruling", "2026-02", "2026-02-21", direction="neutral", court="9th Cir.")
    desk.step("Books", "hearing", "2026-03-03", "2026-02-21", status="scheduled")
    desk.step("Images", "demand", "2026-02-13", "2026-02-18")
    desk.step("Images", "lawsuit", "2023", "2026-02-18")
    store = desk.save()
    store.record_feed(
        "https://feeds.example/rss", source_id="quiet", checked_at="2026-02-22T08:00:00+00:00", status=503, error="503"
    )
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """North's letter of the 13th in two articles, its suit of the 20th, and South's letter of the 17th."""
    with Store.open(tmp_path / "disputes.db") as store:
        put(store, 1, report("r1", date="2026-02-13"))
        put(store, 2, report("r2", date="2026-02-13"))
        put(store, 3, report("r3", "lawsuit", date="2026-02-20"))
        put(store, 4, report("r4", actors=("South Studios",), date="2026-02-17"))
        link(store)
        yield store


@pytest.fixture
def receiver() -> "Iterator[Receiver]":
    from receiving import Receiver

    with Receiver() as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.answer.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def waiting(desk: Newsdesk, receiver: "Receiver") -> Newsdesk:
    """A store with an old step, and a watch on Ink & Sons that knows it."""
    from receiving import watch

    desk.step("Books", "statement", "2026-02-10")
    desk.save()
    watch(desk, receiver)
    return desk
