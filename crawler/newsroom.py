"""The sample newsroom, served for real: `data/sample` rendered as five outlets by an HTTP server on loopback.

The demo and the tests crawl it as they would the web: feeds, sitemaps, listings and pages with ETag, Last-Modified and
304, a robots.txt, and 404 for the rest. What the folder holds is told in its README.
"""

import json
import math
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crawler.dates import http_time
from disputes.errors import ConfigError
from disputes.types import Source

ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nDisallow: /search\n"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom that is being served: where, what of it to watch, and sources that fail on purpose."""

    base_url: str
    sources: list[Source]
    faulty: list[Source]


@dataclass(frozen=True, slots=True)
class Document:
    """What the server answers at one path."""

    body: bytes
    type: str
    modified: datetime

    @property
    def etag(self) -> str:
        """A validator that changes with the body."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'


@contextmanager
def serve(folder: Path) -> Iterator[Newsroom]:
    """Serves the newsroom in a folder on a free port of 127.0.0.1 until the block ends.

    Raises ConfigError where the folder is incomplete.
    """
    outlets, articles = _load(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    base_url = f"http://127.0.0.1:{server.server_port}"
    documents: dict[str, Document] = {}
    for outlet in outlets:
        documents |= _render(folder, outlet, articles.get(outlet["id"], []), f"{base_url}/{outlet['id']}")
    documents |= _closed_paper(base_url)
    server.documents = documents  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Newsroom(base_url, [_source(outlet, base_url) for outlet in outlets], _faulty(base_url))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the rendered documents."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """The document at the path, 304 where the client has it, 404 where there is none."""
        path = unquote(urlsplit(self.path).path)
        documents: Mapping[str, Document] = self.server.documents  # type: ignore[attr-defined]
        document = documents.get(path)
        if path == "/robots.txt":
            self._answer(200, ROBOTS.encode(), {"Content-Type": "text/plain; charset=utf-8"})
        elif document is None:
            self._answer(
                404, b"<!doctype html><title>Not here</title><p>No such page.</p>", {"Content-Type": "text/html"}
            )
        else:
            self._document(document)

    do_HEAD = do_GET

    def _document(self, document: Document) -> None:
        validators = {"ETag": document.etag, "Last-Modified": http_time(document.modified)}
        asked_etag, asked_time = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if asked_etag == document.etag or (asked_etag is None and asked_time == validators["Last-Modified"]):
            self._answer(304, b"", validators)
        else:
            self._answer(200, document.body, validators | {"Content-Type": document.type})

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the crawl tells what it did."""


def _load(folder: Path) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """The outlets, and each one's articles, newest first."""
    try:
        outlets = tomllib.loads((folder / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
        lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        articles: dict[str, list[dict[str, Any]]] = {}
        for line in filter(str.strip, lines):
            article = json.loads(line)
            article |= {
                "path": urlsplit(article["url"]).path,
                "paragraphs": [part for part in article["text"].split("\n\n") if part.strip()],
                "date": datetime.fromisoformat(article["published_at"]),
            }
            articles.setdefault(article["outlet"], []).append(article)
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"{folder}: not a complete sample newsroom: {error}") from None
    for found in articles.values():
        found.sort(key=lambda article: article["date"], reverse=True)
    return outlets, articles


def _render(
    folder: Path, outlet: dict[str, Any], articles: Sequence[dict[str, Any]], base_url: str
) -> dict[str, Document]:
    """Every document of one outlet, by path."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(folder / "templates"),
        keep_trailing_newline=True,
    )
    newest = max((article["date"] for article in articles), default=datetime.fromtimestamp(0).astimezone())
    documents: dict[str, Document] = {}
    for route in outlet["route"]:
        template = environment.get_template(route["template"])
        for path, own in _places(route, outlet, articles, base_url):
            here = {
                "outlet": outlet,
                "base_url": base_url,
                "articles": articles,
                "article": None,
                "page": 1,
                "pages": 1,
            }
            here |= {"canonical": base_url + path} | own
            modified = own["article"]["date"] if "article" in own else newest
            body = template.render(here).encode()
            documents.setdefault(urlsplit(base_url + path).path, Document(body, route["type"], modified))
    return documents


def _closed_paper(base_url: str) -> dict[str, Document]:
    """A sixth outlet that has closed: its old feed is gone, and the one that is left leads to something not HTML."""
    item = f"<item><title>Last issue</title><link>{base_url}/closed/last-issue.pdf</link></item>"
    feed = f'<rss version="2.0"><channel><title>Closed paper</title>{item}</channel></rss>'
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    return {
        "/closed/archive.xml": Document(feed.encode(), "application/rss+xml", long_ago),
        "/closed/last-issue.pdf": Document(b"%PDF-1.7\n%no text in here\n", "application/pdf", long_ago),
    }


def _faulty(base_url: str) -> list[Source]:
    paths = {"closed": "/closed/feed.xml", "closed-archive": "/closed/archive.xml"}
    return [
        Source(id=ident, name="Closed paper", url=base_url + path, kind="feed", allow_private=True)
        for ident, path in paths.items()
    ]


def _places(
    route: Mapping[str, str], outlet: Mapping[str, Any], articles: Sequence[dict[str, Any]], base_url: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The paths that a route stands for, and what its template gets there besides the rest."""
    if route["each"] == "site":
        yield route["path"], {}
    elif route["each"] == "article":
        for article in articles:
            path = route["path"].replace("{path}", article["path"])
            yield path, {"article": article, "canonical": base_url + article["path"]}
    else:
        size = outlet["per_page"]
        pages = max(1, math.ceil(len(articles) / size))
        for page in range(1, 2 if route["each"] == "first_page" else pages + 1):
            shown = articles[(page - 1) * size : page * size]
            yield route["path"].replace("{page}", str(page)), {"articles": shown, "page": page, "pages": pages}


def _source(outlet: Mapping[str, Any], base_url: str) -> Source:
    root = f"{base_url}/{outlet['id']}"
    return Source(
        id=outlet["id"],
        name=outlet["name"],
        url=root + outlet["source"],
        kind=outlet["kind"],
        homepage=root + "/",
        language=outlet["language"].split("-")[0],
        allow_private=True,
        link_selector=outlet.get("link_selector", ""),
        next_selector=outlet.get("next_selector", ""),
        max_pages=20,
        judge="none",  # what is not on the subject is shown too, and that the reading says so
    )
