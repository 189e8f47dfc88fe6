"""The one place that starts git."""

import os
from pathlib import Path
from typing import NamedTuple


class GitError(Exception):
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


def environment() -> dict[str, str]:
    """Git's messages in English, and nothing fetched behind our back."""
    return os.environ | {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"}


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
    said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
    if done.returncode and "dubious ownership" in said:
        raise GitError(
            f"git does not trust {folder}, since it belongs to another user; if you do, run\n"
            f"  git config --global --add safe.directory {folder}"
        )
    return Done(done.returncode, done.stdout, said)
