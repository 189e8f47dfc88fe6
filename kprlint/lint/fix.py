"""Fixes: edits of text spans. Every byte outside an edit stays as it is."""

from collections.abc import Iterable

from kprlint.rules.base import Edit, Fix
from kprlint.source.text import Text


def apply(text: Text, fixes: Iterable[Fix]) -> Text | None:
    """`text` with the safe fixes made; of two that overlap the first counts. None if nothing changes."""
    edits: list[Edit] = []
    end = -1
    for fix in sorted((f for f in fixes if f.safe), key=lambda f: f.edits[0].span):
        ordered = sorted(fix.edits, key=lambda e: e.span)
        if ordered[0].span.start >= end:
            edits += ordered
            end = ordered[-1].span.end
    if not edits:
        return None
    parts, at = [], 0
    for edit in edits:
        parts += [text.content[at : edit.span.start], edit.text]
        at = edit.span.end
    content = "".join([*parts, text.content[at:]])
    return Text(content, bom=text.bom) if content != text.content else None
