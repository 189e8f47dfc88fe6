"""The usual slips of lists and fields, told from the line itself: what yaml-syntax and wrong-type share."""

import re
from typing import NamedTuple

from kprlint.characters import mark, number
from kprlint.wording import quote

_QUOTES = 'put the whole text in double quotes: "…"'
_EMPTY_ABOVE = re.compile(
    r"[ \t]*(?:- +)*([\w.-]+):[ \t]+(\[[ \t]*\]|\{[ \t]*\}|\"\"|''|~|null|none|n/a)[ \t]*(?:#.*)?",
    re.IGNORECASE,
)
_FIELDS = frozenset(
    "code title continues lead portfolio period as_at status status_reason due moved percent_complete progress next_steps "
    "action owner done dropped to void update was from plan council starts ends statuses kind meaning aliases leads "
    "portfolios objectives number theme activities retired codes answers_from glossary language paper".split()
)
_STEP_FIELD = re.compile(
    r"[ \t]+(due|owner|done|moved|dropped|to|void|update|was|from):(?:[ \t]|$)"
)
_TEXT_ITEM = re.compile(r"[ \t]*-[ \t]+(?![\w.-]+:(?:[ \t]|$))(\S.*)")
_FIELD_WITHOUT_COLON = re.compile(r"(?:- +)?([\w ]{2,20}?)(?:[ \t]*([：;=﹕∶])|[ \t]+|$)(.*)")


class Slip(NamedTuple):
    """What is wrong with a line: how far from its start, how long that is, in what words, and what to do."""

    start: int
    length: int
    message: str
    help: str


def item(line: str) -> Slip | None:
    """A line that begins with another sign than an item of a list does."""
    found = mark(line)
    if found is None:
        return None
    start = line.index(found.sign)
    rest = line[start + len(found.sign) :].strip()
    after = line[start + 1 : start + 2]
    if found.kind == "a hyphen" and after.isspace():
        return Slip(
            start + 1,
            1,
            f"The space after the hyphen is none for YAML ({number(after)}, a non-breaking space)",
            "delete it, and type a space",
        )
    if found.kind == "a hyphen":
        return Slip(
            start,
            1,
            "There is no space after the hyphen, so this is no item of a list",
            f"write a hyphen, a space and the text: “- {rest[:30]}{'…' if rest[30:] else ''}”",
        )
    # What is of the font Symbol shows as a box, or not at all.
    sign = number(found.sign) if "\ue000" <= found.sign <= "\uf8ff" else f"“{found.sign}”"
    return Slip(
        start,
        len(found.sign),
        f"An item of a list begins with a hyphen and a space, and this line with {found.kind}, {sign}",
        f"write “- ” instead of {sign} in each line of the list",
    )


def indent(line: str) -> Slip | None:
    """A line whose indentation only looks like spaces."""
    blank = re.match(r"[^\S\r\n]*", line)
    for character in blank[0] if blank else "":
        if character not in " \t":
            return Slip(
                0,
                len(blank[0]) if blank else 1,
                f"This line begins with a space that is none ({number(character)}, a non-breaking space), as e-mails have it"
                if character == "\xa0"
                else f"This line begins with a space that is none ({number(character)})",
                "delete what stands before the text, and indent it with the space bar",
            )
    return None


def empty_above(above: str, line: str) -> Slip | None:
    """An item below a field that says that it is empty; the place is in the line above."""
    found = _EMPTY_ABOVE.fullmatch(above)
    if found is None or not (re.match(r"[ \t]*-(?:[ \t]|$)", line) or mark(line)):
        return None
    said = found[2]
    return Slip(
        found.start(2),
        len(said),
        f"“{said}” behind “{found[1]}:” says that nothing is in the list, and below it stand items",
        f"delete “{said}”, so that the line ends in “{found[1]}:”",
    )


def field_below_text(item: str, line: str) -> Slip | None:
    """A field of a step below an item that is a text alone; the place is in the item's line."""
    found, below = _TEXT_ITEM.match(item), _STEP_FIELD.match(line)
    if found is None or below is None:
        return None
    start = found.start(1)
    text = found[1].rstrip()
    return Slip(
        start,
        len(text),
        f"A step that has “{below[1]}:” below it begins with “action:”",
        f"write “- action: {text[:30]}{'…' if text[30:] else ''}”",
    )


def field(line: str) -> Slip | None:
    """A line that begins with the name of a field, and has no colon after it."""
    start = len(line) - len(line.lstrip())
    found = _FIELD_WITHOUT_COLON.match(line.lstrip())
    if found is None:
        return None
    name = found[1].strip().lower().replace(" ", "_")
    if name not in _FIELDS:
        return None
    sign = found[2]
    said = (
        f"There is {quote(sign)} after “{found[1].strip()}” where a colon belongs"
        if sign
        else (f"There is no colon after “{found[1].strip()}”")
    )
    return Slip(start, len(found[1]), said, f"write “{name}: …”, with a colon and a space")


def sign(character: str) -> tuple[str, str]:
    """What to say of a text that begins with a sign of YAML."""
    if character == "*":
        return (
            "A text cannot begin with an asterisk, and there is no bold or italic type here",
            f"leave out the asterisks, or {_QUOTES}",
        )
    return f"A text cannot begin with “{character}”, which is a sign of YAML", _QUOTES
