"""Does a sentence of the progress say that a promise was kept, or why it was given up?"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kprlint.change.words import Words, coverage, likeness, stem, words

# The share of a promise's words that the sentence must have.
ENOUGH = 0.45
ENOUGH_WHEN_COMPLETE = 0.25
ENOUGH_WHEN_GOING_ON = 0.7
ENOUGH_TO_EXPLAIN = 0.4
ENOUGH_TO_SHOW = 0.25

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9“\"'(£])")

_CLAUSE_END = re.compile(
    r"[;:]\s|\s[–—-]\s|[,(]\s?(?=(?:and|but|with|so|while|although|which|who|whose|after|before|as|the|it|this|a|an|though)\b)"
    r"|\s(?=(?:and|but|although|while|whilst)\s)"
)
_SHORT = 8  # words of a sentence that leans on the one before

# Words that say that the thing itself is not done, or only in part.
_NOT_DONE = re.compile(
    r"""\b(?:will|shall|would|should|could|to\sbe|not|n['’]t|yet|never|unable|failed|postpone[ds]?|postponing|postponement
    |delay(?:s|ed)?|defer(?:red|ral)?|await(?:s|ing|ed)?|pending|plans?\sto|planned|due\sto\sbe|expect(?:s|ed)?|expects
    |intend(?:s|ed)?|anticipated|on\shold|under\s?way|ongoing|on-going|in\sprogress|continu(?:e|es|ed|ing)
    |slipped|moved\sback|pushed\sback|put\sback|stalled|paused|scheduled|arranged\sfor|remains?|outstanding
    |aims?\sto|hopes?\sto|proposed|preparing|working\son|work\sis|being|partly|partially|part\sof\sthe|most\sof|half\sof|some\sof
    |so\sfar|cancelled|abandoned|withdrawn|dropped|no\slonger|nearly|almost|close\sto|about\sto|going\sto|is\sto|are\sto
    |almost|without|rescheduled|suspended|halted|missed|overrun|behind)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# A promise to go on with something is not kept by a word on one part of it.
_GOES_ON = re.compile(
    r"\W*(?:to |will |we will |officers will )?(?:continu|carry on|go(?:ing)? on|keep|maintain|ongoing|on-going)",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:begun|began|begins|started|starts|commenced|kicked off|set out|first steps)\b",
    re.IGNORECASE,
)
_BEGIN = frozenset({"begin", "launch", "open"})
_PART = re.compile(
    r"\b(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s(?:out\s)?of\s(?:the\s)?(?:\d+|two|three|four|five|six|seven|eight"
    r"|nine|ten|twelve)|\d+\s?(?:%|per cent)\s(?:of|complete)|draft(?:ed)?|drafting)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"""\b(?:complete[d]?|completion|finished|done|finalised|finalized|concluded|achieved|delivered|signed(?:\soff)?|approved|adopted|agreed
    |published|launched|opened|installed|in\splace|took\splace|taken\splace|went\slive|gone\slive|now\slive|is\slive|live\son|held|met|carried\sout
    |appointed|awarded|recruited|sent|issued|submitted|circulated|presented|received|secured|closed|implemented|introduced
    |in\spost|in\suse|on\ssite|up\sand\srunning|rolled\sout|passed|endorsed|confirmed|replaced|fitted|trained|transferred|migrated|successfully|filled|bid\s(?:was|for))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"""\b(?:no\slonger|will\snot|would\snot|won['’]t|not\s(?:to\s)?(?:go\sahead|proceed|be\s\w+|pursue|required|needed|go\son|now|take\splace|viable|affordable)
    |decided\s(?:not|against)|cancel(?:led|s)?|abandon(?:ed)?|withdrawn|withdrew|stopped|ceased|dropped|scrapped|shelved|removed\sfrom
    |called\soff|given\sup|replaced\sby|superseded|postponed|deferred|put\son\shold|on\shold|paused|suspended|halted|not\spossible|unsuccessful
    |instead|rather\sthan|rejected|refused|declined|ruled\sout|discontinued|fell\sthrough|pulled\sout)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has|have|had|been|is\snow|are\snow)\b|\b\w{3,}ed\b", re.IGNORECASE | re.VERBOSE
)
# Verbs whose past is not made with -ed: the sentence is in the past when it has one of them.
_IRREGULAR = re.compile(
    r"\b(?:bid|met|held|sent|made|built|bought|brought|chose|chosen|found|gave|given|led|paid|put|ran|sought|set|sold|spoke|took"
    r"|taken|taught|told|went|gone|won|wrote|written|began|begun|drew|drawn|came|got|became|let|laid|showed|shown|is|are)\b",
    re.IGNORECASE,
)


class Evidence(NamedTuple):
    """A sentence of the progress that speaks of a promise, and how much of the promise it covers."""

    sentence: str
    score: float


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of one item of progress, as they stand there."""
    return tuple(part for part in _SENTENCE_END.split(text.strip()) if part.strip())


def _couples(item: str) -> Iterator[str]:
    """Each two sentences that follow each other: “It went to Cabinet in July. It was approved.”"""
    found = sentences(item)
    for one, other in pairwise(found):
        if len(other.split()) <= _SHORT:
            yield f"{one} {other}"


@lru_cache(maxsize=16384)
def _clauses(sentence: str) -> tuple[str, ...]:
    """The parts of a sentence: what one says of the future does not undo what another says was done."""
    parts = tuple(part for part in _CLAUSE_END.split(sentence) if part.strip())
    return parts if len(parts) > 1 else ()


def delivered(action: str, progress: Iterable[str], *, complete: bool) -> Evidence | None:
    """The sentence that says most plainly that `action` was done; None where none says so.

    In an activity that is `complete`, a sentence that tells less of the promise's words is enough.
    """
    promise = words(action)
    enough = ENOUGH_WHEN_COMPLETE if complete else ENOUGH
    if not complete and _GOES_ON.match(action):
        enough = ENOUGH_WHEN_GOING_ON
    found = []
    for item in progress:
        for sentence in (*sentences(item), *_couples(item)):
            score = max(_kept(promise, action, part) for part in (sentence, *_clauses(sentence)))
            if score >= enough:
                found.append(Evidence(sentence, round(score, 2)))
    return max(found, key=lambda e: (e.score, e.sentence), default=None)


def _kept(promise: Words, action: str, sentence: str) -> float:
    said = words(sentence)
    alike = likeness(action, sentence)
    if not promise.weights or (promise.series and said.series and not promise.series & said.series):
        return 0.0
    if promise.numbers and said.numbers and not _reached(promise.numbers, said.numbers):
        return 0.0
    if _NOT_DONE.search(sentence) or (_PART.search(sentence) and not _PART.search(action)):
        return 0.0
    if _BEGUN.search(sentence) and not (verbs(action) & _BEGIN or _DONE.search(sentence)):
        return 0.0
    if not (_DONE.search(sentence) or _PAST.search(sentence) or _IRREGULAR.search(sentence)):
        return 0.0
    score = coverage(promise.weights, said.weights)
    done = bool(verbs(action) & said.weights.keys()) or bool(_DONE.search(sentence))
    if not done:
        score *= 0.6
    # A name on either side that the other does not have: it may be another place, or another team.
    return 0.7 * score if alike.apart else score


def _reached(promised: frozenset[str], said: frozenset[str]) -> bool:
    """Whether a figure of the promise is among those reported, or one as great as it."""
    if promised & said:
        return True
    one, other = ([float(n) for n in numbers if n.isdigit()] for numbers in (promised, said))
    return bool(one and other and max(other) >= max(one))


@lru_cache(maxsize=16384)
def verbs(action: str) -> frozenset[str]:
    """The stems that may be what is promised to be done: the first words that are no filler."""
    found = []
    for word in re.findall(r"[a-z]+", action.casefold()):
        if word in (
            "to",
            "continue",
            "will",
            "officers",
            "team",
            "the",
            "council",
            "and",
            "be",
            "we",
        ):
            continue
        found.append(stem(word))
        if len(found) == 3:
            break
    return frozenset(found)


def nearest(action: str, progress: Iterable[str]) -> str:
    """The sentence that shares most with `action`, for a reader to judge by; empty where none shares much."""
    promise = words(action)
    found = [
        Evidence(sentence, score)
        for item in progress
        for sentence in sentences(item)
        if (score := coverage(promise.weights, words(sentence).weights)) >= ENOUGH_TO_SHOW
    ]
    return max(found, key=lambda e: (e.score, e.sentence), default=Evidence("", 0)).sentence


def explained(action: str, progress: Iterable[str]) -> Evidence | None:
    """The sentence that says why `action` was given up or put off; None where none does."""
    promise = words(action)
    found = [
        Evidence(sentence, score)
        for item in progress
        for sentence in sentences(item)
        if _GIVEN_UP.search(sentence)
        and (score := coverage(promise.weights, words(sentence).weights)) >= ENOUGH_TO_EXPLAIN
    ]
    return max(found, key=lambda e: (e.score, e.sentence), default=None)
