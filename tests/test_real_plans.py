"""The two real plans under activities/: clean with their waivers, and full of real defects without."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def check(folder: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "kprlint", "check", "--format", "json", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    data: dict[str, Any] = json.loads(done.stdout)
    return data


@pytest.fixture(scope="module")
def unwaived(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(ROOT / "activities", folder / "activities")
    return check(folder, "activities")


def test_clean_with_the_waivers() -> None:
    data = check(ROOT, "activities")
    assert data["findings"] == []
    assert data["summary"]["activities"] == 68
    assert data["summary"]["waived"] > 100


def test_nothing_is_lost_without_them(unwaived: dict[str, Any]) -> None:
    summary = check(ROOT, "activities")["summary"]
    assert len(unwaived["findings"]) == summary["waived"]


def test_the_real_defects_are_found(unwaived: dict[str, Any]) -> None:
    by_rule: dict[str, set[str]] = {}
    for finding in unwaived["findings"]:
        by_rule.setdefault(finding["rule"], set()).add(finding["activity"])
    assert by_rule["empty-next-steps"] == {
        "2023-24/KA.01.18",
        "2023-24/KA.02.02",
        "2023-24/KA.02.03",
    }
    assert by_rule["placeholder-next-step"] == {"2019-20/KA.01.01"}
    assert "2023-24/KA.04.04" in by_rule["past-due-date"]
    assert len(by_rule["missing-portfolio"]) == 8
    assert by_rule["missing-lead"] == {"2023-24/KA.01.14"}
    assert "2019-20/KA.09.03" in by_rule["status-not-stated"]
    assert len(by_rule["status-not-stated"]) == 32
    assert by_rule["complete-without-evidence"] == {"2019-20/KA.04.01", "2019-20/KA.11.04"}


def test_the_plans_are_whole() -> None:
    counts = Counter(p.parent.name for p in (ROOT / "activities").glob("*/KA.*.yaml"))
    assert counts == {"2019-20": 37, "2023-24": 31}


@pytest.mark.parametrize(
    ("plan", "report"),
    [("2019-20", "harborough-2019-20-q4.txt"), ("2023-24", "harborough-2023-24-q2.txt")],
)
def test_the_prose_is_not_the_council_s(plan: str, report: str) -> None:
    """No progress or step shares ten words in a row with the report (needs the verbatim reports)."""
    if not SHARED.is_dir():
        assert "CI" not in os.environ, "the verbatim reports must be beside the checkout in CI"
        pytest.skip("the verbatim reports are not here")
    import re

    from kprlint.source.document import Document
    from kprlint.source.reading import read_activity

    def words(text: str) -> list[str]:
        return re.findall(r"[a-z0-9£%.]+", re.sub(r"<[^>]*>", " ", text.casefold()))

    said = words((SHARED / "reports" / report).read_text("utf-8"))
    runs = {tuple(said[i : i + 10]) for i in range(len(said) - 9)}
    for path in sorted((ROOT / "activities" / plan).glob("KA.*.yaml")):
        activity = read_activity(Document(path.name, path.read_bytes(), "activity"))
        for text in (*activity.progress, *(s.action for s in activity.next_steps)):
            ours = words(text)
            shared = [r for i in range(len(ours) - 9) if (r := tuple(ours[i : i + 10])) in runs]
            assert not shared, f"{path.name}: {' '.join(shared[0])}"
