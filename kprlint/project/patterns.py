"""Path patterns of kprlint.toml, in the way of .gitignore: ``*`` stays in a folder, ``**`` does not."""

import re
from functools import cache


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.strip("/").removeprefix("./")
    parts: list[str] = []
    i = 0
    while i < len(pattern):
        if pattern.startswith("**/", i):
            parts.append("(?:[^/]+/)*")
            i += 3
        elif pattern.startswith("**", i):
            parts.append(".*")
            i += 2
        elif pattern[i] == "*":
            parts.append("[^/]*")
            i += 1
        elif pattern[i] == "?":
            parts.append("[^/]")
            i += 1
        else:
            parts.append(re.escape(pattern[i]))
            i += 1
    # A pattern that names a folder covers all that is in it.
    return re.compile("".join(parts) + r"(?:/.*)?", re.DOTALL)


def matches(path: str, pattern: str) -> bool:
    """Whether `path` (relative, forward slashes) is what `pattern` names, or lies in it."""
    return _compiled(pattern).fullmatch(path) is not None
