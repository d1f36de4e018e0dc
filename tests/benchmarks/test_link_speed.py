"""The benchmark of linking runs; how fast anything is depends on the machine and is no test."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_prints_how_it_grows() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.link_speed", "--reports", "200", "400", "--new", "40", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    small, large = json.loads(done.stdout)
    assert (small["reports"], large["reports"], small["growth"]) == (200, 400, 1.0)
    assert 40 <= large["touched"] < 440
