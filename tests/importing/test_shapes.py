"""Reports as other councils make them: every field is right, or its doubt is told. All councils and texts are invented."""

from datetime import date
from typing import Any

import pytest

from kprlint.importing.interpreter import Known
from kprlint.importing.interpreter.headings import fold
from kprlint.model import Code
from tests.importing.shapes import (
    doubts,
    fields,
    html_table,
    kinds,
    objectives,
    page,
    row,
    table,
    told,
    word,
    workbook,
)

HEAD = ["Ref", "Action", "RAG", "Progress"]
MOSS = ["A1", "Grow moss", "Green", "It grew."]
GRASS = ["A2", "Cut grass", "Amber", "Some was cut."]
LAMPS = ["B1", "Fit lamps", "Red", "No lamp came."]
THREE: dict[str, dict[str, object]] = {
    "A1": {"title": "Grow moss", "status": "Green", "progress": ("It grew.",)},
    "A2": {"title": "Cut grass", "status": "Amber", "progress": ("Some was cut.",)},
    "B1": {"title": "Fit lamps", "status": "Red", "progress": ("No lamp came.",)},
}


# Which column


def test_quarters_side_by_side_with_headings_in_two_rows() -> None:
    upper = "<tr><th rowspan=2>Ref<th rowspan=2>Project<th colspan=2>Quarter 2<th colspan=2>Quarter 3</tr>"
    lower = row("RAG", "Update", "RAG", "Update", head=True)
    found = page(
        html_table(upper, lower, row("HS1", "Build a boathouse", "Green", "Dug.", "Red", "The slipway cracked."))
    )  # fmt: skip
    assert fields(found) == {
        "HS1": {
            "title": "Build a boathouse",
            "status": "Red",
            "progress": ("The slipway cracked.",),
        }
    }
    assert "import-unread-column" in told(found)


def test_two_rows_of_headings_in_a_workbook_where_nothing_is_merged() -> None:
    found = workbook({
        "Plan": [
            [None, None, "Quarter 2", None, "Quarter 3", None],
            ["Ref", "Action", "RAG", "Comment", "RAG", "Comment"],
            ["1.1", "Grow moss", "Green", "It grew.", "Amber", "It died."],
        ]
    })  # fmt: skip
    assert fields(found) == {
        "1.1": {"title": "Grow moss", "status": "Amber", "progress": ("It died.",)}
    }


def test_a_column_for_each_quarter_of_which_the_last_is_empty() -> None:
    found = table([
        ["Action", "Lead", "Q1 Update", "Q2 Update", "Q3 Update", "Q4 Update", "Status"],
        ["Open a creamery", "Jo Hart", "It began.", "It went on.", "The doors opened.", "", "Green"],
    ])  # fmt: skip
    assert fields(found) == {
        "KA.01.01": {"title": "Open a creamery", "status": "Green", "lead": ("Jo Hart",), "progress": ("The doors opened.",)}
    }  # fmt: skip
    assert "import-given-codes" in told(found)


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["Q2 RAG"], ["Green"]),
        (["Previous status"], ["Green"]),
        (["RAG (Oct 2024)", "RAG (Jan 2025)"], ["Green", "Amber"]),
        (["Status", "Status"], ["Green", "Amber"]),
        (["Cost RAG", "Quality RAG"], ["Green", "Amber"]),
        (["Forecast RAG"], ["Green"]),
    ],
)
def test_a_status_that_cannot_be_told_is_not_written(headings: list[str], cells: list[str]) -> None:
    found = table(
        [["Ref", "Action", *headings, "Progress"], ["A1", "Grow moss", *cells, "It grew."]]
    )
    [one] = found.activities
    assert one.status == "Not stated"
    assert "import-lost-status" in doubts(found, "A1")


@pytest.mark.parametrize(
    ("headings", "cells", "status"),
    [
        (["Q2 RAG", "Q3 RAG"], ["Green", "Amber"], "Amber"),
        (["RAG status December 2024", "RAG status September 2024"], ["Red", "Green"], "Red"),
        (["Status last quarter", "Status this quarter"], ["Green", "Red"], "Red"),
        (["Overall RAG", "Cost RAG", "Trend"], ["Amber", "Red", "↑"], "Amber"),
        (["Delivery RAG", "Outcome RAG"], ["Red", "Green"], "Red"),
        (["2023/24 Q3 BRAG", "2024/25 Q3 BRAG"], ["Blue", "Red"], "Red"),
        (["RAG Oct-Dec 24", "RAG Jul-Sep 24"], ["Amber", "Green"], "Amber"),
        (["Prior period rating", "Current rating"], ["Green", "Red"], "Red"),
        (["Mid-year status", "Status"], ["Red", "Green"], "Green"),
    ],
)
def test_the_status_of_the_quarter(headings: list[str], cells: list[str], status: str) -> None:
    found = table(
        [["Ref", "Action", *headings, "Progress"], ["A1", "Grow moss", *cells, "It grew."]]
    )
    assert fields(found)["A1"]["status"] == status
    assert "import-lost-status" not in told(found)


def test_a_status_beside_a_colour_is_told() -> None:
    found = table([
        ["Ref", "Action", "Status", "RAG", "Progress"],
        ["A1", "Grow moss", "In progress", "Green", "It grew."],
        ["A2", "Fit lamps", "Completed", "", "All are fitted."],
    ])  # fmt: skip
    assert [a.status for a in found.activities] == ["Green", "Completed"]
    assert all("import-unclear-column" in doubts(found, code) for code in ("A1", "A2"))


def test_two_columns_of_one_field_are_not_joined_in_silence() -> None:
    found = table([
        ["Ref", "Action", "RAG", "Commentary", "Key achievements", "Executive lead", "Project manager"],
        ["A1", "Mend the race", "Green", "It is mended.", "The sluice was saved.", "Ann", "Al"],
        ["A2", "Sell the barn", "Red", "Nobody bid.", "", "Bob", "Bob"],
    ])  # fmt: skip
    assert fields(found)["A1"] == {
        "title": "Mend the race", "status": "Green", "lead": ("Ann", "Al"),
        "progress": ("It is mended.", "The sluice was saved."),
    }  # fmt: skip
    assert doubts(found, "A1") == {"import-two-columns"}
    assert doubts(found, "A2") == set()


def test_a_service_is_no_second_lead() -> None:
    found = table([["Ref", "Action", "Lead officer", "Directorate", "RAG", "Progress"], ["A1", "Mend the race", "Ann", "Place", "Green", "It is mended."]])  # fmt: skip
    assert fields(found)["A1"]["lead"] == ("Ann",)
    assert any("Directorate" in d.message and d.text == "Place" for d in found.left_over)


def test_percentages_and_dates_go_where_they_belong() -> None:
    found = table([
        ["Status", "Code & Title", "Managed By", "Due Date", "Progress", "Latest Note", "Note Date"],
        ["On Target", "CP-01 Rebuild the quay", "Ann Lee", "31-Mar-2025", "45%", "The piles are in.", "12-Jan-2025"],
        ["Overdue", "CP-02 Rewire the hall", "Bob Rae", "31-Dec-2024", "80%", "The fuse box is late.", "10-Jan-2025"],
    ])  # fmt: skip
    assert fields(found) == {
        "CP-01": {"title": "Rebuild the quay", "status": "On Target", "lead": ("Ann Lee",), "progress": ("The piles are in.",), "due": "2025-03-31", "percent": 45, "as_at": "2025-01-12"},
        "CP-02": {"title": "Rewire the hall", "status": "Overdue", "lead": ("Bob Rae",), "progress": ("The fuse box is late.",), "due": "2024-12-31", "percent": 80, "as_at": "2025-01-10"},
    }  # fmt: skip
    assert kinds(found)["Overdue"] == "off-track"


def test_a_revised_date_wins_and_is_told() -> None:
    found = table([
        ["Ref", "Milestone", "Original due date", "Revised due date", "% complete", "Status", "Notes"],
        ["M1", "Roof on", "30/06/2024", "31/03/2025", "50%", "Amber", "The tiles are late."],
        ["M2", "Doors in", "30/06/2025", "", "0", "Green", "Oak is bought."],
        ["M3", "Bells up", "30/06/2025", "when funds allow", "7.5%", "Green", "Cast."],
    ])  # fmt: skip
    assert fields(found) == {
        "M1": {"title": "Roof on", "status": "Amber", "progress": ("The tiles are late.",), "due": "2025-03-31", "percent": 50},
        "M2": {"title": "Doors in", "status": "Green", "progress": ("Oak is bought.",), "due": "2025-06-30", "percent": 0},
        "M3": {"title": "Bells up", "status": "Green", "progress": ("Cast.",), "percent": 8},
    }  # fmt: skip
    assert doubts(found, "M1") == {"import-revised-date"}
    assert doubts(found, "M2") == set()
    assert doubts(found, "M3") == {
        "import-unread-date",
        "import-revised-date",
        "import-unread-figure",
    }


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("31/03/2025", "2025-03-31"), ("31.3.25", "2025-03-31"), ("31st March 2025", "2025-03-31"), ("March 2025", "2025-03"),
        ("Mar-25", "2025-03"), ("end of March 2025", "2025-03"), ("Q4 2024/25", "2024/25 Q4"), ("2024/25 Q4", "2024/25 Q4"),
        ("2025/26", "2025/26"), ("2025-03-31", "2025-03-31"), ("Ongoing", None), ("TBC", None), ("Summer 2025", None),
        ("31/02/2025", None), ("as soon as funds allow", None), ("March", None),
    ],
)  # fmt: skip
def test_dates_of_an_action(text: str, due: str | None) -> None:
    found = table([["Ref", "Action", "RAG", "Progress", "Deadline"], [*MOSS, text]])
    assert fields(found)["A1"].get("due") == due
    assert ("import-unread-date" in doubts(found, "A1")) == (due is None)


def test_dates_and_owners_beside_the_steps_are_the_steps() -> None:
    steps = "<ul><li>Water it<li>Weed it</ul>"
    found = page(html_table(
        row("Ref", "Action", "Status", "Progress", "Next steps", "Owner", "By when", "Lead", head=True),
        row("A1", "Grow moss", "Green", "It grew.", steps, "<p>Al</p><p>Bo</p>", "<p>May 2025</p><p>June 2025</p>", "Parks"),
        row("A2", "Cut grass", "Green", "It was cut.", steps, "Cy", "<p>May 2025</p><p>June 2025</p><p>July 2025</p>", "Parks"),
    ))  # fmt: skip
    assert fields(found)["A1"] == {
        "title": "Grow moss", "status": "Green", "progress": ("It grew.",), "lead": ("Parks",),
        "steps": (("Water it", "2025-05", "Al"), ("Weed it", "2025-06", "Bo")),
    }  # fmt: skip
    assert fields(found)["A2"]["steps"] == (("Water it", "", "Cy"), ("Weed it", "", "Cy"))
    assert doubts(found, "A2") == {"import-step-column"}


# Objectives


def test_an_objective_merged_down_the_side() -> None:
    found = page(html_table(
        row("Priority", "Action", "RAG", "Commentary", head=True),
        row("<td rowspan=2>Cleaner rivers", "Dredge the Arrow", "Green", "Half is dredged."),
        row("Plant reeds", "Amber", "The reeds were late."),
        row("Safer lanes", "Fit lamps", "Red", "No lamp came."),
    ))  # fmt: skip
    assert objectives(found) == [
        (1, "Cleaner rivers", "", ("KA.01.01", "KA.01.02")), (2, "Safer lanes", "", ("KA.02.01",)),
    ]  # fmt: skip
    assert [a.title for a in found.activities] == ["Dredge the Arrow", "Plant reeds", "Fit lamps"]


def test_themes_objectives_and_actions_in_columns() -> None:
    found = table([
        ["Theme", "Objective", "Ref", "Action", "Status", "Progress"],
        ["Place", "Clean air", "1.1.1", "Grow moss", "Green", "It grew."],
        ["Place", "Clean air", "1.1.2", "Cut grass", "Amber", "Some was cut."],
        ["Place", "Safe lanes", "1.2.1", "Fit lamps", "Red", "No lamp came."],
        ["People", "Glad hearts", "2.1.1", "Sing", "Green", "We sang."],
    ])  # fmt: skip
    assert objectives(found) == [
        (1, "Clean air", "Place", ("1.1.1", "1.1.2")), (2, "Safe lanes", "Place", ("1.2.1",)),
        (3, "Glad hearts", "People", ("2.1.1",)),
    ]  # fmt: skip
    assert found.codes == "listed"


def test_blank_cells_below_an_objective_go_on_with_it() -> None:
    found = table(
        [["Objective", *HEAD], ["Clean air", *MOSS], ["", *GRASS], ["Safe lanes", *LAMPS]]
    )
    assert [(o[1], o[3]) for o in objectives(found)] == [
        ("Clean air", ("A1", "A2")), ("Safe lanes", ("B1",)),
    ]  # fmt: skip
    assert fields(found) == THREE
    assert "import-column" in told(found)


def test_rows_of_headings_between_the_activities() -> None:
    wide = "<td colspan=4>"
    found = page(html_table(
        row(*HEAD, head=True), row(f"{wide}Theme A: Cleaner rivers"), row(*MOSS), row(*GRASS),
        row(f"{wide}Theme B: Safer lanes"), row(*LAMPS),
    ))  # fmt: skip
    assert fields(found) == THREE
    assert [(o[1], o[3]) for o in objectives(found)] == [
        ("Theme A: Cleaner rivers", ("A1", "A2")), ("Theme B: Safer lanes", ("B1",)),
    ]  # fmt: skip


def test_headings_in_the_first_cell_of_a_workbook() -> None:
    found = workbook({"Plan": [
        ["Ref", "Action", "RAG", "Progress"], ["Clean air", None, None, None], ["1.1", *MOSS[1:]], ["1.2", *GRASS[1:]],
        ["Safe lanes", None, None, None], ["2.1", *LAMPS[1:]],
    ]})  # fmt: skip
    assert objectives(found) == [
        (1, "Clean air", "", ("1.1", "1.2")), (2, "Safe lanes", "", ("2.1",)),
    ]  # fmt: skip
    assert found.codes == "{objective}.{sequence}"


def test_a_sheet_for_each_objective() -> None:
    found = workbook({
        "Clean air": [["Delivery plan, Q3"], [], [*HEAD, "Target date"], [*MOSS, date(2025, 3, 31)], [*GRASS, date(2025, 6, 30)]],
        "Safe lanes": [[*HEAD, "Target date"], [*LAMPS, "TBC"]],
        "Lists": [["Green", "Amber", "Red"]],
    })  # fmt: skip
    assert fields(found) == {
        "A1": THREE["A1"] | {"due": "2025-03-31"}, "A2": THREE["A2"] | {"due": "2025-06-30"}, "B1": THREE["B1"],
    }  # fmt: skip
    assert [(o[1], o[3]) for o in objectives(found)] == [
        ("Clean air", ("A1", "A2")), ("Safe lanes", ("B1",)),
    ]  # fmt: skip
    assert not [w for w in found.statuses if w.meaning]
    assert doubts(found, "B1") == {"import-unread-date"}


def test_milestones_below_an_action() -> None:
    found = page(html_table(
        row("Action", "Milestone", "Due", "RAG", "Comment", head=True),
        row("<td rowspan=2>Build the hall", "Roof on", "May 2025", "Green", "The beams are up."),
        row("Doors in", "June 2025", "Amber", "Oak is late."),
        row("<td rowspan=2>Build the park", "Dig the pond", "July 2025", "Green", "It is dug."),
        row("Plant elms", "August 2025", "Green", "They are ordered."),
    ))  # fmt: skip
    assert [(o[1], o[3]) for o in objectives(found)] == [
        ("Build the hall", ("KA.01.01", "KA.01.02")), ("Build the park", ("KA.02.01", "KA.02.02")),
    ]  # fmt: skip
    assert fields(found)["KA.01.02"] == {
        "title": "Doors in", "status": "Amber", "progress": ("Oak is late.",), "due": "2025-06",
    }  # fmt: skip
    assert "import-column" in told(found)


# Layouts


def test_three_rows_an_activity() -> None:
    wide = "<td colspan=4>"
    found = page(html_table(
        row("Ref", "Action", "Owner", "RAG", head=True),
        row("3.2a", "Dredge the Arrow", "Water", "Green"), row(f"{wide}Progress: Half is dredged."),
        row(f"{wide}Next steps: Dredge the rest by 1 March 2025."),
        row("3.2b", "Fit lamps", "Lanes", "Red"), row(f"{wide}Progress: No lamp came."), row(f"{wide}Next steps: Ask the maker."),
    ))  # fmt: skip
    assert fields(found) == {
        "3.2a": {"title": "Dredge the Arrow", "status": "Green", "lead": ("Water",), "progress": ("Half is dredged.",), "steps": (("Dredge the rest by 1 March 2025.", "2025-03-01", ""),)},
        "3.2b": {"title": "Fit lamps", "status": "Red", "lead": ("Lanes",), "progress": ("No lamp came.",), "steps": (("Ask the maker.", "", ""),)},
    }  # fmt: skip


def test_a_comment_without_a_label_in_a_row_below() -> None:
    found = page(html_table(
        row("Ref", "Action", "Owner", "RAG", head=True), row("A1", "Grow moss", "Parks", "Green"),
        row("<td colspan=4>All of the wall is green by now."),
    ))  # fmt: skip
    assert fields(found)["A1"]["progress"] == ("All of the wall is green by now.",)
    assert doubts(found, "A1") == {"import-row-below"}


def test_fields_as_rows_and_projects_as_columns() -> None:
    found = page(html_table(
        row("Project", "Bridge", "Tunnel"), row("SRO", "A Ng", "B Orr"), row("RAG", "Amber", "Green"),
        row("Progress this period", "The piers stand.", "20 m are bored."),
        row("Next milestone", "Deck by 3 May 2025", "Portal by 1 June 2025"), row("Budget", "£3m", "£9m"),
    ))  # fmt: skip
    assert fields(found) == {
        "KA.01.01": {"title": "Bridge", "status": "Amber", "lead": ("A Ng",), "progress": ("The piers stand.",), "steps": (("Deck by 3 May 2025", "2025-05-03", ""),)},
        "KA.01.02": {"title": "Tunnel", "status": "Green", "lead": ("B Orr",), "progress": ("20 m are bored.",), "steps": (("Portal by 1 June 2025", "2025-06-01", ""),)},
    }  # fmt: skip
    assert any("Budget" in d.message and "£3m" in d.text for d in found.left_over)


def test_labels_and_values_side_by_side() -> None:
    def block(title: str, code: str, status: str, due: str, percent: str, progress: str) -> str:
        return html_table(
            row("<th>Action:", title, "<th>Ref:", code), row("<th>Status:", status, "<th>Due date:", due),
            row("<th>Lead:", "Highways", "<th>% complete:", percent), row("<th colspan=4>Progress this quarter"),
            row(f"<td colspan=4>{progress}"), row("<th colspan=4>Next steps"), row("<td colspan=4>Lay tar by 5 May 2025."),
        )  # fmt: skip

    found = page(
        "<h2>Objective 2: Roads</h2>"
        + block("Mend Mill Lane", "R-01", "On-target", "30 June 2025", "40%", "Kerbs were laid.")
        + block("Mend Oak Lane", "R-02", "Slippage", "30 July 2025", "10%", "It was surveyed.")
    )
    steps = (("Lay tar by 5 May 2025.", "2025-05-05", ""),)
    assert fields(found) == {
        "R-01": {"title": "Mend Mill Lane", "status": "On-target", "lead": ("Highways",), "progress": ("Kerbs were laid.",), "steps": steps, "due": "2025-06-30", "percent": 40},
        "R-02": {"title": "Mend Oak Lane", "status": "Slippage", "lead": ("Highways",), "progress": ("It was surveyed.",), "steps": steps, "due": "2025-07-30", "percent": 10},
    }  # fmt: skip
    assert objectives(found) == [(2, "Roads", "", ("R-01", "R-02"))]
    assert doubts(found, "R-02") == set()
    assert "import-unknown-status" in told(found)  # once, where the kind of the word stands


def test_a_table_of_two_columns_below_the_heading_of_each_activity() -> None:
    def build(document: Any) -> None:
        document.add_heading("Goal 1: Clean air", 1)
        for number, title, status in ((1, "Grow moss", "Green"), (2, "Cut grass", "Amber")):
            document.add_heading(f"1.{number} {title}", 2)
            made = document.add_table(rows=0, cols=2)
            for label, value in (("RAG rating", status), ("Responsible officer", "Parks"), ("Update", "It is well."), ("Planned for next quarter", "Rake it")):  # fmt: skip
                cells = made.add_row().cells
                cells[0].text, cells[1].text = label, value

    found = word(build)
    same = {"lead": ("Parks",), "progress": ("It is well.",), "steps": (("Rake it", "", ""),)}
    assert fields(found) == {
        "1.1": {"title": "Grow moss", "status": "Green", **same}, "1.2": {"title": "Cut grass", "status": "Amber", **same},
    }  # fmt: skip
    assert objectives(found) == [(1, "Clean air", "", ("1.1", "1.2"))]


def test_a_list_of_labelled_lines() -> None:
    def one(title: str, *values: str) -> str:
        labels = ("Directorate", "Stage", "Due date", "Percentage complete", "Status", "Comments")
        lines = "".join(
            f"<p>{label}: {value}</p>" for label, value in zip(labels, values, strict=True)
        )
        return f"<p><b>{title}</b></p>{lines}"

    found = page(
        "<h2>Priority 1: Growth</h2>"
        + one("1.1 Grow the market", "Place", "Building", "March 2025", "60%", "Under control", "Ten stalls came.")
        + one("1.2 Shrink the fair", "People", "Design", "June 2025", "0%", "Pending", "Nothing yet.")
    )  # fmt: skip
    assert fields(found) == {
        "1.1": {"title": "Grow the market", "status": "Under control", "lead": ("Place",), "progress": ("Ten stalls came.",), "due": "2025-03", "percent": 60},
        "1.2": {"title": "Shrink the fair", "status": "Pending", "lead": ("People",), "progress": ("Nothing yet.",), "due": "2025-06", "percent": 0},
    }  # fmt: skip
    assert kinds(found) == {"Under control": "on-track", "Pending": "not-started"}
    assert doubts(found, "1.1") == set()
    assert [d.message for d in found.doubts if d.name == "import-unknown-status"] == [
        "“Under control” is taken to mean on-track; if that is wrong, change its kind in plan.yaml (1.1)",
        "“Pending” is taken to mean not-started; if that is wrong, change its kind in plan.yaml (1.2)",
    ]


def test_headings_inside_of_an_activity_name_its_fields() -> None:
    def build(document: Any) -> None:
        document.add_heading("Goal 1: Clean air", 1)
        for title, status in (("Grow moss", "Green"), ("Cut grass", "Amber")):
            document.add_heading(title, 2)
            document.add_paragraph(f"Status: {status}")
            document.add_heading("Progress", 3)
            document.add_paragraph("It is well.")
            document.add_paragraph("It is better than it was.")
            document.add_heading("Next steps", 3)
            document.add_paragraph("Rake it by 2 May 2025")

    found = word(build)
    same = {"progress": ("It is well.", "It is better than it was."), "steps": (("Rake it by 2 May 2025", "2025-05-02", ""),)}  # fmt: skip
    assert list(fields(found).values()) == [
        {"title": "Grow moss", "status": "Green", **same}, {"title": "Cut grass", "status": "Amber", **same},
    ]  # fmt: skip
    assert [o[1] for o in objectives(found)] == ["Clean air"]


def test_sums_and_repeated_headings_are_no_activities() -> None:
    found = table([HEAD, MOSS, GRASS, ["Sub-total (Clean air)", "2", "", ""], HEAD, LAMPS, ["Grand total", "3", "", ""]])  # fmt: skip
    assert fields(found) == THREE
    assert sum("sums" in d.message for d in found.left_over) == 2


def test_what_stands_above_and_below_is_no_activity() -> None:
    figures = html_table(
        row("Measure", "Target", "Actual", "RAG", head=True), row("Bins missed", "10", "12", "Red")
    )
    control = html_table(
        row("Report title", "Quarter 3 report"), row("Author", "A Bee"), row("Status", "Public")
    )
    found = page(control + html_table(row(*HEAD, head=True), row(*MOSS), row(*GRASS), row(*LAMPS)) + figures)  # fmt: skip
    assert fields(found) == THREE
    left = " ".join(d.text for d in found.left_over)
    assert all(text in left for text in ("A Bee", "Public", "Bins missed"))


def test_progress_and_next_steps_in_one_cell() -> None:
    found = page(html_table(
        row("Ref", "Action", "Status", "Update and next steps", head=True),
        row("A1", "Grow moss", "Green", "<p>It grew.</p><p>Next steps:</p><p>Water it by 2 May 2025</p>"),
        row("A2", "Cut grass", "Green", "It was cut, and we shall rake."),
    ))  # fmt: skip
    assert fields(found) == {
        "A1": {"title": "Grow moss", "status": "Green", "progress": ("It grew.",), "steps": (("Water it by 2 May 2025", "2025-05-02", ""),)},
        "A2": {"title": "Cut grass", "status": "Green", "progress": ("It was cut, and we shall rake.",)},
    }  # fmt: skip
    assert doubts(found, "A1") == doubts(found, "A2") == {"import-two-columns"}


# Codes


@pytest.mark.parametrize(
    ("codes", "form"),
    [
        (["CP1.1", "CP1.2", "CP1.12"], "CP{objective}.{sequence}"),
        (["ENV-01", "ENV-02", "ENV-14"], "ENV-{sequence:02}"),
        (["1.9", "1.10", "1.11"], "{objective}.{sequence}"),
        (["SR (25/26) 01", "SR (25/26) 02", "SR (25/26) 03"], "SR (25/26) {sequence:02}"),
        (["i", "ii", "iii"], "listed"), (["E&C 5", "J 1A 03", "139"], "listed"), (["1.1.1.1", "1.1.1.2", "1.1.1.3"], "1.1.1.{sequence}"),
        (["MOD_0106_1617-Q1", "24-00096", "PL5"], "listed"), (["6)", "7)", "8)"], "{sequence})"), (["KA.01.01", "KA.01.02", "KA.01.03"], "KA.{objective:02}.{sequence:02}"),
    ],
)  # fmt: skip
def test_codes_are_kept_as_printed(codes: list[str], form: str) -> None:
    found = table(
        [
            HEAD,
            *([code, *cells[1:]] for code, cells in zip(codes, (MOSS, GRASS, LAMPS), strict=True)),
        ]
    )
    assert list(fields(found)) == codes
    assert found.codes == form
    assert not any(a.doubts for a in found.activities)


@pytest.mark.parametrize(
    "titles",
    [
        ["20 new homes at the mill", "30 trees in the park", "9 lamps in the lane"],
        ["24/25 budget set", "24/25 accounts closed", "25/26 budget begun"],
        ["2025 market plan", "2026 market plan", "2027 market plan"],
        ["5-year plan for parks", "3-year plan for lanes", "2-year plan for air"],
        ["Phase 2 of the hall", "Phase 3 of the hall", "Phase 1 of the park"],
    ],
)
def test_a_title_that_begins_with_a_number_has_no_code(titles: list[str]) -> None:
    found = table(
        [["Action", "RAG", "Update"], *([title, "Green", "It is well."] for title in titles)]
    )
    assert [a.title for a in found.activities] == titles
    assert "import-given-codes" in told(found)


@pytest.mark.parametrize("codes", [["HC01", "HC02", "HC03"], ["1)", "2)", "3)"], ["1.1", "1.2", "2.1"], ["Action 7", "Action 8", "Action 14"], ["J 1A 03", "J 1A 04", "J 1B 01"], ["SR (25/26) 01", "SR (25/26) 02", "SR (25/26) 07"], ["ENV/HW/003", "ENV/HW/004", "ENV/HW/005"], ["(a)", "(b)", "(c)"], ["139", "140", "141"], ["#12", "#13", "#14"], ["24-00096", "24-00097", "24-00101"], ["OBJ1/ACT2", "OBJ1/ACT3", "OBJ2/ACT1"], ["1a", "1b", "2a"]])  # fmt: skip
def test_a_code_before_the_title_is_found_from_all_titles(codes: list[str]) -> None:
    rows = [
        [f"{code} {cells[1]}", *cells[2:]]
        for code, cells in zip(codes, (MOSS, GRASS, LAMPS), strict=True)
    ]
    found = table([["Project", "RAG", "Update"], *rows])
    assert [(str(a.code), a.title) for a in found.activities] == [
        (code, cells[1]) for code, cells in zip(codes, (MOSS, GRASS, LAMPS), strict=True)
    ]


def test_of_two_that_have_one_code_the_second_gets_another() -> None:
    found = table([HEAD, MOSS, ["a1", *GRASS[1:]], LAMPS])
    assert next(iter(fields(found))) == "A1"
    assert len(fields(found)) == 3
    assert [a.title for a in found.activities if "import-duplicate-code" in {d.name for d in a.doubts}] == ["Cut grass"]  # fmt: skip


def test_the_next_import_finds_the_same_activities_by_their_titles() -> None:
    known = Known({fold("Cut grass"): Code("KA.01.01"), fold("Grow moss"): Code("KA.01.02")})
    rows = [cells[1:] for cells in (HEAD, MOSS, GRASS, LAMPS)]
    found = table(rows, known=known)
    assert {a.title: str(a.code) for a in found.activities} == {
        "Grow moss": "KA.01.02", "Cut grass": "KA.01.01", "Fit lamps": "KA.01.03",
    }  # fmt: skip


# What nobody knows


def test_a_heading_that_nobody_knows_is_named_and_nothing_of_it_is_guessed() -> None:
    found = table([[*HEAD, "Blurb"], [*MOSS, "Sluices next."], [*GRASS, ""]])
    assert fields(found) == {"A1": THREE["A1"], "A2": THREE["A2"]}
    assert doubts(found, "A1") == {"import-unknown-heading"}
    assert doubts(found, "A2") == set()
    assert any("Blurb" in d.message and d.text == "Sluices next." for d in found.left_over)


def test_a_user_says_what_a_column_holds() -> None:
    rows = [["Widget", "Sort", "Doings", "Blurb"], ["Grow moss", "Green", "It grew.", "Water it"]]
    assert table(rows).unknown == ("Widget", "Sort", "Doings", "Blurb")
    said = {"widget": "title", "sort": "status", "doings": "progress", "blurb": "next_steps"}
    found = table(rows, columns=said)
    assert fields(found) == {
        "KA.01.01": {"title": "Grow moss", "status": "Green", "progress": ("It grew.",), "steps": (("Water it", "", ""),)}
    }  # fmt: skip


def test_a_user_may_say_that_a_column_is_not_to_be_read() -> None:
    found = table(
        [[*HEAD, "Commentary"], [*MOSS, "A private word."]], columns={"commentary": "ignore"}
    )
    assert fields(found) == {"A1": THREE["A1"]}


# The key


@pytest.mark.parametrize(
    "key",
    [
        "<p>Key: Red = not started; Amber = in progress; Green = complete</p>",
        "<h2>RAG key</h2><ul><li>Red – not started<li>Amber – in progress<li>Green – complete</ul>",
        html_table(row("Rating", "Meaning", head=True), row("Red", "Not started"), row("Amber", "In progress"), row("Green", "Complete")),
        html_table(row("Red", "Not started"), row("Amber", "In progress"), row("Green", "Complete")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", [False, True])
def test_the_printed_key_decides(key: str, below: bool) -> None:
    body = html_table(row(*HEAD, head=True), row(*MOSS), row(*GRASS), row(*LAMPS))
    found = page(body + key if below else key + body)
    assert {a.status: str(a.kind) for a in found.activities} == {
        "Green": "complete", "Amber": "on-track", "Red": "not-started",
    }  # fmt: skip
    assert fields(found) == THREE
    assert "import-key" in told(found)


def test_columns_that_only_name_a_quarter() -> None:
    words = table([["Ref", "Activity", "Q2", "Q3", "Q4"], ["K1", "Grow moss", "Green", "Amber", ""], ["K2", "Cut grass", "Red", "Red", ""]])  # fmt: skip
    assert [a.status for a in words.activities] == ["Amber", "Red"]
    texts = table([["Ref", "Activity", "Q2", "Q3", "RAG"], ["K1", "Grow moss", "It was sown in the west.", "It grew in the west.", "Green"]])  # fmt: skip
    assert fields(texts)["K1"]["progress"] == ("It grew in the west.",)
    months = table([["Ref", "Activity", "October", "November", "December", "RAG"], ["K1", "Grow moss", "Seeds were bought.", "They were sown.", "All of them sprouted.", "Green"]])  # fmt: skip
    assert fields(months)["K1"]["progress"] == ("Seeds were bought.", "They were sown.", "All of them sprouted.")  # fmt: skip
    assert doubts(months, "K1") == {"import-two-columns"}


def test_actions_below_objectives_in_one_table() -> None:
    wide = "<td colspan=4>"
    merged = page(html_table(
        row("Objective / Action", "Lead", "RAG", "Comment", head=True), row(f"{wide}1. Clean air"),
        row("1.1 Grow moss", "Al", "Green", "It grew."), row("1.2 Cut grass", "Bo", "Amber", "Some was cut."),
        row(f"{wide}2. Safe lanes"), row("2.1 Fit lamps", "Cy", "Red", "No lamp came."),
    ))  # fmt: skip
    plain = table([
        ["Objective / Action", "Lead", "RAG", "Comment"], ["1. Clean air", "", "", ""], ["1.1 Grow moss", "Al", "Green", "It grew."],
        ["1.2 Cut grass", "Bo", "Amber", "Some was cut."], ["2. Safe lanes", "", "", ""], ["2.1 Fit lamps", "Cy", "Red", "No lamp came."],
    ])  # fmt: skip
    for found in (merged, plain):
        assert objectives(found) == [
            (1, "Clean air", "", ("1.1", "1.2")), (2, "Safe lanes", "", ("2.1",)),
        ]  # fmt: skip
        assert [(a.title, a.status, a.leads) for a in found.activities] == [
            ("Grow moss", "Green", ("Al",)), ("Cut grass", "Amber", ("Bo",)), ("Fit lamps", "Red", ("Cy",)),
        ]  # fmt: skip


def test_a_table_of_steps_below_an_activity() -> None:
    about = html_table(row("Status", "Green"), row("Lead", "Al"), row("Progress", "It grew."))
    steps = html_table(row("Next step", "Owner", "Due", head=True), row("Water it", "Bo", "May 2025"), row("Weed it", "Cy", "June 2025"))  # fmt: skip
    found = page(f"<h2>Grow moss</h2>{about}{steps}")
    assert fields(found) == {
        "KA.01.01": {"title": "Grow moss", "status": "Green", "lead": ("Al",), "progress": ("It grew.",), "steps": (("Water it", "2025-05", "Bo"), ("Weed it", "2025-06", "Cy"))}
    }  # fmt: skip


def test_tables_of_risks_and_money_are_left_out_as_a_whole() -> None:
    risks = html_table(row("Risk", "Likelihood", "Impact", "Mitigation", "Owner", head=True), row("Flood", "3", "4", "Sandbags", "Al"))  # fmt: skip
    money = html_table(
        row("Project", "Budget", "Spend", "Variance", head=True), row("Hall", "1", "2", "1")
    )
    found = page(risks + html_table(row(*HEAD, head=True), row(*MOSS)) + money)
    assert fields(found) == {"A1": THREE["A1"]}
    assert not doubts(found, "A1")
    assert ["Sandbags" in d.text or "Variance" in d.text for d in found.left_over] == [True, True]


def test_pictures_and_shading_of_a_status() -> None:
    found = page(html_table(
        row("Ref", "Action", "Status", "Progress", head=True), row("A1", "Grow moss", "<img alt='On track'>", "It grew."),
        row("A2", "Cut grass", "<img alt='Red circle'>", "None was cut."), row("A3", "Dig", "<img alt='status_3.png'>", "It was dug."),
        row("A4", "Sow", "<td style='background:#ffc000'>", "It was sown."),
    ))  # fmt: skip
    assert [a.status for a in found.activities] == ["On track", "Red", "Not stated", "Amber"]
    assert [doubts(found, code) & {"import-status-from-colour", "import-lost-status"} for code in ("A1", "A2", "A3", "A4")] == [
        {"import-status-from-colour"}, {"import-status-from-colour"}, {"import-lost-status"}, {"import-status-from-colour"},
    ]  # fmt: skip


def test_cells_merged_over_several_activities_give_their_value_to_each() -> None:
    found = page(html_table(
        row("Ref", "Action", "RAG", "Comment", "Lead", head=True),
        row("A1", "Grow moss", "Green", "<td rowspan=2>Both went well.", "<td rowspan=2>Parks"), row("A2", "Cut grass", "Amber"),
    ))  # fmt: skip
    same = {"progress": ("Both went well.",), "lead": ("Parks",)}
    assert fields(found) == {
        "A1": {"title": "Grow moss", "status": "Green", **same}, "A2": {"title": "Cut grass", "status": "Amber", **same},
    }  # fmt: skip


def test_a_cell_over_progress_and_next_steps_is_doubted_and_one_over_people_is_that_of_each() -> (
    None
):
    found = page(html_table(
        row("Ref", "Action", "RAG", "Progress", "Next steps", "Lead", "Portfolio", head=True),
        row("A1", "Grow moss", "Green", "<td colspan=2>It grew.<p>Next steps: Sell it.", "<td colspan=2>Parks"),
    ))  # fmt: skip
    assert fields(found) == {"A1": {
        "title": "Grow moss", "status": "Green", "progress": ("It grew.",), "steps": (("Sell it.", "", ""),),
        "lead": ("Parks",), "portfolio": ("Parks",),
    }}  # fmt: skip
    assert "import-two-columns" in {doubt.name for doubt in found.all_doubts}


def test_an_activity_over_two_rows_has_one_status() -> None:
    found = page(html_table(
        row(*HEAD, head=True), row("<td rowspan=2>A1", "<td rowspan=2>Grow moss", "Green", "It grew."), row("Green", "It bloomed."),
    ))  # fmt: skip
    assert [(one.status, one.progress) for one in found.activities] == [
        ("Green", ("It grew.", "It bloomed."))
    ]


def test_what_is_struck_out_is_listed_and_not_written() -> None:
    found = page(html_table(row(*HEAD, head=True), row(*MOSS), row(*(f"<td><s>{cell}</s>" for cell in LAMPS))))  # fmt: skip
    assert fields(found) == {"A1": THREE["A1"]}
    assert any(d.text.startswith("B1 – Fit lamps – ") for d in found.left_over)


def test_lists_in_cells() -> None:
    found = table([
        [*HEAD, "Next steps"],
        [*MOSS[:3], "- It grew.\n- It bloomed.", "1. Water it. 2. Weed it by 3 May 2025. 3. Sell it."],
        [*GRASS[:3], "Some was cut.", "• Rake it\n• Burn it"], ["B1", "Fit lamps", "Complete", "All are lit.", "None required"],
    ])  # fmt: skip
    assert [[s.action for s in a.next_steps] for a in found.activities] == [
        ["Water it.", "Weed it by 3 May 2025.", "Sell it."], ["Rake it", "Burn it"], [],
    ]  # fmt: skip
    assert found.activities[0].progress == ("It grew.", "It bloomed.")


def test_what_is_of_another_quarter_is_told_wherever_it_stands() -> None:
    found = page(
        "<h1>Delivery plan: Quarter 2 2024/25 report</h1>"
        + html_table(row(*HEAD, head=True), row("A1", "Grow moss", "Green", "<p>Q2: It was sown.</p><p>Q3: It grew.</p>"))
    )  # fmt: skip
    assert "import-other-quarter" in {d.name for d in found.doubts}
    assert doubts(found, "A1") == {"import-other-quarter"}
    right = page(
        "<h1>Quarter 3 2024/25 report</h1>" + html_table(row(*HEAD, head=True), row(*MOSS))
    )
    assert "import-other-quarter" not in told(right)


def test_an_activity_that_may_be_printed_twice_is_told() -> None:
    found = table([HEAD[1:], MOSS[1:], LAMPS[1:], MOSS[1:]])
    assert [doubts(found, str(a.code)) for a in found.activities] == [
        set(),
        set(),
        {"import-same-title"},
    ]


def test_what_may_be_many_things_is_told() -> None:
    found = table([["Area", "Ref", "Description", "Stage", "Summary", "Progress"], ["Clean air", "A1", "Grow moss", "Green", "It grew well in the west.", "45"]])  # fmt: skip
    assert fields(found)["A1"] == {"title": "Grow moss", "status": "Green", "progress": ("It grew well in the west.",), "percent": 45}  # fmt: skip
    assert sum(d.name == "import-column" for d in found.doubts) == 5


def test_remarks_keys_and_columns_without_a_heading() -> None:
    note = row("<td colspan=4>Note: all figures will be audited.")
    found = page("<p>R = Red, A = Amber, G = Green</p>" + html_table(row("", *HEAD[1:], head=True), row("1.1", "Grow moss", "G", "It grew."), row("1.2", "Cut grass", "R", "None was cut."), note))  # fmt: skip
    assert fields(found) == {
        "1.1": {"title": "Grow moss", "status": "G", "progress": ("It grew.",)}, "1.2": {"title": "Cut grass", "status": "R", "progress": ("None was cut.",)},
    }  # fmt: skip
    assert kinds(found) == {"R": "off-track", "A": "at-risk", "G": "on-track"}
    assert any("audited" in d.text for d in found.left_over)
    assert "import-column" in told(found)


def test_headings_in_capitals_and_labels_that_nobody_knows() -> None:
    rows = table([HEAD[1:], ["CLEAN AIR", "", ""], MOSS[1:], ["SAFE LANES", "", ""], LAMPS[1:]])
    assert [(o[1], len(o[3])) for o in objectives(rows)] == [("CLEAN AIR", 1), ("SAFE LANES", 1)]
    one = "<p>Project: {}</p><p>RAG: {}</p><p>Blurb: A word of our own.</p><p>What has happened: The roof is on.</p><p>It leaks.</p>"
    found = page(one.format("Market hall", "Amber") + one.format("Fair", "Green"))
    assert list(fields(found).values()) == [
        {"title": "Market hall", "status": "Amber", "progress": ("The roof is on.", "It leaks.")},
        {"title": "Fair", "status": "Green", "progress": ("The roof is on.", "It leaks.")},
    ]  # fmt: skip
    assert all("import-unknown-heading" in {d.name for d in a.doubts} for a in found.activities)
