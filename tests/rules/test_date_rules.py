"""The rules on dates over real files and through the program: what is shown where, and what a fix types."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from kprlint.model.due import Due
from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from tests.conftest import Run, write
from tests.plans import activity

ROOT = Path(__file__).parents[2]
FILE = "activities/2023-24/KA.03.04.yaml"
LATE = "activities/2023-24/KA.04.04.yaml"
_DUE = re.compile(rb"\n    due: [^\r\n]*")


@pytest.fixture
def real(plan: Path) -> Path:
    """The real plans without their waivers."""
    shutil.rmtree(plan / "activities")
    shutil.copytree(ROOT / "activities", plan / "activities")
    return plan


def findings(run: Run, file: str, *rules: str) -> list[dict[str, Any]]:
    select = [part for rule in rules for part in ("--select", rule)]
    result = run("check", file, "--format", "json", *select)
    assert result.exit_code in (0, 1), result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return found


class TestATimeThatIsOver:
    def test_it_is_told_once_where_due_has_it(self, run: Run, real: Path) -> None:
        found = findings(run, LATE, "past-due-date", "past-date-in-next-step")
        assert [f["rule"] for f in found] == ["past-due-date"]
        assert "new date" in found[0]["help"]
        assert "done:" in found[0]["help"]

    def test_else_the_caret_is_under_the_words(self, run: Run, real: Path) -> None:
        file = real / LATE
        file.write_bytes(_DUE.sub(b"", file.read_bytes()))
        [found] = findings(run, LATE, "past-due-date", "past-date-in-next-step")
        assert found["rule"] == "past-date-in-next-step"
        line = file.read_text(encoding="utf-8").splitlines()[found["line"] - 1]
        assert line[found["column"] - 1 :].startswith("late 2022/early 2023")
        assert "was over before the quarter began" in found["message"]
        assert "new date" in found["help"]

    @pytest.mark.parametrize(
        ("step", "severity"),
        [
            ("Open the kiosk in June 2023", "error"),
            ("Open the kiosk in June", None),  # of next year
            ("Kiosk to open by September", "warning"),
            ("Thank whoever opened the kiosk in June 2023", None),
            ("Charge the new fees from April 2023", None),
            ("Procurement to start in May 2023", "warning"),
        ],
    )
    def test_how_grave_it_is(self, run: Run, plan: Path, step: str, severity: str | None) -> None:
        write(plan / FILE, activity(next_steps=f"\n  - {step}"))
        found = findings(run, FILE, "past-date-in-next-step")
        assert [f["severity"] for f in found] == ([severity] if severity else [])


def test_a_day_without_a_month(run: Run, plan: Path) -> None:
    write(plan / FILE, activity(next_steps="\n  - Meet the board on the 18th"))
    [found] = findings(run, FILE, "ambiguous-date")
    assert found["message"] == "“18th” does not say of which month"
    assert found["help"] == "write the month and the year as well"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The kiosk was let by the end of Quarter 2.", False),
        ("The kiosk was let in quarter 2.", False),
        ("The kiosk was let in quarter 1.", True),
        ("The kiosk was let by the end of September.", False),
        ("The kiosk will be let by the end of October.", True),
    ],
)
def test_the_quarter_reported_on_needs_no_year(run: Run, plan: Path, text: str, told: bool) -> None:
    write(plan / FILE, activity(progress=f"\n  - {text}"))
    assert bool(findings(run, FILE, "yearless-date")) is told


class TestDueInWords:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (
                "\n  - Let the kiosk by 30 November 2023",
                "\n  - action: Let the kiosk by 30 November 2023\n    due: 2023-11-30",
            ),
            (
                "\n  - Let the kiosk\n    by March 2024  # at last",
                "\n  - action: Let the kiosk\n      by March 2024  # at last\n    due: 2024-03",
            ),
            (
                '\n  -   "Let the kiosk by Q4 2023/24"',
                '\n  -   action: "Let the kiosk by Q4 2023/24"\n      due: 2023/24 Q4',
            ),
            (
                "\n  - action: Let the kiosk by 1 March 2024 # note\n\n  # another\n  - Close",
                "\n  - action: Let the kiosk by 1 March 2024 # note\n    due: 2024-03-01\n\n  # another\n  - Close",
            ),
        ],
    )
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_it_is_typed(self, run: Run, plan: Path, before: str, after: str, newline: str) -> None:
        file = plan / FILE
        write(file, activity(next_steps=before).replace("\n", newline).encode())
        wanted = activity(next_steps=after).replace("\n", newline).encode()
        for _ in range(2):
            run("check", FILE, "--fix")
            assert file.read_bytes() == wanted

    @pytest.mark.parametrize(
        "steps",
        [
            "\n  - Let the kiosk by March",  # the year is a guess
            "\n  - Let the kiosk in March 2024",
            "\n  - Let the kiosk by early 2024",
            "\n  - Let the kiosk by 1 March 2024 and the hut by 1 May 2024",
            "\n  - Let the kiosk by 1 June 2023",  # over
            "\n  - Visit whoever was chosen by 1 March 2024",
            "\n  - action: Let the kiosk by 1 March 2024\n    due: 2024-02",
            " [Let the kiosk by 1 March 2024]",
            "\n  - >-\n    Let the kiosk by 1 March 2024",
        ],
    )
    def test_what_is_left_alone(self, run: Run, plan: Path, steps: str) -> None:
        content = activity(next_steps=steps)
        file = write(plan / FILE, content)
        run("check", FILE, "--fix")
        assert file.read_text(encoding="utf-8") == content

    def test_on_the_real_plans(self, run: Run, real: Path) -> None:
        """All `due` are taken out: what is typed back is what was there, and no byte else changes."""
        typed = 0
        for file in sorted((real / "activities").glob("*/KA.*.yaml")):
            before = file.read_bytes()
            bare = _DUE.sub(b"", before)
            file.write_bytes(bare)
            run("check", str(file.relative_to(real)), "--fix", "--select", "due-in-words")
            after = file.read_bytes()
            assert _DUE.sub(b"", after) == bare
            old, new = (
                read_activity(Document(file.name, data, "activity")).next_steps
                for data in (before, after)
            )
            for then, now in zip(old, new, strict=True):
                if now.due:
                    typed += 1
                    assert then.due
                    assert _meet(then.due, now.due)
        assert typed


def _meet(one: Due, other: Due) -> bool:
    return one.start <= other.end and other.start <= one.end
