"""falling-percentage"""

from collections.abc import Iterator

from kprlint.model import ActivityId
from kprlint.rules.base import ActivityFile, At, Hit, Scope, Severity, rule


@rule("falling-percentage", severity=Severity.WARNING, scope=Scope.PLAN, reads_all=True)
def falling_percentage(file: ActivityFile) -> Iterator[Hit]:
    """Less of the activity is complete than was reported last quarter.

    Compared with the last quarter that git has of the plan; nothing is said where it has none.

    ### Why it matters

    What is done stays done. Either one of the two figures is a slip, or the promise has grown, and readers should
    be told so.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    percent_complete: 60
    ```

    ```yaml
    period: 2023/24 Q2
    percent_complete: 40
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    percent_complete: 60
    ```

    ```yaml
    period: 2023/24 Q2
    percent_complete: 65
    ```
    """
    activity, folder = file.activity, file.folder
    now = activity.percent_complete
    if now is None or folder is None or activity.code is None or activity.period is None:
        return
    own = ActivityId(folder.name, activity.code)
    for identity in (own, *filter(None, activity.continues)):
        last = next(folder.reports(identity, activity.period), None)
        if last is None:
            continue
        quarter, before = last.quarter, last.activity
        if before.percent_complete is not None and now < before.percent_complete:
            yield Hit(
                At(("percent_complete",)),
                f"{now} % is less than the {before.percent_complete} % of {quarter}",
                "correct it; or, if the promise has grown, say so in progress, and here with "
                "“# kprlint: ignore[falling-percentage]” and the reason",
                (str(now), str(before.percent_complete)),
            )
        return
