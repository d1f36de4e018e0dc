"""What pronouns, epithets and common nouns mean: whoever they stand for acts."""

from collections.abc import Callable

import pytest

from disputes.types import Reading, Report


def only(reading: Reading, action: str) -> Report:
    """The one report of an action."""
    found = [report for report in reading.reports if report.action == action]
    assert len(found) == 1, reading.reports
    return found[0]


@pytest.mark.parametrize(
    "second",
    [
        "It sued Fennec AI on Monday.",
        "The company sued Fennec AI on Monday.",
        "The publisher sued Fennec AI on Monday.",
        "On Monday, the New York publisher sued Fennec AI.",
        "Its lawyers sued Fennec AI on Monday.",
        "On Monday it filed a lawsuit against Fennec AI.",
    ],
)
def test_who_was_named_before(second: str, tell: Callable[..., Reading]) -> None:
    reading = tell(f"The book publisher Marlow Books complained about AI in the spring. {second}")
    assert only(reading, "lawsuit").actors == ("Marlow Books",)


@pytest.mark.parametrize(
    "epithet",
    [
        "the ChatGPT maker",
        "the maker of ChatGPT",
        "ChatGPT's maker",
        "the company behind ChatGPT",
        "ChatGPT maker OpenAI",
        "the ChatGPT developer",
    ],
)
def test_maker_of_a_tool(epithet: str, tell: Callable[..., Reading]) -> None:
    reading = tell(f"OpenAI trains on books, authors say. Marlow Books sued {epithet} on Monday.")
    assert only(reading, "lawsuit").targets == ("OpenAI",)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Disney and Universal are angry. The studios sued Midjourney on Monday.", ("Disney", "Universal")),
        ("Disney and Universal are angry. They sued Midjourney on Monday.", ("Disney", "Universal")),
        ("Disney and Universal are angry. The two sued Midjourney on Monday.", ("Disney", "Universal")),
        ("Disney and Universal have both sued Midjourney.", ("Disney", "Universal")),
        ("Disney, together with Universal, sued Midjourney on Monday.", ("Disney",)),
        (
            "Disney and Universal are angry. So is Paramount, which makes films as well. "
            "The two studios sued Midjourney on Monday.",
            ("Disney", "Universal"),
        ),
    ],
)
def test_groups(text: str, actors: tuple[str, ...], tell: Callable[..., Reading]) -> None:
    assert set(actors) <= set(only(tell(text), "lawsuit").actors)


@pytest.mark.parametrize(
    "group",
    [
        "Odalys Merrin and 17 others",
        "Odalys Merrin and other authors",
        "Odalys Merrin and a group of novelists",
        "A group of authors including Odalys Merrin",
        "A dozen writers led by Odalys Merrin",
    ],
)
def test_a_named_member_stands_for_a_group(group: str, tell: Callable[..., Reading]) -> None:
    assert only(tell(f"{group} sued Fennec AI on Monday."), "lawsuit").actors == ("Odalys Merrin",)


@pytest.mark.parametrize(
    ("group", "name"),
    [("A group of authors", "group of authors"), ("Three visual artists", "visual artists"), ("Authors", "Authors")],
)
def test_a_group_without_names_stands_as_in_the_text(group: str, name: str, tell: Callable[..., Reading]) -> None:
    (actor,) = only(tell(f"{group} sued Stability AI on Monday over Stable Diffusion."), "lawsuit").actors
    assert name.split()[-1] in actor


@pytest.mark.parametrize(
    "speaker",
    [
        "A spokesperson for Fennec AI",
        "Fennec AI's lawyer",
        "Fennec AI chief executive Ada Brandvoll",
        "A Fennec AI spokesman",
    ],
)
def test_who_speaks_for_a_party_is_the_party(speaker: str, tell: Callable[..., Reading]) -> None:
    reading = tell(f"Marlow Books sued Fennec AI on Monday over its chatbot. {speaker} denied the allegations.")
    assert only(reading, "response").actors == ("Fennec AI",)


def test_nobody_is_on_both_sides(tell: Callable[..., Reading]) -> None:
    reading = tell("Marlow Books sued Fennec AI. It says that it copied its books.")
    assert all(not {*report.actors} & {*report.targets} for report in reading.reports)


@pytest.mark.parametrize("both", ["The two", "The parties", "Both sides"])
def test_the_two_are_whoever_stands_against_each_other(both: str, tell: Callable[..., Reading]) -> None:
    reading = tell(f"Marlow Books sued Fennec AI in federal court in Manhattan in May. {both} settled on Wednesday.")
    assert set(only(reading, "settlement").actors) == {"Marlow Books", "Fennec AI"}


def test_a_trio_is_three_though_the_last_list_has_two(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Essayist Nora Venn teamed up with novelists Otto Brandt and Ida Kroll; the trio sued Larkspur AI in March "
        "over its chatbot Thrush."
    )
    suits = [report for report in reading.reports if report.action == "lawsuit"]
    assert [{*report.actors} for report in suits] == [{"Nora Venn", "Otto Brandt", "Ida Kroll"}]


LABELS = "Northwind Music and Calder Records sued Lantern AI in Tennessee over song lyrics. "


@pytest.mark.parametrize(
    ("second", "actors"),
    [
        (
            "The court sent the case to California, where the companies moved for a preliminary injunction in August.",
            ("Northwind Music", "Calder Records"),
        ),
        (
            "In a motion of Thursday the companies call what Lantern AI does blatant infringement.",
            ("Northwind Music", "Calder Records"),
        ),
        ("Lantern AI and its rival Quillon AI were sued by authors, too. The companies moved to dismiss.", None),
    ],
)
def test_the_companies_are_those_whose_motion_it_is(
    second: str, actors: tuple[str, ...] | None, tell: Callable[..., Reading]
) -> None:
    motion = next(report for report in tell(LABELS + second).reports if report.action == "court_filing")
    assert motion.actors == (actors or ("Lantern AI", "Quillon AI"))


@pytest.mark.parametrize(
    "counsel",
    [
        "Opperman & Zoller, a law firm in Washington, filed the suit against Lantern AI on behalf of three labels.",
        "On behalf of three labels the Saverin Law Firm filed a suit against Lantern AI over its AI music generator.",
    ],
)
def test_a_law_firm_is_no_party(counsel: str, tell: Callable[..., Reading]) -> None:
    (suit,) = (report for report in tell(counsel).reports if report.action == "lawsuit")
    assert suit.actors in {("labels",), ("three labels",)}
