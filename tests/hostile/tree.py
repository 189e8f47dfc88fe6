"""What the tables are made of: a case, and how to put things into a repository."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.conftest import write

PLAN = "activities/2023-24"
FILE = f"{PLAN}/KA.03.04.yaml"
REGISTER = f"{PLAN}/plan.yaml"
CONFIG = "kprlint.toml"
Make = Callable[[Path], object]
Command = tuple[str, ...]


class Case(NamedTuple):
    """A hostile input: how the repository gets it, how `kprlint check` must end, and what must be said by it."""

    name: str
    make: Make
    code: int  # 0: it is harmless; 1: it is told; 2: it is refused
    says: str = ""


def put(file: str, content: str | bytes) -> Make:
    return lambda top: write(top / file, content)


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
