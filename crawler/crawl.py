"""Sources -> articles in the store: starts a crawl in a process of its own and hears what comes of it."""

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict
from typing import IO, Any

from crawler.summary import CrawlSummary
from disputes.errors import DisputesError, StoreError
from disputes.settings import Settings
from disputes.store.lock import Running
from disputes.types import Source

__all__ = ["CrawlFailed", "CrawlSummary", "Running", "crawl"]

GRACE = 15.0  # seconds for a crawl to stop by itself when this process is interrupted
# sqlite-utils imports pandas, which takes longer than all the rest, and NumPy, where they are installed, and never uses
# them here.
QUICKLY = "import sys; sys.modules['pandas'] = sys.modules['numpy'] = None; "
# All is written and closed when `main` returns; taking hundreds of modules down takes longer than asking a feed.
AT_ONCE = "; import atexit, os; atexit._run_exitfuncs(); os._exit(0)"
_COMMAND = [sys.executable, "-P", "-c", QUICKLY + "from crawler.child import main; main()" + AT_ONCE]


class CrawlFailed(DisputesError):
    """The crawl's process broke off."""


_KINDS: dict[str, type[DisputesError]] = {kind.__name__: kind for kind in (StoreError, Running)}


def crawl(
    settings: Settings,
    sources: Sequence[Source],
    *,
    only: Collection[str] = (),
    progress: Callable[[str], None] | None = None,
) -> CrawlSummary:
    """Asks every enabled source what is new, and stores the articles. What fails is in the summary and in the store.

    `sources` are all that there are, since the store keeps them too; `only` limits by id what is asked. `progress` gets
    a line for each source and each article. May be called any number of times in one process. Raises Running where
    another crawl of the same store runs, StoreError, and CrawlFailed where the process broke off.
    """
    job = {
        "settings": settings.model_dump_json(),
        "sources": [asdict(source) for source in sources],
        "only": list(only),
    }
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log,
        subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8"
        ) as child,
    ):
        try:
            answer = _hear(child, json.dumps(job), progress or (lambda line: None))
        finally:
            _end(child)
        if answer is None:
            raise CrawlFailed(f"the crawl broke off (exit status {child.returncode}): {_last_line(log)}")
    if "error" in answer:
        raise _KINDS.get(answer["kind"], CrawlFailed)(answer["error"])
    summary = answer["summary"]
    return CrawlSummary(**summary | {lines: tuple(summary[lines]) for lines in ("faults", "unread")})


def _hear(child: "subprocess.Popen[str]", job: str, progress: Callable[[str], None]) -> dict[str, Any] | None:
    """The child's last word; None where it went without one."""
    assert child.stdin is not None and child.stdout is not None
    try:
        child.stdin.write(job + "\n")
        child.stdin.flush()
    except BrokenPipeError:
        return None
    for message in _messages(child.stdout):
        if "progress" in message:
            progress(message["progress"])
        else:
            return message
    return None


def _messages(lines: IO[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.endswith("\n"):  # a line cut short is the end of a killed process
            yield json.loads(line)


def _end(child: "subprocess.Popen[str]") -> None:
    """Closes standard input, at which the crawl stops, and waits; kills it where that takes too long."""
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _last_line(log: IO[str]) -> str:
    log.seek(0)
    lines = [line.strip() for line in log if line.strip()]
    return lines[-1][:300] if lines else "no message"
