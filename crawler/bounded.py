"""Pure functions over hostile bytes, run in child processes that are killed when they take too long.

No handler set inside a child works: a parser in C code neither sees a signal nor yields to a timer. So the kernel ends
a child that has had its seconds of the processor, and the caller one that did not get them within some times as long by
the clock: on a busy machine the page is not to blame. Each child does one call at a time; one that overruns its time or
its memory, or crashes, is replaced, and the caller gets an `Overrun`.
"""

import asyncio
import contextlib
import gc
import multiprocessing
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

MEMORY = 3 * 1024**3
START_SECONDS = 60.0
PATIENCE = 3  # times the seconds of the processor that a call may take by the clock
CALLS_PER_CHILD = 1_000  # then a fresh one, since parsers leak
PRELOADED = ["trafilatura", "crawler.page", "crawler.listings", "crawler.sitemaps"]


@dataclass(frozen=True, slots=True)
class Overrun:
    """A call that was ended or broke: what happened to it. Not `lasting`: another time it may well go through.

    Not `begun`: there was nothing to make it.
    """

    problem: str
    lasting: bool = True
    begun: bool = True


class Bounded:
    """A few child processes that answer calls; close it at the end.

    `seconds` of the processor bound each call, `PATIENCE` times as many by the clock. Functions and arguments must be
    picklable; results come back as they are.
    """

    def __init__(self, *, workers: int, seconds: float) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        self._children = [_Child(context) for _ in range(workers)]
        self._idle: asyncio.Queue[_Child] = asyncio.Queue()
        for child in self._children:
            self._idle.put_nowait(child)
        self._seconds = seconds

    def warm(self) -> None:
        """Begins with what takes longest of a child's start, and does not wait for it."""
        forkserver.ensure_running()

    async def call[**P, R](self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | Overrun:
        """The function's result, or the Overrun that came instead; waits for a free child first."""
        child = await self._idle.get()
        try:
            return await child.ask(self._seconds, function, *args, **kwargs)
        finally:
            self._idle.put_nowait(child)

    def close(self) -> None:
        """Ends the children, at once."""
        for child in self._children:
            child.end()


class _Child:
    """One process and the pipe to it; started when first asked."""

    def __init__(self, context: ForkServerContext) -> None:
        self._context = context
        self._running: tuple[multiprocessing.context.ForkServerProcess, Connection] | None = None
        self._calls = 0

    async def ask[**P, R](
        self, seconds: float, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R | Overrun:
        try:
            process, pipe = await self._process()
        except (EOFError, OSError) as error:
            self.end()
            problem = f"no process could be started to read it ({type(error).__name__})"
            return Overrun(problem, lasting=False, begun=False)
        try:
            pipe.send((seconds, function, args, kwargs))  # does not block for long: the child waits for it
            if not await _answers(pipe, PATIENCE * seconds):
                self.end()
                return Overrun(f"not read within {PATIENCE * seconds:g} seconds by the clock", lasting=False)
            answer: R | Overrun = pipe.recv()
        except (EOFError, OSError):
            process.join(1)
            code = process.exitcode
            self.end()
            return _ended(code, seconds)
        except asyncio.CancelledError:
            self.end()  # its answer would be taken for that of the next call
            raise
        self._calls += 1
        if self._calls >= CALLS_PER_CHILD:
            self.end()
        return answer

    async def _process(self) -> tuple[multiprocessing.context.ForkServerProcess, Connection]:
        return self._running if self._running is not None else await asyncio.to_thread(self._start)

    def end(self) -> None:
        if self._running is None:
            return
        process, pipe = self._running
        self._running, self._calls = None, 0
        with contextlib.suppress(OSError):
            process.kill()
        process.join()
        pipe.close()

    def _start(self) -> tuple[multiprocessing.context.ForkServerProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        self._running = process, ours
        if not ours.poll(START_SECONDS):  # its start is not the time of its first call
            raise TimeoutError  # used all the same, it would give its word of being ready as the first answer
        ours.recv()
        return self._running


def _ended(code: int | None, seconds: float) -> Overrun:
    """What a child's end says of the call. Whoever kills, such as a system short of memory, does not look at pages."""
    if code == -signal.SIGPROF:
        return Overrun(f"took longer than {seconds:g} seconds of the processor to read")
    return Overrun(
        f"broke the process that read it (exit status {code})", lasting=code not in (-signal.SIGKILL, -signal.SIGTERM)
    )


async def _answers(pipe: Connection, seconds: float) -> bool:
    """Whether something came through a pipe within a time, its end included. No thread waits: each would have to get
    the interpreter from a crawl that is busy, while the child has nothing to do."""
    loop = asyncio.get_running_loop()
    came = asyncio.Event()
    loop.add_reader(pipe.fileno(), came.set)
    try:
        async with asyncio.timeout(seconds):
            await came.wait()
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(pipe.fileno())
    return True


def _serve(pipe: Connection) -> None:
    """The child's whole life: one call after another until the other end is gone."""
    gc.freeze()  # the modules stay, and stay shared with the fork server
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the crawler, which then ends this process
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # to end the process, wherever it is
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pipe.send("ready")
    while True:
        try:
            seconds, function, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            answer = function(*args, **kwargs)
        except Exception as error:  # the edge: whatever a parser raises over a hostile page is that page's fault
            answer = Overrun(f"cannot be read ({type(error).__name__}: {str(error)[:200]})")
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(answer)
