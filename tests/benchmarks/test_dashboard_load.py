"""The benchmark runs over small stores; how fast anything is depends on the machine and is no test."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.screenshot import chromium
from tests.benchmarks.large_store import make

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300).stdout


@pytest.mark.skipif(chromium() is None, reason="no Chromium found")
def test_prints_every_page_over_both_stores(tmp_path: Path) -> None:
    sample, large = tmp_path / "sample.db", tmp_path / "large.db"
    for path, events in ((sample, 200), (large, 2000)):
        make(path, events=events, articles=events // 5)
    program = ["-m", "tests.benchmarks.dashboard_load", "--rounds", "1", "--json"]
    figures = json.loads(run(*program, "--sample", str(sample), "--large", str(large)))
    assert {"overview", "a dispute", "a party", "cases", "review"} <= {view["page"] for view in figures["views"]}
    assert all(view["sample"] > 0 and view["large"] > 0 for view in figures["views"])
    assert figures["memory_mb"] < 1000
