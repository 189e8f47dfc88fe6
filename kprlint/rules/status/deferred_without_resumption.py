"""deferred-without-resumption"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.rules.base import ActivityFile, At, Gate, Hit, rule
from kprlint.rules.examples import Examples
from kprlint.wording import quote


@rule("deferred-without-resumption", gate=Gate(kinds=(Kind.DEFERRED, Kind.PAUSED)))
def deferred_without_resumption(file: ActivityFile) -> Iterator[Hit]:
    """An activity is put off, and no step says when it goes on.

    ### Why it matters

    Without a date, “deferred” is how a promise is dropped without anybody saying so.

    ### Bad

    ```yaml
    status: Deferred
    status_reason: The contract was extended by two years.
    next_steps:
      - Procurement will be looked at again
    ```

    ### Good

    ```yaml
    status: Deferred
    status_reason: The contract was extended by two years.
    next_steps:
      - action: Look at procurement again
        due: 2024/25
    ```
    """
    status = file.status
    if status is None or status.kind not in (Kind.DEFERRED, Kind.PAUSED):
        return
    if not any(step.due for step in file.activity.open_steps):
        yield Hit(
            At(("next_steps",), key=True),
            f"{quote(status.word)} needs a date: no next step says when the activity goes on",
            f"add a step with “action:” and “due:”, such as “due: {Examples.of(file.document).next_year}”",
            (status.word,),
        )
