"""The benchmark of queries runs over small stores; how fast anything is depends on the machine and is no test."""

import json
import subprocess
import sys
from pathlib import Path

from disputes.explore.metadata import queries
from tests.benchmarks.large_store import make

ROOT = Path(__file__).resolve().parents[2]


def test_prints_every_ready_query_and_every_view(tmp_path: Path) -> None:
    sample, large = (make(tmp_path / f"{events}.db", events=events, articles=events // 5) for events in (200, 1000))
    command = [sys.executable, "-m", "tests.benchmarks.query_speed", "--json"]
    done = subprocess.run(
        [*command, "--sample", str(sample), "--large", str(large)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    found = json.loads(done.stdout)
    assert [one["name"] for one in found if one["where"] == "ready"] == [query.name for query in queries()]
    assert {one["name"] for one in found if one["where"] == "example"} >= {"timeline", "letters_and_suits"}
    assert all(one["sample"] > 0 and one["large"] > 0 for one in found)
    assert next(one["rows"] for one in found if one["name"] == "steps_of_a_party") > 0
