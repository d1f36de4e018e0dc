"""The first look: it may keep what does not matter, and must hardly ever lose what does."""

import json

import pytest

from crawler.look import entry_may_matter, page_may_matter
from disputes.catalog import DATA

GOLD = [json.loads(line) for line in (DATA / "sample" / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line]
RELEVANT = [gold for gold in GOLD if gold["relevant"]]


def test_no_page_on_the_subject_is_lost() -> None:
    assert [gold["id"] for gold in RELEVANT if not page_may_matter(gold["text"])] == []


@pytest.mark.parametrize(("summary", "floor"), [(300, 0.98), (0, 0.9)])
def test_few_entries_on_the_subject_are_lost(summary: int, floor: float) -> None:
    """With a summary as feeds have it; with the headline alone, as news sitemaps do."""
    kept = [gold for gold in RELEVANT if entry_may_matter(gold["title"], gold["text"][:summary])]
    assert len(kept) / len(RELEVANT) >= floor


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        ("Disney sends ByteDance a letter", "", True),
        ("Judge approves settlement", "", True),
        ("A bridge opens over the river", "", False),
        ("A bridge opens over the river", "It was built in two years.", False),
        ("Council sued over bridge", "The court will hear the builders in May.", False),
        ("", "", True),
    ],
)
def test_entries(title: str, summary: str, expected: bool) -> None:
    assert entry_may_matter(title, summary) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI was sued on Monday.", True),
        ("A film studio sued over a chatbot that it had not licensed.", True),
        ("The mayor said that rain would come. " * 50, False),
        ("A generative model painted this.", False),
    ],
)
def test_pages(text: str, expected: bool) -> None:
    assert page_may_matter(text) is expected
