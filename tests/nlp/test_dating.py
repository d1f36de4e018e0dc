"""Which of an article's dates may be a step's."""

import pytest

from nlp import dating, reckoning


@pytest.mark.parametrize(
    ("status", "values"),
    [
        ("happened", ["2025-06-02"]),
        ("scheduled", ["2025-12-19"]),
        ("threatened", ["2025-06-02", "2025-12-19"]),
    ],
)
def test_what_happened_lies_before_its_report_and_what_is_scheduled_behind_it(status, values, parse):
    doc = parse(
        "Harbour Archive sued Fennec AI over its chatbot on June 2, 2025, and the trial begins on Dec. 19, 2025."
    )
    assert [c.value for c in dating.candidates({0}, status, doc._.facts)] == values


@pytest.mark.parametrize(
    ("clause", "value"),
    [("that Fennec AI made in May", "2025-05"), ("that Fennec AI has to answer in May", "2026-05")],
)
def test_what_a_clause_tells_of_the_past_is_past_whatever_is_to_come(clause, value, parse):
    doc = parse(
        f"Harbour Archive, which sued Fennec AI, will oppose in court a motion {clause}.", published="2025-06-12"
    )
    assert [c.value for c in dating.candidates({0}, "threatened", doc._.facts)] == [value]


FILED = "{} sued Fennec AI in December, and {} did so in April."
SIGNED = "Fennec AI signed a licence with {} in May 2024, and with {} in August of that year."


@pytest.mark.parametrize(
    ("sentence", "action", "dates"),
    [
        (FILED, "lawsuit", ("2024-12", "2025-04")),
        (SIGNED, "licensing_deal", ("2024-05", "2024-08")),
        ("In March {} sued Fennec AI, in April {} took it to court.", "lawsuit", ("2025-03", "2025-04")),
    ],
)
def test_as_many_dates_as_steps_of_a_kind_are_dealt_out_in_turn(sentence, action, dates, tell):
    reading = tell(sentence.format("Marlow Books", "Harbour Archive"))
    found = {name: report.date for report in reading.reports if report.action == action for name in (*report.actors,)}
    assert (found["Marlow Books"], found["Harbour Archive"]) == dates


@pytest.mark.parametrize(
    ("sentence", "settled"),
    [
        (
            "The alliance was announced on Tuesday, one day after Marlow Books had settled its suit with Fennec AI.",
            "2025-06-09",
        ),
        ("The judgment comes two months after Marlow Books settled its copyright suit with Fennec AI.", "2025-04"),
    ],
)
def test_what_a_distance_is_counted_from_is_dated_by_what_is_counted(sentence, settled, tell):
    (found,) = [report for report in tell(sentence).reports if report.action == "settlement"]
    assert found.date == settled


def test_a_distance_of_no_number_dates_nothing(tell):
    reading = tell("The judgment comes months after Marlow Books settled its copyright suit with Fennec AI.")
    (found,) = [report for report in reading.reports if report.action == "settlement"]
    assert found.date is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Marlow Books and Fennec AI have formed a partnership for a licensed version of the chatbot, due in 2027.",
        "The verdict came two years after Marlow Books had brought its action against Fennec AI.",
    ],
)
def test_what_was_done_has_happened_whatever_date_to_come_stands_beside_it(sentence, tell):
    reports = tell(sentence).reports
    assert reports and all(r.status == "happened" and (r.date or "") <= "2025-06-12" for r in reports)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "A court in Chicago heard the copyright case of Marlow Books against Fennec AI on Monday (June 9). It was "
            "on January 21 that Marlow Books brought its suit against the AI company.",
            "2025-01-21",
        ),
        (
            "The parties met on Monday in the action of Marlow Books against Fennec AI. It was in March, when the fair "
            "opened, that the publisher brought its case.",
            "2025-03",
        ),
    ],
)
def test_a_sentence_built_to_say_when_dates_what_its_clause_tells(text, date, tell):
    assert [report.date for report in tell(text).reports if report.action == "lawsuit"] == [date]


def test_suits_that_the_same_words_tell_were_brought_on_one_day(tell):
    reading = tell(
        "NEW YORK (June 12, 2025) - Two lawsuits have been filed over the copying of songs, which two AI music "
        "services, Suno and Udio, exploited with no permission, the Recording Industry Association of America "
        "announced today. Suno is sued in Boston, while the complaint against Udio is before a court in New York."
    )
    suits = {report.targets: report.date for report in reading.reports if report.action == "lawsuit"}
    assert suits == {("Suno",): "2025-06-12", ("Udio",): "2025-06-12"}


@pytest.mark.parametrize(
    ("rated", "days"),
    [
        ([(0.35, "2025-06-11"), (0.34, "2025-06-11"), (0.3, "2025-06")], ["2025-06-11"]),
        ([(0.39, "2025-06-11"), (0.39, "2025-06-10")], []),
        ([(0.2, "2025-06-11"), (0.2, "2025-06-11")], []),
    ],
)
def test_words_that_mean_one_day_speak_for_it_together(rated, days):
    assert [value for _, value in dating._together(rated)] == days


def test_licences_that_are_told_apart_late_have_their_own_days(tell):
    reading = tell("The Guardian signed a licensing deal with OpenAI in March, and Vox Media did so this month.")
    deals = {frozenset(r.actors): r.date for r in reading.reports if r.action == "licensing_deal"}
    assert deals == {frozenset({"Guardian", "OpenAI"}): "2025-03", frozenset({"Vox Media", "OpenAI"}): "2025-06"}


@pytest.mark.parametrize(
    ("sentence", "action", "kept"),
    [
        (
            "Judge Rawlins threw out an amended complaint of Marlow Books against Fennec AI in April.",
            "court_filing",
            False,
        ),
        (
            "Marlow Books, which is suing Fennec AI over its chatbot, filed a brief for a painter in April.",
            "lawsuit",
            False,
        ),
        ("In April Marlow Books sued Fennec AI over its chatbot and moved for an injunction.", "lawsuit", True),
    ],
)
def test_what_led_to_a_step_was_not_done_on_its_day(sentence, action, kept, parse):
    doc = parse(sentence)
    steps = [step for step in doc._.drafts if step.status == "happened"]
    for step in steps:
        step.date = "2025-04"
    reckoning.reckon(steps, doc._.facts)
    assert {step.date for step in steps if step.action == action} == {"2025-04" if kept else None}
    assert "2025-04" in {step.date for step in steps if step.action != action}
