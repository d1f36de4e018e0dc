"""How sure each report is: bounded, told apart by what is known of the step, and measured by one command."""

import json
import math
import xml.etree.ElementTree as ElementTree

import pytest

from disputes.catalog import DATA
from disputes.scoring import load_records
from nlp import calibration, confidence, linear
from nlp.calibration import auc, reliability
from nlp.confidence import LEAST, MOST


def test_a_suit_told_in_full_is_surer_than_one_between_groups_without_names(tell):
    (named,) = tell("Getty Images sued Stability AI in London on Monday.").reports
    (vague,) = tell("A group of artists sued over the training of AI models.").reports or (None,)
    assert LEAST <= named.confidence <= MOST
    assert vague is None or vague.confidence < named.confidence


def test_a_suit_against_whoever_imitates_a_voice_lacks_nothing(tell):
    (suit,) = tell(
        "The playback singer Ravi Menon sued in the Delhi High Court on Monday over AI recordings that clone his voice."
    ).reports
    assert (suit.action, suit.actors, suit.targets) == ("lawsuit", ("Ravi Menon",), ())


@pytest.mark.parametrize("bench", ["A judge", "Another court", "A California judge"])
def test_a_ruling_by_nobody_in_particular_lacks_nothing(bench, tell):
    text = "Lena Ortiz sued Fennec AI in May over an AI clone of her voice. {} ruled in June that the suit may proceed."
    (ruling,) = [report for report in tell(text.format(bench)).reports if report.action == "ruling"]
    assert (ruling.actors, set(ruling.targets), ruling.date) == ((), {"Lena Ortiz", "Fennec AI"}, "2025-06")


def test_what_is_known_of_a_step_is_finite_numbers(parse):
    doc = parse(
        "Getty Images sued Stability AI in London on Monday. The suit seeks damages. The company denied the claims."
    )
    assert doc._.steps
    for step in doc._.steps:
        assert all(math.isfinite(value) for value in confidence.features(step, doc._.steps).values())


def test_a_wording_that_speaks_for_a_step_makes_it_surer(parse):
    (step, *_) = parse("Getty Images sued Stability AI in London on Monday.")._.steps
    model = linear.load(confidence.NAME)
    sure = confidence.confidence(step, [step], model)
    for mention in step.mentions:
        mention.chance = 0.05
    assert confidence.confidence(step, [step], model) < sure


def test_doubtful_steps_are_not_told(reader, parse):
    component = reader.language.get_pipe("steps")
    text = "Getty Images sued Stability AI in London on Monday. Its rivals are said to be unhappy with the company."
    kept = component.kept
    try:
        component.kept = 0.0
        everything = parse(text)._.steps
        component.kept = 1.0
        nothing = parse(text)._.steps
    finally:
        component.kept = kept
    assert everything and not nothing


@pytest.mark.parametrize(("above", "told"), [(0.0, True), (0.09, True), (0.11, False)])
def test_threats_are_told_sooner_than_other_steps(above, told, reader, parse):
    component = reader.language.get_pipe("steps")
    text = "The novelist Odalys Merrin threatened to sue Hexaloom AI over its chatbot."
    kept = component.kept
    try:
        component.kept = 0.0
        (threat,) = parse(text)._.steps
        component.kept = threat.confidence + above
        found = parse(text)._.steps
    finally:
        component.kept = kept
    assert threat.action == "legal_threat" and bool(found) == told


def test_reliability_compares_what_is_said_with_what_is_right():
    said = [(0.2, False)] * 8 + [(0.2, True)] * 2 + [(0.9, True)] * 9 + [(0.9, False)]
    assert [(b.count, round(b.said, 2), b.right) for b in reliability(said, bins=2)] == [(10, 0.2, 0.2), (10, 0.9, 0.9)]
    assert auc(said) > 0.8
    assert "100 events, 0.550 of them right; expected calibration error 0.000" in calibration.report(
        [(0.55, i % 20 < 11) for i in range(100)]
    )


def test_an_event_is_judged_as_the_score_counts():
    event = {"action": "lawsuit", "actors": ["Marlow"], "targets": ["Fennec"], "evidence": "Marlow sued Fennec."}
    record = {
        "id": "a", "title": "", "text": "Marlow sued Fennec.", "relevant": True, "tools": [],
        "parties": [{"name": n, "aliases": [], "kind": "company", "side": "claimant"} for n in ("Marlow", "Fennec")],
        "events": [event | {"tools": [], "date": None, "status": "happened"}],
    }  # fmt: skip
    wrong = event | {"action": "settlement", "confidence": 0.4}
    found = {**record, "events": [event | {"confidence": 0.9}, wrong]}
    assert calibration.judged([record], [found]) == [(0.9, True), (0.4, False)]


def test_the_plot_is_well_formed():
    root = ElementTree.fromstring(calibration.plot([(0.1 * i, i > 4) for i in range(1, 10)], "Title"))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 5


def test_the_command_measures_and_draws(tmp_path, capsys):
    few = tmp_path / "few.jsonl"
    records = load_records(DATA / "sample" / "gold.jsonl")[:6]
    few.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert calibration.main([str(few), "--plot", str(tmp_path / "plot.svg")]) == 0
    assert "expected calibration error" in capsys.readouterr().out
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("name", ["none.jsonl", "nowhere/none.jsonl"])
def test_annotations_that_are_none_are_told_in_a_line(tmp_path, capsys, name):
    assert calibration.main([str(tmp_path / name)]) == 1
    assert "none.jsonl" in capsys.readouterr().out
