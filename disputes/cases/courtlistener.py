"""CourtListener's API -> what a case's docket says today: when it was filed, closed and last added to, and its entries.

Through the official client, which takes token and address from the environment (COURTLISTENER_API_TOKEN,
COURTLISTENER_API_BASE_URL). What was asked lately is not asked again, a pause lies between two requests, and when the
service says that it is enough, the run ends with what it has: the next one goes on with those asked longest ago.
"""

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from disputes.case import Case, DocketEntry, Refresh
from disputes.errors import ConfigError
from disputes.store import Store
from disputes.terminal import one_line

TOKEN = "COURTLISTENER_API_TOKEN"
ENTRIES = 20  # the newest entries of a docket that are kept
DESCRIPTION = 2_000  # characters of an entry
TIMEOUT = 30.0

_FIELDS = "id,docket_number,case_name,date_filed,date_terminated,date_last_filing,absolute_url"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a run asked and got. `limited`: the service said that it is enough for now."""

    asked: int
    fresh: int  # asked lately, so not again
    unknown: int  # without a docket that CourtListener could have
    faults: tuple[str, ...]
    limited: str = ""

    @property
    def line(self) -> str:
        """The summary for a person."""
        return (
            f"Asked CourtListener for {self.asked} dockets; {self.fresh} were asked lately,"
            f" {self.unknown} cases have no docket there; {len(self.faults)} failed"
            + (f"; stopped: {self.limited}" if self.limited else "")
        )


def refresh(
    store: Store,
    cases: Sequence[Case],
    *,
    now: Callable[[], str],
    limit: int,
    max_age: timedelta,
    pause: float,
    sleep: Callable[[float], None] = time.sleep,
) -> Refreshed:
    """Asks for the dockets of some cases, those asked longest ago first, `limit` at most, and keeps what comes.

    `pause` is in seconds, between two cases. Raises ConfigError where there is no token, or the client is missing.
    """
    if not os.environ.get(TOKEN):
        raise ConfigError(f"environment: {TOKEN} is not set; CourtListener answers only those who have a token")
    try:
        from courtlistener import CourtListener, CourtListenerAPIError
        from httpx import HTTPError
    except ImportError:
        raise ConfigError("the client of CourtListener is not installed: pip install 'disputes[legal]'") from None
    known = store.refreshes()
    askable = [case for case in cases if _docket_id(case) or (case.court_id and case.docket)]
    due = _due(askable, known, datetime.fromisoformat(now()) - max_age)
    unknown = len(cases) - len(askable)
    faults: list[str] = []
    asked = 0
    limited = ""
    with CourtListener(timeout=TIMEOUT) as client:
        for number, case in enumerate(due[:limit]):
            if number:
                sleep(pause)
            try:
                store.save_refresh(_ask(client, case, now()))
                asked += 1
            except CourtListenerAPIError as error:
                if error.status_code in (401, 403):
                    raise ConfigError(f"environment: CourtListener does not accept {TOKEN}") from None
                if error.status_code == 429:
                    wait = error.response.headers.get("Retry-After", "")
                    limited = "its limit is reached" + (f", it asks to wait {one_line(wait[:20])} s" if wait else "")
                    break
                faults.append(f"case {case.id}: CourtListener answers {error.status_code}")
            except (HTTPError, LookupError, TypeError, ValueError) as error:
                faults.append(f"case {case.id}: {one_line(str(error))[:200] or type(error).__name__}")
    return Refreshed(asked, len(askable) - len(due), unknown, tuple(faults), limited)


def _due(cases: Iterable[Case], known: Mapping[str, Refresh], since: datetime) -> list[Case]:
    """The cases that were not asked for lately, those never asked first."""
    dated = [(known[case.id].fetched_at if case.id in known else "", case.id, case) for case in cases]
    return [
        case for at, _, case in sorted(dated, key=lambda one: one[:2]) if not at or datetime.fromisoformat(at) < since
    ]


def _docket_id(case: Case) -> int | None:
    found = re.match(r"https://www\.courtlistener\.com/docket/(\d+)/", case.docket_url or "")
    return int(found[1]) if found else None


def _ask(client: Any, case: Case, at: str) -> Refresh:
    """What the service says of one case. Raises LookupError where it has no such docket, or several."""
    id = _docket_id(case)
    if id is None:
        found = client.dockets.list(court=case.court_id, docket_number=case.docket).get_results()
        if len(found) != 1:
            raise LookupError(f"CourtListener has {len(found)} dockets {case.docket} in {case.court_id}")
        docket = found[0]
    else:
        docket = client.dockets.get(id, fields=_FIELDS.split(","))
    entries = client.docket_entries.list(docket=docket["id"], order_by="-date_filed").get_results()
    return Refresh(
        case_id=case.id,
        fetched_at=at,
        docket_number=_text(docket.get("docket_number")),
        case_name=_text(docket.get("case_name")),
        date_filed=_day(docket.get("date_filed")),
        date_terminated=_day(docket.get("date_terminated")),
        date_last_filing=_day(docket.get("date_last_filing")),
        url=_page(docket.get("absolute_url")),
        entries=tuple(_entry(entry) for entry in entries[:ENTRIES]),
    )


def _entry(entry: Mapping[str, Any]) -> DocketEntry:
    texts = [entry.get("description"), *(one.get("description") for one in entry.get("recap_documents") or ())]
    text = next((text for text in map(_text, texts) if text), "")
    number = entry.get("entry_number")
    return DocketEntry(
        int(entry["id"]), int(number) if number is not None else None, _day(entry.get("date_filed")), text
    )


def _text(value: object) -> str:
    return one_line(value)[:DESCRIPTION] if isinstance(value, str) else ""


def _day(value: object) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _page(path: object) -> str:
    return (
        f"https://www.courtlistener.com{path}"
        if isinstance(path, str) and re.fullmatch(r"/docket/[\w/-]+", path)
        else ""
    )
