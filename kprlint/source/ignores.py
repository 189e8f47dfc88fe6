"""Ignore comments in the files: where they stand, and what they cover."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kprlint.source.document import Document
from kprlint.source.text import Span

_COMMENT = r"#[ \t]*kprlint:[ \t]*(?:ignore(?:\[([^\]\r\n]*)\])?)?:?[ \t]*([^\r\n]*)"


class Ignore(NamedTuple):
    """One comment: the rules that it names, its reason, its place and the entry that it covers."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    covers: Span | None


def ignores(document: Document) -> "Ignores":
    """The ignore comments of a document that could be read."""
    content = document.text.content
    if "kprlint:" not in content or document.tree.root is None:
        return Ignores([])
    places = _Places(document)
    found = []
    for match in re.finditer(_COMMENT, content):
        if places.in_text(match.start()):
            continue
        names = match[1]
        rules = tuple(n.strip() for n in names.split(",")) if names and names.strip() else ("",)
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        found.append(Ignore(rules, match[2].strip(), span, places.covered(match.start())))
    return Ignores(found)


class Ignores:
    """The comments of a document, in the order of the file; finds those that hide a hit."""

    def __init__(self, comments: list[Ignore]) -> None:
        self._comments = comments
        covering = [(c.covers, c) for c in comments if c.covers and c.reason]
        self._covering = sorted(covering, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [covers.start for covers, _ in self._covering]
        # What is covered is nested or apart, so each has at most one that encloses it next.
        self._around: list[int] = []
        enclosing: list[int] = []
        for number, (covers, _) in enumerate(self._covering):
            while enclosing and self._covering[enclosing[-1]][0].end < covers.end:
                enclosing.pop()
            self._around.append(enclosing[-1] if enclosing else -1)
            enclosing.append(number)

    def __iter__(self) -> Iterator[Ignore]:
        return iter(self._comments)

    def __bool__(self) -> bool:
        return bool(self._comments)

    def hiding(self, rule: str, span: Span) -> list[Ignore]:
        """The comments that speak of `rule` where `span` begins, and give a reason."""
        found = []
        number = bisect_right(self._starts, span.start) - 1
        while number >= 0:
            covers, comment = self._covering[number]
            if span.start <= covers.end and rule in comment.rules:
                found.append(comment)
            number = self._around[number]
        return found


class _Places:
    """Where the texts and the entries of a document are."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._scalars = sorted(document.tree.scalars, key=lambda s: s.start)
        self._scalar_starts = [s.start for s in self._scalars]
        self._widest: dict[int, Span] = {}  # by the line that they begin on
        self._ends: dict[int, Span] = {}  # the narrowest, by the line that they end on
        for entry in document.tree.entries():
            line, _ = self._text.place(entry.start)
            known = self._widest.get(line)
            if known is None or entry.end - entry.start > known.end - known.start:
                self._widest[line] = entry
            line, _ = self._text.place(entry.end)
            known = self._ends.get(line)
            if known is None or entry.end - entry.start < known.end - known.start:
                self._ends[line] = entry
        self._lines = sorted(self._widest)

    def in_text(self, offset: int) -> bool:
        """Whether what stands at `offset` is part of a text, and no comment."""
        content = self._text.content
        before = content[offset - 1 : offset]
        if before and before not in " \t\r\n":
            return True
        number = bisect_right(self._scalar_starts, offset) - 1
        if number < 0 or offset >= self._scalars[number].end:
            return False
        scalar = self._scalars[number]
        # The first line of a block scalar, after the | or >, may hold a comment.
        return scalar.style not in ("|", ">") or "\n" in content[scalar.start : offset]

    def covered(self, offset: int) -> Span | None:
        """The field or list item that a comment stands on, else the next one below; the outermost one."""
        line, column = self._text.place(offset)
        if self._text.line(line)[: column - 1].strip():
            entry = self._widest.get(line)
            return entry if entry and entry.start < offset else self._ends.get(line)
        number = bisect_right(self._lines, line)
        return self._widest[self._lines[number]] if number < len(self._lines) else None
