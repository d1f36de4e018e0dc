"""Who and what a text names: forms of one name joined, people for whom they speak, and what is no party at all."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from disputes.types import Reading
from nlp.cast import Cast, Entity
from nlp.entities import clean

SUED = "sued Quillon Labs on Monday for copyright infringement by its AI chatbot."


def named(doc: Doc, form: str) -> Entity | None:
    """Who or what bears a form in a text."""
    cast: Cast = doc._.cast
    return next((entity for entity in cast.entities if form in entity.forms), None)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "The Motion Picture Association (MPA) sued Fennec AI. The MPA wants damages.",
            "Motion Picture Association",
            "MPA",
        ),
        ("The Harbor Voice Guild (HVG) sued the AI company on Monday. The HVG is angry.", "Harbor Voice Guild", "HVG"),
        ("The Harbor Voice Guild (HVG) sued Fennec AI. The HVG wants damages.", "Harbor Voice Guild", "HVG"),
        ("Odalys Merrin, a novelist, sued Fennec AI. Merrin wants damages.", "Odalys Merrin", "Merrin"),
        ("Marlow Books Inc. sued Fennec AI. Marlow Books wants damages.", "Marlow Books Inc.", "Marlow Books"),
        ("The New York Times Co. sued OpenAI. The Times wants damages.", "New York Times Co.", "Times"),
        ("Getty Images sued Stability AI. Getty wants damages.", "Getty Images", "Getty"),
        ("Odalys Merrin, a novelist, sued Fennec AI. Odalys, 36, wants damages.", "Odalys Merrin", "Odalys"),
        ("Odalys St. Merrin sued Fennec AI on Monday. St. Merrin wants damages.", "Odalys St. Merrin", "St. Merrin"),
        (
            "The Association of German Speakers (VDS) sued Fennec AI. The VDS wants damages.",
            "Association of German Speakers",
            "VDS",
        ),
        ("Odalys Merrin, a novelist, sued Fennec AI. Ms Merrin wants damages.", "Odalys Merrin", "Ms Merrin"),
        (
            "The Recording Artists Guild Of Austria sued Melodine. RAGA says that its members were copied.",
            "Recording Artists Guild Of Austria",
            "RAGA",
        ),
        (
            "The judge in Marlow v. Quillmind heard the parties. The novelist Richard Marlow sued Quillmind in 2024.",
            "Richard Marlow",
            "Marlow",
        ),
    ],
)
def test_forms_of_one_name_are_one(text: str, one: str, other: str, parse: Callable[..., Doc]) -> None:
    doc = parse(text)
    assert named(doc, one) is not None
    assert named(doc, one) is named(doc, other)


def test_relatives_are_two_though_the_surname_means_one_of_them(parse: Callable[..., Doc]) -> None:
    doc = parse("Odalys Merrin sued Fennec AI on Monday. Merrin says that the voice of Tobias Merrin was copied.")
    merrin, other = named(doc, "Odalys Merrin"), named(doc, "Tobias Merrin")
    assert merrin is not None and other is not None and merrin is not other
    assert merrin is named(doc, "Merrin")


def test_a_given_name_of_two_people_is_neither(parse: Callable[..., Doc]) -> None:
    doc = parse("Odalys Merrin and Odalys Kench sued Fennec AI on Monday. Odalys, 36, wants damages.")
    assert named(doc, "Odalys") not in {named(doc, "Odalys Merrin"), named(doc, "Odalys Kench")}


@pytest.mark.parametrize(
    "form", ["Disney's lawsuit", "Disney’s lawsuit", "the lawsuit of Disney", "the Disney lawsuit"]
)
def test_possessive_is_no_other_name(form: str, parse: Callable[..., Doc]) -> None:
    entity = named(parse(f"Midjourney answered {form} on Monday."), "Disney")
    assert entity is not None
    assert entity.forms == ["Disney"]


@pytest.mark.parametrize(
    ("text", "tool", "maker"),
    [
        ("OpenAI released Sora 2 in September.", "Sora 2", "OpenAI"),
        ("Disney sued ByteDance over Seedance 2.0 on Monday.", "Seedance 2.0", None),
        (
            "Fennec AI's chatbot Vulpine 3 was trained on books. Vulpine 3 was released in May.",
            "Vulpine 3",
            "Fennec AI",
        ),
        ("Anthropic trained Claude on books.", "Claude", "Anthropic"),
    ],
)
def test_tools_with_their_versions(text: str, tool: str, maker: str | None, parse: Callable[..., Doc]) -> None:
    entity = named(parse(text), tool)
    assert entity is not None
    assert entity.type == "tool"
    assert maker is None or (entity.developer is not None and maker in entity.developer.forms)


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI CEO Sam Altman said that training is fair use.",
        "Sam Altman, the chief executive of OpenAI, said that training is fair use.",
        "Sam Altman, OpenAI's chief executive, said that training is fair use.",
    ],
)
def test_executives_speak_for_their_organisation(text: str, parse: Callable[..., Doc]) -> None:
    person = named(parse(text), "Sam Altman")
    assert person is not None
    assert person.speaks_for is not None
    assert person.speaks_for.name == "OpenAI"


@pytest.mark.parametrize(
    "opening",
    [
        "LOS ANGELES, Feb. 20 (Reuters) - Disney",
        "LONDON (AP) — Disney",
        "According to Variety, Disney",
        "As first reported by Reuters, Disney",
        "Disney, the Guardian reported,",
        "Disney, whose lawyers told Politico that enough is enough,",
        "In Los Angeles, Disney",
    ],
)
def test_places_and_cited_outlets_are_no_parties(opening: str, tell: Callable[..., Reading]) -> None:
    assert [party.name for party in tell(f"{opening} {SUED}").parties] == ["Disney", "Quillon Labs"]


@pytest.mark.parametrize(
    "opening",
    [
        "Represented by the law firm Latham & Watkins LLP, Disney",
        "Citing the Copyright Act, Disney",
        "After a talk with Professor Alma Trenholm, Disney",
        "In a 40-page PDF, Disney",
    ],
)
def test_counsel_laws_and_experts_are_no_parties(opening: str, tell: Callable[..., Reading]) -> None:
    assert [party.name for party in tell(f"{opening} {SUED}").parties] == ["Disney", "Quillon Labs"]


@pytest.mark.parametrize(
    "owner",
    [
        "Ziff Davis, the publisher of IGN,",
        "Ziff Davis, which owns IGN,",
        "IGN owner Ziff Davis",
        "Ziff Davis, whose brands include IGN,",
        "Ziff Davis, to which IGN belongs,",
    ],
)
def test_what_a_party_has_is_no_party(owner: str, tell: Callable[..., Reading]) -> None:
    reading = tell(f"{owner} sued OpenAI on Thursday over the training of ChatGPT.")
    assert [party.name for party in reading.parties] == ["Ziff Davis", "OpenAI"]


def test_a_paper_that_sues_beside_its_owner_is_a_party(tell: Callable[..., Reading]) -> None:
    reading = tell("Ziff Davis and IGN sued OpenAI on Thursday over the training of ChatGPT.")
    assert {"Ziff Davis", "IGN"} <= {party.name for party in reading.parties}


def test_an_outlet_that_sues_is_a_party(tell: Callable[..., Reading]) -> None:
    assert "The Guardian" in [
        party.name.replace("Guardian", "The Guardian") for party in tell(f"The Guardian {SUED}").parties
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind", "side"),
    [
        ("Book publisher Calder & Vine " + SUED, "Calder & Vine", "book_publisher", "claimant"),
        pytest.param(
            "The record label Copperline " + SUED,
            "Copperline",
            "record_label",
            "claimant",
            marks=pytest.mark.xfail(reason="label and name parsed as two subjects"),
        ),
        ("The novelist Odalys Merrin " + SUED, "Odalys Merrin", "individual", "claimant"),
        ("Disney sued the start-up Quillon Labs on Monday over its chatbot.", "Quillon Labs", "company", "respondent"),
        ("Disney sued the start-up Hexaloom on Monday over its chatbot.", "Hexaloom", "company", "respondent"),
    ],
)
def test_unknown_names_are_typed_by_the_text(
    text: str, name: str, kind: str, side: str, tell: Callable[..., Reading]
) -> None:
    found = [party for party in tell(text).parties if party.name == name]
    assert [(party.kind, party.side, party.party_id) for party in found] == [(kind, side, None)]


@pytest.mark.parametrize("text", ["(A)", "’s 's", "Of The And", "A" * 500, "Mr. Mr. Mr.", "X v. Y v. Z", "( ( ( ) )"])
def test_no_text_breaks_it(text: str, parse: Callable[..., Doc]) -> None:
    cast: Cast = parse(text)._.cast
    assert all(start < end <= len(cast.doc) for entity in cast.entities for start, end in entity.spans)


@pytest.mark.parametrize("name", ["Florence Welch", "Robbie Williams", "Rebecca Martin"])
def test_somebody_known_is_not_part_of_the_name_of_somebody_else(name: str, parse: Callable[..., Doc]) -> None:
    """Each ends like one whom the catalog knows by the last name."""
    entity = named(parse(f"Elton John, {name} and Kate Bush signed the letter to OpenAI on Monday."), name)
    assert entity is not None and not entity.known


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Hartford Times sued Quillmind AI on Monday. The Times wants damages.", "Hartford Times"),
        ("The Authors Society of Kenya and the Nairobi Post sued Quillmind AI on Friday.", "Nairobi Post"),
        ("Universal Crest Music and Sterling Music sued Melodine AI on Friday.", "Universal Crest Music"),
        ("The Times of Marlow and the Museum of Welsh Song sued Quillmind AI on Monday.", "Times of Marlow"),
        ("Apple Valley Press filed suit against Visagen AI on Monday.", "Apple Valley Press"),
        ("Lark Images and Disney Hill Records filed suit against Visagen AI on Monday.", "Disney Hill Records"),
    ],
)
def test_the_short_form_of_somebody_known_is_not_a_part_of_a_longer_name(
    text: str, name: str, parse: Callable[..., Doc]
) -> None:
    doc = parse(text)
    assert named(doc, name) is not None
    assert not [entity.name for entity in doc._.cast.entities if entity.known]


def test_a_short_form_beside_a_longer_name_is_still_whom_the_text_names_in_full(parse: Callable[..., Doc]) -> None:
    doc = parse("The New York Times sued Quillmind AI. The Hartford Times did not join the Times in its suit.")
    whole, other = named(doc, "New York Times"), named(doc, "Hartford Times")
    assert whole is not None and whole.known
    assert other is not None and not other.known


def test_a_model_that_bears_the_name_of_a_place_is_no_place(parse: Callable[..., Doc]) -> None:
    text = "Authors sued Fennec AI over its Zambezi models. They say that Fennec AI trained Zambezi on their novels."
    entity = named(parse(text), "Zambezi")
    assert entity is not None and entity.type == "tool"


def test_the_name_of_consolidated_cases_is_nobody(parse: Callable[..., Doc]) -> None:
    doc = parse("In re Mosaic LLM Litigation is before Judge Breyer. Authors sued Databricks and MosaicML in March.")
    assert named(doc, "Mosaic LLM Litigation") is None


@pytest.mark.parametrize("form", ["Apple Books", "Apple", "Apple Inc."])
def test_what_a_company_offers_under_its_name_is_its_own(form: str, parse: Callable[..., Doc]) -> None:
    entity = next((e for e in parse(f"Ingrid Maas sued {form} on Monday.")._.cast.entities if e.known), None)
    assert entity is not None and entity.name == "Apple"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Novelist Jorge Pardo accuses PageTurn AI of training on his books in a complaint.", "Jorge Pardo"),
        ("Singer Ingrid Maas sued the Dutch app maker Vela in Amsterdam.", "Ingrid Maas"),
        ("Skylark AI copies recipes, the food magazine Larder & Spoon says in a lawsuit.", "Larder & Spoon"),
    ],
)
def test_a_description_before_a_name_is_no_part_of_a_name(text: str, name: str, parse: Callable[..., Doc]) -> None:
    entity = named(parse(text), name)
    assert entity is not None and entity.forms == [name]


@pytest.mark.parametrize("name", ["Lark Images", "Quillmind AI", "Alton Capital"])
def test_a_name_that_ends_like_a_company_is_no_person(name: str, parse: Callable[..., Doc]) -> None:
    entity = named(parse(f"{name} sued Fennec Labs in London on Monday."), name)
    assert entity is not None
    assert not entity.human and entity.type == "party"


def test_somebody_known_of_whom_no_step_is_told_is_a_party_where_the_text_puts_him_on_a_side(tell) -> None:
    told = tell(
        "Comedian Sarah Silverman sued OpenAI on Friday in San Francisco over its chatbot ChatGPT. "
        "With her are the novelists Richard Kadrey and Mona Awad. "
        "The suit was reported by the New York Times, and the judge has a Nintendo console at home."
    )
    names = {party.name for party in told.parties}
    assert {"Sarah Silverman", "OpenAI", "Richard Kadrey"} <= names
    assert "Nintendo" not in names


@pytest.mark.parametrize(
    ("full", "tool"), [("GitHub Copilot", "github-copilot"), ("Microsoft 365 Copilot", "microsoft-copilot")]
)
def test_a_short_form_of_two_tools_is_the_one_named_in_full(full: str, tool: str, parse: Callable[..., Doc]) -> None:
    doc = parse(f"Programmers sued Microsoft and GitHub over {full}. Copilot, they say, writes what they wrote.")
    assert {e.tool.id for e in doc._.cast.entities if e.tool} == {tool}


def test_a_developer_and_its_tool_may_bear_one_name(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Three novelists sued Quillon, a start-up in San Jose, over its writing app, which is called Quillon too. "
        "Quillon, they say, writes sequels to their books whenever somebody asks for one."
    )
    assert [(tool.name, tool.developer) for tool in reading.tools] == [("Quillon", "Quillon")]
    assert "Quillon" in {party.name for party in reading.parties}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Anvil Entertainment sued Fennec AI over its chatbot.", "Anvil Entertainment"),
        ("In December Quillmind was sued by Harrow Press over its chatbot.", "Quillmind"),
        ("Harrow Press said Monday Anvil Films had copied its books with a chatbot.", "Anvil Films"),
        ("June Carter sued Fennec AI over its chatbot.", "June Carter"),
        ("Fennec AI was sued over its chatbot by April Harrow.", "April Harrow"),
    ],
)
def test_the_day_before_a_name_is_no_part_of_it(text: str, name: str, parse: Callable[..., Doc]) -> None:
    assert name in {entity.name for entity in parse(text)._.cast.entities}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["LAION-5B."], "LAION-5B"),
        (["Marlow", "Inc."], "Marlow Inc."),
        (["the", "U.S."], "U.S."),
        (["Suno", "."], "Suno"),
    ],
)
def test_a_name_has_the_full_stop_of_an_abbreviation_and_not_of_its_sentence(words, name):
    assert clean(Doc(Vocab(), words=words)[:]) == name
