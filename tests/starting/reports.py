"""The last reports of five councils that do not exist, each of another shape, made by code."""

import csv
import io
from collections.abc import Sequence

import docx
import openpyxl
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table  # type: ignore[import-untyped]


def word() -> bytes:
    """A heading for each objective, and a table below it."""
    document = docx.Document()
    document.add_heading("Brackwater Borough Council: Corporate Plan, Quarter 1 2024/25", 1)
    parts = {
        "Objective 1: A thriving town": [
            ("CP1.1", "Reopen the market hall", "Green", "The roof was repaired in May 2024.", "Let the 12 stalls by 30 September 2024", "Economy"),
            ("CP1.2", "Plant 200 street trees", "Amber", "Forty trees were planted in April.", "Plant the other 160 trees by 28 February 2025", "Parks"),
        ],
        "Objective 2: Safer streets": [
            ("CP2.1", "Light the canal path", "Complete", "The path was lit on 3 June 2024.", "", "Highways"),
        ],
    }  # fmt: skip
    for heading, rows in parts.items():
        document.add_heading(heading, 2)
        _fill(document, ("Ref", "Key action", "Status", "Progress", "Next steps", "Lead"), rows)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(document: "docx.document.Document", head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:  # fmt: skip
    table = document.add_table(rows=1, cols=len(head))
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def workbook() -> bytes:
    """Columns for the objective and for the date by which the whole action is due; no codes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Objective", "Action", "Due", "RAG", "Update", "Next steps", "Responsible officer"),
        ("Homes for all", "Build 40 council homes", "31/03/2026", "Green", "Twelve homes were let in June 2024.", "Let the next eight homes by 30 November 2024", "Housing"),
        ("Homes for all", "Bring empty homes back into use", "31/03/2025", "Red", "Two owners were written to.", "Serve notice on both owners by 31 October 2024", "Private Sector Housing"),
        ("A clean district", "Replace the litter bins", "30/06/2025", "Green", "Eighty bins were replaced by 30 June 2024.", "Replace the last 60 bins by 31 March 2025", "Street Scene"),
    ):  # fmt: skip
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page() -> bytes:
    """A list of labelled lines for each project, as a website prints them."""
    projects = (
        ("HS01 Build a boathouse", "On track", "The slipway was dug in May 2024.", "Lay the slab by 31 October 2024"),
        ("HS02 Refurbish the baths", "Some slippage", "The boiler was ordered.", "Fit the boiler by 30 November 2024"),
        ("HS03 Renew the bandstand", "On track", "The railings were painted in June 2024.", "Repair the roof by 28 February 2025"),
    )  # fmt: skip
    body = "".join(
        f"<h3>{title}</h3><ul><li>Status: {status}</li><li>Progress: {progress}</li><li>Next steps: {step}</li></ul>"
        for title, status, progress, step in projects
    )
    return f"<html><body><h1>Ferrisham Council: our projects</h1>{body}</body></html>".encode()


def table() -> bytes:
    """What a performance system puts out: codes and words of its own, a percentage, semicolons."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([
        ("Action code", "Action title", "Action status", "% complete", "Latest note", "Next milestone", "Assigned to"),
        ("SR (24/25) 01", "Move the contact centre", "Under control", "60%", "The lease was signed on 10 June 2024.", "Move the first team by 31 October 2024", "Customer Services"),
        ("SR (24/25) 02", "Replace the payroll system", "Slippage", "20%", "One bidder withdrew.", "Award the contract by 30 September 2024", "Finance"),
        ("E&C 5", "Insulate the depot", "Completed", "100%", "The depot was insulated by 28 June 2024.", "", "Property"),
    ])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def printed() -> bytes:
    """A ruled table over a page that lies on its side."""
    style = getSampleStyleSheet()["BodyText"]
    rows = (
        ("Ref", "Key activity", "Status", "Progress", "Next steps", "Lead"),
        ("ENV-01", "Cut the fleet's emissions", "Green", "Six electric vans were delivered in June 2024.", "Order the next ten vans by 30 September 2024", "Fleet"),
        ("ENV-02", "Restore the river meadow", "Amber", "The survey found newts.", "Agree the licence by 31 December 2024", "Countryside"),
        ("ENV-03", "Open a repair shop", "Green", "A shop was rented in May 2024.", "Open the shop by 30 November 2024", "Waste"),
    )  # fmt: skip
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    grid = Table(cells, colWidths=[60, 140, 60, 190, 190, 90], repeatRows=1)
    grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4)).build([grid])
    return out.getvalue()
