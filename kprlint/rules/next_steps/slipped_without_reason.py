"""slipped-without-reason"""

from collections.abc import Iterator

from kprlint.model import Kind, Outcome
from kprlint.model.activity import ONGOING
from kprlint.model.due import say_day, say_due
from kprlint.project.accounts import Accounts
from kprlint.promises import Move, When, moved, of_due
from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Hit, Offer, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import Standing, accounts, at_field, say_quarter, standing
from kprlint.rules.next_steps.writing import is_text, with_action
from kprlint.source.yaml import Path, Scalar
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
    severity = Severity.ERROR if file.closing else None
    yield from _of_the_activity(file, found, severity)
    told: set[int] = set()
    for one in standing(file, found):
        step, slip = one.step, one.part.move
        if slip is None or not slip.is_later or step.moved or one.part.later.place in told:
            continue
        if step.outcome is Outcome.VOID or not one.line.earlier.step.is_open:
            continue  # no promise; or one that is open again, of which reopened-step tells
        if slip.after is None and _is_unreadable(file, (*one.path, "due")):
            continue
        told.add(one.part.later.place)
        then = say_quarter(one.account.report.quarter, found.quarter)
        yield Hit(
            at_field(file, one.path, "due"),
            f"{quote(step.action)} was promised {then} for {_say(slip.before)}, {_now(one, slip)}",
            "add “moved:” below the date, with why"
            if slip.after and not is_text(file, one.path)
            else with_action(file, one.path, "“moved:” with why"),
            (one.line.earlier.action,),
            severity=severity,
            offers=_say_why(file, one.path),
        )


def _of_the_activity(
    file: ActivityFile, found: Accounts, severity: Severity | None
) -> Iterator[Hit]:
    """The date by which the whole activity is promised, compared with what it carries on, too."""
    activity = file.activity
    over = file.status is not None and file.status.kind is Kind.COMPLETE
    if activity.moved or (activity.due is None and (over or _is_unreadable(file, ("due",)))):
        return
    for account in found.of:
        if account.is_told_here or account.report.identity in activity.continues:
            slip = moved(of_due(account.report.activity.due), of_due(activity.due))
            if slip and slip.is_later:
                then = say_quarter(account.report.quarter, found.quarter)
                now = (
                    f"and now for {_say(slip.after)}" if slip.after else "and has no date any more"
                )
                yield Hit(
                    At(("due",)) if activity.due else At(("next_steps",), key=True),
                    f"The activity was promised {then} for {_say(slip.before)}, {now}",
                    "add “moved:” below its “due:”, with why",
                    ("due",),
                    severity=severity,
                    offers=_say_why(file, ()),
                )
                return


def _say_why(file: ActivityFile, path: Path) -> tuple[Offer, ...]:
    title = "Say why it moved: write “moved:”"
    return tuple(offers.field(file.document, path, "moved", title, after=("action", "due")))


def _is_unreadable(file: ActivityFile, path: Path) -> bool:
    """Whether something is written there that is no date: invalid-date tells of it."""
    step_due = file.document.node(path)
    return isinstance(step_due, Scalar) and bool(step_due.text.strip()) and step_due.text != ONGOING


def _now(one: Standing, slip: Move) -> str:
    if slip.after:
        return f"and now for {_say(slip.after)}"
    return "and is now a standing duty" if one.step.ongoing else "and has no date any more"


def _say(when: When) -> str:
    """``15 March 2024``, ``March 2024``, ``Q3 2023/24``; the last day of what has no such name."""
    return say_due(when.due) if when.due else say_day(when.end)
