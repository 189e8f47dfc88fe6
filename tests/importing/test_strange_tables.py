"""Tables whose columns and rows are not what their words suggest at first."""

import pytest

from tests.importing.shapes import fields, html_table, objectives, page, row, table, told, workbook

LATER = [
    "What we will do",
    "What we are going to do",
    "Actions we will take",
    "Steps to be taken",
    "Action required",
]


@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("first", ["Pledge", "Aim", "Task", "Project", "Ambition"])
def test_what_stands_behind_the_progress_is_to_come(first: str, later: str) -> None:
    found = table([
        ["No", first, "RAG", "What we have done", later, "Lead"],
        ["1", "Dig a pond", "Green", "It was dug.", "Fill it with water", "Parks"],
        ["2", "Build a hide", "Amber", "Two walls stand.", "Put on the roof", "Parks"],
        ["3", "Count the newts", "Green", "Nine were met.", "Count again in May", "Parks"],
    ])  # fmt: skip
    one = fields(found)["2"]
    assert one["title"] == "Build a hide"
    assert one["progress"] == ("Two walls stand.",)
    assert one["steps"] == (("Put on the roof", "", ""),)


def test_the_activity_of_the_quarter_right_of_a_title_is_progress() -> None:
    found = table([
        ["Ref", "Area of focus", "RAG", "Activity this quarter", "Activity next quarter"],
        ["N-1", "Dig a pond", "Green", "It was dug.", "Fill it"],
        ["N-2", "Build a hide", "Amber", "Two walls stand.", "Roof it"],
    ])  # fmt: skip
    assert fields(found)["N-2"] == {
        "title": "Build a hide", "status": "Amber", "progress": ("Two walls stand.",), "steps": (("Roof it", "", ""),),
    }  # fmt: skip


def test_what_we_will_do_is_the_promise_where_nothing_better_is_there() -> None:
    found = table([["Aim", "What we will do", "RAG", "What we did"], *[["Wild places", f"Plant wood {n}", "Green", "Planted."] for n in (1, 2)]])  # fmt: skip
    assert [a.title for a in found.activities] == ["Plant wood 1", "Plant wood 2"]
    assert [o for _, o, _, _ in objectives(found)] == ["Wild places"]


@pytest.mark.parametrize(
    ("heads", "ticks", "status"),
    [
        (["R", "A", "G"], ["", "x", ""], "A"),
        (["Red", "Amber", "Green"], ["✓", "", ""], "Red"),
        (["To start", "Started", "Finished"], ["-", "-", "X"], "Finished"),
        (["Not started", "In progress", "Complete"], ["", "Y", ""], "In progress"),
        (["B", "R", "A", "G"], ["", "", "", "1"], "G"),
    ],
)
def test_a_column_for_each_status_with_a_tick_in_one(
    heads: list[str], ticks: list[str], status: str
) -> None:
    other = [*ticks[1:], ticks[0]]
    found = table([["Ref", "What we heard", *heads, "Where we are"], ["P1", "Open earlier", *ticks, "From May."], ["P2", "Close later", *other, "Not yet."]])  # fmt: skip
    assert fields(found)["P1"] == {
        "title": "Open earlier",
        "status": status,
        "progress": ("From May.",),
    }


def test_two_ticks_are_two_statuses_and_none_is_none() -> None:
    found = table([["Ref", "Action", "Red", "Amber", "Green", "Update"], ["P1", "Open earlier", "x", "x", "", "No."], ["P2", "Close later", "", "", "", "No."], ["P3", "Open on Sundays", "", "", "x", "Yes."]])  # fmt: skip
    assert [a.status for a in found.activities] == ["Red/Amber", "Not stated", "Green"]
    assert {"import-mixed-status", "import-lost-status"} <= told(found)


def test_a_workbook_with_a_block_an_activity_and_a_column_a_quarter() -> None:
    rows: list[list[object]] = []
    for title, early, late in (
        ("LT2 Ferry pier", "Piles ordered.", "Piles driven."),
        ("LT3 Cycle hub", "Leased.", "Fitted."),
    ):
        rows += [[title, "Q2", "Q3", "Q4"], ["RAG", "Green", "Amber", None], ["Update", early, late, None], ["Next steps", "Go on", "Carry on", None], []]  # fmt: skip
    found = fields(workbook({"Plan": rows}))
    assert found == {
        "LT2": {"title": "Ferry pier", "status": "Amber", "progress": ("Piles driven.",), "steps": (("Carry on", "", ""),)},
        "LT3": {"title": "Cycle hub", "status": "Amber", "progress": ("Fitted.",), "steps": (("Carry on", "", ""),)},
    }  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["Outturn", "Performance", "Tint", "Well-being check", "How the work stands today"]
)
def test_a_column_of_nothing_but_words_of_status(heading: str) -> None:
    found = table([["Ref", "Action", heading, "Update"], *[[f"S{n}", f"Sweep street {n}", word, "Swept."] for n, word in enumerate(("On track", "Delayed", "Complete"), 1)]])  # fmt: skip
    assert [a.status for a in found.activities] == ["On track", "Delayed", "Complete"]
    assert "import-column" in told(found)


def test_the_story_behind_the_status_is_not_the_status() -> None:
    found = table([["Ref", "Action", "RAG today", "Story behind the status"], ["S1", "Sweep", "Green", "Brooms came"], ["S2", "Wash", "Red", "No water"]])  # fmt: skip
    assert [(a.status, a.progress) for a in found.activities] == [
        ("Green", ("Brooms came",)),
        ("Red", ("No water",)),
    ]


@pytest.mark.parametrize(
    "last",
    [
        ["Total: 2 actions", "", "1 Green, 1 Red", "", ""],
        ["", "Overall", "Green", "", ""],
        ["", "Summary: 1 Green and 1 Red", "", "", ""],
        ["", "Average", "", "", "45%"],
        ["* as agreed with the board", "", "", "", ""],
        ["Note: figures are for June", "", "", "", ""],
        ["† moved from another plan", "", "", "", ""],
    ],
)
def test_rows_that_are_no_activities(last: list[str]) -> None:
    found = table([["Ref", "Action", "RAG", "Update", "% complete"], ["S1", "Sweep", "Green", "Swept.", "60%"], ["S2", "Wash", "Red", "No water.", "30%"], last])  # fmt: skip
    assert [str(a.code) for a in found.activities] == ["S1", "S2"]
    said = " | ".join(d.text for d in found.left_over)
    assert all(text in said for text in last if text)


def test_a_row_with_the_number_of_those_below_it_is_their_objective() -> None:
    found = page(html_table(
        row("No", "Action", "RAG", "Update", head=True),
        row("1", "Keep the streets clean", "", ""), row("1.1", "Sweep", "Green", "Swept."), row("1.2", "Wash", "Red", "No water."),
        row("2", "Keep the nights dark", "", ""), row("2.1", "Dim lamps", "Green", "Dimmed."),
    ))  # fmt: skip
    assert objectives(found) == [
        (1, "Keep the streets clean", "", ("1.1", "1.2")),
        (2, "Keep the nights dark", "", ("2.1",)),
    ]


def test_a_row_for_each_milestone_without_a_column_of_codes() -> None:
    found = table([
        ["Project", "RAG", "Progress", "Milestone", "Milestone due", "Milestone owner"],
        ["4) Till", "Green", "Bought.", "Set it up", "31/01/2025", "Shops"],
        ["4) Till", "", "", "Train the staff", "28/02/2025", "HR"],
        ["5) Door", "Amber", "Ordered.", "Hang it", "15/02/2025", "Estates"],
    ])  # fmt: skip
    assert fields(found)["4)"]["steps"] == (
        ("Set it up", "2025-01-31", "Shops"),
        ("Train the staff", "2025-02-28", "HR"),
    )
    assert "lead" not in fields(found)["4)"]
    assert len(found.activities) == 2


@pytest.mark.parametrize("share", ["40–50%", "40-50 %", "40 to 50 per cent", "40% - 50%"])
def test_a_range_is_no_percentage(share: str) -> None:
    found = table([["Ref", "Action", "RAG", "% complete"], ["S1", "Sweep", "Green", share]])
    assert found.activities[0].percent_complete is None
    assert "import-unread-figure" in told(found)


def test_sums_of_money_are_no_percentages() -> None:
    found = table([["Ref", "Proposal", "RAG", "Achieved £000", "Update"], ["S1", "Sell brooms", "Green", "90", "Sold."], ["S2", "Sell mops", "Red", "0", "None sold."]])  # fmt: skip
    assert [(a.percent_complete, a.progress) for a in found.activities] == [
        (None, ("Sold.",)),
        (None, ("None sold.",)),
    ]
