"""The transformer: whole sentences in windows, vectors of spans, scores that are the same whoever else is read."""

import shutil

import numpy
import pytest

from disputes.errors import ConfigError
from disputes.types import Article
from nlp import encoder, excerpt
from nlp.encoder import NEVER, Encoder, where
from nlp.linear import FOLDER
from nlp.reading import Reader
from nlp.windows import WINDOW, cut

SUIT = "Quarrel Press took Zephyrine to court on Monday over its chatbot Brisa."


@pytest.fixture(scope="module")
def model() -> Encoder:
    return encoder.load()


def made(reader: Reader, text: str):
    return excerpt.make(reader.language, Article("a", "", "2025-06-12", text))


def test_windows_hold_whole_sentences(reader, model):
    doc = made(reader, "\n".join([SUIT] * 40))
    windows = cut(doc, model.tokenizer)
    assert len(windows.ids) > 1 and all(len(ids) <= WINDOW for ids in windows.ids)
    for sent in doc.sents:
        assert len({int(windows.places[piece, 0]) for piece in windows.pieces(sent)}) == 1


@pytest.mark.parametrize("name", ["Quarrel Press", "Zephyrine", "chatbot"])
def test_pieces_of_a_span_are_its_own(name, reader, model):
    doc = made(reader, SUIT)
    windows = cut(doc, model.tokenizer)
    start = SUIT.index(name)
    pieces = windows.pieces(doc.char_span(start, start + len(name)))
    ids = [windows.ids[0][windows.places[piece, 1]] for piece in pieces]
    assert model.tokenizer.decode(ids).replace(" ", "") == name.lower().replace(" ", "")


def test_of_a_sentence_longer_than_a_window_the_beginning_is_read(reader, model):
    doc = made(reader, "The claim names " + ", ".join(["Quarrelsome Zephyrine"] * 130) + " and Brisa.")
    encoding = model.encode(doc)
    sent = next(doc.sents)
    assert 0 < len(encoding.windows.pieces(sent)) <= WINDOW - 2
    last = encoding.named(doc, [(len(doc) - 2, len(doc) - 1)])
    assert not len(last.starts) and last.sides.sum() == pytest.approx(1)
    parts = encoding.parts(encoding.told(sent), sent, "lawsuit", [last])
    assert (parts == NEVER).all()


def test_an_article_is_read_alike_whatever_was_read_before(reader, model):
    alone = model.encode(made(reader, SUIT)).vectors
    model.encode(made(reader, "Nothing of the kind happened. " * 90))
    assert numpy.array_equal(model.encode(made(reader, SUIT)).vectors, alone)


def test_a_text_without_words_is_encoded_too(reader, model):
    assert model.encode(made(reader, "")).vectors.shape[0] == 0


def test_what_tells_an_action_is_spread_over_the_words_of_its_sentence(reader, model):
    doc = made(reader, SUIT)
    sent = next(doc.sents)
    told = model.encode(doc).told(sent)
    assert told.weights.shape == (len(sent), len(model.heads.actions))
    assert told.weights.sum(0) == pytest.approx(numpy.ones(len(model.heads.actions)), abs=1e-3)


def test_where_a_mention_stands():
    assert where(numpy.array([2, 5, 9, 14]), 4, 8, 12).tolist() == [
        [0, 0, 1, 0],
        [0, 1, 1, 0],
        [1, 0, 0, 0],
        [0, 0, 0, 1],
    ]


def test_a_suit_told_in_other_words_has_its_sides(reader, model):
    doc = made(reader, SUIT)
    encoding = model.encode(doc)
    sent = next(doc.sents)
    told = encoding.told(sent)
    assert model.heads.actions[int(told.scores.argmax())] == "lawsuit"
    names = [encoding.named(doc, [(0, 2)]), encoding.named(doc, [(3, 4)])]
    (press, start_up) = encoding.parts(told, sent, "lawsuit", names)
    assert press[0] > start_up[0] and start_up[1] > press[1]
    assert names[0].sides[model.heads.sides.index("claimant")] > 0.5
    assert names[1].sides[model.heads.sides.index("respondent")] > 0.5


def test_windows_share_the_sentences_about_evenly(reader, model):
    windows = cut(made(reader, "\n".join([SUIT] * 36)), model.tokenizer)
    assert len(windows.ids) == 2 and min(map(len, windows.ids)) > 0.7 * max(map(len, windows.ids))


@pytest.mark.parametrize(
    ("text", "action", "status"),
    [
        (SUIT, "lawsuit", "happened"),
        ("A hearing in the case of Quarrel Press against Zephyrine is set for July 3.", "hearing", "scheduled"),
        ("Zephyrine said it will appeal the ruling.", "appeal", "threatened"),
    ],
)
def test_whether_a_step_happened(text, action, status, reader, model):
    doc = made(reader, text)
    encoding, sent = model.encode(doc), next(doc.sents)
    statuses = encoding.statuses(encoding.told(sent), action)
    assert max(statuses, key=lambda name: statuses[name]) == status
    assert sum(statuses.values()) == pytest.approx(1, abs=1e-4)


def test_the_date_of_a_step_comes_before_the_date_of_something_else(reader, model):
    doc = made(reader, "Founded in 2019, the magazine house Quarrel Press sued Zephyrine on Monday over its chatbot.")
    encoding, sent = model.encode(doc), next(doc.sents)
    year, day = (next(t for t in doc if t.text == text) for text in ("2019", "Monday"))
    founded, sued = encoding.dates(encoding.told(sent), sent, "lawsuit", [doc[t.i : t.i + 1] for t in (year, day)])
    assert sued > founded


def test_a_date_that_was_not_read_is_never_taken(reader, model):
    doc = made(reader, "The claim names " + ", ".join(["Quarrelsome Zephyrine"] * 130) + " on Monday.")
    encoding, sent = model.encode(doc), next(doc.sents)
    assert encoding.dates(encoding.told(sent), sent, "lawsuit", [doc[-2 : len(doc) - 1]]).tolist() == [NEVER]


@pytest.mark.parametrize("name", ["encoder.onnx", "encoder.json", "encoder_heads.npz"])
@pytest.mark.parametrize("broken", [False, True])
def test_a_file_that_is_missing_or_broken_is_named(name, broken, tmp_path):
    for path in FOLDER.glob("encoder*"):
        shutil.copy(path, tmp_path)
    (tmp_path / name).unlink()
    if broken:
        (tmp_path / name).write_bytes(b"no such thing")
    with pytest.raises(ConfigError, match=name):
        Encoder(tmp_path)


def test_what_is_told_again_is_told_from_another_step(reader, model):
    again = "The lawsuit that Quarrel Press brought on Monday accuses Zephyrine of copying novels."
    other = "Norvane Records, in a separate case, had sued the start-up Lyrebird in March over its songs."
    doc = made(reader, f"{SUIT} {again} {other}")
    encoding = model.encode(doc)
    first, second, third = (encoding.told(sent) for sent in doc.sents)
    assert encoding.same(second, first, "lawsuit") > 0 > encoding.same(third, first, "lawsuit")


@pytest.mark.parametrize(
    ("text", "one", "together"),
    [
        ("Quarrel Press and Norvane Books jointly sued Zephyrine on Monday.", "Quarrel Press", True),
        ("Quarrel Press sued Zephyrine in March, and Norvane Books did the same in May.", "Quarrel Press", False),
    ],
)
def test_who_takes_one_step_with_whom(text, one, together, reader, model):
    doc = made(reader, text)
    encoding = model.encode(doc)
    told = encoding.told(next(doc.sents))
    spans = [doc.char_span(text.index(name), text.index(name) + len(name)) for name in (one, "Norvane Books")]
    assert (encoding.together(told, "lawsuit", spans[:1], spans[1:]) > 0) == together
    assert encoding.together(told, "lawsuit", spans[:1], []) == NEVER
