"""Small numbers in words."""

from kprlint.prose.data import rows

NUMBERS = {word: int(value) for value, word, _ in rows("numbers")}
ORDINALS = {word: int(value) for value, _, word in rows("numbers")}


def number(word: str) -> int | None:
    """The whole number that a word is, in digits or in letters; None where it is none."""
    if word.isascii() and word.isdecimal():
        return int(word[:9])
    return NUMBERS.get(word)
