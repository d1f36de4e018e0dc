"""The words about names: what may stand in their file, and the error that names file, table and list."""

import shutil
from pathlib import Path

import pytest

from disputes.catalog import DATA
from disputes.errors import ConfigError
from nlp.wordlists import load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the program's own lists."""
    shutil.copy(DATA / "names.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("offices = [", "officces = [", "offices"),
        ("offices = [", "offices = 1\nmore = [", "more"),
        ('launch_verbs = ["launch"', 'launch_verbs = [1, "launch"', "launch_verbs"),
        ('law_firm = ["LLP"', 'law_firm = ["(LLP"', "law_firm"),
        ('union = ["Union"]', "union = []", "union"),
        ('union = ["Union"]', 'onion = ["Union"]', "onion"),
        ('music_publisher = "record_label"', 'music_publisher = "label"', "label"),
        ("[families]", "[family]", "families"),
        ("[lists]", "[lists", "names.toml"),
    ],
)
def test_wrong_list_is_named(old: str, new: str, named: str, folder: Path) -> None:
    path = folder / "names.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(folder)
    assert str(path) in str(caught.value)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"names\.toml"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("no_name", "Monday", True),
        ("no_name", "Monday Books", False),
        ("statute", "Orphan Works Act", True),
        ("statute", "Act of Quill", False),
        ("law_firm", "Quill LLP", True),
        ("company", "Fennec AI", True),
        ("public_body", "Ministry of Culture", True),
        ("appeals", "Ninth Circuit", True),
    ],
)
def test_patterns_stand_where_they_have_to(pattern: str, text: str, fits: bool) -> None:
    assert bool(load().patterns[pattern].search(text)) is fits
