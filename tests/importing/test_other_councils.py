"""Further kinds of what councils print, each of which was once read wrongly or not at all. All texts are invented."""

from typing import Any

import pytest

from tests.importing.shapes import (
    doubts,
    fields,
    html_table,
    kinds,
    page,
    row,
    table,
    told,
    word,
)


def grid(document: Any, rows: list[list[str]]) -> Any:
    found = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, cells in enumerate(rows):
        for c, text in enumerate(cells):
            found.cell(r, c).text = text
    return found


def test_headings_merged_over_two_rows_in_word() -> None:
    def build(document: Any) -> None:
        made = grid(document, [
            ["Ref", "Action", "Quarter 2", "", "Quarter 3", ""], ["", "", "RAG", "Comments", "RAG", "Comments"],
            ["W1", "Mend the kiln", "Green", "It was lit.", "Red", "It burst."],
        ])  # fmt: skip
        for c in (0, 1):
            made.cell(0, c).merge(made.cell(1, c))
        for c in (2, 4):
            made.cell(0, c).merge(made.cell(0, c + 1))

    assert fields(word(build)) == {
        "W1": {"title": "Mend the kiln", "status": "Red", "progress": ("It burst.",)}
    }


def test_the_overall_one_of_several_ratings() -> None:
    upper = "<tr><td rowspan=2>Ref<td rowspan=2>Project<td colspan=3>RAG<td rowspan=2>Update</tr>"
    found = page(html_table(upper, row("Time", "Cost", "Overall"), row("X1", "Raise the weir", "Red", "Green", "Amber", "Sluice cut.")))  # fmt: skip
    assert fields(found)["X1"]["status"] == "Amber"


def test_a_first_row_below_wide_headings_is_no_row_of_headings() -> None:
    upper = "<tr><td>Ref<td>Project<td colspan=2>Status<td>Update</tr>"
    found = page(html_table(upper, row("X1", "Raise the weir", "Red", "", "Sluice cut."), row("X2", "Dig a pond", "Green", "", "Dug.")))  # fmt: skip
    assert sorted(fields(found)) == ["X1", "X2"]


@pytest.mark.parametrize("key", [
    "Colours used: Red = will not be met; Amber = on course; Green = finished; Blue = yet to start",
    "R – off target   A – on course   G – finished   B – yet to start",
    "Ratings: Red (off track), Amber (on track), Green (complete), Blue (not started)",
    "Red: off track, Amber: on track, Green: complete, Blue: not started",
])  # fmt: skip
def test_a_key_in_one_line_turns_the_colours_round(key: str) -> None:
    rows = [["Ref", "Action", "RAG", "Progress"]] + [
        [f"K{n}", f"Mend gate {n}", word_ if "R –" not in key else word_[0], "It was seen."]
        for n, word_ in enumerate(("Red", "Amber", "Green", "Blue"), 1)
    ]

    def build(document: Any) -> None:
        grid(document, rows)
        document.add_paragraph(key)

    found = kinds(word(build))
    assert [found[r[2]] for r in rows[1:]] == ["off-track", "on-track", "complete", "not-started"]


@pytest.mark.parametrize("line", ["Green: 12, Amber: 3, Red: 1", "Green – 12 actions; Amber – 3 actions"])  # fmt: skip
def test_a_count_of_statuses_is_no_key(line: str) -> None:
    found = page(f"<p>{line}</p>" + html_table(row("Ref", "Action", "RAG", "Progress", head=True), row("K1", "Mend a gate", "Green", "Seen.")))  # fmt: skip
    assert kinds(found) == {"Green": "on-track"}


def test_a_question_is_no_title() -> None:
    found = table([
        ["#", "Pledge", "Chief officer", "Outcome so far", "What is left to do", "Position"],
        ["H1", "Freeze the rents", "Director of Place", "They are frozen.", "", "Achieved"],
        ["H2", "Build ten flats", "Director of Place", "Four are roofed.", "Roof the rest", "Partially achieved"],
    ])  # fmt: skip
    assert fields(found)["H2"] == {
        "title": "Build ten flats", "status": "Partially achieved", "lead": ("Director of Place",),
        "progress": ("Four are roofed.",), "steps": (("Roof the rest", "", ""),),
    }  # fmt: skip


def test_a_number_of_things_is_no_code() -> None:
    found = table([["Action", "RAG", "Progress", "Number of homes"], ["Mend roofs", "Green", "Mended.", "14"], ["Mend doors", "Red", "None.", "9"]])  # fmt: skip
    assert sorted(fields(found)) == ["KA.01.01", "KA.01.02"]


MILESTONES = [
    ["Action ID", "Action", "Action Lead", "Action Status", "Action Comment", "Milestone", "Milestone Due Date", "Milestone Owner"],
    ["139", "Renew the cameras", "Control Room", "On track", "Forty are new.", "Change the desk", "30/06/2025", "B. Yu"],
    ["139", "Renew the cameras", "Control Room", "On track", "Forty are new.", "Train the crew", "31/07/2025", "C. Fay"],
    ["140", "License the kiosks", "Licensing", "Delayed", "Two objected.", "Hold the hearing", "31/05/2025", "D. Orr"],
]  # fmt: skip


def test_parts_of_an_action_that_has_the_code_are_its_steps() -> None:
    found = table(MILESTONES)
    assert fields(found)["139"] == {
        "title": "Renew the cameras", "status": "On track", "lead": ("Control Room",), "progress": ("Forty are new.",),
        "steps": (("Change the desk", "2025-06-30", "B. Yu"), ("Train the crew", "2025-07-31", "C. Fay")),
    }  # fmt: skip
    assert sorted(fields(found)) == ["139", "140"]
    assert "import-column" in told(found)


def test_parts_that_may_have_been_done_are_no_steps() -> None:
    done = ["Milestone status", "Complete", "Open", "Open"]
    found = table([[*cells, more] for cells, more in zip(MILESTONES, done, strict=True)])
    assert "steps" not in fields(found)["139"]
    assert "import-unread-column" in told(found)


def test_steps_dates_and_owners_in_rows_below_a_merged_action() -> None:
    def build(document: Any) -> None:
        made = grid(document, [
            ["Ref", "Project", "RAG", "Progress", "Lead", "Next action", "Action owner", "Action due"],
            ["S1", "Safer parks", "Amber", "Wardens came.", "Safety", "Fit lights", "Engineer", "30 Jan 2025"],
            ["", "", "", "", "", "Cut the hedge", "Foreman", "31 Mar 2025"],
        ])  # fmt: skip
        for c in range(5):
            text = made.cell(1, c).text
            made.cell(1, c).merge(made.cell(2, c)).text = text

    assert fields(word(build))["S1"]["steps"] == (("Fit lights", "2025-01-30", "Engineer"), ("Cut the hedge", "2025-03-31", "Foreman"))  # fmt: skip


def test_a_value_may_be_a_word_of_headings() -> None:
    found = page(html_table(
        row("Project", "New payroll"), row("Project manager", "Head of People"), row("Portfolio", "Resources"), row("Team", "Performance"),
        row("RAG", "Amber"), row("Update", "The first run failed."),
    ))  # fmt: skip
    (made,) = fields(found).values()
    assert made["portfolio"] == ("Resources",)
    assert "import-empty-cell" not in doubts(found, "KA.01.01")


def test_marks_of_footnotes_in_headings_and_statuses() -> None:
    found = table([["Ref", "Action", "RAG¹", "Progress*"], ["A1", "Clean the air", "Green²", "Cleaned."], ["A2", "Ban bonfires", "Amber*", "Drafted."]])  # fmt: skip
    assert [made["status"] for made in fields(found).values()] == ["Green", "Amber"]


@pytest.mark.parametrize(("said", "plain"), [("Rec. no.", "Resp. officer"), ("Project number", "Responsible"), ("Cyf / Ref", "Swyddog arweiniol / Lead officer")])  # fmt: skip
def test_shortened_and_bilingual_headings(said: str, plain: str) -> None:
    found = table([[said, "Cam gweithredu / Action", "Statws / Status", "Cynnydd / Progress", plain, "Camau nesaf"], ["1.1", "Agor hwb / Open a hub", "Melyn / Amber", "Mae ar agor. / It is open.", "Tai / Housing", "Gosod y contract"]])  # fmt: skip
    assert set(fields(found)["1.1"]) == {"title", "status", "progress", "lead", "steps"}
    assert kinds(found) == {"Melyn / Amber": "at-risk"}


def test_headings_in_welsh_alone() -> None:
    found = table([["Cyf", "Cam gweithredu", "Statws", "Cynnydd", "Camau nesaf", "Swyddog arweiniol"], ["1.1", "Trwsio pont", "Coch", "Cafwyd dyfynbris.", "Gosod y contract", "Priffyrdd"]])  # fmt: skip
    assert fields(found)["1.1"] == {
        "title": "Trwsio pont", "status": "Coch", "progress": ("Cafwyd dyfynbris.",), "steps": (("Gosod y contract", "", ""),),
        "lead": ("Priffyrdd",),
    }  # fmt: skip
    assert kinds(found) == {"Coch": "off-track"}


def test_labels_below_a_title_in_one_paragraph_and_a_dated_heading_above() -> None:
    def build(document: Any) -> None:
        document.add_heading("Quarter 3 update", 0)
        for code, title, status in (("B3", "Move the stables", "Amber"), ("B4", "Hang the murals", "Green")):  # fmt: skip
            document.add_paragraph().add_run(f"{code} {title}").bold = True
            lines = document.add_paragraph()
            for label, text in (("Lead", "Estates"), ("RAG", status), ("Update", "It is begun."), ("Next", "Go on")):  # fmt: skip
                lines.add_run(f"{label}: ").bold = True
                lines.add_run(text).add_break()

    found = fields(word(build))
    assert {code: made["title"] for code, made in found.items()} == {"B3": "Move the stables", "B4": "Hang the murals"}  # fmt: skip
    assert [made["status"] for made in found.values()] == ["Amber", "Green"]
    assert found["B3"]["steps"] == (("Go on", "", ""),)


def test_several_labels_in_one_line() -> None:
    cards = "".join(
        f"<h3>{title}</h3><p><b>Reference:</b> {code} <b>RAG:</b> Red <b>Lead:</b> Streets <b>Target date:</b> 31 May 2025</p><p><b>Update:</b> Poles: ten.</p>"
        for code, title in (("W/1", "Light the moor"), ("W/2", "Close the tip"))
    )
    found = fields(page(cards))
    assert found["W/2"] == {"title": "Close the tip", "status": "Red", "lead": ("Streets",), "due": "2025-05-31", "progress": ("Poles: ten.",)}  # fmt: skip
    assert sorted(found) == ["W/1", "W/2"]


def test_actions_right_of_a_projects_update_are_its_next_steps() -> None:
    found = table([
        ["Ref", "Project", "Project lead", "RAG", "Update", "Actions", "Owner", "Date"],
        ["P1", "Tram stop", "Transit", "Amber", "Rails came.", "Lay the rails", "K. Moss", "31/01/2025"],
        ["P2", "Bus lane", "Transit", "Green", "Paint is dry.", "Open the lane", "J. Fell", "30/04/2025"],
    ])  # fmt: skip
    assert fields(found)["P1"] == {
        "title": "Tram stop", "status": "Amber", "lead": ("Transit",), "progress": ("Rails came.",),
        "steps": (("Lay the rails", "2025-01-31", "K. Moss"),),
    }  # fmt: skip
    assert "import-column" in told(found)


def test_an_outcome_may_be_what_has_come_of_it() -> None:
    found = table([["No", "Action", "Status", "Outcome"], ["1", "Hold a film night", "Done", "Forty came."], ["2", "Hold a fair", "Overdue", "Rain stopped it."]])  # fmt: skip
    assert fields(found)["1"]["progress"] == ("Forty came.",)
    grouped = table([["No", "Action", "Status", "Outcome"], ["1", "Hold a film night", "Done", "Warm homes"], ["2", "Hold a fair", "Overdue", "Warm homes"]])  # fmt: skip
    assert [o.title for o in grouped.objectives] == ["Warm homes"]


def test_a_status_by_the_words_below_its_heading() -> None:
    found = table([["No", "Action", "Performance", "Comments"], ["1", "Grow moss", "Good", "It grew."], ["2", "Cut grass", "Poor", "None was."], ["3", "Fit lamps", "Good", "All shine."]])  # fmt: skip
    assert [made["status"] for made in fields(found).values()] == ["Good", "Poor", "Good"]
    assert "import-column" in told(found)


def test_parts_with_a_status_of_their_own_are_no_steps() -> None:
    found = table([
        ["Ref", "Action", "Sub-action", "Status", "Update"],
        ["41", "Renew the lifts", "Order the motors", "Complete", "Two are new."],
        ["41", "Renew the lifts", "Fit the doors", "Delayed", "Two are new."],
    ])  # fmt: skip
    assert "steps" not in fields(found)["41"]
    assert "import-unread-column" in told(found)
    assert "import-mixed-status" in doubts(found, "41")
