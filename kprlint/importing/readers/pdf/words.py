"""Words of a page → lines, from left to right and from top to bottom."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kprlint.importing.readers.pdf.letters import LEVEL, Thing

# Points by which edges of cells may stand beside one another.
EDGE = 3.0


class Words(NamedTuple):
    """A line of the page: its words joined, and where it stands."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first: float = 0.0  # the width of its first word
    gap: float = 0.0  # the space behind that
    label: str = ""  # the bold words that it begins with
    right: float = 0.0  # where its column ends, should it stand in one


class PrintedLine(NamedTuple):
    """Words that stand beside one another."""

    words: list[Thing]

    @property
    def top(self) -> float:
        return float(min(word["top"] for word in self.words))

    @property
    def bottom(self) -> float:
        return float(max(word["bottom"] for word in self.words))

    @property
    def size(self) -> float:
        return float(max(word["size"] for word in self.words))

    def spans(self, gap: float) -> list[tuple[float, float]]:
        """What the words cover, where they stand `gap` apart and less."""
        out: list[tuple[float, float]] = []
        for word in self.words:
            if out and word["x0"] - out[-1][1] <= gap:
                out[-1] = (out[-1][0], max(out[-1][1], word["x1"]))
            else:
                out.append((word["x0"], word["x1"]))
        return out


def lines(words: Iterable[Thing]) -> list[Words]:
    return [joined(line) for line in grouped(words)]


def grouped(words: Iterable[Thing]) -> list[list[Thing]]:
    """The words of each line, from left to right; the lines from top to bottom."""
    found: list[list[Thing]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if found and word["bottom"] - found[-1][0]["bottom"] < LEVEL:
            found[-1].append(word)
        else:
            found.append([word])
    for line in found:
        line.sort(key=lambda word: word["x0"])
    return found


def joined(words: list[Thing]) -> Words:
    sizes = Counter[float]()
    for word in words:
        sizes[round(word["size"], 1)] += len(word["text"])
    bold = next((n for n, word in enumerate(words) if not word.get("bold")), len(words))
    # A word of two sizes or weights stands in two parts.
    parts = (n for n, one in enumerate(words[:-1], 1) if not _touches(one, words[n]))
    first = next(parts, len(words))
    return Words(
        _text(words),
        words[0]["x0"],
        words[-1]["x1"],
        min(word["top"] for word in words),
        max(word["bottom"] for word in words),
        sizes.most_common(1)[0][0],
        words[first - 1]["x1"] - words[0]["x0"],
        words[first]["x0"] - words[first - 1]["x1"] if first < len(words) else 0.0,
        _text(words[:bold]),
        words[0].get("right", 0.0),
    )


def _text(words: list[Thing]) -> str:
    text = ""
    before: Thing | None = None
    for word in words:
        text += ("" if before is None or _touches(before, word) else " ") + word["text"]
        before = word
    return text


def _touches(before: Thing, word: Thing) -> bool:
    return bool(word["x0"] - before["x1"] <= 0.08 * word["size"])


def clustered(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > EDGE:
            out.append(value)
    return out


def nearest(starts: list[float], x: float) -> int:
    return min(range(len(starts)), key=lambda index: abs(starts[index] - x))
