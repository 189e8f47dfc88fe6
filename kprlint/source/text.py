"""Text with places: bytes to characters, offsets to lines and columns."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from kprlint.characters import LIGATURES, lookalikes, unseen

_BOM = "\ufeff"
_UTF8_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_LINE_END = r"\r\n|\r|\n"

# What YAML does not allow in a file, and what it allows but reads as a line break although no editor
# shows one (they come with text pasted from Word).
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ufeff]"
_HIDDEN_BREAK = "[\x85\u2028\u2029]"
_LIGATURE = f"[{''.join(LIGATURES)}]"
_GOOD_ASCII = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


class Span(NamedTuple):
    """Characters `start` to `end` of a text, counted from 0 in code points, `end` exclusive."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace the characters of `span` with `text`."""

    span: Span
    text: str


class EncodingFault(NamedTuple):
    """Something in the bytes that is not plain UTF-8 text; `fatal` if the file cannot be read for it."""

    kind: str
    detail: str
    span: Span
    fatal: bool


class Text:
    """The characters of a file, without its byte order mark, and their lines and columns."""

    def __init__(self, content: str, *, bom: bool = False) -> None:
        self.content = content
        self.bom = bom
        # Findings of one line share it: a line of a megabyte may have a hundred thousand.
        self._lines: dict[int, str] = {}

    @cached_property
    def _starts(self) -> list[int]:
        if "\r" in self.content:
            return [0, *(m.end() for m in re.finditer(_LINE_END, self.content))]
        return [0, *accumulate([len(line) + 1 for line in self.content.split("\n")[:-1]])]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1, columns in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    @property
    def line_count(self) -> int:
        """A line break at the end begins one more line, an empty one."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Line `number`, from 1, without its line break; empty past the end."""
        if number in self._lines:
            return self._lines[number]
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.content)
        line = self._lines[number] = self.content[start:end].rstrip("\r\n")
        return line

    def line_start(self, number: int) -> int:
        """The offset at which line `number` begins."""
        return self._starts[number - 1]

    def __getitem__(self, span: Span) -> str:
        return self.content[span.start : span.end]

    def edited(self, edits: Iterable[Edit]) -> "Text":
        """The text with `edits` made, of which no two overlap; those at one place in their order."""
        parts, at = [], 0
        for edit in sorted(edits, key=lambda e: e.span):
            parts += [self.content[at : edit.span.start], edit.text]
            at = edit.span.end
        return Text("".join([*parts, self.content[at:]]), bom=self.bom)

    def encode(self) -> bytes:
        return (_UTF8_BOM if self.bom else b"") + self.content.encode("utf-8", "surrogateescape")


def decode(data: bytes) -> tuple[Text, list[EncodingFault]]:
    """The text of a file, and what is wrong with its bytes.

    Undecodable bytes stay in the text as lone surrogates, so that `Text.encode` gives back `data`.
    """
    for mark, name in _OTHER_BOMS:
        if data.startswith(mark):
            fault = EncodingFault("not-utf8", name, Span(0, 0), fatal=True)
            return Text(data.decode("utf-8", "surrogateescape")), [fault]
    bom = data.startswith(_UTF8_BOM)
    if bom:
        data = data[3:]
    if data.isascii():
        text = Text(data.decode("ascii"), bom=bom)
        if not data.translate(None, _GOOD_ASCII):
            return text, []
    else:
        try:
            text = Text(data.decode("utf-8"), bom=bom)
        except UnicodeDecodeError as error:
            before = len(data[: error.start].decode("utf-8"))
            text = Text(data.decode("utf-8", "surrogateescape"), bom=bom)
            detail = f"0x{data[error.start]:02x}"
            fault = EncodingFault("not-utf8", detail, Span(before, before + 1), fatal=True)
            return text, [fault]
    return text, list(_faults(text.content))


def _faults(content: str) -> "list[EncodingFault]":
    faults = []
    for pattern, kind, fatal in (
        (_CONTROL, "control-character", True),
        (_HIDDEN_BREAK, "hidden-break", False),
    ):
        for found in re.finditer(pattern, content):
            detail = f"U+{ord(found[0]):04X}"
            faults.append(EncodingFault(kind, detail, Span(*found.span()), fatal))
    for kind, find in (("unseen", unseen), ("lookalike", lookalikes)):
        for odd in find(content):
            detail = f"{odd.number}, {odd.name}"
            faults.append(EncodingFault(kind, detail, Span(odd.start, odd.end), False))
    for found in re.finditer(_LIGATURE, content):
        faults.append(EncodingFault("ligature", found[0], Span(*found.span()), False))
    return faults


def unseen_in(value: str) -> str:
    """The first character of a value that nobody sees, such as ``U+202E, right-to-left override``; empty without one."""
    if value.isascii() and value.isprintable():
        return ""
    if control := re.search(f"{_CONTROL}|{_HIDDEN_BREAK}", value):
        return f"U+{ord(control[0]):04X}"
    return next((f"{odd.number}, {odd.name}" for odd in unseen(value)), "")


def yaml_view(content: str) -> str:
    """`content` with hidden line breaks as spaces, which keeps every other offset as it is.

    libyaml and ruamel.yaml's own parser disagree on U+0085, U+2028 and U+2029; neither gets to see one.
    """
    return content if content.isascii() else re.sub(_HIDDEN_BREAK, " ", content)
