"""What these files do not use is recorded, at its place, and not done."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.source.text import Span
from kprlint.source.yaml import MAX_DEPTH, Path, Tree, parse, plain


def features(text: str) -> list[tuple[str, str, str]]:
    """Kind, name and the text at the place of each feature."""
    found = parse(text).features
    return [(f.kind, f.name, text[f.span.start : f.span.end]) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x b\n", [("anchor", "&x", "&x")]),
        ("&x a: b\n", [("anchor", "&x", "&x")]),
        ("a: &x\n  - b\n", [("anchor", "&x", "&x")]),
        ("a: &x [b]\n", [("anchor", "&x", "&x")]),
        ("a: &x\nb: c\n", [("anchor", "&x", "&x")]),
        ("a: &x b\nc: *x\n", [("anchor", "&x", "&x"), ("alias", "x", "*x")]),
        ("a: *x\n", [("alias", "x", "*x")]),
        ("a: !!str b\n", [("tag", "!!str", "!!str")]),
        ("a: !t b\n", [("tag", "!t", "!t")]),
        ("a: ! b\n", [("tag", "!", "!")]),
        ("a: !<tag:x,2000:y> b\n", [("tag", "!<tag:x,2000:y>", "!<tag:x,2000:y>")]),
        ("a: !t &x b\n", [("tag", "!t", "!t"), ("anchor", "&x", "&x")]),
        ("a: &x !t b\n", [("anchor", "&x", "&x"), ("tag", "!t", "!t")]),
        ("a: &x\n  !t b\n", [("anchor", "&x", "&x"), ("tag", "!t", "!t")]),
        ("a: &x # why\n  !t b\n", [("anchor", "&x", "&x"), ("tag", "!t", "!t")]),
        ("a: 🙂\nb: &x c\n", [("anchor", "&x", "&x")]),
        ("a: &x\n  &y b: c\n", [("anchor", "&x", "&x"), ("anchor", "&y", "&y")]),
        ("a: &x\n!t b: c\n", [("anchor", "&x", "&x"), ("tag", "!t", "!t")]),
        ("a: &x # why\r  !t b\r", [("anchor", "&x", "&x"), ("tag", "!t", "!t")]),
        ("a: [&x b, *x]\n", [("anchor", "&x", "&x"), ("alias", "x", "*x")]),
        ("a: [!t , b]\n", [("tag", "!t", "!t")]),
        ("a: [&x, b]\n", [("anchor", "&x", "&x")]),
        ("a: {b: &x}\n", [("anchor", "&x", "&x")]),
        ("%YAML 1.2\n---\na: b\n", [("directive", "%YAML 1.2", "%YAML 1.2")]),
        ("%TAG ! x:\n---\na: b\n", [("directive", "%TAG ! x:", "%TAG ! x:")]),
        ("# 100%\n%YAML 1.2\n---\na: b\n", [("directive", "%YAML 1.2", "%YAML 1.2")]),
        ("# why\r%YAML 1.2\r---\ra: b\r", [("directive", "%YAML 1.2", "%YAML 1.2")]),
        ("%YAML 1.2\r\n---\r\na: b\r\n", [("directive", "%YAML 1.2", "%YAML 1.2")]),
        ("a: b\n---\nc: d\n", [("second-document", "", "---")]),
        ("---\na: b\n---\nc: d\n", [("second-document", "", "---")]),
        ("---\na: b\n...\n", []),
        ("? [a]\n: b\n", [("complex-key", "", "[")]),
        ("? {a: b}\n: c\n", [("complex-key", "", "{")]),
        ("{a: b}: c\n", [("complex-key", "", "{")]),
        ("a: '&x !t *y %'\nb: x &y !z *w\n", []),
    ],
)
def test_what_is_recorded(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert features(text) == expected


def test_what_a_feature_would_do_is_not_done() -> None:
    text = "a: &x {b: c}\nd: *x\n<<: *x\ne: !!int '7'\nf: !!binary aGk=\n"
    assert plain(parse(text).root) == {
        "a": {"b": "c"},
        "d": "*x",
        "<<": "*x",
        "e": "7",
        "f": "aGk=",
    }


def test_only_the_first_document_is_read() -> None:
    assert plain(parse("a: b\n---\nc: d\n").root) == {"a": "b"}
    assert plain(parse("a: b\n...\n---\n- c\n").root) == {"a": "b"}


def test_nothing_is_kept_of_a_document_with_a_complex_key() -> None:
    tree = parse("a: b\n? [c]\n: d\n")
    assert tree.root is None
    assert tree.syntax is None


NESTS: dict[str, Callable[[int], str]] = {
    "flow lists": lambda depth: "[" * depth + "]" * depth,
    "flow mappings": lambda depth: "{a: " * depth + "b" + "}" * depth,
    "compact lists": lambda depth: "- " * depth + "a",
    "block mappings": lambda depth: "".join(f"\n{' ' * i}a:" for i in range(depth)),
}


@pytest.mark.parametrize("nest", NESTS)
def test_thirty_two_levels_are_read(nest: str) -> None:
    tree = parse(NESTS[nest](MAX_DEPTH))
    assert (tree.features, tree.syntax) == ([], None)
    assert tree.root is not None


@pytest.mark.parametrize("nest", NESTS)
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, MAX_DEPTH + 2, 200, 3000])
def test_deeper_nesting_is_recorded_where_it_gets_too_deep(nest: str, depth: int) -> None:
    text = NESTS[nest](depth)
    tree = parse(text)
    assert tree.root is None
    assert [f.kind for f in tree.features] == ["nesting"]
    assert text[slice(*tree.features[0].span)] in "[{-a"


def keys(tree: Tree) -> list[tuple[str, Span, Span, Path]]:
    return [(d.key, d.first, d.again, d.path) for d in tree.duplicates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("a", (0, 1), (10, 11), ("a",))]),
        (
            "a: 1\n'a': 2\n\"a\": 3\n",
            [("a", (0, 1), (5, 8), ("a",)), ("a", (0, 1), (12, 15), ("a",))],
        ),
        ("x:\n  - y: 1\n    y: 2\n", [("y", (7, 8), (16, 17), ("x", 0, "y"))]),
        ("x: [{y: 1}, {y: 1, y: 2}]\n", [("y", (13, 14), (19, 20), ("x", 1, "y"))]),
        ("a: {b: 1}\na: {b: 2}\n", [("a", (0, 1), (10, 11), ("a",))]),
        ("🙂: 1\n🙂: 2\n", [("🙂", (0, 1), (5, 6), ("🙂",))]),
    ],
)
def test_a_key_that_comes_twice_shows_both_places(
    text: str, expected: list[tuple[str, Span, Span, Path]]
) -> None:
    assert keys(parse(text)) == expected


def test_of_a_key_that_comes_twice_the_first_is_kept() -> None:
    assert plain(parse("a: 1\nb: 2\na: 3\n").root) == {"a": "1", "b": "2"}


def test_a_mapping_ends_where_its_last_key_does_even_if_it_came_before() -> None:
    text = "x:\n  a: 1\n  b: 2\n  a: 3\ny: z\n"
    node = parse(text).at(("x",))
    assert node is not None
    assert text[node.start : node.end] == "a: 1\n  b: 2\n  a: 3"


def test_a_repeated_key_within_a_repeated_value_has_its_own_place_and_path() -> None:
    found = keys(parse("a: 1\na:\n  b: 1\n  b: 2\n"))
    assert found == [
        ("a", (0, 1), (5, 6), ("a",)),
        ("b", (10, 11), (17, 18), ("a", "b")),
    ]


@given(st.lists(st.sampled_from("abcd"), max_size=8))
def test_every_repeated_key_is_told(names: list[str]) -> None:
    text = "".join(f"{name}: {i}\n" for i, name in enumerate(names))
    tree = parse(text)
    again = [i for i, name in enumerate(names) if name in names[:i]]
    assert [d.again.start for d in tree.duplicates] == [text.index(f": {i}\n") - 1 for i in again]
    assert [d.first.start for d in tree.duplicates] == [text.index(f"{names[i]}: ") for i in again]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("a: b: c\n", 4),
        ("a: 'b\n", 6),
        ("a: [b\n", 6),
        ("\ta: b\n", 0),
        ("a: @b\n", 3),
        ("🙂: @b\n", 3),
    ],
)
def test_a_syntax_fault_has_its_place(text: str, offset: int) -> None:
    tree = parse(text)
    assert tree.root is None
    assert tree.syntax is not None
    assert tree.syntax.problem
    assert tree.syntax.offset == offset
