"""`data/linking.toml`: a wrong one is told with file, table and key; a right one reads the same at every start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from disputes.errors import ConfigError
from disputes.linking import load_rules

WRONG = [
    ("[letter", "linking.toml: "),
    ('earliest = "last year"', "earliest is 'last year', not a date"),
    ("federal = [1]", r"federal is \[1\], not a list of words"),
    ("[works]\nbook = 'author'", r"\[works\] book is 'author', not a list of words"),
    ("[letter]\ndays = -1", r"\[letter\]: days is -1, not a number of days"),
    ("[letter]\ndays = 1\nin_court = 1", r"\[letter\]: in_court is 1, not true or false"),
    ("[letter]\ndays = 1\nsides = 'left'", r"\[letter\]: sides is 'left'"),
    ("[letter]\ndays = 1\nside = 'same'", r"\[letter\]: unknown key 'side'"),
    ("[letter]\ndays = 1\nsides = 'same'\ncloses = 'shut'", r"\[letter\]: closes is 'shut'"),
    ("[letter]\nsides = 'same'", r"\[letter\]: days is missing"),
]


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_wrong_file_is_told_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "linking.toml"
    file.write_text(text if text.startswith("earliest") else f'earliest = "2012"\n{text}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_rules(file)


def test_rules_are_the_same_at_every_start() -> None:
    """Other rules would have everything linked anew."""
    say = [sys.executable, "-c", "from disputes.linking import load_rules; print(load_rules())"]
    said = {subprocess.check_output(say, env=os.environ | {"PYTHONHASHSEED": seed}) for seed in "123"}
    assert len(said) == 1
