"""percentage-against-status"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.rules.base import ActivityFile, At, Gate, Hit, Severity, rule
from kprlint.wording import quote


@rule(
    "percentage-against-status", severity=Severity.WARNING, gate=Gate(fields=("percent_complete",))
)
def percentage_against_status(file: ActivityFile) -> Iterator[Hit]:
    """`percent_complete` and the status do not agree on whether the activity is complete.

    ### Why it matters

    One reader looks at the figure, the other at the word, and each believes something else.

    ### Bad

    ```yaml
    status: Green
    percent_complete: 100
    ```

    ### Good

    ```yaml
    status: Green
    percent_complete: 95
    ```
    """
    percent, status = file.activity.percent_complete, file.status
    if percent is None or status is None or status.kind in (None, Kind.UNKNOWN, Kind.WITHDRAWN):
        return
    if status.kind is Kind.COMPLETE and percent < 100:
        message = f"The status is {quote(status.word)}, but {percent} % is complete"
        help = "write 100, or the status of something that still goes on"
    elif status.kind is not Kind.COMPLETE and percent == 100:
        message = f"100 % is complete, but the status is {quote(status.word)}"
        help = "give it the status for what is complete, or say how much is done so far"
    else:
        return
    yield Hit(At(("percent_complete",)), message, help, (str(percent), status.word))
