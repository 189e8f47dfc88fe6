"""Which sentence of the progress may answer a step that nobody has accounted for: a question, never a verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from kprlint.prose.data import rows, words
from kprlint.prose.lexicon import VBD, base_of_participle
from kprlint.prose.matching import assign
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.patterns import listed
from kprlint.prose.similarity import SMALL, stem
from kprlint.prose.text import Token, sentences, tokens

# What a word counts for that is another word for the same, and one that most reports have.
_SYNONYM, _COMMON = 0.6, 0.4
# What speaks for a sentence beside the words that it shares: that it tells something of the same act, that it tells
# of what was done, that it is about little else; and against it, that it denies.
_SAME_ACT, _PAST, _BRIEF, _DENIES = 0.25, 0.12, 0.2, 0.1
# The share of a step's words from which a sentence may answer two steps.
_ANSWERS_TWO = 0.5


class Suggestion(NamedTuple):
    """A sentence as it stands in the progress. `denies`: it says of something that it is not, or not all, done."""

    sentence: str
    denies: bool


def suggest(
    lost: Sequence[str], progress: Sequence[str], others: Sequence[str] = ()
) -> list[Suggestion | None]:
    """For each step of `lost` the sentence that fits best; None where none shares a word or an act with it.

    Each sentence is given once; `others` are steps that are accounted for, and may have a sentence, too. Where one
    clearly speaks of two steps it is given to both.
    """
    said = [_told(text) for item in progress for text in _sentences(item)]
    steps = [_promised(text) for text in (*lost, *others)]
    rarity = _rarity([*(s.stems for s in said), *(s.stems for s in steps)])
    scores = {
        (i, j): score
        for i, step in enumerate(steps)
        for j, sentence in enumerate(said)
        if (score := _score(step, sentence, rarity)) > 0
    }
    given = assign([s.text for s in steps], [s.text for s in said], scores)
    found: list[Suggestion | None] = []
    for i, step in enumerate(steps[: len(lost)]):
        place = given.get(i)
        if place is None:
            place = max(
                (j for j, s in enumerate(said) if _covered(step, s, rarity) >= _ANSWERS_TWO),
                key=lambda j, i=i: scores.get((i, j), 0.0),  # type: ignore[misc]
                default=None,
            )
        found.append(None if place is None else Suggestion(said[place].text, said[place].denies))
    return found


class _Text(NamedTuple):
    """A sentence or a step, with the stems of its words, what its acts are called, and what it says of them."""

    text: str
    stems: frozenset[str]
    acts: frozenset[str]
    past: bool
    denies: bool


def _score(step: _Text, sentence: _Text, rarity: Mapping[str, float]) -> float:
    shared = _covered(step, sentence, rarity)
    act = bool(step.acts & sentence.acts)
    if not shared and not (act and sentence.past):
        return 0.0
    whole = sum(rarity[word] for word in sentence.stems) or 1.0
    of_step = sum(rarity[word] for word in step.stems) or 1.0
    brief = min(1.0, shared * of_step / whole)
    return max(
        0.01,
        shared
        + _SAME_ACT * act
        + _PAST * sentence.past
        + _BRIEF * brief
        - _DENIES * sentence.denies,
    )


def _covered(step: _Text, sentence: _Text, rarity: Mapping[str, float]) -> float:
    """The share of the step's words that the sentence has, or has another word for."""
    whole = sum(rarity[word] for word in step.stems)
    if not whole:
        return 0.0
    said = _senses(sentence.stems)
    found = 0.0
    for word in step.stems:
        if word in sentence.stems:
            found += rarity[word]
        elif _senses_of(word) & said:
            found += _SYNONYM * rarity[word]
    return found / whole


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """What each word counts for: the less, the more of the activity's sentences have it."""
    counts = Counter(word for text in texts for word in text)
    common = _common()
    return {
        word: (_COMMON if word in common else 1.0) / (1 + log(count) / 2)
        for word, count in counts.items()
    }


@lru_cache(maxsize=2048)
def _sentences(item: str) -> tuple[str, ...]:
    return tuple(item[s.start : s.end].strip() for s in sentences(item))


@lru_cache(maxsize=2048)
def _promised(text: str) -> _Text:
    before, said = words("everyday", "before an act"), tokens(text)
    first = next((stem(t.word) for t in said if t.word not in before and t.word not in SMALL), "")
    return _Text(text, _stems(said), _senses_of(first), past=False, denies=False)


@lru_cache(maxsize=2048)
def _told(text: str) -> _Text:
    found = tokens(text)
    said = [token.word for token in found]
    acts = frozenset(
        sense
        for token in found
        if token.tags & VBD or base_of_participle(token.word)
        for sense in _senses_of(stem(token.word))
    )
    past = bool(acts) or not words("everyday", "past").isdisjoint(said)
    ahead = not words("everyday", "ahead").isdisjoint(said)
    return _Text(text, _stems(found), acts, past and not ahead, denies(text))


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


@cache
def _synonyms() -> Mapping[str, frozenset[str]]:
    """The acts and things that a stem may be a word for."""
    found: dict[str, set[str]] = {}
    for sense, said in rows("synonyms"):
        for word in said.split():
            found.setdefault(stem(word), set()).add(sense)
    return {word: frozenset(senses) for word, senses in found.items()}


def _senses_of(word: str) -> frozenset[str]:
    return _synonyms().get(word, frozenset())


def _senses(words: frozenset[str]) -> frozenset[str]:
    return frozenset(sense for word in words for sense in _senses_of(word))


@cache
def _common() -> frozenset[str]:
    """The stems that most reports have, and that say little about which step is meant."""
    known = words("everyday", "acts") | words("everyday", "things")
    return frozenset(stem(word) for word in known)


# The share of words from which a new step may be a lost one in other words.
_ALIKE = 0.5


def alike(lost: Sequence[str], new: Sequence[str]) -> list[str | None]:
    """For each step of `lost` the step of `new` that it may have become, shared out one to one; else None.

    A guess, to be offered as a line `was:`, never told as a fact: another figure, phase or place may be another thing.
    """
    before, after = [_promised(text) for text in lost], [_promised(text) for text in new]
    rarity = _rarity([text.stems for text in (*before, *after)])
    scores = {
        (i, j): score
        for i, one in enumerate(before)
        for j, other in enumerate(after)
        if (score := (_covered(one, other, rarity) + _covered(other, one, rarity)) / 2) >= _ALIKE
    }
    given = assign(lost, new, scores)
    return [new[given[i]] if i in given else None for i in range(len(lost))]


def covered(step: str, sentence: str) -> float:
    """The share of the step's words that a sentence has itself, 0 to 1: how near the two are worded."""
    one, other = _promised(step).stems, _told(sentence).stems
    rarity = _rarity([one, other])
    whole = sum(rarity[word] for word in one)
    return sum(rarity[word] for word in one & other) / whole if whole else 0.0
