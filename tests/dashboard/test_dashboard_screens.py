"""Every page in a real Chromium: sound and legible, by night and on narrow screens too, whatever the web put there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import ARTICLE, INSIDE, TOP, Visit

from dashboard.screenshot import CHART, PICTURES, SIZE, chromium, settled, take

if chromium() is None:
    pytest.skip("no Chromium found: the dashboard was not opened in a browser", allow_module_level=True)

from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


def test_the_steps_of_the_overview_are_spread_over_time(full: Visit) -> None:
    page = full.open()
    page.wait_for_selector(f"{CHART} path[aria-roledescription=point]")
    places = (
        page.locator(CHART)
        .first.locator("path[aria-roledescription=point]")
        .evaluate_all("marks => marks.map(mark => mark.getBoundingClientRect()).map(box => [box.x, box.y])")
    )
    assert len({(round(x), round(y)) for x, y in places}) == len(places) == 6 * 7
    assert max(x for x, _ in places) - min(x for x, _ in places) > 500


CONTRAST = """() => {  // the least contrast of our text with the page's ground, as WCAG 2 has it
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
    const context = canvas.getContext('2d', {willReadFrequently: true});
    const ground = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
    const light = (...colours) => {
        context.clearRect(0, 0, 1, 1);
        for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
        const channel = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
        return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
    };
    const below = light(ground);
    const words = [...document.querySelectorAll('.d p, .d td, .d th, .d a, .d dd, .d dt, .d .quiet, .d .tag')];
    return Math.min(...words.filter(word => word.innerText.trim()).map(word => {
        const above = light(ground, getComputedStyle(word).color);
        return (Math.max(above, below) + 0.05) / (Math.min(above, below) + 0.05);
    }));
}"""


AUDIT = """() => {
    const wrong = [];
    const seen = element => element.getClientRects().length > 0;
    const name = element => (element.getAttribute('aria-label') || element.textContent || element.title
        || (element.labels && element.labels[0] && element.labels[0].innerText) || '').trim();
    const heads = [...document.querySelectorAll('h1')].filter(seen);
    if (heads.length !== 1) wrong.push(`${heads.length} first headings`);
    for (const element of document.querySelectorAll('a, button, input:not([tabindex="-1"]), summary, [role=img]'))
        if (seen(element) && !name(element)) wrong.push(`no name: ${element.outerHTML.slice(0, 120)}`);
    const levels = [...document.querySelectorAll('main h1, main h2, main h3, main h4')].filter(seen)
        .map(head => Number(head.tagName[1]));
    levels.forEach((level, at) => at && level > levels[at - 1] + 1 && wrong.push(`h${level} after h${levels[at - 1]}`));
    for (const link of document.querySelectorAll('.d a.title'))
        if (link.getBoundingClientRect().height < 24) wrong.push('a link that a finger misses');
    for (const table of document.querySelectorAll('table'))
        if (!table.querySelector('th[scope]')) wrong.push('a table without headers');
    for (const chart of document.querySelectorAll('[data-testid=stVegaLiteChart] svg [role=graphics-document]'))
        if (!chart.getAttribute('aria-label')) wrong.push('a chart that says nothing');
    if (document.querySelector("[src*='evil'], [href*='//evil'], [href^='javascript'], .d script, .d style"))
        wrong.push('markup from the web');
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) wrong.push('scrolls sideways');
    return wrong;
}"""


@pytest.mark.parametrize(
    ("kind", "paths"), [("full", TOP + INSIDE), ("empty", (*TOP, "parties?party=Nobody")), ("hostile", TOP + INSIDE)]
)
def test_every_page_is_sound(visit: Callable[[str], Visit], kind: str, paths: tuple[str, ...]) -> None:
    shown = visit(kind)
    for path in paths:
        page = shown.open(path.format(article=ARTICLE))
        assert (path, page.title().endswith(" · AI copyright disputes"), page.evaluate(AUDIT)) == (path, True, [])
        assert page.evaluate(CONTRAST) >= 4.5, path
        expect(page.get_by_text("last crawl")).to_be_visible()
        expect(page.get_by_text("could not be drawn")).to_have_count(0)
        expect(page.get_by_text("cannot be shown")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "Overview"),
        ("parties?show=Network", "Parties and tools"),
        ("dispute?dispute=d1", "Claimant 1 v. Respondent 1"),
        ("parties?party=Claimant+1", "Claimant 1"),
        ("parties?tool=Tool+1", "Tool 1"),
        ("cases?case=c1", "Caption 1"),
        (f"articles?article={ARTICLE}", "Title 2"),
    ],
)
def test_a_tab_says_first_what_it_shows(full: Visit, path: str, title: str) -> None:
    expect(full.open(path)).to_have_title(f"{title} · AI copyright disputes")


def test_hostile_text_is_shown_as_it_is(hostile: Visit) -> None:
    for path in ("", "dispute?dispute=d0", "articles", "cases", "health"):
        expect(hostile.open(path).get_by_text("document.title='owned'").first).to_be_visible()


def test_days_do_not_shift_with_the_reader(opened: Browser, served: Callable[[str], str]) -> None:
    places = []
    for zone in ("America/Los_Angeles", "Asia/Tokyo"):
        page = opened.new_page(viewport=SIZE, timezone_id=zone)
        page.goto(f"{served('full')}/dispute?dispute=d1")
        page.wait_for_selector(f"{CHART} path[aria-label]")
        settled(page)
        points = page.locator(f"{CHART} path[aria-label*='Claimant 1']").all()
        places.append([(point.get_attribute("aria-label"), point.get_attribute("transform")) for point in points])
        page.close()
    assert len(places[0]) == 7
    assert places[0] == places[1]


@pytest.mark.parametrize("width", [360, 390])
def test_narrow_screens_do_not_scroll_sideways(full: Visit, width: int) -> None:
    full.page.set_viewport_size({"width": width, "height": 800})
    for path in (*TOP, "dispute?dispute=d1", "parties?show=Network", "cases?show=Side+by+side", "cases?case=c1"):
        page = full.open(path)
        assert (path, page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")) == (path, width)


def test_on_a_telephone_no_name_covers_the_chart(full: Visit) -> None:
    shown = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg .mark-text text')]
        .filter(name => name.textContent.includes(' v. ') && Number(name.getAttribute('opacity') ?? 1) > 0).length"""
    page = full.open()
    page.wait_for_selector(f"{CHART} .mark-text text")
    assert page.evaluate(shown) > 0
    full.page.set_viewport_size({"width": 390, "height": 800})
    page = full.open()
    page.wait_for_selector(f"{CHART} path[aria-label]")
    assert page.evaluate(shown) == 0
    times = page.locator(f"{CHART}").first.locator(".role-axis-label text").filter(has_text=re.compile(r"\d{4}$"))
    assert {time[-4:] for time in times.all_text_contents()} <= {"2024", "2025"}


def test_on_a_telephone_the_heads_of_suits_side_by_side_stay(full: Visit) -> None:
    full.page.set_viewport_size({"width": 390, "height": 800})
    page = full.open("cases?show=Side+by+side")
    head = page.get_by_role("rowheader", name="Docket")
    before = head.bounding_box()
    page.evaluate("document.querySelector('.d.scroll').scrollLeft = 150")
    assert page.evaluate("document.querySelector('.d.scroll').scrollLeft") > 50
    after = head.bounding_box()
    assert before and after and before["x"] == after["x"]


def test_on_a_telephone_no_word_of_a_table_is_broken(full: Visit) -> None:
    full.page.set_viewport_size({"width": 390, "height": 800})
    page = full.open("health")
    lines = page.get_by_role("cell", name="outlet", exact=True).first.evaluate(
        "cell => { const range = document.createRange(); range.selectNodeContents(cell);"
        " return new Set([...range.getClientRects()].map(line => line.top)).size; }"
    )
    address = page.get_by_role("cell", name="https://outlet.invalid/feed").first.bounding_box()
    assert lines == 1
    assert address and address["width"] >= 150


def test_the_source_of_a_step_is_seen_without_sliding(full: Visit) -> None:
    page = full.open("?table=Steps")
    beyond = "[...document.querySelectorAll('.d.scroll')].map(table => table.scrollWidth - table.clientWidth)"
    assert max(page.evaluate(beyond)) <= 0


def test_a_name_within_a_sentence_is_marked_by_its_kind(full: Visit) -> None:
    page = full.open(f"articles?article={ARTICLE}")
    style = "mark => { const found = getComputedStyle(mark); return [found.backgroundColor, found.boxShadow]; }"
    name, alone, legend = (
        page.locator(where).first.evaluate(style)
        for where in (".text mark.step.party", ".text mark.step:not(.party)", "dd > mark.party")
    )
    assert name[0] == alone[0] and name[1] == legend[1] != alone[1]
    assert page.locator(".text mark").first.evaluate("mark => getComputedStyle(mark).paddingLeft") == "0px"


def test_text_stands_out_by_night_too(opened: Browser, served: Callable[[str], str]) -> None:
    page = opened.new_page(viewport=SIZE, color_scheme="dark")
    for path in (*TOP, *INSIDE):
        page.goto(f"{served('full')}/{path.format(article=ARTICLE)}")
        settled(page)
        assert page.evaluate(CONTRAST) >= 4.5, path
    page.close()


def test_screenshots(stores: dict[str, Path], tmp_path: Path, opened: Browser) -> None:
    pictures = take(stores["full"], tmp_path / "pictures", opened)
    assert [picture.stem for picture in pictures] == [picture[0] for picture in PICTURES]
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
