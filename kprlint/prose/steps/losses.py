"""What a step lost when it was worded anew: its numbers, dates and names."""

from collections.abc import Iterator
from datetime import date

from kprlint.prose.steps.deadline import step_dates
from kprlint.prose.text import sentences


def losses(earlier: str, later: str, as_at: date) -> list[str]:
    """The dates, figures and names of `earlier`, as they stand there, that `later` does not have; in order."""
    there = {word.casefold() for word in _words(later)}
    dates = [found for found, *_ in step_dates(earlier, as_at)]
    kept = {found.text.casefold() for found, *_ in step_dates(later, as_at)}
    lost = [(d.start, d.text) for d in dates if d.text.casefold() not in kept]
    for sentence in sentences(earlier):
        for place, token in enumerate(sentence.tokens):
            if any(d.start <= token.start < d.end for d in dates):
                continue
            named = token.is_capital and place > 0
            if (named or token.word[0].isdecimal()) and token.word not in there:
                lost.append((token.start, token.raw))
    return [text for _, text in sorted(lost)]


def _words(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        yield from sentence.words
