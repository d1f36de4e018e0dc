"""Groups, kin and single persons without a name: who they are in the cast, and that all their mentions count."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.linking.plain import is_nameless
from disputes.types import Reading
from nlp import participation
from nlp.describing import fits
from nlp.entities import Cast, Entity
from nlp.groups import group
from nlp.lexicon import load


def groups(doc: Doc) -> dict[str, list[str]]:
    """The groups without a name, each with the text of its mentions."""
    return {e.name: [doc[start:end].text for start, end in e.spans] for e in doc._.cast.entities if e.generic}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A group of novelists sued Stability AI on Monday.", "group of novelists"),
        ("Three visual artists sued Stability AI on Monday.", "visual artists"),
        ("Last year several regional newspapers sued OpenAI.", "regional newspapers"),
        ("A photographer from Oregon sued Stability AI on Monday.", "photographer"),
        ("The culture minister asked OpenAI on Monday to pay.", "culture minister"),
        ("OpenAI was sued on Monday by a dozen book publishers.", "book publishers"),
        ("Eight people sued Google on Monday.", "people"),
        ("A group of residents sued Google on Monday.", "group of residents"),
    ],
)
def test_who_has_no_name_stands_as_in_the_text(text: str, name: str, parse: Callable[..., Doc]) -> None:
    assert list(groups(parse(text))) == [name]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Three novelists sued Meta on Monday. The authors say that Meta copied books.", ["novelists", "authors"]),
        ("Authors sued Meta. Meta told the authors that it had asked.", ["Authors", "authors"]),
        (
            "A photographer sued Stability AI in May. Stability AI settled with the photographer in June.",
            ["photographer", "photographer"],
        ),
    ],
)
def test_all_mentions_of_a_group_count(text: str, mentions: list[str], parse: Callable[..., Doc]) -> None:
    (found,) = groups(parse(text)).values()
    assert found == mentions


def test_two_groups_of_one_kind_are_two(parse: Callable[..., Doc]) -> None:
    doc = parse("Major labels sued Suno in June. Independent labels sued Suno in July, too.")
    assert list(groups(doc)) == ["Major labels", "Independent labels"]


@pytest.mark.parametrize(
    "text",
    [
        "Disney and Universal are angry. The studios sued Midjourney on Monday.",
        "Authors such as Marlon Estevane and Odalys Merrin sued Meta on Monday.",
        "The novelist Odalys Merrin sued Meta on Monday.",
        "People sue Meta every day, said Odalys Merrin.",
        "A start-up called Fennec was sued by Disney on Monday.",
        "Odalys Merrin, a novelist, sued Meta on Monday.",
        "A spokesman for Meta declined to comment on the suit by Disney.",
        "A judge in San Francisco dismissed the suit of Disney against Midjourney.",
    ],
)
def test_whoever_is_named_is_no_group(text: str, parse: Callable[..., Doc]) -> None:
    assert groups(parse(text)) == {}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Kwame Desrosiers' estate asked OpenAI on Monday to stop.", "Kwame Desrosiers' estate", "other"),
        (
            "On Monday OpenAI was asked by Kwame Desrosiers' daughter to stop.",
            "Kwame Desrosiers' daughter",
            "individual",
        ),
    ],
)
def test_kin_are_parties_of_their_own(text: str, name: str, kind: str, parse: Callable[..., Doc]) -> None:
    (found,) = [e for e in parse(text)._.cast.entities if e.name == name]
    assert (found.type, found.kind) == ("party", kind)


def test_a_group_gives_way_to_whoever_of_its_side_is_named() -> None:
    authors = Entity("authors", "party", side="claimant", generic=True)
    novelist = Entity("Odalys Merrin", "party", side="claimant")
    developer = Entity("Meta", "party", side="respondent")
    assert participation.named_first([authors, novelist, developer]) == [novelist, developer]
    assert participation.named_first([authors, developer]) == [authors, developer]


def test_a_share_told_behind_the_group_does_not_hide_its_name(parse: Callable[..., Doc]) -> None:
    vocab = parse("Nothing.").vocab
    words = ["Of", "Norway", "'s", "illustrators", ",", "one", "in", "five", "complained", "."]
    heads = [5, 3, 1, 0, 8, 8, 5, 6, 8, 8]
    deps = ["prep", "poss", "case", "pobj", "punct", "nsubj", "prep", "pobj", "ROOT", "punct"]
    tags = ["IN", "NNP", "POS", "NNS", ",", "CD", "IN", "CD", "VBD", "."]
    doc = Doc(vocab, words, heads=heads, deps=deps, tags=tags, lemmas=[word.lower() for word in words])
    cast = Cast(doc)
    descriptor = load().descriptors["illustrator"]
    assert [entity.name for entity in group(cast, doc[3], descriptor)] == ["Norway 's illustrators"]


def test_an_estate_has_one_entity_by_whatever_name(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "The estate of Kwame Desrosiers sued Stability AI on Monday. Desrosiers' estate says that the singer's voice "
        "was copied. Kwame Desrosiers never agreed, the estate said."
    )
    (estate,) = [e for e in doc._.cast.entities if "Desrosiers" in e.name]
    assert estate.type == "party" and "estate" in estate.name
    assert {doc[start:end].text for start, end in estate.spans} >= {"Desrosiers' estate", "Kwame Desrosiers"}


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "The estate of Desrosiers sued Suno on Monday. The estate of Kwame Desrosiers said that Kwame Desrosiers "
            "had never agreed.",
            "estate of Desrosiers",
            3,
        ),
        (
            "Kwame Desrosiers' estate sued Suno on Monday. The family of Kwame Desrosiers wants damages, and the "
            "family will not settle.",
            "Kwame Desrosiers' estate",
            2,
        ),
    ],
)
def test_the_dead_and_their_family_are_the_estate(
    text: str, name: str, mentions: int, parse: Callable[..., Doc]
) -> None:
    (found,) = [e for e in parse(text)._.cast.entities if "Desrosiers" in e.name]
    assert found.name == name and len(found.spans) >= mentions


@pytest.mark.parametrize(("noun", "forms"), [("authors", ["Bartz", "authors"]), ("plaintiffs", ["Bartz"])])
def test_whom_only_a_caption_names_is_the_group_of_its_sentence(
    noun: str, forms: list[str], parse: Callable[..., Doc]
) -> None:
    doc = parse(
        "Sony Music sued Anthropic on Monday over Claude. Its lawyers won the settlement in Bartz v. Anthropic, where "
        f"{noun} said that Claude had learned from their books."
    )
    (bartz,) = [e for e in doc._.cast.entities if "Bartz" in e.forms]
    assert bartz.forms == forms


def test_a_developer_is_none_of_the_creators(parse: Callable[..., Doc]) -> None:
    doc = parse("Claude creator Anthropic was sued on Monday. Artists said that their pictures had been copied.")
    anthropic = next(e for e in doc._.cast.entities if e.name == "Anthropic")
    assert not fits(anthropic, load().descriptors["artist"])


@pytest.mark.parametrize("whose", ["Kwame Desrosiers' daughter", "Kwame Desrosiers’ daughter"])
def test_whose_relative_acts_is_named_by_it_alone(whose: str, parse: Callable[..., Doc]) -> None:
    doc = parse(f"{whose} sued OpenAI on Monday over videos of Sora.")
    assert [e.name for e in doc._.cast.entities if "Desrosiers" in e.name] == [whose]
    (suit,) = [mention for mention in doc._.mentions if mention.action == "lawsuit"]
    assert [e.name for e in suit.actors] == [whose]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Three novelists sued Meta over its AI on Monday.", "Three novelists"),
        ("On Monday a group of novelists sued Meta over its AI.", "a group of novelists"),
    ],
)
def test_a_group_is_also_called_as_the_text_counts_it(text: str, form: str, tell: Callable[..., Reading]) -> None:
    (party,) = [party for party in tell(text).parties if party.side == "claimant"]
    assert is_nameless(party.name) and form in {party.name, *party.aliases}


def test_another_group_is_none_of_those_named_before(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The novelists Marlow Quist and Ada Winterbourne sued Salesforce over its AI on Monday. In August "
        "Anthropic was sued over AI by another group of novelists."
    )
    (other,) = [one for one in reading.reports if one.action == "lawsuit" and "Anthropic" in one.targets]
    assert other.actors == ("another group of novelists",)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Two neuroscientists sued Apple on Monday over the use of their books to train its AI models. The "
            "neuroscientists say that the company used pirated copies.",
            "Two neuroscientists",
        ),
        ("Suno was sued by three choirmasters over recordings that trained its AI.", "three choirmasters"),
    ],
)
def test_whoever_sues_is_a_party_of_whatever_trade(text: str, who: str, tell: Callable[..., Reading]) -> None:
    (suit,) = (report for report in tell(text).reports if report.action == "lawsuit")
    assert suit.actors == (who,)
