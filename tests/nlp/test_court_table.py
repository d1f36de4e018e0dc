"""The table of federal courts: whole, read by every short name and place, and a wrong file named."""

from pathlib import Path

import pytest

from disputes.errors import ConfigError
from nlp.courts import court_table, find_courts


def test_the_table_covers_the_federal_courts() -> None:
    table = court_table()
    assert len(table.state_of) == 94
    assert len(set(table.circuits.values())) == 13
    assert len(table.by_place) >= 250
    for short in table.name_of:
        assert find_courts(f"The suit is before the {table.name_of[short]}.")[0].short == short


@pytest.mark.parametrize("short", sorted(court_table().state_of))
def test_every_short_name_is_read(short: str) -> None:
    assert [court.short for court in find_courts(f"No. 1 ({short} 2025)")] == [short]


@pytest.mark.parametrize("place", sorted(court_table().by_place))
def test_every_place_leads_to_its_court(place: str) -> None:
    (court,) = find_courts(f"a suit in federal court in {place}.")
    assert court.short == court_table().by_place[place]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("[districts]\n", r"\[districts\] is missing"),
        (
            '[districts]\n"D. X." = { state = "Nowhere", part = "", cities = [] }\n'
            "[circuits]\na = { words = [], seats = [] }\n[states]\nOhio = []\n",
            "D. X.: state is 'Nowhere'",
        ),
        ("[districts", "Expected"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named(tmp_path: Path, body: str, problem: str) -> None:
    path = tmp_path / "courts.toml"
    path.write_text(body)
    with pytest.raises(ConfigError, match=f"courts.toml: .*{problem}"):
        court_table(path)


@pytest.mark.parametrize(
    ("court", "only_appeals"),
    [
        ("9th Cir.", True),
        ("Court of Appeal", True),
        ("U.S. Supreme Court", True),
        ("Hanseatic Higher Regional Court", True),
        ("N.D. Cal.", False),
        ("Munich Regional Court", False),
        ("High Court", False),
    ],
)
def test_where_no_case_begins(court, only_appeals):
    assert court_table().hears_appeals(court) == only_appeals
