"""The same figure, told twice with two values: found where the words leave hardly a doubt that it is the same."""

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple

from kprlint.prose.data import words
from kprlint.prose.lexicon import CD
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.needs import Needs
from kprlint.prose.numbers import NUMBERS
from kprlint.prose.similarity import SMALL, stem, stems
from kprlint.prose.text import P, Sentence, Token, sentences

_LONGEST_NOUN = 3
_MONEY, _SHARE = "£", "%"
_VAGUE = frozenset([_MONEY, _SHARE])
_PEOPLE = words("figures", "people")
_REFERS = words("figures", "refers")
_APART = words("figures", "apart")
_POSITION = words("figures", "position")
_APPROXIMATE = words("figures", "approximate")
_MEASURES = words("figures", "measures")
# So many words must be alike where the second refers to the first, where both have the same names and dates, and
# where nothing but the sentences themselves tells.
_REFERRING, _SAME_DETAILS, _SENTENCE = 1, 2, 4
_MOST_DIFFERENT = 0.25
# A sentence of more numbers is a table; and so many figures of a kind are compared with each one that follows.
_MOST_NUMBERS, _MOST_COMPARED = 8, 20
NEEDS = Needs(frozenset(NUMBERS), tags=CD)


class Figure(NamedTuple, Generic[P]):
    """A number of things in a sentence: the noun's stem, “£” or “%”; `context` are the other words' stems.

    `first` is the word that its sentence begins with. `names` and `times` (months, years, and the other numbers) tell it from other figures of its kind.
    """

    passage: P
    noun: str
    value: str
    start: int
    end: int
    refers: bool
    context: frozenset[str]
    names: frozenset[str]
    times: frozenset[str]
    words: frozenset[str]
    first: str


def disagreeing(passages: Sequence[P]) -> Iterator[tuple[Figure[P], Figure[P]]]:
    """Each figure that has another value than one before, with that one."""
    earlier: dict[str, list[Figure[P]]] = {}
    for passage in passages:
        if not NEEDS.met_by(passage.text):
            continue
        for sentence in sentences(passage.text):
            found = _figures(passage, sentence)
            for figure in found:
                for other in earlier.get(figure.noun, ()):
                    if other.value != figure.value and _is_same(other, figure):
                        yield other, figure
                        break
            for figure in found:
                kept = earlier.setdefault(figure.noun, [])
                if len(kept) < _MOST_COMPARED:
                    kept.append(figure)


def _is_same(one: Figure[P], other: Figure[P]) -> bool:
    """Whether two figures are about the same: no detail tells them apart, and enough words are alike."""
    # A name that begins a sentence looks like any other word there.
    names, other_names = one.names - other.words, other.names - one.words
    if names and other_names:
        return False
    if one.first != other.first and one.first and other.first:
        return False  # “Lowfield library had …”, “Kingsmead library had …”
    # What was won in July may have to be spent by March.
    in_one_field = one.passage.field == other.passage.field
    if _differ(one.times, other.times) and in_one_field:
        return False
    shared = len(one.context & other.context)
    if other.refers and not one.refers:
        return shared >= _REFERRING + (one.noun in _VAGUE)
    if names or other_names or _differ(one.times, other.times):
        return False
    if one.noun not in _VAGUE or one.times == other.times:
        if shared >= _SAME_DETAILS + (one.noun in _VAGUE):
            return True
    return shared >= _SENTENCE and len(one.context ^ other.context) <= _MOST_DIFFERENT * shared


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each has something that the other lacks."""
    return bool(one - other and other - one)


def _figures(passage: P, sentence: Sentence) -> list[Figure[P]]:
    """The figures of a sentence that speaks of one thing alone, and of no change, part, target or forecast."""
    tokens = sentence.tokens
    if not _APART.isdisjoint(sentence.words):
        return []
    if sum(bool(_value(word)) for word in sentence.words) > _MOST_NUMBERS:
        return []
    found: list[Figure[P]] = []
    for index, token in enumerate(tokens):
        value = _value(token.word)
        if not value:
            continue
        if passage.text[token.end : token.end + 2].lstrip().startswith("%"):
            noun, end = _SHARE, index + 1
        else:
            noun, end = _noun(tokens, index)
        if not noun or (index and tokens[index - 1].word in _POSITION):
            continue
        before = tokens[index - 1].word if index else ""
        before_that = tokens[index - 2].word if index > 1 else ""
        if before in _APPROXIMATE or before == "than":
            continue
        rest = [t for i, t in enumerate(tokens) if not index <= i < end]
        found.append(
            Figure(
                passage,
                noun,
                value,
                token.start - (noun == _MONEY),
                tokens[end - 1].end,
                before in _REFERS or (before_that in _REFERS and tokens[index - 1].is_capital),
                frozenset(s for s in stems(rest) if s.isalpha()) - {noun},
                frozenset(_names(rest, tokens[0])),
                frozenset(t.word for t in rest if t.word in ANY_MONTH or t.word[0].isdecimal()),
                frozenset(sentence.words),
                _subject(sentence),
            )
        )
    # Two counts of the same things in one sentence are told apart by it.
    nouns = [figure.noun for figure in found]
    return [figure for figure in found if nouns.count(figure.noun) == 1]


def _subject(sentence: Sentence) -> str:
    """The word that a sentence begins with, where that may be whom it is about."""
    word = sentence.words[0]
    return "" if word in SMALL or word in _APART or _value(word) else stem(word)


def _value(word: str) -> str:
    """The number that a word is, in digits; "" where it is none."""
    if word in NUMBERS:
        return str(NUMBERS[word])
    if not word[:1].isdecimal():
        return ""
    digits = word.replace(",", "")
    return digits if digits.replace(".", "").isdecimal() else ""


def _noun(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    """What is counted, as a stem, and behind which word it ends; "" where the number counts nothing."""
    if _MONEY in tokens[index].before:
        return _MONEY, index + 1
    for end in range(index + 1, min(index + 1 + _LONGEST_NOUN, len(tokens))):
        token = tokens[end]
        if (
            token.before
            or token.word in SMALL
            or token.word in ANY_MONTH
            or token.word[0].isdecimal()
        ):
            break
        plural = token.word.endswith("s") and not token.word.endswith(("ss", "us", "is"))
        if (plural or token.word in _PEOPLE) and not token.is_capital:
            if token.word in _MEASURES:
                break
            following = tokens[end + 1] if end + 1 < len(tokens) else None
            if following and not following.is_break and following.word in ("per", "a"):
                break
            return stem(token.word), end + 1
    return "", index


def _names(rest: Sequence[Token], first: Token) -> Iterator[str]:
    """The names among the words, months left aside."""
    for token in rest:
        if token.is_capital and token is not first and token.word not in ANY_MONTH:
            yield token.word
