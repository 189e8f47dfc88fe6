"""Small numbers in words."""

from kprlint.prose.data import rows

NUMBERS = {word: int(value) for value, word, _ in rows("numbers")}
ORDINALS = {word: int(value) for value, _, word in rows("numbers")}
# What stands behind the digits of an ordinal: “2nd”; “th” behind all others.
_ENDS = {1: "st", 2: "nd", 3: "rd"}
# “thirty”, and “two” behind it.
TENS = {"twenty": 20} | {word: int(value) for value, word, _ in rows("tens")}
# “the thirtieth of June”.
ORDINAL_TENS = {word: int(value) for value, _, word in rows("tens")}


def number(word: str) -> int | None:
    """The whole number that a word is, in digits or in letters; None where it is none."""
    if word.isascii() and word.isdecimal():
        return int(word[:9])
    return NUMBERS.get(word)


def ending(value: int) -> str:
    """What makes digits an ordinal: the “nd” of “2nd”, for numbers below 21."""
    return _ENDS.get(value, "th")
