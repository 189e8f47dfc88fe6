"""The numbers of a sentence and what each comes to: “Twenty-two”, “1.2 million”, “£4.1m”."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kprlint.prose.data import rows
from kprlint.prose.lexicon import CD
from kprlint.prose.numbers import NUMBERS, TENS
from kprlint.prose.text import Token, token_at

_TEN = 10
_MULTIPLES = {word: int(zeros) for zeros, said in rows("multiples") for word in said.split()}
_SCALES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def values_of(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """The numbers of a sentence, each with its first word and its last: “Twenty-two”, “1.2 million”."""
    after = 0
    for at, token in enumerate(tokens):
        if at < after or not (token.tags & CD or token.word in NUMBERS or token.word in TENS):
            continue
        value, following = value_of(token.word), token_at(tokens, at + 1)
        after = at + 1
        if token.word in TENS:
            unit = NUMBERS.get(following.word, 0) if following.before == "-" else 0
            after += 0 < unit < _TEN
            value = str(TENS[token.word] + unit * (after > at + 1))
        elif value and following.word in _MULTIPLES and not following.before:
            after += 1
            value = f"{Decimal(value) * 10 ** _MULTIPLES[following.word]:f}"
            value = value.rstrip("0").rstrip(".") if "." in value else value
        if value:
            yield at, after - 1, value


def value_of(word: str) -> str:
    """The number that a word is, in digits; "" where it is none."""
    if word in NUMBERS:
        return str(NUMBERS[word])
    if not word[:1].isdecimal():
        return ""
    digits = word.replace(",", "")
    scale = next((times for unit, times in _SCALES.items() if digits.endswith(unit)), 1)
    if scale > 1:
        digits = digits.rstrip("kmbn")
    if not digits.replace(".", "", 1).isdecimal():
        return ""
    if scale == 1:
        return digits
    return f"{Decimal(digits) * scale:f}"
