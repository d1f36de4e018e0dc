"""What the finders of courts and judges give."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CourtMention:
    """A court that an article names; `article[start:end] == text`.

    `short` is the name that US lawyers use, for US federal courts that the words single out. `name` is the full name of
    those, else the court as the article names it.
    """

    start: int
    end: int
    text: str
    short: str | None
    name: str
    is_us_federal: bool

    @property
    def label(self) -> str | None:
        """What a report states as its court: short where it has one; None where a federal court is not singled out."""
        return self.short or (None if self.is_us_federal else self.name)


@dataclass(frozen=True, slots=True)
class JudgeMention:
    """A judge; `article[start:end] == text`. `name` is None for "a federal judge"; `title` is as written."""

    start: int
    end: int
    text: str
    name: str | None
    title: str
