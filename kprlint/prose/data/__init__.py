"""Word lists: small files in this folder, read when they are first needed.

Each line is an entry, its columns parted by “|”; a line that begins with “#” says why. They are read as plain
text, because compiling a long pattern, or importing a parser, takes longer than checking a file.
"""

import os
from functools import cache

_HERE = os.path.dirname(__file__)


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of the list `name`, as columns."""
    with open(os.path.join(_HERE, f"{name}.txt"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    return tuple(
        tuple([column.strip() for column in line.split("|")])
        for line in lines
        if line and line[0] != "#"
    )


@cache
def _entries(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(name)}


def in_order(name: str, kind: str) -> tuple[str, ...]:
    """The words of the entry `kind` of the list `name`, as they are listed."""
    return tuple(_entries(name)[kind].split())


@cache
def words(name: str, kind: str) -> frozenset[str]:
    """The words of the entry `kind` of the list `name`."""
    return frozenset(in_order(name, kind))


@cache
def pairs(name: str, kind: str) -> frozenset[tuple[str, str]]:
    """The entry `kind` of the list `name`, of two words each, parted by semicolons."""
    found = set[tuple[str, str]]()
    for pair in _entries(name)[kind].split(";"):
        one, other = pair.split()
        found.add((one, other))
    return frozenset(found)


@cache
def phrases(name: str, kind: str) -> frozenset[str]:
    """The entry `kind` of the list `name`, of any number of words each, parted by semicolons."""
    return frozenset(" ".join(phrase.split()) for phrase in _entries(name)[kind].split(";"))
