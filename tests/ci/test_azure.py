"""The Azure pipeline's scripts, run by bash."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci import council as councils
from tests.ci.council import PLAN, Council
from tests.ci.steps import ROOT, clean, load, program
from tests.plans import activity

STEPS = {
    step["displayName"]: step["bash"]
    for step in load(ROOT / "docs/ci/azure/azure-pipelines.yml")["steps"]
    if "bash" in step
}

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    stubs = tmp_path / "stubs"
    program(stubs / "python", '#!/bin/sh\nmkdir -p "$4/bin"\nln -s /bin/true "$4/bin/pip"\n')
    (stubs / "kprlint").symlink_to(Path(sys.executable).with_name("kprlint"))
    return clean(tmp_path, stubs, AGENT_TEMPDIRECTORY=str(tmp_path))


@pytest.fixture
def clone(tmp_path: Path, environment: dict[str, str]) -> Path:
    council = councils.founded(tmp_path / "council", environment)
    council.write(f"{PLAN}/KA.03.04.yaml", activity(status="Purple"))
    council.commit("A status that is none")
    return council.clone(tmp_path / "clone")


def _run(step: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", STEPS[step]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_findings_are_issues_of_the_run(clone: Path, environment: dict[str, str]) -> None:
    done = _run("Check the activities", clone, environment)
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"##vso[task.logissue type=error;sourcepath={PLAN}/KA.03.04.yaml;"
    )


@pytest.mark.parametrize("branch", ["", "main", "refs/heads/main"])
def test_changes_go_to_the_summary(
    clone: Path, environment: dict[str, str], tmp_path: Path, branch: str
) -> None:
    done = _run(
        "Say what has changed",
        clone,
        {**environment, **({"SYSTEM_PULLREQUEST_TARGETBRANCH": branch} if branch else {})},
    )
    assert done.returncode == 0, done.stderr
    report = tmp_path / "changes.md"
    assert done.stdout == f"##vso[task.uploadsummary]{report}\n"
    assert ("KA.03.05" in report.read_text("utf-8")) == (not branch)


def test_a_first_quarter_has_no_summary(environment: dict[str, str], tmp_path: Path) -> None:
    council: Council = councils.founded(tmp_path / "young", environment, quarters=1)
    done = _run("Say what has changed", council.folder, environment)
    assert done.returncode == 2
    assert done.stdout == ""


def test_the_command_is_put_on_the_path(environment: dict[str, str], tmp_path: Path) -> None:
    done = _run("Install kprlint", tmp_path, environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"##vso[task.prependpath]{tmp_path}/kprlint/bin\n"
