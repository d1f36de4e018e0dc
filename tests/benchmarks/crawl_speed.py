"""How fast and in how much memory a site is crawled, beside the parts it is made of: ratios, not seconds.

    python -m tests.benchmarks.crawl_speed [--pages 2000] [--rounds 3] [--entries 100000] [--json]

In turns, each in processes of its own and measured from its start to its end: a bare Scrapy spider that only downloads
the pages, trafilatura in fast mode over the same pages on all cores, and the whole crawl, which stores them; then a
second crawl with nothing new. The best round counts. The second crawl's share is that of the time from the first
request to the end of the process, in both crawls; before it both only start. Last, the peak memory of a crawl of
`--entries` entries against that of a tenth of them.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from crawler.crawl import crawl
from disputes.settings import CrawlSettings, Settings
from disputes.types import Source

ROOT = Path(__file__).resolve().parents[2]
PER_FEED = 5_000
SPIDER = """
import sys, scrapy
from scrapy.crawler import AsyncCrawlerProcess
class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for number in range(int(sys.argv[2])):
            yield scrapy.Request(f"{sys.argv[1]}/p/{number}", dont_filter=True)
    def parse(self, response):
        assert len(response.body) > 1000
process = AsyncCrawlerProcess({"CONCURRENT_REQUESTS": 32, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "LOG_LEVEL": "ERROR",
    "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False})
process.crawl(Bare)
process.start()
"""


@contextmanager
def paper(pages: int) -> Iterator[str]:
    """The newspaper, served; its address."""
    command = [sys.executable, "-m", "tests.benchmarks.paper", str(pages)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None and server.stdin is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.stdin.close()


def settings(folder: Path) -> Settings:
    """Politeness off."""
    limits = CrawlSettings(delay=0, concurrency_per_domain=16, allow_private=True)
    return Settings(database=folder / "disputes.db", crawl=limits)


def watched(base: str, first: int, last: int, **fields: str) -> Source:
    """A feed of some pages as a source."""
    path = f"/feed/{first}-{last}{'?off' if fields else ''}"
    return Source(id=f"s{first}", name="Paper", url=base + path, kind="feed", **fields)  # type: ignore[arg-type]


def extract(pages: list[bytes]) -> int:
    """Characters that trafilatura finds in pages, in fast mode and without metadata."""
    import trafilatura

    return sum(len(trafilatura.extract(page, fast=True, include_comments=False) or "") for page in pages)


def by_trafilatura(pages: list[bytes]) -> None:
    """Bare trafilatura on all cores."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        assert sum(pool.map(extract, [pages[start::64] for start in range(64)])) > 1000 * len(pages)


def speeds(base: str, count: int, rounds: int) -> dict[str, float]:
    """Pages a second, the best round of each, and how they compare."""
    pages = [urlopen(f"{base}/p/{number}").read() for number in range(count)]
    best: dict[str, float] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, work in _works(base, count, pages, Path(folder)).items():
                urlopen(f"{base}/first").read()
                started = time.monotonic()
                work()
                ended = time.monotonic()
                asked = float(urlopen(f"{base}/first").read())
                best[name] = min(best.get(name, math.inf), ended - started)
                best[f"{name} asking"] = min(best.get(f"{name} asking", math.inf), ended - asked)
    found = {f"{name}_pages_per_second": count / best[name] for name in ("download", "trafilatura", "crawl")}
    return found | {
        "ratio_to_slower": best["crawl"] / max(best["download"], best["trafilatura"]),
        "start_up_seconds": best["again"] - best["again asking"],
        "second_crawl_share": best["again asking"] / best["crawl asking"],
    }


def _works(base: str, count: int, pages: list[bytes], folder: Path) -> dict[str, Callable[[], object]]:
    """What is timed, in its order: a crawl again comes after the crawl."""
    source = [watched(base, 0, count)]
    return {
        "download": lambda: subprocess.run([sys.executable, "-c", SPIDER, base, str(count)], check=True),
        "trafilatura": lambda: by_trafilatura(pages),
        "crawl": lambda: _whole(folder, source, count),
        "again": lambda: _whole(folder, source, 0),
    }


def _whole(folder: Path, sources: list[Source], expected: int) -> None:
    summary = crawl(settings(folder), sources)
    assert (summary.articles, summary.faults) == (expected, ()), summary


def memory(base: str, entries: int) -> float:
    """The peak memory of a crawl of some entries, all judged by their words, in MB."""
    code = (
        "import resource, sys, json\n"
        "from crawler.child import main\n"
        "main()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)\n"
    )
    sources = [
        watched(base, first, min(first + PER_FEED, entries), judge="entry") for first in range(0, entries, PER_FEED)
    ]
    with tempfile.TemporaryDirectory() as folder:
        from dataclasses import asdict

        chosen = settings(Path(folder))
        job = {"settings": chosen.model_dump_json(), "sources": [asdict(source) for source in sources], "only": []}
        with subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdin is not None and child.stdout is not None and child.stderr is not None
            child.stdin.write(json.dumps(job) + "\n")
            child.stdin.flush()
            answer = [json.loads(line) for line in child.stdout][-1]
            assert answer["summary"]["entries"] == entries, answer
            return float(child.stderr.read().splitlines()[-1])


def main() -> None:
    """Measures, and prints the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--entries", type=int, default=100_000)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with paper(chosen.pages) as base:
        figures = speeds(base, chosen.pages, chosen.rounds)
        few, many = memory(base, chosen.entries // 10), memory(base, chosen.entries)
    figures |= {"memory_mb_of_a_tenth": few, "memory_mb": many, "memory_ratio": many / few}
    if chosen.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:32}{value:10.3f}")


if __name__ == "__main__":
    main()
