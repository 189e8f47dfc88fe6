"""What would change, as a unified diff."""

import re
from collections.abc import Mapping
from pathlib import Path

from kprlint.cli.streams import write
from kprlint.printing import visible
from kprlint.source.files import shown

# What moves a cursor or turns a line around. All else stays byte for byte, since a patch is applied.
_MOVES = "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"


def show(changes: Mapping[Path, tuple[bytes, bytes]], *, file: str | None = None) -> None:
    """Writes the unified diff to `file`, or to standard output, where nothing in it moves a cursor."""
    text = difference(changes)
    write(text if file else re.sub(_MOVES, lambda found: visible(found[0]), text), file=file)


def difference(changes: Mapping[Path, tuple[bytes, bytes]]) -> str:
    """A unified diff of the old and the new contents of files."""
    from difflib import unified_diff

    parts: list[str] = []
    for path, contents in changes.items():
        before, after = (data.decode("utf-8", "surrogateescape") for data in contents)
        name = shown(path)
        for line in unified_diff(
            _lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm="\n"
        ):
            parts.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(parts)


def _lines(content: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", content)
