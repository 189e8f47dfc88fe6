"""Killed at any moment a command leaves each file as it was or as it will be, never torn.

KPRLINT_KILLS says how many times each is killed; with 50, which is 250 in all, none was torn.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kprlint.cli import main, update
from tests.copies import fork
from tests.cycle.conftest import CODE, Officer
from tests.cycle.test_rollover import PLAN, report
from tests.plans import activity
from tests.quarter.conftest import Repository

KILLS = int(os.environ.get("KPRLINT_KILLS", "4"))
Prepare = Callable[[Repository], None]


class Answering(Officer):
    """Stands in for a terminal."""

    def __init__(self, _: str) -> None:
        super().__init__("Red", "Late.", "One fact.", "", "done", "20 Nov", "", "", "", "New step", "2024-02", "", "", "")  # fmt: skip


def in_quarter(repository: Repository) -> None:
    for number in range(4, 24):
        repository.write(
            f"KA.03.{number:02}.yaml", activity(f"KA.03.{number:02}", title="Keep it “clean”")
        )
    codes = ", ".join(f"KA.03.{number:02}" for number in range(4, 24))
    repository.replace("plan.yaml", "[KA.03.04, KA.03.05]", f"[{codes}]")


def opened(repository: Repository) -> None:
    from tests.cycle.conftest import REPORT

    repository.write(CODE, REPORT)
    repository.commit()
    repository.git("tag", "kprlint/2023-24/2023-24-Q2")
    run(repository.folder, ["open", "2023/24-Q3"])


def to_mend(repository: Repository) -> None:
    in_quarter(repository)
    for path in repository.file("").glob("KA*"):
        path.write_text(path.read_text().replace("status: Green", "status: on track"))


def at_the_end(repository: Repository) -> None:
    codes = [f"KA.01.{number:02}" for number in range(1, 20)]
    for path in repository.file("").glob("KA*"):
        path.unlink()
    for code in codes:
        repository.write(f"{code}.yaml", report(code))
    repository.write("plan.yaml", PLAN.replace("KA.01.01, KA.01.02", ", ".join(codes)).replace("      - KA.03.04\n", "").replace("      # the bridge\n", "").replace("      - KA.03.05\n", "      - KA.01.19\n").replace(", KA.01.19]", "]"))  # fmt: skip


COMMANDS: dict[str, tuple[Prepare, Sequence[str], bool]] = {
    # what is there before, the command, and whether a second run completes it
    "open": (in_quarter, ["open", "2023/24-Q3"], False),
    "close": (in_quarter, ["close"], False),
    "fix": (to_mend, ["check", "--fix"], True),
    "update": (opened, ["update", "KA.03.04"], False),
    "rollover": (at_the_end, ["rollover", "2024-25", "--keep"], True),
}


def start(folder: Path, arguments: Sequence[str], first: Callable[[], None] = lambda: None) -> int:
    """Runs the command in a process of its own, which is a copy of this one, after `first`; its id."""
    child = fork()
    if child:
        return child
    try:
        os.setsid()
        os.chdir(folder)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        first()
        main(list(arguments), standalone_mode=False)
    finally:
        os._exit(0)


def run(folder: Path, arguments: Sequence[str]) -> float:
    """Runs the command to its end; how long that took."""
    begun = time.monotonic()
    os.waitpid(start(folder, arguments), 0)
    return time.monotonic() - begun


def files(folder: Path) -> dict[str, bytes]:
    """The files of the plans; what was only begun beside them has a name that nobody reads."""
    paths = [path for path in (folder / "activities").rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in paths
        if not any(part.startswith(".kprlint-") for part in path.parts)
    }


def prepared(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> tuple[Path, dict[str, bytes], dict[str, bytes], float]:  # fmt: skip
    """A folder for copies, the files before and after the command, and how long it takes."""
    prepare, arguments, _ = COMMANDS[name]
    monkeypatch.setattr(update, "Terminal", Answering)
    prepare(repository)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--amend", "--no-edit")
    place = tmp_path_factory.mktemp("copies")
    before = files(repository.folder)
    whole = Path(shutil.copytree(repository.folder, place / "whole"))
    took = run(whole, arguments)
    return place, before, files(whole), took


def end_at(number: int, *, done: bool) -> None:
    """Has this process die at the moment when file `number` gets its name, before or after that."""
    count = 0

    def dying(do: Callable[..., None]) -> Callable[..., None]:
        def instead(*arguments: Any) -> None:
            nonlocal count
            count += 1
            if count == number and not done:
                os.kill(os.getpid(), signal.SIGKILL)
            do(*arguments)
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

        return instead

    os.replace, os.link = dying(os.replace), dying(os.link)


@pytest.mark.parametrize("name", ["open", "fix", "update", "rollover"])
def test_while_files_get_their_names(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:  # fmt: skip
    """The same, where it matters most: all files are new by then or none is, where the system can exchange folders."""
    place, before, after, _ = prepared(repository, tmp_path_factory, monkeypatch, name)
    _, arguments, completes = COMMANDS[name]
    changed = sum(before.get(path) != after[path] for path in after)
    moments = ((1, False), (1, True), (max(1, changed // 2), True), (changed, False))
    for number, done in dict.fromkeys(moments):
        copy = Path(shutil.copytree(repository.folder, place / f"{number}-{done}"))
        child = start(copy, arguments, first=partial(end_at, number, done=done))
        _, status = os.waitpid(child, 0)
        found = files(copy)
        assert os.WTERMSIG(status) == signal.SIGKILL
        if sys.platform == "linux":
            assert found in (before, after)
        for path in before.keys() | after.keys() | found.keys():
            assert found.get(path) in (before.get(path), after.get(path)), path
        if completes:
            run(copy, arguments)
            assert files(copy) == after


@pytest.mark.parametrize("name", COMMANDS)
def test_old_or_new(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:  # fmt: skip
    _, arguments, completes = COMMANDS[name]
    place, before, after, took = prepared(repository, tmp_path_factory, monkeypatch, name)
    assert (after == before) == (name == "close")

    moments = random.Random(name)
    for number in range(KILLS):
        copy = Path(shutil.copytree(repository.folder, place / str(number)))
        child = start(copy, arguments)
        # Mostly late, when it writes.
        time.sleep(took * moments.choice([moments.uniform(0, 1), moments.uniform(0.7, 1.1)]))
        with suppress(ProcessLookupError):  # it has no group of its own yet
            os.killpg(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = files(copy)
        for path in before.keys() | after.keys() | found.keys():
            assert found.get(path) in (before.get(path), after.get(path)), path
        if sys.platform == "linux":
            assert found in (before, after)
        if completes:
            run(copy, arguments)
            assert files(copy) == after
        shutil.rmtree(copy)
