"""`kprlint init`: what it writes is valid and complete, beside whatever is there, and all of it or nothing."""

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kprlint.cli import main
from kprlint.errors import InputError
from kprlint.starting import ci, origin, owners

REPORT = """\
Ref,Objective,Action,RAG,Progress,Next steps,Lead
CP1.1,A greener town,Plant 200 street trees,Green,Forty trees were planted in June.,Plant the other 160 by 28 February 2025,Parks
CP1.2,A greener town,Fit low-energy lamps,Green,The first 30 lamps were fitted in May.,Fit the lamps of Mill Lane by 30 September 2024,Highways
CP2.1,A safer town,Light the canal path,Complete,The path was lit on 3 June 2024.,,Parks
"""
ASKED = ("--council", "Fernley District Council", "--plan", "2024-28", "--period", "2024/25-Q1")
FORK = ("--kprlint", "https://github.com/fernley/kprlint@v1.2.3")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a report, in which the command is run."""
    (tmp_path / "report.csv").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["init", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    assert "fault of kprlint" not in result.stderr, result.stderr
    return result


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts[:1]
    }


def kprlint(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def test_an_empty_folder_and_a_report(folder: Path) -> None:
    result = run("--from", "report.csv", *ASKED, *FORK, "--ci", "github")
    assert result.exit_code == 0
    assert list(files(folder)) == [
        ".github/workflows/kprlint.yml",
        ".pre-commit-config.yaml",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "activities/2024-28/CP1.1.yaml",
        "activities/2024-28/CP1.2.yaml",
        "activities/2024-28/CP2.1.yaml",
        "activities/2024-28/activity.schema.json",
        "activities/2024-28/plan.yaml",
        "kprlint.toml",
        "report.csv",
    ]
    *_, first, second, third = result.stdout.splitlines()
    assert first == "  git init && git add --all"
    assert second == "  kprlint check"
    assert third.endswith('pre-commit install && git commit -m "Our plan"')
    register = (folder / "activities/2024-28/plan.yaml").read_text()
    for line in ("starts: 2024-04-01", "ends: 2028-03-31", "period: 2024/25 Q1", "answers_from: 2024/25 Q3", "codes: CP{objective}.{sequence}"):  # fmt: skip
        assert f"{line}\n" in register


def test_what_it_writes_is_valid(folder: Path) -> None:
    run("--from", "report.csv", *ASKED, *FORK, "--column", 'The "Blurb"\\=progress')
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    checked = kprlint("check")
    assert checked.exit_code == 0, checked.stdout
    schema = kprlint("schema", "activity", "--plan", "2024-28").stdout
    assert (folder / "activities/2024-28/activity.schema.json").read_text() == schema
    settings = json.loads((folder / ".vscode/settings.json").read_text())
    assert settings == {
        "yaml.schemas": {"activities/2024-28/activity.schema.json": "activities/2024-28/CP*.yaml"}
    }
    assert '"The \\"Blurb\\"\\\\" = "progress"' in (folder / "kprlint.toml").read_text()


def test_a_second_time_changes_nothing(folder: Path) -> None:
    run("--from", "report.csv", *ASKED, *FORK, "--ci", "gitlab")
    before = files(folder)
    again = run("--from", "report.csv", *ASKED, *FORK, "--ci", "gitlab")
    assert again.exit_code == 0
    assert "there already, as it would be written" in again.stdout
    assert "left" not in again.stdout.replace("left over      0", "")
    assert files(folder) == before


def test_nothing_that_is_there_is_overwritten(folder: Path) -> None:
    git("init", "--quiet")
    there = {
        ".pre-commit-config.yaml": "repos: []\n",
        ".vscode/settings.json": "{}\n",
        ".gitlab-ci.yml": "stages: [test]\n",
        "kprlint.toml": 'root = "plans"\n',
        "CODEOWNERS": "* @fernley/all\n",
    }
    for name, text in there.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    result = run("--from", "report.csv", *ASKED, *FORK, "--ci", "gitlab", "--owners", "Parks=@fernley/parks")  # fmt: skip
    assert result.exit_code == 0
    for name, text in there.items():
        assert (folder / name).read_text() == text
        assert f"{name} is left; this would have been written:" in result.stdout
    assert "  - repo: https://github.com/fernley/kprlint" in result.stdout
    assert "/plans/2024-28/CP1.1.yaml @fernley/parks" in result.stdout
    assert (folder / "plans/2024-28/CP1.1.yaml").is_file()
    assert "  git add --all\n" in result.stdout


def test_a_plan_that_is_there_stays_whole(folder: Path) -> None:
    run("--from", "report.csv", *ASKED)
    register = folder / "activities/2024-28/plan.yaml"
    register.write_text(register.read_text().replace("title: A greener town", "title: Green"))
    (folder / "activities/2024-28/CP1.1.yaml").unlink()
    (folder / "activities/2024-28/activity.schema.json").unlink()
    before = files(folder)
    result = run(
        "--from", "report.csv", *ASKED, "--title", "Another", "--owners", "Highways=@f/high"
    )
    assert result.exit_code == 0
    assert "has a plan already, and stays as it is" in result.stderr
    new = {name: data for name, data in files(folder).items() if name not in before}
    assert set(new) == {"activities/2024-28/activity.schema.json", "CODEOWNERS"}
    assert b"/activities/2024-28/CP1.2.yaml @f/high\n" in new["CODEOWNERS"]


def test_beside_another_plan_in_a_folder_below(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "--quiet")
    (folder / "docs").mkdir()
    monkeypatch.chdir(folder / "docs")
    assert run(*ASKED, "--plan", "2019-23", "--period", "2022/23-Q4").exit_code == 0
    result = run("--from", "../report.csv", *ASKED)
    assert result.exit_code == 0
    assert (folder / "activities/2019-23/plan.yaml").is_file()
    assert (folder / "activities/2024-28/CP1.1.yaml").is_file()
    assert (folder / ".pre-commit-config.yaml").is_file()
    assert "  cd .. && git add --all\n" in result.stdout


def test_without_a_report(folder: Path) -> None:
    result = run(*ASKED, "--codes", "ENV-{sequence:02}", "--objective", "Clean air", "--status", "On target", "--status", "Parked=paused", "--title", "Our plan")  # fmt: skip
    assert result.exit_code == 0
    assert kprlint("check").exit_code == 0
    register = (folder / "activities/2024-28/plan.yaml").read_text()
    assert "On target:\n    kind: on-track" in register
    assert "Parked:\n    kind: paused" in register
    assert "title: Clean air" in register
    assert "\n# " not in register


def test_without_anything_what_is_proposed_is_said_to_be(folder: Path) -> None:
    run(*ASKED)
    text = (folder / "activities/2024-28/plan.yaml").read_text()
    assert text.startswith("# The words of status are a proposal")
    assert kprlint("check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--council and --plan and --period are missing"),
        ((*ASKED, "--plan", "a/b"), "cannot be a plan's name"),
        ((*ASKED, "--codes", "CP"), "{sequence}"),
        ((*ASKED, "--status", "Mauve"), "what “Mauve” means is not known"),
        ((*ASKED, "--status", "Mauve=purple"), "is not the kind of a status"),
        ((*ASKED, "--starts", "2028-04-01", "--ends", "2024-03-31"), "before it starts"),
        ((*ASKED, "--owners", "Parks"), "--owners “Parks” cannot be used"),
        ((*ASKED, "--kprlint", "somewhere"), "cannot be used"),
        ((*ASKED, "--from", "none.docx"), "none.docx"),
        ((*ASKED, "--from", "report.csv", "--owners", "Park=@f/p"), "Did you mean “Parks”?"),
        ((*ASKED, "--from", "report.csv", "--codes", "HH{sequence:03}"), "does not fit"),
        ((*ASKED, "--from", "report.csv", "--sheet", "One"), "sheet"),
    ],
)
def test_what_cannot_be_used_writes_nothing(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, list(files(folder))) == (2, ["report.csv"])
    assert said in result.stderr
    assert [path.name for path in folder.iterdir()] == ["report.csv"]


def test_what_cannot_be_written_leaves_nothing(folder: Path) -> None:
    (folder / ".vscode").write_text("a file, and no folder")
    result = run("--from", "report.csv", *ASKED)
    assert result.exit_code == 2
    assert {path.name for path in folder.iterdir()} == {".vscode", "report.csv"}


def test_a_rehearsal_writes_nothing(folder: Path) -> None:
    result = run("--from", "report.csv", *ASKED, "--dry-run")
    assert result.exit_code == 0
    assert "would be written:" in result.stdout
    assert [path.name for path in folder.iterdir()] == ["report.csv"]


def test_codes_that_the_report_has_not_are_given_as_said(folder: Path) -> None:
    lines = [line.partition(",")[2] for line in REPORT.splitlines()]
    (folder / "plain.csv").write_text("\n".join(lines))
    result = run("--from", "plain.csv", *ASKED, "--codes", "CP{objective}.{sequence}")
    assert result.exit_code == 0
    assert (folder / "activities/2024-28/CP2.1.yaml").is_file()


class Terminal:
    """The command on a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process, self.handle = pty.fork()
        if not self.process:
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, "-m", "kprlint", "init", *arguments])
        self.seen = ""

    def answer(self, question: str, line: str) -> None:
        self.until(question)
        os.write(self.handle, line.encode())

    def until(self, text: str) -> None:
        while text not in self.seen:
            ready, _, _ = select.select([self.handle], [], [], 60)
            assert ready, f"“{text}” is not asked: {self.seen}"
            self.seen += os.read(self.handle, 4096).decode("utf-8", "replace")
        self.seen = self.seen.partition(text)[2]

    def end(self) -> int:
        try:
            while data := os.read(self.handle, 4096):
                self.seen += data.decode("utf-8", "replace")
        except OSError:  # what Linux says when the other side is gone
            pass
        os.close(self.handle)
        return os.waitpid(self.process, 0)[1]


def test_questions_on_a_terminal(folder: Path) -> None:
    terminal = Terminal(folder, "--period", "2024/25-Q1")
    terminal.answer("The last report", "report.csv\n")
    terminal.answer("The council's name", "\n")  # asked again: nothing can stand for it
    terminal.answer("The council's name", "Fernley District Council\n")
    terminal.answer("[2024-25]", "2024/28\n")
    terminal.until("cannot be a plan's name")
    terminal.answer("[2024-25]", "2024-28\n")
    terminal.answer("[Plan 2024-28]", "\n")
    terminal.answer("[2024-04-01]", "\n")
    terminal.answer("[2028-03-31]", "\n")
    terminal.answer("[none]", "azure\n")
    assert terminal.end() == 0, terminal.seen
    assert "next:" in terminal.seen
    written = files(folder)
    assert {"azure-pipelines.yml", "activities/2024-28/CP1.2.yaml"} < set(written)


@pytest.mark.parametrize("sign", ["\x03", "\x04"])
def test_a_question_that_is_broken_off_leaves_nothing(folder: Path, sign: str) -> None:
    terminal = Terminal(folder, "--from", "report.csv", "--council", "Fernley", "--plan", "2024-28")
    terminal.answer("The quarter", "2024/25-Q1\n")
    terminal.answer("The plan's title", sign)
    assert terminal.end() != 0
    assert "Traceback" not in terminal.seen
    assert [path.name for path in folder.iterdir()] == ["report.csv"]


@pytest.mark.parametrize(
    ("text", "url", "revision", "github"),
    [
        ("https://github.com/f/kprlint@v1", "https://github.com/f/kprlint", "v1", "f/kprlint"),
        ("git@github.com:f/kprlint.git@abc", "ssh://git@github.com/f/kprlint.git", "abc", "f/kprlint"),
        ("git+https://me:secret@gitlab.example/f/kprlint@main", "https://gitlab.example/f/kprlint", "main", None),
    ],
)  # fmt: skip
def test_where_kprlint_comes_from(text: str, url: str, revision: str, github: str | None) -> None:
    found = origin.parse(text)
    assert (found.url, found.revision, found.github) == (url, revision, github)


@pytest.mark.parametrize("forge", ci.FORGES)
def test_recipes_are_pinned(forge: str) -> None:
    pinned = ci.recipe(forge, origin.parse("https://github.com/f/kprlint@v1.2.3"))
    assert ci.is_pinned(pinned)
    assert "0" * 40 not in pinned
    assert "f/kprlint@v1.2.3" in pinned
    assert not ci.is_pinned(ci.recipe(forge, origin.Pin("x", "v1", known=False)))


@pytest.mark.parametrize(
    ("remote", "forge"),
    [
        ("git@github.com:fernley/plans.git", "github"),
        ("https://gitlab.fernley.example/plans", "gitlab"),
        ("https://dev.azure.com/fernley/_git/plans", "azure"),
        ("ssh://git.fernley.example/plans", None),
    ],
)
def test_the_forge_of_a_remote(remote: str, forge: str | None) -> None:
    assert ci.forge_of(remote) == forge


def test_owners_are_accounts_or_addresses() -> None:
    assert owners.parse(["Housing = @c/housing a@b.example"]) == {
        "Housing": "@c/housing a@b.example"
    }
    for wrong in ("Housing", "=@c", "Housing=c", "Housing="):
        with pytest.raises(InputError):
            owners.parse([wrong])
