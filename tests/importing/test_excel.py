"""What a workbook shows and hides."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import IconSetRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Pictures

from kprlint.importing.cells import Cell, Location, Reason, SourceDocument
from kprlint.importing.readers import xlsx
from kprlint.importing.readers.xlsx.values import shown
from tests.importing.documents import grid, tables, texts, told

ROWS = [["Ref", "Title", "Status"], ["1.1", "Mend the pool", "Green"], ["1.2", "Sell it", "Red"]]


def rich(*parts: str | TextBlock) -> CellRichText:
    return CellRichText(list(parts))


def book(*rows: list[Any]) -> tuple[Workbook, Worksheet]:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    return made, sheet


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read(made: Workbook) -> SourceDocument:
    return xlsx.read(saved(made), "r.xlsx")


def first(made: Workbook) -> Cell:
    return tables(read(made))[0].rows[0].cells[0]


class TestStruckOut:
    def test_a_cell(self) -> None:
        made, sheet = book(*ROWS)
        sheet["C3"].font = Font(strike=True)
        cell = tables(read(made))[0].rows[2].cells[2]
        assert (cell.lines, told(cell), cell.is_struck) == ((), [(Reason.STRUCK, "Red")], True)

    def test_words_of_a_cell(self) -> None:
        made, sheet = book([])
        gone = InlineFont(strike=True)
        sheet["A1"] = rich(
            "- Plant the ",
            TextBlock(gone, "old "),
            "bank\n",
            TextBlock(gone, "- Buy the quarry"),
            "\n- Water",
        )
        cell = first(made)
        assert texts(cell) == ["- Plant the bank", "- Water"]
        assert told(cell) == [(Reason.STRUCK, "old"), (Reason.STRUCK, "- Buy the quarry")]

    def test_an_activity_as_a_whole(self) -> None:
        made, sheet = book(*ROWS)
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        row = tables(read(made))[0].rows[2]
        assert all(cell.is_struck for cell in row.cells)


class TestHidden:
    def test_rows_columns_and_sheets(self) -> None:
        made, sheet = book(*ROWS)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = made.create_sheet("Lists")
        other["A1"], other.sheet_state = "Red", "veryHidden"
        source = read(made)
        assert grid(tables(source)[0]) == [[["Ref"], ["Status"]], [["1.1"], ["Green"]]]
        assert tables(source)[0].rows[1].cells[1].place.column == 3
        assert told(source) == [
            (Reason.HIDDEN, "Title – Mend the pool – Sell it"),
            (Reason.HIDDEN, "1.2 – Sell it – Red"),
            (Reason.HIDDEN, "the sheet “Lists”"),
        ]
        assert source.remarks[1].place == Location(sheet="Sheet", table=1, row=3)

    def test_a_group_of_columns_that_is_closed(self) -> None:
        made, sheet = book(["a", "b", "c", "d"])
        sheet.column_dimensions.group("B", "C", hidden=True)
        assert grid(tables(read(made))[0]) == [[["a"], ["d"]]]

    def test_a_format_that_hides_its_value(self) -> None:
        made, sheet = book([3, "x"])
        sheet["A1"].number_format = ";;;"
        assert (texts(first(made)), told(first(made))) == ([], [(Reason.HIDDEN, "3")])

    def test_a_comment_is_told(self) -> None:
        made, sheet = book(["Green"])
        sheet["A1"].comment = Comment("Is it?", "Jo")
        assert (first(made).text, told(first(made))) == ("Green", [(Reason.COMMENT, "Is it?")])


class TestMerged:
    def test_over_rows_and_columns(self) -> None:
        made, sheet = book(
            ["Aim", "RAG", None, "Lead"],
            [None, "Q1", "Q2", None],
            ["Homes", 1, 2, "Jo"],
            [None, 3, 4, None],
        )
        for area in ("A1:A2", "B1:C1", "D1:D2", "A3:A4", "D3:D4"):
            sheet.merge_cells(area)
        rows = tables(read(made))[0].rows
        assert [[cell.text for cell in row.spread()] for row in rows] == [
            ["Aim", "RAG", "RAG", "Lead"],
            ["Aim", "Q1", "Q2", "Lead"],
            ["Homes", "1", "2", "Jo"],
            ["Homes", "3", "4", "Jo"],
        ]
        assert [cell.repeated for cell in rows[3].cells] == [True, False, False, True]

    def test_across_a_hidden_column(self) -> None:
        made, sheet = book(["RAG", None, "Lead"], ["Q1", "Q2", "Jo"])
        sheet.merge_cells("A1:B1")
        sheet.column_dimensions["A"].hidden = True
        rows = tables(read(made))[0].rows
        assert [[c.text for c in row.spread()] for row in rows] == [["RAG", "Lead"], ["Q2", "Jo"]]

    def test_a_block_that_is_one_is_one_row(self) -> None:
        made, sheet = book(["Homes", None], [None, None], ["a", "b"])
        sheet.merge_cells("A1:B2")
        assert [row.cells[0].place.row for row in tables(read(made))[0].rows] == [1, 3]


class TestMarks:
    def test_shading_never_is_a_word(self) -> None:
        made, sheet = book(["Some slippage", None, "x"])
        for name in ("A1", "B1"):
            sheet[name].fill = PatternFill("solid", fgColor="FFC000")
        cells = tables(read(made))[0].rows[0].cells
        assert [(c.text, c.fill) for c in cells[:2]] == [
            ("Some slippage", "#ffc000"),
            ("", "#ffc000"),
        ]

    def test_a_coloured_disc(self) -> None:
        made, sheet = book(["●"])
        sheet["A1"].font = Font(color="FF0000")
        assert (first(made).text, first(made).fill) == ("●", "#ff0000")

    def test_fonts_of_symbols(self) -> None:
        made, sheet = book(["l", "ü", "p", "1.1"])
        for name, font in (("A1", "Wingdings"), ("B1", "Wingdings"), ("C1", "Wingdings 3")):
            sheet[name].font = Font(name=font, color="FF0000")
        cells = tables(read(made))[0].rows[0].cells
        assert [c.text for c in cells] == ["●", "✔", "▲", "1.1"]
        assert cells[0].fill == "#ff0000"

    def test_pictures_and_shapes_with_words(self) -> None:
        from openpyxl.drawing.image import Image

        made, sheet = book(["Ref", "Status"], ["1.1", None], ["1.2", None])
        for name in ("B2", "B3"):
            picture = BytesIO()
            Pictures.new("RGB", (4, 4), "green").save(picture, "PNG")
            sheet.add_image(Image(picture), name)
        given = ZipFile(BytesIO(saved(made)))
        out = BytesIO()
        with ZipFile(out, "w") as new:
            for name in given.namelist():
                data = given.read(name)
                if name.startswith("xl/drawings/drawing"):
                    data = data.replace(b'descr="Picture"', b'descr="On track"', 1)
                    data = data.replace(b'descr="Picture"', b'descr=""')
                new.writestr(name, data)
        rows = tables(xlsx.read(out.getvalue(), "r.xlsx"))[0].rows
        assert rows[1].cells[1].icons == ("On track",)
        assert rows[2].cells[1].icons == ("",)

    def test_icons_by_values_are_told(self) -> None:
        made, sheet = book(["Status"], [1], [3])
        rule = IconSetRule("3TrafficLights1", "num", [1, 2, 3])  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add("A2:A3", rule)
        assert told(read(made)) == [
            (Reason.UNREAD, "the icons of A2:A3, which Excel sets by their values")
        ]


class TestWords:
    def test_items_below_items(self) -> None:
        made, _ = book(
            ["- Plant:\n    - North\n    - South\n- Water", "• Plant:\no North\n• Water"]
        )
        cells = tables(read(made))[0].rows[0].cells
        assert texts(cells[0]) == ["- Plant:", "  * North", "  * South", "- Water"]
        assert texts(cells[1]) == ["• Plant:", "  * North", "• Water"]

    def test_markup_of_a_performance_system(self) -> None:
        made, _ = book(
            ["<p>Tiles&nbsp;<b>laid</b>.</p><ul><li>A &amp; B</li></ul>", "a < b & <b> c"]
        )
        cells = tables(read(made))[0].rows[0].cells
        assert texts(cells[0]) == ["Tiles laid.", "* A & B"]
        assert texts(cells[1]) == ["a < b & <b> c"]

    def test_raised_letters_labels_and_returns(self) -> None:
        made, sheet = book([])
        up, bold = InlineFont(vertAlign="superscript"), InlineFont(b=True)
        sheet["A1"] = rich(TextBlock(bold, "Lead:"), " 40 m", TextBlock(up, "2"), "_x000D_\nnext")
        [line, other] = first(made).lines
        assert (line.text, line.label, other.text) == ("Lead: 40 m²", "Lead:", "next")

    @pytest.mark.parametrize(
        ("value", "form", "text"),
        [
            (1.1, "0.00", "1.10"),
            (7, "000", "007"),
            (3, '"CP"0.0', "CP3.0"),
            (3, "\\K\\A\\.00", "KA.03"),
            (0.655, "0%", "66%"),
            (-5, "0;(0)", "(5)"),
            (0, "0;-0;\\-", "-"),
            (1234567, '#,##0.0,,"m"', "1.2m"),
            (1.5, "0.##", "1.5"),
            (2.0, "0.##", "2"),
            (date(2024, 5, 6), "dd/mm/yyyy", "2024-05-06"),
            (date(2024, 5, 6), "m/d/yy", "2024-05-06"),
            (datetime(2024, 5, 1), "mmm-yy", "May 2024"),
            (datetime(2024, 2, 1), "d-mmm", "1 February"),
            (datetime(2024, 2, 1), "yyyy", "2024"),
            (datetime(2024, 2, 1, 9, 30), "dd/mm/yyyy hh:mm", "2024-02-01 09:30"),
            ("1.10", "General", "1.10"),
            ("007", "@", "007"),
            (12.0, "@", "12"),
        ],
    )
    def test_values_as_shown(self, value: object, form: str, text: str) -> None:
        assert shown(value, form) == text


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 4)), st.sets(st.integers(1, 4)))
def test_what_is_hidden_is_told_and_the_rest_is_read(rows: set[int], columns: set[int]) -> None:
    made, sheet = book(*[[f"r{r}c{c}" for c in range(1, 5)] for r in range(1, 5)])
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions["ABCD"[column - 1]].hidden = True
    source = read(made)
    seen = {
        t
        for table in tables(source)
        for row in table.rows
        for cell in row.cells
        for t in texts(cell)
    }
    assert seen == {
        f"r{r}c{c}" for r in range(1, 5) for c in range(1, 5) if not (r in rows or c in columns)
    }
    said = {word for _, text in told(source) for word in text.split(" – ")}
    assert said | seen == {f"r{r}c{c}" for r in range(1, 5) for c in range(1, 5)}


def test_a_workbook_of_this_test_is_one_that_excel_reads() -> None:
    made, _ = book(*ROWS)
    assert load_workbook(BytesIO(saved(made))).sheetnames == ["Sheet"]
