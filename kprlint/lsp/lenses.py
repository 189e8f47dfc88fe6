"""Above each step what git remembers of its date: “first due June 2023, moved twice”."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lsprotocol import types

from kprlint.change.wording import times
from kprlint.lsp.positions import Positions
from kprlint.lsp.view import View
from kprlint.model import Activity, ActivityId
from kprlint.model.due import say_day, say_due
from kprlint.project.past import Report
from kprlint.promises import Promise, When, answers, moved, of_due, promises, when

_QUARTERS = 20


class _Story(NamedTuple):
    """The first date that a promise of today had, and how often it moved on since."""

    first: When | None
    moves: int


def lenses(view: View, positions: Positions) -> list[types.CodeLens]:
    activity = view.activity()
    quarter = (activity.period if activity else None) or view.quarter
    if activity is None or activity.code is None or quarter is None:
        return []
    identity = ActivityId(view.folder.name, activity.code)
    reports = [*islice(view.folder.reports(identity, quarter), _QUARTERS)]
    made = []
    story = _of_the_activity(activity, reports)
    if story.moves and view.document.node(("due",)):
        made.append(_lens(view, positions, ("due",), story))
    current = list(promises(identity, activity))
    for place, told in _of_steps(current, reports):
        if told.moves:
            made.append(_lens(view, positions, ("next_steps", place), told))
    return made


def _of_steps(current: list[Promise], reports: list[Report]) -> Iterator[tuple[int, _Story]]:
    stories = {one.place: _Story(when(one), 0) for one in current}
    # Which of today's steps each of the report looked at goes on as.
    tracked = {one.place: [one.place] for one in current}
    later = current
    for report in reports:
        earlier = list(promises(report.identity, report.activity))
        further: dict[int, list[int]] = {}
        for line in answers(earlier, later).lines:
            for part in line.parts:
                for place in tracked.get(part.later.place, ()):
                    first, moves = stories[place]
                    by = bool(part.move and part.move.is_later)
                    stories[place] = _Story(when(line.earlier) or first, moves + by)
                    further.setdefault(line.earlier.place, []).append(place)
        if not further:
            break
        tracked, later = further, earlier
    yield from stories.items()


def _of_the_activity(activity: Activity, reports: list[Report]) -> _Story:
    first, moves = of_due(activity.due), 0
    now = first
    for report in reports:
        before = of_due(report.activity.due)
        slip = moved(before, now)
        moves += bool(slip and slip.is_later)
        first, now = before or first, before
    return _Story(first, moves)


def _lens(
    view: View, positions: Positions, path: tuple[str | int, ...], story: _Story
) -> types.CodeLens:
    first = story.first
    said = say_due(first.due) if first and first.due else say_day(first.end) if first else ""
    title = f"first due {said}, moved {times(story.moves)}"
    where = positions.of_span(view.text, view.document.span_of(path))
    return types.CodeLens(where, types.Command(title, ""))
