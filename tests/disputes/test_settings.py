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
        ('[mail]\nsender = "nobody"', "mine.toml: mail.sender: no e-mail address, not 'nobody'"),
        ('[mail]\nto = ["a@b.example\\r\\nBcc: c@d.example"]', "mine.toml: mail.to: no e-mail address"),
        ('[mail]\nto = ["a@b.example, c@d.example"]', "mine.toml: mail.to: no e-mail address"),
        (
            '[mail]\npassword = "hush"',
            "mine.toml: mail.password is a secret: set it in the environment, as DISPUTES_MAIL__PASSWORD",
        ),
        ('[dashboard.login]\nclient_secret = "hush"', "mine.toml: dashboard.login.client_secret is a secret"),
        ('[notify.targets]\nroom = "slack://hush"', "mine.toml: notify.targets is a secret"),
        ('[notify]\noperator = "slack://hush"', "mine.toml: notify.operator is a secret"),
    ],
)
def test_what_is_wrong_is_named(text, problem):
    with pytest.raises(ConfigError) as raised:
        load_settings(written(text))
    assert str(raised.value).startswith(problem) and "hush" not in str(raised.value)


def test_secrets_come_from_the_environment_and_are_never_shown(monkeypatch):
    monkeypatch.setenv("DISPUTES_MAIL__PASSWORD", "hush")
    monkeypatch.setenv("DISPUTES_NOTIFY__TARGETS__NEWSROOM", "slack://hush")
    found = load_settings()
    assert found.mail.password.get_secret_value() == "hush"
    assert found.notify.targets["newsroom"].get_secret_value() == "slack://hush"
    assert "hush" not in repr(found)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("DISPUTES_CRAWL__DELAY", "soon", r"environment: crawl\.delay: "),
        ("DISPUTES_CRAWL__DEALY", "1", r"environment: unknown setting 'crawl\.dealy'"),
        ("DISPUTES_DATABSE", "x.db", "environment: unknown setting 'DISPUTES_DATABSE'"),
        ("DISPUTES_CRAWL", "{", "environment: error parsing value"),
    ],
)
def test_a_wrong_variable_is_not_laid_to_the_file(monkeypatch, name, value, problem):
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=problem):
        load_settings(written("[crawl]\ndelay = 2"))


def test_settings_that_are_handed_on_say_what_they_were_given(monkeypatch):
    given = Settings(database=Path("mine.db"))
    monkeypatch.setenv("DISPUTES_DATABASE", "theirs.db")
    assert Settings.model_validate_json(given.model_dump_json()) == given


@pytest.mark.parametrize(("name", "problem"), [("none.toml", "no such file"), (".", "cannot be read: Is a directory")])
def test_a_file_that_is_none(name, problem):
    with pytest.raises(ConfigError, match=problem):
        load_settings(Path(name))
