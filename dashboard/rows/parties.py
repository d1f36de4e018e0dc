"""Rows on parties and tools."""

from dataclasses import dataclass


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
class NewName:
    """A party that no list knows, and one of its disputes."""

    name: str
    disputes: int
    latest: str
    dispute_id: str
    dispute: str
