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
    mended = text.edited(edits)
    return mended if mended.content != text.content else None
