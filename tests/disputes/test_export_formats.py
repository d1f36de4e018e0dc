"""The timeline in the formats of other programs, each read back by a parser that is not ours."""

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import feedparser
import html5lib
import pytest
from followthemoney import model
from newsdesk import Newsdesk

from disputes.export import export
from disputes.export.atom import MOST
from disputes.export.site import page_name, write_site
from disputes.selection import Selection
from disputes.store import Store

icalendar = pytest.importorskip("icalendar", reason="the extra `export` is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra `export` is not installed")

HOSTILE = "<script>alert(1)</script>\r\nEND:VEVENT\x00 \u202e]]> & “=1+1”; a,b"


@pytest.fixture
def hostile(desk: Newsdesk) -> Store:
    """One scheduled and one past step of which every text is hostile."""
    desk.titles["d"] = HOSTILE
    about = {"title": HOSTILE, "outlet": HOSTILE, "court": HOSTILE, "docket": HOSTILE, "quote": HOSTILE}
    names = {"actors": (HOSTILE,), "targets": (HOSTILE, "B"), "tools": (HOSTILE,)}
    desk.step("d", "lawsuit", "2026-02-18", url="javascript:alert(1)", **about, **names)
    desk.step("d", "hearing", "2026-03-03", "2026-02-19", status="scheduled", **about, **names)
    return desk.save()


def exported(store: Store, format: str, **selection: object) -> bytes:
    out = io.BytesIO()
    export(store, format, out, Selection(**selection))  # type: ignore[arg-type]
    return out.getvalue()


def calendar_of(store: Store, **selection: object) -> Any:
    return icalendar.Calendar.from_ical(exported(store, "ics", **selection))


def test_parquet_has_the_rows_with_their_types(full_week: Store) -> None:
    table = pq.read_table(io.BytesIO(exported(full_week, "parquet")))
    rows = [dict(row) for row in full_week.rows("select * from timeline order by sort_date, event_id")]
    for row in rows:
        row["sort_date"] = date.fromisoformat(row["sort_date"])
    assert table.to_pylist() == rows
    assert {name: str(table.schema.field(name).type) for name in ("date", "sort_date", "amount_usd", "stage")} == {
        "date": "string",
        "sort_date": "date32[day]",
        "amount_usd": "double",
        "stage": "int32",
    }


def test_parquet_of_nothing_has_its_columns(full_week: Store) -> None:
    table = pq.read_table(io.BytesIO(exported(full_week, "parquet", party="Nobody")))
    assert table.num_rows == 0 and "event_id" in table.column_names


def test_the_calendar_holds_the_scheduled_steps(full_week: Store) -> None:
    [event] = calendar_of(full_week).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 3), date(2026, 3, 4))
    assert "Hearing" in event["SUMMARY"] and "Books saw a hearing." in event["DESCRIPTION"]
    assert event["URL"] == "https://news.example/9" and event["DTSTAMP"].dt.date() == date(2026, 2, 21)


@pytest.mark.parametrize(
    ("set_for", "begin", "end"),
    [("2026-06", date(2026, 6, 1), date(2026, 7, 1)), ("2027", date(2027, 1, 1), date(2028, 1, 1))],
)
def test_a_date_that_is_no_day_spans_its_month_or_year(desk: Newsdesk, set_for: str, begin: date, end: date) -> None:
    desk.step("Books", "hearing", set_for, "2026-02-18", status="scheduled")
    desk.step("Songs", "hearing", None, "2026-02-18", status="scheduled")  # no date: no place
    [event] = calendar_of(desk.save()).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (begin, end)
    assert "not stated" in event["DESCRIPTION"]


def test_calendar_lines_are_those_of_the_standard(hostile: Store) -> None:
    lines = exported(hostile, "ics").split(b"\r\n")
    assert max(map(len, lines)) <= 75 and b"\n" not in b"".join(lines)
    [event] = calendar_of(hostile).walk("VEVENT")
    assert "alert(1)" in event["SUMMARY"] and "\x00" not in event["SUMMARY"]


def test_the_feed_has_an_entry_a_step_newest_first(full_week: Store) -> None:
    feed = feedparser.parse(exported(full_week, "atom"))
    steps = full_week.rows(
        "select t.*, e.first_published from timeline t join events e on e.id = t.event_id"
        " order by e.first_published desc, t.event_id"
    )
    assert not feed.bozo and feed.version == "atom10"
    assert [entry.link for entry in feed.entries] == [step["article_url"] for step in steps]
    assert all(step["quote"] in entry.content[0].value for entry, step in zip(feed.entries, steps, strict=True))
    assert len({entry.id for entry in feed.entries} | {feed.feed.id}) == len(steps) + 1
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)


def test_ids_of_entries_are_the_same_in_every_feed(full_week: Store) -> None:
    dispute = full_week.rows("select dispute_id from timeline where dispute = 'Books'")[0][0]
    every = feedparser.parse(exported(full_week, "atom"))
    one = feedparser.parse(exported(full_week, "atom", dispute_id=dispute))
    assert one.feed.title == "Disputes: Books" and one.feed.id != every.feed.id
    assert 0 < len(one.entries) < len(every.entries)
    assert {entry.id for entry in one.entries} <= {entry.id for entry in every.entries}
    assert exported(full_week, "atom") == exported(full_week, "atom")


def test_a_new_report_updates_the_entry(desk: Newsdesk) -> None:
    desk.step("Books", "lawsuit", "2026-02-18")
    before = feedparser.parse(exported(desk.save(), "atom")).entries[0]
    again = desk.article("2026-02-25")
    with desk.store.transaction() as connection:
        connection.execute(
            'insert into reports (id, article_id, action, status, start, "end", quote)'
            " values ('r2', ?, 'lawsuit', 'happened', 0, 7, 'Nothing')",
            [again.id],
        )
        connection.execute("insert into event_reports (event_id, report_id) select id, 'r2' from events")
    after = feedparser.parse(exported(desk.store, "atom")).entries[0]
    assert (before.id, before.published) == (after.id, after.published)
    assert (before.updated[:10], after.updated[:10]) == ("2026-02-18", "2026-02-25")


def test_a_feed_is_a_window(desk: Newsdesk) -> None:
    for number in range(MOST + 5):
        day = str(date(2025, 1, 1) + timedelta(days=number))
        desk.step(f"D{number}", "statement", day)
    entries = feedparser.parse(exported(desk.save(), "atom")).entries
    assert len(entries) == MOST and entries[0].published[:10] == day


def test_a_hostile_feed_holds_no_markup(hostile: Store) -> None:
    feed = feedparser.parse(exported(hostile, "atom"))
    assert not feed.bozo and len(feed.entries) == 2
    assert all(re.match("https?://", link.href) for entry in feed.entries for link in entry.get("links", []))
    assert all("alert(1)" in entry.content[0].value for entry in feed.entries)


@pytest.mark.parametrize("week", ["full_week", "hostile"])
def test_followthemoney_takes_every_entity_as_it_is(request: pytest.FixtureRequest, week: str) -> None:
    store = request.getfixturevalue(week)
    found = [json.loads(line) for line in exported(store, "ftm").splitlines()]
    ids = {entity["id"]: model[entity["schema"]] for entity in found}
    assert len(ids) == len(found)
    assert sum(schema.name == "Event" for schema in ids.values()) == len(store.rows("select 1 from timeline")) > 0
    for entity in found:
        ids[entity["id"]].validate(entity)  # raises where a value is missing or is not what it should be
        proxy = model.get_proxy(entity, cleaned=False)  # leaves out what the model does not know, and mends values
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values) != []
        pointed = [(property.range, value) for property, value in proxy.itervalues() if property.type.name == "entity"]
        assert all(ids[value].is_a(range) for range, value in pointed)


def test_an_export_has_every_kind_of_entity(full_week: Store) -> None:
    found = {json.loads(line)["schema"] for line in exported(full_week, "ftm").splitlines()}
    assert found >= {"Event", "Article", "Documentation", "CourtCase", "CourtCaseParty", "LegalEntity"}


def test_a_case_has_its_day_of_filing_also_where_an_earlier_step_names_it(desk: Newsdesk) -> None:
    case = {"court": "N.D. Cal.", "docket": "3:26-cv-01234"}
    desk.step("Books", "hearing", "2026-02-10", **case)  # as an outlet has it
    desk.step("Books", "lawsuit", "2026-02-18", **case)
    desk.step("Books", "ruling", "2026-02-20", **case)
    found = [json.loads(line) for line in exported(desk.save(), "ftm").splitlines()]
    cases = [entity for entity in found if entity["schema"] == "CourtCase"]
    assert len({entity["id"] for entity in cases}) == 1
    assert [entity["properties"].get("fileDate") for entity in cases] == [None, ["2026-02-18"]]


def pages(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


@pytest.mark.parametrize("week", ["full_week", "hostile", "desk"])
def test_every_page_of_the_site_is_strict_html_that_links_within(
    request: pytest.FixtureRequest, tmp_path: Path, week: str
) -> None:
    found = request.getfixturevalue(week)
    store = found.save() if isinstance(found, Newsdesk) else found
    site = tmp_path / "site"
    assert write_site(store, site) == len(store.rows("select 1 from disputes"))
    for name, page in pages(site).items():
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        links = [link.get("href") or "" for link in tree.iter("a")] + [link.get("href") for link in tree.iter("link")]
        for link in links:
            assert link.startswith("https://news.example/") or (site / name).parent.joinpath(link).is_file(), link
        assert tree.get("lang") == "en" and tree.find(".//main") is not None
        assert not [tag for tag in ("script", "img", "iframe", "object", "form") if tree.find(f".//{tag}") is not None]
    assert not list(site.rglob("*.new"))


def test_a_page_tells_every_step_with_quote_and_source(full_week: Store, tmp_path: Path) -> None:
    write_site(full_week, tmp_path / "site")
    for step in full_week.rows("select * from timeline"):
        page = (tmp_path / "site" / "disputes" / f"{page_name(step['dispute_id'])}.html").read_text(encoding="utf-8")
        assert step["quote"] in page and step["article_url"] in page and step["action_label"] in page
    feed = feedparser.parse((tmp_path / "site" / "feed.atom").read_bytes())
    assert len(feed.entries) == len(full_week.rows("select 1 from timeline"))


def test_a_licence_alone_has_no_stage_on_the_site(desk: Newsdesk, tmp_path: Path) -> None:
    desk.step("Songs", "licensing_deal", "2026-02-19")
    write_site(desk.save(), tmp_path)
    found = pages(tmp_path)
    assert "<td>none</td>" in found.pop("index.html")
    assert all('<p class="faint">no stage · points' in page for page in found.values()) and found


def test_the_feed_beside_a_page_is_the_one_that_is_exported_of_its_dispute(full_week: Store, tmp_path: Path) -> None:
    write_site(full_week, tmp_path / "site")
    found = [row["id"] for row in full_week.rows("select id from disputes where withdrawn is null")]
    assert len(found) > 1
    for dispute in found:
        beside = (tmp_path / "site" / "disputes" / f"{page_name(dispute)}.atom").read_bytes()
        assert beside == exported(full_week, "atom", dispute_id=dispute)


def test_the_page_of_a_merged_dispute_leads_to_its_heir(full_week: Store, tmp_path: Path) -> None:
    heir = full_week.rows("select id from disputes where title = 'Books'")[0]["id"]
    with full_week.transaction() as connection:
        connection.execute("insert into forwards (old_id, new_id, reason) values ('old', ?, 'test')", [heir])
    write_site(full_week, tmp_path / "site")
    page = pages(tmp_path / "site")["disputes/old.html"]
    assert f'href="{heir}.html"' in page and html5lib.HTMLParser(strict=True).parse(page) is not None


def test_the_same_data_give_the_same_site_and_a_selection_a_part_of_it(full_week: Store, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_site(full_week, tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert files and all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)
    assert write_site(full_week, tmp_path / "part", Selection(actions=("settlement",))) == 1
    assert set(pages(tmp_path / "part")) < set(pages(tmp_path / "one"))


@pytest.mark.parametrize(
    "selection", [Selection(topic="rolls"), Selection(party="Songwriters"), Selection(stages=(4,))]
)
def test_pages_hold_the_selected_steps_of_their_own_dispute(
    desk: Newsdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, selection: Selection
) -> None:
    monkeypatch.setattr("disputes.export.site.PER_PAGE", 2)
    for number in range(5):
        wanted = {"actors": ("Songwriters",), "before": "Piano rolls came up. "}
        desk.step(f"Dispute {number}", "lawsuit", f"2026-02-1{number}", quote=f"Told of {number}.", **wanted)
        desk.step(f"Dispute {number}", "statement", f"2026-02-2{number}", quote="Another matter.")
    assert write_site(desk.save(), tmp_path, selection) == 5
    told = [re.findall(r"Told of \d|Another", page) for name, page in pages(tmp_path).items() if "/" in name]
    assert sorted(told) == [[f"Told of {number}"] for number in range(5)]


def test_many_disputes_make_many_lists(desk: Newsdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disputes.export.site.PER_PAGE", 2)
    for number in range(5):
        desk.step(f"Dispute {number}", "statement", f"2026-02-1{number}")
    write_site(desk.save(), tmp_path)
    lists = {name: page for name, page in pages(tmp_path).items() if "/" not in name}
    assert sorted(lists) == ["index.html", "page-2.html", "page-3.html"]
    assert "Dispute 4" in lists["index.html"] and "Dispute 0" in lists["page-3.html"]
