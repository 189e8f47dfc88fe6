"""Due dates: four grains, the days that they cover, and when they are past."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import Due, FinancialYear, Grain, Quarter
from kprlint.model.due import month_end, parse_day, say_day

_YEARS = st.integers(2000, 2099)

written = st.one_of(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat),
    st.builds("{:04}-{:02}".format, _YEARS, st.integers(1, 12)),
    st.builds(Quarter, st.builds(FinancialYear, _YEARS), st.integers(1, 4)).map(str),
    st.builds(FinancialYear, _YEARS).map(str),
)


def due(text: str) -> Due:
    found = Due.parse(text)
    assert found is not None, text
    return found


@given(written)
def test_a_due_date_is_read_back_and_printed_as_it_was_written(text: str) -> None:
    assert str(due(text)) == text
    assert due(str(due(text))) == due(text)


@pytest.mark.parametrize("year", range(2000, 2100))
def test_every_month_quarter_and_year_of_the_century(year: int) -> None:
    for month in range(1, 13):
        read = due(f"{year}-{month:02}")
        assert (read.start, read.end) == (date(year, month, 1), month_end(year, month))
        assert read.grain is Grain.MONTH
        assert due(str(read)) == read
    for mark in "/-":
        for end in (f"{(year + 1) % 100:02}", str(year + 1)):
            text = f"{year}{mark}{end}"
            parts = [due(f"{text} Q{n}") for n in range(1, 5)]
            assert [due(str(part)) for part in parts] == parts
            whole = due(text)
            if (
                mark == "-" and len(end) == 2 and 1 <= int(end) <= 12
            ):  # 2000-01 to 2011-12 are months
                assert whole.grain is Grain.MONTH
                continue
            assert whole == (parts[0].start, parts[3].end, Grain.FINANCIAL_YEAR)
            assert due(str(whole)) == whole


@given(written, st.integers(-40, 40))
def test_it_is_past_from_its_last_day_on(text: str, days: int) -> None:
    read = due(text)
    assert read.start <= read.end
    assert read.is_past(read.end + timedelta(days=days)) == (days >= 0)
    assert read.is_past(read.start) == (read.grain is Grain.DAY)


@pytest.mark.parametrize(
    ("text", "grain", "start", "end"),
    [
        ("2011-12", Grain.MONTH, date(2011, 12, 1), date(2011, 12, 31)),
        ("2011/12", Grain.FINANCIAL_YEAR, date(2011, 4, 1), date(2012, 3, 31)),
        ("2012-13", Grain.FINANCIAL_YEAR, date(2012, 4, 1), date(2013, 3, 31)),
        ("2023-12", Grain.MONTH, date(2023, 12, 1), date(2023, 12, 31)),
        ("2023-24", Grain.FINANCIAL_YEAR, date(2023, 4, 1), date(2024, 3, 31)),
        ("2023/2024", Grain.FINANCIAL_YEAR, date(2023, 4, 1), date(2024, 3, 31)),
        ("2023/24 Q3", Grain.QUARTER, date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-24-Q3", Grain.QUARTER, date(2023, 10, 1), date(2023, 12, 31)),
        ("2024-02", Grain.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", Grain.DAY, date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_what_the_forms_mean(text: str, grain: Grain, start: date, end: date) -> None:
    assert due(text) == (start, end, grain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "TBC",
        "Ongoing",
        "31/12/2023",
        "2023-13",
        "2023-00",
        "0000-01",
        "2023-02-29",
        "2023-2-3",
        "20231231",
        "2023-12-31\n",
        " 2023-12-31",
        "2023-12-31T00:00",
        "2023-W52",
        "2023/25",
        "2023/24 Q5",
        "٢٠٢٣-١٢-٣١",
        "２０２３-12",
    ],
)
def test_a_near_miss_is_none(text: str) -> None:
    assert Due.parse(text) is None


@given(st.text() | st.text(alphabet="0123459-/ Q\n٣", max_size=12))
def test_any_text_is_a_due_date_or_none(text: str) -> None:
    read = Due.parse(text)
    if read is not None:
        assert read.start <= read.end
        assert Due.parse(str(read)) == read


@given(st.dates())
def test_a_day_has_one_form(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert Due.parse(day.isoformat()) == Due(day, day, Grain.DAY)


@given(st.dates())
def test_the_end_of_a_month_is_the_day_before_the_next(day: date) -> None:
    end = month_end(day.year, day.month)
    assert (end.year, end.month) == (day.year, day.month)
    assert end == date.max or (end + timedelta(days=1)).day == 1


def test_a_day_is_said_as_officers_write_it() -> None:
    assert say_day(date(2023, 9, 30)) == "30 September 2023"
    assert say_day(date(2024, 2, 1)) == "1 February 2024"
