"""Quarters, halves, seasons, feasts, and years by their names."""

from datetime import date

from kprlint.model import Quarter
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import Interval, later, months
from kprlint.prose.dates.grammar.days import WEEKS
from kprlint.prose.dates.grammar.months import Months
from kprlint.prose.dates.grammar.nodes import Node
from kprlint.prose.dates.grammar.surroundings import PART, YEAR
from kprlint.prose.dates.terms import Grain, Why
from kprlint.prose.tokens import APOSTROPHES, DASHES

_FEAST_PREPOSITIONS = frozenset(
    "by before after until till since over during following post pre from around next last this at".split()
)


class Periods(Months):
    """Matches times that have a name."""

    def _season(self, at: int, announced: str) -> Node | None:
        tokens, low = self._tokens, self._low
        word, after = low[at], at + 1
        year = self._year(after, "season")
        node = Node("season", at, after, name=word)
        if year:
            return self._dated(node, year)
        if low[after] in v.COMPOUNDS or self._is_place(after):
            return None
        if tokens.glued(after) and low[after] in DASHES and low[after + 1] not in v.SEASONS:
            return None
        if announced:
            return None if announced in ("to", "at", "about") else node
        joint, other = self._joint(after)
        follows = low[other + 1] if low[other] in v.PARTS else low[other]
        if (joint and follows in v.SEASONS) or self._stands_alone(at, after):
            return node
        return None

    def _quarter(self, at: int, announced: str) -> Node | None:
        low = self._low
        if self._tokens.glued(at) and self._tokens.is_number(at - 1):
            return None
        found = self._quarter_number(at)
        if found is None:
            if announced == PART and low[at] == "quarter":
                return self._this(at, 0, "quarter", at + 1)
            return None
        plural = "plural" if low[at].endswith("s") else ""
        return self._with_year(
            Node("quarter", at, found[1], number=found[0], name=plural), "quarter"
        )

    def _nth_quarter(self, at: int, after: int, number: int) -> Node | None:
        """“the third quarter of 2023/24”."""
        if self._low[after] not in ("quarter", "qtr"):
            return None
        return self._with_year(
            Node("quarter", at, after + 1, number=number, name="spelt"), "quarter"
        )

    def _half(self, at: int) -> Node | None:
        """“H1 2024/25”; without a year it is hydrogen, or a heading."""
        if self._low[at + 1] not in ("1", "2") or not self._tokens.glued(at + 1):
            return None
        node = self._with_year(Node("half", at, at + 2, number=int(self._low[at + 1])), "half")
        return node if node.year is not None else None

    def _feast(self, at: int, announced: str) -> Node | None:
        low = self._low
        words: list[str] = []
        ends: list[int] = []
        here = at
        while len(words) < 3 and low[here].isalpha():
            words.append(low[here])
            here += 1
            ends.append(here)
            if low[here] in APOSTROPHES:  # New Year's Day
                here += 2 if low[here + 1] == "s" else 1
        for count in (3, 2, 1):
            name = tuple(words[:count])
            if len(words) >= count and name in v.HOLIDAYS:
                return self._named_feast(at, ends[count - 1], name, announced)
        if words[:2] == ["new", "year"]:
            return self._new_year(at, announced)
        if (
            words[0] == "new"
            and len(words) == 3
            and words[1] in v.YEAR_KINDS
            and words[2] == "year"
        ):
            kind = v.YEAR_KINDS[words[1]]
            if kind == "calendar" or not (announced or (at and low[at - 1] == "the")):
                return None
            this = self._this_year(kind)
            why = (Why.RELATIVE,) if kind == "financial" else (Why.RELATIVE, Why.OTHER_YEAR)
            return Node(kind, at, at + 3, year=this + 1, why=why)
        return None

    def _named_feast(self, at: int, end: int, name: tuple[str, ...], announced: str) -> Node | None:
        node = Node("feast", at, end, name=" ".join(name))
        year = self._year(end, "feast")
        if year:
            return node._replace(year=year.year, end=year.end)
        if self._low[end] in APOSTROPHES:  # Christmas' …
            return None
        if len(name) > 1:
            return None if self._noun_at(end) else node
        if self._low[end] in v.COMPOUNDS or self._is_place(end):
            return None
        return node if announced in _FEAST_PREPOSITIONS else None

    def _new_year(self, at: int, announced: str) -> Node | None:
        low, end = self._low, at + 2
        if low[end] in APOSTROPHES or low[end] in ("group", "groups", "resolution", "resolutions"):
            return None
        node = Node("new year", at, end, why=(Why.NEW_YEAR,))
        year = self._year(end, "feast")
        if year:
            return node._replace(year=year.year, end=year.end)
        if self._noun_at(end) and low[end] not in ("period",):
            return None
        if low[at - 1] in ("a", "each", "every", "happy") if at else True:
            return None
        if announced == "for" and low[at - 1] == "the":
            return node
        return node if announced and announced not in ("for", "to", "at") else None

    def _named(self, at: int, announced: str) -> Node | None:
        low, word = self._low, self._low[at]
        if word in ("week", "w", "wc", "wb"):
            if word == "week" and announced == PART and low[at + 1] not in WEEKS:
                return self._this(at, 0, "week", at + 1)
            return self._week(at)
        if word == "month":
            if announced == PART:
                return self._this(at, 0, "month", at + 1)
            node = self._this(at, 0, "month", at + 1)
            return self._ending(node, announced) if node else None
        found = self._named_year(at)
        if found:
            return self._quarter_after(found) or found
        if word == "year":
            if self._tokens.is_number(at + 1) and len(low[at + 1]) == 4:
                inner = self._year_number(at + 1, YEAR)
                return inner._replace(begin=at) if inner and inner.kind != "day" else None
            if announced == PART:
                calendar = Node("year", at, at + 1, name="the year")
                return calendar._replace(
                    kind="financial", others=(calendar,), why=(Why.WHICH_YEAR,)
                )
            return self._ending(Node("financial", at, at + 1), announced)
        kind = v.YEAR_KINDS.get(word, "financial" if word == "fy" else "")
        end = at + 1 if word == "fy" else at + 2
        if not kind or (word != "fy" and low[at + 1] not in ("year", "fy")):
            return None
        node = Node("year" if kind == "calendar" else kind, at, end)
        if node.kind in ("municipal", "academic"):
            node = node._replace(why=(Why.OTHER_YEAR,))
        return node if announced == PART else self._ending(node, announced)

    def _ending(self, node: Node, announced: str) -> Node | None:
        """“year end”, “month-end”, announced by a preposition and not before a noun."""
        low, end = self._low, node.end
        if low[end] in DASHES:
            end += 1
        if low[end] != "end" or not announced or self._noun_at(end + 1) or low[end + 1] in DASHES:
            return None
        return node._replace(end=end + 1, part="end")

    def _this(self, at: int, turn: int, unit: str, end: int) -> Node | None:
        """The week, month or quarter of the day of the text, or a neighbour of it."""
        here: date | None = self._as_of
        match unit:
            case "week":
                here = later(self._as_of, 7 * turn - self._as_of.weekday(), "day")
                last = later(here, 6, "day") if here else None
                interval = Interval(here, last) if here and last else None
                grain = Grain.WEEK
            case "month":
                year, month = divmod(self._as_of.year * 12 + self._as_of.month - 1 + turn, 12)
                interval, grain = months(year, month + 1), Grain.MONTH
            case _:
                quarter = Quarter.of(self._as_of) + turn
                year, number = quarter.year.start, quarter.number
                interval, grain = months(year, 3 * number + 1, 3), Grain.QUARTER
        if interval is None:
            return None
        return Node("fixed", at, end, fixed=interval, grain=grain, why=(Why.RELATIVE,))
