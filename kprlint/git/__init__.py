"""What git knows of the files here, asked without running anything that the repository configures."""

import os
from pathlib import Path


class GitError(Exception):
    """Git could not answer; the text says why and what to do."""


def top_level(start: Path) -> Path | None:
    """The work tree that `start` lies in; None outside of one."""
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    return None


def is_merging(start: Path) -> bool:
    """Whether a merge is under way in the work tree around `start`."""
    import subprocess

    command = ["git", "-C", str(start), "rev-parse", "--verify", "--quiet", "MERGE_HEAD"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def list_files(top: Path) -> tuple[list[str], list[str]]:
    """The tracked files, and those neither tracked nor ignored: paths from `top`, forward slashes, sorted.

    A tracked file that is gone from the work tree is in neither list: it is a deletion.
    """
    import subprocess

    command = ["git", "-c", "core.fsmonitor=false", "-C", str(top), "ls-files", "-z", "-t"]
    command += ["--cached", "--others", "--exclude-standard", "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError(
            "git is not installed, so kprlint cannot tell which files belong to the repository; "
            "install git, or name the files to check"
        ) from None
    if done.returncode:
        raise GitError(_remedy(done.stderr.decode("utf-8", "replace").strip(), top))
    tracked: set[str] = set()
    untracked: set[str] = set()
    for entry in done.stdout.split(b"\0"):
        tag, name = entry[:1], os.fsdecode(entry[2:])
        if tag == b"?":
            untracked.add(name)
        elif name:
            tracked.add(name)
    return sorted(n for n in tracked if os.path.lexists(top / n)), sorted(untracked)


def _remedy(message: str, top: Path) -> str:
    if "dubious ownership" in message:
        return (
            f"git does not trust {top}, since it belongs to another user; if you do, run\n"
            f"  git config --global --add safe.directory {top}"
        )
    return f"git could not list the files of {top}: {message}"
