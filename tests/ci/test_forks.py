"""The two workflows for forks: what the first leaves, and how the second treats what anybody may have left."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.ci import council as councils
from tests.ci.steps import ROOT, Outcome, clean, load, program, run

FORKS = load(ROOT / "docs/ci/github/forks.yml")
COMMENT = load(ROOT / "docs/ci/github/forks-comment.yml")
POST = "marocchino/sticky-pull-request-comment"
KPRLINT = Path(sys.executable).with_name("kprlint")
HEAD = {"head_sha": "1" * 40, "head_repository": {"full_name": "stranger/plans"}}

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "jq", "unzip"))), reason="needs bash, jq and unzip"
)

# What pip would install, without pip.
_PYTHON = f"""#!/bin/sh
mkdir -p "$4/bin"
ln -s {KPRLINT} "$4/bin/kprlint"
ln -s /bin/true "$4/bin/pip"
"""

_GH = """#!/bin/sh
case "$2" in
*/artifacts) jq -r "$4" < "{folder}/artifacts.json" ;;
*/zip) cat "{folder}/report.zip" ;;
*/pulls/*) jq -r "$4" < "{folder}/pull.json" ;;
esac
"""


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    """What `kprlint changes` says of a pull request."""
    council = councils.founded(tmp_path / "council", clean(tmp_path))
    councils.stolen(council)
    done = subprocess.run(
        [KPRLINT, "changes", "--format", "json"],
        cwd=council.folder,
        env=council.environment,
        capture_output=True,
        check=True,
    )
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def _render(tmp_path: Path, members: dict[str, bytes], *, size: int = 1000) -> Outcome:
    """Runs the first job of the second workflow over an artefact with `members`."""
    folder = tmp_path / "server"
    folder.mkdir()
    with zipfile.ZipFile(folder / "report.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    artifacts = [
        {"id": 1, "name": "kprlint", "size_in_bytes": size, "created_at": "2023-11-01T10:00:00Z"},
        {"id": 2, "name": "other", "size_in_bytes": 1, "created_at": "2023-11-02T10:00:00Z"},
    ]
    (folder / "artifacts.json").write_text(json.dumps({"artifacts": artifacts if members else []}))
    stubs = tmp_path / "stubs"
    program(stubs / "gh", _GH.format(folder=folder))
    program(stubs / "python3", _PYTHON)
    temporary = tmp_path / "runner"
    temporary.mkdir()
    return run(
        COMMENT["jobs"]["render"]["steps"],
        {
            "github": {"token": "a token", "event": {"workflow_run": {"id": 3, **HEAD}}},
            "runner": {"temp": str(temporary)},
        },
        folder=tmp_path,
        temporary=temporary,
        environment=clean(
            tmp_path, stubs, RUNNER_TEMP=str(temporary), GITHUB_REPOSITORY="council/plans"
        ),
        shell=COMMENT["defaults"]["run"]["shell"],
    )


def _comment(tmp_path: Path) -> str:
    return (tmp_path / "runner/changes.md").read_text("utf-8")


def _number(outcome: Outcome) -> str:
    return outcome.output(COMMENT["jobs"]["render"]["outputs"]["number"])


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize(
    ("event", "data"), [("pull_request", True), ("push", True), ("pull_request", False)]
)
def test_what_the_first_workflow_leaves(
    tmp_path: Path, event: str, data: bool, failed: bool
) -> None:
    """A report is left also after findings, but only of a pull request."""
    made = tmp_path / "made.json"
    made.write_text("{}")
    steps = FORKS["jobs"]["kprlint"]["steps"]
    if failed:
        steps = [*steps[:2], {"name": "As the action does", "run": "exit 1"}, *steps[2:]]
    outcome = run(
        steps,
        {
            "github": {"event_name": event, "event": {"pull_request": {"number": 7}}},
        },
        folder=tmp_path,
        temporary=tmp_path,
        environment=clean(tmp_path, RUNNER_TEMP=str(tmp_path)),
        given={"kprlint": {"data": str(made) if data else ""}},
    )
    assert outcome.used["YOUR-FORK/kprlint"] == {"comment": "never"}
    assert ("actions/upload-artifact" in outcome.used) == (event == "pull_request" and data)
    if event == "pull_request" and data:
        left = Path(outcome.used["actions/upload-artifact"]["path"])
        assert {file.name: file.read_text() for file in left.iterdir()} == {
            "changes.json": "{}",
            "number": "7\n",
        }


def test_a_report_is_rendered(tmp_path: Path, report: dict[str, Any]) -> None:
    outcome = _render(tmp_path, {"changes.json": json.dumps(report).encode(), "number": b"7\n"})
    assert not outcome.failed, outcome.log
    assert _number(outcome) == "7"
    assert "KA.03.04" in _comment(tmp_path)
    assert outcome.used["actions/upload-artifact"]["path"] == str(tmp_path / "runner/changes.md")


def test_what_a_stranger_writes_is_text(tmp_path: Path, report: dict[str, Any]) -> None:
    evil = "<img src=x> @everyone [a](https://example.org) ![b](//c) <!-- Sticky -->\n# Approved"

    def poisoned(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: poisoned(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [poisoned(value) for value in node]
        return evil if key in ("title", "text", "lead", "portfolio") and node else node

    outcome = _render(
        tmp_path, {"changes.json": json.dumps(poisoned(report)).encode(), "number": b"7"}
    )
    assert not outcome.failed, outcome.log
    text = _comment(tmp_path)
    assert "everyone" in text
    assert len(text) < 60_000
    for forbidden in ("<img", "@everyone", "<!-- Sticky", "\n# Approved"):
        assert forbidden not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "https://example" not in text


@pytest.mark.parametrize(
    "number", [b"", b"0", b"-1", b"7; touch owned", b"$(touch owned)", b"7\n8", b"9" * 30, b"\0"]
)
def test_a_number_that_is_none(tmp_path: Path, number: bytes) -> None:
    outcome = _render(tmp_path, {"changes.json": b"{}", "number": number})
    assert outcome.failed
    assert _number(outcome) == ""
    assert "actions/upload-artifact" not in outcome.used
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff", b"[" * 100_000, b'{"version": 1}', b" " * 30_000_000],
    ids=["empty", "not a report", "not text", "deep", "a part", "a bomb"],
)
def test_a_report_that_is_none(tmp_path: Path, content: bytes) -> None:
    outcome = _render(tmp_path, {"changes.json": content, "number": b"7"})
    assert outcome.failed
    assert "Traceback" not in outcome.log
    assert "actions/upload-artifact" not in outcome.used


def test_nothing_is_unpacked(tmp_path: Path, report: dict[str, Any]) -> None:
    outcome = _render(
        tmp_path,
        {
            "../../owned": b"",
            "venv/bin/kprlint": b"#!/bin/sh\ntouch owned",
            "changes.json": json.dumps(report).encode(),
            "number": b"7",
        },
    )
    assert not outcome.failed, outcome.log
    assert not list(tmp_path.parent.rglob("owned"))


@pytest.mark.parametrize(
    ("members", "size"), [({}, 0), ({"changes.json": b"{}", "number": b"7"}, 2_000_000)]
)
def test_no_report_and_one_that_is_too_large(
    tmp_path: Path, members: dict[str, bytes], size: int
) -> None:
    outcome = _render(tmp_path, members, size=size)
    assert not outcome.failed
    assert _number(outcome) == ""
    assert "actions/upload-artifact" not in outcome.used


@pytest.mark.parametrize(
    ("sha", "repository", "posted"),
    [
        ("1" * 40, "stranger/plans", True),
        ("2" * 40, "stranger/plans", False),  # there is a newer commit
        ("1" * 40, "another/plans", False),  # somebody else's pull request
        ("1" * 40, None, False),
    ],
)
def test_the_comment_goes_to_the_run_s_own_pull_request(
    tmp_path: Path, sha: str, repository: str | None, posted: bool
) -> None:
    head = {"sha": sha, "repo": {"full_name": repository} if repository else None}
    (tmp_path / "pull.json").write_text(json.dumps({"head": head}))
    program(tmp_path / "stubs/gh", _GH.format(folder=tmp_path))
    outcome = run(
        COMMENT["jobs"]["comment"]["steps"],
        {
            "github": {"token": "a token", "event": {"workflow_run": HEAD}},
            "needs": {"render": {"outputs": {"number": "7"}}},
            "runner": {"temp": str(tmp_path)},
        },
        folder=tmp_path,
        temporary=tmp_path,
        environment=clean(tmp_path, tmp_path / "stubs", GITHUB_REPOSITORY="council/plans"),
        shell="bash",
    )
    assert not outcome.failed, outcome.log
    assert (POST in outcome.used) == posted
    if posted:
        assert outcome.used[POST] == {
            "header": "kprlint",
            "number": "7",
            "path": str(tmp_path / "changes.md"),
        }
