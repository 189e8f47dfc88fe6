"""Rises and falls: “from 1,200 to 1,500, an increase of 25%”."""

from collections.abc import Iterator, Sequence

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
from kprlint.prose.facts.percentages.quantities import SHARE, Quantity, behind, between, is_parted
from kprlint.prose.text import Token, token_at

# Words between the figures, and before them, that tell which way they went.
_NOUN, _NEAR, _ENDS_NEAR, _LED = 5, 4, 8, 2

_APPROXIMATE = words("figures", "approximate")
_WENT = words("figures", "went up"), words("figures", "went down")
_BY = words("figures", "rise"), words("figures", "fall")
_ALL_WAYS = _BY[0] | _BY[1] | _WENT[0] | _WENT[1]
_FROM = words("figures", "from")
_POINTS = words("figures", "points")
_COMPARED_BY = phrases("figures", "compared by")
_COMPARED_BY_ONE = words("figures", "compared by one word")
_THAN = words("figures", "higher") | words("figures", "lower")
_TARGET = words("figures", "target")
_OF_ANOTHER = words("figures", "of another")
_CLAUSE = words("assertion", "clause")
_ON_ANOTHER = words("figures", "on another")


def changes(text: str, said: Sequence[Token], told: Sequence[Quantity]) -> Iterator[Mismatch]:
    """“Rose from 1,200 to 1,500, an increase of 20%”, “up 7.4% to £612 from £588”."""
    for index in range(len(told) - 2):
        one, two, three = told[index : index + 3]
        if one.unit == two.unit != SHARE and three.unit == SHARE:
            old, new, share = one, two, three
            near = between(said, new, share)
            if _word(said, old, -1) == "to" and between(said, old, new)[-1:] == ["from"]:
                old, new = new, old  # “improved to 45 days from 60 days, a fall of 25%”
                if not near:
                    continue
            elif _is_compared(said, old, new):
                old, new = new, old  # “1,500 visits compared with 1,200 last year, a rise of 25%”
                if "and" in near or behind(said, share).word in _OF_ANOTHER:
                    continue
            elif (
                _word(said, old, -1) != "from"
                or between(said, old, new)[-1:] != ["to"]
                or is_parted(said, *sorted((old, new)))
            ):
                continue
            apart = any(";" in token.before for token in said[new.after : share.first + 1])
            if apart or len(near) > _NOUN or not _CLAUSE.isdisjoint(near):
                continue  # “… to 140 while costs fell 20%”
            if behind(said, share).word in _BY[0] | _BY[1]:
                near.append(behind(said, share).word)  # “a 33% reduction”
            if not near or (_is_bracketed(text, said, share) and _ALL_WAYS.isdisjoint(near)):
                # “fell from 412 tonnes to 371 tonnes (10%)”
                near = [token.word for token in said[max(0, old.first - _ENDS_NEAR) : old.first]]
        elif one.unit == three.unit != SHARE and two.unit == SHARE:
            new, share, old = one, two, three
            near = between(said, new, share)
            if len(near) > _NOUN or _word(said, new, -1) == "from":
                continue
            back = between(said, share, old)
            if back[1:2] == ["than"] and back[0] in _THAN:
                # “20% higher than last year's £12.0m”
                if found := _wrong_change(text, said, [*near, back[0]], old, new, share):
                    yield found
                continue
            if not back or back[0] not in _FROM or len(back) > _NEAR or is_parted(said, share, old):
                continue
        elif two.unit == three.unit != SHARE and one.unit == SHARE:
            share, old, new = one, two, three
            near = [token.word for token in said[max(0, share.first - _NEAR) : share.first]]
            led = between(said, share, old)
            if len(led) == _LED and led[1] == "from" and led[0] in _BY[0] | _BY[1]:
                near.append(led[0])  # “a 30% reduction from 200 to 140”
                if between(said, old, new) != ["to"]:
                    continue
            elif between(said, share, old) == ["to"] and between(said, old, new)[-1:] == ["from"]:
                old, new = new, old  # “rose 20% to £15.0m from £12.0m”
            elif (
                between(said, share, old) != ["from"]
                or is_parted(said, old, new)
                or between(said, old, new)[-1:] != ["to"]
                or len(between(said, old, new)) > _NEAR
            ):
                continue
        else:
            continue
        if found := _wrong_change(text, said, near, old, new, share):
            yield found


def _is_bracketed(text: str, said: Sequence[Token], share: Quantity) -> bool:
    return said[share.first].before[:1] == "(" and text[share.end : share.end + 1] == ")"


def _is_compared(said: Sequence[Token], new: Quantity, old: Quantity) -> bool:
    """“1,500 visits compared with 1,200”: with what was, and not with what was wanted."""
    near = between(said, new, old)
    if len(near) > _NOUN or not _TARGET.isdisjoint(near) or _word(said, old, 1) in _TARGET:
        return False
    return " ".join(near[-2:]) in _COMPARED_BY or not _COMPARED_BY_ONE.isdisjoint(near[-1:])


def _word(said: Sequence[Token], one: Quantity, step: int) -> str:
    return token_at(said, one.first + step).word


def _wrong_change(
    text: str,
    said: Sequence[Token],
    near: Sequence[str],
    old: Quantity,
    new: Quantity,
    share: Quantity,
) -> Mismatch | None:
    following = behind(said, share).word
    if not old.low or old.value == new.value or following in _POINTS:
        return None
    if following in _ON_ANOTHER and share.after != old.first - 1:
        return None  # “up 40% on last year”: on something else than the figure before
    if is_year(old.number) and is_year(new.number) and not old.unit:
        return None
    if not _APPROXIMATE.isdisjoint((_word(said, share, -1), _word(said, old, -1))):
        return None
    falls = new.value < old.value
    if (_BY[falls] | _WENT[falls]).isdisjoint(near):
        return None
    unit = share.unit_in_last_place
    if falls:
        low, high, change = old.low - new.high, old.high - new.low, old.value - new.value
    else:
        low, high, change = new.low - old.high, new.high - old.low, new.value - old.value
    found = deviation(share, exact(low, old.high), exact(high, old.low))
    if found is Deviation.NONE:
        return None
    relation = Relation.FALL if falls else Relation.RISE
    is_cut = found is Deviation.LAST_PLACE
    right = percent(change, old.value, unit)
    return mismatch(text, relation, old, new, share, right, is_cut=is_cut)
