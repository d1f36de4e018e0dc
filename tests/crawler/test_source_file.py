import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.outlets import Outlets
from crawler.sources import addresses, enabled, load_sources
from disputes.catalog import DATA
from disputes.errors import ConfigError
from disputes.types import Source

ATTESTED = DATA.parent.parent / "shared" / "facts" / "sources.jsonl"
GOOD = 'id = "a"\nname = "A"\nurl = "https://example.com/feed"\nkind = "feed"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sources.toml"


def test_the_project_watches_at_least_seventy_sources() -> None:
    sources = load_sources(DATA / "sources.toml")
    assert len(enabled(sources)) >= 70
    assert all(source.homepage and source.beat and source.language and source.paywall for source in sources)
    assert all(source.country for source in sources if source.kind != "search")
    assert all(source.items_per_week is not None for source in enabled(sources))
    assert not any(source.allow_private for source in sources)
    assert {source.kind for source in enabled(sources)} == {"feed", "news_sitemap", "docket", "search"}


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


@pytest.mark.skipif(not ATTESTED.exists(), reason="the list of attested addresses is not here")
def test_every_attested_address_is_watched_or_not_with_a_reason() -> None:
    """Patterns are filled in: of a search with queries; a docket's own feed is for those who follow one case."""
    addresses = [json.loads(line)["feed"] for line in ATTESTED.read_text(encoding="utf-8").splitlines()]
    sources = load_sources(DATA / "sources.toml")
    urls, hosts = {source.url for source in sources}, {_host(source.url) for source in sources}
    assert [url for url in addresses if url not in urls and "{" not in url] == []
    assert [url for url in addresses if _host(url) not in hosts] == []
    assert all(source.reason for source in sources if not source.enabled)


def test_no_enabled_source_is_on_a_site_that_is_off_limits() -> None:
    sources = load_sources(DATA / "sources.toml")
    outlets = Outlets(sources)
    assert [source.id for source in enabled(sources) if outlets.off_limits(source.url)] == []
    assert outlets.off_limits("https://amp.theguardian.com/technology/2026/feb/12/a")
    assert outlets.name("https://www.theverge.com/a") == "The Verge"


def test_a_search_is_one_address_for_each_query() -> None:
    found = Source("s", "S", "https://example.com/?q={query}&n=1", "search", queries=("a b", 'c "d"'))
    assert addresses(found) == ["https://example.com/?q=a+b&n=1", "https://example.com/?q=c+%22d%22&n=1"]


def test_an_entry_becomes_a_source(path: Path) -> None:
    path.write_text(f'[[source]]\n{GOOD}country = "GB"\npaywall = "hard"\nenabled = false\nreason = "Dead."\n')
    (source,) = load_sources(path)
    assert (source.id, source.country, source.paywall, source.reason) == ("a", "GB", "hard", "Dead.")
    assert enabled([source]) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[source]]\n" + GOOD.replace('name = "A"\n', ""), "source a: name is missing"),
        ('[[source]]\nname = "A"\n', "source number 1: id is missing"),
        ("[[source]]\n" + GOOD + "feeed = 1\n", "source a: unknown field 'feeed'"),
        ("[[source]]\n" + GOOD + 'enabled = "no"\n', "source a: enabled: 'no' is no bool"),
        ("[[source]]\n" + GOOD + "enabled = false\n", "source a: reason: is missing: why is it not enabled?"),
        ("[[source]]\n" + GOOD.replace('"feed"', '"rss"'), "source a: kind: 'rss' is none of"),
        ("[[source]]\n" + GOOD.replace("https", "file"), "source a: url: file://example.com/feed: only http and https"),
        ("[[source]]\n" + GOOD.replace('"feed"', '"listing"'), "source a: link_selector: is missing"),
        ("[[source]]\n" + GOOD + 'link_selector = "h2 >"\n', "source a: link_selector: Expected selector"),
        ("[[source]]\n" + GOOD + "max_pages = 0\n", "source a: max_pages: 0 is less than 1"),
        ("[[source]]\n" + GOOD + "delay = -1\n", "source a: delay: -1 is less than 0"),
        ("[[source]]\n" + GOOD + 'items_per_week = "many"\n', "source a: items_per_week: 'many' is no float"),
        ("[[source]]\n" + GOOD + 'queries = "one"\n', "source a: queries: 'one' is no list of texts"),
        ("[[source]]\n" + GOOD.replace('"feed"', '"search"'), "source a: queries: are missing"),
        ("[[source]]\n" + GOOD + "off_limits = true\n", "source a: off_limits: is for a source that is not enabled"),
        (f"[[source]]\n{GOOD}[[source]]\n{GOOD}", "source a: id: 'a' stands twice"),
        ("[source]\n" + GOOD, "each source is a [[source]]"),
        ("[[sources]]\n" + GOOD, "unknown table 'sources'"),
        ("[[source]\n", "Expected ']]'"),
    ],
)
def test_a_wrong_entry_is_named(path: Path, text: str, problem: str) -> None:
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_sources(path)
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)


def test_a_missing_file_is_one_line(path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load_sources(path)
