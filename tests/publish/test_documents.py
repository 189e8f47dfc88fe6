"""Word and PDF: what their readers and their validators ask for, and the same activities when imported."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT
from pypdf import PdfReader, PdfWriter

from kprlint.importing.readers import html as html_reader
from kprlint.importing.readers.pdf import attached
from kprlint.importing.readers.pdf.pages import read_pages
from kprlint.publish.formats import docx_format, html_format, pdf_format
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper
from kprlint.words.printed import SOURCE
from tests.change.strategies import Edition
from tests.publish.test_paper import (
    EDITIONS,
    LOOK,
    ONE,
    PLANS,
    again,
    council,
    facts,
    kprlint,
    paper,
    real,
)

__all__ = ["council"]


def same(content: bytes, kind: str, of: Paper, period: str) -> None:
    found = again(content, f"paper.{kind}", period)
    assert found.keys() == {one.code for one in of.activities}
    for one in of.activities:
        assert found[one.code][0] == facts(one, period)


@pytest.mark.parametrize("plan", PLANS)
def test_a_real_plan_in_word_is_the_same_when_it_is_imported_again(plan: str) -> None:
    of = real(plan)
    same(docx_format.write(of, LOOK), "docx", of, PLANS[plan])


@pytest.mark.parametrize("plan", PLANS)
def test_a_real_plan_as_pdf_is_the_same_when_it_is_imported_again(plan: str) -> None:
    of = real(plan)
    same(pdf_format.write(of, LOOK), "pdf", of, PLANS[plan])


def without_source(content: bytes) -> bytes:
    """A PDF whose attachment is gone, as after printing it again."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    del writer._root_object["/Names"]["/EmbeddedFiles"]  # type: ignore[attr-defined]
    stream = io.BytesIO()
    writer.write(stream)
    assert SOURCE.encode() not in stream.getvalue()
    return stream.getvalue()


@pytest.mark.parametrize("plan", PLANS)
def test_the_pages_alone_alter_nothing_unflagged(plan: str) -> None:
    of = real(plan)
    found = again(without_source(pdf_format.write(of, LOOK)), "paper.pdf", PLANS[plan])
    # Cards have no rules to go by: what a page break parts, or a card that has no end, may go on in another or lose its
    # code, but never without a flag. The attachment is what import reads.
    told = {one.code for one in of.activities}
    assert len(told & found.keys()) > len(told) / 3
    for code, (got, flagged) in found.items():
        true = next((facts(one, PLANS[plan]) for one in of.activities if one.code == code), None)
        assert flagged or got == true


@settings(max_examples=25, deadline=None)
@given(EDITIONS)
def test_awkward_text_in_word_comes_back_or_is_flagged(edition: Edition) -> None:
    of = paper(edition)
    found = again(docx_format.write(of, LOOK), "paper.docx", "2023/24 Q2")
    assert found.keys() == {one.code for one in of.activities}
    for one in of.activities:
        got, flagged = found[one.code]
        assert flagged or got == facts(one, "2023/24 Q2")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_same_bytes_from_another_process(council: Path, kind: str) -> None:
    one, other = (
        kprlint(council, "publish", "--format", kind, "-o", "-", seed=seed) for seed in ("1", "2")
    )
    assert one.returncode == 0, one.stderr.decode()
    assert one.stdout == other.stdout


def test_word_has_headings_lists_header_rows_and_a_language() -> None:
    content = docx_format.write(real("2019-20"), LOOK)
    document = Document(io.BytesIO(content))
    properties = document.core_properties
    assert (properties.language, properties.author) == ("en-GB", "Harborough District Council")
    assert properties.title == "Corporate Delivery Plan 2019/20, 2019/20 Q4"
    styles = {p.style.name for p in document.paragraphs if p.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * (
            len(rows) - 1
        )
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_a_logo_in_word_has_words() -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    document = Document(io.BytesIO(docx_format.write(paper(ONE), Look(logo=(png, "image/png")))))
    assert [e.get("descr") for e in document.element.body.iter(qn("wp:docPr"))] == [
        "Fictional District Council"
    ]


def _kinds(node: Any) -> list[str]:
    """The types of a PDF's structure elements, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for one in node for kind in _kinds(one)]
    if not hasattr(node, "get"):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (_kinds(node["/K"]) if "/K" in node else [])


def test_the_pdf_says_that_it_is_ua_and_is_tagged() -> None:
    reader = PdfReader(io.BytesIO(pdf_format.write(paper(ONE), LOOK)))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_object().get_data()
    assert reader.metadata
    assert reader.metadata.title == "Our Plan, 2023/24 Q2 – Fictional District Council"
    kinds = _kinds(catalog["/StructTreeRoot"])
    headings = [int(kind[2:]) for kind in kinds if kind[1] == "H" and kind[2:].isdigit()]
    assert headings[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(headings))
    assert {"/Table", "/TR", "/TH", "/TD", "/L", "/LI"} <= set(kinds)


# What may stand directly in what: PDF 32000-1, 14.8.4; what is in no list may stand anywhere but there.
_INSIDE = {
    "/L": {"/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/Caption", "/THead", "/TBody", "/TFoot", "/TR"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
}
_ONLY_IN = {
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/TR": {"/Table", "/THead", "/TBody"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
}


def _nested(node: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way from the root to each element of structure, by its kinds."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _nested(child, above)
    elif hasattr(node, "get"):
        way = (*above, str(node["/S"])) if "/S" in node else above
        if way != above:
            yield way
        if "/K" in node:
            yield from _nested(node["/K"], way)


def test_what_stands_in_what_in_a_pdf_is_sound() -> None:
    for of in (real("2019-20"), paper(ONE)):
        reader = PdfReader(io.BytesIO(pdf_format.write(of, LOOK)))
        root: Any = reader.trailer["/Root"]
        ways = list(_nested(root["/StructTreeRoot"]["/K"]))
        assert sum(way[-1] == "/H1" for way in ways) == 1
        for way in ways:
            kind, parent = way[-1], way[-2] if len(way) > 1 else ""
            assert kind in _INSIDE.get(parent, {kind}), way
            assert parent in _ONLY_IN.get(kind, {parent}), way
            assert way.count("/Table") < 2, way
        bookmarks = [str(one.title) for one in _flat(reader.outline)]
        for activity in of.activities:
            assert any(title.startswith(str(activity.code)) for title in bookmarks)


def _flat(outline: Any) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def test_nothing_is_fetched(tmp_path: Path, council: Path) -> None:
    (tmp_path / "paper.html.jinja").write_text(
        '<!DOCTYPE html><html lang="en-GB"><title>x</title><h1>{{ paper.title }}</h1>'
        '<img alt="x" src="file:///etc/passwd"><img alt="y" src="http://192.0.2.1/y.png">'
    )
    done = kprlint(council, "publish", "--format", "pdf", "--templates", str(tmp_path), "-o", "-")
    assert done.returncode == 0, done.stderr.decode()
    assert b"root:" not in done.stdout
    assert "Larkmere" in PdfReader(io.BytesIO(done.stdout)).pages[0].extract_text()


def test_a_pdf_without_its_source_has_nothing_attached() -> None:
    made = pdf_format.write(paper(ONE), LOOK, attach=False)
    assert not PdfReader(io.BytesIO(made)).attachments


def test_the_attachment_is_read_and_not_the_pages() -> None:
    content = pdf_format.write(paper(ONE), LOOK)
    whole, pages = (read_pages(c, "paper.pdf") for c in (content, without_source(content)))
    assert whole.blocks == html_reader.read(html_format.write(paper(ONE), LOOK), "paper.pdf").blocks
    assert whole.blocks != pages.blocks


def test_an_attachment_that_would_fill_the_memory_is_not_read() -> None:
    packed = zlib.compress(b" " * (attached.MOST_ATTACHED + 1))
    stream = PDFStream({"Filter": LIT("FlateDecode")}, packed)
    assert attached.unpacked(stream) is None
    assert attached.unpacked(PDFStream({"Filter": LIT("FlateDecode")}, zlib.compress(b"x"))) == b"x"
