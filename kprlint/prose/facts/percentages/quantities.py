"""Numbers in a sentence that count something, are money, or are percentages: what they may have been before rounding."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kprlint.prose.data import rows, words
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.numbers import NUMBERS
from kprlint.prose.text import NO_TOKEN, Token, token_at

MONEY, SHARE = "£", "%"
_DIGITS = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,4})?)([a-z]*)")
_MULTIPLES = {word: int(zeros) for zeros, said in rows("multiples") for word in said.split()}
_FRACTIONS = words("figures", "fractions")
_RANGES = frozenset("-–")


class Quantity(NamedTuple):
    """A number with its unit: "" of a count, “£” or “%”; the places of its first word and behind its last.

    `low` to `high` is what it may have been before it was rounded: sums of money and decimals are. `start` to `end`
    is its place in the text, with its signs. `number` is it as printed, without them.
    """

    first: int
    after: int
    unit: str
    value: Decimal
    low: Decimal
    high: Decimal
    start: int
    end: int
    number: str

    @property
    def unit_in_last_place(self) -> Decimal:
        """What the last printed digit counts."""
        return Decimal(1).scaleb(-len(self.number.partition(".")[2]))


def quantities(text: str, said: Sequence[Token]) -> Iterator[Quantity]:
    """The quantities of a sentence, from left to right: no dates, ranges, codes and times."""
    for index, token in enumerate(said):
        found = _read(token.word)
        if found and not _is_else(said, index):
            yield _quantity(text, said, index, *found)


def _read(word: str) -> tuple[str, int] | None:
    """The digits of a number, and how many zeros its ending stands for; None of another word."""
    if word in NUMBERS:
        return str(NUMBERS[word]), 0
    if not word[:1].isdecimal():
        return None
    match = _DIGITS.fullmatch(word)
    if not match or (match[2] and match[2] not in _MULTIPLES):
        return None
    return match[1], _MULTIPLES.get(match[2], 0)


def _is_else(said: Sequence[Token], index: int) -> bool:
    """Whether the number is part of a date, of a range, or of a number with signs in it."""
    token, behind = said[index], token_at(said, index + 1)
    if behind.word in ANY_MONTH and not behind.is_break:
        return True
    if behind.word in _FRACTIONS and token.word in NUMBERS and not behind.is_break:
        return True  # “Two thirds”
    if index and said[index - 1].word in ANY_MONTH and not token.before:
        return True
    if token.before.endswith("(+"):
        return False  # “(+20%)”
    glued = not index or token.start - said[index - 1].end == len(token.before)
    joined = (token.before[-1:] in ("+", ".") and glued) or behind.before[:1] == "/"
    numbers = bool(behind.word) and behind.word[0].isdecimal()
    return (joined and (token.before[-1:] == "+" or not numbers)) or (
        behind.before in _RANGES and numbers and behind.start == token.end + 1
    )


def _quantity(text: str, said: Sequence[Token], index: int, digits: str, zeros: int) -> Quantity:
    token, behind = said[index], token_at(said, index + 1)
    start, end, after, unit = token.start, token.end, index + 1, ""
    if behind.word in _MULTIPLES and not behind.before and not zeros and len(behind.word) > 1:
        zeros, after, end = _MULTIPLES[behind.word], index + 2, behind.end
    if text[start - 1 : start] == MONEY:
        unit, start = MONEY, start - 1
    elif text[end : end + 2].lstrip(" ").startswith(SHARE):
        unit, end = SHARE, text.index(SHARE, end) + 1
    elif behind.word in ("percent", "pc") and not behind.before:
        unit, after, end = SHARE, index + 2, behind.end
    elif (behind.word, token_at(said, index + 2).word) == ("per", "cent"):
        unit, after, end = SHARE, index + 3, said[index + 2].end
    value = Decimal(digits.replace(",", ""))
    places = -len(digits.partition(".")[2])
    if unit == SHARE or not (unit or zeros or places):
        return Quantity(index, after, unit, value, value, value, start, end, digits)
    if not places and value and not zeros:
        bare = str(int(value))
        places = len(bare) - len(bare.rstrip("0"))
    half = Decimal(1).scaleb(places + zeros) / 2
    value = value.scaleb(zeros)
    low = max(value - half, Decimal(0))
    return Quantity(index, after, unit, value, low, value + half, start, end, digits)


def between(said: Sequence[Token], one: Quantity, other: Quantity) -> list[str]:
    """The words between two quantities."""
    return [token.word for token in said[one.after : other.first]]


def is_parted(said: Sequence[Token], one: Quantity, other: Quantity) -> bool:
    """Whether a comma, a bracket or the like stands between two quantities."""
    return any(token.is_break for token in said[one.after : other.first + 1])


def behind(said: Sequence[Token], one: Quantity) -> Token:
    """The word behind a quantity."""
    return said[one.after] if one.after < len(said) else NO_TOKEN
