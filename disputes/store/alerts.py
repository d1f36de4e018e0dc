"""What readers wait for, and what each was told already: watches, alerts, and the alarms that the operator knows of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from disputes.errors import ConfigError
from disputes.selection import Selection, condition
from disputes.store.connection import Connection, Row

# An event is told under its own id or under that of one that was merged into it.
TOLD = """exists (
    select 1 from alerts a where a.watch = :watch and a.state <> 'begun'
        and (a.event_id = t.event_id or a.event_id in (select f.old_id from forwards f where f.new_id = t.event_id))
)"""


type Told = Literal["begun", "told", "ending"]


@dataclass(frozen=True, slots=True)
class ToldAlarm:
    """An alarm as the operator knows it: of a source ("" for the crawling as a whole), of a kind, in words.

    `at` is when it was first told (ISO with zone). In `state` begun a run began to tell it, in ending that it is over,
    and nobody knows whether it arrived.
    """

    source_id: str
    kind: str
    sentence: str
    at: str
    state: Told = "told"

    @property
    def id(self) -> str:
        """What it is called in each message: the same when one comes again after a kill."""
        return f"{self.source_id or 'crawl'}/{self.kind}/{self.at}"


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody waits for, and how to be told.

    `target` is the name of a target in the settings; "" where the address stands beside the database. A step of one
    source with a confidence under `wait_below` waits for a second source. Nothing is sent from `quiet_from` until
    `quiet_until` ("22:00", in `zone`), and no two messages within `bundle_minutes`: what came meanwhile comes in one;
    0 sends a message a step. `background`: also steps of long ago that are told now. Times are ISO with zone.
    """

    name: str
    selection: Selection
    target: str = ""
    wait_below: float | None = None
    quiet_from: str | None = None
    quiet_until: str | None = None
    zone: str = "UTC"
    bundle_minutes: int = 0
    background: bool = False
    added_at: str = ""
    sent_at: str | None = None


class Alerts(Connection):
    """The part of the store that belongs to alerts."""

    def watches(self) -> list[Watch]:
        """Every watch, by name."""
        return [_watch(row) for row in self.rows("SELECT * FROM watches ORDER BY name")]

    def watch(self, name: str) -> Watch:
        """One watch, whatever the case of its name. Raises ConfigError where there is none, or two, of that name."""
        known = {watch.name: watch for watch in self.watches()}
        fits = [name] if name in known else [one for one in known if one.casefold() == name.casefold()]
        if len(fits) != 1:
            raise ConfigError(f"watch: {' and '.join(fits) or 'no watch'} {'are' if fits else 'is'} called {name!r}")
        return known[fits[0]]

    def has_dispute(self, dispute_id: str) -> bool:
        """Whether a dispute has this id, or had it until it was merged into another."""
        sql = "SELECT 1 FROM disputes WHERE id = :id UNION SELECT 1 FROM forwards WHERE old_id = :id"
        return bool(self.rows(sql, {"id": dispute_id}))

    def add_watch(self, watch: Watch) -> int:
        """Adds a watch; gives how many steps are known already and will not be sent. Raises ConfigError."""
        where, values = condition(watch.selection)
        with self.transaction() as connection:
            added = connection.execute(
                "INSERT INTO watches (name, selection, target, wait_below, quiet_from, quiet_until, zone,"
                " bundle_minutes, background, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (
                    *(watch.name, watch.selection.to_json(), watch.target, watch.wait_below, watch.quiet_from),
                    *(watch.quiet_until, watch.zone, watch.bundle_minutes, watch.background, watch.added_at),
                ),
            )
            if not added.rowcount:
                raise ConfigError(f"watch: there is one called {watch.name!r} already")
            return connection.execute(
                "INSERT INTO alerts (watch, event_id, state, at)"
                f" SELECT :watch, t.event_id, 'known', :at FROM timeline t WHERE {where}",
                {**values, "watch": watch.name, "at": watch.added_at},
            ).rowcount

    def remove_watch(self, name: str) -> None:
        """Forgets a watch and what it was told. Raises ConfigError where there is none of that name."""
        with self.transaction() as connection:
            if not connection.execute("DELETE FROM watches WHERE name = ?", [name]).rowcount:
                raise ConfigError(f"watch: no watch is called {name!r}")

    def alerts_begun(self, name: str) -> frozenset[str]:
        """The events whose alert a run began to send without telling whether it went out."""
        found = self.rows("SELECT event_id FROM alerts WHERE watch = ? AND state = 'begun'", [name])
        return frozenset(row["event_id"] for row in found)

    def alerts_sent(self, name: str) -> int:
        """How many events a watch was told of."""
        return int(self.rows("SELECT count(*) FROM alerts WHERE watch = ? AND state = 'sent'", [name])[0][0])

    def note_alerts(self, name: str, event_ids: Iterable[str], state: str, *, at: str) -> None:
        """Keeps how far the alerts of some events have come: background, begun or sent."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT INTO alerts (watch, event_id, state, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (watch, event_id) DO UPDATE SET state = excluded.state, at = excluded.at",
                [(name, event_id, state, at) for event_id in event_ids],
            )
            if state == "sent":
                connection.execute("UPDATE watches SET sent_at = ? WHERE name = ?", (at, name))

    def drop_alerts(self, name: str, event_ids: Iterable[str]) -> None:
        """Forgets alerts that no target took, so that they are sent later."""
        with self.transaction() as connection:
            connection.executemany(
                "DELETE FROM alerts WHERE watch = ? AND event_id = ? AND state = 'begun'",
                [(name, event_id) for event_id in event_ids],
            )

    def alarms_told(self) -> list[ToldAlarm]:
        """The alarms that the operator was told of, or perhaps was, and not surely that they are over."""
        found = self.rows("SELECT source_id, kind, sentence, told_at, state FROM alarms_told ORDER BY source_id, kind")
        return [ToldAlarm(*row) for row in found]

    def keep_alarms(self, alarms: Iterable[ToldAlarm]) -> None:
        """Lets these be all that the operator was told of."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM alarms_told")
            connection.executemany(
                "INSERT INTO alarms_told (source_id, kind, sentence, told_at, state) VALUES (?, ?, ?, ?, ?)",
                [(alarm.source_id, alarm.kind, alarm.sentence, alarm.at, alarm.state) for alarm in alarms],
            )


def _watch(row: Row) -> Watch:
    values = dict(row)
    selection = Selection.from_json(values.pop("selection"))
    return Watch(**{**values, "selection": selection, "background": bool(values["background"])})
