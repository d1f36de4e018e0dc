"""The sample newsroom is well-formed: articles, their annotation, outlets and what the templates make of them."""

import calendar
import json
import re
import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime
from itertools import batched
from typing import Any
from urllib.parse import urlsplit

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree, html

from disputes.catalog import DATA, PARTY_KINDS, load_actions

type Json = dict[str, Any]

SAMPLE = DATA / "sample"
ARTICLES: list[Json] = [json.loads(line) for line in (SAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
OUTLETS: dict[str, Json] = {
    table["id"]: table for table in tomllib.loads((SAMPLE / "outlets.toml").read_text())["outlet"]
}
STEPS = [(article, event) for article in ARTICLES for event in article["events"]]
WEEKDAYS = tuple(calendar.day_name)
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
BASE = "http://127.0.0.1:8123"

each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
each_outlet = pytest.mark.parametrize("outlet", OUTLETS.values(), ids=OUTLETS)


def steps_of(article: Json) -> list[Json]:
    return list(article["events"])


def enriched(article: Json) -> Json:
    """An article with what the templates may ask of it."""
    return article | {
        "path": urlsplit(article["url"]).path,
        "paragraphs": article["text"].split("\n\n"),
        "date": datetime.fromisoformat(article["published_at"]),
    }


def articles_of(outlet: Json) -> list[Json]:
    """An outlet's articles, newest first."""
    own = [enriched(article) for article in ARTICLES if article["outlet"] == outlet["id"]]
    return sorted(own, key=lambda article: article["date"], reverse=True)


def render(outlet: Json, template: str, **variables: Any) -> str:
    """One page, feed or sitemap; an undefined variable is an error."""
    loader = FileSystemLoader(SAMPLE / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    context: Json = {"article": None, "page": 1, "pages": 1, "canonical": "", "articles": articles_of(outlet)}
    base_url = f"{BASE}/{outlet['id']}"
    return environment.get_template(template).render(context | {"outlet": outlet, "base_url": base_url} | variables)


def template_of(outlet: Json, each: str) -> str:
    return next(str(route["template"]) for route in outlet["route"] if route["each"] == each)


def flat(text: str) -> str:
    return " ".join(text.split())


# ---- the annotated articles


def test_there_are_enough_articles_of_every_sort() -> None:
    assert len(ARTICLES) >= 45
    assert sum(not article["relevant"] for article in ARTICLES) >= 12
    assert {article["outlet"] for article in ARTICLES} == set(OUTLETS)
    assert len(OUTLETS) == 5


def test_ids_and_addresses_stand_once() -> None:
    for key in ("id", "url"):
        counted = Counter(article[key] for article in ARTICLES)
        assert [value for value, times in counted.items() if times > 1] == []


@each_article
def test_article_fields_agree_with_each_other(article: Json) -> None:
    outlet = OUTLETS[article["outlet"]]
    published_at = datetime.fromisoformat(article["published_at"])
    assert urlsplit(article["url"]).netloc == outlet["domain"]
    assert published_at.tzinfo is not None
    assert published_at.date().isoformat() == article["published"]
    assert article["title"] and article["byline"]


@each_article
def test_article_is_of_a_reporters_length(article: Json) -> None:
    words = len(article["text"].split())
    assert (100 if is_abridged(article) else 180) <= words <= 600


@each_article
def test_irrelevant_articles_are_empty_and_relevant_ones_are_not(article: Json) -> None:
    filled = [key for key in ("parties", "tools", "events") if article[key]]
    assert ("events" in filled and "parties" in filled) if article["relevant"] else filled == []


@each_article
def test_evidence_is_verbatim(article: Json) -> None:
    assert [step["evidence"] for step in steps_of(article) if step["evidence"] not in article["text"]] == []


@each_article
def test_every_form_of_a_party_or_tool_stands_in_the_article(article: Json) -> None:
    whole = article["title"] + "\n" + article["text"]
    forms = [form for thing in article["parties"] + article["tools"] for form in (thing["name"], *thing["aliases"])]
    assert [form for form in forms if form not in whole] == []


@each_article
def test_parties_and_tools_are_just_those_of_the_steps(article: Json) -> None:
    steps = steps_of(article)
    acting = {name for step in steps for name in step["actors"] + step["targets"]}
    used = {name for step in steps for name in step["tools"]}
    assert acting == {party["name"] for party in article["parties"]}
    assert used == {tool["name"] for tool in article["tools"]}
    assert {party["kind"] for party in article["parties"]} <= PARTY_KINDS
    assert {party["side"] for party in article["parties"]} <= {"claimant", "respondent", "neutral"}


def test_actions_are_those_of_the_ladder_and_all_occur() -> None:
    known = {action.name for action in load_actions()}
    assert {step["action"] for _, step in STEPS} == known


@pytest.mark.parametrize(("article", "step"), STEPS, ids=[f"{a['id']}-{s['cluster']}" for a, s in STEPS])
def test_step_is_well_formed(article: Json, step: Json) -> None:
    length = {"day": 10, "month": 7, "year": 4, None: 0}[step["precision"]]
    assert len(step["date"] or "") == length
    assert step["actors"] or step["targets"]
    assert step["status"] in {"happened", "threatened", "scheduled"}
    assert step["status"] != "happened" or not step["date"] or step["date"] <= article["published"]
    assert step["cluster"]


def test_a_cluster_is_one_step() -> None:
    actions = defaultdict(set)
    for _, step in STEPS:
        actions[step["cluster"]].add(step["action"])
    assert {cluster: found for cluster, found in actions.items() if len(found) > 1} == {}


def test_many_steps_are_told_by_several_articles() -> None:
    told = Counter(step["cluster"] for _, step in STEPS)
    assert sum(times > 1 for times in told.values()) >= 25


# ---- weekdays


@pytest.mark.parametrize(("article", "step"), STEPS, ids=[f"{a['id']}-{s['cluster']}" for a, s in STEPS])
def test_weekday_named_in_evidence_is_that_of_the_date(article: Json, step: Json) -> None:
    named = [day for day in WEEKDAYS if re.search(rf"\b{day}\b", step["evidence"])]
    if named and step["precision"] == "day":
        assert WEEKDAYS[date.fromisoformat(step["date"]).weekday()] in named


@each_article
def test_weekday_beside_a_full_date_is_right(article: Json) -> None:
    months = "|".join(MONTHS)
    pattern = rf"({'|'.join(WEEKDAYS)}),? (?:the )?(?:({months}) (\d{{1,2}})|(\d{{1,2}}) ({months}))(?:,? (\d{{4}}))?"
    for day, month, number, number2, month2, year in re.findall(pattern, article["text"]):
        when = date(int(year or article["published"][:4]), MONTHS[month or month2], int(number or number2))
        assert WEEKDAYS[when.weekday()] == day


# ---- wire stories and the long dispute


def wire_stories() -> list[list[Json]]:
    """Groups of articles at different outlets of which the shortest has only paragraphs of the longest."""
    groups: list[list[Json]] = []
    for article in sorted(ARTICLES, key=lambda article: -len(article["text"])):
        paragraphs = set(article["text"].split("\n\n"))
        home = next((group for group in groups if paragraphs <= set(group[0]["text"].split("\n\n"))), None)
        if home is None:
            groups.append([article])
        else:
            home.append(article)
    return [group for group in groups if len(group) > 1]


ABRIDGED = {copy["id"] for group in wire_stories() for copy in group if copy["text"] != group[0]["text"]}


def is_abridged(article: Json) -> bool:
    return article["id"] in ABRIDGED


def test_three_wire_stories_stand_at_several_outlets() -> None:
    stories = wire_stories()
    assert len(stories) >= 3
    assert all(len({copy["outlet"] for copy in story}) == len(story) for story in stories)
    assert ABRIDGED
    assert any(len({copy["title"] for copy in story}) > 1 for story in stories)


def test_one_dispute_climbs_over_three_weeks() -> None:
    told = [article for article in ARTICLES if any("Seedance 2.0" in step["tools"] for step in article["events"])]
    found = {step["action"] for article in told for step in article["events"] if "Seedance 2.0" in step["tools"]}
    assert len(told) >= 9
    assert len({article["outlet"] for article in told}) == 5
    assert {"launch", "statement", "cease_and_desist", "response", "safeguard"} <= found
    assert date.fromisoformat(told[-1]["published"]) >= date(2026, 3, 4)


# ---- the pages


@each_article
def test_page_is_of_a_real_size_and_keeps_the_text(article: Json) -> None:
    outlet = OUTLETS[article["outlet"]]
    full = enriched(article)
    canonical = f"{BASE}/{outlet['id']}{full['path']}"
    page = render(outlet, template_of(outlet, "article"), article=full, canonical=canonical)
    shown = flat(html.document_fromstring(page).text_content())
    assert 8_000 <= len(page.encode()) <= 30_000
    assert [paragraph for paragraph in full["paragraphs"] if flat(paragraph) not in shown] == []
    assert flat(article["title"]) in shown


@pytest.mark.parametrize("outlet", [table for table in OUTLETS.values() if table["kind"] != "listing"], ids=str)
def test_feed_or_sitemap_lists_every_article(outlet: Json) -> None:
    template = next(
        route["template"]
        for route in outlet["route"]
        if "feed" in route["template"] or "news_sitemap" in route["template"]
    )
    document = render(outlet, template)
    parsed = etree.fromstring(document.encode(), etree.XMLParser(recover=outlet["id"] == "lantern"))
    whole = etree.tostring(parsed, encoding="unicode")
    assert [a["path"] for a in articles_of(outlet) if f"{BASE}/{outlet['id']}{a['path']}" not in whole] == []


def test_lantern_feed_is_broken_as_told() -> None:
    document = render(OUTLETS["lantern"], "lantern_feed.xml.j2")
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(document.encode())
    dates = re.findall(r"<pubDate>(.*?)</pubDate>", document)
    assert sum(re.search(r"\d\d:\d\d:\d\d", text) is None for text in dates) == 1


def test_listing_pages_lead_to_every_article() -> None:
    outlet = OUTLETS["docket"]
    slices = list(batched(articles_of(outlet), outlet["per_page"]))
    links: list[str] = []
    for number, some in enumerate(slices, 1):
        text = render(outlet, "docket_listing.html.j2", articles=list(some), page=number, pages=len(slices))
        page = html.document_fromstring(text)
        links += [str(link.get("href")) for link in page.cssselect(outlet["link_selector"])]
        assert bool(page.cssselect(outlet["next_selector"])) == (number < len(slices))
    assert links == [f"{BASE}/docket{article['path']}" for article in articles_of(outlet)]


@each_outlet
def test_every_route_renders(outlet: Json) -> None:
    newest = articles_of(outlet)[0]
    for route in outlet["route"]:
        article = newest if route["each"] == "article" else None
        document = render(outlet, route["template"], article=article, canonical=f"{BASE}{route['path']}")
        assert outlet["domain"] in document or f"{BASE}/{outlet['id']}" in document
