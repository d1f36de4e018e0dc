from pathlib import Path

import pytest

from crawler.sources import enabled, load_sources
from disputes.catalog import DATA
from disputes.errors import ConfigError

GOOD = 'id = "a"\nname = "A"\nurl = "https://example.com/feed"\nkind = "feed"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sources.toml"


def test_the_project_watches_at_least_seventy_sources() -> None:
    sources = load_sources(DATA / "sources.toml")
    assert len(enabled(sources)) >= 70
    assert all(source.homepage and source.country and source.beat for source in sources)
    assert not any(source.allow_private for source in sources)


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
