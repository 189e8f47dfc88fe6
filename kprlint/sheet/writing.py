"""The changes of an activity → the new text of its file, by the one module that edits YAML."""

from collections.abc import Mapping

from kprlint.sheet.columns import OF_ACTIVITIES, OF_STEPS, OUTCOMES
from kprlint.sheet.flat import cleaned, fold, item, items
from kprlint.sheet.merging import Change, Merged
from kprlint.source.document import Document
from kprlint.source.editing import Editor
from kprlint.source.yaml import plain

_ORDER = [column.field for column in OF_ACTIVITIES]
_STEP_ORDER = [
    name
    for column in OF_STEPS
    for name in (OUTCOMES if column.field == "outcome" else (column.field,))
    if name not in ("code", "step", "said")
]
_STEPS = "next_steps"


def written(document: Document, merged: Merged) -> bytes:
    """The file with all changes made; raises Refused where its form cannot be edited."""
    editor = Editor(document)
    for change in merged.changes:
        if change.step is None:
            for field, cell in change.after.items():
                _field(editor, field, cell)
        else:
            _step(editor, change.step, change)
    for row in merged.new:
        fields = {
            name: value
            for name in _STEP_ORDER
            if (value := _value(name, row.cells.get(name, ""), None))
        }
        outcome = row.cells.get("outcome", "").strip().casefold()
        if outcome:
            fields[outcome] = row.cells["said"].strip()
        editor.insert((_STEPS,), _length(editor), fields)
    return editor.data


def _field(editor: Editor, field: str, cell: str) -> None:
    data = _data(editor)
    if field == "progress":
        there = data.get(field)
        texts = [one for one in there if isinstance(one, str)] if isinstance(there, list) else []
        known = {fold(item(text)): text for text in texts}
        editor.make((field,), [known.get(fold(item(text)), text) for text in items(cell)])
    elif value := _value(field, cell, data.get(field)):
        if isinstance(value, list) and isinstance(data.get(field), list):
            editor.make((field,), value)
        else:
            editor.put((field,), value, after=_ORDER[: _ORDER.index(field)])
    else:
        editor.drop((field,))


def _step(editor: Editor, place: int, change: Change) -> None:
    path = (_STEPS, place)
    steps = _data(editor)[_STEPS]
    assert isinstance(steps, list)
    step = steps[place]
    if "outcome" in change.after:
        outcome, said = change.after["outcome"], change.after["said"].strip()
        for name in OUTCOMES:
            if isinstance(step, Mapping) and name in step and name != outcome:
                editor.drop((*path, name))
        if outcome:
            editor.put((*path, outcome), said, after=_STEP_ORDER[: _STEP_ORDER.index(outcome)])
        return
    [(field, cell)] = change.after.items()
    if not isinstance(step, Mapping) and field == "action":
        editor.put(path, cleaned(cell).strip())
        return
    there = step.get(field) if isinstance(step, Mapping) else None
    if value := _value(field, cell, there):
        editor.put((*path, field), value, after=_STEP_ORDER[: _STEP_ORDER.index(field)])
    else:
        editor.drop((*path, field))


def _value(field: str, cell: str, there: object) -> str | list[str]:
    """What a cell says as the value of its field; `there` is what the file says by now."""
    if field in ("lead", "was"):
        texts = items(cell)
        return texts if len(texts) > 1 else "".join(texts)
    text = cleaned(cell).strip()
    if field == "percent_complete":
        text = text.removesuffix("%").strip()
    # A text in lines of its own ends with one, as a rule.
    return f"{text}\n" if text and isinstance(there, str) and there.endswith("\n") else text


def _data(editor: Editor) -> Mapping[str, object]:
    data = plain(editor.document.tree.root)
    assert isinstance(data, Mapping)
    return data


def _length(editor: Editor) -> int:
    steps = _data(editor).get(_STEPS)
    return len(steps) if isinstance(steps, list) else 0
