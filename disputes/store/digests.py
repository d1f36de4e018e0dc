"""What digests keep: the steps that each finished week told, and which mails went out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from disputes.store.connection import Connection

type Told = Mapping[str, Any]  # a step as readers were told of it: field -> value


class Digests(Connection):
    """The part of the store that belongs to digests."""

    def has_kept(self, since: str, until: str, selection: str) -> bool:
        """Whether the digest of these days (ISO, both included) and this selection is kept."""
        sql = "SELECT 1 FROM digests WHERE since = ? AND until = ? AND selection = ?"
        return bool(self.rows(sql, [since, until, selection]))

    def keep_digest(
        self, label: str, since: str, until: str, selection: str, steps: Iterable[tuple[str, Told | None]], *, at: str
    ) -> bool:
        """Keeps what a digest tells: event ids with each step as told, None for one told to be gone.

        False where it is kept already, and nothing changes then. `at` is an ISO time with zone.
        """
        with self.transaction() as connection:
            made = connection.execute(
                "INSERT INTO digests (label, since, until, selection, kept_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING RETURNING id",
                (label, since, until, selection, at),
            ).fetchone()
            if made is None:
                return False
            connection.executemany(
                "INSERT INTO digest_steps (digest_id, event_id, told) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(made["id"], id, None if told is None else json.dumps(told, sort_keys=True)) for id, told in steps],
            )
            return True

    def has_mailed(self, message_id: str) -> bool:
        """Whether a mail server took this mail. One that was begun and not ended may have been taken or not."""
        return bool(self.rows("SELECT 1 FROM mailings WHERE message_id = ? AND sent_at IS NOT NULL", [message_id]))

    def start_mailing(self, message_id: str, digest: str, *, at: str) -> None:
        """Notes that a mail of a digest is about to go out."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO mailings (message_id, digest, started_at) VALUES (?, ?, ?)"
                " ON CONFLICT (message_id) DO UPDATE SET started_at = excluded.started_at",
                (message_id, digest, at),
            )

    def finish_mailing(self, message_id: str, *, at: str) -> None:
        """Notes that a mail server took it."""
        with self.transaction() as connection:
            connection.execute("UPDATE mailings SET sent_at = ? WHERE message_id = ?", (at, message_id))
