"""reopened-step"""

from collections.abc import Iterator

from kprlint.model import NextStep, Outcome
from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Hit, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import accounts, say_quarter, standing
from kprlint.rules.next_steps.writing import with_action
from kprlint.wording import quote

_SAID = {
    Outcome.DONE: "was reported as done",
    Outcome.DROPPED: "was given up",
    Outcome.TO: "was handed over",
    Outcome.VOID: "was called no promise",
}


@rule("reopened-step", severity=Severity.WARNING, scope=Scope.PLAN)
def reopened_step(file: ActivityFile) -> Iterator[Hit]:
    """What was closed last quarter stands open again, and nobody says why.

    `update` or `moved` says it. A new step that happens to have the words of an old one says so, too: “The second one,
    for the north”. With `--closing` it is an error.

    ### Why it matters

    Councillors have read that it was done. If that was wrong, or has come undone, they read it here first.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Replace the pump
        done: 2023-06-12
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Replace the pump
        due: 2023-12
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Replace the pump
        done: 2023-06-12
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Replace the pump
        due: 2023-12
        update: The new pump failed in August.
    ```
    """
    found = accounts(file)
    for one in standing(file, found) if found else ():
        before: NextStep = one.line.earlier.step
        if before.outcome is None or not one.step.is_open or one.step.update or one.step.moved:
            continue
        then = say_quarter(one.account.report.quarter, found.quarter if found else None)
        yield Hit(
            At(one.path),
            f"{quote(one.step.action)} {_SAID[before.outcome]} {then}, and stands open again",
            with_action(file, one.path, "“update:” with why it is open again"),
            (one.step.action,),
            severity=Severity.ERROR if file.closing else None,
            offers=tuple(
                offers.field(
                    file.document, one.path, "update", "Say why it is open again: write “update:”"
                )
            ),
        )
