"""Places in a TOML file. The standard library reads the values; this finds where they stand.

Knows tables, arrays of tables and `key = value`, as deep as they go. What is inside of an array or an
inline table has no place of its own and falls back to the nearest one around it.
"""

import re
from collections.abc import Iterator

from kprlint.source.text import Span
from kprlint.source.yaml import Path

# Strings (of several lines first), comments, and else words and the signs that matter.
_TOKEN = (
    r'"""(?:\\.|[^\\])*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'|"
    r"#[^\r\n]*|[\[\]{}=.\n]|[^\s\[\]{}=.,#\"']+"
)  # fmt: skip

_Token = tuple[str, int, int]


def _statements(content: str) -> Iterator[list[_Token]]:
    """The tokens of each header and of each `key = value`, without comments."""
    statement: list[_Token] = []
    depth = 0
    for found in re.finditer(_TOKEN, content, re.DOTALL):
        token = found[0]
        depth += (token in ("[", "{")) - (token in ("]", "}"))
        if token == "\n":
            if depth <= 0 and statement:
                yield statement
                statement, depth = [], 0
        elif token[0] != "#":
            statement.append((token, *found.span()))
    if statement:
        yield statement


def _names(tokens: list[_Token]) -> list[str]:
    return [_name(text) for text, _, _ in tokens if text not in ("[", "]", ".")]


def _name(key: str) -> str:
    if key[0] == '"' and "\\" in key:
        import tomllib

        return str(tomllib.loads(f"key = {key}")["key"])
    return key[1:-1] if key[0] in "\"'" else key


class TomlPlaces:
    """The place of every table and key of a text that tomllib accepts."""

    def __init__(self, content: str) -> None:
        self._keys: dict[Path, Span] = {}
        self._values: dict[Path, Span] = {}
        table: Path = ()
        counts: dict[Path, int] = {}
        for statement in _statements(content):
            texts = [token[0] for token in statement]
            if texts[0] == "[":
                table = ()
                names = _names(statement)
                for number, name in enumerate(names, 1):
                    table = (*table, name)
                    if texts[:2] == ["[", "["] and number == len(names):
                        counts[table] = counts.get(table, -1) + 1
                    if table in counts:
                        table = (*table, counts[table])
                self._keys[table] = Span(statement[0][1], statement[-1][2])
            elif "=" in texts[1:-1]:
                equals = texts.index("=", 1)
                path = (*table, *_names(statement[:equals]))
                self._keys[path] = Span(statement[0][1], statement[equals - 1][2])
                self._values[path] = Span(statement[equals + 1][1], statement[-1][2])

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
