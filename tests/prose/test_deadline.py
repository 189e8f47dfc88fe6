"""When a step is due by its words, in the forms that officers write."""

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kprlint.prose.steps.deadline import (
    Bearing,
    deadline,
    says_when,
    stated,
    step_dates,
    without_deadline,
)

LABELS = Path(__file__).with_name("labels") / "steps.yaml"
AS_AT = date(2023, 9, 30)


@pytest.mark.parametrize(
    ("step", "end", "bare"),
    [
        ("Open the depot by 31/03/2024", "2024-03-31", "Open the depot"),
        ("Let the contract by 31.03.24", "2024-03-31", "Let the contract"),
        ("Sell the yard by 31-Mar-2024.", "2024-03-31", "Sell the yard"),
        ("Mend the weir in early 2025", "2025-04-30", "Mend the weir"),
        ("Adopt the plan in H2 2024/25", "2025-03-31", "Adopt the plan"),
        ("Plant the beds before Easter 2024", "2024-03-31", "Plant the beds"),
        ("Seed the bank in Nov/Dec 2024", "2024-12-31", "Seed the bank"),
        ("Sign the lease by no later than the end of March 2024", "2024-03-31", "Sign the lease"),
        ("Reopen the lido (due May 2024) to all", "2024-05-31", "Reopen the lido to all"),
        ("June 2024: open the ford", "2024-06-30", "open the ford"),
    ],
)
def test_a_deadline_and_the_step_without_it(step: str, end: str, bare: str) -> None:
    found = deadline(step, AS_AT)
    assert found
    assert (str(found.end), found.certain, found.relative) == (end, True, False)
    assert without_deadline(step, AS_AT) == bare


@pytest.mark.parametrize(
    "step",
    [
        "Close the accounts by 30 June",
        "Report to Council in the next quarter",
        "Hold the fair next spring",
        "Let the yard by the end of the financial year",
    ],
)
def test_what_is_counted_from_the_day_of_the_text_says_so(step: str) -> None:
    found = deadline(step, AS_AT)
    assert found
    assert found.relative


@pytest.mark.parametrize(
    "step",
    [
        "Secure the funding for 2025/26",
        "Agree the budget for 2026 with the parishes",
        "Publish the 2021/22 accounts",
        "Write a page for the November 2023 newsletter",
        "Write a page for the November newsletter",
    ],
)
def test_a_date_that_names_a_thing_is_no_deadline(step: str) -> None:
    [one] = step_dates(step, AS_AT)
    assert one.bearing in (Bearing.THING, Bearing.ELSE, Bearing.OCCASION)
    assert deadline(step, AS_AT) is None
    assert not says_when(step, AS_AT)


def test_before_a_time_is_by_the_day_before_it() -> None:
    before = {
        "April 2024": "2024-03-31",
        "winter 2023/24": "2023-11-30",
        "1 April 2024": "2024-04-01",
    }
    for words, end in before.items():
        found = deadline(f"Fit the gates before {words}", AS_AT)
        assert found
        assert str(found.end) == end


def test_two_dates_are_not_certain() -> None:
    found = deadline("Consult in January 2024 and report by June 2024", AS_AT)
    assert found
    assert (str(found.end), found.certain) == ("2024-06-30", False)


def test_the_form_of_the_field() -> None:
    said = {"31 May 2024": "2024-05-31", "May 2024": "2024-05", "Q1 2024/25": "2024/25 Q1"}
    said |= {"2024/25": "2024/25", "spring 2024": "None"}
    for words, due in said.items():
        found = deadline(f"Open the ford by {words}", AS_AT)
        assert found
        assert str(found.due) == due


def _told(step: str) -> str:
    """What the words of a step say of when it is due, as the labels do."""
    dates = [one.found for one in step_dates(step, AS_AT) if one.is_own]
    lasts = [max((r.last_day for r in d.readings), default=d.last_day) for d in dates]
    if any(last and last <= AS_AT for last in lasts):
        return "over"
    found = deadline(step, AS_AT)
    if found and found.certain:
        return f"until {found.end}"
    return "dated" if says_when(step, AS_AT) else "undated"


def test_when_steps_are_due_by_their_words() -> None:
    labels = YAML(typ="safe", pure=True).load(LABELS)
    wrong = []
    for label in labels:
        step, due = label["step"], label["due"]
        told = _told(step)
        if told != due and not (due == "dated" and told.startswith("until")):
            wrong.append(f"{step}: {told}, not {due}")
    assert wrong == []
    assert len({label["step"] for label in labels}) == len(labels) >= 290


@pytest.mark.parametrize(
    "again",
    [
        "week 3 of ",
        "year end ",
        "Q1 (",
        "end of the first half of ",
        "year-end, ",
        "the 15th of next ",
    ],
)
def test_words_that_go_on_and_on_are_read_to_their_end(again: str) -> None:
    assert without_deadline(f"Open the ford {again * 2000}", AS_AT).startswith("Open the ford")


@pytest.mark.parametrize(
    ("step", "due"),
    [
        ("Open the depot by 31/03/2024", "31 March 2024"),
        ("Sell the yard by March 2024", "March 2024"),
        ("Sell the yard before April 2024", "31 March 2024"),
        ("Hold the fair in May 2024 and report by June 2024", "June 2024"),
        ("Open the depot in March 2024", None),  # when, but not by when
        ("Mend the weir by early 2025", None),  # no exact date
        ("Let it by May 2024 and open it by June 2024", None),  # one of two
        ("Open the depot", None),
    ],
)
def test_what_is_stated_leaves_no_choice(step: str, due: str | None) -> None:
    found = stated(step, AS_AT)
    assert (str(found) if found else None) == due
