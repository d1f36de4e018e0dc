"""Linear models: what they say of features, how they are kept, and what is said of a broken file."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.errors import ConfigError
from nlp import linear
from nlp.linear import Linear

MODEL = Linear(
    ("up", "down"),
    {"rises": 0, "falls": 1},
    numpy.array([[2.0, -2.0], [-2.0, 2.0]], numpy.float32),
    numpy.array([0.0, -1.0], numpy.float32),
)


def test_no_feature_leaves_the_intercepts():
    assert MODEL.probabilities({}) == pytest.approx({"up": 0.5, "down": 0.2689}, abs=1e-3)


def test_what_was_not_learned_adds_nothing():
    assert MODEL.probabilities({"never seen": 5.0}) == MODEL.probabilities({})


def test_features_speak_for_one_label_and_against_another():
    said = MODEL.probabilities({"rises": 1.0})
    assert said["up"] > 0.5 > said["down"]
    assert (MODEL.weight("rises", "down"), MODEL.weight("never seen", "up")) == (-2.0, 0.0)


@given(st.dictionaries(st.sampled_from(["rises", "falls", "rests"]), st.floats(-1e6, 1e6)))
def test_probabilities_are_shares(features):
    assert all(0.0 <= chance <= 1.0 for chance in MODEL.probabilities(features).values())


def test_a_model_is_kept_and_loaded_again(tmp_path):
    linear.save(MODEL, tmp_path / "moves.npz")
    assert linear.load("moves", tmp_path).probabilities({"falls": 1.0}) == MODEL.probabilities({"falls": 1.0})


def test_the_same_model_is_kept_in_the_same_bytes(tmp_path):
    for name in ("one.npz", "two.npz"):
        linear.save(MODEL, tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize(("content", "problem"), [(None, "No such file"), (b"no archive", "no weights"), (b"", "")])
def test_a_missing_or_broken_file_is_named(content, problem, tmp_path):
    if content is not None:
        (tmp_path / "gone.npz").write_bytes(content)
    with pytest.raises(ConfigError, match=r"gone\.npz") as told:
        linear.load("gone", tmp_path)
    assert problem in str(told.value)


def test_weights_that_do_not_fit_their_names_are_told(tmp_path):
    linear.save(
        Linear(("up",), {"rises": 0, "falls": 1}, MODEL.weights[:1, :1], MODEL.intercepts[:1]), tmp_path / "x.npz"
    )
    with pytest.raises(ConfigError, match=r"x\.npz: \(1, 1\) weights for 2 features"):
        linear.load("x", tmp_path)


def test_an_average_counts_what_is_missing_as_nothing():
    assert linear.mean([{"a": 1.0, "b": 1.0}, {"a": 1.0}]) == {"a": 1.0, "b": 0.5}
