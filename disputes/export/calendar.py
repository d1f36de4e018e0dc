"""The scheduled steps as iCalendar: hearings, trials and other set dates, in the calendar program of a reader.

A step without any date has no place in a calendar and is left out; one of which only the month or the year is known
spans it, and says so.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO

from icalendar import Calendar, Event

from disputes.selection import Selection, condition
from disputes.store.connection import Connection, foreseen
from disputes.telling.identity import uuid_of
from disputes.telling.records import Step, first_day
from disputes.telling.steps import tell
from disputes.telling.wording import clean, headline, support, when, where
from disputes.timeline import last_day

END = b"END:VCALENDAR\r\n"


def to_calendar(store: Connection, selection: Selection, out: BinaryIO) -> int:
    """One VEVENT a scheduled step, streamed between the ends of one VCALENDAR."""
    frame = Calendar()
    frame.add("prodid", "-//disputes//scheduled steps//EN")
    frame.add("version", "2.0")
    frame.add("x-wr-calname", f"Disputes: {selection.in_words() or 'scheduled steps'}")
    out.write(frame.to_ical().removesuffix(END))
    number = 0
    for step in scheduled(store, selection):
        out.write(_event(step).to_ical())
        number += 1
    out.write(END)
    return number


def scheduled(store: Connection, selection: Selection) -> Iterator[Step]:
    """The selected steps that are set for a time, in order."""
    where, values = condition(replace(selection, statuses=("scheduled",)))
    with foreseen(store.path):
        yield from tell(store.db, f"{where} and t.date is not null", values)


def _event(step: Step) -> Event:
    event = Event()
    event.add("uid", uuid_of("event", step.event_id))
    # When it was first told of, not when the file was made: the same data gives the same bytes.
    event.add("dtstamp", datetime.fromisoformat(step.told).replace(tzinfo=UTC))
    begin = date.fromisoformat(first_day(step.date or step.told))
    event.add("dtstart", begin)
    event.add("dtend", date.fromisoformat(last_day(step.date or step.told)) + timedelta(days=1))
    event.add("summary", f"{headline(replace(step, status='happened'))} — {clean(step.dispute, 120)}")
    sources = [citation.url for citation in step.citations if citation.url]
    told = (when(step), where(step), support(step), f"“{clean(step.quote.text)}”", *sources[:5])
    event.add("description", "\n".join(filter(None, told)))
    if step.court:
        event.add("location", clean(step.court, 120))
    if sources:
        event.add("url", sources[0])
    event.add("categories", [step.action])
    event.add("transp", "TRANSPARENT")
    return event
