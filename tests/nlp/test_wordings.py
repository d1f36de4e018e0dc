"""What a sentence probably tells, beside what the grammar of its words allows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from nlp import coreference, frames, linear, splitting, steps, wordings
from nlp.facts import Facts
from nlp.frames import StepMention
from nlp.joining import refer
from nlp.lexicon import load
from nlp.relevance import judge
from nlp.roles import Roles

MODELS = steps.Models(linear.load(splitting.NAME), linear.load(coreference.NAME))
WISH = "Fennec AI wants to block the names of living artists in its image generator."
SUIT = "Marlow Books wants to sue Fennec AI over its chatbot."


@pytest.fixture
def weighed(parse) -> Callable[..., list[StepMention]]:
    """The mentions in a text whose sentences all tell these actions so probably, and no others."""

    def weigh(text: str, **chances: float) -> list[StepMention]:
        doc = parse(text)
        cast, lexicon = doc._.cast, load()
        found = frames.find(doc, cast, Roles(cast, lexicon), lexicon)
        told = [replace(t, chances={**dict.fromkeys(t.chances, 0.0), **chances}) for t in doc._.tellings]
        return wordings.weigh(found, told, cast, lexicon)

    return weigh


@pytest.mark.parametrize(("chance", "told"), [(0.9, True), (0.2, False)])
def test_a_sentence_that_surely_tells_a_step_overrules_its_grammar(chance, told, weighed):
    moods = {m.modality for m in weighed(WISH, safeguard=chance) if m.action == "safeguard"}
    assert (moods == {"happened"}) == told


def test_what_must_not_be_told_wrongly_is_never_overruled(weighed):
    assert all(m.modality != "happened" for m in weighed(SUIT, lawsuit=0.99) if m.action == "lawsuit")


@pytest.mark.parametrize(
    ("action", "chance", "found"),
    [("demand", 0.3, True), ("demand", 0.1, False), ("lawsuit", 0.7, True), ("lawsuit", 0.5, False)],
)
def test_without_a_frame_what_must_not_be_told_wrongly_has_to_be_surer(action, chance, found, weighed):
    mentions = weighed("Marlow Books has put something to Fennec AI.", **{action: chance})
    assert any(m.action == action and not m.framed for m in mentions) == found


def test_whom_the_parse_does_not_find_the_encoder_does(weighed):
    (mention,) = weighed("On Monday it was Marlow Books that took Fennec AI to court.", lawsuit=0.99)
    assert [e.name for e in mention.actors] == ["Marlow Books"] and [e.name for e in mention.targets] == ["Fennec AI"]


@pytest.mark.parametrize(("chance", "date"), [(0.3, None), (0.9, "2025-06-09")])
def test_a_sentence_that_hardly_tells_a_step_keeps_it_apart_from_none_by_its_date(chance, date, weighed, parse):
    text = "On Monday, 9 June 2025, Marlow Books put something to Fennec AI."
    mentions = [m for m in weighed(text, demand=chance) if m.action == "demand"]
    Facts(mentions[0].trigger.doc).date_mentions(mentions)
    assert [m.date for m in mentions] == [date]


def test_a_letter_that_is_referred_to_is_the_one_of_its_own_kind(parse):
    doc = parse(
        "Marlow Books sent Fennec AI a cease-and-desist letter over its chatbot. "
        "Marlow Books demanded a payment from Fennec AI. The letter was dated Monday."
    )
    drafts = [step for step in doc._.drafts if step.action in {"cease_and_desist", "demand"}]
    assert [step.action for step in drafts] == ["cease_and_desist", "demand"]
    letter = next(m for m in drafts[0].mentions if m.action == "cease_and_desist")
    before = len(drafts[0].mentions)
    assert refer(drafts, letter) and len(drafts[0].mentions) == before + 1
    assert not refer([], letter)


@pytest.mark.parametrize(("chance", "told"), [(0.9, True), (0.3, False)])
def test_a_reference_to_a_step_told_nowhere_is_the_step_where_it_surely_tells_one(chance, told, weighed):
    (mention,) = (m for m in weighed("The complaint was filed in Delaware on Monday.", lawsuit=chance) if m.refers)
    doc = mention.trigger.doc
    assert bool(steps.gather([mention], doc._.cast, Facts(doc), MODELS)) == told


def test_an_article_that_calls_ai_by_no_usual_name_is_read():
    title = "Choir halts sale of an album sung by copies of its members' voices"
    text = (
        "A court in Riga has ordered shops to take down an album whose singers never sang it. The choir Selga had sued "
        "the company Brightwave, which made the copies of nineteen voices without the singers' consent, for "
        "infringement of their neighbouring rights.\n\nBrightwave, whose software sings any lyrics in any voice, said "
        "that it would appeal against the ruling. The judge set a hearing on damages for May. Selga's lawyer said the "
        "copyright society of Latvia would join the lawsuit, and asked the company to remove the recordings."
    )
    assert judge(title, text).worth_reading


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The case of Marlow Books against Fennec AI was heard on June 3.", "hearing"),
        ("Fennec AI had removed the novels by Thursday evening, Marlow Books said.", "safeguard"),
    ],
)
def test_what_is_told_as_past_happened(text, action, weighed):
    assert all(m.status in {None, "happened"} for m in weighed(text, **{action: 0.9}) if m.action == action)


@pytest.mark.parametrize(
    "text",
    [
        "The Federal Court set down for 8 March the trial between Marlow Books and Fennec AI.",
        "The parties in Marlow Books v. Fennec AI adjourned the hearing until 22 September.",
    ],
)
def test_a_hearing_that_was_set_has_not_happened(text, weighed):
    assert [m.status for m in weighed(text, hearing=0.9) if m.action == "hearing"] == ["scheduled"]


@pytest.mark.parametrize(("chance", "told"), [(0.97, True), (0.9, False)])
def test_a_sentence_that_names_nobody_must_tell_a_suit_all_the_more_surely(chance, told, weighed):
    mentions = weighed("It has an entry of that day, and what it holds is not told.", lawsuit=chance)
    assert any(m.action == "lawsuit" and not m.refers for m in mentions) == told


@pytest.mark.parametrize(("chance", "refers"), [(0.9, True), (0.5, False)])
def test_less_surely_it_only_refers_to_one_told_before(chance, refers, weighed):
    mentions = weighed("It has an entry of that day, and what it holds is not told.", lawsuit=chance)
    assert any(m.action == "lawsuit" and m.refers and not m.actors for m in mentions) == refers


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        (
            "Orders on the relief that Marlow Books asked for would be passed, the Delhi High Court indicated.",
            False,
        ),
        ("The Delhi High Court said that it would give an order on the plea of Marlow Books.", False),
        (
            "The Delhi High Court passed an order on the plea of Marlow Books and said that Fennec AI would follow.",
            True,
        ),
    ],
)
def test_a_decision_that_is_to_come_was_not_made(text, happened, weighed):
    moods = {m.modality for m in weighed(text, ruling=0.9) if m.action == "ruling"}
    assert moods and ("happened" in moods) == happened
