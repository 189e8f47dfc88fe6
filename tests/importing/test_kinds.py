"""Kinds of reports that were met in documents by somebody who did not know the importer; here in words of our own."""

from typing import Any

import pytest

from tests.importing.shapes import (
    doubts,
    fields,
    html_table,
    objectives,
    page,
    row,
    table,
    told,
    word,
    workbook,
)

HEAD = ["Ref", "Action", "Lead", "Status", "Progress"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Helen Byrne & Omar Shah", ("Helen Byrne", "Omar Shah")),
        ("Helen Byrne/Dr Omar Shah", ("Helen Byrne", "Dr Omar Shah")),
        ("HB, OS", ("HB", "OS")),
        ("Fleet Manager (with Omar Shah)", ("Fleet Manager", "Omar Shah")),
        ("Town Clerk + Deputy Clerk", ("Town Clerk", "Deputy Clerk")),
        ("Omar Shah and Canal Liaison Officer", ("Omar Shah", "Canal Liaison Officer")),
        ("Helen Byrne, Omar Shah and Ruth Moss", ("Helen Byrne", "Omar Shah", "Ruth Moss")),
        ("Head of Canals / Head of Locks", ("Head of Canals", "Head of Locks")),
        ("Head of Planning and Building Control", ("Head of Planning and Building Control",)),
        ("HR and OD Manager", ("HR and OD Manager",)),
        ("Helen Byrne, Head of Canals", ("Helen Byrne, Head of Canals",)),
        ("Planning, Housing & Environment", ("Planning, Housing & Environment",)),
        ("Adult Care and Public Health", ("Adult Care and Public Health",)),
        ("Omar Shah and Locks Ltd", ("Omar Shah and Locks Ltd",)),
        ("Parks / Leisure", ("Parks / Leisure",)),
    ],
)
def test_several_names_in_one_cell(cell: str, names: tuple[str, ...]) -> None:
    found = table([HEAD, ["1", "Dredge the cut", cell, "Green", "Dredged."], ["2", "Mend the lock", "Nobody Else", "Green", "Mended."]])  # fmt: skip
    assert fields(found)["1"]["lead"] == names
    divided = len(names) > 1 or cell in ("Omar Shah and Locks Ltd", "Parks / Leisure")
    assert ("import-broken-label" in doubts(found, "1")) == divided


@pytest.mark.parametrize("sign", ["As above", "ditto", '"', "″", "same as above"])
def test_as_above_is_what_stands_above_and_told(sign: str) -> None:
    found = table([HEAD, ["1", "Dredge", "Helen Byrne", "Green", "Yes."], ["2", "Mend", sign, "Green", "Yes."], ["3", "Paint", sign, "Green", "Yes."]])  # fmt: skip
    assert [a.leads for a in found.activities] == [("Helen Byrne",)] * 3
    assert "import-as-above" in doubts(found, "2") & doubts(found, "3")


def test_a_first_row_that_says_as_above_has_no_lead() -> None:
    found = table([HEAD, ["1", "Dredge", "As above", "Green", "Yes."], ["2", "Mend", "Helen Byrne", "Green", "Yes."]])  # fmt: skip
    assert found.activities[0].leads == ()
    assert {"import-as-above", "import-empty-cell"} <= doubts(found, "1")


def test_a_councillor_beside_the_lead_is_the_portfolio() -> None:
    found = table([HEAD, ["1", "Dredge", "Helen Byrne/ Cllr Frost", "Green", "Yes."], ["2", "Mend", "Omar Shah", "Green", "Yes."]])  # fmt: skip
    one = fields(found)["1"]
    assert (one["lead"], one["portfolio"]) == (("Helen Byrne",), ("Cllr Frost",))
    assert "import-two-columns" in doubts(found, "1")


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("1. Order the gates\n2. Hang them", ["Order the gates", "Hang them"]),
        ("1) Order the gates. 2) Hang them.", ["Order the gates.", "Hang them."]),
        ("(1) Order the gates; (2) Hang them", ["Order the gates", "Hang them"]),
        ("Order the gates; Hang them", ["Order the gates", "Hang them"]),
        ("Order the gates; fit them.", ["Order the gates", "fit them"]),
        ("2. Hang them", ["2. Hang them"]),
        ("3.5 km of path to lay", ["3.5 km of path to lay"]),
        ("Ask the boaters; they know", ["Ask the boaters; they know"]),
    ],
)
def test_numbers_and_semicolons_part_next_steps(cell: str, steps: list[str]) -> None:
    found = table([["Ref", "Action", "Status", "Progress", "Next steps"], ["1", "Dredge", "Green", "Yes.", cell], ["2", "Mend", "Green", "Yes.", "Go on"]])  # fmt: skip
    assert [s.action for s in found.activities[0].next_steps] == steps
    assert ("import-list-run-on" in doubts(found, "1")) == ("; " in cell and "(1)" not in cell)


def test_rows_of_another_quarter_are_left_out_and_told() -> None:
    found = table([
        ["Reporting period", "Action ID", "Action title", "Due date", "% complete", "Status", "Update"],
        ["2024/25 Q2", "C1", "Dredge", "31/12/2024", "10", "Delayed", "Not begun."],
        ["2024/25 Q3", "C1", "Dredge", "31/03/2025", "60", "On track", "Half of it."],
        ["2024/25 Q2", "C2", "Mend", "", "5", "On track", "Begun."],
        ["2024/25 Q3", "C2", "Mend", "", "9", "Delayed", "Stopped."],
    ])  # fmt: skip
    assert fields(found) == {
        "C1": {"title": "Dredge", "status": "On track", "progress": ("Half of it.",), "due": "2025-03-31", "percent": 60},
        "C2": {"title": "Mend", "status": "Delayed", "progress": ("Stopped.",), "percent": 9},
    }  # fmt: skip
    left = [left.text for left in found.left_over if "are not of 2024/25 Q3" in left.message]
    assert len(left) == 1
    assert "Not begun." in left[0] and "Begun." in left[0]


def test_a_column_of_target_quarters_takes_no_row_away() -> None:
    found = table([["Ref", "Action", "Target quarter", "Status", "Update"], ["1", "Dredge", "Q3", "Green", "Yes."], ["2", "Mend", "Q4", "Green", "Yes."]])  # fmt: skip
    assert [a.title for a in found.activities] == ["Dredge", "Mend"]


@pytest.mark.parametrize("codes", [("", ""), ("24-7.1", "24-7.2")])
def test_milestones_in_rows_below_a_project_are_no_activities(codes: tuple[str, str]) -> None:
    found = workbook({"Projects": [
        ["ID", "Project / Milestone", "Due date", "RAG", "Manager", "Commentary"],
        ["24-7", "Rebuild the aqueduct", "31/03/2026", "Green", "Helen Byrne", "Piers are cast."],
        [codes[0], "Business case", "31/03/2024", "", "", ""],
        [codes[1], "Start on site", "30/06/2025", "", "", "Late."],
        ["24-8", "Puddle the reservoir", "31/12/2026", "Red", "Omar Shah", "It leaks."],
    ]})  # fmt: skip
    assert {code: f["title"] for code, f in fields(found).items()} == {"24-7": "Rebuild the aqueduct", "24-8": "Puddle the reservoir"}  # fmt: skip
    assert fields(found)["24-7"]["due"] == "2026-03-31"
    assert "import-left-over" in doubts(found, "24-7")


def test_a_row_for_each_milestone_with_the_project_in_the_first_alone() -> None:
    found = table([
        ["Project", "Project manager", "Project status Q3", "Project end", "Milestone", "Milestone due", "Milestone status", "Note"],
        ["Rebuild the aqueduct", "Helen Byrne", "On track", "31 Mar 2026", "Survey", "30/09/2023", "Done", "Piers are cast."],
        ['"', "", "", "", "Consult", "31/01/2024", "Done", ""],
        ["Puddle the reservoir", "Omar Shah", "Delayed", "31 Dec 2026", "Survey", "30/09/2023", "Done", "It leaks."],
        ["", "", "", "", "Approve", "31/05/2025", "Not due", ""],
    ])  # fmt: skip
    assert [(a.title, a.status, str(a.due), a.progress) for a in found.activities] == [
        ("Rebuild the aqueduct", "On track", "2026-03-31", ("Piers are cast.",)),
        ("Puddle the reservoir", "Delayed", "2026-12-31", ("It leaks.",)),
    ]  # fmt: skip
    assert "import-unread-column" in told(found)


def test_sums_of_statuses_and_notes_below_are_no_activities() -> None:
    found = workbook({"Q3": [
        ["Ref", "Action", "Status", "Progress"],
        ["1", "Dredge", "Green", "Yes."],
        ["2", "Mend", "Amber", "No."],
        ["Sub-total", "2 actions", "Green; Amber", None],
        ["Notes", None, None, None],
        ["Sources: the canal team, January.", None, None, None],
    ]})  # fmt: skip
    assert [a.title for a in found.activities] == ["Dredge", "Mend"]
    assert [o[1] for o in objectives(found)] == ["Objective 1"]


def test_a_sheet_of_indicators_holds_no_activities() -> None:
    found = workbook({
        "Actions": [["Ref", "Action", "Status", "Progress"], ["1", "Dredge", "Green", "Yes."], ["2", "Mend", "Amber", "No."]],
        "KPIs": [["Indicator", "Lead", "Target", "Q2", "Q3", "RAG", "Comment"], ["Boats through the lock", "Omar Shah", 90, 81, 88, "Amber", "Rising"]],
    })  # fmt: skip
    assert [a.title for a in found.activities] == ["Dredge", "Mend"]
    assert any("Boats through the lock" in left.text for left in found.left_over)


@pytest.mark.parametrize("key", [[["✔", "Done"], ["▲", "On track"], ["–", "Not due"]], [["✔ Done"], ["▲ On track"]]])  # fmt: skip
def test_signs_of_status_are_spelled_out_by_the_key(key: list[list[object]]) -> None:
    found = workbook({"Q3": [["Key"], *key, ["Ref", "Action", "Status", "Progress"], ["1", "Dredge", "▲", "Yes."], ["2", "Mend", "✔", "No."]]})  # fmt: skip
    assert [a.status for a in found.activities] == ["On track", "Done"]
    assert any("▲" in d.message for d in found.doubts if d.name == "import-key")


def test_a_sign_without_a_key_is_no_status() -> None:
    found = table([["Ref", "Action", "Status", "Progress"], ["1", "Dredge", "▲", "Yes."], ["2", "Mend", "◆", "No."]])  # fmt: skip
    assert [a.status for a in found.activities] == ["Not stated", "Not stated"]


def test_a_code_and_a_title_alone_stand_above_the_codes_that_begin_so() -> None:
    found = workbook({"Export": [
        ["Status", "Code & Title", "Progress", "Latest Note"],
        [None, "W1 Clean water", None, None],
        ["Green", "W1.01 Dredge the cut", "10%", "Begun."],
        ["Green", "W1.02 Mend the lock", "20%", "Begun."],
        [None, "W2 Safe banks", None, None],
        ["Red", "W2.01 Fence the weir", "30%", "Stopped."],
    ]})  # fmt: skip
    assert [(o[1], o[3]) for o in objectives(found)] == [("W1 Clean water", ("W1.01", "W1.02")), ("W2 Safe banks", ("W2.01",))]  # fmt: skip


def test_cards_of_a_web_page_with_the_objective_above_each_title() -> None:
    def card(objective: str, title: str, status: str, share: str, steps: str) -> str:
        return (
            f"<div><p>{objective}</p><p>{title}</p><p>Status: {status}</p><p>{share} complete</p><p>Owner: Helen Byrne</p>"
            f"<p>Expected: June 2025</p><p>Read more</p><h4>Where are we?</h4><p>The work has begun.</p><h4>What next?</h4>{steps}</div>"
        )  # fmt: skip

    body = "<h1>Our plan</h1>" + "".join([
        card("Clean water", "Dredge the cut", "On target", "70%", "<ul><li>Buy a boat</li></ul>"),
        card("Clean water", "Mend the lock", "Completed", "100%", "<p>None</p>"),
        card("Safe banks", "Fence the weir", "On target", "5%", "<ul><li>Buy posts</li></ul>"),
    ])  # fmt: skip
    found = page(body)
    assert [(a.status, a.percent_complete, str(a.due), [s.action for s in a.next_steps]) for a in found.activities] == [
        ("On target", 70, "2025-06", ["Buy a boat"]), ("Completed", 100, "2025-06", []), ("On target", 5, "2025-06", ["Buy posts"]),
    ]  # fmt: skip
    assert [(o[1], len(o[3])) for o in objectives(found)] == [("Clean water", 2), ("Safe banks", 1)]


def test_a_label_above_its_text_in_a_cell_over_all_columns() -> None:
    block = html_table(
        row("<td colspan=4>W1 Dredge the cut"), row("Lead", "Helen Byrne", "% complete", "40%"),
        row("Status last quarter", "Delayed", "Status this quarter", "On target"),
        row("<td colspan=4><p>Comments</p><p>Half of it is done.</p>"), row("Next steps", "<td colspan=3>None – nothing to add"),
    )  # fmt: skip
    found = page(f"<h2>Theme: Clean water</h2>{block}{block.replace('W1', 'W2')}")
    assert fields(found)["W1"] == {
        "title": "Dredge the cut", "status": "On target", "lead": ("Helen Byrne",), "percent": 40, "progress": ("Half of it is done.",),
    }  # fmt: skip
    assert objectives(found)[0][1] == "Clean water"


def test_lines_of_the_document_above_the_first_block_are_no_part_of_its_title() -> None:
    rows: list[list[object]] = [["Canal Authority", None], ["Return for quarter 3", None]]
    for n, title in enumerate(("Dredge the cut", "Mend the lock"), 1):
        rows += [[f"Action {n}: {title}", None], ["Status", "Green"], ["Action taken", "Begun."]]
    found = fields(workbook({"Return": rows}))
    assert {code: f["title"] for code, f in found.items()} == {"Action 1": "Dredge the cut", "Action 2": "Mend the lock"}  # fmt: skip


def test_a_block_with_several_values_right_of_one_label() -> None:
    block = html_table(row("Lead", "Helen Byrne"), row("Status", "Green"), row("Current position", "Begun."), row("Next steps", "Buy a boat", "Hire a crew"))  # fmt: skip
    found = page(f"<h3>Dredge the cut</h3>{block}<h3>Mend the lock</h3>{block}")
    assert [[s.action for s in a.next_steps] for a in found.activities] == [["Buy a boat", "Hire a crew"]] * 2  # fmt: skip


def test_two_labels_on_a_line_and_a_date_before_the_second() -> None:
    def build(document: Any) -> None:
        for title in ("Dredge the cut", "Mend the lock"):
            document.add_heading(title, 2)
            document.add_paragraph(
                "Original due date: 31 March 2025 Revised due date: 30 June 2025"
            )
            document.add_paragraph("Previous status: Delayed Status: On track")
            document.add_paragraph("Progress: Begun.")

    found = word(build)
    assert [(a.status, str(a.due)) for a in found.activities] == [("On track", "2025-06-30")] * 2
    assert "import-revised-date" in told(found)


def test_next_steps_behind_a_sentence_of_the_progress() -> None:
    found = table([["Ref", "Action", "RAG", "Update"], ["1", "Dredge", "Green", "Begun in May. Next steps: Buy a boat; Hire a crew"], ["2", "Mend", "Green", "It is mended."]])  # fmt: skip
    one = fields(found)["1"]
    assert one["progress"] == ("Begun in May.",)
    assert one["steps"] == (("Buy a boat", "", ""), ("Hire a crew", "", ""))
    assert "import-two-columns" in doubts(found, "1")


def test_a_list_of_titles_with_dashed_labels_below_each() -> None:
    def build(document: Any) -> None:
        for n, objective in enumerate(("Clean water", "Safe banks"), 1):
            document.add_heading(f"{n}. {objective}", 2)
            document.add_heading(f"{n}.1 Actions in this plan", 3)
            for m, title in enumerate(("Dredge: the cut", "Mend the lock"), 1):
                document.add_paragraph(
                    f"{n}.1.{m} {title} (Helen Byrne; due June 2025)", style="List Bullet"
                )
                for line in (
                    "Status – On schedule",
                    "Progress – It goes on: half is done.",
                    "Next – Buy a boat.",
                ):
                    document.add_paragraph(line, style="List Bullet 2")

    found = word(build)
    assert fields(found)["2.1.1"] == {
        "title": "Dredge: the cut", "status": "On schedule", "lead": ("Helen Byrne",), "due": "2025-06",
        "progress": ("It goes on: half is done.",), "steps": (("Buy a boat.", "", ""),),
    }  # fmt: skip
    assert [(o[0], o[1], len(o[3])) for o in objectives(found)] == [
        (1, "Clean water", 2),
        (2, "Safe banks", 2),
    ]
    assert "import-column" in told(found)


@pytest.mark.parametrize(("cell", "status"), [("On track?", "On track"), ("Green?", "Green")])
def test_a_status_that_is_asked_is_told(cell: str, status: str) -> None:
    found = table([HEAD, ["1", "Dredge", "Helen Byrne", cell, "Yes."], ["2", "Mend", "Helen Byrne", "Green", "Yes."]])  # fmt: skip
    assert found.activities[0].status == status
    assert "import-status-phrase" in doubts(found, "1")
