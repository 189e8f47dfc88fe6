"""Files that are no workbook of ours, or made to do harm: an error in a sentence, and nothing is changed."""

import io
import json
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from kprlint.errors import InputError
from kprlint.sheet import record
from kprlint.sheet.book import ReadSheet, letters
from kprlint.sheet.formats import format_of
from tests.sheet.conftest import Council

CONTENT = "content.xml"
TWICE, OFTEN = ('table:number-columns-repeated="2"', 'table:number-columns-repeated="16000"')
MILLION = 'table:number-rows-repeated="1048000"'
FORMULA = 'table:formula="of:=1+1"'
SPANNED = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'


def zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def ods(table: str) -> bytes:
    """A spreadsheet whose first sheet has these elements."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = (
        f'<office:document-content {names} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    parts = {"mimetype": kind, CONTENT: body.encode(), "META-INF/manifest.xml": manifest}
    return zipped(parts)


def text_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def read_ods(table: str) -> ReadSheet:
    return format_of("ods").read(ods(table), "a.ods")[0]


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"Code,Title\n", "is not an"),
        (b"%PDF-1.7\n", "but a PDF"),
        (b"PK\x03\x04 cut off", "cut off or damaged"),
        (zipped({"word/document.xml": b"<w/>"}), "is not an"),
        (zipped({"a.xml": b"\0" * 80_000_000}), "packed"),
    ],
)
def test_what_is_no_workbook(council: Council, suffix: str, data: bytes, said: str) -> None:
    path = council.folder.parent / f"a.{suffix}"
    path.write_bytes(data)
    assert said in council.refuse(path, 2)


def test_a_file_of_another_kind_or_none(council: Council) -> None:
    assert "save it as .xlsx or .ods" in council.refuse(
        council.folder / "activities/2023-24/plan.yaml", 2
    )
    assert "cannot be read" in council.refuse(council.folder / "nothing.xlsx", 2)
    (council.folder / "folder.ods").mkdir()
    assert "it is a folder" in council.refuse(council.folder / "folder.ods", 2)


def test_a_workbook_that_is_not_ours(council: Council) -> None:
    path = council.folder.parent / "a.xlsx"
    Workbook().save(path)
    assert "this is no workbook that kprlint export has made" in council.refuse(path, 2)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda book: book.remove(book["Record"]), "no sheet “Record”"),
        (lambda book: book.remove(book["Steps"]), "no sheet “Steps”"),
        (lambda book: setattr(book["Steps"], "title", "Tasks"), "no sheet “Steps”"),
        (lambda book: book["Record"].delete_rows(5), "is damaged"),
        (lambda book: setattr(book["Record"]["B3"], "value", "2024-99"), "no plan is called '2024-99'"),
        (lambda book: setattr(book["Record"]["B5"], "value", "AAAA"), "is damaged"),
        (lambda book: book["Activities"].delete_rows(1), "has no column “Code” in its first 20 rows"),
        (lambda book: book["Steps"].delete_cols(2), "has no column “Step”"),
    ],
)  # fmt: skip
def test_a_workbook_that_lost_what_it_needs(
    council: Council, edit: Callable[[object], None], said: str
) -> None:
    path = council.export()
    council.change(path, edit)
    assert said in council.refuse(path, 2)


def test_names_of_files_in_the_record_are_only_names(council: Council) -> None:
    """Whoever changes the record changes what is compared, and reaches no file by it."""
    kept = record.Record("2023-24", "2023/24 Q2", {"../../secret.yaml": b"code: KA.03.04\n"})
    path = council.export()

    def edit(book):  # type: ignore[no-untyped-def]
        sheet = book["Record"]
        sheet.delete_rows(2, 99)
        for row in record.rows(kept):
            sheet.append(row)

    council.change(path, edit)
    assert "KA.03.05 was not in the sheet at the export" in council.refuse(path)


def test_a_record_that_unpacks_to_too_much() -> None:
    bomb = b64encode(zlib.compress(b'{"a": "' + b"x" * 200_000_000 + b'"}')).decode()
    facts = [["kprlint", "kprlint 1"], ["plan", "p"], ["period", "q"], ["text", bomb]]
    with pytest.raises(InputError, match="is damaged"):
        record.read(facts)


@pytest.mark.parametrize("value", [[], {"a": 1}, "x", None, {"a": "\u2603"}])
def test_a_record_of_another_shape(value: object) -> None:
    packed = b64encode(zlib.compress(json.dumps(value).encode())).decode()
    facts = [["kprlint", "kprlint 1"], ["plan", "p"], ["period", "q"], ["text", packed]]
    if value == {"a": 1}:
        assert record.read(facts).texts == {"a": b"1"}
    else:
        with pytest.raises(InputError, match="is damaged"):
            record.read(facts)


def test_repeated_rows_and_cells_of_an_ods_cost_nothing() -> None:
    """LibreOffice fills a sheet to its last row and column with one element each."""
    empty = '<table:table-cell table:number-columns-repeated="16383"/>'
    sheet = read_ods(
        f"<table:table-row>{text_cell('a')}{empty}</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:visibility="collapse">'
        f"{text_cell('b', TWICE)}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    )  # fmt: skip
    assert [[cell.text for cell in row] for row in sheet.rows] == [["a"], [], [], [], ["b", "b"]]
    assert sheet.hidden == [5]


@pytest.mark.parametrize(
    "table",
    [
        f'<table:table-row table:number-rows-repeated="1048000">{text_cell("a")}</table:table-row>',
        f"<table:table-row>{text_cell('a', OFTEN)}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="1048000"/><table:table-row>{text_cell("a")}</table:table-row>',
    ],
)
def test_repeated_rows_and_cells_with_words_have_a_limit(table: str) -> None:
    with pytest.raises(InputError, match="more than"):
        read_ods(table)


def test_formulas_merged_cells_and_dates_of_an_ods() -> None:
    sheet = read_ods(
        f"<table:table-row>{text_cell('2', FORMULA)}"
        f"{text_cell('x', SPANNED)}<table:covered-table-cell/>"
        '<table:table-cell office:value-type="date" office:date-value="2024-03-05T00:00:00"><text:p>05/03/24</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-03-01"><text:p>Mar 24</text:p></table:table-cell>'
        "</table:table-row>"
    )
    assert [cell.fault for cell in sheet.rows[0]] == ["holds a formula", "", "", "", ""]
    assert [cell.text for cell in sheet.rows[0]] == ["", "x", "", "2024-03-05", "2024-03"]
    assert sheet.merged == ["B1:C2"]


def test_entities_are_refused() -> None:
    bad = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    with pytest.raises(InputError, match="document type"):
        format_of("ods").read(zipped({"mimetype": kind, CONTENT: bad}), "a.ods")


def test_columns_have_the_names_of_a_sheet() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_a_text_that_no_cell_holds(council: Council, tmp_path: Path) -> None:
    council.replace("KA.03.05.yaml", "title: Plant 400 trees", f"title: {'word ' * 7000}")
    done = council.run("export", "xlsx", "-o", str(tmp_path / "b.xlsx"))
    assert done.exit_code == 2
    assert (
        "KA.03.05: Title would be Activities!B3 with 34,999 characters, and a cell holds 32,767"
        in done.output
    )
