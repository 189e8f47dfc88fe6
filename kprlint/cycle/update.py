"""An officer's answers, written into the activity's file: pure, and the same answers twice change nothing more."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kprlint.model import NextStep
from kprlint.model.activity import ONGOING
from kprlint.source.document import Document, blank
from kprlint.source.editing import Editor
from kprlint.source.reading import read_activity
from kprlint.source.yaml import Mapping as YamlMapping
from kprlint.source.yaml import Path

# The order in which fields stand, where one is new.
_FIELDS = "code title continues lead portfolio period as_at status status_reason due moved percent_complete".split()
_OF_A_STEP = "action was from due owner moved done dropped to void update".split()

Fields = Mapping[str, str]
"""What fields are to say; one that is empty is taken out."""


class StepAnswer(NamedTuple):
    """What became of a step that was promised: `promised` as it stood last quarter, `place` where it stands in the file.

    `place` is None where the file has lost it: then it is written again, with what became of it.
    """

    promised: NextStep
    place: int | None
    fields: Fields


class Answers(NamedTuple):
    """What is to be written: `progress` is the whole list, None where it stays; `new` are steps that are promised now."""

    fields: Fields = MappingProxyType({})
    progress: Sequence[str] | None = None
    steps: Sequence[StepAnswer] = ()
    new: Sequence[Fields] = ()


def updated(document: Document, answers: Answers) -> bytes:
    """The file with the answers in it, and not one byte more changed; raises Unusual where that cannot be."""
    editor = Editor(document)
    _write(editor, (), answers.fields, _FIELDS)
    if answers.progress is not None:
        editor.make(("progress",), answers.progress)
    for answer in answers.steps:
        _step(editor, answer)
    for fields in answers.new:
        _new(editor, fields)
    return editor.data


def _write(editor: Editor, path: Path, fields: Fields, order: Sequence[str]) -> None:
    for name, text in fields.items():
        if text:
            editor.put((*path, name), text, after=order[: order.index(name)])
        elif isinstance(editor.node(path), YamlMapping):
            editor.drop((*path, name))


def _step(editor: Editor, answer: StepAnswer) -> None:
    place = _place(editor, answer)
    if place is None:
        lost = _as_fields(answer.promised) | {k: v for k, v in answer.fields.items() if v}
        _insert(editor, _ordered(lost))
        return
    _write(editor, ("next_steps", place), answer.fields, _OF_A_STEP)


def _place(editor: Editor, answer: StepAnswer) -> int | None:
    """Where the step stands by now: by the words that it is to have, or that it was promised in."""
    steps = read_activity(editor.document).next_steps
    if answer.place is not None and answer.place < len(steps):
        return answer.place
    wanted = (_even(answer.promised.action), _even(answer.fields.get("action", "")))
    return next((n for n, s in enumerate(steps) if s.action and _even(s.action) in wanted), None)


def _even(text: str) -> str:
    return " ".join(text.split())


def _as_fields(step: NextStep) -> dict[str, str]:
    due = str(step.due) if step.due else ONGOING if step.ongoing else ""
    fields = {"action": _even(step.action), "due": due, "owner": step.owner}
    return {name: text for name, text in fields.items() if text}


def _ordered(fields: Fields) -> dict[str, str]:
    return {name: fields[name] for name in _OF_A_STEP if name in fields}


def _new(editor: Editor, fields: Fields) -> None:
    """Writes a new step at the end, or where a file that was only begun leaves room for one."""
    steps = read_activity(editor.document).next_steps
    if any(_even(step.action) == fields["action"] for step in steps):
        return
    for place in range(len(steps)):
        item = editor.node(("next_steps", place))
        if isinstance(item, YamlMapping):
            if not all(blank(pair.value) for pair in item.pairs.values()):
                continue
            path = ("next_steps", place)
            _write(
                editor, path, {name: "" for name in item.pairs if name not in fields}, _OF_A_STEP
            )
            _write(editor, path, fields, _OF_A_STEP)
            return
        if blank(item):
            editor.put(("next_steps", place), fields)
            return
    _insert(editor, _ordered(fields))


def _insert(editor: Editor, fields: Fields) -> None:
    editor.insert(("next_steps",), len(read_activity(editor.document).next_steps), fields)
