import random
from collections.abc import Callable

import pytest
from crawl_site import Answer, Site, articles, item, outcomes, page, rss, source

from crawler.crawl import crawl
from crawler.duplicates import Stories, containment, hashed_shingles, pack, sketch_of
from disputes.settings import Settings

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
        known.add(f"a{number}", f"s{number}", sketch_of(packed[f"a{number}"]))
    return known


def told(stories: Stories, text: str) -> str:
    return stories.story_of("new", sketch_of(pack(hashed_shingles(text))))


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
    stories.add("short", "short", sketch_of(pack(hashed_shingles(text))))
    assert told(stories, text) == "new"


def test_containment_is_of_the_shorter_text() -> None:
    long, short = hashed_shingles(" ".join(story(1))), hashed_shingles(" ".join(story(1)[:5]))
    assert containment(long, short) == 1.0
    assert containment(long, set()) == 0.0


def test_all_versions_of_a_page_and_its_syndicated_copy_come_to_one(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    """Accelerated, mobile and printed ones by address or by what they say; a copy elsewhere only if its text agrees."""
    site, other = site_of({}), site_of({})
    says = f'<head><link rel="canonical" href="{site.base}/a-1">'
    site.pages |= {path: Answer(page(1)) for path in ("/a-1", "/a-1/amp", "/a-1?print=1", "/a-1/print")}
    site.pages["/mobile?id=1"] = Answer(page(1).replace("<head>", says))
    other.pages |= {"/copy": Answer(page(1).replace("<head>", says)), "/liar": Answer(page(2).replace("<head>", says))}
    site.pages["/feed.xml"] = rss("".join(item(path) for path in site.pages))
    other.pages["/feed.xml"] = rss(item("/copy") + item("/liar"))
    crawl(settings, [source("one", site.base + "/feed.xml")])
    crawl(settings, [source("one", site.base + "/feed.xml"), source("two", other.base + "/feed.xml")])
    assert articles(settings) == ["Matter 1", "Matter 2"]
    assert sorted(site.fetched("/a-1")) == ["/a-1"]
    found = {path: outcome for path, (outcome, _) in outcomes(settings).items()}
    assert {found["/a-1"], found["/mobile?id=1"]} <= {"stored", "duplicate"}  # whichever came first
    assert (found["/copy"], found["/liar"]) == ("duplicate", "stored")
