"""The readers on documents that libraries make as programs would, and on XML as Word writes it."""

from csv import writer
from datetime import date, datetime, time
from io import BytesIO, StringIO

import docx as python_docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Inches
from openpyxl import Workbook
from openpyxl.styles import Color, PatternFill
from PIL import Image

from kprlint.importing.cells import Heading, Location, TextLine
from kprlint.importing.readers import csv, docx, html, xlsx
from kprlint.importing.readers.errors import ReadError
from tests.importing.documents import W, grid, outline, tables, texts, zipped
from tests.importing.documents import docx as word

HEADER = ["Key Activities", "Status", "Progress", "Next Steps", "Lead", "Portfolio"]


class TestWordAsPythonDocxWritesIt:
    @pytest.fixture(scope="class")
    @staticmethod
    def content() -> bytes:
        document = python_docx.Document()
        document.add_heading("Quarterly report", 0)
        document.add_heading("Homes for all", 1)
        document.add_paragraph("What the plan says.")
        document.add_paragraph("Build", style="List Bullet")
        document.add_paragraph("Table 1: the activities", style="Caption")
        table = document.add_table(rows=4, cols=6)
        row = table.rows[0]
        row._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{W}"/>'))
        for cell, name in zip(row.cells, HEADER, strict=True):
            cell.text = name
        first = table.rows[1].cells
        first[0].text = "KA.01.01 Build forty homes"
        shading = f'<w:shd xmlns:w="{W}" w:val="clear" w:color="auto" w:fill="00B050"/>'
        first[1]._tc.get_or_add_tcPr().append(parse_xml(shading))
        picture = BytesIO()
        Image.new("RGB", (4, 4), "green").save(picture, "PNG")
        picture.seek(0)
        first[1].paragraphs[0].add_run().add_picture(picture, width=Inches(0.2))
        first[1]._tc.xpath(".//wp:docPr")[0].set("descr", "Green: on track")
        first[2].paragraphs[0].text = "Two sites were\tbought."
        first[2].add_paragraph("Site A is cleared.", style="List Bullet")
        first[2].add_paragraph("Site B is\u00ad not.", style="List Bullet")
        run = first[3].paragraphs[0].add_run("Fence the site.")
        run.add_break(WD_BREAK.LINE)
        run.add_text("Ask for tenders.")
        inner = first[3].add_table(rows=1, cols=2)
        inner.rows[0].cells[0].text = "Tender"
        inner.rows[0].cells[1].text = "June"
        first[4].merge(table.rows[2].cells[4]).text = "Housing"
        table.rows[2].cells[0].text = "KA.01.02 Mend roofs"
        table.rows[3].cells[0].merge(table.rows[3].cells[5]).text = "End of the objective"
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    def test_headings_paragraphs_items_and_the_caption(self, content: bytes) -> None:
        source = docx.read(content, "r.docx")
        assert source.kind == "docx"
        assert outline(source) == [
            " Quarterly report",  # Word's Title stands above all headings
            "# Homes for all",
            "What the plan says.",
            "* Build",
            "[table of 4 rows]",
        ]
        assert tables(source)[0].caption == "Table 1: the activities"

    def test_cells(self, content: bytes) -> None:
        [table] = tables(docx.read(content, "r.docx"))
        assert [row.header for row in table.rows] == [True, False, False, False]
        assert [texts(cell) for cell in table.rows[0].cells] == [[name] for name in HEADER]
        row = table.rows[1].cells
        assert row[1].fill == "#00b050"
        assert row[1].icons == ("Green: on track",)
        assert texts(row[2]) == [
            "Two sites were bought.",
            "* Site A is cleared.",
            "* Site B is not.",
        ]
        assert texts(row[3]) == ["Fence the site.", "Ask for tenders.", "  Tender – June"]
        assert row[3].place == Location(table=1, row=2, column=4)

    def test_merged_cells(self, content: bytes) -> None:
        [table] = tables(docx.read(content, "r.docx"))
        assert texts(table.rows[1].cells[4]) == ["Housing"]
        assert texts(table.rows[2].cells[4]) == ["Housing"]
        assert [cell.repeated for cell in table.rows[2].cells].index(True) == 4
        assert len(table.rows[2].cells) == 6
        [wide] = table.rows[3].cells
        assert wide.columns == 6 and texts(wide) == ["End of the objective"]


# As Word saves it: runs split by revision ids and proofing marks, smart tags, both forms of a drawing.
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Council"><w:name w:val="Council Objective"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Tick"><w:name w:val="Tick"/><w:basedOn w:val="Loop"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Tick"/></w:style>
"""
SPLIT = """
<w:p w:rsidR="00A77B3E" w:rsidRDefault="00F14C8B" w14:paraId="1A2B3C4D"><w:pPr><w:pStyle w:val="Council"/></w:pPr>
  <w:bookmarkStart w:id="0" w:name="_Toc1"/><w:r w:rsidRPr="00C1"><w:t>Ho</w:t></w:r><w:proofErr w:type="spellStart"/>
  <w:r w:rsidR="00D2"><w:t xml:space="preserve">mes for </w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>all</w:t></w:r>
  <w:bookmarkEnd w:id="0"/></w:p>
"""


def _read_cell(inside: str, about: str = "") -> list[str]:
    body = f"<w:tbl><w:tr><w:tc><w:tcPr>{about}</w:tcPr>{inside}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    [table] = tables(docx.read(word(body, STYLES), "r.docx"))
    return texts(table.rows[0].cells[0])


class TestWordAsWordWritesIt:
    def test_a_heading_in_split_runs_by_a_style_that_inherits_its_level(self) -> None:
        assert docx.read(word(SPLIT, STYLES), "r.docx").blocks == (
            Heading("Homes for all", 2, Location(line=1)),
        )

    def test_tracked_changes(self) -> None:
        inside = (
            '<w:p><w:r><w:t xml:space="preserve">Due in </w:t></w:r><w:del w:id="1" w:author="A"><w:r><w:delText>May'
            '</w:delText></w:r></w:del><w:ins w:id="2" w:author="A"><w:r><w:t>June</w:t></w:r></w:ins></w:p>'
            "<w:moveFrom><w:p><w:r><w:t>Gone</w:t></w:r></w:p></w:moveFrom>"
        )
        assert _read_cell(inside) == ["Due in June"]

    def test_a_deleted_row_is_left_out(self) -> None:
        row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
        deleted = row.format("<w:trPr><w:del w:id='1'/></w:trPr>", "old")
        [table] = tables(
            docx.read(word(f"<w:tbl>{deleted}{row.format('', 'new')}</w:tbl>"), "r.docx")
        )
        assert grid(table) == [[["new"]]]

    def test_text_in_controls_links_smart_tags_and_fields(self) -> None:
        inside = (
            "<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent><w:p>"
            "<w:smartTag w:uri='u' w:element='place'><w:r><w:t>Foxton</w:t></w:r></w:smartTag>"
            "<w:hyperlink r:id='rId9'><w:r><w:t>, by link</w:t></w:r></w:hyperlink>"
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> DATE </w:instrText></w:r>"
            "<w:fldSimple w:instr='PAGE'><w:r><w:t>, page</w:t></w:r></w:fldSimple>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
            "<w:r><w:footnoteReference w:id='2'/></w:r></w:p></w:sdtContent></w:sdt>"
        )
        assert _read_cell(inside) == ["Foxton, by link, page"]

    def test_lists(self) -> None:
        item = "<w:p><w:pPr>{}</w:pPr><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>"
        numbered = '<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
        assert _read_cell(item.format(numbered.format(1))) == ["* a b"]
        assert _read_cell(item.format(numbered.format(0))) == ["a", "b"]
        assert _read_cell(item.format('<w:pStyle w:val="ListParagraph"/>')) == ["a", "b"]
        assert _read_cell(item.format('<w:pStyle w:val="Tick"/>')) == ["* a b"]

    def test_a_drawing_in_two_forms_is_read_once(self) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>On hold</w:t></w:r></w:p></w:txbxContent>"
        inside = (
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='1' name='x' "
            f"descr='Amber disc'/><a:graphic><wps:txbx>{box}</wps:txbx></a:graphic></wp:inline></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape alt='Amber disc'><v:textbox>{box}</v:textbox></v:shape></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        body = f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        [table] = tables(docx.read(word(body), "r.docx"))
        cell = table.rows[0].cells[0]
        assert cell.icons == ("Amber disc",)
        assert cell.lines == (TextLine("On hold"),)

    def test_a_coloured_symbol_counts_as_the_cells_fill(self) -> None:
        symbol = "<w:p><w:r><w:rPr><w:color w:val='FF0000'/></w:rPr><w:sym w:font='Wingdings' w:char='F06C'/></w:r></w:p>"
        [table] = tables(
            docx.read(word(f"<w:tbl><w:tr><w:tc>{symbol}</w:tc></w:tr></w:tbl>"), "r.docx")
        )
        [cell] = table.rows[0].cells
        assert (cell.fill, texts(cell)) == ("#ff0000", ["●"])

    def test_rows_that_begin_further_right_keep_their_columns(self) -> None:
        cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        body = (
            f"<w:tbl><w:tr>{cell.format('', 'a')}{cell.format('', 'b')}{cell.format('', 'c')}</w:tr>"
            f"<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>{cell.format('', 'd')}</w:tr></w:tbl>"
        )
        [table] = tables(docx.read(word(body), "r.docx"))
        empty, last = table.rows[1].cells
        assert (empty.columns, texts(empty), last.place.column, texts(last)) == (2, [], 3, ["d"])

    def test_a_frame_around_the_page_is_no_table(self) -> None:
        inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        body = f"<w:tbl><w:tr><w:tc>{SPLIT}{inner}<w:p/></w:tc></w:tr></w:tbl>"
        source = docx.read(word(body, STYLES), "r.docx")
        assert outline(source) == ["## Homes for all", "[table of 1 rows]"]

    def test_a_strict_document_reads_as_the_usual_one(self) -> None:
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        body = f"<w:document xmlns:w='{strict}'><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"
        assert outline(docx.read(zipped({"word/document.xml": body}), "r.docx")) == ["x"]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>T</title><style>td {color: red}</style></head><body>
<nav><a href="#m">Skip</a></nav><main id="m"><h1>Quarterly report</h1><section><h2>Homes
for <em>all</em></h2><p>What the plan says.<p>And more.
<ul><li>Build<li>Mend <b>roofs</b></ul>
<table><caption>Activities</caption>
<thead><tr><th scope="col">Activity<th>Status<th>Progress<th>Lead</thead>
<tr><th scope="row">KA.01.01 Build homes<td style="color:#fff; background-color: rgb(0, 176, 80)">
<img src="http://203.0.113.1/g.png" alt="Green: on track"><td><p>Two sites.</p><ul><li>A<br>cleared<li><p>B</p></ul>
After<br>all<script>alert("x")</script><!-- note --><td rowspan=2>Housing
<tr><th scope="row">KA.01.02<td bgcolor=yellow><svg role="img"><title>Amber</title><text>!</text></svg><td>None
<tr><td colspan=4><span style="background:#F00">Red</span> soft\u00adly
</table></section>
<dl><dt>Lead<dd>Housing<dt>Status<dd>Green</dl>
<p hidden>unseen</p><button>Filter</button></main></body></html>"""


class TestHtml:
    def test_blocks(self) -> None:
        source = html.read(PAGE.encode(), "r.html")
        assert outline(source) == [
            "# Quarterly report",
            "## Homes for all",
            "What the plan says.",
            "And more.",
            "* Build",
            "* Mend roofs",
            "[table of 4 rows]",
            "[table of 2 rows]",
        ]

    def test_cells(self) -> None:
        table, terms = tables(html.read(PAGE.encode(), "r.html"))
        assert table.caption == "Activities"
        assert [row.header for row in table.rows] == [True, False, False, False]
        _, first, second, last = table.rows
        assert first.cells[1].fill == "#00b050" and first.cells[1].icons == ("Green: on track",)
        assert texts(first.cells[2]) == ["Two sites.", "* A cleared", "* B", "After", "all"]
        assert second.cells[1].fill == "#ffff00" and second.cells[1].icons == ("Amber",)
        assert [texts(cell) for cell in second.cells] == [
            ["KA.01.02"],
            [],
            ["None"],
            ["Housing"],
        ]
        assert last.cells[0].columns == 4 and last.cells[0].fill == "#ff0000"
        assert texts(last.cells[0]) == ["Red softly"]
        assert grid(terms) == [[["Lead"], ["Housing"]], [["Status"], ["Green"]]]

    def test_lists_as_word_saves_them_in_a_page(self) -> None:
        page = (
            "<table><tr><td><p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'>"
            "<![if !supportLists]><span style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span><![endif]>"
            "Fence the site</p><td>x</table>"
        )
        assert texts(tables(html.read(page.encode(), "r.html"))[0].rows[0].cells[0]) == [
            "* Fence the site"
        ]

    def test_rows_below_a_tall_cell_keep_their_columns(self) -> None:
        page = "<table><tr><td rowspan=3>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e<td>f</table>"
        [table] = tables(html.read(page.encode(), "r.html"))
        assert grid(table) == [
            [["a"], ["b"], ["c"]],
            [["a"], ["d"], ["c"]],
            [["a"], ["e"], ["f"]],
        ]
        assert [[c.repeated for c in row.cells] for row in table.rows[1:]] == [
            [True, False, True],
            [True, False, False],
        ]
        assert all([c.place.column for c in row.cells] == [1, 2, 3] for row in table.rows)

    @pytest.mark.parametrize(
        ("head", "encoding"),
        [
            ("<meta charset=windows-1252>", "cp1252"),
            ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252"),
            ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
            ("<meta charset=nonsense>", "utf-8"),
            ("<meta charset=utf-8>", "utf-8-sig"),
            ("", "cp1252"),
            ("<meta charset=utf-8>", "utf-16"),
            ("<meta charset=iso-8859-15>", "iso-8859-15"),
        ],
    )
    def test_encodings(self, head: str, encoding: str) -> None:
        text = "Café: £5" if encoding == "iso-8859-15" else "“Café”: £5"
        content = f"{head}<p>{text}</p>".encode(encoding)
        assert outline(html.read(content, "r.html")) == [text]


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_delimiters_and_encodings(self, encoding: str, delimiter: str) -> None:
        rows = [
            ["Activity", "Status", "Progress"],
            ["KA.01.01 “A”, b; c", "Green", "- one\n• two £"],
        ]
        out = StringIO(newline="")
        writer(out, delimiter=delimiter).writerows([[], *rows, ["", " ", ""], rows[1]])
        content = out.getvalue().encode(encoding)
        [table] = tables(csv.read(content, "r.csv"))
        split = [["KA.01.01 “A”, b; c"], ["Green"], ["- one", "• two £"]]
        assert grid(table) == [[[name] for name in rows[0]], split, split]
        assert table.rows[1].cells[2].place == Location(line=3, table=1, row=3, column=3)
        assert table.rows[2].cells[0].place.line == 6

    def test_a_file_that_names_its_delimiter(self) -> None:
        [table] = tables(csv.read(b"sep=;\r\na,b;c\r\n", "r.csv"))
        assert grid(table) == [[["a,b"], ["c"]]]
        assert table.rows[0].cells[0].place.line == 2

    def test_an_unclosed_quotation_mark_is_an_error_with_its_line(self) -> None:
        with pytest.raises(ReadError, match="from line 2 on"):
            csv.read(b'a,b\n"c,d\ne,f\n', "r.csv")


class TestWorkbook:
    @pytest.fixture(scope="class")
    @staticmethod
    def content() -> bytes:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Homes"
        sheet["A1"] = "Quarter 2"
        sheet.merge_cells("A1:F1")
        for column, name in enumerate(HEADER, 1):
            sheet.cell(3, column, name)
        sheet["A4"] = "KA.01.01 Build homes"
        sheet["B4"].fill = PatternFill("solid", fgColor="FF00B050")
        sheet["C4"] = "- Two sites\n- One tender"
        sheet["D4"] = date(2024, 3, 1)
        sheet["E4"] = "Housing"
        sheet.merge_cells("E4:E5")
        sheet["A5"] = "KA.01.02"
        sheet["B5"].fill = PatternFill("solid", fgColor=Color(theme=9, tint=0.4))
        sheet["C5"] = 0.75
        sheet["C5"].number_format = "0%"
        sheet["D5"] = 1234567.5
        sheet["D5"].number_format = '"£"#,##0.00'
        sheet["F5"] = 3.0
        sheet["XFD900"].fill = PatternFill("solid", fgColor="FF00B050")
        hidden = book.create_sheet("Lists")
        hidden["A1"] = "Red"
        hidden.sheet_state = "hidden"
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    def test_sheet(self, content: bytes) -> None:
        [table] = tables(xlsx.read(content, "r.xlsx"))
        assert table.caption == "Homes" and table.place.sheet == "Homes"
        assert grid(table) == [
            [["Quarter 2"]],
            [[name] for name in HEADER],
            [
                ["KA.01.01 Build homes"],
                [],
                ["- Two sites", "- One tender"],
                ["2024-03-01"],
                ["Housing"],
                [],
            ],
            [["KA.01.02"], [], ["75%"], ["£1,234,567.50"], ["Housing"], ["3"]],
        ]
        assert table.rows[0].cells[0].columns == 6
        assert table.rows[2].cells[3].place == Location(sheet="Homes", table=1, row=4, column=4)

    def test_fills(self, content: bytes) -> None:
        [table] = tables(xlsx.read(content, "r.xlsx"))
        # The sixth accent of openpyxl's theme, F79646, two fifths lighter.
        assert [row.cells[1].fill for row in table.rows[2:]] == ["#00b050", "#fac090"]

    @pytest.mark.parametrize(
        ("value", "form", "shown"),
        [
            (1234.5, "General", "1234.5"),
            (0.1 + 0.2, "General", "0.3"),
            (12, "0.00", "12.00"),
            (2.5, "0", "3"),
            (-1234, "#,##0;[Red]-#,##0", "-1,234"),
            (99.9, "[$£-809]#,##0.00", "£99.90"),
            (0.125, "0.0%", "12.5%"),
            (7, '0" weeks"', "7 weeks"),
            (time(9, 30), "hh:mm", "09:30"),
            (datetime(2024, 3, 1, 9, 30), "General", "2024-03-01 09:30"),
            (True, "General", "TRUE"),
        ],
    )
    def test_values_as_shown(self, value: object, form: str, shown: str) -> None:
        book = Workbook()
        assert book.active is not None
        cell = book.active["A1"]
        cell.value = value
        if form != "General":
            cell.number_format = form
        out = BytesIO()
        book.save(out)
        assert grid(tables(xlsx.read(out.getvalue(), "r.xlsx"))[0]) == [[[shown]]]

    def test_a_formula_without_its_value_is_an_error(self) -> None:
        book = Workbook()
        assert book.active is not None
        book.active["B2"] = "=1+1"
        out = BytesIO()
        book.save(out)
        with pytest.raises(ReadError, match="never calculated, such as B2"):
            xlsx.read(out.getvalue(), "r.xlsx")
