"""The sample newsroom, crawled whole: what arrives is what was written, whatever the outlet wraps around it."""

import json
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawl_site import crawl_settings

from crawler.crawl import CrawlSummary, crawl
from crawler.newsroom import Newsroom, serve
from disputes.catalog import DATA
from disputes.errors import ConfigError
from disputes.settings import Settings
from disputes.store import Store
from disputes.types import Article

SAMPLE = DATA / "sample"
GOLD = [json.loads(line) for line in (SAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with serve(SAMPLE) as running:
        yield running


@pytest.fixture(scope="module")
def crawled(
    newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> tuple[CrawlSummary, dict[str, Article], dict[str, str]]:
    """The summary, the articles and their stories; articles by outlet and path."""
    settings = crawl_settings(Path(tmp_path_factory.mktemp("newsroom")))
    settings = settings.model_copy(update={"crawl": settings.crawl.model_copy(update={"timeout": 30.0})})
    summary = crawl(settings, newsroom.sources)
    with Store.open(settings.database, read_only=True) as store:
        found = {article.url.removeprefix(newsroom.base_url): article for article in store.articles()}
        stories = {row["id"]: row["story_id"] for row in store.rows("SELECT id, story_id FROM articles")}
    return summary, found, stories


def _key(gold: dict[str, str]) -> str:
    return f"/{gold['outlet']}/{gold['url'].split('/', 3)[3]}"


def _words(text: str) -> str:
    return " ".join(text.split())


def test_every_article_arrives_once(crawled: tuple[CrawlSummary, dict[str, Article], dict[str, str]]) -> None:
    summary, found, _ = crawled
    assert sorted(found) == sorted(_key(gold) for gold in GOLD)
    assert (summary.articles, summary.faults) == (len(GOLD), ())


@pytest.mark.parametrize("outlet", sorted({gold["outlet"] for gold in GOLD}))
def test_titles_texts_and_times_are_those_written(
    crawled: tuple[CrawlSummary, dict[str, Article], dict[str, str]], outlet: str
) -> None:
    wrong = []
    for gold in (gold for gold in GOLD if gold["outlet"] == outlet):
        article = crawled[1][_key(gold)]
        if (article.title, article.published) != (gold["title"], gold["published"]):
            wrong.append((article.title, article.published))
        if _words(article.text) != _words(gold["text"]):
            wrong.append((gold["id"], article.text))
    assert wrong == []


def test_copies_of_a_wire_story_are_one_story(
    crawled: tuple[CrawlSummary, dict[str, Article], dict[str, str]],
) -> None:
    """An agency is a byline at several outlets; its stories, and no others, are told in copies."""
    _, found, stories = crawled
    outlets: dict[str, set[str]] = defaultdict(set)
    for gold in GOLD:
        outlets[gold["byline"]].add(gold["outlet"])
    agency = {_key(gold) for gold in GOLD if len(outlets[gold["byline"]]) > 1}
    times_told = Counter(stories.values())
    assert {key for key, article in found.items() if times_told[stories[article.id]] > 1} == agency


def test_the_server_behaves_like_one(newsroom: Newsroom) -> None:
    address = newsroom.sources[0].url
    with urllib.request.urlopen(address) as answer:
        etag = answer.headers["ETag"]
        assert answer.headers["Last-Modified"]
    for path, headers, status in ((address, {"If-None-Match": etag}, 304), (newsroom.base_url + "/no", {}, 404)):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(urllib.request.Request(path, headers=headers))
        assert caught.value.code == status
    with urllib.request.urlopen(newsroom.base_url + "/robots.txt") as answer:
        assert b"User-agent" in answer.read()


def test_a_closed_paper_fails_in_a_line_and_one_for_its_page(newsroom: Newsroom, settings: Settings) -> None:
    summary = crawl(settings, newsroom.faulty)
    assert summary.faults == (f"{newsroom.base_url}/closed/feed.xml: the server answers 404",)
    assert summary.unread == (f"{newsroom.base_url}/closed/last-issue.pdf: is application/pdf, not HTML",)


def test_a_folder_that_is_no_newsroom_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not a complete sample newsroom"), serve(tmp_path):
        pass
