"""Pages that wait to be fetched, by host: a few of each are in Scrapy's hands at a time.

A request weighs ten times what an entry does, and a feed may announce ten thousand. A host also keeps its turn: what
one site announces does not stand before what another does.
"""

from collections import Counter, deque
from collections.abc import Iterator


class Backlog[Waiting]:
    """What waits. Whoever takes something says so when it is `done`."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._waiting: dict[str, deque[Waiting]] = {}
        self._taken: Counter[str] = Counter()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, host: str, waiting: Waiting) -> None:
        """Puts something at the end of a host's line."""
        self._waiting.setdefault(host, deque()).append(waiting)
        self._size += 1

    def take(self, host: str) -> Iterator[Waiting]:
        """What may be asked of a host now."""
        line = self._waiting.get(host)
        while line and self._taken[host] < self._at_once:
            self._taken[host] += 1
            self._size -= 1
            yield line.popleft()
        if not line:
            self._waiting.pop(host, None)

    def done(self, host: str) -> None:
        """One that was taken is finished."""
        self._taken[host] -= 1
        if not self._taken[host]:
            del self._taken[host]
