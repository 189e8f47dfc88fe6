"""Financial years and quarters: their forms, their arithmetic and their days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import FinancialYear, Quarter

years = st.builds(FinancialYear, st.integers(1900, 2999))
quarters = st.builds(Quarter, years, st.integers(1, 4))
# Four hundred years on either side of any quarter are years that Python's dates have.
steps = st.integers(-12, 12) | st.integers(-1600, 1600)
days = st.dates(date(1900, 4, 1), date(2999, 12, 31))


def forms(year: FinancialYear) -> list[str]:
    """Every way in which a financial year may be written."""
    start, end = year.start, year.start + 1
    return [f"{start}{mark}{e}" for mark in "/-" for e in (f"{end % 100:02}", f"{end:04}")]


@given(years)
def test_a_year_is_read_from_all_its_forms(year: FinancialYear) -> None:
    assert [FinancialYear.parse(form) for form in forms(year)] == [year] * 4
    assert FinancialYear.parse(str(year)) == FinancialYear.parse(year.slug) == year


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from("/-"), st.booleans())
def test_a_year_ends_in_the_next(start: int, end: int, mark: str, short: bool) -> None:
    text = f"{start:04}{mark}{f'{end % 100:02}' if short else f'{end:04}'}"
    year = FinancialYear.parse(text)
    follows = (start + 1) % 100 == end % 100 if short else start + 1 == end
    assert (year is not None) == (follows and 1900 <= start <= 2999)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "2023/25",
        "2023/23",
        "2023/2025",
        "2023/2124",
        "2023/4",
        "2023/024",
        "23/24",
        "2023 24",
        "2023/ 24",
        "2023–24",  # an en dash
        "2023/24\n",
        " 2023/24",
        "٢٠٢٣/٢٤",
        "２０２３/２４",
        "1899/00",
        "3000/01",
    ],
)
def test_a_near_miss_is_no_year(text: str) -> None:
    assert FinancialYear.parse(text) is None


@given(years)
def test_a_year_is_the_four_quarters_of_its_number(year: FinancialYear) -> None:
    assert year.first_day == Quarter(year, 1).first_day == date(year.start, 4, 1)
    assert year.last_day == Quarter(year, 4).last_day == date(year.start + 1, 3, 31)


@given(quarters)
def test_a_quarter_is_read_from_all_its_forms(quarter: Quarter) -> None:
    written = [f"{y}{mark}Q{quarter.number}" for y in forms(quarter.year) for mark in " -"]
    assert [Quarter.parse(form) for form in written] == [quarter] * 8
    assert Quarter.parse(str(quarter)) == Quarter.parse(quarter.slug) == quarter


@given(quarters)
def test_a_slug_is_safe_in_a_file_name(quarter: Quarter) -> None:
    assert set(quarter.slug) <= set("0123456789-Q")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q2",
        "2023/24",
        "2023/24 Q0",
        "2023/24 Q5",
        "2023/24 q2",
        "2023/24Q2",
        "2023/24  Q2",
        "2023/24/Q2",
        "2023/25 Q2",
        "2023 Q2",
        "Q2 2023/24",
        "2023/24 Q2\n",
        "2023/24 Q2 ",
        "2023/24\tQ2",
        "2023/24\u00a0Q2",
        "2023/24 Q٢",
        "2023/24 Q２",
        "٢٠٢٣/٢٤ Q2",
    ],
)
def test_a_near_miss_is_no_quarter(text: str) -> None:
    assert Quarter.parse(text) is None


@given(st.text(alphabet="0129/- Q\n٢", max_size=14) | st.text())
def test_nothing_else_is_a_year_or_a_quarter(text: str) -> None:
    year, quarter = FinancialYear.parse(text), Quarter.parse(text)
    assert year is None or text in forms(year)
    assert quarter is None or text[:-3] in forms(quarter.year)


@given(quarters, steps)
def test_forwards_and_back(quarter: Quarter, n: int) -> None:
    assert (quarter + n) + -n == quarter
    assert (quarter + n) - quarter == n
    assert quarter + 0 == quarter


@given(quarters, steps, steps)
def test_steps_add_up(quarter: Quarter, n: int, m: int) -> None:
    assert (quarter + n) + m == quarter + (n + m)


@given(quarters, quarters)
def test_the_difference_leads_from_one_to_the_other(a: Quarter, b: Quarter) -> None:
    assert a + (b - a) == b
    assert b - a == -(a - b)


@given(quarters, quarters)
def test_the_order_is_that_of_the_days(a: Quarter, b: Quarter) -> None:
    assert (a < b) == (a.first_day < b.first_day) == (a.last_day < b.last_day) == (b - a > 0)


@given(quarters)
def test_quarters_tile_the_calendar(quarter: Quarter) -> None:
    assert quarter.first_day.day == 1
    assert quarter.first_day < quarter.last_day
    assert quarter.last_day + timedelta(days=1) == (quarter + 1).first_day


@given(days)
def test_the_quarter_of_a_day_holds_it(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day


@given(quarters)
def test_the_days_of_a_quarter_lie_in_it(quarter: Quarter) -> None:
    assert Quarter.of(quarter.first_day) == Quarter.of(quarter.last_day) == quarter


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023/24 Q1", date(2023, 4, 1), date(2023, 6, 30)),
        ("2023/24 Q2", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023/24 Q3", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023/24 Q4", date(2024, 1, 1), date(2024, 3, 31)),
        ("1999/00 Q4", date(2000, 1, 1), date(2000, 3, 31)),
        ("2019/2020 Q4", date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_the_days_of_the_uk_financial_year(text: str, first: date, last: date) -> None:
    quarter = Quarter.parse(text)
    assert quarter is not None
    assert (quarter.first_day, quarter.last_day) == (first, last)
