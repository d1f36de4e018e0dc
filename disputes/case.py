"""A court case: known beforehand from other people's lists, or proposed from our own reports."""

from dataclasses import dataclass
from typing import Literal

from disputes.types import PartialDate

type Origin = Literal["reference", "proposed"]
type CaseStatus = Literal["pending", "dismissed", "settled", "decided", "appeal", "consolidated", "unknown"]
type Relation = Literal["consolidated_into", "related_to", "split_from", "successor_of"]
type TiedBy = Literal["docket", "caption", "parties", "proposed", "correction"]


@dataclass(frozen=True, slots=True)
class Case:
    """A case. A reference case is other people's word: `sources` are the pages that it rests on, and `unconfirmed`
    says what of it rests on one that nobody reviewed; a proposed one rests on the events tied to it.

    `former_captions`: the oldest first. `other_dockets`: pairs of number and court, the court None where it is the
    same. `relations`: pairs of relation and the other case's id.
    """

    id: str
    origin: Origin
    caption: str
    court: str | None = None
    court_id: str | None = None
    country: str | None = None
    docket: str | None = None
    docket_url: str | None = None
    filed: PartialDate | None = None
    claimants: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    works: str | None = None
    status: CaseStatus = "unknown"
    status_on: PartialDate | None = None
    note: str = ""
    unconfirmed: str = ""
    former_captions: tuple[str, ...] = ()
    other_dockets: tuple[tuple[str, str | None], ...] = ()
    relations: tuple[tuple[Relation, str], ...] = ()
    sources: tuple[str, ...] = ()


def proposed_by(event_id: str) -> str:
    """The id of the case that a suit proposes."""
    return f"proposed-{event_id}"


@dataclass(frozen=True, slots=True)
class Tie:
    """That an event belongs to a case, and how that was found."""

    event_id: str
    case_id: str
    by: TiedBy


@dataclass(frozen=True, slots=True)
class DocketEntry:
    """An entry of a docket, as CourtListener has it."""

    id: int
    number: int | None
    filed: PartialDate | None
    description: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """What CourtListener said of a case's docket, and when it was asked (ISO time with zone)."""

    case_id: str
    fetched_at: str
    docket_number: str | None
    case_name: str | None
    date_filed: PartialDate | None
    date_terminated: PartialDate | None
    date_last_filing: PartialDate | None
    url: str
    entries: tuple[DocketEntry, ...] = ()


def forms_of(party: str) -> list[str]:
    """The names of a party as lists write it: "Uncharted Labs (Udio)" has two."""
    return [form.strip() for form in party.replace(")", "").split("(") if form.strip()]
