"""Excerpts: sentences, offsets, and what is left out of them."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from disputes.types import Article
from nlp.excerpt import IN_TITLE, LONGEST, make, tame

LANGUAGE = English()


def excerpt_of(text: str, title: str = "") -> Doc:
    return make(LANGUAGE, Article("a", title, "2026-01-05", text))


def sentences(text: str, title: str = "") -> list[str]:
    return [sent.text for sent in excerpt_of(text, title).sents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They sued. It replied.", ["They sued.", "It replied."]),
        ("A headline\nThe text goes on", ["A headline", "The text goes on"]),
        ("One line\r\n\r\nanother line", ["One line", "another line"]),
        ("Old breaks\u2028new line\x0bpage", ["Old breaks", "new line", "page"]),
        ("“We object.” The suit followed.", ["“We object.”", "The suit followed."]),
        ("John R. Smith sued Acme Inc. The judge agreed.", ["John R. Smith sued Acme Inc.", "The judge agreed."]),
        ("It cited Doe v. Roe again.", ["It cited Doe v. Roe again."]),
        ("The case (No. 3:23-cv-03417) goes on.", ["The case (No. 3:23-cv-03417) goes on."]),
        ("", []),
        (" \t\n\r\n \u00a0 ", []),
        ("\n" * 100_000, []),
    ],
)
def test_splits_at_full_stops_and_line_breaks(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_every_token_stands_at_its_offset_in_the_article() -> None:
    text = "On Monday\u00a0they  sued.\tIt\x00replied:\r\n“No\u2028comment.”"
    doc = excerpt_of(text, "A title")
    offsets = doc.user_data["excerpt"].offsets
    places = [(offset, token.text) for offset, token in zip(offsets, doc, strict=True) if offset != IN_TITLE]
    assert [text[offset : offset + len(word)] for offset, word in places] == [word for _, word in places]
    assert [token.text for token, offset in zip(doc, offsets, strict=True) if offset == IN_TITLE] == ["A", "title"]


def test_a_span_has_the_characters_that_the_article_has() -> None:
    text = "First words. They\tsued  it on\u00a0Monday. Last words."
    doc = excerpt_of(text, "A title. Of two parts")
    start, end = doc.user_data["excerpt"].chars(list(doc.sents)[2])
    assert text[start:end] == "They\tsued  it on\u00a0Monday."


def test_control_characters_part_words_and_are_no_words() -> None:
    assert [token.text for token in excerpt_of("They\x00 sued\x1b\x07it\ufeff.")] == ["They", "sued", "it", "."]


@pytest.mark.parametrize(
    "junk", ["a" * 100_000, "1" * 100_000, '"' * 100_000, "(" * 100_000, "a-" * 50_000, "'s" * 50_000]
)
def test_leaves_out_words_that_nobody_writes(junk: str) -> None:
    text = f"They sued. {junk} It replied."
    assert [token.text for token in excerpt_of(text)] == ["They", "sued", ".", "It", "replied", "."]
    assert len(tame(Article("a", "", "2026", text)).text) == len(text)


def test_leaves_out_sentences_that_nobody_writes() -> None:
    assert sentences("They sued. And " + "so on, " * 500 + "and on. It replied.") == ["They sued.", "It replied."]


def test_an_article_without_end_is_cut() -> None:
    assert LONGEST - 20 < len(excerpt_of("They sued it again. " * LONGEST)) <= LONGEST


def test_a_tame_article_stays_itself() -> None:
    article = Article("a", "A title", "2026-01-05", "They sued.\r\n\tIt replied – “no”.")
    assert tame(article) is article


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter and get Tarrow Pro",
        "Register for the Tarrow AI Lab: from design to deployment",
        "Related: Nomira sued over books",
        "Featured image: Ada Quill/Tarrow Images",
        "Most popular stories",
        "© 2026 Tarrow Media",
        "Writers sue Nomira over books | The Larkfield Ledger",
    ],
)
def test_what_a_page_shows_beside_its_article_is_left_out(line: str) -> None:
    text = f"Ann Larkfield sued Quillon AI.\n{line}\nThe case goes on."
    assert [sent for sent in sentences(text) if sent] == ["Ann Larkfield sued Quillon AI.", "The case goes on."]


@pytest.mark.parametrize(
    "line",
    [
        "Images of hers were copied, Ann Larkfield says.",
        "Getty sued Stability AI on Monday.",
        "Joining them is the publisher Dunmore Books.",
        "Most popular music generators learn from songs, Dunmore Records says.",
        "Larkfield v. Quillon AI, over novels | Pending",
        "Larkfield Books and Quillon AI | Delaware | Pending",
        "Larkfield Books and Quillon AI | Filed in 2025",
        "Pictures that she drew of the two girls prove it: Quillon AI copied them, Ann Larkfield says.",
        "In this photo, " + "as in many others that she took, " * 3 + "Ann Larkfield says, Quillon AI found her style.",
    ],
)
def test_what_begins_alike_stays(line: str) -> None:
    assert line in sentences(line)
