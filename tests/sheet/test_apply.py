"""What is filled in comes into the files, as text edits; what both have changed is a conflict; the rest is told."""

from datetime import datetime

import pytest

from kprlint.sheet.book import letters
from kprlint.sheet.columns import STEPS, number
from tests.plans import activity
from tests.sheet.conftest import Council


def steps(field: str) -> str:
    return f"Steps!{letters(number(STEPS, field))}"


def test_what_is_filled_in_is_written_as_edits(council: Council) -> None:
    path = council.export()
    council.fill(
        path,
        {
            "Activities!G2": "Amber",
            "Activities!H2": "The supplier is late.",
            "Activities!L2": "The monitoring report was sent to the ministry.\nTwo monitors came.",
            steps("outcome") + "2": "done",
            steps("said") + "2": datetime(2023, 9, 12),
            steps("update") + "3": "The letter is drafted.",
            steps("code") + "5": "KA.03.04",
            steps("action") + "5": "Order the third monitor",
            steps("due") + "5": "2023-12",
        },
    )
    said = council.apply(path)
    assert council.file("KA.03.04.yaml").read_text("utf-8") == (
        "code: KA.03.04\ntitle: Keep the air clean\nlead: Regulatory Services\n"
        "portfolio: Environment and Climate Change\nperiod: 2023/24 Q2\nstatus: Amber\n"
        "status_reason: The supplier is late.\nprogress:\n  - The monitoring report was sent to the ministry.\n"
        "  - Two monitors came.\nnext_steps:\n  # the first of the two\n"
        "  - action: Choose the places for the new monitors\n    due: 2023/24 Q4   # as agreed\n"
        "    done: 2023-09-12\n  - action: Write to the ministry\n    update: The letter is drafted.\n"
        "  - action: Order the third monitor\n    due: 2023-12\n"
    )
    assert said == (
        "KA.03.04 Keep the air clean\n"
        "  status: “Green” → “Amber” (Activities!G2)\n"
        "  status reason: nothing → “The supplier is late.” (Activities!H2)\n"
        "  progress (Activities!L2)\n"
        "    + “Two monitors came.”\n"
        "  step 1 “Choose the places for the new monitors”, outcome: nothing → “done 2023-09-12” (Steps!F2)\n"
        "  step 2 “Write to the ministry”, update: nothing → “The letter is drafted.” (Steps!H3)\n"
        "  new step: “Order the third monitor”, due 2023-12 (Steps!C5)\n"
        "\n2023-24: 1 file has changed\n"
    )
    after = council.tree()
    assert council.apply(path) == "2023-24: nothing to change\n"
    assert council.tree() == after


def test_a_dry_run_writes_nothing(council: Council) -> None:
    path = council.export()
    council.fill(path, {"Activities!B3": "Plant 500 trees"})
    before = council.tree()
    assert "“Plant 400 trees” → “Plant 500 trees”" in council.apply(path, "--dry-run")
    assert council.tree() == before


def test_an_emptied_cell_takes_a_field_out(council: Council) -> None:
    path = council.export()
    council.fill(path, {steps("due") + "2": None})
    council.apply(path)
    assert "due: 2023/24 Q4   # as agreed" not in council.file("KA.03.04.yaml").read_text("utf-8")


def test_leads_stand_one_to_a_line(council: Council) -> None:
    path = council.export()
    council.fill(path, {"Activities!C3": "Housing\nRegulatory Services"})
    council.apply(path)
    assert "lead: [Housing, Regulatory Services]" in council.file("KA.03.05.yaml").read_text(
        "utf-8"
    )
    assert council.apply(council.export()) == "2023-24: nothing to change\n"


# What the files say by then


def test_what_changed_in_the_files_meanwhile_stays(council: Council) -> None:
    path = council.export()
    council.replace("KA.03.04.yaml", "status: Green", "status: Complete")
    council.replace("KA.03.04.yaml", "  # the first of the two\n", "  - Take stock\n")
    council.replace("KA.03.05.yaml", "title: Plant 400 trees", "title: Plant 450 trees")
    council.fill(path, {"Activities!D2": "Wellbeing", steps("owner") + "2": "The county"})
    council.apply(path)
    text = council.file("KA.03.04.yaml").read_text("utf-8")
    assert "status: Complete" in text
    assert "portfolio: Wellbeing" in text
    assert "  - Take stock\n  - action: Choose the places for the new monitors\n" in text
    assert "    due: 2023/24 Q4   # as agreed\n    owner: The county\n" in text
    assert "Plant 450 trees" in council.file("KA.03.05.yaml").read_text("utf-8")


def test_a_conflict_is_named_and_nothing_is_written(council: Council) -> None:
    path = council.export()
    council.replace("KA.03.04.yaml", "status: Green", "status: Red")
    council.fill(path, {"Activities!G2": "Amber", "Activities!B3": "Plant 500 trees"})
    assert council.refuse(path) == (
        "Nothing was changed: 1 cell cannot be taken.\n"
        "  Activities!G2: the sheet and the file have both changed it: it was “Green” at the export, the file says "
        "“Red”, and the sheet “Amber”; write the same into both\n"
    )
    council.replace("KA.03.04.yaml", "status: Red", "status: Amber")
    council.replace("KA.03.04.yaml", "status: Amber", "status: Amber\nstatus_reason: It is late.")
    council.apply(path)


def test_a_step_that_went_meanwhile(council: Council) -> None:
    path = council.export()
    council.replace("KA.03.04.yaml", "  - Write to the ministry\n", "")
    council.fill(path, {steps("update") + "3": "It is drafted."})
    assert (
        "Steps!C3: the sheet changes a step that its file has no more: “Write to the ministry”"
        in council.refuse(path)
    )


def test_a_step_that_was_reworded_meanwhile_is_found_by_its_was(council: Council) -> None:
    path = council.export()
    council.replace(
        "KA.03.04.yaml",
        "  - Write to the ministry\n",
        "  - action: Send the letter\n    was: Write to the ministry\n",
    )
    council.fill(path, {steps("update") + "3": "It is drafted."})
    council.apply(path)
    text = council.file("KA.03.04.yaml").read_text("utf-8")
    assert (
        "  - action: Send the letter\n    update: It is drafted.\n    was: Write to the ministry\n"
        in text
    )


def test_a_sheet_of_an_earlier_quarter(council: Council) -> None:
    path = council.export()
    council.fill(path, {"Activities!G2": "Amber"})
    council.replace("plan.yaml", "period: 2023/24 Q2", "period: 2023/24 Q3")
    assert (
        "the sheet is of 2023/24 Q2, and the plan 2023-24 is in 2023/24 Q3 by now"
        in council.refuse(path, 2)
    )


# What does not check


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Activities!G2": "Purple"}, "Activities!G2: "),
        ({"Activities!C2": "Nobody"}, "Activities!C2: "),
        ({"Activities!B2": None}, "Activities!B2: "),
        ({"Activities!K2": "most"}, "Activities!K2: "),
        ({"Activities!F2": "31/10/2023"}, "Activities!F2: "),
        ({"Activities!A2": "KA.03.09"}, "Activities!A2: the plan has no activity “KA.03.09”"),
        ({"Activities!A2": "KA.03.05"}, "Activities!A3: KA.03.05 is in Activities!A2 already"),
        ({"Activities!A2": None}, "Activities!A2: the code is missing"),
        ({"Activities!B2": "=SUM(A1:A2)"}, "Activities!B2: it holds a formula"),
        ({steps("due") + "2": "soon"}, "Steps!D2: "),
        ({steps("outcome") + "2": "finished"}, "Steps!F2: “finished” is no outcome"),
        ({steps("outcome") + "2": "done"}, "Steps!G2: “done” needs a word"),
        ({steps("said") + "2": "yesterday"}, "Steps!F2: the outcome is missing"),
        ({steps("outcome") + "2": "done", steps("said") + "2": "yes"}, "Steps!G2: "),
        ({steps("action") + "2": None}, "Steps!C2: a step is not taken out by emptying its row"),
        ({steps("step") + "2": 7}, "Steps!B2: “7” is no step of it, which had 2 steps at the export"),
        ({steps("step") + "2": 2}, "Steps!B3: step 2 of KA.03.04 is in Steps!B2 already"),
        ({steps("code") + "6": "KA.03.04", steps("owner") + "6": "We"}, "Steps!C6: the step is missing"),
        ({steps("code") + "6": "KA.03.04", steps("action") + "6": "TBC"}, "Steps!C6: "),
        ({steps("due") + "1": "Due date"}, "Steps!D1: “Due date” is no heading. Did you mean “Due”?"),
        ({"Activities!M1": "Title"}, "Activities!M1: there are two columns “Title”"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named(council: Council, cells: dict[str, object], said: str) -> None:
    path = council.export()
    council.fill(path, cells)
    assert f"  {said}" in council.refuse(path)


def test_everything_that_is_bad_is_said_at_once(council: Council) -> None:
    """A cell that says too little, and an error of the check, each of another activity."""
    path = council.export()
    council.fill(path, {"Activities!G3": "Grene", steps("outcome") + "2": "done"})
    assert council.refuse(path) == (
        "Nothing was changed: 2 cells cannot be taken.\n"
        "  Steps!G2: “done” needs a word: when, why or where\n"
        "  Activities!G3: “Grene” is not a status of this plan. Did you mean “Green”? Write Green, Amber, Red, "
        "Complete, Deferred or Paused\n"
    )


def test_errors_that_were_there_before_are_no_reason(council: Council) -> None:
    council.replace("KA.03.04.yaml", "status: Green", "status: Purple")
    path = council.export()
    council.fill(path, {"Activities!B2": "Keep the air cleaner"})
    council.apply(path)


# What is told


def test_a_row_that_is_deleted_takes_nothing_out(council: Council) -> None:
    path = council.export()

    def delete(book):  # type: ignore[no-untyped-def]
        book["Activities"].delete_rows(3)
        book["Steps"].delete_rows(2)

    council.change(path, delete)
    before = council.tree()
    said = council.apply(path)
    assert "no row in Activities for KA.03.05; a row that is deleted changes nothing" in said
    assert "no row in Steps for KA.03.04 step 1; to close a step, choose its outcome" in said
    assert council.tree() == before


def test_own_sheets_columns_and_hidden_rows(council: Council) -> None:
    path = council.export()

    def edit(book):  # type: ignore[no-untyped-def]
        book.create_sheet("Notes")["A1"] = "mine"
        book["Activities"]["M1"] = "My remarks"
        book["Activities"]["M2"] = "mine"
        book["Activities"].row_dimensions[2].hidden = True
        book["Activities"]["B2"] = "Keep the air cleaner"

    council.change(path, edit)
    said = council.apply(path)
    assert "the sheet “Notes” is none of kprlint's, and was not read" in said
    assert "Activities!M1: the column “My remarks” is none of kprlint's, and was not read" in said
    assert "Activities: 1 hidden row read as the others" in said
    assert "“Keep the air clean” → “Keep the air cleaner”" in said


def test_a_column_that_is_gone_says_nothing(council: Council) -> None:
    path = council.export()
    council.change(path, lambda book: book["Activities"].delete_cols(4))
    assert "Activities has no column “Portfolio”; what the files say there stays" in council.apply(
        path
    )


def test_rows_in_another_order_below_a_title(council: Council) -> None:
    """The columns in another order as well."""
    path = council.export()

    def edit(book):  # type: ignore[no-untyped-def]
        sheet = book["Activities"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        del sheet.tables["Activities"]
        sheet.delete_rows(1, 9)
        for row in (["Our plan"], rows[0][::-1], rows[2][::-1], rows[1][::-1]):
            sheet.append(row)

    council.change(path, edit)
    assert council.apply(path).endswith("2023-24: nothing to change\n")


def test_merged_cells_are_named(council: Council) -> None:
    path = council.export()
    council.change(path, lambda book: book["Activities"].merge_cells("C2:C3"))
    assert "Activities!C2:C3: the cells are merged" in council.refuse(path)


def test_dates_of_excel(council: Council) -> None:
    """A day is a day; a month, where that is what the cell shows."""
    path = council.export()

    def edit(book):  # type: ignore[no-untyped-def]
        book["Activities"]["F2"] = datetime(2023, 10, 31)
        book["Activities"]["F2"].number_format = "dd/mm/yyyy"
        book["Steps"]["D2"] = datetime(2024, 3, 1)
        book["Steps"]["D2"].number_format = "mmm-yy"

    council.change(path, edit)
    council.apply(path)
    text = council.file("KA.03.04.yaml").read_text("utf-8")
    assert "as_at: 2023-10-31\n" in text
    assert "due: 2024-03   # as agreed\n" in text


def test_texts_of_several_lines_keep_their_form(council: Council) -> None:
    block = "progress:\n  - |\n    Trees came:\n    40 oaks\n  - A second fact"
    council.write("KA.03.05.yaml", activity("KA.03.05", progress="") + f"{block}.\n")
    path = council.export()
    council.fill(path, {"Activities!L3": "Trees came:\n  40 oaks\nA second fact, in other words."})
    council.apply(path)
    assert f"{block}, in other words.\n" in council.file("KA.03.05.yaml").read_text("utf-8")


def test_a_text_in_lines_of_its_own_stays_one_with_the_comment_behind_its_sign(
    council: Council,
) -> None:
    reason = "status_reason: |  # as agreed\n  It is late.\n\n  Very late.\n"
    council.replace("KA.03.05.yaml", "status: Green\n", f"status: Amber\n{reason}")
    path = council.export()
    council.fill(path, {"Activities!H3": "It was late.\n\nNow it is here."})
    council.apply(path)
    written = "status_reason: | # as agreed\n  It was late.\n\n  Now it is here.\nprogress:\n"
    assert written in council.file("KA.03.05.yaml").read_text("utf-8")
    council.fill(path, {"Activities!H3": "It was late."})
    assert "both changed it" in council.refuse(path)
