"""The store's reports -> its events, disputes and cases, looking again only at what changed since the last time.

New, changed and vanished reports touch the blocks that they may meet; only those are linked again, from their reports,
as if there were no others. Their events then touch circles of events, and only these are put into disputes and cases
again (`placing`). The result is the same as linking everything from nothing, whatever came in between; a change of
reference data, of rules or of what people say of parties makes it do just that. All of it is one transaction: a kill
leaves everything as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from disputes.case import Case
from disputes.catalog import Catalog
from disputes.correction import Correction
from disputes.corrections.following import follow
from disputes.corrections.making import in_force, undone
from disputes.linking import Block, Linker, Placed
from disputes.linking.blocks import Span, blocks, hull, spans
from disputes.linking.claims import Claim, claim_of
from disputes.linking.decisions import LOST, NOT_NAMED, Decisions, Effects, amendments, because, decide
from disputes.linking.names import Names
from disputes.linking.packing import pack
from disputes.linking.rules import Rules
from disputes.placing import Vacated, place, save
from disputes.store import LinkChanges, Store
from disputes.store.changes import Why
from disputes.store.linked import LinkedReport
from disputes.store.links import Reasons

VERSION = 12  # of linking: another one links everything anew
AT_ONCE = 20_000  # reports in memory at a time when everything is linked


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a linking looked at, what stands now, and what changed."""

    looked_at: int  # reports
    reports: int
    events: int
    disputes: int
    changes: LinkChanges
    lost: tuple[Correction, ...]  # corrections that found nothing to correct


def relink(store: Store, catalog: Catalog, rules: Rules, cases: Sequence[Case], *, at: str) -> Relinked:
    """Brings events, disputes and cases up to date with readings and corrections. `at` is an ISO time with zone."""
    with store.many_pages(), store.transaction():
        before = store.count_events()
        every = follow(store, store.corrections())
        corrections = in_force(every)
        names = Names(catalog, store.written_names(), amendments(corrections))
        decisions = _decisions(store, corrections)
        linker = Linker(catalog, rules, names, cases, decisions)
        mark = _fingerprint(catalog, rules, cases, names.amended())
        scope = _everything(store, linker) if store.linked_with() != mark else _touched(store, linker, every)
        done = list(_link(store, linker, scope))
        pending = _pending(store, every)
        anew = place(store, linker, [block for _, block in done], scope.vacated, [one for one, _ in pending])
        placed = anew.placed
        reasons = _reasons(pending, done, placed)
        events = [merged.event for _, block in done for merged in block.merged]
        ids = store.save_events(events, scope.reports, reasons, at=at)
        store.keep_linked_events(
            (ids.kept[one.event.id], number, pack(one)) for number, block in done for one in block.merged
        )
        save(store, linker, anew, ids, reasons, at)
        effects = _effects(store, linker, corrections, done, placed)
        store.save_correction_effects([(id, *effect) for id, effect in _with_undone(effects, every).items()], at=at)
        store.keep_linked(mark, names.resolved())
        return Relinked(
            scope.count,
            _count(store, "linked_reports"),
            _count(store, "events WHERE withdrawn IS NULL"),
            _count(store, "disputes WHERE withdrawn IS NULL"),
            store.changes(before, ids),
            tuple(one for one in corrections if effects.get(one.id, ("lost", ""))[0] == "lost"),
        )


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is to be linked again: claims by block, the first number for new blocks, and whose events they replace."""

    blocks: Callable[[], Iterator[list[Claim]]]
    first: int
    reports: set[str] | None  # None: all
    count: int
    vacated: Vacated | None  # None: all


def _count(store: Store, what: str) -> int:
    return int(store.rows(f"SELECT count(*) FROM {what}")[0][0])


def _decisions(store: Store, corrections: Sequence[Correction]) -> Decisions:
    evidence = [item for one in corrections for _, items in one.evidence for item in items]
    return decide(corrections, store.present(evidence))


def _fingerprint(catalog: Catalog, rules: Rules, cases: Sequence[Case], said: object) -> str:
    parts = (VERSION, catalog.parties, catalog.tools, catalog.actions, catalog.publications, rules, tuple(cases), said)
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _everything(store: Store, linker: Linker) -> _Scope:
    """All reports, in blocks that are loaded some at a time."""
    ids: list[tuple[str, str]] = []

    def found() -> Iterator[Iterator[Span]]:
        for told in store.told():
            ids.append((told.report.id, told.report.article_id))
            claim = claim_of(told, linker.names, linker.rules, linker.decisions, linker.suits)
            yield spans(claim, linker.names, linker.rules)

    divided = blocks(found())
    store.forget_blocks(None)

    def load() -> Iterator[list[Claim]]:
        for some in _some_at_a_time(divided):
            wanted = {ids[i] for members in some for i in members}
            by_id = _claims(store, linker, {article for _, article in wanted}, {id for id, _ in wanted})
            for members in some:
                yield [by_id[ids[i][0]] for i in members]

    return _Scope(load, 1, None, len(ids), None)


def _some_at_a_time(divided: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    some: list[list[int]] = []
    count = 0
    for members in divided:
        some.append(members)
        count += len(members)
        if count >= AT_ONCE:
            yield some
            some, count = [], 0
    if some:
        yield some


def _touched(store: Store, linker: Linker, every: Sequence[Correction]) -> _Scope:
    """The reports that are new, changed or gone, and all in the blocks that they may meet."""
    resolved, before = linker.names.resolved(), store.linked_names()
    renamed = store.articles_naming([n for n in resolved.keys() | before.keys() if resolved.get(n) != before.get(n)])
    corrected = {item.article_id for one in every for _, items in one.evidence for item in items}
    articles = store.articles_to_link() | renamed | corrected
    known = {one.id: one for one in store.linked_reports("article_id", sorted(articles))}
    claims = _claims(store, linker, articles, None)
    changed = {
        id: claim
        for id, claim in claims.items()
        if id not in known or claim.told.report.article_id in renamed or known[id].digest != _digest(claim)
    }
    gone = known.keys() - claims.keys()
    affected = {known[id].block for id in (*gone, *changed) if id in known}
    new = [span for claim in changed.values() for span in spans(claim, linker.names, linker.rules)]
    wanted: dict[str, list[Span]] = {}
    for span in new:
        wanted.setdefault(span.key, []).append(span)
    affected |= {number for number, span in store.linked_spans(wanted) if any(span.meets(s) for s in wanted[span.key])}
    members = {one.id: one for one in store.linked_reports("block", sorted(affected))}
    stay = members.keys() - changed.keys() - gone
    others = _claims(store, linker, {members[id].article_id for id in stay}, stay)
    again = [claim for _, claim in sorted((changed | others).items())]
    circles = store.circles_of("block", sorted(affected))
    store.forget_blocks(sorted(affected))
    divided = blocks(spans(claim, linker.names, linker.rules) for claim in again)
    return _Scope(
        lambda: ([again[i] for i in numbers] for numbers in divided),
        store.last_block() + 1,
        {*members, *changed},
        len(again),
        Vacated(frozenset(circles), frozenset(circles.values())),
    )


def _claims(store: Store, linker: Linker, articles: set[str], wanted: set[str] | None) -> dict[str, Claim]:
    return {
        told.report.id: claim_of(told, linker.names, linker.rules, linker.decisions, linker.suits)
        for told in store.told(articles)
        if wanted is None or told.report.id in wanted
    }


def _digest(claim: Claim) -> str:
    told = claim.told
    sets = (sorted(claim.doers), sorted(claim.others), sorted(claim.tools), sorted(claim.makers))
    article = (told.published, told.story_id, told.outlet, told.shares_date, told.shares_docket)
    parts = (told.report, article, claim.names, claim.sides, claim.suit, sets, claim.ties, claim.marked)
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


def _link(store: Store, linker: Linker, scope: _Scope) -> Iterator[tuple[int, Block]]:
    """Links each block, and keeps what the next time needs to know of it."""
    for number, claims in enumerate(scope.blocks(), scope.first):
        kept = [
            LinkedReport(claim.told.report.id, claim.told.report.article_id, _digest(claim), number) for claim in claims
        ]
        found = hull(span for claim in claims for span in spans(claim, linker.names, linker.rules))
        store.keep_block(number, kept, found)
        yield number, linker.block(claims)


def _pending(store: Store, every: Sequence[Correction]) -> list[tuple[Correction, Why]]:
    """The corrections that no linking has applied yet, or that were taken back, each with why things change by it."""
    states = {row["correction_id"]: row["state"] for row in store.rows("SELECT * FROM correction_effects")}
    gone = undone(every)
    found: list[tuple[Correction, Why]] = []
    for one in every:
        if one.kind == "undo" and one.id not in gone and states.get(one.subject) == "applied":
            subject = next(other for other in every if other.id == one.subject)
            found.append((subject, (one.id, because(one, "taken back"))))
        elif one.id not in gone and states.get(one.id) != "applied":
            found.append((one, (one.id, because(one, one.kind))))
    return found


def _reasons(pending: Sequence[tuple[Correction, Why]], done: Sequence[tuple[int, Block]], placed: Placed) -> Reasons:
    """Why people's decisions change what stands."""
    reports = {item.report_id: why for one, why in pending for _, items in one.evidence for item in items}
    events = {
        merged.event.id: reports[id]
        for _, block in done
        for merged in block.merged
        for id in merged.event.report_ids
        if id in reports
    }
    grouped = {
        item.report_id: why
        for one, why in pending
        if one.subject_kind == "dispute" or one.kind == "assign"
        for _, items in one.evidence
        for item in items
    }
    disputes = {
        dispute.id: grouped[id]
        for dispute, members in placed.disputes
        for event in members
        for id in event.report_ids
        if id in grouped
    }
    return Reasons(
        events=events,
        disputes=disputes,
        reports={id: (one.id, because(one, "rejected")) for _, block in done for id, one in block.rejected.items()},
        rejected={id: (one.id, because(one, "rejected")) for id, one in placed.rejected.items()},
        names={
            name: why
            for one, why in pending
            if one.subject_kind == "party"
            for name in (one.subject, one.old_value, one.new_value)
            if isinstance(name, str)
        },
    )


def _effects(
    store: Store,
    linker: Linker,
    corrections: Sequence[Correction],
    done: Sequence[tuple[int, Block]],
    placed: Placed,
) -> Effects:
    """What became of each correction in force: in this linking, or in the one that last looked at its reports."""
    before = {
        row["correction_id"]: (row["state"], row["detail"]) for row in store.rows("SELECT * FROM correction_effects")
    }
    now = {id: effect for _, block in done for id, effect in block.effects.items()} | placed.effects
    effects: Effects = {}
    for one in corrections:
        if one.subject_kind == "party":
            read = map(linker.names.is_read, _bearers(one, corrections))
            effects[one.id] = ("applied", "") if any(read) else ("lost", NOT_NAMED)
        else:
            there = any(linker.decisions.anchors[one.id].values())
            effects[one.id] = (there and (now.get(one.id) or before.get(one.id))) or ("lost", LOST)
    return effects


def _bearers(correction: Correction, corrections: Sequence[Correction]) -> Iterator[str]:
    """The names of which articles must have one, so that a correction of a party has anything to correct."""
    yield correction.subject
    if correction.kind == "alias" and isinstance(correction.new_value, str):
        yield correction.new_value
    if correction.kind == "rename":
        yield from (
            one.subject for one in corrections if one.kind == "merge_parties" and one.new_value == correction.subject
        )


def _with_undone(effects: Effects, every: Sequence[Correction]) -> Effects:
    gone = undone(every)
    taken_back: Effects = {one.id: ("undone", "") for one in every if one.id in gone}
    undos: Effects = {one.id: ("applied", "") for one in every if one.kind == "undo" and one.id not in gone}
    return effects | taken_back | undos
