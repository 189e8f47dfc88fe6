"""What a step asks for and a sentence of progress tells of: their words, those for the same, how many, and how it is told."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from kprlint.prose.data import rows, words
from kprlint.prose.lexicon import CAPITALS, CD, VBD, VBN
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.numbers import NUMBERS, TENS, number
from kprlint.prose.patterns import listed
from kprlint.prose.similarity import SMALL, stem
from kprlint.prose.text import NO_TOKEN, Token, sentences, tokens

# What speaks for a sentence as the answer to any step: that it tells of what was done, when, how things are since, and for
# whom, or that it denies; and against it, that it measures.
_PAST, _PERFECT, _DATED, _NOW, _FOR_SOMEBODY = 0.05, 0.1, 0.2, 0.15, 0.15
_DENIES, _MEASURES = 0.2, 0.15
_DOZEN = "dozen"
_NONE = frozenset[int]()


class Step(NamedTuple):
    """A step, with the stems of its words, `names` among them, and the topics that each asks for; `act` comes first."""

    text: str
    stems: frozenset[str]
    topics: Mapping[str, frozenset[int]]
    asks: frozenset[int]
    act: str
    names: frozenset[str]
    counts: frozenset[int]
    acronyms: Mapping[str, str]


class Told(NamedTuple):
    """A sentence, with the stems of its words, and by how many of them it speaks of each topic."""

    text: str
    stems: frozenset[str]
    topics: Mapping[int, int]
    counts: frozenset[int]
    acronyms: Mapping[str, str]
    # What speaks for it as the answer to any step.
    prior: float


@lru_cache(maxsize=2048)
def promised(text: str) -> Step:
    before, said = words("everyday", "before an act"), tokens(text)
    first = next((stem(t.word) for t in said if t.word not in before and t.word not in SMALL), "")
    promised, _ = _synonyms()
    topics: dict[str, frozenset[int]] = {}
    stemmed = [stem(token.word) for token in said]
    for one, other in pairwise([*stemmed, ""]):
        if of := promised.get(one, _NONE) | promised.get(f"{one} {other}", _NONE):
            topics[one] = topics.get(one, _NONE) | of
    asks = frozenset[int]().union(*topics.values())
    names = frozenset(stem(t.word) for t in said[1:] if t.is_capital and not t.is_capitals)
    return Step(text, _stems(said), topics, asks, first, names, _counts(said), _acronyms(said))


@lru_cache(maxsize=2048)
def told(text: str) -> Told:
    found = tokens(text)
    stemmed = [stem(token.word) for token in found]
    _, telling = _synonyms()
    signs = [sign for sign in "£" if sign in text]
    topics = Counter(
        topic
        for key in {*signs, *stemmed, *(f"{a} {b}" for a, b in pairwise(stemmed))}
        for topic in telling.get(key, ())
    )
    return Told(text, _stems(found), topics, _counts(found), _acronyms(found), _prior(text, found))


def _prior(text: str, tokens: Sequence[Token]) -> float:
    said = {token.word for token in tokens}

    def says(kind: str) -> bool:
        return not words("everyday", kind).isdisjoint(said)

    past = says("past") or any(token.tags & (VBD | VBN) for token in tokens)
    return (
        _PAST * (past and not says("ahead"))
        + _PERFECT * says("perfect")
        + _DATED * (not said.isdisjoint(ANY_MONTH))
        + _NOW * says("since")
        + _FOR_SOMEBODY * says("for somebody")
        + _DENIES * denies(text)
        - _MEASURES * ("%" in text or says("measures"))
    )


# Of fewer words than the first an acronym says too little; of more than the last there is none.
_LETTERS = range(3, 7)


def _acronyms(tokens: Sequence[Token]) -> Mapping[str, str]:
    """The letters of each acronym, with the stem that it is as a word."""
    return {
        letters.lower(): stem(token.word)
        for token in tokens
        if token.tags & CAPITALS
        and (letters := token.raw.removesuffix("s")).isupper()
        and len(letters) in _LETTERS
    }


def stands_for(letters: str, text: str) -> frozenset[str]:
    """The stems of the words of `text` that follow each other and begin with these letters; empty where there are none."""
    for first, said in _initials(text):
        at = first.find(letters)
        if at >= 0:
            return frozenset(stem(w) for w in said[at : at + len(letters)] if w not in SMALL)
    return frozenset()


@lru_cache(maxsize=2048)
def _initials(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The first letters of its words, and these: of all, and of those that mean something."""
    every = tuple(token.word for token in tokens(text) if token.word[0].isalpha())
    main = tuple(word for word in every if word not in SMALL)
    return tuple(("".join(word[0] for word in said), said) for said in (every, main))


def _counts(tokens: Sequence[Token]) -> frozenset[int]:
    """How many of something there are; no years, and not one."""
    found = set[int]()
    for token, after in pairwise([*tokens, NO_TOKEN]):
        count = TENS.get(token.word) or NUMBERS.get(token.word)
        if token.tags & CD:
            count = number(token.word.replace(",", ""))
        if after.word == _DOZEN:
            count = 12 * (count or 1)
        elif token.word in TENS and after.before == "-":
            count = TENS[token.word] + NUMBERS.get(after.word, 0)  # “forty-two”
        if count and count > 1 and not 1900 <= count < 2100:
            found.add(count)
    return frozenset(found)


@cache
def _synonyms() -> tuple[Mapping[str, Set[int]], Mapping[str, Set[int]]]:
    """Of a step's words, and of a sentence's, the topics that they speak of; one topic is one line of the table."""
    promised: dict[str, set[int]] = {}
    telling: dict[str, set[int]] = {}
    for topic, (of_step, of_sentence) in enumerate(rows("synonyms")):
        for word in map(_key, of_step.split()):
            promised.setdefault(word, set()).add(topic)
            telling.setdefault(word, set()).add(topic)
        for word in map(_key, of_sentence.split()):
            telling.setdefault(word, set()).add(topic)
    return promised, telling


@lru_cache(maxsize=8192)
def _key(entry: str) -> str:
    """An entry of the table as it is looked up: the stems of its words."""
    if entry.isalpha():
        return stem(entry)
    return " ".join(stem(word) for word in entry.replace("-", "_").split("_"))


def denies(text: str) -> bool:
    """Whether a sentence says of something that it is not done, refused, or done in part."""
    return any(
        next(listed("denials").find(sentence), None) or _is_share(sentence.tokens)
        for sentence in sentences(text)
    )


def _is_share(tokens: Sequence[Token]) -> bool:
    """``9,100 of 10,000``, ``22 of the 40``, ``40% of homes``."""
    for index, token in enumerate(tokens[:-1]):
        if token.word[0].isdecimal() and tokens[index + 1].word in ("of", "out"):
            behind = tokens[index + 1 : index + 5]
            if "%" in tokens[index + 1].before or any(t.word[0].isdecimal() for t in behind):
                return True
    return False


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    """The stems of the words and figures that mean something; times are left out: they say when, not what."""
    found = set()
    for token in tokens:
        word = token.word
        if (
            word in SMALL
            or word in ANY_MONTH
            or word in words("everyday", "times")
            or (len(word) == 1 and word.isalpha())
        ):
            continue
        if word[0].isdecimal():
            digits = word.replace(",", "")
            if not (len(digits) == 4 and digits[:2] in ("19", "20")):
                found.add(digits)
            continue
        found.add(stem(word))
    return frozenset(found)
