"""What was copied from last quarter, in real repositories."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.change.conftest import AIR, PLAN, Q, Repository
from tests.plans import activity

SAME = "The monitors at both junctions have measured since they were put up."


def copied(folder: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "kprlint", "check", "--select", "copied-from-last-quarter", "--format", "json"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def progress(*items: str) -> str:
    return "\n" + "\n".join(f"  - {item}" for item in items)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name, value in {"NAME": "Officer", "EMAIL": "officer@council.example"}.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    (tmp_path / "council").mkdir()
    return Repository(tmp_path / "council")


@pytest.fixture
def turned(repository: Repository) -> Repository:
    """The second quarter under way; in the first, the air's progress was `SAME` and one thing more."""
    repository.quarter(1)
    repository.write(AIR, activity("KA.03.04", period=Q[1], progress=progress(SAME, "Ten readings were published in May.")))  # fmt: skip
    repository.commit()
    repository.quarter(2)
    return repository


def write(repository: Repository, *items: str, status: str = "Green", period: int = 2) -> None:
    repository.write(AIR, activity("KA.03.04", period=Q[period], progress=progress(*items), status=status))  # fmt: skip


def air(repository: Repository) -> list[dict[str, Any]]:
    return [one for one in copied(repository.folder) if one["file"] == AIR]


def test_one_item_is_told_where_it_stands(turned: Repository) -> None:
    write(turned, "Three junctions were added on 4 July 2023.", SAME.upper())
    (found,) = air(turned)
    assert found["field"] == "/progress/1"
    assert "stood there in 2023/24 Q1, word for word" in found["message"]


def test_all_of_it_is_told_once(turned: Repository) -> None:
    write(turned, SAME, "Ten readings were published in May.")
    (found,) = air(turned)
    assert found["message"] == "All of progress stood there in 2023/24 Q1, word for word"


@pytest.mark.parametrize(
    ("items", "status"),
    [
        (("They have measured 31 µg/m³ on average since they were put up.",), "Green"),
        ((SAME,), "Complete"),
        (("Ten readings.",), "Green"),
    ],
)
def test_what_is_new_over_or_short_is_left_alone(
    turned: Repository, items: tuple[str, ...], status: str
) -> None:
    write(turned, *items, status=status)
    assert not air(turned)


def test_a_file_that_still_reports_the_old_quarter_is_left_alone(turned: Repository) -> None:
    write(turned, SAME, period=1)
    assert not air(turned)


def test_without_git_there_is_nothing_to_compare(turned: Repository, tmp_path: Path) -> None:
    import shutil

    write(turned, SAME)
    alone = tmp_path / "alone"
    shutil.copytree(turned.folder / PLAN, alone / PLAN)
    assert not copied(alone)
