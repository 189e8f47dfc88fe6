"""This repository's own workflows: each step's script is run, with uv, gh and apt-get standing in for the real ones."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ci.steps import ROOT, Outcome, clean, load, program, run

WORKFLOWS = ROOT / ".github/workflows"
SCRIPTS = ROOT / ".ci"

pytestmark = pytest.mark.skipif(
    not shutil.which("bash") or not WORKFLOWS.is_dir(), reason="needs bash and the repository"
)

_UV = """#!/bin/sh
echo "uv $*" >> "$ASKED"
case "$*" in
    *build*) mkdir -p dist && touch dist/kprlint-1.2.3-py3-none-any.whl dist/kprlint-1.2.3.tar.gz dist/.gitignore;;
    *cyclonedx*) echo '{"bomFormat": "CycloneDX"}';;
esac
"""
_NOTED = '#!/bin/sh\necho "{name} $*" >> "$ASKED"\n'
_PYTHON = f'#!/bin/sh\necho "python $*" >> "$ASKED"\n[ "$1" = -m ] || [ "$1 $2" = "{{skipped}}" ] || exec {sys.executable} "$@"\n'


class Runner:
    """A copy of the repository's scripts, as a tag is pushed."""

    def __init__(self, folder: Path, changelog: str) -> None:
        self.folder, self.home = folder / "work", folder
        shutil.copytree(SCRIPTS, self.folder / ".ci")
        (self.folder / "CHANGELOG.md").write_text(changelog, "utf-8")
        (folder / "temporary").mkdir()

    def run(self, workflow: str, job: str, *, skipped: str = "none", **matrix: str) -> Outcome:
        for name in ("gh", "sudo"):
            program(self.home / "stubs" / name, _NOTED.format(name=name))
        program(self.home / "stubs/uv", _UV)
        program(self.home / "stubs/python", _PYTHON.replace("{skipped}", skipped))
        steps: Any = load(WORKFLOWS / workflow)["jobs"][job]["steps"]
        return run(
            steps,
            {"matrix": matrix, "github": {"token": "a token"}},
            folder=self.folder,
            temporary=self.home / "temporary",
            environment=clean(
                self.home,
                self.home / "stubs",
                ASKED=str(self.home / "asked"),
                GITHUB_REF_NAME="v1.2.3",
                GITHUB_REPOSITORY="council/kprlint",
            ),
        )

    @property
    def asked(self) -> list[str]:
        return (self.home / "asked").read_text("utf-8").splitlines()


CHANGELOG = "# Changelog\n\n## 1.2.3, 2026-12-01\n\n### New\n\n- It is there.\n\n## 1.2.2, 2026-11-01\n\n- Old.\n"


def test_a_tag_is_built_tested_and_listed(tmp_path: Path) -> None:
    runner = Runner(tmp_path, CHANGELOG)
    done = runner.run("release.yml", "build", skipped=".ci/versions.py newest")
    # The stand-ins make no environment to test in: the step comes as far as asking for one.
    assert done.codes["Build"] == 0, done.log
    assert (runner.folder / "notes.md").read_text() == "### New\n\n- It is there.\n"
    assert "python .ci/versions.py newest" in runner.asked
    assert "python .ci/versions.py lowest" in runner.asked


def test_the_list_of_what_is_installed_is_kept(tmp_path: Path) -> None:
    runner = Runner(tmp_path, CHANGELOG)
    steps = load(WORKFLOWS / "release.yml")["jobs"]["build"]["steps"]
    assert any("sbom > kprlint.cdx.json" in step.get("run", "") for step in steps)
    runner.run("ci.yml", "build")
    done = run(
        [step for step in steps if "sbom" in step.get("run", "")],
        {},
        folder=runner.folder,
        temporary=tmp_path / "temporary",
        environment=clean(tmp_path, tmp_path / "stubs", ASKED=str(tmp_path / "asked")),
    )
    assert not done.failed, done.log
    assert (runner.folder / "kprlint.cdx.json").read_text() == '{"bomFormat": "CycloneDX"}\n'
    assert any("[all,parquet] @ file://" in line for line in runner.asked)


@pytest.mark.parametrize(
    ("changelog", "said"),
    [
        (CHANGELOG.replace("1.2.3", "1.2.4"), "CHANGELOG.md says nothing of 1.2.3"),
        (CHANGELOG.replace("1.2.3", "1.2.30"), "CHANGELOG.md says nothing of 1.2.3"),
    ],
)
def test_a_tag_that_the_changelog_does_not_know_ends_there(
    tmp_path: Path, changelog: str, said: str
) -> None:
    runner = Runner(tmp_path, changelog)
    done = runner.run("release.yml", "build")
    assert done.failed
    assert said in done.log
    assert not any("versions.py newest" in line for line in runner.asked)


def test_the_release_has_the_files_and_the_notes(tmp_path: Path) -> None:
    runner = Runner(tmp_path, CHANGELOG)
    runner.run("ci.yml", "build")
    done = runner.run("release.yml", "github")
    assert not done.failed, done.log
    assert runner.asked[-1] == (
        "gh release create v1.2.3 --repo council/kprlint --verify-tag --title kprlint 1.2.3 --notes-file about/notes.md "
        "dist/kprlint-1.2.3-py3-none-any.whl dist/kprlint-1.2.3.tar.gz about/kprlint.cdx.json"
    )


@pytest.mark.parametrize(
    ("system", "versions", "draws"),
    [("ubuntu-latest", "lowest", True), ("windows-latest", "newest", False)],
)
def test_each_system_runs_the_same_script(
    tmp_path: Path, system: str, versions: str, draws: bool
) -> None:
    runner = Runner(tmp_path, CHANGELOG)
    done = runner.run(
        "ci.yml",
        "tests",
        skipped=f".ci/versions.py {versions}",
        system=system,
        versions=versions,
        python="3.11",
    )
    assert not done.failed, done.log
    assert runner.asked[-1] == f"python .ci/versions.py {versions}"
    assert any(line.startswith("sudo apt-get install") for line in runner.asked) == draws


def test_the_single_file_is_made_by_its_script(tmp_path: Path) -> None:
    runner = Runner(tmp_path, CHANGELOG)
    runner.run("ci.yml", "build")
    done = runner.run("ci.yml", "single-file", system="windows-latest")
    # The script comes as far as asking for PyInstaller, which the stand-in for uv does not bring.
    assert any("pyinstaller" in line for line in runner.asked), done.log
    assert done.codes["Make it, and run it"] != 0


def test_nothing_is_published_that_was_not_built_and_attested() -> None:
    jobs = load(WORKFLOWS / "release.yml")["jobs"]
    assert {name: job.get("needs", []) for name, job in jobs.items()} == {
        "build": [],
        "attest": ["build"],
        "pypi": ["build", "attest"],
        "github": ["pypi"],
    }
    assert jobs["pypi"]["environment"]["name"] == "pypi"
    assert all(
        "checkout" not in step.get("uses", "")
        for name in ("attest", "pypi", "github")
        for step in jobs[name]["steps"]
    )
    writes = {
        name: [scope for scope, level in job["permissions"].items() if level == "write"]
        for name, job in jobs.items()
    }
    assert writes == {
        "build": [],
        "attest": ["id-token", "attestations"],
        "pypi": ["id-token"],
        "github": ["contents"],
    }
