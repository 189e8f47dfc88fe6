"""The one place that starts git."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import KprlintError

_TRUST = r"git config --global --add safe\.directory .+"


class GitError(KprlintError):
    """Git could not answer; the text says why and what to do."""


class Done(NamedTuple):
    """How a git command ended: its exit code, what it printed, and what it said went wrong."""

    code: int
    output: bytes
    said: str


def command(folder: Path, *arguments: str) -> list[str]:
    """A git command in `folder` that runs no hook, no monitor and no replacement of objects."""
    settings = ("core.hooksPath=/dev/null", "core.fsmonitor=false")
    options = [part for setting in settings for part in ("-c", setting)]
    return ["git", "--no-replace-objects", *options, "-C", str(folder), *arguments]


# A hook is told where its repository is, from the top of the work tree or without saying where that is: in
# any other folder both are wrong. `.git` is found from the folder that is asked about.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE"})

_OURS = {
    "LC_ALL": "C",  # git's messages are read, in English
    "GIT_GRAFT_FILE": os.devnull,  # commits have the parents that they say
    # What a partial clone lacks is not fetched behind our back, which may run a program that the repository
    # configures: git before 2.39.4 does not know the first, and the second leaves no way to fetch by.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}


def environment() -> dict[str, str]:
    """The environment that git is asked in: it says what the repository holds, and nothing else happens."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return kept | _OURS


def run(folder: Path, *arguments: str, input: bytes = b"") -> Done:
    """Runs a git command to its end; raises GitError where there is no git, or it trusts nobody here."""
    import subprocess

    try:
        done = subprocess.run(
            command(folder, *arguments),
            input=input,
            capture_output=True,
            check=False,
            env=environment(),
        )
    except FileNotFoundError:
        raise GitError("git is not installed; install it, since it keeps the quarters") from None
    except OSError as error:
        raise GitError(f"git cannot be started: {error.strerror}") from None
    said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
    if done.returncode and "dubious ownership" in said:
        # The folder to trust is not always the one that was asked about; git writes the command for a shell.
        trust = re.search(_TRUST, said)
        raise GitError(
            f"git does not trust {folder}, since it belongs to another user; if you do, run",
            f"  {trust[0] if trust else f'git config --global --add safe.directory {folder}'}",
        )
    return Done(done.returncode, done.stdout, said)
