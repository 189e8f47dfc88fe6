"""Tokens → expressions of time, by a matcher that goes from left to right.

It looks ahead by a bounded number of tokens, and what it has matched it never looks at again, so that the time
it takes grows with the text alone. What the expressions mean in days is worked out in `normalise.py`.
"""

import re
from collections.abc import Iterator

from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day
from kprlint.prose.dates.grammar.nodes import Expression, Node
from kprlint.prose.dates.grammar.relative import Relative
from kprlint.prose.dates.grammar.surroundings import ONE_TO_FOUR, PART, SERIES
from kprlint.prose.dates.terms import Grain, Why
from kprlint.prose.tokens import DASHES, Tokens

__all__ = ["Expression", "Grammar", "Node", "may_hold_dates"]

_MOST = 13  # items of one list: all the months of a year, and one more

# What begins a date, less the words that are in most sentences: a text that has none needs no second look.
_COMMON = frozenset(v.NUMBERS) | frozenset("may w h good new current second first past".split())
_TELLING = (v.STARTERS - _COMMON) | frozenset("years months weeks days".split())
_HAS_SIGN = re.compile("[0-9]|M(?:ay|AY)").search  # the month, not the verb

_DIVISIBLE = frozenset({Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.FINANCIAL_YEAR})


def may_hold_dates(tokens: Tokens) -> bool:
    """Whether the text is worth matching: it has a number, or a word that dates alone are made of."""
    return not _TELLING.isdisjoint(tokens.low) or _HAS_SIGN(tokens.text) is not None


class Grammar(Relative):
    """The matcher over the tokens of one text."""

    def expressions(self) -> Iterator[Expression]:
        """From left to right."""
        at, low = 0, self._low
        while at < self._tokens.size:
            word = low[at]
            if word in v.STARTERS or self._tokens.is_number(at):
                found = self._sequence(at)
                if found:
                    # What comes round (“every March”) is no date of the step.
                    if not at or low[at - 1] not in ("every", "each"):
                        yield found
                    at = found.nodes[-1].end
                    continue
            at += 1

    def _sequence(self, at: int) -> Expression | None:
        nodes, joints = self._days(at, "") or ([], [])
        if not nodes:
            first = self._item(at, self._announced(at))
            if first is None:
                return None
            nodes, joints = [first], []
        while len(nodes) < _MOST:
            last = nodes[-1]
            joint, next_at = self._joint(last.end)
            if not joint:
                break
            more = self._after(last, joint, next_at)
            if not more or not self._joins(last, joint, more[0][0]):
                break
            nodes += more[0]
            joints += [joint, *more[1]]
        return Expression(nodes, joints)

    def _after(self, last: Node, joint: str, at: int) -> tuple[list[Node], list[str]] | None:
        """The items that carry on after `last`."""
        if last.kind == "quarter" and not last.part and self._low[at] in ONE_TO_FOUR:
            shorter = self._short_quarter(last, joint, at)
            return ([shorter], []) if shorter else None
        days = self._days(at, SERIES)
        if days:
            return days
        item = self._item(at, SERIES)
        return ([item], []) if item else None

    def _short_quarter(self, last: Node, joint: str, at: int) -> Node | None:
        """The 2 of “Q1/2” and “Quarters 1 and 2”; not that of “In Q1, 2 of the flats …”."""
        low, end = self._low, at + 1
        if self._tokens.glued(end) and self._tokens.is_word(end):
            return None
        if last.name != "plural":
            counts = low[end] == "of" and not (low[end + 1] == "the" or len(low[end + 1]) == 4)
            if joint == "," or counts or low[end] == "out" or self._noun_at(end):
                return None
        return self._with_year(
            Node("quarter", at, end, number=int(self._low[at]), name=last.name), "quarter"
        )

    def _joins(self, one: Node, joint: str, other: Node) -> bool:
        kinds = {one.kind, other.kind}
        if "refused" in kinds or "fixed" in kinds:
            return joint == "to" and kinds != {"refused", "fixed"}
        if joint == "to":
            by_word = self._low[one.end] not in DASHES
            return by_word or len(kinds) == 1 or kinds <= {"day", "month", "season"}
        if joint == "," and not one.is_open and one.kind not in ("year", "financial"):
            return False
        return len(kinds) == 1 and one.week == other.week

    def _days(self, at: int, announced: str) -> tuple[list[Node], list[str]] | None:
        """“6, 13 and 20 November 2023”: at least two numbers and one month."""
        if at < self._no_days_before:
            return None
        tokens, low = self._tokens, self._low
        numbers: list[tuple[int, int, int, int | None]] = []
        joints: list[str] = []
        here = at
        while len(numbers) < _MOST:
            begin, weekday = here, v.WEEKDAYS.get(low[here])
            if weekday is not None:
                here += 2 if low[here + 1] == "," else 1
            if not tokens.is_number(here) or len(low[here]) > 2 or not 1 <= int(low[here]) <= 31:
                break
            if not numbers and not self._is_free(here, announced):
                return None
            number, end = int(low[here]), self._ordinal_end(here)
            if self._month_after_day(end):
                last = self._item(begin, SERIES) if numbers else None
                if last is None or last.kind != "day":
                    return None
                nodes = [
                    last._replace(begin=b, end=e, day=n, weekday=w, year=None, others=())
                    if self._exists(n, last)
                    else Node("refused", b, e, why=(Why.NO_SUCH_DAY,))
                    for b, e, n, w in numbers
                ]
                return [*nodes, last], joints
            joint, next_at = self._joint(end)
            if not joint:
                break
            if low[next_at] == "the":
                next_at += 1
            numbers.append((begin, end, number, weekday))
            joints.append(joint)
            here = next_at
        # The same numbers need not be gone over again from each of them.
        self._no_days_before = here
        return None

    @staticmethod
    def _exists(number: int, last: Node) -> bool:
        return day(last.year or 2000, last.number, number) is not None

    def _item(self, at: int, announced: str) -> Node | None:
        part = self._part(at, announced)
        if part:
            name, base_at = part
            if self._low[base_at] == "the":
                base_at += 1
            node = self._base(base_at, PART)
            if (
                node
                and node.kind not in ("day", "feast", "refused")
                and not (node.part or node.week)
            ):
                return self._parted(node, at, name)
            if self._low[at] not in ("last", "latter"):
                return None
        return self._base(at, announced)

    def _parted(self, node: Node, at: int, part: str) -> Node | None:
        if node.kind == "fixed" and node.grain not in _DIVISIBLE:
            return None
        if node.kind == "new year" and part not in ("early", "mid", "late", "start"):
            return None
        if node.name == "the year":  # “end of year report”, “mid-year”
            if self._noun_at(node.end) or (part == "mid" and self._low[node.begin - 1] in DASHES):
                return None
        others = tuple(other._replace(begin=at, part=part) for other in node.others)
        if node.name == "the year" and part in ("early", "mid", "late", "early-mid", "mid-late"):
            node, others = node.others[0], ()
        elif node.name == "the year" and part in ("half1", "half2"):
            others = ()
        return node._replace(begin=at, part=part, others=others)

    def _part(self, at: int, announced: str) -> tuple[str, int] | None:
        """“mid-to-late”, “end of”, “the first week of”: which part, and where what it is a part of begins."""
        low, tokens = self._low, self._tokens
        word = low[at]
        if word in v.PARTS:
            return self._plain_part(at, announced)
        if word in ("latter", "final", "last"):
            number, end = -1, at + 1
        elif word in v.ORDINALS:
            number, end = v.ORDINALS[word], at + 1
        elif tokens.is_number(at) and low[at + 1] in v.ORDINAL_ENDS and len(word) == 1:
            number, end = int(word), at + 2
        else:
            return None
        if low[end + 1] not in ("of", "in"):
            return None
        match low[end]:
            case "half" if number in (1, 2, -1):
                return f"half{abs(number) + (number < 0)}", end + 2
            case "week" if number in (1, 2, 3, 4, -1) and word != "latter":
                return f"week{number % 6}", end + 2
            case "part" if word == "latter":
                return "late", end + 2
        return None

    def _plain_part(self, at: int, announced: str) -> tuple[str, int] | None:
        low, tokens = self._low, self._tokens
        word, part, end = low[at], v.PARTS[low[at]], at + 1
        if part in ("early", "mid"):
            after = end
            while after < end + 3 and (
                low[after] in DASHES or low[after] in ("to", "or", "and", "/")
            ):
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

    def _base(self, at: int, announced: str) -> Node | None:
        low = self._low
        word = low[at]
        if self._tokens.is_number(at):
            return self._number(at, announced)
        if word in v.ANY_MONTH:
            return self._month(at, announced)
        if word in v.SEASONS:
            return self._season(at, announced)
        if word in v.QUARTERS:
            return self._quarter(at, announced)
        if word in v.WEEKDAYS:
            return self._weekday(at)
        if word in v.FEAST_STARTS:
            return self._feast(at, announced)
        if word in v.TURNS:
            return self._relative(at, announced)
        if word in v.ORDINALS or word == "final":
            return self._nth_quarter(at, at + 1, v.ORDINALS.get(word, 4))
        if word in v.YEAR_KINDS or word in ("fy", "year", "month", "week", "wc", "wb", "w"):
            return self._named(at, announced)
        if word == "within":
            return self._within(at)
        if word in ("later", "earlier"):
            return self._later(at)
        if word == "h":
            return self._half(at)
        if word in v.NUMBERS:
            return self._ago(at)
        return None

    def _number(self, at: int, announced: str) -> Node | None:
        low = self._low
        length = len(low[at])
        if length > 4 or length == 3 or not self._is_free(at, announced):
            return None
        if length == 4:
            return self._year_number(at, announced)
        found = self._numeric(at, announced)
        if found:
            return found
        after = self._ordinal_end(at)
        if (
            after > at + 1
            and low[after] in ("quarter", "qtr")
            and length == 1
            and low[at] in ONE_TO_FOUR
        ):
            return self._nth_quarter(at, after, int(low[at]))
        return (
            self._day(at, announced)
            or self._ago(at)
            or self._unreadable(at)
            or self._lonely_day(at)
        )
