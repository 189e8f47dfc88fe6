"""Tables as text: cells between tabs, HTML in cells, headings and paragraphs as lines of their own."""

import html
import re
import unicodedata

from kprlint.importing.cells import Block, Cell, Heading, Line, Paragraph, Place, Row, Source, Table
from kprlint.importing.readers.signature import is_binary, refuse

# Anything else in angle brackets is text.
_TAG = re.compile(
    r"<(/?)(a|b|big|br|center|div|em|font|h[1-6]|i|li|ol|p|s|small|span|strong|sub|sup|u|ul)"
    r"(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_INLINE = frozenset("a b big em font i s small span strong sub sup u".split())
_ITEM = "\x00"
# A converter leaves wide gaps where it lost a line break.
_GAP = re.compile(r"[ \u00a0]{4,}")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")


def read(content: bytes, name: str) -> Source:
    """The document; a block of lines with tabs is one table. Raises `ReadError` for what is no text."""
    blocks: list[Block] = []
    rows: list[Row] = []
    tables = 0

    def close() -> None:
        nonlocal tables
        if rows:
            tables += 1
            blocks.append(Table(tuple(rows), Place(line=rows[0].cells[0].place.line, table=tables)))
            rows.clear()

    for number, text in enumerate(_lines(_decoded(content, name)), 1):
        place = Place(line=number)
        if "\t" in text:
            rows.append(Row(tuple(
                Cell(lines(part), Place(line=number, column=column))
                for column, part in enumerate(text.split("\t"), 1)
            )))  # fmt: skip
            continue
        close()
        if heading := _HEADING.fullmatch(text.strip()):
            parts = lines(heading[2])
            if parts:
                title = " ".join(part.text for part in parts)
                blocks.append(Heading(title, len(heading[1]), place))
        else:
            blocks.extend(Paragraph(part, place) for part in lines(text))
    close()
    return Source(name, "text", tuple(blocks))


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a cell with HTML in it, or without; control characters become U+FFFD."""
    marked = _TAG.sub(_broken, _clean(text))
    found = []
    for part in marked.split("\n"):
        for piece in _GAP.split(part):
            bullet = piece.startswith(_ITEM)
            plain = " ".join(_clean(html.unescape(piece.strip(_ITEM))).split())
            if plain:
                found.append(Line(plain, bullet))
    return tuple(found)


def _broken(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _INLINE:
        return ""
    return f"\n{_ITEM}" if name == "li" and not tag[1] else "\n"


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else " " if c.isspace() else "" if c == "\ufeff" else _shown(c)
        for c in text
    )


def _shown(character: str) -> str:
    # Joiners and direction marks belong to text; all else that cannot be seen is damage.
    return character if unicodedata.category(character) == "Cf" else "\ufffd"


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
