"""Correcting in a real Chromium: here without a login, elsewhere after one, and nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from login_provider import CLIENT, SECRET, providing

from dashboard.launch import serving
from dashboard.screenshot import chromium, settled
from disputes.settings import DashboardSettings, LoginSettings
from disputes.store import Store

if chromium() is None:
    pytest.skip("no Chromium found: the dashboard was not opened in a browser", allow_module_level=True)

from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

pytestmark = pytest.mark.browser
ANN = "ann@paper.example"


@pytest.fixture
def own(tmp_path: Path, stores: dict[str, Path]) -> Path:
    path = tmp_path / "own.db"
    path.write_bytes(stores["full"].read_bytes())
    return path


@contextmanager
def reviewing(opened: Browser, database: Path, settings: DashboardSettings) -> Iterator[Page]:
    with serving(database, settings) as (address, _):
        context = opened.new_context()
        page = context.new_page()
        page.goto(f"{address}/review")
        settled(page)
        yield page
        context.close()


def kept(database: Path) -> list[tuple[str, str]]:
    with Store.open(database, read_only=True) as store:
        return [(one.kind, one.editor.who) for one in store.corrections()]


def test_a_field_is_set_here_in_a_few_clicks(opened: Browser, own: Path) -> None:
    with reviewing(opened, own, DashboardSettings(port=0, editing=True)) as page:
        page.get_by_role("link", name="Correct this step").first.click()
        page.get_by_label("The field").click()
        page.get_by_role("option", name="docket").click()
        expect(page.get_by_role("textbox", name="Its value")).to_have_value("")
        page.get_by_role("textbox", name="Its value").fill("3:26-cv-00099")
        page.get_by_role("textbox", name="Why").fill("The complaint bears this number.")
        page.get_by_role("button", name="Keep the correction").click()
        expect(page.get_by_text("Kept: set of event")).to_be_visible()
    with Store.open(own, read_only=True) as store:
        (made,) = store.corrections()
    assert (made.field, made.new_value, made.editor.why) == (
        "docket",
        "3:26-cv-00099",
        "The complaint bears this number.",
    )


@pytest.mark.parametrize(
    ("claims", "told", "who"),
    [
        (
            {"email": "ann@paper.example", "email_verified": True},
            "You correct as ann@paper.example.",
            "ann@paper.example",
        ),
        ({"email": "eve@paper.example"}, "eve@paper.example is not among those who may correct here.", None),
    ],
)
def test_editors_log_in(opened: Browser, own: Path, claims: dict[str, Any], told: str, who: str | None) -> None:
    with providing(claims) as provider:
        login = LoginSettings(provider=provider.configuration, client_id=CLIENT, client_secret=SecretStr(SECRET))
        settings = DashboardSettings(port=0, editing=True, editors=(ANN,), login=login)
        with reviewing(opened, own, settings) as page:
            expect(page.get_by_text("Log in to correct.")).to_be_visible()
            expect(page.get_by_role("button", name="It is right")).to_have_count(0)
            page.get_by_role("button", name="Log in").click()
            page.wait_for_url(lambda url: "review" not in url)
            settled(page)
            page.get_by_role("link", name="Review").or_(page.get_by_role("menuitem", name="Review")).first.click()
            expect(page.get_by_text(told)).to_be_visible()
            if who:
                page.get_by_role("button", name="It is right").first.click()
                expect(page.get_by_text("Kept: confirm of event")).to_be_visible()
            else:
                expect(page.get_by_role("button", name="It is right")).to_have_count(0)
    assert kept(own) == ([("confirm", who)] if who else [])
