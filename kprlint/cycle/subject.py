"""What an update is about: an activity, what it reported last, and which of its promises ask for an answer."""

from typing import NamedTuple

from kprlint.errors import Refused
from kprlint.model import Activity, NextStep, Plan, Quarter
from kprlint.project.find import CurrentPlan
from kprlint.project.past import Report
from kprlint.promises import Promise
from kprlint.source.document import Document
from kprlint.source.editing import is_sound
from kprlint.source.reading import read_activity


class Asked(NamedTuple):
    """A step that was promised in `quarter`; `place` and `now` are where and how it stands in the file, None where it is lost."""

    quarter: Quarter
    earlier: Promise
    place: int | None
    now: NextStep | None


class Subject(NamedTuple):
    """An activity to be updated; `last` is its last report, where git has one."""

    name: str
    document: Document
    activity: Activity
    plan: Plan
    period: Quarter
    last: Report | None
    asked: tuple[Asked, ...]

    @property
    def new(self) -> tuple[NextStep, ...]:
        """The steps of the file that were not promised before."""
        old = {one.place for one in self.asked}
        return tuple(
            step
            for place, step in enumerate(self.activity.next_steps)
            if step.action and step.is_open and place not in old
        )


def subject(turning: CurrentPlan, name: str, placeholders: tuple[str, ...] = ()) -> Subject:
    """What there is to ask about the activity in the file `name` of the plan; raises Refused where nothing can be asked."""
    document = turning.folder.load(name)
    if not is_sound(document):
        raise Refused(
            f"nothing was asked, since {turning.show(name)} cannot be edited as it stands:",
            *_in_the_way(turning, name),
        )
    activity = read_activity(document)
    if activity.period != turning.period:
        said = (
            f"it reports on {activity.period}" if activity.period else "it does not say its quarter"
        )
        raise Refused(
            f"nothing was asked of {turning.show(name)}: {said}, and the plan is in {turning.period}; "
            f"write “period: {turning.period}” if it is to report on that"
        )
    accounts = turning.folder.accounts(activity, placeholders)
    asked: dict[object, Asked] = {}
    for account in accounts.of:
        if not account.is_told_here:
            continue
        for line in account.answers.lines:
            earlier = line.earlier
            if not earlier.step.is_open:
                continue
            own = [p.later for p in line.parts if p.later.activity.code == activity.code]
            for later in own:
                asked.setdefault(
                    later.place, Asked(account.report.quarter, earlier, later.place, later.step)
                )
            if not line.parts:
                asked[id(earlier)] = Asked(account.report.quarter, earlier, None, None)
    last = next((account.report for account in accounts.of if account.is_told_here), None)
    return Subject(
        name, document, activity, turning.plan, turning.period, last, tuple(asked.values())
    )


def _in_the_way(turning: CurrentPlan, name: str) -> list[str]:
    """The errors of a file, a line each."""
    from kprlint.lint import engine
    from kprlint.lint.settings import Settings
    from kprlint.rules import load
    from kprlint.rules.base import Severity

    found = engine.check(Settings(paths=(turning.path / name,)), load()).result.findings
    return [
        f"  {one.file}:{one.place.line}:{one.place.column}: {one.message}; {one.help}"
        for one in found
        if one.severity is Severity.ERROR
    ]
