"""For a terminal: tables that fit it, colour only beside words."""

from typing import Any

import click
from tabulate import tabulate

from kprlint.change.schema import Report
from kprlint.printing import visible
from kprlint.printing import width as columns
from kprlint.report.blocks import Block, Code, Items, Page, Paragraph, Run, Runs, Style, Table
from kprlint.report.page import page

_WIDTH = 110
_HEAD = 34  # columns for what a row is about, so that the rest has room
_LEAST_HEAD = 16
_BESIDE = 2  # columns that tabulate leaves beside a header
_COLORS: dict[Style, dict[str, Any]] = {
    Style.STRONG: {"bold": True},
    Style.QUIET: {"dim": True},
    Style.GONE: {"fg": "red"},
    Style.ADDED: {"fg": "green"},
}
_SIGNS = {Style.GONE: ("[-", "-]"), Style.ADDED: ("{+", "+}")}


def render(data: Report, color: bool) -> str:
    return written(page(data, most=240), color)


def written(whole: Page, color: bool, *, width: int = _WIDTH) -> str:
    """A page for a terminal of so many columns."""
    parts = [_title(whole.title, "=", color, width), _wrapped(visible(whole.lead), width)]
    parts += [_wrapped(_runs(about, color), width) for about in whole.about]
    for section in whole.sections:
        parts.append(_title(section.title, "-", color, width))
        parts += [_block(block, color, width) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def _title(title: str, line: str, color: bool, width: int) -> str:
    shown = _wrapped(visible(title), width)
    under = line * min(max(map(len, shown.split("\n"))), width)
    return f"{click.style(shown, bold=True) if color else shown}\n{under}"


def _block(block: Block, color: bool, width: int) -> str:
    match block:
        case Paragraph():
            return _wrapped(_runs(block.runs, color), width)
        case Items():
            return "\n".join(_wrapped(_runs(i, color), width, "- ", "  ") for i in block.items)
        case Code():
            return "\n".join(f"    {visible(line)}" for line in block.text.split("\n"))
        case Table():
            return _table(block, color, width)


def _table(table: Table, color: bool, width: int) -> str:
    rows = [[_runs(cell, color) for cell in row.cells] for row in table.rows]
    caption = f"{visible(table.caption)}:\n\n" if table.caption else ""
    if table.numbers:
        if sum(_longest(table, i) + 2 for i in range(len(table.headers))) - 2 > width:
            return caption + _narrow(table, width)
        return caption + tabulate(
            rows,
            headers=[visible(h) for h in table.headers],
            disable_numparse=True,
            colalign=["right" if i in table.numbers else "left" for i in range(len(table.headers))],
        )
    # Wide columns of prose share the width by how much they hold.
    count = len(table.headers)
    longest = [_longest(table, i) for i in range(count)]
    free = width - 2 * (count - 1)
    longest[: table.heads] = [min(one, _HEAD) for one in longest[: table.heads]]
    widths = _shares(longest, free)
    return caption + tabulate(
        rows,
        headers=[visible(h) for h in table.headers],
        disable_numparse=True,
        maxcolwidths=list(widths),
    )


def _narrow(table: Table, width: int) -> str:
    """A table of figures that is too wide: headers over several lines, and what a row is about in what is left."""
    heads = [visible(header).split() for header in table.headers[1:]]
    rows = [[visible(_plain(cell)) for cell in row.cells] for row in table.rows]
    widths = [
        max(*map(columns, words), *(columns(row[i]) for row in rows))
        for i, words in enumerate(heads, 1)
    ]
    free = max(_LEAST_HEAD, width - sum(one + 2 for one in widths))
    high = max(map(len, heads))
    lines = [
        ("", [words[n - high + len(words)] if n >= high - len(words) else "" for words in heads])
        for n in range(high - 1)
    ]
    lines.append((visible(table.headers[0]), [words[-1] for words in heads]))
    lines.append(("-" * free, ["-" * one for one in widths]))
    for first, *figures in rows:
        about = _wrapped(first, free).split("\n")
        lines += [(about[0], figures), *((more, [""] * len(figures)) for more in about[1:])]
    return "\n".join(
        "  ".join(
            (
                _padded(first, free),
                *(" " * (w - columns(f)) + f for f, w in zip(figures, widths, strict=True)),
            )
        ).rstrip()
        for first, figures in lines
    )


def _padded(text: str, to: int) -> str:
    return text + " " * (to - columns(text))


def _longest(table: Table, column: int) -> int:
    """How wide a column is, with nothing broken over lines."""
    cells = (len(_plain(row.cells[column])) for row in table.rows)
    return max(len(table.headers[column]) + _BESIDE, *cells)


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


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _runs(runs: Runs, color: bool) -> str:
    return "".join(_run(run, color) for run in runs)


def _run(run: Run, color: bool) -> str:
    shown = visible(run.text)
    before, after = _SIGNS.get(run.style, ("", ""))
    shown = f"{before}{shown}{after}" if shown else shown
    style = _COLORS.get(run.style)
    return click.style(shown, **style) if color and style else shown


def _wrapped(line: str, width: int, first: str = "", then: str = "") -> str:
    from textwrap import wrap

    return "\n".join(
        wrap(
            line,
            width,
            initial_indent=first,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
