"""Text → words, numbers and signs with their places, in one pass that never looks back."""

import re

# Each alternative is one class of characters, repeated at most, so that no text makes it go over one twice.
# What has no width counts as a blank: it comes with text pasted from web pages.
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|[^\s\u200b\u00ad\u2060\ufeff]")

# How far the grammar may look past the last token without asking.
_BEYOND = 16

DASHES = frozenset("-–—‐‑‒−")
APOSTROPHES = frozenset("'’‘`´")


class Tokens:
    """The tokens of a text: `low` in lower case, `starts` and `ends` as offsets; past the last one are empty ones."""

    __slots__ = ("ends", "low", "size", "starts", "text")

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        after = len(text) + 1
        self.text = text
        self.size = len(found)
        self.low = [match.group().lower() for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.low += [""] * _BEYOND
        self.starts += [after] * _BEYOND
        self.ends += [after] * _BEYOND

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before."""
        return 0 < index < self.size and self.starts[index] == self.ends[index - 1]

    def is_word(self, index: int) -> bool:
        return self.low[index].isalpha()

    def is_number(self, index: int) -> bool:
        return self.low[index].isdecimal() and self.low[index].isascii()

    def is_capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return 0 <= index < self.size and self.text[self.starts[index]].isupper()

    def is_all_capitals(self, index: int) -> bool:
        word = self.text[self.starts[index] : self.ends[index]]
        return len(word) > 1 and word.isupper()
