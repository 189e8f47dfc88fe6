"""past-date-in-next-step"""

from collections.abc import Iterator
from datetime import date

from kprlint.model.due import say_day
from kprlint.prose.data import words
from kprlint.prose.dates import Certainty, Grain, Role
from kprlint.prose.dates.attach import is_year_written, words_before
from kprlint.prose.dates.terms import Why
from kprlint.prose.steps.deadline import Bearing, StepDate
from kprlint.prose.text import tokens
from kprlint.rules.base import ActivityFile, Hit, Passage, Profile, Severity, rule
from kprlint.rules.dates.in_prose import is_about_now, planned
from kprlint.rules.dates.over import HELP
from kprlint.wording import quote

_STARTING = words("when", "starting")
_YEARS = frozenset({Grain.FINANCIAL_YEAR, Grain.CALENDAR_YEAR})
_AT_ONCE = words("when", "begins at once")


@rule("past-date-in-next-step", profile=Profile.STANDARD)
def past_date_in_next_step(file: ActivityFile) -> Iterator[Hit]:
    """A next step is planned, in its words, for a time that is over.

    Dates are compared with the activity's `as_at`, else with the last day of its period. A date that names
    something (“the May 2023 survey”), or that something rests on (“the advice received in July 2023”), or that is about
    something else (“analyse the visits in May 2023”), is left alone. Where the year is not written, or the words can be
    read both ways, the finding is a warning.

    ### Why it matters

    A date that is over when it is printed tells readers that nobody looked. Either the step was done, and
    is progress; or it slipped, and has a new date.

    ### Bad

    ```yaml
    next_steps:
      - Visit the transfer station in June 2023.
    ```

    ### Good

    ```yaml
    next_steps:
      - Visit the transfer station in December 2023.
    ```
    """
    judged_at, activity = file.judged_at, file.activity
    if judged_at is None or not is_about_now(file) or not (activity.progress or file.closing):
        return
    began = activity.period.first_day if activity.period else None
    for step, passage, dates in planned(file):
        due = activity.next_steps[step].due
        if activity.next_steps[step].update or (due and due.is_past(judged_at)):
            continue  # it is said why; or past-due-date tells it
        to_come = any(
            one.is_own and one.found.first_day and one.found.first_day > judged_at for one in dates
        )
        for one in dates:
            if to_come and one.found.grain in _YEARS:
                continue  # “the claim for year 1 (2022/23) on 31 October 2023”
            if one.is_own and (over := _over(passage.text, one, judged_at)):
                yield _hit(passage, one, over, began, judged_at)


def _over(text: str, one: StepDate, judged_at: date) -> date | None:
    """The last day that the date may mean, if that is over."""
    found = one.found
    last = max((r.last_day for r in found.readings), default=found.last_day)
    if last is None or last > judged_at:
        return None
    if last == judged_at and Why.RELATIVE in found.why:
        return None  # “by the end of the quarter”, written on its last day
    begins = found.role is Role.START and found.grain is not Grain.RANGE
    if begins and _STARTING.isdisjoint(words_before(text, found, 3)):
        first = tokens(text)[0].word
        if first not in _AT_ONCE or words_before(text, found, 1) != ["from"]:
            return None
    return last


def _hit(passage: Passage, one: StepDate, last: date, began: date | None, judged_at: date) -> Hit:
    found, bearing = one
    certain = found.certainty is not Certainty.AMBIGUOUS and is_year_written(found)
    when = (
        "before the quarter began"
        if began and last < began
        else f"by {say_day(judged_at)}, when this was written"
    )
    return Hit(
        passage.at(found.start, found.end),
        f"{quote(found.text)} was over {when}",
        HELP,
        (passage.text, found.text),
        severity=None if certain and bearing is Bearing.OWN else Severity.WARNING,
    )
