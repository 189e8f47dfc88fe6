"""The Word document: what stands on every page, its links, and a council's own template."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from kprlint.publish.formats import docx_format
from kprlint.publish.paper import Paper
from tests.publish.test_paper import LOOK, ONE, council, kprlint, paper, real

__all__ = ["council"]


@pytest.fixture(scope="module")
def published(council: Path) -> bytes:
    """The paper of the fictional council: a draft, with quarters before it."""
    done = kprlint(council, "publish", "--format", "docx", "-o", "-")
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def texts(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def test_every_page_says_what_it_is_of_and_that_it_is_a_draft(published: bytes) -> None:
    section = Document(io.BytesIO(published)).sections[0]
    assert section.different_first_page_header_footer
    every, first = (texts(h._element) for h in (section.header, section.first_page_header))
    assert every == "Larkmere Delivery Plan 2024/25, 2024/25 Q4DraftLarkmere District Council"
    assert first == "Draft"
    for footer in (section.footer, section.first_page_footer):
        fields = [f.get(qn("w:instr")).strip() for f in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert texts(footer._element).startswith("Page ")


def test_what_is_no_draft_does_not_say_so() -> None:
    section = Document(io.BytesIO(docx_format.write(paper(ONE), LOOK))).sections[0]
    assert texts(section.first_page_header._element) == ""
    assert texts(section.header._element) == "Our Plan, 2023/24 Q2Fictional District Council"


def test_every_link_leads_to_one_place(published: bytes) -> None:
    body = part(published, "word/document.xml")
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)
    assert numbers == [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert set(links) <= set(names)
    # Each activity can be reached from the summary, and leads back to it.
    summary = next(body.iter(qn("w:tbl")))
    reached = {link.get(qn("w:anchor")) for link in summary.iter(qn("w:hyperlink"))}
    assert reached == {name for name in names if name.startswith("activity_")}
    assert len(reached) == 12
    assert links.count("summary") == 12


def test_the_contents_are_those_of_the_headings_before_word_has_made_them(
    published: bytes,
) -> None:
    document = Document(io.BytesIO(published))
    headings = [
        p.text for p in document.paragraphs if p.style and p.style.name.startswith("Heading")
    ]
    body = document.element.body
    [contents] = (
        e for e in body.iter(qn("w:sdt")) if e.find(f".//{qn('w:docPartGallery')}") is not None
    )
    entries = [texts(p) for p in contents.iter(qn("w:p"))]
    assert entries == ["Contents", *(heading for heading in headings if heading != "Summary")]
    kinds = [f.get(qn("w:fldCharType")) for f in contents.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert "TOC" in texts_of_fields(contents)


def texts_of_fields(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:instrText")))


def test_tables_have_titles_and_rows_that_stay_whole(published: bytes) -> None:
    for table in part(published, "word/document.xml").iter(qn("w:tbl")):
        for name in ("tblCaption", "tblDescription"):
            assert table.find(f"{qn('w:tblPr')}/{qn(f'w:{name}')}").get(qn("w:val"))
        rows = table.findall(qn("w:tr"))
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_row_that_would_leave_half_a_page_empty_may_break() -> None:
    rows = [
        row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
        for row in part(docx_format.write(real("2019-20"), LOOK), "word/document.xml").iter(
            qn("w:tr")
        )
    ]
    assert True in rows
    assert False in rows


def test_the_chart_has_its_figures_and_says_them(published: bytes) -> None:
    body = part(published, "word/document.xml")
    [shown] = body.iter(qn("wp:docPr"))
    assert "2024/25 Q3: 2 Not started, 10 Green, 1 Amber, 1 Red, 1 Complete" in shown.get("descr")
    space = part(published, "word/charts/kprlint.xml")
    names = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    series = space.findall(".//c:ser", names)
    found = {
        one.findtext("c:tx/c:v", namespaces=names): [
            (pt.get("idx"), pt.findtext("c:v", namespaces=names))
            for pt in one.findall("c:val//c:pt", names)
        ]
        for one in series
    }
    assert found["Green"] == [("0", "11"), ("1", "4"), ("2", "10"), ("3", "6")]
    assert found["Red"] == [("1", "1"), ("2", "1")]


def test_word_takes_it_for_a_document_of_today(published: bytes) -> None:
    [mode] = (
        setting.get(qn("w:val"))
        for setting in part(published, "word/settings.xml").iter(qn("w:compatSetting"))
        if setting.get(qn("w:name")) == "compatibilityMode"
    )
    assert mode == "15"
    properties = Document(io.BytesIO(published)).core_properties
    assert properties.content_status == "Draft"
    assert properties.subject == "2024/25 Q4"


def with_own(council: Path, folder: Path, content: bytes) -> "subprocess.CompletedProcess[bytes]":
    folder.mkdir(exist_ok=True)
    (folder / "paper.docx").write_bytes(content)
    return kprlint(council, "publish", "--format", "docx", "--templates", str(folder), "-o", "-")


def test_a_template_of_the_council_has_the_last_word_on_looks(
    council: Path, tmp_path: Path
) -> None:
    own = Document()
    own.add_paragraph("What stood in the template")
    own.styles["Heading 1"].font.name = "Gill Sans"
    own.sections[0].footer.paragraphs[0].text = "The council's own foot"
    stream = io.BytesIO()
    own.save(stream)
    done = with_own(council, tmp_path / "own", stream.getvalue())
    assert done.returncode == 0, done.stderr.decode()
    made = Document(io.BytesIO(done.stdout))
    assert made.styles["Heading 1"].font.name == "Gill Sans"
    assert made.sections[0].footer.paragraphs[0].text == "The council's own foot"
    assert "Draft" in [p.text for p in made.sections[0].header.paragraphs]
    assert not any("template" in p.text for p in made.paragraphs)
    used = {e.get(qn("w:val")) for e in made.element.body.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= {style.style_id for style in made.styles}
    lists = {n.get(qn("w:numId")) for n in made.part.numbering_part.element.iter(qn("w:num"))}
    assert {n.get(qn("w:val")) for n in made.styles.element.iter(qn("w:numId"))} <= lists
    # It is the one of a paper that was made before, changed in Word.
    again = with_own(council, tmp_path / "own", done.stdout)
    assert again.returncode == 0, again.stderr.decode()
    assert again.stdout == with_own(council, tmp_path / "own", done.stdout).stdout
    assert len(Document(io.BytesIO(again.stdout)).paragraphs) == len(made.paragraphs)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_word_document_is_refused(council: Path, tmp_path: Path, content: bytes) -> None:
    done = with_own(council, tmp_path / "bad", content)
    assert done.returncode == 2
    assert b"paper.docx is no Word document" in done.stderr


def test_another_package_is_refused(council: Path, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types")
    done = with_own(council, tmp_path / "bad", stream.getvalue())
    assert done.returncode == 2
    assert b"paper.docx is no Word document" in done.stderr


def test_libreoffice_opens_it(tmp_path: Path, published: bytes) -> None:
    office = shutil.which("soffice")
    if office is None and not os.environ.get("CI"):
        pytest.skip("there is no LibreOffice here")
    assert office, "apt-get install --no-install-recommends libreoffice-writer"
    (tmp_path / "paper.docx").write_bytes(published)
    settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
    command: list[str | Path] = [office, settings, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, tmp_path / "paper.docx"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    text = (tmp_path / "paper.txt").read_text("utf-8-sig")
    assert "Larkmere Delivery Plan 2024/25" in text
    assert "Objective 4: Thriving towns and a modern council" in text


def test_a_paper_of_nothing_has_no_contents() -> None:
    empty = Paper(
        plan="x", title="Plan", council="", quarter="", words=real("2019-20").words, key=(), summary=(), attention=(),
        promises=(), corrections=(), sections=(), absent=(), history=(),
    )  # fmt: skip
    document = Document(io.BytesIO(docx_format.write(empty, LOOK)))
    assert document.element.body.find(f".//{qn('w:docPartGallery')}") is None
