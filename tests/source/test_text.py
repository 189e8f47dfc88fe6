"""Bytes to characters and back, and offsets to lines and columns."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.source.text import EncodingFault, Span, Text, decode, yaml_view
from tests.source.strategies import HIDDEN_BREAKS

BOM = b"\xef\xbb\xbf"

_broken_lines = st.lists(
    st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028", "a", " ", "é", "🙂", "\t"])
    | st.text(max_size=4),
    max_size=20,
).map("".join)

_bytes = st.binary(max_size=40) | st.builds(
    lambda head, parts: head + b"".join(parts),
    st.sampled_from([b"", BOM, BOM + BOM, b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"]),
    st.lists(
        st.sampled_from([b"a: b\n", b"\r\n", b"\x00", b"\xe9", b"\xc3\xa9", b"\xed\xa0\x80", BOM])
        | st.text(max_size=4).map(lambda t: t.encode("utf-8", "replace"))
        | st.binary(max_size=3),
        max_size=8,
    ),
)


def counted(content: str, offset: int) -> tuple[int, int]:
    """Line and column by walking there."""
    line = column = 1
    for at in range(offset):
        if content[at] == "\n" or (content[at] == "\r" and content[at + 1 : at + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@given(_broken_lines)
def test_the_place_of_every_character(content: str) -> None:
    text = Text(content)
    for offset in range(len(content) + 1):
        assert text.place(offset) == counted(content, offset)


@given(_broken_lines)
def test_a_place_leads_back_to_its_character(content: str) -> None:
    text = Text(content)
    for offset in range(len(content) + 1):
        line, column = text.place(offset)
        assert text.line_start(line) + column - 1 == offset


@given(_broken_lines)
def test_lines(content: str) -> None:
    text = Text(content)
    lines = re.split(r"\r\n|\r|\n", content)
    assert [text.line(n) for n in range(1, len(lines) + 1)] == lines
    assert text.line(0) == text.line(-1) == text.line(len(lines) + 1) == ""


@given(_broken_lines, st.integers(0, 20), st.integers(0, 20))
def test_a_span_is_a_slice(content: str, start: int, end: int) -> None:
    assert Text(content)[Span(start, end)] == content[start:end]


@given(_bytes)
def test_no_byte_is_lost(data: bytes) -> None:
    text, _ = decode(data)
    assert text.encode() == data


@given(_bytes)
def test_a_file_without_faults_is_utf_8_and_nothing_odd(data: bytes) -> None:
    text, faults = decode(data)
    try:
        content = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError:
        content = None
    if content is None:
        assert [(f.kind, f.fatal) for f in faults] == [("not-utf8", True)]
        return
    assert text.bom == data.startswith(BOM)
    assert text.content == content
    assert {f.span.start for f in faults if not f.fatal} == {
        i for i, c in enumerate(content) if c in HIDDEN_BREAKS
    }
    assert {f.span.start for f in faults if f.fatal} == {
        i for i, c in enumerate(content) if is_forbidden(c)
    }


def is_forbidden(character: str) -> bool:
    """What YAML 1.2 does not allow in a file (c-printable, section 5.1), and a stray byte order mark."""
    printable = r"[\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]"
    return character == "\ufeff" or not re.fullmatch(printable, character)


@given(_bytes)
def test_a_fault_is_at_the_character_that_it_names(data: bytes) -> None:
    text, faults = decode(data)
    for fault in faults:
        character = text[fault.span]
        if fault.kind == "not-utf8" and fault.detail == "UTF-16":
            assert fault.span == (0, 0)
            assert data[:2] in (b"\xff\xfe", b"\xfe\xff")
        elif fault.kind == "not-utf8":
            byte = int(fault.detail, 16)
            assert character.encode("utf-8", "surrogateescape") == bytes([byte])
            # All that stands before it is good.
            assert (
                text.content[: fault.span.start].encode()
                == data.removeprefix(BOM)[: len(text.content[: fault.span.start].encode())]
            )
        else:
            assert fault.detail == f"U+{ord(character):04X}"


def fault(kind: str, detail: str, start: int, end: int, *, fatal: bool) -> EncodingFault:
    return EncodingFault(kind, detail, Span(start, end), fatal)


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", []),
        (b"a: b\r\n\tc\n", []),
        ("a: é🙂“”\u00a0".encode(), []),
        (BOM + b"a: b\n", []),
        ("a: é".encode("latin-1"), [fault("not-utf8", "0xe9", 3, 4, fatal=True)]),
        (BOM + "a: é".encode("latin-1"), [fault("not-utf8", "0xe9", 3, 4, fatal=True)]),
        ("é🙂 ".encode() + b"\xe9t\xe9", [fault("not-utf8", "0xe9", 3, 4, fatal=True)]),
        ("a: £5".encode("cp1252"), [fault("not-utf8", "0xa3", 3, 4, fatal=True)]),
        ("a: 🙂".encode()[:-1], [fault("not-utf8", "0xf0", 3, 4, fatal=True)]),
        (b"a: \xed\xa0\x80", [fault("not-utf8", "0xed", 3, 4, fatal=True)]),
        (b"a: \xc0\x80", [fault("not-utf8", "0xc0", 3, 4, fatal=True)]),
        (b"a: \x00b", [fault("control-character", "U+0000", 3, 4, fatal=True)]),
        (b"a: \x1bb\x7f", [
            fault("control-character", "U+001B", 3, 4, fatal=True),
            fault("control-character", "U+007F", 5, 6, fatal=True),
        ]),
        ("é\x9f".encode(), [fault("control-character", "U+009F", 1, 2, fatal=True)]),
        ("é\ufffe".encode(), [fault("control-character", "U+FFFE", 1, 2, fatal=True)]),
        (BOM + BOM, [fault("control-character", "U+FEFF", 0, 1, fatal=True)]),
        ("🙂: \x85".encode(), [fault("hidden-break", "U+0085", 3, 4, fatal=False)]),
        ("🙂: \u2028x\u2029".encode(), [
            fault("hidden-break", "U+2028", 3, 4, fatal=False),
            fault("hidden-break", "U+2029", 5, 6, fatal=False),
        ]),
        ("a: b".encode("utf-16"), [fault("not-utf8", "UTF-16", 0, 0, fatal=True)]),
        (b"\xfe\xff" + "a: b".encode("utf-16-be"), [fault("not-utf8", "UTF-16", 0, 0, fatal=True)]),
    ],
)  # fmt: skip
def test_faults(data: bytes, faults: list[EncodingFault]) -> None:
    text, found = decode(data)
    assert found == faults
    assert text.encode() == data


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark_are_not_read_either(encoding: str) -> None:
    assert any(f.fatal for f in decode("a: b".encode(encoding))[1])


@given(st.text())
def test_the_view_for_yaml_keeps_every_offset(content: str) -> None:
    view = yaml_view(content)
    assert len(view) == len(content)
    for seen, written in zip(view, content, strict=True):
        assert seen == (" " if written in HIDDEN_BREAKS else written)
