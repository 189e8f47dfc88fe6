"""due-after-plan"""

from collections.abc import Iterator

from kprlint.model.due import say_day
from kprlint.rules.base import ActivityFile, At, Hit, Severity, rule


@rule("due-after-plan", severity=Severity.INFO)
def due_after_plan(file: ActivityFile) -> Iterator[Hit]:
    """A next step falls due after the plan has ended.

    Not in the plan's last quarter, when what comes next always does.

    ### Why it matters

    Nobody reports on it any more, unless the next plan carries the activity on.

    ### Bad

    ```yaml
    next_steps:
      - action: Open the new centre
        due: 2025-05
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Lay the foundations
        due: 2024-02
    ```
    """
    plan = file.plan
    period = file.activity.period
    if plan is None or plan.ends is None or (period and period.last_day >= plan.ends):
        return
    for index, step in enumerate(file.activity.next_steps):
        if step.is_open and step.due and step.due.end > plan.ends:
            yield Hit(
                At(("next_steps", index, "due")),
                f"This is after the plan ends ({say_day(plan.ends)})",
                "name what will be done within the plan, or see that the next plan takes it up",
                (step.action, str(step.due)),
            )
