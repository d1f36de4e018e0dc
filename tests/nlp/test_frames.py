"""How reporters say a step: each wording is told as that action, by those who did it, to those who suffer it."""

from collections.abc import Callable

import pytest

from disputes.types import Reading

WORDINGS = [
    # lawsuit
    ("Disney sued Midjourney on Monday.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Midjourney was sued by Disney on Monday.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Disney filed a lawsuit against Midjourney.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("A lawsuit was filed against Midjourney by Disney.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Disney brought a copyright case against Midjourney in Los Angeles.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Disney has taken Midjourney to court over its image generator.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Disney launched legal proceedings against Midjourney.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Midjourney faces a lawsuit from Disney.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Midjourney was hit with a lawsuit by Disney.", "lawsuit", {"Disney"}, {"Midjourney"}),
    ("Disney slapped Midjourney with a lawsuit on Monday.", "lawsuit", {"Disney"}, {"Midjourney"}),
    # letters, demands, threats
    ("Disney sent Character.AI a cease-and-desist letter.", "cease_and_desist", {"Disney"}, {"Character.AI"}),
    ("Disney sent a cease and desist letter to Character.AI.", "cease_and_desist", {"Disney"}, {"Character.AI"}),
    ("Character.AI received a cease-and-desist letter from Disney.", "cease_and_desist", {"Disney"}, {"Character.AI"}),
    ("Disney demanded that Character.AI remove its characters.", "demand", {"Disney"}, {"Character.AI"}),
    ("Disney threatened to sue Character.AI.", "legal_threat", {"Disney"}, {"Character.AI"}),
    ("Disney condemned Character.AI for its use of Mickey Mouse.", "statement", {"Disney"}, {"Character.AI"}),
    # filings, decisions
    ("OpenAI asked the judge to dismiss the New York Times's lawsuit.", "court_filing", {"OpenAI"}, {"New York Times"}),
    ("OpenAI moved to dismiss the claims of the New York Times.", "court_filing", {"OpenAI"}, {"New York Times"}),
    ("Judge Stein denied OpenAI's motion to dismiss the New York Times's suit.", "ruling", set(), {"OpenAI"}),
    ("A federal judge dismissed the Authors Guild's claims against OpenAI.", "ruling", set(), {"OpenAI"}),
    ("A federal judge refused to dismiss the Authors Guild's claims against OpenAI.", "ruling", set(), {"OpenAI"}),
    ("The judge refused to dismiss the Authors Guild's claims against OpenAI.", "ruling", set(), {"OpenAI"}),
    ("The New York Times appealed the ruling in favour of OpenAI.", "appeal", {"New York Times"}, set()),
    # down
    ("The Authors Guild dropped its lawsuit against OpenAI.", "dismissal", {"Authors Guild"}, {"OpenAI"}),
    ("Universal Music settled its lawsuit with Udio.", "settlement", {"Universal Music", "Udio"}, set()),
    ("Universal Music and Udio settled on Wednesday.", "settlement", {"Universal Music", "Udio"}, set()),
    ("Udio agreed to settle with Universal Music.", "settlement", {"Universal Music", "Udio"}, set()),
    ("News Corp signed a licensing deal with OpenAI.", "licensing_deal", {"News Corp", "OpenAI"}, set()),
    ("News Corp and OpenAI struck a licensing agreement.", "licensing_deal", {"News Corp", "OpenAI"}, set()),
]


def forms(reading: Reading, names: tuple[str, ...]) -> set[str]:
    """All forms of some parties of a reading."""
    parties = {party.name: {party.name, *party.aliases} for party in reading.parties}
    return {form for name in names for form in parties[name]}


@pytest.mark.parametrize(("sentence", "action", "actors", "targets"), WORDINGS)
def test_wording_is_told_as_its_action(
    sentence: str, action: str, actors: set[str], targets: set[str], tell: Callable[..., Reading]
) -> None:
    reading = tell(sentence)
    found = [report for report in reading.reports if report.action == action]
    assert len(found) == 1, [report.action for report in reading.reports]
    assert actors <= forms(reading, found[0].actors)
    assert targets <= forms(reading, found[0].targets)


@pytest.mark.parametrize(
    ("sentence", "action", "not_action"),
    [
        ("OpenAI moved to dismiss the suit of the New York Times.", "court_filing", "dismissal"),
        ("Judge Ada Quill dismissed the Authors Guild's suit against OpenAI.", "ruling", "dismissal"),
        ("A federal judge refused to dismiss the Authors Guild's suit against OpenAI.", "ruling", "dismissal"),
        ("A judge refused to dismiss the Authors Guild's suit against OpenAI.", "ruling", "dismissal"),
        ("Disney sent Midjourney a cease-and-desist letter and threatened to sue.", "cease_and_desist", "lawsuit"),
        ("OpenAI dismissed the New York Times's allegations as baseless.", "response", "ruling"),
        ("Disney asked Midjourney to license its characters.", "demand", "licensing_deal"),
        pytest.param(
            "The Authors Guild opposes OpenAI's motion to dismiss its suit.",
            "court_filing",
            "dismissal",
            marks=pytest.mark.xfail(reason="two filings in one sentence, taken for one of both sides"),
        ),
    ],
)
def test_actions_that_share_words(sentence: str, action: str, not_action: str, tell: Callable[..., Reading]) -> None:
    told = {report.action for report in tell(sentence).reports}
    assert action in told
    assert not_action not in told


@pytest.mark.parametrize("other", ["Disney", "Midjourney", "Suno"])
def test_no_step_without_its_quote(other: str, tell: Callable[..., Reading]) -> None:
    text = f"It rained on Monday. Warner Music sued {other} on Tuesday. Nobody was there."
    assert [report.quote for report in tell(text).reports] == [f"Warner Music sued {other} on Tuesday."]


def test_title_gives_no_quote(tell: Callable[..., Reading]) -> None:
    assert tell("It rained on Monday.", title="Disney sues Midjourney").reports == ()
