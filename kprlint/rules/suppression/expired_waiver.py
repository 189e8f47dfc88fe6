"""expired-waiver"""

from collections.abc import Iterator

from kprlint.model.due import say_day
from kprlint.rules.base import Hit, Suppression, rule


@rule("expired-waiver")
def expired_waiver(suppression: Suppression) -> Iterator[Hit]:
    """A waiver in kprlint.toml held until a day that is over. It hides nothing any more.

    “Over” is told from the plans: the last day of the latest quarter under way, or `--as-of`.

    ### Why it matters

    What was accepted for a time is due again.

    ### Bad

    ```toml kprlint.toml
    [[waiver]]
    rule = "undated-next-step"
    paths = ["activities/**"]
    reason = "dates come with the new plan"
    until = 2023-06-30
    ```

    ### Good

    ```toml kprlint.toml
    [[waiver]]
    rule = "undated-next-step"
    paths = ["activities/**"]
    reason = "dates come with the new plan"
    until = 2024-03-31
    ```
    """
    until, today = suppression.until, suppression.today
    if until and today and until < today:
        yield Hit(
            suppression.span,
            f"This waiver held until {say_day(until)}, and it is {say_day(today)} now",
            "mend what it hid, or agree a new day",
            (suppression.rule, until.isoformat()),
        )
