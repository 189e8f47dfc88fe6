"""The dates of a text that are a step's, and those of what the step is about; and what a report tells as past."""

from typing import Any

import pytest

from kprlint.rules import load
from kprlint.rules.base import Severity
from tests.prose.score_rules import file_of, text_of

RULES = load()

# Written in a report of 30 September 2023.
OVER = (
    "Site visit to the depot in June 2023",
    "Launch the scheme by June 2023",
    "Cabinet to consider the business case on 5 July 2023",
    "Consultation planned for early summer 2023",
    "Complete the installation by the end of March 2023",
    "To be adopted at Full Council on 17 July 2023",
    "Drop-in events in May and June 2023",
    "Publish the tender in June 2023",
    "Detailed design late 2022/early 2023",
    "Works due to start on site in May 2023",
    "Go live: 3 July 2023",
    "July 2023 – member training",
    "Hold the second forum on 14 June 2023",
    "Appoint the contractor in Q1 2023/24",
    "Submit bid to the lottery fund, 30 June 2023",
    "Public consultation from 5 June 2023 to 14 July 2023",
    "Planning application will be submitted before August 2023",
    "Discuss the offer with partners in June 2023",
    "The tender is expected to be awarded in August 2023",
    "Recruitment in July 2023",
    "Report to Cabinet (July 2023)",
    "Survey of tenants is scheduled for August 2023",
    "Next meeting 12 July 2023",
    "Meet the developer on 4 July 2023 to agree heads of terms",
    "Review to be completed no later than 31 July 2023",
    "Pilot with two schools in the summer term, starting June 2023",
    "Scheme to go to Planning Committee on 11 July 2023",
    "Contractor on site by Q1 2023/24",
    "Aim to complete by summer 2023",
    "Consultation to run until 31 August 2023",
    "Bid deadline 30 June 2023",
    "We will launch the consultation in June 2023",
    "Workshops with members – June 2023",
    "Target date: August 2023",
    "Final report due July 2023",
    "Procurement to commence in May 2023",
    "The new lease will start on 1 July 2023",
    "Exhibition in the town hall, 3–14 July 2023",
    "Phase 2 to be completed Q1 23/24",
    "Training of managers in spring 2023",
    "Draft plan ready for Cabinet in July 2023",
    "Implementation in 2022/23",
    "Officers will present options to the Board in the first quarter of 2023/24",
)

# The date is that of something else.
OF_SOMETHING_ELSE = (
    "Act on the audit in May 2023",
    "Write up lessons from the flooding in January 2023",
    "Analyse visitor numbers in July 2023 against last year",
    "Compare results with those in 2019/20",
    "Publish the accounts for 2021/22",
    "Respond to the recommendations of the peer review in March 2023",
    "Build on the success of the festival in June 2023",
    "Implement the actions from the fire safety inspection in April 2023",
    "Report on the performance of the contract in 2022/23 to scrutiny",
    "Recover the overpayments made in 2022/23",
    "Follow up the complaints received in Q1 2023/24",
    "Officers to review take-up since the launch in May 2023",
    "Use the underspend in 2022/23 to fund two rangers",
    "Appoint a replacement for the officer who left in June 2023",
    "Complete the snagging of the homes handed over in June 2023",
    "Refresh the strategy adopted in November 2020",
    "Sign the lease agreed in principle in May 2023",
    "Evaluate the open day on 17 June 2023",
    "Learn from the by-election on 22 June 2023",
    "Apply for the funding announced in the Spring Budget of March 2023",
    "Repair the damage caused by the storm in February 2022",
    "Extend the pilot begun in April 2023 to two more wards",
    "Publish the minutes of the meeting on 6 June 2023",
    "Close the accounts for the year to 31 March 2023",
    "Deliver the savings agreed in February 2023",
    "Undertake a review of the pilot in Q1 2023/24",
    "Finalise the statement of accounts for 2022/23 once the audit is done",
    "Set the baseline from the count in May 2023",
    "Reopen the hall closed in May 2022",
    "Adopt the plan consulted on in June 2023",
    "Continue the programme launched in April 2022",
    "Install the signs ordered in July 2023",
    "Respond to the Government's consultation, which closed on 5 July 2023",
    "Present the findings of the residents' survey held in May 2023 to Cabinet",
    "Complete the work that started in April 2022",
    "Award the contract tendered in March 2023",
    "Deliver the training promised in the 2022/23 plan",
    "Reduce the backlog that built up in 2021/22",
    "Increase occupancy above the level of June 2023",
    "Bring forward the works lost to bad weather in January 2023",
    "Install meters in the homes surveyed in May 2023",
    "Launch the app tested with residents in June 2023",
    "Submit the final claim for works carried out in 2022/23",
    "Send the letter to the 40 households flooded on 2 January 2023",
    "Open the centre again after the fire on 3 June 2023",
    "Complete the actions in the improvement plan of April 2023",
    "Pay the grants awarded in June 2023",
    "Hold a further round like that in March 2023",
    "Recruit to the post vacant since May 2023",
    "Publish the Annual Report 2022/23",
    "Publish the gender pay gap as at 31 March 2023",
    "Submit the return for the quarter April to June 2023",
    "Implement the findings of the Ombudsman's decision on 12 May 2023",
    "Issue the bills for the works done before April 2023",
    "Move the staff who joined in July 2023 to the new office",
    "Roll out the system piloted in Q1 2023/24",
    "Carry out repairs reported by tenants in August 2023",
    "Visit the sites that failed inspection in May 2023",
    "Agree the carry-forward from 2022/23",
    "Replace the vehicles bought in 2015",
    "Repair the bridge, which was closed in March 2023",
    "Continue works begun by March 2023",
    "Confirm numbers for those who applied by 31 August 2023",
    "Process the applications received by 30 June 2023",
    "Restore services to the level before March 2020",
    "Finish the remaining plots, the first of which sold in May 2023",
    "Resurface the roads damaged during winter 2022/23",
    "Introduce the charge set by Council in February 2023",
    "Promote the website launched in July 2023",
)

# The step's own, beyond doubt: these block a commit.
CERTAIN = (
    "Launch the scheme by June 2023",
    "Cabinet to consider the business case on 5 July 2023",
    "Consultation planned for early summer 2023",
    "Complete the installation by the end of March 2023",
    "To be adopted at Full Council on 17 July 2023",
    "Publish the tender in June 2023",
    "Works due to start on site in May 2023",
    "Hold the second forum on 14 June 2023",
    "Appoint the contractor in Q1 2023/24",
    "Planning application will be submitted before August 2023",
    "The tender is expected to be awarded in August 2023",
    "Survey of tenants is scheduled for August 2023",
    "Review to be completed no later than 31 July 2023",
)

DISAGREES = (
    ("Visit the depot in August", "2023-07"),
    ("Visit the depot in August 2024", "2023-08"),
    ("Visit the depot in August", "2025-08"),
    ("Launch the scheme in November 2023", "2023-12"),
    ("Take the policy to Cabinet on 4 December 2023", "2023-11-06"),
    ("Complete the works by March 2024", "2023-12"),
    ("Hold the forum in January 2024", "2023-11"),
)
AGREES = (
    # Carried on from last quarter, past its day.
    ("Visit the depot in August", "2023-08"),
    ("Hold the fair on 6 July", "2023-07-06"),
    ("Report the outturn at June 2023", "2023-12-31"),
    ("Prepare for the election in May 2024", "2023-12"),
    ("Publish guidance for the new duty in force from April 2024", "2023-12"),
    ("Recruit rangers for the season starting in April 2024", "2024-02"),
    ("Set the budget for 2024/25", "2024-02"),
    ("Brief members on the changes coming in October 2024", "2023-11"),
    ("Agree the programme for the year to March 2025", "2024-03"),
    ("Apply for the fund closing on 31 January 2024", "2023-12-15"),
    ("Appoint a manager to start in April 2024", "2023-12"),
    ("Complete the works by March 2024", "2023/24 Q4"),
)

TOLD_AS_PAST = (
    "Cabinet approved the policy on 17 October 2023",
    "The hub opened on 9 October 2023",
    "On 24 October 2023 the panel met and heard from the provider",
    "Staff moved into the new offices in November 2023",
    "A drop-in was held on 5 October 2023",
    "The survey closed on 31 October 2023",
    "Works were completed on 12 October 2023",
)
STILL_TO_COME = (
    "Members were invited to a briefing on 14 November 2023",
    "Bookings opened for sessions in October 2023",
    "Cabinet agreed to close the site on 31 October 2023",
    "The lease was extended to 31 March 2024",
    "A contract was awarded, starting on 1 November 2023",
    "Officers secured a slot at the conference on 9 November 2023",
    "The deadline was moved to 3 November 2023",
    "A public inquiry was called for 7 November 2023",
    "Planning permission was granted subject to works by 1 December 2023",
    "Tickets went on sale for the show on 2 December 2023",
    "The Government announced changes in force from 1 April 2024",
    "Letters were sent about the road closure on 23 October 2023",
    "A date of 12 October 2023 was set for the hearing",
)

STALE = (
    ("The strategy was adopted in December 2020",),
    ("A workshop was held in March 2023", "The toolkit was published in May 2023"),
    ("Cabinet approved the business case on 6 March 2023.",),
    ("The review reported in January 2023. Members considered it in May 2023.",),
)
NOT_STALE = (
    ("Following approval in March 2023, officers completed the design",),
    ("The plan was adopted in May 2022. Two sites were visited.",),
    ("Since May 2022 three cafes opened",),
    ("Funding of £2m was secured in March 2023", "Contractor appointed"),
    ("Having tendered in May 2023, the council appointed Smith Ltd",),
    ("The scheme that was agreed in May 2023 has begun",),
    ("The lease signed in April 2022 was varied",),
    ("Works began in June 2023 and two of four phases were completed",),
    ("After the fire in May 2023 the hall was rebuilt",),
    ("Consultation closed in June 2023; 40 replies were analysed",),
    ("The team appointed in May 2023 trained 20 officers",),
)


def severities(rule: str, **fields: Any) -> list[Severity]:
    return [
        hit.severity or RULES[rule].severity for hit in RULES[rule].check(file_of(text_of(fields)))
    ]


@pytest.mark.parametrize("text", OVER)
def test_a_step_whose_time_is_over_is_told(text: str) -> None:
    assert severities("past-date-in-next-step", next_steps=[text])


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_the_date_of_what_a_step_is_about_is_left_alone(text: str) -> None:
    assert not severities("past-date-in-next-step", next_steps=[text])


@pytest.mark.parametrize("text", CERTAIN)
def test_a_certain_date_of_the_step_is_an_error(text: str) -> None:
    assert severities("past-date-in-next-step", next_steps=[text]) == [Severity.ERROR]


@pytest.mark.parametrize(("text", "due"), DISAGREES)
def test_words_and_due_that_disagree_are_told(text: str, due: str) -> None:
    assert severities("date-disagrees-with-due", next_steps=[{"action": text, "due": due}])


@pytest.mark.parametrize(("text", "due"), AGREES)
def test_a_due_beside_the_date_of_something_else_is_left_alone(text: str, due: str) -> None:
    assert not severities("date-disagrees-with-due", next_steps=[{"action": text, "due": due}])


@pytest.mark.parametrize("text", TOLD_AS_PAST)
def test_what_is_told_as_past_and_lies_ahead_is_told(text: str) -> None:
    assert severities("event-after-as-at", progress=[text])


@pytest.mark.parametrize("text", STILL_TO_COME)
def test_what_was_arranged_for_later_is_left_alone(text: str) -> None:
    assert not severities("event-after-as-at", progress=[text])


@pytest.mark.parametrize("items", STALE)
def test_progress_that_was_over_before_the_quarter_is_told(items: tuple[str, ...]) -> None:
    assert severities("stale-progress", progress=list(items))


@pytest.mark.parametrize("items", NOT_STALE)
def test_progress_that_may_be_of_the_quarter_is_left_alone(items: tuple[str, ...]) -> None:
    assert not severities("stale-progress", progress=list(items))
