"""What became of last quarter's promises, as their officers have written it: never a guess."""

from collections.abc import Iterator

from kprlint.change.snapshot import Snapshot
from kprlint.model import NextStep
from kprlint.model.activity import Outcome
from kprlint.model.due import say_due
from kprlint.publish.paper import Promise
from kprlint.publish.text import printed


def promises(now: Snapshot, last: Snapshot | None) -> Iterator[Promise]:
    """The steps that were closed, moved or spoken of, in the register's order."""
    for code, activity in now.activities.items():
        for step in activity.next_steps:
            outcome, told = _told(step)
            if outcome and step.action.strip():
                yield Promise(code, printed(step.action), step.due, outcome, printed(told))


def _told(step: NextStep) -> tuple[str, str]:
    match step.outcome:
        case Outcome.DONE:
            day = step.done_on
            return "done", f"Done: {say_due(day)}" if day else f"Done: {step.done}"
        case Outcome.DROPPED:
            return "dropped", f"Given up: {step.dropped}"
        case Outcome.TO:
            return "moved-to", f"Goes on elsewhere: {step.to}"
        case Outcome.VOID:
            return "void", f"Was no promise: {step.void}"
    if step.moved:
        when = f" to {say_due(step.due)}" if step.due else ""
        return "later", f"Moved{when}: {step.moved}"
    return ("unchanged", f"Goes on: {step.update}") if step.update else ("", "")
