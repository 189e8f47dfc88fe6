"""An officer fills in forms in a real browser; what is saved is a commit on a branch of a real repository."""

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kprlint.cli import main
from tests.conftest import write
from tests.forms.conftest import needed
from tests.plans import REGISTER, activity

STEPS = """
next_steps:
  # agreed with the ministry
  - action: Choose the places for the new monitors
    due: 2023/24 Q4   # as agreed
  - Write to the ministry by 31 December 2023
"""


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", folder, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a plan of two activities, one of which has a file."""
    folder = tmp_path / "council"
    write(folder / "activities/2023-24/plan.yaml", REGISTER)
    text = "# The air\n" + activity("KA.03.04", title='"Keep the air clean"', next_steps=STEPS)
    write(folder / "activities/2023-24/KA.03.04.yaml", text.replace("next_steps: \n", "", 1))
    git(folder.parent, "init", "--quiet", "--initial-branch=main", str(folder))
    for name, value in {"user.name": "A. Officer", "user.email": "officer@council.example", "commit.gpgsign": "false"}.items():  # fmt: skip
        git(folder, "config", name, value)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The plan")
    monkeypatch.chdir(folder)
    return folder


def fill(council: Path, *deeds: tuple[Any, ...]) -> dict[str, Any]:
    """Does what an officer does, and returns what the page said, and what it asked of others."""
    browser, node = needed("chromium", "node")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    forms = council.parent / "forms"
    done = CliRunner().invoke(
        main,
        ["forms", "-o", str(forms), "--backend=github", "--repo=council/plans", "--local", port, "--scripts=/npm"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    drive = Path(__file__).parent / "cms/drive.mjs"
    driven = subprocess.run(
        [node, drive, browser, council, forms, port],
        input=json.dumps([("enter",), *deeds]),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert driven.returncode == 0, driven.stderr
    told: dict[str, Any] = json.loads(driven.stdout)
    return told


def test_a_status_changes_and_a_step_is_done(council: Path) -> None:
    """Open, change, save: the branch has the commit, the file is right in every byte, and check passes."""
    before = (council / "activities/2023-24/KA.03.04.yaml").read_text("utf-8")
    told = fill(
        council,
        ("list", "2023-24"),
        ("open", "2023-24", "KA.03.04"),
        ("choose", "status", "Amber"),
        ("refused", "Say why the status is Amber"),
        ("fill", "status_reason", "Two monitors were stolen: replacements are due #soon."),
        ("expand", 1),
        ("fill", "done", "2023-09-12", 0),
        ("fill", "due", "by Christmas", 2),
        ("refused", "write it as in 2023-12-31"),
        ("fill", "due", "2023-12-31", 2),
        ("save",),
    )
    listed, statuses = told["seen"]
    assert "KA.03.04 Keep the air clean" in listed
    assert "KA.03.05 (no file yet)" in listed
    assert "plan" not in listed.lower().replace("our plan", "")
    assert statuses == ["Green", "Amber", "Red", "Complete", "Deferred", "Paused", "Not stated"]
    assert told["elsewhere"] == []

    branch = "cms/2023-24/KA.03.04"
    assert git(council, "branch", "--format=%(refname:short)").split() == [branch, "main"]
    assert git(council, "log", "--format=%s", f"main..{branch}") == "Report on KA.03.04\n"
    assert git(council, "diff", "--name-only", "main", branch) == "activities/2023-24/KA.03.04.yaml\n"  # fmt: skip
    wanted = before.replace(
        "status: Green\n",
        'status: Amber\nstatus_reason: "Two monitors were stolen: replacements are due #soon."\n',
    )
    wanted = wanted.replace("# as agreed\n", "# as agreed\n    done: 2023-09-12\n")
    wanted = wanted.replace(
        "- Write to the ministry by 31 December 2023\n",
        "- action: Write to the ministry by 31 December 2023\n    due: 2023-12-31\n",
    )
    assert git(council, "show", f"{branch}:activities/2023-24/KA.03.04.yaml") == wanted
    assert git(council, "show", "main:activities/2023-24/KA.03.04.yaml") == before
    git(council, "switch", "--quiet", branch)
    checked = CliRunner().invoke(main, ["check", "activities/2023-24/KA.03.04.yaml"])
    assert checked.exit_code == 0, checked.output


def test_an_activity_without_a_file_gets_one_and_a_second_save_goes_on(council: Path) -> None:
    fill(
        council,
        ("open", "2023-24", "KA.03.05"),
        ("fill", "title", "1.10"),
        ("choose", "lead", "Housing"),
        ("choose", "portfolio", "Wellbeing"),
        ("choose", "status", "Green"),
        ("click", "Add progress"),
        ("fill", "item", "The tenants were asked: 40 of 60 answered.", 0),
        ("click", "Add next step"),
        ("fill", "action", "Send the answers to the tenants", 0),
        ("fill", "due", "2023-12", 1),
        ("save",),
        ("fill", "title", "Ask the tenants"),
        ("save",),
    )
    branch = "cms/2023-24/KA.03.05"
    text = git(council, "show", f"{branch}:activities/2023-24/KA.03.05.yaml")
    assert text == (
        "code: KA.03.05\ntitle: Ask the tenants\nlead: Housing\nportfolio: Wellbeing\nperiod: 2023/24 Q2\n"
        'status: Green\nprogress:\n  - "The tenants were asked: 40 of 60 answered."\n'
        "next_steps:\n  - action: Send the answers to the tenants\n    due: 2023-12\n"
    )
    git(council, "switch", "--quiet", branch)
    checked = CliRunner().invoke(main, ["check"])
    assert checked.exit_code == 0, checked.output
