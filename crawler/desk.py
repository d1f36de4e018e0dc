"""What the spiders and the pipeline of one crawl share: the store, the child processes, and the tally.

The tally decides when a feed's ETag may be kept: only when every page that the feed announced is settled. A crawl that
is killed before that asks for the whole feed again, and finds by its record of seen addresses what is left to fetch.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from crawler.bounded import Bounded
from crawler.clock import Clock, latest_day, now
from crawler.duplicates import Stories
from crawler.outlets import Outlets
from crawler.results import Watched
from disputes.settings import Settings
from disputes.store import Store

if TYPE_CHECKING:
    from crawler.robots import Said


@dataclass(slots=True)
class _Open:
    watched: Watched
    left: int
    whole: bool
    again: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """A watched address all of whose pages are settled. `again` of them must be tried once more by the next crawl."""

    watched: Watched
    again: int
    whole: bool

    @property
    def keep_validators(self) -> bool:
        """Whether the next request may be conditional."""
        return self.whole and not self.again


class Tally:
    """The watched addresses whose pages are still on their way."""

    def __init__(self) -> None:
        self._open: dict[str, _Open] = {}

    def expect(self, watched: Watched, pages: int, *, whole: bool = True) -> None:
        """An address announced so many pages. Not `whole`: its validators must not be kept in any case."""
        self._open[watched.url] = _Open(watched, pages, whole)

    def add(self, url: str, pages: int) -> None:
        """A further page of a listing announced so many more."""
        if url in self._open:
            self._open[url].left += pages

    def settle(self, url: str, *, lasting: bool) -> None:
        """One page of an address is done with; not `lasting` where the next crawl must try it again."""
        if url in self._open:
            self._open[url].left -= 1
            self._open[url].again += not lasting

    def finished(self, url: str) -> Finished | None:
        """An address if all its pages are settled; said once."""
        entry = self._open.get(url)
        if entry is None or entry.left > 0:
            return None
        del self._open[url]
        return Finished(entry.watched, entry.again, entry.whole)


@dataclass(slots=True)
class Desk:
    """One crawl's shared things. `clock` gives the time in UTC; `say` takes a line of progress."""

    settings: Settings
    store: Store
    bounded: Bounded
    run_id: int
    say: Callable[[str], None]
    outlets: Outlets
    clock: Clock = now
    recorded: str = ""  # the time of the last crawl before this one, in ISO form
    tally: Tally = field(default_factory=Tally)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    unread: dict[str, list[str]] = field(default_factory=dict)  # by source: its pages that brought nothing, and why
    came: Counter[str] = field(default_factory=Counter)  # by source: its pages that did
    said: dict[tuple[str, bool], "asyncio.Future[Said]"] = field(default_factory=dict)  # by sites, of themselves
    stories: Stories | None = None  # known once the first article arrives
    fatal: Exception | None = None
    stopped: bool = False  # by a signal
    _claimed: set[str] = field(default_factory=set)

    def now(self) -> str:
        """The time as the store keeps it."""
        return self.clock().isoformat(timespec="seconds")

    def today(self) -> date:
        """The day by which dates are judged."""
        return latest_day(self.clock, self.recorded)

    def claim(self, url: str) -> bool:
        """Whether a page is this caller's to fetch: judged in no earlier crawl, and asked for once in this one."""
        if url in self._claimed or self.store.is_seen(url):
            return False
        self._claimed.add(url)
        return True

    def release(self, url: str) -> None:
        """A claim is kept by the store now: millions of entries must not stay in memory."""
        self._claimed.discard(url)

    def claim_again(self, url: str) -> bool:
        """Whether a page that is kept is this caller's to look at again: once in a crawl."""
        if url in self._claimed:
            return False
        self._claimed.add(url)
        return True

    def fault(self, place: str, problem: str) -> None:
        """Records what failed that somebody has to see to: a source, or the program. The crawl goes on."""
        self.faults.append(f"{place}: {problem}")
        self._note(place, problem)

    def page_fault(self, source_id: str, place: str, problem: str) -> None:
        """Records why one page of a source brought nothing, as some pages of every site do. The crawl goes on."""
        self.unread.setdefault(source_id, []).append(f"{place}: {problem}")
        self._note(place, problem)

    def _note(self, place: str, problem: str) -> None:
        self.counts["faults"] += 1
        self.store.record_fault(self.run_id, "crawl", place, problem, self.now())
