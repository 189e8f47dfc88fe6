"""Places in a TOML file: of tables, of keys and of their values, whatever stands around them."""

import tomllib
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kprlint.source.text import Span
from kprlint.source.toml import TomlPlaces
from kprlint.source.yaml import Path


class Layout(NamedTuple):
    """A document and where it has what: table headers, keys, and where each value begins and ends."""

    text: str
    headers: dict[Path, Span]
    keys: dict[Path, Span]
    values: dict[Path, Span]


_ODDITIES = ["[x]", "[[x]]", "x = 1", "# y", "it's", "a.b", "=", "]", "[", "{", "🙂", "é", " "]
_bare = st.text("abcZ09_-", min_size=1, max_size=5)
_odd = st.lists(st.sampled_from(_ODDITIES), min_size=1, max_size=3).map("".join)
_odd_without_quotes = _odd.filter(lambda text: "'" not in text)

# Each name as it is and as it is written.
_names = st.one_of(
    _bare.map(lambda name: (name, name)),
    _odd.map(lambda name: (name, f'"{name}"')),
    _odd_without_quotes.map(lambda name: (name, f"'{name}'")),
)
_one_line = st.one_of(
    st.sampled_from(
        ["1", "-1.5", "true", "2024-03-31", "2024-03-31 12:00:00", "[]", "{}", '""', "''"]
    ),
    st.sampled_from(
        ['"a # b"', "'a # b'", '"\\" # c"', "'\\'", '"]"', "[1, [2, 3]]", '["a", "#"]']
    ),
    st.sampled_from(["{ a = 1, b = '}' }", '""" x """', "''' ' '''", '"""a"b""c"""', '"[x]"']),
    _odd.map(lambda text: f'"{text}"'),
    _odd_without_quotes.map(lambda text: f"'{text}'"),
)
_lines = st.lists(
    st.sampled_from(["x = 1", "[x]", "[[x]]", "# y", "", "it's", '"', "'"]), max_size=3
)
_several_lines = st.one_of(
    _lines.map(lambda lines: '"""\n' + "\n".join(lines) + '\n"""'),
    _lines.map(lambda lines: "'''\n" + "\n".join(lines) + "\n'''"),
    st.lists(
        st.sampled_from(["'x = 1'", '"[x]"', "[1, 2]", "['y']", "1 # '", "2 # ]"]), max_size=3
    ).map(lambda items: "[\n" + "".join(f"{i.split(' #')[0]}, # {i[2:]}\n" for i in items) + "]"),
)
_comments = st.sampled_from(
    [
        "",
        "",
        "",
        " # why",
        "# why",
        " # don't",
        ' # say "',
        ' # """',
        " # '''",
        " # [x] y = 1",
        " #",
    ]
)
_gaps = st.sampled_from(["", "", "\n", "# x = 1\n", "# [x]\n", "# it's '''\n", '  # """\n', "\t\n"])
_spaces = st.sampled_from(["", " ", "  ", "\t"])


class _Pen:
    """Writes a document and notes where everything stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offset = 0
        self.layout = Layout("", {}, {}, {})

    def put(self, text: str) -> Span:
        start, self.offset = self.offset, self.offset + len(text)
        self.parts.append(text)
        return Span(start, self.offset)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Keys, tables and arrays of tables, with comments, odd names and values of several lines."""
    pen = _Pen()
    end = draw(st.sampled_from(["\n", "\r\n"]))

    def line(*parts: str) -> list[Span]:
        pen.put(draw(_gaps).replace("\n", end))
        return [pen.put(part.replace("\n", end)) for part in (*parts, draw(_comments), "\n")]

    def fill(table: Path) -> None:
        pairs = st.tuples(_names, _one_line | _several_lines)
        for (name, written), value in draw(
            st.lists(pairs, max_size=3, unique_by=lambda pair: pair[0][0])
        ):
            spans = line(draw(_spaces), written, draw(_spaces), "=", draw(_spaces), value)
            pen.layout.keys[*table, name] = spans[1]
            pen.layout.values[*table, name] = spans[5]

    fill(())
    taken = {str(path[0]) for path in pen.layout.keys}
    heads = st.lists(_names, min_size=1, max_size=2)
    for parts in draw(st.lists(heads, max_size=3, unique_by=lambda parts: parts[0][0])):
        path: Path = tuple(name for name, _ in parts)
        if path[0] in taken:
            continue
        dot = draw(st.sampled_from([".", " . "]))
        header = dot.join(written for _, written in parts)
        for number in range(draw(st.integers(0, 3))):  # 0: a plain table
            spans = line(draw(_spaces), f"[[{header}]]")
            pen.layout.headers[*path, number] = spans[1]
            fill((*path, number))
            taken.add(str(path[0]))
        if path[0] not in taken:
            pen.layout.headers[path] = line(draw(_spaces), f"[{header}]")[1]
            fill(path)
    return pen.layout._replace(text="".join(pen.parts))


def at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def paths(value: Any, path: Path = ()) -> list[Path]:
    match value:
        case dict():
            return [path, *(p for k, v in value.items() for p in paths(v, (*path, k)))]
        case list():
            return [path, *(p for i, v in enumerate(value) for p in paths(v, (*path, i)))]
    return [path]


@settings(max_examples=300)
@given(layouts())
def test_everything_is_where_it_is_written(layout: Layout) -> None:
    places, data = TomlPlaces(layout.text), tomllib.loads(layout.text)
    for path, span in (layout.keys | layout.headers).items():
        at(data, path)  # the layout tells the truth
        assert places.key(path) == span
    for path, span in layout.headers.items():
        assert places.value(path) == span
    for path, span in layout.values.items():
        assert places.value(path) == span


@settings(max_examples=150)
@given(layouts())
def test_what_has_no_place_has_that_of_what_is_around_it(layout: Layout) -> None:
    places = TomlPlaces(layout.text)
    known = layout.headers | layout.keys
    for path in paths(tomllib.loads(layout.text)):
        if path in known:
            continue
        above = path
        while above and above not in known:
            above = above[:-1]
        assert places.key(path) == known.get(above, Span(0, 0))
        assert places.value(path) == places.value(above)
        assert places.value((*path, "no such key")) == places.value(path)


_TOKENS = [
    *(
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ",",
        ".",
        '"',
        "'",
        '"""',
        "'''",
        "#",
        "\\",
        "\n",
        "\r\n",
    ),
    *(" ", "\t", "a", "b", "a.b", "1", "true", "a = 1", "[a]\n", "[[a]]\n", "é", "\\u0061", "🙂"),
]
_any_toml = st.lists(st.sampled_from(_TOKENS), max_size=12).map("".join) | st.text(max_size=20)
_nearly_toml = st.builds(
    lambda layout, at, new: layout.text[:at] + new + layout.text[at:],
    layouts(),
    st.integers(0, 200),
    st.sampled_from(_TOKENS),
)


@settings(max_examples=500)
@given(_any_toml | _nearly_toml)
def test_every_place_is_in_the_file_whatever_it_holds(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = TomlPlaces(text)
    for path in [*paths(data), ("a",), ("a", 0, "b")]:
        for span in (places.key(path), places.value(path)):
            assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("a = 1\n", ("a",), "a", "1"),
        ("a = 1", ("a",), "a", "1"),
        ("a=1 # why\n", ("a",), "a", "1"),
        ("a = 1# why\n", ("a",), "a", "1"),
        ("a = 1 # don't\n", ("a",), "a", "1"),
        ("a = 'x # y' # z\n", ("a",), "a", "'x # y'"),
        ("# it's\r\na = 1\r\n", ("a",), "a", "1"),
        ('# """\na = 1\n', ("a",), "a", "1"),
        ("x = \"'''\"\na = 1\n", ("a",), "a", "1"),
        ('x = """\na = 2\n"""\na = 1\n', ("a",), "a", "1"),
        ("x = [\n  [2, 3],\n]\na = 1\n", ("a",), "a", "1"),
        ('"a b" = 1\n', ("a b",), '"a b"', "1"),
        ("'a.b' = 1\n", ("a.b",), "'a.b'", "1"),
        ('"it\'s" = 1\n', ("it's",), '"it\'s"', "1"),
        ("\"'a'\" = 1\n", ("'a'",), "\"'a'\"", "1"),
        ("[t]\na = 1\n", ("t", "a"), "a", "1"),
        ("[t]\na = 1\n", ("t",), "[t]", "[t]"),
        ("[t.u]\na = 1\n", ("t", "u", "a"), "a", "1"),
        ("[ t . u ]\na = 1\n", ("t", "u", "a"), "a", "1"),
        ('[t."u.v"]\na = 1\n', ("t", "u.v", "a"), "a", "1"),
        ('[t."u]"]\na = 1\n', ("t", "u]", "a"), "a", "1"),
        ('[t]\na = 2\n["u]"]\na = 1\n', ("u]", "a"), "a", "1"),
        ('[t]\na = 2\n["u]"]\na = 1\n', ("t", "a"), "a", "2"),
        ("[[t]]\na = 2\n[[t]]\na = 1\n", ("t", 1, "a"), "a", "1"),
        ("[[t]]\na = 2\n[[t]]\na = 1\n", ("t", 1), "[[t]]", "[[t]]"),
        ("[[t]]\n[t.u]\na = 1\n", ("t", 0), "[[t]]", "[[t]]"),
        ("[[t]]\n[[t.u]]\na = 1\n", ("t", 0, "u", 0, "a"), "a", "1"),
        ("t.a = 1\n", ("t", "a"), "t.a", "1"),
        ("[t]\nb.c = 1\n", ("t", "b", "c"), "b.c", "1"),
        ('"\\u0061" = 1\n', ("a",), '"\\u0061"', "1"),
        # What falls back to the nearest place around it.
        ("a = { b = 1 }\n", ("a", "b"), "a", "{ b = 1 }"),
        ("a = [1, 2]\n", ("a", 1), "a", "[1, 2]"),
        ("[t]\na = 1\n", ("t", "z"), "[t]", "[t]"),
        ("a = 1\n", ("z",), "", ""),
        ("", (), "", ""),
    ],
)
def test_what_stands_at_a_place(text: str, path: Path, key: str, value: str) -> None:
    places = TomlPlaces(text)
    assert text[slice(*places.key(path))] == key
    assert text[slice(*places.value(path))] == value
