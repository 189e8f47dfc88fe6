"""What the language server keeps between two checks has an end."""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kprlint.lsp.keeping import Kept
from kprlint.model import Quarter
from tests.lsp.test_actions import council

__all__ = ["council"]


def children() -> int:
    """How many processes this one has started that have not ended."""
    found = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            state, parent, *_ = path.read_text().rpartition(")")[2].split()
            found += parent == str(os.getpid()) and state != "Z"
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="it is Linux that tells of processes in files")
def test_git_runs_for_the_plans_alone_that_were_asked_for_last(
    council: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept, before, quarter = Kept(), children(), Quarter.parse("2023/24 Q2")
    assert quarter
    folders = [tmp_path_factory.mktemp("plan") for _ in range(20)]
    for folder in folders:
        shutil.copytree(council, folder, dirs_exist_ok=True)
        kept.past(folder / "activities/2023-24").last_quarter(quarter)
    kept.forget()  # what git says is looked at for the first time, and nothing is known to be the same
    assert children() == before
    for folder in folders:
        kept.past(folder / "activities/2023-24").last_quarter(quarter)
    assert children() == before + 20
    kept.forget()
    assert children() == before + 16
    assert kept.past(folders[0] / "activities/2023-24").last_quarter(quarter) is not None
