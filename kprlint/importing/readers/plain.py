"""Characters as they come from a document → the text of a line."""

import re
import unicodedata

from kprlint.importing.cells import TextLine

# A soft hyphen is no character of the text, nor are a byte order mark and a zero-width space.
_UNSEEN = re.compile("[\u00ad\ufeff\u200b\u2060]")
# Letters that a font draws as one.
_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
})  # fmt: skip
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")


def plain(text: str) -> str:
    """`text` on one line, with single spaces; control characters become U+FFFD, so that they are seen."""
    if not text.isascii():
        text = _UNSEEN.sub("", text).translate(_LIGATURES)
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c.isspace() else _shown(c) for c in text)
    return " ".join(text.split())


def _shown(character: str) -> str:
    # Joiners and direction marks belong to text.
    return character if unicodedata.category(character) == "Cf" else "\ufffd"


def lines(text: str, *, bullet: bool = False) -> list[TextLine]:
    """The lines of a paragraph that has breaks in it; an item of a list is one line, whatever its breaks."""
    parts = [text] if bullet else text.splitlines()
    return [TextLine(found, bullet) for part in parts if (found := plain(part))]


def hex_colour(text: str | None) -> str | None:
    """“#rrggbb” for six hexadecimal digits, else None."""
    found = _HEX.fullmatch(text or "")
    return f"#{found[1].lower()}" if found else None
