"""A fictional council in a git repository of its own: five quarters, for trying things out.

The quarters are opened and closed by `kprlint open` and `kprlint close`, as a council would. The same version
of kprlint makes the same bytes and the same commits every time, whatever git is told to do on this machine.
"""

import os
import sys
from pathlib import Path

from kprlint.demo.story import STORY, Commit, Quarter
from kprlint.errors import KprlintError
from kprlint.git.process import GitError, command, environment, run
from kprlint.source.writing import replace_all

COUNCIL = Path(__file__).with_name("council")


class DemoError(KprlintError):
    """The repository cannot be made; the text says why and what to do."""


def build(folder: Path) -> None:
    """Makes the repository in `folder`, which is empty or not there; else raises DemoError and touches nothing."""
    _require_room(folder)
    try:
        run(Path(), "--version")
        folder.mkdir(parents=True, exist_ok=True)
        options = ("--quiet", "--initial-branch=main", "--template=", "--object-format=sha1")
        _git(folder, STORY[0].commits[0].day, "init", *options)
        for quarter in STORY:
            _tell(quarter, folder)
    except GitError as error:
        raise DemoError(str(error)) from None
    except OSError as error:
        raise DemoError(f"{error.filename or folder} cannot be written: {error.strerror}") from None


def _require_room(folder: Path) -> None:
    other = "name a folder that is not there yet, or is empty"
    try:
        if any(folder.iterdir()):
            raise DemoError(f"{folder} is not empty, and nothing was changed in it; {other}")
    except FileNotFoundError:
        if folder.is_symlink():
            raise DemoError(f"{folder} is a link to nothing; {other}") from None
    except NotADirectoryError:
        raise DemoError(f"{folder} is not a folder; {other}") from None
    except OSError as error:
        raise DemoError(f"{folder} cannot be read: {error.strerror}; {other}") from None


def _tell(quarter: Quarter, folder: Path) -> None:
    if quarter.opened:
        force = ("--force",) if quarter.forced else ()
        _kprlint(folder, quarter.opened, "open", quarter.name, *force)
        _commit(folder, quarter.opened, f"Open {quarter.name.replace('-', ' ')}")
    for commit in quarter.commits:
        _take(quarter, commit, folder)
        _commit(folder, commit.day, commit.message)
    if quarter.closed:
        _kprlint(folder, quarter.closed, "close")


def _take(quarter: Quarter, commit: Commit, folder: Path) -> None:
    source = COUNCIL / quarter.folder
    taken: dict[Path, tuple[bytes | None, bytes]] = {}
    for pattern in commit.files:
        for base, paths in ((COUNCIL, COUNCIL.glob(pattern)), (source, source.rglob(pattern))):
            for path in sorted(paths):
                if path.is_file():
                    target = folder / path.relative_to(base)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    # On Windows the checkout that kprlint is installed from may have other line ends.
                    data = path.read_bytes().replace(b"\r\n", b"\n")
                    taken[target] = (target.read_bytes() if target.exists() else None, data)
    replace_all(taken, within=folder)
    for name in commit.gone:
        (folder / "activities" / quarter.plan / name).unlink()


def _commit(folder: Path, day: str, message: str) -> None:
    # A user's attributes and ignored names count for all repositories, whatever the configuration.
    _git(folder, day, "-c", "core.attributesFile=", "add", "--all", "--force")
    _git(folder, day, "commit", "--quiet", "--no-gpg-sign", "--message", message)


def _git(folder: Path, day: str, *arguments: str) -> None:
    _run(folder, day, command(Path(), *arguments))


def _kprlint(folder: Path, day: str, *arguments: str) -> None:
    _run(folder, day, [sys.executable, "-P", "-m", "kprlint", *arguments])


def _run(folder: Path, day: str, arguments: list[str]) -> None:
    """Runs a program in `folder`, as Demo, on that day, deaf to what this machine and its user tell git."""
    import subprocess

    ours = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    for who in ("AUTHOR", "COMMITTER"):
        ours[f"GIT_{who}_NAME"] = "Demo"
        ours[f"GIT_{who}_EMAIL"] = "demo@council.example"
        ours[f"GIT_{who}_DATE"] = f"{day}T12:00:00+00:00"
    others = {name: value for name, value in environment().items() if not name.startswith("GIT_")}
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=others | ours,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip()
        raise DemoError(f"the demonstration could not be finished in {folder}: {said}")
