"""A file of an activity as cells show it: a text for each field, and for each field of each step."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kprlint.sheet.columns import OF_ACTIVITIES, OF_STEPS, OUTCOMES

Cells = Mapping[str, str]

# What a cell cannot hold. A cell's text goes into XML, which has no such characters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"\r\n|\r|\x85|\u2028|\u2029")
_GOES_ON = "  "
_LISTS = ("lead", "progress", "was")


class Unsuited(Exception):
    """A file that cells cannot show without a loss; the text says why."""


class Flat(NamedTuple):
    """The cells of an activity, by field, and those of each step in the order of the file."""

    fields: Cells
    steps: tuple[Cells, ...]

    @property
    def code(self) -> str:
        return self.fields["code"]


def flat(data: object) -> Flat:
    """What the cells show of a file that says `data`; raises Unsuited."""
    if not isinstance(data, Mapping):
        raise Unsuited("it holds no activity")
    fields = {column.field: _cell(data.get(column.field), column.field) for column in OF_ACTIVITIES}
    steps = data.get("next_steps")
    if steps is not None and not isinstance(steps, list):
        raise Unsuited("its next_steps are no list")
    return Flat(fields, tuple(map(_step, steps or [])))


def _step(data: object) -> Cells:
    if isinstance(data, str) or data is None:
        data = {"action": data}
    if not isinstance(data, Mapping):
        raise Unsuited("a next step is neither a text nor a text with fields")
    closed = [name for name in OUTCOMES if data.get(name) is not None]
    if len(closed) > 1:
        raise Unsuited(f"a next step has both {closed[0]} and {closed[1]}")
    told = {
        **data,
        "outcome": closed[0] if closed else None,
        "said": data[closed[0]] if closed else None,
    }
    return {
        column.field: _cell(told.get(column.field), column.field)
        for column in OF_STEPS
        if column.field not in ("code", "step")
    }


def _cell(value: object, field: str) -> str:
    if isinstance(value, str):
        return item(value) if field in _LISTS else cleaned(value)
    if value is None:
        return ""
    if field in _LISTS and isinstance(value, Sequence):
        if all(isinstance(one, str) or one is None for one in value):
            return "\n".join(item(one or "") for one in value).strip("\n")
    raise Unsuited(f"its {field} is no text")


def cleaned(text: str) -> str:
    """A text as a cell can hold it: LibreOffice drops a tab, and XML has no control characters."""
    text = _BREAK.sub("\n", text.replace("\t", " "))
    return _NOT_IN_XML.sub("\ufffd", text).strip("\n")


def item(text: str) -> str:
    """A text of a list as it stands in a cell: what begins on a new line in it begins with two blanks."""
    return cleaned(text).replace("\n", f"\n{_GOES_ON}")


def items(cell: str) -> list[str]:
    """The texts of a list that stands in a cell."""
    found: list[list[str]] = []
    for line in _BREAK.sub("\n", cell).split("\n"):
        if found and (line.startswith(_GOES_ON) or not line):
            found[-1].append(line.removeprefix(_GOES_ON))
        elif line.strip():
            found.append([line.strip()])
    return ["\n".join(lines).rstrip() for lines in found]


def fold(cell: str) -> str:
    """A cell without what programs change when they save it: how lines end, and blanks at their ends."""
    lines = _BREAK.sub("\n", cell).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def same(one: str, other: str) -> bool:
    """Whether two cells say the same."""
    return one == other or fold(one) == fold(other)


def alike(one: Cells, other: Cells) -> bool:
    """Whether two rows of steps say the same in each of their cells."""
    return all(same(one.get(name, ""), other.get(name, "")) for name in {*one, *other})
