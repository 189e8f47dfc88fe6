"""The hooks that this repository offers: which files they take, and that kprlint knows their options."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from kprlint.cli import main
from kprlint.cli.check import check

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in YAML(typ="safe").load(MANIFEST.read_text("utf-8"))
}
WITH_FILES = [name for name, hook in HOOKS.items() if hook.get("pass_filenames", True)]

CHECKED = (
    "activities/2023-24/KA.03.04.yaml",
    "activities/2023-24/KA.03.04.yml",
    "activities/2023-24/plan.yaml",
    "activities/2023-24/plan.yml",
    "activities/2023-24/KA.03.04 (1).yaml",
    "activities/2023-24/KA.03.04 – draft.yaml",
    "activities/2023-24/ka.03.04.yaml",
    "activities/2023-24/air quality.yaml",
    "activities/2023-24/drafts/KA.03.04.yaml",
    "activities/KA.03.04.yaml",
    "plans/2024-28/SR-25-26-01.yaml",
    "mkdocs.yml",
    "KA.03.04.yaml",
    "plan.yaml",
    "council/activities/2023-24/KA.03.04.yaml",
    "plans/2023-24/plan.yaml",
    "plans/2023-24/KA.03.04.yml",
)
NOT_CHECKED = (
    "README.md",
    "activities/README.md",
    "activities/2023-24/README.md",
    "activities/2023-24/notes.txt",
    "plan.yaml.j2",
    "plan.yaml/README.md",
    "kprlint.toml",
)

# Those at which a hook gets the files of a commit, or may be run by hand.
SENSIBLE_STAGES = {"pre-commit", "pre-merge-commit", "pre-push", "manual"}


def test_there_are_three_hooks() -> None:
    assert list(HOOKS) == ["kprlint", "kprlint-plan", "kprlint-fix"]
    assert WITH_FILES == ["kprlint", "kprlint-fix"]


def test_pre_commit_accepts_the_manifest() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", WITH_FILES)
@pytest.mark.parametrize("path", CHECKED)
def test_the_hook_gets_every_yaml_file(name: str, path: str) -> None:
    assert re.search(HOOKS[name]["files"], path)


@pytest.mark.parametrize("name", WITH_FILES)
@pytest.mark.parametrize("path", NOT_CHECKED)
def test_other_files_are_not(name: str, path: str) -> None:
    assert not re.search(HOOKS[name]["files"], path)


def test_the_hook_for_whole_plans_runs_whatever_is_committed() -> None:
    """A commit that only deletes names no files, and pre-commit skips a hook without any."""
    hook = HOOKS["kprlint-plan"]
    assert hook["always_run"] is True
    assert hook["pass_filenames"] is False
    assert "files" not in hook


@pytest.mark.parametrize("name", WITH_FILES)
def test_one_process_sees_all_files(name: str) -> None:
    """Else a change of the register has every finding shown twice, and two processes mend one file."""
    assert HOOKS[name].get("require_serial") is True


@pytest.mark.parametrize(
    "path", ["mkdocs.yml", ".github/workflows/plan-check.yaml", "deploy/plan.yaml", "deploy/a.yaml"]
)
def test_what_is_of_no_plan_is_passed_over(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its keys are those of another program, and a folder with a plan.yaml of that program is no plan."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "deploy").mkdir(exist_ok=True)
    (tmp_path / "deploy/plan.yaml").write_text("code: 1\nsteps: [a]\n")
    (tmp_path / path).write_text("code: 1\nsteps: [a]\n")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check", "--scope", "file", path])
    assert (done.exit_code, done.stdout) == (0, "0 activities in 0 files: nothing to report\n")


def test_an_activity_is_known_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CP1.2.yaml").write_text("code: CP1.2\nstatus: Green\nperiod: 2023/24 Q2\n")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check", "--scope", "file", "CP1.2.yaml"])
    assert done.exit_code == 1
    assert "wrong-folder" in done.stdout


@pytest.mark.parametrize("name", HOOKS)
def test_the_hooks_run_where_a_commit_is_made(name: str) -> None:
    """Without `stages` a hook also runs on a message, a checkout or a rebase, if such hooks are installed."""
    stages = set(HOOKS[name].get("stages", ()))
    assert {"pre-commit", "pre-merge-commit", "manual"} <= stages <= SENSIBLE_STAGES


@pytest.mark.parametrize("name", HOOKS)
def test_the_entry_is_a_command_line_of_kprlint(name: str) -> None:
    program, command, *arguments = shlex.split(HOOKS[name]["entry"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert program in project["scripts"]
    assert command == "check"
    options = [word for word in arguments if word.startswith("--")]
    page = CliRunner().invoke(main, ["check", "--help"]).output
    assert [word for word in options if not re.search(rf"{re.escape(word)}\b", page)] == []
    check.make_context("check", [*arguments, "activities/2023-24/KA.03.04.yaml"])


@pytest.mark.parametrize("name", HOOKS)
def test_the_hook_needs_nothing_but_the_package(name: str) -> None:
    assert HOOKS[name]["language"] == "python"
    assert not HOOKS[name].get("additional_dependencies")
