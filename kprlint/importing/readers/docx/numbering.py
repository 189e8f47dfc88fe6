"""The numbers that Word prints before paragraphs, which are not in their text."""

import re
from xml.etree.ElementTree import Element

from kprlint.importing.readers.docx.names import W, integer, val

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_MOST_SHOWN = 60  # characters of a code
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def is_code(number: str) -> bool:
    """Whether what Word prints names something (“KA.3”, “1.2”), and does not only count (“3.”, “(b)”)."""
    shown = number[:_MOST_SHOWN]
    return len(re.findall(r"\d+", shown)) > 1 or bool(re.search(r"[A-Za-z].*\d", shown))


class Numbering:
    """Counts paragraphs as they are met, in the order of the document."""

    def __init__(self, root: Element | None) -> None:
        whole = root if root is not None else ()
        self._lists = {
            e.get(W + "abstractNumId", ""): e for e in whole if e.tag == W + "abstractNum"
        }
        self._uses = {e.get(W + "numId", ""): e for e in whole if e.tag == W + "num"}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, use: str | None, depth: int) -> str:
        """What is printed before the next paragraph of a list; “” for a bullet or an unknown list."""
        element = self._uses.get(use or "")
        which = val(element, "abstractNumId")
        found = self._lists.get(which)
        if element is None or found is None or depth >= _DEEPEST:
            return ""
        counts = self._counts.setdefault(which, {})
        override = self._restart(element, use or "", depth)
        if override is not None:
            counts[depth] = override
        else:
            counts[depth] = counts.get(depth, self._start(found, depth) - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        level = _level(found, depth)
        if val(level, "numFmt") in ("bullet", "none", ""):
            return ""

        def printed(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            own = _level(found, at)
            form = val(own, "numFmt")
            plain = level is not None and level.find(W + "isLgl") is not None
            return _written(counts.get(at, self._start(found, at)), "decimal" if plain else form)

        return _PLACE.sub(printed, val(level, "lvlText")).strip()

    def _start(self, found: Element, depth: int) -> int:
        return integer(val(_level(found, depth), "start"), 1)

    def _restart(self, element: Element, use: str, depth: int) -> int | None:
        """The number that a use of the list begins with, the first time that it is met."""
        if (use, depth) in self._begun:
            return None
        self._begun.add((use, depth))
        for override in element.iter(W + "lvlOverride"):
            if override.get(W + "ilvl") == str(depth) and (start := val(override, "startOverride")):
                return integer(start, 1)
        return None


def _level(found: Element, depth: int) -> Element | None:
    return next((e for e in found.iter(W + "lvl") if e.get(W + "ilvl") == str(depth)), None)


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text, rest = "", number
        for value, letters in _ROMAN:
            text += letters * (rest // value)
            rest %= value
        return text if form == "lowerRoman" else text.upper()
    if form == "decimalZero":
        return f"{number:02}"
    return str(number)
