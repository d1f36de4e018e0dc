"""Events -> the case that each belongs to: by docket, else by caption, else by parties, court and date.

A new suit that fits no case becomes a proposed case. A docket number alone proves little, since numbers repeat from
court to court and are misread: one of the parties must be the case's, unless the event names none. An umbrella docket
(a consolidation) is nobody's own suit: where one of its members has the event's parties, that is the case.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from disputes.case import Case, Tie, TiedBy, forms_of, proposed_by
from disputes.linking.captions import Caption, caption_of, same_caption
from disputes.linking.days import first_day, last_day
from disputes.linking.decisions import Decisions
from disputes.linking.merging import Merged
from disputes.linking.names import Names
from disputes.linking.plain import is_nameless, plain_docket
from disputes.linking.suits import FILED_DAYS, dockets_of, is_moved, is_umbrella, same_time
from disputes.timeline import SUIT
from disputes.types import Event


@dataclass(frozen=True, slots=True)
class Known:
    """A case in comparable form: the keys of its parties, its dockets and captions."""

    case: Case
    claimants: frozenset[str]
    respondents: frozenset[str]
    dockets: frozenset[str]
    captions: tuple[Caption, ...]

    @property
    def parties(self) -> frozenset[str]:
        """The keys of both sides."""
        return self.claimants | self.respondents


@dataclass(slots=True)
class Docketry:
    """All known cases, by what an event may name of them."""

    known: list[Known]
    names: Names
    members: dict[str, list[Known]] = field(default_factory=dict)  # umbrella -> the cases consolidated into it
    _by_docket: dict[str, list[Known]] = field(default_factory=dict)
    _by_party: dict[str, list[Known]] = field(default_factory=dict)
    _by_word: dict[str, list[Known]] = field(default_factory=dict)  # of a caption's first side

    def __post_init__(self) -> None:
        for one in self.known:
            self.add(one)
        umbrellas, _ = umbrella_dockets(one.case for one in self.known)
        for one in self.known:
            for relation, other in one.case.relations:
                if relation == "consolidated_into" and other in umbrellas:
                    self.members.setdefault(other, []).append(one)

    def add(self, one: Known) -> None:
        """Files a case under its dockets, parties and captions."""
        for docket in one.dockets:
            self._by_docket.setdefault(docket, []).append(one)
        for party in one.claimants:
            self._by_party.setdefault(party, []).append(one)
        for word in {word for caption in one.captions for word in caption[0].split()}:
            self._by_word.setdefault(word, []).append(one)

    def find(self, merged: Merged) -> tuple[Known, TiedBy] | None:
        """The case of an event, and how it was found."""
        if (found := self._narrowed(merged, self._in_docket(merged))) is not None:
            return found, "docket"
        if merged.docket in self._by_docket:  # another case's, or misread: it tells nothing of this event
            merged = replace(merged, docket=None)
        ways: Iterable[tuple[TiedBy, Callable[[Merged], list[Known]]]] = (
            ("caption", self._captioned),
            ("parties", self._between),
        )
        for by, way in ways:
            if (found := self._narrowed(merged, way(merged))) is not None:
                return found, by
        return None

    def _in_docket(self, merged: Merged) -> list[Known]:
        found = self._by_docket.get(merged.docket or "", [])
        fitting = [one for one in found if self._shares_party(one, merged) and _no_sooner(one.case, merged)]
        members = [member for one in fitting for member in self.members.get(one.case.id, ())]
        own = [one for one in members if self._claims(one, merged) and self._answers(one, merged)]
        return own if len(own) == 1 else fitting

    def _captioned(self, merged: Merged) -> list[Known]:
        words = {word for caption in merged.captions for word in caption[0].split()}
        near = {one.case.id: one for word in words for one in self._by_word.get(word, ())}
        return [
            one
            for one in near.values()
            if any(same_caption(ours, theirs) for ours in merged.captions for theirs in one.captions)
            and self._shares_party(one, merged)
            and self._may_be_docket(one, merged)
        ]

    def _between(self, merged: Merged) -> list[Known]:
        if (merged.event.stage or 0) < SUIT or not merged.claimants or not merged.respondents:
            return []
        near = {
            one.case.id: one
            for key in merged.claimants
            for relative in self.names.line(key)
            for one in self._by_party.get(relative, ())
        }
        return [
            one
            for one in near.values()
            if one.case.id not in self.members
            and self._answers(one, merged)
            and self._may_be_docket(one, merged)
            and _may_be_court(one.case, merged.event)
            and _may_be_time(one.case, merged)
        ]

    def _narrowed(self, merged: Merged, found: Sequence[Known]) -> Known | None:
        """The one case of several that fits best; None where several do equally."""
        if len(found) < 2:
            return found[0] if found else None
        event = merged.event
        for fits in (
            lambda one: one.case.court == event.court,
            lambda one: self._claims(one, merged),
            lambda one: self._answers(one, merged),
            lambda one: event.action == "lawsuit" and same_time(one.case.filed, event.date),
            lambda one: event.action == "lawsuit" and bool(event.date) and one.case.filed == event.date,
        ):
            found = [one for one in found if fits(one)] or found
        return found[0] if len(found) == 1 else None

    def _claims(self, one: Known, merged: Merged) -> bool:
        return self._share(one.claimants, merged.claimants)

    def _answers(self, one: Known, merged: Merged) -> bool:
        return self._share(one.respondents, merged.respondents)

    def _shares_party(self, one: Known, merged: Merged) -> bool:
        """Whether an event has a party of the case; none named is none against."""
        ours = (*merged.claimants, *merged.respondents)
        if merged.claimants and merged.respondents and not self._answers(one, merged):
            return False
        return not ours or self._share(one.parties, ours)

    def _share(self, theirs: Iterable[str], ours: Iterable[str]) -> bool:
        return any(self.names.related(key, other) for key in ours for other in theirs)

    def _may_be_docket(self, one: Known, merged: Merged) -> bool:
        return not merged.docket or not one.dockets or merged.docket in one.dockets


def known_cases(cases: Iterable[Case], names: Names) -> Docketry:
    """Cases made ready to be compared with events."""
    return Docketry([_known(case, names) for case in cases], names)


def _known(case: Case, names: Names) -> Known:
    captions = (caption_of(text) for text in (case.caption, *case.former_captions))
    return Known(
        case,
        frozenset(key for name in case.claimants for key in _keys(name, names)),
        frozenset(key for name in case.respondents for key in _keys(name, names)),
        dockets_of(case),
        tuple(caption for caption in captions if caption),
    )


def _keys(name: str, names: Names) -> list[str]:
    """The keys of a party as lists write it."""
    return [names.party_named(form) for form in forms_of(name)]


def tie(events: Sequence[Merged], docketry: Docketry, names: Names) -> tuple[list[Tie], list[Case]]:
    """Each event's case, where it has one, and the cases that suits propose: those that fit none of the `docketry`."""
    ours = known_cases((), names)
    ties: dict[str, Tie] = {}
    for merged in events:
        if found := docketry.find(merged):
            ties[merged.event.id] = Tie(merged.event.id, found[0].case.id, found[1])
    proposed: list[Case] = []
    left = [one for one in events if one.event.id not in ties]
    for merged in left:
        if (new := proposal(merged, names)) is not None and ours.find(merged) is None:
            proposed.append(new.case)
            ours.add(new)
            ties[merged.event.id] = Tie(merged.event.id, new.case.id, "proposed")
    for merged in left:
        if merged.event.id not in ties and (found := ours.find(merged)):
            ties[merged.event.id] = Tie(merged.event.id, found[0].case.id, found[1])
    return [ties[merged.event.id] for merged in events if merged.event.id in ties], proposed


def as_set(ties: Sequence[Tie], events: Sequence[Merged], decisions: Decisions) -> list[Tie]:
    """The ties, with the cases that people set for events, or that they belong to none."""
    found = {one.event_id: one for one in ties}
    for one in decisions.corrections:
        if one.kind != "set" or one.field != "case":
            continue
        merged = decisions.holder(one, one.subject, events, lambda event: event.anchored)
        if merged is None:
            continue
        found.pop(merged.event.id, None)
        if isinstance(one.new_value, str):
            found[merged.event.id] = Tie(merged.event.id, one.new_value, "correction")
    return list(found.values())


def umbrella_dockets(cases: Iterable[Case]) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the cases that only hold others together, as a multidistrict litigation does, and their numbers."""
    found = [case for case in cases if is_umbrella(case)]
    return frozenset(case.id for case in found), frozenset(plain_docket(case.docket) or "" for case in found)


def proposal(merged: Merged, names: Names) -> Known | None:
    """The case that an event is the beginning of, if it is a suit."""
    return _known(_propose(merged, names), names) if _proposes(merged, names) else None


def _proposes(merged: Merged, names: Names) -> bool:
    """Whether an event is a suit that was filed, by somebody against somebody."""
    event = merged.event
    is_suit = event.action == "lawsuit" and event.status == "happened"
    named = any(map(names.is_known, merged.claimants)) or not all(map(is_nameless, event.actors))
    return is_suit and named and bool(merged.claimants) and bool(merged.respondents)


def _propose(merged: Merged, names: Names) -> Case:
    who, whom = (tuple(map(names.call_party, keys)) for keys in (merged.claimants, merged.respondents))
    event = merged.event
    return Case(
        id=proposed_by(event.id),
        origin="proposed",
        caption=f"{who[0]} v. {whom[0]}",
        court=event.court,
        docket=event.docket,
        filed=event.date,
        claimants=who,
        respondents=whom,
        tools=event.tools,
        status="pending",
        unconfirmed="proposed from news reports; in no list of cases",
    )


def _may_be_court(case: Case, event: Event) -> bool:
    """Whether any report of an event names the case's court, or none names any. Where reports disagree, the one court
    may be that of a suit of the same day: "sued Suno in Boston, and Udio in Manhattan"."""
    said = {event.court, *(rival.value for rival in event.rivals if rival.field == "court")} - {None}
    return not said or not case.court or case.court in said or is_moved(case)


def _may_be_time(case: Case, merged: Merged) -> bool:
    """A suit is filed when its case is; what follows comes no sooner."""
    if merged.event.action == "lawsuit" and merged.event.date and case.filed:
        return same_time(case.filed, merged.event.date)
    return _no_sooner(case, merged)


def _no_sooner(case: Case, merged: Merged) -> bool:
    date = merged.event.date
    return not date or not case.filed or last_day(date) >= first_day(case.filed) - FILED_DAYS
