"""The dashboard in a real Chromium: clicked through, filters in the address bar, downloads."""

import csv
import json
import re

import pytest
from browsing import Visit

from dashboard.screenshot import CHART, chromium, settled

if chromium() is None:
    pytest.skip("no Chromium found: the dashboard was not opened in a browser", allow_module_level=True)

from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


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


def test_hostile_names_in_filters_stay_text(hostile: Visit) -> None:
    page = hostile.open()
    page.get_by_role("combobox", name=re.compile("Claimants")).click()
    expect(page.get_by_role("option").filter(has_text="**bold** [click](javascript:alert(1))")).to_be_visible()
    page.get_by_role("option").filter(has_text="<script>").click()
    expect(page.get_by_text("of 1 dispute that match")).to_be_visible()
    page.locator(f"{CHART} path[aria-label*='owned']").first.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("<script>")
    assert page.locator("[src*='evil'], #vg-tooltip-element img, #vg-tooltip-element script").count() == 0


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
