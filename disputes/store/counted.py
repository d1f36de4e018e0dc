"""Figures of disputes, parties, outlets and letters, kept so that lists of many can be put in order by them."""

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

    def count_parties(self) -> int:
        """Counts the parties whose steps or disputes changed since; gives how many these were."""
        with self.transaction() as connection:
            return connection.execute("INSERT INTO party_counts SELECT * FROM party_counted").rowcount

    def count_outlets(self) -> int:
        """Counts the outlets whose articles or steps changed since; gives how many these were."""
        with self.transaction() as connection:
            return connection.execute("INSERT INTO outlet_counts SELECT * FROM outlet_counted").rowcount

    def follow_letters(self) -> int:
        """Looks up the suits that followed letters where a letter or a suit changed since; gives how many letters."""
        with self.transaction() as connection:
            return connection.execute("INSERT INTO letter_suits SELECT * FROM letters_followed").rowcount
