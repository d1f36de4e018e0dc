"""Steps and alarms -> the title and the text of a message, plain text that no service takes for markup or mentions."""

from collections.abc import Sequence

from disputes.store.alerts import ToldAlarm, Watch
from disputes.telling.records import Step
from disputes.telling.wording import ARROWS, cited, clean, day_text, headline, money, quoted, support, when, where

QUOTE = 500
LINKS = 3
AGAIN = "This may have reached you before: the program was stopped while sending it."
# Chat services make mentions of "@everyone" and "<!channel>"; nothing shows of what breaks them.
HARMLESS = str.maketrans({"@": "@\u200b", "<": "<\u200b"})


def message(watch: Watch, steps: Sequence[Step], *, again: bool = False) -> tuple[str, str]:
    """The message of a watch: what happened, the quote, and where it stands."""
    first = steps[0]
    title = headline(first) if len(steps) == 1 else f"{len(steps)} new steps: {watch.name}"
    parts = [_told(step) for step in steps]
    if again:
        parts.append(AGAIN)
    parts.append(f"You get this because of the watch {watch.name!r} ({watch.selection.in_words()}).")
    return title.translate(HARMLESS), "\n\n".join(parts)


def alarm_message(begun: Sequence[ToldAlarm], over: Sequence[ToldAlarm], *, again: bool = False) -> tuple[str, str]:
    """The message for the operator: what is wrong with the sources now, and what no longer is, each with its id."""
    parts = [_alarm(f"ALARM {alarm.kind} {alarm.source_id or 'crawl'}:", alarm, "Alarm") for alarm in begun]
    parts += [_alarm("Over:", alarm, "End of alarm") for alarm in over]
    if again:
        parts.append(AGAIN)
    number = f"{len(begun)} alarm{'' if len(begun) == 1 else 's'} over sources"
    title = number if begun else "Sources are well again"
    return title, "\n\n".join(parts).translate(HARMLESS)


def _alarm(head: str, alarm: ToldAlarm, name: str) -> str:
    return f"{clean(f'{head} {alarm.sentence}', 300)}\n{name} {clean(alarm.id, 200)}"


def _told(step: Step) -> str:
    """One step. Its id stands last: by it a program knows a step that is told twice, and a person looks it up."""
    quote = quoted(step.quote, QUOTE)
    facts = (clean(step.dispute, 160), when(step), where(step), money(step.amount_usd), support(step))
    lines = [
        f"{ARROWS[step.direction]} {headline(step)}",
        " · ".join(filter(None, facts)),
        f"“{quote.before}{quote.text}{quote.after}”" if quote.text else "",
    ]
    told = "\n".join(filter(None, lines)).translate(HARMLESS)
    links = [
        "\n".join(filter(None, [f"{cited(source)}, {day_text(source.published)}".translate(HARMLESS), source.url]))
        for source in step.citations[:LINKS]
    ]
    return "\n".join([told, *links, f"Step {step.event_id}"])
