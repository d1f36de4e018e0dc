"""Judges: by name and title, and nobody else for one."""

import pytest

from nlp.courts import find_judges


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("U.S. District Judge Vince Chhabria ruled", "Vince Chhabria", "U.S. District Judge"),
        ("Judge Stein said", "Stein", "Judge"),
        ("Circuit Judge (and former clerk) Ada Quill, sitting", "Ada Quill", "Circuit Judge"),
        ("assigned to the Hon. Sidney H. Stein", "Sidney H. Stein", "Hon."),
        ("Judge Sidney H. Stein of the", "Sidney H. Stein", "Judge"),
        ("Judge Stein’s order", "Stein", "Judge"),
        ("Mrs Justice Joanna Smith held", "Joanna Smith", "Mrs Justice"),
        ("Mr Justice Mellor", "Mellor", "Mr Justice"),
        ("Lord Justice Arnold", "Arnold", "Lord Justice"),
        ("magistrate judge Ona Wang ordered", "Ona Wang", "magistrate judge"),
        ("US Magistrate Judge Ona T. Wang", "Ona T. Wang", "US Magistrate Judge"),
        ("Senior U.S. District Judge William Alsup", "William Alsup", "Senior U.S. District Judge"),
        ("Chief Justice John Roberts wrote", "John Roberts", "Chief Justice"),
        ("judge, Joanna Smith DBE, heard", "Joanna Smith", "judge"),
        ("another US district judge, Vince Chhabria, partly", "Vince Chhabria", "US district judge"),
        ("Percy Anderson, a U.S. district judge for", "Percy Anderson", "U.S. district judge"),
        ("Judge Araceli Martínez-Olguín signed", "Araceli Martínez-Olguín", "Judge"),
        ("Judge Stein Wednesday ruled", "Stein", "Judge"),
        ("Judge Alsup Approves $1.5 Billion Deal", "Alsup", "Judge"),
        ("a federal judge in Manhattan said", None, "federal judge"),
        ("a US judge rules", None, "US judge"),
    ],
)
def test_finds_judges(text: str, name: str | None, title: str) -> None:
    (judge,) = find_judges(text)
    assert (judge.name, judge.title) == (name, title)
    assert judge.text in text


@pytest.mark.parametrize(
    "text",
    [
        "The judge said so.",
        "the Justice Department",
        "of the publisher Van der Quill, a judge in Amsterdam has decided",
        "by Marlow Books, a judge ruled",
        "The Rt. Hon. Lucy Quill, the minister, said",
        "Judge Signals Market Harm",
        "do not judge Meta",
        "Meta's lawyer, Ann Lee, the judge said",
    ],
)
def test_takes_nobody_else_for_a_judge(text: str) -> None:
    assert [judge.name for judge in find_judges(text) if judge.name] == []
