"""Steps of which one holds several: each licence is of one rights holder, each known suit of one case."""

from collections.abc import Callable

import pytest

from disputes.types import Reading


def parties(reading: Reading, action: str) -> list[set[str]]:
    return [{*report.actors, *report.targets} for report in reading.reports if report.action == action]


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI has signed licensing deals with the Adria Courier, the Morning Tribune and Loam Magazine, which let "
        "ChatGPT answer with their articles.",
        "The Adria Courier, the Morning Tribune and Loam Magazine have licensed their articles to OpenAI, the AI "
        "company said. OpenAI trains ChatGPT on them.",
    ],
)
def test_each_rights_holder_has_a_licence_of_its_own(text: str, tell: Callable[..., Reading]) -> None:
    deals = parties(tell(text), "licensing_deal")
    assert len(deals) == 3
    for holder in ("Adria Courier", "Morning Tribune", "Loam Magazine"):
        assert {"OpenAI", holder} in deals


def test_each_developer_in_a_list_has_a_licence_of_its_own(tell: Callable[..., Reading]) -> None:
    deals = parties(
        tell("Shutterstock has licensed its photos to OpenAI, Meta and Amazon for AI training."), "licensing_deal"
    )
    assert sorted(map(sorted, deals)) == [
        ["Amazon", "Shutterstock"],
        ["Meta", "Shutterstock"],
        ["OpenAI", "Shutterstock"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Adria Courier and the Morning Tribune signed a joint licence with Skimmer over its AI chatbot.",
        "Southern Mast Media, the owner of the Wellington Ledger, signed a licensing agreement with Skimmer over its "
        "AI chatbot.",
    ],
)
def test_a_common_licence_is_one(text: str, tell: Callable[..., Reading]) -> None:
    assert len(parties(tell(text), "licensing_deal")) == 1


def test_who_was_sued_apart_has_a_suit_of_its_own(tell: Callable[..., Reading]) -> None:
    text = "Universal Music Group, Sony Music and Warner Music Group sued Suno and Udio, makers of AI music, in June."
    labels = {"Universal Music Group", "Sony Music", "Warner Music Group"}
    suits = parties(tell(text, "2024-07-01"), "lawsuit")
    assert sorted(map(sorted, suits)) == sorted(sorted(labels | {maker}) for maker in ("Suno", "Udio"))
    together = parties(tell(text, "2024-06-01"), "lawsuit")  # when no case against either was known
    assert together == [labels | {"Suno", "Udio"}]


def test_who_was_sued_together_has_one_suit(tell: Callable[..., Reading]) -> None:
    text = "The New York Times sued OpenAI and Microsoft over the training of ChatGPT."
    assert parties(tell(text, "2024-01-03"), "lawsuit") == [{"New York Times", "OpenAI", "Microsoft"}]


def test_what_is_told_of_a_suit_by_itself_joins_it(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Universal Music Group and Warner Music Group sued Suno and Udio, makers of AI music, in June. The complaint "
        "against Suno, filed in Boston, says that its model was trained on their recordings.",
        "2024-07-01",
    )
    assert len(parties(reading, "lawsuit")) == 2


CLAIMANTS = [
    ("each with a case of its own", "The New York Times and The Intercept have sued OpenAI.", "2025-06-02", 2),
    ("of one case", "Disney and Universal have sued Midjourney over its image generator.", "2025-07-02", 1),
    ("of one no case is known", "The New York Times and the Ostrava Courier have sued OpenAI.", "2025-06-02", 1),
    ("before the second sued", "The New York Times and The Intercept have sued OpenAI.", "2024-01-10", 1),
    (
        "at a time at which one did not sue",
        "The New York Times and The Intercept sued OpenAI in December 2023.",
        "2025-06-02",
        1,
    ),
]


@pytest.mark.parametrize(
    ("text", "published", "count"), [case[1:] for case in CLAIMANTS], ids=[c[0] for c in CLAIMANTS]
)
def test_who_sued_apart_has_a_suit_of_its_own(
    text: str, published: str, count: int, tell: Callable[..., Reading]
) -> None:
    suits = [report for report in tell(text, published).reports if report.action == "lawsuit"]
    assert len(suits) == count
    assert sum(len(report.actors) for report in suits) == 2
