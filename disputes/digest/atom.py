"""A digest -> an Atom feed: an entry for each step that it tells, under the id that the step has in every feed."""

from disputes.digest.outline import title
from disputes.digest.records import Digest
from disputes.export.atom import feed


def render_atom(digest: Digest) -> bytes:
    """Steps that happened, threats, coming dates and what was reported late, the newest reports first."""
    steps = {step.event_id: step for step in (*digest.steps, *digest.threatened, *digest.coming, *digest.late)}
    newest_first = sorted(steps.values(), key=lambda step: (step.first_published, step.event_id), reverse=True)
    return feed(newest_first, title(digest), f"digest {title(digest)} {digest.selection.to_json()}")
