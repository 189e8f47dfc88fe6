"""silent-step"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.promises import Basis, answers, promises
from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Hit, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import (
    Standing,
    accounts,
    has_to_answer,
    is_reported,
    say_quarter,
    standing,
)
from kprlint.rules.next_steps.writing import with_action
from kprlint.wording import quote


@rule("silent-step", severity=Severity.INFO, scope=Scope.PLAN)
def silent_step(file: ActivityFile) -> Iterator[Hit]:
    """A step stands word for word as last quarter, with the same date, and nothing is said of it.

    `update` says how it stands. From the second quarter in a row it is a warning, but for a standing duty
    (`due: ongoing`), and before the quarter `answers_from` in the register. It waits until the activity has reported.

    ### Why it matters

    The report prints “stands unchanged, nobody has said”. One sentence makes it “22 of the 40 have passed”.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Train the forty volunteers
        due: 2024-03
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Train the forty volunteers
        due: 2024-03
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Train the forty volunteers
        due: 2024-03
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Train the forty volunteers
        due: 2024-03
        update: 22 of the 40 have passed the first of two modules.
    ```
    """
    found = accounts(file)
    if found is None or not is_reported(file):
        return
    if file.status and file.status.kind is Kind.WITHDRAWN:
        return  # its status gives up all of it
    told: set[int] = set()
    for one in standing(file, found):
        place = one.part.later.place
        if place in told or not _is_silent(one):
            continue
        told.add(place)
        again = (
            not one.step.ongoing and has_to_answer(file, found.quarter) and _was_silent(file, one)
        )
        since = say_quarter(one.account.report.quarter, found.quarter)
        yield Hit(
            At(("next_steps", place)),
            f"{quote(one.step.action)} stands unchanged in the third report, and nothing is said of it"
            if again
            else f"{quote(one.step.action)} stands as it did {since}, and nothing is said of it",
            with_action(
                file,
                ("next_steps", place),
                "“update:” with how it stands, or “done:” with when it was done",
            ),
            (one.step.action,),
            severity=Severity.WARNING if again else None,
            offers=(
                *offers.field(
                    file.document, one.path, "update", "Say how it stands: write “update:”"
                ),
                *offers.field(
                    file.document, one.path, "done", "It was done: write “done:”, and say when"
                ),
            ),
        )


def _is_silent(one: Standing) -> bool:
    step, before = one.step, one.line.earlier.step
    return (
        step.is_open
        and before.is_open
        and one.part.basis is Basis.SAME
        and one.part.move is None
        and (step.due, step.ongoing) == (before.due, before.ongoing)
        and not (step.update or step.moved)
    )


def _was_silent(file: ActivityFile, one: Standing) -> bool:
    """Whether it stood so in the report before, too."""
    report, step = one.account.report, one.line.earlier
    if file.folder is None or step.step.update or step.step.moved:
        return False
    for earlier in file.folder.reports(report.identity, report.quarter):
        before = list(promises(earlier.identity, earlier.activity, file.placeholders))
        then = list(promises(report.identity, report.activity, file.placeholders))
        for line in answers(before, then).lines:
            for part in line.parts:
                if part.later.place == step.place:
                    return _is_silent(Standing(one.account, line, part))
        return False
    return False
