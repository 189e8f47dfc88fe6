"""Lines of a page → paragraphs and items."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kprlint.importing.cells import Location, Reason, Remark, TextLine
from kprlint.importing.readers.levels import Levels
from kprlint.importing.readers.pdf.letters import Thing
from kprlint.importing.readers.pdf.words import (
    EDGE,
    Words,
    clustered,
    grouped,
    joined,
    lines,
    nearest,
)
from kprlint.importing.readers.plain import plain

# Glyphs that begin an item, among them those of symbol fonts, and what pdfminer writes for a glyph without a character.
_BULLET = re.compile(r"(?:[•●◦▪■‣∙○➢❖◆\uf0b7\uf0a7\uf0d8\uf06c\uf02d]|\(cid:\d{1,5}\))\s*")
# Marks that are text, and yet begin a line.
_MARK = re.compile(r"(?:[-–—*·]|o|\(?(?:\d{1,2}|[a-z])[.)])\s+")
_UNKNOWN = re.compile(r"\(cid:\d{1,5}\)")
_SOFT_ENDS = ("\u00ad", "\u2010")
_WORD = re.compile(r"[^\W\d_]+")
# Lines that one word may be broken over.
_MOST_PARTS = 8
# How much of a column is left free by lines of which none was broken.
_FREE = 0.3
# Letters of a word that a short one follows.
_SHORT = 6
# Space behind a mark, in sizes of a letter; behind a word it is a quarter to a third.
_TAB = 0.45


class Vocabulary:
    """The words that a document has written whole, which tell how a broken one goes on."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def learn(self, words: Iterable[Thing]) -> None:
        """Takes the words of a page that have others close on both sides, since those are whole."""
        for line in grouped(words):
            for before, word, after in zip(line, line[1:], line[2:], strict=False):
                size = word["size"] / 2
                if word["x0"] - before["x1"] < size and after["x0"] - word["x1"] < size:
                    self._words.update(_WORD.findall(word["text"].casefold()))

    def has(self, word: str) -> bool:
        return word.casefold() in self._words


def paragraphs(
    found: Sequence[Words], left: float, right: float, known: Vocabulary
) -> list[TextLine]:
    """Lines between `left` and `right` as paragraphs.

    One ends where the next word would have had room, and where an item begins.
    """
    if not found:
        return []
    # What a cell leaves free at its left it leaves free at its right.
    edge = right - max(0.0, min(line.x0 for line in found) - left)
    # Where no line comes near it, none was broken by it.
    longest = max(line.x1 for line in found)
    right = min(right, longest if edge - longest < _FREE * (right - left) else edge)
    pitch = min((b.top - a.top for a, b in pairwise(found)), default=0.0)
    out: list[TextLine] = []
    levels = Levels()
    depths = clustered(line.x0 for line in found if _mark(line)[0])
    before: Words | None = None
    hanging = float("inf")
    for line in found:
        mark, text = _mark(line)
        is_bullet = mark is not None and mark is _BULLET
        hangs = line.x0 > hanging - EDGE
        begins = (
            before is None
            or is_bullet
            or (mark is not None and (not hangs or line.gap > _TAB * line.size))
            or (not hangs and _had_room(before, line, right))
            or _label_begins(before, line, edge)
            or line.top - before.top > 1.5 * max(pitch, line.size)
        )
        if begins:
            level = levels.of(nearest(depths, line.x0) if mark else None)
            bullet = is_bullet or level > 0
            said = text if bullet else line.text
            label = line.label if line.text.startswith(line.label) and not is_bullet else ""
            out.append(TextLine(said, bullet, level=level, label=label))
            hanging = line.x0 + line.first + line.size / 5 if mark and bullet else float("inf")
        else:
            assert before is not None
            out[-1] = _longer(out[-1], line, before, hangs, edge, known)
        before = line
    return [
        TextLine(words, line.bullet, line.joined, line.level, _shown(line.label))
        for line in out
        if (words := _shown(line.text))
    ]


def _longer(
    above: TextLine, line: Words, before: Words, hangs: bool, edge: float, known: Vocabulary
) -> TextLine:
    joins = above.joined or (not hangs and _sentence_ends(above.text, line.text))
    label = above.label
    # What a word alone on its line leaves free; a line of several is broken between them.
    room = edge - before.x1 if " " not in before.text else float("inf")
    if label and label == above.text and line.label:
        label = _closed(label, line.label, room, line.size, known)
    text = _closed(above.text, line.text, room, line.size, known)
    return TextLine(text, above.bullet, joins, above.level, label)


def _label_begins(before: Words, line: Words, edge: float) -> bool:
    """Whether a bold label begins, or what follows one that has a line of its own."""
    if not line.label:
        alone = bool(before.label) and before.label == before.text
        return alone and (before.text.endswith(":") or _had_room(before, line, edge))
    colon = line.label.endswith(":") or line.text[len(line.label) :].lstrip().startswith(":")
    return colon or (line.label == line.text and not before.label and _had_room(before, line, edge))


def _mark(line: Words) -> tuple[re.Pattern[str] | None, str]:
    """The kind of mark that a line begins with, and what follows it."""
    for kind in (_BULLET, _MARK):
        mark = kind.match(line.text)
        if mark and any(c.isalnum() for c in line.text[mark.end() :]):
            return kind, line.text[mark.end() :]
    return None, line.text


def _sentence_ends(above: str, text: str) -> bool:
    return above.endswith((".", "!", "?", ";", ":")) and not text[:1].islower()


def _had_room(before: Words, line: Words, right: float) -> bool:
    """Whether the first word of a line would have fitted on the one before it."""
    return before.x1 + 0.3 * line.size + line.first < right and not _is_broken(before.text)


def _is_broken(text: str) -> bool:
    """Whether a line ends within a word."""
    return text.endswith(_SOFT_ENDS) or (text.endswith(("-", "/")) and text[-2:-1].isalnum())


def _closed(before: str, after: str, room: float, size: float, known: Vocabulary) -> str:
    """Two lines as one, `room` being left on the first.

    A word is closed up at its hyphen, which stays unless it is one of a line's end, and where a column too narrow for it
    breaks it: that is so where the document has the whole word elsewhere, or where what follows is none.
    """
    left = re.split(r"[\s/]", before)[-1]
    right = re.match(r"[^\W\d_]*", after)
    follows = right[0] if right else ""
    if before.endswith(_SOFT_ENDS):
        return before[:-1] + after
    if _is_broken(before):
        whole = before.endswith("-") and known.has(left[:-1] + follows)
        return (before[:-1] if whole and follows else before) + after
    alone = left.isalpha() and len(left) > 2 and follows.islower()
    is_none = not re.search("[aeiouy]", follows) and len(follows) < 4
    if alone and room < (1.5 if is_none and len(left) > _SHORT else 0.6) * size:
        if is_none or (known.has(left + follows) and not known.has(left)):
            return before + after
    return f"{before} {after}"


def _shown(text: str) -> str:
    return plain(_UNKNOWN.sub("\ufffd", text))


def _mended(found: list[Words], known: Vocabulary) -> list[Words]:
    """Lines of a narrow column, where those that are parts of one word are one."""
    out: list[Words] = []
    at = 0
    while at < len(found):
        end = at + 1
        for last in range(min(len(found), at + _MOST_PARTS), at + 2, -1):
            parts = [line.text for line in found[at:last]]
            if all(map(str.isalpha, parts)) and known.has("".join(parts)):
                end = last
                break
        parts = [line.text for line in found[at:end]]
        out.append(found[at]._replace(text="".join(parts), bottom=found[end - 1].bottom))
        at = end
    return out


def cell(
    words: Sequence[Thing], turned: Sequence[Thing], left: float, right: float, known: Vocabulary
) -> list[TextLine]:
    """The lines of a cell; what stands upright in it comes last."""
    found = paragraphs(_mended(lines(words), known), left, right, known)
    if turned:
        laid = lines(word["turned"] for word in turned)
        found += paragraphs(
            laid, min(line.x0 for line in laid), max(line.x1 for line in laid), known
        )
    return found


def without_bare_marks(found: list[TextLine], *, is_struck: bool) -> list[TextLine]:
    """Lines without marks whose words are struck out, or that stand beside others: a mark alone may be a status."""
    if not is_struck and not any(c.isalnum() for line in found for c in line.text):
        return found
    return [line for line in found if not _BULLET.fullmatch(line.text)]


def struck(
    words: Sequence[Thing], place: Location, around: Sequence[Thing] = ()
) -> tuple[Remark, ...]:
    """What is struck out, neighbours as one; `around` are the words that are not."""
    if not words:
        return ()
    found: list[list[Thing]] = [[]]
    for word in (word for line in grouped([*words, *around]) for word in line):
        if word["struck"]:
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    texts = (" ".join(joined(line).text for line in grouped(run)) for run in found if run)
    return tuple(Remark(Reason.STRUCK, shown, place) for text in texts if (shown := _shown(text)))
