"""A view of a text in smaller pieces than words, as dates need them: letters, digits and signs with their places."""

from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import accumulate

from kprlint.prose.text import PIECE, read

# How far the grammar may look past the last token without asking.
_BEYOND = 16

# What parts a sentence without ending it.
_PARTS = frozenset(";•*")
DASHES = frozenset("-–—‐‑‒−")
APOSTROPHES = frozenset("'’‘`´")


class Tokens:
    """The tokens of a text: `low` in lower case, `starts` and `ends` as offsets; past the last one are empty ones."""

    def __init__(self, text: str) -> None:
        pieces = PIECE.split(text)
        offsets = list(accumulate(map(len, pieces)))
        after = len(text) + 1
        self.text = text
        self.low = [piece.lower() for piece in pieces[1::2]]
        self.size = len(self.low)
        self.starts = offsets[:-1:2]
        self.ends = offsets[1::2]
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

    def is_hyphenated(self, index: int) -> bool:
        """Whether it is a part of a word with a hyphen: “looked-after”."""
        before = index > 1 and self.low[index - 1] in DASHES and self.glued(index)
        after = self.low[index + 1] in DASHES and self.glued(index + 1) and self.glued(index + 2)
        return before or after

    def is_all_capitals(self, index: int) -> bool:
        word = self.text[self.starts[index] : self.ends[index]]
        return len(word) > 1 and word.isupper()

    def ends_sentence(self, index: int) -> bool:
        """Whether a sentence, a part of it before a semicolon, or an item of a list ends with this token."""
        return index in self.sentence_ends

    @cached_property
    def sentence_ends(self) -> frozenset[int]:
        """The tokens with which a sentence, or a part of it, ends."""
        ends = [
            bisect_left(self.starts, sentence.start, 0, self.size) - 1
            for sentence in read(self.text).sentences
        ]
        signs = [at for at, low in enumerate(self.low[: self.size]) if low in _PARTS]
        return frozenset([*ends, *signs])

    @cached_property
    def in_order(self) -> list[int]:
        """Those tokens from left to right, to look for the nearest of one."""
        return sorted(self.sentence_ends)


@lru_cache(maxsize=2048)
def tokens_of(text: str) -> Tokens:
    """The tokens of a text, cut once for all who ask."""
    return Tokens(text)
