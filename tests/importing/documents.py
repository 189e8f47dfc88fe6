"""Documents made by code, for the tests of readers."""

import zipfile
from io import BytesIO

from kprlint.importing.cells import Block, Cell, Heading, Paragraph, Source, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, styles: str = "", **parts: bytes | str) -> bytes:
    """A Word document with this body; `parts` are added by their path, with “__” for “/”."""
    return zipped({
        "_rels/.rels": _RELS,
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        **{name.replace("__", "/"): content for name, content in parts.items()},
    })  # fmt: skip


def tables(source: Source) -> list[Table]:
    return [block for block in source.blocks if isinstance(block, Table)]


def texts(cell: Cell) -> list[str]:
    """The lines of a cell, items of a list with “* ” before them."""
    return [("* " if line.bullet else "") + line.text for line in cell.lines]


def grid(table: Table) -> list[list[list[str]]]:
    return [[texts(cell) for cell in row.cells] for row in table.rows]


def outline(source: Source) -> list[str]:
    """The blocks in a line each: “# heading”, “text”, “* item”, “[table of n rows]”."""
    return [_outlined(block) for block in source.blocks]


def _outlined(block: Block) -> str:
    if isinstance(block, Heading):
        return "#" * block.level + " " + block.text
    if isinstance(block, Paragraph):
        return ("* " if block.line.bullet else "") + block.line.text
    return f"[table of {len(block.rows)} rows]"
