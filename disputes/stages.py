"""Reading and linking as stages: each takes what the store holds, leaves what it found there, and logs its run.

A stage may be killed at any moment and started again: an article's reading and a linking are one transaction each, so
that nothing is lost and nothing is done twice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from disputes.cases.reference import load_cases
from disputes.catalog import Catalog
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import LinkChanges, Store
from disputes.telling.wording import counted
from disputes.types import Article, Reading

type Clock = Callable[[], str]  # the time now, in ISO form with its zone


class Fault(Protocol):
    """An article that could not be read, and why."""

    @property
    def article_id(self) -> str: ...

    @property
    def problem(self) -> str: ...


class Reader(Protocol):
    """What turns articles into readings; in the order in which they came, each a reading or a fault."""

    version: str

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | Fault]: ...


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a run of reading did. `faults` are lines for a person: which article and why."""

    read: int
    relevant: int
    reports: int
    failed: int
    faults: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The summary for a person."""
        return (
            f"Read {counted(self.read, 'article')}: {self.relevant} on our subject,"
            f" {counted(self.reports, 'report of a step', 'reports of steps')};"
            f" {self.failed} failed"
        )


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What a run of linking looked at, what stands now, and what that changed in the store.

    `lost` are lines for a person: corrections that found nothing to correct, and why they were made.
    """

    reports: int
    looked_at: int
    events: int
    disputes: int
    changes: LinkChanges
    lost: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The summary for a person."""
        return (
            f"Linked {counted(self.reports, 'report')}: {counted(self.events, 'event')} in"
            f" {counted(self.disputes, 'dispute')}"
            f" ({self.changes.added} new, {self.changes.withdrawn} withdrawn)"
            + "".join(f"; {lost}" for lost in self.lost)
        )


def read_articles(store: Store, reader: Reader, *, now: Clock, step: Callable[[], None] = lambda: None) -> ReadSummary:
    """Reads every article that this version of the reader has not read. `step` is called after each."""
    run = store.start_run("read", now())
    read = relevant = reports = 0
    faults = []
    for result in reader.read(store.unread_articles(reader.version)):
        if isinstance(result, Reading):
            store.save_reading(result, at=now())
            read += 1
            relevant += result.relevant
            reports += len({report.id for report in result.reports})
        else:
            store.save_read_fault(result.article_id, result.problem, reader.version, at=now())
            store.record_fault(run, "read", result.article_id, result.problem, now())
            faults.append(f"article {result.article_id}: {result.problem}")
        step()
    store.finish_run(run, now(), done=read, failed=len(faults))
    return ReadSummary(read, relevant, reports, len(faults), tuple(faults))


def link_reports(store: Store, catalog: Catalog, *, now: Clock) -> LinkSummary:
    """Brings events, disputes and cases up to date with everything that was read and corrected."""
    run = store.start_run("link", now())
    linked = relink(store, catalog, load_rules(), load_cases(), at=now())
    store.count_disputes()
    store.count_parties()
    store.count_outlets()
    store.follow_letters()
    store.finish_run(run, now(), done=linked.events)
    lost = tuple(
        f"correction {one.id}: what it corrects no longer exists ({one.kind} {one.subject}, {one.editor.why})"
        for one in linked.lost
    )
    return LinkSummary(linked.reports, linked.looked_at, linked.events, linked.disputes, linked.changes, lost)
