"""Spreadsheets of LibreOffice, by odfdo."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element, Paragraph, Style, Table

from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import Cells
from kprlint.importing.readers.package import Package
from kprlint.sheet.book import Cell, Made, MadeSheet, ReadSheet, address, letters
from kprlint.sheet.columns import LISTS, Column

_WANTED = "an OpenDocument spreadsheet"
_AGAIN = "open it in the program that made it, and save it again as .ods"
# The width of a character, as Excel counts columns.
_CENTIMETRES = 0.2
_WRAPPED, _HEAD, _SHOWN, _HIDDEN = "kprlint", "kprlinthead", "kprlintshown", "kprlinthidden"


def write(made: Made) -> bytes:
    """The spreadsheet. Each cell is a text, whatever it begins with."""
    book = Document("spreadsheet")
    book.body.clear()
    book.meta.title = made.title
    book.set_language("en-GB")
    _styles(book, made)
    validations = Element.from_tag("table:content-validations")
    book.body.append(validations)
    for sheet in made.sheets:
        book.body.append(_sheet(sheet, made.lists, validations))
    lists = Table(LISTS, style=_HIDDEN)
    columns = [[name, *words] for name, words in made.lists.items()]
    for place in range(max(map(len, columns), default=0)):
        lists._append(_row([words[place] if place < len(words) else "" for words in columns]))
    book.body.append(lists)
    ranges = Element.from_tag("table:database-ranges")
    for sheet in made.sheets:
        if not sheet.hidden:
            end = f"{letters(len(sheet.columns) - 1)}{max(len(sheet.rows), 1) + 1}"
            area = Element.from_tag("table:database-range")
            area.set_attribute("table:name", sheet.name)
            area.set_attribute("table:target-range-address", f"{sheet.name}.A1:{sheet.name}.{end}")
            area.set_attribute("table:display-filter-buttons", "true")
            ranges.append(area)
    book.body.append(ranges)
    _freeze(book, made)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _styles(book: Document, made: Made) -> None:
    for name, shown in ((_SHOWN, "true"), (_HIDDEN, "false")):
        table = Style("table", name=name)
        table.set_properties({"table:display": shown}, area="table")
        book.insert_style(table, automatic=True)
    for name, bold in ((_WRAPPED, False), (_HEAD, True)):
        style = Style("table-cell", name=name, parent_style="Default", data_style="kprlinttext")
        style.set_properties(
            {"fo:wrap-option": "wrap", "style:vertical-align": "top"}, area="table-cell"
        )
        if bold:
            style.set_properties({"fo:background-color": "#dde6ee"}, area="table-cell")
            style.set_properties({"fo:font-weight": "bold"}, area="text")
        book.insert_style(style, automatic=True)
    text = Element.from_tag(
        '<number:text-style style:name="kprlinttext"><number:text-content/></number:text-style>'
    )
    styles = book.content.get_element("//office:automatic-styles")
    assert styles is not None
    styles.insert(text, position=0)
    row = Style("table-row", name=_WRAPPED)
    row.set_properties({"style:use-optimal-row-height": "true"}, area="table-row")
    book.insert_style(row, automatic=True)
    for width in sorted({column.width for sheet in made.sheets for column in sheet.columns}):
        style = Style("table-column", name=f"kprlint{width}")
        style.set_properties(
            {"style:column-width": f"{width * _CENTIMETRES:.2f}cm"}, area="table-column"
        )
        book.insert_style(style, automatic=True)


def _sheet(made: MadeSheet, lists: dict[str, list[str]], validations: Element) -> Table:
    table = Table(made.name, style=_HIDDEN if made.hidden else _SHOWN)
    for column in made.columns:
        one = Element.from_tag("table:table-column")
        one.set_attribute("table:style-name", f"kprlint{column.width}")
        one.set_attribute("table:default-cell-style-name", _WRAPPED)
        table._append(one)
    checks = [
        _validation(made, place, lists, validations) if column.hint and not made.hidden else ""
        for place, column in enumerate(made.columns)
    ]
    head = Element.from_tag("table:table-header-rows")
    head.append(_row([column.heading for column in made.columns], style=_HEAD))
    table._append(head)
    for row in made.rows:
        table._append(_row(row, checks))
    if made.room:
        blank = _row([""] * len(made.columns), checks)
        blank.set_attribute("table:number-rows-repeated", str(made.room))
        table._append(blank)
    return table


def _validation(
    made: MadeSheet, place: int, lists: dict[str, list[str]], validations: Element
) -> str:
    """The name of a new drop-down, or of what is shown beside a cell that is chosen."""
    column: Column = made.columns[place]
    name = f"{made.name}{column.field}"
    one = Element.from_tag("table:content-validation")
    one.set_attribute("table:name", name)
    one.set_attribute("table:base-cell-address", f"{made.name}.{letters(place)}2")
    one.set_attribute("table:allow-empty-cell", "true")
    if words := lists.get(column.choices):
        at = letters(list(lists).index(column.choices))
        area = f"${LISTS}.${at}$2:${LISTS}.${at}${len(words) + 1}"
        one.set_attribute("table:condition", f"of:cell-content-is-in-list([{area}])")
        one.set_attribute("table:display-list", "unsorted")
    help = Element.from_tag(
        f"<table:help-message table:title={quoteattr(column.heading)} table:display='true'/>"
    )
    help.append(Paragraph(column.hint))
    one.append(help)
    if words:
        # Several leads are written one to a line; the outcome is checked when the sheet comes back.
        shown = "false" if column.choices == "lead" else "true"
        error = Element.from_tag(
            f"<table:error-message table:message-type='warning' table:display='{shown}'/>"
        )
        error.append(Paragraph("This word is not in the plan's list."))
        one.append(error)
    validations.append(one)
    return name


def _row(
    texts: list[str] | tuple[str, ...], checks: list[str] | None = None, style: str = _WRAPPED
) -> Element:
    """A row, read from its XML at once: a thousand statuses of a register would cost a second, cell by cell."""
    cells = []
    for place, text in enumerate(texts):
        told = f" table:style-name={quoteattr(style)}"
        if checks and checks[place]:
            told += f" table:content-validation-name={quoteattr(checks[place])}"
        if text:
            told += ' office:value-type="string"'
        lines = "".join(f"<text:p>{_marked(line)}</text:p>" for line in text.split("\n") if text)
        cells.append(f"<table:table-cell{told}>{lines}</table:table-cell>")
    name = quoteattr(_WRAPPED)
    return Element.from_tag(
        f"<table:table-row table:style-name={name}>{''.join(cells)}</table:table-row>"
    )


def _marked(line: str) -> str:
    """A line as OpenDocument has it, where blanks count that are not between two words, and tabs are elements."""
    return _BLANKS.sub(
        lambda m: "<text:tab/>" if m[0] == "\t" else f'<text:s text:c="{len(m[0])}"/>',
        escape(line),
    )


_BLANKS = re.compile(r"\t|^ +| +$|(?<= ) +")


def _freeze(book: Document, made: Made) -> None:
    """The header and the first column stay where they are while one scrolls."""
    settings = book.get_part("settings.xml")
    tables = settings.get_element("//config:config-item-map-named")  # type: ignore[union-attr]
    assert tables is not None
    tables.clear()
    tables.set_attribute("config:name", "Tables")
    for sheet in made.sheets:
        items = "".join(
            f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
            for name, kind, value in _FROZEN
        )
        tables.append(
            Element.from_tag(
                f'<config:config-item-map-entry config:name="{sheet.name}">{items}</config:config-item-map-entry>'
            )
        )
    active = settings.get_element("//config:config-item[@config:name='ActiveTable']")  # type: ignore[union-attr]
    if active is not None:
        active.text = made.sheets[0].name


_FROZEN = (
    ("HorizontalSplitMode", "short", 2),
    ("VerticalSplitMode", "short", 2),
    ("HorizontalSplitPosition", "int", 1),
    ("VerticalSplitPosition", "int", 1),
    ("ActiveSplitRange", "short", 3),
    ("PositionRight", "int", 1),
    ("PositionBottom", "int", 1),
)


def read(data: bytes, name: str) -> list[ReadSheet]:
    """The sheets of a spreadsheet, hidden ones too; raises ReadError."""
    package = Package(data, name, _WANTED)
    package.check_xml()
    kind = package.content("mimetype") or b""
    if not kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise ReadError(f"{name} is not {_WANTED}", _AGAIN)
    try:
        tables = Document(BytesIO(data)).body.get_elements("table:table")
        limit = Cells(name)
        return [_read(table, limit) for table in tables]
    except ReadError:
        raise
    except Exception:  # odfdo raises whatever a broken part makes it stumble over
        raise ReadError(
            f"{name} is damaged, or of a kind that LibreOffice does not write", _AGAIN
        ) from None


def _read(table: Element, limit: Cells) -> ReadSheet:
    rows: list[list[Cell]] = []
    merged: list[str] = []
    hidden: list[int] = []
    waiting = 0  # empty rows, which count only where another one follows
    title = str(table.get_attribute("table:name") or "")
    for row in table.get_elements("descendant::table:table-row"):
        cells = list(_cells(row, limit, len(rows) + waiting + 1, merged))
        times = _times(row, "table:number-rows-repeated")
        if not any(cell.text or cell.fault for cell in cells):
            waiting += times
            continue
        limit.take(waiting + times * len(cells))
        if row.get_attribute("table:visibility") in ("collapse", "filter"):
            hidden += range(len(rows) + waiting + 1, len(rows) + waiting + times + 1)
        rows += [[] for _ in range(waiting)]
        rows += [cells] * times
        waiting = 0
    return ReadSheet(title, rows, merged, hidden)


def _cells(row: Element, limit: Cells, number: int, merged: list[str]) -> Iterator[Cell]:
    waiting = place = 0
    for one in row.get_elements("table:table-cell|table:covered-table-cell"):
        times = _times(one, "table:number-columns-repeated")
        wide = _times(one, "table:number-columns-spanned")
        high = _times(one, "table:number-rows-spanned")
        if wide > 1 or high > 1:
            first, _, last = (
                address("", number, place),
                "",
                address("", number + high - 1, place + wide - 1),
            )
            merged.append(f"{first}:{last}".replace("!", ""))
        place += times
        cell = _cell(one)
        if not (cell.text or cell.fault):
            waiting += times
            continue
        limit.width(waiting + times)
        yield from [Cell()] * waiting
        yield from [cell] * times
        waiting = 0


def _times(one: Element, attribute: str) -> int:
    told = str(one.get_attribute(attribute) or "1")
    return int(told) if re.fullmatch(r"[0-9]{1,7}", told) else 1


def _cell(one: Element) -> Cell:
    if one.get_attribute("table:formula"):
        return Cell(fault="holds a formula")
    kind = one.get_attribute("office:value-type")
    value = str(one.get_attribute("office:date-value") or "")
    shown = "\n".join(map(_text, one.get_elements("text:p")))
    if kind == "date" and value:
        return Cell(_date(value, shown))
    return Cell(shown)


def _date(value: str, shown: str) -> str:
    """A date as ISO has it; its month alone, where that is what the cell shows."""
    day = value.partition("T")[0]
    numbers = re.findall(r"\d+", shown)
    return day[:7] if len(numbers) == 1 and re.search("[A-Za-z]", shown) else day


def _text(paragraph: Any) -> str:
    """The text of a paragraph, without notes; blanks, tabs and line breaks have elements of their own."""
    return str(paragraph.text_recursive)
