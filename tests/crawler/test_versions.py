"""Articles whose pages change: what counts as a change; every one is kept, and one of substance is read again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from crawl_site import Answer, Site, item, page, rss, source

from crawler.crawl import crawl
from crawler.versions import change_of
from disputes.settings import Settings
from disputes.store import Store
from disputes.types import Reading, Report

TEXT = (
    "The studio sent a letter on Monday. It asked the developer to stop by 12 March and named 14 films.\n\n"
    "The developer said that it would answer. Its lawyers have until the end of the month to do so, she said."
)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("A letter", TEXT, None),
        ("A letter", TEXT.replace("12 March", "13 March"), "text"),
        ("A letter", TEXT.replace("would answer", "would not answer"), "text"),
        ("A letter", TEXT + "\n\nA judge will hear both sides.", "text"),
        ("A letter", TEXT.replace("14 films", "14 Films").replace("letter on", "letter, on"), "slight"),
        ("A letter", TEXT.replace("developer said", "developper said"), "slight"),
        ("A LETTER", TEXT, "slight"),
        ("A lawsuit", TEXT, "headline"),
        ("A letter", TEXT + "\n\nCorrection: an earlier version of this article misnamed a film.", "correction"),
        ("A letter", TEXT + "\n\nThis article was amended on 3 March to add a reply.", "correction"),
        ("A letter", TEXT[:90], "cut"),
        ("A letter", "Subscribe to go on reading. " * 5, "text"),
    ],
)
def test_kinds_of_change(title: str, text: str, expected: str | None) -> None:
    assert change_of("A letter", TEXT, title, text) == expected


DATED = "<item><title>{title}</title><link>/a</link><pubDate>Thu, 12 Feb 2026 14:30:00 GMT</pubDate>{more}</item>"
UPDATED = '<a:updated xmlns:a="http://www.w3.org/2005/Atom">{}</a:updated>'


@pytest.fixture
def site(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    return site_of(
        {
            "/a": Answer(page(1), headers={"ETag": '"one"'}),
            "/feed.xml": rss(DATED.format(title="Matter 1", more=UPDATED.format("2026-02-12T15:00:00Z"))),
        }
    )


def crawled(site: Site, settings: Settings, *, days: float = 0) -> int:
    """Crawls, so many days after what came before; how often the page was asked for."""
    if days:
        with Store.open(settings.database) as store, store.transaction() as connection:
            earlier = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
            connection.execute("UPDATE page_checks SET checked_at = ?", [earlier])
    site.asked.clear()
    crawl(settings, [source("s", site.base + "/feed.xml")])
    return len(site.fetched("/a"))


def change(site: Site, body: str) -> None:
    site.pages["/a"] = Answer(body, headers={"ETag": '"two"'})


def read(settings: Settings) -> None:
    """What a reading leaves: the article is on the subject, and a quote of it is a step."""
    with Store.open(settings.database) as store:
        (article,) = store.articles()
        quote = article.text[:20]
        report = Report("r", article.id, "demand", (), (), (), None, "happened", None, None, None, 0, 20, quote, 1.0)
        store.save_reading(Reading(article.id, True, 1.0, "", reports=(report,), version="v"))


def versions(settings: Settings) -> list[tuple[int, str]]:
    with Store.open(settings.database, read_only=True) as store:
        (article,) = store.articles()
        return [(version.number, version.change) for version in store.versions(article.id)]


def unread(settings: Settings) -> int:
    with Store.open(settings.database, read_only=True) as store:
        return store.count_unread("v")


def test_an_update_that_the_feed_tells_is_kept_and_read_again(site: Site, settings: Settings) -> None:
    crawled(site, settings)
    read(settings)
    change(site, page(1).replace("room 1", "room 901"))
    later = UPDATED.format("2026-02-13T09:00:00Z")
    site.pages["/feed.xml"] = rss(DATED.format(title="Matter 1", more=later))
    assert crawled(site, settings) == 0  # too soon after the last look
    assert crawled(site, settings, days=0.5) == 1
    assert versions(settings) == [(1, "first"), (2, "text")]
    assert unread(settings) == 1
    with Store.open(settings.database, read_only=True) as store:
        (article,) = store.articles()
        first, second = store.versions(article.id)
    assert "room 901" in article.text
    assert article.text == second.text != first.text
    assert crawled(site, settings, days=0.5) == 0  # the feed says nothing further


def test_another_headline_in_the_feed_leads_to_the_page(site: Site, settings: Settings) -> None:
    crawled(site, settings)
    read(settings)
    change(
        site, page(1).replace("Matter 1<", "Matter 1 goes to court<").replace("Matter 1 -", "Matter 1 goes to court -")
    )
    site.pages["/feed.xml"] = rss(DATED.format(title="Matter 1 goes to court", more=""))
    crawled(site, settings, days=0.5)
    assert versions(settings) == [(1, "first"), (2, "headline")]
    assert unread(settings) == 1


def test_an_article_on_the_subject_is_looked_at_again_after_a_day_and_a_week(site: Site, settings: Settings) -> None:
    crawled(site, settings)
    assert crawled(site, settings, days=2) == 0  # not read yet, so not known to be on the subject
    read(settings)
    assert crawled(site, settings, days=2) == 1
    assert site.headers["/a"]["If-None-Match"] == '"one"'
    assert versions(settings) == []
    assert crawled(site, settings, days=2) == 0
    change(site, page(1) + "<p>Correction: the clerk was misnamed, and this was put right on Friday.</p>")
    site.pages["/a"].body = str(site.pages["/a"].body).replace(
        "It ends there", "Correction: the clerk was misnamed, and this was put right.</p><p>It ends there"
    )
    assert crawled(site, settings, days=8) == 1
    assert versions(settings) == [(1, "first"), (2, "correction")]
    read(settings)
    assert crawled(site, settings, days=30) == 0


def test_a_slight_change_is_kept_and_not_read_again(site: Site, settings: Settings) -> None:
    crawled(site, settings)
    read(settings)
    change(site, page(1).replace("says the clerk", "says the Clerk"))
    crawled(site, settings, days=2)
    assert versions(settings) == [(1, "first"), (2, "slight")]
    assert unread(settings) == 0
    with Store.open(settings.database, read_only=True) as store:
        (article,) = store.articles()
    assert "the clerk" in article.text  # offsets of its reports stay true


def test_a_wall_that_went_up_takes_nothing_back(site: Site, settings: Settings) -> None:
    crawled(site, settings)
    read(settings)
    sentences = page(1).split("<p>")[1].split("</p>")[0]
    change(site, page(1, text=sentences[: len(sentences) // 3]))
    crawled(site, settings, days=2)
    assert versions(settings) == [(1, "first"), (2, "cut")]
    assert unread(settings) == 0


@pytest.mark.parametrize(
    "gone", [Answer("gone", 410), Answer("oops", 500), Answer(page(1), headers={"tdm-reservation": "1"})]
)
def test_a_page_that_is_gone_leaves_its_article(site: Site, settings: Settings, gone: Answer) -> None:
    crawled(site, settings)
    read(settings)
    site.pages["/a"] = gone
    crawled(site, settings, days=2)
    assert versions(settings) == []
    assert unread(settings) == 0


def test_pages_are_not_looked_at_again_where_the_settings_say_so(site: Site, settings: Settings) -> None:
    settings = settings.model_copy(update={"crawl": settings.crawl.model_copy(update={"revisit": False})})
    crawled(site, settings)
    read(settings)
    site.pages["/feed.xml"] = rss(item("/a", "Another headline"))
    assert crawled(site, settings, days=3) == 0
