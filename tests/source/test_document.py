"""A document: whether it can be read, and where to point for what is wrong in it."""

import pytest
from hypothesis import given, settings

from kprlint.source.document import Document
from kprlint.source.reading import read_activity, read_plan
from kprlint.source.text import Span
from kprlint.source.yaml import Path
from tests.plans import activity
from tests.source.strategies import Written, documents


def document(text: str) -> Document:
    return Document("activities/2023-24/KA.03.04.yaml", text.encode(), "activity")


@pytest.mark.parametrize(
    ("text", "path", "value", "key"),
    [
        # A value that is there; the key where one asks for it.
        ("a: one\n", ("a",), "one", "a"),
        ("a: 'one'\n", ("a",), "'one'", "a"),
        ("a: ''\n", ("a",), "''", "a"),
        ("a: |\n  one\n\nb: c\n", ("a",), "|\n  one", "a"),
        ("'a': one\n", ("a",), "one", "'a'"),
        ("🙂: one\n", ("🙂",), "one", "🙂"),
        # Nothing was written: the key.
        ("a:\n", ("a",), "a", "a"),
        ("a: # why\n", ("a",), "a", "a"),
        ("a: &x\n", ("a",), "a", "a"),
        # An empty list or mapping: the key; within a list, its brackets.
        ("a: []\n", ("a",), "a", "a"),
        ("a: {}\n", ("a",), "a", "a"),
        ("- []\n", (0,), "[]", "[]"),
        ("- {}\n", (0,), "{}", "{}"),
        # In brackets: the key, not all that is in them.
        ("a: [b, c]\n", ("a",), "a", "a"),
        ("a: [b, c]\n", ("a", 1), "c", "c"),
        ("a: {b: c}\n", ("a",), "a", "a"),
        ("a: {b: c}\n", ("a", "b"), "c", "b"),
        ("- [b, c]\n", (0,), "[b, c]", "[b, c]"),
        # A block: its first key or its first item.
        ("a:\n  b: c\n  d: e\n", ("a",), "b", "a"),
        ("a:\n  - b\n  - c\n", ("a",), "b", "a"),
        ("a:\n  - b: c\n    d: e\n", ("a",), "b", "a"),
        ("a:\n  - b: c\n    d: e\n", ("a", 0), "b", "b"),
        ("a:\n  - b: c\n    d: e\n", ("a", 0, "d"), "e", "d"),
        ("a:\n  - - b\n", ("a",), "b", "a"),
        ("a:\n  -\n  - b\n", ("a",), "", "a"),
        ("a: b\nc: d\n", (), "a", "a"),
        # Not there: the nearest thing around it.
        ("a: b\nc: d\n", ("z",), "a", "a"),
        ("a: b\nc: d\n", ("z", 0, "y"), "a", "a"),
        ("a: b\nc: d\n", ("c", "y"), "d", "d"),
        ("a:\n  b: c\n", ("a", "z"), "b", "b"),
        ("a:\n  - b: c\n  - d: e\n", ("a", 1, "z"), "d", "d"),
        ("a: [b]\n", ("a", 7), "a", "a"),
        ("a: {b: c}\n", ("a", "z"), "a", "a"),
        ("a:\n", ("a", "z"), "a", "a"),
        ("", ("a",), "", ""),
        ("", (), "", ""),
    ],
)
def test_where_to_point(text: str, path: Path, value: str, key: str) -> None:
    it = document(text)
    assert it.text[it.span_of(path)] == value
    assert it.text[it.span_of_key(path)] == key


def test_an_empty_item_of_a_list_is_pointed_at_in_its_own_place() -> None:
    it = document("a:\n  - b\n  -\n  - c\n")
    assert it.text.place(it.span_of(("a", 1)).start) == (3, 4)


@settings(max_examples=100)
@given(documents())
def test_every_place_is_in_the_file(written: Written) -> None:
    it = document(written.text)
    for path in [*_paths(written.data), ("no such key",), (99,)]:
        for span in (it.span_of(path), it.span_of_key(path)):
            assert 0 <= span.start <= span.end <= len(it.text.content)


def _paths(data: object, path: Path = ()) -> list[Path]:
    match data:
        case dict():
            return [path, *(p for k, v in data.items() for p in _paths(v, (*path, str(k))))]
        case list():
            return [path, *(p for i, v in enumerate(data) for p in _paths(v, (*path, i)))]
    return [path]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("b: c\n", True),
        ("a:\n", True),
        ("a: ''\n", True),
        ('a: " \\t\\u00a0\\u2003"\n', True),
        ("a: |\n", True),
        ("a: []\n", True),
        ("a: ['']\n", False),
        ("a: {}\n", False),
        ("a: ~\n", False),
        ("a: b\n", False),
        ("a: [b]\n", False),
    ],
)
def test_what_is_blank(text: str, blank: bool) -> None:
    assert document(text).is_blank(("a",)) == blank


def test_a_good_file_has_no_faults() -> None:
    it = document(activity())
    assert it.has_faults  # nobody has read it yet
    read_activity(it)
    assert not it.has_faults
    assert it.readable
    assert it.file_name == "KA.03.04.yaml"
    assert it.violations == []


@pytest.mark.parametrize(
    "text",
    [
        activity() + "title: again\n",
        activity(title="&x y"),
        activity(title="a\u2028b"),
        activity(title=""),
        activity(title="a: b"),
        activity(title="a\x00b"),
    ],
)
def test_each_kind_of_fault_is_one(text: str) -> None:
    it = document(text)
    read_activity(it)
    assert it.has_faults


def test_bytes_that_are_not_text_are_not_parsed() -> None:
    it = Document("a.yaml", b"title: caf\xe9\n", "activity")
    assert not it.readable
    assert it.tree.root is None
    assert it.violations == []
    assert it.span_of(("title",)) == Span(0, 0)


def test_offsets_are_those_of_the_text_without_its_byte_order_mark() -> None:
    it = Document("a.yaml", b"\xef\xbb\xbftitle: x\n", "activity")
    assert it.text[it.span_of(("title",))] == "x"
    assert it.text.place(it.span_of(("title",)).start) == (1, 8)


def test_offsets_stay_where_a_hidden_break_is_read_as_a_space() -> None:
    it = document("title: a\u2028b\nlead: c\n")
    assert it.text[it.span_of(("title",))] == "a\u2028b"
    assert it.text[it.span_of(("lead",))] == "c"


def test_files_of_one_content_are_read_once_and_are_two_files() -> None:
    """What they say is the same; what they are called, and whether it fits a schema, is not."""
    content = activity("KA.03.04").encode()
    one = Document("KA.03.04.yaml", content, "activity")
    other = Document("plan.yaml", content, "plan")
    assert one.tree is other.tree
    assert read_activity(one) is read_activity(Document("copy.yaml", content, "activity"))
    assert (one.name, one.fits, one.violations) == ("KA.03.04.yaml", True, [])
    assert read_plan(other).codes == {}
    assert (other.name, other.fits) == ("plan.yaml", False)
    assert other.violations
    assert not read_activity(Document("large.yaml", 1_000_000, "activity")).title
    empty = Document("empty.yaml", b"", "activity")
    assert (empty.tree.features, empty.readable) == ([], False)
