"""Which new event or dispute is which stored one, so that ids outlive every rebuild.

A thing is known by its evidence: an event by its reports, a dispute by its events. Each stored id goes to the new
thing that shares its oldest evidence; where two stored things became one, the id with more evidence stays, of
equals the older, and the other forwards to it; where one became two, the older part keeps the id.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from disputes.linking.plain import plain
from disputes.types import Evidence


@dataclass(frozen=True, slots=True)
class Known:
    """A stored event or dispute: its evidence, oldest first, whether it was withdrawn, and when it was first made."""

    id: str
    evidence: tuple[str, ...]
    withdrawn: bool = False
    added_at: str = ""


@dataclass(frozen=True, slots=True)
class Identities:
    """`kept` maps every new thing's id to the id it shall bear; `forwards` maps ids that went to their heirs."""

    kept: dict[str, str]
    forwards: dict[str, str]


def stable_id(kind: str, *parts: object) -> str:
    """An id made of what a thing is: the same parts always give the same id."""
    return kind + sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def same_place(new: Iterable[Evidence], old: Iterable[Evidence]) -> dict[str, str]:
    """New report id -> stored id of the report that stood there before: same article, action and stretch of text.

    A report that is still there, or that stood beside it then, is no other one. Of several it is the one whose names
    are most alike, of equals the first.
    """
    new = list(new)
    present = {evidence.report_id for evidence in new}
    gone: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in old:
        if evidence.report_id not in present:
            gone.setdefault((evidence.article_id, evidence.action), []).append(evidence)
    found: dict[str, str] = {}
    for evidence in new:
        there = [
            before
            for before in gone.get((evidence.article_id, evidence.action), ())
            if before.start < evidence.end and evidence.start < before.end and not _were_beside(before, evidence)
        ]
        if there:
            found[evidence.report_id] = max(there, key=lambda before: _alike(before, evidence)).report_id
    return found


def _were_beside(one: Evidence, other: Evidence) -> bool:
    return one.report_id in other.beside.split() or other.report_id in one.beside.split()


def _alike(one: Evidence, other: Evidence) -> float:
    """The share of all words of their names that both have."""
    ours, theirs = ({*plain(evidence.names).split()} for evidence in (one, other))
    return len(ours & theirs) / max(1, len(ours | theirs))


def identify(
    fresh: Mapping[str, Sequence[str]], known: Sequence[Known], taken: Collection[str] = frozenset()
) -> Identities:
    """Gives each new thing (id -> evidence) a stored id where it is the same thing, else its own.

    `taken` are ids of stored things that share no evidence with any of these.
    """
    holders: dict[str, list[str]] = {}
    for new_id, evidence in fresh.items():
        for token in evidence:
            holders.setdefault(token, []).append(new_id)
    pairs = []
    for old in known:
        shared: dict[str, list[int]] = {}
        for rank, token in enumerate(old.evidence):
            for new_id in holders.get(token, ()):
                shared.setdefault(new_id, []).append(rank)
        pairs += [
            ((old.withdrawn, ranks[0], -len(ranks), old.added_at, old.id, new_id), old, new_id)
            for new_id, ranks in shared.items()
        ]
    kept: dict[str, str] = {}
    heirs: dict[str, str] = {}
    for _, old, new_id in sorted(pairs, key=lambda pair: pair[0]):
        if old.id in heirs:
            continue
        if new_id not in kept:
            kept[new_id] = old.id
            heirs[old.id] = new_id
        elif not old.withdrawn and not any(n not in kept for n in _others(old, holders, new_id)):
            heirs[old.id] = new_id
    _name_the_rest(fresh, kept, taken)
    return Identities(kept, {old: kept[new] for old, new in heirs.items() if kept[new] != old})


def _others(old: Known, holders: Mapping[str, Sequence[str]], new_id: str) -> set[str]:
    """The other new things that share evidence with a stored one, and may still inherit its id."""
    return {holder for token in old.evidence for holder in holders.get(token, ())} - {new_id}


def _name_the_rest(fresh: Mapping[str, Sequence[str]], kept: dict[str, str], others: Collection[str]) -> None:
    taken = {*kept.values(), *others}
    for new_id in sorted(fresh):
        if new_id in kept:
            continue
        name = new_id
        while name in taken:
            name = stable_id(name[0], name)
        kept[new_id] = name
        taken.add(name)
