"""Months that are not spelt as they should be."""

from functools import lru_cache

from kprlint.prose.dates.vocabulary import MONTHS


@lru_cache(maxsize=1024)
def like_a_month(word: str, *, closely: bool = False) -> int:
    """The month of which `word` is a bad copy; 0 if of none. Closely: two letters at most, and never the first."""
    most = 2 if closely else 3
    best, found = most + 1, 0
    letters = set(word)
    for name, number in MONTHS.items():
        if abs(len(name) - len(word)) > most or len(name) <= 4 or (closely and name[0] != word[0]):
            continue
        # Few words share enough letters, and to count the differences takes time.
        if len(letters.symmetric_difference(name)) > 2 * most:
            continue
        apart = _apart(name, word)
        if apart < best and apart * 2 <= len(word):
            best, found = apart, number
    return found


def _apart(one: str, other: str) -> int:
    """How many letters must be put in, left out or replaced to make one word of the other."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row[0] = row[0], place
        for column, sign in enumerate(other, start=1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (letter != sign)),
            )
    return row[-1]
