"""The register: which quarters it covers and which codes are free; and when an activity is judged."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import Activity, FinancialYear, KACode, Plan, Quarter

quarters = st.builds(Quarter, st.builds(FinancialYear, st.integers(2000, 2099)), st.integers(1, 4))
some_codes = st.frozensets(st.builds(KACode, st.integers(1, 3), st.integers(1, 98)), max_size=12)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def plan(
    starts: date | None = None,
    ends: date | None = None,
    codes: frozenset[KACode] = frozenset(),
    retired: frozenset[KACode] = frozenset(),
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
        codes=codes,
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
    codes: frozenset[KACode], retired: frozenset[KACode], objective: int
) -> None:
    free = plan(codes=codes, retired=retired).next_free(objective)
    used = [code for code in codes | retired if code.objective == objective]
    if free is None:
        assert KACode(objective, 99) in used
        return
    assert free.objective == objective
    assert all(free > code for code in used)
    assert free.sequence == 1 or KACode(objective, free.sequence - 1) in used
    assert KACode.parse(str(free)) == free


def test_a_gap_is_not_free() -> None:
    register = plan(codes=frozenset({KACode(1, 1), KACode(1, 3)}))
    assert register.next_free(1) == KACode(1, 4)
    register = plan(codes=frozenset({KACode(1, 1)}), retired=frozenset({KACode(1, 7)}))
    assert register.next_free(1) == KACode(1, 8)
    assert register.next_free(2) == KACode(2, 1)


def test_the_next_free_code_is_a_code_even_after_ninety_nine() -> None:
    register = plan(codes=frozenset({KACode(1, 99)}))
    free = register.next_free(1)
    assert free is None or KACode.parse(str(free)) == free


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
