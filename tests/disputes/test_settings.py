"""Settings: the file, the environment above it, and what is said of a wrong one."""

from pathlib import Path

import pytest

from disputes.errors import ConfigError
from disputes.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def written(text: str) -> Path:
    path = Path("mine.toml")
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_has_a_default():
    assert load_settings() == Settings()
    assert load_settings().database == Path("data/local/disputes.db")


def test_the_file_of_the_folder_is_found():
    Path("disputes.toml").write_text('database = "x.db"\n[crawl]\ndelay = 2.5\n')
    assert (load_settings().database, load_settings().crawl.delay) == (Path("x.db"), 2.5)


def test_the_environment_stands_above_the_file(monkeypatch):
    path = written('database = "x.db"\n[crawl]\ndelay = 2.5\ntimeout = 7\n')
    monkeypatch.setenv("DISPUTES_DATABASE", "y.db")
    monkeypatch.setenv("DISPUTES_CRAWL__DELAY", "3")
    found = load_settings(path)
    assert (found.database, found.crawl.delay, found.crawl.timeout) == (Path("y.db"), 3, 7)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('databse = "x"', "mine.toml: unknown setting 'databse'"),
        ("[crawl]\ndealy = 1", "mine.toml: unknown setting 'crawl.dealy'"),
        ("[crawl]\ndelay = -1", "mine.toml: crawl.delay: input should be greater than or equal to 0, not -1"),
        ("model = 3", "mine.toml: model: input should be a valid string, not 3"),
        ("[crawl", "mine.toml: Expected"),
    ],
)
def test_what_is_wrong_is_named(text, problem):
    with pytest.raises(ConfigError) as raised:
        load_settings(written(text))
    assert str(raised.value).startswith(problem)


def test_a_wrong_variable_is_not_laid_to_the_file(monkeypatch):
    monkeypatch.setenv("DISPUTES_CRAWL__DELAY", "soon")
    with pytest.raises(ConfigError, match=r"environment: crawl\.delay"):
        load_settings(written('database = "x"'))


def test_a_file_that_is_not_there():
    with pytest.raises(ConfigError, match=r"none\.toml: no such file"):
        load_settings(Path("none.toml"))
