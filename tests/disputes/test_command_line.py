"""The command line as a user meets it: in a process of its own, with its exit status and both of its outputs."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from making import article, dispute, event, reading, report, save_links

from disputes.store import Store
from disputes.terminal import one_line

ARTICLE = {
    "id": "one",
    "title": "Studio sends letter",
    "published": "2026-02-20",
    "text": "On Friday, Disney sent ByteDance a cease-and-desist letter over Seedance 2.0, an AI video generator. It"
    " says that the model was trained on its films without permission and infringes its copyrights.",
}


def disputes(*arguments: object, given: bytes = b"", cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DISPUTES_")}
    return subprocess.run(
        [sys.executable, "-m", "disputes", *map(str, arguments)],
        input=given,
        capture_output=True,
        cwd=cwd,
        env={**environment, "COLUMNS": "200"},
        timeout=120,
        check=False,
    )


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "disputes.db"
    with Store.open(path) as store:
        store.add_article(article(outlet="Gazette"), content_hash="h", story_id="a1")
        store.save_reading(reading(report(date="2026-02-13")))
        save_links(store, [event()], [dispute(event())])
    return path


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["read", "--nonsense"], 2, "--nonsense"),
        (["nonsense"], 2, "nonsense"),
        (["--config", "none.toml", "read"], 2, "disputes: none.toml: no such file"),
        (["--config", "wrong.toml", "read"], 2, "disputes: wrong.toml: unknown setting 'databse'"),
        (["--config", "no-model.toml", "extract"], 2, "no_such_model"),
        (["--database", "none.db", "digest"], 1, "disputes: none.db: no such database"),
        (["--database", "wrong.toml", "link"], 1, "disputes: wrong.toml: is not a SQLite database"),
        (["--database", "none.db", "read"], 1, "disputes: none.db: no such database"),
        (["--database", "none.db", "link"], 1, "disputes: none.db: no such database"),
        (["--database", "none.db", "digest", "--week", "soon"], 1, "none.db"),
        (["--database", "disputes.db", "digest", "--week", "2026-W99"], 2, "disputes: week: 2026 has no week 99"),
        (
            ["--database", "disputes.db", "digest", "--since", "soon", "--until", "2026-02-16"],
            2,
            "--since: 'soon' is no day",
        ),
        (["--database", "disputes.db", "digest", "--since", "2026-02-16"], 2, "--since and --until go together"),
        (["--database", "disputes.db", "digest", "--to", "a@paper.example"], 2, "without --send nothing is mailed"),
        (["--database", "disputes.db", "digest", "--send", "--output", "week.md"], 2, "either --output or --send"),
        (
            ["--database", "disputes.db", "export", "--format", "xml"],
            2,
            "csv, json, jsonl, parquet, ics, atom, ftm, site",
        ),
        (["--database", "disputes.db", "export", "--stage", "9"], 2, "--stage: 9 is none of 0, 1, 2, 3, 4, 5, 6"),
        (["score", "none.jsonl"], 2, "disputes: none.jsonl: No such file"),
        (["crawl"], 2, "disputes: data/sources.toml"),
    ],
)
def test_what_goes_wrong_is_one_line(database, tmp_path, arguments, status, said):
    (tmp_path / "wrong.toml").write_text('databse = "x"')
    (tmp_path / "no-model.toml").write_text('model = "no_such_model"')
    done = disputes(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (status, b"")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "none.db").exists()
    assert done.stderr.count(b"\n") == 1 or arguments[0] in ("read", "nonsense")


@pytest.mark.parametrize("command", ["dashboard", "demo"])
@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_that_cannot_be_is_no_crash(tmp_path, command, port):
    done = disputes(command, "--port", port, cwd=tmp_path)
    assert done.returncode == 2
    assert b"Invalid value for '--port'" in done.stderr
    assert b"Traceback" not in done.stderr


def test_link_makes_the_timeline_anew_and_keeps_ids(database, tmp_path):
    done = disputes("--database", database, "link", "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["changes"] == {"added": 0, "kept": 1, "withdrawn": 0, "forwarded": 0}


def test_link_says_for_people_what_it_did(database, tmp_path):
    done = disputes("--database", database, "link", cwd=tmp_path)
    assert done.stdout.decode() == "Linked 1 report: 1 event in 1 dispute (0 new, 0 withdrawn)\n"


@pytest.mark.parametrize(("format", "sign"), [("md", "North Pictures"), ("html", "<html"), ("json", '"moves"')])
def test_digest_of_a_week(database, tmp_path, format, sign):
    done = disputes("--database", database, "digest", "--week", "2026-W07", "--format", format, cwd=tmp_path)
    assert done.returncode == 0
    assert sign in done.stdout.decode()
    disputes("--database", database, "digest", "--week", "2026-W07", "--format", format, "--output", "x", cwd=tmp_path)
    assert (tmp_path / "x").read_bytes().strip() == done.stdout.strip()


def test_export_is_a_row_each_step(database, tmp_path):
    done = disputes("--database", database, "export", "--format", "jsonl", cwd=tmp_path)
    assert [json.loads(line)["event_id"] for line in done.stdout.splitlines()] == ["e1"]


def test_tells_its_version(tmp_path):
    done = disputes("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, f"disputes {version('disputes')}\n")


def test_extract_says_which_fields_an_article_has(tmp_path):
    told = disputes("extract", "--help", cwd=tmp_path).stdout.decode()
    assert [field for field in ARTICLE if f"`{field}`" not in told] == []


def test_schema_needs_no_database(tmp_path):
    assert disputes("schema", cwd=tmp_path).stdout.startswith(b"# The database")


def test_extract_keeps_its_contract(tmp_path):
    lines = [ARTICLE, {**ARTICLE, "id": "two", "text": "Rain fell."}, {**ARTICLE, "published": "soon"}]
    given = b"\n".join(
        [*(json.dumps(line).encode() for line in lines), b"{", json.dumps({**ARTICLE, "id": 3}).encode()]
    )
    done = disputes("extract", "--link", given=given, cwd=tmp_path)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, [answer["id"] for answer in answers]) == (1, ["one", "two", "one", None, 3])
    assert [answer.get("line") for answer in answers] == [None, None, 3, 4, None]
    letter, again = (next(e for e in answers[i]["events"] if e["action"] == "cease_and_desist") for i in (0, 4))
    assert (letter["actors"], letter["targets"], letter["status"]) == (["Disney"], ["ByteDance"], "happened")
    assert (letter["evidence"] in ARTICLE["text"], letter["cluster"]) == (True, again["cluster"])
    assert b"Traceback" not in done.stderr


def test_score_counts_what_is_right(tmp_path):
    gold = {
        **ARTICLE,
        "relevant": True,
        "parties": [
            {"name": "Disney", "aliases": [], "kind": "studio", "side": "claimant"},
            {"name": "ByteDance", "aliases": [], "kind": "company", "side": "respondent"},
        ],
        "tools": [{"name": "Seedance 2.0", "aliases": [], "developer": "ByteDance"}],
        "events": [
            {
                "action": "cease_and_desist",
                "actors": ["Disney"],
                "targets": ["ByteDance"],
                "tools": ["Seedance 2.0"],
                "date": "2026-02-20",
                "status": "happened",
                "evidence": ARTICLE["text"],
            }
        ],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    done = disputes("score", "gold.jsonl", "--json", "--misses", "5", cwd=tmp_path)
    scores = json.loads(done.stdout)
    assert (done.returncode, scores["articles"], scores["relevance"]["f1"]) == (0, 1, 1.0)
    (tmp_path / "README.md").write_text("<!-- scores:begin -->\n<!-- scores:end -->\nLimits\n")
    done = disputes("score", "gold.jsonl", "--update", "README.md", cwd=tmp_path)
    written = (tmp_path / "README.md").read_text()
    assert (done.returncode, done.stderr, "| relevance | 1.00 |" in written) == (0, b"", True)


def test_a_reader_that_went_away_is_no_crash(database, tmp_path):
    command = f"{sys.executable} -m disputes schema | head -c 10"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "shown"),
    [("naïve – “ok”", "naïve – “ok”"), ("a\x1b[2Jb\nc", "a\\x1b[2Jb\\nc"), ("\u202eabc", "\\u202eabc")],
)
def test_control_characters_are_shown_and_not_sent(text, shown):
    assert one_line(text) == shown
