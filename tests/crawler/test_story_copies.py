import random

import pytest

from crawler.duplicates import Stories, containment, hashed_shingles, pack

WHO = ["studio", "label", "counsel", "court", "developer", "agency", "guild", "author", "publisher", "judge"]
DID = ["wrote", "answered", "denied", "claimed", "ruled", "said", "feared", "held", "asked", "warned"]
WHAT = ["letters", "models", "data", "licences", "motions", "books", "songs", "settlements", "filings", "films"]


def story(number: int, sentences: int = 40) -> list[str]:
    """Sentences of a made-up story: the same words as any other, in an order of its own."""
    chance = random.Random(number)
    return [
        f"On day {chance.randint(1, 28)} the {chance.choice(WHO)} {chance.choice(DID)} that {chance.choice(WHAT)} and "
        f"{chance.choice(WHAT)} concerned the {chance.choice(WHO)} more than {chance.choice(WHAT)} did."
        for _ in range(sentences)
    ]


@pytest.fixture(scope="module")
def stories() -> Stories:
    packed = {f"a{number}": pack(hashed_shingles(" ".join(story(number)))) for number in range(200)}
    known = Stories(packed.__getitem__)
    for number in range(200):
        known.add(f"a{number}", f"s{number}", hashed_shingles(" ".join(story(number))))
    return known


def told(stories: Stories, text: str) -> str:
    return stories.story_of("new", hashed_shingles(text))


def _edited(number: int, share: float) -> str:
    chance = random.Random(-number)
    return " ".join(
        f"edit{chance.random()}" if chance.random() < share else word for word in " ".join(story(number)).split()
    )


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("whole", lambda n: " ".join(story(n))),
        ("other case and marks", lambda n: " ".join(story(n)).upper().replace(".", " !")),
        ("half of it", lambda n: " ".join(story(n)[:20])),
        ("three tenths of it", lambda n: " ".join(story(n)[:12])),
        ("its end", lambda n: " ".join(story(n)[25:])),
        ("with a paragraph of its own", lambda n: " ".join(story(n + 5000, 12) + story(n)[:25])),
        ("one word in twenty changed", lambda n: _edited(n, 0.05)),
        ("sentences turned round", lambda n: " ".join(reversed(story(n)))),
    ],
)
def test_copies_are_recognised(stories: Stories, name: str, copy: object) -> None:
    found = [told(stories, copy(number)) == f"s{number}" for number in range(30)]  # type: ignore[operator]
    assert sum(found) >= 29, name


def test_other_stories_in_the_same_words_are_not_copies(stories: Stories) -> None:
    assert [told(stories, " ".join(story(number))) for number in range(1000, 1030)] == ["new"] * 30


@pytest.mark.parametrize("text", ["", "A short note.", "the court " * 500])
def test_texts_too_short_to_compare_are_their_own_story(stories: Stories, text: str) -> None:
    stories.add("short", "short", hashed_shingles(text))
    assert told(stories, text) == "new"


def test_containment_is_of_the_shorter_text() -> None:
    long, short = hashed_shingles(" ".join(story(1))), hashed_shingles(" ".join(story(1)[:5]))
    assert containment(long, short) == 1.0
    assert containment(long, set()) == 0.0
