"""The one SQLite file that the stages share: each stage reads what the one before left, and writes what it found.

`Store.open(path)` migrates what it opens; analysts read the views `timeline`, `dispute_summary` and `event_sources`.
Every table and column is explained in docs/schema.md, made from schema.toml.
"""

from disputes.store.alerts import Alerts
from disputes.store.cases import Cases
from disputes.store.connection import Connection
from disputes.store.corrected import Corrected
from disputes.store.counted import Counted
from disputes.store.crawled import FeedState, Seen, StoryText
from disputes.store.digests import Digests
from disputes.store.linked import LinkState
from disputes.store.links import LinkChanges, Links
from disputes.store.pages import PageCheck, Pages, SiteFile, Version
from disputes.store.readings import Readings
from disputes.store.runs import Runs
from disputes.store.watching import Watching

__all__ = ["Connection", "FeedState", "LinkChanges", "PageCheck", "Seen", "SiteFile", "Store", "StoryText", "Version"]


class Store(Links, LinkState, Readings, Corrected, Cases, Counted, Runs, Pages, Watching, Digests, Alerts):
    """The store, open: what crawling, reading, linking, correcting and telling write and ask."""
