"""The lexicon: what may stand in its files, and the error that names file, table and field where something is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from disputes.catalog import DATA, load_actions
from disputes.errors import ConfigError
from nlp.lexicon import load

FRAME = '{ verb = ["sue"], actor = ["subject"], target = ["object"] }'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small copy of the reference data."""
    shutil.copy(DATA / "descriptors.toml", tmp_path)
    (tmp_path / "actions.toml").write_text(action(FRAME), encoding="utf-8")
    return tmp_path


def action(frames: str) -> str:
    return f'[lawsuit]\nlabel = "Lawsuit"\ndirection = "up"\nstage = 4\nframes = [{frames}]\n'


def test_frames_stand_under_each_of_their_words(folder: Path) -> None:
    (folder / "actions.toml").write_text(action('{ verb = ["sue", "throw out"] }, { noun = ["suit"] }'))
    lexicon = load(folder)
    assert (set(lexicon.verbs), set(lexicon.nouns)) == ({"sue", "throw out"}, {"suit"})
    assert lexicon.verbs["sue"] == lexicon.verbs["throw out"]
    assert lexicon.verbs["sue"][0].action == "lawsuit"


def test_two_frames_of_one_word_both_stand(folder: Path) -> None:
    (folder / "actions.toml").write_text(action(f'{FRAME}, {{ verb = ["sue"], passive = true }}'))
    assert [frame.passive for frame in load(folder).verbs["sue"]] == [False, True]


def test_own_data_tell_every_action() -> None:
    lexicon = load()
    told = {frame.action for index in (lexicon.verbs, lexicon.nouns) for frames in index.values() for frame in frames}
    assert told == {entry.name for entry in load_actions()}


def test_own_data_are_lower_case_without_repeats() -> None:
    lexicon = load()
    forms = [*lexicon.verbs, *lexicon.nouns, *lexicon.descriptors]
    assert [form for form in forms if form != form.lower() or form != " ".join(form.split())] == []


WRONG_FRAMES = [
    ('{ verb = ["sue"], subjekt = ["PARTY"] }', "subjekt"),
    ('{ actor = ["subject"] }', "verb"),
    ("{ verb = [] }", "verb"),
    ("{ }", "verb"),
    ('{ verb = "sue" }', "verb"),
    ("{ verb = [1] }", "verb"),
    ('{ verb = ["sue"], passive = "yes" }', "passive"),
    ('{ verb = ["sue"], needs = "clamant" }', "needs"),
    ('{ verb = ["sue"], status = "done" }', "status"),
    ('{ verb = ["sue"], action = "x" }', "action"),
]


@pytest.mark.parametrize(("frame", "field"), WRONG_FRAMES)
def test_wrong_frame_is_named(frame: str, field: str, folder: Path) -> None:
    (folder / "actions.toml").write_text(action(f"{FRAME}, {frame}"), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(folder)
    for part in (str(folder / "actions.toml"), "[lawsuit]", "frame 2", field):
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ('kind = "company"\nside = ""', "nouns"),
        ('kind = "company"\nnouns = ["owl"]', "side"),
        ('side = ""\nnouns = ["owl"]', "kind"),
        ('kind = "x"\nside = ""\nnouns = ["owl"]', "kind"),
        ('kind = "other"\nside = "x"\nnouns = ["owl"]', "side"),
        ('kind = "other"\nside = ""\nnouns = "owl"', "nouns"),
    ],
)
def test_wrong_descriptor_is_named(table: str, field: str, folder: Path) -> None:
    (folder / "descriptors.toml").write_text(f"[birds]\n{table}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(folder)
    for part in (str(folder / "descriptors.toml"), "[birds]", field):
        assert part in str(caught.value)


def gone(path: Path) -> None:
    path.unlink()


def no_toml(path: Path) -> None:
    path.write_text("[lawsuit\n", encoding="utf-8")


def no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\xff")


@pytest.mark.parametrize("name", ["actions.toml", "descriptors.toml"])
@pytest.mark.parametrize("spoil", [gone, no_toml, no_text])
def test_unreadable_file_is_named(name: str, spoil: Callable[[Path], None], folder: Path) -> None:
    spoil(folder / name)
    with pytest.raises(ConfigError, match=name):
        load(folder)
