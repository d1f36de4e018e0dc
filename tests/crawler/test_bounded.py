import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from crawler.bounded import Bounded, Overrun

SECONDS = 0.5


@pytest.fixture(scope="module")
def bounded() -> Iterator[Bounded]:
    """One child, killed after half a second of the processor; warmed up: the first call starts the processes."""
    warm = Bounded(workers=1, seconds=30)
    assert asyncio.run(warm.call(abs, -1)) == 1
    warm.close()
    children = Bounded(workers=1, seconds=SECONDS)
    yield children
    children.close()


@pytest.fixture
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the processor's time counts, however busy the machine is."""
    monkeypatch.setattr("crawler.bounded.PATIENCE", 10_000)


@pytest.mark.usefixtures("no_clock")
def test_a_call_that_has_had_its_seconds_is_killed(bounded: Bounded) -> None:
    """One of a loop in C, which sees no signal."""
    found = asyncio.run(bounded.call(sum, range(10**13)))
    assert found == Overrun("took longer than 0.5 seconds of the processor to read")
    assert asyncio.run(bounded.call(abs, -2)) == 2


@pytest.mark.parametrize(
    ("function", "argument"),
    [(signal.raise_signal, signal.SIGSTOP), (time.sleep, 600)],
    ids=["gets no turn", "waits for ever"],
)
def test_a_call_that_hardly_had_the_processor_may_go_through_another_time(
    bounded: Bounded, function: Callable[[int], None], argument: int
) -> None:
    found = asyncio.run(bounded.call(function, argument))
    assert found == Overrun("not read within 1.5 seconds by the clock", lasting=False)
    assert asyncio.run(bounded.call(abs, -2)) == 2


@pytest.mark.usefixtures("no_clock")
def test_a_call_that_is_late_by_the_clock_is_waited_for(bounded: Bounded) -> None:
    assert asyncio.run(bounded.call(time.sleep, SECONDS * 1.2)) is None


@pytest.mark.usefixtures("no_clock")
def test_seconds_are_counted_for_each_call_anew(bounded: Bounded) -> None:
    """Each of these takes more than half of what one may."""
    assert [asyncio.run(bounded.call(_busy, SECONDS * 0.6)) for _ in range(3)] == [None] * 3


def test_a_child_that_does_not_start_in_time_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is too busy; its word of being ready was taken for the first answer, and so on."""
    children = Bounded(workers=1, seconds=30)
    try:
        with monkeypatch.context() as patch:
            patch.setattr("crawler.bounded.START_SECONDS", 0.0)
            found = asyncio.run(children.call(abs, -1))
        assert found == Overrun("no process could be started to read it (TimeoutError)", lasting=False, begun=False)
        assert [asyncio.run(children.call(abs, -number)) for number in (2, 3)] == [2, 3]
    finally:
        children.close()


def test_a_call_that_breaks_its_process_is_told(bounded: Bounded) -> None:
    found = asyncio.run(bounded.call(os.abort))
    assert found == Overrun(f"broke the process that read it (exit status {-signal.SIGABRT})")
    assert asyncio.run(bounded.call(abs, -3)) == 3


def test_a_process_that_is_killed_from_outside_says_nothing_of_its_page(bounded: Bounded) -> None:
    """By a system that is short of memory, say."""
    found = asyncio.run(bounded.call(signal.raise_signal, signal.SIGKILL))
    assert found == Overrun(f"broke the process that read it (exit status {-signal.SIGKILL})", lasting=False)
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


def _busy(seconds: float) -> None:
    """Takes so much of the processor."""
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        pass
