"""The encoder learns from annotated articles, and is read as it was learned. Needs what `make encoder` installs."""

import numpy
import pytest

from disputes.catalog import DATA, load_actions
from disputes.scoring import load_records
from nlp.encoder import Encoder
from nlp.lessons import materials
from nlp.reading import Reader

torch = pytest.importorskip("torch", reason="what the encoder is learned with is not installed")

ACTIONS = sorted(action.name for action in load_actions())


def test_what_was_learned_is_read_without_what_it_was_learned_with(reader: Reader, tmp_path) -> None:
    """In 8 bits and by other code, the same sentences and names come first."""
    from nlp.encoder_kept import restored
    from nlp.encoder_lessons import example
    from nlp.encoder_net import Net, _flat
    from nlp.encoder_training import learn, save, tokenizer

    few = list(materials(reader, load_records(DATA / "corpus" / "courts.jsonl")[:6], []))
    examples = [example(material, tokenizer(), ACTIONS) for material in few]
    net = learn(examples, Net(len(ACTIONS)), epochs=2)
    save(net, ACTIONS, tmp_path, "encoder")
    model = Encoder(tmp_path)
    for material, taught in zip(few, examples, strict=True):
        encoding = model.encode(material.doc)
        place = material.doc.user_data["excerpt"]
        sents = [s for s in material.doc.sents if not place.in_title(s[0]) and len(encoding.windows.pieces(s))]
        read = numpy.array([encoding.told(sent).scores for sent in sents])
        with torch.inference_mode():
            vectors = net._encode(taught.windows.ids)
            flat, width = vectors.reshape(-1, vectors.shape[-1]), vectors.shape[1]
            scores, _ = net._told(flat, [_flat(pieces, 0, width) for pieces in taught.sents])
        assert numpy.corrcoef(read.ravel(), scores.numpy().ravel())[0, 1] > 0.95
    again = restored(len(ACTIONS), tmp_path)
    for (name, weights), (_, kept) in zip(net.named_parameters(), again.named_parameters(), strict=True):
        assert torch.allclose(weights, kept, atol=float(weights.detach().abs().max()) / 50), name


def test_an_article_teaches_which_sentences_tell_one_step_and_who_takes_one_together(reader: Reader) -> None:
    from nlp.encoder_lessons import example
    from nlp.encoder_training import tokenizer

    text = (
        "Quarrel Press and Norvane Books sued Zephyrine on Monday over its chatbot Brisa. "
        "Both publishers filed the lawsuit in London. Lyrebird Records sued the company on Tuesday."
    )
    parties = [("Quarrel Press", "claimant"), ("Norvane Books", "claimant"), ("Lyrebird Records", "claimant")]
    first, second, third = (sentence.strip(".") for sentence in text.split(". "))
    joint = {"action": "lawsuit", "actors": ["Quarrel Press", "Norvane Books"], "targets": ["Zephyrine"], "tools": []}
    record = {
        "id": "a",
        "title": "",
        "published": "2025-06-12",
        "text": text,
        "relevant": True,
        "parties": [
            {"name": name, "aliases": [], "side": side} for name, side in [*parties, ("Zephyrine", "respondent")]
        ],
        "tools": [{"name": "Brisa", "aliases": []}],
        "events": [
            {**joint, "evidence": first, "also": [second]},
            {**joint, "actors": ["Lyrebird Records"], "evidence": third, "also": []},
        ],
    }
    (material,) = materials(reader, [record], [])
    taught = example(material, tokenizer(), ACTIONS)
    told = {(taught.parts[later].sent, taught.parts[earlier].sent): same for later, earlier, same in taught.pairs}
    assert told == {(1, 0): 1.0, (2, 0): 0.0, (2, 1): 0.0}
    assert [right for *_, right in taught.couples] == [1.0]


def test_the_encoder_that_reads_has_the_mean_of_the_weights_of_the_others() -> None:
    from nlp.encoder_net import Net
    from nlp.encoder_training import mean

    one, other = Net(len(ACTIONS)), Net(len(ACTIONS))
    both = mean([one.state_dict(), other.state_dict()], len(ACTIONS))
    assert torch.allclose(both.kinds, (one.kinds + other.kinds) / 2)
    more = mean([one.state_dict(), other.state_dict()], len(ACTIONS), [1, 3])
    assert torch.allclose(more.kinds, one.kinds / 4 + other.kinds * 3 / 4)
    assert torch.equal(both.base.embeddings.word_embeddings.weight, one.base.embeddings.word_embeddings.weight)
