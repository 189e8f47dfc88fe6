"""A year that is not written: it comes from the day of the text and from the tense of the clause."""

from datetime import date

import pytest

from kprlint.prose.dates import Certainty, Found, Tense, Why, find
from kprlint.prose.dates.conventions import DEFAULT, EXPLAINED, Conventions, table

END_OF_Q2 = date(2023, 9, 30)
A_MONTH_LATER = date(2023, 10, 31)
END_OF_YEAR = date(2020, 3, 31)


def one(text: str, as_of: date = END_OF_Q2, tense: Tense | None = None) -> Found:
    found = find(text, as_of, tense=tense)
    assert len(found) == 1, found
    return found[0]


def days(found: Found) -> str:
    return f"{found.first_day}..{found.last_day}"


@pytest.mark.parametrize(
    ("text", "as_of", "expected"),
    [
        # What the words say of the time.
        ("The forum met in November", END_OF_Q2, "2022-11-01..2022-11-30"),
        ("The forum will meet in November", END_OF_Q2, "2023-11-01..2023-11-30"),
        ("Users were trained by July", END_OF_Q2, "2023-07-01..2023-07-31"),
        ("Users to be trained by June", END_OF_Q2, "2024-06-01..2024-06-30"),
        ("The February meeting was cancelled", END_OF_YEAR, "2020-02-01..2020-02-29"),
        ("During Quarter 3, all work was stood down", END_OF_YEAR, "2019-10-01..2019-12-31"),
        ("In Quarters 1, 2 and 3 the team was busy", END_OF_YEAR, "2019-04-01..2019-12-31"),
        ("During Quarter 1 a survey will be made", END_OF_YEAR, "2020-04-01..2020-06-30"),
        ("The launch was postponed to May", END_OF_Q2, "2024-05-01..2024-05-31"),
        ("Open since May", END_OF_Q2, "2023-05-01..2023-05-31"),
        # Without any: the nearest.
        ("During Quarter 1", END_OF_YEAR, "2020-04-01..2020-06-30"),
        ("Rural crime event 6th November", END_OF_Q2, "2023-11-06..2023-11-06"),
        ("Meetings with suppliers, late August", END_OF_Q2, "2023-08-21..2023-08-31"),
        # What was to come a short while ago is late, not eleven months off.
        ("Site visit to be made in September", END_OF_Q2, "2023-09-01..2023-09-30"),
        ("Site visit to be made in September", A_MONTH_LATER, "2023-09-01..2023-09-30"),
        ("The next fair will be 20th September", A_MONTH_LATER, "2023-09-20..2023-09-20"),
        ("The next fair will be in June", A_MONTH_LATER, "2024-06-01..2024-06-30"),
        # Longer times are not: the next one of their name.
        ("Work will end before the summer recess", END_OF_Q2, "2024-06-01..2024-08-31"),
        ("Site visits to be made in July/August", END_OF_Q2, "2024-07-01..2024-08-31"),
        # What is written a month after the quarter's end may tell of that month.
        ("The board met on 30th October", END_OF_Q2, "2023-10-30..2023-10-30"),
        ("The board met on 30th November", END_OF_Q2, "2022-11-30..2022-11-30"),
        # The day of the week decides.
        ("The panel meets Thursday 14 September", END_OF_Q2, "2023-09-14..2023-09-14"),
        ("The panel meets Saturday 14 September", END_OF_Q2, "2024-09-14..2024-09-14"),
        ("The next 29 February will show", END_OF_Q2, "2024-02-29..2024-02-29"),
    ],
)
def test_the_year_of_a_date_without_one(text: str, as_of: date, expected: str) -> None:
    found = one(text, as_of)
    assert days(found) == expected
    assert found.certainty is Certainty.BY_CONVENTION
    assert Why.NO_YEAR in found.why


def test_the_field_tells_where_the_words_do_not() -> None:
    for text, past, future in (
        ("Hand-over of the depot in Q4", "2023-01-01..2023-03-31", "2024-01-01..2024-03-31"),
        ("Residents' survey, May", "2023-05-01..2023-05-31", "2024-05-01..2024-05-31"),
        ("Crime event 6th November", "2022-11-06..2022-11-06", "2023-11-06..2023-11-06"),
    ):
        assert days(one(text, tense=Tense.PAST)) == past
        assert days(one(text, tense=Tense.FUTURE)) == future


def test_a_bare_quarter_of_next_steps_is_the_next_one_of_its_number() -> None:
    for number, expected in enumerate(
        ("2024-04-01", "2023-07-01", "2023-10-01", "2024-01-01"), start=1
    ):
        found = one(f"Take it to Cabinet in Q{number}", tense=Tense.FUTURE)
        assert str(found.first_day) == expected
    for text, expected in (("in Q2", "2024-07-01"), ("by the end of Q2", "2024-09-30")):
        late = one(f"Take it to Cabinet {text}", A_MONTH_LATER, Tense.FUTURE)
        assert str(late.first_day) == expected


def test_the_words_count_more_than_the_field() -> None:
    text = "Rural crime event planned for November and invitations sent"
    assert str(one(text, tense=Tense.PAST).first_day) == "2023-11-01"


def test_each_clause_has_its_own_tense() -> None:
    text = "Job club, the last was held on 4th July, the next one will be 6th December"
    first, second = find(text, END_OF_Q2)
    assert (str(first.first_day), str(second.first_day)) == ("2023-07-04", "2023-12-06")


def test_a_year_that_is_written_once_is_the_year_of_all() -> None:
    for text, expected in (
        ("from November to January 2024", "2023-11-01..2024-01-31"),
        ("from 28 December to 3 January 2024", "2023-12-28..2024-01-03"),
        ("Q4 and Q1 2024/25", "2024-01-01..2024-06-30"),
        ("June 2023 to February", "2023-06-01..2024-02-29"),
        ("Winter/Spring 2024", "2023-12-01..2024-05-31"),
    ):
        found = one(text)
        assert days(found) == expected
        assert Why.NO_YEAR not in found.why


def test_what_does_not_follow_stays_apart() -> None:
    found = find("in June, July and September 2024", END_OF_Q2)
    assert [days(f) for f in found] == ["2024-06-01..2024-07-31", "2024-09-01..2024-09-30"]
    assert [f.text for f in found] == ["June, July", "September 2024"]


def test_what_is_ambiguous_has_all_its_meanings() -> None:
    for text, expected in (
        ("October 23", ["2023-10-01..2023-10-31", "2023-10-23..2023-10-23"]),
        ("on 6/11", ["2023-11-06..2023-11-06", "2023-06-11..2023-06-11"]),
        ("Tuesday 6 November 2023", ["2023-11-06..2023-11-06", "2023-11-07..2023-11-07"]),
        ("by the end of the year", ["2024-03-31..2024-03-31", "2023-12-31..2023-12-31"]),
        ("in Q3 2023", ["2023-10-01..2023-12-31", "2023-07-01..2023-09-30"]),
        ("on 1/4 and 2/4", ["2023-04-01..2023-04-02", "2024-01-04..2024-02-04"]),
        ("FY24", ["2023-04-01..2024-03-31", "2024-04-01..2025-03-31"]),
        ("2011-12", ["2011-04-01..2012-03-31", "2011-12-01..2011-12-31"]),
    ):
        found = one(text)
        assert found.certainty is Certainty.AMBIGUOUS, text
        assert [f"{r.first_day}..{r.last_day}" for r in found.readings] == expected
        assert days(found) == expected[0]


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("51 ebidary 2020", None),
        ("31 June 2023", None),
        ("29 February 2023", None),
        ("30 Feb", None),
        ("2023-02-30", None),
        ("13/25/2023", None),
        ("11/25/2023", "2023-11-25"),
        ("14 Novmber 2023", "2023-11-14"),
        ("Febuary 2024", "2024-02-01"),
        ("June 2024 to May 2023", None),
    ],
)
def test_what_is_refused_is_not_guessed(text: str, proposal: str | None) -> None:
    found = one(text)
    assert found.certainty is Certainty.REFUSED
    assert found.first_day is found.last_day is None
    assert found.why
    assert [str(r.first_day) for r in found.readings] == ([proposal] if proposal else [])


def test_the_conventions_can_be_changed_and_printed() -> None:
    assert set(EXPLAINED) == set(Conventions._fields)
    assert [row[0] for row in table()] == list(Conventions._fields)
    assert ("winter", "12–2", EXPLAINED["winter"]) in table()
    other = Conventions(winter=(11, 1), early_days=(1, 7), span_is_financial=False, just_over=0)
    for text, expected in (
        ("winter 2023/24", "2023-11-01..2024-01-31"),
        ("early May 2024", "2024-05-01..2024-05-07"),
        ("Plan for 2020-2023", "2020-01-01..2023-12-31"),
        ("to be made in August", "2024-08-01..2024-08-31"),
    ):
        (found,) = find(text, END_OF_Q2, conventions=other)
        assert days(found) == expected
        (found,) = find(text, END_OF_Q2, conventions=DEFAULT)
        assert days(found) != expected
