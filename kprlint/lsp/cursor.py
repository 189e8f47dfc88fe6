"""Where in a file somebody is, told by its lines, since a file that is being typed in is often no YAML yet."""

import re
from typing import NamedTuple

from kprlint.source.text import Span, Text

_LINE = re.compile(
    r"(?P<margin> *)(?P<dash>(?:- +)*)(?P<key>[A-Za-z_][\w ]*?):(?=\s|$)\s*(?P<value>.*)"
)
_ITEM = re.compile(r"(?P<margin> *)(?P<dash>(?:- +)+|-$)(?P<value>.*)")


class Cursor(NamedTuple):
    """The field that somebody is in, and what stands in it.

    `field` is empty where no field's name is written yet; `inside` is the field around it, such as ``next_steps``, empty at the
    top. `value` is the stretch of what is written, `before` that of it which stands in front of the cursor. `on_key`: it is
    the field's name that the cursor is on.
    """

    field: str
    inside: str
    value: Span
    before: str
    on_key: bool
    key: Span


def cursor(text: Text, offset: int) -> Cursor:
    number, _ = text.place(offset)
    line, start = text.line(number), text.line_start(number)
    found = _LINE.match(line)
    if found:
        margin = len(found["margin"]) + len(found["dash"])
        key = Span(start + found.start("key"), start + found.end("key"))
        value = _value(line, start, found.start("value"))
        on_key = offset <= key.end
        before = "" if on_key else text.content[value.start : max(offset, value.start)]
        return Cursor(found["key"], _around(text, number, margin), value, before, on_key, key)
    item = _ITEM.match(line)
    margin = len(item["margin"]) if item else len(line) - len(line.lstrip(" "))
    begins = item.start("value") if item else margin
    value = _value(line, start, begins)
    around = _around(text, number, margin + (1 if item else 0))
    before = text.content[value.start : max(offset, value.start)]
    is_step = around == "next_steps"
    inside = around if not item or is_step else ""
    field = around if item and not is_step else ""
    return Cursor(field, inside, value, before, False, Span(start + begins, start + begins))


def _value(line: str, start: int, begins: int) -> Span:
    """What is written, without a comment behind it."""
    written = re.split(r"\s#", line[begins:], maxsplit=1)[0].rstrip()
    return Span(start + begins, start + begins + len(written))


def _around(text: Text, number: int, margin: int) -> str:
    """The field whose value a line of that indentation is in."""
    for above in range(number - 1, 0, -1):
        line = text.line(above)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.match(line)
        if found and len(found["margin"]) + len(found["dash"]) < margin:
            return found["key"]
        if found is None and not line.startswith(" ") and margin and not line.startswith("-"):
            return ""
    return ""
