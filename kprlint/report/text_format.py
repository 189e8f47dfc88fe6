"""For a terminal: tables that fit it, colour only beside words.

Lines are cut here and not by textwrap, which takes longer than the report: a long plan has thousands of cells.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import click

from kprlint.change.schema import Report
from kprlint.printing import visible
from kprlint.printing import width as columns
from kprlint.report.blocks import Block, Code, Items, Page, Paragraph, Run, Runs, Style, Table
from kprlint.report.page import page

_WIDTH = 110
_LEAST_HEAD = 16
_HEAD = 34  # columns for what a row is about, so that the rest has room
_COLORS: dict[Style, dict[str, Any]] = {
    Style.STRONG: {"bold": True},
    Style.QUIET: {"dim": True},
    Style.GONE: {"fg": "red"},
    Style.ADDED: {"fg": "green"},
}
_WORD = re.compile(r"[^ \t]+")
_SIGNS = {Style.GONE: ("[-", "-]"), Style.ADDED: ("{+", "+}")}


def render(data: Report, color: bool) -> str:
    return written(page(data, most=240), color)


def written(whole: Page, color: bool, *, width: int = _WIDTH) -> str:
    """A page for a terminal of so many columns."""
    parts = [_title(whole.title, "=", color, width), _wrapped((Run(whole.lead),), color, width)]
    parts += [_wrapped(about, color, width) for about in whole.about]
    for section in whole.sections:
        parts.append(_title(section.title, "-", color, width))
        parts += [_block(block, color, width) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def _title(title: str, line: str, color: bool, width: int) -> str:
    shown = _wrapped((Run(title),), False, width)
    under = line * min(max(map(len, shown.split("\n"))), width)
    return f"{click.style(shown, bold=True) if color else shown}\n{under}"


def _block(block: Block, color: bool, width: int) -> str:
    match block:
        case Paragraph():
            return _wrapped(block.runs, color, width)
        case Items():
            return "\n".join(_wrapped(item, color, width, "- ", "  ") for item in block.items)
        case Code():
            return "\n".join(f"    {visible(line)}" for line in block.text.split("\n"))
        case Table():
            return _table(block, color, width)


def _wrapped(runs: Runs, color: bool, width: int, first: str = "", then: str = "") -> str:
    lines = _lines(runs, width - len(first), color)
    return "\n".join(f"{then if place else first}{line.text}" for place, line in enumerate(lines))


def _table(table: Table, color: bool, width: int) -> str:
    widths = _widths(table, width)
    heads = [_lines((Run(head),), widths[i], False) for i, head in enumerate(table.headers)]
    deep = max(map(len, heads))
    heads = [[_EMPTY] * (deep - len(head)) + head for head in heads]
    rows = [
        [_lines(cell, widths[i], color) for i, cell in enumerate(row.cells)] for row in table.rows
    ]
    filled = [
        max([line.width for row in (heads, *rows) for line in row[i]]) for i in range(len(heads))
    ]
    lines = _row(heads, filled, table.numbers)
    lines.append("  ".join("-" * wide for wide in filled))
    for row in rows:
        lines += _row(row, filled, table.numbers)
    caption = f"{visible(table.caption)}:\n\n" if table.caption else ""
    return caption + "\n".join(lines)


def _widths(table: Table, width: int) -> list[int]:
    """How wide each column may be: columns of prose share the page by how much they hold, and a header stays whole.

    Columns of figures have what they need; where that is too much, their headers go over several lines, and what a row is
    about has what is left.
    """
    count = len(table.headers)
    longest = [_longest(table, i, len(table.headers[i])) for i in range(count)]
    free = width - 2 * (count - 1)
    if not table.numbers:
        for i in range(table.heads):
            longest[i] = min(longest[i], _HEAD)
        return _shares(longest, free)
    if sum(longest) > free:
        for i in range(1, count):
            longest[i] = _longest(table, i, max(map(len, table.headers[i].split()), default=1))
        longest[0] = max(_LEAST_HEAD, free - sum(longest[1:]))
    return longest


def _longest(table: Table, column: int, least: int) -> int:
    """How wide a column is, with nothing broken over lines."""
    return max([least, *(sum([len(run.text) for run in row.cells[column]]) for row in table.rows)])


def _shares(longest: list[int], free: int) -> list[int]:
    """A width for each column: what it needs where there is room, else a fair share of the rest."""
    widths = [0] * len(longest)
    left = sorted(range(len(longest)), key=lambda i: (longest[i], i))
    while left:
        share = free // len(left)
        column = left.pop(0)
        widths[column] = max(8, min(longest[column], share))
        free -= widths[column]
    return widths


class _Line(NamedTuple):
    """A line of a cell, and how wide it is without the signs that colour it."""

    text: str
    width: int


_EMPTY = _Line("", 0)


def _row(
    cells: Sequence[Sequence[_Line]], widths: Sequence[int], numbers: frozenset[int]
) -> list[str]:
    """The lines of a row, each column as wide as its widest cell."""
    lines = []
    for depth in range(max(map(len, cells))):
        parts = []
        for place, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
            line = cell[depth] if depth < len(cell) else _EMPTY
            room = " " * (wide - line.width)
            parts.append(room + line.text if place in numbers else line.text + room)
        lines.append("  ".join(parts).rstrip(" "))
    return lines


def _lines(runs: Runs, most: int, color: bool) -> list[_Line]:
    """The text in lines of at most `most` columns, cut between words, or within one that is longer."""
    shown = [_shown(run) for run in runs]
    whole = "".join(shown)
    if not color and whole.isascii() and len(whole) <= most:
        text = whole.rstrip()
        return [_Line(text, len(text))]
    found = []
    for start, end in _cuts(whole, most):
        text = whole[start:end]
        styled = _styled(runs, shown, start, end) if color else text
        found.append(_Line(styled, columns(text)))
    return found


def _shown(run: Run) -> str:
    text = visible(run.text)
    if not text or run.style not in _SIGNS:
        return text
    before, after = _SIGNS[run.style]
    return f"{before}{text}{after}"


def _cuts(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    even = columns(text) == len(text)  # as nearly all are: then its characters are its columns
    if even and len(text) <= most:
        yield 0, len(text.rstrip())
        return
    start = end = 0
    for found in _WORD.finditer(text):
        first, last = found.span()
        if end and (last - start if even else columns(text[start:last])) > most:
            yield start, end
            start = first
        elif not end:
            start = first
        end = last
        while (end - start if even else columns(text[start:end])) > most:
            cut = _fitting(text[start:end], most)
            yield start, start + cut
            start += cut
    if end > start:
        yield start, end


def _fitting(text: str, most: int) -> int:
    """How many of the characters fit in `most` columns, and one at least."""
    return next((n for n in range(most, 1, -1) if columns(text[:n]) <= most), 1)


def _styled(runs: Runs, shown: Sequence[str], start: int, end: int) -> str:
    """What stands from `start` to `end`, each run in its colours."""
    parts, at = [], 0
    for run, text in zip(runs, shown, strict=True):
        part = text[max(start - at, 0) : max(end - at, 0)]
        style = _COLORS.get(run.style)
        parts.append(click.style(part, **style) if style and part else part)
        at += len(text)
    return "".join(parts)
