"""Arithmetic on partial dates: the first and the last day that one may mean."""

from datetime import date
from functools import lru_cache

from disputes import timeline
from disputes.types import PartialDate


@lru_cache(maxsize=65536)
def first_day(partial: PartialDate) -> int:
    """The ordinal of the first day of a partial date. Raises ValueError where it is none."""
    return date.fromisoformat(timeline.pad(partial)).toordinal()


@lru_cache(maxsize=65536)
def last_day(partial: PartialDate) -> int:
    """The ordinal of the last day of a partial date."""
    return date.fromisoformat(timeline.last_day(partial)).toordinal()


def is_prefix(coarse: PartialDate, fine: PartialDate) -> bool:
    """Whether one of two partial dates lies within the other."""
    short, long = sorted((coarse, fine), key=len)
    return long.startswith(short)
