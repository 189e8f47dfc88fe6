"""What would change, as a unified diff."""

import re
from collections.abc import Mapping
from pathlib import Path

from kprlint.source.files import shown


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
            # Byte for byte, since a patch is applied.
            parts.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(parts)


def _lines(content: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", content)
