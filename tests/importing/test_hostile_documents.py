"""Documents made to do harm: an error for an officer or an inert result, in little time and memory, nothing fetched."""

import os
import socket
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from kprlint.importing.cells import SourceDocument
from kprlint.importing.readers import csv, docx, html, pdf, text, xlsx
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_CELLS, MOST_DEEP, MOST_PAGES
from kprlint.importing.readers.pdf.pages import read_pages
from tests.importing.documents import docx as word
from tests.importing.documents import grid, outline, pdf_of, report_pdf, tables, zipped

Read = Callable[[bytes, str], SourceDocument]
READERS: dict[str, Read] = {
    "docx": docx.read,
    "html": html.read,
    "csv": csv.read,
    "xlsx": xlsx.read,
    "pdf": pdf.read,
}
ROW = "<w:tr>" + 6 * "<w:tc><w:p><w:r><w:t>KA.01.01 text</w:t></w:r></w:p></w:tc>" + "</w:tr>"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a document made its reader open a connection")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


@contextmanager
def within(seconds: float, mebibytes: float | None = None) -> Iterator[None]:
    """Bounds what its block takes of a processor, and of memory, Python's only, as it is slow to watch."""
    if mebibytes is not None:
        tracemalloc.start()
    began = sum(os.times()[:4])
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1] if mebibytes is not None else 0
    finally:
        tracemalloc.stop()
    assert sum(os.times()[:4]) - began < seconds
    assert mebibytes is None or peak < mebibytes * 2**20


def refused(read: Read, content: bytes, name: str, match: str) -> None:
    with pytest.raises(ReadError, match=match) as caught:
        read(content, name)
    assert name in caught.value.message
    assert caught.value.help


def read_or_refused(read: Read, content: bytes) -> SourceDocument | None:
    """None for what is refused; anything else that is raised fails the test."""
    try:
        return read(content, "r")
    except ReadError:
        return None


def workbook(**parts: bytes | str) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "x"
    out = BytesIO()
    book.save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def sheet(xml: str) -> bytes:
    """A workbook with this as its sheet."""
    given = zipfile.ZipFile(BytesIO(workbook()))
    parts: dict[str, bytes | str] = {name: given.read(name) for name in given.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{space}">{xml}</worksheet>'
    return zipped(parts)


class TestBombs:
    @pytest.mark.parametrize(
        ("read", "make", "name"), [(docx.read, word, "r.docx"), (xlsx.read, workbook, "r.xlsx")]
    )
    def test_a_part_that_unpacks_to_much(
        self, read: Read, make: Callable[..., bytes], name: str
    ) -> None:
        content = make("", word__media__image1=bytes(40 * 2**20)) if make is word else make(
            xl__media__image1=bytes(40 * 2**20)
        )  # fmt: skip
        with within(2, 10):
            refused(read, content, name, "packed .* times smaller")

    def test_many_parts_each_of_them_allowed(self) -> None:
        content = zipped({f"word/media/{i}": bytes(1_000_000) for i in range(600)})
        with within(2, 10):
            refused(docx.read, content, "r.docx", "unpacks to")

    def test_a_size_that_lies(self) -> None:
        content = word(ROW.join(["<w:tbl>", "</w:tbl>"]) * 500)
        name, size = (
            b"word/document.xml",
            zipfile.ZipFile(BytesIO(content)).getinfo("word/document.xml").file_size,
        )
        lying = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
        assert name in lying and lying != content
        refused(docx.read, lying, "r.docx", "damaged")

    def test_entities_that_multiply(self) -> None:
        entities = '<!ENTITY a "lol">' + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">'
            for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        )
        xml = f"<?xml version='1.0'?><!DOCTYPE x [{entities}]><x>&j;</x>"
        with within(1, 10):
            refused(docx.read, zipped({"word/document.xml": xml}), "r.docx", "document type")
            refused(xlsx.read, workbook(xl__more=xml, xl__more__xml=xml).replace(b"more/xml", b"more.xml"),
                    "r.xlsx", "document type")  # fmt: skip
            page = html.read(f"<!DOCTYPE html [{entities}]><p>&j;</p>".encode(), "r.html")
        assert "lol" not in str(outline(page)[-1:])

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_from_elsewhere(self, encoding: str) -> None:
        xml = (
            f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE x SYSTEM 'http://203.0.113.1/x.dtd' "
            "[<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>"
        ).encode(encoding)
        refused(docx.read, zipped({"word/document.xml": xml}), "r.docx", "document type")

    def test_a_workbook_that_merges_all_its_cells(self) -> None:
        content = sheet("<sheetData/><mergeCells><mergeCell ref='A1&#58;XFD1048576'/></mergeCells>")
        with within(2, 20):
            refused(xlsx.read, content, "r.xlsx", "merges more than")

    def test_a_workbook_of_two_cells_far_apart(self) -> None:
        cell = "<row r='{0}'><c r='{1}{0}' t='inlineStr'><is><t>x</t></is></c></row>"
        far = sheet(f"<sheetData>{cell.format(1, 'A')}{cell.format(1048576, 'ALL')}</sheetData>")
        with within(2, 20):
            assert [len(table.rows) for table in tables(xlsx.read(far, "r.xlsx"))] == [2]
        wide = sheet(f"<sheetData>{cell.format(1048576, 'XFD')}</sheetData>")
        refused(xlsx.read, wide, "r.xlsx", "columns")

    def test_an_html_table_that_spans_itself(self) -> None:
        spans = "<td rowspan=65534 colspan=1000>x</td>" * 1000
        page = f"<table><tr>{spans}</tr>{'<tr></tr>' * 10000}</table>".encode()
        with within(5):
            refused(html.read, page, "r.html", "columns")
        tall = "<td rowspan=65534>x" * 900
        page = f"<table><tr>{tall}</tr>{'<tr></tr>' * 10000}</table>".encode()
        with within(20):
            refused(html.read, page, "r.html", f"{MOST_CELLS:,} cells")


class TestSheets:
    @pytest.mark.parametrize(
        "sheet", ["a" * 2**20, "/*" * 2**19, "a{" * 2**19, "}" * 2**20, "a{b:c}" * 2**17]
    )
    def test_a_style_sheet_of_nothing(self, sheet: str) -> None:
        with within(5):
            page = html.read(
                f"<style>{sheet}</style><p style='{sheet[:9999]}'>x".encode(), "r.html"
            )
        assert outline(page) == ["x"]

    def test_a_number_format_of_nothing(self) -> None:
        book = Workbook()
        assert book.active is not None
        book.active["A1"] = 1.5
        book.active["A1"].number_format = "[" * 100_000
        out = BytesIO()
        book.save(out)
        with within(5):
            refused(xlsx.read, out.getvalue(), "r.xlsx", "number format")

    def test_a_page_of_links_to_one_note(self) -> None:
        links = "<sup><a href='#n'>1</a></sup>" * 20_000
        with within(10):
            html.read(f"<p>{links}<p id=n>{'note ' * 100_000}".encode(), "r.html")


class TestDeep:
    @pytest.mark.parametrize("depth", [50, 100_000])
    @pytest.mark.parametrize("tags", ["<div>", "<table><tr><td>", "<ul><li>", "<b>", "<p><i>"])
    def test_html(self, tags: str, depth: int) -> None:
        with within(5):
            source = read_or_refused(html.read, (tags * depth + "x").encode())
        # A paragraph ends where the next begins, so that the last two are never deep.
        assert (source is None) == (depth > 50 and tags != "<p><i>")

    @pytest.mark.parametrize("depth", [MOST_DEEP + 5, 20_000])
    @pytest.mark.parametrize("tags", ["tbl tr tc", "sdt sdtContent", "ins", "r ins"])
    def test_word(self, tags: str, depth: int) -> None:
        names = tags.split()
        opened = "".join(f"<w:{name}>" for name in names)
        closed = "".join(f"</w:{name}>" for name in reversed(names))
        # A cell beside, lest the tables be frames.
        inside = opened * depth + closed * depth
        if tags == "r ins":
            inside = f"<w:p>{inside}</w:p>"
        body = f"<w:tbl><w:tr><w:tc/><w:tc>{inside}</w:tc></w:tr></w:tbl>"
        with within(5):
            refused(docx.read, word(body), "r.docx", "inside one another|packed")

    def test_tables_in_tables_as_people_make_them(self) -> None:
        opened, closed = "<w:tbl><w:tr><w:tc/><w:tc>", "</w:tc></w:tr></w:tbl>"
        text = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
        [table] = tables(docx.read(word(opened * 8 + text + closed * 8), "r.docx"))
        assert grid(table) == [[[], ["x"]]]


class TestLong:
    def test_word(self) -> None:
        content = word(f"<w:tbl>{ROW * 10_000}</w:tbl>")
        with within(20):
            [table] = tables(docx.read(content, "r.docx"))
        assert len(table.rows) == 10_000

    def test_html(self) -> None:
        row = f"<tr>{'<td><ul><li>KA.01.01 text</ul></td>' * 6}</tr>"
        with within(20):
            [table] = tables(html.read(f"<table>{row * 10_000}</table>".encode(), "r.html"))
        assert len(table.rows) == 10_000

    def test_csv(self) -> None:
        with within(10):
            [table] = tables(csv.read(b"a,b,c,d,e,f\n" * 10_000, "r.csv"))
        assert len(table.rows) == 10_000
        with within(10):
            refused(csv.read, b",".join([b"x"] * (MOST_CELLS + 1)), "r.csv", "cells")
            refused(csv.read, b'"' + b"x" * 3 * 2**20, "r.csv", "quotation mark")

    def test_workbook(self) -> None:
        book = Workbook(write_only=True)
        rows = book.create_sheet("s")
        for _ in range(10_000):
            rows.append(["KA.01.01 text"] * 6)
        out = BytesIO()
        book.save(out)
        with within(20):
            [table] = tables(xlsx.read(out.getvalue(), "r.xlsx"))
        assert len(table.rows) == 10_000


class TestPdf:
    def test_two_hundred_pages(self) -> None:
        content = report_pdf(200)
        with within(60):
            [table] = tables(pdf.read(content, "r.pdf"))
        assert len(table.rows) == 201
        assert table.rows[-1].cells[0].place.page == 200

    def test_encrypted(self) -> None:
        out = BytesIO()
        canvas = Canvas(out, encrypt=StandardEncryption("secret", strength=128))
        canvas.drawString(100, 100, "x")
        canvas.save()
        refused(pdf.read, out.getvalue(), "r.pdf", "password")

    def test_encrypted_against_changes_only(self) -> None:
        out = BytesIO()
        canvas = Canvas(out, encrypt=StandardEncryption("", "owner", canModify=0, canCopy=0))
        canvas.drawString(100, 100, "Read me")
        canvas.save()
        assert outline(pdf.read(out.getvalue(), "r.pdf")) == ["Read me"]

    def test_without_text(self) -> None:
        out = BytesIO()
        canvas = Canvas(out)
        canvas.rect(1, 1, 100, 100)
        canvas.showPage()
        canvas.save()
        refused(pdf.read, out.getvalue(), "r.pdf", "no text")

    def test_too_many_pages(self) -> None:
        out = BytesIO()
        canvas = Canvas(out)
        for _ in range(MOST_PAGES + 1):
            canvas.drawString(1, 1, "x")
            canvas.showPage()
        canvas.save()
        refused(pdf.read, out.getvalue(), "r.pdf", "pages")

    def test_a_stream_that_unpacks_to_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "MOST_PDF_MEMORY", 512 * 2**20)
        squeezed = zlib.compress(bytes(700 * 2**20), 1)
        stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (
            len(squeezed),
            squeezed,
        )
        with within(60):
            refused(pdf.read, pdf_of(stream), "r.pdf", "memory or time")

    def test_forms_that_draw_forms(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "MOST_PDF_SECONDS", 3)
        forms = [
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>/Length 60>>stream\n"
            b"/F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do \nendstream" % (6 + level)
            for level in range(30)
        ]
        content = pdf_of(
            b"<</Length 5>>stream\n/F Do\nendstream", *forms, b"<</Length 0>>stream\n\nendstream"
        )
        with within(20):
            refused(pdf.read, content, "r.pdf", "takes longer|memory or time")

    def test_nothing_is_run_from_the_current_folder(
        self, tmp_path: "os.PathLike[str]", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with open(os.path.join(tmp_path, "pdfplumber.py"), "w") as file:
            file.write("raise SystemExit(1)")
        monkeypatch.chdir(tmp_path)
        assert tables(pdf.read(report_pdf(1), "r.pdf"))

    def test_references_are_not_followed(self) -> None:
        stream = b"<</Length 0/F<</FS/URL/F(http://203.0.113.1/x)>>>>stream\n\nendstream"
        with pytest.raises(ReadError, match=r"no text|damaged"):
            read_pages(pdf_of(stream), "r.pdf")


class TestPasswords:
    def test_word_and_excel(self) -> None:
        # Office keeps what is encrypted in the container of its formats before 2007.
        content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        refused(docx.read, content, "r.docx", "a password")
        refused(xlsx.read, content, "r.xlsx", "a password")

    def test_a_zip_with_one(self) -> None:
        content = bytearray(word(f"<w:tbl>{ROW}</w:tbl>"))
        content[content.index(b"PK\x01\x02") + 8] |= 1
        refused(docx.read, bytes(content), "r.docx", "password")


class TestReferences:
    def test_a_docx_that_refers_outside(self) -> None:
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://x/attachedTemplate" Target="http://203.0.113.1/t.dotm" TargetMode="External"/>'
            '<Relationship Id="rId2" Type="http://x/styles" Target="http://203.0.113.1/s.xml" TargetMode="External"/>'
            '<Relationship Id="rId3" Type="http://x/aFChunk" Target="file:///etc/hostname"/>'
            '<Relationship Id="rId4" Type="http://x/styles" Target="../../../../etc/hostname"/></Relationships>'
        )
        body = (
            '<w:p><w:r><w:t>Text</w:t></w:r></w:p><w:altChunk r:id="rId3"/><w:p><w:r><w:drawing><wp:docPr id="1" name="n" '
            'descr="d"/><a:blip r:link="rId1"/></w:drawing></w:r></w:p>'
            '<w:p><w:r><w:instrText>INCLUDETEXT "http://203.0.113.1/x"</w:instrText></w:r></w:p>'
        )
        content = word(body, word___rels__document_xml_rels=rels).replace(
            b"document_xml_rels", b"document.xml.rels"
        )
        assert outline(docx.read(content, "r.docx")) == ["Text"]

    def test_html_with_scripts_and_references(self) -> None:
        page = (
            '<head><link rel=stylesheet href="http://203.0.113.1/s.css"><base href="http://203.0.113.1/">'
            "<meta http-equiv=refresh content='0;url=http://203.0.113.1'><script src=http://203.0.113.1/x.js></script></head>"
            "<p onclick='steal()'>Text<script>document.write('bad')</script><iframe src=http://203.0.113.1>frame</iframe>"
            "<img src='http://203.0.113.1/p.png' onerror='steal()'><object data=x>object</object><svg><script>x</script></svg>"
            "<style>@import url(http://203.0.113.1/s.css)</style><a href='javascript:steal()'>, linked</a>"
        )
        assert outline(html.read(page.encode(), "r.html")) == ["Text, linked"]


def sound() -> dict[str, bytes]:
    return {
        "docx": word(f"<w:tbl>{ROW * 3}</w:tbl>"),
        "html": b"<table><tr><td>a<td>b</table>",
        "csv": b"a,b\nc,d\n",
        "xlsx": workbook(),
        "pdf": report_pdf(1),
    }


# In this process: a hundred processes take a minute.
ANY: dict[str, Read] = {**READERS, "pdf": read_pages, "text": text.read}
STARTS = (
    b"",
    b"PK\x03\x04",
    b"%PDF-1.7\n1 0 obj",
    b"<table><tr>",
    b'"a",',
    b"\xff\xfe",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)


class TestDamage:
    @pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
    @pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
    def test_cut_off(self, kind: str, part: float) -> None:
        content = sound()[kind]
        refused(
            READERS[kind],
            content[: int(len(content) * part)],
            f"r.{kind}",
            "cut off|damaged|no text",
        )

    @pytest.mark.parametrize("kind", READERS)
    @pytest.mark.parametrize("given", [*READERS, "ole", "rtf", "png", "empty", "odt"])
    def test_a_wrong_suffix(self, kind: str, given: str) -> None:
        others = {
            "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "rtf": rb"{\rtf1 text}",
            "png": b"\x89PNG\r\n\x1a\n" + bytes(99),
            "empty": b"",
            "odt": zipped(
                {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
            ),
        }
        content = others.get(given) if given in others else sound()[given]
        assert content is not None
        if kind == given or (kind in ("html", "csv") and given in ("html", "csv")):
            assert READERS[kind](content, f"r.{kind}").kind == kind
        else:
            refused(READERS[kind], content, f"r.{kind}", "is not a|is empty")

    @pytest.mark.parametrize("kind", ["docx", "html", "csv", "xlsx"])
    def test_any_damage_is_an_error_or_a_document(self, kind: str) -> None:
        content = sound()[kind]
        for at in range(0, len(content), max(1, len(content) // 150)):
            for byte in (0, 0x3C, 0xFF):
                damaged = content[:at] + bytes([byte]) + content[at + 1 :]
                read_or_refused(READERS[kind], damaged)

    def test_any_damage_of_a_pdf(self) -> None:
        content = report_pdf(1)
        for at in range(0, len(content), max(1, len(content) // 100)):
            damaged = content[:at] + b"\xff" + content[at + 1 :]
            read_or_refused(read_pages, damaged)

    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(sorted(ANY)), st.sampled_from(STARTS), st.binary(max_size=400))
    def test_any_bytes_under_any_name(self, kind: str, start: bytes, rest: bytes) -> None:
        read_or_refused(ANY[kind], start + rest)
