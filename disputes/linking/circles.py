"""Events -> circles: what need never be looked at together when events are put into cases and disputes.

Two events may meet where they share what `grouping`, `tying` or `regrouping` join by: sides, a tool, a case, a case
number, a caption, a correction. A circle is everything that hangs together so; like a block of reports it depends on
nothing but its events, so that a changed event needs only the circles that it touches.
"""

from collections.abc import Iterator

from disputes.case import Case
from disputes.linking.blocks import EVER, NEVER, Span
from disputes.linking.decisions import Decisions
from disputes.linking.facing import Facing, tops
from disputes.linking.grouping import ONE_SIDED_DAYS
from disputes.linking.merging import Merged
from disputes.linking.names import Names
from disputes.linking.suits import is_umbrella
from disputes.linking.tying import proposal
from disputes.timeline import SUIT


def reach(merged: Merged, faces: Facing, tied: Case | None, names: Names, decisions: Decisions) -> Iterator[Span]:
    """Where an event may meet others; `tied` is the listed case that it belongs to."""
    yield from _by_sides(faces)
    if faces.docket or (merged.docket and tied is None):
        yield _at("docket", merged.docket or "")
    if tied is None:
        yield from _by_proposal(merged, faces, names)
    elif not is_umbrella(tied):
        yield _at("case", tied.id)
    yield from _by_corrections(merged, decisions)


def of_correction(id: str) -> str:
    """The key under which all meet that a correction is about."""
    return f"correction {id}"


def _at(key: str, *more: str, seeks: bool = True) -> Span:
    return Span("|".join((key, *more)), NEVER, EVER, seeks)


def _by_sides(faces: Facing) -> Iterator[Span]:
    if faces.both:
        binds = faces.binding and bool(faces.over)  # it is found by those that leave out the tool, and seeks none
        yield from (_at("between", *sides, seeks=not binds) for sides in faces.sides)
        if binds:
            yield from (_at("over", *sides) for sides in faces.sides_over)
            yield from (_at("over", body, *aim, seeks=False) for body in faces.bodies for aim in faces.aims)
        yield from (_at("about", *aim, seeks=False) for aim in faces.aims)
        yield from (Span(f"of|{maker}", faces.day, faces.day, seeks=False) for maker in faces.against)
        yield from (Span(f"by|{house}", faces.day, faces.day, seeks=False) for house in faces.houses)
    elif faces.aiming:
        yield from (_at("about", *aim) for aim in faces.aims)
    else:
        around = faces.day - ONE_SIDED_DAYS, faces.day + ONE_SIDED_DAYS
        yield from (Span(f"of|{maker}", *around) for maker in faces.against)
        yield from (Span(f"by|{house}", *around) for house in faces.houses)


def _by_proposal(merged: Merged, faces: Facing, names: Names) -> Iterator[Span]:
    """Where it may meet a case that a suit proposes, or that it proposes itself."""
    yield from (_at("caption", word) for caption in merged.captions for word in caption[0].split())
    if (merged.event.stage or 0) >= SUIT:
        yield from (_at("suit", *sides) for sides in faces.sides)
    if (new := proposal(merged, names)) is not None:
        yield _at("case", new.case.id, seeks=False)
        yield from (_at("caption", word, seeks=False) for caption in new.captions for word in caption[0].split())
        makers = tops(new.respondents, names)
        yield from (_at("suit", house, maker) for house in tops(new.claimants, names) for maker in makers)


def _by_corrections(merged: Merged, decisions: Decisions) -> Iterator[Span]:
    for one in decisions.concerning(merged.anchored):
        yield _at(of_correction(one.id))
        if one.kind == "set" and one.field == "case" and isinstance(one.new_value, str):
            yield _at("case", one.new_value)
