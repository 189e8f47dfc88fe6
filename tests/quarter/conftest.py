"""The small plan of all tests, committed to a real git repository."""

import shutil
import subprocess
from pathlib import Path

import pytest

PLAN = "activities/2023-24"


class Repository:
    """A work tree, and git in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Update")

    def file(self, name: str) -> Path:
        """A file of the plan."""
        return self.folder / PLAN / name

    def write(self, name: str, content: str | bytes) -> None:
        self.file(name).write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        content = self.file(name).read_bytes()
        assert content.count(old.encode()) == 1
        self.write(name, content.replace(old.encode(), new.encode()))

    def tree(self) -> dict[str, bytes]:
        """Every file below activities/, for comparing; without what a killed run has left in folders of its own."""
        paths = [p for p in sorted((self.folder / "activities").rglob("*")) if p.is_file()]
        paths = [p for p in paths if not any(part.startswith(".kprlint-") for part in p.parts)]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Git's settings of a machine with a named user; the file is there to be changed."""
    file = tmp_path_factory.mktemp("home") / "gitconfig"
    file.write_text("[user]\n\tname = An Officer\n\temail = officer@council.example\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(file))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        for what in ("NAME", "EMAIL", "DATE"):
            monkeypatch.delenv(f"GIT_{name}_{what}", raising=False)
    monkeypatch.delenv("EMAIL", raising=False)
    return file


@pytest.fixture
def repository(plan: Path, settings: Path) -> Repository:
    made = Repository(plan)
    shutil.rmtree(plan / "activities/2019-20")
    made.git("init", "--quiet")
    made.commit()
    return made
