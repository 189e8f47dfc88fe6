"""past-due-date"""

from collections.abc import Iterator

from kprlint.model import Grain, Kind
from kprlint.model.due import Due, say_day
from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.rules.dates.over import HELP, was_over


@rule("past-due-date")
def past_due_date(file: ActivityFile) -> Iterator[Hit]:
    """A next step was due before the report was written, and is still open.

    Dates are compared with the activity's `as_at`, else with the last day of its period, never with today.
    A month, a quarter or a year is over when its last day is. A completed activity has no open steps to be
    late with; one that has not been updated yet (no progress) is not judged until it is. Where no new date is known,
    `update` says why; the report calls the step overdue all the same.

    ### Why it matters

    A date that is over when it is printed tells readers that nobody looked. Either the step was done, and
    is progress; or it slipped, and has a new date.

    ### Bad

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        due: 2023-09
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        due: 2023-12
        moved: The university could not spare the students in September.
    ```
    """
    judged_at, activity = file.judged_at, file.activity
    status = file.status
    if judged_at is None or (status and status.kind in (Kind.COMPLETE, Kind.WITHDRAWN)):
        return
    if not activity.progress and not file.closing:
        return
    began = activity.period.first_day if activity.period else None
    for index, step in enumerate(activity.next_steps):
        due = step.due
        if due is None or not step.is_open or not due.is_past(judged_at) or step.update:
            continue
        if began and due.end < began:
            when = "before the quarter began"
        else:
            when = f"by {say_day(judged_at)}, when this was written"
        yield Hit(
            At(("next_steps", index, "due")),
            f"This date was over {when}{_until(due)}",
            HELP,
            (step.action, str(due)),
            offers=was_over(file, ("next_steps", index)),
        )


def _until(due: Due) -> str:
    return "" if due.grain is Grain.DAY else f" ({due} ended on {say_day(due.end)})"
