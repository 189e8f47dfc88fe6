"""placeholder-next-step"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.rules.base import ActivityFile, At, Hit, Option, rule
from kprlint.wording import quote


@rule(
    "placeholder-next-step",
    options=(
        Option(
            "also",
            "strings",
            "Further words of your council that are no next step, for every rule that looks at next steps.",
        ),
    ),
)
def placeholder_next_step(file: ActivityFile, *, also: tuple[str, ...] = ()) -> Iterator[Hit]:
    """A next step says nothing: “None required.”, “N/A”, “TBC”, “Ongoing”.

    So do such a word with a reason, “TBC – awaiting funding”, and “Continue as planned”. A completed activity
    may say so; any other has something to do next.

    ### Why it matters

    It looks like an answer, so nobody asks again; and next quarter nothing can be held against it.

    ### Bad

    ```yaml
    next_steps:
      - None required.
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        due: 2023/24 Q3
    ```
    """
    status = file.status
    if status and status.kind in (Kind.COMPLETE, Kind.WITHDRAWN):
        return
    for index, step in enumerate(file.activity.next_steps):
        if step.action and step.is_open and is_placeholder(step.action, also):
            yield Hit(
                At(("next_steps", index)),
                f"{quote(step.action)} is not a next step",
                "say what will be done and by when; if nothing is left to do, the status is complete",
                (step.action,),
            )
