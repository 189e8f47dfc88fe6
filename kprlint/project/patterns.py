"""Path patterns of kprlint.toml, in the way of .gitignore: ``*`` stays in a folder, ``**`` does not.

A configuration may be a stranger's, so no pattern is tried again and again: all places that a pattern may have reached are
followed at once, and a path takes its length times the pattern's, whatever the two hold.
"""

from collections.abc import Iterable
from functools import cache
from typing import Generic, TypeVar

T = TypeVar("T")

# What a piece of a pattern stands for; anything else stands for itself.
_STAR, _STARS, _ONE, _FOLDERS = "*", "**", "?", "**/"


@cache
def _pieces(pattern: str) -> tuple[str, ...]:
    pattern = pattern.strip("/").removeprefix("./")
    pieces: list[str] = []
    at = 0
    while at < len(pattern):
        piece = next((p for p in (_FOLDERS, _STARS) if pattern.startswith(p, at)), pattern[at])
        at += len(piece)
        # Of the same sign twice the second adds nothing.
        if piece not in (_STAR, _STARS, _FOLDERS) or pieces[-1:] != [piece]:
            pieces.append(piece)
    return tuple(pieces)


def matches(path: str, pattern: str) -> bool:
    """Whether `path` (relative, forward slashes) is what `pattern` names, or lies in it."""
    pieces = _pieces(pattern)
    end = len(pieces)
    # Places in the pattern; of one inside the name of a folder that ``**/`` stands for, the complement.
    reached = _with_skipped({0}, pieces)
    for sign in path:
        if end in reached and sign == "/":
            return True  # a pattern that names a folder covers all that is in it
        after = set[int]()
        for at in reached:
            if at < 0:
                after.add(~at if sign == "/" else at)
                continue
            piece = pieces[at] if at < end else ""
            if piece == _FOLDERS:
                if sign != "/":
                    after.add(~at)
            elif piece == _STARS or (piece == _STAR and sign != "/"):
                after.add(at)
            elif piece == sign or (piece == _ONE and sign != "/"):
                after.add(at + 1)
        if not after:
            return False
        reached = _with_skipped(after, pieces)
    return end in reached


def has_wildcard(pattern: str) -> bool:
    """Whether a pattern has to be tried, and is not just a name."""
    return "*" in pattern or "?" in pattern


class Patterns(Generic[T]):
    """Many patterns, each with what it stands for: those without a star or a question mark are looked up, not tried."""

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        self._plain: dict[str, list[T]] = {}
        self._others: list[tuple[str, T]] = []
        for pattern, value in patterns:
            if has_wildcard(pattern):
                self._others.append((pattern, value))
            else:
                name = pattern.strip("/").removeprefix("./")
                self._plain.setdefault(name, []).append(value)

    def of(self, path: str) -> list[T]:
        """What the patterns that match `path` stand for."""
        folders = [path[:at] for at, sign in enumerate(path) if sign == "/"]
        found = [value for name in (*folders, path) for value in self._plain.get(name, ())]
        return found + [value for pattern, value in self._others if matches(path, pattern)]


def _with_skipped(reached: set[int], pieces: tuple[str, ...]) -> set[int]:
    """`reached`, and what lies behind pieces that may stand for nothing."""
    ahead = list(reached)
    while ahead:
        at = ahead.pop()
        if 0 <= at < len(pieces) and at + 1 not in reached:
            if pieces[at] in (_STAR, _STARS, _FOLDERS):
                reached.add(at + 1)
                ahead.append(at + 1)
    return reached
