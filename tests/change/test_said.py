"""What is said of a step: all of it is in the report, and a day without a year is read only where no other year can be meant."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kprlint.change.run import changes
from kprlint.model import NextStep
from kprlint.promises import done_on
from kprlint.report import renderer
from kprlint.report.blocks import Table
from kprlint.report.page import page
from tests.conftest import write
from tests.plans import REGISTER, activity


def _compared(folder: Path, before: str, after: str) -> Any:
    for side, quarter, steps in (("a", "Q1", before), ("b", "Q2", after)):
        register = REGISTER.replace("2023/24 Q2", f"2023/24 {quarter}")
        write(folder / side / "plan.yaml", register.replace("KA.03.04, KA.03.05", "KA.03.04"))
        text = activity("KA.03.04", period=f"2023/24 {quarter}", next_steps=steps)
        write(folder / side / "KA.03.04.yaml", text)
    return changes(earlier=str(folder / "a"), later=str(folder / "b"))


TRAIN = "\n  - action: Train the 40 managers\n    due: "


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2023-11-21", "2023-11-21"),
        ("21 November", "2023-11-21"),
        ("On 21st November.", "2023-11-21"),
        ("November", "2023-11"),
        ("21 November 2022", "2022-11-21"),
        ("3 January", None),  # of the year that begins tomorrow, or of the one that ends
        ("21 July", None),  # the last one, or a day that is still to come
        ("mid-November", None),
        ("12 November and 3 December", None),
        ("Cabinet adopted it on 21 November", None),
        ("21/11", None),
        ("yes", None),
        ("", None),
    ],
)
def test_when_it_was_done(said: str, expected: str | None) -> None:
    found = done_on(NextStep("Order the monitors", done=said), date(2023, 12, 31))
    assert (str(found) if found else None) == expected


def test_a_day_without_a_year_is_late_as_any_other(tmp_path: Path) -> None:
    [line] = _compared(tmp_path, TRAIN + "2023-08", TRAIN + "2023-08\n    done: 21 September")[
        "ledger"
    ]
    assert (line["outcome"], line["days"], line["said"]) == ("done", 21, "21 September")
    assert line["done"] == {"start": "2023-09-21", "end": "2023-09-21"}


def test_an_update_stands_beside_the_reason(tmp_path: Path) -> None:
    more = "2024-03\n    moved: The trainer is ill.\n    update: 22 of the 40 have passed."
    data = _compared(tmp_path, TRAIN + "2023-09", TRAIN + more)
    [line] = data["ledger"]
    assert (line["said"], line["updates"]) == ("The trainer is ill.", ["22 of the 40 have passed."])
    for name in ("text", "markdown", "html", "csv"):
        told = " ".join(renderer(name)(data, False).split())
        assert "The trainer is ill." in told
        assert "22 of the" in told


def test_an_update_without_a_reason_stands_beside_the_question(tmp_path: Path) -> None:
    more = "2024-03\n    update: 22 of the 40 have passed."
    data = _compared(tmp_path, TRAIN + "2023-09", TRAIN + more)
    assert not data["ledger"][0]["declared"]
    told = renderer("markdown")(data, False)
    assert told.count("22 of the 40 have passed") == 1


def test_a_split_is_told_whole(tmp_path: Path) -> None:
    parts = "".join(
        f"\n  - action: {action}\n    due: 2024-03\n    was: Let the remaining units"
        for action in ("Let units 5 and 6", "Let unit 7", "Let the kiosk")
    )
    before = "\n  - action: Let the remaining units\n    due: 2024-03"
    made = page(_compared(tmp_path, before, parts))
    tables = [b for section in made.sections for b in section.blocks if isinstance(b, Table)]
    cells = ["".join(run.text for run in c) for t in tables for row in t.rows for c in row.cells]
    assert (
        "Let the remaining units is now “Let units 5 and 6”, “Let unit 7” and “Let the kiosk”"
        in cells
    )


def test_steps_of_a_file_that_could_not_be_read_before_are_not_told_as_new(tmp_path: Path) -> None:
    _compared(tmp_path, TRAIN + "2023-09", TRAIN + "2023-09")
    write(tmp_path / "a" / "KA.03.04.yaml", "code: KA.03.04\ntitle: [")
    data = changes(earlier=str(tmp_path / "a"), later=str(tmp_path / "b"))
    assert data["ledger"] == []
    assert data["summary"]["ledger"]["after"] == 0
    assert [unread["in"] for unread in data["limits"]["unread"]] == ["from"]
