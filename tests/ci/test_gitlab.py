"""The GitLab jobs: the scripts run by bash, the note posted to a server that answers as GitLab does."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.ci import council as councils
from tests.ci.council import PLAN
from tests.ci.forge import Forge, serving, without_proxies
from tests.ci.steps import ROOT, clean, load, program
from tests.plans import activity

JOBS = load(ROOT / "docs/ci/gitlab/.gitlab-ci.yml")
MARK = "<!-- kprlint -->\n"
OURS, THEIRS = 5, 6

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def run_job(
    job: Any, folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """As GitLab's runner does: the job's variables, then the lines one after the other, up to the first that fails."""
    return subprocess.run(
        ["bash"],
        input="set -eo pipefail\n" + "\n".join(job["script"]) + "\n",
        cwd=folder,
        env={**environment, **job.get("variables", {})},
        capture_output=True,
        text=True,
        check=False,
    )


def _run(job: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run_job(JOBS[job], folder, environment)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """With the tests' own Python and command, and a pip that does nothing."""
    stubs = tmp_path / "stubs"
    program(stubs / "pip", "#!/bin/sh\n")
    (stubs / "kprlint").symlink_to(Path(sys.executable).with_name("kprlint"))
    (stubs / "python3").symlink_to(sys.executable)
    return clean(tmp_path, stubs)


def test_both_reports_are_there_whatever_was_found(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    council = councils.founded(tmp_path / "council", environment)
    base = council.git("rev-parse", "HEAD")
    council.write(f"{PLAN}/KA.03.04.yaml", activity(status="Purple"))
    council.commit("A status that is none")
    done = _run("kprlint", council.folder, {**environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert done.returncode == 1, done.stderr
    assert "Purple" in done.stdout
    found = json.loads((council.folder / "gl-code-quality-report.json").read_text("utf-8"))
    # Its files say the same in two quarters, which is told, too.
    [finding] = [one for one in found if one["check_name"] == "unknown-status"]
    assert finding["location"]["path"] == f"{PLAN}/KA.03.04.yaml"
    report = (council.folder / "changes.md").read_text("utf-8")
    assert "KA.03.05" not in report
    assert {"changes.md", "gl-code-quality-report.json"} == {
        *JOBS["kprlint"]["artifacts"]["paths"],
        JOBS["kprlint"]["artifacts"]["reports"]["codequality"],
    }


def test_on_the_main_branch_the_report_is_of_the_whole_plan(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    council = councils.founded(tmp_path / "council", environment)
    done = _run("kprlint", council.folder, environment)
    assert done.returncode == 0, done.stderr
    assert "KA.03.05" in (council.folder / "changes.md").read_text("utf-8")


def test_a_first_quarter_does_not_fail(tmp_path: Path, environment: dict[str, str]) -> None:
    council = councils.founded(tmp_path / "council", environment, quarters=1)
    done = _run("kprlint", council.folder, environment)
    assert done.returncode == 0, done.stderr
    assert "There is no report of what has changed." in done.stdout


class _Server(Forge):
    token = ("PRIVATE-TOKEN", "a token")
    notes: ClassVar[list[dict[str, Any]]] = []

    def answer(self, sent: Any) -> Any:
        url = urlsplit(self.path)
        answer: Any
        match self.command, url.path.removeprefix("/api/v4").split("/")[1:]:
            case "GET", ["user"]:
                answer = {"id": OURS}
            case "GET", ["projects", "9", "merge_requests", "7"]:
                answer = {"sha": self.head}
            case "GET", ["projects", "9", "merge_requests", "7", "notes"]:
                query = {
                    name: int(v[0]) for name, v in parse_qs(url.query).items() if name != "sort"
                }
                first = (query["page"] - 1) * query["per_page"]
                answer = self.notes[first : first + query["per_page"]]
            case "POST", ["projects", "9", "merge_requests", "7", "notes"]:
                answer = {"id": len(self.notes), "author": {"id": OURS}, **sent}
                self.notes.append(answer)
            case "PUT", ["projects", "9", "merge_requests", "7", "notes", note]:
                assert self.notes[int(note)]["author"]["id"] == OURS
                answer = self.notes[int(note)]
                answer.update(sent)
            case other:
                raise AssertionError(other)
        return answer


@pytest.fixture
def gitlab(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of the job, and the server behind it."""
    _Server.notes, _Server.head = [], "1" * 40
    with serving(_Server) as address:
        yield {
            **without_proxies(environment),
            "CI_API_V4_URL": f"{address}/api/v4",
            "CI_MERGE_REQUEST_PROJECT_ID": "9",
            "CI_MERGE_REQUEST_IID": "7",
            "CI_COMMIT_SHA": "1" * 40,
            "KPRLINT_NOTE_TOKEN": "a token",
        }


def _post(folder: Path, gitlab: dict[str, str]) -> str:
    done = _run("kprlint-note", folder, gitlab)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_one_note_is_kept_up_to_date(tmp_path: Path, gitlab: dict[str, str]) -> None:
    # A stranger's note with our mark, and more than a page of talk.
    _Server.notes += [{"id": 0, "author": {"id": THEIRS}, "body": f"{MARK}Ours, honestly"}]
    _Server.notes += [
        {"id": number, "author": {"id": OURS}, "body": "Talk"} for number in range(1, 150)
    ]
    for text in ("First: £5 – “done”", "Second"):
        (tmp_path / "changes.md").write_text(text, "utf-8")
        _post(tmp_path, gitlab)
        assert len(_Server.notes) == 151
        assert _Server.notes[150]["body"] == MARK + text
    assert _Server.notes[0]["body"] == f"{MARK}Ours, honestly"


@pytest.mark.parametrize(
    "commit", [{"CI_COMMIT_SHA": "2" * 40}, {"CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "2" * 40}]
)
def test_an_older_pipeline_leaves_the_note_to_the_newer(
    tmp_path: Path, gitlab: dict[str, str], commit: dict[str, str]
) -> None:
    (tmp_path / "changes.md").write_text("Old")
    assert "There is a newer commit" in _post(tmp_path, {**gitlab, **commit})
    assert _Server.notes == []


def test_a_pipeline_of_the_merged_result_knows_its_commit(
    tmp_path: Path, gitlab: dict[str, str]
) -> None:
    (tmp_path / "changes.md").write_text("New")
    merged = {"CI_COMMIT_SHA": "3" * 40, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "1" * 40}
    _post(tmp_path, {**gitlab, **merged})
    assert len(_Server.notes) == 1


def test_without_a_report_there_is_no_note(tmp_path: Path, gitlab: dict[str, str]) -> None:
    assert "There is no report" in _post(tmp_path, gitlab)
    assert _Server.notes == []


def test_the_job_of_the_note_runs_no_code_of_the_merge_request() -> None:
    job = JOBS["kprlint-note"]
    assert job["variables"] == {"GIT_STRATEGY": "none"}
    assert not any(word in " ".join(job["script"]) for word in ("pip ", "kprlint check"))
    assert job["resource_group"].endswith("$CI_MERGE_REQUEST_IID")
