"""empty-next-steps"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.rules.file.fields import is_missing

# These say more: red-without-action, deferred-without-resumption; or need no steps.
_OTHERS = frozenset({Kind.OFF_TRACK, Kind.DEFERRED, Kind.PAUSED, Kind.COMPLETE, Kind.WITHDRAWN})


@rule("empty-next-steps")
def empty_next_steps(file: ActivityFile) -> Iterator[Hit]:
    """An activity that goes on has no next steps, or none that is still to be done.

    It is asked once progress is reported.

    ### Why it matters

    The next steps are what the council promises for the coming quarter. An activity without any is either
    complete or forgotten.

    ### Bad

    ```yaml
    next_steps: []
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        due: 2023/24 Q3
    ```
    """
    status = file.status
    if status.kind in _OTHERS if status else file.activity.status:
        return  # a status that is no word of the plan is mended first
    if not (any(file.activity.progress) or file.closing):
        return
    all_closed = bool(file.activity.next_steps) and not file.activity.open_steps
    if not all_closed and not is_missing(file.document, "next_steps"):
        return
    yield Hit(
        At(("next_steps",), key=True),
        "All next steps are closed, and there is no new one"
        if all_closed
        else "There are no next steps",
        "say what happens next and by when, or change the status if nothing will",
        ("next_steps",),
    )
