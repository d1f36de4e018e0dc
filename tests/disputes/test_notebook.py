"""docs/notebook.md does what it shows, on a small database of real steps."""

import doctest
from pathlib import Path

import pytest
from newsdesk import Newsdesk

from disputes.errors import ConfigError, StoreError
from disputes.notebook import Database

DOCS = Path(__file__).parents[2] / "docs" / "notebook.md"
STUDIOS = {"actors": ("Disney", "Universal"), "targets": ("Midjourney",), "tools": ("Midjourney",)}
SEEDANCE = {"actors": ("Disney",), "targets": ("ByteDance",), "tools": ("Seedance 2.0",)}
AUTHORS = {"actors": ("Anthropic",), "targets": ("Andrea Bartz",), "tools": ("Claude",)}


@pytest.fixture
def example(desk: Newsdesk) -> Path:
    """The steps that the notebook looks at."""
    title = {"studios": "Disney and Universal v. Midjourney", "seedance": "Disney v. ByteDance over Seedance 2.0"}
    desk.titles.update(title | {"books": "Authors v. Anthropic over Claude"})
    case = {"court": "C.D. Cal.", "docket": "2:25-cv-05275"}
    desk.step("studios", "lawsuit", "2025-06-11", quote="The studios sued Midjourney.", **STUDIOS, **case)
    desk.step("seedance", "cease_and_desist", "2026-02-13", quote="Disney sent a letter.", **SEEDANCE)
    desk.step("seedance", "safeguard", "2026-02", "2026-02-16", quote="It will add filters.", **SEEDANCE)
    desk.step("books", "settlement", "2025-09-05", quote="They settled.", amount_usd=1.5e9, **AUTHORS)
    return desk.save().path


def test_the_notebook_shows_what_happens(example: Path) -> None:
    done = doctest.testfile(str(DOCS), module_relative=False, globs={"path": example}, optionflags=doctest.ELLIPSIS)
    assert done.failed == 0 and done.attempted > 8


def test_rows_are_those_of_the_views(example: Path) -> None:
    with Database(example) as db:
        assert db.steps() == db.sql("select * from timeline order by sort_date, event_id") == [*db.each_step()]
        assert len(db.disputes()) == 3 and db.articles(" ") == []


def test_what_is_wrong_is_named(example: Path, tmp_path: Path) -> None:
    with Database(example) as db, pytest.raises(ConfigError, match="'partee' is none of claimants"):
        db.steps(partee="Disney")
    with pytest.raises(StoreError, match="no such database"):
        Database(tmp_path / "none.db")
