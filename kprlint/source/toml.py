"""Places in a TOML file. The standard library reads the values; this finds where they stand.

Good for what a configuration holds: tables, arrays of tables, `key = value`. A place that cannot be
found (an inline table, a dotted key) falls back to the nearest one around it.
"""

import re

from kprlint.source.text import Span
from kprlint.source.yaml import Path

_HEADER = r"[ \t]*(\[\[?)[ \t]*([^\[\]\r\n]+?)[ \t]*\]\]?"
_KEY = r"""[ \t]*((?:[A-Za-z0-9_-]+|"[^"\r\n]*"|'[^'\r\n]*'))[ \t]*=[ \t]*([^\r\n]*)"""
_MULTILINE = r'"""|\'\'\''


def _names(dotted: str) -> list[str]:
    parts = re.findall(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""", dotted)
    return [part.strip("\"'") for part in parts]


class TomlPlaces:
    """The place of every table and key of a text that tomllib accepts."""

    def __init__(self, content: str) -> None:
        self._keys: dict[Path, Span] = {}
        self._values: dict[Path, Span] = {}
        table: Path = ()
        counts: dict[Path, int] = {}
        offset, quoted = 0, False
        for line in re.findall(r"[^\n]*\n|[^\n]+", content):
            inside = quoted
            quoted ^= len(re.findall(_MULTILINE, line)) % 2 == 1
            if not inside:
                if header := re.match(_HEADER, line):
                    path: Path = tuple(_names(header[2]))
                    if header[1] == "[[":
                        counts[path] = counts.get(path, -1) + 1
                        path = (*path, counts[path])
                    table = path
                    self._keys[table] = Span(offset + header.start(1), offset + header.end())
                elif key := re.match(_KEY, line):
                    path = (*table, key[1].strip("\"'"))
                    self._keys[path] = Span(offset + key.start(1), offset + key.end(1))
                    value = re.sub(r"[ \t]+#[^\"']*$", "", key[2]).rstrip()
                    start = offset + key.start(2)
                    self._values[path] = Span(start, start + len(value))
            offset += len(line)

    def key(self, path: Path) -> Span:
        """The key or table header at `path`, else the nearest one above it."""
        while path and path not in self._keys:
            path = path[:-1]
        return self._keys.get(path, Span(0, 0))

    def value(self, path: Path) -> Span:
        """The value at `path`, else the nearest one above it, else its key."""
        around = path
        while around and around not in self._values and around not in self._keys:
            around = around[:-1]
        return self._values.get(around) or self.key(around)
