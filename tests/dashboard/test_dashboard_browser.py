"""The dashboard in a real Chromium: clicked through, filters in the address bar, nothing asked of other hosts."""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from dashboard_store import key

from dashboard.launch import serving
from dashboard.screenshot import CHART, PICTURES, SIZE, browser, chromium, settled, take

if chromium() is None:
    pytest.skip("no Chromium found: the dashboard was not opened in a browser", allow_module_level=True)

from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
TOP = ("", "dispute", "parties", "cases", "articles", "review", "health")
INSIDE = (
    "?table=Steps",
    "dispute?dispute=d1",
    "parties?show=Network",
    "parties?party=Claimant+1",
    "parties?tool=Tool+1",
    "cases?show=Side+by+side",
    "cases?show=Counts",
    "cases?case=c1",
    "articles?article={article}",
    "review?queue=New+names",
    "review?correct=d1-e2",
)
ARTICLE = key("d1", 2)
PROBES = re.compile(r"/_stcore/(health|host-config)$")  # Streamlit looks for its server under each path of a deep link


@dataclass
class Visit:
    """A page that is open, and what it asked for and complained of."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.address}/{path}")
        settled(self.page)
        return self.page

    def watch(self) -> None:
        inside = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        self.page.on("request", lambda sent: sent.url.startswith(inside) or self.foreign.append(sent.url))
        self.page.on("websocket", lambda opened: opened.url.startswith(inside) or self.foreign.append(opened.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: (
                said.type != "error"
                or PROBES.search(said.location.get("url", "").split("?")[0])
                or self.complaints.append(said.text)
            ),
        )


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def servers(stores: dict[str, Path]) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        yield {kind: stack.enter_context(serving(path))[0] for kind, path in stores.items()}


@pytest.fixture
def visits(opened: Browser, servers: dict[str, str]) -> Iterator[dict[str, Visit]]:
    """A fresh page for each server; whatever a test does there, no other host is asked and nothing is complained of."""
    context = opened.new_context(viewport=SIZE, accept_downloads=True)
    pages = {kind: Visit(context.new_page(), address) for kind, address in servers.items()}
    for visit in pages.values():
        visit.watch()
    yield pages
    context.close()
    assert [visit.foreign for visit in pages.values()] == [[], [], []]
    assert [visit.complaints for visit in pages.values()] == [[], [], []]


@pytest.fixture
def full(visits: dict[str, Visit]) -> Visit:
    return visits["full"]


@pytest.fixture
def hostile(visits: dict[str, Visit]) -> Visit:
    return visits["hostile"]


def test_from_the_overview_to_a_dispute_and_back(full: Visit) -> None:
    page = full.open()
    expect(page.get_by_role("heading", name="AI copyright disputes")).to_be_visible()
    page.get_by_role("table").get_by_role("link", name="Claimant 4 v. Respondent 1").click()
    expect(page.get_by_role("heading", name="Claimant 4 v. Respondent 1")).to_be_visible()
    assert page.url.endswith("/dispute?dispute=d4")
    expect(page.locator("ol.steps > li")).to_have_count(7)
    expect(page.locator(CHART)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Timeline of escalation")).to_be_visible()


def test_a_click_on_a_step_of_the_chart_opens_its_dispute(full: Visit) -> None:
    page = full.open()
    point = page.locator(f"{CHART} path[aria-label*='Claimant 5']").first
    point.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("Quote")
    point.click()
    expect(page.get_by_role("heading", name="Claimant 5 v. Respondent 2")).to_be_visible()
    assert page.url.endswith("/dispute?dispute=d5")
    page.get_by_role("menuitem", name="Overview").or_(page.get_by_role("link", name="Overview")).first.click()
    expect(page.get_by_role("heading", name="Timeline of escalation")).to_be_visible()


def test_what_of_an_address_was_left_out_stands_above_the_page(full: Visit) -> None:
    page = full.open("?stage=9+Beyond&claimant=Claimant+2")
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Stage: “9 Beyond”")
    expect(page.get_by_text("of 1 dispute that match")).to_be_visible()
    page.get_by_text("7 days", exact=True).first.click()
    expect(said).to_have_count(0)


def test_filters_live_in_the_address(full: Visit, opened: Browser) -> None:
    page = full.open()
    page.get_by_role("combobox", name=re.compile("Claimants")).click()
    page.get_by_role("option", name="Claimant 2").click()
    expect(page.get_by_text("of 1 dispute that match")).to_be_visible()
    page.wait_for_url(re.compile(r"claimant=Claimant(\+|%20)2"))
    colleague = Visit(opened.new_page(), full.address)
    colleague.page.goto(page.url)
    expect(colleague.page.get_by_text("of 1 dispute that match")).to_be_visible()
    expect(colleague.page.get_by_role("table").get_by_role("link")).to_have_text(["Claimant 2 v. Respondent 2"])
    colleague.page.close()


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


def test_filters_stay_when_the_page_changes(full: Visit) -> None:
    page = full.open("?claimant=Claimant+2&direction=Escalates&from=2024-01-01&status=happened&table=Steps")
    kept = "claimant=Claimant+2&direction=Escalates&status=happened&from=2024-01-01"
    menu = (("Disputes", f"dispute?{kept}"), ("Cases", "cases"), ("Articles", "articles?from=2024-01-01"))
    for name, address in (*menu, ("Overview", f"?{kept}")):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"{full.address}/{address}")
        settled(page)
    expect(page.get_by_role("table").last).to_contain_text("Claimant 2 v. Respondent 2")
    expect(page.get_by_text("1 dispute", exact=True)).to_be_visible()


def test_a_filter_that_was_taken_out_stays_out(full: Visit) -> None:
    page = full.open("dispute?claimant=Claimant+2")
    page.get_by_role("button", name="Remove Claimant 2").or_(page.locator("[aria-label*='Delete']")).first.click()
    page.wait_for_url(f"{full.address}/dispute")
    page.get_by_role("link", name="Overview", exact=True).click()
    page.wait_for_url(f"{full.address}/")
    settled(page)
    expect(page.get_by_text("6 disputes", exact=True)).to_be_visible()


def test_downloads_hold_what_is_shown(full: Visit) -> None:
    page = full.open("?claimant=Claimant+2&table=Steps")
    expect(page.get_by_text("7 steps", exact=True)).to_be_visible()
    page.get_by_role("button", name="Download 7 steps").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Table as CSV").click()
    rows = list(csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines()))
    with page.expect_download() as download:
        page.get_by_role("button", name="Table as JSON").click()
    objects = json.loads(download.value.path().read_text("utf-8"))
    assert (
        [row["event_id"] for row in rows]
        == [row["event_id"] for row in objects]
        == [f"d2-e{n}" for n in (6, 5, 4, 3, 2, 1, 0)]
    )


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
def test_every_page_is_sound(visits: dict[str, Visit], kind: str, paths: tuple[str, ...]) -> None:
    for path in paths:
        page = visits[kind].open(path.format(article=ARTICLE))
        assert (path, page.title(), page.evaluate(AUDIT)) == (path, "AI copyright disputes", [])
        assert page.evaluate(CONTRAST) >= 4.5, path
        expect(page.get_by_text("last crawl")).to_be_visible()
        expect(page.get_by_text("could not be drawn")).to_have_count(0)
        expect(page.get_by_text("cannot be shown")).to_have_count(0)


def test_hostile_text_is_shown_as_it_is(hostile: Visit) -> None:
    for path in ("", "dispute?dispute=d0", "articles", "cases", "health"):
        expect(hostile.open(path).get_by_text("document.title='owned'").first).to_be_visible()


def test_hostile_names_in_filters_stay_text(hostile: Visit) -> None:
    page = hostile.open()
    page.get_by_role("combobox", name=re.compile("Claimants")).click()
    expect(page.get_by_role("option").filter(has_text="**bold** [click](javascript:alert(1))")).to_be_visible()
    page.get_by_role("option").filter(has_text="<script>").click()
    expect(page.get_by_text("of 1 dispute that match")).to_be_visible()
    page.locator(f"{CHART} path[aria-label*='owned']").first.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("<script>")
    assert page.locator("[src*='evil'], #vg-tooltip-element img, #vg-tooltip-element script").count() == 0


def test_days_do_not_shift_with_the_reader(opened: Browser, servers: dict[str, str]) -> None:
    places = []
    for zone in ("America/Los_Angeles", "Asia/Tokyo"):
        page = opened.new_page(viewport=SIZE, timezone_id=zone)
        page.goto(f"{servers['full']}/dispute?dispute=d1")
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


def test_downloads_hold_the_chart(full: Visit) -> None:
    page = full.open("dispute?dispute=d1")
    page.get_by_role("button", name="Download the steps and the chart").click()
    for name, begin in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Chart as {name}").click()
        assert download.value.path().read_bytes().startswith(begin)


def test_what_matches_is_reached_by_the_keyboard_alone(full: Visit) -> None:
    page = full.open("cases")
    page.get_by_role("link", name="Caption 5").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Caption 5")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")


def test_a_click_on_a_name_of_the_network_opens_its_page(full: Visit) -> None:
    page = full.open("parties?show=Network")
    page.locator(f"{CHART} path[aria-label*='Respondent 1']").first.click()
    expect(page.get_by_role("heading", name="Respondent 1")).to_be_visible()
    page.wait_for_url(re.compile(r"parties\?party=Respondent(\+|%20)1"))


def test_text_stands_out_by_night_too(opened: Browser, servers: dict[str, str]) -> None:
    page = opened.new_page(viewport=SIZE, color_scheme="dark")
    for path in (*TOP, *INSIDE):
        page.goto(f"{servers['full']}/{path.format(article=ARTICLE)}")
        settled(page)
        assert page.evaluate(CONTRAST) >= 4.5, path
    page.close()


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


def test_screenshots(stores: dict[str, Path], tmp_path: Path, opened: Browser) -> None:
    pictures = take(stores["full"], tmp_path / "pictures", opened)
    assert [picture.stem for picture in pictures] == [picture[0] for picture in PICTURES]
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
