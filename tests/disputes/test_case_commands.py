"""Coverage of the reference cases, and asking CourtListener: against a server on loopback that speaks its API."""

import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest
from making import CATALOG, article, reading, report

from disputes.case import Case
from disputes.cases.courtlistener import refresh
from disputes.cases.coverage import coverage, lines
from disputes.errors import ConfigError
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import Seen, Store

SIDES = {"claimants": ("North Pictures",), "respondents": ("Makebot",)}
NORTH = Case(
    "north", "reference", "North Pictures v. Makebot, Inc.", "N.D. Cal.", "cand", "US", "3:26-cv-00012",
    "https://www.courtlistener.com/docket/71/north-v-makebot/", sources=("https://list.example",), **SIDES,
)  # fmt: skip
BY_NUMBER = replace(
    NORTH, id="by-number", caption="Doe v. Makebot", docket="3:26-cv-00099", docket_url=None, claimants=("Doe",)
)
ABROAD = replace(
    NORTH, id="abroad", caption="Abroad v. Makebot", court_id=None, docket=None, docket_url=None, unconfirmed="all"
)
CASES = [NORTH, BY_NUMBER, ABROAD]
DOCKET = {
    "id": 71, "docket_number": "3:26-cv-00012", "case_name": "North Pictures v. Makebot", "date_filed": "2026-02-13",
    "date_terminated": None, "date_last_filing": "2026-03-03", "absolute_url": "/docket/71/north-v-makebot/",
}  # fmt: skip
ENTRIES = [
    {
        "id": 9,
        "entry_number": 12,
        "date_filed": "2026-03-03",
        "description": "",
        "recap_documents": [{"description": "ORDER\nby"}],
    },
    {"id": 8, "entry_number": None, "date_filed": "2026-03-01", "description": "MOTION", "recap_documents": []},
]


class CourtListener(BaseHTTPRequestHandler):
    """The part of the API, version 4, that is asked: one docket, dockets by court and number, entries of a docket."""

    asked: list[str]

    def do_GET(self):
        url = urlparse(self.path)
        query = {key: value[0] for key, value in parse_qs(url.query).items()}
        self.asked.append(self.path)
        if self.headers["Authorization"] != "Token good":
            return self._answer(401, {"detail": "Invalid token."})
        if len(self.asked) > self.server.limit:
            return self._answer(429, {"detail": "Request was throttled."}, {"Retry-After": "60"})
        if url.path.endswith("/dockets/71/"):
            return self._answer(200, DOCKET)
        if url.path.endswith("/dockets/"):
            found = [DOCKET | {"id": 72}] if query.get("docket_number") == self.server.number else []
            return self._answer(200, {"count": len(found), "next": None, "previous": None, "results": found})
        if url.path.endswith("/docket-entries/"):
            return self._answer(200, {"count": 2, "next": None, "previous": None, "results": ENTRIES})
        return self._answer(404, {"detail": "Not found."})

    def _answer(self, status, body, headers=None):
        content = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": len(content),
            **(headers or {}),
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextmanager
def serving(monkeypatch, *, token="good", limit=99, number="3:26-cv-00099"):
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (CourtListener,), {"asked": asked}))
    server.limit, server.number = limit, number
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("COURTLISTENER_API_TOKEN", token)
    monkeypatch.setenv("COURTLISTENER_API_BASE_URL", f"http://127.0.0.1:{server.server_port}/api/rest/v4")
    try:
        yield asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "disputes.db") as store:
        for number, actors, docket in ((1, ("North Pictures",), "3:26-cv-00012"), (2, ("The Paper",), None)):
            one = article(number)
            store.store_page(one, content_hash=str(number), story_id=one.id, seen=Seen(one.url, "s", "stored"))
            found = report(f"r{number}", "lawsuit", actors, docket=docket, article_id=one.id)
            store.save_reading(reading(found, article_id=one.id))
        relink(store, CATALOG, load_rules(), CASES, at="2026-03-01T00:00:00+00:00")
        yield store


def ask(store: Store, *, limit=50, hours=24.0, at="2026-03-04T00:00:00+00:00"):
    pauses: list[float] = []
    found = refresh(
        store, store.cases(), now=lambda: at, limit=limit, max_age=timedelta(hours=hours), pause=13, sleep=pauses.append
    )
    return found, pauses


def test_coverage_tells_known_and_unknown_apart(store):
    found = coverage(store)
    assert [one.case.id for one in found.reported] == ["north"]
    assert [case.id for case in found.not_reported] == ["abroad", "by-number"]
    assert [one.case.caption for one in found.unknown] == ["The Paper v. Makebot"]
    text = list(lines(found))
    assert text[0] == "Of 3 reference cases 1 is reported; 1 suit is in no list."
    assert "  Abroad v. Makebot (N.D. Cal.) [unconfirmed: all]" in text


def test_a_docket_is_asked_by_its_page_or_by_court_and_number(store, monkeypatch):
    with serving(monkeypatch) as asked:
        found, pauses = ask(store)
    assert (found.asked, found.faults, pauses) == (2, (), [13])
    kept = store.refreshes()["north"]
    assert (kept.date_filed, kept.date_terminated, kept.date_last_filing) == ("2026-02-13", None, "2026-03-03")
    assert [(one.number, one.description) for one in kept.entries] == [(12, "ORDER\\nby"), (None, "MOTION")]
    assert kept.url == "https://www.courtlistener.com/docket/71/north-v-makebot/"
    assert any("court=cand" in path and "docket_number=3" in path for path in asked)


def test_what_was_asked_lately_is_not_asked_again(store, monkeypatch):
    with serving(monkeypatch) as asked:
        ask(store)
        count = len(asked)
        found, _ = ask(store, at="2026-03-04T12:00:00+00:00")
        assert (found.asked, found.fresh, len(asked)) == (0, 2, count)
        assert ask(store, at="2026-03-06T00:00:00+00:00")[0].asked == 2


def test_the_services_limit_ends_the_run_and_the_next_goes_on(store, monkeypatch):
    with serving(monkeypatch, limit=2):
        found, _ = ask(store)
    assert (found.asked, "asks to wait 60 s" in found.limited, found.faults) == (1, True, ())
    first = set(store.refreshes())
    with serving(monkeypatch):
        ask(store, limit=1)
    assert set(store.refreshes()) > first


def test_no_such_docket_is_one_line_and_the_rest_goes_on(store, monkeypatch):
    with serving(monkeypatch, number="another"):
        found, _ = ask(store)
    assert found.asked == 1
    assert found.faults == ("case by-number: CourtListener has 0 dockets 3:26-cv-00099 in cand",)


def test_a_token_that_is_not_accepted_is_told(store, monkeypatch):
    with serving(monkeypatch, token="bad"), pytest.raises(ConfigError, match="does not accept COURTLISTENER_API_TOKEN"):
        ask(store)


def test_without_a_token_nothing_is_asked(store, monkeypatch):
    monkeypatch.delenv("COURTLISTENER_API_TOKEN", raising=False)
    with pytest.raises(ConfigError, match="COURTLISTENER_API_TOKEN is not set"):
        ask(store)


def test_a_service_that_is_away_is_a_fault_of_each_case(store, monkeypatch):
    monkeypatch.setenv("COURTLISTENER_API_TOKEN", "good")
    monkeypatch.setenv("COURTLISTENER_API_BASE_URL", "http://127.0.0.1:9")
    found, _ = ask(store)
    assert (found.asked, len(found.faults)) == (0, 2)
