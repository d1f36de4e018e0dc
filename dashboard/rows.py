"""What a query gives and a page shows: one frozen record a kind of row, named as in the store's views."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader wants to see; an empty field asks for everything. Dates are ISO days, both ends included.

    Names and standings narrow down the disputes; actions, statuses, stages, directions and dates the steps. `party` and
    `over` are the one party or tool whose page it is: its own steps, and the disputes that name it.
    """

    claimants: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    directions: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    dispute_id: str | None = None
    party: str | None = None
    over: str | None = None

    @property
    def of_steps(self) -> bool:
        """Whether the steps are narrowed down, not only the disputes."""
        return bool(self.actions or self.statuses or self.stages or self.directions or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader looks for among the articles; an empty field asks for everything. Dates are ISO days.

    `verdict` is one of about, not, unread, failed.
    """

    words: str = ""
    verdict: str = ""
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """An action of the ladder; `stage` is None beside the road and for what may happen at any stage."""

    name: str
    label: str
    stage: int | None
    direction: str


@dataclass(frozen=True, slots=True)
class Step:
    """A row of `timeline`: one event with the sentence and the article that speak best for it."""

    event_id: str
    dispute_id: str
    dispute: str
    date: str | None
    precision: str | None
    sort_date: str
    action: str
    action_label: str
    stage: int | None
    direction: str
    status: str
    actors: str | None
    targets: str | None
    tools: str | None
    court: str | None
    docket: str | None
    amount_usd: float | None
    quote: str
    sources: int
    confidence: float
    outlet: str | None
    article_title: str | None
    article_url: str | None
    article_id: str | None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A row of `dispute_summary`."""

    dispute_id: str
    title: str
    claimants: str | None
    respondents: str | None
    tools: str | None
    stage: int | None
    direction: str
    status: str
    since: str
    latest: str
    events: int
    sources: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `event_sources`: what one article says of one event."""

    event_id: str
    report_id: str
    article_id: str
    outlet: str
    title: str
    url: str
    published: str
    quote: str
    date: str | None
    status: str
    credited_to: str | None
    confidence: float
    story_id: str | None


@dataclass(frozen=True, slots=True)
class Rival:
    """A value of an event's field that lost to another, and the outlets that say it."""

    event_id: str
    field: str
    value: str
    outlets: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often something occurs."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Moves:
    """How many steps happened in a stretch of days, by where they point."""

    since: str
    until: str
    up: int
    down: int
    neutral: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.up + self.down + self.neutral


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the store holds."""

    articles: int
    events: int
    disputes: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """When each stage last ended well (ISO times, empty for never) and the day that the newest article speaks of."""

    crawled: str
    read: str
    linked: str
    newest: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found. `snippet` marks what matched with the control characters U+0002 and U+0003."""

    article_id: str
    title: str
    outlet: str
    published: str
    url: str
    relevant: int | None
    relevance: float | None
    reason: str | None
    error: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article, and how it was judged."""

    article_id: str
    title: str
    outlet: str
    byline: str | None
    published: str
    url: str
    text: str
    fetched_at: str | None
    relevant: int | None
    relevance: float | None
    reason: str | None
    version: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A stretch of an article's text that means something: `kind` is party, tool, step or allegation."""

    start: int
    end: int
    kind: str
    label: str
    dispute_id: str | None = None
    dispute: str | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of a stage."""

    id: int
    stage: str
    started_at: str
    finished_at: str | None
    done: int
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One watched address, and how it answered last."""

    source_id: str
    url: str
    checked_at: str | None
    status: int | None
    error: str | None
    items: int | None
    judged: int  # addresses of this source that were looked at


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One thing that went wrong."""

    at: str
    stage: str
    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A party or a tool with its disputes: how many, how many of them open, and on which side of them it stands."""

    name: str
    disputes: int
    open: int
    claims: int
    defends: int
    stage: int | None
    since: str
    latest: str


@dataclass(frozen=True, slots=True)
class Opponent:
    """Whom a party sued (its `role` is actor) or who sued it (target), with how many suits from when to when.

    `disputes` are ids, joined by commas.
    """

    name: str
    role: str
    suits: int
    first: str
    latest: str
    disputes: str


@dataclass(frozen=True, slots=True)
class Deed:
    """How often a party took a step, and how often it was taken against it."""

    action: str
    label: str
    did: int
    met: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who stand against each other, in how many disputes."""

    claimant: str
    respondent: str
    disputes: int
    open: int
    stage: int | None
    latest: str


@dataclass(frozen=True, slots=True)
class CaseAsked:
    """What a reader looks for among the cases; an empty field asks for everything.

    `origin` is reference or proposed; `against` is a respondent.
    """

    words: str = ""
    courts: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    origin: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row of `case_summary`, with works and country."""

    case_id: str
    origin: str
    caption: str
    court: str | None
    country: str | None
    docket: str | None
    docket_url: str | None
    filed: str | None
    claimants: str | None
    respondents: str | None
    tools: str | None
    works: str | None
    status: str
    status_on: str | None
    unconfirmed: str
    note: str
    former_captions: str | None
    other_dockets: str | None
    events: int
    refreshed_at: str | None
    date_terminated: str | None
    date_last_filing: str | None


@dataclass(frozen=True, slots=True)
class CaseTie:
    """A step that belongs to a case, and how it was found to: by docket, caption, parties or a correction."""

    event_id: str
    dispute_id: str
    date: str | None
    sort_date: str
    label: str
    direction: str
    status: str
    quote: str
    tied_by: str
    dispute: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a docket."""

    number: int | None
    filed: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Which events made a dispute's stage, direction and status so, and the correction that confirmed it."""

    stage_event_id: str | None
    direction_event_id: str | None
    status_event_id: str | None
    confirmed_by: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What linking changed in an event or a dispute."""

    at: str
    thing: str
    thing_id: str
    change: str
    field: str | None
    old_value: str | None
    new_value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A row of `corrections_log`; the values are JSON."""

    correction_id: str
    at: str
    who: str
    kind: str
    subject_kind: str
    subject: str
    field: str | None
    old_value: str
    new_value: str
    why: str
    source: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An event that is no longer held to be one, and why."""

    event_id: str
    label: str
    sort_date: str
    quote: str
    withdrawn: str
    withdrawn_at: str | None


@dataclass(frozen=True, slots=True)
class NewName:
    """A party that no list knows, and one of its disputes."""

    name: str
    disputes: int
    latest: str
    dispute_id: str
    dispute: str
