"""What may be kept of an article: its page's bytes too, its text, or only the quotes of its steps."""

from collections.abc import Callable
from typing import Any

import pytest
from crawl_site import Answer, Site, item, page, rss, source

from crawler.crawl import crawl
from disputes.settings import Settings
from disputes.store import Store
from disputes.types import Allegation, Article, Mention, Reading, Report


@pytest.fixture
def site(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    return site_of({"/a": Answer(page(1)), "/b": Answer(page(1)), "/feed.xml": rss(item("/a"))})


def with_keep(settings: Settings, keep: str) -> Settings:
    return settings.model_copy(update={"crawl": settings.crawl.model_copy(update={"keep": keep})})


def stored(settings: Settings) -> tuple[Store, Article]:
    store = Store.open(settings.database)
    (article,) = store.articles()
    return store, article


@pytest.mark.parametrize(("of_settings", "of_source"), [("raw", ""), ("text", "raw")])
def test_raw_pages_are_kept_compressed(site: Site, settings: Settings, of_settings: str, of_source: Any) -> None:
    crawl(with_keep(settings, of_settings), [source("s", site.base + "/feed.xml", keep=of_source)])
    store, article = stored(settings)
    with store:
        assert store.raw_page(article.id) == page(1).encode()
        assert len(store.rows("SELECT body FROM raw_pages")[0]["body"]) < len(page(1)) / 2


def test_by_default_only_the_text_is_kept(site: Site, settings: Settings) -> None:
    crawl(settings, [source("s", site.base + "/feed.xml")])
    store, article = stored(settings)
    with store:
        assert store.raw_page(article.id) is None
        save(store, article)
        assert store.article(article.id) == article


def save(store: Store, article: Article) -> Reading:
    """A reading with a step in the first sentence, an allegation in the second, and a mention in none."""
    spans = [(0, 40), (60, 90)]
    report = Report(
        *("r", article.id, "demand", ("A",), ("B",), (), None, "happened", None, None, None),
        *(spans[0][0], spans[0][1], article.text[:40], 1.0),
    )
    reading = Reading(
        article.id,
        True,
        1.0,
        "",
        mentions=(Mention(0, 5, "A", "party"), Mention(100, 105, "B", "party")),
        reports=(report,),
        allegations=(Allegation("B", "films", "alleged", *spans[1], article.text[60:90]),),
        version="v1",
    )
    store.save_reading(reading)
    return reading


def test_of_quotes_alone_every_offset_stays_true_and_nothing_else_is_left(site: Site, settings: Settings) -> None:
    crawl(with_keep(settings, "quotes"), [source("s", site.base + "/feed.xml")])
    store, article = stored(settings)
    with store:
        reading = save(store, article)
        after = store.article(article.id)
        again = store.reading(article.id)
        assert after is not None and again is not None
        assert again.reports == reading.reports
        for part in (*again.reports, *again.allegations):
            assert after.text[part.start : part.end] == part.quote
        assert [mention.name for mention in again.mentions] == ["A"]
        assert after.text[40:60].strip() == after.text[90:].strip() == ""
        assert store.count_unread("v2") == 0  # what is gone cannot be read again
        assert list(store.unread_articles("v2")) == []
        found = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?"
        assert not store.rows(found, ["clerk"])
        assert store.rows(found, ["studio"])
        assert not store.rows("SELECT 1 FROM article_versions UNION SELECT 1 FROM raw_pages")


def test_copies_are_still_known_when_their_text_is_gone(site: Site, settings: Settings) -> None:
    quotes = with_keep(settings, "quotes")
    crawl(quotes, [source("s", site.base + "/feed.xml")])
    store, article = stored(settings)
    with store:
        save(store, article)
    site.pages["/other.xml"] = rss(item("/b"))
    assert crawl(quotes, [source("s", site.base + "/feed.xml"), source("o", site.base + "/other.xml")]).copies == 1
    with Store.open(settings.database, read_only=True) as store:
        assert {row["story_id"] for row in store.rows("SELECT story_id FROM articles")} == {article.id}


def test_a_change_of_what_is_not_kept_is_read_and_then_gone_too(site: Site, settings: Settings) -> None:
    quotes = with_keep(settings, "quotes")
    watched = [source("s", site.base + "/feed.xml")]
    crawl(quotes, watched)
    store, article = stored(settings)
    with store:
        save(store, article)
        with store.transaction() as connection:
            connection.execute("UPDATE page_checks SET checked_at = '2026-01-01T00:00:00+00:00'")
    site.pages["/a"] = Answer(page(1).replace("room 1", "room 901"))
    crawl(quotes, watched)
    with Store.open(settings.database) as store:
        (changed,) = store.articles()
        assert "room 901" in changed.text
        assert store.count_unread("v1") == 1
        assert [version.text for version in store.versions(article.id)] == ["", ""]
        save(store, changed)
        (after,) = store.articles()
        assert "room 901" not in after.text
