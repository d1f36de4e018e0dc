"""How many events and sources each dispute has, kept so that a list of many disputes can be put in order by it."""

from disputes.store.connection import Connection


class Counted(Connection):
    """The part of the store that counts; triggers take away the figures of whatever changes."""

    def count_disputes(self) -> int:
        """Counts the disputes that changed since they were counted last; gives how many these were."""
        with self.transaction() as connection:
            return connection.execute(
                "INSERT INTO dispute_counts (dispute_id, events, sources)"
                " SELECT dispute_id, events, sources FROM dispute_counted"
                " WHERE dispute_id NOT IN (SELECT dispute_id FROM dispute_counts)"
            ).rowcount
