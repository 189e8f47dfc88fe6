"""Lines of a cell → items of a list, with what is doubtful about them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from kprlint.importing.cells import Location
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.found import Piece
from kprlint.importing.interpreter.texts import letters
from kprlint.prose.lexicon import VB, tags

# doubt, message, text, place
Report = Callable[[str, str, str, Location], None]

_MARK = re.compile(r"([-–—•▪●◦·*_\u27a2\uf0b7])\s*(?=[^\W_]|[“‘'\"(£])(?![\d.,]+%)")
_END = (":-", ".", "!", "?", ";", ":", ".)", ".”", ".'", '."')
# A sentence without a space before it, or a number of a list in the middle of a text.
_RUN_ON = re.compile(r"[a-z]{2}\.[A-Z][a-z]|[.:;] 1[.)] [A-Z]")
_ENTITY = re.compile(r"&#?\w{1,10};$")  # “&amp;”, whose semicolon ends nothing
_NUMBER = re.compile(r"(?P<before>\(?)(?P<number>[1-9]\d?)(?P<after>[.)])\s+(?=[^\W\d]|[“‘'\"(£])")
_SHORT = re.compile(
    r"\b(?:e\.g|i\.e|etc|approx|no|st|\d{1,3})\.$", re.I
)  # whose full stop ends no sentence
_NEAR = 3
_MOST_ITEM = 70
_MOST = 400  # characters of a line that are compared with others


class _Item(NamedTuple):
    text: str
    marked: bool
    place: Location


def items(pieces: Sequence[Piece], report: Report, *, short: bool = False) -> tuple[str, ...]:
    """The items that `pieces` are; `report` hears of each that is doubtful. `short`: they are steps, and no sentences."""
    found: list[_Item] = []
    texts: list[tuple[str, bool, Location]] = []
    # Where every item has a line, a dash in one is a dash.
    apart = len(pieces) > 1 and all(_MARK.match(piece.text) for piece in pieces)
    pieces = _with_items(pieces, report) if short else pieces
    expected = 1
    for piece in pieces:
        if piece.level and found:
            last = found[-1]
            found[-1] = last._replace(text=_with(last.text, _unmarked(piece.text)))
            continue
        if piece.joined:
            message = "a sentence ends with a line of the page here; an item may begin after it"
            report("import-joined-lines", message, piece.text, piece.place)
        first = _NUMBER.match(piece.text)
        counted = first if first and int(first["number"]) in (1, expected) else None
        parts = [(_unmarked(piece.text), True)] if apart else list(_split(piece, counted, report))
        expected = int(counted["number"]) + len(parts) if counted else expected
        for number, (text, marked) in enumerate(parts):
            if not letters(text):
                continue
            texts.append((text, marked, piece.place))
            if found and _goes_on(found[-1].text, text, marked, piece, number):
                last = found[-1]
                found[-1] = last._replace(text=f"{last.text} {text}")
            else:
                found.append(_Item(text, marked or piece.bullet, piece.place))
    _twins(texts, report)
    _check(found, report)
    return tuple(item.text for item in found)


def _with_items(pieces: Sequence[Piece], report: Report) -> Sequence[Piece]:
    """The one line of a cell, parted where it runs short items together: “Order seed; Till the bed; sow”."""
    if len(pieces) != 1 or pieces[0].level:
        return pieces
    piece = pieces[0]
    parts = (
        [part.strip() for part in piece.text.rstrip(" .;").split(";")]
        if len(piece.text) < _MOST
        else []
    )
    short = all(part and len(part) <= _MOST_ITEM and not part.endswith(".") for part in parts)
    if (
        len(parts) < 2
        or not short
        or _ENTITY.search(piece.text)
        or ":" in parts[0]
        or _NUMBER.match(piece.text)
    ):
        return pieces
    verbs = all(tags(part.split()[0].casefold()) & VB for part in parts)
    if not verbs and not all(part[:1].isupper() for part in parts):
        report(
            "import-list-run-on",
            "semicolons stand in this line, which is read as one item",
            piece.text,
            piece.place,
        )
        return pieces
    report(
        "import-list-run-on",
        "semicolons stand between the items of this line, and each is taken for one",
        piece.text,
        piece.place,
    )
    return [replace(piece, text=part, bullet=True) for part in parts]


def _with(text: str, below: str) -> str:
    """An item with one that stands below it."""
    closed = text.endswith((*_END, ",", "–", "-"))
    return f"{text} {below}" if closed else f"{text}; {below}"


def _goes_on(before: str, text: str, marked: bool, piece: Piece, number: int) -> bool:
    if marked:
        return False
    open_end = not before.endswith(_END)
    if number == 0 and piece.first:
        return open_end or (text[:1].islower() and before.endswith((":", ";", ":-")))
    return open_end and text[:1].islower() and number == 0 and not piece.bullet


def _split(
    piece: Piece, counted: re.Match[str] | None, report: Report
) -> Iterator[tuple[str, bool]]:
    text = piece.text
    mark = _MARK.match(text)
    if piece.bullet and not mark:
        yield text, False  # the format itself says where it ends
    elif mark:
        yield from _at(mark[1], text, piece, report)
    elif "•" in text:
        before, _, after = text.partition("•")
        if before.strip():
            yield before.strip(), False
        yield from _at("•", f"• {after.strip()}", piece, report)
    elif counted:
        for part in _numbered(text, counted):
            yield part, True
    else:
        yield text, False


def _at(mark: str, text: str, piece: Piece, report: Report) -> Iterator[tuple[str, bool]]:
    """The parts of a line between marks; a dash is one only where a capital follows."""
    others = re.escape(mark) if mark == "•" else "-–—_•"
    follows = r"\s*(?=\S)" if mark == "•" else r"\s*(?=[A-Z])|\s_\s+(?=\w)"
    parts = re.split(rf"\s[{others}]{follows}" if mark != "•" else rf"\s*•{follows}", text)
    parts = [part.strip() for part in parts]
    parts[0] = _unmarked(parts[0])
    for before in parts[:-1]:
        if mark != "•" and (
            not before.endswith(_END) or _ENTITY.search(before) or _SHORT.search(before)
        ):
            report(
                "import-list-run-on",
                "a dash after this text is taken for the beginning of an item",
                before,
                piece.place,
            )
    for part in parts:
        yield part, True


def _unmarked(text: str) -> str:
    return _MARK.sub("", text, count=1).strip()


def _numbered(text: str, first: re.Match[str]) -> list[str]:
    """The items of “1. First 2. Second”, “(1) First; (2) Second”, where the numbers count on; `first` is the first number."""
    before, number, after = first["before"], int(first["number"]), first["after"]
    parts = []
    rest = text[first.end() :]
    while found := re.search(
        rf"(?:(?<=[\s;,.])|(?<=\w)\s){re.escape(before)}{number + 1}{re.escape(after)}\s+(?=\S)",
        rest,
    ):
        parts.append(rest[: found.start()].strip(" ;"))
        rest = rest[found.end() :]
        number += 1
    return [*parts, rest.strip()]


def _twins(texts: list[tuple[str, bool, Location]], report: Report) -> None:
    """Lines without a mark that nearly repeat a neighbour: what a page's reading leaves behind."""
    for i, (text, marked, place) in enumerate(texts):
        if marked or not 12 <= len(text) <= _MOST:
            continue
        for other, _, _ in texts[max(0, i - _NEAR) : i + _NEAR + 1]:
            if other is text or not 12 <= len(other) <= _MOST:
                continue
            matcher = SequenceMatcher(None, text, other, autojunk=False)
            if matcher.quick_ratio() > 0.66 and matcher.ratio() > 0.66:
                message = "this line nearly repeats one beside it, and one of them is damaged"
                report("import-garbage", message, text, place)
                break


def _check(found: list[_Item], report: Report) -> None:
    marked = sum(item.marked for item in found)
    ended = sum(_ends(item.text) for item in found)
    least = min((len(item.text) for item in found if _ends(item.text)), default=0)
    before = ""
    for number, item in enumerate(found):
        text = item.text
        if "\ufffd" in text:
            report("import-garbage", "this text has characters that are none", text, item.place)
        if text[:1].islower():
            report(
                "import-garbage",
                "this begins in the middle of a sentence or a word",
                text,
                item.place,
            )
        if _RUN_ON.search(text):
            message = "a list or a heading may be lost in the middle of this text"
            report("import-list-run-on", message, text, item.place)
        listed = marked > 1 and marked >= len(found) / 2
        if listed and not item.marked and number and not (_is_whole(text) and _ends(before)):
            message = "the items around this line have a mark, and it has none"
            report("import-unmarked-line", message, text, item.place)
        if v.is_open(text):
            report("import-cut-off", "no sentence ends like this", text, item.place)
        elif ended and ended == len(found) - 1 and not _ends(text) and 2 * len(text) < least:
            message = (
                "every other item is longer and ends with a full stop; this breaks off without one"
            )
            report("import-cut-off", message, text, item.place)
        before = text


def _is_whole(text: str) -> bool:
    """Whether a line looks like a sentence of its own."""
    return not text[:1].islower() and _ends(text)


def _ends(text: str) -> bool:
    return text.endswith(_END)
