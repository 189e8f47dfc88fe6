"""Documents made by code, for the tests of readers."""

import zipfile
from io import BytesIO

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph as PdfParagraph  # type: ignore[import-untyped]
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from kprlint.importing.cells import Block, Cell, Heading, Paragraph, Reason, SourceDocument, Table

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


def tables(source: SourceDocument) -> list[Table]:
    return [block for block in source.blocks if isinstance(block, Table)]


def texts(cell: Cell) -> list[str]:
    """The lines of a cell, items of a list with “* ” before them, each level with two spaces."""
    return ["  " * line.level + ("* " if line.bullet else "") + line.text for line in cell.lines]


def told(cell: Cell | SourceDocument) -> list[tuple[Reason, str]]:
    return [(remark.why, remark.text) for remark in cell.remarks]


def grid(table: Table) -> list[list[list[str]]]:
    return [[texts(cell) for cell in row.cells] for row in table.rows]


def outline(source: SourceDocument) -> list[str]:
    """The blocks in a line each: “# heading”, “text”, “* item”, “[table of n rows]”."""
    return [_outlined(block) for block in source.blocks]


def _outlined(block: Block) -> str:
    if isinstance(block, Heading):
        return "#" * block.level + " " + block.text
    if isinstance(block, Paragraph):
        return ("* " if block.line.bullet else "") + block.line.text
    return f"[table of {len(block.rows)} rows]"


def report_pdf(activities: int) -> bytes:
    """A table of as many activities, one a page, under a title."""
    style = getSampleStyleSheet()["BodyText"]
    rows: list[list[object]] = [["Key Activities", "Status", "Progress", "Lead"]]
    for number in range(1, activities + 1):
        progress = [PdfParagraph("One site was bought. " * 30, style)]
        progress.append(PdfParagraph("Site A is cleared.", style, bulletText="•"))
        rows.append([f"KA.01.{number:03}", "Green", progress, PdfParagraph("Housing", style)])
    table = PdfTable(
        rows, colWidths=[100, 60, 260, 90], rowHeights=[20, *[480] * activities], repeatRows=1
    )
    table.setStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("BACKGROUND", (1, 1), (1, -1), "#00b050"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ])  # fmt: skip
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([table])
    return out.getvalue()


def pdf_of(content: bytes, *objects: bytes) -> bytes:
    """A PDF of one page that draws `content`, a stream; form F is the first of `objects`, whose numbers begin at 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    out = b"%PDF-1.7\n"
    offsets = []
    for number, written in enumerate(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            content,
            *objects,
        ),
        1,
    ):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        out, size, table, size, len(out),
    )  # fmt: skip
