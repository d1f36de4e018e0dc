"""Courts: every spelling of news prose, and the court that it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.courts import find_courts, find_judges, references

FEDERAL = [
    ("U.S. District Court for the Northern District of California", "N.D. Cal."),
    ("US District Court for the Northern District of California", "N.D. Cal."),
    ("United States District Court for the Northern District of California", "N.D. Cal."),
    ("U.S. District Court, Northern District of California", "N.D. Cal."),
    ("U.S. District Court in the Northern District of California", "N.D. Cal."),
    ("the U.S. Northern District of California", "N.D. Cal."),
    ("Northern District of California", "N.D. Cal."),
    ("the Northern District Court of California", "N.D. Cal."),
    ("California’s Northern District", "N.D. Cal."),
    ("Northern District of Calif.", "N.D. Cal."),
    ("U.S. District Court for Northern California", "N.D. Cal."),
    ("U.S. District Judge Ann Lee for Northern California", "N.D. Cal."),
    ("a Northern California federal court", "N.D. Cal."),
    ("N.D. Cal.", "N.D. Cal."),
    ("(N.D. Cal., filed Aug. 19)", "N.D. Cal."),
    ("N.D.Cal.", "N.D. Cal."),
    ("NDCA", "N.D. Cal."),
    ("N.D. California", "N.D. Cal."),
    ("S.D.N.Y.", "S.D.N.Y."),
    ("SDNY", "S.D.N.Y."),
    ("S.D. New York", "S.D.N.Y."),
    ("D. Del.", "D. Del."),
    ("D. Mass.", "D. Mass."),
    ("D.N.J.", "D.N.J."),
    ("D.D.C.", "D.D.C."),
    ("M.D. Tenn.", "M.D. Tenn."),
    ("EDVA", "E.D. Va."),
    ("federal court in San Francisco", "N.D. Cal."),
    ("a federal district court in San Francisco", "N.D. Cal."),
    ("federal court at San Jose, California", "N.D. Cal."),
    ("San Francisco federal court", "N.D. Cal."),
    ("a San Francisco federal judge", "N.D. Cal."),
    ("a San Francisco-based federal judge", "N.D. Cal."),
    ("Manhattan federal court", "S.D.N.Y."),
    ("federal court in Manhattan", "S.D.N.Y."),
    ("a federal judge in Manhattan", "S.D.N.Y."),
    ("federal court in New York", "S.D.N.Y."),
    ("a New York federal court", "S.D.N.Y."),
    ("federal court in Brooklyn", "E.D.N.Y."),
    ("federal court in Los Angeles", "C.D. Cal."),
    ("a U.S. court in Los Angeles", "C.D. Cal."),
    ("a federal judge in Delaware", "D. Del."),
    ("Delaware federal court", "D. Del."),
    ("Delaware’s federal court", "D. Del."),
    ("U.S. District Court in Delaware", "D. Del."),
    ("U.S. District Court for Delaware", "D. Del."),
    ("the District of Delaware", "D. Del."),
    ("Delaware District Court", "D. Del."),
    ("U.S. District Court for the District of Massachusetts", "D. Mass."),
    ("U.S. District Court, District of Massachusetts", "D. Mass."),
    ("Boston federal court", "D. Mass."),
    ("U.S. District Judge Vince Chhabria in San Francisco", "N.D. Cal."),
    ("federal court in Washington", "D.D.C."),
    ("federal court in Washington, D.C.", "D.D.C."),
    ("U.S. District Court for the District of Columbia", "D.D.C."),
    ("federal court in Seattle, Washington", "W.D. Wash."),
    ("federal court in Portland", "D. Or."),
    ("federal court in Portland, Maine", "D. Me."),
    ("federal court in Nashville", "M.D. Tenn."),
    ("Middle District of Tennessee", "M.D. Tenn."),
    ("federal court in Chicago", "N.D. Ill."),
    ("Eastern District of Texas", "E.D. Tex."),
    ("federal court in Marshall, Texas", "E.D. Tex."),
    ("the Western District of Washington", "W.D. Wash."),
    ("Central District of California", "C.D. Cal."),
    ("filed in Delaware", "D. Del."),
    ("sued the firm in New York in June 2024", "S.D.N.Y."),
    ("the suit against Fennec in San Francisco", "N.D. Cal."),
    ("in litigation with Fennec in Massachusetts", "D. Mass."),
    ("a judge in Delaware found", "D. Del."),
    ("sued in Chicago on Monday", "N.D. Ill."),
    ("sued in Manhattan", "S.D.N.Y."),
    ("filed Tuesday in San Francisco", "N.D. Cal."),
    ("a suit that took it to court in Delaware", "D. Del."),
    ("a firm that went to court against OpenAI in Delaware", "D. Del."),
    ("the same Manhattan court", "S.D.N.Y."),
    ("Ninth Circuit", "9th Cir."),
    ("9th Circuit", "9th Cir."),
    ("9th U.S. Circuit Court of Appeals", "9th Cir."),
    ("U.S. Court of Appeals for the Ninth Circuit", "9th Cir."),
    ("US Court of Appeals for the Second Circuit", "2d Cir."),
    ("the Second Circuit Court of Appeals", "2d Cir."),
    ("2nd U.S. Circuit Court of Appeals", "2d Cir."),
    ("the 3rd Circuit", "3d Cir."),
    ("9th Cir.", "9th Cir."),
    ("2d Cir.", "2d Cir."),
    ("the Federal Circuit", "Fed. Cir."),
    ("the D.C. Circuit", "D.C. Cir."),
    ("the U.S. Court of Appeals for the District of Columbia Circuit", "D.C. Cir."),
    ("federal appeals court in Philadelphia", "3d Cir."),
    ("a San Francisco federal appeals court", "9th Cir."),
    ("US Judicial Panel on Multidistrict Litigation", "J.P.M.L."),
    ("the Judicial Panel on Multi-District Litigation", "J.P.M.L."),
    ("the JPML", "J.P.M.L."),
    ("a US judicial panel", "J.P.M.L."),
    ("the Supreme Court", "U.S. Supreme Court"),
    ("the U.S. Supreme Court", "U.S. Supreme Court"),
    ("the US Supreme Court", "U.S. Supreme Court"),
    ("the Supreme Court of the United States", "U.S. Supreme Court"),
]


NAMED = [
    ("London’s high court", "London’s high court"),
    ("the High Court ruled", "High Court"),
    ("the High Court in London ruled", "High Court in London"),
    ("the High Court of England and Wales", "High Court of England and Wales"),
    ("England's High Court", "England's High Court"),
    ("the Munich Regional Court ruled", "Munich Regional Court"),
    ("a regional court in Munich, The", "regional court in Munich"),
    ("the Regional Court of Hamburg", "Regional Court of Hamburg"),
    ("the Hamburg Regional Court", "Hamburg Regional Court"),
    ("the Hanseatic Higher Regional Court", "Hanseatic Higher Regional Court"),
    ("the Munich Higher Regional Court", "Munich Higher Regional Court"),
    ("Landgericht München I ruled", "Landgericht München I"),
    ("LG Hamburg decided", "LG Hamburg"),
    ("the Delhi High Court", "Delhi High Court"),
    ("the Federal High Court in Lagos", "Federal High Court in Lagos"),
    ("Barcelona's Commercial Court No. 5", "Barcelona's Commercial Court No. 5"),
    ("the High Court of Delhi", "High Court of Delhi"),
    ("the Bombay High Court", "Bombay High Court"),
    ("in Tokyo District Court", "Tokyo District Court"),
    ("the Tokyo District Court", "Tokyo District Court"),
    ("Seoul Central District Court", "Seoul Central District Court"),
    ("the Court of Appeal", "Court of Appeal"),
    ("the Federal Court of Canada", "Federal Court of Canada"),
    ("the Federal Court of Australia", "Federal Court of Australia"),
    ("the Ontario Superior Court of Justice in September 2024", "Ontario Superior Court of Justice"),
    ("the Ontario Superior Court of Justice", "Ontario Superior Court of Justice"),
    ("the Supreme Court of British Columbia", "Supreme Court of British Columbia"),
    ("the Beijing Internet Court", "Beijing Internet Court"),
    ("the Hangzhou Internet Court", "Hangzhou Internet Court"),
    ("the Hangzhou Intermediate People’s Court", "Hangzhou Intermediate People’s Court"),
    ("the Court of Justice of the European Union", "Court of Justice of the European Union"),
    ("the European Court of Justice", "European Court of Justice"),
    ("the CJEU", "CJEU"),
    ("the Paris judicial court", "Paris judicial court"),
    ("the Paris Judicial Court", "Paris Judicial Court"),
    ("before the tribunal judiciaire de Paris", "tribunal judiciaire de Paris"),
    ("the UK Supreme Court", "UK Supreme Court"),
    ("India’s Supreme Court", "India’s Supreme Court"),
    ("the Supreme Court of India", "Supreme Court of India"),
    ("Los Angeles Superior Court", "Los Angeles Superior Court"),
    ("Los Angeles County Superior Court", "Los Angeles County Superior Court"),
    ("Delaware Superior Court", "Delaware Superior Court"),
    ("filed in Delaware Superior Court", "Delaware Superior Court"),
    ("the Delaware Court of Chancery", "Delaware Court of Chancery"),
    ("New York Supreme Court", "New York Supreme Court"),
    ("In Cook County Circuit Court", "Cook County Circuit Court"),
    ("a Munich court", "Munich court"),
    ("a court in Hamburg", "court in Hamburg"),
    ("the Intellectual Property Enterprise Court", "Intellectual Property Enterprise Court"),
    ("the Copyright Claims Board", "Copyright Claims Board"),
    ("the Patent and Market Court in Stockholm", "Patent and Market Court"),
]


@pytest.mark.parametrize(("text", "short"), FEDERAL)
def test_gives_federal_courts_their_short_name(text: str, short: str) -> None:
    (court,) = find_courts(f"It went to {text} in a way." if text.islower() else f"It went to {text}, as said.")
    assert (court.short, court.label, court.is_us_federal) == (short, short, True)


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_gives_other_courts_as_named(text: str, name: str) -> None:
    (court,) = find_courts(text)
    assert (court.short, court.name, court.label, court.is_us_federal) == (None, name, name, False)


@pytest.mark.parametrize(
    "text", ["federal court in California", "a California federal judge", "a federal judge in Texas"]
)
def test_a_state_of_several_districts_singles_out_no_court(text: str) -> None:
    (court,) = find_courts(text)
    assert (court.short, court.label, court.is_us_federal) == (None, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "They went to court.",
        "a Californian court",
        "a German court found",
        "The court said so.",
        "in federal court",
        "a federal judge ruled",
        "a U.S. judge said",
        "a federal appeals court",
        "the District of Columbia",
        "the school district of Oakland",
        "OpenAI's court filing",
        "a Getty court case",
        "tennis court",
        "U.S. Circuit Judge Stephanos Bibas",
        "filed in California state court",
        "filed in California",
        "Anthropic's Supreme effort",
        "D. Mason wrote",
        "in Delaware, where it is registered",
        "a state judge in Delaware",
        "sued over articles in Delaware Online",
    ],
)
def test_takes_nothing_else_for_a_court(text: str) -> None:
    assert find_courts(text) == []


def test_a_supreme_court_is_not_that_of_the_us_in_a_british_story() -> None:
    courts = find_courts("The High Court was wrong, the Supreme Court held.")
    assert [court.label for court in courts] == ["High Court", "Supreme Court"]


def test_finds_all_courts_of_a_sentence_in_order() -> None:
    text = "Moved from the Middle District of Tennessee to federal court in San Jose, it may reach the Ninth Circuit."
    assert [court.short for court in find_courts(text)] == ["M.D. Tenn.", "N.D. Cal.", "9th Cir."]


@pytest.mark.parametrize(
    "same", ["the same court", "that same federal court", "the very same court", "the same district"]
)
def test_the_same_court_is_the_one_named_last(same: str) -> None:
    text = f"One sued in the Northern District of California, two before the Delhi High Court, and three in {same}."
    (court,) = references(text, find_courts(text))
    assert (court.label, text[court.start : court.end]) == ("Delhi High Court", same)


def test_the_same_court_is_none_where_none_is_named() -> None:
    assert list(references("Both suits are in the same court.", [])) == []


def test_a_federal_court_has_its_full_name() -> None:
    assert find_courts("SDNY")[0].name == "U.S. District Court for the Southern District of New York"
    assert find_courts("the 2d Cir.")[0].name == "U.S. Court of Appeals for the Second Circuit"


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([text for text, _ in [*FEDERAL, *NAMED]] + ["court", "Judge", "in", ",", "\n"])).map(
            " ".join
        ),
    )
)
def test_offsets_slice_back_whatever_the_text(text: str) -> None:
    for mention in [*find_courts(text), *find_judges(text)]:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start < mention.end


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The Delhi High Court sat on Monday. The High Court will go on in May.", ["Delhi High Court"] * 2),
        ("The High Court of Kenya sat; the High Court will go on.", ["High Court of Kenya"] * 2),
        ("The Delhi High Court and the Bombay High Court sat; so did a High Court.", None),
        ("Magistrate Judge Iris Quant of Manhattan Federal Court agreed.", ["S.D.N.Y."]),
        ("They went to the Court of Rome.", ["Court of Rome"]),
    ],
)
def test_a_court_by_a_shorter_name_and_beside_its_judge(text: str, labels: list[str] | None) -> None:
    expected = labels or ["Delhi High Court", "Bombay High Court", "High Court"]
    assert [court.label for court in find_courts(text)] == expected
