"""Text from files, made safe to show: nothing in it can move the cursor, colour or reorder the line."""

import re
import unicodedata

# Controls, lone surrogates, and the characters that reorder or hide text on screen.
_UNSAFE = (
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` on one line, with what cannot be seen written as ``\\x1b`` or ``\\u202e``; tabs stay."""
    return (
        text
        if text.isascii() and text.isprintable()
        else re.sub(_UNSAFE, lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
    )


def width(text: str) -> int:
    """The columns that a terminal gives `text`: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def plural(count: int, noun: str) -> str:
    """``1 finding``, ``2 findings``, ``3 activities``."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"
