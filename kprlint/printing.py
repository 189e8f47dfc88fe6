"""Text from files, names and git, made safe to print: it moves no cursor, reorders no line and commands no runner.

Names and values go through `visible`, which everything that is printed for people uses; JSON goes through `as_json`.
"""

import re
import unicodedata
from typing import Any

# Patterns are compiled when something needs them, which is seldom.
# Controls, lone surrogates, and the characters that reorder or hide text on screen.
_UNSAFE = (
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)

_UNSAFE_IN_JSON = _UNSAFE.replace("\x0a", "\x0b")

# What GitHub, GitLab and Azure take for a command in a log: "::" where a line begins (blanks do not count), and
# "##[" or "##vso[" anywhere in it.
_COMMAND = r"(?i)(?:^|(?<=[\r\n]))([^\S\r\n]*):(?=:)|#(?=#(?:vso)?\[)"

# What begins a formula in a spreadsheet, also in the full width of East Asian scripts, which Excel takes for the same.
FORMULA = tuple("=+-@\t\r＝＋－＠")


def visible(text: str) -> str:
    """`text` on one line, with what cannot be seen written as ``\\x1b`` or ``\\u202e``; tabs stay.

    Nothing in it is a command to a runner, even where a line begins with it.
    """
    if not (text.isascii() and text.isprintable()):
        text = re.sub(
            _UNSAFE, lambda found: found[0].encode("unicode_escape").decode("ascii"), text
        )
    return inert(text)


def visible_lines(text: str) -> str:
    """As `visible`, but its line breaks stay: of a help, which may offer lines to paste."""
    return "\n".join(map(visible, text.split("\n"))) if "\n" in text else visible(text)


def inert(text: str, *, colon: str = "\\x3a", hash: str = "\\x23") -> str:
    """`text`, of which no line is a command to a runner: the first sign of one is written as `colon` or `hash`."""
    if "::" not in text and "##" not in text:
        return text
    return re.sub(_COMMAND, lambda m: hash if m[1] is None else m[1] + colon, text)


def as_json(data: Any, *, compact: bool = False) -> str:
    """`data` as JSON for people and programs, ending in a line break; lone surrogates become question marks.

    `compact`: on one line, for programs alone.
    """
    import json  # text is printed more often

    spaced: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
    text = json.dumps(data, ensure_ascii=False, **spaced).encode("utf-8", "replace").decode()
    # Outside of its texts JSON has no such sign, and in them each may be written by its number.
    text = re.sub(_UNSAFE_IN_JSON, lambda found: json.dumps(found[0])[1:-1], text)
    return inert(text, hash="\\u0023") + "\n"


def width(text: str) -> int:
    """The columns that a terminal gives `text`: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return len(text) + sum([_columns(sign) - 1 for sign in text if sign > "\u02ff"])


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def plural(count: int, noun: str) -> str:
    """``1 finding``, ``2 findings``, ``3 activities``, ``4 days``."""
    if count == 1:
        return f"1 {noun}"
    return (
        f"{count:,} {noun[:-1]}ies"
        if noun.endswith("y") and noun[-2] not in "aeiou"
        else f"{count:,} {noun}s"
    )
