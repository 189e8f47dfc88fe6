"""The words of a paragraph with how they are set → its lines, and what is told beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kprlint.importing.cells import Location, Reason, Remark, TextLine
from kprlint.importing.readers.plain import plain

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SHIFTED = re.compile(r"[0-9+\-=()]*[0-9][0-9+\-=()]*")
# What is left out leaves its space behind.
_BEFORE_A_STOP = re.compile(r" +(?=[.,;:!?)](?:\s|$))")


class _Part(NamedTuple):
    text: str
    bold: bool = False
    why: Reason | None = None
    aside: bool = False  # a note or a remark, and none of the words

    @property
    def is_read(self) -> bool:
        return not self.aside and self.why in (None, Reason.INSERTED)


class Inline:
    """Collects parts in their order; `icons` are the pictures' alternative texts."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self.icons: list[str] = []

    def add(
        self, text: str, *, bold: bool = False, shift: int = 0, why: Reason | None = None
    ) -> None:
        """Words; `shift` is 1 for raised and -1 for lowered ones, whose digits have characters of their own."""
        if shift and _SHIFTED.fullmatch(text):
            text = text.translate(_RAISED if shift > 0 else _LOWERED)
        if text:
            self._parts.append(_Part(text, bold, why))

    def note(self, text: str, why: Reason | None = None) -> None:
        """A footnote to the words before it; it is left out with them."""
        self._parts.append(_Part(text, why=None if why is Reason.INSERTED else why, aside=True))

    def remark(self, why: Reason, text: str) -> None:
        self._parts.append(_Part(text, why=why, aside=True))

    def __len__(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def text(self, since: int = 0) -> str:
        """What is read of the parts from `since` on, with its line breaks."""
        return "".join(part.text for part in self._parts[since:] if part.is_read)

    def lines(self, *, bullet: bool = False, level: int = 0, number: str = "") -> list[TextLine]:
        """A line for each between breaks; an item of a list is one, whatever its breaks."""
        found: list[TextLine] = []
        for parts in [self._parts] if bullet else _broken(self._parts):
            words = [part for part in parts if part.is_read]
            notes = tuple(
                note for part in parts if part.aside and not part.why and (note := plain(part.text))
            )
            text = plain("".join(part.text for part in words))
            if len(words) < len(parts):
                text = _BEFORE_A_STOP.sub("", text)
            if text:
                label = _label(words, text)
                found.append(
                    TextLine(text, bullet, level=level, label=label, number=number, notes=notes)
                )
            elif notes and found:
                found[-1] = replace(found[-1], notes=(*found[-1].notes, *notes))
        return found

    def remarks(self, place: Location, *, notes: bool = False) -> Iterator[Remark]:
        """What was left out or inserted, neighbours as one, and `notes`, also where no words are left to keep them."""
        notes = notes or not self.text().strip()
        why: Reason | None = None
        text = ""
        for part in self._parts:
            if part.aside or (part.why is not why and (part.why or part.text.strip())):
                yield from _remark(why, text, place)
                why, text = (None, "") if part.aside else (part.why, "")
                if part.aside and (part.why or notes):
                    yield from _remark(part.why or Reason.NOTE, part.text, place)
            if not part.aside:
                text += part.text
        yield from _remark(why, text, place)


def _remark(why: Reason | None, text: str, place: Location) -> Iterator[Remark]:
    if why and (words := plain(text)):
        yield Remark(why, words, place)


def _broken(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """The parts between line breaks."""
    line: list[_Part] = []
    for part in parts:
        first, *others = [part.text] if part.aside else part.text.splitlines() or [""]
        line.append(part._replace(text=first))
        for text in others:
            yield line
            line = [part._replace(text=text)]
        if not part.aside and part.text.endswith(_BREAKS):
            yield line
            line = []
    yield line


_BREAKS = ("\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def _label(words: Sequence[_Part], text: str) -> str:
    """The bold words that `text` begins with."""
    bold = []
    for part in words:
        if not part.bold and part.text.strip():
            break
        bold.append(part.text)
    label = plain("".join(bold)) if any(part.bold for part in words) else ""
    return label if text.startswith(label) else ""
