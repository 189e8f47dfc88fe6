"""The ledger: every next step of the earlier snapshot ends in exactly one line.

First the steps whose words are the same, then the others by the words that they share, one to one; what is
left was delivered, where the progress says so, or dropped. Pure functions of texts and dates, in which the
order of lists plays no part.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kprlint.change.delivery import delivered, explained, nearest, verbs
from kprlint.change.mentions import mentions
from kprlint.change.words import coverage, likeness, plain, words
from kprlint.model import ActivityId, Due, NextStep
from kprlint.prose.matching import assign

# Scores from which a pair is told as the same promise, and as possibly the same.
SAME = 0.55
POSSIBLY = 0.38
# Where the progress says that a step was done, only a step that is as alike as this still is that step.
SAME_THOUGH_DONE = 0.8
# The share of a step's words that another step must have for the one to be merged into the other.
MERGED = 0.7


class Fate(StrEnum):
    """What became of a promise."""

    DELIVERED = "delivered"
    UNCHANGED = "unchanged"
    LATER = "later"
    EARLIER = "earlier"
    REWORDED = "reworded"
    POSSIBLY = "possibly-the-same"
    DROPPED = "dropped"
    NEW = "new"


class Promise(NamedTuple):
    """A next step, whose it is, and when it is due: by its field, else by the one date in its words."""

    of: ActivityId
    step: NextStep
    due: Due | None

    @classmethod
    def make(cls, of: ActivityId, step: NextStep, since: date) -> "Promise":
        """`since`: the first day of the quarter; a date without a year is the first such from then."""
        due = step.due
        if due is None:
            found = mentions(step.action)
            due = found[0].resolved(since) if len(found) == 1 else None
        return cls(of, step, due)

    @property
    def key(self) -> str:
        """What tells it from the others of a list, whatever their order."""
        return "\0".join(
            (
                plain(self.step.action),
                self.step.action,
                str(self.due or ""),
                self.step.owner,
                str(self.of),
            )
        )


class Line(NamedTuple):
    """One line of the ledger.

    `shared`: the other side is told by another line, too: several steps merged into one (`before` is further
    one) or one split (`after` is a further part). `evidence` is the sentence that says that it was delivered,
    or why it was dropped. `score` is how alike the words are; None where they are the same or nothing was
    compared. `nearest`: of one dropped without a word, the sentence of the progress that shares most with it.
    `elsewhere`: it went to an activity that has nothing to do with its own.
    """

    fate: Fate
    before: Promise | None = None
    after: Promise | None = None
    evidence: str = ""
    score: float | None = None
    shared: bool = False
    nearest: str = ""
    elsewhere: bool = False

    @property
    def days(self) -> int | None:
        """By how many days the date moved; None where one of the two has no date."""
        one, other = (p.due if p else None for p in (self.before, self.after))
        return (other.end - one.end).days if one and other else None


class Report(NamedTuple):
    """What the later snapshot tells of an activity, as far as it says what became of promises."""

    progress: Sequence[str]
    reason: str = ""
    complete: bool = False


def ledger(before: Iterable[Promise], after: Iterable[Promise], report: Report) -> list[Line]:
    """What became of each promise of `before`, and what is new in `after`; sorted."""
    old = sorted(before, key=lambda p: p.key)
    new = sorted(after, key=lambda p: p.key)
    lines = same_words(old, new)
    kept, carried = [x.before for x in lines if x.before], [x.after for x in lines if x.after]
    done = {
        index: evidence
        for index, promise in enumerate(old)
        if (evidence := delivered(promise.step.action, report.progress, complete=report.complete))
    }
    scores: dict[tuple[int, int], float] = {}
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            score = _score(one, other, done=i in done)
            if score >= POSSIBLY:
                scores[i, j] = score
    pairs = assign([p.key for p in old], [p.key for p in new], scores)
    for i, j in pairs.items():
        lines.append(_pair(old[i], new[j], scores[i, j]))
        kept.append(old[i])
        carried.append(new[j])
    told = set(pairs.values())
    for i, one in enumerate(old):
        if i in pairs:
            continue
        if i in done:
            lines.append(Line(Fate.DELIVERED, one, evidence=done[i].sentence, score=done[i].score))
        elif (whole := _whole(one, carried)) is not None:
            lines.append(Line(Fate.REWORDED, one, whole, score=_within(one, whole), shared=True))
        else:
            why = explained(one.step.action, (*report.progress, report.reason))
            near = "" if why else nearest(one.step.action, report.progress)
            said = why.sentence if why else ""
            lines.append(Line(Fate.DROPPED, one, evidence=said, nearest=near))
    for j, other in enumerate(new):
        if j not in told:
            whole = _whole(other, kept)
            alike = _within(other, whole) if whole else None
            lines.append(Line(Fate.NEW, whole, other, score=alike, shared=whole is not None))
    return sorted(lines, key=order)


def order(line: Line) -> tuple[int, str, str]:
    """The order in which lines are told."""
    fates = list(Fate)
    keys = [p.key if p else "" for p in (line.before, line.after)]
    return fates.index(line.fate), keys[0], keys[1]


def same_words(old: list[Promise], new: list[Promise]) -> list[Line]:
    """Takes the pairs with the same words out of both lists, those with the same date first."""
    lines: list[Line] = []
    for same_date in (True, False):
        for one in list(old):
            same = plain(one.step.action)
            for other in new:
                if plain(other.step.action) == same and (
                    not same_date or (other.due == one.due and other.step.owner == one.step.owner)
                ):
                    old.remove(one)
                    new.remove(other)
                    lines.append(_pair(one, other, None))
                    break
    return lines


def _score(one: Promise, other: Promise, *, done: bool) -> float:
    """How alike two steps are; 0 where they are different things, or one is done and the other its sequel."""
    alike = likeness(one.step.action, other.step.action)
    if alike.apart:
        return 0.0
    if done:
        sequel = (
            alike.score < SAME_THOUGH_DONE
            or alike.differ
            or _prose_dates(one) != _prose_dates(other)
            or not verbs(one.step.action) & verbs(other.step.action)
        )
        return 0.0 if sequel else alike.score
    return alike.score


def _prose_dates(promise: Promise) -> frozenset[str]:
    return frozenset(mention.text for mention in mentions(promise.step.action))


def _pair(one: Promise, other: Promise, score: float | None) -> Line:
    """The line of two steps that belong together."""
    rounded = None if score is None else round(score, 2)
    if score is not None:
        alike = likeness(one.step.action, other.step.action)
        if score < SAME or alike.differ:
            return Line(Fate.POSSIBLY, one, other, score=rounded)
    moved = Line(Fate.UNCHANGED, one, other, score=rounded)
    days = moved.days
    if days:
        return moved._replace(fate=Fate.LATER if days > 0 else Fate.EARLIER)
    if score is None and one.due == other.due and one.step.owner == other.step.owner:
        return moved
    return moved._replace(fate=Fate.REWORDED)


def _whole(part: Promise, candidates: Iterable[Promise]) -> Promise | None:
    """The step that `part` was merged into, or split from, if its words are nearly all in one."""
    found = [c for c in candidates if _within(part, c) >= MERGED]
    return max(found, key=lambda c: (_within(part, c), c.key), default=None)


def _within(part: Promise, whole: Promise) -> float:
    alike = likeness(part.step.action, whole.step.action)
    one, other = words(part.step.action), words(whole.step.action)
    if alike.apart or one.weight < 1.5 or not one.numbers <= other.numbers:
        return 0.0
    return round(coverage(one.weights, other.weights), 2)
