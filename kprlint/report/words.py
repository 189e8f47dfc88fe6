"""Texts of officers in a report: cut to a length, and compared word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from kprlint.report.blocks import Run, Runs, Style

_MOST_WORDS = 300


def shortened(text: str, most: int) -> str:
    """`text` on one line; of more than `most` characters the beginning, with how many are left out."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most].rpartition(" ")[0] or line[:most]
    return f"{kept} … ({len(line) - len(kept):,} characters more)"


def compared(one: str, other: str) -> Runs:
    """Both texts in one, with the words that are gone and those that were added marked."""
    if one == other:
        return (Run(one),)
    old, new = re.findall(r"\S+", one), re.findall(r"\S+", other)
    if max(len(old), len(new)) > _MOST_WORDS or not old or not new:
        return _was_now(one, other)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:
        return _was_now(one, other)
    runs: list[Run] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run(" ".join(old[i:j])))
            continue
        if i < j:
            runs.append(Run(" ".join(old[i:j]), Style.GONE))
        if k < m:
            runs.append(Run(" ".join(new[k:m]), Style.ADDED))
    spaced = [part for run in runs for part in (run, Run(" "))]
    return tuple(spaced[:-1])


def became(one: str, others: Sequence[str]) -> Runs:
    """A text, and the several that stand for it now."""
    runs = [Run(one, Style.GONE), Run(" is now ", Style.QUIET)]
    for place, other in enumerate(others):
        if place:
            runs.append(Run(" and " if place == len(others) - 1 else ", ", Style.QUIET))
        runs.append(Run(f"“{other}”", Style.ADDED))
    return tuple(runs)


def _was_now(one: str, other: str) -> Runs:
    return (
        Run("was ", Style.QUIET),
        Run(one, Style.GONE),
        Run(" now ", Style.QUIET),
        Run(other, Style.ADDED),
    )
