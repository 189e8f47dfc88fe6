"""`kprlint update` at a real terminal: 80 x 24, with and without what a terminal can do, and Ctrl-C at each question."""

import re
import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.cycle.conftest import CODE
from tests.cycle.screen import Screen
from tests.quarter.conftest import Repository

WHAT = "What became of it? [Enter: it goes on, nothing to say]"
# Each question, and what is typed.
TALK = [
    ("Status [Enter: Amber]", "red"),
    ("Why is it Red? [Enter: it stays]", "The maker of the monitors is insolvent, and nobody else has them before the summer."),
    ("1>", "Four of the six monitors were put up on 4 December."),
    ("2>", ""),
    (WHAT, "done"),
    ("When? Or a sentence that says so", "4 December"),
    (WHAT, "moved"),
    ("To when? [Enter: no date]", "mid-May"),
    ("Why?", "The county has not answered."),
    (WHAT, "reworded"),
    ("In which words?", "Publish the readings every month"),
    ("By when? [Enter: without a date]", "end of March"),
    (WHAT, ""),
    ("New step>", "Ask the county for its lamp posts"),
    ("By when? [Enter: without a date]", "20 feb"),
    ("By whom? (Enter: the lead)", ""),
    ("New step>", ""),
    ("Write it? [Enter: yes; no]", ""),
]  # fmt: skip
TERMINALS = [{}, {"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}]


def talk(screen: Screen, until: int = len(TALK)) -> None:
    """Answers the questions before number `until`, and waits for that one."""
    asked: Counter[str] = Counter()
    for question, answer in TALK[:until]:
        asked[question] += 1
        screen.wait(question, asked[question])
        screen.enter(answer)
    if until < len(TALK):
        question = TALK[until][0]
        screen.wait(question, asked[question] + 1)


def files(folder: Path) -> dict[str, bytes]:
    """Everything but git's own."""
    paths = [p for p in folder.rglob("*") if p.is_file() and ".git" not in p.parts]
    return {str(path): path.read_bytes() for path in paths}


@pytest.mark.parametrize("terminal", TERMINALS, ids=["xterm", "no colour", "dumb"])
def test_an_officer_reports(opened: Repository, run: Run, terminal: dict[str, str]) -> None:
    screen = Screen(opened.folder, "update", "ka.03.04", **terminal)
    talk(screen)
    assert screen.end() == (0, None), "\n".join(screen.lines)
    text = opened.file(CODE).read_text()
    for line in (
        "lead: Regulatory Services  # since May",
        "status: Red",
        "  # the monitors",
        "    due: 2023-11  # before the frost",
        "    done: 2023-12-04",
        "    moved: The county has not answered.",
        "  - action: Publish the readings every month",
        "    was: Publish the readings on the website",
        "    due: 2024-02-20",
    ):
        assert f"{line}\n" in text
    # What is shown is whole words within the screen, and in no colour.
    assert "  → 20 May 2024, written as 2024-05-20" in screen.lines
    assert (
        "1 done  2 goes on  3 moved  4 dropped  5 handed over  6 reworded  7 no promise"
        in screen.lines
    )
    assert "+    done: 2023-12-04" in screen.lines
    if terminal:
        assert not re.search("\x1b\\[[0-9;]*[1-9][0-9;]*m", screen.raw)
    assert "Traceback" not in screen.raw
    if terminal.get("TERM") == "dumb":
        assert "\x1b" not in screen.raw


@pytest.mark.parametrize("terminal", [TERMINALS[0], TERMINALS[2]], ids=["xterm", "dumb"])
def test_ctrl_c_at_each_question(opened: Repository, run: Run, terminal: dict[str, str]) -> None:
    before = files(opened.folder)
    first = {question: number for number, (question, _) in reversed(list(enumerate(TALK)))}
    every = 4 if terminal.get("TERM") == "dumb" else 1
    for question, number in list(first.items())[::every]:
        screen = Screen(opened.folder, "update", "KA.03.04", **terminal)
        talk(screen, number)
        screen.type("some of an answer\x03")
        assert screen.end() == (None, signal.SIGINT), question
        assert files(opened.folder) == before
        assert "Traceback" not in screen.raw
        assert "kprlint:" not in screen.raw


def test_no_is_no_and_the_end_of_input_is_none(opened: Repository, run: Run) -> None:
    before = files(opened.folder)
    screen = Screen(opened.folder, "update", "KA.03.04")
    talk(screen, len(TALK) - 1)
    screen.enter("no")
    assert screen.end() == (0, None)
    assert any("nothing was written" in line for line in screen.lines)
    screen = Screen(opened.folder, "update", "KA.03.04")
    talk(screen, 2)
    screen.type("\x04")
    assert screen.end() == (2, None)
    assert files(opened.folder) == before


def test_a_lead_reports_on_one_after_the_other(opened: Repository, run: Run) -> None:
    """What was written before Ctrl-C stays, and is not asked for again."""
    screen = Screen(opened.folder, "update", "--lead", "regulatory services")
    talk(screen)
    screen.wait("Status [Enter: Green]")
    assert "2 of 2" in screen.lines
    screen.type("\x03")
    assert screen.end() == (None, signal.SIGINT)
    assert "status: Red\n" in opened.file(CODE).read_text()
    screen = Screen(opened.folder, "update", "--lead", "Regulatory Services")
    screen.wait("Status [Enter: Green]")
    assert "1 of 1" in screen.lines
    screen.type("\x03")
    assert screen.end() == (None, signal.SIGINT)


def test_the_arrow_brings_back_what_is_there(opened: Repository, run: Run) -> None:
    screen = Screen(opened.folder, "update", "KA.03.04")
    talk(screen, 1)
    screen.type("\x1b[A, and not one before\r")
    screen.wait("1>")
    screen.type("\x03")
    screen.end()
    assert any("Two monitors were stolen in August., and not" in line for line in screen.lines)


def test_an_editor(opened: Repository, run: Run) -> None:
    script = opened.folder / "editor.sh"
    script.write_text("#!/bin/sh\nsed -i 's/^progress:/progress:\\n  - It began./' \"$1\"\n")
    script.chmod(0o755)
    before = opened.file(CODE).read_text()
    screen = Screen(
        opened.folder, "update", "KA.03.04", "--editor", EDITOR=str(script), VISUAL=str(script)
    )
    assert screen.end() == (1, None)  # a step is overdue
    assert opened.file(CODE).read_text() == before.replace("progress:", "progress:\n  - It began.")
    assert any("silent-step" in line for line in screen.lines)
    script.write_text("#!/bin/sh\necho 'x: [' >> \"$1\"\nexit 1\n")
    after = files(opened.folder)
    screen = Screen(
        opened.folder, "update", "KA.03.04", "--editor", EDITOR=str(script), VISUAL=str(script)
    )
    assert screen.end() == (2, None)
    assert files(opened.folder) == after


def test_without_a_terminal(opened: Repository, run: Run) -> None:
    result = run("update", "KA.03.04")
    assert result.exit_code == 2
    assert "needs a terminal" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["KA.3.4"], "has no activity KA.3.4. Did you mean “KA.03.04”?"),
        (["Q"], "has no activity Q; it has KA.03.04 or KA.03.05"),
        (["--lead", "Housin"], "nobody is called 'Housin'; there is Housing or Regulatory Services"),
        ([], "name one activity by its CODE, or a --lead"),
        (["KA.03.04", "--lead", "Housing"], "name one activity by its CODE, or a --lead"),
    ],
)  # fmt: skip
def test_which_activity(opened: Repository, run: Run, arguments: list[str], says: str) -> None:
    result = run("update", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
