"""What the last commit holds of a plan as it is here."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kprlint.git.head import as_committed, files_at_head
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import is_yaml
from kprlint.source.files import ACTIVITY, Unreadable, read


class Committed(NamedTuple):
    """What the last commit holds as it is here, by name, and the names of the files of which it does not."""

    contents: Mapping[str, bytes]
    others: tuple[str, ...]


def committed(plan: CurrentPlan) -> Committed:
    """Compares a plan's files with the last commit, by their bytes; one that was deleted since counts.

    Nothing is asked of git but the commit's list of files: its own comparison may run programs that the
    repository configures.
    """
    folder, ids = plan.path, files_at_head(plan.path)
    deleted = {n for n in ids if is_yaml(n) and not os.path.lexists(folder / n)}
    contents: dict[str, bytes] = {}
    others = {n for n in deleted if not plan.project.excluded(folder / n)}
    for name in plan.names:
        content = _as_committed(folder / name, ids.get(name, ""), plan.project.top)
        if content is None:
            others.add(name)
        else:
            contents[name] = content
    return Committed(contents, tuple(sorted(others)))


def is_committed(path: Path) -> bool:
    """Whether the last commit holds `path` as it is here."""
    id = files_at_head(path.parent).get(path.name, "")
    return _as_committed(path, id, path.parent) is not None


def _as_committed(path: Path, id: str, within: Path) -> bytes | None:
    try:
        return as_committed(read(path, at_most=ACTIVITY, within=within), id)
    except Unreadable:
        return None
