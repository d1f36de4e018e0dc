"""Real web servers on loopback for the crawler to meet, good ones and bad ones."""

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crawler.crawl import AT_ONCE, QUICKLY
from disputes.settings import CrawlSettings, Settings
from disputes.store import Store
from disputes.types import Source


@dataclass
class Answer:
    """What a site says at a path: body, status and headers, or a function that does as it likes with the socket."""

    body: bytes | str = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None


class Site:
    """A running server: set `pages[path]`, read `asked` (paths in order) and `headers` (a path's last request)."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: dict[str, dict[str, str]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 20

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers[self.path] = dict(self.headers)
                site.answer(self, site.pages.get(self.path, Answer("not here", 404)))

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def answer(self, handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        if answer.act is not None:
            handler.close_connection = True
            answer.act(handler)
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        validators = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
        asked = {given: handler.headers[name] for name, given in validators.items() if name in handler.headers}
        unchanged = bool(asked) and all(answer.headers.get(given) == value for given, value in asked.items())
        handler.send_response(304 if unchanged else answer.status)
        for name, value in ({"Content-Type": answer.type} | answer.headers).items():
            handler.send_header(name, value)
        if not unchanged:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if not unchanged:
            handler.wfile.write(body)

    def fetched(self, prefix: str) -> list[str]:
        """The paths asked for that begin so."""
        return [path for path in self.asked if path.startswith(prefix)]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(scope="module")
def site_of() -> Iterator[Callable[[dict[str, Answer]], Site]]:
    """Makes sites, each on a port of its own; ends them with the module."""
    sites: list[Site] = []

    def make(pages: dict[str, Answer]) -> Site:
        site = Site()
        site.pages |= pages
        sites.append(site)
        return site

    yield make
    for site in sites:
        site.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings for a crawl of loopback: a store of its own, no politeness, small limits."""
    return crawl_settings(tmp_path)


def crawl_settings(folder: Path) -> Settings:
    return Settings(
        database=folder / "disputes.db",
        crawl=CrawlSettings(delay=0, concurrency_per_domain=8, timeout=1.5, max_size=300_000),
    )


def run_child(patch: pytest.MonkeyPatch, before: str) -> None:
    """Lets the crawl's process do something first."""
    code = f"{QUICKLY}\n{before}\nfrom crawler.child import main\nmain(){AT_ONCE}"
    patch.setattr("crawler.crawl._COMMAND", [sys.executable, "-P", "-c", code])


def source(ident: str, url: str, kind: str = "feed", **fields: object) -> Source:
    return Source(
        id=ident, name=ident.title(), url=url, kind=kind, **({"allow_private": True, "judge": "none"} | fields)
    )


def page(number: int = 1, *, published: str = "2026-02-12T09:30:00-05:00", text: str = "") -> str:
    """An article page with markup around it; every number tells another story."""
    sentences = text or " ".join(
        f"In matter {number} the studio named point {number * 31 + part} of its letter {part}, and counsel "
        f"{number}-{part} answered that item {number * 17 + part} would be heard in room {part * 7 + number}."
        for part in range(8)
    )
    return f"""<!doctype html><html lang="en"><head><title>Matter {number} - Site</title>
    <meta property="article:published_time" content="{published}"></head><body><nav><a href="/">Home</a></nav>
    <article><h1>Matter {number}</h1><p>{sentences}</p>
    <p>It ends there, says the clerk of matter {number}.</p></article>
    <footer>All rights reserved.</footer></body></html>"""


def rss(items: str, *, head: str = "<title>A site</title>") -> Answer:
    """A feed with these items."""
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
    return Answer(body, type="application/rss+xml")


def item(link: str, title: str = "Matter", date: str = "Thu, 12 Feb 2026 14:30:00 GMT") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>"


def articles(settings: Settings) -> list[str]:
    """The titles in the store, sorted."""
    with Store.open(settings.database, read_only=True) as store:
        return sorted(article.title for article in store.articles())


def outcomes(settings: Settings) -> dict[str, tuple[str, str]]:
    """Outcome and detail by the path of the address seen."""
    with Store.open(settings.database, read_only=True) as store:
        rows = store.rows("SELECT url, outcome, detail FROM seen_urls")
    return {"/" + row["url"].split("/", 3)[3]: (row["outcome"], row["detail"]) for row in rows}


def faults(settings: Settings) -> dict[str, str]:
    """The problem recorded last, by the path of its place."""
    with Store.open(settings.database, read_only=True) as store:
        rows = store.rows("SELECT place, problem FROM faults ORDER BY id")
    return {"/" + row["place"].split("/", 3)[-1]: row["problem"] for row in rows}
