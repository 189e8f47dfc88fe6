"""Where things stand: the span of a node is the text that was written for it, and no more."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from kprlint.source.text import Span, decode, yaml_view
from kprlint.source.yaml import Mapping, Node, Path, Scalar, Sequence, Tree, parse, plain
from tests.source.strategies import Written, any_text, damaged_documents, documents


def children(node: Node) -> list[Node]:
    """What is right inside `node`, keys too, in the order of the file."""
    match node:
        case Sequence():
            return node.items
        case Mapping():
            return [part for pair in node.pairs.values() for part in (pair.key, pair.value)]
    return []


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from walk(child)


def paths(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    yield path, node
    match node:
        case Sequence():
            for index, item in enumerate(node.items):
                yield from paths(item, (*path, index))
        case Mapping():
            for key, pair in node.pairs.items():
                yield from paths(pair.value, (*path, key))


def root_of(tree: Tree) -> Node:
    assert tree.root is not None
    return tree.root


def check_nesting(text: str, root: Node) -> None:
    """Children lie within their parents, siblings in order and apart, all of it within the text."""
    assert 0 <= root.start <= root.end <= len(text)
    for node in walk(root):
        assert node.start <= node.end
        at = node.start
        for child in children(node):
            assert at <= child.start
            at = child.end
        assert at <= node.end


def check_scalar(text: str, node: Scalar) -> None:
    """The span of a scalar is what was written for it."""
    written = text[node.start : node.end]
    if node.is_null:
        assert written == ""
    elif node.style == "":
        assert written == written.strip(" \t\r\n")
        assert written == node.text or "\n" in written
    elif node.style in ("'", '"'):
        assert len(written) > 1
        assert written[0] == written[-1] == node.style
        # Alone in a file it says the same.
        assert plain(parse(written).root) == node.text
    else:
        assert written[0] == node.style
        # The last words of a block of text end it.
        assert written == written.rstrip(" \t\r\n")
        assert written.endswith(node.text.rstrip(" \t\n").split("\n")[-1].split(" ")[-1])


def check_collection(text: str, node: Mapping | Sequence) -> None:
    """The span of a collection is that of its brackets, or from its first entry to its last."""
    written = text[node.start : node.end]
    inner = children(node)
    if node.flow:
        assert written[0] + written[-1] == ("{}" if isinstance(node, Mapping) else "[]")
        return
    assert node.end == inner[-1].end
    if isinstance(node, Mapping):
        assert node.start == inner[0].start
    else:
        assert written[0] == "-"


@settings(max_examples=400)
@given(documents())
def test_everything_is_where_it_is_written(document: Written) -> None:
    root = root_of(parse(document.text))
    check_nesting(document.text, root)
    for node in walk(root):
        if isinstance(node, Scalar):
            check_scalar(document.text, node)
        elif isinstance(node, (Mapping, Sequence)):
            check_collection(document.text, node)


@settings(max_examples=500)
@given(any_text | damaged_documents)
def test_spans_nest_in_any_text_that_can_be_read(text: str) -> None:
    if any(fault.fatal for fault in decode(text.encode("utf-8", "replace"))[1]):
        return
    tree = parse(yaml_view(text))
    if tree.root is not None:
        check_nesting(text, tree.root)
    for feature in tree.features:
        assert 0 <= feature.span.start <= feature.span.end <= len(text)
    for again in tree.duplicates:
        assert 0 <= again.first.start <= again.first.end <= again.again.start <= again.again.end
    if tree.syntax:
        assert 0 <= tree.syntax.offset <= len(text)
        assert tree.syntax.opened is None or 0 <= tree.syntax.opened <= len(text)


@settings(max_examples=150)
@given(documents())
def test_every_node_is_found_at_its_path_and_is_an_entry(document: Written) -> None:
    tree = parse(document.text)
    entries = []
    for path, node in paths(root_of(tree)):
        assert tree.at(path) is node
        key = tree.key_at(path)
        if path and isinstance(path[-1], str):
            assert key is not None
            assert key.text == path[-1]
            assert key.end <= node.start
        else:
            assert key is None
        if path:
            entries.append(Span(key.start if key else node.start, node.end))
        assert tree.at((*path, "no such key")) is None
        assert tree.at((*path, 99)) is None
        assert tree.key_at((*path, "no such key")) is None
    assert sorted(tree.entries()) == sorted(entries)


@pytest.mark.parametrize(
    ("text", "path", "written"),
    [
        ("a: one # two\n", ("a",), "one"),
        ("a: 'x' \n", ("a",), "'x'"),
        ("🙂: é🙂 # c\nb: 🙂x\n", ("b",), "🙂x"),
        ("a: one\n  two\n\n# c\nb: c\n", ("a",), "one\n  two"),
        ("a: |\n  one\n\n\n# c\nb: c\n", ("a",), "|\n  one"),
        ("a: |+\n  one\n\n\n", ("a",), "|+\n  one"),
        ("a: | # c\n  one\n", ("a",), "| # c\n  one"),
        ("a: >-\r\n  one\r\n\r\nb: c\r\n", ("a",), ">-\r\n  one"),
        ("a:\n  - b\n  - c\n\n# d\ne: f\n", ("a",), "- b\n  - c"),
        ("a:\n  b: c\n\n# d\ne: f\n", ("a",), "b: c"),
        ("a:\n- b:\n    - c\n# d\n- e\n", ("a", 0), "b:\n    - c"),
        ("a: [b, c ] # d\n", ("a",), "[b, c ]"),
        ("a: { b: c }\n", ("a",), "{ b: c }"),
        ("a: {b: c}\n", ("a", "b"), "c"),
        ("- - a\n  - b\n", (0,), "- a\n  - b"),
        ("a: &x one\n", ("a",), "one"),
        ("a: !!str one\n", ("a",), "one"),
        ("a: !t &x 'one'\n", ("a",), "'one'"),
        ("a: &x [b]\n", ("a",), "[b]"),
        ("a: &x\n  b: c\n", ("a", "b"), "c"),
    ],
)
def test_what_stands_in_a_span(text: str, path: Path, written: str) -> None:
    node = parse(text).at(path)
    assert node is not None
    assert text[node.start : node.end] == written


@pytest.mark.parametrize(
    "text", ["a:\nb: c\n", "a: \nb: c\n", "a:   # why\nb: c\n", "a:", "a:\n\n\n"]
)
def test_what_is_not_written_stands_right_after_its_colon(text: str) -> None:
    node = parse(text).at(("a",))
    assert node is not None
    assert node.span == (2, 2)
