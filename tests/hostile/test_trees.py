"""Odd repositories: nothing of them reaches out, and nothing of them is run."""

from pathlib import Path

import pytest

from tests.hostile.running import kprlint, one_of
from tests.hostile.tree import FILE, Case, Command
from tests.hostile.trees import CASES

_OTHERS: tuple[Command, ...] = (
    ("check", "--fix"),
    ("check", FILE),
    ("changes", "--from", "HEAD"),
    ("changes",),
    ("changes", "--from", "evil"),
    ("publish", "-o", "-"),
    ("status",),
    ("open", "2023/24-Q3", "--force"),
    ("new", "KA.03.06"),
    ("close",),
    ("history", "KA.03.04"),
    ("due", "--as-of", "2023-09-30"),
    ("site", "-o", "site"),
    ("rollover", "2024-25"),
    ("git-driver", "install"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_odd_repository(tree: Path, case: Case) -> None:
    case.make(tree)
    done = kprlint(tree, "check")
    assert "hunter2" not in done.said
    assert "root:" not in done.said
    assert done.code == case.code, done.said[-600:]
    assert case.says in done.said, done.said[-600:]
    for turn in ("first", "second"):
        done = kprlint(tree, *one_of(_OTHERS, case.name + turn))
        assert "hunter2" not in done.said
        assert "root:" not in done.said
