"""Which activity of one snapshot is which of the other: declared, the same code, or suspected by content.

One to one. A code is an identity only within a plan, and only while the text under it lives on: one
activity put in between shifts all codes after it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kprlint.change.likeness import apart, read, similarity
from kprlint.change.snapshot import Snapshot
from kprlint.model import Activity, Code, Plan
from kprlint.promises.words import key
from kprlint.prose.matching import assign

# The likeness from which another code is suspected to be the same activity.
SUSPECTED = 0.8
# The likeness below which a code that both snapshots have is another activity altogether.
REUSED = 0.2
# In one plan the same code speaks for itself: another one must be alike by this much more.
SAME_CODE_BONUS = 0.2


class Identity(StrEnum):
    """How an activity of one snapshot was found in the other."""

    DECLARED = "declared"
    SAME_CODE = "same-code"
    SUSPECTED = "suspected"
    ADDED = "added"
    REMOVED = "removed"
    MERGED = "merged"
    SPLIT = "split"


class Pair(NamedTuple):
    """An activity in both snapshots, or in one. `score` is how alike the texts of a suspected pair are.

    `other`: for one that is declared to go on in an activity that is paired already (merged), or to
    come from one (split), that activity's code.
    """

    identity: Identity
    before: Code | None
    after: Code | None
    score: float | None = None
    other: Code | None = None


def pair(before: Snapshot, after: Snapshot) -> list[Pair]:
    """Every activity of both snapshots once, in the register's order; those that could not be read are left out."""
    old, new = _readable(before, after)
    pairs: list[Pair] = []
    same_plan = before.name == after.name
    links = {(b, a) for b, a in _links(before, after) if b in old and a in new}
    scores = {link: 1 + _likeness(old[link[0]], new[link[1]]) for link in links}
    if same_plan:
        scores |= _living_on(old, new, {code for link in links for code in link})
    declared = _assign(scores)
    pairs += [
        Pair(Identity.DECLARED if (b, a) in links else Identity.SAME_CODE, b, a)
        for b, a in declared.items()
    ]
    left, right = old.keys() - declared.keys(), new.keys() - set(declared.values())
    # Of a link that is left over one end is paired, else both would be: the other end joins it.
    merged = {b: a for b, a in sorted(links, reverse=True) if b in left}
    split = {a: b for b, a in sorted(links, reverse=True) if a in right}
    pairs += [Pair(Identity.MERGED, b, None, other=a) for b, a in merged.items()]
    pairs += [Pair(Identity.SPLIT, None, a, other=b) for a, b in split.items()]
    left, right = left - merged.keys(), right - split.keys()
    if same_plan:
        same = {c for c in left & right if _title(old[c]) == _title(new[c])}
        pairs += [Pair(Identity.SAME_CODE, c, c) for c in same]
        left, right = left - same, right - same
    found = _by_content(old, new, left, right, same_plan=same_plan)
    pairs += found
    left -= {p.before for p in found if p.before}
    right -= {p.after for p in found if p.after}
    pairs += [Pair(Identity.REMOVED, code, None) for code in left]
    pairs += [Pair(Identity.ADDED, None, code) for code in right]
    return sorted(pairs, key=_order(before.plan, after.plan, same_plan=same_plan))


def _order(
    before: Plan, after: Plan, *, same_plan: bool
) -> Callable[[Pair], tuple[int, int, Code, bool]]:
    """The order of the later register; what it does not list any more stands where it stood, or after all else."""
    codes = list(after.codes)
    if same_plan:
        last = -1
        for code in before.codes:
            if code in after.codes:
                last = codes.index(code)
            else:
                last += 1
                codes.insert(last, code)
    places = {code: place for place, code in enumerate(codes)}

    def key(of: Pair) -> tuple[int, int, Code, bool]:
        code = of.after or of.before
        assert code
        if of.after is None and not same_plan:
            return len(codes) + 1, *before.order(code), True
        return places.get(code, len(codes)), 0, code, of.after is None

    return key


def _readable(
    before: Snapshot, after: Snapshot
) -> tuple[Mapping[Code, Activity], Mapping[Code, Activity]]:
    """The activities of both; one whose file could not be read in one of them is taken from neither."""
    unread = {u.code for s in (before, after) for u in s.unread}
    if before.name != after.name:
        return before.activities, after.activities
    old, new = ({c: a for c, a in s.activities.items() if c not in unread} for s in (before, after))
    return old, new


def _links(before: Snapshot, after: Snapshot) -> Iterator[tuple[Code, Code]]:
    """The declared links between the snapshots, whichever of the two is the older plan."""
    for b, a in _declared(after, before):
        yield b, a
    for a, b in _declared(before, after):
        yield b, a


def _declared(by: Snapshot, of: Snapshot) -> Iterator[tuple[Code, Code]]:
    """What activities of `by` say that they continue in `of`: (the code in `of`, the code in `by`).

    Within one plan only a link that `of` does not have yet speaks of what happened in between.
    """
    for code, activity in by.activities.items():
        for link in activity.continues:
            if link is None or link.plan != of.name or link.code not in of.activities:
                continue
            if by.name == of.name:
                there = of.activities.get(code)
                if link.code == code or (there and link in there.continues):
                    continue
            yield link.code, code


def _living_on(
    old: Mapping[Code, Activity], new: Mapping[Code, Activity], codes: Iterable[Code]
) -> dict[tuple[Code, Code], float]:
    """What speaks for it that those of `codes` which both snapshots have are the same activities.

    One that another is merged into, or split from, goes on itself: the link says more of the other.
    """
    alike = {c: _likeness(old[c], new[c]) for c in codes if c in old and c in new}
    return {(c, c): 1 + SAME_CODE_BONUS + score for c, score in alike.items() if score >= REUSED}


def _by_content(
    old: Mapping[Code, Activity],
    new: Mapping[Code, Activity],
    left: Iterable[Code],
    right: Iterable[Code],
    *,
    same_plan: bool,
) -> list[Pair]:
    scores: dict[tuple[Code, Code], float] = {}
    for b, a in _candidates(old, new, sorted(left), sorted(right), same_plan=same_plan):
        # With half of its weight from the title, no text makes good for one that is too little alike.
        if a != b and (_alike(old[b].title, new[a].title) + 1) / 2 < SUSPECTED:
            continue
        score = _likeness(old[b], new[a])
        if same_plan and a == b:
            if score >= REUSED:
                scores[b, a] = score + SAME_CODE_BONUS
        elif score >= SUSPECTED:
            scores[b, a] = score
    pairs = []
    for b, a in _assign(scores).items():
        if same_plan and a == b:
            pairs.append(Pair(Identity.SAME_CODE, b, a))
        else:
            pairs.append(Pair(Identity.SUSPECTED, b, a, round(scores[b, a], 2)))
    return pairs


def _candidates(
    old: Mapping[Code, Activity],
    new: Mapping[Code, Activity],
    left: list[Code],
    right: list[Code],
    *,
    same_plan: bool,
) -> Iterator[tuple[Code, Code]]:
    """The pairs worth comparing: the same code, or titles that share half of the words of one."""
    by_word: dict[str, list[Code]] = {}
    for code in right:
        for word in read(new[code].title).weights:
            by_word.setdefault(word, []).append(code)
    for b in left:
        of = read(old[b].title).weights
        shared = Counter(code for word in of for code in by_word.get(word, ()))
        if same_plan and b in new and b in right and b not in shared:
            yield b, b
        for a, count in shared.items():
            if a == b or 2 * count >= min(len(of), len(read(new[a].title).weights)):
                yield b, a


def _assign(scores: Mapping[tuple[Code, Code], float]) -> dict[Code, Code]:
    left, right = sorted({b for b, _ in scores}), sorted({a for _, a in scores})
    by_index = {(left.index(b), right.index(a)): s for (b, a), s in scores.items()}
    given = assign([str(c) for c in left], [str(c) for c in right], by_index)
    return {left[i]: right[j] for i, j in given.items()}


def _likeness(one: Activity, other: Activity) -> float:
    """How alike two activities are, 0 to 1: by the words of the title, helped by those of the text."""
    title = _alike(one.title, other.title)
    return max(title, (title + similarity(_body(one), _body(other))) / 2)


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    if key(one) == key(other):
        return 1.0
    if apart(one, other):  # “phase 1” and “phase 2” of one thing
        return 0.0
    return similarity(read(one).weights, read(other).weights)


@lru_cache(maxsize=4096)
def _body(activity: Activity) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    for text in (*activity.progress, *(step.action for step in activity.open_steps)):
        for word, weight in read(text).weights.items():
            weights[word] = max(weight, weights.get(word, 0.0))
    return weights


def _title(activity: Activity) -> str:
    return key(activity.title)
