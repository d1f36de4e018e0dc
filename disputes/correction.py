"""A correction: what a person decided about an event, a dispute or a party, with who, when, why, old and new value."""

from dataclasses import dataclass
from typing import Literal

from disputes.types import Evidence

type Kind = Literal["merge", "split", "reject", "confirm", "assign", "set", "rename", "alias", "merge_parties", "undo"]
type SubjectKind = Literal["event", "dispute", "party", "correction"]
type State = Literal["waiting", "applied", "lost", "undone"]
type Value = str | float | list[str] | None  # what JSON holds of a field


@dataclass(frozen=True, slots=True)
class Editor:
    """Who corrects, when (ISO time with zone), why, and on what that rests (an address or a document)."""

    who: str
    at: str
    why: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision. `evidence` has, for each event or dispute that it names, the reports that this had at the time.

    `new_value` is the value set; of a merge the other ids, of a split the reports (of an event) or events (of a
    dispute) that leave, of an assignment the dispute's id or None for one of its own, of what concerns a party the
    new name, the alias or the party that it is.
    """

    id: str
    kind: Kind
    subject_kind: SubjectKind
    subject: str
    editor: Editor
    field: str | None = None
    old_value: Value = None
    new_value: Value = None
    evidence: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()

    def of(self, id: str) -> tuple[Evidence, ...]:
        """The evidence of one event or dispute that it names."""
        return dict(self.evidence).get(id, ())


@dataclass(frozen=True, slots=True)
class Heirs:
    """The reports to which a correction went over when all that it knew of an event or a dispute were gone.

    `lost`: the last linking found none under the id either.
    """

    evidence: tuple[Evidence, ...] = ()
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of a correction in the last linking."""

    correction: Correction
    state: State
    detail: str = ""
