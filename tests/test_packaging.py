"""What is installed: the lock holds everything with its hashes, packages hold their data, the core needs no extra."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from disputes.store import Store

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ["disputes", "crawler", "nlp", "dashboard"]
LEARNED_WITH = PROJECT["dependency-groups"]["encoder"]  # not installed where the program is only run
EVERY_EXTRA = [name for extra in PROJECT["project"]["optional-dependencies"].values() for name in extra]
ARTICLE = {
    "id": "a",
    "title": "Authors Guild sues OpenAI",
    "published": "2026-03-04",
    "text": "The Authors Guild sued OpenAI on Tuesday over the training of ChatGPT on books without a licence.",
}
EXTRAS = ("pandas", "streamlit", "altair", "pyarrow", "datasette", "dask", "playwright", "pytest")
WITHOUT = "import sys; sys.modules.update(dict.fromkeys({gone!r})); from disputes.cli import main; main()"


def lines_of(lock: str) -> list[str]:
    """A lock's entries, each in one line."""
    return (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def run_without(gone: tuple[str, ...], *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The program in a process where these packages cannot be imported."""
    command = [sys.executable, "-c", WITHOUT.format(gone=gone), *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-encoder.lock"])
def test_a_lock_pins_everything_with_hashes_and_names_no_index(lock: str) -> None:
    lines = lines_of(lock)
    assert all(re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line) for line in lines)
    assert not any("://" in line or "index" in line.split("==")[0] for line in lines)


@pytest.mark.parametrize(
    ("lock", "more"), [("requirements.lock", []), ("requirements-encoder.lock", LEARNED_WITH)], ids=["all", "encoder"]
)
def test_a_lock_holds_every_dependency(lock: str, more: list[str]) -> None:
    named = [*PROJECT["project"]["dependencies"], *EVERY_EXTRA, *more]
    pinned = {line.split("==")[0] for line in lines_of(lock)}
    assert {re.split("[<>=]", name)[0].lower() for name in named} <= pinned


@pytest.mark.parametrize("package", PACKAGES)
def test_whatever_is_imported_is_named(package: str) -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / package).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    foreign = {name.split(".")[0] for name in names} - {*sys.stdlib_module_names, *PACKAGES, "_typeshed"}
    bringers = packages_distributions()
    distributions = {bringers.get(name, [name])[0].lower().replace("_", "-") for name in foreign}
    extras = EVERY_EXTRA if package in ("dashboard", "disputes", "nlp") else []  # imported where they are used
    extras = [*extras, *LEARNED_WITH] if package == "nlp" else extras
    assert distributions <= {re.split("[<>=]", name)[0] for name in [*PROJECT["project"]["dependencies"], *extras]}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_that_is_no_module_is_package_data(package: str) -> None:
    globs = [
        f"{name.replace('.', '/')}/{glob}"
        for name, patterns in PROJECT["tool"]["setuptools"]["package-data"].items()
        for glob in patterns
    ]
    data = [str(path.relative_to(ROOT)) for path in (ROOT / package).rglob("*") if path.is_file()]
    data = [path for path in data if "__pycache__" not in path and not path.endswith(".py")]
    assert [path for path in data if not any(fnmatch(path, glob) for glob in globs)] == []


def test_extract_needs_none_of_the_extras() -> None:
    done = run_without(EXTRAS, "extract", given=json.dumps(ARTICLE))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["relevant"]


@pytest.mark.parametrize("arguments", [["--help"], ["schema"], ["link"], ["digest"], ["export"]])
def test_what_reads_no_article_needs_no_model_either(tmp_path: Path, arguments: list[str]) -> None:
    Store.open(tmp_path / "a.db").close()
    done = run_without((*EXTRAS, "spacy", "scrapy"), "--database", str(tmp_path / "a.db"), *arguments)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_dashboard_that_is_not_installed_is_told_in_a_line(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    database.touch()
    done = run_without(EXTRAS, "--database", str(database), "dashboard")
    assert done.returncode == 1
    assert done.stderr == "disputes: the dashboard needs Streamlit: install disputes[dashboard]\n"
