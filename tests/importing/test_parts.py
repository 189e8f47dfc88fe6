"""Tables in tables: blocks below their titles, milestones below an activity, two tables side by side."""

from typing import Any

import pytest

from tests.importing.shapes import doubts, fields, objectives, table, told, word, workbook

_BLOCK = [["Status", "Amber"], ["Lead officer", "Head of Harbours"], ["Progress", "The first pile stands."]]  # fmt: skip
_TITLES = ("H1 Rebuild the pier", "H2 Dredge the basin")


def fill(document: Any, rows: list[list[str]]) -> None:
    made = document.add_table(len(rows), max(map(len, rows)))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            made.cell(r, c).text = text


@pytest.mark.parametrize("columns", [2, 3])
def test_a_block_of_labels_below_a_row_with_its_title(columns: int) -> None:
    def build(document: Any) -> None:
        for title in _TITLES:
            rows = [[title], *_BLOCK]
            fill(document, [[*row, "", ""][:columns] for row in rows])
            document.add_paragraph("")

    found = fields(word(build))
    assert found["H2"] == {
        "title": "Dredge the basin", "status": "Amber", "lead": ("Head of Harbours",), "progress": ("The first pile stands.",),
    }  # fmt: skip
    assert list(found) == ["H1", "H2"]


def test_blocks_one_below_another_in_one_sheet() -> None:
    rows: list[list[object]] = []
    for title in _TITLES:
        rows.append([title, None])
        rows.extend([*row] for row in _BLOCK)
    assert {code: f["title"] for code, f in fields(workbook({"Port": rows})).items()} == {
        "H1": "Rebuild the pier", "H2": "Dredge the basin",
    }  # fmt: skip


def test_a_row_above_a_block_that_has_a_title_of_its_own_is_what_it_stands_under() -> None:
    def build(document: Any) -> None:
        for area, title in (("Coast", "Rebuild the pier"), ("River", "Dredge the basin")):
            fill(document, [[area, ""], ["Project", title], *_BLOCK])

    assert [o[1] for o in objectives(word(build))] == ["Coast", "River"]


_MILESTONES = [["Milestone", "Target date", "Owner"], ["Drive the piles", "30 June 2025", "Ada"], ["Lay the deck", "", "Bo"]]  # fmt: skip
_STEPS = (("Drive the piles", "2025-06-30", "Ada"), ("Lay the deck", "", "Bo"))


def _blocks(document: Any) -> None:
    for title in _TITLES:
        document.add_heading(title, 2)
        fill(document, _BLOCK)
        document.add_paragraph("Milestones")
        fill(document, _MILESTONES)


def _lines(document: Any) -> None:
    for title in _TITLES:
        document.add_heading(title, 2)
        document.add_paragraph("Status: Amber")
        document.add_paragraph("Progress: The first pile stands.")
        document.add_paragraph("Key milestones")
        fill(document, _MILESTONES)
        document.add_paragraph("Lead officer: Head of Harbours")


def _one_table(document: Any) -> None:
    for title in _TITLES:
        fill(document, [[title, "", ""], *([*row, ""] for row in _BLOCK), *_MILESTONES])


def _next_steps(document: Any) -> None:
    for title in _TITLES:
        document.add_heading(title, 2)
        fill(document, _BLOCK)
        document.add_heading("Next steps", 3)
        fill(document, [["Action", "By when", "Who"], *_MILESTONES[1:]])


@pytest.mark.parametrize("build", [_blocks, _lines, _one_table, _next_steps])
def test_milestones_below_an_activity_are_its_next_steps(build: Any) -> None:
    found = fields(word(build))
    assert found["H1"] == {
        "title": "Rebuild the pier", "status": "Amber", "lead": ("Head of Harbours",), "progress": ("The first pile stands.",),
        "steps": _STEPS,
    }  # fmt: skip
    assert list(found) == ["H1", "H2"]


@pytest.mark.parametrize(
    ("heading", "over", "open_"),
    [("Status", "Complete", "On track"), ("% complete", "100%", "40%"), ("Date completed", "3 May 2024", ""), ("Done", "✓", "")],
)  # fmt: skip
def test_a_milestone_that_has_been_reached_is_no_next_step(
    heading: str, over: str, open_: str
) -> None:
    def build(document: Any) -> None:
        for title in _TITLES:
            document.add_heading(title, 2)
            fill(document, _BLOCK)
            fill(document, [["Milestone", "Due date", heading], ["Survey the bed", "May 2024", over], ["Drive the piles", "June 2025", open_]])  # fmt: skip

    found = word(build)
    assert fields(found)["H1"]["steps"] == (("Drive the piles", "2025-06", ""),)
    assert "import-left-over" in doubts(found, "H1")
    assert ("import-step-column" in doubts(found, "H1")) == bool(open_)


def test_a_table_of_nothing_but_milestones_is_one_of_activities() -> None:
    found = table([["Ref", "Milestone", "Status", "Due date"], ["1", "Drive the piles", "Green", "June 2025"], ["2", "Lay the deck", "Red", "July 2025"]])  # fmt: skip
    assert [a.title for a in found.activities] == ["Drive the piles", "Lay the deck"]


def test_two_tables_side_by_side() -> None:
    head = ["Ref", "Action", "Status", "Progress"]
    found = workbook({"Plan": [
        ["Coast", None, None, None, None, "River"],
        [*head, None, *head],
        ["C1", "Mend the groyne", "Green", "Mended.", None, "R1", "Clear the weir", "Amber", "Half of it."],
        ["C2", "Paint the lamp", "Red", "Too wet.", None, None, None, None, None],
    ]})  # fmt: skip
    assert {code: f["title"] for code, f in fields(found).items()} == {
        "C1": "Mend the groyne", "C2": "Paint the lamp", "R1": "Clear the weir",
    }  # fmt: skip
    assert [(o[1], o[3]) for o in objectives(found)] == [
        ("Coast", ("C1", "C2")),
        ("River", ("R1",)),
    ]


def test_headings_that_begin_again_without_a_gap() -> None:
    found = table([["Ref", "Action", "Status"] * 2, ["C1", "Mend", "Green", "R1", "Clear", "Amber"], ["C2", "Paint", "Red", "R2", "Dredge", "Green"]])  # fmt: skip
    assert {str(a.code): a.status for a in found.activities} == {"C1": "Green", "C2": "Red", "R1": "Amber", "R2": "Green"}  # fmt: skip


def test_a_count_beside_the_actions_is_not_their_status() -> None:
    rows: list[list[object]] = [["Action", "Status", "Progress", None, "Status", "Number"], ["Mend", "Green", "Yes.", None, "Red", 2], ["Paint", "Red", "No.", None, "Green", 1]]  # fmt: skip
    found = workbook({"Plan": rows})
    assert [a.status for a in found.activities] == ["Green", "Red"]
    assert "import-left-over" in told(found)


@pytest.mark.parametrize(
    "codes",
    [("1.1", "ENV4", "2.3a", "HH/12"), ("1", "1a", "1b", "2"), ("3", "4", "4a", "5"), ("CP1.1", "SR (25/26) 01", "3.2a"), ("I", "II", "III"), ("a", "b", "c"), ("KD1a(i)", "KD1a(ii)", "KD1b(i)")],
)  # fmt: skip
def test_codes_of_several_forms_before_the_titles(codes: tuple[str, ...]) -> None:
    rows = [[f"{code} Plant tree {'I' * n}", "Green", "Planted."] for n, code in enumerate(codes, 1)]  # fmt: skip
    found = table([["Action", "Status", "Progress"], *rows])
    assert [str(a.code) for a in found.activities] == list(codes)
    assert found.activities[0].title == "Plant tree I"


@pytest.mark.parametrize("starts", [("24/25", "25/26", "26/27"), ("COVID-19", "5G", "20")])
def test_words_with_figures_before_titles_are_no_codes(starts: tuple[str, ...]) -> None:
    found = table([["Action", "Status", "Progress"], *[[f"{start} homes", "Green", "Built."] for start in starts]])  # fmt: skip
    assert [a.title for a in found.activities] == [f"{start} homes" for start in starts]


def test_numbers_of_headings_are_those_of_objectives() -> None:
    def build(document: Any) -> None:
        for n, objective in enumerate(("Clean rivers", "Safe harbours"), 1):
            document.add_heading(f"{n} {objective}", 1)
            for m in (1, 2):
                document.add_heading(f"{n}.{m} Build part {m} of {objective.casefold()}", 2)
                document.add_paragraph("Status: Green")
                document.add_paragraph("Progress: It is being built.")

    assert objectives(word(build)) == [
        (1, "Clean rivers", "", ("1.1", "1.2")), (2, "Safe harbours", "", ("2.1", "2.2")),
    ]  # fmt: skip


def test_welsh_labels_are_known() -> None:
    found = table([["Cyf", "Cam gweithredu", "Statws", "Cynnydd", "Camau nesaf"], ["1", "Plannu coed", "Gwyrdd", "Plannwyd deg.", "Plannu mwy"], ["2", "Trwsio to", "Coch", "Dim gwaith.", "Dechrau"]])  # fmt: skip
    assert fields(found)["2"] == {"title": "Trwsio to", "status": "Coch", "progress": ("Dim gwaith.",), "steps": (("Dechrau", "", ""),)}  # fmt: skip
