"""Docket feeds in the shapes of PACER and CourtListener: what is kept of them, and how it is told."""

import json
from collections.abc import Callable

import pytest
from crawl_site import Answer, Site, source

from crawler.crawl import crawl
from crawler.dockets import docket_key, listed_dockets, read_docket
from crawler.feeds import Announced, Entry, FeedFault
from disputes import catalog
from disputes.case import Case
from disputes.cases.reference import load_cases
from disputes.settings import Settings
from disputes.store import Store
from nlp.reading import Reader

URL = "https://ecf.cand.uscourts.gov/cgi-bin/rss_outside.pl"


def filing(case: str, event: str, number: int = 1, docket: str = "3:26-cv-01234", more: str = "") -> str:
    return (
        f"<item><title>{docket} {case}</title><pubDate>Thu, 12 Feb 2026 18:30:00 GMT</pubDate>"
        f"<guid>{URL}?99{number}</guid><link>https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?4711</link>"
        f'<description>[{event}] (&lt;a href="https://ecf.cand.uscourts.gov/doc1/0351{number}"&gt;{number}&lt;/a&gt;)'
        f"{more}</description></item>"
    )


def pacer(*items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'.encode()


def entries(body: bytes, known: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    found = read_docket(body, URL, "text/xml", "N.D. Cal.", known)
    assert isinstance(found, Announced), found
    return found.entries


@pytest.mark.parametrize(
    ("case", "event", "kept"),
    [
        ("Disney Enterprises, Inc. et al v. Midjourney, Inc.", "Complaint", True),
        ("Disney Enterprises, Inc. v. Acme Plumbing LLC", "Complaint", False),
        ("Doe v. OpenAI, Inc.", "Complaint", False),
        ("Doe v. OpenAI, Inc.", "Complaint (copyright infringement)", True),
        ("United States v. Smith", "Order on Motion to Dismiss", False),
    ],
)
def test_only_known_parties_and_copyright_are_kept(case: str, event: str, kept: bool) -> None:
    assert bool(entries(pacer(filing(case, event)))) is kept


def test_a_case_that_the_store_knows_is_kept_whoever_its_parties_are() -> None:
    body = pacer(filing("Roe v. Acme Plumbing LLC", "Notice of Appearance", docket="3:26-cv-01234-ABC"))
    assert entries(body, (docket_key("N.D. Cal.", "3:26-cv-01234"),))
    assert not entries(body, (docket_key("S.D.N.Y.", "3:26-cv-01234"),))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("3:23-cv-03417-VC", "N.D. Cal. 23-cv-3417"),
        ("23-cv-3417", "N.D. Cal. 23-cv-3417"),
        ("3:23–CV–03417", "N.D. Cal. 23-cv-3417"),
        ("24-1656", "N.D. Cal. 24--1656"),
        ("none", ""),
    ],
)
def test_docket_numbers_have_one_form(written: str, key: str) -> None:
    assert docket_key("N.D. Cal.", written) == key


def test_each_entry_of_a_docket_has_an_address_that_leads_to_the_docket() -> None:
    case = "Disney Enterprises, Inc. v. Midjourney, Inc."
    found = entries(pacer(filing(case, "Complaint", 1), filing(case, "Summons Issued", 2)))
    assert len({entry.url for entry in found}) == 2
    assert {entry.url.split("#")[0] for entry in found} == {"https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?4711"}
    assert entries(pacer(filing(case, "Complaint", 1))) == found[:1]  # the same tomorrow


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(catalog.load(), Settings().model)


@pytest.mark.parametrize(
    ("event", "actions"),
    [
        ("Complaint", ["lawsuit"]),
        ("Order on Motion for Summary Judgment", ["ruling"]),
        ("Order on Motion for Pro Hac Vice", []),
        ("Motion to Dismiss", []),
        ("Motion to Dismiss, filed by Midjourney, Inc.", ["court_filing"]),
        ("Motion for Summary Judgment", []),
        ("Motion for Preliminary Injunction", []),
        ("Motion to Compel", []),
        ("Notice of Voluntary Dismissal", []),
        ("Summons Issued", []),
        ("Notice of Appearance", []),
        ("Minute Entry", []),
    ],
)
def test_what_is_told_is_read_as_what_it_is_and_never_as_more(reader: Reader, event: str, actions: list[str]) -> None:
    """A motion to dismiss is no dismissal, an order about the calendar no ruling, a summons no suit of that day."""
    from disputes.types import Article

    name, _, by = event.partition(", ")
    (entry,) = entries(pacer(filing("Disney Enterprises, Inc. et al v. Midjourney, Inc.", name, more=f" {by}")))
    (reading,) = reader.read([Article("a", entry.title, "2026-02-12", entry.text)])
    reports = reading.reports  # type: ignore[union-attr]
    assert [report.action for report in reports] == actions
    for report in reports:
        assert (report.date, report.court, report.docket) == ("2026-02-12", "N.D. Cal.", "3:26-cv-01234")
        assert report.status == "happened"


SUIT = "Disney Enterprises, Inc. et al v. Midjourney, Inc."
WHERE = (
    f"in {SUIT}, No. 3:26-cv-01234, in the U.S. District Court for the Northern District of California, on"
    " February 12, 2026."
)


@pytest.mark.parametrize(
    ("event", "more", "told"),
    [
        ("Motion to Dismiss", " filed by Midjourney, Inc.. (Smith, Jo)", "Midjourney, Inc. filed a motion to dismiss"),
        (
            "Reply to Response",
            " filed by Defendant Midjourney, Inc. re 12",
            "Midjourney, Inc. filed a reply to response",
        ),
        ("Amended Complaint", " filed by Disney Enterprises", "Disney Enterprises amended the complaint"),
        ("Opposition to Disney Motion", " filed by Disney", "Disney filed an opposition to Disney motion"),
    ],
)
def test_a_paper_is_told_with_who_filed_it(event: str, more: str, told: str) -> None:
    (entry,) = entries(pacer(filing(SUIT, event, more=more)))
    assert entry.text.split("\n")[0] == f"{told} {WHERE}"


@pytest.mark.parametrize("event", ["Motion to Dismiss", "Summons Issued", "Order on Motion for Pro Hac Vice"])
def test_what_nobody_is_said_to_have_filed_is_named_and_not_told(event: str) -> None:
    (entry,) = entries(pacer(filing(SUIT, event)))
    assert entry.title.endswith(f": {event}")
    assert entry.text.split("\n")[0] == (
        "The entry bears the date of February 12, 2026. Who made it, and what it holds, is not known."
        " The docket is that of No. 3:26-cv-01234, in the U.S."
        " District Court for the Northern District of California."
    )


@pytest.mark.parametrize(
    ("event", "decides"),
    [
        ("Order on Motion to Dismiss", True),
        ("Memorandum & Opinion on Motion for Summary Judgment", True),
        ("Final Judgment", True),
        ("Jury Verdict", True),
        ("Motion for Summary Judgment", False),
        ("Motion for Order Approving Settlement", False),
        ("Reply in Support of Motion for Summary Judgment", False),
        ("Proposed Order Granting Motion to Dismiss", False),
        ("Order on Motion for Extension of Time to Respond to Motion to Dismiss", False),
        ("Order Setting Hearing on Motion for Preliminary Injunction", False),
        ("Order to Show Cause re Dismissal", False),
    ],
)
def test_what_asks_for_a_decision_or_puts_it_off_is_none(event: str, decides: bool) -> None:
    """ "Motion for Summary Judgment" was told as a judgment that the court had entered."""
    (entry,) = entries(pacer(filing(SUIT, event)))
    assert (" entered its " in entry.text) is decides


def test_the_api_of_courtlistener_gives_new_cases() -> None:
    suit = {
        "caseName": "Concord Music Group, Inc. v. Anthropic PBC",
        "docketNumber": "5:26-cv-00100",
        "court_citation_string": "N.D. Cal.",
        "dateFiled": "2026-02-10",
        "suitNature": "820 Copyright",
        "docket_absolute_url": "/docket/77/concord-v-anthropic/",
    }
    other = suit | {"caseName": "Doe v. Anthropic PBC", "suitNature": "Labor", "docketNumber": "5:26-cv-00101"}
    body = json.dumps({"count": 2, "results": [suit, other]}).encode()
    found = read_docket(body, "https://www.courtlistener.com/api/rest/v4/search/?q=x", "application/json")
    assert isinstance(found, Announced)
    (entry,) = found.entries
    assert entry.url.startswith("https://www.courtlistener.com/docket/77/concord-v-anthropic/#")
    assert entry.text.startswith(
        "Concord Music Group, Inc. sued Anthropic PBC in the U.S. District Court for the Northern District of"
        " California on February 10, 2026. The case is Concord Music Group, Inc. v. Anthropic PBC, No. 5:26-cv-00100."
    )


def entered(title: str, description: str) -> bytes:
    """CourtListener's feed of one docket, with an entry."""
    entry = (
        f"<title>{title}</title><published>2026-02-12T00:00:00-08:00</published>"
        '<link href="https://www.courtlistener.com/docket/77/disney-v-midjourney/?order_by=desc#entry-7"/>'
        f'<summary type="html">{description}</summary>'
    )
    author = "<author><name>Free Law Project</name></author>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{author}<entry>{entry}</entry></feed>'.encode()


@pytest.mark.parametrize(
    ("description", "name", "told"),
    [
        ("COMPLAINT against Midjourney, Inc. (Fee $ 405)", "Complaint", "Disney Enterprises, Inc. and others sued Mid"),
        ("MOTION to Dismiss. Document filed by Midjourney, Inc..", "Motion to Dismiss", "Midjourney, Inc. filed a mot"),
        (
            "ORDER granting 12 Motion to Dismiss. (ab)",
            "Order granting 12 Motion to Dismiss",
            "In Disney Enterprises, Inc. et al v. Midjourney, Inc., No. 3:26-cv-01234, the U.S. District Court for",
        ),
        (
            "NOTICE of Appearance by Jo Doe",
            "Notice of Appearance by Jo Doe",
            "The entry bears the date of February 12, 2026.",
        ),
        (
            "Summons Issued as to Midjourney, Inc.",
            "Summons Issued as to Midjourney, Inc",
            "The entry bears the date of February",
        ),
        ("", "Entry #7", "The entry bears the date of February 12, 2026. Who made it"),
    ],
)
def test_an_entry_of_one_docket_is_no_new_suit(description: str, name: str, told: str) -> None:
    """CourtListener's feed of one docket: each entry, with no name in brackets, was told as a suit of that day."""
    (entry,) = entries(entered(f"Entry #7 in {SUIT}, 3:26-cv-01234", description))
    assert entry.title == f"Disney Enterprises, Inc. et al v. Midjourney, Inc.: {name}"
    assert entry.text.startswith(told)
    assert "No. 3:26-cv-01234" in entry.text
    assert entry.url.startswith("https://www.courtlistener.com/docket/77/disney-v-midjourney/?order_by=desc#")


@pytest.mark.parametrize(
    ("description", "actions"),
    [
        ("COMPLAINT against Midjourney, Inc. (Fee $ 405)", ["lawsuit"]),
        ("MOTION to Dismiss. Document filed by Midjourney, Inc..", ["court_filing"]),
        ("ORDER granting 12 Motion to Dismiss. (ab)", ["ruling"]),
        ("NOTICE of Appearance by Jo Doe", []),
    ],
)
def test_an_entry_of_one_docket_is_read_as_what_it_is(reader: Reader, description: str, actions: list[str]) -> None:
    from disputes.types import Article

    (entry,) = entries(entered(f"Entry #7 in {SUIT}, 3:26-cv-01234", description))
    (reading,) = reader.read([Article("a", entry.title, "2026-02-12", entry.text)])
    assert [report.action for report in reading.reports] == actions  # type: ignore[union-attr]


def test_a_minute_entry_of_one_docket_is_no_new_suit_either() -> None:
    (entry,) = entries(entered(f"Minute entry from 2026-02-12 in {SUIT}, 3:26-cv-01234", "Minute Entry: Hearing held"))
    assert entry.text.startswith(
        "The entry bears the date of February 12, 2026. Who made it, and what it holds, is not known."
    )


def test_a_search_of_courtlistener_gives_a_case_each() -> None:
    """Its Atom feed: a case's name and court, when it was filed, and some words of its papers."""
    case = entered("Concord Music Group, Inc. v. Anthropic PBC", "Copyright infringement. Generative AI.")
    found = read_docket(case.replace(b"<summary", b"<author><name>N.D. Cal.</name></author><summary"), URL)
    assert isinstance(found, Announced)
    (entry,) = found.entries
    assert entry.title == "Concord Music Group, Inc. v. Anthropic PBC: new case"
    assert entry.text.startswith(
        "Concord Music Group, Inc. sued Anthropic PBC in the U.S. District Court for the North"
    )


@pytest.mark.parametrize(
    ("court", "place"),
    [
        ("D.D.C.", "in the U.S. District Court for the District of Columbia on"),
        ("D. Del.", "in the U.S. District Court for the District of Delaware on"),
        ("S.D.N.Y.", "in the U.S. District Court for the Southern District of New York on"),
    ],
)
def test_a_court_is_called_by_its_name(court: str, place: str) -> None:
    found = read_docket(pacer(filing(SUIT, "Complaint")), URL, "text/xml", court)
    assert isinstance(found, Announced)
    assert place in found.entries[0].text


@pytest.mark.parametrize("body", [b"", b"{}", b'{"results": 5}', b"<html>no</html>", b"[1"])
def test_what_is_no_docket_feed_says_so(body: bytes) -> None:
    assert isinstance(read_docket(body, URL), FeedFault)


def test_numbers_of_listed_cases_are_known_in_every_court_that_had_them() -> None:
    case = Case(
        *("c", "reference", "In re Makers", "N.D. Cal."),
        docket="3:26-cv-01234",
        other_dockets=(("1:25-cv-07", "S.D.N.Y."), ("3:26-cv-09", None)),
    )
    assert listed_dockets([case]) == {"N.D. Cal. 26-cv-1234", "S.D.N.Y. 25-cv-7", "N.D. Cal. 26-cv-9"}
    assert docket_key("N.D. Cal.", "3:23-cv-03417-VC") in listed_dockets(load_cases())  # Kadrey v. Meta


def test_a_paper_in_a_case_without_sides_is_told_too() -> None:
    made = filing("In re Makers Copyright Litigation", "Motion to Compel", docket="3:26-cv-9", more=" filed by Jo Doe")
    (entry,) = entries(pacer(made), ("N.D. Cal. 26-cv-9",))
    assert entry.text.startswith("Jo Doe filed a motion to compel in In re Makers Copyright Litigation, No. 3:26-cv-9,")


def test_a_crawl_keeps_filings_and_fetches_none_of_their_pages(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    case = "Disney Enterprises, Inc. v. Midjourney, Inc."
    body = pacer(filing(case, "Complaint"), filing("Roe v. Smith", "Complaint", 2))
    site = site_of({"/rss": Answer(body, type="text/xml")})
    court = source("docket-cand", site.base + "/rss", "docket", court="N.D. Cal.")
    assert crawl(settings, [court]).articles == 1
    assert crawl(settings, [court]).articles == 0
    assert {path for path in site.asked if "robots" not in path} == {"/rss"}
    with Store.open(settings.database, read_only=True) as store:
        (article,) = store.articles()
    assert (article.title, article.published) == (f"{case}: Complaint", "2026-02-12")
