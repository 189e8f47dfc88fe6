"""For a browser, and for print: one HTML document without scripts and without anything from elsewhere.

Every text goes through `_escaped`, and all markup is written here, so that no text of a file has any effect.
Tables say their roles: on a narrow screen their rows are shown as cards, which would take the roles away.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from kprlint import shell
from kprlint.change.schema import Report
from kprlint.printing import visible
from kprlint.report.blocks import (
    Block,
    Code,
    Items,
    Page,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Style,
    Table,
)
from kprlint.report.page import page
from kprlint.report.promises import OUTCOMES
from kprlint.report.words import shortened

_TAG, _QUOTED = re.compile(r"(<[^>]*>)"), re.compile("“[^”]*”")
# Texts of officers are longer than this by mistake alone.
_MOST = 1200
# What is as likely as "unchanged" to be left out for want of room is shown quieter (see page.py).
_QUIET_RANK = 6
# What became of a promise can be seen from afar by its colour; it is said in words.
_COLORED = {OUTCOMES[name]: name for name in ("done", "later", "unaccounted")}
# A table with more columns lies across on A4; figures have their headers upright when they would not fit a tablet.
_MOST_COLUMNS, _MOST_FIGURES, _MOST_LETTERS = 4, 16, 76


def render(data: Report, color: bool) -> str:
    made_by = f"kprlint {data['kprlint']}"
    return written(page(data, most=_MOST), color, made_by=made_by, of=data["to"]["language"])


def written(whole: Page, color: bool, *, made_by: str, of: str = "en") -> str:
    """A page as an HTML document; what it quotes is in the language `of`, its own words are English."""
    return _marked(_document(whole, made_by), of)


def _marked(document: str, of: str) -> str:
    """The document, what it has in quotation marks declared to be in the language `of`, if that is not English."""
    if of.partition("-")[0] == "en":
        return document
    head, body, rest = document.partition("<body>")
    lang = f'<span lang="{_escaped(of)}">'
    pieces = _TAG.split(rest)
    pieces[::2] = [_QUOTED.sub(lambda text: f"{lang}{text[0]}</span>", one) for one in pieces[::2]]
    return f"{head}{body}{''.join(pieces)}"


def _document(whole: Page, made_by: str) -> str:
    names = [_slug(section.title) for section in whole.sections]
    sections = zip(names, whole.sections, strict=True)
    return "\n".join(
        (
            shell.opening("en-GB", shell.head(visible(whole.title), _style(), made_by=made_by)),
            shell.skip("report", "Skip to the report"),
            "<header>",
            f"<h1>{_title(whole.title)}</h1>",
            f'<p class="lead">{_escaped(_lead(whole))}</p>',
            *(f'<p class="about">{_runs(about)}</p>' for about in whole.about),
            "</header>",
            *_contents(names, whole.sections),
            '<main id="report" tabindex="-1">',
            *(line for name, section in sections for line in _section(name, section)),
            "</main>",
            "<footer>",
            f"<p>Made by {_escaped(made_by)} from the files of the plan. It holds no scripts, and loads nothing.</p>",
            "</footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _title(title: str) -> str:
    """What it is about, and on a line of its own what is told of it."""
    about, colon, told = title.rpartition(": ")
    return f'{_escaped(about)}{colon}<span class="told">{_escaped(told)}</span>'


def _lead(whole: Page) -> str:
    """The first sentence without the plan and the quarters, where the title above it has just said them."""
    said = f"{whole.title.replace(': what changed, ', ', ')}: "
    told = whole.lead.removeprefix(said)
    return told[:1].upper() + told[1:]


@cache
def _style() -> str:
    return "\n" + Path(__file__).with_name("html_format.css").read_text("utf-8")


def _contents(names: list[str], sections: Iterable[Section]) -> Iterator[str]:
    yield '<nav aria-label="Contents">'
    yield "<ul>"
    for name, section in zip(names, sections, strict=True):
        yield f'<li><a href="#{name}">{_escaped(section.title)}</a></li>'
    yield "</ul>"
    yield "</nav>"


def _section(name: str, section: Section) -> Iterator[str]:
    across = any(isinstance(block, Table) and _lies_across(block) for block in section.blocks)
    yield f'<section aria-labelledby="{name}"{_classes("across" * across)}>'
    yield f'<h2 id="{name}">{_escaped(section.title)}</h2>'
    for block in section.blocks:
        yield from _block(block)
    yield "</section>"


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"<p>{_runs(block.runs)}</p>"
        case Items():
            yield "<ul>"
            yield from (f"<li>{_runs(item)}</li>" for item in block.items)
            yield "</ul>"
        case Code():
            lines = "\n".join(_escaped(line) for line in block.text.split("\n"))
            yield f"<pre><code>{lines}</code></pre>"
        case Table():
            yield from _table(block)


# Tables


def _lies_across(table: Table) -> bool:
    return len(table.headers) > (_MOST_FIGURES if table.numbers else _MOST_COLUMNS)


def _is_wide(table: Table) -> bool:
    """Whether the longest words of the columns, with what is between them, have too many letters."""
    columns = [[header] for header in table.headers]
    columns[0] += [_text(row.cells[0]) for row in table.rows]
    longest = (
        max((len(word) for text in column for word in text.split()), default=0)
        for column in columns
    )
    return sum(max(4, width) + 3 for width in longest) > _MOST_LETTERS


def _table(table: Table) -> Iterator[str]:
    labels = _labels(table)
    figures = bool(table.numbers)
    moves = " \\ " in table.headers[0]  # from one thing to another
    kinds = (
        ("figures", "moves" * moves, "wide" * _is_wide(table))
        if figures
        else (f"columns-{len(labels)}",)
    )
    shaded = '<span class="key">; shaded: the same as before</span>' * moves
    yield f"<table{_classes(*kinds)}>"
    if table.caption:
        yield f"<caption>{_escaped(table.caption)}{shaded}</caption>"
    yield "<thead>"
    yield "<tr>"
    for column, label in enumerate(labels):
        yield f'<th scope="col"{_number(table, column)}>{_escaped(label)}</th>'
    yield "</tr>"
    yield "</thead>"
    # Rows of one activity belong together; figures are one body.
    for _, rows in groupby(table.rows, key=lambda row: "" if table.numbers else _first(row)):
        yield "<tbody>"
        for at, row in enumerate(rows):
            yield from _row(table, labels, row, again=at > 0 and not table.numbers)
        yield "</tbody>"
    yield "</table>"


def _labels(table: Table) -> list[str]:
    """What the columns are called; ``was \\ is`` is told beside each word that it is about."""
    down, both, across = table.headers[0].partition(" \\ ")
    if not both:
        return [header or "–" for header in table.headers]
    inner = [f"{across} {header}" for header in table.headers[1:-1]]
    return [down, *inner, table.headers[-1]]


def _first(row: Row) -> str:
    return row.cells[0][0].text if row.cells[0] else ""


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _row(table: Table, labels: list[str], row: Row, *, again: bool) -> Iterator[str]:
    classes = _classes("quieter" * (row.rank >= _QUIET_RANK), "again" * again)
    yield f"<tr{classes}>"
    for column, cell in enumerate(row.cells):
        shown = _runs(cell)
        # The header once more: shown, and read, where the row is a card.
        label = f'<span class="label">{_escaped(shortened(labels[column], 80))}: </span>'
        if column < table.heads:
            label = label if table.numbers and row is not table.rows[-1] else ""
            kind = _classes(_COLORED.get(_text(cell), "") if column else "")
            yield f'<th scope="row"{kind}>{label}{shown if shown.strip() else "–"}</th>'
        elif shown:
            classes = _number(table, column, *_figure(table, row, column))
            yield f"<td{classes}>{label}<div>{shown}</div></td>"
        else:
            yield '<td class="empty"></td>'
    yield "</tr>"


def _figure(table: Table, row: Row, column: int) -> Iterator[str]:
    if table.numbers and _text(row.cells[column]) == "–":
        yield "none"
    if table.numbers and _text(row.cells[0]) == table.headers[column] and row is not table.rows[-1]:
        yield "same"


def _number(table: Table, column: int, *more: str) -> str:
    return _classes("number" * (column in table.numbers), *more)


# Texts


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    shown = _escaped(run.text)
    if not shown.strip():
        return shown
    if run.link:
        shown = f'<a href="{_escaped(run.link)}">{shown}</a>'
    match run.style:
        case Style.STRONG:
            return f"<strong>{shown}</strong>"
        case Style.QUIET:
            return f'<span class="quiet">{shown}</span>'
        case Style.CODE:
            return f"<code>{shown}</code>"
        case Style.GONE:
            return f"<del>{_unseen('removed: ')}{shown}{_unseen(' (end removed)')}</del>"
        case Style.ADDED:
            return f"<ins>{_unseen('added: ')}{shown}{_unseen(' (end added)')}</ins>"
        case Style.PLAIN:
            return shown


def _unseen(text: str) -> str:
    """For those who listen."""
    return f'<span class="unseen">{text}</span>'


def _classes(*names: str) -> str:
    given = " ".join(filter(None, names))
    return f' class="{given}"' if given else ""


def _escaped(text: str) -> str:
    return escape(visible(text))
