"""Lines around the labelled lines of an activity that are none of its fields: the code that a block opens with, and what
belongs to the page or to the document."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from kprlint.importing.cells import Block, Heading, Paragraph, Table
from kprlint.importing.interpreter import vocabulary as v

# A line that is nothing but a code: “Action 15”, “[15]”, “--- AP/07 ---”.
_OPENER = re.compile(
    r"[-–—=*#~_ ]*[\[(]? ?(?P<code>(?:(?P<word>[A-Za-z]+)\.? ?)?(?:(?:no\.?|nr\.?|number|#) ?)?"
    r"[A-Z]{0,5}[ ./-]?\d{1,5}[A-Za-z]?(?:[./-]\w{1,6}){0,4}) ?[\])]?[-–—=*#~_:. ]*",
    re.I,
)
_LONGEST = 40  # characters of such a line
_PAGE = re.compile(r"(?:page|p\.?|tudalen)\s*\d{1,4}(?:\s*(?:of|/|o)\s*\d{1,4})?|\d{1,4}\s*\|\s*page|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,3}\s+of\s+\d{1,3}|\d{1,3}", re.I)  # fmt: skip


def with_codes(blocks: Sequence[Block], is_label: Callable[[Block], bool]) -> list[Block]:
    """The blocks, where lines of a code alone open the labelled lines of activities with “Ref: ” before each."""
    found: dict[int, str] = {}
    shapes: Counter[str] = Counter()
    for block, following in pairwise(blocks):
        if isinstance(block, Table) or not is_label(following):
            continue
        text = _text(block)
        opener = _OPENER.fullmatch(text) if len(text) <= _LONGEST else None
        word = (opener["word"] or "") if opener else ""
        named = word.casefold() in v.words()["headings"]["opener"] or (0 < len(word) < 6 and word.isupper())  # fmt: skip
        if opener and (named or not (word or _PAGE.fullmatch(text))):
            found[id(block)] = opener["code"].strip()
            shapes[re.sub(r"\d+", "9", opener["code"])] += 1
    if sum(shapes.values()) < 2 or len(shapes) > sum(shapes.values()) / 2:
        return list(blocks)
    return [_coded(block, found[id(block)]) if id(block) in found else block for block in blocks]


def _text(block: Heading | Paragraph) -> str:
    return (block.text if isinstance(block, Heading) else block.line.text).strip()


def _coded(block: Block, code: str) -> Block:
    if isinstance(block, Heading):
        return replace(block, text=f"Ref: {code}")
    assert isinstance(block, Paragraph)
    return replace(block, line=replace(block.line, text=f"Ref: {code}", label="", bullet=False))


def is_page_number(text: str) -> bool:
    return len(text) <= _LONGEST and _PAGE.fullmatch(text.strip()) is not None


def is_button(text: str) -> bool:
    """Whether a line of a web page is there to be pressed: “Read more”."""
    return v.fold(text) in v.words()["headings"]["button"]


def is_closing(text: str) -> bool:
    """Whether a line says who wrote the document or whom to ask: it ends what the lines above it tell."""
    folded = v.fold(text)
    lists = v.words()["headings"]
    label, colon, _ = text.partition(":")
    if colon and v.fold(label) in lists["closing label"]:
        return True
    return any(
        folded == phrase or folded.startswith((f"{phrase} ", f"{phrase}:", f"{phrase},"))
        for phrase in lists["closing"]
    )
