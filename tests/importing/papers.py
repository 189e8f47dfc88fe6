"""The two real plans as a committee's paper, in each format: by objective, a table of six columns."""

import csv
import html
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import docx as python_docx
from openpyxl import Workbook
from reportlab.lib import pagesizes  # type: ignore[import-untyped]
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table  # type: ignore[import-untyped]

from kprlint.source.yaml import Mapping, Node, Scalar, Sequence, parse

ACTIVITIES = Path(__file__).parents[2] / "activities"
HEADER = ("Key Activities", "Status", "Progress", "Next Steps", "CMT Lead", "Portfolio")


@dataclass(frozen=True)
class Printed:
    """An activity as a paper prints it."""

    code: str
    title: str
    status: str
    progress: tuple[str, ...]
    next_steps: tuple[str, ...]
    lead: tuple[str, ...]
    portfolio: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    number: int
    title: str
    activities: tuple[Printed, ...]


def paper(plan: str) -> list[Section]:
    folder = ACTIVITIES / plan
    register = _mapping(folder / "plan.yaml")
    objectives = register.get("objectives")
    assert isinstance(objectives, Sequence)
    sections = []
    for item in objectives.items:
        assert isinstance(item, Mapping)
        codes = _texts(item.get("activities"))
        [number], [title] = _texts(item.get("number")), _texts(item.get("title"))
        activities = tuple(_printed(_mapping(folder / f"{code}.yaml")) for code in codes)
        sections.append(Section(int(number), title, activities))
    return sections


def _printed(root: Mapping) -> Printed:
    steps = root.get("next_steps")
    actions: list[str] = []
    for step in steps.items if isinstance(steps, Sequence) else ():
        actions += _texts(step.get("action") if isinstance(step, Mapping) else step)
    [code], [title], [status] = (_texts(root.get(name)) for name in ("code", "title", "status"))
    return Printed(
        code, title, status, _texts(root.get("progress")), tuple(actions),
        _texts(root.get("lead")), _texts(root.get("portfolio")),
    )  # fmt: skip


def _mapping(path: Path) -> Mapping:
    root = parse(path.read_text()).root
    assert isinstance(root, Mapping)
    return root


def _texts(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        return tuple(text for item in node.items for text in _texts(item))
    return (" ".join(node.text.split()),) if isinstance(node, Scalar) and node.text else ()


def as_html(sections: list[Section]) -> bytes:
    def items(texts: tuple[str, ...]) -> str:
        inside = "".join(f"<li>{html.escape(text)}</li>" for text in texts)
        return f"<ul>{inside}</ul>" if inside else ""

    parts = ["<!doctype html><html lang=en-GB><meta charset=utf-8><title>Report</title>",
             "<style>@page{size:A4 landscape;margin:15mm}body{font:10pt sans-serif}"
             "table{border-collapse:collapse;width:100%}td,th{border:1px solid;padding:3pt;vertical-align:top}"
             "td:nth-child(3),td:nth-child(4){width:32%}ul{margin:0;padding-left:12pt}</style>",
             "<h1>Key Activities</h1>"]  # fmt: skip
    for section in sections:
        parts.append(
            f"<h2>CO {section.number}: {html.escape(section.title)}</h2><table><thead><tr>"
        )
        parts += [f"<th scope=col>{name}</th>" for name in HEADER]
        parts.append("</tr></thead><tbody>")
        for one in section.activities:
            cells = (
                html.escape(f"{one.code} {one.title}"), html.escape(one.status), items(one.progress),
                items(one.next_steps), html.escape("; ".join(one.lead)), html.escape("; ".join(one.portfolio)),
            )  # fmt: skip
            parts.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        parts.append("</tbody></table>")
    return "".join(parts).encode()


def as_docx(sections: list[Section]) -> bytes:
    document = python_docx.Document()
    document.add_heading("Key Activities", 1)
    for section in sections:
        document.add_heading(f"CO {section.number}: {section.title}", 2)
        table = document.add_table(rows=1, cols=len(HEADER))
        for cell, name in zip(table.rows[0].cells, HEADER, strict=True):
            cell.text = name
        for one in section.activities:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = f"{one.code} {one.title}", one.status
            for cell, texts in ((cells[2], one.progress), (cells[3], one.next_steps)):
                for text in texts:
                    cell.add_paragraph(text, "List Bullet")
            cells[4].text, cells[5].text = "; ".join(one.lead), "; ".join(one.portfolio)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _rows(sections: list[Section]) -> list[list[str]]:
    """As a sheet has them: the objective in a row of its own, a list as lines with dashes."""
    rows = []
    for section in sections:
        rows += [[f"CO {section.number}: {section.title}"], list(HEADER)]
        for one in section.activities:
            rows.append([
                f"{one.code} {one.title}", one.status, _dashed(one.progress), _dashed(one.next_steps),
                "; ".join(one.lead), "; ".join(one.portfolio),
            ])  # fmt: skip
    return rows


def _dashed(texts: tuple[str, ...]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def as_csv(sections: list[Section]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(_rows(sections))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sections: list[Section]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Key Activities")
    for row in _rows(sections):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_pdf(sections: list[Section], *, mark: str = "•", rules: str = "GRID") -> bytes:
    """Rows go on over pages, with their header repeated, and every page has a foot."""
    styles = getSampleStyleSheet()
    text = styles["BodyText"].clone("small", fontSize=9, leading=11)

    def cell(words: str) -> Paragraph:
        return Paragraph(html.escape(words), text)

    def items(texts: tuple[str, ...]) -> list[Paragraph]:
        item = text.clone("item", leftIndent=10 if mark else 0, bulletIndent=0)
        return [Paragraph(html.escape(one), item, bulletText=mark) for one in texts]

    story = [Paragraph("Key Activities", styles["Title"])]
    for section in sections:
        title = html.escape(f"CO {section.number}: {section.title}")
        story.append(Paragraph(title, styles["Heading2"]))
        rows: list[list[object]] = [[cell(name) for name in HEADER]]
        for one in section.activities:
            rows.append([
                cell(f"{one.code} {one.title}"), cell(one.status), items(one.progress), items(one.next_steps),
                cell("; ".join(one.lead)), cell("; ".join(one.portfolio)),
            ])  # fmt: skip
        table = Table(rows, colWidths=[110, 55, 240, 190, 80, 80], repeatRows=1, splitInRow=1)
        table.setStyle(
            [(rules, (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        )
        story.append(table)

    def foot(canvas: object, document: object) -> None:
        canvas.drawString(400, 20, f"Page {canvas.getPageNumber()}")  # type: ignore[attr-defined]

    out = BytesIO()
    SimpleDocTemplate(out, pagesize=pagesizes.landscape(pagesizes.A4), topMargin=40, bottomMargin=40).build(
        story, onFirstPage=foot, onLaterPages=foot
    )  # fmt: skip
    return out.getvalue()


FORMATS = {"html": as_html, "docx": as_docx, "csv": as_csv, "xlsx": as_xlsx, "pdf": as_pdf}
