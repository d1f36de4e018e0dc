"""The benchmark runs; how fast anything is depends on the machine and is no test."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_prints_the_ratios_and_the_growth_of_memory() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.read_speed", "--rounds", "1", "--most", "2", "--memory", "10"]
    done = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    figures = json.loads(done.stdout)
    assert {"relevant_ratio", "irrelevant_ratio", "memory_growth_mb"} <= figures.keys()
    assert figures["irrelevant_per_second"] > figures["relevant_per_second"] > 0
