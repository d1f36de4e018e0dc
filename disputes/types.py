"""What flows between the stages, as frozen records: articles in, readings of them, events and disputes out.

Dates are partial ISO strings whose length is their precision ("2026", "2026-02", "2026-02-20"), so that a prefix
comparison is a comparison at the coarser precision. Character offsets are into `Article.text`.
"""

from dataclasses import dataclass
from typing import Literal

type PartialDate = str
type Precision = Literal["day", "month", "year"]
type Status = Literal["happened", "threatened", "scheduled"]
type Side = Literal["claimant", "respondent", "neutral"]
type Direction = Literal["up", "down", "neutral"]
type DisputeStatus = Literal["open", "dormant", "settled", "licensed", "dismissed", "decided"]
type AllegationStatus = Literal["alleged", "admitted", "found"]

PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


def precision_of(date: PartialDate | None) -> Precision | None:
    """The precision that a partial date's length states; None for no date. Raises KeyError on another length."""
    return PRECISIONS[len(date)] if date else None


@dataclass(frozen=True, slots=True)
class Article:
    """One page's text. `id` is stable: the same canonical address gives the same id. `published` is a partial date."""

    id: str
    title: str
    published: PartialDate
    text: str
    url: str = ""
    outlet: str = ""
    byline: str = ""
    source_id: str = ""
    published_at: str = ""  # ISO time with zone where the page states one
    fetched_at: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article that names a party or a tool."""

    start: int
    end: int
    name: str  # the canonical name of what is meant
    kind: Literal["party", "tool"]


@dataclass(frozen=True, slots=True)
class PartyFound:
    """A party as one article names it; `aliases` are the other forms used in its text."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    side: Side
    party_id: str | None = None  # the catalog's id, where it is known


@dataclass(frozen=True, slots=True)
class ToolFound:
    """An AI tool as one article names it."""

    name: str
    aliases: tuple[str, ...]
    developer: str | None
    tool_id: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One article's word on one step. `article.text[start:end] == quote`, always.

    `actors`, `targets` and `tools` are names from the reading's parties and tools. `confidence` is a probability.
    """

    id: str
    article_id: str
    action: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    tools: tuple[str, ...]
    date: PartialDate | None
    status: Status
    court: str | None
    docket: str | None
    amount_usd: float | None
    start: int
    end: int
    quote: str
    confidence: float = 1.0
    credited_to: str | None = None
    direction: Direction | None = None  # set where the text tells it, as with who won a ruling

    @property
    def precision(self) -> Precision | None:
        """The precision of `date`."""
        return precision_of(self.date)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a report stands, so that it is recognised when a new version of the reading gives it another id.

    One sentence may tell the like of several ("Disney sent a letter, and two days later Paramount did"): `names` are
    those of who acts and whom it hits, `beside` the ids of the other reports of that action in that stretch, parted by
    spaces. Both are "" where nobody asks, and where a correction was made before they were kept.
    """

    report_id: str
    article_id: str
    action: str
    start: int
    end: int
    names: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Allegation:
    """What an article says that a developer used: a data set or works; alleged, admitted or found by a court."""

    developer: str
    material: str
    status: AllegationStatus
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pipeline found in one article; reading again replaces it whole."""

    article_id: str
    relevant: bool
    relevance: float
    reason: str  # why it was judged so, in words for a person
    parties: tuple[PartyFound, ...] = ()
    tools: tuple[ToolFound, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reports: tuple[Report, ...] = ()
    allegations: tuple[Allegation, ...] = ()
    version: str = ""  # of pipeline and data


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, news sitemap, listing page, docket feed or search that is watched, and what it is expected to bring."""

    id: str
    name: str
    url: str
    kind: Literal["feed", "news_sitemap", "listing", "docket", "search"]
    homepage: str = ""
    country: str = ""  # ISO code; EU for the Union
    language: str = "en"
    beat: str = ""
    paywall: Literal["", "none", "metered", "hard"] = ""
    enabled: bool = True
    reason: str = ""  # why it is not enabled
    off_limits: bool = False  # the owner forbids robots or collection: no page of the site is fetched, whoever names it
    allow_private: bool = False  # may point at loopback and private addresses
    link_selector: str = ""  # listing: CSS of the links to articles
    next_selector: str = ""  # listing: CSS of the link to the next page
    max_pages: int = 5
    queries: tuple[str, ...] = ()  # search: each is put in the place of {query} in the address
    court: str = ""  # docket: the court, in the short form of US lawyers
    delay: float = 0.0  # seconds between two requests to its host, where it wants more than the settings have
    judge: Literal["none", "page", "entry"] = "page"  # what is looked at before a text is extracted
    keep: Literal["", "raw", "text", "quotes"] = ""  # of an article; "" for what the settings say
    items_per_week: float | None = None  # what it is expected to announce
    max_silence_hours: int = 48  # without anything new, before an alarm is raised


@dataclass(frozen=True, slots=True)
class RivalValue:
    """A value of an event's field, and who says it."""

    field: str
    value: str
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world step, made of all the reports of it, with the best supported value of each field."""

    id: str
    dispute_id: str
    action: str
    stage: int | None
    direction: Direction
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    tools: tuple[str, ...]
    date: PartialDate | None
    first_published: PartialDate  # of its reports; where it stands on the timeline when it has no date
    status: Status
    court: str | None
    docket: str | None
    amount_usd: float | None
    report_ids: tuple[str, ...]
    quote: str
    best_report_id: str
    source_count: int  # independent ones: copies of one wire story count once
    confidence: float
    rivals: tuple[RivalValue, ...] = ()
    joined_by: tuple[str, ...] = ()  # for each report, which rule joined it
    placed_by: str = ""  # which rule put it into its dispute
    confirmed_by: str | None = None  # the correction by which a person confirmed it


@dataclass(frozen=True, slots=True)
class Dispute:
    """The events between a group of rights holders and an AI developer over its tools.

    `stage` is the furthest step that happened, None where none of these has a place on the ladder; `direction` is
    where the latest points.
    """

    id: str
    title: str
    claimants: tuple[str, ...]
    respondents: tuple[str, ...]
    tools: tuple[str, ...]
    stage: int | None
    direction: Direction
    status: DisputeStatus
    since: PartialDate
    latest: PartialDate
    event_ids: tuple[str, ...]
    stage_event_id: str | None = None  # the event that made its stage, its direction, its status
    direction_event_id: str | None = None
    status_event_id: str | None = None
    confirmed_by: str | None = None
