import asyncio
import os
import signal
import time
from collections.abc import Iterator

import pytest

from crawler.bounded import Bounded, Overrun


@pytest.fixture(scope="module")
def bounded() -> Iterator[Bounded]:
    """One child, killed after half a second; warmed up, since the first call starts the processes."""
    warm = Bounded(workers=1, seconds=30)
    assert asyncio.run(warm.call(abs, -1)) == 1
    warm.close()
    children = Bounded(workers=1, seconds=0.5)
    yield children
    children.close()


def test_a_call_that_takes_too_long_is_killed(bounded: Bounded) -> None:
    started = time.monotonic()
    assert asyncio.run(bounded.call(time.sleep, 60)) == Overrun("took longer than 0.5 seconds to read")
    assert time.monotonic() - started < 30
    assert asyncio.run(bounded.call(abs, -2)) == 2


def test_a_child_that_does_not_start_in_time_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is too busy; its word of being ready was taken for the first answer, and so on."""
    children = Bounded(workers=1, seconds=30)
    try:
        with monkeypatch.context() as patch:
            patch.setattr("crawler.bounded.START_SECONDS", 0.0)
            found = asyncio.run(children.call(abs, -1))
        assert found == Overrun("no process could be started to read it (TimeoutError)", lasting=False)
        assert [asyncio.run(children.call(abs, -number)) for number in (2, 3)] == [2, 3]
    finally:
        children.close()


def test_a_call_that_breaks_its_process_is_told(bounded: Bounded) -> None:
    found = asyncio.run(bounded.call(os.abort))
    assert found == Overrun(f"broke the process that read it (exit status {-signal.SIGABRT})")
    assert asyncio.run(bounded.call(abs, -3)) == 3


def test_an_exception_is_a_value(bounded: Bounded) -> None:
    found = asyncio.run(bounded.call(int, "no number"))
    assert isinstance(found, Overrun)
    assert found.problem.startswith("cannot be read (ValueError: invalid literal")


def test_memory_is_bounded(bounded: Bounded) -> None:
    found = asyncio.run(bounded.call(bytes, 8 * 1024**3))
    assert isinstance(found, Overrun)
    assert "MemoryError" in found.problem


def test_calls_wait_for_a_free_child(bounded: Bounded) -> None:
    async def three() -> list[object]:
        return list(await asyncio.gather(*(bounded.call(abs, -number) for number in range(3))))

    assert asyncio.run(three()) == [0, 1, 2]
