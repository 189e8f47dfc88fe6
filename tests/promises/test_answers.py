"""Which later step stands for which earlier one, and how dates move."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import ActivityId, Code, Due, NextStep
from kprlint.promises import Answers, Basis, Promise, answers, faults, move

THEN, NOW = date(2024, 6, 30), date(2024, 9, 30)
HERE, THERE = ActivityId("2024-28", Code("KA.01.01")), ActivityId("2024-28", Code("KA.01.02"))


def step(action: str, due: str = "", **fields: object) -> NextStep:
    return NextStep(action, Due.parse(due), ongoing=due == "ongoing", **fields)  # type: ignore[arg-type]


def at(day: date, steps: tuple[NextStep, ...], activity: ActivityId = HERE) -> list[Promise]:
    return [Promise(activity, place, one, day) for place, one in enumerate(steps)]


def both(
    earlier: list[NextStep | str], later: list[NextStep | str], others: list[NextStep] | None = None
) -> Answers:
    def made(steps: list[NextStep | str]) -> tuple[NextStep, ...]:
        return tuple(NextStep(one) if isinstance(one, str) else one for one in steps)

    return answers(
        at(THEN, made(earlier)), at(NOW, made(later)), at(NOW, tuple(others or ()), THERE)
    )


def told(found: Answers) -> dict[str, list[str]]:
    return {line.earlier.action: [part.later.action for part in line.parts] for line in found.lines}


def test_what_is_there_in_other_words_is_not_taken_for_it() -> None:
    found = both(
        ["Dredge the channel", "Let the boathouse"], ["Clear the channel", "let the boathouse."]
    )
    assert told(found) == {"Dredge the channel": [], "Let the boathouse": ["let the boathouse."]}
    assert [one.action for one in found.new] == ["Clear the channel"]


def test_a_split_and_a_merge() -> None:
    was = "Let the remaining berths"
    found = both(
        [was], [step("Let berth 5", was=(was,)), step("Let berth 6", was=("Let the rem…",))]
    )
    assert told(found) == {was: ["Let berth 5", "Let berth 6"]}
    found = both(
        ["Buy paint", "Buy rope"], [step("Buy what is needed", was=("Buy paint", "buy rope"))]
    )
    assert told(found) == {"Buy paint": ["Buy what is needed"], "Buy rope": ["Buy what is needed"]}
    assert not found.new


def test_a_split_that_keeps_its_words() -> None:
    was = "Let the remaining berths"
    found = both([was], [was, step("Let berth 5", was=(was,))])
    assert sorted(told(found)[was]) == ["Let berth 5", was]


def test_two_steps_that_change_their_words() -> None:
    found = both(
        ["A quay", "A slip"], [step("A quay", was=("A slip",)), step("A slip", was=("A quay",))]
    )
    assert told(found) == {"A quay": ["A slip"], "A slip": ["A quay"]}


def test_what_says_what_it_was_answers_by_its_own_words_too() -> None:
    found = both(["Buy paint", "Buy rope"], [step("Buy paint", was=("Buy rope",))])
    assert told(found) == {"Buy paint": ["Buy paint"], "Buy rope": ["Buy paint"]}


def test_a_step_that_comes_from_another_activity() -> None:
    lamp = "Mend the lamp of the pier"
    found = both([lamp], [], [step("Mend all lamps", was=(lamp,), origin="KA.01.01")])
    assert told(found) == {lamp: ["Mend all lamps"]}
    found = both([lamp], [], [step(lamp, origin="KA.01.01")])
    assert told(found) == {lamp: [lamp]}
    found = both([lamp], [step("Mend all lamps", was=(lamp,), origin="KA.01.02")])
    assert told(found) == {lamp: []}


def test_what_is_listed_twice() -> None:
    found = both(["Meet the crew", "Meet the crew"], ["Meet the crew"])
    assert [len(line.parts) for line in found.lines] == [1, 1]
    first, second = step("Meet the crew", "2024-10"), step("Meet the crew", "2025-01")
    found = both([first, second], [second, first])
    assert [[part.move for part in line.parts] for line in found.lines] == [[None], [None]]


def test_the_same_words_at_two_times_are_two_promises() -> None:
    first, second = step("Meet the crew", "2024-10"), step("Meet the crew", "2025-01")
    for kept in (0, 1):
        found = both([first, second], [(first, second)[kept]])
        assert [len(line.parts) for line in found.lines] == [kept == 0, kept == 1]
    found = both([first, second], [first, step("Meet the captain", "2025-01", was=("Meet the crew",))])  # fmt: skip
    assert [[p.later.action for p in line.parts] for line in found.lines] == [
        ["Meet the crew"],
        ["Meet the captain"],
    ]
    found = both([first, second], [step("Meet the captain", "2025-01", was=("Meet the crew",))])
    assert [len(line.parts) for line in found.lines] == [1, 1]


def test_the_words_for_the_date_may_change() -> None:
    found = both(["Hold the gala by 31 May 2025"], ["Hold the gala by 30 June 2025"])
    ((part,),) = [line.parts for line in found.lines]
    assert (part.basis, part.move and part.move.days) == (Basis.DATED, 30)
    found = both(["Print the May newsletter"], ["Print the June newsletter"])
    assert told(found) == {"Print the May newsletter": []}


def test_what_is_open_is_meant_before_what_was_closed() -> None:
    closed = step("Let the kiosk", done="2024-06-01")
    found = both([closed, "Let the kiosk"], ["Let the kiosk"])
    assert [len(line.parts) for line in found.lines] == [0, 1]
    assert [len(line.parts) for line in both([closed], ["Let the kiosk"]).lines] == [1]


@pytest.mark.parametrize(
    ("was", "fitting"),
    [
        ("Let the remaining…", 2),
        ("Sell the green", 0),
        ("Let the remaining stalls", None),
        ("…", 0),
    ],
)
def test_faults(was: str, fitting: int | None) -> None:
    earlier = at(THEN, (NextStep("Let the remaining units"), NextStep("Let the remaining stalls")))
    found = list(faults(at(NOW, (step("Let unit 5", was=(was,)),)), earlier))
    assert [len(fault.fitting) for fault in found] == ([] if fitting is None else [fitting])


MOVES: list[tuple[tuple[str, str], tuple[str, str], int | str | None]] = [
    (("Let it", "2024-12"), ("Let it", "2025-03"), 90),
    (("Let it", "2025-03"), ("Let it", "2024-12"), -90),
    (("Let it", ""), ("Let it", "2025-03"), "none"),
    (("Let it", "2025-03"), ("Let it", ""), None),
    (("Let it", "2025-03"), ("Let it", "ongoing"), None),
    (("Let it", "ongoing"), ("Let it", "2025-03"), "none"),
    (("Let it", "2025-03-15"), ("Let it", "2025-03"), "none"),
    (("Let it", "2024/25 Q1"), ("Let it", "2024/25"), "none"),
    (("Let it", "2025-03"), ("Let it", "2025-03-15"), -16),
    (("Let it in the next quarter", ""), ("Let it in the next quarter", ""), "none"),
    (("Let it by March 2025", ""), ("Let it by March 2025.", ""), "none"),
    (("Let it by March 2025", ""), ("Let it by May 2025", ""), 61),
    (("Let it by March 2025", ""), ("Let it", "2025-05"), 61),
    (("Let it by March 2025", "2025-03"), ("Let it by March 2025", ""), "none"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "days"), MOVES)
def test_moves(before: tuple[str, str], after: tuple[str, str], days: int | str | None) -> None:
    found = move(at(THEN, (step(*before),))[0], at(NOW, (step(*after),))[0])
    assert (found.days if found else "none") == days
    assert found is None or found.is_later is (
        days is None or not isinstance(days, int) or days > 0
    )


def test_a_closed_step_need_not_say_its_date_again() -> None:
    before = at(THEN, (step("Let it", "2024-12"),))[0]
    assert move(before, at(NOW, (step("Let it", done="2024-11"),))[0]) is None
    found = move(before, at(NOW, (step("Let it", "2025-01", done="2025-01"),))[0])
    assert found
    assert found.days == 31


STEPS = st.lists(
    st.sampled_from(["Let it", "Let it.", "Sell it", "Sell it by May 2025", "Keep it", "Do not sell it"]).map(NextStep)
)  # fmt: skip


@given(STEPS, STEPS)
def test_each_step_has_its_line(earlier: list[NextStep], later: list[NextStep]) -> None:
    before, after = at(THEN, tuple(earlier)), at(NOW, tuple(later))
    found = answers(before, after)
    assert [line.earlier for line in found.lines] == before
    used = {part.later.place for line in found.lines for part in line.parts}
    assert used | {one.place for one in found.new} == {one.place for one in after}
    assert not used & {one.place for one in found.new}


@given(STEPS)
def test_nothing_is_lost_or_new_where_nothing_has_changed(steps: list[NextStep]) -> None:
    found = answers(at(THEN, tuple(steps)), at(NOW, tuple(steps)))
    assert all(line.parts for line in found.lines)
    assert all(part.move is None for line in found.lines for part in line.parts)
