"""What all tests share: a small plan to put files into, and the command run as a user would."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from kprlint.cli import main
from tests.plans import PREDECESSOR, REGISTER, activity

# How long an example takes is the machine's business, which others may be using.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which `check` keeps what it has found: of the tests, not of whoever runs them."""
    folder = tmp_path_factory.getbasetemp() / "kept"
    monkeypatch.setenv("KPRLINT_CACHE", str(folder))
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A folder without git that holds a valid plan of two activities, and an earlier plan."""
    write(tmp_path / "activities/2023-24/plan.yaml", REGISTER)
    write(tmp_path / "activities/2023-24/KA.03.04.yaml", activity("KA.03.04"))
    write(tmp_path / "activities/2023-24/KA.03.05.yaml", activity("KA.03.05"))
    write(tmp_path / "activities/2019-20/plan.yaml", PREDECESSOR)
    write(tmp_path / "activities/2019-20/KA.01.04.yaml", activity("KA.01.04", period="2019/20 Q4"))
    return tmp_path


@pytest.fixture
def run(plan: Path) -> Iterator[Run]:
    """Runs the command in the plan's folder."""
    before = Path.cwd()
    os.chdir(plan)

    def call(*arguments: str, input: bytes | None = None) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=input)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        assert "fault of kprlint" not in result.stderr, result.stderr
        return result

    yield call
    os.chdir(before)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
