"""A council's repository, and the action run over it."""

from pathlib import Path

import pytest

from tests.ci import council as councils
from tests.ci.council import Council
from tests.ci.runner import ACTION, KPRLINT, NEWEST, Act
from tests.ci.steps import ROOT, Outcome, clean, program, run


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return councils.founded(tmp_path / "council", clean(tmp_path))


@pytest.fixture
def act(tmp_path: Path, council: Council) -> Act:
    """Runs the action in a clone, with the given inputs."""
    temporary = tmp_path / "runner"
    temporary.mkdir()
    stubs = tmp_path / "stubs"

    def call(
        *,
        folder: Path | None = None,
        event: str = "pull_request",
        head: str = "council/plans",
        sha: str = NEWEST,
        base: str = "main",
        branch: str = "7/merge",
        server: str = f"echo {NEWEST}",
        given: dict[str, dict[str, str]] | None = None,
        **inputs: str,
    ) -> Outcome:
        program(stubs / "gh", f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n{server}\n')
        pull_request = {"number": 7, "head": {"sha": sha, "repo": {"full_name": head}}}
        github = {
            "event_name": event,
            "repository": "council/plans",
            "ref_name": branch,
            "token": "a token",
            "event": {
                "repository": {"default_branch": "main"},
                **({"pull_request": pull_request} if event == "pull_request" else {}),
            },
        }
        defaults = {name: told["default"] for name, told in ACTION["inputs"].items()}
        outcome = run(
            ACTION["runs"]["steps"],
            {
                "github": github,
                "inputs": {**defaults, **{k.replace("_", "-"): v for k, v in inputs.items()}},
                "runner": {"temp": str(temporary)},
            },
            folder=folder or council.clone(tmp_path / "clone"),
            temporary=temporary,
            environment=clean(
                tmp_path,
                stubs,
                RUNNER_TEMP=str(temporary),
                GITHUB_ACTION_PATH=str(ROOT),
                GITHUB_REPOSITORY="council/plans",
                GITHUB_BASE_REF=base if event == "pull_request" else "",
                GITHUB_ACTIONS="true",
            ),
            given=given or {"install": {"kprlint": str(KPRLINT), "folder": str(temporary)}},
        )
        assert len(outcome.summary.encode()) < 2**20
        return outcome

    return call
