"""outdated-period"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, Severity, rule


@rule("outdated-period", severity=Severity.WARNING)
def outdated_period(file: ActivityFile) -> Iterator[Hit]:
    """The activity reports on another quarter than the plan: it was not updated.

    A warning while the quarter is under way, an error with `check --closing`.

    ### Why it matters

    Last quarter's text would be published as this quarter's.

    ### Bad

    ```yaml
    period: 2023/24 Q1
    ```

    ### Good

    ```yaml
    period: 2023/24 Q2
    ```
    """
    period, plan = file.activity.period, file.plan
    if period is None or plan is None or plan.period is None or period == plan.period:
        return
    if not plan.covers(period):  # wrong-folder says so
        return
    late = "is not updated yet: it reports" if period < plan.period else "reports"
    yield Hit(
        At(("period",)),
        f"The activity {late} on {period}, while the plan is in {plan.period}",
        f"bring progress and next steps up to date and write “period: {plan.period}”",
        (str(period), str(plan.period)),
        severity=Severity.ERROR if file.closing else None,
    )
