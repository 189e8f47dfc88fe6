"""Files of this machine: how they are named to people."""

import os
from pathlib import Path


def shown(path: Path) -> str:
    """`path` as people are told it: from the current folder, with forward slashes."""
    return os.path.relpath(path).replace(os.sep, "/")
