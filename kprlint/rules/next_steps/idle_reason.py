"""idle-reason"""

from collections.abc import Iterator

from kprlint.promises import when
from kprlint.rules.base import ActivityFile, At, Hit, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import Standing, accounts, standing
from kprlint.wording import quote


@rule("idle-reason", severity=Severity.WARNING, scope=Scope.PLAN)
def idle_reason(file: ActivityFile) -> Iterator[Hit]:
    """`moved` gives a reason, but no date has moved.

    That of a step or of the whole activity. What git holds of the last quarter is compared.

    ### Why it matters

    The report prints the reason beside a slip. Where nothing has slipped something else is meant: that the step was
    handed over (`to`), or what there is to say of it (`update`).

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
        moved: The parks team has it now.
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
        to: the parks team
      - action: Read the old monitors
        due: 2024-03
    ```
    """
    found = accounts(file)
    if found is None or not found.has_past:
        return
    activity = file.activity
    before = [account.report.activity.due for account in found.of]
    if activity.moved and before and all(due == activity.due for due in before):
        yield Hit(
            At(("moved",), key=True),
            "The date of the activity has not moved",
            "delete “moved:”; what there is to say of the activity is progress, or “status_reason:”",
            ("moved",),
        )
    known: dict[int, list[Standing]] = {}
    for one in standing(file, found):
        known.setdefault(one.part.later.place, []).append(one)
    for place, step in enumerate(file.activity.next_steps):
        if not step.moved or any(_has_moved(one) for one in known.get(place, ())):
            continue
        is_new = place not in known
        yield Hit(
            At(("next_steps", place, "moved"), key=True),
            f"{quote(step.action)} is new this quarter, so no date has moved"
            if is_new
            else f"The date of {quote(step.action)} has not moved",
            "if it is a step of last quarter in other words, add “was:” with those; if not, delete “moved:”"
            if is_new
            else "to hand it over, write “to:”; to say how it stands, write “update:”",
            (step.action,),
        )


def _has_moved(one: Standing) -> bool:
    """Whether the date is another one, if only earlier or coarser; or the step was closed, and is open again."""
    before, after = one.line.earlier, one.part.later
    if not before.step.is_open:
        return True
    return one.part.move is not None or _days(when(before)) != _days(when(after, before.as_at))


def _days(date: object) -> object:
    from kprlint.promises import When

    return (date.start, date.end) if isinstance(date, When) else None
