"""past-due-activity"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.model.due import say_day, say_due
from kprlint.rules.base import ActivityFile, At, Hit, rule


@rule("past-due-activity")
def past_due_activity(file: ActivityFile) -> Iterator[Hit]:
    """The day by which the whole activity was promised is over, and its status does not say that it is complete.

    `due` is compared with the activity's `as_at`, else with the last day of its period, never with today. An
    activity that has not been updated yet (no progress) is not judged until it is. Nobody is asked for a `due`.

    ### Why it matters

    A reader takes the date for the promise. Once it is over, either the activity is complete, or it is late and
    says until when, and why.

    ### Bad

    ```yaml
    status: Green
    due: 2023-09
    ```

    ### Good

    ```yaml
    status: Green
    due: 2024-03
    moved: The survey of the second site came three months late.
    ```
    """
    activity, status, judged_at = file.activity, file.status, file.judged_at
    due = activity.due
    if judged_at is None or due is None or not due.is_past(judged_at):
        return
    if status and status.kind in (Kind.COMPLETE, Kind.WITHDRAWN):
        return
    if activity.progress or file.closing:
        yield Hit(
            At(("due",)),
            f"The activity was due by {say_due(due)}, which was over on {say_day(judged_at)}, when this was written",
            "give the new date, and say in “moved:” why it has moved; or, if it is done, give it the status for that",
            (str(due),),
        )
