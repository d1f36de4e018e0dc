"""The benchmark runs; how fast anything is depends on the machine and is no test."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_prints_the_ratios() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.crawl_speed", "--pages", "40", "--rounds", "1"]
    done = subprocess.run(
        [*command, "--entries", "2000", "--json"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True
    )
    figures = json.loads(done.stdout)
    assert {"ratio_to_slower", "second_crawl_share", "memory_ratio"} <= figures.keys()
    assert figures["crawl_pages_per_second"] > 0
