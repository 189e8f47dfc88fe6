"""What git knows of the files here, asked without running anything that the repository configures."""

import os
from pathlib import Path
from typing import NamedTuple

from kprlint.git.process import GitError, run

__all__ = ["CONFLICT", "Files", "GitError", "is_merging", "list_files", "list_staged", "top_level"]

CONFLICT = "conflict"


def top_level(start: Path) -> Path | None:
    """The work tree that `start` lies in; None outside of one."""
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    return None


def is_merging(start: Path) -> bool:
    """Whether a merge is under way in the work tree around `start`."""
    try:
        return not run(start, "rev-parse", "--verify", "--quiet", "MERGE_HEAD").code
    except GitError:
        return False


class Files(NamedTuple):
    """What git knows of a folder: paths from it, forward slashes, sorted.

    `untracked` are those that are not ignored either. `away` are tracked, and left out of the work tree by a
    sparse checkout. A tracked file that is gone from the work tree is in none of the lists: it is a deletion.
    """

    tracked: list[str]
    untracked: list[str]
    away: list[str]


def list_files(top: Path) -> Files:
    """The files of the folder `top`."""
    options = ("--cached", "--others", "--exclude-standard")
    tracked: set[str] = set()
    untracked: set[str] = set()
    skipped: set[str] = set()
    for entry in _listed(top, "-t", *options):
        tag, name = entry[:1], os.fsdecode(entry[2:])
        if tag == b"?":
            untracked.add(name)
        else:
            tracked.add(name)
            if tag in (b"S", b"s"):  # git is told to skip it in the work tree
                skipped.add(name)
    here = {name for name in tracked if os.path.lexists(top / name)}
    return Files(sorted(here), sorted(untracked), sorted(skipped - here))


def list_staged(top: Path) -> dict[str, tuple[str, str]]:
    """What the index holds: for each path below `top` its mode and its object's id.

    A file in conflict has no content of its own: its mode is CONFLICT.
    """
    staged: dict[str, tuple[str, str]] = {}
    for entry in _listed(top, "--stage"):
        facts, _, name = entry.partition(b"\t")
        mode, oid, stage = facts.decode("ascii").split()
        staged[os.fsdecode(name)] = (mode if stage == "0" else CONFLICT, oid)
    return staged


def _listed(top: Path, *options: str) -> list[bytes]:
    done = run(top, "ls-files", "-z", *options, "--", ".")
    if done.code:
        raise GitError(f"git could not list the files of {top}: {done.said}")
    return [entry for entry in done.output.split(b"\0") if entry]
