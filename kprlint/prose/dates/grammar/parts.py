"""An item with its part: “mid-to-late 2024”, “the end of May”, “the first week of June”."""

from kprlint.model.interval import Grain
from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.grammar.holidays import bank_holiday
from kprlint.prose.dates.grammar.nodes import Day, Feast, Fixed, Month, NewYear, Node, Refused, Year
from kprlint.prose.dates.grammar.reader import PART, Reader
from kprlint.prose.dates.grammar.relative import count_at
from kprlint.prose.dates.terms import Why
from kprlint.prose.tokens import DASHES

_DIVISIBLE = frozenset(
    {Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.CALENDAR_YEAR, Grain.FINANCIAL_YEAR}
)


def read_item(r: Reader, at: int, announced: str) -> Node | None:
    if "bank" in r.low[at + 1 : at + 3] and (holiday := bank_holiday(r, at)):
        return holiday
    part = part_at(r, at, announced)
    if part:
        name, base_at = part
        if r.low[base_at] == "the":
            base_at += 1
        if name in ("end", "start") and (inner := _with_inner_part(r, base_at, announced)):
            return inner._replace(begin=at, part=f"{inner.part} + {name}")
        node = r.base(base_at, PART)
        if (
            node
            and not isinstance(node.time, Day | Feast | Refused)
            and not (node.part or node.week)
        ):
            return parted(r, node, at, name)
        if r.low[at] not in ("last", "latter"):
            return None
    return r.base(at, announced)


def _with_inner_part(r: Reader, at: int, announced: str) -> Node | None:
    """The first half of “the end of the first half of 2024/25”."""
    if r.low[at] not in v.ORDINALS:
        return None
    part = part_at(r, at, announced)
    if part is None or part[0] in ("end", "start"):
        return None
    node = read_item(r, at, announced)
    return node if node and node.part == part[0] else None


def parted(r: Reader, node: Node, at: int, part: str) -> Node | None:
    if isinstance(node.time, Fixed) and node.time.grain not in _DIVISIBLE:
        return None
    if isinstance(node.time, NewYear) and part not in words("dates", "parts of a new year"):
        return None
    bare = isinstance(node.time, Year) and node.time.bare
    if bare:  # “end of year report”, “mid-year”
        if r.noun_at(node.end) or (part == "mid" and r.low[node.begin - 1] in DASHES):
            return None
    if isinstance(node.time, Month) and Why.DAY_OR_YEAR in node.why:
        node = node._replace(others=(), why=())  # “the end of March 24”: a day has no end
    others = tuple(other._replace(begin=at, part=part) for other in node.others)
    if bare and part in ("early", "mid", "late", "early-mid", "mid-late"):
        node, others = node.others[0], ()
    elif bare and part in ("half1", "half2"):
        others = ()
    return node._replace(begin=at, part=part, others=others)


def part_at(r: Reader, at: int, announced: str) -> tuple[str, int] | None:
    """“mid-to-late”, “end of”, “the first week of”: which part, and where what it is a part of begins."""
    low, tokens = r.low, r.tokens
    word = low[at]
    if word in v.PARTS:
        return plain_part(r, at, announced)
    if word in ("latter", "final", "last"):
        number, end = -1, at + 1
    elif word in v.ORDINALS:
        number, end = v.ORDINALS[word], at + 1
    elif tokens.is_number(at) and low[at + 1] in v.ORDINAL_ENDS and len(word) == 1:
        number, end = int(word), at + 2
    else:
        return None
    counted = count_at(r, end, of=True)
    if counted and abs(number) == 1 and word != "latter" and low[counted[3]] in ("of", "in"):
        least, most, unit, after = counted
        return (
            (f"{'first' if number > 0 else 'last'} {least} {unit}", after + 1)
            if least == most
            else None
        )
    if low[end] == "few" and low[end + 1] in v.UNITS and low[end + 2] in ("of", "in"):
        return ("early" if number > 0 else "late"), end + 3
    if low[end] == "working" and low[end + 1] == "day":
        end += 1
    if low[end + 1] not in ("of", "in"):
        return None
    match low[end]:
        case "day" if number in (1, -1) and word != "latter":
            return ("start" if number > 0 else "end"), end + 2
        case "fortnight" if number in (1, -1) and word != "latter":
            return f"{'first' if number > 0 else 'last'} 1 fortnight", end + 2
        case "half" if number in (1, 2, -1):
            return f"half{abs(number) + (number < 0)}", end + 2
        case "week" if number in (1, 2, 3, 4, -1) and word != "latter":
            return f"week{number % 6}", end + 2
        case "part" if word == "latter":
            return "late", end + 2
    return None


def plain_part(r: Reader, at: int, announced: str) -> tuple[str, int] | None:
    low, tokens = r.low, r.tokens
    word, part, end = low[at], v.PARTS[low[at]], at + 1
    if part in ("early", "mid"):
        after = end
        while after < end + 3 and (low[after] in DASHES or low[after] in ("to", "or", "and", "/")):
            after += 1
        other = v.PARTS.get(low[after], "") if after > end else ""
        if (part, other) in (("early", "mid"), ("mid", "late")):
            part, end = f"{part}-{other}", after + 1
    if low[end] == "part" and low[end + 1] in ("of", "in") and word in ("early", "late"):
        return part, end + 2
    if low[end] in DASHES and tokens.glued(end):
        end += 1
        if low[end] == "of" and low[end + 1] in DASHES:  # end-of-year
            end += 1
            return (part, end + 1)
        return part, end
    if word in ("midway", "halfway"):
        return ("mid", end + 1) if low[end] == "through" else None
    if word == "end" and at and low[at - 1] == "back" and low[end] == "of":
        return "late", end + 1
    if low[end] == "of" or (low[end] == "in" and word in ("early", "late")):
        return part, end + 1
    if word in ("early", "mid", "late"):
        return part, end
    # “will end March 2024” and “to start April” are verbs: the part begins where a preposition stands before.
    before = ("the", "to") if word == "end" else ("the",)
    if word in ("end", "start") and (
        not at or announced or not tokens.is_word(at - 1) or low[at - 1] in before
    ):
        return part, end
    return None
