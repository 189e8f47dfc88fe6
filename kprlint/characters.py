"""Characters that are not what they seem: those that nobody sees, and those that look like another one.

They come with text that is pasted from Word, Outlook, PDFs and web pages.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# What nobody sees, and has no place in English prose, with the name that Unicode or Word gives it.
_INVISIBLE = {
    "\xad": "soft hyphen",
    "\u034f": "combining grapheme joiner",
    "\u061c": "Arabic letter mark",
    "\u115f": "Hangul filler",
    "\u1160": "Hangul filler",
    "\u180e": "Mongolian vowel separator",
    "\u200b": "zero width space",
    "\u200c": "zero width non-joiner",
    "\u200d": "zero width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of a change of direction",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2060": "word joiner",
    "\u2061": "function application",
    "\u2062": "invisible times",
    "\u2063": "invisible separator",
    "\u2064": "invisible plus",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "end of an isolate",
    "\u3164": "Hangul filler",
    "\ufff9": "annotation mark",
    "\ufffa": "annotation mark",
    "\ufffb": "annotation mark",
    "\uffa0": "Hangul filler",
    "\ufe0e": "variation selector",
    "\ufe0f": "variation selector",
}
_TAG = "\U000e0020-\U000e007f"
# The patterns are compiled when they are needed: few files have any character that is not of ASCII, and that takes long.
_UNSEEN = f"[{''.join(_INVISIBLE)}\u206a-\u206f\ufe00-\ufe0d{_TAG}\U000e0100-\U000e01ef]"

# Where they have a right to be: in emoji, in flags, and where scripts are written that need them.
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff*#0-9]"
)
_AT_HOME = (
    f"{_PICTURE}[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*(?:\u200d{_PICTURE}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*)*"
    f"(?:[{_TAG}]+)?|[\u0590-\u08ff\u0900-\u0dff][\u200c\u200d\u200e\u200f]+|[\u200e\u200f]+(?=[\u0590-\u08ff])"
)

# Letters of other scripts that look like Latin ones, as Unicode's list of confusables has them.
_LOOKALIKES = dict(
    zip(
        "аеіјорсухѕһԁԛԝАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ",
        "aeijopcyxshdqwABESIJKMHOPCTYXABEZHIKMNOPTYXovu",
        strict=True,
    )
)
_MIXED = rf"[^\W\d_]*[{''.join(_LOOKALIKES)}][^\W\d_]*"

# One character that stands for several letters, as PDFs have them.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

# What Word and web pages put before an item of a list. Those of the private use area are of the font Symbol.
_BULLETS = "•●◦▪▫■□▢‣⁃∙·○◆◇►▶▸➢➤➔→✓✔❖§\uf02d\uf076\uf0a7\uf0b7\uf0d8\uf0e8\uf0fc"
_DASHES = "–—‒―−‐‑"
_MARK = (
    rf"(?P<bullet>[{_BULLETS}])|(?P<dash>[{_DASHES}])|(?P<asterisk>\*)(?=\s)|(?P<plus>\+)(?=\s)"
    r"|(?P<o>o)(?=\t| {2,})|(?P<entity>&(?:bull|middot|ndash|mdash|#8226|#x2022);)"
    r"|(?P<number>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=\s)|(?P<hyphen>-)(?=[\xa0\u2007\u202f]|[^\s\d-])"
)  # fmt: skip


class Oddity(NamedTuple):
    """A character that is not what it seems, at `start`: its name in words, and its number."""

    start: int
    end: int
    name: str
    number: str


def number(character: str) -> str:
    """``U+200B``"""
    return f"U+{ord(character):04X}"


def unseen(text: str) -> Iterator[Oddity]:
    """The characters of a text that nobody sees, but those that have a right to be there."""
    if text.isascii() or not re.search(_UNSEEN, text):
        return
    at_home = {i for found in re.finditer(_AT_HOME, text) for i in range(*found.span())}
    for found in re.finditer(_UNSEEN, text):
        if found.start() not in at_home:
            name = _INVISIBLE.get(found[0]) or unicodedata.name(found[0], "invisible").lower()
            yield Oddity(*found.span(), name, number(found[0]))


def lookalikes(text: str) -> Iterator[Oddity]:
    """Letters that look like Latin ones and are not, in words that have Latin letters, too."""
    if text.isascii() or _LOOKALIKES.keys().isdisjoint(text):
        return
    for word in re.finditer(_MIXED, text):
        if not any(c.isascii() for c in word[0]):
            continue
        for i, character in enumerate(word[0], word.start()):
            if character in _LOOKALIKES:
                yield Oddity(i, i + 1, _script(character), number(character))


def _script(character: str) -> str:
    return "Greek" if "\u0370" <= character <= "\u03ff" else "Cyrillic"


def latin(character: str) -> str:
    """The Latin letter that a character looks like."""
    return _LOOKALIKES.get(character, character)


def plain(text: str) -> str:
    """`text` as it seems to be: without what nobody sees, with the letters that others look like."""
    if text.isascii():
        return text
    shown = "".join(map(latin, re.sub(_UNSEEN, "", text)))
    return unicodedata.normalize("NFKC", shown)


class Mark(NamedTuple):
    """What somebody has put before an item of a list instead of a hyphen and a space: the sign, and its kind in words."""

    sign: str
    kind: str


_KINDS = {
    "bullet": "a bullet",
    "dash": "a dash",
    "asterisk": "an asterisk",
    "plus": "a plus sign",
    "o": "a bullet",
    "entity": "a bullet",
    "number": "a number",
    "hyphen": "a hyphen",
}


def mark(line: str) -> Mark | None:
    """What `line` begins with, if it is an item of a list by any sign but a hyphen and a space."""
    found = re.match(_MARK, line.lstrip(" \t\xa0"), re.IGNORECASE)
    if found is None or found.lastgroup is None:
        return None
    return Mark(found[0], _KINDS[found.lastgroup])
