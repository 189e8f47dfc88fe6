"""Labelled lines, and what stands around them: codes that open a block, page numbers, and whom to ask below the last one."""

import pytest

from kprlint.importing.interpreter import interpret
from kprlint.importing.interpreter.found import Imported
from kprlint.importing.readers import text as text_reader
from kprlint.model import Quarter
from tests.importing.shapes import fields, told

PERIOD = Quarter.parse("2024/25 Q3")
assert PERIOD is not None
BLOCKS = [("Grow moss", "Green", "It grew.", "Water it"), ("Cut grass", "Amber", "Some was cut.", "Rake it"), ("Fit lamps", "Red", "One broke.", "Buy a lamp")]  # fmt: skip


def lines(opener: str = "", below: str = "", between: str = "") -> Imported:
    text = "Garden board\n\n"
    for number, (title, status, progress, step) in enumerate(BLOCKS, 7):
        text += f"{opener.format(number)}\nTask: {title}\nStatus: {status}\nProgress: {progress}\n{between}\nNext steps: {step}\n"
        text += f"{between}\n"
    assert PERIOD is not None
    return interpret(text_reader.read((text + below).encode(), "r.txt"), PERIOD)


def _is_right(found: Imported) -> bool:
    said = [(f["title"], f["status"], f["progress"], f["steps"]) for f in fields(found).values()]
    return said == [(t, s, (p,), ((n, "", ""),)) for t, s, p, n in BLOCKS]


@pytest.mark.parametrize(
    ("opener", "code"),
    [
        ("Action {}", "Action 7"), ("Action {}:", "Action 7"), ("[{}]", "7"), ("--- Action {} ---", "Action 7"), ("# Project {}", "Project 7"),
        ("Recommendation {}.", "Recommendation 7"), ("Action no. {}", "Action no. 7"), ("GB/{}", "GB/7"), ("*** Item 3.{} ***", "Item 3.7"),
        ("(H{})", "H7"), ("Task 0{}", "Task 07"),
    ],
)  # fmt: skip
def test_a_line_that_is_a_code_opens_an_activity(opener: str, code: str) -> None:
    found = lines(opener)
    assert _is_right(found)
    assert str(found.activities[0].code) == code
    assert "import-given-codes" not in told(found)


@pytest.mark.parametrize(
    "below",
    [
        "Page 1", "Page 3 of 3", "- 4 -", "2", "Contact: garden@board.example", "Report author: A. Mole", "Prepared by the garden team",
        "For more information ask the garden team.\nThey sit in the shed.", "Author: A. Mole", "End of report", "Background papers: none",
        "Email: garden@board.example\nTel: 01234 567", "Page 2\nContact officer: A. Mole", "This report was written by A. Mole.",
    ],
)  # fmt: skip
@pytest.mark.parametrize("opener", ["", "Ref: G{}"])
def test_what_stands_below_the_last_activity_is_none_of_it(below: str, opener: str) -> None:
    found = lines(opener, below)
    assert _is_right(found)
    left = " ".join(d.text for d in found.left_over)
    assert all(line in left for line in below.split("\n"))  # nothing is lost


def test_a_page_may_end_within_an_activity() -> None:
    assert _is_right(lines("Ref: G{}", between="Page 4"))


def test_a_contact_of_each_is_a_lead_and_a_step_may_name_one() -> None:
    text = "".join(
        f"Ref: G{n}\nTask: {title}\nStatus: {status}\nContact: Moles\nNext steps: {step}\nContact the county\n"
        for n, (title, status, _, step) in enumerate(BLOCKS)
    )
    assert PERIOD is not None
    found = interpret(text_reader.read(text.encode(), "r.txt"), PERIOD)
    assert [a.leads for a in found.activities] == [("Moles",)] * 3
    assert "Contact the county" in str(found.activities[2].next_steps)


def test_a_number_below_its_label_is_its_value() -> None:
    text = "".join(f"Ref:\n{n}\nTask: {t}\nStatus: {s}\nProgress: {p}\n" for n, (t, s, p, _) in enumerate(BLOCKS, 7))  # fmt: skip
    assert PERIOD is not None
    found = interpret(text_reader.read(text.encode(), "r.txt"), PERIOD)
    assert [str(a.code) for a in found.activities] == ["7", "8", "9"]
