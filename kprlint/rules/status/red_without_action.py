"""red-without-action"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.rules.base import ActivityFile, At, Gate, Hit, rule
from kprlint.wording import quote


@rule("red-without-action", gate=Gate(kinds=(Kind.OFF_TRACK,)))
def red_without_action(file: ActivityFile) -> Iterator[Hit]:
    """An activity that is off track has no step that would bring it back, or none with a date.

    ### Why it matters

    Red is a call for help, and the plan's answer is a step and a new date.

    ### Bad

    ```yaml
    status: Red
    status_reason: The contractor went into administration in August.
    next_steps:
      - None at present
    ```

    ### Good

    ```yaml
    status: Red
    status_reason: The contractor went into administration in August.
    next_steps:
      - action: Sign the contract with the runner-up
        due: 2023-11
    ```
    """
    status = file.status
    if status is None or status.kind is not Kind.OFF_TRACK:
        return
    real = [
        step
        for step in file.activity.open_steps
        if step.action and not is_placeholder(step.action, file.placeholders)
    ]
    if not real:
        message = f"{quote(status.word)} needs a next step that brings the activity back on track"
    elif not any(step.due for step in real):
        message = f"{quote(status.word)} needs a date: none of the next steps says by when"
    else:
        return
    yield Hit(
        At(("next_steps",), key=True),
        message,
        "add a step with “action:” and “due:”, the new date",
        (status.word,),
    )
