"""A step as it stands in a report: what is compared."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kprlint.model import Activity, ActivityId, NextStep
from kprlint.prose.steps.placeholders import is_placeholder


class Promise(NamedTuple):
    """A next step of a report.

    `place` is where it stands, from 0, among the activity's next steps, `as_at` the day that its words are read as of:
    the as-at date of the report, or the last day of its quarter.
    """

    activity: ActivityId
    place: int
    step: NextStep
    as_at: date

    @property
    def action(self) -> str:
        return self.step.action


def promises(
    identity: ActivityId, report: Activity, placeholders: tuple[str, ...] = ()
) -> Iterator[Promise]:
    """The steps of a report that promise something, closed ones too; none of one that does not say its quarter.

    A placeholder (“None required”) was no promise, unless it says what it was; `placeholders` are the council's own.
    """
    as_at = report.judged_at
    if as_at is None:
        return
    for place, step in enumerate(report.next_steps):
        if step.was or (step.action and not is_placeholder(step.action, placeholders)):
            yield Promise(identity, place, step, as_at)
