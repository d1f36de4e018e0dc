"""Sums of money: what is written, how much it is, in what currency, and what for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.errors import ConfigError
from nlp.money import Money, find_money, money_words, role

SUMS = [
    ("for $1.5 billion", "$1.5 billion", 1.5e9, "USD"),
    ("for $1.5B in", "$1.5B", 1.5e9, "USD"),
    ("for $1.5b in", "$1.5b", 1.5e9, "USD"),
    ("for $125bn.", "$125bn", 1.25e11, "USD"),
    ("for $125 bn.", "$125 bn", 1.25e11, "USD"),
    ("$1.5 Billion", "$1.5 Billion", 1.5e9, "USD"),
    ("the $1.5-billion deal", "$1.5-billion", 1.5e9, "USD"),
    ("US$3 million", "US$3 million", 3e6, "USD"),
    ("US $3 million", "US $3 million", 3e6, "USD"),
    ("USD 3 million", "USD 3 million", 3e6, "USD"),
    ("3 million USD", "3 million USD", 3e6, "USD"),
    ("$150,000", "$150,000", 150_000, "USD"),
    ("$3,000.50", "$3,000.50", 3000.5, "USD"),
    ("$10m", "$10m", 1e7, "USD"),
    ("$500k", "$500k", 5e5, "USD"),
    ("$2.2 trillion", "$2.2 trillion", 2.2e12, "USD"),
    ("$20", "$20", 20, "USD"),
    ("£1.1bn", "£1.1bn", 1.1e9, "GBP"),
    ("€250,000", "€250,000", 250_000, "EUR"),
    ("€1.500.000", "€1.500.000", 1.5e6, "EUR"),
    ("RMB 10,000", "RMB 10,000", 10_000, "CNY"),
    ("100 million yuan", "100 million yuan", 1e8, "CNY"),
    ("¥500 million", "¥500 million", 5e8, "JPY"),
    ("500 million yen", "500 million yen", 5e8, "JPY"),
    ("Rs 2 crore", "Rs 2 crore", 2e7, "INR"),
    ("₹50 lakh", "₹50 lakh", 5e6, "INR"),
    ("Rs. 1,00,000", "Rs. 1,00,000", 1e5, "INR"),
    ("C$20 million", "C$20 million", 2e7, "CAD"),
    ("A$5 million", "A$5 million", 5e6, "AUD"),
    ("100 billion won", "100 billion won", 1e11, "KRW"),
    ("1.5 billion dollars", "1.5 billion dollars", 1.5e9, "USD"),
    ("one billion dollars", "one billion dollars", 1e9, "USD"),
    ("a billion dollars", "a billion dollars", 1e9, "USD"),
    ("half a billion dollars", "half a billion dollars", 5e8, "USD"),
    ("a three-million-dollar fine", "three-million-dollar", 3e6, "USD"),
    ("3,000 dollars", "3,000 dollars", 3000, "USD"),
    ("2 million euros", "2 million euros", 2e6, "EUR"),
    ("two million pounds", "two million pounds", 2e6, "GBP"),
    ("5 million Swiss francs", "5 million Swiss francs", 5e6, "CHF"),
    ("hundreds of millions of dollars", "hundreds of millions of dollars", None, "USD"),
    ("billions of dollars", "billions of dollars", None, "USD"),
    ("a multibillion-dollar business", "multibillion-dollar", None, "USD"),
    ("tens of thousands of euros", "tens of thousands of euros", None, "EUR"),
]


@pytest.mark.parametrize(("text", "words", "amount", "currency"), SUMS)
def test_reads_sums(text: str, words: str, amount: float | None, currency: str) -> None:
    (money,) = find_money(text)
    assert (money.text, money.amount, money.currency) == (words, amount, currency)


@pytest.mark.parametrize(
    "text",
    [
        "2.4 million people",
        "they won 3 prizes",
        "3 won the prize",
        "250 pounds of paper",
        "the real 5",
        "A$AP Rocky",
        "20 million logs",
        "in 2025",
        "$",
        "millions of stories",
        "RMBS",
        "24% of sales",
    ],
)
def test_takes_nothing_else_for_money(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("$3 billion to $5 billion", [3e9, 5e9]),
        ("$3 to $5 billion", [3e9, 5e9]),
        ("$3-5 billion", [3e9, 5e9]),
        ("$3bn–$5bn", [3e9, 5e9]),
        ("$900 million to $1 billion", [9e8, 1e9]),
        ("$750 to $150,000", [750, 150_000]),
        ("$1.5bn (£1.1bn)", [1.5e9, 1.1e9]),
    ],
)
def test_both_ends_of_a_range_have_their_magnitude(text: str, amounts: list[float]) -> None:
    assert [money.amount for money in find_money(text)] == amounts


@pytest.mark.parametrize(
    ("text", "approximate", "per_item"),
    [
        ("$150,000 per work", False, True),
        ("up to $150,000 for each work", True, True),
        ("$150,000 in statutory damages per work infringed", False, True),
        ("$3,000 a book", False, True),
        ("worth as much as $150,000 apiece", True, True),
        ("$20 a month", False, True),
        ("a little less than $1 billion", True, False),
        ("about $3 billion", True, False),
        ("$3 billion or more", True, False),
        ("$1 billion-plus", True, False),
        ("more than €5 million", True, False),
        ("$1.5 billion", False, False),
        ("$1.5 billion a judge approved", False, False),
    ],
)
def test_tells_rough_sums_and_rates(text: str, approximate: bool, per_item: bool) -> None:
    (money,) = find_money(text)
    assert (money.approximate, money.per_item) == (approximate, per_item)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The suit seeks $3 billion in damages.", "claim"),
        ("They ask for a little less than $1 billion.", "claim"),
        ("statutory damages of up to $150,000 per work", "claim"),
        ("Anthropic settled the case for $1.5bn.", "settlement"),
        ("the $1.5 billion settlement", "settlement"),
        ("A jury awarded them $10 million.", "award"),
        ("It was fined €250 million.", "award"),
        ("a licensing deal worth $60 million", "licence"),
        ("valued at $2.2 billion", "valuation"),
        ("has raised $270 million from investors", "funding"),
        ("quarterly revenue of $12 million", "revenue"),
        ("It costs $20.", None),
        ("The firm settled. The app costs $20 now.", None),
    ],
)
def test_tells_what_a_sum_is_for(text: str, expected: str | None) -> None:
    assert role(text, find_money(text)[0]) == expected


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "money.toml"
    path.write_text("[currencies]\n[magnitudes]\n[ambiguous]\nwords = []\n[roles]\n")
    with pytest.raises(ConfigError, match=r"money\.toml: 'claim' is missing"):
        money_words(path)
    with pytest.raises(ConfigError, match="No such file"):
        money_words(tmp_path / "none.toml")


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([text for text, *_ in SUMS] + ["$", "9" * 40, "of", "5t dollars"])).map(" ".join),
    )
)
def test_offsets_slice_back_whatever_the_text(text: str) -> None:
    end = 0
    for money in find_money(text):
        assert text[money.start : money.end] == money.text
        assert end <= money.start < money.end
        end = money.end
        role(text, money)


def test_a_sum_beyond_all_sense_has_no_amount() -> None:
    assert find_money("$" + "9" * 400) == [Money(0, 401, "$" + "9" * 400, None, "USD", approximate=True)]
