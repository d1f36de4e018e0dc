"""A newsdesk: tests tell it steps in one line each, and it keeps them in a real store as the stages would."""

from dataclasses import dataclass, field
from typing import Any

from making import save_links

from disputes.catalog import load_actions
from disputes.store import Store
from disputes.types import Article, Dispute, Event, Reading, Report

ACTIONS = {action.name: action for action in load_actions()}


@dataclass
class Newsdesk:
    """Collects articles and events; `save` writes them."""

    store: Store
    events: list[Event] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    def article(self, published: str, text: str = "", **fields: Any) -> Article:
        number = len(self.store.rows("select id from articles"))
        article = Article(
            id=f"a{number:04}",
            title=fields.get("title", f"Article {number}"),
            published=published,
            text=text or "Nothing.",
            url=fields.get("url", f"https://news.example/{number}"),
            outlet=fields.get("outlet", "The Daily Example"),
            source_id=fields.get("source_id", "example"),
        )
        self.store.add_article(article, content_hash=article.id, story_id=article.id)
        return article

    def step(
        self, dispute: str, action: str, date: str | None, published: str = "", *, before: str = "", **fields: Any
    ) -> None:
        """One event with one report in one article; `before` stands before the quote in the article's text."""
        published = published or (date if date and len(date) == 10 else "2026-02-18")
        quote = fields.pop("quote", f"{dispute} saw a {action}.")
        about = {key: fields.pop(key) for key in ("title", "url", "outlet", "source_id") if key in fields}
        text = f"{before}{quote}{fields.pop('after', '')}"
        article = self.article(published, text, **about)
        report = Report(
            id=f"r{article.id}",
            article_id=article.id,
            action=action,
            actors=fields.get("actors", ("Ink & Sons",)),
            targets=fields.get("targets", ("Modelmakers",)),
            tools=fields.get("tools", ("Scribe",)),
            date=date,
            status=fields.get("status", "happened"),
            court=fields.get("court"),
            docket=fields.get("docket"),
            amount_usd=fields.get("amount_usd"),
            start=len(before),
            end=len(before) + len(quote),
            quote=quote,
            credited_to=fields.get("credited_to"),
        )
        self.store.save_reading(Reading(article.id, True, 1.0, "test", reports=(report,), version="1"))
        self.events.append(_event(f"e{article.id}", dispute, report, published, fields))

    def save(self) -> Store:
        by_dispute: dict[str, list[Event]] = {}
        for event in self.events:
            by_dispute.setdefault(event.dispute_id, []).append(event)
        disputes = [
            Dispute(
                id=key,
                title=self.titles.get(key, key),
                claimants=("Ink & Sons",),
                respondents=("Modelmakers",),
                tools=("Scribe",),
                stage=max((event.stage for event in events if event.stage is not None), default=None),
                direction="up",
                status="open",
                since=min(event.first_published for event in events),
                latest=max(event.first_published for event in events),
                event_ids=tuple(event.id for event in events),
            )
            for key, events in by_dispute.items()
        ]
        save_links(self.store, self.events, disputes)
        return self.store


def _event(id: str, dispute: str, report: Report, published: str, fields: dict[str, Any]) -> Event:
    action = ACTIONS[report.action]
    return Event(
        id=id,
        dispute_id=dispute,
        action=report.action,
        stage=action.stage,
        direction=fields.get("direction", action.direction),
        actors=report.actors,
        targets=report.targets,
        tools=report.tools,
        date=report.date,
        first_published=published,
        status=report.status,
        court=report.court,
        docket=report.docket,
        amount_usd=report.amount_usd,
        report_ids=(report.id,),
        quote=report.quote,
        best_report_id=report.id,
        source_count=1,
        confidence=fields.get("confidence", 0.9),
    )
