"""How sure each report is: bounded, told apart by what is known of the step, learned by one command."""

import json
import math
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.errors import ConfigError
from nlp import calibration, confidence
from nlp.calibration import SENTENCE, Sample, auc, fit, over_folds, reliability
from nlp.confidence import LEAST, MOST, Weights

numbers = st.floats(-1e6, 1e6)


@given(st.dictionaries(st.sampled_from("abc"), numbers), st.dictionaries(st.sampled_from("abcd"), numbers), numbers)
def test_a_probability_is_bounded(weights, features, intercept):
    assert LEAST <= Weights(intercept, weights).probability(features) <= MOST


@given(numbers, numbers, st.floats(0, 10))
def test_more_of_what_speaks_for_a_step_never_makes_it_less_sure(intercept, value, weight):
    weights = Weights(intercept, {"mentions": weight})
    assert weights.probability({"mentions": value}) <= weights.probability({"mentions": value + 1})


def test_an_unknown_feature_adds_nothing():
    assert Weights(0.5, {}).probability({"action:newly_named": 1.0}) == Weights(0.5, {}).probability({})


def test_the_weights_in_the_repository_load():
    weights = confidence.load()
    assert weights.weights.keys() >= {"mentions", "actor: generic", "target: none"}


def test_a_suit_told_in_full_is_surer_than_one_between_groups_without_names(tell):
    (named,) = tell("Getty Images sued Stability AI in London on Monday.").reports
    (vague,) = tell("A group of artists sued over the training of AI models.").reports or (None,)
    assert LEAST <= named.confidence <= MOST
    assert vague is None or vague.confidence < named.confidence


def test_what_is_known_of_a_step_is_finite_numbers(parse):
    doc = parse(
        "Getty Images sued Stability AI in London on Monday. The suit seeks damages. The company denied the claims."
    )
    assert doc._.steps
    for step in doc._.steps:
        assert all(math.isfinite(value) for value in confidence.features(step).values())


BROKEN = [
    ("{", "no JSON"),
    ("[]", "weights: expected an object"),
    ('{"intercept": 1}', "weights: expected an object"),
    ('{"weights": {}}', "intercept: expected a number, not None"),
    ('{"intercept": 0, "weights": {"mentions": "1"}}', "mentions: expected a number, not '1'"),
    ('{"intercept": 0, "weights": {"mentions": NaN}}', "mentions: expected a number, not nan"),
    ('{"intercept": true, "weights": {}}', "intercept: expected a number, not True"),
]


@pytest.mark.parametrize(("text", "problem"), BROKEN)
def test_a_broken_file_of_weights_is_named(tmp_path, text, problem):
    path = tmp_path / "confidence.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"confidence\.json") as told:
        confidence.load(path)
    assert problem in str(told.value)


def test_a_missing_file_of_weights_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.json: No such file"):
        confidence.load(tmp_path / "none.json")


def made(count: int = 400) -> list[Sample]:
    """Events that are right nine times in ten with a sign, four in ten without."""
    return [
        Sample(f"a{i % 40}", {"sign": 1.0} if i % 2 else {}, (i // 2) % 10 < (9 if i % 2 else 4)) for i in range(count)
    ]


def test_learning_finds_the_rates():
    weights = fit(made(), penalty=0.01)
    assert weights.probability({"sign": 1.0}) == pytest.approx(0.9, abs=0.01)
    assert weights.probability({}) == pytest.approx(0.4, abs=0.01)


def test_learning_leaves_out_where_a_sample_comes_from():
    sentences = [Sample(f"s{i}", {SENTENCE: 1.0}, True) for i in range(100)]
    weights = fit(made() + sentences, penalty=0.01)
    assert SENTENCE not in weights.weights
    assert weights.probability({}) == pytest.approx(0.4, abs=0.01)


def test_no_article_is_judged_by_weights_that_it_taught():
    taught: list[set[str]] = []

    def learn(found):
        taught.append({sample.article_id for sample in found})
        return Weights(0.0, {})

    said = over_folds(made(), learn)
    assert len(said) == 400 and len(taught) == 5
    assert set.intersection(*taught) == set()


def test_reliability_compares_what_is_said_with_what_is_right():
    said = [(0.2, False)] * 8 + [(0.2, True)] * 2 + [(0.9, True)] * 9 + [(0.9, False)]
    assert [(b.count, round(b.said, 2), b.right) for b in reliability(said, bins=2)] == [(10, 0.2, 0.2), (10, 0.9, 0.9)]
    assert auc(said) > 0.8
    assert "100 events, 0.550 of them right; expected calibration error 0.000" in calibration.report(
        [(0.55, i % 20 < 11) for i in range(100)]
    )


def test_the_plot_is_well_formed():
    root = ElementTree.fromstring(calibration.plot([(0.1 * i, i > 4) for i in range(1, 10)], "Title"))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 5


def test_the_command_learns_and_checks(tmp_path, monkeypatch, capsys):
    sample = calibration.load_records(calibration.SAMPLE)[:6]
    few = tmp_path / "few.jsonl"
    few.write_text("".join(json.dumps(record) + "\n" for record in sample), encoding="utf-8")
    sentences = tmp_path / "sentences.jsonl"
    sentences.write_text("", encoding="utf-8")
    weights = tmp_path / "weights.json"
    monkeypatch.setattr(calibration, "SAMPLE", few)
    monkeypatch.setattr(calibration, "SENTENCES", sentences)
    monkeypatch.setattr(confidence, "FILE", weights)
    assert calibration.main(["--fit"]) == 0
    assert confidence.load(weights).weights
    assert calibration.main(["--check", str(few), "--plot", str(tmp_path / "plot.svg")]) == 0
    assert "expected calibration error" in capsys.readouterr().out
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8").startswith("<svg")


def test_annotations_that_are_none_are_told_in_a_line(tmp_path, capsys):
    assert calibration.main(["--check", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().out
