"""One HTML page: the document's text in reading order, beside each part what became of it, doubts marked.

Every text is escaped, there are no scripts, and nothing is loaded from elsewhere.
"""

from collections.abc import Iterator
from html import escape

from kprlint import __version__, shell
from kprlint.importing.cells import Block, Heading, Location, Paragraph, Row, SourceDocument, Table
from kprlint.importing.interpreter.doubts import NAMES, Doubt, where
from kprlint.importing.interpreter.found import FoundActivity, Imported
from kprlint.printing import visible

_STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2127; --quiet: #535c66; --rule: #8a94a0; --mark: #b35900; --tint: #fff4e5; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e7eaee; --quiet: #aab3bd; --rule: #6d7783; --mark: #f5cf7a; --tint: #3a2c0c; }
}
body { font: 1rem/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem; color: var(--ink); background: var(--paper); }
.skip { background: var(--paper); left: 1rem; padding: .5rem 1rem; position: absolute; top: -10rem; color: var(--ink); }
.skip:focus { top: .5rem; }
table.beside { border-collapse: collapse; table-layout: fixed; width: 100%; }
table.beside > tbody > tr > td { border-top: 1px solid var(--rule); padding: .6rem; vertical-align: top; width: 50%; overflow-wrap: anywhere; }
dl { margin: 0; } dt { font-weight: 600; margin-top: .3rem; } dd { margin: 0 0 0 1rem; }
pre { white-space: pre-wrap; margin: 0; font: .875rem/1.4 ui-monospace, monospace; }
.doubt { border-left: .4rem solid var(--mark); background: var(--tint); margin: .3rem 0; padding: .2rem .6rem; }
.none { color: var(--quiet); }
@media print { tr, .doubt { break-inside: avoid; } .skip { display: none; } }
""".strip()


def page(source: SourceDocument, imported: Imported, contents: dict[str, str]) -> str:
    """The page; `contents` are the files by name."""
    by_row = {id(row): a for a in imported.activities for row in a.sources}
    left = _by_place([*imported.doubts, *imported.left_over])
    shown: set[str] = set()
    rows = "".join(
        line for block in source.blocks for line in _block(block, by_row, left, contents, shown)
    )
    apart = [a for a in imported.activities if str(a.code) not in shown]
    rest = "".join(_row(f"<p>{_text(where(a.place))}</p>", _activity(a, contents)) for a in apart)
    about = [doubt for doubts in left.values() for doubt in doubts]
    doubts = sum(bool(a.doubts) for a in imported.activities)
    head = shell.head(f"Import of {visible(source.name)}", _STYLE, made_by=f"kprlint {__version__}")
    return (
        f"{shell.opening('en-GB', head)}\n{shell.skip('beside', 'Skip to the document and the files')}\n<main>\n"
        f"<h1>Import of {_text(source.name)}</h1>\n"
        f"<p>{len(imported.activities)} activities were found, {doubts} of them with something to look at. "
        "On the left stands the document, on the right what became of it.</p>\n"
        + (f"<h2>Of the whole document</h2>\n{_doubts(about)}\n" if about else "")
        + '<h2 id="beside">The document and the files</h2>\n'
        '<table class="beside"><thead><tr><th scope="col">The document</th><th scope="col">The files</th></tr></thead>'
        f"<tbody>\n{rows}{rest}</tbody></table>\n</main>\n</body>\n</html>\n"
    )


def _by_place(doubts: list[Doubt]) -> dict[Location, list[Doubt]]:
    found: dict[Location, list[Doubt]] = {}
    for doubt in doubts:
        found.setdefault(doubt.place, []).append(doubt)
    return found


def _block(
    block: Block,
    by_row: dict[int, FoundActivity],
    left: dict[Location, list[Doubt]],
    contents: dict[str, str],
    shown: set[str],
) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        text = block.text if isinstance(block, Heading) else block.line.text
        tag = "strong" if isinstance(block, Heading) else "span"
        yield _row(f"<{tag}>{_text(text)}</{tag}>", _doubts(left.pop(block.place, [])))
        return
    told = _doubts(left.pop(block.place, []))
    if block.caption or told:
        yield _row(_text(block.caption), told)
    for row in block.rows:
        yield _table_row(block, row, by_row, left, contents, shown)


def _table_row(
    table: Table,
    row: Row,
    by_row: dict[int, FoundActivity],
    left: dict[Location, list[Doubt]],
    contents: dict[str, str],
    shown: set[str],
) -> str:
    cells = "".join(
        f"<dd>{'<br>'.join(_text(line.text) for line in cell.lines)}"
        f"{''.join(f' [picture: {_text(icon)}]' for icon in cell.icons)}</dd>"
        for cell in row.cells
        if not cell.repeated and (cell.lines or cell.icons)
    )
    doubts = [
        doubt
        for place in list(left)
        if _is_in(place, row)
        for doubt in left.pop(place)
    ]  # fmt: skip
    activity = by_row.get(id(row))
    became = _doubts(doubts)
    if activity is not None and str(activity.code) not in shown:
        shown.add(str(activity.code))
        became = _activity(activity, contents) + became
    elif activity is not None:
        became = f"<p>goes on with {_text(str(activity.code))}</p>" + became
    return _row(f"<dl>{cells}</dl>", became)


def _is_in(place: Location, row: Row) -> bool:
    own = row.cells[0].place
    return (place.line, place.page, place.sheet, place.table, place.row) == (
        own.line, own.page, own.sheet, own.table, own.row,
    )  # fmt: skip


def _activity(activity: FoundActivity, contents: dict[str, str]) -> str:
    text = contents.get(activity.code.file_name, "")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return f"{_doubts(activity.doubts)}<pre>{escape(visible_lines(body))}</pre>"


def _doubts(doubts: "list[Doubt] | tuple[Doubt, ...]") -> str:
    return "".join(
        f'<p class="doubt"><strong>Look here:</strong> {_text(doubt.message)}'
        f"{f' “{_text(doubt.text)}”' if doubt.text and doubt.text not in doubt.message else ''} "
        f'<span class="none" title="{escape(NAMES[doubt.name])}">({_text(doubt.name)}, {_text(where(doubt.place))})</span></p>'
        for doubt in doubts
    )


def _row(document: str, became: str) -> str:
    return f"<tr><td>{document}</td><td>{became or '<span class=none>nothing</span>'}</td></tr>\n"


def _text(text: str) -> str:
    return escape(visible(text))


def visible_lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))
