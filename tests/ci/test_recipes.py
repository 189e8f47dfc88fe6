"""The action and the recipes as files: well formed, pinned, nothing interpolated, shown as they are."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ci.steps import ROOT, load
from tests.ci.templates import TEMPLATE

CI = ROOT / "docs/ci"
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((CI / "github").glob("*.yml"))
OWN = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = CI / "gitlab/.gitlab-ci.yml"
GITLAB_INCLUDE = CI / "gitlab/component.yml"
AZURE = CI / "azure/azure-pipelines.yml"
AZURE_TEMPLATE = CI / "azure/template.yml"
BITBUCKET = CI / "bitbucket/bitbucket-pipelines.yml"
FORGEJO = CI / "forgejo/kprlint.yml"
PAGES = {
    CI / "github.md": [
        CI / f"github/{n}.yml" for n in ("same-repository", "site", "forks", "forks-comment")
    ],
    CI / "gitlab.md": [GITLAB, GITLAB_INCLUDE],
    CI / "azure.md": [AZURE, AZURE_TEMPLATE],
    CI / "bitbucket.md": [BITBUCKET],
    CI / "forgejo.md": [FORGEJO],
}
PLACEHOLDER = "0" * 40


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _found(node: Any, key: str) -> Iterator[Any]:
    """Every value under `key`, at any depth."""
    if isinstance(node, dict):
        if key in node:
            yield node[key]
        for value in node.values():
            yield from _found(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _found(value, key)


def _tool(name: str) -> str | None:
    """A program of this environment, or of the machine."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def test_all_files_are_shown() -> None:
    shown = {path for paths in PAGES.values() for path in paths}
    there = {p for p in CI.rglob("*") if p.is_file() and p.suffix in (".yml", ".yaml")}
    assert shown == there
    assert set(WORKFLOWS) == set(PAGES[CI / "github.md"])


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_page_shows_its_files_verbatim(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) == [
        path.read_text("utf-8") for path in PAGES[page]
    ]
    for path in PAGES[page]:
        assert f"]({path.relative_to(CI).as_posix()})" in text


def told(page: Path) -> dict[str, str]:
    """The table of what can be set: each input with its default as it stands there."""
    rows = re.findall(
        r"^\| `([A-Za-z-]+)` \| (.*?) ?\| .+\|$", page.read_text("utf-8"), re.MULTILINE
    )
    return {name: default.strip('`"') for name, default in rows}


def test_the_page_tells_of_every_input_with_its_default() -> None:
    rows = told(CI / "github.md")
    inputs = load(ACTION)["inputs"]
    assert list(rows) == list(inputs)
    for name, default in rows.items():
        assert inputs[name]["default"] in (default, "")
    for name in load(ACTION)["outputs"]:
        assert f"`{name}`" in (CI / "github.md").read_text("utf-8")


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS, *OWN, FORGEJO], ids=_name)
def test_nothing_is_interpolated_into_a_script(path: Path) -> None:
    scripts = list(_found(load(path), "run"))
    for script in scripts:
        assert "${{" not in str(script)


def test_actions_are_pinned_and_all_files_agree() -> None:
    pinned: dict[str, set[tuple[str, str]]] = {}
    for path in (ACTION, *WORKFLOWS, *OWN):
        text = path.read_text("utf-8")
        lines = re.findall(r"uses: (\S+)@([0-9a-f]{40}) # (.+)$", text, re.MULTILINE)
        assert len(lines) == len(list(_found(load(path), "uses")))
        for action, commit, said in lines:
            pinned.setdefault(action, set()).add((commit, said))
    assert all(len(versions) == 1 for versions in pinned.values())
    own = pinned.pop("YOUR-FORK/kprlint")
    assert {commit for commit, _ in own} == {PLACEHOLDER}
    for [(commit, version)] in pinned.values():
        assert commit != PLACEHOLDER
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version)


@pytest.mark.parametrize("path", WORKFLOWS, ids=_name)
def test_rights_are_the_least_and_credentials_do_not_stay(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    rights = [
        f"{scope}: {level}"
        for job in workflow["jobs"].values()
        for scope, level in job["permissions"].items()
    ]
    assert (
        rights
        == {
            "same-repository": ["contents: read", "pull-requests: write"],
            "site": ["contents: read", "pull-requests: write", "pages: write", "id-token: write"],
            "forks": ["contents: read"],
            "forks-comment": ["actions: read", "pull-requests: write"],
        }[path.stem]
    )
    assert "secrets." not in path.read_text("utf-8")
    for step in (s for job in workflow["jobs"].values() for s in job["steps"]):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            # The council's own repository with its history; kprlint without.
            assert ("repository" in step["with"]) != (step["with"].get("fetch-depth") == 0)


def test_the_workflow_that_may_write_runs_nothing_of_the_pull_request() -> None:
    workflow = load(CI / "github/forks-comment.yml")
    assert list(workflow["on"]) == ["workflow_run"]
    assert workflow["on"]["workflow_run"]["workflows"] == [load(CI / "github/forks.yml")["name"]]
    for job in workflow["jobs"].values():
        installs = any("pip" in str(step.get("run")) for step in job["steps"])
        writes = "write" in job["permissions"].values()
        assert installs != writes
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["repository"] == "YOUR-FORK/kprlint"
                assert step["with"]["ref"] == PLACEHOLDER


@pytest.mark.parametrize("path", WORKFLOWS, ids=_name)
def test_an_older_run_gives_way(path: Path) -> None:
    concurrency = load(path)["concurrency"]
    if path.stem == "forks-comment":
        # One after the other; which one is the newest, the job itself finds out.
        assert concurrency["cancel-in-progress"] is False
        assert "head_branch" in concurrency["group"]
    else:
        assert concurrency["cancel-in-progress"] is True
        assert "github.event.pull_request.number" in concurrency["group"]


@pytest.mark.parametrize("persona", ["regular", "pedantic"])
def test_zizmor_finds_nothing(persona: str) -> None:
    report = _zizmor("--persona", persona)
    assert json.loads(report.stdout) == [], report.stdout
    assert report.returncode == 0, report.stderr


def test_zizmor_is_told_to_be_silent_once() -> None:
    report = _zizmor("--no-ignores")
    assert [finding["ident"] for finding in json.loads(report.stdout)] == ["dangerous-triggers"]


def _zizmor(*options: str) -> subprocess.CompletedProcess[str]:
    zizmor = _tool("zizmor")
    if zizmor is None:
        pytest.skip("zizmor is not installed")
    return subprocess.run(
        [zizmor, "--offline", "--quiet", "--strict-collection", "--format", "json", *options]
        + [str(path) for path in (ACTION, *WORKFLOWS, *OWN)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("schema", "paths", "options"),
    [
        ("github-actions", [ACTION], []),
        ("github-issue-forms", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml")), []),
        ("github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"], []),
        ("citation-file-format", [ROOT / "CITATION.cff"], []),
        ("github-workflows", [*WORKFLOWS, *OWN, FORGEJO], []),
        ("bitbucket-pipelines", [BITBUCKET], []),
        ("gitlab-ci", [GITLAB, GITLAB_INCLUDE], ["--data-transform", "gitlab-ci"]),
        (
            "azure-pipelines",
            [AZURE, AZURE_TEMPLATE, TEMPLATE],
            ["--data-transform", "azure-pipelines", "--regex-variant", "nonunicode"],
        ),
    ],
)
def test_files_fit_the_published_schemas(
    schema: str, paths: list[Path], options: list[str]
) -> None:
    """The schemas are in the package check-jsonschema."""
    command = _tool("check-jsonschema")
    if command is None:
        pytest.skip("check-jsonschema is not installed")
    done = subprocess.run(
        [command, "--builtin-schema", f"vendor.{schema}", *options, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_shellcheck_finds_nothing() -> None:
    shellcheck = _tool("shellcheck")
    if shellcheck is None:
        pytest.skip("shellcheck is not installed")
    for path in (ACTION, *WORKFLOWS, *OWN, FORGEJO, AZURE, TEMPLATE):
        for script in (*_found(load(path), "run"), *_found(load(path), "bash")):
            if isinstance(script, str):
                done = subprocess.run(
                    [shellcheck, "--shell=bash", "-"],
                    input=script,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == 0, f"{path}: {done.stdout}"
