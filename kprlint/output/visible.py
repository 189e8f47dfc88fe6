"""Text from files, made safe to show: nothing in it can move the cursor, colour or reorder the line."""

import re
import unicodedata

# Controls, lone surrogates, and the characters that reorder or hide text on screen.
_UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """`text` on one line, with what cannot be seen written as ``\\x1b`` or ``\\u202e``; tabs stay."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def width(text: str) -> int:
    """The columns that a terminal gives `text`: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def plural(count: int, noun: str) -> str:
    """``1 finding``, ``2 findings``, ``3 activities``."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"
