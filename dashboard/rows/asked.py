"""What a reader asks for, of the articles and of the cases; of steps and disputes it is a `Selection`."""

from dataclasses import dataclass


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
