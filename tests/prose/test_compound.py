"""Several steps in one: which verbs promise something of their own, and which dates are the step's."""

from datetime import date

import pytest

from kprlint.prose.steps.compound import count_words, dates, promises


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Draft and publish the plan, and train the staff", "publish train"),
        ("Review, agree and publish the plan", "publish"),
        ("Agree the brief, appoint the consultants and hold two workshops", "agree appoint hold"),
        ("Submit the bid; sign the lease; start on site", "submit sign start"),
        ("We will draft the policy, consult members and adopt it", "draft consult adopt"),
        ("Write to residents, then visit those who do not answer, and report to members", "write visit report"),
        ("Buy the signs. Put them up. Tell the parishes.", "buy put tell"),
        # Traps: things, and what something is for.
        ("Meet the county, the parish and the school to agree the route", "meet"),
        ("Review the lease and report, plan and budget", "review"),
        ("Continue to monitor the sites", "continue"),
        ("Procure, install and test the chargers", "test"),
        ("Support applicants to apply and to find homes", "support"),
    ],
)  # fmt: skip
def test_verbs_that_promise_something_of_their_own(text: str, verbs: str) -> None:
    assert " ".join(promises(text)) == verbs


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Appoint the contractor by November 2023 and open the path by February 2024", 2),
        ("Publish the draft in May 2024, and the final plan in July 2024", 2),
        ("Complete the survey by June 2024 (originally due March 2024)", 1),
        ("Hold events between March and May 2024", 1),
        ("Send the Q3 2023/24 report to Cabinet by 12 March 2024", 1),
        ("Set the budget for 2024/25 by 12 March 2024", 1),
        ("Open the path", 0),
    ],
)
def test_dates_that_the_step_is_held_to(text: str, count: int) -> None:
    assert len(dates(text, date(2023, 9, 30))) == count


def test_words_are_counted_over_all_sentences() -> None:
    assert count_words("Order the signs. Put them up.") == 6
