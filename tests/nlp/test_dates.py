"""Date expressions: tables of text and what it means on a day of publication; offsets always slice back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import DateMention, anchor_of, anchored, find_dates, resolve
from nlp.dates.relative import periods

WEDNESDAY = date(2026, 2, 25)


def only(text: str, published: date = WEDNESDAY, **options: str) -> DateMention:
    """The one mention of a text."""
    found = find_dates(text, published, **options)  # type: ignore[arg-type]
    assert len(found) == 1, [mention.text for mention in found]
    return found[0]


# What is written -> the words found, and their date on Wednesday, 25 February 2026.
STATED = [
    ("sued on Feb. 13, 2026.", "Feb. 13, 2026", "2026-02-13"),
    ("sued on February 13, 2026, in Delaware", "February 13, 2026", "2026-02-13"),
    ("sued on February 13 2026 in Delaware", "February 13 2026", "2026-02-13"),
    ("on 13 February 2026 the court", "13 February 2026", "2026-02-13"),
    ("on 13th February 2026 the court", "13th February 2026", "2026-02-13"),
    ("on the 13th of February 2026 the court", "the 13th of February 2026", "2026-02-13"),
    ("on the 13th of February, 2026, the court", "the 13th of February, 2026", "2026-02-13"),
    ("on 3 Mar 2025", "3 Mar 2025", "2025-03-03"),
    ("on 3-Mar-2025", "3-Mar-2025", "2025-03-03"),
    ("on Sept 8, 2025 at noon", "Sept 8, 2025", "2025-09-08"),
    ("on Sept. 8th, 2025 at noon", "Sept. 8th, 2025", "2025-09-08"),
    ("FEB. 13, 2026", "FEB. 13, 2026", "2026-02-13"),
    ("DECEMBER 27, 2023", "DECEMBER 27, 2023", "2023-12-27"),
    ("filed Dec. 27, 2023)", "Dec. 27, 2023", "2023-12-27"),
    ("a hearing on January 5-7, 2026, in", "January 5-7, 2026", "2026-01-05"),
    ("a hearing on 5–7 January 2026", "5–7 January 2026", "2026-01-05"),
    ("on Friday, 13 February 2026", "Friday, 13 February 2026", "2026-02-13"),
    ("on Friday, Feb. 13, 2026", "Friday, Feb. 13, 2026", "2026-02-13"),
    ("Wed., Feb. 18, 2026", "Wed., Feb. 18, 2026", "2026-02-18"),
    ("Thu, 12 Feb 2026", "Thu, 12 Feb 2026", "2026-02-12"),
    ("on February 29, 2024", "February 29, 2024", "2024-02-29"),
    ("dated 2026-02-12.", "2026-02-12", "2026-02-12"),
    ("at 2026-02-12T10:00:00Z", "2026-02-12", "2026-02-12"),
    ("dated 2026/02/12", "2026/02/12", "2026-02-12"),
    ("am 12.02.2026 in", "12.02.2026", "2026-02-12"),
    ("on 25/12/2025", "25/12/2025", "2025-12-25"),
    ("on 12/25/2025", "12/25/2025", "2025-12-25"),
    ("on 12/25/25", "12/25/25", "2025-12-25"),
    ("on 02/02/2026", "02/02/2026", "2026-02-02"),
    ("on 12/02/2025", "12/02/2025", "2025"),
    ("in November 2024", "November 2024", "2024-11"),
    ("in November of 2024", "November of 2024", "2024-11"),
    ("in Nov. 2024", "Nov. 2024", "2024-11"),
    ("in November, 2024, they", "November, 2024", "2024-11"),
    ("in early November 2024", "early November 2024", "2024-11"),
    ("in late November 2024", "late November 2024", "2024-11"),
    ("in mid-November 2024", "mid-November 2024", "2024-11"),
    ("November 2024 saw a hearing", "November 2024", "2024-11"),
    ("May 2024 brought a suit", "May 2024", "2024-05"),
    ("the first week of March 2025", "March 2025", "2025-03"),
    ("in 2023", "2023", "2023"),
    ("In 2023, a jury found", "2023", "2023"),
    ("in early 2025", "early 2025", "2025"),
    ("in late 2024", "late 2024", "2024"),
    ("in mid-2024", "mid-2024", "2024"),
    ("at the end of 2024", "end of 2024", "2024"),
    ("back in 2019", "2019", "2019"),
    ("2025 saw many suits", "2025", "2025"),
    ("between 2025 and 2025", "between 2025 and 2025", "2025"),
    ("in the summer of 2023", "summer of 2023", "2023"),
    ("in spring 2024", "spring 2024", "2024"),
    ("in the fall of 2024", "fall of 2024", "2024"),
    ("in Q3 2025", "Q3 2025", "2025"),
    ("in the third quarter of 2025", "third quarter of 2025", "2025"),
    ("between July and September 2025", "between July and September 2025", "2025"),
    ("between December 2024 and March 2025", "between December 2024 and March 2025", None),
    ("between July and July 2025", "between July and July 2025", "2025-07"),
    ("between 2018 and 2022", "between 2018 and 2022", None),
    ("on the last day of 2024 it", "the last day of 2024", "2024-12-31"),
    ("on the first day of March 2025", "the first day of March 2025", "2025-03-01"),
    ("on the second Tuesday in March 2025", "the second Tuesday in March 2025", "2025-03-11"),
    ("in the closing weeks of 2024", "the closing weeks of 2024", "2024"),
    ("in January last year", "January last year", "2025-01"),
    ("in January of last year", "January of last year", "2025-01"),
    ("on 4 May of last year", "4 May of last year", "2025-05-04"),
    ("in March this year", "March this year", "2026-03"),
    ("on New Year's Eve 2023", "New Year's Eve 2023", "2023-12-31"),
    ("on Thanksgiving 2024", "Thanksgiving 2024", "2024-11-28"),
]

# Words whose date hangs on the publication date; here the past and the future reading.
NEAREST = [
    ("on February 12th", "February 12th", "2026-02-12", "2027-02-12"),
    ("on Feb. 20", "Feb. 20", "2026-02-20", "2027-02-20"),
    ("on February 25", "February 25", "2026-02-25", "2026-02-25"),
    ("on September 19", "September 19", "2025-09-19", "2026-09-19"),
    ("on Dec. 27", "Dec. 27", "2025-12-27", "2026-12-27"),
    ("on 27 December", "27 December", "2025-12-27", "2026-12-27"),
    ("on the 27th of December", "the 27th of December", "2025-12-27", "2026-12-27"),
    ("on Monday (Feb. 9)", "Monday (Feb. 9", "2026-02-09", None),
    ("on Monday, March 9", "Monday, March 9", None, "2026-03-09"),
    ("on Monday, May 12", "Monday, May 12", "2025-05-12", None),
    ("released last Friday, April 18,", "last Friday, April 18", "2025-04-18", None),
    ("on this past Friday (April 18)", "this past Friday (April 18", "2025-04-18", None),
    ("on Tuesday 3 March", "Tuesday 3 March", None, "2026-03-03"),
    ("yesterday, Feb. 24,", "yesterday, Feb. 24", "2026-02-24", "2027-02-24"),
    ("in June", "June", "2025-06", "2026-06"),
    ("in February", "February", "2026-02", "2026-02"),
    ("in May", "May", "2025-05", "2026-05"),
    ("in early June", "early June", "2025-06", "2026-06"),
    ("earlier in February", "earlier in February", "2026-02", "2026-02"),
    ("in mid-January", "mid-January", "2026-01", "2027-01"),
    ("since October", "October", "2025-10", "2026-10"),
    ("January brought a new suit", "January", "2026-01", "2027-01"),
    ("between July and September", "between July and September", "2025", "2026"),
    ("between November and January", "between November and January", None, None),
    ("on Friday", "Friday", "2026-02-20", "2026-02-27"),
    ("on Wednesday", "Wednesday", "2026-02-25", "2026-02-25"),
    ("on Thursday", "Thursday", "2026-02-19", "2026-02-26"),
    ("filed Monday in", "Monday", "2026-02-23", "2026-03-02"),
    ("on Friday night", "Friday night", "2026-02-20", "2026-02-27"),
    ("late on Thursday", "late on Thursday", "2026-02-19", "2026-02-26"),
    ("late Thursday", "late Thursday", "2026-02-19", "2026-02-26"),
    ("this Thursday", "this Thursday", "2026-02-19", "2026-02-26"),
    ("Tuesday’s decision", "Tuesday", "2026-02-24", "2026-03-03"),
    ("this week", "this week", "2026-02", "2026"),
    ("this month", "this month", "2026-02", "2026-02"),
    ("this year", "this year", "2026", "2026"),
    ("earlier this month", "earlier this month", "2026-02", "2026-02"),
    ("earlier this week", "earlier this week", "2026-02", "2026"),
    ("earlier this year", "earlier this year", "2026", "2026"),
    ("later this month", "later this month", "2026-02", "2026-02"),
    ("later this year", "later this year", "2026", "2026"),
    ("this summer", "this summer", "2025", "2026"),
    ("this weekend", "this weekend", "2026-02", "2026"),
    ("over the weekend", "the weekend", "2026-02", "2026"),
    ("at the weekend", "the weekend", "2026-02", "2026"),
    ("by the end of the year", "end of the year", "2026", "2026"),
    ("on Thanksgiving", "Thanksgiving", "2025-11-27", "2026-11-26"),
    ("on Christmas Eve", "Christmas Eve", "2025-12-24", "2026-12-24"),
    ("before Christmas", "Christmas", "2025-12-25", "2026-12-25"),
    ("on New Year’s Day", "New Year’s Day", "2026-01-01", "2027-01-01"),
    ("on Good Friday", "Good Friday", "2025-04-18", "2026-04-03"),
    ("on Labor Day", "Labor Day", "2025-09-01", "2026-09-07"),
    ("on Memorial Day", "Memorial Day", "2025-05-26", "2026-05-25"),
    ("on Valentine's Day", "Valentine's Day", "2026-02-14", "2027-02-14"),
    ("on the 13th.", "the 13th", "2026-02-13", "2026-03-13"),
    ("on the 26th, the court", "the 26th", "2026-01-26", "2026-02-26"),
    ("on the final day of June", "the final day of June", "2025-06-30", "2026-06-30"),
    ("on the last Friday of January", "the last Friday of January", "2026-01-30", "2027-01-29"),
    ("in the last days of January", "the last days of January", "2026-01", "2027-01"),
]

# Words that say themselves which way they point.
DIRECTED = [
    ("today", "today", "2026-02-25"),
    ("announced today the filing", "today", "2026-02-25"),
    ("tonight", "tonight", "2026-02-25"),
    ("this morning", "this morning", "2026-02-25"),
    ("earlier today", "earlier today", "2026-02-25"),
    ("today’s ruling", "today", "2026-02-25"),
    ("Today the court ruled", "Today", "2026-02-25"),
    ("yesterday", "yesterday", "2026-02-24"),
    ("yesterday morning", "yesterday morning", "2026-02-24"),
    ("last night", "last night", "2026-02-24"),
    ("Last night, the judge", "Last night", "2026-02-24"),
    ("the day before yesterday", "the day before yesterday", "2026-02-23"),
    ("tomorrow", "tomorrow", "2026-02-26"),
    ("the day after tomorrow", "the day after tomorrow", "2026-02-27"),
    ("last Friday", "last Friday", "2026-02-20"),
    ("last Wednesday", "last Wednesday", "2026-02-18"),
    ("this past Friday", "this past Friday", "2026-02-20"),
    ("the past Friday", "past Friday", "2026-02-20"),
    ("next Tuesday", "next Tuesday", "2026-03-03"),
    ("next Friday", "next Friday", "2026-03-06"),
    ("this coming Friday", "this coming Friday", "2026-02-27"),
    ("on Tuesday of last week", "Tuesday of last week", "2026-02-17"),
    ("on Tuesday last week", "Tuesday last week", "2026-02-17"),
    ("Tuesday of next week", "Tuesday of next week", "2026-03-03"),
    ("Monday a week ago", "Monday a week ago", "2026-02-16"),
    ("last week", "last week", "2026-02"),
    ("late last week", "late last week", "2026-02"),
    ("just last week", "last week", "2026-02"),
    ("the week before last", "the week before last", "2026-02"),
    ("next week", "next week", "2026-03"),
    ("last weekend", "last weekend", "2026-02"),
    ("last month", "last month", "2026-01"),
    ("late last month", "late last month", "2026-01"),
    ("next month", "next month", "2026-03"),
    ("last year", "last year", "2025"),
    ("late last year", "late last year", "2025"),
    ("early last year", "early last year", "2025"),
    ("next year", "next year", "2027"),
    ("early next year", "early next year", "2027"),
    ("last quarter", "last quarter", "2025"),
    ("last summer", "last summer", "2025"),
    ("last fall", "last fall", "2025"),
    ("last winter", "last winter", None),
    ("next spring", "next spring", "2026"),
    ("last June", "last June", "2025-06"),
    ("last August.", "last August", "2025-08"),
    ("last February", "last February", "2025-02"),
    ("last January", "last January", "2026-01"),
    ("next June", "next June", "2026-06"),
    ("next February", "next February", "2027-02"),
    ("three days ago", "three days ago", "2026-02-22"),
    ("3 days ago", "3 days ago", "2026-02-22"),
    ("a day ago", "a day ago", "2026-02-24"),
    ("twenty-one days ago", "twenty-one days ago", "2026-02-04"),
    ("a week ago", "a week ago", "2026-02"),
    ("two weeks ago", "two weeks ago", "2026-02"),
    ("Two weeks ago, the", "Two weeks ago", "2026-02"),
    ("four weeks ago", "four weeks ago", "2026"),
    ("a month ago", "a month ago", "2026-01"),
    ("just a month ago", "just a month ago", "2026-01"),
    ("six months ago", "six months ago", "2025-08"),
    ("ten months ago", "ten months ago", "2025"),
    ("several months ago", "several months ago", None),
    ("a few weeks ago", "a few weeks ago", None),
    ("a couple of years ago", "a couple of years ago", None),
    ("a year ago", "a year ago", "2025"),
    ("two years ago", "two years ago", "2024"),
    ("more than a year ago", "more than a year ago", None),
    ("about two years ago", "about two years ago", None),
    ("just over a year ago", "just over a year ago", "2025"),
    ("two hours ago", "two hours ago", "2026-02-25"),
    ("twenty minutes ago", "twenty minutes ago", "2026-02-25"),
    ("two months from now", "two months from now", "2026-04"),
    ("in the past week", "the past week", "2026-02"),
    ("over the last few days", "the last few days", "2026-02"),
    ("on the 4th of last month", "the 4th of last month", "2026-01-04"),
    ("a fortnight ago", "a fortnight ago", "2026-02"),
]

# A day of publication, a text, and its date by the words around it: what the calendar does at its edges.
EDGES = [
    (date(2024, 5, 20), "heard last Monday when", "2024-05-13"),
    (date(2025, 10, 9), "Released last week, Sora 2", "2025"),
    (date(2025, 6, 10), "Last week the Lords passed", "2025-06"),
    (date(2025, 10, 1), "of its own, just last week", "2025-09"),
    (date(2026, 1, 1), "last week", "2025-12"),
    (date(2026, 1, 7), "last week", None),
    (date(2026, 1, 7), "this week", "2026-01"),
    (date(2026, 1, 7), "last month", "2025-12"),
    (date(2026, 1, 7), "last year", "2025"),
    (date(2026, 1, 7), "on December 30", "2025-12-30"),
    (date(2026, 1, 2), "yesterday", "2026-01-01"),
    (date(2026, 1, 1), "yesterday", "2025-12-31"),
    (date(2024, 3, 1), "yesterday", "2024-02-29"),
    (date(2025, 12, 31), "tomorrow", "2026-01-01"),
    (date(2025, 3, 1), "on February 29", "2024-02-29"),
    (date(2025, 6, 19), "In November, Judge McMahon held", "2024-11"),
    (date(2024, 8, 2), "It was in June that the labels", "2024-06"),
    (date(2024, 5, 20), "an offer made last September by", "2023-09"),
    (date(2025, 12, 10), "last November", "2025-11"),
    (date(2025, 12, 10), "last December", "2024-12"),
    (date(2025, 7, 15), "last summer", "2024"),
    (date(2025, 10, 31), "last summer", "2024"),  # the one that has just ended is "this summer"
    (date(2025, 12, 12), "last summer", "2025"),
    (date(2026, 1, 7), "last autumn", "2025"),
    (date(2025, 7, 15), "this summer", "2025"),
    (date(2026, 1, 10), "this winter", None),
    (date(2025, 10, 26), "this weekend", "2025-10"),
    (date(2026, 2, 2), "over the weekend", "2026"),
    (date(2025, 11, 3), "over the weekend", "2025-11"),
    (date(2025, 1, 31), "a month ago", "2024-12"),
    (date(2025, 3, 31), "a month ago", "2025-02"),
    (date(2026, 1, 3), "three months ago", "2025-10"),
    (date(2025, 7, 4), "moved this week to a federal court", "2025"),
    (date(2025, 11, 20), "on Thanksgiving", "2025-11-27"),
    (date(2026, 2, 22), "next Tuesday", "2026-02-24"),
    (date(2026, 2, 23), "next Tuesday", "2026-03-03"),
]


@pytest.mark.parametrize(("text", "words", "expected"), STATED)
def test_reads_dates_that_state_their_year(text: str, words: str, expected: str | None) -> None:
    mention = only(text)
    assert (mention.text, mention.past, mention.future) == (words, expected, expected)


@pytest.mark.parametrize(("text", "words", "past", "future"), NEAREST)
def test_gives_the_nearest_date_on_either_side(text: str, words: str, past: str | None, future: str | None) -> None:
    mention = only(text)
    assert (mention.text, mention.past, mention.future) == (words, past, future)


@pytest.mark.parametrize(("text", "words", "expected"), DIRECTED)
def test_counts_from_the_day_of_publication(text: str, words: str, expected: str | None) -> None:
    mention = only(text)
    assert (mention.text, mention.date) == (words, expected)


@pytest.mark.parametrize(("published", "text", "expected"), EDGES)
def test_crosses_weeks_months_and_years(published: date, text: str, expected: str | None) -> None:
    assert find_dates(text, published)[0].date == expected


@pytest.mark.parametrize(
    ("published", "text", "first", "last"),
    [
        (date(2026, 3, 1), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 4, 10), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 5, 31), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 11, 10), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 1, 10), "last winter", date(2024, 12, 1), date(2025, 2, 28)),
        (date(2026, 11, 10), "last summer", date(2025, 6, 1), date(2025, 8, 31)),
    ],
)
def test_the_last_season_is_the_one_that_ended_unless_it_is_still_called_this(
    published: date, text: str, first: date, last: date
) -> None:
    (found,) = periods(text, published)
    assert found.past == found.future == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "They may sue.",
        "May I ask why?",
        "The companies march on.",
        "Theresa May said no.",
        "June Carter sang.",
        "April Jones, a lawyer, said",
        "playwright August Wilson",
        "The Sunday Times wrote",
        "reporters of the Sunday Times wrote",
        "the film Friday Night Lights",
        "a Black Friday sale",
        "the sun sat on the sea",
        "every Friday they meet",
        "USA Today reported it",
        "the Today show",
        "the artists of today",
        "today's language models",
        'the song "Yesterday" is',
        'his novel "1984" was copied',
        "“Last Night at the Lobster,”",
        "the model GPT-4 and Sora 2",
        "Sora 2 and Suno v5.5",
        "Stable Diffusion 3.5",
        "case 3:23-cv-03223-AMO",
        "No. 24-01454",
        "1:25-md-03143",
        "[2025] EWHC 2863 (Ch)",
        "paid $2,025 and $2025",
        "some 2,023 works",
        "2000 authors signed",
        "24/7 support",
        "17 U.S.C. 107",
        "section 1201(a)",
        "at 10.30 on",
        "version 10.2.1",
        "the 13th floor",
        "on the 42nd Civil Chamber",
        "in the 1990s",
        "the '90s",
        "aged 43",
        "it took six months",
        "for three years",
        "years of litigation",
        "within seven days",
        "February 30, 2025",
        "Mr. Mar and Mr. Dec",
        "one day they may",
        "these days",
        "a decision by Judge May.",
        "Windows 2000 licences",
        "the Copyright, Designs and Patents Act 1988",
        "$20 March",
        "the week and the month",
    ],
)
def test_takes_nothing_else_for_a_date(text: str) -> None:
    assert [mention.text for mention in find_dates(text, WEDNESDAY)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A hearing is set for March 3.", "2026-03-03"),
        ("The court will hear arguments on Friday.", "2026-02-27"),
        ("On Friday the court will hear the parties.", "2026-02-27"),
        ("The Lords are to vote on Monday.", "2026-03-02"),
        ("The motion is due on May 4.", "2026-05-04"),
        ("The trial is scheduled to begin in September.", "2026-09"),
        ("They must answer by Friday.", "2026-02-27"),
        ("A complaint has to be filed by March 13.", "2026-03-13"),
        ("Sales begin on March 2.", "2026-03-02"),
        ("She will rule by the end of April.", "2026-04"),
        ("From June its reports will be read aloud.", "2026-06"),
        ("By Monday it had a letter.", "2026-02-23"),
        ("OpenAI will appeal, it said on Friday.", "2026-02-20"),
        ("The suit, filed on Friday, will be heard in Delaware.", "2026-02-20"),
        ("On Friday, Disney sued the firm, which will answer.", "2026-02-20"),
        ("Disney said Thursday that it will sue.", "2026-02-19"),
        ("The judge, who ruled on Monday, will retire.", "2026-02-23"),
        ("The trial set for March 3 was put off.", "2026-03-03"),
    ],
)
def test_tells_the_future_by_its_clause(text: str, expected: str) -> None:
    assert find_dates(text, WEDNESDAY)[0].date == expected


def test_a_plan_overtaken_dates_only_itself() -> None:
    mentions = find_dates("The trial that was set for March was heard in November.", WEDNESDAY)
    assert [mention.date for mention in mentions] == ["2026-03", "2025-11"]


def test_a_caller_who_knows_the_tense_overrides() -> None:
    mention = only("on March 3")
    assert resolve(mention, "past") == "2025-03-03"
    assert resolve(mention, "future") == "2026-03-03"


@pytest.mark.parametrize(
    ("text", "words", "anchor", "expected"),
    [
        ("The same day, Meta answered.", "The same day", "2025-06-25", "2025-06-25"),
        ("that same day", "that same day", "2025-06", "2025-06"),
        ("On that very day the panel", "that very day", "2025-04-03", "2025-04-03"),
        ("that month", "that month", "2025-06-25", "2025-06"),
        ("in the same month", "the same month", "2025-06-25", "2025-06"),
        ("later that year", "that year", "2025-06-25", "2025"),
        ("that week", "that week", "2025-06-25", "2025-06"),
        ("that week", "that week", "2025-07-01", "2025"),
        ("that evening", "that evening", "2025-06-25", "2025-06-25"),
        ("the following day", "the following day", "2025-06-30", "2025-07-01"),
        ("the next day", "the next day", "2025-12-31", "2026-01-01"),
        ("the previous day", "the previous day", "2025-06-01", "2025-05-31"),
        ("the following month", "the following month", "2025-12-05", "2026-01"),
        ("the previous year", "the previous year", "2025-12-05", "2024"),
        ("a day later", "a day later", "2025-06-25", "2025-06-26"),
        ("two days after the ruling", "two days after", "2025-06-25", "2025-06-27"),
        ("the day after the ruling", "the day after", "2025-06-25", "2025-06-26"),
        ("Seventeen days earlier, at another hearing", "Seventeen days earlier", "2025-09-25", "2025-09-08"),
        ("a week later", "a week later", "2025-06-10", "2025-06-17"),
        ("two weeks earlier", "two weeks earlier", "2025-06", "2025"),
        ("two months later", "two months later", "2025-06-25", "2025-08"),
        ("two months later", "two months later", "2025-11", "2026-01"),
        ("a month before the trial", "a month before", "2025-06-25", "2025-05"),
        ("nine months later", "nine months later", "2025-01-15", "2025"),
        ("a year earlier", "a year earlier", "2025-06-25", "2024"),
        ("Two years on, in", "Two years on", "2022", "2024"),
        ("hours later", "hours later", "2025-06-25", "2025-06-25"),
        ("months after the Times sued", "months after", "2025-06-25", None),
        ("some weeks after the launch", "some weeks after", "2025-06-25", None),
        ("about two weeks later", "about two weeks later", "2025-06-25", None),
        ("the following Monday", "the following Monday", "2025-06-25", "2025-06-30"),
        ("the previous Monday", "the previous Monday", "2025-06-25", "2025-06-23"),
        ("that Friday", "that Friday", "2025-06-25", "2025-06-27"),
        ("that Friday", "that Friday", "2025-06", None),
        ("a day later", "a day later", "2025-06", "2025"),
        ("a day later", "a day later", None, None),
        ("a thousand days later", "days later", "9999-12-31", None),
        ("999 years later", "999 years later", "9999-12-31", None),
        ("on the day of the ruling", "the day of", "2025-06-25", "2025-06-25"),
        ("in May of that year", "May of that year", "2024-02", "2024-05"),
        ("on 3 March of the same year", "3 March of the same year", "2024-02-01", "2024-03-03"),
        ("on March 3, of the following year", "March 3, of the following year", "2024", "2025-03-03"),
        ("in June the previous year", "June the previous year", "2024-02-01", "2023-06"),
        ("in May of that year", "May of that year", None, None),
        ("on February 29 of that year", "February 29 of that year", "2025", None),
        ("a fortnight later", "a fortnight later", "2025-06-10", "2025-06-24"),
        ("two fortnights before the ruling", "two fortnights before", "2025-06-30", "2025-06-02"),
    ],
)
def test_counts_from_another_step(text: str, words: str, anchor: str | None, expected: str | None) -> None:
    mention = find_dates(text, WEDNESDAY)[0]
    assert (mention.kind, mention.text, mention.date) == ("anchored", words, None)
    assert anchored(mention, anchor) == expected


def test_the_step_that_it_counts_from_may_be_named() -> None:
    assert only("two days after the ruling").anchor_named
    assert not only("The ruling came two days later.").anchor_named
    assert not only("The firm answered the day after.").anchor_named


@pytest.mark.parametrize(
    ("text", "step", "expected"),
    [
        ("a week after it had deleted its models", "2024-10-04", "2024-09-27"),
        ("a day after the Tribune had sued", "2025-12-05", "2025-12-04"),
        ("two months before the trial", "2025-06-18", "2025-08"),
        ("on the day of the ruling", "2025-06-25", "2025-06-25"),
        ("weeks after the launch", "2025-06-25", None),
        ("the following Monday", "2025-06-25", None),
    ],
)
def test_dates_the_step_that_is_counted_from(text: str, step: str, expected: str | None) -> None:
    assert anchor_of(only(text), step) == expected


def test_a_named_date_is_an_anchor_at_once() -> None:
    mentions = find_dates(
        "It answered the day after Christmas and two days before the June 25, 2025 ruling.", WEDNESDAY
    )
    assert [mention.date for mention in mentions] == ["2025-12-26", "2025-12-25", "2025-06-23", "2025-06-25"]


@pytest.mark.parametrize(
    ("text", "attributive"),
    [
        ("a 2007 novella", True),
        ("his 2014 hit", True),
        ("the June 2025 decision", True),
        ("the March 6 petition", True),
        ("Tuesday’s decision", True),
        ("the original 1986 film", True),
        ("a Friday filing", True),
        ("in June 2025 a court", False),
        ("on Friday the court", False),
        ("on Friday in Delaware", False),
        ("in 2023", False),
    ],
)
def test_marks_dates_that_belong_to_a_noun(text: str, attributive: bool) -> None:
    assert only(text).attributive is attributive


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("on Feb. 20", "on"),
        ("by Feb. 27", "by"),
        ("no later than Feb. 27", "by"),
        ("until March", "until"),
        ("before 1978", "before"),
        ("after the Jan. 5 ruling", "after"),
        ("since 2022", "since"),
        ("as of Jan. 5", "since"),
        ("between July and September", "between"),
        ("from several months ago", "on"),
    ],
)
def test_says_how_a_step_stands_to_the_date(text: str, relation: str) -> None:
    assert only(text).relation == relation


@pytest.mark.parametrize(
    "text",
    [
        "April 30 (UPI) -- The Tribune sued",
        "June 8 (Reuters) - Cohere",
        "WASHINGTON, DC (June 24, 2024) – Two lawsuits",
        "New York, N.Y.—July 18, 2023—The Guild",
        "Updated September 29, 2023",
        "LONDON, Nov 4 (Reuters) - Getty",
    ],
)
def test_knows_a_dateline(text: str) -> None:
    assert only(text, date(2025, 1, 1)).kind == "dateline"


def test_a_dash_alone_makes_no_dateline() -> None:
    assert only("In a decision on June 24, 2024 — The first — it ruled").kind == "absolute"


@pytest.mark.parametrize(("order", "expected"), [("mdy", "2025-12-02"), ("dmy", "2025-02-12")])
def test_the_outlet_decides_the_order_of_numbers(order: str, expected: str) -> None:
    assert only("on 12/02/2025", order=order).date == expected


def test_another_date_of_the_text_decides_the_order_of_numbers() -> None:
    assert [mention.date for mention in find_dates("on 12/02/2025 and 25/02/2025", WEDNESDAY)] == [
        "2025-02-12",
        "2025-02-25",
    ]


def test_finds_all_dates_of_a_sentence_in_order() -> None:
    text = "Filed Aug. 19, 2024, amended in December, heard last Monday and decided yesterday, it was appealed today."
    found = [(mention.text, mention.date) for mention in find_dates(text, WEDNESDAY)]
    assert found == [
        ("Aug. 19, 2024", "2024-08-19"),
        ("December", "2025-12"),
        ("last Monday", "2026-02-23"),
        ("yesterday", "2026-02-24"),
        ("today", "2026-02-25"),
    ]


PIECES = st.sampled_from(
    [text for text, *_ in [*STATED, *NEAREST, *DIRECTED]]
    + ["May", "sued", "99", "0/0/0000", "31 February", "the", "\n", "(", "."]
)
DAYS = st.dates(date(1995, 1, 1), date(2099, 12, 31))


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join)), DAYS)
def test_offsets_slice_back_whatever_the_text(text: str, published: date) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end


@given(
    st.lists(PIECES, max_size=4).map(" ".join),
    DAYS,
    st.sampled_from([None, "2024", "2024-02", "2024-02-29", "0001", "9999-12-31"]),
)
def test_every_date_is_partial_and_past_lies_before_future(text: str, published: date, anchor: str | None) -> None:
    for mention in find_dates(text, published):
        for value in (mention.past, mention.future, anchored(mention, anchor)):
            assert value is None or len(value) in {4, 7, 10}
        if mention.past and mention.future:
            length = min(len(mention.past), len(mention.future))
            assert mention.past[:length] <= mention.future[:length]


@given(DAYS)
def test_a_weekday_is_at_most_six_days_away(published: date) -> None:
    mention = only("on Friday", published)
    assert mention.past is not None and mention.future is not None
    assert 0 <= (published - date.fromisoformat(mention.past)).days <= 6
    assert 0 <= (date.fromisoformat(mention.future) - published).days <= 6


def test_half_a_year_is_no_year() -> None:
    assert find_dates("It sued half a year ago.", WEDNESDAY) == []
