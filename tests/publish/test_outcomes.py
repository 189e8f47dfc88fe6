"""What became of steps, out of a paper of ours into the files again: what is printed for certain, and no more."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.importing.interpreter import interpret
from kprlint.importing.interpreter.found import FoundStep, Imported
from kprlint.importing.readers import docx, html, pdf
from kprlint.importing.writing import _step
from kprlint.model import Due, Quarter
from kprlint.words import english
from kprlint.words.printed import Told, read_accounted
from tests.publish.test_paper import council, kprlint

__all__ = ["council"]

READERS = {"html": html.read, "docx": docx.read, "pdf": pdf.read}


@pytest.fixture(scope="module", params=READERS)
def imported(request: pytest.FixtureRequest, council: Path) -> Imported:
    """What is read of the paper of the fictional council."""
    kind = str(request.param)
    done = kprlint(council, "publish", "--format", kind, "-o", "-")
    assert done.returncode == 0, done.stderr.decode()
    period = Quarter.parse("2024/25 Q4")
    assert period
    return interpret(READERS[kind](done.stdout, f"paper.{kind}"), period)


def steps(imported: Imported, code: str) -> list[FoundStep]:
    return [step for one in imported.activities if str(one.code) == code for step in one.next_steps]


def test_what_is_done_comes_back_with_its_day_or_its_sentence(imported: Imported) -> None:
    assert {
        "action": "Open the Nether Wick hub",
        "due": date(2025, 2, 14),
        "done": date(2025, 2, 12),
    } in [_step(step) for step in steps(imported, "KA.01.01")]
    bought = next(s for s in steps(imported, "KA.02.01") if s.action.startswith("Buy the four"))
    assert bought.told == (("done", date(2025, 3, 25)),)  # four days late
    price = next(s for s in steps(imported, "KA.01.02") if "Cabinet" in s.action)
    assert price.told == (("done", "Cabinet agreed a further £240,000 on 11 March."),)


def test_why_a_date_has_moved_comes_back_with_the_step_that_stays(imported: Imported) -> None:
    award, letter = (s for s in steps(imported, "KA.01.02") if not dict(s.told).get("done"))
    assert award.due == "2025-06"
    assert award.told == (
        ("moved", "Both bids were above the budget, and the works are tendered again."),
    )
    assert letter.told == ()  # nobody has said why


def test_what_nobody_has_said_and_what_is_of_no_activity_is_left_over(imported: Imported) -> None:
    texts = [doubt.text for doubt in imported.left_over]
    for beginning in ("KA.01.03 Hold a safety walk", "KA.02.03 Appoint an empty homes officer"):
        assert any(text.startswith(beginning) for text in texts)
    assert not any("Open the Nether Wick hub" in text for text in texts)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Cut it – Given up: too dear", Told("dropped", "too dear")),
        ("Cut it – Was no promise: twice", Told("void", "twice")),
        ("Cut it – Goes on elsewhere: the county", Told("to", "the county")),
        ("Cut it – Goes on in KA.02.05", Told("to", "KA.02.05")),
        ("Cut it – Goes on: half is cut", Told("update", "half is cut")),
        ("Cut it – Moved from a to b, the third time; first promised for c: d: e", Told("moved", "d: e")),
    ],
)  # fmt: skip
def test_each_end_of_a_promise_is_read(line: str, told: Told) -> None:
    found = read_accounted(line)
    assert found
    assert (found.action, found.told) == ("Cut it", told)


@pytest.mark.parametrize(
    "line",
    [
        "Cut it",
        "Cut it – Nobody has said what became of it",
        "Cut it – Moved from a to b: nobody has said why",
        "Cut it – Done in part: “a”, still open",
        "Cut it – Given up: a – Done: b",  # whose is the second?
        "Cut it – Done soon",
    ],
)
def test_what_could_be_something_else_is_not_read(line: str) -> None:
    assert read_accounted(line) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 9_999))
def test_a_day_is_read_as_it_is_printed(day: date, late: int) -> None:
    due = Due.parse(day.isoformat())
    assert due
    words = english()
    told = words.say("done_late", late, date=due) if late else words.say("done_on", date=due)
    found = read_accounted(f"Open it – {told}")
    assert found
    assert found.told == Told("done", due)
