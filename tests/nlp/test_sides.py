"""Whose side names are on that stand in no list: told by what they do, suffer and own."""

from collections.abc import Callable

import pytest

from disputes.types import Reading


@pytest.mark.parametrize(
    ("text", "claimant", "respondent"),
    [
        ("Tarnwood sued Oskeron on Monday over the drawings in its image generator.", "Tarnwood", "Oskeron"),
        ("Oskeron was sued by Tarnwood on Monday over the drawings in its image generator.", "Tarnwood", "Oskeron"),
        ("Tarnwood sent a cease-and-desist letter to Oskeron over the drawings in its app.", "Tarnwood", "Oskeron"),
        (
            "Tarnwood's novels were copied without a licence, says the suit that it filed against Oskeron.",
            "Tarnwood",
            "Oskeron",
        ),
        ("Oskeron denied the allegations in the suit that Tarnwood filed against it in May.", "Tarnwood", "Oskeron"),
        ("Tarnwood demanded that Oskeron remove its drawings from the image generator.", "Tarnwood", "Oskeron"),
    ],
)
def test_sides_by_what_is_done(text: str, claimant: str, respondent: str, tell: Callable[..., Reading]) -> None:
    assert {party.name: party.side for party in tell(text).parties} == {claimant: "claimant", respondent: "respondent"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("OpenAI sued the New York Times on Monday, a counterclaim over its use of ChatGPT.", {"OpenAI": "respondent"}),
        ("Disney was accused by Midjourney of using its tool.", {"Disney": "claimant"}),
    ],
)
def test_the_catalog_knows_better(text: str, sides: dict[str, str], tell: Callable[..., Reading]) -> None:
    found = {party.name: party.side for party in tell(text).parties}
    assert {name: found.get(name, side) for name, side in sides.items()} == sides


@pytest.mark.parametrize(
    "text",
    [
        "Judge Alma Trenholm dismissed the suit of Tarnwood against Oskeron over its image generator.",
        "The Munich Regional Court dismissed the suit of Tarnwood against Oskeron over its image generator.",
        "The U.S. Copyright Office opened an inquiry into Oskeron's image generator after Tarnwood sued Oskeron.",
    ],
)
def test_courts_and_agencies_are_neutral(text: str, tell: Callable[..., Reading]) -> None:
    public = [party for party in tell(text).parties if party.kind in {"court", "government"}]
    assert {party.side for party in public} <= {"neutral"}


def test_saying_something_tells_no_side(tell: Callable[..., Reading]) -> None:
    """Both sides talk: who is quoted first is not the one who claims."""
    reading = tell("Oskeron said that it respects copyright. Tarnwood sued Oskeron on Monday over its image generator.")
    assert {party.name: party.side for party in reading.parties} == {"Oskeron": "respondent", "Tarnwood": "claimant"}
