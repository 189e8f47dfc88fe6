"""A file of a plan, read once: its text, its tree and all that is wrong with its form."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from kprlint.model import Quarter
from kprlint.source.files import ACTIVITY, KIB
from kprlint.source.schema import Violation, violations
from kprlint.source.text import EncodingFault, Span, Text, decode, unseen_in, yaml_view
from kprlint.source.yaml import Feature, Mapping, Node, Path, Scalar, Sequence, Tree, parse

# An activity has two or three KiB; a register of ten thousand activities a few hundred.
MAX_BYTES = 64 * KIB
_MAX_BYTES_OF_A_PLAN = ACTIVITY

# What is kept has about ten times the size of its content: 10 to 30 MiB of usual files, and of the large ones two, a register as
# it is and as it was.
_SMALL, _MOST_SMALL, _MOST_LARGE = 8 * KIB, 1024, 2


def max_bytes(schema: str) -> int:
    """How many bytes a file may have that should fit `schema`."""
    return _MAX_BYTES_OF_A_PLAN if schema == "plan" else MAX_BYTES


class Document:
    """A YAML file. `name` is its path as it is shown: relative, with forward slashes.

    `schema` names what it should be: ``activity`` or ``plan``; `quarter` is the one under way in its plan, where that is known. `fits` is set by whoever reads the
    tree into a model: True says that the schema holds, so that nobody need ask jsonschema.
    """

    def __init__(
        self, name: str, data: bytes | int, schema: str, quarter: Quarter | None = None
    ) -> None:
        """`data`: the content, or how many bytes it has where it is too long to be read."""
        size = data if isinstance(data, int) else len(data)
        data = b"" if isinstance(data, int) or size > max_bytes(schema) else data
        self.name = name
        self.schema = schema
        self.quarter = quarter
        self.fits = False
        self.text, self.encoding, self.tree = (_small if len(data) <= _SMALL else _large)(data)
        # Of words that stand in a text again and again: they are looked for once.
        self._places: dict[tuple[int, tuple[str, ...]], tuple[list[int], list[Span]]] = {}
        if size > max_bytes(schema):
            self.tree = Tree()
            self.tree.features.append(Feature("size", f"{size:,}", Span(0, 0)))

    @property
    def file_name(self) -> str:
        return self.name.rpartition("/")[2]

    @property
    def readable(self) -> bool:
        """Whether there is a mapping to read fields from; if not, a finding says why."""
        return isinstance(self.tree.root, Mapping)

    @property
    def has_faults(self) -> bool:
        """Whether anything is wrong with its form: bytes, YAML or schema."""
        tree = self.tree
        return bool(
            self.encoding or tree.syntax or tree.duplicates or tree.features or not self.fits
        )

    @cached_property
    def violations(self) -> list[Violation]:
        """Where the schema does not hold; empty for text that is no YAML at all."""
        tree = self.tree
        unread = tree.features or any(fault.fatal for fault in self.encoding)
        if self.fits or tree.syntax or (tree.root is None and unread):
            return []
        return violations(self.schema, tree.root)

    def node(self, path: Path) -> Node | None:
        return self.tree.at(path)

    def is_blank(self, path: Path) -> bool:
        """Whether nothing was written at `path`: no such key, no value, only spaces, or an empty list."""
        return blank(self.tree.at(path))

    def span_of(self, path: Path) -> Span:
        """The place to point at for the value at `path`: the value, else its key, else the parent's."""
        node = self.tree.at(path)
        if node is None:
            return self.span_of(path[:-1]) if path else Span(0, 0)
        if isinstance(node, Scalar) and node.end > node.start:
            return node.span
        if isinstance(node, Mapping) and node.pairs and not node.flow:
            return next(iter(node.pairs.values())).key.span
        if isinstance(node, Sequence) and node.items and not node.flow:
            return self.span_of((*path, 0))
        key = self.tree.key_at(path)
        return key.span if key else node.span

    def span_of_part(self, path: Path, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of the text at `path` stand; all of it where that cannot be told.

        The text may be folded over lines in the file, so its words are looked for, not its characters.
        """
        node = self.tree.at(path)
        whole = self.span_of(path)
        if not isinstance(node, Scalar):
            return whole
        words = node.text[start:end].split()
        if not words:
            return whole
        ends, places = self._places_of(node, tuple(words))
        before = bisect_right(ends, start + len(words[0]) - 1)
        return places[before] if len(places) == len(ends) else whole

    def _places_of(self, node: Scalar, words: tuple[str, ...]) -> tuple[list[int], list[Span]]:
        """Where those words end in the text of a scalar, and where they stand in the file, in the same order."""
        key = node.start, words
        if key not in self._places:
            pattern = re.compile(r"\s+".join(map(re.escape, words)))
            self._places[key] = (
                [found.end() for found in pattern.finditer(node.text)],
                [
                    Span(*m.span())
                    for m in pattern.finditer(self.text.content, node.start, node.end)
                ],
            )
        return self._places[key]

    def span_of_key(self, path: Path) -> Span:
        """The key that `path` ends in, else as `span_of`."""
        key = self.tree.key_at(path)
        return key.span if key else self.span_of(path)


class _Parsed(NamedTuple):
    """What a content says, whatever file it is in; nobody changes it."""

    text: Text
    encoding: list[EncodingFault]
    tree: Tree


def _parsed(data: bytes) -> _Parsed:
    text, encoding = decode(data)
    if any(fault.fatal for fault in encoding):
        return _Parsed(text, encoding, Tree())
    tree = parse(yaml_view(text.content))
    if re.search(_WRITTEN, text.content):
        encoding += _written(tree)
    return _Parsed(text, encoding, tree)


# One command reads a file for several reasons: its own text, what it says to others, what the last commit has of it.
_small = lru_cache(maxsize=_MOST_SMALL)(_parsed)
_large = lru_cache(maxsize=_MOST_LARGE)(_parsed)


# What may be a character by its number, or a short name of it, in double quotes: "\\u202e", "\\e".
_WRITTEN = r"\\[xuU0abefvN_LP]"


def _written(tree: Tree) -> Iterator[EncodingFault]:
    """Characters that nobody sees and that are written by their numbers: only the value has them."""
    for scalar in reversed(tree.scalars):  # of equal ones the last has the plain fingerprint
        if scalar.style == '"' and (odd := unseen_in(scalar.text)):
            yield EncodingFault("written", odd, scalar.span, fatal=False)


def blank(node: Node | None) -> bool:
    match node:
        case None:
            return True
        case Scalar():
            return not node.text.strip()
        case Sequence():
            return not node.items
    return False
