"""What people decided, made ready for linking: which reports each correction is about today, and who is called what.

A correction is about reports, not about ids alone: it knows those that its event or dispute had when it was made, and
finds them again by article, action and stretch of text when a new version of the reading gives them other ids.
Where all of them were gone it went over to others (`corrections.following`), which are among those that it knows since.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from disputes.correction import Correction, State
from disputes.linking.names import Amendments
from disputes.linking.plain import plain

type Anchors = Mapping[str, frozenset[str]]  # the id of an event or a dispute -> the reports it had, as they are now
type Effects = dict[str, tuple[State, str]]  # correction -> what became of it, and in words

LEAVING = "leaving"  # among the anchors of an event's split: the reports that are to leave
LOST = "none of its reports is there any more"
NOT_NAMED = "no article names it any more"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The corrections of events and disputes that are in force, the oldest first, and what each is about."""

    corrections: tuple[Correction, ...] = ()
    anchors: Mapping[str, Anchors] = field(default_factory=dict)
    ties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # report -> the corrections about its event
    marked: frozenset[str] = frozenset()  # the reports that any correction is about

    def about(self, correction: Correction, id: str) -> frozenset[str]:
        """The reports, as they are now, of an event or dispute that a correction names."""
        return self.anchors.get(correction.id, {}).get(id, frozenset())

    def concerning(self, report_ids: Iterable[str]) -> list[Correction]:
        """The corrections that are about one of some reports."""
        if not (wanted := frozenset(report_ids)):
            return []
        return [one for one in self.corrections if any(wanted & there for there in self.anchors[one.id].values())]

    def without(self, ids: Collection[str]) -> "Decisions":
        """These, but for some corrections."""
        return replace(self, corrections=tuple(one for one in self.corrections if one.id not in ids))

    def holder[Thing](
        self, correction: Correction, id: str, things: Iterable[Thing], reports: Callable[[Thing], Iterable[str]]
    ) -> Thing | None:
        """The thing that has most of those reports, of equals the first; None where none has any."""
        wanted = self.about(correction, id)
        counted = [(len(wanted.intersection(reports(thing))), thing) for thing in things] if wanted else []
        most = max((count for count, _ in counted), default=0)
        return next((thing for count, thing in counted if count == most), None) if most else None


def decide(corrections: Sequence[Correction], now: Mapping[str, str]) -> Decisions:
    """The corrections of events and disputes, each with its reports as they are now.

    `now`: a report that a correction knows -> the report that stands in its place today.
    """
    anchors: dict[str, Anchors] = {}
    kept = tuple(one for one in corrections if one.subject_kind in ("event", "dispute"))
    for one in kept:
        found: dict[str, frozenset[str]] = {}
        for id, evidence in one.evidence:
            found[id] = frozenset(now[item.report_id] for item in evidence if item.report_id in now)
        if one.kind == "split" and one.subject_kind == "event" and isinstance(one.new_value, list):
            found[LEAVING] = frozenset(now[id] for id in one.new_value if id in now)
        anchors[one.id] = found
    return Decisions(kept, anchors, _ties(kept, anchors), frozenset(now.values()).union(*map(_all, anchors.values())))


def _all(anchors: Anchors) -> frozenset[str]:
    return frozenset[str]().union(*anchors.values())


def _ties(corrections: Iterable[Correction], anchors: Mapping[str, Anchors]) -> dict[str, tuple[str, ...]]:
    tied: dict[str, list[str]] = {}
    for one in corrections:
        if one.subject_kind == "event":
            for report_id in _all(anchors[one.id]):
                tied.setdefault(report_id, []).append(one.id)
    return {report_id: tuple(ids) for report_id, ids in tied.items()}


def amendments(corrections: Iterable[Correction]) -> Amendments:
    """What corrections of parties say of names. What a party is called now means it, too."""
    same: dict[str, str] = {}
    called: dict[str, str] = {}
    for one in corrections:
        if one.subject_kind == "party" and isinstance(one.new_value, str):
            if one.kind == "alias":
                _mean(same, one.new_value, one.subject)
            elif one.kind == "merge_parties":
                _mean(same, one.subject, one.new_value)
            elif one.kind == "rename":
                called[one.subject] = one.new_value
                if plain(one.new_value) not in same:
                    _mean(same, one.new_value, one.subject)
    return Amendments(same, called)


def _mean(same: dict[str, str], name: str, party: str) -> None:
    """Lets a name mean a party; where that closes a circle, what was said last stands."""
    key = last = plain(name)
    if key == plain(party):
        return
    same[key] = party
    while (following := plain(same[last])) in same:
        if plain(same[following]) == key:
            del same[following]
            return
        last = following


def meanings(name: str, same: Mapping[str, str]) -> list[str]:
    """The plain names of the parties that people say a plain name means, one by way of the other."""
    found: list[str] = []
    while name in same and (name := plain(same[name])) not in found:
        found.append(name)
    return found


def because(correction: Correction, what: str) -> str:
    """What a correction did, by whom and why, in a line."""
    return f"{what} by {correction.editor.who}: {correction.editor.why}"
