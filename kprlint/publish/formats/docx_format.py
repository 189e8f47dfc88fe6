"""A Word document: real headings, lists and header rows, across on A4, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kprlint import __version__
from kprlint.model import StatusWord
from kprlint.model.printed import REASON
from kprlint.publish.archive import archive
from kprlint.publish.look import TINTS, Look
from kprlint.publish.paper import DRAFT, Listing, Paper, Reported, Section

# A zip and its core properties have times: the first that a zip knows, so that no clock tells two alike ones apart.
_TIME = datetime(1980, 1, 1)
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Of each column, in millimetres; A4 across has 273 between the margins.
_WIDTHS = {
    "activity": 46,
    "status": 25,
    "progress": 78,
    "next_steps": 66,
    "lead": 28,
    "portfolio": 30,
}
_TWIPS = 1440 / 25.4
# A row that is likely to fill a page may break.
_MOST_KEPT = 1_500
_QUIET = "535C66"


def write(paper: Paper, look: Look) -> bytes:
    document = Document()
    _set_up(document, paper, look)
    if paper.draft:
        _header(document)
    _logo(document, paper, look)
    title = paper.words.get("title") or paper.title
    document.add_paragraph(_clean(title), style="Title")
    under = ", ".join(filter(None, (paper.council, paper.quarter)))
    if under:
        document.add_paragraph(_clean(under), style="Subtitle")
    if paper.draft:
        _bold_first(document.add_paragraph(), DRAFT, f" {paper.why_draft}")
    document.add_paragraph(_clean(paper.sentence))
    _summary(document, paper)
    _key(document, paper)
    for listing in paper.listings:
        _listing(document, paper, listing)
    _activities(document, paper)
    if paper.absent:
        _listing(document, paper, paper.without_report)
    if paper.made_of:
        document.add_paragraph(_clean(paper.made_of))
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream.getvalue())


def _set_up(document: DocumentType, paper: Paper, look: Look) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(14), Mm(14)
    styles = document.styles
    for name, size in (
        ("Normal", 10),
        ("Title", 22),
        ("Heading 1", 15),
        ("Heading 2", 12.5),
        ("List Bullet", 9),
    ):
        style = styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        if name.startswith(("Heading", "Title")):
            style.font.color.rgb = RGBColor.from_string(look.colour[1:].upper())
    bullet = styles["List Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = Mm(4), Mm(-4)
    bullet.space_after = Pt(2)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    properties = document.core_properties
    properties.title = _clean(f"{paper.title}, {paper.quarter}" if paper.quarter else paper.title)
    properties.author = properties.last_modified_by = _clean(paper.council)
    properties.language, properties.comments = "en-GB", f"Made by kprlint {__version__}"
    properties.created = properties.modified = _TIME
    properties.revision = 1


def _header(document: DocumentType) -> None:
    """What stands on every page."""
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(DRAFT.rstrip(".")).bold = True


def _bold_first(paragraph: Paragraph, first: str, then: str) -> None:
    paragraph.add_run(_clean(first)).bold = True
    paragraph.add_run(_clean(then))


def _logo(document: DocumentType, paper: Paper, look: Look) -> None:
    if look.logo is None or look.logo[1] != "image/png":
        return
    document.add_picture(io.BytesIO(look.logo[0]), height=Mm(15))
    for drawing in document.element.body.iter(qn("wp:docPr")):
        drawing.set("descr", _clean(paper.council or "The council"))
        drawing.set("name", "Logo")


def _summary(document: DocumentType, paper: Paper) -> None:
    document.add_heading(_clean(paper.words["summary"]), 1)
    headers = [paper.words["status"], paper.quarter or "Now"]
    if paper.has_before:
        headers += ["Last quarter", "Change"]
    rows = []
    for count in paper.summary:
        figures = [str(count.before), count.change] if paper.has_before else []
        rows.append(
            _row([_status_cell(count.status), *(_cell(t) for t in (str(count.now), *figures))])
        )
    if paper.not_reported:
        none = ["", ""] if paper.has_before else []
        rows.append(_row([_cell(t) for t in ("Not reported", str(paper.not_reported), *none)]))
    figures = [str(paper.total_before), ""] if paper.has_before else []
    rows.append(_row([_cell(t, strong=True) for t in ("Total", str(paper.registered), *figures)]))
    _table(document, headers, rows, [40, 30, 30, 25][: len(headers)])


def _key(document: DocumentType, paper: Paper) -> None:
    if not paper.key:
        return
    document.add_heading(_clean(paper.words["key"]), 1)
    rows = [_row([_status_cell(word), _cell(word.meaning)]) for word in paper.key]
    _table(document, [paper.words["status"], "Meaning"], rows, [40, 160])


def _listing(document: DocumentType, paper: Paper, listing: Listing) -> None:
    document.add_heading(_clean(paper.words[listing.name]), 1)
    for one in listing.items:
        said = " – ".join(filter(None, (one.text, one.said)))
        code = str(one.code) if one.code else ""
        _bold_first(document.add_paragraph(style="List Bullet"), code, f" {said}")


def _activities(document: DocumentType, paper: Paper) -> None:
    theme = ""
    for section in paper.sections:
        if section.theme and section.theme != theme:
            document.add_heading(_clean(section.theme), 1)
        theme = section.theme
        number = f"{paper.words['objective']} {section.number}: " if section.number else ""
        document.add_heading(_clean(number + section.title), 2 if section.theme else 1)
        headers = [paper.words[name] for name in paper.columns]
        _table(document, headers, list(_rows(section, paper.columns)), _widths(paper.columns))


def _widths(columns: Sequence[str]) -> list[int]:
    """What columns that are left out would take goes to progress."""
    left = sum(width for name, width in _WIDTHS.items() if name not in columns)
    return [_WIDTHS[name] + (left if name == "progress" else 0) for name in columns]


def _rows(section: Section, columns: Sequence[str]) -> Iterator[str]:
    for activity in section.activities:
        length = sum(map(len, (*activity.progress, *activity.printed)))
        yield _row(
            [
                _activity_cell(activity),
                _status_cell(
                    activity.status,
                    activity.moved,
                    f"{REASON}{activity.reason}" if activity.reason else "",
                ),
                _list_cell(activity.progress),
                _list_cell(activity.printed),
                *([_cell("; ".join(activity.leads))] if "lead" in columns else ()),
                *([_cell(activity.portfolio)] if "portfolio" in columns else ()),
            ],
            keeps=length < _MOST_KEPT,
        )


# XML: a cell through python-docx takes a thousand times as long as its text


def _table(
    document: DocumentType, headers: Iterable[str], rows: list[str], widths: Iterable[int]
) -> None:
    twips = [round(width * _TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    head = _row([_cell(header, strong=True, fill="F4F6F8") for header in headers], header=True)
    body = "".join([head, *rows])
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )
    document.element.body.insert_element_before(table, "w:sectPr")
    # Word needs a paragraph between two tables.
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)


def _row(cells: Iterable[str], *, header: bool = False, keeps: bool = True) -> str:
    kept = "<w:cantSplit/>" if keeps else ""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{kept}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, *, strong: bool = False, fill: str = "") -> str:
    return _of([_paragraph(text, strong=strong)], fill)


def _status_cell(word: StatusWord, *below: str) -> str:
    tint, ink, _, _ = TINTS[word.kind]
    lines = [_paragraph(word.word, strong=True, colour=ink[1:])]
    lines += [_paragraph(text, size=16, colour=_QUIET) for text in below if text]
    return _of(lines, tint[1:])


def _activity_cell(activity: Reported) -> str:
    code = f"<w:r>{_look(strong=True)}{_text(f'{activity.code} ')}</w:r>"
    title = f"<w:p>{_spaced()}{code}<w:r>{_look()}{_text(activity.title)}</w:r></w:p>"
    return _of([title, *(_paragraph(line, size=16, colour=_QUIET) for line in activity.beside)])


def _list_cell(texts: Iterable[str]) -> str:
    items = [
        f'<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r>{_text(text)}</w:r></w:p>'
        for text in texts
    ]
    return _of(items or [_paragraph("")])


def _of(paragraphs: Iterable[str], fill: str = "") -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.upper()}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{shading}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def _paragraph(text: str, *, strong: bool = False, size: int = 18, colour: str = "") -> str:
    return f"<w:p>{_spaced()}<w:r>{_look(strong=strong, size=size, colour=colour)}{_text(text)}</w:r></w:p>"


def _spaced() -> str:
    return '<w:pPr><w:spacing w:before="0" w:after="40"/></w:pPr>'


def _look(*, strong: bool = False, size: int = 18, colour: str = "") -> str:
    """How a run looks; `size` in half points."""
    bold = "<w:b/>" if strong else ""
    coloured = f'<w:color w:val="{colour.upper()}"/>' if colour else ""
    return f'<w:rPr>{bold}{coloured}<w:sz w:val="{size}"/></w:rPr>'


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(_clean(text))}</w:t>'


def _clean(text: str) -> str:
    """`text` as XML can hold it."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _without_clock(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return archive((name, made.read(name)) for name in made.namelist())
