"""CSV and text: what a performance system and a converter leave in cells."""

import csv as python_csv
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kprlint.importing.cells import Cell, Location, Reason, TextLine
from kprlint.importing.readers import csv, text
from kprlint.importing.readers.plain import plain
from tests.importing.documents import grid, outline, tables, texts, told

Read = Callable[[str], Cell]


def in_csv(words: str) -> Cell:
    out = StringIO(newline="")
    python_csv.writer(out).writerow([words, "beside"])
    return tables(csv.read(out.getvalue().encode(), "r.csv"))[0].rows[0].cells[0]


def in_text(words: str) -> Cell:
    return tables(text.read(f"{words}\tbeside".encode(), "r.txt"))[0].rows[0].cells[0]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            "- Plant:\n  - North\n  - South\n- Water",
            ["- Plant:", "  * North", "  * South", "- Water"],
        ),
        (
            "• Plant:\n\to North\n\t\t▪ Dell\n• Water",
            ["• Plant:", "  * North", "    * Dell", "• Water"],
        ),
        ("• Plant:\n- North\n- South\n• Water", ["• Plant:", "  * North", "  * South", "• Water"]),
        ("• Plant.\n- North\n- South", ["• Plant.", "- North", "- South"]),
        ("  - a\n  - b", ["- a", "- b"]),
        ("- 5% fewer\n-5 homes", ["- 5% fewer", "-5 homes"]),
        ("Two sites.\r\nOne tender.\r", ["Two sites.", "One tender."]),
        ("line\u2028next\vlast", ["line", "next", "last"]),
        ("1.10", ["1.10"]),
        ("o", ["o"]),
    ],
)
def test_lines_of_a_cell(words: str, lines: list[str]) -> None:
    assert texts(in_csv(words)) == lines


@pytest.mark.parametrize("cell", [in_csv, in_text])
class TestMarkup:
    def test_struck_out(self, cell: Read) -> None:
        found = cell(
            "<p>Plant the <strike>old</strike> bank.</p><ul><li><del>Buy</del></li><li>Let</li></ul>"
        )
        assert texts(found) == ["Plant the bank.", "* Let"]
        assert told(found) == [(Reason.STRUCK, "old"), (Reason.STRUCK, "Buy")]

    def test_items_below_items(self, cell: Read) -> None:
        found = cell("<ul><li>Plant:<ul><li>North</li></ul></li><li>Water</li></ul>")
        assert texts(found) == ["* Plant:", "  * North", "* Water"]

    def test_raised_letters_labels_and_entities(self, cell: Read) -> None:
        found = cell("<strong>Size:</strong> 40 m<sup>2</sup> &amp; more")
        assert found.lines == (TextLine("Size: 40 m² & more", label="Size:"),)


def test_tags_that_nobody_closes_are_text() -> None:
    assert in_csv("a <b> c &amp; d").text == "a <b> c &amp; d"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
def test_dialects(delimiter: str, encoding: str) -> None:
    rows = [["Ref", "Title", "Note"], ["007", 'Say “£5”; "no", or', "a\nb"], ["1.10", "", "–"]]
    out = StringIO(newline="")
    python_csv.writer(out, delimiter=delimiter).writerows(rows)
    [table] = tables(csv.read(out.getvalue().encode(encoding), "r.csv"))
    assert grid(table) == [[[line for line in c.split("\n") if line] for c in row] for row in rows]


def test_a_labelled_list_reaches_the_interpreter_in_order() -> None:
    source = text.read(b"# 1.1 Pool\nLead: Parks\nStatus: Green\n\nProgress:\n- Tiles", "r.txt")
    assert outline(source) == ["# 1.1 Pool", "Lead: Parks", "Status: Green", "Progress:", "- Tiles"]


def test_struck_markdown_and_its_tables() -> None:
    page = "| Ref | Title |\n|:---|---|\n| 1.1 | Mend \\| let |\n| 1.2 | ~~Sell~~ |\n\nAfter ~~it~~ all"
    source = text.read(page.encode(), "r.md")
    [table] = tables(source)
    assert grid(table) == [[["Ref"], ["Title"]], [["1.1"], ["Mend | let"]], [["1.2"], []]]
    assert told(table.rows[2].cells[1]) == [(Reason.STRUCK, "Sell")]
    assert table.rows[2].cells[1].place == Location(line=4, column=2)
    assert (outline(source)[1:], told(source)) == (["After all"], [(Reason.STRUCK, "it")])


CELLS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=20)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_word_of_a_csv_is_read(rows: list[list[str]]) -> None:
    out = StringIO(newline="")
    python_csv.writer(out, delimiter=";").writerows([["Ref", "Title"] * 2] * 3 + rows)
    read = tables(csv.read(out.getvalue().encode("utf-8-sig"), "r.csv"))
    said = "".join(cell.text for table in read for row in table.rows[3:] for cell in row.cells)
    wanted = "".join(plain(cell) for row in rows for cell in row)
    assert "".join(said.split()) == "".join(wanted.split())


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("**HB.1** Dredge the basin", "HB.1 Dredge the basin"), ("`CL-1`", "CL-1"), ("``CL-2``", "CL-2"), ("***Late***", "Late"),
        ("[Solar farm](https://example.org/solar)", "Solar farm"), ("See [the plan](<a b.md> \"Plan\") now", "See the plan now"),
        ("*Grid offer* signed.", "Grid offer signed."), ("__Delayed__ by _weeks_", "Delayed by weeks"), ("![green disc](g.png)", "green disc"),
        ("**On track**, *mostly*", "On track, mostly"), ("(**Red**)", "(Red)"), ("<https://example.org>", "https://example.org"),
        ("3 * 4 = 12 and 2 * 6", "3 * 4 = 12 and 2 * 6"), ("RAG* as agreed", "RAG* as agreed"), ("plan_name_here", "plan_name_here"),
        ("2*3*4", "2*3*4"), ("* a star alone", "* a star alone"), (r"\*not bold\*", "*not bold*"), ("a `tick", "a `tick"), ("[15]", "[15]"),
        ("Status*: see *", "Status*: see *"), ("[x] done (yes)", "[x] done (yes)"), ("~~**old**~~ new", "new"), ("5_000 and 6_000", "5_000 and 6_000"),
    ],
)  # fmt: skip
def test_marks_of_markdown_are_none_of_the_words(printed: str, read: str) -> None:
    assert " ".join(line.text for line in in_text(printed).lines) == read
