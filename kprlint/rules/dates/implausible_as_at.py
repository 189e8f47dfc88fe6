"""implausible-as-at"""

from collections.abc import Iterator

from kprlint.model.due import say_day
from kprlint.rules.base import ActivityFile, At, Hit, Severity, rule


@rule("implausible-as-at", severity=Severity.WARNING)
def implausible_as_at(file: ActivityFile) -> Iterator[Hit]:
    """The as-at date lies before its quarter, or more than a quarter after it.

    ### Why it matters

    Every date of the file is compared with it: a slip in the year lets all of them pass, or none.

    ### Bad

    ```yaml
    as_at: 2032-10-31
    ```

    ### Good

    ```yaml
    as_at: 2023-10-31
    ```
    """
    as_at, period = file.activity.as_at, file.activity.period
    if as_at and period and not period.first_day <= as_at <= (period + 1).last_day:
        yield Hit(
            At(("as_at",)),
            f"{say_day(as_at)} is not a day on which anybody reports on {period} "
            f"({say_day(period.first_day)} to {say_day(period.last_day)})",
            "correct the day, or the period",
            (as_at.isoformat(), str(period)),
        )
