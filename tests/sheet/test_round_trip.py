"""export → apply changes nothing: of the two real plans, the demonstration, and texts that a sheet might spoil."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.plans import activity
from tests.sheet.conftest import Council

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("xlsx", "ods")

# Each would be spoilt by a sheet that guesses, trims or calculates.
AWKWARD = """
progress:
  - "=SUM(A1:A9)"
  - "+44 1632 960961 is the new number"
  - "-5 % on last year"
  - "@mention"
  - |
    a text
      in lines

    and another
  - "  blanks before, and after  "
  - "a\\ttab, a \\x07 bell and a \\x85 break"
  - _x0041_ is no A, &amp; no sign, <b>not bold</b>
  - "01.04"
  - "2023-10-01"
  - "TRUE"
  - 'a “quotation”, and an apostrophe'' s'
"""


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("plan", ["2019-20", "2023-24"])
def test_the_real_plans(
    plan: str, format_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "activities", tmp_path / "activities")
    monkeypatch.chdir(tmp_path)
    council = Council(tmp_path)
    path = tmp_path / f"a.{format_name}"
    assert council.run("export", format_name, "--plan", plan, "-o", str(path)).exit_code == 0
    before = council.tree()
    assert council.apply(path) == f"{plan}: nothing to change\n"
    assert council.tree() == before


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_demonstration(
    format_name: str, tmp_path: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = Council(tmp_path / "demo")
    assert council.run("demo", str(council.folder)).exit_code == 0
    monkeypatch.chdir(council.folder)
    before = council.tree()
    path = council.export(format_name)
    assert "nothing to change" in council.apply(path)
    assert council.tree() == before


@pytest.mark.parametrize("format_name", FORMATS)
def test_awkward_texts(council: Council, format_name: str) -> None:
    council.write("KA.03.05.yaml", activity("KA.03.05", progress=AWKWARD.strip().partition(":")[2]))
    before = council.tree()
    path = council.export(format_name)
    assert "nothing to change" in council.apply(path)
    assert council.tree() == before


def test_what_begins_like_a_formula_is_a_text(council: Council) -> None:
    council.replace("KA.03.05.yaml", "title: Plant 400 trees", 'title: "=1+1"')
    book = load_workbook(council.export())
    cell = book["Activities"]["B3"]
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == (
        "=1+1",
        "s",
        "@",
        True,
    )


def test_the_workbook_is_accessible(council: Council) -> None:
    """A header that is one, names of tables, nothing merged, the header in sight, drop-downs of the plan's words."""
    book = load_workbook(council.export())
    assert book.properties.title == "Our Plan 2023/24, 2023/24 Q2"
    shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert shown == ["Activities", "Steps", "Guide"]
    for sheet in (book["Activities"], book["Steps"]):
        assert list(sheet.tables) == [sheet.title]
        assert sheet.freeze_panes == "B2"
        assert not sheet.merged_cells.ranges
        assert all(cell.value and cell.font.bold for cell in sheet[1])
        assert sheet["B2"].alignment.wrap_text
    lists = {
        str(check.sqref): [
            cell.value
            for row in book["Lists"][check.formula1.partition("!")[2].replace("$", "")]
            for cell in row
        ]
        for sheet in (book["Activities"], book["Steps"])
        for check in sheet.data_validations.dataValidation
        if check.type == "list"
    }
    assert lists == {
        "C2:C3": ["Housing", "Regulatory Services"],
        "D2:D3": ["Environment and Climate Change", "Wellbeing"],
        "G2:G3": ["Green", "Amber", "Red", "Complete", "Deferred", "Paused", "Not stated"],
        "F2:F504": ["done", "dropped", "to", "void"],
    }


def test_a_file_that_is_there_is_not_replaced(council: Council) -> None:
    path = council.export()
    before = path.read_bytes()
    done = council.run("export", "xlsx", "-o", str(path))
    assert done.exit_code == 2
    assert "somebody may have written into it" in done.output
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_shown_is_told(council: Council) -> None:
    council.write("KA.03.05.yaml", "code: KA.03.05\ntitle: [\n")
    done = council.run("export", "ods", "-o", str(council.folder.parent / "x.ods"))
    assert done.exit_code == 0
    assert "KA.03.05.yaml is not in it: it cannot be read" in done.output
