"""The database for notebooks, in a few verbs: open it, then ask for disputes, steps, sources, articles, or in SQL.

Rows are plain dictionaries, so that `pandas.DataFrame(db.steps(party="Disney"))` is a table. docs/notebook.md shows
each verb at work.
"""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from disputes.errors import ConfigError
from disputes.selection import Selection, as_match, condition
from disputes.store import Store

type Record = dict[str, str | int | float | None]


class Database:
    """A database of disputes, open for reading only. Close it, or use it in a `with` block."""

    def __init__(self, path: str | Path) -> None:
        """Raises StoreError where there is no such database or it is not ours."""
        self._store = Store.open(Path(path), read_only=True)

    def disputes(self, **wanted: Any) -> list[Record]:
        """The disputes with a step that fits, the latest to move first: rows of `dispute_summary`.

        `wanted` are fields of `Selection`: party="Disney", statuses=("threatened",), since="2026-02-01".
        """
        where, values = condition(_selection(wanted))
        sql = f"""select * from dispute_summary where dispute_id in
                  (select t.dispute_id from timeline t where {where}) order by latest desc, dispute_id"""
        return list(self._ask(sql, values))

    def steps(self, **wanted: Any) -> list[Record]:
        """The steps that fit, in order: rows of `timeline`. `wanted` as for `disputes`."""
        return list(self.each_step(**wanted))

    def each_step(self, **wanted: Any) -> Iterator[Record]:
        """The same one by one, for more than fit into memory."""
        where, values = condition(_selection(wanted))
        return self._ask(f"select t.* from timeline t where {where} order by t.sort_date, t.event_id", values)

    def sources(self, event_id: str) -> list[Record]:
        """Everything that articles say of a step, the earliest first: rows of `event_sources`."""
        sql = "select * from event_sources where event_id = :id order by published, outlet, article_id"
        return list(self._ask(sql, {"id": event_id}))

    def articles(self, words: str, *, most: int = 20) -> list[Record]:
        """The articles that hold all these words, best first, without their texts."""
        sql = """select a.id as article_id, a.title, a.outlet, a.published, a.url
                 from articles_fts join articles a on a.number = articles_fts.rowid
                 where articles_fts match :words order by rank limit :most"""
        return list(self._ask(sql, {"words": as_match(words), "most": most})) if words.split() else []

    def sql(self, query: str, **values: Any) -> list[Record]:
        """What a query finds, with `:name` in it bound to the value of that name."""
        return list(self._ask(query, values))

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, sql: str, values: dict[str, Any]) -> Iterator[Record]:
        for row in self._store.db.conn.execute(sql, values):
            yield dict(row)


def _selection(wanted: dict[str, Any]) -> Selection:
    """A selection of fields, where a single value may stand for a list of one. Raises ConfigError for another field."""
    known = Selection.__dataclass_fields__
    for name in wanted:
        if name not in known:
            raise ConfigError(f"{name!r} is none of {', '.join(known)}")
    lists = {name for name, field in known.items() if field.default == ()}
    given: dict[str, Any] = {
        name: (value,) if name in lists and isinstance(value, str | int) else tuple(value) if name in lists else value
        for name, value in wanted.items()
    }
    return Selection(**given)
