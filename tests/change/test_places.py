"""Snapshots out of real git: quarters that are found, and what git must not be made to do."""

import json
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kprlint.cli import main
from tests.conftest import write
from tests.plans import REGISTER, activity

PLAN = "activities/2023-24"
Q = {n: f"2023/24 Q{n}" for n in (1, 2, 3, 4)}


class Repository:
    """A plan in a work tree, with git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def quarter(self, number: int, **fields: str) -> None:
        """Writes the plan as it is in a quarter."""
        write(self.folder / PLAN / "plan.yaml", REGISTER.replace(Q[2], Q[number]))
        for code in ("KA.03.04", "KA.03.05"):
            text = activity(code, period=Q[number], **fields)
            write(self.folder / PLAN / f"{code}.yaml", text)

    def commit(self, message: str = "Update") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


def invoke(*arguments: str) -> Result:
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


def changes(*arguments: str) -> dict[str, Any]:
    result = invoke("changes", "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def sides(*arguments: str) -> tuple[str, str | None, str, str | None]:
    """Period and revision of both sides."""
    data = changes(*arguments)
    one, other = data["from"], data["to"]
    return one["period"], one["revision"], other["period"], other["revision"]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    settings = write(
        tmp_path / "gitconfig",
        '[user]\n\tname = A\n\temail = a@council.example\n[protocol "file"]\n\tallow = always\n',
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "council"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Repository(folder)


def test_the_previous_quarter_is_found(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    last = repository.commit("the last of the quarter")
    repository.quarter(2)
    assert sides() == (Q[1], last, Q[2], None)  # opened, and not committed
    repository.commit()
    repository.commit()
    assert sides() == (Q[1], last, Q[2], None)


def test_a_tag_says_which_commit_closed_a_quarter(repository: Repository) -> None:
    repository.quarter(1)
    closed = repository.commit()
    repository.git("tag", "--annotate", "--message", "closed", "kprlint/2023-24/2023-24-Q1")
    repository.commit("a late mend")
    repository.quarter(3)  # one was left out
    repository.commit()
    assert sides()[:2] == (Q[1], closed)
    assert changes()["from"]["place"] == "tag"
    # A tag on a commit in which the plan is in another quarter is not taken.
    repository.git("tag", "kprlint/2023-24/2023-24-Q3", closed)
    assert sides("--from", "2023-24-Q1", "--to", "2023/24 Q3")[2:] == (
        Q[3],
        repository.git("rev-parse", "HEAD"),
    )


def test_a_branch_that_lagged_behind_does_not_hide_what_the_others_did(
    repository: Repository,
) -> None:
    repository.quarter(1)
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "officer")
    write(repository.folder / "notes.txt", "a note")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.quarter(1, status="Amber", status_reason="It rained.")
    last = repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.git("checkout", "--quiet", "officer")
    repository.git("merge", "--quiet", "--no-edit", "main")
    assert sides()[:2] == (Q[1], last)


def test_a_slip_in_the_history_is_passed_over(repository: Repository) -> None:
    repository.quarter(1)
    last = repository.commit()
    repository.quarter(2)
    repository.commit()
    write(repository.folder / PLAN / "plan.yaml", "{")
    repository.commit("broken")
    repository.quarter(3)
    repository.commit("too early")
    repository.quarter(2)
    repository.commit()
    assert sides()[:2] == (Q[1], last)


def test_all_ways_to_name_a_snapshot(repository: Repository) -> None:
    repository.quarter(1)
    first = repository.commit()
    repository.quarter(2)
    second = repository.commit()
    repository.git("tag", "mark", first)
    for name in (first, first[:10], "HEAD~1", "mark", "2023/24 Q1", "2023-24-Q1"):
        assert sides("--from", name, "--to", "HEAD") == (Q[1], first, Q[2], second), name
    repository.quarter(3)
    repository.git("add", "--all")
    repository.quarter(4)
    write(repository.folder / PLAN / "KA.03.06.yaml", activity("KA.03.06", period=Q[4]))
    assert changes("--to", "INDEX")["to"]["period"] == Q[3]
    assert changes()["to"]["period"] == Q[4]
    assert changes()["to"]["activities"] == 3  # what git does not track yet, too
    (repository.folder / PLAN / "KA.03.05.yaml").unlink()
    assert changes()["to"]["activities"] == 2
    shutil.copytree(repository.folder / PLAN, repository.folder.parent / "a copy")
    assert changes("--from", "../a copy", "--to", PLAN)["summary"]["activities"]["same-code"] == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("--output=x", "is not a revision"),
        ("-h", "is not a revision"),
        ("", "is not a revision"),
        ("nope", "git knows no commit 'nope' here"),
        ("no such one", "git knows no commit 'no such one' here"),
        ("HEAD missing 7", "git knows no commit"),
        ("HEAD\nHEAD", "git knows no commit"),
        ("HEAD:activities", "git knows no commit"),
        ("HEAD^{tree}", "git knows no commit"),
        ("2023/24-Q4", "it holds 2023/24 Q2"),
        ("activities", "there is no plan.yaml in activities"),
        ("index", "write INDEX in capitals"),
    ],
)
def test_what_names_no_snapshot_is_refused(repository: Repository, name: str, said: str) -> None:
    repository.quarter(2)
    repository.commit()
    result = invoke("changes", f"--from={name}")
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (repository.folder / "x").exists()


def test_without_an_earlier_quarter_it_says_what_to_do(repository: Repository) -> None:
    repository.quarter(1)
    repository.git("add", "--all")
    result = invoke("changes")
    assert (result.exit_code, "no commit yet" in result.stderr) == (2, True)
    repository.commit()
    result = invoke("changes")
    assert result.exit_code == 2
    assert "say what to compare with: --from" in result.stderr


def test_a_shallow_clone_gets_the_exact_remedy(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2)
    repository.commit()
    clone = repository.folder.parent / "clone"
    repository.git("clone", "--quiet", "--depth", "1", repository.folder.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    result = invoke("changes")
    assert result.exit_code == 2
    assert "git fetch --unshallow --tags" in result.stderr
    assert "fetch-depth: 0" in result.stderr


def test_a_repository_of_somebody_else_gets_the_exact_remedy(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.quarter(1)
    repository.commit()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = invoke("changes", "--from", "HEAD")
    assert result.exit_code == 2
    assert f"git config --global --add safe.directory {repository.folder}" in result.stderr


def test_only_what_a_branch_touches(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "officer")
    path = repository.folder / PLAN / "KA.03.05.yaml"
    write(path, path.read_text("utf-8").replace("status: Green", "status: Red"))
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    path = repository.folder / PLAN / "KA.03.04.yaml"
    write(path, path.read_text("utf-8").replace("status: Green", "status: Amber"))
    repository.commit()
    repository.git("checkout", "--quiet", "officer")
    data = changes("--touched-since", "main")
    assert [p["to"]["activity"] for p in data["pairs"]] == ["2023-24/KA.03.05"]
    scope = data["scope"]
    assert (scope["since"], scope["activities"], scope["of"]) == ("main", 1, 2)
    for name in ("text", "markdown", "html"):
        assert (
            "1 of 2 activities, those touched since main"
            in invoke("changes", "--touched-since", "main", "--format", name).stdout
        )


@pytest.mark.parametrize("kind", ["link", "submodule", "large", "nonsense"])
def test_a_file_that_cannot_be_read_is_neither_gone_nor_new(
    repository: Repository, kind: str
) -> None:
    repository.quarter(1)
    first = repository.commit()
    repository.quarter(2)
    path = repository.folder / PLAN / "KA.03.05.yaml"
    if kind == "link":
        path.unlink()
        path.symlink_to("KA.03.04.yaml")
    elif kind == "submodule":
        path.unlink()
        repository.git("update-index", "--force-remove", f"{PLAN}/KA.03.05.yaml")
        repository.git(
            "update-index", "--add", "--cacheinfo", f"160000,{first},{PLAN}/KA.03.05.yaml"
        )
        repository.git("add", f"{PLAN}/plan.yaml", f"{PLAN}/KA.03.04.yaml")
    elif kind == "large":
        write(path, "# " + "x" * 2_000_000)
    else:
        write(path, b"\x00\xff{")
    if kind == "submodule":
        repository.git("commit", "--quiet", "--message", "x")
    else:
        repository.commit()
    result = invoke("changes", "--from", first, "--to", "HEAD", "--format", "json")
    data = json.loads(result.stdout)
    assert [u["file"] for u in data["limits"]["unread"]] == [f"{PLAN}/KA.03.05.yaml"]
    assert "was not compared" in result.stderr
    assert data["summary"]["activities"]["removed"] == 0
    assert data["summary"]["activities"]["same-code"] == 1


def test_nothing_that_the_repository_configures_runs(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2)
    repository.commit()
    marker = repository.folder.parent / "ran"
    program = write(repository.folder.parent / "program", f"#!/bin/sh\ntouch {marker}\ncat\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "diff.external",
        "diff.x.textconv",
        "diff.x.command",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "alias.cat-file",
        "uploadpack.packObjectsHook",
    ):
        repository.git("config", key, str(program))
    hooks = repository.folder.parent / "hooks"
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(program, write(hooks / name, ""))
        (hooks / name).chmod(0o755)
    repository.git("config", "core.hooksPath", str(hooks))
    write(repository.folder / ".git/info/attributes", "* diff=x filter=x\n")
    marker.unlink(missing_ok=True)
    for arguments in (
        ["changes"],
        ["changes", "--to", "INDEX"],
        ["changes", "--from", "HEAD~1", "--to", "HEAD", "--touched-since", "HEAD~1"],
        ["history", "KA.03.04"],
    ):
        result = invoke(*arguments)
        assert result.exit_code == 0, result.output
        assert not marker.exists(), arguments


def test_replaced_objects_do_not_deceive(repository: Repository) -> None:
    repository.quarter(1)
    first = repository.commit()
    repository.quarter(1, status="Amber", status_reason="It rained.")
    other = repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.git("replace", other, first)
    assert changes()["pairs"][0]["from"]["status"] == "Amber"


def test_from_below_and_from_a_linked_work_tree(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.quarter(1)
    first = repository.commit()
    repository.quarter(2)
    repository.commit()
    monkeypatch.chdir(repository.folder / PLAN)
    assert sides()[:2] == (Q[1], first)
    repository.git("worktree", "add", "--quiet", "../linked")
    monkeypatch.chdir(repository.folder.parent / "linked")
    assert sides()[:2] == (Q[1], first)


def test_the_history_follows_a_declared_code(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.quarter(3)
    os.rename(
        repository.folder / PLAN / "KA.03.05.yaml", repository.folder / PLAN / "KA.03.06.yaml"
    )
    text = activity("KA.03.06", period=Q[3], title="Something else altogether")
    write(repository.folder / PLAN / "KA.03.06.yaml", text + "continues: 2023-24/KA.03.05\n")
    repository.commit()
    result = invoke("history", "KA.03.06", "--format", "json")
    quarters = json.loads(result.stdout)["quarters"]
    assert [q["quarter"] for q in quarters] == [Q[1], Q[2], Q[3]]
    assert [q["activity"][-8:] for q in quarters] == ["KA.03.05", "KA.03.05", "KA.03.06"]
    # One that is gone is told up to its last quarter.
    result = invoke("history", "KA.03.05")
    assert Q[2] in result.stdout
    assert Q[3] not in result.stdout
    assert invoke("history", "KA.3.5").exit_code == 2
    unknown = invoke("history", "KA.03.07")
    assert (unknown.exit_code, "no quarter of the plan" in unknown.stderr) == (2, True)


# What needs an explanation, and where it stands


STEP = "\n  - action: Choose the places for the new monitors\n    due: 2024/25 Q1"


def test_exit_codes(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2, next_steps=STEP)
    repository.commit()
    assert invoke("changes").exit_code == 0
    assert invoke("changes", "--fail-on", "unaccounted").exit_code == 0
    assert invoke("changes", "--fail-on", "needs-explanation").exit_code == 1
    repository.quarter(2, next_steps=f"{STEP}\n    moved: The mast has to be tested.")
    progress = "progress:\n  - Two masts were tested.\n"
    for code in ("KA.03.04", "KA.03.05"):
        path = repository.folder / PLAN / f"{code}.yaml"
        text = path.read_text("utf-8")
        write(
            path,
            text.replace(
                "progress:\n  - The monitoring report was sent to the ministry.\n", progress
            ),
        )
    assert invoke("changes", "--fail-on", "needs-explanation").exit_code == 0
    assert invoke("changes", "--fail-on", "worth-noting").exit_code in (0, 1)
    repository.quarter(2, next_steps=" []")
    assert invoke("changes", "--fail-on", "unaccounted").exit_code == 1


def test_a_new_reason_explains_a_move_and_last_quarters_does_not(repository: Repository) -> None:
    repository.quarter(1, status="Green", status_reason="An old reason.")
    repository.commit()
    for reason, said in (
        ("An old reason.", None),
        ("The contractor is gone.", "The contractor is gone."),
    ):
        repository.quarter(2, status="Amber", status_reason=reason)
        moved = [e for e in changes()["events"] if e["name"] == "status-worsened"]
        assert [e["said"] for e in moved] == [said, said]


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("https://github.com/council/plans", "https://github.com/council/plans/blob/{}/{}#L9"),
        ("https://gitlab.example/a/b.git", "https://gitlab.example/a/b/-/blob/{}/{}#L9"),
        (
            "https://git.council.example/x/{revision}/{file}:{line}",
            "https://git.council.example/x/{}/{}:9",
        ),
    ],
)
def test_events_lead_to_the_line_on_a_forge(repository: Repository, base: str, link: str) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2, next_steps=STEP)
    head = repository.commit()
    data = changes("--forge", base, "--to", "HEAD")
    slipped = next(e for e in data["events"] if e["name"] == "step-slipped")
    file = f"{PLAN}/KA.03.04.yaml"
    assert slipped["place"] == {
        "file": file,
        "line": 10,
        "revision": head,
        "link": link.replace("9", "10").format(head, file) if "{}" in link else link,
    }
    assert (
        "is not the address of a repository" in invoke("changes", "--forge", "javascript:1").stderr
    )


def test_only_the_activities_of_a_lead_or_a_portfolio(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2, next_steps=STEP)
    text = activity("KA.03.05", period=Q[2], lead="Housing", portfolio="Wellbeing")
    write(repository.folder / PLAN / "KA.03.05.yaml", text)
    for option, name in (("--lead", "Housing"), ("--portfolio", "Wellbeing")):
        data = changes(option, name)
        assert {x["activity"] for x in data["ledger"]} == {"2023-24/KA.03.05"}
        assert {e["activity"] for e in data["events"]} <= {"2023-24/KA.03.05", None}
        assert data["scope"][option[2:]] == name
    wrong = invoke("changes", "--lead", "Housin")
    assert (wrong.exit_code, "did you mean" in wrong.stderr.lower()) == (2, True)
