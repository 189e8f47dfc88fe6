"""complete-with-open-steps"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.rules.wording import quote


@rule("complete-with-open-steps")
def complete_with_open_steps(file: ActivityFile) -> Iterator[Hit]:
    """A completed activity still has next steps.

    ### Why it matters

    Either it is not complete, or the steps belong to another activity; once it is closed nobody follows
    them up.

    ### Bad

    ```yaml
    status: Complete
    next_steps:
      - Update the website every month
    ```

    ### Good

    ```yaml
    status: Complete
    next_steps: []
    ```
    """
    status = file.status
    if status is None or status.kind is not Kind.COMPLETE:
        return
    for index, step in enumerate(file.activity.next_steps):
        if step.action and not is_placeholder(step.action, file.placeholders):
            yield Hit(
                At(("next_steps", index)),
                f"The activity is {quote(status.word)}, but this step is still open",
                "delete the step, move it to the activity that it belongs to, or change the status",
                (step.action,),
            )
