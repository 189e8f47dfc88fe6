"""What a workbook changes, said by activity."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from kprlint.printing import visible
from kprlint.sheet.applying import Changed
from kprlint.sheet.columns import OF_ACTIVITIES, OF_STEPS
from kprlint.sheet.flat import fold, items
from kprlint.sheet.merging import Change
from kprlint.source.yaml import plain
from kprlint.wording import quote

_HEADINGS = {column.field: column.heading for column in (*OF_STEPS, *OF_ACTIVITIES)}


def told(changed: Iterable[Changed]) -> str:
    """A paragraph for each activity, and a line for each of its changes."""
    return (
        "\n".join(
            "".join(f"{visible(line)}\n" for line in (f"{one.code} {one.title}", *_lines(one)))
            for one in changed
        )
        + "\n"
    )


def _lines(one: Changed) -> Iterator[str]:
    for change in one.merged.changes:
        of = "" if change.step is None else f"step {change.step + 1} {_action(one, change.step)}, "
        if "progress" in change.after:
            yield f"  progress ({change.where})"
            yield from _progress(change)
        else:
            [field] = [name for name in change.after if name != "said"]
            yield f"  {of}{_HEADINGS[field].lower()}: {_cells(change.before)} → {_cells(change.after)} ({change.where})"
    for row in one.merged.new:
        due = row.cells.get("due", "")
        by = f", due {due.strip()}" if due.strip() else ""
        yield f"  new step: {quote(row.cells['action'])}{by} ({row.at('action')})"


def _action(one: Changed, place: int) -> str:
    data = plain(one.document.tree.root)
    steps = data.get("next_steps") if isinstance(data, Mapping) else None
    step = steps[place] if isinstance(steps, list) else ""
    return quote(str(step.get("action", "") if isinstance(step, Mapping) else step or ""))


def _cells(cells: Mapping[str, str]) -> str:
    text = " ".join(fold(cell) for cell in cells.values()).strip()
    return quote(text) if text else "nothing"


def _progress(change: Change) -> Iterator[str]:
    before, after = items(change.before["progress"]), items(change.after["progress"])
    for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (f"    - {quote(text)}" for text in before[i:j])
            yield from (f"    + {quote(text)}" for text in after[k:n])
