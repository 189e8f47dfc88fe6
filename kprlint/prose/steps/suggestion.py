"""Which sentence of the progress may answer a step that nobody has accounted for: a question, never a verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from kprlint.prose.data import rows, words
from kprlint.prose.lexicon import CD, VBD, VBN
from kprlint.prose.matching import assign
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.numbers import NUMBERS, number
from kprlint.prose.patterns import listed
from kprlint.prose.similarity import SMALL, stem
from kprlint.prose.text import Token, sentences, tokens

# What a word counts for that most reports have, and what a name does: both tell little of what was to be done.
_COMMON, _NAME = 0.5, 0.4
# What a word counts for that speaks of the same as the step's, and each more of those.
_RELATED, _MORE = 0.4, 0.3
# What speaks for a sentence beside the words that it shares: that it tells of the same act; of both act and thing; that it
# is about little else; that it counts about as many.
_SAME_ACT, _ACT_AND_THING, _BRIEF, _AS_MANY = 0.3, 0.7, 0.4, 0.25
# What speaks for a sentence as the answer to any step: that it tells of what was done, when, how things are since, and for
# whom, or that it denies; and against it, that it measures.
_PAST, _PERFECT, _DATED, _NOW, _FOR_SOMEBODY = 0.05, 0.1, 0.2, 0.15, 0.15
_DENIES, _MEASURES = 0.2, 0.15
# How much of that counts for a step with which the sentence shares nothing.
_LEFT_OVER = 0.7
# What the same counts for a step that is accounted for: it may be told of, but mostly it is still to come.
_ACCOUNTED, _CLEARLY = 0.5, 1.0
# What share of its words a second step has in a sentence, beside those of the first, that answers both; and how many times
# as well it fits as the one that the step was given.
_ANSWERS_TWO, _TIMES = 0.2, 1.3


def suggest(
    lost: Sequence[str], progress: Sequence[str], others: Sequence[str] = ()
) -> list[str | None]:
    """For each step of `lost` the sentence that fits best; None where nothing is left that tells of something.

    Each sentence is given once; `others` are steps that are accounted for, and may have a sentence, too. Where one
    names what two steps promised it is given to both. A step that shares no word with any sentence has what the others
    leave over, as long as it tells of something that came about.
    """
    said = [_told(text) for item in progress for text in _sentences(item)]
    steps = [_promised(text) for text in (*lost, *others)]
    rarity = _rarity([*(s.stems for s in said), *(s.stems for s in steps)])
    topics = Counter(topic for sentence in said for topic in sentence.topics)
    fits = _Fits(rarity, topics)
    scores: dict[tuple[int, int], float] = {}
    for i, step in enumerate(steps):
        for j, sentence in enumerate(said):
            score = fits.score(step, sentence)
            score = (
                max(score, _LEFT_OVER * sentence.prior)
                if i < len(lost)
                else _ACCOUNTED * (score - _CLEARLY)
            )
            if score > 0:
                scores[i, j] = score
    given = assign([s.text for s in steps], [s.text for s in said], scores)
    found = {i: _better(i, given, scores, steps, said, fits) for i in range(len(lost))}
    return [None if place is None else said[place].text for place in found.values()]


def _better(
    i: int,
    given: Mapping[int, int],
    scores: Mapping[tuple[int, int], float],
    steps: Sequence["_Step"],
    said: Sequence["_Told"],
    fits: "_Fits",
) -> int | None:
    """The sentence that a step was given; where one that another step was given clearly speaks of this, too, that one."""
    found = given.get(i)
    most = _TIMES * scores[i, found] if found is not None else 0.0
    # By their words, so that another order of the steps and sentences changes nothing.
    for owner, j in sorted(given.items(), key=lambda pair: said[pair[1]].text):
        score = scores.get((i, j), 0.0)
        if owner != i and score > most:
            if fits.named(steps[i], said[j], besides=steps[owner]) >= _ANSWERS_TWO:
                found, most = j, score
    return found


class _Step(NamedTuple):
    """A step, with the stems of its words, `names` among them, and the topics that each asks for; `act` comes first."""

    text: str
    stems: frozenset[str]
    topics: Mapping[str, frozenset[int]]
    asks: frozenset[int]
    act: str
    names: frozenset[str]
    counts: frozenset[int]


class _Told(NamedTuple):
    """A sentence, with the stems of its words, and by how many of them it speaks of each topic."""

    text: str
    stems: frozenset[str]
    topics: Mapping[int, int]
    counts: frozenset[int]
    # What speaks for it as the answer to any step.
    prior: float


_NONE = frozenset[int]()


class _Fits(NamedTuple):
    """How well a sentence fits a step, among the sentences of the activity."""

    rarity: Mapping[str, float]
    spoken_of: Mapping[int, int]

    def score(self, step: _Step, sentence: _Told) -> float:
        """0.0 where they share nothing."""
        if sentence.topics.keys().isdisjoint(step.asks) and step.stems.isdisjoint(sentence.stems):
            return 0.0
        parts = {
            word: self._worth(word, step) * self._said(word, step, sentence) for word in step.stems
        }
        found = sum(parts.values())
        if not found:
            return 0.0
        whole = sum([self._worth(word, step) for word in step.stems])
        length = self._sum(sentence.stems) or 1.0
        act = self._said(step.act, step, sentence)
        things = whole - (self._worth(step.act, step) if step.act in step.stems else 0.0)
        thing = (found - parts.get(step.act, 0.0)) / things if things else 0.0
        score = (
            found / whole
            + _SAME_ACT * act
            + _ACT_AND_THING * min(1.0, 2 * act) * min(1.0, 2 * thing)
            + _BRIEF * min(1.0, found / length)
            + _AS_MANY * _as_many(step.counts, sentence.counts)
            + sentence.prior
        )
        return max(0.01, score)

    def named(self, step: _Step, sentence: _Told, besides: _Step) -> float:
        """The share of the step's words that the sentence has, without those that `besides` has, too."""
        own = step.stems & sentence.stems - besides.stems
        return self._sum(own) / self._sum(step.stems)

    def _sum(self, words: Set[str]) -> float:
        return sum([self.rarity[word] for word in words])

    def _worth(self, word: str, step: _Step) -> float:
        return self.rarity[word] * (_NAME if word in step.names else 1.0)

    def _said(self, word: str, step: _Step, sentence: _Told) -> float:
        """How surely the sentence says a word of the step, or others for it: 0 to 1."""
        if word in sentence.stems:
            return 1.0
        topics = step.topics.get(word, ())
        return max([self._speaks(topic, sentence) for topic in topics], default=0.0)

    def _speaks(self, topic: int, sentence: _Told) -> float:
        """How surely the sentence speaks of a topic: the less, the more of the activity's sentences do."""
        words = sentence.topics.get(topic, 0)
        if not words:
            return 0.0
        found = min(1.0, _RELATED + _MORE * (words - 1))
        return found / (1 + log(self.spoken_of[topic]) / 2)


def _as_many(promised: frozenset[int], told: frozenset[int]) -> bool:
    """Whether about as many are told of as were promised."""
    return any(one <= other <= one * 1.25 for one in promised for other in told)


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
def _promised(text: str) -> _Step:
    before, said = words("everyday", "before an act"), tokens(text)
    first = next((stem(t.word) for t in said if t.word not in before and t.word not in SMALL), "")
    promised, _ = _synonyms()
    topics: dict[str, frozenset[int]] = {}
    stemmed = [stem(token.word) for token in said]
    for one, other in zip(stemmed, [*stemmed[1:], ""], strict=True):
        if of := promised.get(one, _NONE) | promised.get(f"{one} {other}", _NONE):
            topics[one] = topics.get(one, _NONE) | of
    asks = frozenset[int]().union(*topics.values())
    names = frozenset(stem(t.word) for t in said[1:] if t.is_capital and not t.is_capitals)
    return _Step(text, _stems(said), topics, asks, first, names, _counts(said))


@lru_cache(maxsize=2048)
def _told(text: str) -> _Told:
    found = tokens(text)
    stemmed = [stem(token.word) for token in found]
    _, telling = _synonyms()
    signs = [sign for sign in "£" if sign in text]
    topics = Counter(
        topic
        for key in {*signs, *stemmed, *(f"{a} {b}" for a, b in pairwise(stemmed))}
        for topic in telling.get(key, ())
    )
    return _Told(text, _stems(found), topics, _counts(found), _prior(text, found))


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


def _counts(tokens: Sequence[Token]) -> frozenset[int]:
    """How many of something there are; no years, and not one."""
    found = (
        number(token.word.replace(",", ""))
        for token in tokens
        if token.tags & CD or token.word in NUMBERS
    )
    return frozenset(n for n in found if n and n > 1 and not 1900 <= n < 2100)


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


@cache
def _common() -> frozenset[str]:
    """The stems that most reports have, and that say little about which step is meant."""
    known = words("everyday", "acts") | words("everyday", "things")
    return frozenset(stem(word) for word in known)


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


# The share of words from which a new step may be a lost one in other words.
_ALIKE = 0.5
# What a word counts for in it that is another word for the same.
_SYNONYM = 0.6


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
        if (score := _alike(one, other, rarity)) >= _ALIKE
    }
    given = assign(lost, new, scores)
    return [new[given[i]] if i in given else None for i in range(len(lost))]


def covered(step: str, sentence: str) -> float:
    """The share of the step's words that a sentence has itself, 0 to 1: how near the two are worded."""
    one, other = _promised(step).stems, _told(sentence).stems
    rarity = _rarity([one, other])
    whole = sum(rarity[word] for word in one)
    return sum(rarity[word] for word in one & other) / whole if whole else 0.0


def _alike(one: _Step, other: _Step, rarity: Mapping[str, float]) -> float:
    """The share of the words of two steps that the other has, or has another word for."""

    def covered(of: _Step, by: _Step) -> float:
        whole = sum(rarity[word] for word in of.stems)
        said = frozenset(topic for word in by.stems for topic in by.topics.get(word, ()))
        found = sum(
            rarity[word]
            * (
                1.0
                if word in by.stems
                else _SYNONYM * bool(said.intersection(of.topics.get(word, ())))
            )
            for word in of.stems
        )
        return found / whole if whole else 0.0

    return (covered(one, other) + covered(other, one)) / 2
