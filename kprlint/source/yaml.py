"""One pass over a YAML text: a tree of nodes, each with its place, and what the text may not hold.

Every scalar is the text that the officer wrote: ``01.04`` stays ``01.04`` and ``no`` stays ``no``.
Anchors, aliases, tags, directives, second documents and deep nesting are recorded as features; what
they would do is not done.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kprlint.source.text import Span

MAX_DEPTH = 32

# An anchor or a tag; and what may stand between it and its node.
_TAG = r"!<[^>]*>|[^ \t\r\n,\[\]{}]*"
_BETWEEN = r"(?:[ \t\r\n]|#[^\r\n]*)*"

Path = tuple[str | int, ...]


class Node:
    """Base of the three kinds of node; `span` is without trailing blank lines and comments."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Scalar(Node):
    """A piece of text. `style` is "" (plain), ``'``, ``"``, ``|`` or ``>``."""

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: str, start: int, end: int) -> None:
        self.text = text
        self.style = style
        self.start = start
        self.end = end

    @property
    def is_null(self) -> bool:
        """Nothing was written at all, as in ``lead:``."""
        return not self.text and not self.style


class Sequence(Node):
    """A list."""

    __slots__ = ("flow", "items")

    def __init__(self, start: int, end: int, flow: bool) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = end
        self.flow = flow


class Pair:
    """One ``key: value``."""

    __slots__ = ("key", "value")

    def __init__(self, key: Scalar, value: Node) -> None:
        self.key = key
        self.value = value

    @property
    def span(self) -> Span:
        return Span(self.key.start, max(self.key.end, self.value.end))


class Mapping(Node):
    """Keys with values, in the order of the file; of a repeated key `pairs` keeps the first.

    `last` is the value that stands last, a repeated one too.
    """

    __slots__ = ("flow", "last", "pairs")

    def __init__(self, start: int, end: int, flow: bool) -> None:
        self.pairs: dict[str, Pair] = {}
        self.last: Node | None = None
        self.start = start
        self.end = end
        self.flow = flow

    def get(self, key: str) -> Node | None:
        pair = self.pairs.get(key)
        return pair.value if pair else None


class SyntaxFault(NamedTuple):
    """Why a text is not YAML: the parser's words, where it gave up, and where what it was in began."""

    problem: str
    context: str
    offset: int
    opened: int | None = None


class DuplicateKey(NamedTuple):
    """A key that its mapping had already."""

    key: str
    first: Span
    again: Span
    path: Path


class Feature(NamedTuple):
    """A part of YAML that these files do not use: ``anchor``, ``alias``, ``tag`` …"""

    kind: str
    name: str
    span: Span


class Tree:
    """What `parse` found: the root (None where nothing could be read) and the faults."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.syntax: SyntaxFault | None = None
        self.duplicates: list[DuplicateKey] = []
        self.features: list[Feature] = []

    def at(self, path: Path) -> Node | None:
        """The node at `path`; None where there is none."""
        node = self.root
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def key_at(self, path: Path) -> Scalar | None:
        """The key that `path` ends in; None for the root, an item of a list, or nothing."""
        parent = self.at(path[:-1]) if path else None
        if isinstance(parent, Mapping) and isinstance(path[-1], str):
            pair = parent.pairs.get(path[-1])
            return pair.key if pair else None
        return None

    def path_at(self, offset: int) -> Path:
        """The path of the innermost value around `offset`, or whose key is; empty where there is none."""
        node = self.root
        found: Path = ()
        while isinstance(node, (Mapping, Sequence)):
            pairs: Iterable[tuple[str | int, int, Node]] = (
                ((key, pair.key.start, pair.value) for key, pair in node.pairs.items())
                if isinstance(node, Mapping)
                else ((i, item.start, item) for i, item in enumerate(node.items))
            )
            inside = [
                (step, value)
                for step, start, value in pairs
                if start <= offset < max(value.end, start + 1)
            ]
            if not inside:
                break
            step, node = inside[-1]
            found = (*found, step)
        return found

    @cached_property
    def scalars(self) -> list[Scalar]:
        """Every scalar, keys too, in the order of the file."""
        return list(scalars(self.root)) if self.root else []

    def entries(self) -> Iterator[Span]:
        """The span of every pair and every list item, outer ones first."""
        stack = [self.root] if self.root else []
        while stack:
            node = stack.pop()
            if isinstance(node, Mapping):
                for pair in node.pairs.values():
                    yield pair.span
                    stack.append(pair.value)
            elif isinstance(node, Sequence):
                for item in node.items:
                    yield item.span
                    stack.append(item)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar in a node, keys too, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for pair in node.pairs.values():
            yield pair.key
            yield from scalars(pair.value)


def plain(node: Node | None) -> object:
    """The node as jsonschema sees it: dict, list, `PlainText` or str, None where nothing was written."""
    match node:
        case Scalar():
            if node.is_null:
                return None
            return node.text if node.style else PlainText(node.text)
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(pair.value) for key, pair in node.pairs.items()}
    return None


class PlainText(str):
    """A scalar without quotes: the schema may take it for a number where it asks for one."""

    __slots__ = ()


class _Refused(Exception):
    """Nothing of this document can be kept."""


def parse(content: str) -> Tree:
    """Reads the first document of `content`, which holds nothing that YAML forbids in a file."""
    tree = Tree()
    try:
        _Builder(tree, content).build()
    except _Refused:
        tree.root = None
    except MarkedYAMLError as error:
        mark, opened = error.problem_mark or error.context_mark, error.context_mark
        tree.root = None
        tree.syntax = SyntaxFault(
            error.problem or "",
            error.context or "",
            min(mark.index, len(content)) if mark else 0,
            min(opened.index, len(content)) if opened else None,
        )
    except YAMLError as error:
        tree.root = None
        tree.syntax = SyntaxFault(str(error), "", 0)
    return tree


def _events(content: str) -> Iterator[Any]:
    # The C parser, on purpose and alone: ruamel.yaml's own in Python is six times slower, and the two
    # disagree in the corners, so that one file would be judged differently from one machine to the next.
    from _ruamel_yaml import CParser

    parser = CParser(content)
    while (event := parser.get_event()) is not None:
        yield event


class _Builder:
    """Turns events into nodes; keeps its own stack, so that no input is too deep for Python's."""

    def __init__(self, tree: Tree, content: str) -> None:
        self.tree = tree
        self.content = content

    def build(self) -> None:
        stack: list[Sequence | Mapping] = []
        keys: list[Scalar | None] = []
        steps: list[str | int] = []  # the path of the innermost open collection
        tree = self.tree
        for event in _events(self.content):
            name = type(event).__name__
            if name == "ScalarEvent":
                style = event.style or ""
                start, end = event.start_mark.index, event.end_mark.index
                if event.anchor is not None or event.tag is not None:
                    start = min(self._properties(event), end)
                if style in ("|", ">"):
                    end = self._trim(start, end)
                node: Node = Scalar(event.value, style, start, end)
            elif name == "MappingStartEvent" or name == "SequenceStartEvent":
                start, end = event.start_mark.index, event.end_mark.index
                if event.anchor is not None or event.tag is not None:
                    start = self._properties(event)
                kind = Mapping if name == "MappingStartEvent" else Sequence
                node = kind(start, end, bool(event.flow_style))
            elif name == "MappingEndEvent" or name == "SequenceEndEvent":
                done = stack.pop()
                keys.pop()
                if steps:
                    steps.pop()
                done.end = event.end_mark.index if done.flow else _block_end(done)
                continue
            elif name == "AliasEvent":
                span = Span(event.start_mark.index, event.end_mark.index)
                tree.features.append(Feature("alias", event.anchor, span))
                node = Scalar(f"*{event.anchor}", "'", span.start, span.end)
            elif name == "DocumentStartEvent":
                self._document(event)
                if tree.root is not None:
                    break
                continue
            else:
                continue
            # Put the node in its place.
            step: str | int = 0
            parent = stack[-1] if stack else None
            if parent is None:
                tree.root = node
            elif isinstance(parent, Sequence):
                step = len(parent.items)
                parent.items.append(node)
            elif (key := keys[-1]) is not None:
                step = key.text
                keys[-1] = None
                first = parent.pairs.setdefault(step, Pair(key, node))
                parent.last = node
                if first.key is not key:
                    path = (*steps, step)
                    tree.duplicates.append(DuplicateKey(step, first.key.span, key.span, path))
            elif isinstance(node, Scalar):
                keys[-1] = node
            else:
                tree.features.append(Feature("complex-key", "", Span(node.start, node.end)))
                raise _Refused
            if isinstance(node, (Mapping, Sequence)):
                if len(stack) >= MAX_DEPTH:
                    tree.features.append(Feature("nesting", "", Span(node.start, node.start + 1)))
                    raise _Refused
                if parent is not None:
                    steps.append(step)
                stack.append(node)
                keys.append(None)

    def _properties(self, event: Any) -> int:
        """Records an anchor and a tag, which stand before the node; returns where the node itself begins.

        Of each at most one, and none that the event does not have: the next one is of the node after.
        """
        content = self.content
        start: int = event.start_mark.index
        signs = "&" * (event.anchor is not None) + "!" * (event.tag is not None)
        while (sign := content[start : start + 1]) and sign in signs:
            signs = signs.replace(sign, "")
            end = start + len(_match(_TAG, content, start))
            kind = "anchor" if sign == "&" else "tag"
            self.tree.features.append(Feature(kind, content[start:end], Span(start, end)))
            start = end + len(_match(_BETWEEN, content, end))
        return start

    def _document(self, event: Any) -> None:
        start = event.start_mark.index
        if self.tree.root is not None:
            end = event.end_mark.index
            self.tree.features.append(Feature("second-document", "", Span(start, end)))
        elif event.version or event.tags:
            # Where the directive itself stands, which the event does not say.
            if found := re.search(r"(?:^|[\r\n])(%[^\r\n]*)", self.content):
                self.tree.features.append(Feature("directive", found[1], Span(*found.span(1))))

    def _trim(self, start: int, end: int) -> int:
        """The end of a block scalar without the blank lines that follow it."""
        while end > start + 1 and self.content[end - 1] in " \t\r\n":
            end -= 1
        return end


def _match(pattern: str, content: str, start: int) -> str:
    found = re.compile(pattern).match(content, start)
    return found[0] if found else ""


def _block_end(node: "Sequence | Mapping") -> int:
    """Where the last thing inside a block collection ends."""
    if isinstance(node, Sequence):
        return node.items[-1].end if node.items else node.end
    return node.last.end if node.last else node.end
