"""A council's repository of real git, and the commands run in it."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kprlint.cli import main
from tests.conftest import write
from tests.plans import REGISTER, activity

PLAN = "activities/2023-24"
AIR = f"{PLAN}/KA.03.04.yaml"
HOMES = f"{PLAN}/KA.03.05.yaml"
Q = {n: f"2023/24 Q{n}" for n in (1, 2, 3, 4)}


class Repository:
    """A work tree of the branch main, and git in it. Each commit is an hour younger than the one before."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self._hours = 0
        self.git("init", "--quiet", "--initial-branch=main", *options)

    def run(self, *arguments: str, input: bytes = b"") -> bytes:
        day, hour = divmod(self._hours, 24)
        when = f"2023-07-{day + 1:02} {hour:02}:00:00 +0000"
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            input=input,
            capture_output=True,
            check=False,
            env=os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def git(self, *arguments: str) -> str:
        return self.run(*arguments).decode().strip()

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, content: str | bytes) -> Path:
        return write(self.folder / name, content)

    def replace(self, name: str, old: str, new: str) -> None:
        content = self.path(name).read_bytes()
        assert content.count(old.encode()) == 1
        self.write(name, content.replace(old.encode(), new.encode()))

    def quarter(self, number: int, **fields: str) -> None:
        """Writes the plan as it is in a quarter."""
        self.write(f"{PLAN}/plan.yaml", REGISTER.replace(Q[2], Q[number]))
        for file, code in ((AIR, "KA.03.04"), (HOMES, "KA.03.05")):
            self.write(file, activity(code, period=Q[number], **fields))

    def commit(self, message: str = "Update") -> str:
        self.git("add", "--all")
        return self.commit_staged(message)

    def commit_staged(self, message: str = "Update") -> str:
        self._hours += 1
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.head

    def merge(self, branch: str) -> str:
        self._hours += 1
        self.git("merge", "--quiet", "--no-edit", "--no-ff", branch)
        return self.head

    def switch(self, branch: str, *options: str) -> None:
        self.git("checkout", "--quiet", *options, branch)

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")


def invoke(*arguments: str, input: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, list(arguments), input=input)
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


def refused(*arguments: str) -> str:
    """What a command says that could not run."""
    result = invoke(*arguments)
    assert result.exit_code == 2, result.output
    assert not result.stdout
    assert result.stderr.startswith("kprlint: ")
    return result.stderr


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of git's user, which are those of no real one."""
    settings = write(
        tmp_path / "gitconfig",
        '[user]\n\tname = A\n\temail = a@council.example\n[protocol "file"]\n\tallow = always\n',
    )
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return settings


@pytest.fixture
def repository(settings: Path, tmp_path: Path) -> Iterator[Repository]:
    """An empty repository, in which the commands are run."""
    before = Path.cwd()
    folder = tmp_path / "council"
    folder.mkdir()
    os.chdir(folder)
    yield Repository(folder)
    os.chdir(before)


@pytest.fixture
def two_quarters(repository: Repository) -> tuple[str, str]:
    """The commits of a repository that has two quarters."""
    repository.quarter(1)
    first = repository.commit()
    repository.quarter(2)
    return first, repository.commit()
