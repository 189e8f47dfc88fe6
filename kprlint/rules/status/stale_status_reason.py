"""stale-status-reason"""

from collections.abc import Iterator

from kprlint.model import Activity, ActivityId, Kind
from kprlint.promises.words import key
from kprlint.rules.base import ActivityFile, At, Hit, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import is_reported, say_quarter
from kprlint.wording import quote

_RESTS = frozenset({Kind.PAUSED, Kind.DEFERRED, Kind.NOT_STARTED})
_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})


@rule("stale-status-reason", severity=Severity.WARNING, scope=Scope.PLAN)
def stale_status_reason(file: ActivityFile) -> Iterator[Hit]:
    """The reason for the status is word for word last quarter's.

    Of an activity that reports this quarter. One that is paused, deferred or not started may keep its reason, and so may
    one that was over last quarter already.

    ### Why it matters

    It says why things stood so three months ago. What has been done about it since is what readers want to know.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    status: Amber
    status_reason: The supplier is late.
    ```

    ```yaml
    period: 2023/24 Q2
    status: Amber
    status_reason: The supplier is late.
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    status: Amber
    status_reason: The supplier is late.
    ```

    ```yaml
    period: 2023/24 Q2
    status: Amber
    status_reason: The supplier has sent four monitors of six.
    ```
    """
    activity, status, folder = file.activity, file.status, file.folder
    if not activity.status_reason or activity.code is None or activity.period is None:
        return
    if folder is None or not is_reported(file) or (status and status.kind in _RESTS):
        return
    identity = ActivityId(folder.name, activity.code)
    last = next(folder.reports(identity, activity.period), None)
    if last is None or key(last.activity.status_reason) != key(activity.status_reason):
        return
    if status and status.kind in _OVER and _kind(file, last.activity) is status.kind:
        return
    then = say_quarter(last.quarter, activity.period)
    yield Hit(
        At(("status_reason",)),
        f"{quote(activity.status_reason)} was the reason {then} already, word for word",
        f"say why it is {quote(activity.status)} now, and what has changed since",
        (activity.status_reason,),
    )


def _kind(file: ActivityFile, activity: Activity) -> Kind | None:
    status = file.plan.find_status(activity.status) if file.plan else None
    return status.kind if status else None
