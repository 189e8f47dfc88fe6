"""Which sentence of the progress may answer a step that nobody has accounted for: a question, never a verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import fsum, log
from typing import NamedTuple

from kprlint.prose.data import words
from kprlint.prose.matching import assign
from kprlint.prose.similarity import stem
from kprlint.prose.steps.gist import Step, Told, promised, stands_for, told
from kprlint.prose.text import sentences

# What a word counts for that most reports have, and what a name does: both tell little of what was to be done.
_COMMON, _NAME = 0.5, 0.4
# What a word counts for that speaks of the same as the step's, and each more of those.
_RELATED, _MORE = 0.4, 0.3
# What speaks for a sentence beside the words that it shares: that it tells of the same act; of both act and thing; that it
# is about little else; that it counts about as many.
_SAME_ACT, _ACT_AND_THING, _BRIEF, _AS_MANY = 0.3, 0.7, 0.4, 0.25
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
    steps = [promised(text) for text in (*lost, *others)]
    said = _spelt_out([told(text) for item in progress for text in _sentences(item)], steps)
    rarity = _rarity([*(s.stems for s in said), *(s.stems for s in steps)])
    topics = Counter(topic for sentence in said for topic in sentence.topics)
    lengths = [fsum([rarity[word] for word in sentence.stems]) for sentence in said]
    scores: dict[tuple[int, int], float] = {}
    for i, step in enumerate(steps):
        fit = _fit(step, rarity, topics)
        for j, sentence in enumerate(said):
            score = fit.score(sentence, lengths[j])
            score = (
                max(score, _LEFT_OVER * sentence.prior)
                if i < len(lost)
                else _ACCOUNTED * (score - _CLEARLY)
            )
            if score > 0:
                scores[i, j] = score
    given = assign([s.text for s in steps], [s.text for s in said], scores)
    found = {i: _better(i, given, scores, steps, said, rarity) for i in range(len(lost))}
    return [None if place is None else said[place].text for place in found.values()]


def _spelt_out(said: Sequence[Told], steps: Sequence[Step]) -> list[Told]:
    """The sentences, with what their acronyms stand for in a step, and with a step's acronyms that their words stand for."""
    short = {pair for step in steps for pair in step.acronyms.items()}
    found = []
    for sentence in said:
        more = [stands_for(letters, step.text) for letters in sentence.acronyms for step in steps]
        more += [frozenset({word}) for letters, word in short if stands_for(letters, sentence.text)]
        found.append(sentence._replace(stems=sentence.stems.union(*more)) if more else sentence)
    return found


def _better(
    i: int,
    given: Mapping[int, int],
    scores: Mapping[tuple[int, int], float],
    steps: Sequence[Step],
    said: Sequence[Told],
    rarity: Mapping[str, float],
) -> int | None:
    """The sentence that a step was given; where one that another step was given clearly speaks of this, too, that one."""
    found = given.get(i)
    most = _TIMES * scores[i, found] if found is not None else 0.0
    # By their words, so that another order of the steps and sentences changes nothing.
    for owner, j in sorted(given.items(), key=lambda pair: said[pair[1]].text):
        score = scores.get((i, j), 0.0)
        if owner != i and score > most:
            if _named(steps[i], said[j], steps[owner], rarity) >= _ANSWERS_TWO:
                found, most = j, score
    return found


class _Fit(NamedTuple):
    """How well sentences fit a step: what each of its words counts for, and how many sentences speak of each topic."""

    step: Step
    worth: Mapping[str, float]
    whole: float
    spoken_of: Mapping[int, int]

    def score(self, sentence: Told, length: float) -> float:
        """0.0 where they share nothing; `length` is what the words of the sentence count for."""
        step = self.step
        if sentence.topics.keys().isdisjoint(step.asks) and step.stems.isdisjoint(sentence.stems):
            return 0.0
        parts = {word: worth * self._said(word, sentence) for word, worth in self.worth.items()}
        found = fsum(parts.values())
        if not found:
            return 0.0
        act = self._said(step.act, sentence)
        things = self.whole - self.worth.get(step.act, 0.0)
        thing = (found - parts.get(step.act, 0.0)) / things if things else 0.0
        score = (
            found / self.whole
            + _SAME_ACT * act
            + _ACT_AND_THING * min(1.0, 2 * act) * min(1.0, 2 * thing)
            + _BRIEF * min(1.0, found / (length or 1.0))
            + _AS_MANY * _as_many(step.counts, sentence.counts)
            + sentence.prior
        )
        return max(0.01, score)

    def _said(self, word: str, sentence: Told) -> float:
        """How surely the sentence says a word of the step, or others for it: 0 to 1."""
        if word in sentence.stems:
            return 1.0
        topics = self.step.topics.get(word, ())
        return max([self._speaks(topic, sentence) for topic in topics], default=0.0)

    def _speaks(self, topic: int, sentence: Told) -> float:
        """How surely the sentence speaks of a topic: the less, the more of the activity's sentences do."""
        words = sentence.topics.get(topic, 0)
        if not words:
            return 0.0
        found = min(1.0, _RELATED + _MORE * (words - 1))
        return found / (1 + log(self.spoken_of[topic]) / 2)


def _fit(step: Step, rarity: Mapping[str, float], spoken_of: Mapping[int, int]) -> _Fit:
    worth = {w: rarity[w] * (_NAME if w in step.names else 1.0) for w in step.stems}
    return _Fit(step, worth, fsum(worth.values()), spoken_of)


def _named(step: Step, sentence: Told, besides: Step, rarity: Mapping[str, float]) -> float:
    """The share of the step's words that the sentence has, without those that `besides` has, too."""
    own = step.stems & sentence.stems - besides.stems
    whole = fsum([rarity[word] for word in step.stems])
    return fsum([rarity[word] for word in own]) / whole if own else 0.0


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


@cache
def _common() -> frozenset[str]:
    """The stems that most reports have, and that say little about which step is meant."""
    known = words("everyday", "acts") | words("everyday", "things")
    return frozenset(stem(word) for word in known)


# The share of words from which a new step may be a lost one in other words.
_ALIKE = 0.5
# What a word counts for in it that is another word for the same.
_SYNONYM = 0.6


def alike(lost: Sequence[str], new: Sequence[str]) -> list[str | None]:
    """For each step of `lost` the step of `new` that it may have become, shared out one to one; else None.

    A guess, to be offered as a line `was:`, never told as a fact: another figure, phase or place may be another thing.
    """
    before, after = [promised(text) for text in lost], [promised(text) for text in new]
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
    one, other = promised(step).stems, told(sentence).stems
    rarity = _rarity([one, other])
    whole = fsum(rarity[word] for word in one)
    return fsum(rarity[word] for word in one & other) / whole if whole else 0.0


def _alike(one: Step, other: Step, rarity: Mapping[str, float]) -> float:
    """The share of the words of two steps that the other has, or has another word for."""

    def covered(of: Step, by: Step) -> float:
        whole = fsum(rarity[word] for word in of.stems)
        said = frozenset(topic for word in by.stems for topic in by.topics.get(word, ()))
        found = fsum(
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
