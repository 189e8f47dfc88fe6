"""The Azure template: its scripts run by bash, and its comment posted to a server that answers as Azure's interface is documented."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.ci import council as councils
from tests.ci import test_azure as recipe
from tests.ci import test_recipes as files
from tests.ci.council import PLAN, Council
from tests.ci.forge import Forge, serving, without_proxies
from tests.ci.steps import ROOT, clean, load, program
from tests.ci.templates import TEMPLATE, steps
from tests.plans import activity

SOURCE = "git+https://github.com/council/kprlint@" + "0" * 40
MARK = "<!-- kprlint -->\n"
OURS, THEIRS = "5-a", "6-b"

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def _run(
    step: dict[str, Any], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", step["bash"]],
        cwd=folder,
        env={**environment, **step.get("env", {}), "SYSTEM_ACCESSTOKEN": "a token"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """With the tests' own command and Python, where the first step puts them."""
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    (stubs / "kprlint").symlink_to(Path(sys.executable).with_name("kprlint"))
    program(tmp_path / "kprlint/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    return clean(tmp_path, stubs, AGENT_TEMPDIRECTORY=str(tmp_path))


@pytest.fixture
def council(tmp_path: Path, environment: dict[str, str]) -> Council:
    return councils.founded(tmp_path / "council", environment)


def test_it_installs_what_it_is_told(tmp_path: Path, environment: dict[str, str]) -> None:
    pip = f'#!/bin/sh\necho "$@" > "{tmp_path}/asked"\n'
    program(
        tmp_path / "stubs/python",
        f'#!/bin/sh\nmkdir -p "$4/bin"\ncat > "$4/bin/pip" <<"END"\n{pip}END\nchmod +x "$4/bin/pip"\n',
    )
    done = _run(steps(source=SOURCE)["Install kprlint"], tmp_path, environment)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "asked").read_text() == f"install --quiet kprlint[html,ical] @ {SOURCE}\n"
    assert done.stdout == f"##vso[task.prependpath]{tmp_path}/kprlint/bin\n"


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_findings_are_issues_of_the_run(
    council: Council, environment: dict[str, str], fail_on: str, code: int
) -> None:
    # Its files say the same in two quarters, which is a warning.
    step = steps(source=SOURCE, failOn=fail_on)["Check the activities"]
    done = _run(step, council.folder, environment)
    assert done.returncode == code
    assert done.stdout.startswith(f"##vso[task.logissue type=warning;sourcepath={PLAN}/KA.03.0")


@pytest.mark.parametrize(("touched_only", "others"), [("True", False), ("False", True)])
def test_changes_go_to_the_summary(
    council: Council,
    environment: dict[str, str],
    tmp_path: Path,
    touched_only: str,
    others: bool,
) -> None:
    councils.stolen(council)
    done = _run(
        steps(source=SOURCE, touchedOnly=touched_only)["Say what has changed"],
        council.clone(tmp_path / "clone"),
        {**environment, "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
    )
    assert done.returncode == 0, done.stderr
    report = tmp_path / "changes.md"
    assert done.stdout == f"##vso[task.uploadsummary]{report}\n"
    assert ("KA.03.05" in report.read_text("utf-8")) == others


def test_it_publishes_the_site(council: Council, environment: dict[str, str]) -> None:
    url = "https://council.example.org/"
    made = steps(source=SOURCE, siteToken="$(SITE_TOKEN)", siteUrl=url, branch="trunk")
    write, publish = made["Write the site"], made["Publish the site"]
    done = _run(write, council.folder, environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("##vso[task.setvariable variable=KPRLINT_SITE]written\n")
    folder = council.folder / publish["inputs"]["app_location"]
    assert (folder / "index.html").is_file()
    assert url in (folder / "feed.atom").read_text("utf-8")
    assert publish["inputs"]["azure_static_web_apps_api_token"] == "$(SITE_TOKEN)"
    assert "'KPRLINT_SITE'], 'written')" in publish["condition"]
    assert "ne(variables['Build.Reason'], 'PullRequest')" in write["condition"]
    assert "eq(variables['Build.SourceBranch'], 'refs/heads/trunk')" in write["condition"]


def test_what_is_not_asked_for_is_not_there() -> None:
    plain = steps(source=SOURCE)
    assert list(plain) == ["Check out", "Get Python", *recipe.STEPS]
    more = steps(source=SOURCE, comment="True", siteToken="$(SITE_TOKEN)")
    assert list(more) == [*plain, "Post the changes", "Write the site", "Publish the site"]


def test_no_parameter_is_written_into_a_script() -> None:
    for script in files._found(load(TEMPLATE), "bash"):
        assert "${{" not in script


def test_the_page_tells_of_every_parameter_with_its_default() -> None:
    rows = files.told(files.CI / "azure.md")
    assert rows == {one["name"]: one.get("default", "") for one in load(TEMPLATE)["parameters"]}


def test_the_example_names_parameters_that_there_are() -> None:
    example = load(files.AZURE_TEMPLATE)
    [step] = example["steps"]
    path, _, repository = step["template"].partition("@")
    assert ROOT / path == TEMPLATE
    assert repository == example["resources"]["repositories"][0]["repository"]
    assert "Post the changes" in steps(**step["parameters"])


class _Server(Forge):
    token = ("Authorization", "Bearer a token")
    threads: ClassVar[list[dict[str, Any]]] = []

    def answer(self, sent: Any) -> Any:
        path, _, query = self.path.partition("?")
        assert query.startswith("api-version=7.1")
        here = "/council/p-9/_apis/git/repositories/r-8/pullRequests/7"
        answer: Any
        match self.command, path.removeprefix(here).split("/")[1:]:
            case "GET", ["council", "_apis", "connectionData"]:
                answer = {"authenticatedUser": {"id": OURS}}
            case "GET", []:
                answer = {"lastMergeSourceCommit": {"commitId": self.head}}
            case "GET", ["threads"]:
                answer = {"value": self.threads, "count": len(self.threads)}
            case "POST", ["threads"]:
                answer = {**sent, "id": len(self.threads)}
                for number, one in enumerate(sent["comments"], 1):
                    one |= {"id": number, "author": {"id": OURS}}
                self.threads.append(answer)
            case "PATCH", ["threads", thread, "comments", comment]:
                [answer] = [
                    one
                    for one in self.threads[int(thread)]["comments"]
                    if one["id"] == int(comment)
                ]
                assert answer["author"]["id"] == OURS
                answer.update(sent)
            case other:
                raise AssertionError(other)
        return answer


@pytest.fixture
def azure(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of the step, and the server behind it."""
    _Server.threads, _Server.head = [], "1" * 40
    with serving(_Server) as address:
        yield {
            **without_proxies(environment),
            "SYSTEM_COLLECTIONURI": f"{address}/council/",
            "SYSTEM_TEAMPROJECTID": "p-9",
            "BUILD_REPOSITORY_ID": "r-8",
            "SYSTEM_PULLREQUEST_PULLREQUESTID": "7",
            "SYSTEM_PULLREQUEST_SOURCECOMMITID": "1" * 40,
        }


def _post(folder: Path, azure: dict[str, str]) -> str:
    done = _run(steps(source=SOURCE, comment="True")["Post the changes"], folder, azure)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_one_comment_is_kept_up_to_date(tmp_path: Path, azure: dict[str, str]) -> None:
    # A stranger's comment with our mark, one that was deleted, and talk of our own.
    said = [(THEIRS, f"{MARK}Ours, honestly"), (OURS, None), (OURS, "Talk")]
    _Server.threads += [
        {"id": number, "comments": [{"id": 1, "author": {"id": who}, "content": text}]}
        for number, (who, text) in enumerate(said)
    ]
    del _Server.threads[1]["comments"][0]["content"]
    for text in ("First: £5 – “done”", "Second"):
        (tmp_path / "changes.md").write_text(text, "utf-8")
        _post(tmp_path, azure)
        assert len(_Server.threads) == 4
        assert _Server.threads[3]["comments"][0]["content"] == MARK + text
    assert _Server.threads[3]["status"] == "closed"
    assert _Server.threads[0]["comments"][0]["content"] == f"{MARK}Ours, honestly"


def test_an_older_run_leaves_the_comment_to_the_newer(
    tmp_path: Path, azure: dict[str, str]
) -> None:
    (tmp_path / "changes.md").write_text("Old")
    _Server.head = "2" * 40
    assert "There is a newer commit" in _post(tmp_path, azure)
    assert _Server.threads == []


def test_without_a_report_there_is_no_comment(tmp_path: Path, azure: dict[str, str]) -> None:
    assert "There is no report" in _post(tmp_path, azure)
    assert _Server.threads == []


def test_the_comment_is_for_pull_requests_of_azure_repos() -> None:
    condition = steps(source=SOURCE, comment="True")["Post the changes"]["condition"]
    assert "eq(variables['Build.Reason'], 'PullRequest')" in condition
    assert "eq(variables['Build.Repository.Provider'], 'TfsGit')" in condition


def test_what_a_parameter_says_is_not_run(council: Council, environment: dict[str, str]) -> None:
    text = '"; touch owned; "$(touch owned)'
    made = steps(source=text, failOn=text, touchedOnly=text, siteToken="x", siteUrl=text)
    for step in made.values():
        if "bash" in step:
            told = {**environment, "SYSTEM_PULLREQUEST_TARGETBRANCH": text}
            _run(step, council.folder, told)
    assert not (council.folder / "owned").exists()


def test_a_status_that_is_none_fails_the_run(council: Council, environment: dict[str, str]) -> None:
    council.write(f"{PLAN}/KA.03.04.yaml", activity(status="Purple"))
    done = _run(steps(source=SOURCE)["Check the activities"], council.folder, environment)
    assert done.returncode == 1
