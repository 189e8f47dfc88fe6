"""What an officer is asked, and what becomes of the answers."""

import pytest

from kprlint.cycle.conversation import converse
from kprlint.cycle.subject import subject
from kprlint.cycle.update import updated
from kprlint.errors import Refused
from kprlint.project.find import find_plan
from kprlint.source.document import Document
from tests.conftest import Run
from tests.cycle.conftest import CODE, REPORT, Officer
from tests.quarter.conftest import Repository

# Status, reason, progress: nothing to say; and each of the four steps goes on.
SILENT = ["", "", ""]
STEPS = ["", "", "", ""]
NOTHING_NEW = [""]


def talk(*answers: str) -> tuple[str, Officer]:
    """The file once everything is answered; all answers have to be asked for."""
    found = subject(find_plan(None), CODE)
    officer = Officer(*answers)
    after = updated(found.document, converse(officer, found))
    assert not officer.answers, officer.answers
    return after.decode(), officer


def changed(repository: Repository, after: str) -> list[str]:
    """The lines that go and come, with their signs."""
    import difflib

    before = repository.file(CODE).read_text()
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return sorted(line for line in lines if line[0] in "+-")


def test_enter_changes_nothing(opened: Repository, run: Run) -> None:
    after, officer = talk(*SILENT, *STEPS, *NOTHING_NEW)
    assert after == opened.file(CODE).read_text()
    assert "2023/24 Q2: Amber: Two monitors were stolen in August." in officer.screen
    assert "  - The monitoring report was sent to the ministry." in officer.screen
    assert "  That is last quarter's, word for word." in officer.screen
    assert "  (promised in 2023/24 Q2 for Q4 2023/24; The wardens)" in officer.screen
    assert "  (promised in 2023/24 Q2, a standing duty)" in officer.screen


def test_status_progress_and_new_steps(opened: Repository, run: Run) -> None:
    after, officer = talk(
        "gr", "-", "• Six monitors were put up.\n– All\twork: #1.", "", *STEPS,
        "Ask the county for its lamp posts", "end of March", "The county", "Report to Cabinet by 12 February 2024", "", "",
    )  # fmt: skip
    assert changed(opened, after) == sorted(
        [
            "+ status: Green",
            "- status: Amber",
            "- status_reason: Two monitors were stolen in August.",
            "+   - Six monitors were put up.",
            '+   - "All work: #1."',
            "+   - action: Ask the county for its lamp posts",
            "+     due: 2024-03-31",
            "+     owner: The county",
            "+   - action: Report to Cabinet by 12 February 2024",
            "+     due: 2024-02-12",
        ]
    )
    assert "  → 31 March 2024, written as 2024-03-31" in officer.screen
    assert "  → its words say 12 February 2024, written as 2024-02-12" in officer.screen


def test_a_status_asks_for_its_reason(opened: Repository, run: Run) -> None:
    opened.write(
        CODE,
        opened.file(CODE)
        .read_text()
        .replace("status_reason: Two monitors were stolen in August.\n", ""),
    )
    after, officer = talk("3", "", "The maker is insolvent.", "", *STEPS, *NOTHING_NEW)
    assert "+ status_reason: The maker is insolvent." in changed(opened, after)
    assert "It also asks for a next step that brings it back, with a date." in officer.screen
    assert (
        "Red needs a reason: say what went wrong, and what it means for residents."
        in officer.screen
    )


@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        (["1", "20 Nov"], ["+     done: 2023-11-20"]),
        (["done", "The last one was put up on 4 December"], ["+     done: The last one was put up on 4 December"]),
        (["done", "", "yes", "5 February", "no", "5 January 2024", "last week", "December"], ["+     done: 2023-12"]),
        (["done", "2023/24 Q3"], ["+     done: 2023/24 Q3"]),
        (["done", "Nearly all are up", "no", "12/12/2023"], ["+     done: 2023-12-12"]),
        (["goes on", "Four of the six are up."], ["+     update: Four of the six are up."]),
        (["go", ""], []),
        (["mov", "Thursday week", "Christmas", "mid-May", "", "The frost came early."],
         ["-     due: 2023-11  # before the frost", "+     due: 2024-05-20  # before the frost", "+     moved: The frost came early."]),
        (["moved", "", "No date is known."],
         ["-     due: 2023-11  # before the frost", "+     moved: No date is known."]),
        (["moved", "ongoing", "It never ends."],
         ["-     due: 2023-11  # before the frost", "+     due: ongoing  # before the frost", "+     moved: It never ends."]),
        (["d", "9", "dropped", "", "The lane is closed."], ["+     dropped: The lane is closed."]),
        (["5", "KA.03.99", "KA.03.05"], ["+     to: KA.03.05"]),
        (["hand", "the county"], ["+     to: the county"]),
        (["7", "Entered twice."], ["+     void: Entered twice."]),
        (["reworded", "Put up all monitors", "", ],
         ["-   - action: Put up the monitors at Mill Lane", "+   - action: Put up all monitors", "+     was: Put up the monitors at Mill Lane"]),
        (["reworded", "Put up all monitors", "2024-02", "The frost."],
         ["-   - action: Put up the monitors at Mill Lane", "-     due: 2023-11  # before the frost",
          "+   - action: Put up all monitors", "+     was: Put up the monitors at Mill Lane",
          "+     due: 2024-02  # before the frost", "+     moved: The frost."]),
    ],
)  # fmt: skip
def test_what_became_of_a_step(
    opened: Repository, run: Run, answers: list[str], lines: list[str]
) -> None:
    after, _ = talk(*SILENT, *answers, *STEPS[1:], *NOTHING_NEW)
    assert changed(opened, after) == sorted(lines)
    opened.write(CODE, after)
    assert "error" not in run("check", f"activities/2023-24/{CODE}", "--quiet").stdout


def test_a_step_that_is_a_text_gets_fields(opened: Repository, run: Run) -> None:
    after, _ = talk(*SILENT, "", "", "1", "1 December", "", *NOTHING_NEW)
    assert changed(opened, after) == sorted(
        [
            "-   - Publish the readings on the website",
            "+   - action: Publish the readings on the website",
            "+     done: 2023-12-01",
        ]
    )


def test_a_standing_duty_is_never_done(opened: Repository, run: Run) -> None:
    _, officer = talk(*SILENT, *STEPS[:3], "done", "goes on", "Eight are trained.", *NOTHING_NEW)
    assert "Write a number from 1 to 5, or the word beside it." in officer.screen


def test_a_step_that_is_lost_is_asked_for(opened: Repository, run: Run) -> None:
    text = opened.file(CODE).read_text()
    opened.write(CODE, text.replace("  - Publish the readings on the website\n", ""))
    after, officer = talk(*SILENT, "", "", "dropped", "The website is closed.", "", *NOTHING_NEW)
    assert "  It is not in the file any more, and has to be answered for." in officer.screen
    assert changed(opened, after) == sorted(
        [
            "+   - action: Publish the readings on the website",
            "+     dropped: The website is closed.",
        ]
    )


def test_what_was_answered_can_be_answered_otherwise(opened: Repository, run: Run) -> None:
    after, _ = talk(*SILENT, "1", "20 Nov", *STEPS[1:], *NOTHING_NEW)
    opened.write(CODE, after)
    again, officer = talk(*SILENT, "goes on", "One is missing.", *STEPS[1:], *NOTHING_NEW)
    assert "  (done: 2023-11-20)" in officer.screen
    assert changed(opened, again) == ["+     update: One is missing.", "-     done: 2023-11-20"]


def test_progress_that_is_there_is_kept_reworded_and_taken_out(
    opened: Repository, run: Run
) -> None:
    after, _ = talk("", "", "One.", "Two.", "Three.", "", *STEPS, *NOTHING_NEW)
    opened.write(CODE, after)
    again, officer = talk(
        "", "", "2", "Two, and a half.", "3", "-", "Four.", "", *STEPS, *NOTHING_NEW
    )
    assert changed(opened, again) == sorted(
        [
            "-   - Two.",
            "-   - Three.",
            "+   - Two, and a half.",
            "+   - Four.",
        ]
    )
    assert ["One.", "Two.", "Three."] in officer.before


def test_the_words_of_a_step_whose_date_moves(opened: Repository, run: Run) -> None:
    """The date stands in its words, which have to change with it."""
    opened.git("reset", "--quiet", "--hard", "HEAD~1")
    opened.write(CODE, REPORT + "  - action: Sign the lease by 15 December 2023\n")
    opened.commit()
    assert run("open", "2023/24-Q3").exit_code == 0
    opened.commit()
    after, officer = talk(
        *SILENT, *STEPS, "moved", "end of February", "The bank was late.", "Sign the lease by 29 February 2024", *NOTHING_NEW,
    )  # fmt: skip
    assert "  The step itself says 15 December 2023: put it in other words." in officer.screen
    assert changed(opened, after) == sorted(
        [
            "-   - action: Sign the lease by 15 December 2023",
            "+   - action: Sign the lease by 29 February 2024",
            "+     was: Sign the lease by 15 December 2023",
            "+     due: 2024-02-29",
            "+     moved: The bank was late.",
        ]
    )


def test_a_file_that_was_only_begun(repository: Repository, run: Run) -> None:
    repository.replace("plan.yaml", "[KA.03.04, KA.03.05]", "[KA.03.04, KA.03.05, KA.03.06]")
    assert run("new", "KA.03.06").exit_code == 0
    found = subject(find_plan(None), "KA.03.06.yaml")
    officer = Officer("Green", "It began.", "", "Go on", "ongoing", "End it", "2024-02", "")
    after = updated(found.document, converse(officer, found)).decode()
    assert "progress:\n  - It began.\n#" in after
    assert after.endswith(
        "next_steps:\n  - action: Go on\n    due: ongoing\n  - action: End it\n    due: 2024-02\n"
    )
    assert "There is no earlier report of it in git." in officer.screen


def test_a_file_that_cannot_be_edited(opened: Repository, run: Run) -> None:
    opened.write(CODE, opened.file(CODE).read_text() + "title: again\nnext_steps: [\n")
    with pytest.raises(Refused) as caught:
        subject(find_plan(None), CODE)
    first, *rest = caught.value.lines
    assert (
        first
        == f"nothing was asked, since activities/2023-24/{CODE} cannot be edited as it stands:"
    )
    assert f"activities/2023-24/{CODE}:" in rest[0]


def test_another_quarter(opened: Repository, run: Run) -> None:
    opened.replace(CODE, "2023/24 Q3", "2023/24 Q2")
    with pytest.raises(Refused, match="it reports on 2023/24 Q2, and the plan is in 2023/24 Q3"):
        subject(find_plan(None), CODE)


def test_the_same_answers_twice(opened: Repository, run: Run) -> None:
    found = subject(find_plan(None), CODE)
    answers = converse(
        Officer(
            "Red", "Late.", "One.", "Two.", "", "1", "20 Nov", "mov", "2024-05", "Why.", "rew", "Publish all",
            "", "", "New", "2024-03", "", "",
        ),
        found,
    )  # fmt: skip
    once = updated(found.document, answers)
    assert once != found.document.text.encode()
    assert updated(Document(CODE, once, "activity"), answers) == once


def test_what_is_withdrawn_gives_up_its_steps(opened: Repository, run: Run) -> None:
    opened.replace("plan.yaml", "  Paused:\n", "  Given up:\n    kind: withdrawn\n  Paused:\n")
    after, officer = talk(
        "given", "Cabinet ended it on 12 December.", "The six monitors were sold.", ""
    )
    assert "Its open steps are given up with it, and told with that reason." in officer.screen
    assert changed(opened, after) == [
        "+   - The six monitors were sold.",
        "+ status: Given up",
        "+ status_reason: Cabinet ended it on 12 December.",
        "- status: Amber",
        "- status_reason: Two monitors were stolen in August.",
    ]
    opened.write(CODE, after)
    assert "error[" not in run("check", f"activities/2023-24/{CODE}").stdout
