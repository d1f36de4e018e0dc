"""The log of runs: when each stage started and ended, what it got done, and what failed where."""

from disputes.store.connection import Connection


class Runs(Connection):
    """The part of the store that every stage writes its log to."""

    def start_run(self, stage: str, at: str) -> int:
        """Notes that a stage starts; gives the run's id. A run without an end was stopped or killed."""
        with self.transaction() as connection:
            return int(
                connection.execute(
                    "INSERT INTO runs (stage, started_at) VALUES (?, ?) RETURNING id", (stage, at)
                ).fetchone()[0]
            )

    def last_run(self, stage: str) -> str:
        """When a stage was started last, in ISO form; "" where it never was."""
        return str(self.rows("SELECT coalesce(max(started_at), '') FROM runs WHERE stage = ?", [stage])[0][0])

    def finish_run(self, run_id: int, at: str, *, done: int, failed: int = 0, skipped: int = 0) -> None:
        """Notes that a run ended, and its counts."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE runs SET finished_at = ?, done = ?, failed = ?, skipped = ? WHERE id = ?",
                (at, done, failed, skipped, run_id),
            )

    def record_fault(self, run_id: int | None, stage: str, place: str, problem: str, at: str) -> None:
        """Notes what failed: `place` is an address, an article or a source, `problem` one line."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO faults (run_id, stage, place, problem, at) VALUES (?, ?, ?, ?, ?)",
                (run_id, stage, place, problem, at),
            )
