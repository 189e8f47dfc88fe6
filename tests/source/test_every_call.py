"""Files that are written together, with a fault and with a kill at each single call to the system: all old or all new."""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kprlint.errors import OutputError, Refused
from kprlint.source import staging, writing
from kprlint.source.writing import replace, replace_all, write_output
from tests.copies import fork

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked for each try")

CALLS = ("open", "write", "fsync", "mkdir", "link", "replace", "rename", "chmod", "chown", "stat", "lstat", "scandir",
         "listdir", "unlink", "rmdir", "setxattr")  # fmt: skip
BEFORE = {
    **{f"KA.0{n}.yaml": f"old {n}".encode() * 9 for n in range(4)},
    "plan.yaml": b"old",
    "README.md": b"kept",
}
AFTER = {
    name: data if name == "README.md" else data.replace(b"old", b"newer")
    for name, data in {**BEFORE, "KA.99.yaml": b"old"}.items()
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "activities/2023-24"
    place.mkdir(parents=True)
    for name, data in BEFORE.items():
        (place / name).write_bytes(data)
    (place / "plan.yaml").chmod(0o640)
    return place


def write_all(folder: Path) -> None:
    replace_all(
        {
            folder / name: (BEFORE.get(name), data)
            for name, data in AFTER.items()
            if data != BEFORE.get(name)
        }
    )


def held(folder: Path) -> dict[str, bytes]:
    """What somebody sees who looks into the folder; not what is hidden from git, too."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not staging.is_staging(p.name)}


class Countdown:
    """Does something at the n-th call to the system, before it is done or after."""

    def __init__(self, at: int, what: Callable[[], None], *, late: bool = False) -> None:
        self.left, self.what, self.late = at, what, late

    def install(self, patch: Callable[[Any, str, Any], None]) -> None:
        for name in CALLS:
            if hasattr(os, name):
                patch(os, name, self._counting(getattr(os, name)))
        patch(writing, "exchange", self._counting(staging.exchange))

    def _counting(self, good: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0 and not self.late:
                self.what()
            result = good(*given, **named)
            if self.left == 0 and self.late:
                self.what()
            return result

        return call


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupted() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("fault", [full, interrupted])
def test_a_fault_at_each_call(folder: Path, fault: Callable[[], None]) -> None:
    for at in numbers():
        countdown = Countdown(at, fault)
        with pytest.MonkeyPatch.context() as patch:
            countdown.install(patch.setattr)
            failed = False
            try:
                write_all(folder)
            except (OutputError, Refused, OSError, KeyboardInterrupt):
                failed = True
        now = held(folder)
        assert now in (BEFORE, AFTER), (at, now)
        assert failed or now == AFTER, at
        assert (folder / "plan.yaml").stat().st_mode & 0o777 == 0o640
        if countdown.left > 0:
            return
        restore(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="folders cannot be exchanged in one step")
@pytest.mark.parametrize("late", [False, True])
def test_a_kill_at_each_call(folder: Path, late: bool) -> None:
    for at in numbers():
        status = killed(Countdown(at, die, late=late), write_all, folder)
        now = held(folder)
        assert now in (BEFORE, AFTER), (at, now)
        if not os.WIFSIGNALED(status):
            assert now == AFTER
            return
        # What the killed run has left the next one takes away, and it hinders none.
        for name in AFTER.keys() - BEFORE.keys() & now.keys():
            (folder / name).unlink()
        for name, data in BEFORE.items():
            replace(folder / name, data, before=now[name])
        write_all(folder)
        assert held(folder) == AFTER
        restore(folder)


def test_an_output_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "paper.html"
    for at in numbers():
        path.write_bytes(b"old")
        status = killed(Countdown(at, die), write_output, path, b"new")
        assert path.read_bytes() in (b"old", b"new")
        if not os.WIFSIGNALED(status):
            return


@pytest.mark.skipif(sys.platform != "linux", reason="folders cannot be exchanged in one step")
@pytest.mark.parametrize("name", ["KA.01.yaml", "README.md", "another.yaml", "gone"])
def test_what_is_saved_at_the_last_moment_stays(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = staging.exchange
    calls = 0

    def saved(one: Path, other: Path) -> bool:
        nonlocal calls
        calls += 1
        if calls == 1 and name == "gone":
            (folder / "README.md").unlink()
        elif calls == 1:
            (folder / "saved").write_bytes(b"saved")
            os.replace(folder / "saved", folder / name)
        return good(one, other)

    monkeypatch.setattr(writing, "exchange", saved)
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        write_all(folder)
    if name == "gone":
        assert held(folder) == {n: data for n, data in BEFORE.items() if n != "README.md"}
    else:
        assert held(folder) == {**BEFORE, name: b"saved"}


def test_whoever_stands_in_the_folder_stays_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    write_all(folder)
    assert {p.name: p.read_bytes() for p in Path().iterdir()} == AFTER


def test_the_other_files_stay_the_same_ones(folder: Path) -> None:
    (folder / "link").symlink_to("README.md")
    before = (folder / "README.md").stat().st_ino
    write_all(folder)
    facts = (folder / "README.md").stat()
    assert (facts.st_ino, facts.st_nlink) == (before, 1)
    assert (folder / "link").is_symlink()
    assert [p.name for p in folder.parent.iterdir()] == ["2023-24"]


def restore(folder: Path) -> None:
    for path in [*folder.iterdir(), *folder.parent.iterdir()]:
        if path.is_file():
            path.unlink()
        elif path != folder:
            shutil.rmtree(path, ignore_errors=True)
    for name, data in BEFORE.items():
        (folder / name).write_bytes(data)
    (folder / "plan.yaml").chmod(0o640)


def numbers() -> Iterator[int]:
    yield from range(1, 400)
    raise AssertionError("the calls do not end")


def killed(countdown: Countdown, do: Callable[..., None], *given: Any) -> int:
    """Does it in a process of its own until the countdown ends it; how it ended."""
    child = fork()
    if child == 0:
        try:
            countdown.install(setattr)
            do(*given)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]
