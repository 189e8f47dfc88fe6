"""The recipes for Bitbucket and Forgejo: their scripts run by a shell over a clone of a council's repository."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.ci import council as councils
from tests.ci.council import PLAN, Council
from tests.ci.steps import ROOT, clean, load, program, run
from tests.plans import activity

BITBUCKET: Any = load(ROOT / "docs/ci/bitbucket/bitbucket-pipelines.yml")
FORGEJO: Any = load(ROOT / "docs/ci/forgejo/kprlint.yml")

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    stubs = tmp_path / "stubs"
    program(stubs / "pip", "#!/bin/sh\n")
    (stubs / "kprlint").symlink_to(Path(sys.executable).with_name("kprlint"))
    return clean(tmp_path, stubs)


@pytest.fixture
def council(tmp_path: Path, environment: dict[str, str]) -> Council:
    made = councils.founded(tmp_path / "council", environment)
    made.write(f"{PLAN}/KA.03.04.yaml", activity(status="Purple"))
    made.commit("A status that is none")
    return made


def _bitbucket(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Bitbucket runs a step's lines one after the other, up to the first that fails."""
    [step] = [one["step"] for one in BITBUCKET["pipelines"]["branches"]["main"]]
    assert BITBUCKET["pipelines"]["pull-requests"]["**"] == [{"step": step}]
    return subprocess.run(
        ["bash", "-e"],
        input="\n".join(step["script"]) + "\n",
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("branch", ["", "main"])
def test_bitbucket_has_tests_and_a_report_whatever_was_found(
    tmp_path: Path, council: Council, environment: dict[str, str], branch: str
) -> None:
    clone = council.clone(tmp_path / "clone")
    named = {"BITBUCKET_PR_DESTINATION_BRANCH": branch} if branch else {}
    done = _bitbucket(clone, {**environment, **named})
    assert done.returncode == 1, done.stderr
    assert "Purple" in done.stdout
    failures = ET.parse(clone / "test-results/kprlint.xml").getroot().findall(".//failure")
    assert any("Purple" in str(failure.get("message")) for failure in failures)
    assert ("KA.03.05" in (clone / "changes.md").read_text("utf-8")) == (not branch)


@pytest.mark.parametrize("base", ["", "main"])
def test_forgejo_checks_out_checks_and_says_what_has_changed(
    tmp_path: Path, council: Council, environment: dict[str, str], base: str
) -> None:
    folder, temporary = tmp_path / "work", tmp_path / "runner"
    folder.mkdir()
    temporary.mkdir()
    done = run(
        FORGEJO["jobs"]["kprlint"]["steps"],
        {"github": {"token": "a token", "base_ref": base}},
        folder=folder,
        temporary=temporary,
        environment={
            **environment,
            "GITHUB_SERVER_URL": tmp_path.as_uri(),
            "GITHUB_REPOSITORY": "council",
            "GITHUB_SHA": council.git("rev-parse", "pull"),
        },
    )
    assert done.codes["Check out"] == 0, done.log
    assert done.codes["Check the activities"] == 1
    assert done.codes["Say what has changed"] == 0
    assert "a token" not in done.log
    assert "Purple" in done.log
    assert "There is no report" not in done.log
    [report] = re.findall(r"\d+ activities in \d+ files[^\n]*\n(.*)", done.log, re.DOTALL)
    assert ("KA.03.05" in report) == (not base)
