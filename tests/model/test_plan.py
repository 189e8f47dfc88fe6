"""The register: which quarters it covers and which codes are free; and when an activity is judged."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import Activity, Code, CodeForm, FinancialYear, Plan, Quarter

quarters = st.builds(Quarter, st.builds(FinancialYear, st.integers(2000, 2099)), st.integers(1, 4))
some_codes = st.frozensets(
    st.builds(lambda o, s: Code(f"KA.{o:02}.{s:02}"), st.integers(1, 3), st.integers(1, 98)),
    max_size=12,
)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def plan(
    starts: date | None = None,
    ends: date | None = None,
    codes: frozenset[Code] = frozenset(),
    retired: frozenset[Code] = frozenset(),
    form: str = "KA.{objective:02}.{sequence:02}",
) -> Plan:
    return Plan(
        name="2023-24",
        title="Our Plan",
        council="Fictional District Council",
        starts=starts,
        ends=ends,
        period=None,
        statuses={},
        leads=frozenset(),
        portfolios=frozenset(),
        objectives=(),
        retired=dict.fromkeys(retired, "merged"),
        codes={code: place for place, code in enumerate(sorted(codes))},
        code_form=CodeForm.parse(form),
    )


@given(days, days, days)
def test_a_plan_covers_the_quarter_of_each_of_its_days(a: date, b: date, c: date) -> None:
    starts, day, ends = sorted((a, b, c))
    assert plan(starts, ends).covers(Quarter.of(day))


@given(days, days, quarters)
def test_a_plan_covers_no_other_quarter(a: date, b: date, quarter: Quarter) -> None:
    starts, ends = sorted((a, b))
    shared = max(starts, quarter.first_day) <= min(ends, quarter.last_day)
    assert plan(starts, ends).covers(quarter) == shared


@given(days, quarters)
def test_an_end_that_is_not_known_is_open(day: date, quarter: Quarter) -> None:
    assert plan().covers(quarter)
    assert plan(starts=day).covers(quarter) == (quarter.last_day >= day)
    assert plan(ends=day).covers(quarter) == (quarter.first_day <= day)


def test_a_plan_of_one_year_covers_its_four_quarters() -> None:
    year = plan(date(2023, 4, 1), date(2024, 3, 31))
    first = Quarter(FinancialYear(2023), 1)
    assert [year.covers(first + n) for n in range(-1, 5)] == [False, True, True, True, True, False]


@given(some_codes, some_codes, st.integers(1, 4))
def test_the_next_free_code_was_never_used(
    codes: frozenset[Code], retired: frozenset[Code], objective: int
) -> None:
    free = plan(codes=codes, retired=retired).next_free(objective)
    used = [code for code in codes | retired if code.startswith(f"KA.{objective:02}.")]
    assert free and free.startswith(f"KA.{objective:02}.")
    assert all(free > code for code in used)
    sequence = int(free[-2:])
    assert sequence == 1 or f"{free[:-2]}{sequence - 1:02}" in used


def test_a_gap_is_not_free() -> None:
    register = plan(codes=frozenset({Code("KA.01.01"), Code("KA.01.03")}))
    assert register.next_free(1) == "KA.01.04"
    register = plan(codes=frozenset({Code("KA.01.01")}), retired=frozenset({Code("KA.01.07")}))
    assert register.next_free(1) == "KA.01.08"
    assert register.next_free(2) == "KA.02.01"


@pytest.mark.parametrize(
    ("form", "used", "free"),
    [
        ("KA.{objective:02}.{sequence:02}", "KA.01.99", None),
        ("CP{objective}.{sequence}", "CP1.99", "CP1.100"),
        ("CP{objective}.{sequence}", "CP2.99", "CP1.1"),
        ("{sequence:03}", "119", "120"),
        ("{sequence:03}", "999", None),
        ("ENV-{sequence:02}", "ENV-14", "ENV-15"),
        ("listed", "A1a", None),
    ],
)
def test_how_many_codes_there_are_is_what_the_form_says(
    form: str, used: str, free: str | None
) -> None:
    register = plan(codes=frozenset({Code(used)}), form=form)
    assert register.next_free(1) == free


def test_codes_are_in_the_order_of_the_register_and_others_follow() -> None:
    listed = {Code(code): place for place, code in enumerate(("B2", "A10", "A9", "1.10", "1.9"))}
    register = plan()._replace(codes=listed)
    unknown = [Code("C10"), Code("C9")]
    assert register.sorted([*unknown, *sorted(listed)]) == [*listed, "C9", "C10"]


def test_a_files_name_says_which_code_it_is_about() -> None:
    register = plan(codes=frozenset({Code("SR (25/26) 01")}), form="listed")
    assert register.named("SR-25-26-01.yaml") == "SR (25/26) 01"
    assert register.named("SR-25-26-02.yaml") is None
    assert plan().named("KA.03.04.yaml") == "KA.03.04"
    assert plan().named("KA.3.4.yaml") is None


@given(st.none() | days, st.none() | quarters)
def test_an_activity_is_judged_at_its_as_at_date_else_at_the_end_of_its_quarter(
    as_at: date | None, period: Quarter | None
) -> None:
    activity = Activity(
        code=None,
        title="",
        leads=(),
        portfolio="",
        period=period,
        status="",
        status_reason="",
        progress=(),
        next_steps=(),
        as_at=as_at,
    )
    if as_at:
        assert activity.judged_at == as_at
    else:
        assert activity.judged_at == (period.last_day if period else None)
