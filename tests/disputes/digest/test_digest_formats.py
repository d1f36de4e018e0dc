"""What the formats make of a week: they parse, stay small, say the same twice, and let no text become markup."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import feedparser
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from newsdesk import Newsdesk

from disputes.digest import FORMATS, Digest, build
from disputes.digest import render as render_bytes
from disputes.digest.html import LARGEST
from disputes.digest.markdown import address, escape
from disputes.digest.outline import sections
from disputes.errors import ConfigError
from disputes.store import Store
from disputes.telling.identity import urn_of
from disputes.telling.lines import Limits
from disputes.telling.wording import clean, money

WEEK = (date(2026, 2, 16), date(2026, 2, 22))
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example>",
    "# Heading\n\n- item\n\n| a | b |\n|---|---|\n> quote\n\n```\ncode",
    "*bold* _it_ **b** __b__ `c` ~~s~~ $x$ &lt;b&gt; &#60;i&#62; \\[x](y)",
    "\u202egnp.exe \x00\x07\x1b[31m\u2028\ufeff\u200b\ufdd0\U0001ffff",
    ']( http://evil.example "t") </q></li></ul><h1>x</h1> {{ 7*7 }} {% raw %}',
    "1. one\n===\n---\n[ref]: http://evil.example",
    "Z" + "\u0301" * 5000,
    "word " * 2000,
    "x" * 10_000,
]
TAGS = {"h1", "h2", "h3", "p", "br", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "a"}


def render(digest: Digest, format: str) -> str:
    return render_bytes(digest, format).decode()


def digest_of(store: Store) -> Digest:
    return build(store, *WEEK)


@pytest.fixture
def hostile_week(desk: Newsdesk) -> Store:
    """A week of which every text is hostile."""
    desk.step("x", "lawsuit", "2025-02-18")
    for number, text in enumerate(HOSTILE):
        desk.titles[f"d{number}"] = text
        about = {"title": text, "outlet": text, "court": text, "docket": text, "credited_to": text, "quote": text}
        names = {"actors": (text,), "targets": (text, "B"), "tools": (text,)}
        for status in ("happened", "threatened", "scheduled"):
            desk.step(f"d{number}", "lawsuit", "2026-02-18", status=status, amount_usd=1e300, **about, **names)
        desk.step(f"d{number}", "ruling", "2026-02-19", before=text, after=text, url=f"javascript:{number}", **about)
    store = desk.save()
    store.record_feed("http://f.example", source_id=HOSTILE[0], checked_at="2026-02-20", error=HOSTILE[2])
    return store


class Tags(HTMLParser):
    """Every tag and every address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}


def tags_of(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "pdf"])
@pytest.mark.parametrize("week", ["empty", "full_week", "hostile_week"])
def test_the_same_week_gives_the_same_bytes(
    request: pytest.FixtureRequest, desk: Newsdesk, format: str, week: str
) -> None:
    store = desk.save() if week == "empty" else request.getfixturevalue(week)
    with Store.open(store.path, read_only=True) as again:
        assert render_bytes(digest_of(store), format) == render_bytes(digest_of(again), format)


@pytest.mark.parametrize("week", ["empty", "full_week", "hostile_week"])
def test_the_page_is_strict_html_without_anything_from_elsewhere(
    request: pytest.FixtureRequest, desk: Newsdesk, week: str
) -> None:
    store = desk.save() if week == "empty" else request.getfixturevalue(week)
    page = render(digest_of(store), "html")
    html5lib.HTMLParser(strict=True).parse(page)
    found = tags_of(page)
    assert not found.tags & {"script", "style", "link", "img", "iframe", "object", "form", "input", "base"}
    assert not {name for name in found.attributes if name.startswith("on") or name == "id"}
    assert all(re.fullmatch(r"https?://news\.example/\d+", address) for address in found.addresses)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufdd0]", page)


def test_the_page_names_its_language_its_table_and_its_charts(full_week: Store) -> None:
    tree = html5lib.parse(render(digest_of(full_week), "html"), namespaceHTMLElements=False)
    assert tree.get("lang") == "en" and tree.findtext(".//title")
    assert [heading.get("scope") for heading in tree.iter("th")].count(None) == 0
    charts = [element for element in tree.iter() if str(element.tag).endswith("svg")]
    assert [chart.get("role") for chart in charts] == ["img", "img"]
    assert all("up" in (chart.get("aria-label") or "") for chart in charts[:1])


def test_the_text_stays_text_in_markdown(hostile_week: Store) -> None:
    markdown = render(digest_of(hostile_week), "md")
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)
    found = tags_of(page)
    assert found.tags <= TAGS
    assert all(re.fullmatch(r"https?://news\.example/\d+", address) for address in found.addresses)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufdd0]", markdown)
    assert "alert(1)" in page  # kept as words, not dropped


def test_markdown_headings_are_ours_alone(hostile_week: Store) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(render(digest_of(hostile_week), "md"))
    levels = [token.tag for token in tokens if token.type == "heading_open"]
    assert levels.count("h1") == 1
    assert sum(token.type == "table_open" for token in tokens) == 1
    assert max(map(len, render(digest_of(hostile_week), "md").splitlines())) < 6000


def test_a_flood_is_shortened_to_what_e_mail_programs_show(desk: Newsdesk) -> None:
    for number in range(150):
        desk.step(f"Dispute {number}", "lawsuit", "2026-02-18", quote="word " * 300, title="title " * 300)
    page = render(digest_of(desk.save()), "html")
    assert len(page.encode()) <= LARGEST
    assert "more are in the database" in page


def test_what_grows_when_it_is_escaped_stays_as_small(desk: Newsdesk) -> None:
    """Each of these characters takes five bytes of a page, and an address is not shortened."""
    marks = '"' * 400
    names = {part: tuple(f"{marks[:79]}{number}" for number in range(5)) for part in ("actors", "targets", "tools")}
    about: dict[str, Any] = {"title": marks, "outlet": marks, "court": marks, "docket": marks, "quote": marks} | names
    for number in range(12):
        for action, status in (("lawsuit", "happened"), ("settlement", "happened"), ("hearing", "scheduled")):
            url = f"https://news.example/{number}/{action}?{'&' * 3000}"
            desk.step(f"{marks}{number}", action, "2026-02-20", status=status, amount_usd=1e6, url=url, **about)
    page = render(digest_of(desk.save()), "html")
    assert len(page.encode()) <= LARGEST and "12 more are in the database" in page
    html5lib.HTMLParser(strict=True).parse(page)


def test_every_step_has_its_quote_and_its_source(full_week: Store) -> None:
    digest = digest_of(full_week)
    for format in ("md", "html"):
        text = render(digest, format)
        for step in digest.steps:
            assert step.quote.text.replace("_", "\\_" if format == "md" else "_") in text
            assert step.citations[0].url is not None and step.citations[0].url in text


def test_an_empty_week_says_so(desk: Newsdesk) -> None:
    digest = digest_of(desk.save())
    assert "No step that moves a dispute was found" in render(digest, "md")
    assert "No step that moves a dispute was found" in render(digest, "html")


@pytest.mark.parametrize(
    ("action", "direction", "said"),
    [
        ("ruling", "neutral", "No dispute went up or came down; no new suits, 1 ruling"),
        ("lawsuit", "up", "1 dispute went up and none came down; 1 new suit"),
        ("settlement", "down", "No disputes went up and 1 came down"),
    ],
)
def test_the_first_sentence_says_what_moved(desk: Newsdesk, action: str, direction: str, said: str) -> None:
    desk.step("Books", "statement", "2025-05-01")
    desk.step("Books", action, "2026-02-18", direction=direction)
    assert said in render(digest_of(desk.save()), "md")


def test_tells_the_week_in_words(full_week: Store) -> None:
    text = render(digest_of(full_week), "md")
    assert "# Week 2026-W08: 16 to 22 February 2026" in text
    assert "from stage 1 (voice) to stage 4 (suit)" in text
    assert "N.D. Cal., No. 3:26-cv-01234 · \\$1.5 billion" in text
    assert "February 2026 (day not stated, first reported on 21 February 2026)" in text
    assert "set for 3 March 2026" in text
    assert "threatened, first reported on 18 February 2026" in text


@pytest.mark.parametrize("format", ["md", "html", "txt"])
def test_says_what_the_marks_mean_that_stand_there(desk: Newsdesk, format: str) -> None:
    assert "points" not in render(digest_of(desk.save()), format)
    desk.step("Books", "lawsuit", "2026-02-18")
    desk.step("Books", "lawsuit", None, "2026-02-18", status="threatened")
    said = html5lib.parseFragment(render(digest_of(desk.save()), format), namespaceHTMLElements=False)
    assert "▲ points up · ○ has not happened, or is silent\n" in "".join(said.itertext())


@pytest.mark.parametrize(
    ("heading", "steps"),
    [
        ("What went up", ["Films saw a statement.", "Old quarrel saw a lawsuit."]),
        ("What came down", ["Songs saw a settlement."]),
        ("Other steps", ["Books saw a ruling."]),
        ("New disputes", ["Films saw a statement."]),
        ("New suits", ["Old quarrel saw a lawsuit."]),
        ("Rulings", ["Books saw a ruling."]),
        ("Money", ["Old quarrel saw a lawsuit.", "Songs saw a settlement."]),
        ("Threatened", ["Films saw a lawsuit."]),
        ("Coming dates", ["Books saw a hearing."]),
        ("Reported late", ["Images saw a demand."]),
    ],
)
def test_each_section_tells_its_steps(full_week: Store, heading: str, steps: list[str]) -> None:
    told = {
        found.heading: {line.quote.text for entry in found.entries for line in entry.lines}
        for found in sections(digest_of(full_week), Limits())
    }
    assert set(steps) <= told[heading]
    assert not told[heading] & {"Images saw a lawsuit.", "Songs saw a lawsuit."}  # of other weeks
    for format in ("md", "html", "txt"):
        assert heading.casefold() in render(digest_of(full_week), format).casefold()


def test_the_numbers_stand_against_those_of_the_week_before(desk: Newsdesk) -> None:
    for day in ("2026-02-10", "2026-02-18", "2026-02-19"):
        desk.step(f"Case of {day}", "lawsuit", day)
    digest = digest_of(desk.save())
    table = html5lib.parse(render(digest, "html"), namespaceHTMLElements=False).find(".//table")
    assert table is not None
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["Count", "This week", "Week before", "Change"] and ["New suits", "2", "1", "+1"] in rows
    assert "| New suits | 2 | 1 | +1 |" in render(digest, "md")


def test_a_source_that_fell_silent_is_told_in_every_text(full_week: Store) -> None:
    for format in ("md", "html", "txt"):
        text = render(digest_of(full_week), format)
        assert "sources that fell silent" in text.casefold() and "last check failed: 503" in text


def test_whatever_holds_text_has_its_style_inlined(full_week: Store) -> None:
    tree = html5lib.parse(render(digest_of(full_week), "html"), namespaceHTMLElements=False)
    tags = ("body", "main", "h1", "h2", "h3", "p", "table", "th", "td", "ul", "a")
    bare = [element.tag for tag in tags for element in tree.iter(tag) if not element.get("style")]
    assert bare == [] and all(tree.find(f".//{tag}") is not None for tag in tags)


def test_the_feed_of_a_week_has_an_entry_a_step_under_the_id_of_the_step(full_week: Store) -> None:
    digest = digest_of(full_week)
    found = feedparser.parse(render_bytes(digest, "atom"))
    told = (*digest.steps, *digest.threatened, *digest.coming, *digest.late)
    assert not found.bozo and found.feed.title == "Week 2026-W08: 16 to 22 February 2026"
    assert {entry.id: entry.link for entry in found.entries} == {
        urn_of("event", step.event_id): step.citations[0].url for step in told
    }
    assert all(any(step.quote.text in entry.content[0].value for step in told) for entry in found.entries)


def test_json_gives_the_records_whole(full_week: Store) -> None:
    found = json.loads(render(digest_of(full_week), "json"))
    assert (found["format"], found["version"], found["period"]["label"]) == ("disputes-digest", 1, "2026-W08")
    assert [move["title"] for move in found["moves"]] == ["Books", "Old quarrel", "Songs", "Films"]
    assert found["counts"]["suits"] == 1 and found["counts_before"]["suits"] == 0


def test_an_unknown_format_is_an_error_that_names_the_known() -> None:
    with pytest.raises(ConfigError, match="md, html, txt, pdf, json, atom"):
        render(None, "docx")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ink & Sons sued", "Ink & Sons sued"),
        ("&lt;b&gt; &amp", "\\&lt;b\\&gt; &amp"),
        ("# no heading", "\\# no heading"),
        ("1. no item", "1\\. no item"),
        ("- no item", "\\- no item"),
        ("cease-and-desist, 3.5 points", "cease-and-desist, 3.5 points"),
        (
            "see https://x.example or www.x.example, a@b.example",
            "see https\\://x.example or www\\.x.example, a\\@b.example",
        ),
        ("a|b [c](d) *e* `f`", "a\\|b \\[c\\](d) \\*e\\* \\`f\\`"),
    ],
)
def test_escapes_what_opens_markup_and_nothing_else(text: str, shown: str) -> None:
    assert escape(text) == shown


@given(st.text(max_size=200))
def test_any_text_survives_markdown_as_text(text: str) -> None:
    line = clean(text)
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"- **{escape(line)}** {escape(line)}.")
    assert tags_of(page).tags <= {"ul", "li", "strong", "p"}


@given(st.text(max_size=300), st.integers(10, 60))
def test_cleaning_gives_one_short_visible_line(text: str, limit: int) -> None:
    line = clean(text, limit)
    assert len(line) <= limit and len(line.splitlines()) <= 1 and clean(line, limit) == line
    line.encode()


def test_an_address_can_neither_end_its_link_nor_hold_an_entity() -> None:
    assert address("https://x.example/a(b)<c>?d=1&lt;=2") == "https://x.example/a%28b%29%3Cc%3E?d=1&amp;lt;=2"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (1.5e9, "$1.5 billion"),
        (22500.0, "$22,500"),
        (0.0, "$0"),
        (1999999.0, "$2 million"),
        (12.5, "$12.50"),
        (None, ""),
    ],
)
def test_writes_sums_as_people_do(amount: float | None, shown: str) -> None:
    assert money(amount) == shown
