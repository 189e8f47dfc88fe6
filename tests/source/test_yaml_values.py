"""What `parse` reads: every text as it was written, whatever the way it was written in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kprlint.source.text import decode, yaml_view
from kprlint.source.yaml import Mapping, PlainText, Scalar, Sequence, parse, plain
from tests.source.strategies import HIDDEN_BREAKS, Written, documents


@settings(max_examples=300)
@given(documents())
def test_the_data_of_a_document(document: Written) -> None:
    tree = parse(document.text)
    assert tree.syntax is None
    assert plain(tree.root) == document.data
    assert tree.features == []
    assert tree.duplicates == []


@settings(max_examples=50)
@given(documents())
def test_a_byte_order_mark_changes_nothing(document: Written) -> None:
    text, faults = decode(b"\xef\xbb\xbf" + document.text.encode())
    assert text.bom
    assert faults == decode(document.text.encode())[1]
    assert plain(parse(yaml_view(text.content)).root) == document.data


@pytest.mark.parametrize(
    "word",
    [
        *(
            "no",
            "Yes",
            "on",
            "true",
            "null",
            "~",
            "01.04",
            "007",
            "0x1F",
            "1e3",
            "12:30:45",
            ".inf",
        ),
        *("2023-10-31", "2023-10-31T12:00:00Z", "<<", "=", "1_000", "0o17", "NaN", "-5", "+1"),
    ],
)
def test_a_word_stays_the_text_that_was_written(word: str) -> None:
    root = parse(f"- {word}\n- {word}: {word}\n").root
    assert plain(root) == [word, {word: word}]


def test_what_is_not_written_is_none_and_what_is_quoted_is_text() -> None:
    data = plain(parse("a:\nb: ''\nc: \"\"\nd: |\ne: 3\nf: '3'\n").root)
    assert data == {"a": None, "b": "", "c": "", "d": "", "e": "3", "f": "3"}
    assert isinstance(data, dict)
    assert type(data["e"]) is PlainText
    assert type(data["f"]) is str


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "  \n\n# nothing\n  "])
def test_a_file_without_content_has_no_root(text: str) -> None:
    tree = parse(text)
    assert tree.root is None
    assert plain(tree.root) is None
    assert (tree.syntax, tree.features, tree.duplicates, tree.scalars) == (None, [], [], [])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("|\n  one\n   two\n\n  three\n", "one\n two\n\nthree\n"),
        ("|-\n  one\n\n\n", "one"),
        ("|+\n  one\n\n\n", "one\n\n\n"),
        (">\n  one\n  two\n\n  three\n", "one two\nthree\n"),
        (">-\n  one\n    more\n  two\n", "one\n  more\ntwo"),
        ("|2\n   one\n  two\n", " one\ntwo\n"),
        ("one\n  two\n\n  three\n", "one two\nthree"),
        ("'one\n  two ''three'''\n", "one two 'three'"),
        ('"one \\\n  two\\n\\x41\\u00e9\\U0001F642"\n', "one two\nAé🙂"),
    ],
)
def test_texts_of_several_lines(written: str, value: str, end: str) -> None:
    root = parse(f"a: {written}b: c\n".replace("\n", end)).root
    assert plain(root) == {"a": value, "b": "c"}


@pytest.mark.parametrize("mark", ["|", "|-", "|+", ">"])
def test_a_block_of_text_at_the_end_of_a_file_without_a_last_line_break(mark: str) -> None:
    assert plain(parse(f"a: {mark}\n  one").root) == {"a": "one"}


def test_every_character_that_decode_lets_through_is_read_as_it_is() -> None:
    allowed = [c for c in map(chr, range(0x20, 0x110000)) if not "\ud800" <= c <= "\udfff"]
    good = [c for c in allowed if not decode(c.encode())[1]]
    for start in range(0, len(good), 50_000):
        part = "".join(good[start : start + 50_000])
        quoted = "'" + part.replace("'", "''") + "'"
        tree = parse(f"a: {quoted}\nb: x")
        assert plain(tree.root) == {"a": part, "b": "x"}
        assert tree.root is not None
        assert tree.root.end == len(quoted) + 8


@given(st.text(HIDDEN_BREAKS + "ab", max_size=12))
def test_a_hidden_break_is_read_as_a_space(text: str) -> None:
    tree = parse(yaml_view(f'a: "x{text}y"\n'))
    spaced = "".join(" " if c in HIDDEN_BREAKS else c for c in text)
    assert plain(tree.root) == {"a": f"x{spaced}y"}


def test_the_kinds_of_node() -> None:
    root = parse("a: [b, {c: d}]\ne:\n  - f\n").root
    assert isinstance(root, Mapping)
    assert not root.flow
    a, e = root.get("a"), root.get("e")
    assert isinstance(a, Sequence)
    assert a.flow
    assert isinstance(a.items[0], Scalar)
    assert isinstance(a.items[1], Mapping)
    assert isinstance(e, Sequence)
    assert not e.flow
    assert root.get("z") is None


@settings(max_examples=100)
@given(documents())
def test_scalars_are_all_the_scalars_in_the_order_of_the_file(document: Written) -> None:
    scalars = parse(document.text).scalars
    assert [s.start for s in scalars] == sorted(s.start for s in scalars)
    assert [s.text for s in scalars] == _texts(document.data)


def _texts(data: object) -> list[str]:
    match data:
        case dict():
            return [text for pair in data.items() for part in pair for text in _texts(part)]
        case list():
            return [text for item in data for text in _texts(item)]
    return [str(data or "")]
