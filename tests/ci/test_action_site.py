"""The action publishes the site: from the default branch alone, and whatever was found."""

from pathlib import Path

import pytest

from tests.ci.council import PLAN, Council
from tests.ci.runner import ACTION, KPRLINT, Act, needed
from tests.ci.steps import Outcome, clean, program, run
from tests.plans import activity

PAGES = "actions/upload-pages-artifact"

pytestmark = needed


def _only_the_site(folder: Path) -> dict[str, dict[str, str]]:
    """What the other steps would have said, so that they need not run."""
    return {
        "install": {"kprlint": str(KPRLINT), "folder": str(folder / "runner")},
        "check": {"exit": "0"},
        "changes": {"exit": "0", "report": ""},
    }


def _site(outcome: Outcome) -> str:
    return outcome.output(ACTION["outputs"]["site"]["value"])


@pytest.mark.parametrize("event", ["push", "workflow_dispatch"])
def test_the_default_branch_has_its_site(act: Act, council: Council, event: str) -> None:
    council.write(f"{PLAN}/KA.03.04.yaml", activity(status="Purple"))
    council.commit("A status that is none")
    url = "https://council.example.org/plans/"
    outcome = act(event=event, branch="main", site="true", site_url=url)
    assert outcome.codes["Fail where something was found"] == 1
    folder = Path(_site(outcome))
    assert outcome.used[PAGES] == {"path": str(folder)}
    assert (folder / "2023-24/activity/KA.03.05.html").is_file()
    assert url in (folder / "feed.atom").read_text("utf-8")


@pytest.mark.parametrize(
    "circumstance",
    [
        {"event": "push", "branch": "main"},
        {"event": "push", "branch": "pull", "site": "true"},
        {"event": "pull_request", "branch": "7/merge", "site": "true"},
        # Its branch is the one that is merged into, and what is checked out may be a stranger's.
        {"event": "pull_request_target", "branch": "main", "site": "true"},
    ],
    ids=["not wanted", "another branch", "pull request", "pull request target"],
)
def test_where_no_site_is_written(act: Act, tmp_path: Path, circumstance: dict[str, str]) -> None:
    outcome = act(given=_only_the_site(tmp_path), **circumstance)
    assert not outcome.failed, outcome.log
    assert PAGES not in outcome.used
    assert _site(outcome) == ""


def test_a_site_that_cannot_be_written_fails_the_job(
    act: Act, council: Council, tmp_path: Path
) -> None:
    council.write("kprlint.toml", "exclude = 3\n")
    council.commit("A slip")
    outcome = act(given=_only_the_site(tmp_path), event="push", branch="main", site="true")
    assert outcome.codes["Write the site"] == 2
    assert outcome.failed
    assert PAGES not in outcome.used


@pytest.mark.parametrize(("site", "asked"), [("false", ""), ("true", "[html,ical]")])
def test_what_the_site_needs_is_installed(tmp_path: Path, site: str, asked: str) -> None:
    python = program(
        tmp_path / "python",
        '#!/bin/sh\nmkdir -p "$4/bin"\n'
        'printf \'#!/bin/sh\\necho "$@"\\n\' > "$4/bin/python"; chmod +x "$4/bin/python"\n',
    )
    steps = [one for one in ACTION["runs"]["steps"] if one.get("id") in ("python", "install")]
    outcome = run(
        steps,
        {"inputs": {"site": site, "python-version": "3.13"}},
        folder=tmp_path,
        temporary=tmp_path,
        environment=clean(tmp_path, RUNNER_TEMP=str(tmp_path), GITHUB_ACTION_PATH="/the/action"),
        given={"python": {"python-path": str(python)}},
    )
    assert outcome.log.endswith(f" /the/action{asked}\n")
