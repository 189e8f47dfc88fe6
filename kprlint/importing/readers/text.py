"""Tables as text: cells between tabs, HTML in cells, headings and paragraphs as lines of their own."""

import re
from collections.abc import Iterator

from kprlint.importing.cells import (
    Block,
    Cell,
    Heading,
    Location,
    Paragraph,
    Remark,
    Row,
    SourceDocument,
    Table,
)
from kprlint.importing.readers.markup import Markup
from kprlint.importing.readers.signature import is_binary, refuse

# Of Markdown what is struck out, and rows of tables.
_STRUCK = re.compile(r"~~([^~\t]{1,2000})~~")
# Bold, italics, code and links: the marks are none of the words. A star or a line between letters is one of them.
_EDGE, _END = r"(?<![\w*_\\])", r"(?![\w*_])"
_MARKED = tuple(
    (re.compile(rf"{_EDGE}{mark}(?=\S)([^\t|]{{1,2000}}?)(?<=\S){mark}{_END}"), into)
    for mark, into in (
        (r"\*\*\*", r"<b>\1</b>"), (r"\*\*", r"<b>\1</b>"), ("__", r"<b>\1</b>"), (r"\*", r"<i>\1</i>"), ("_", r"<i>\1</i>"),
    )
)  # fmt: skip
_CODE = re.compile(r"(?<!`)(`{1,2})(?=[^`\s])([^`\t]{1,2000}?)(?<=[^`\s])\1(?!`)")
_LINK = re.compile(
    r"(!?)\[([^\[\]\t]{0,2000})\]\((?:<[^<>\t]{0,2000}>|[^()\s]{0,2000})(?:\s\"[^\"\t]{0,200}\")?\)"
)
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!~-])")
_BAR = re.compile(r"(?<!\\)\|")
_UNDER_HEADINGS = re.compile(r"\|[\s:|-]+\|")
_SIGNS = frozenset("*_`[<\\")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")


def read(content: bytes, name: str) -> SourceDocument:
    """The document; a block of lines with tabs is one table. Raises `ReadError` for what is no text."""
    blocks: list[Block] = []
    rows: list[Row] = []
    remarks: list[Remark] = []
    tables = 0

    def close() -> None:
        nonlocal tables
        if rows:
            tables += 1
            blocks.append(
                Table(tuple(rows), Location(line=rows[0].cells[0].place.line, table=tables))
            )
            rows.clear()

    for number, text in enumerate(_lines(_decoded(content, name)), 1):
        place = Location(line=number)
        if bars := _between_bars(text):
            if not _UNDER_HEADINGS.fullmatch(text.strip()):
                rows.append(Row(tuple(_cells(bars, number))))
            continue
        if "\t" in text:
            rows.append(Row(tuple(_cells(text.split("\t"), number))))
            continue
        close()
        if heading := _HEADING.fullmatch(text.strip()):
            found = lines(heading[2], place)
            if found.lines:
                title = " ".join(line.text for line in found.lines)
                blocks.append(Heading(title, len(heading[1]), place))
        else:
            found = lines(text, place)
            blocks.extend(Paragraph(line, place) for line in found.lines)
        remarks.extend(found.remarks)
    close()
    return SourceDocument(name, "text", tuple(blocks), tuple(remarks))


def _between_bars(text: str) -> list[str]:
    """The cells of a row as Markdown writes it; nothing for any other line."""
    row = text.strip()
    if len(row) < 3 or "\t" in row or not (row.startswith("|") and row.endswith("|")):
        return []
    return [cell.replace("\\|", "|") for cell in _BAR.split(row[1:-1])]


def _cells(parts: list[str], line: int) -> Iterator[Cell]:
    for column, part in enumerate(parts, 1):
        place = Location(line=line, column=column)
        found = lines(part, place)
        yield Cell(tuple(found.lines), place, remarks=tuple(found.remarks))


def lines(text: str, place: Location) -> Markup:
    """The lines of a cell with HTML in it, or without."""
    if "~~" in text:
        text = _STRUCK.sub(r"<s>\1</s>", text)
    if not _SIGNS.isdisjoint(text):
        text = _unmarked(text)
    return Markup(text, place, gaps=True)


def _unmarked(text: str) -> str:
    """`text` with what Markdown marks in it as HTML, and without the addresses of its links."""
    text = _LINK.sub(r"\2", text)
    text = _ADDRESS.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    for pattern, into in _MARKED:
        text = pattern.sub(into, text)
    return _ESCAPED.sub(r"\1", text)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if is_binary(content) or content[:1024].count(0) > 8:
        raise refuse(content, name, "text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
