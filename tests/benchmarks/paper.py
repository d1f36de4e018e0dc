"""A newspaper on loopback that answers as fast as it can: pages of 40 to 80 KB, all on the subject, and long feeds.

python -m tests.benchmarks.paper PAGES      serves until its standard input ends; prints its port first
"""

import asyncio
import random
import sys
import time
from functools import cache

WHO = "studio label publisher guild agency author newspaper broadcaster photographer songwriter".split()
AI = "OpenAI Anthropic Midjourney Suno Udio Perplexity Stability Runway".split()
DID = "sued warned licensed answered accused met criticised blamed praised questioned".split()
WHAT = "lyrics novels films photographs recordings articles scripts paintings archives games".split()
WHERE = "London Berlin Toronto Oakland Manhattan Delhi Paris Sydney Seoul Dublin".split()
SYLLABLES = "ba den cor mi ral to ven sa lin gor pe tu zan ho fi rem".split()
WORDS = 700
LEAST, MOST = 40_000, 80_000


@cache
def page(number: int) -> bytes:
    """An article page: no two tell the same story, and about it stands what stands about articles."""
    chance = random.Random(number)
    paragraphs = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
        said = [_sentence(chance) for _ in range(chance.randint(2, 5))]
        said[0] = said[0].replace(
            "over copyright", f'<a href="/t/{chance.randint(1, 999)}">over <em>copyright</em></a>'
        )
        paragraphs.append(" ".join(said))
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = f"Matter {number}: {chance.choice(WHO)} against {chance.choice(AI)}"
    head = (
        f'<meta charset="utf-8"><title>{title} - The Paper</title><meta property="og:site_name" content="The Paper">'
        f'<link rel="canonical" href="/p/{number}"><script type="application/ld+json">{{"@context":"https://schema.org",'
        f'"@type":"NewsArticle","headline":"{title}","datePublished":"2026-02-12T09:30:00-05:00",'
        f'"author":{{"@type":"Person","name":"Desk {number % 7}"}}}}</script>'
    )
    article = f'<article><header><h1>{title}</h1></header><div class="body">{body}</div></article>'
    about = chance.randint(LEAST, MOST) - len(head) - len(article)
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body>{_about(chance, about)}{article}</body></html>".encode()
    )


def feed(base: str, first: int, last: int, title: str = "Studio sues over AI and copyright") -> bytes:
    """A feed of some pages."""
    items = "".join(
        f"<item><title>{title} {number}</title><link>{base}/p/{number}</link><guid>{number}</guid>"
        "<pubDate>Thu, 12 Feb 2026 14:30:00 GMT</pubDate></item>"
        for number in range(first, last)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>{items}</channel></rss>'.encode()


def _sentence(chance: random.Random) -> str:
    """A sentence on the subject, most of its words drawn from a vocabulary of thousands."""
    own = [f"{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}" for _ in range(14)]
    return (
        f"The {chance.choice(WHO)} in {own[0].title()} {chance.choice(DID)} {chance.choice(AI)} over copyright in"
        f" {chance.choice(WHAT)}, {' '.join(own[1:8])}, and the court heard that {' '.join(own[8:])} were copied."
    )


def _about(chance: random.Random, size: int) -> str:
    """What stands about an article, as long as it has to be: menus, teasers of other articles, scripts."""
    script = "".join(f"window.v{chance.randint(1, 99999)}={chance.randint(1, 99999)};" for _ in range(size // 90))
    style = "".join(f".c{chance.randint(1, 99999)}{{margin:{chance.randint(0, 99)}px}}" for _ in range(size // 120))
    parts = [f"<style>{style}</style><script>{script}</script><header class='site'><nav><ul>"]
    parts += [
        f'<li class="nav-item"><a class="nav-link" href="/section/{n}"><span>Section {n}</span></a></li>'
        for n in range(25)
    ]
    parts.append("</ul></nav></header><div class='rail'>")
    length = sum(map(len, parts))
    while length < size:
        parts.append(_teaser(chance))
        length += len(parts[-1])
    return "".join([*parts, "</div>"])


def _teaser(chance: random.Random) -> str:
    number, what = chance.randint(1, 9999), chance.choice(WHAT)
    return (
        f'<div class="card card--small"><a class="card__link" href="/p/{number}" data-id="{number}"><figure><img '
        f'src="/img/{number}.jpg" alt="" loading="lazy" width="320" height="180"></figure><div class="card__body">'
        f'<h3 class="card__title">The {chance.choice(WHO)} in {chance.choice(WHERE)}</h3><p class="card__text">Room'
        f' {number} hears of {what}</p></div></a><ul class="tags"><li><a href="/t/{number}">{what}</a></li></ul></div>'
    )


class Paper(asyncio.Protocol):
    """HTTP as far as a crawler needs it; /first tells when the first request came since it was asked last."""

    first = 0.0  # by the system's monotonic clock

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answers each request that is complete."""
        self._read += data
        while b"\r\n\r\n" in self._read:
            head, self._read = self._read.split(b"\r\n\r\n", 1)
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in lines}
            self._answer(first.split()[1], headers)

    def _answer(self, path: str, headers: dict[str, str]) -> None:
        kind, body, etag = "text/html; charset=utf-8", b"", ""
        if path == "/first":
            body, Paper.first = str(Paper.first).encode(), 0.0
        else:
            Paper.first = Paper.first or time.monotonic()
        if path.startswith("/p/"):
            body = page(int(path[3:]))
        elif path.startswith("/feed/"):  # /feed/FIRST-LAST, or with "?off" of what is not on the subject
            span, _, off = path[6:].partition("?")
            first, last = map(int, span.split("-"))
            base, kind, etag = f"http://{headers['host']}", "application/rss+xml", f'"{path}"'
            body = feed(base, first, last, "A bridge over the river, part") if off else feed(base, first, last)
        status = "200 OK" if body else "404 Not Found"
        if etag and headers.get("if-none-match") == etag:
            status, body = "304 Not Modified", b""
        more = f"ETag: {etag}\r\n" if etag else ""
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
        self._transport.write(answer.encode("latin-1") + body)


async def serve(pages: int) -> None:
    """Serves on a free port until standard input ends."""
    for number in range(pages):
        page(number)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Paper(pages), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
