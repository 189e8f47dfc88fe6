"""complete-with-open-steps"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Gate, Hit, rule
from kprlint.wording import quote

_ANSWERS = (
    ("done", "It was done: write “done:”, and say when"),
    ("dropped", "It is given up: write “dropped:”, and say why"),
    ("to", "It goes on elsewhere: write “to:”, and say where"),
)


@rule("complete-with-open-steps", gate=Gate(kinds=(Kind.COMPLETE,)))
def complete_with_open_steps(file: ActivityFile) -> Iterator[Hit]:
    """A completed activity still has open next steps.

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
    next_steps:
      - action: Update the website every month
        to: daily business of the web team
    ```
    """
    status = file.status
    if status is None or status.kind is not Kind.COMPLETE:
        return
    for index, step in enumerate(file.activity.next_steps):
        if step.action and step.is_open and not is_placeholder(step.action, file.placeholders):
            yield Hit(
                At(("next_steps", index)),
                f"The activity is {quote(status.word)}, but this step is still open",
                "write below it what became of it: “done:” with when, “dropped:” with why, or “to:” with the activity that "
                "goes on with it; or change the status",
                (step.action,),
                offers=tuple(
                    offer
                    for name, title in _ANSWERS
                    for offer in offers.field(file.document, ("next_steps", index), name, title)
                ),
            )
