"""A repository for each case, with a secret beside it."""

import os
import pkgutil
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from kprlint.rules import load
from kprlint.rules.base import Subject
from tests.conftest import write
from tests.hostile.running import state
from tests.hostile.tree import git
from tests.plans import PREDECESSOR, REGISTER, activity

SECRET = "code: KA.03.04\nstatus:  green\ntoken: hunter2\n"


@pytest.fixture(scope="session", autouse=True)
def _imported() -> None:
    """All that commands import when they need it, once for all of the processes that are copied from this one."""
    for name in (
        "cli",
        "rules",
        "output",
        "change",
        "report",
        "publish",
        "agenda",
        "cycle",
        "lint",
        "prose",
        "sheet",
    ):
        package = import_module(f"kprlint.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    load().about(Subject.FAULTS)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in git, with its quarter before and an earlier plan: the copies are cheap."""
    top = tmp_path_factory.mktemp("original") / "tree"
    for code in ("KA.03.04", "KA.03.05"):
        write(
            top / f"activities/2023-24/{code}.yaml",
            activity(code, period="2023/24 Q1", progress="\n  - The plan was agreed."),
        )
    write(top / "activities/2023-24/plan.yaml", REGISTER.replace("2023/24 Q2", "2023/24 Q1"))
    write(top / "activities/2019-20/plan.yaml", PREDECESSOR)
    write(top / "activities/2019-20/KA.01.04.yaml", activity("KA.01.04", period="2019/20 Q4"))
    git(top, "init", "-q", "-b", "main", "--template=")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "First")
    write(top / "activities/2023-24/plan.yaml", REGISTER)
    for code in ("KA.03.04", "KA.03.05"):
        write(top / f"activities/2023-24/{code}.yaml", activity(code))
    git(top, "commit", "-q", "-a", "-m", "Second")
    return top


@pytest.fixture
def tree(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The repository; when all is done, nothing beside it has changed."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KPRLINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("OUTSIDE", str(tmp_path / "outside"))
    (tmp_path / "home").mkdir()
    outside = tmp_path / "outside"
    write(outside / "secret", SECRET)
    before = state(outside)
    top = tmp_path / "place/tree"
    shutil.copytree(original, top, symlinks=True)
    yield top
    assert state(outside) == before
    assert state(tmp_path / "home") == {}
    assert os.listdir(top.parent) == ["tree"]
