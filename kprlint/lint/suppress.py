"""Ignore comments in the files: where they stand, and what they cover."""

import re
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

    def hides(self, rule: str, span: Span) -> bool:
        """Whether a hit of `rule` at `span` is one that the comment speaks of, and gives a reason for."""
        return bool(
            self.reason
            and rule in self.rules
            and self.covers
            and self.covers.start <= span.start <= self.covers.end
        )


def ignores(document: Document) -> list[Ignore]:
    """The ignore comments of a document that could be read, in the order of the file."""
    content = document.text.content
    if "kprlint:" not in content or document.tree.root is None:
        return []
    found = []
    entries: list[Span] = []
    for match in re.finditer(_COMMENT, content):
        if _in_scalar(document, match.start()):
            continue
        entries = entries or list(document.tree.entries())
        names = match[1]
        rules = tuple(n.strip() for n in names.split(",")) if names and names.strip() else ("",)
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        covers = _covered(document, entries, match.start())
        found.append(Ignore(rules, match[2].strip(), span, covers))
    return found


def _in_scalar(document: Document, offset: int) -> bool:
    content = document.text.content
    before = content[offset - 1 : offset]
    if before and before not in " \t\r\n":
        return True
    for scalar in document.tree.scalars:
        if scalar.start < offset < scalar.end:
            # The first line of a block scalar, after the | or >, may hold a comment.
            if scalar.style in ("|", ">"):
                return "\n" in content[scalar.start : offset]
            return True
    return False


def _covered(document: Document, entries: list[Span], offset: int) -> Span | None:
    """The field or list item that the comment stands on, else the next one below; the outermost one."""
    text = document.text
    line, column = text.place(offset)
    start = text.line_start(line)
    if text.line(line)[: column - 1].strip():
        on_line = [e for e in entries if start <= e.start < offset]
        if on_line:
            return max(on_line, key=lambda e: (e.end - e.start, -e.start))
        around = [e for e in entries if e.start < offset and start <= e.end]
        return min(around, key=lambda e: e.end - e.start, default=None)
    below = [e for e in entries if e.start > offset]
    if not below:
        return None
    first = text.place(min(e.start for e in below))[0]
    return max((e for e in below if text.place(e.start)[0] == first), key=lambda e: e.end - e.start)
