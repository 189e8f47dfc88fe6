"""complete-without-evidence"""

import re
from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.rules.base import ActivityFile, At, Gate, Hit, rule
from kprlint.wording import quote

_WORD = re.compile(r"[^\W\d_]{2,}")


@rule("complete-without-evidence", gate=Gate(kinds=(Kind.COMPLETE,)))
def complete_without_evidence(file: ActivityFile) -> Iterator[Hit]:
    """A completed activity does not say what was delivered, neither in progress nor in the `done` of a step.

    ### Why it matters

    “Complete” closes a promise for good. The report should say what the council got for it.

    ### Bad

    ```yaml
    status: Complete
    progress: []
    next_steps: []
    ```

    ### Good

    ```yaml
    status: Complete
    progress:
      - The website went live on 4 September 2023.
    next_steps: []
    ```
    """
    status = file.status
    if status is None or status.kind is not Kind.COMPLETE:
        return
    if any(
        step.done_on or _tells(step.done, file.placeholders) for step in file.activity.next_steps
    ):
        return
    if not any(_tells(item, file.placeholders) for item in file.activity.progress):
        yield Hit(
            At(("progress",), key=True),
            f"The activity is {quote(status.word)}, but progress does not say what was delivered",
            "add what was delivered, and when",
            (status.word,),
        )


def _tells(item: str, placeholders: tuple[str, ...]) -> bool:
    """Whether an item of progress says anything: some words, and not “N/A” or “2019.” alone."""
    return len(_WORD.findall(item)) >= 2 and not is_placeholder(item, placeholders)
