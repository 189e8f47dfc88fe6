"""Words that command somebody, in every place of a repository: no output of any command has them as they are."""

from itertools import cycle, product
from pathlib import Path

import pytest

from tests.hostile.names import EVIL, PLACES
from tests.hostile.running import kprlint, one_of
from tests.hostile.tree import Command

_COMMANDS: tuple[Command, ...] = (
    *(("check", "--format", form) for form in ("text", "concise", "github", "azure", "gitlab", "junit", "markdown", "json", "sarif")),
    ("check", "--fix"),
    ("check", "--diff"),
    ("check", "--show-waived", "--statistics"),
    *(("changes", "--from", "HEAD", "--format", form) for form in ("text", "markdown", "html", "json", "csv")),
    *(("publish", "-o", "-", "--format", form) for form in ("md", "html", "json")),
    *(("due", "--as-of", "2024-09-30", "--format", form) for form in ("text", "json")),
    ("status",),
    ("open", "2023/24-Q3", "--force", "--dry-run"),
    ("open", "2023/24-Q3"),
    ("new", "KA.03.06"),
    ("history", "KA.03.04"),
    ("history", "KA.03.04", "--format", "markdown"),
    ("close",),
    ("verify", "2023/24-Q1"),
    ("explain", "no-jargon"),
    ("rules",),
    ("schema", "activity", "--plan", "2023-24"),
    ("rollover", "2024-25"),
    ("site", "-o", "site"),
    ("export", "ods", "-o", "sheet.ods"),
)  # fmt: skip
# Half of all pairs; the words take turns.
_PAIRS = [
    pair for number, pair in enumerate(product(PLACES, [*EVIL, ""])) if number % 2 and pair[1]
]


@pytest.mark.parametrize(("place", "evil"), _PAIRS)
def test_words_that_command(tree: Path, place: str, evil: str) -> None:
    try:
        PLACES[place](tree, EVIL[evil])
    except OSError:
        pytest.skip("the file system has no such name")
    kprlint(tree, *one_of(_COMMANDS, place + evil))


_ARGUMENTS: tuple[Command, ...] = (
    ("check", "EVIL"), ("check", "--config", "EVIL"), ("check", "--select", "EVIL"), ("check", "--as-of", "EVIL"),
    ("open", "EVIL"), ("new", "EVIL"), ("changes", "--from", "EVIL"), ("changes", "--touched-since", "EVIL"),
    ("history", "EVIL"), ("explain", "EVIL"), ("EVIL",), ("publish", "--plan", "EVIL", "-o", "-"), ("due", "--lead", "EVIL"),
    ("import", "EVIL", "--plan", "x", "--period", "2023/24 Q2"), ("render", "EVIL"), ("verify", "EVIL"),
    ("dates", "EVIL", "--as-of", "2024-01-01"), ("apply", "EVIL"), ("check", "--stdin-filename", "EVIL"), ("status", "--plan", "EVIL"),
)  # fmt: skip
_words = cycle(EVIL)


@pytest.mark.parametrize(
    ("command", "evil"), [(c, next(_words)) for c in _ARGUMENTS for _ in range(4)]
)
def test_arguments(tree: Path, command: Command, evil: str) -> None:
    done = kprlint(tree, *(part.replace("EVIL", EVIL[evil]) for part in command))
    assert done.code == 2 or command[0] == "due"
