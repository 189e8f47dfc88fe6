"""date-disagrees-with-due"""

from collections.abc import Iterator
from datetime import date, timedelta

from kprlint.model.due import Due
from kprlint.prose.data import words
from kprlint.prose.dates import Certainty, Found, Why
from kprlint.prose.dates.attach import words_before
from kprlint.prose.dates.own import comes_before, is_of_a_part
from kprlint.prose.steps.deadline import Bearing, StepDate
from kprlint.rules.base import ActivityFile, At, Hit, Profile, Related, Severity, rule
from kprlint.rules.dates.in_prose import is_about_now, planned
from kprlint.wording import quote

_BEFORE = words("when", "before a date")
_FEASTS = words("dates", "feasts")
_A_SEASON, _A_WEEK = 92, timedelta(days=7)


@rule("date-disagrees-with-due", severity=Severity.WARNING, profile=Profile.STANDARD)
def date_disagrees_with_due(file: ActivityFile) -> Iterator[Hit]:
    """The words of a next step give another date than its `due`.

    A month in the words and a day of it in `due` agree, as does any date that the two share; words without a year
    may be of last year, where the step is carried on. Of several dates in
    the words one must agree.

    ### Why it matters

    The report prints both. Readers will hold the council to one of them, and nobody knows to which.

    ### Bad

    ```yaml
    next_steps:
      - action: Take the fees and charges to Cabinet on 13 November 2023
        due: 2023-12-13
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Take the fees and charges to Cabinet on 13 November 2023
        due: 2023-11-13
    ```
    """
    if not is_about_now(file):
        return
    for step, passage, dates in planned(file):
        due = file.activity.next_steps[step].due
        own = [
            one.found
            for one in dates
            if one.bearing is Bearing.OWN and one.found.certainty is not Certainty.REFUSED
        ]
        told = [
            one.found
            for one in dates
            if one.is_own and one.found.certainty is not Certainty.REFUSED
        ]
        if due and not own:
            own = [one.found for one in dates if _is_over_before(passage.text, one, due)]
        if due and not own and len(told) == 1 and _is_earlier(passage.text, told[0], due):
            own = [one for one in told if file.judged_at and _is_to_come(one, file.judged_at)]
        if (
            not due
            or not own
            or _within(told, due)
            or any(_agrees(passage.text, found, due) for found in told)
        ):
            continue
        yield Hit(
            passage.at(own[0].start, own[0].end),
            f"The step says {quote(own[0].text)}, but is due {due}",
            "put the right date into “due:”, and leave it out of the words or write the same there",
            (passage.text, own[0].text, str(due)),
            related=(Related(At(("next_steps", step, "due")), f"due {due}"),),
        )


def _is_over_before(text: str, one: StepDate, due: Due) -> bool:
    """Whether the step is due when what it is for is over: “Invite the schools to the fair on 24 November”, in March."""
    found, bearing = one
    if found.last_day is None or found.readings or bearing is Bearing.THING:
        return False
    return found.last_day < due.start and comes_before(text, found)


def _is_earlier(text: str, found: Found, due: Due) -> bool:
    """Whether the one date that may be the step's is over when the step is due: what a step prepares comes later."""
    over = found.last_day is not None and found.last_day < due.start
    return over and not is_of_a_part(text, found)


def _is_to_come(found: Found, judged_at: date) -> bool:
    return found.first_day is not None and found.first_day > judged_at


def _within(listed: list[Found], due: Due) -> bool:
    """Whether `due` lies within a list of days of one month: “on 7, 14 and 21 November 2023”."""
    days = [one for one in listed if one.first_day and one.last_day]
    return (
        bool(days)
        and days[0].text.isdecimal()
        and min(one.first_day for one in days if one.first_day) <= due.start
        and due.end <= max(one.last_day for one in days if one.last_day)
    )


def _agrees(text: str, found: Found, due: Due) -> bool:
    if not _BEFORE.isdisjoint(words_before(text, found, 3)) and found.first_day:
        # “before winter 2023/24”: a day of the season before is what it asks for.
        return due.start <= found.first_day and (found.first_day - due.end).days <= _A_SEASON
    if found.first_day and found.text.split()[0].lower() in _FEASTS:
        # “for Easter 2024”: its week, and not the one day.
        return due.start <= found.first_day + _A_WEEK and found.first_day - _A_WEEK <= due.end
    if found.readings:
        return any(r.first_day <= due.end and due.start <= r.last_day for r in found.readings)
    assert found.first_day and found.last_day
    if found.first_day <= due.end and due.start <= found.last_day:
        return True
    # “in September” of a step that is carried on: the year is the one in which it was promised.
    return (
        Why.NO_YEAR in found.why
        and _year_before(found.first_day) <= due.end
        and due.start <= _year_before(found.last_day)
    )


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)
