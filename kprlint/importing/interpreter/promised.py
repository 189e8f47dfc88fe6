"""What became of last quarter's promises, as a paper of ours prints it → the steps of its activities.

A report of a council's own says it in many ways, and none is guessed: whatever does not read as ours is left over.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kprlint.importing.cells import Location
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.due import written
from kprlint.importing.interpreter.found import FoundActivity, FoundStep
from kprlint.words.printed import Accounted, read_accounted

# What is said of a step that goes on, and stands among the next steps.
_OPEN = ("moved", "update")


class Promise(NamedTuple):
    """A line: the code that it begins with, what follows, and the whole as it stands."""

    code: str
    rest: str
    text: str
    place: Location


def accounted(
    activities: Sequence[FoundActivity], promised: Sequence[Promise], left_over: list[Doubt]
) -> list[FoundActivity]:
    """The activities with what is told of their steps; `left_over` hears of what could not be read."""
    found = {str(activity.code): activity for activity in activities}
    for promise in promised:
        activity = found.get(promise.code)
        read = read_accounted(promise.rest)
        steps = _with(activity.next_steps, read) if activity and read else None
        if activity and steps is not None:
            found[promise.code] = replace(activity, next_steps=steps)
        else:
            left_over.append(
                Doubt(
                    "import-left-over", promise.place, None, "this text went nowhere", promise.text
                )
            )
    return list(found.values())


def _with(steps: tuple[FoundStep, ...], read: Accounted) -> tuple[FoundStep, ...] | None:
    """The steps with one that is over, or with what is said of one that goes on; None where it is not clear of which."""
    said = _said(read)
    same = [at for at, step in enumerate(steps) if step.action == read.action]
    if read.told.field not in _OPEN:
        told = ((read.told.field, said),)
        return None if same else (*steps, FoundStep(read.action, written(read.due), "", told))
    if len(same) != 1:
        return None
    [at] = same
    one = replace(steps[at], told=(*steps[at].told, (read.told.field, said)))
    return (*steps[:at], one, *steps[at + 1 :])


def _said(read: Accounted) -> date | str:
    said = read.told.said
    typed = None if isinstance(said, str) else written(said)
    return str(said) if typed is None else typed
