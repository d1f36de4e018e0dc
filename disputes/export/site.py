"""The timelines as a site of static pages that can be hosted anywhere: no script, nothing from another host.

A page a dispute with its climb as a chart, its steps, quotes and sources, and a feed; lists of all disputes; the
feed of new steps, the calendar of set dates and the table beside them. A page whose id went in a merge leads to its
heir, so that links go on working. Each file is put in place whole, and the first list last: a site that is made anew
under its readers is never half a page.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from disputes.export import export
from disputes.export.climb import climb
from disputes.selection import Selection, condition
from disputes.store.connection import Connection, foreseen
from disputes.telling.identity import uuid_of
from disputes.telling.lines import Limits, line
from disputes.telling.records import Step
from disputes.telling.steps import IN_TIME, STANDING, tell
from disputes.telling.templates import templates
from disputes.telling.wording import ARROWS, clean, day_text, stage_text
from disputes.terminal import put_file, write_bytes

PER_PAGE = 200  # disputes in a list
LIMITS = Limits(quote=600, links=12)
FILES = {"feed.atom": "atom", "calendar.ics": "ics", "timeline.csv": "csv"}  # beside the pages
TEMPLATES = templates(Path(__file__).parent / "templates")

SUMMARIES = f"""
select s.* from dispute_summary s
where s.dispute_id in (select t.dispute_id from {STANDING} where {{where}})
order by s.latest desc, s.dispute_id
"""
EXTENT = (
    f"select max(t.first_published) as newest, count(distinct t.dispute_id) as disputes from {STANDING} where {{where}}"
)
FORWARDS = "select f.old_id, f.new_id from forwards f join disputes d on d.id = f.new_id"


@dataclass(frozen=True, slots=True)
class Listed:
    """A dispute as a list and the head of its page show it."""

    page: str
    title: str
    sides: str
    tools: str
    stage: str
    arrow: str
    direction: str
    status: str
    since: str
    latest: str
    steps: int


def write_site(store: Connection, folder: Path, selection: Selection | None = None) -> int:
    """Writes the site of the selected steps into a folder, and gives how many disputes have a page.

    Raises DisputesError where a file cannot be written, StoreError from the store.
    """
    selection = selection or Selection()
    where, values = condition(selection)
    with foreseen(store.path):
        newest, total = store.db.conn.execute(EXTENT.format(where=where), values).fetchone()
    as_of = day_text(newest) if newest else "the beginning"
    for name, format in FILES.items():
        _put_export(store, format, folder / name, selection)
    pages = max(-(-total // PER_PAGE), 1)
    first = b""
    for number, listed in enumerate(batched(_disputes(store, folder, selection, as_of), PER_PAGE), 1):
        page = _list(listed, number, pages, selection, as_of, total)
        if number == 1:
            first = page
        else:
            write_bytes(folder / _list_name(number), page)
    _forwards(store, folder)
    write_bytes(folder / "index.html", first or _list((), 1, 1, selection, as_of, 0))
    return int(total)


def page_name(dispute_id: str) -> str:
    """What a dispute's page is called, without its ending: its id where that can be a file's name."""
    return dispute_id if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}", dispute_id) else uuid_of("dispute", dispute_id)


def _disputes(store: Connection, folder: Path, selection: Selection, as_of: str) -> Iterator[Listed]:
    """Every selected dispute, its page and its feed written on the way."""
    from disputes.export.atom import of_dispute  # which needs what not everybody has installed

    where, values = condition(selection)
    with foreseen(store.path):
        cursor = store.db.conn.execute(SUMMARIES.format(where=where), values)
    for rows in batched(cursor, PER_PAGE):
        listed = {row["dispute_id"]: _listed(row) for row in rows}
        for id, steps in _told(store, selection, list(listed)):
            dispute = listed[id]
            page = _page("dispute.html", dispute=dispute, chart=climb(steps), steps=map(_line, steps), as_of=as_of)
            write_bytes(folder / "disputes" / f"{dispute.page}.html", page)
            feed = of_dispute(steps, replace(selection, dispute_id=id))
            write_bytes(folder / "disputes" / f"{dispute.page}.atom", feed)
        yield from listed.values()


def _told(store: Connection, selection: Selection, ids: Sequence[str]) -> Iterator[tuple[str, list[Step]]]:
    """The selected steps of these disputes, one dispute's in memory at a time.

    One question for many disputes: what is selected by its words or a name is not looked up anew for each.
    """
    where, values = condition(selection)
    own = f"({where}) and t.dispute_id in (select value from json_each(:these))"
    with foreseen(store.path):
        found = tell(store.db, own, {**values, "these": json.dumps(ids)}, order=f"t.dispute_id, {IN_TIME}")
        for id, steps in groupby(found, attrgetter("dispute_id")):
            yield id, list(steps)


def _line(step: Step) -> dict[str, Any]:
    return {"id": uuid_of("event", step.event_id), "line": line(step, LIMITS)}


def _listed(row: Any) -> Listed:
    return Listed(
        page=page_name(row["dispute_id"]),
        title=clean(row["title"], 200),
        sides=clean(" v. ".join(filter(None, [row["claimants"], row["respondents"]])), 300),
        tools=clean(row["tools"], 200),
        stage=stage_text(row["stage"]),
        arrow=ARROWS[row["direction"]],
        direction=row["direction"],
        status=row["status"],
        since=day_text(row["since"]),
        latest=day_text(row["latest"]),
        steps=row["events"],
    )


def _list(listed: tuple[Listed, ...], number: int, pages: int, selection: Selection, as_of: str, total: int) -> bytes:
    return _page(
        "list.html",
        disputes=listed,
        number=number,
        names=[_list_name(page) for page in range(1, pages + 1)],
        selected=clean(selection.in_words(), 300),
        as_of=as_of,
        total=total,
    )


def _list_name(number: int) -> str:
    return "index.html" if number == 1 else f"page-{number}.html"


def _forwards(store: Connection, folder: Path) -> None:
    with foreseen(store.path):
        for row in store.db.conn.execute(FORWARDS):
            if (folder / "disputes" / f"{page_name(row['new_id'])}.html").is_file():
                page = _page("forward.html", heir=page_name(row["new_id"]))
                write_bytes(folder / "disputes" / f"{page_name(row['old_id'])}.html", page)


def _page(template: str, **values: Any) -> bytes:
    return TEMPLATES.get_template(template).render(values).encode("utf-8", errors="replace")


def _put_export(store: Connection, format: str, place: Path, selection: Selection) -> None:
    put_file(place, lambda out: export(store, format, out, selection))
