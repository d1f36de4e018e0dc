"""What a crawl keeps of its sources: what each should bring, when it last answered, and a tally for each day."""

from collections.abc import Iterable

from disputes.store.connection import Connection
from disputes.types import Source

_KEPT = (
    *("id", "name", "kind", "url", "homepage", "beat", "country", "language"),
    *("enabled", "reason", "items_per_week", "max_silence_hours"),
)
_COUNTED = ("asked", "failed", "new_entries", "pages", "without_text", "articles", "characters")


class Watching(Connection):
    """The part of the store that remembers how sources do."""

    def keep_sources(self, sources: Iterable[Source]) -> None:
        """Lets the table of sources say what the file of sources says; one that the file has no more is not enabled."""
        rows = [tuple(getattr(source, name) for name in _KEPT) for source in sources]
        changes = ", ".join(f"{name} = excluded.{name}" for name in _KEPT[1:])
        with self.transaction() as connection:
            connection.execute("UPDATE sources SET enabled = 0, reason = 'No longer in the file of sources.'")
            connection.executemany(
                f"INSERT INTO sources ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))})"
                f" ON CONFLICT (id) DO UPDATE SET {changes}",
                rows,
            )

    def note_answer(self, source_id: str, at: str, *, problem: str = "", new_entries: int = 0) -> None:
        """Keeps that a source was asked at an ISO time: what went wrong, or how much new it announced."""
        moment = "last_failure" if problem else "last_success"
        with self.transaction() as connection:
            connection.execute(
                f"UPDATE sources SET {moment} = :at, problem = :problem, first_asked = coalesce(first_asked, :at),"
                " last_new = iif(:new, :at, last_new) WHERE id = :id",
                {"at": at, "problem": problem, "new": new_entries, "id": source_id},
            )
            self.count_for(source_id, at, asked=1, failed=int(bool(problem)), new_entries=new_entries)

    def count_for(self, source_id: str, at: str, **counts: int) -> None:
        """Adds to the tally of a source's day. What is counted are the columns of `source_days`."""
        values = [counts.pop(name, 0) for name in _COUNTED]
        if counts:
            raise TypeError(f"no such count: {min(counts)}")
        sums = ", ".join(f"{name} = {name} + excluded.{name}" for name in _COUNTED)
        with self.transaction() as connection:
            connection.execute(
                f"INSERT INTO source_days (source_id, day, {', '.join(_COUNTED)})"
                f" SELECT id, ?, {', '.join('?' * len(_COUNTED))} FROM sources WHERE id = ?"
                f" ON CONFLICT (source_id, day) DO UPDATE SET {sums}",
                (at[:10], *values, source_id),
            )
