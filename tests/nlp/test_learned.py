"""What is learned does its part in the reading: standing of names, wordings without a frame, roles and dates."""

import numpy
import pytest

from disputes.catalog import DATA
from disputes.scoring import load_records
from nlp import dating, encoder, lessons, linear, standing
from nlp.learner import MODELS, Learner, fit, lightened
from nlp.lessons import Row, materials
from nlp.reading import Reader
from nlp.training import stages_table

UNHEARD = "Quarrel Press has hauled Zephyrine, a Lisbon start-up, before a Munich court over its chatbot Brisa."


@pytest.mark.parametrize("name", MODELS)
def test_every_model_is_there_and_small(name):
    model = linear.load(name)
    assert model.labels and model.rows
    assert (linear.FOLDER / f"{name}.npz").stat().st_size < 4_000_000


def test_names_that_stand_in_no_list_get_their_sides(parse):
    cast = parse(UNHEARD)._.cast
    sides = {entity.name: entity.side for entity in cast.named("party")}
    assert (sides["Quarrel Press"], sides["Zephyrine"]) == ("claimant", "respondent")


def test_what_the_catalog_knows_stays_as_it_is(parse):
    cast = parse("OpenAI praised Getty Images, which hauled Zephyrine before a court.")._.cast
    assert {e.name: e.side for e in cast.entities if e.known} == {"OpenAI": "respondent", "Getty Images": "claimant"}


def test_a_wording_that_no_frame_foresees_is_a_step(tell):
    told = tell(
        "The illustrators\u2019 guild Lapis wants the start-up Zephyrine to strip its image generator of every drawing "
        "by its members. On Monday the guild put that in writing to the company, and gave it ten days."
    )
    assert {report.action for report in told.reports} & {"demand", "statement", "cease_and_desist"}


def test_a_wording_is_judged_by_what_names_stand_for(parse):
    doc = parse(UNHEARD)
    (found,) = doc._.tellings
    assert found.chances["lawsuit"] > max(chance for action, chance in found.chances.items() if action != "lawsuit")
    assert any("<claimant>" in name for name in found.known) and not any("Quarrel" in name for name in found.known)
    assert found.trigger("lawsuit").text in {"hauled", "court"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Marlow Books has been suing OpenAI since March over ChatGPT.", "2025-03"),
        ("Marlow Books sued OpenAI over ChatGPT on Monday.", "2025-06-09"),
    ],
)
def test_dates_are_found_however_they_hang_on_the_step(text, date, tell):
    assert date in {report.date for report in tell(text).reports}


def test_what_is_older_than_the_disputes_dates_no_step(parse):
    doc = parse("Marlow Books, founded in 1987, sued OpenAI over ChatGPT.")
    assert [step.date for step in doc._.steps] == [None]
    assert not [c for step in doc._.steps for c in dating.candidates(dating.sentences(step), step.status, doc._.facts)]


def test_features_of_a_name_do_not_hold_who_it_is_known_to_be(parse):
    cast = parse(UNHEARD)._.cast
    entity = next(e for e in cast.entities if e.name == "Zephyrine")
    found = standing.features(entity, cast, {})
    assert "mentions" in found and all(isinstance(value, float) for value in found.values())


def test_learning_finds_what_goes_with_a_label():
    rows = [
        Row(
            f"a{i}",
            {"sign": 1.0, "noise": float(i % 3)} if i % 2 else {"noise": 1.0},
            frozenset(["up"] if i % 2 else []),
        )
        for i in range(120)
    ]
    model = fit(rows, ["up"])
    assert model.probabilities({"sign": 1.0})["up"] > 0.7 > 0.3 > model.probabilities({})["up"]


def test_where_there_is_nothing_to_learn_from_the_answer_is_no():
    assert fit([], ["up"]).probabilities({"sign": 1.0})["up"] < 0.01


def test_what_few_articles_tell_is_not_learned():
    rows = [
        Row(f"a{i // 20}", {"sign": 1.0, f"own {i // 20}": 1.0}, frozenset(["up"] if i % 2 else [])) for i in range(80)
    ]
    assert list(fit(rows, ["up"]).rows) == ["sign"]


def test_what_weighs_next_to_nothing_is_not_kept():
    weights = numpy.array([[2.0, -2.0], [0.001, -0.001], [0.0, 0.1]], numpy.float32)
    model = linear.Linear(("up", "down"), {"a": 0, "b": 1, "c": 2}, weights, numpy.zeros(2, numpy.float32))
    kept = lightened(model)
    assert list(kept.rows) == ["a", "c"]
    assert kept.probabilities({"a": 1.0, "c": 1.0}) == model.probabilities({"a": 1.0, "c": 1.0})


@pytest.mark.parametrize("processes", [1, 2])
def test_each_article_is_read_by_what_others_taught(reader: Reader, processes: int):
    """The whole of learning, on a handful of articles: models for all that has one, an answer for each article."""
    language, before, subject = reader.language, {}, reader.subject
    for name in ("standing", "telling", "drafts", "steps"):
        before[name] = dict(vars(language.get_pipe(name)))
    try:
        few = list(
            materials(reader, load_records(DATA / "corpus" / "courts.jsonl")[:9], [encoder.load()] * encoder.FOLDS)
        )
        learner = Learner(reader, folds=3, processes=processes)
        models, answers = learner.learn(few)
    finally:
        for name, values in before.items():
            vars(language.get_pipe(name)).update(values)
        reader.subject = subject
    assert [answer["id"] for answer in answers] == [str(m.record["id"]) for m in few]
    assert all(getattr(models, name).labels for name in MODELS)
    told = learner.stages["telling"]
    assert 0 < told.right <= told.judged and list(learner.stages) == list(MODELS)
    assert len(list(stages_table(learner.stages))) == len(MODELS) + 2


def test_the_annotation_tells_what_each_sentence_tells(reader: Reader):
    record = load_records(DATA / "corpus" / "courts.jsonl")[0]
    (material,) = materials(reader, [record], [])
    told = lessons.told(material.doc, record)
    assert {action for actions in told.values() for action in actions} == {e["action"] for e in record["events"]}
