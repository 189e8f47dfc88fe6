"""empty-progress"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.rules.base import ActivityFile, At, Hit, Severity, rule
from kprlint.rules.file.fields import is_missing


@rule("empty-progress", severity=Severity.WARNING)
def empty_progress(file: ActivityFile) -> Iterator[Hit]:
    """Nothing is reported for the quarter yet.

    A warning while the quarter is under way, an error with `check --closing`. Of a completed activity
    complete-without-evidence speaks; of a withdrawn one there is nothing to tell.

    ### Why it matters

    Progress is emptied when a quarter is opened; what is still empty when it closes was not reported.

    ### Bad

    ```yaml
    progress: []
    ```

    ### Good

    ```yaml
    progress:
      - The status report is written and awaits sign-off.
    ```
    """
    status = file.status
    if status and status.kind in (Kind.COMPLETE, Kind.WITHDRAWN):
        return
    if not is_missing(file.document, "progress"):
        return
    period = f" for {file.activity.period}" if file.activity.period else ""
    yield Hit(
        At(("progress",), key=True),
        f"No progress is reported{period}",
        "say what happened in the quarter, one fact on a line after “- ”",
        ("progress",),
        severity=Severity.ERROR if file.closing else None,
    )
