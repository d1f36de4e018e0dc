"""Ids of events and disputes -> names that are the same in every feed, calendar and mail, and nowhere else."""

from functools import lru_cache
from uuid import UUID, uuid5

NAMESPACE = UUID("7de8798d-dc91-40d4-9937-8ab4248ea74f")  # drawn once for this project


@lru_cache(maxsize=2_000)
def uuid_of(kind: str, id: str) -> str:
    """The UUID of a thing: `kind` is event, dispute, feed or the like. The same id always gives the same."""
    return str(uuid5(NAMESPACE, f"{kind}:{id}"))


def urn_of(kind: str, id: str) -> str:
    """The same as an address that Atom takes for an id."""
    return f"urn:uuid:{uuid_of(kind, id)}"
