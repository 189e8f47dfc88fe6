"""“None”, “N/A” and their like: never a promise, never lost without a word."""

import pytest

from kprlint.importing.interpreter.found import Imported
from tests.importing.shapes import doubts, table

HEADINGS = ["Ref", "Action", "RAG", "Progress", "Next steps"]


def _one(step: str, status: str = "Green", progress: str = "The pond was dug") -> Imported:
    rows = [["P1", "Dig a pond", status, progress, step], ["P2", "Fill a pond", "Amber", "Rain is late", "Wait for rain"]]  # fmt: skip
    return table([HEADINGS, *rows])


@pytest.mark.parametrize(
    "said", "None|N/A|n/a|Nil|No further action|None required|Not applicable|No update|Nothing to report|NFA|Dim".split("|")
)  # fmt: skip
def test_a_word_for_nothing_is_no_next_step_and_is_told(said: str) -> None:
    found = _one(said)
    assert found.activities[0].next_steps == ()
    assert doubts(found, "P1") == {"import-empty-cell"}  # as of a dash
    [once] = [d for d in found.doubts if d.name == "import-empty-cell"]
    assert once.message.startswith(f"“{said}” stands for the next steps")
    assert once.message.endswith("(P1)")


def test_of_what_is_complete_no_next_step_is_asked_for() -> None:
    for said in ("None", "-", ""):
        found = _one(said, status="Complete")
        assert found.activities[0].next_steps == ()
        assert doubts(found, "P1") == set()


@pytest.mark.parametrize("said", ["None", "No update this quarter", "Nil return"])
def test_nor_is_it_progress(said: str) -> None:
    found = _one("Fill it", progress=said)
    assert found.activities[0].progress == ()
    assert doubts(found, "P1") == {"import-empty-cell"}
    assert any(said in d.message for d in found.doubts)


@pytest.mark.parametrize("said", ["TBC", "None of the sites was bought; buy one", "None required.", "No further action until the grant is won"])  # fmt: skip
def test_what_says_more_stays(said: str) -> None:
    assert [step.action for step in _one(said).activities[0].next_steps] == [said]
