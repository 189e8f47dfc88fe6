"""slipped-without-reason"""

from collections.abc import Iterator

from kprlint.model import Kind, Outcome
from kprlint.model.due import say_day, say_due
from kprlint.promises import Move, When
from kprlint.rules.base import ActivityFile, Hit, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import Standing, accounts, at_field, say_quarter, standing
from kprlint.wording import quote


@rule("slipped-without-reason", severity=Severity.WARNING, scope=Scope.PLAN)
def slipped_without_reason(file: ActivityFile) -> Iterator[Hit]:
    """A date is later than last quarter, or has been taken away, and nobody says why.

    That of a step, open or done by now, or of the whole activity. `moved`, below the date, says why. The date is `due`,
    else the one certain deadline in the words; ends are compared. A date that is given for the first time has not
    moved, nor one that is only coarser and still holds the old one, nor words that are the same: “in the next quarter”.
    What git holds of the last quarter is compared. With `--closing` it is an error.

    ### Why it matters

    Slippage is what readers look for. Without a reason it looks like forgetting.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Choose the places for the new monitors
        due: 2023-10
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Choose the places for the new monitors
        due: 2023-10
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
        moved: The county lets us use its lamp posts from January only.
    ```
    """
    found = accounts(file)
    if found is None or (file.status and file.status.kind is Kind.WITHDRAWN):
        return
    told: set[int] = set()
    for one in standing(file, found):
        step, slip = one.step, one.part.move
        if slip is None or not slip.is_later or step.moved or one.part.later.place in told:
            continue
        if step.outcome is Outcome.VOID or not one.line.earlier.step.is_open:
            continue  # no promise; or one that is open again, of which reopened-step tells
        told.add(one.part.later.place)
        then = say_quarter(one.account.report.quarter, found.quarter)
        yield Hit(
            at_field(file, one.path, "due"),
            f"{quote(step.action)} was promised {then} for {_say(slip.before)}, {_now(one, slip)}",
            "add “moved:” below the date, with why"
            if slip.after
            else "add “moved:” to it, with why",
            (one.line.earlier.action,),
            severity=Severity.ERROR if file.closing else None,
        )


def _now(one: Standing, slip: Move) -> str:
    if slip.after:
        return f"and now for {_say(slip.after)}"
    return "and is now a standing duty" if one.step.ongoing else "and has no date any more"


def _say(when: When) -> str:
    """``15 March 2024``, ``March 2024``, ``Q3 2023/24``; the last day of what has no such name."""
    return say_due(when.due) if when.due else say_day(when.end)
