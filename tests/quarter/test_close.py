"""`kprlint close` as a user runs it."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from kprlint import __version__
from tests.conftest import Run, write
from tests.plans import PREDECESSOR, activity
from tests.quarter.conftest import PLAN, Repository

TAG = "kprlint/2023-24/2023-24-Q2"
CODE = "KA.03.04.yaml"
OTHER = "KA.03.05.yaml"


def tags(repository: Repository) -> list[str]:
    return repository.git("tag", "--list").split()


def message(repository: Repository) -> str:
    return repository.git("cat-file", "tag", TAG).split("\n\n", 1)[1]


def test_a_finished_quarter_gets_a_tag(repository: Repository, run: Run) -> None:
    repository.write(
        OTHER, activity("KA.03.05", status="Red", status_reason="The budget is spent.")
    )
    repository.commit()
    result = run("close")
    assert result.exit_code == 0
    assert result.stdout == f"2023-24: 2023/24 Q2 is closed, as the tag {TAG}\n"
    assert repository.git("rev-parse", f"{TAG}^{{commit}}") == repository.git("rev-parse", "HEAD")
    head, _, digest = message(repository).rpartition("digest: sha256:")
    assert head == (
        "Our Plan 2023/24: 2023/24 Q2 is closed\n\nplan: 2023-24\nquarter: 2023/24 Q2\n"
        f"kprlint: {__version__}\nerrors: 0\n"
        "activities: 2\nstatuses:\n  Green: 1\n  Red: 1\nsteps:\n  open: 2\n"
    )
    lines = "".join(
        f"{hashlib.sha256(repository.file(name).read_bytes()).hexdigest()}  2023-24/{name}\n"
        for name in (CODE, OTHER, "plan.yaml")
    )
    assert digest == hashlib.sha256(lines.encode()).hexdigest() + "\n"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not here")
def test_the_digest_is_what_sha256sum_says(repository: Repository, run: Run) -> None:
    run("close")
    done = subprocess.run(
        ["sh", "-c", "LC_ALL=C; sha256sum 2023-24/*.yaml | sha256sum"],
        cwd=repository.folder / "activities",
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"digest: sha256:{done.stdout.split()[0]}\n" in message(repository)


def test_the_same_files_give_the_same_message(repository: Repository, run: Run) -> None:
    run("close", "2023/24-Q2")
    first = message(repository)
    repository.git("tag", "--delete", TAG)
    write(repository.folder / "README.md", "something else")
    repository.commit()
    run("close")
    assert message(repository) == first


def test_what_is_missing_is_listed_by_lead(repository: Repository, run: Run) -> None:
    repository.write(CODE, activity("KA.03.04", progress="[]"))
    repository.write(OTHER, activity("KA.03.05", period="2023/24 Q1", lead="", status="Grey"))
    repository.replace("plan.yaml", "KA.03.05]", "KA.03.05, KA.03.06]")
    repository.commit()
    result = run("close")
    assert result.exit_code == 1
    assert tags(repository) == []
    lines = result.stdout.splitlines()
    assert lines[0] == "2023-24: 2023/24 Q2 cannot be closed yet: 5 errors"
    rows = [line.split("  ") for line in lines[4:7]]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows] == [
        ["(no lead)", "1", "1", "0", "3"],
        ["(the plan's register)", "1", "0", "0", "1"],
        ["Regulatory Services", "1", "0", "1", "1"],
    ]
    for rule in ("outdated-period", "unknown-status", "missing-lead", "empty-progress"):
        assert f"error[{rule}]" in result.stdout
    assert "warning[" not in result.stdout


def test_what_is_found_is_what_check_finds(repository: Repository, run: Run) -> None:
    run("open", "2023/24-Q3")
    repository.commit()
    assert run("check").exit_code == 0
    checked = run("check", "--closing", "--quiet", PLAN)
    closed = run("close")
    assert (checked.exit_code, closed.exit_code) == (1, 1)
    assert closed.stdout.endswith(checked.stdout)


def test_other_plans_do_not_matter(repository: Repository, run: Run) -> None:
    write(repository.folder / "activities/2019-20/plan.yaml", PREDECESSOR)
    repository.commit()
    assert run("close").exit_code == 0
    result = run("close", "--plan", "2019-20")
    assert result.exit_code == 1
    assert "missing-activity" in result.stdout


def test_warnings_do_not_hold_it_up(repository: Repository, run: Run) -> None:
    repository.write(CODE, activity("KA.03.04", next_steps="\n  - Choose the places"))
    repository.commit()
    assert run("check", "--fail-on", "warning").exit_code == 1
    assert run("close").exit_code == 0


@pytest.mark.parametrize("name", [CODE, "plan.yaml", "../../kprlint.toml"])
def test_what_is_not_committed_is_not_closed(repository: Repository, run: Run, name: str) -> None:
    write(repository.folder / "kprlint.toml", "# ours\n")
    repository.commit()
    repository.write(name, repository.file(name).read_bytes() + b"# a note\n")
    result = run("close")
    assert result.exit_code == 2
    assert f"{Path(name).name} differs from the last commit" in result.stderr
    assert tags(repository) == []


def test_a_new_file_must_be_committed(repository: Repository, run: Run) -> None:
    repository.write("KA.03.06.yaml", activity("KA.03.06"))
    result = run("close")
    assert result.exit_code == 2
    assert f"{PLAN}/KA.03.06.yaml differs from the last commit" in result.stderr


def test_closed_once(repository: Repository, run: Run) -> None:
    assert run("close").exit_code == 0
    before = repository.git("rev-parse", TAG)
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Later")
    result = run("close")
    assert result.exit_code == 2
    assert f"2023/24 Q2 is closed already: there is a tag {TAG}" in result.stderr
    assert repository.git("rev-parse", TAG) == before


@pytest.mark.parametrize(
    ("quarter", "reason"),
    [
        ("2023/24-Q1", "2023/24 Q1 is over"),
        ("2023/24-Q3", "2023/24 Q3 has not begun"),
        ("Q2", "'Q2' is not a quarter"),
    ],
)
def test_another_quarter(repository: Repository, run: Run, quarter: str, reason: str) -> None:
    result = run("close", quarter)
    assert (result.exit_code, reason in " ".join(result.stderr.split())) == (2, True)
    assert tags(repository) == []


def test_without_git(plan: Path, run: Run) -> None:
    result = run("close")
    assert (result.exit_code, "is not in a git repository" in result.stderr) == (2, True)


def test_without_git_installed(
    repository: Repository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(repository.folder))
    for command in (("close",), ("open", "2023/24-Q3"), ("new", "KA.03.06")):
        result = run(*command)
        assert (result.exit_code, "git is not installed" in result.stderr) == (2, True)


def test_nobody_is_named(repository: Repository, run: Run, settings: Path) -> None:
    settings.write_text("[user]\n\tuseConfigOnly = true\n")
    result = run("close")
    assert result.exit_code == 2
    assert "git does not know who you are" in result.stderr
    assert "git config --global user.name" in result.stderr
    assert tags(repository) == []


def test_the_message_is_taken_word_for_word(repository: Repository, run: Run) -> None:
    """No line of it is a comment; what would move a terminal's cursor is an error before."""
    repository.replace("plan.yaml", "title: Our Plan 2023/24", 'title: "# Our\\n\\nPlan\\e[31m"')
    assert "U+001B" in run("close").output
    repository.replace("plan.yaml", "Plan\\e[31m", "Plan")
    repository.replace(CODE, "status: Green", "status: '#1'")
    repository.replace("plan.yaml", "  Green:", "  '#1': {kind: on-track}\n  Green:")
    repository.commit()
    assert run("close").exit_code == 0
    assert message(repository).startswith("# Our\\n\\nPlan: 2023/24 Q2 is closed\n\n")
    assert "  #1: 1\n  Green: 1\n" in message(repository)


def test_no_configured_program_runs(
    repository: Repository, run: Run, settings: Path, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    program = write(tmp_path / "program", f"#!/bin/sh\ntouch {trap}\n")
    program.chmod(0o755)
    for key, value in (
        ("tag.gpgSign", "true"),
        ("tag.forceSignAnnotated", "true"),
        ("gpg.program", str(program)),
        ("core.editor", str(program)),
        ("core.pager", str(program)),
        ("core.fsmonitor", str(program)),
    ):
        repository.git("config", key, value)
    hook = write(repository.folder / ".git/hooks/reference-transaction", program.read_bytes())
    hook.chmod(0o755)
    trap.unlink(missing_ok=True)
    assert run("close").exit_code == 0
    assert not trap.exists()
    assert tags(repository) == [TAG]
    repository.git("tag", "--no-sign", "other")
    assert trap.exists()  # the trap does work
