"""Review: the queue, who may correct, and that a correction on screen is the same record as on the command line."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from drawing import draw, texts
from streamlit import config

from dashboard import editing, queries
from disputes.selection import Selection
from disputes.store import Store


@pytest.fixture
def own(tmp_path: Path, stores: dict[str, Path]) -> Path:
    """A copy of the full store, which a test may write to."""
    path = tmp_path / "own.db"
    path.write_bytes(stores["full"].read_bytes())
    return path


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets corrections be made, as on a server that listens on loopback."""
    monkeypatch.setenv("DISPUTES_DASHBOARD__EDITING", "true")
    listening(monkeypatch, "127.0.0.1")


def listening(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setitem(config.get_config_options(), "server.address", Option(address))


class Option:
    """A setting of Streamlit, as far as it is read."""

    def __init__(self, value: Any) -> None:
        self.value = value


@pytest.mark.parametrize(("doubt", "found"), [("confidence", 6), ("dates", 6), ("source", 42)])
def test_doubtful_events_wait(db: queries.Connection, doubt: str, found: int) -> None:
    assert queries.review.count_doubts(db, doubt, Selection()) == found
    assert len(queries.review.doubts(db, doubt, Selection(), limit=50)) == found
    assert len(queries.review.doubts(db, doubt, Selection(dispute_id="d1"), limit=50)) == found // 6


def test_the_least_sure_come_first(own: Path) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        db.execute("UPDATE events SET confidence = 0.1 WHERE id = 'd4-e2'")
    with queries.opened(own) as db:
        assert queries.review.doubts(db, "confidence", Selection(), limit=1)[0].event_id == "d4-e2"


def test_what_was_confirmed_or_waits_is_doubtful_no_more(own: Path) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        insert = (
            "INSERT INTO corrections (id, kind, subject_kind, subject, who, at, why) VALUES (?, ?, ?, ?, 'a', 'b', 'c')"
        )
        db.execute(insert, ("k1", "confirm", "event", "d0-e2"))
        db.execute("INSERT INTO correction_effects (correction_id, state) VALUES ('k1', 'applied')")
        db.execute("UPDATE events SET confirmed_by = 'k1' WHERE id = 'd0-e2'")
        db.execute(insert, ("k2", "reject", "event", "d1-e2"))
    with queries.opened(own) as db:
        left = {step.event_id for step in queries.review.doubts(db, "confidence", Selection(), limit=50)}
    assert left == {"d2-e2", "d3-e2", "d4-e2", "d5-e2"}


def test_new_names_are_those_that_no_list_knows(db: queries.Connection) -> None:
    known = ["Claimant 0", "Respondent 1"]
    names = queries.review.new_names(db, known, limit=50)
    assert queries.review.count_new_names(db, known) == len(names) == 7
    assert not {name.name for name in names} & set(known)


@pytest.mark.parametrize("queue", ["Low confidence", "Rival dates", "Single source", "New names", "What was corrected"])
@pytest.mark.parametrize("kind", ["full", "empty", "hostile"])
def test_every_queue_draws(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], kind: str, queue: str, editor: None
) -> None:
    test = draw(monkeypatch, "review", stores[kind], queue=queue)
    assert not test.exception
    assert "Something went wrong" not in texts(test)


def test_nobody_corrects_by_default(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    listening(monkeypatch, "127.0.0.1")
    test = draw(monkeypatch, "review", own)
    assert "This dashboard is read-only" in texts(test)
    assert not test.button
    assert "Correct this step" not in texts(draw(monkeypatch, "dispute", own, dispute="d1"))


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.7", "::", ""])
def test_nobody_corrects_from_elsewhere_without_a_login(
    monkeypatch: pytest.MonkeyPatch, own: Path, editor: None, address: str
) -> None:
    listening(monkeypatch, address)
    test = draw(monkeypatch, "review", own)
    assert "corrections need a login" in texts(test)
    assert not test.button


def test_nobody_corrects_through_a_proxy(monkeypatch: pytest.MonkeyPatch, own: Path, editor: None) -> None:
    monkeypatch.setattr("streamlit.context", type("Context", (), {"headers": {"X-Forwarded-For": "192.0.2.7"}})())
    assert editing.access().who == ""


@pytest.mark.parametrize(
    ("user", "who"),
    [
        ({"email": "Ann@paper.example"}, "Ann@paper.example"),
        ({"email": "ann@paper.example", "email_verified": True}, "ann@paper.example"),
        ({"email": "ann@paper.example", "email_verified": False}, ""),
        ({"email": "eve@paper.example"}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_login_must_be_of_an_editor(monkeypatch: pytest.MonkeyPatch, user: dict[str, Any] | None, who: str) -> None:
    class User(dict[str, Any]):
        is_logged_in = user is not None

    monkeypatch.setenv("DISPUTES_DASHBOARD__EDITING", "true")
    monkeypatch.setenv("DISPUTES_DASHBOARD__EDITORS", '["ann@paper.example"]')
    monkeypatch.setattr("streamlit.secrets", {"auth": {}})
    monkeypatch.setattr("streamlit.user", User(user or {}))
    assert editing.access().who == who
    assert editing.access().login is (user is None)
    assert editing.access().logout is (user is not None)


def test_one_click_confirms(monkeypatch: pytest.MonkeyPatch, own: Path, editor: None) -> None:
    test = draw(monkeypatch, "review", own)
    first = next(button for button in test.button if button.label == "It is right")
    test = first.click().run()
    with Store.open(own) as store:
        (kept,) = store.corrections()
    assert (kept.kind, kept.subject, kept.editor.why) == ("confirm", str(first.key)[8:], "Checked against its sources.")
    shown = texts(test)
    assert f"Kept: confirm of event {kept.subject}" in shown
    assert "1 correction waits for the next linking" in shown
    assert "5 events" in shown


def choose(what: str) -> Callable[[Any], None]:
    return lambda test: test.selectbox(key="what").select(what).run()


@pytest.mark.parametrize(
    ("subject", "what", "fill", "kept"),
    [
        ("d1-e0", "set", {"value-action": "lawsuit"}, ("set", "action", "lawsuit")),
        ("d1-e0", "assign", {"dispute": "d4"}, ("assign", None, "d4")),
        ("d1-e0", "merge", {"other-step": "d1-e1"}, ("merge", None, ["d1-e0"])),
        ("d1-e0", "reject", {}, ("reject", None, None)),
        ("d1", "set", {"value-title": "A new title"}, None),
        ("d1", "merge", {"dispute": "d4"}, ("merge", None, ["d1"])),
        ("d1", "split", {"parts": ["d1-e0", "d1-e3"]}, ("split", None, ["d1-e0", "d1-e3"])),
        ("d1", "confirm", {}, ("confirm", None, None)),
    ],
)
def test_every_correction_is_kept(
    monkeypatch: pytest.MonkeyPatch, own: Path, editor: None, subject: str, what: str, fill: dict[str, Any], kept: Any
) -> None:
    test = draw(monkeypatch, "review", own, correct=subject)
    test.selectbox(key="what").select(what).run()
    for key, value in fill.items():
        element = next(e for e in (*test.text_input, *test.selectbox, *test.multiselect) if e.key == key)
        element.set_value(value).run()
    test.text_input(key="why").set_value("The complaint says so.").run()
    next(button for button in test.button if button.label == "Keep the correction").click().run()
    with Store.open(own) as store:
        (made,) = store.corrections()
    assert made.editor.why == "The complaint says so."
    assert (made.kind, made.field, made.new_value) == (kept or ("set", "title", "A new title"))


def test_a_correction_without_a_reason_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, own: Path, editor: None
) -> None:
    test = draw(monkeypatch, "review", own, correct="d1-e0", what="It never took place")
    test = next(button for button in test.button if button.label == "Keep the correction").click().run()
    assert "why is empty" in texts(test)
    with Store.open(own) as store:
        assert store.corrections() == []


def test_a_value_that_stands_already_is_no_correction(monkeypatch: pytest.MonkeyPatch, own: Path, editor: None) -> None:
    test = draw(monkeypatch, "review", own, correct="d1-e0")
    test.text_input(key="why").set_value("The complaint says so.").run()
    test = next(button for button in test.button if button.label == "Keep the correction").click().run()
    assert "action: holds this already" in texts(test)


@pytest.mark.parametrize(
    ("what", "other", "kind"),
    [("merge_parties", "Claimant 2", "merge_parties"), ("rename", "Claimant One", "rename"), ("alias", "C1", "alias")],
)
def test_a_new_name_is_put_right(
    monkeypatch: pytest.MonkeyPatch, own: Path, editor: None, what: str, other: str, kind: str
) -> None:
    with closing(sqlite3.connect(own)) as db, db:
        db.execute(
            "INSERT INTO found_parties (article_id, name, kind, side)"
            " SELECT min(id), 'Claimant 1', 'individual', 'claimant' FROM articles"
        )
    test = draw(monkeypatch, "review", own, party="Claimant 1")
    test.selectbox(key="what").select(what).run()
    test.text_input(key="other").set_value(other).run()
    test.text_input(key="why").set_value("The letterhead.").run()
    test = next(button for button in test.button if button.label == "Keep the correction").click().run()
    with Store.open(own) as store:
        (made,) = store.corrections()
    assert (made.kind, made.subject, made.new_value) == (kind, "Claimant 1", other)
    assert "Kept:" in texts(test)


def test_a_correction_can_be_taken_back(monkeypatch: pytest.MonkeyPatch, own: Path, editor: None) -> None:
    test = draw(monkeypatch, "review", own)
    next(button for button in test.button if button.label == "It is right").click().run()
    test = draw(monkeypatch, "review", own, queue="What was corrected")
    test.text_input(key="why").set_value("It was not.").run()
    next(button for button in test.button if button.label == "Keep the correction").click().run()
    with Store.open(own) as store:
        first, second = store.corrections()
    assert (second.kind, second.subject) == ("undo", first.id)


def test_linking_can_be_started_on_screen(monkeypatch: pytest.MonkeyPatch, own: Path, editor: None) -> None:
    test = draw(monkeypatch, "review", own)
    next(button for button in test.button if button.label == "It is right").click().run()
    test = next(button for button in test.button if button.label == "Link now").click().run()
    assert "Linked 42 reports" in texts(test)


@pytest.mark.parametrize(("queue", "unfolded"), [("Rival dates", True), ("Single source", False)])
def test_rival_dates_are_seen_without_a_click(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], queue: str, unfolded: bool
) -> None:
    test = draw(monkeypatch, "review", stores["full"], queue=queue, claimant="Claimant 1")
    blocks = [block.proto.body for block in test.get("html")]
    assert any("rival value" in block for block in blocks)
    assert any("<details open><summary>1 rival value" in block for block in blocks) is unfolded
