"""Part, whole and percentage as officers print them together, and what the percentage should be."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from kprlint.prose.data import words
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.numbers import NUMBERS

# A printed percentage may be cut off instead of rounded, or rounded twice: so many units of its last place are no fault.
_LEEWAY = 1
# What is more than so many times the whole is no part of it.
_MOST_TIMES = 50
_APPROXIMATE = words("figures", "approximate")
_CHANGE = words("figures", "change")
_POSITION = words("figures", "position")
_RANK = words("figures", "rank")
_RANKED = words("figures", "ranked")
_SCORE = words("figures", "score")
_SMALL_WORDS = words("figures", "small")
_TARGET = words("figures", "target")
_SUFFIXES = {"k": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}

# Every repetition is bounded, and two that follow each other share no character: none backtracks far.
_NUMBER = (
    r"(?<![\w.,/£+-])(£?)((?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?|"
    + "|".join(NUMBERS)
    + r")(?:(k|m|bn)\b| (million|billion)\b)?(?![\w%])(?![.,/–-]\d)"
)
_PERCENT = r"(\d{1,4}(?:\.\d{1,4})?) ?(?:%|per ?cent\b|pc\b)"
_OF = r" (?:out of|of|from)(?: the| all| our| these| those| its| a)?(?: total(?: of)?| possible)? "
_NOUN = r"(?: [^\W\d_][\w'’-]{0,24})"
_SAYS = r"(?:i\.?e\.?,? |or |= ?|equal to |equating to |equivalent to |which is |that is |representing )"
_SHAPES = (
    # 12 of 15 (80%), 12 homes out of 15 (80%), 12 of 15 actions completed (80 per cent)
    rf"(?P<part>{_NUMBER})(?P<inner>{_NOUN}{{0,2}}){_OF}(?P<whole>{_NUMBER})(?P<noun>{_NOUN}{{0,5}})"
    rf" ?(?:[(\[] ?{_SAYS}?|[,:;]? {_SAYS}|[,:;–-] ?)(?P<share>{_PERCENT})(?=(?P<after>.{{0,9}}))",
    # 12 (80%) of 15 actions
    rf"(?P<part>{_NUMBER}) ?\((?P<share>{_PERCENT})\)(?P<inner>){_OF}(?P<whole>{_NUMBER})(?P<noun>{_NOUN}{{0,2}})(?P<after>)",
    # 80% (12 of 15)
    rf"(?P<share>{_PERCENT})(?P<inner>{_NOUN}{{0,2}}) ?[(\[] ?(?P<part>{_NUMBER}){_OF}(?P<whole>{_NUMBER})"
    rf"(?P<noun>{_NOUN}{{0,3}}) ?[)\],;](?P<after>)",
)
_SLASH = (
    r"(?<![\w.,/£-])(?P<part>()(\d{1,6})()()) ?/ ?(?P<whole>()(\d{1,6})()())(?![\w/%])(?![.,/–-]\d)"
)
_SLASHED = (
    rf"{_SLASH}(?P<inner>)(?P<noun>{_NOUN}{{0,3}}) ?\((?P<share>{_PERCENT})(?=(?P<after>.{{0,9}}))",
    rf"(?P<share>{_PERCENT})(?P<inner>{_NOUN}{{0,2}}) ?\({_SLASH}(?P<noun>{_NOUN}{{0,3}})(?P<after>)\)",
)
_ENDED = re.compile(r" ?[)\],;.]| (?:against|compared|versus|vs)\b|$")
_RANGE = re.compile(r"\d ?(?:to|and|-|–) ?$")
_DATED = re.compile(r"\b(?:on|by|from|until|to|since|w/c|dated|before|after) $")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Share(NamedTuple):
    """A part of a whole with its percentage, from `start` to `end` of the text; `right` is what it should be.

    `swapped`: the percentage is right where part and whole change places.
    """

    start: int
    end: int
    part: str
    whole: str
    printed: str
    right: str
    swapped: bool


def wrong_shares(text: str) -> Iterator[Share]:
    """The percentages in `text` that the figures beside them do not give, first to last."""
    if "%" not in text and "cent" not in text and "pc" not in text:
        return
    found: list[Share] = []
    for number, pattern in enumerate(_patterns()):
        for match in pattern.finditer(text):
            share = _share(text, match, bracketed_first=number == 1, slash=number > 2)
            if share:
                found.append(share)
    taken = -1
    for share in sorted(found):
        if share.start >= taken:
            taken = share.end
            yield share


@cache
def _patterns() -> tuple["re.Pattern[str]", ...]:
    # Group names stand twice in none of them; the numbered groups behind a name hold sign, digits and suffix.
    return tuple(re.compile(shape, re.IGNORECASE) for shape in (*_SHAPES, *_SLASHED))


def _share(
    text: str, match: "re.Match[str]", *, bracketed_first: bool, slash: bool
) -> Share | None:
    """What is wrong with the percentage, if the figures are a part and its whole at all."""
    part, whole = _figure(match, "part"), _figure(match, "whole")
    printed = Decimal(match[_group(match, "share") + 1])
    if not whole.low or part.low > _MOST_TIMES * whole.low or not _ENDED.match(match["after"]):
        return None
    if slash and (
        part.low > whole.low
        or _YEAR.fullmatch(match["part"])
        or _DATED.search(text, max(0, match.start() - 20), match.start())
    ):
        return None  # a date, a financial year, “24/7”
    if not _is_part_of_whole(text, match, bracketed_first):
        return None
    unit = Decimal(1).scaleb(-_decimals(str(printed)))
    low, high = _percent(part.low, whole.high, unit), _percent(part.high, whole.low, unit)
    if low - _LEEWAY * unit <= printed <= high + _LEEWAY * unit:
        return None
    right = _percent(part.value, whole.value, unit)
    swapped = bool(part.value) and abs(_percent(whole.value, part.value, unit) - printed) <= unit
    end = max(match.end("noun"), match.end("whole"), match.end("share"))
    return Share(
        match.start(),
        end + (text[end : end + 1] in (")", "]")),
        match["part"],
        match["whole"],
        match["share"],
        match["share"].replace(str(match[_group(match, "share") + 1]), f"{right:f}", 1),
        swapped,
    )


class _Figure(NamedTuple):
    """A number as printed, and what it may have been before it was rounded: sums of money are."""

    value: Decimal
    low: Decimal
    high: Decimal


def _figure(match: "re.Match[str]", name: str) -> _Figure:
    first = _group(match, name) + 1
    sign, digits, short, long = (match[first + i] for i in range(4))
    small = NUMBERS.get(digits.lower())
    value = Decimal(small) if small else Decimal(digits.replace(",", ""))
    places = -_decimals(digits)
    suffix = _SUFFIXES.get((short or long or "").lower(), 0)
    if not (sign or suffix or places):
        return _Figure(value, value, value)
    if not places and value:
        bare = str(int(value))
        places = len(bare) - len(bare.rstrip("0"))
    half = Decimal(1).scaleb(places + suffix) / 2
    value = value.scaleb(suffix)
    return _Figure(value, max(value - half, Decimal(0)), value + half)


def _group(match: "re.Match[str]", name: str) -> int:
    return match.re.groupindex[name]


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2])


def _percent(part: Decimal, whole: Decimal, unit: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(unit, ROUND_HALF_UP) if whole else Decimal(0)


def _joined(text: str, match: "re.Match[str]") -> bool:
    """Whether the figures follow the word before them without a mark: “phase 1”, but not “in this phase: 1”."""
    return text[match.start() - 2 : match.start() - 1].isalpha()


def _is_part_of_whole(text: str, match: "re.Match[str]", bracketed_first: bool) -> bool:
    """Whether the words around leave the figures this sense: no rank, no target, no change, nothing approximate."""
    start = max(text.rfind(stop, 0, match.start()) + 1 for stop in ".;\n")
    before = re.findall(r"[\w'’]+", text[max(start, match.start() - 90) : match.start()].lower())
    near = before[-4:]
    named = re.findall(r"[\w'’]+", f"{match['inner']} {match['noun']}".lower())
    sentence_end = min(
        (at for stop in ".;\n" if (at := text.find(stop, match.end())) > 0), default=len(text)
    )
    behind = re.findall(r"[\w'’]+", text[match.end() : min(sentence_end, match.end() + 60)].lower())
    if not _RANK.isdisjoint((*before, *named, *behind)):
        return False
    if not _POSITION.isdisjoint(before[-1:]) and _joined(text, match):
        return False
    if not _SCORE.isdisjoint(before[-2:]):
        return False
    changed = _CHANGE | _TARGET
    if not changed.isdisjoint(named) or not _APPROXIMATE.isdisjoint(near[-2:]):
        return False
    if match.start("share") < match.start("part") and not changed.isdisjoint(near):
        return False
    if _RANGE.search(text, max(0, match.start() - 20), match.start()):
        return False
    noun = re.findall(r"[\w'’]+", match["noun"].lower())
    if noun and noun[0] in ANY_MONTH:
        return False  # “14 of 30 June”
    if bracketed_first:
        # “340 (61.9%) of 345” may be a rank beside a score: only a noun that is counted makes it a part.
        counted = bool(noun) and noun[0] not in _SMALL_WORDS
        return counted and _RANKED.isdisjoint(noun)
    return True
