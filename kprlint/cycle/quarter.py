"""Turning a quarter: what opening one changes in the files of a plan."""

from pathlib import Path as FilePath
from typing import NamedTuple

from kprlint.errors import Refused
from kprlint.model import Activity, Kind, Quarter
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import REGISTER
from kprlint.source.document import Document, blank
from kprlint.source.editing import Editor, is_sound
from kprlint.source.edits import Unusual
from kprlint.source.reading import read_activity
from kprlint.source.yaml import Mapping, Path, Scalar

_CLOSED = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})


# What is said of a step for one quarter: left in, it would excuse something twice.
_OF_A_STEP = ("was", "from", "moved", "update")


class Opening(NamedTuple):
    """What opening a quarter changes: the old and the new bytes of each file, the register last.

    `kept` counts the closed activities that keep their progress and their steps, `ahead` those that report on the new
    quarter, or a later one, already and are not touched, `closed` the steps that are taken out.
    """

    changes: dict[FilePath, tuple[bytes, bytes]]
    kept: int
    ahead: int
    closed: int


def opening(turning: CurrentPlan, quarter: Quarter) -> Opening:
    """All edits that open `quarter`, checked; raises Refused where one file cannot be moved on."""
    plan, period = turning.plan, turning.period
    if quarter - period < 1:
        raise Refused(
            f"the plan {plan.name} is in {period} already, and {quarter} is not after it; "
            f"the next quarter is {period + 1}"
        )
    if not plan.covers(quarter):
        raise Refused(
            f"{quarter} is not a quarter of the plan {plan.name} ({plan.starts} to {plan.ends}); "
            "correct the quarter, or begin a new plan in a folder of its own"
        )
    changes: dict[FilePath, tuple[bytes, bytes]] = {}
    unread: list[str] = []
    kept = ahead = taken = 0
    for name in (*turning.activities, REGISTER):
        document = turning.folder.register if name == REGISTER else turning.folder.load(name)
        problem = _problem(document)
        if problem:
            unread.append(f"  {turning.show(name)}: {problem}")
            continue
        activity = None
        closed = False
        if name != REGISTER:
            activity = read_activity(document)
            status = plan.find_status(activity.status)
            closed = bool(status and status.kind in _CLOSED)
            if activity.period and activity.period - quarter >= 0:
                ahead += 1
                continue
            kept += closed
            if not closed:
                taken += len(activity.next_steps) - len(activity.open_steps)
        try:
            editor = Editor(document)
            moved_on(editor, quarter, activity, closed=closed)
        except Unusual as error:
            unread.append(f"  {turning.show(name)}: {error}")
        else:
            changes[turning.path / name] = (document.text.encode(), editor.data)
    if unread:
        raise Refused(
            "nothing was changed, since not every file can be moved on; kprlint check says more of",
            *unread,
        )
    return Opening(changes, kept, ahead, taken)


def _problem(document: Document) -> str:
    """Why a document cannot be edited safely; empty where it can."""
    if not is_sound(document):
        return "it cannot be read"
    period = document.node(("period",))
    if period is None or blank(period):
        return "it does not say which quarter it reports on"
    if not isinstance(period, Scalar) or Quarter.parse(period.text) is None:
        return "its period is not a quarter; it should look like 2023/24 Q2"
    return ""


def moved_on(
    editor: Editor, quarter: Quarter, activity: Activity | None = None, *, closed: bool = False
) -> None:
    """Moves a register or an activity on to `quarter`; raises Unusual.

    `activity` is what is read of it. Of one that is `closed` progress and steps stay, which are the evidence for it.
    """
    editor.put(("period",), str(quarter))
    if activity is None:
        return
    editor.drop(("as_at",))
    if closed:
        return
    editor.drop(("moved",))
    editor.empty(("progress",))
    if not activity.open_steps:
        editor.empty(("next_steps",))
        return
    for place in reversed(range(len(activity.next_steps))):
        path: Path = ("next_steps", place)
        if not activity.next_steps[place].is_open:
            editor.drop(path)
        elif isinstance(editor.node(path), Mapping):
            for name in _OF_A_STEP:
                editor.drop((*path, name))
