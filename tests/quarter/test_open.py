"""`kprlint open` as a user runs it."""

import difflib
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, write
from tests.plans import PREDECESSOR, REGISTER, activity
from tests.quarter.conftest import PLAN, Repository

CODE = "KA.03.04.yaml"
OTHER = "KA.03.05.yaml"


def findings(run: Run, *arguments: str) -> set[tuple[str, str]]:
    result = run("check", "--format", "json", *arguments)
    return {(f["rule"], f["severity"]) for f in json.loads(result.stdout)["findings"]}


def test_the_plan_moves_on(repository: Repository, run: Run) -> None:
    result = run("open", "2023/24-Q3")
    assert result.exit_code == 0
    assert result.stdout == "2023-24: 2023/24 Q2 → 2023/24 Q3, 2 activities moved on\n"
    assert repository.file("plan.yaml").read_text() == REGISTER.replace("24 Q2", "24 Q3")
    expected = activity("KA.03.04", period="2023/24 Q3").replace(
        "progress:\n  - The monitoring report was sent to the ministry.", "progress:"
    )
    assert repository.file(CODE).read_text() == expected
    assert sorted(path.name for path in repository.file("").iterdir()) == [CODE, OTHER, "plan.yaml"]


def test_the_commit_of_it_passes_the_hooks(repository: Repository, run: Run) -> None:
    """Only warnings are left, whatever the statuses are; the hooks run these two commands."""
    for word, reason in (("Red", "why"), ("Amber", "why"), ("Deferred", "why"), ("Complete", "")):
        steps = "[]" if word == "Complete" else ""
        text = activity("KA.03.04", status=word, status_reason=reason, as_at="2023-10-30")
        if steps:
            text = text.replace(text[text.index("next_steps") :], "next_steps: []\n")
        repository.write(CODE, text)
        repository.commit()
        assert run("check", "--fail-on", "info").exit_code == 0
        assert run("open", "2023/24-Q3").exit_code == 0
        repository.git("add", "--all")
        assert run("check", "--scope", "file", f"{PLAN}/plan.yaml", f"{PLAN}/{CODE}").exit_code == 0
        assert run("check", "--scope", "plan").exit_code == 0
        assert findings(run) == {("empty-progress", "warning")}
        repository.git("reset", "--quiet", "--hard")


def test_the_real_plan_can_be_opened(
    tmp_path_factory: pytest.TempPathFactory, settings: Path, run: Run
) -> None:
    import shutil

    root = Path(__file__).parents[2]
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(root / "activities", folder / "activities")
    shutil.copy(root / "kprlint.toml", folder)
    real = Repository(folder)
    real.git("init", "--quiet")
    real.commit()
    before = real.tree()
    os.chdir(folder)
    assert run("open", "2023/24-Q3").exit_code == 0
    assert run("check").exit_code == 0
    assert {severity for _, severity in findings(run)} <= {"warning", "info"}
    for name, content in real.tree().items():
        old, new = before[name].decode().splitlines(), content.decode().splitlines()
        added = [line for line in difflib.ndiff(old, new) if line.startswith("+ ")]
        assert set(added) <= {"+ period: 2023/24 Q3", "+ progress: []"}


def test_what_is_closed_keeps_its_progress(repository: Repository, run: Run) -> None:
    repository.replace(
        "plan.yaml", "  Paused:\n    kind: paused\n", "  Ended:\n    kind: withdrawn\n"
    )
    for name, word in ((CODE, "Complete"), (OTHER, "Ended")):
        repository.replace(name, "status: Green\n", f"as_at: 2023-10-02\nstatus: {word}\n")
    repository.commit()
    before = repository.file(CODE).read_text()
    result = run("open", "2023/24-Q3")
    assert result.exit_code == 0
    assert "2 activities that are complete or withdrawn kept progress" in result.stderr
    after = before.replace("24 Q2", "24 Q3", 1).replace("as_at: 2023-10-02\n", "")
    assert repository.file(CODE).read_text() == after
    assert "The monitoring report" in repository.file(OTHER).read_text()


def test_an_alias_of_a_closed_status_counts(repository: Repository, run: Run) -> None:
    repository.replace("plan.yaml", "kind: complete", "kind: complete\n    aliases: [Done]")
    repository.replace(CODE, "status: Green", "status: done")
    repository.commit()
    assert run("open", "2023/24-Q3").exit_code == 0
    assert "The monitoring report" in repository.file(CODE).read_text()


def test_an_activity_that_is_ahead_is_left_alone(repository: Repository, run: Run) -> None:
    repository.replace(CODE, "24 Q2", "24 Q3")
    repository.commit()
    before = repository.file(CODE).read_bytes()
    result = run("open", "2023/24-Q3")
    assert "1 activity already in 2023/24 Q3 or later" in result.stderr
    assert repository.file(CODE).read_bytes() == before


def test_a_dry_run_shows_the_difference(repository: Repository, run: Run) -> None:
    repository.write(CODE, repository.file(CODE).read_bytes() + b"# not committed\n")
    before = repository.tree()
    result = run("open", "2023/24-Q3", "--dry-run")
    assert result.exit_code == 0
    assert repository.tree() == before
    assert f"--- a/{PLAN}/{CODE}" in result.stdout
    assert "-period: 2023/24 Q2\n+period: 2023/24 Q3\n" in result.stdout
    assert "without --dry-run this is refused" in result.stderr
    applied = subprocess.run(
        ["git", "apply", "-"], cwd=repository.folder, input=result.stdout.encode(), check=False
    )
    assert applied.returncode == 0
    by_git = repository.tree()
    for name, content in before.items():
        write(repository.folder / name, content)
    repository.commit()
    assert run("open", "2023/24-Q3").exit_code == 0
    assert repository.tree() == by_git


@pytest.mark.parametrize(
    ("quarter", "reason"),
    [
        ("2023/24-Q2", "2023/24 Q2 is not after it; the next quarter is 2023/24 Q3"),
        ("2023/24-Q1", "is not after it"),
        ("2024/25-Q1", "is not a quarter of the plan 2023-24 (2023-04-01 to 2024-03-31)"),
        ("2023-12", "is not a quarter; write it as 2023/24-Q3"),
    ],
)
def test_a_quarter_that_cannot_be_opened(
    repository: Repository, run: Run, quarter: str, reason: str
) -> None:
    before = repository.tree()
    result = run("open", quarter)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())
    assert repository.tree() == before


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("title: Keep", "title: 'Keep", "it cannot be read"),
        ("title: Keep", "title: &a Keep", "it cannot be read"),
        ("title: Keep", "title: Ke\x07ep", "it cannot be read"),
        ("period: 2023/24 Q2", "period: 2023/24 Q2\nperiod: 2023/24 Q1", "it cannot be read"),
        ("period: 2023/24 Q2", "period: Q2", "its period is not a quarter"),
        ("period: 2023/24 Q2", "period:", "does not say which quarter"),
    ],
)
def test_nothing_changes_while_a_file_cannot_be_moved(
    repository: Repository, run: Run, old: str, new: str, reason: str
) -> None:
    repository.replace(OTHER, old, new)
    repository.commit()
    before = repository.tree()
    result = run("open", "2023/24-Q3")
    assert result.exit_code == 2
    assert f"  {PLAN}/{OTHER}: " in result.stderr
    assert reason in result.stderr
    assert CODE not in result.stderr
    assert repository.tree() == before


def test_text_that_git_does_not_keep(repository: Repository, run: Run) -> None:
    def refused(*names: str) -> None:
        before = repository.tree()
        result = run("open", "2023/24-Q3")
        assert result.exit_code == 2
        assert "commit first" in result.stderr
        for name in names:
            assert f"{PLAN}/{name}" in result.stderr
        assert repository.tree() == before

    repository.write(CODE, repository.file(CODE).read_bytes() + b"# a note\n")
    refused(CODE)
    repository.git("add", "--all")
    refused(CODE)
    repository.write("KA.03.06.yaml", activity("KA.03.06"))
    refused(CODE, "KA.03.06.yaml")
    repository.commit()
    repository.file("KA.03.06.yaml").unlink()
    refused("KA.03.06.yaml")
    repository.git("checkout", "--quiet", ".")
    repository.write(CODE, repository.file(CODE).read_bytes() + b"# more\n")
    assert run("open", "2023/24-Q3", "--force").exit_code == 2, "--force loses no text"


def test_other_files_may_be_uncommitted(repository: Repository, run: Run) -> None:
    write(repository.folder / "README.md", "draft")
    repository.write("activity.schema.json", "{}")
    assert run("open", "2023/24-Q3").exit_code == 0


def test_without_a_commit_or_without_git(plan: Path, settings: Path, run: Run) -> None:
    result = run("open", "2023/24-Q3", "--plan", "2023-24")
    assert result.exit_code == 2
    assert "not in a git repository" in result.stderr
    repository = Repository(plan)
    repository.git("init", "--quiet")
    repository.git("add", "--all")
    result = run("open", "2023/24-Q3")
    assert result.exit_code == 2
    assert "differ from the last commit" in result.stderr


@pytest.mark.parametrize("settings_of_git", [("core.autocrlf", "true"), ("core.eol", "crlf")])
def test_line_ends_that_git_changes_are_no_difference(
    repository: Repository, run: Run, settings_of_git: tuple[str, str]
) -> None:
    write(repository.folder / ".gitattributes", "*.yaml text\n")
    repository.commit()
    repository.git("config", *settings_of_git)
    for name in (CODE, OTHER, "plan.yaml"):
        repository.file(name).unlink()
    repository.git("checkout", "--quiet", ".")
    assert b"\r\n" in repository.file(CODE).read_bytes()
    assert run("open", "2023/24-Q3").exit_code == 0
    content = repository.file(CODE).read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")


def test_a_repository_with_long_ids(plan: Path, settings: Path, run: Run) -> None:
    repository = Repository(plan)
    repository.git("init", "--quiet", "--object-format=sha256")
    repository.commit()
    assert run("open", "2023/24-Q3").exit_code == 0


def test_no_configured_program_runs(repository: Repository, run: Run, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    program = write(tmp_path / "program", f"#!/bin/sh\ntouch {trap}\ncat\n")
    program.chmod(0o755)
    write(repository.folder / ".gitattributes", "*.yaml filter=x diff=x\n")
    repository.commit()
    for key in ("filter.x.clean", "diff.x.command", "diff.x.textconv", "core.fsmonitor"):
        repository.git("config", key, str(program))
    assert run("open", "2023/24-Q3").exit_code == 0
    assert not trap.exists()
    repository.git("status")
    assert trap.exists()  # the trap does work


def test_which_plan(repository: Repository, run: Run) -> None:
    earlier = repository.folder / "activities/2019-20"
    write(earlier / "plan.yaml", PREDECESSOR)
    write(earlier / "KA.01.04.yaml", activity("KA.01.04", period="2019/20 Q4"))
    repository.commit()
    assert "not after it" in run("open", "2019/20-Q4", "--plan", "2019-20").stderr
    assert "2023-24: " in run("open", "2023/24-Q3").stdout
    result = run("open", "2023/24-Q4", "--plan", "2023-25")
    assert result.exit_code == 2
    assert "Did you mean “2023-24”?" in result.stderr
    write(earlier / "plan.yaml", PREDECESSOR.replace("2019/20 Q4", "2023/24 Q3"))
    result = run("open", "2023/24-Q4")
    assert result.exit_code == 2
    assert "2019-20 and 2023-24 are in 2023/24 Q3: say which plan is meant" in result.stderr


def test_no_plan_and_no_readable_register(repository: Repository, run: Run) -> None:
    repository.write("plan.yaml", "plan: [")
    result = run("open", "2023/24-Q3", "--plan", "2023-24")
    assert (result.exit_code, "plan.yaml cannot be read" in result.stderr) == (2, True)
    repository.git("rm", "--quiet", "-r", "--force", "activities")
    result = run("open", "2023/24-Q3")
    assert (result.exit_code, "there is no plan here" in result.stderr) == (2, True)


@pytest.mark.parametrize("broken", [1, 2, 3])
def test_all_files_move_on_or_none(
    repository: Repository, run: Run, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    before = {
        path.name: path.read_bytes() for path in repository.file("plan.yaml").parent.iterdir()
    }
    good, calls = os.replace, 0

    def full(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == broken:
            raise OSError(28, "No space left on device")
        good(source, target)

    # As on a system that cannot exchange two folders, where one file after the other gets its name.
    monkeypatch.setattr("kprlint.source.writing.exchange", lambda *_: False)
    monkeypatch.setattr("kprlint.source.writing.os.replace", full)
    result = run("open", "2023/24-Q3")
    assert result.exit_code == 2
    assert "cannot be written: no space left on device" in result.stderr
    after = {path.name: path.read_bytes() for path in repository.file("plan.yaml").parent.iterdir()}
    assert after == before
    monkeypatch.setattr("kprlint.source.writing.os.replace", good)
    assert run("open", "2023/24-Q3").exit_code == 0
    assert findings(run) == {("empty-progress", "warning")}
