"""Signs of status whose words the document's key gives: “▲ | On track” above a column of nothing but signs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kprlint.importing.cells import Block, Heading, Paragraph, Table
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import Draft
from kprlint.importing.interpreter.texts import letters

_IN_ONE = re.compile(r"([^\w\s•·*–—\"'(\[£$€#-]\ufe0f?)\s*(?:[=:–—-]\s*)?([^\W\d_].{1,60})")
_LEAST = 2  # signs of a key
_MOST_WORDS = 6


def signs_in(blocks: Sequence[Block]) -> dict[str, str]:
    """What each sign means, where several stand one below another with their words."""
    found: dict[str, str] = {}
    run: dict[str, str] = {}
    for text in (*_lines(blocks), None):
        pair = _pair(text) if text is not None else None
        if pair and pair[0] not in run:
            run[pair[0]] = pair[1]
        else:
            found |= run if len(run) >= _LEAST else {}
            run = dict([pair]) if pair else {}
    return found


def _lines(blocks: Sequence[Block]) -> Iterator[list[str]]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                cells = [cell for cell in row.cells if cell.lines and not cell.repeated]
                yield [cell.text.strip() for cell in cells] if len(cells) < 3 else []
        elif isinstance(block, Paragraph):
            yield [block.line.text.strip()]
        elif isinstance(block, Heading):
            yield [block.text]


def _pair(texts: list[str]) -> tuple[str, str] | None:
    if len(texts) == 1 and (found := _IN_ONE.fullmatch(texts[0])):
        texts = [found[1], found[2]]
    fits = len(texts) == 2 and len(texts[0]) <= 2 and not letters(texts[0]) and letters(texts[1])
    return (texts[0], texts[1]) if fits and len(texts[1].split()) <= _MOST_WORDS else None


def spelled_out(drafts: Sequence[Draft], signs: Mapping[str, str]) -> list[Doubt]:
    """Puts the key's words in place of signs; each is told once."""
    told: dict[str, Doubt] = {}
    for draft in drafts if signs else ():
        for n, piece in enumerate(draft.pieces["status"]):
            sign = piece.text.strip()
            if words := signs.get(sign):
                draft.pieces["status"][n] = replace(piece, text=words)
                draft.icons = [icon for icon in draft.icons if icon != sign]
                message = (
                    f"“{sign}” is printed for “{words}”, as the key says; the words are written"
                )
                told.setdefault(sign, Doubt("import-key", piece.place, None, message))
    return list(told.values())
