"""A digest that was told -> the store, so that a later one can tell what was corrected since."""

from disputes.digest.corrected import kept_steps
from disputes.digest.records import Digest
from disputes.store.digests import Digests


def keep(store: Digests, digest: Digest, *, at: str) -> bool:
    """Keeps what a digest tells; False where it is kept already, as it was first told. `at` is an ISO time."""
    days = (str(digest.period.since), str(digest.period.until), digest.selection.to_json())
    if store.has_kept(*days):
        return False
    return store.keep_digest(digest.period.label, *days, kept_steps(digest), at=at)
