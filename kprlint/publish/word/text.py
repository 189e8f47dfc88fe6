"""Paragraphs and tables as WordprocessingML, in the styles of our template.

Text, since a cell takes python-docx a thousand times as long.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` as XML can hold it."""
    return _NOT_IN_XML.sub("\ufffd", text)


def quoted(text: str) -> str:
    """`text` within XML, also within an attribute."""
    return escape(clean(text))


def run(text: str, *, strong: bool = False, colour: str = "", style: str = "") -> str:
    looks = (
        f'<w:rStyle w:val="{style}"/>' if style else "",
        "<w:b/><w:bCs/>" if strong else "",
        f'<w:color w:val="{colour.upper()}"/>' if colour else "",
    )
    look = "".join(looks)
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{quoted(text)}</w:t></w:r>'


def link(text: str, to: str, *, strong: bool = False, style: str = "Hyperlink") -> str:
    """A run that leads to the bookmark `to`; text alone where that is empty."""
    if not to:
        return run(text, strong=strong)
    inner = run(text, strong=strong, style=style)
    return f'<w:hyperlink w:anchor="{to}" w:history="1">{inner}</w:hyperlink>'


def marked(name: str, number: int, inner: str) -> str:
    """`inner` as what the bookmark `name` is of; `number` is that of no other."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    )


def paragraph(inner: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner}</w:p>"


def field(instruction: str, inner: str) -> tuple[str, str]:
    """What stands before and behind the paragraphs or runs of a field that are there until it is updated."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return begin + inner, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def cell(paragraphs: Iterable[str], fill: str = "") -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.upper()}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{shading}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def plain(text: str, *, strong: bool = False) -> str:
    return cell([paragraph(run(text, strong=strong), "PaperCell")])


def row(cells: Iterable[str], *, header: bool = False, keeps: bool = True) -> str:
    """A row that, if it `keeps` together, does not break over pages."""
    kept = "<w:cantSplit/>" if keeps else ""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{kept}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    headers: Sequence[str], rows: Iterable[str], widths: Sequence[int], *, title: str, said: str
) -> str:
    """A table whose `title` and description, `said`, a screen reader gives; `widths` in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = row([cell([paragraph(run(one), "PaperColumn")]) for one in headers], header=True)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{quoted(title)}"/><w:tblDescription w:val="{quoted(said)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )
