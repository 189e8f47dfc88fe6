"""Shares of a whole: “12 of 15 (80%)”, in the shapes in which officers print them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kprlint.prose.clause import is_year
from kprlint.prose.data import phrases, words
from kprlint.prose.facts.percentages.mismatch import (
    Deviation,
    Mismatch,
    Relation,
    deviation,
    exact,
    mismatch,
    percent,
)
from kprlint.prose.facts.percentages.quantities import (
    MONEY,
    SHARE,
    Quantity,
    behind,
    between,
    is_parted,
)
from kprlint.prose.text import Token, token_at

# No week, phase or stage has so high a number.
_FEW = 100
# What is more than so many times the whole is no part of it.
_MOST_TIMES = 50
# Words between part and whole, whole and share, share and whole, and before a part that tell what it counts.
_INNER, _NOUN, _OF_WHAT, _NEAR = 2, 5, 6, 4
# … and where words lead from the one to the other, it may be longer.
_LONGEST_NOUN = 8

_APPROXIMATE = words("figures", "approximate")
_SOME, _ROUND = frozenset({"some"}), 5
_CHANGE = words("figures", "change")
_TARGET = words("figures", "target")
_POSITION = words("figures", "position")
_RANK = words("figures", "rank")
_RANKED = words("figures", "ranked")
_SCORE = words("figures", "score")
_SMALL = words("figures", "small")
_WHOLE = words("figures", "whole")
_OF = words("figures", "of")
_SAYS = phrases("figures", "says")
_OF_WHICH = phrases("figures", "of which")
_LIMITS = words("figures", "limits")
_MEASURES = words("figures", "measures")
_RATES = words("figures", "rates")
_AMOUNTS = words("figures", "amounts")
_ARTICLES = frozenset({"a", "an"})
_COMPARED = words("figures", "compared")
_DATED_BY = words("figures", "dated by")


class _Share(NamedTuple):
    """A part, its whole, and the share that is printed of it; the words that tell what they count."""

    part: Quantity
    whole: Quantity
    share: Quantity
    named: Sequence[str]
    ranks: bool = False  # the whole stands behind the bracket, as who is ranked does


def shares(text: str, said: Sequence[Token], told: Sequence[Quantity]) -> Iterator[Mismatch]:
    counts = [one for one in told if not _is_a_limit(said, one)]
    for one in _found(text, said, counts):
        if _is_part_of_whole(text, said, one):
            wrong = _wrong_share(text, one)
            if wrong:
                yield wrong


def _is_a_limit(said: Sequence[Token], one: Quantity) -> bool:
    """“seen within four hours”: how long something took, between a whole and its share."""
    before = token_at(said, one.first - 1).word
    return before in _LIMITS and behind(said, one).word in _MEASURES


def _found(text: str, said: Sequence[Token], told: Sequence[Quantity]) -> Iterator[_Share]:
    """The parts, wholes and shares that stand together in one of the known shapes."""
    last_whole: Quantity | None = None
    for index in range(len(told) - 1):
        one, two = told[index], told[index + 1]
        three = told[index + 2] if index + 2 < len(told) else None
        share = two if one.unit != SHARE else three
        if share is None or share.unit != SHARE or not _in_brackets(said, share):
            last_whole = None
        if one.unit != SHARE and two.unit == SHARE:
            # 40 (66%), behind “Of 71 measures,”
            of_those = behind(said, two).word == "of"
            if last_whole and len(between(said, one, two)) <= _NOUN and not of_those:
                yield _Share(one, last_whole, two, between(said, one, two))
            if _of_which(said, one) and index and _in_brackets(said, two):
                before = told[max(0, index - 2) : index]
                whole = next((w for w in reversed(before) if w.unit == one.unit), None)
                if whole:  # “180 completed (72%), of whom 90 (50%) found work”
                    yield _Share(one, whole, two, ())
        if one.unit == SHARE and two.unit != SHARE and _in_brackets(said, two):
            # … of which 23% (5)
            if _of_which(said, one) and index and told[index - 1].unit == two.unit:
                yield _Share(two, told[index - 1], one, ())
        if _opens(said, one) and two.unit == one.unit != SHARE and three:
            near = between(said, one, two)
            if three.unit == SHARE and len(near) <= _OF_WHAT and _in_brackets(said, three):
                last_whole = one  # told as the next pair
        if three is None:
            continue
        if two.unit == one.unit != SHARE and three.unit == SHARE:
            # 12 of 15 (80%)
            inner = _leads_to_whole(text, said, one, two)
            noun = between(said, two, three)
            if " ".join(noun) in _OF_WHICH and not two.unit and _in_brackets(said, three):
                yield _Share(two, one, three, ())  # called 60 and reached 48 of them (80%)
            elif inner is not None and _is_said_of(text, said, two, three):
                yield _Share(one, two, three, (*inner, *noun))
        elif one.unit == SHARE and two.unit == three.unit != SHARE:
            # 80% (12 of 15)
            inner = _leads_to_whole(text, said, two, three)
            noun = [token.word for token in said[three.after : three.after + 3]]
            apart = _in_brackets(said, two) or _is_rate(said, one, two)
            if inner is not None and apart and _closes(text, said, three):
                yield _Share(two, three, one, (*between(said, one, two), *inner, *noun))
        elif two.unit == SHARE and three.unit == one.unit != SHARE:
            # 12 (80%) of 15 visits; £18m, which is 75% of the programme of £24m
            near = between(said, two, three)
            inner = between(said, one, two)
            bracketed = _in_brackets(said, two) and len(inner) <= 1
            spoken = " ".join(between(said, one, two)) in _SAYS
            near = near[1:] if near[:1] == ["out"] else near
            if not (bracketed or spoken) or near[:1] != ["of"] or len(near) > _OF_WHAT:
                continue
            if " ".join(near) in _OF_WHICH:
                continue  # “180 completed (72%), of whom 90 (50%) found work”
            if any(token.is_break for token in said[two.after + 1 : three.first + 1]):
                continue
            noun = [token.word for token in said[three.after : three.after + 2]]
            ranks = bracketed and one.unit != MONEY and not inner
            if not ranks or inner or _WHOLE.issuperset(near):
                yield _Share(one, three, two, noun if ranks else near, ranks)


def _is_rate(said: Sequence[Token], share: Quantity, part: Quantity) -> bool:
    """“The response rate was 40%: 120 of 240”, “a turnout of 40%, with 12 of 30 there”."""
    before = [token.word for token in said[max(0, share.first - _NEAR) : share.first]]
    if _RATES.isdisjoint(before):
        return False
    near = between(said, share, part)
    return near[-1:] == ["with"] or (not near and said[part.first].is_break)


def _opens(said: Sequence[Token], whole: Quantity) -> bool:
    """Whether the whole is told first: “Of 71 measures, …”, “Of a budget of £4.2m, …”."""
    at = whole.first - 1
    if at > 0 and said[at].word == "of" and said[at - 1].word in _AMOUNTS:
        at -= 2
    while at >= 0 and said[at].word in _WHOLE and said[at].word != "of":
        at -= 1
    if at < 0 or said[at].word != "of":
        return False
    at -= token_at(said, at - 1).word == "out"
    return at == 0 or said[at].is_break


def _of_which(said: Sequence[Token], one: Quantity) -> bool:
    return " ".join(token.word for token in said[max(0, one.first - 2) : one.first]) in _OF_WHICH


def _in_brackets(said: Sequence[Token], one: Quantity) -> bool:
    before = said[one.first].before
    return "(" in before or "[" in before


def _leads_to_whole(
    text: str, said: Sequence[Token], part: Quantity, whole: Quantity
) -> list[str] | None:
    """What is counted between part and whole; None where the second is not told as the whole of the first."""
    near = between(said, part, whole)
    if not near and said[whole.first].before == "/":
        return None if _is_date(said, part, whole) else []
    if is_parted(said, part, whole):
        return None
    at = next((at for at, word in enumerate(near) if word in _OF), -1)
    if at < 0 or not (_WHOLE | _AMOUNTS).issuperset(near[at + 1 :]):
        return None
    inner = near[: at - 1] if at and near[at - 1] == "out" else near[:at]
    return inner if len(inner) <= _INNER else None


def _is_date(said: Sequence[Token], part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers with a slash are a day, a year, or “24/7”."""
    before = token_at(said, part.first - 1).word
    return part.value > whole.value or is_year(part.number) or before in _DATED_BY


def _is_said_of(text: str, said: Sequence[Token], whole: Quantity, share: Quantity) -> bool:
    """Whether the share is told of the figures before it: in brackets, behind a mark, or “which is”."""
    near = said[whole.after : share.first]
    mark = said[share.first].before
    spoken_of = False
    for length in (4, 3, 2, 1):
        spoken = near[-length:]
        if len(spoken) == length and " ".join(token.word for token in spoken) in _SAYS:
            near, mark, spoken_of = near[:-length], spoken[0].before or "=", True
            break
    if [t.word for t in near] and near[-1].word in _ARTICLES and _is_a_rate(said, share):
        near, mark = near[:-1], near[-1].before or "="
    longest = _LONGEST_NOUN if mark == "=" or spoken_of else _NOUN
    if len(near) > longest or any(token.is_break for token in near):
        return False
    if not mark and not text[said[share.first - 1].end : share.start].strip():
        return False
    following = behind(said, share)
    if mark and not said[share.first].before and _is_a_rate(said, share):
        return True  # “120 replied out of 240, a 40% response rate”
    closed = text[share.end : share.end + 1]
    return not following.word or closed in ")],;." or following.word in _COMPARED


def _is_a_rate(said: Sequence[Token], share: Quantity) -> bool:
    """“40% response rate”."""
    return any(token.word in _RATES for token in said[share.after : share.after + 2])


def _closes(text: str, said: Sequence[Token], whole: Quantity) -> bool:
    """Whether a bracket or a mark ends the whole and its noun."""
    for token in said[whole.after : whole.after + 4]:
        if not set(token.before).isdisjoint(")],;"):
            return True
    last = said[min(whole.after + 3, len(said)) - 1].end
    return whole.after + 3 >= len(said) and not set(text[last : last + 2]).isdisjoint(")],;.")


def _is_part_of_whole(text: str, said: Sequence[Token], one: _Share) -> bool:
    """Whether the words around leave the figures this sense: no rank, no target, no change, nothing approximate."""
    part, whole, share, named, ranks = one
    begin = min(part.first, whole.first, share.first)
    after = max(part.after, whole.after, share.after)
    if not whole.low or part.low > _MOST_TIMES * whole.low:
        return False
    before = [token.word for token in said[max(0, begin - 15) : begin]]
    following = [token.word for token in said[after : after + 8]]
    if not _RANK.isdisjoint((*before, *named, *following)) or not _SCORE.isdisjoint(before[-2:]):
        return False
    numbered = bool(before) and before[-1] in _POSITION and part.value < _FEW
    if begin < share.first and numbered and not said[begin].before:
        return False
    # “21 of 25 targets” are counted, and no target of the share.
    changed = (_CHANGE | _TARGET).difference(("targets",))
    # “some 43 out of 129 (33.3%)” are counted; “some 40 of 120 (30%)” may be a guess.
    exact_share = part.value % _ROUND and "." in share.number
    approximate = _APPROXIMATE.difference(_SOME if exact_share else ())
    if not changed.isdisjoint(named) or not approximate.isdisjoint(before[-2:]):
        return False
    first = said[share.first - 1].word if share.first else ""
    if first in _APPROXIMATE or (share.first == begin and not changed.isdisjoint(before[-_NEAR:])):
        return False
    link = token_at(said, begin - 1)
    if link.word in ("to", "and") and not link.before and before[-2:][0][0].isdecimal():
        return False  # “between 10 and 12 of 15”
    if (
        said[part.first].before in ("-", "–")
        and token_at(said, part.first - 1).word[:1].isdecimal()
    ):
        return False
    if ranks:
        # “340 (61.9%) of 345” may be a rank beside a score: only a noun that is counted makes it a part.
        return bool(named) and named[0] not in _SMALL and _RANKED.isdisjoint(named)
    return True


def _wrong_share(text: str, one: _Share) -> Mismatch | None:
    part, whole, share, *_ = one
    unit, printed = share.unit_in_last_place, share.value
    found = deviation(share, exact(part.low, whole.high), exact(part.high, whole.low))
    if found is Deviation.NONE:
        return None
    right = percent(part.value, whole.value, unit)
    swapped = bool(part.value) and abs(percent(whole.value, part.value, unit) - printed) <= unit
    is_cut = found is Deviation.LAST_PLACE
    return mismatch(text, Relation.SHARE, part, whole, share, right, swapped=swapped, is_cut=is_cut)
