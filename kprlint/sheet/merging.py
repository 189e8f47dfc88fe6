"""Three texts of each activity, as cells: at the export, in the sheet, and in the file by now → what is to change.

What only the sheet has changed is taken, what only the file has changed stays, and where both have, and differ, that is
a conflict. A row that is not there says nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kprlint.sheet.columns import OF_ACTIVITIES, OF_STEPS
from kprlint.sheet.flat import Cells, Flat, alike, fold, same
from kprlint.sheet.reading import Bad, Row
from kprlint.wording import quote

# Two columns that say one thing.
_OUTCOME = ("outcome", "said")
_FIELDS = tuple(column.field for column in OF_ACTIVITIES if column.field != "code")
_STEP_FIELDS = tuple(
    column.field for column in OF_STEPS if column.field not in ("code", "step", *_OUTCOME)
)


class Change(NamedTuple):
    """What is to change: one field of an activity (`step` is None), or of one of its steps by its place in the file.

    `before` and `after` are cells by field: one, but for an outcome with its words.
    """

    row: Row
    step: int | None
    before: Cells
    after: Cells

    @property
    def where(self) -> str:
        """The cell that it comes from; of an outcome the first that has changed."""
        return self.row.at(next(f for f in self.after if not same(self.after[f], self.before[f])))


class Merged(NamedTuple):
    """Of one activity: its changes, the rows of its new steps, and what stands in the way of them."""

    changes: list[Change]
    new: list[Row]
    bad: list[Bad]


def merged(base: Flat | None, now: Flat, row: Row | None, steps: Sequence[Row]) -> Merged:
    """What the rows of an activity change in its file. `base` is None where the export had no such file."""
    found = Merged([], [], [])
    if base is None:
        return found
    if row is not None:
        for field in _FIELDS:
            if field in row.cells:
                _merge((field,), base.fields, now.fields, row, None, found)
    partners = dict(_paired(base.steps, now.steps, _put(steps)))
    extra = [step for place, step in enumerate(now.steps) if place not in partners.values()]
    for one in steps:
        number = one.cells["step"].strip()
        if not number:
            _add(one, extra, found)
        elif (
            not number.isascii()
            or not number.isdigit()
            or not 1 <= int(number[:9]) <= len(base.steps)
        ):
            had = f"had {len(base.steps)} steps" if len(base.steps) != 1 else "had one step"
            why = f"{quote(number)} is no step of it, which {had} at the export; leave the number of a new step empty"
            found.bad.append(Bad(one.at("step"), why))
        else:
            _step(base.steps[int(number) - 1], int(number) - 1, now, partners, one, found)
    return found


def _step(
    base: Cells, place: int, now: Flat, partners: Mapping[int, int], row: Row, found: Merged
) -> None:
    told = {field: row.cells.get(field, base[field]) for field in (*_STEP_FIELDS, *_OUTCOME)}
    if alike(told, base):
        return
    if not told["action"].strip():
        why = "a step is not taken out by emptying its row; choose its outcome, and say when, why or where"
        found.bad.append(Bad(row.at("action"), why))
        return
    if place not in partners:
        why = (
            f"the sheet changes a step that its file has no more: {quote(base['action'])}; export again to see what "
            "became of it"
        )
        found.bad.append(Bad(row.at("action"), why))
        return
    there = partners[place]
    for field in _STEP_FIELDS:
        if field in row.cells:
            _merge((field,), base, now.steps[there], row, there, found)
    if "outcome" in row.cells and "said" in row.cells:
        _merge(_OUTCOME, base, now.steps[there], row, there, found)


def _merge(
    fields: tuple[str, ...], base: Cells, now: Cells, row: Row, step: int | None, found: Merged
) -> None:
    """One field, or the fields that say one thing together."""
    told = {field: row.cells[field] for field in fields}
    if "outcome" in told:
        told["outcome"] = told["outcome"].strip().casefold()
    if all(same(told[field], base[field]) for field in fields):
        return
    if all(same(told[field], now[field]) for field in fields):
        return
    if all(same(now[field], base[field]) for field in fields):
        before = {field: now[field] for field in fields}
        found.changes.append(Change(row, step, before, told))
        return
    had, has, says = (_said(cells[field] for field in fields) for cells in (base, now, told))
    why = (
        f"the sheet and the file have both changed it: it was {had} at the export, the file says {has}, and the sheet "
        f"{says}; write the same into both"
    )
    where = next(field for field in fields if not same(told[field], now[field]))
    found.bad.append(Bad(row.at(where), why))


def _said(cells: Iterator[str]) -> str:
    text = " ".join(fold(cell) for cell in cells).strip()
    return quote(text) if text else "empty"


def _add(row: Row, extra: list[Cells], found: Merged) -> None:
    """A row of a new step; one that the file has by now, and had not at the export, is there already."""
    told = {field: row.cells.get(field, "") for field in (*_STEP_FIELDS, *_OUTCOME)}
    if not told["action"].strip():
        found.bad.append(Bad(row.at("action"), "the step is missing; write what will be done"))
        return
    there = next((step for step in extra if alike(step, told)), None)
    if there is None:
        found.new.append(row)
    else:
        extra.remove(there)


def _put(rows: Sequence[Row]) -> dict[int, str]:
    """The words that the sheet gives each step, by its place at the export."""
    return {
        int(number) - 1: row.cells["action"]
        for row in rows
        if "action" in row.cells and re.fullmatch("[0-9]{1,9}", number := row.cells["step"].strip())
    }


def _paired(
    base: Sequence[Cells], now: Sequence[Cells], put: Mapping[int, str]
) -> Iterator[tuple[int, int]]:
    """Which step of the export is which by now.

    The same in all, else by its words, else by the words that it had, else by those that the sheet gives it: then they
    are in the file already.
    """
    left, free = dict(enumerate(base)), dict(enumerate(now))
    tests: tuple[Callable[[int, Cells, Cells], bool], ...] = (
        lambda _, one, other: alike(one, other),
        lambda _, one, other: same(one["action"], other["action"]),
        lambda _, one, other: fold(one["action"]) in map(fold, other["was"].split("\n")),
        lambda place, _, other: place in put and same(put[place], other["action"]),
    )
    for fits in tests:
        for place, one in list(left.items()):
            there = next((at for at, other in free.items() if fits(place, one, other)), None)
            if there is not None:
                del left[place], free[there]
                yield place, there
