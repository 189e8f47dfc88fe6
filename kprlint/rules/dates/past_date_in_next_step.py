"""past-date-in-next-step"""

from collections.abc import Iterator

from kprlint.model.due import say_day
from kprlint.prose.dates import Certainty, Grain, Role, Tense
from kprlint.prose.dates.attach import (
    PLANNED,
    is_time_of,
    is_year_written,
    rests_on_the_past,
    tense_at,
    words_before,
)
from kprlint.prose.dates.own import Own, own_time
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import is_about_now, seen
from kprlint.rules.wording import quote

# What began is not over: “free swimming from June 2023”; but “starting in June 2023” should have begun.
_STARTING = frozenset("start starting starts begin beginning begins commence commencing".split())


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
    for passage, found in seen(file, "next_steps"):
        last = max((r.last_day for r in found.readings), default=found.last_day)
        if last is None or last > judged_at or found.role not in PLANNED:
            continue
        if found.role is Role.START and found.grain is not Grain.RANGE:
            if _STARTING.isdisjoint(words_before(passage.text, found, 3)):
                continue
        index = passage.path[1]
        assert isinstance(index, int)
        due = activity.next_steps[index].due
        if due and due.is_past(judged_at):
            continue  # past-due-date tells it
        text = passage.text
        if (
            tense_at(text, found) is Tense.PAST
            or not is_time_of(text, found)
            or rests_on_the_past(text, found)
            or (own := own_time(text, found)) is Own.NO
        ):
            continue
        certain = found.certainty is not Certainty.AMBIGUOUS and is_year_written(found)
        when = (
            "before the quarter began"
            if began and last < began
            else f"by {say_day(judged_at)}, when this was written"
        )
        yield Hit(
            passage.at(found.start, found.end),
            f"{quote(found.text)} was over {when}",
            "give the new date; or, if the step was done, move it to progress",
            (text, found.text),
            severity=None if certain and own is Own.CERTAIN else Severity.WARNING,
        )
