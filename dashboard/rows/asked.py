"""What a reader asks for: of the steps and disputes, of the articles, of the cases."""

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
