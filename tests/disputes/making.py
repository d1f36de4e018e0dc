"""Short ways to make articles, readings, reports and catalogs in tests of the store and of linking."""

from collections.abc import Sequence
from dataclasses import replace

from disputes.catalog import Action, Catalog, Party, Tool, load_actions
from disputes.linking import Told
from disputes.store import LinkChanges, Seen, Store
from disputes.store.links import Reasons
from disputes.types import Article, Dispute, Event, PartyFound, Reading, Report, Status, ToolFound, precision_of

ACTIONS: list[Action] = load_actions()
PARTIES = [
    Party("film-group", "Film Group", "trade_group", "claimant", ("FG",)),
    Party("north", "North Pictures", "studio", "claimant", ("North",), groups=("film-group",)),
    Party("north-toons", "North Toons", "studio", "claimant", parent="north"),
    Party("south", "South Studios", "studio", "claimant", groups=("film-group",)),
    Party("paper", "The Paper", "news_publisher", "claimant"),
    Party("makebot", "Makebot", "company", "respondent", ("Makebot Inc.",)),
    Party("other-ai", "Other AI", "company", "respondent"),
]
TOOLS = [
    Tool("filmer", "Filmer", "makebot", "video"),
    Tool("filmer-2", "Filmer 2.0", "makebot", "video"),
    Tool("writer", "Writer", "makebot", "text"),
    Tool("rival-tool", "Rival", "other-ai", "video"),
]
CATALOG = Catalog(PARTIES, TOOLS, ACTIONS)
TEXT = "North Pictures sent Makebot a letter over Filmer. Makebot said that it would look into it."


def article(number: int = 1, published: str = "2026-02-20", text: str = TEXT, **more: str) -> Article:
    """An article with an address of its own."""
    return Article(f"a{number}", f"Title {number}", published, text, url=f"https://news.example/{number}", **more)


def report(
    id: str = "r1",
    action: str = "cease_and_desist",
    actors: tuple[str, ...] = ("North Pictures",),
    targets: tuple[str, ...] = ("Makebot",),
    tools: tuple[str, ...] = (),
    date: str | None = None,
    *,
    article_id: str = "a1",
    status: Status = "happened",
    docket: str | None = None,
    court: str | None = None,
    amount_usd: float | None = None,
    start: int = 0,
    credited_to: str | None = None,
    confidence: float = 0.9,
) -> Report:
    """A report that quotes the first sentence of an article of `TEXT`."""
    return Report(
        *(id, article_id, action, actors, targets, tools, date, status, court, docket, amount_usd),
        *(start, start + 49, TEXT[start : start + 49], confidence, credited_to),
    )


def told(one: Report, published: str = "2026-02-20", story: str | None = None, outlet: str = "") -> Told:
    """A report as linking gets it; its story is its own article unless said."""
    parties = tuple(map(party_found, dict.fromkeys((*one.actors, *one.targets))))
    tools = tuple(ToolFound(name, (), None, None) for name in one.tools)
    return Told(one, published, story or one.article_id, outlet or one.article_id, parties, tools)


def party_found(name: str) -> PartyFound:
    """A party as a reading has it: as the catalog says, and one that it does not know a person who claims."""
    known = CATALOG.party_by_name.get(name)
    if known:
        return PartyFound(name, (), known.kind, known.side, known.id)
    return PartyFound(name, (), "individual", "claimant")


def reading(*reports: Report, article_id: str = "a1", version: str = "v1") -> Reading:
    """A relevant reading with these reports."""
    parties = tuple(map(party_found, dict.fromkeys(name for one in reports for name in (*one.actors, *one.targets))))
    tools = tuple(ToolFound(name, (), None) for name in dict.fromkeys(name for one in reports for name in one.tools))
    return Reading(article_id, True, 0.9, "a letter is named", parties, tools, reports=reports, version=version)


def put(store: Store, number: int, *reports: Report) -> None:
    """Store an article of its own outlet with these reports."""
    one = article(number, f"2026-02-2{number % 8}", outlet=f"Outlet {number}")
    store.store_page(one, content_hash=str(number), story_id=one.id, seen=Seen(one.url, "s", "stored"))
    store.save_reading(reading(*(replace(r, article_id=one.id) for r in reports), article_id=one.id), at="t")


def event(
    id: str = "e1",
    action: str = "cease_and_desist",
    date: str | None = "2026-02-13",
    *,
    dispute_id: str = "d1",
    reports: tuple[str, ...] = ("r1",),
    actors: tuple[str, ...] = ("North Pictures",),
    targets: tuple[str, ...] = ("Makebot",),
    tools: tuple[str, ...] = (),
    status: Status = "happened",
    first_published: str = "2026-02-20",
    docket: str | None = None,
    direction: str | None = None,
) -> Event:
    """An event as linking makes it."""
    ladder = CATALOG.actions[action]
    return Event(
        *(id, dispute_id, action, ladder.stage, direction or ladder.direction, actors, targets, tools),  # type: ignore[arg-type]
        *(date, first_published, status, None, docket, None, reports, "quote", reports[0], 1, 0.9),
    )


def dispute(*events: Event, id: str = "d1") -> Dispute:
    """A dispute of these events."""
    assert all(precision_of(one.date) or one.date is None for one in events)
    return Dispute(
        *(id, "North Pictures v. Makebot", ("North Pictures",), ("Makebot",), ()),
        *(3, "up", "open", "2026-02-13", "2026-02-13", tuple(one.id for one in events)),
    )


def save_links(store: Store, events: Sequence[Event], disputes: Sequence[Dispute], *, at: str = "") -> LinkChanges:
    """Lets a store hold exactly these events and disputes, as linking does that looked at every report."""
    with store.transaction():
        before = store.count_events()
        ids = store.save_events(events, None, Reasons(), at=at)
        placed = {ids.kept[one.id]: (one.dispute_id, "") for one in events}
        named = [replace(one, event_ids=tuple(ids.kept[id] for id in one.event_ids)) for one in disputes]
        store.save_disputes(named, placed, ids, Reasons(), at=at)
    return store.changes(before, ids)
