"""`disputes sources`, as a user meets it: what it prints and its exit status."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from disputes.store import Store
from disputes.types import Source

SOURCES = """
[[source]]
id = "daily"
name = "The Daily"
url = "http://127.0.0.1:9/feed"
kind = "feed"
items_per_week = 10
"""


def disputes(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DISPUTES_")}
    command = [sys.executable, "-m", "disputes", "--database", "d.db", "sources", *arguments]
    environment |= {"DISPUTES_SOURCES": "s.toml"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s.toml").write_text(SOURCES)
    now = datetime.now(UTC)
    with Store.open(tmp_path / "d.db") as store:
        store.keep_sources([Source("daily", "The Daily", "http://127.0.0.1:9/feed", "feed", items_per_week=10)])
        store.note_answer("daily", (now - timedelta(days=5)).isoformat(timespec="seconds"), new_entries=3)
        store.note_answer("daily", now.isoformat(timespec="seconds"))
        store.start_run("crawl", now.isoformat(timespec="seconds"))
    return tmp_path


def test_a_silent_source_is_an_alarm_on_the_line_and_in_the_status(folder: Path) -> None:
    done = disputes("health", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("ALARM   daily  answered ")
    assert "3 of 10 expected this week, 0 errors" in done.stdout
    assert done.stderr.strip() == (
        "disputes: ALARM silent daily: The Daily answers, but has brought nothing new for 5 days; 48 hours are usual."
    )


def test_health_for_programs(folder: Path) -> None:
    told = json.loads(disputes("health", "--json", cwd=folder).stdout)
    assert [(alarm["source_id"], alarm["kind"]) for alarm in told["alarms"]] == [("daily", "silent")]
    assert told["sources"][0]["seen"] == 3


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["check", "weekly"], 2, "disputes: s.toml: no source 'weekly'"),
        (["record", "weekly"], 2, "disputes: s.toml: no source 'weekly'"),
        (["check", "http://127.0.0.1:9/x"], 1, "127.0.0.1 leads into a private network (127.0.0.1)"),
        (["discover", "ftp://example.com"], 2, "only http and https are fetched"),
    ],
)
def test_what_cannot_be_done_is_one_line(folder: Path, arguments: list[str], status: int, said: str) -> None:
    done = disputes(*arguments, cwd=folder)
    assert done.returncode == status
    assert said in done.stdout + done.stderr
