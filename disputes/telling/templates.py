"""A folder of templates -> what makes pages of them: every value escaped, so that text from the web stays text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def templates(folder: Path, *, shown: Callable[[Any], Any] | None = None) -> Environment:
    """The templates of a folder. A value that is missing is an error; `shown` is what every value becomes at first."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
