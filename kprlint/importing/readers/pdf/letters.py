"""The letters of a page → its words: raised and lowered ones in their line, upright ones in their direction.

Letters that are struck through make words of their own, which are not read; letters that stand aslant, and large pale
ones, are a watermark.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pdfplumber.utils.text import extract_words

from kprlint.importing.readers.limits import MOST_LINES_A_PAGE
from kprlint.importing.readers.pdf.fills import Box, colour_of
from kprlint.importing.readers.symbols import symbol_font, symbols

Thing = dict[
    str, Any
]  # as pdfplumber gives it: “x0”, “x1”, “top”, “bottom”, in points from the upper left

# Points by which words of one line may stand higher or lower.
LEVEL = 3.0
# A raised or lowered letter is smaller than its neighbour by this, and stands no further from it than this part of it.
_SMALLER = 0.85
_BESIDE = 0.3
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# How far two drawings of one letter stand apart, in sizes of it; “l” is three times as wide.
_SAME = 0.08
# Where a line strikes letters out, in parts of their height; what lies lower underlines them.
_STRIKES_FROM, _STRIKES_TO = 0.3, 0.7
_THIN = 2.5
# Letters of a watermark, in points, and how pale they are at least, of 255.
_LARGE = 30.0
_PALE = 175


class Kinds(NamedTuple):
    """`turned` are words that stand upright, each with its place in its own direction as “turned”."""

    words: list[Thing]
    turned: list[Thing]
    struck: list[Thing]

    def inside(self, box: Box) -> "Kinds":
        return Kinds(*([word for word in kind if within(word, box)] for kind in self))

    def outside(self, box: Box) -> "Kinds":
        return Kinds(*([word for word in kind if not within(word, box)] for kind in self))


class Letters(NamedTuple):
    kinds: Kinds
    watermarks: list[str]
    strikes: set[int]  # ids of the lines that strike words out, and are no rules


def annotations(page: Any) -> list[Thing]:
    """What is laid over a page; nothing where it is broken, since the page itself need not be."""
    try:
        return list(page.annots[:MOST_LINES_A_PAGE])
    except Exception:  # pdfplumber raises whatever it stumbles over
        return []


def is_turned(page: Any) -> int:
    """Whether nearly all of a page stands upright: 1 if it is read upwards, -1 downwards, else 0."""
    ways = [(letter["matrix"][0], letter["matrix"][1]) for letter in page.chars]
    for way in (1, -1):
        if sum(abs(a) < abs(b) * 0.02 and b * way > 0 for a, b in ways) > 0.8 * len(ways):
            return way
    return 0


def within(thing: Thing, box: Box) -> bool:
    x = (thing["x0"] + thing["x1"]) / 2
    y = (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def read_letters(page: Any) -> Letters:
    level: list[Thing] = []
    turned: dict[int, list[Thing]] = {1: [], -1: []}
    aslant: list[Thing] = []
    for letter in _once(page.chars):
        a, b = letter["matrix"][0], letter["matrix"][1]
        if (font := symbol_font(letter["fontname"])) and len(letter["text"]) == 1:
            known = symbols(letter["text"], font)
            letter["text"] = letter["text"] if known == "\ufffd" else known
        if abs(b) < abs(a) * 0.02:
            pale = letter["size"] >= _LARGE and _is_pale(letter)
            (aslant if a < 0 or pale else level).append({**letter, "upright": True})
        elif abs(a) < abs(b) * 0.02:
            turned[1 if b > 0 else -1].append(letter)
        else:
            aslant.append(letter)
    _level_out(level)
    strikes = _strike(level, page)
    words = _words(level)
    kinds = Kinds(
        [word for word in words if not word["struck"]],
        [word for way, letters in turned.items() for word in _turned(letters, way)],
        [word for word in words if word["struck"]],
    )
    return Letters(kinds, ["".join(one["text"] for one in aslant)] if aslant else [], strikes)


def _once(letters: Iterable[Thing]) -> Iterator[Thing]:
    """Without letters that are drawn twice, as some programs make them bold."""
    seen: set[tuple[str, int, int]] = set()
    for letter in letters:
        step = max(_SAME * letter["size"], 0.1)
        text, x, y = letter["text"], letter["x0"] / step, letter["top"] / step
        # Of a grid whose cells are as large as the distance, those around the place.
        near = [(text, int(x + dx), int(y + dy)) for dx in (0, 0.5) for dy in (0, 0.5)]
        if text.isspace() or seen.isdisjoint(near):
            yield letter
        seen.update(near)


def _is_pale(letter: Thing) -> bool:
    colour = colour_of(letter.get("non_stroking_color"))
    return colour is not None and min(int(colour[i : i + 2], 16) for i in (1, 3, 5)) >= _PALE


def _level_out(letters: list[Thing]) -> None:
    """Brings raised and lowered letters to the level and the size of those that they follow."""
    base = last = None
    for letter in letters:
        if base is not None and last is not None and _hangs_on(letter, base, last):
            raised = letter["bottom"] < base["bottom"] - 0.05 * base["size"]
            letter["text"] = letter["text"].translate(_RAISED if raised else _LOWERED)
            last = letter.copy()
            letter |= {name: base[name] for name in ("top", "bottom", "size", "doctop")}
        elif not letter["text"].isspace():
            base = last = letter


def _hangs_on(letter: Thing, base: Thing, last: Thing) -> bool:
    size = base["size"]
    return bool(
        letter["size"] < _SMALLER * size
        and not letter["text"].isspace()
        and -_BESIDE * size < letter["x0"] - last["x1"] < _BESIDE * size
        and letter["bottom"] > base["top"] - 0.4 * size
        and letter["top"] < base["bottom"] + 0.3 * size
    )


def _strike(letters: list[Thing], page: Any) -> set[int]:
    """Marks the letters that a line strikes out; the ids of those lines."""
    shapes = [
        s for s in (*page.lines, *page.rects) if s["bottom"] - s["top"] < _THIN < s["x1"] - s["x0"]
    ]
    shapes += [
        {"x0": note["x0"], "x1": note["x1"], "top": note["top"], "bottom": note["bottom"]}
        for note in annotations(page)
        if getattr((note.get("data") or {}).get("Subtype"), "name", "") == "StrikeOut"
    ]
    lines = sorted(shapes[:MOST_LINES_A_PAGE], key=_middle)
    levels = [_middle(line) for line in lines]
    under: dict[int, list[Thing]] = {}
    for letter in letters:
        letter["struck"] = False
        letter["colour"] = colour_of(letter.get("non_stroking_color"))
        letter["bold"] = any(
            word in letter["fontname"].lower() for word in ("bold", "black", "heavy")
        )
        height = letter["bottom"] - letter["top"]
        at = bisect_left(levels, letter["top"] + _STRIKES_FROM * height)
        middle = (letter["x0"] + letter["x1"]) / 2
        while at < len(lines) and levels[at] <= letter["top"] + _STRIKES_TO * height:
            if lines[at]["x0"] - 1 <= middle <= lines[at]["x1"] + 1:
                under.setdefault(at, []).append(letter)
            at += 1
    strikes = set()
    for at, struck in under.items():
        # A rule of a table goes on where no letters are.
        covered = sum(letter["x1"] - letter["x0"] for letter in struck)
        if covered > 0.6 * (lines[at]["x1"] - lines[at]["x0"]):
            strikes.add(id(lines[at]))
            for letter in struck:
                letter["struck"] = True
    return strikes


def _middle(line: Thing) -> float:
    return float(line["top"] + line["bottom"]) / 2


def _words(letters: list[Thing]) -> list[Thing]:
    return extract_words(
        letters,
        x_tolerance_ratio=0.2,
        y_tolerance=LEVEL,
        extra_attrs=["size", "struck", "bold", "colour"],
    )


def _turned(letters: list[Thing], way: int) -> Iterator[Thing]:
    """Words that stand upright: `way` 1 for those that are read upwards, -1 for those downwards."""
    laid = []
    for letter in letters:
        x0, x1, top, bottom = (letter[name] for name in ("x0", "x1", "top", "bottom"))
        place = (-bottom, -top, x0, x1) if way > 0 else (top, bottom, -x1, -x0)
        flat = dict(zip(("x0", "x1", "top", "bottom"), place, strict=True))
        laid.append(
            {**letter, **flat, "upright": True, "struck": False, "bold": False, "colour": None}
        )
    for word in _words(laid):
        x0, x1, top, bottom = (word[name] for name in ("x0", "x1", "top", "bottom"))
        place = (top, bottom, -x1, -x0) if way > 0 else (-bottom, -top, x0, x1)
        there = dict(zip(("x0", "x1", "top", "bottom"), place, strict=True))
        yield {**word, **there, "turned": word}
