"""The store -> what is sent now: for each watch the new steps that match it, for the operator the alarms over sources.

An alert is noted before it goes out and after. What a run has sent no run sends again; what a killed run had begun is
sent again, and says so, since nobody can know whether it arrived. What a target does not take stays waiting. One run
at a time, by a lock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import batched

from disputes.alarms import current_alarms
from disputes.alerts.targets import Targets, notify
from disputes.alerts.timing import is_due, is_quiet
from disputes.alerts.wording import alarm_message, message
from disputes.errors import ConfigError
from disputes.selection import condition
from disputes.settings import NotifySettings
from disputes.store import Store
from disputes.store.alerts import TOLD, ToldAlarm, Watch
from disputes.store.connection import foreseen
from disputes.store.lock import alone
from disputes.telling.records import Step, first_day
from disputes.telling.steps import tell
from disputes.telling.wording import counted

BACKGROUND_DAYS = 92  # a step older than that when first reported is background of another story
MOST = 30  # steps of a bundle

type Send = Callable[[str, str, str], str]  # address, title, body -> why it was not taken


@dataclass(frozen=True, slots=True)
class AlertSummary:
    """What a run of alerts did, counted in steps; `faults` are lines for a person: which watch and why."""

    watches: int
    sent: int
    waiting: int
    alarms: int
    faults: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The summary for a person."""
        return (
            f"Told {counted(self.watches, 'watch', 'watches')} of {counted(self.sent, 'new step')};"
            f" {counted(self.waiting, 'waits', 'wait')}; {counted(self.alarms, 'alarm')} to the operator"
        )


def send_alerts(
    store: Store, targets: Targets, settings: NotifySettings, *, now: datetime, send: Send | None = None
) -> AlertSummary:
    """Sends everything that is due at a time with a zone. Raises StoreError where another run is sending."""
    send = send or (lambda address, title, body: notify(address, title, body, timeout=settings.timeout))
    sent = waiting = 0
    faults = list[str]()
    with alone(store.path, "watch"):
        watches = store.watches()
        for watch in watches:
            steps = new_steps(store, watch, now=now)
            ready = [step for step in steps if not _waits(watch, step)]
            if is_quiet(watch, now) or not is_due(watch, now):
                ready = []
            done, fault = _send_steps(store, watch, ready, targets, send, now)
            sent += done
            waiting += len(steps) - done
            faults += [f"watch {watch.name}: {fault}"] if fault else []
        alarms, fault = _send_alarms(store, settings, send, now)
        faults += [f"operator: {fault}"] if fault else []
    return AlertSummary(len(watches), sent, waiting, alarms, tuple(faults))


def new_steps(store: Store, watch: Watch, *, now: datetime) -> list[Step]:
    """The steps that a watch has not been told of, in order; what is background is noted as such and left out."""
    where, values = condition(watch.selection)
    with foreseen(store.path):
        steps = list(tell(store.db, f"{where} and not {TOLD}", {**values, "watch": watch.name}))
    old = set() if watch.background else {step.event_id for step in steps if is_background(step)}
    if old:
        store.note_alerts(watch.name, sorted(old), "background", at=now.isoformat())
    return [step for step in steps if step.event_id not in old]


def is_background(step: Step) -> bool:
    """Whether a step was long past when it was first reported: told in passing, in a story about another."""
    if not step.date or step.status != "happened":
        return False
    reported = date.fromisoformat(first_day(step.first_published))
    return date.fromisoformat(first_day(step.date)) < reported - timedelta(days=BACKGROUND_DAYS + _leeway(step))


def _leeway(step: Step) -> int:
    """The days that a date of a month or a year alone leaves open."""
    return {"day": 0, "month": 30, "year": 365}[step.precision or "day"]


def _waits(watch: Watch, step: Step) -> bool:
    """Whether it waits for a second source."""
    return watch.wait_below is not None and step.source_count < 2 and step.confidence < watch.wait_below


def _send_steps(
    store: Store, watch: Watch, steps: Sequence[Step], targets: Targets, send: Send, now: datetime
) -> tuple[int, str]:
    """How many steps the target took, and why it did not take the next."""
    if not steps:
        return 0, ""
    try:
        address = targets.of(watch.name, watch.target)
    except ConfigError as error:
        return 0, str(error)
    doubtful = store.alerts_begun(watch.name)
    sent = 0
    for bundle in batched(steps, MOST if watch.bundle_minutes else 1):
        ids = [step.event_id for step in bundle]
        title, body = message(watch, bundle, again=not doubtful.isdisjoint(ids))
        store.note_alerts(watch.name, ids, "begun", at=now.isoformat())
        if fault := send(address, title, body):
            store.drop_alerts(watch.name, [id for id in ids if id not in doubtful])
            return sent, fault
        store.note_alerts(watch.name, ids, "sent", at=now.isoformat())
        sent += len(ids)
    return sent, ""


def _send_alarms(store: Store, settings: NotifySettings, send: Send, now: datetime) -> tuple[int, str]:
    """Tells the operator of alarms that began and of those that are over; how many began, and why it was not taken.

    What is told is noted before and after, as an alert is: what a killed run had begun comes again, under the same ids.
    """
    address = settings.operator.get_secret_value()
    if not address:
        return 0, ""
    with foreseen(store.path):
        sentences = {(alarm.source_id, alarm.kind): alarm.sentence for alarm in current_alarms(store.db.conn, now)}
    known = {(alarm.source_id, alarm.kind): alarm for alarm in store.alarms_told()}
    standing = [_standing(known.get(key), *key, sentence, now) for key, sentence in sentences.items()]
    begun = [alarm for alarm in standing if alarm.state == "begun"]
    over = [replace(alarm, state="ending") for key, alarm in known.items() if key not in sentences]
    if not begun and not over:
        return 0, ""
    again = any(alarm.state == ("begun" if key in sentences else "ending") for key, alarm in known.items())
    store.keep_alarms([*standing, *over])
    if fault := send(address, *alarm_message(begun, over, again=again)):
        store.keep_alarms(known.values())
        return 0, fault
    store.keep_alarms(replace(alarm, state="told") for alarm in standing)
    return len(begun), ""


def _standing(known: ToldAlarm | None, source_id: str, kind: str, sentence: str, now: datetime) -> ToldAlarm:
    """An alarm that stands: as the operator knows it, or about to be told, where he may have heard that it is over."""
    if known is None or known.state == "ending":
        return ToldAlarm(source_id, kind, sentence, now.isoformat(timespec="seconds"), "begun")
    return replace(known, sentence=sentence)
