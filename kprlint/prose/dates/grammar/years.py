"""Years: “2023”, “2023/24”, “2020-2023”, “FY23/24”, “2023/24 Q3”; and “2023-11-06”."""

from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day, financial_year_of, months
from kprlint.prose.dates.grammar.nodes import Node
from kprlint.prose.dates.grammar.spelling import like_a_month
from kprlint.prose.dates.grammar.surroundings import (
    FIRST_YEAR,
    LAST_YEAR,
    PART,
    SERIES,
    YEAR,
    Surroundings,
)
from kprlint.prose.dates.terms import Grain, Why
from kprlint.prose.tokens import APOSTROPHES, DASHES

_LONGEST_SPAN = 60  # years from the first to the last of a plan
_BEFORE_COUNTS = frozenset("for by to from around through into between of due".split())
_MOTION = frozenset(
    "up out through on run runs running extends extended extend leading looking right ahead forward".split()
)


class Years(Surroundings):
    """Matches years, and what begins with one."""

    def _year_number(self, at: int, announced: str) -> Node | None:
        """“2023”, “2023/24”, “2020-2023”, “2023-11-06”."""
        tokens, low = self._tokens, self._low
        iso = self._iso(at)
        if iso:
            return iso
        node = self._financial_year(at) or self._span(at)
        if node:
            return self._quarter_after(node) or node
        year, end = int(low[at]), at + 1
        if not FIRST_YEAR <= year <= LAST_YEAR or not self._is_closed(end):
            return None
        kind = v.YEAR_KINDS.get(low[end])
        if kind and low[end + 1] in ("year", "fy"):
            return self._kind_of_year(Node("year", at, end + 2, year=year), kind)
        if low[end] == "fy":
            return self._kind_of_year(Node("year", at, end + 1, year=year), "financial")
        node = Node("year", at, end, year=year)
        quarter = self._quarter_after(node)
        if quarter:
            return quarter
        if low[end] in ("year", "years"):
            return node._replace(end=end + 1)
        if not self._is_year_here(at, end, announced):
            return self._misspelt(at)
        # “2025 to 2026” is how the government's own style writes a financial year.
        if low[end] in ("to", "and") and tokens.is_number(end + 1) and announced != PART:
            if low[end] == "to" and low[end + 1] == str(year + 1) and self._is_closed(end + 2):
                return Node("financial", at, end + 2, year=year, why=(Why.SPAN,))
        return node

    def _is_year_here(self, at: int, end: int, announced: str) -> bool:
        """Whether a bare number of four digits is a year and no count, and its year no part of a name."""
        low = self._low
        year = int(low[at])
        if announced in (SERIES, PART, YEAR):
            return not (announced == SERIES and self._noun_at(end) and low[end] in v.COUNTED)
        before = low[at - 1] if at else ""
        if low[end] in ("onwards", "onward"):
            return True
        if before not in v.BEFORE_A_YEAR:
            if low[end] == "to" and low[end + 1] == str(year + 1) and self._is_closed(end + 2):
                return True
            return self._stands_alone(at, end) and abs(year - self._as_of.year) <= 20
        if before == "to" and not (at > 1 and low[at - 2] in _MOTION):
            return False
        if before in ("by", "until", "till", "to") and year < self._as_of.year - 5:
            return False
        if before in ("from", "between") and not self._is_first_of_two(at, end):
            return False
        if before in _BEFORE_COUNTS:
            return not self._noun_at(end) and abs(year - self._as_of.year) <= 60
        return not (self._noun_at(end) and low[end] in v.COUNTED)

    def _is_first_of_two(self, at: int, end: int) -> bool:
        """Whether a second year may follow: “grew from 1950 to 2010” and “between 2000 and 2100 homes” have none."""
        low = self._low
        if at > 1 and low[at - 2] in v.GROWING:
            return False
        if low[end] not in ("to", "and") or not self._tokens.is_number(end + 1):
            return low[at - 1] == "from"
        second = low[end + 1]
        if len(second) != 4 or not int(low[at]) < int(second) <= LAST_YEAR:
            return low[end] == "and" and low[at - 1] == "from"
        return not self._noun_at(end + 2)

    def _misspelt(self, at: int) -> Node | None:
        """“Febuary 2024”, from its year."""
        word = self._low[at - 1] if at else ""
        if not word.isalpha() or len(word) < 5 or not self._tokens.is_capital(at - 1):
            return None
        month = like_a_month(word, closely=True)
        if not month:
            return None
        proposed = Node("month", at - 1, at + 1, number=month, year=int(self._low[at]))
        return Node("refused", at - 1, at + 1, why=(Why.UNREADABLE,), others=(proposed,))

    def _iso(self, at: int) -> Node | None:
        """“2023-11-06”; with slashes, too."""
        tokens, low = self._tokens, self._low
        sign = low[at + 1]
        if not (sign == "/" or sign in DASHES) or low[at + 3] != sign:
            return None
        if not (all(tokens.glued(at + n) for n in range(1, 5)) and tokens.is_number(at + 2)):
            return None
        month, number, end = low[at + 2], low[at + 4], at + 5
        if len(month) > 2 or not tokens.is_number(at + 4) or len(number) != 2:
            return None
        if tokens.glued(end) and low[end] != "t" and not self._is_closed(end):
            return None
        year = int(low[at])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        if day(year, int(month), int(number)) is None:
            return Node("refused", at, end, why=(Why.NO_SUCH_DAY,))
        return Node("day", at, end, number=int(month), day=int(number), year=year)

    def _financial_year(self, at: int) -> Node | None:
        """“2023/24”, “2023-2024”, “23/24”: two years of which the second follows the first."""
        tokens, low = self._tokens, self._low
        first, sign, second, end = low[at], low[at + 1], low[at + 2], at + 3
        if not (sign == "/" or sign in DASHES) or not tokens.is_number(at + 2):
            return None
        tight = tokens.glued(at + 1) or tokens.glued(at + 2)
        if not tight and len(second) < (4 if sign != "/" else 2):
            return None
        if not (self._is_closed(end) or self._goes_on(end)):
            return None
        if len(first) == 4:
            year = int(first)
            if not FIRST_YEAR <= year <= LAST_YEAR or len(second) not in (1, 2, 4):
                return None
            if len(second) == 1 and not (tokens.glued(at + 1) and tokens.glued(at + 2)):
                return None
        else:
            if (
                len(first) != 2
                or len(second) != 2
                or not (tokens.glued(at + 1) and tokens.glued(at + 2))
            ):
                return None
            year = 2000 + int(first)
        if str(year + 1)[-len(second) :] != second:
            return None
        node = Node("financial", at, end, year=year)
        if (
            sign != "/"
            and len(first) == 4
            and len(second) == 2
            and 1 <= int(second) <= 12
            and tight
        ):
            month = Node("month", at, end, number=int(second), year=year)
            node = node._replace(others=(month,), why=(Why.FINANCIAL_YEAR_OR_MONTH,))
        return self._year_words(node)

    def _goes_on(self, at: int, sign: str = "/") -> bool:
        """“2022/23-2024/25”: a dash, and the next year right after it; or the next day."""
        tokens, low = self._tokens, self._low
        return low[at] in DASHES and tokens.is_number(at + 1) and low[at + 2] == sign

    def _short_year(self, at: int) -> Node | None:
        year = self._financial_year(at)
        if year is None or year.year is None or self._low[year.end] in v.COUNTED:
            return None
        return year if abs(year.year - self._as_of.year) <= self._conventions.near_years else None

    def _year_words(self, node: Node) -> Node:
        """Takes in the words that say what kind of year it is: “2023/24 municipal year”."""
        low, end = self._low, node.end
        kind = v.YEAR_KINDS.get(low[end])
        if kind and low[end + 1] in ("year", "years", "fy") and kind != "calendar":
            node = node._replace(kind=kind, end=end + 2, others=(), why=())
        elif low[end] in ("year", "years", "fy"):
            node = node._replace(end=end + 1, others=(), why=())
            after = node.end + (low[node.end] in DASHES)
            if low[end] == "year" and low[after] == "end" and not self._noun_at(after + 1):
                node = node._replace(end=after + 1, part="end")
        if node.kind in ("municipal", "academic"):
            node = node._replace(why=(Why.OTHER_YEAR,))
        return node

    def _span(self, at: int) -> Node | None:
        """“2020-2023”, “2019–24”; “2023-11” is a month."""
        tokens, low = self._tokens, self._low
        first, sign, second, end = low[at], low[at + 1], low[at + 2], at + 3
        if not (sign == "/" or sign in DASHES) or not tokens.is_number(at + 2):
            return None
        tight = tokens.glued(at + 1) and tokens.glued(at + 2)
        year = int(first)
        if not FIRST_YEAR <= year <= LAST_YEAR or not self._is_closed(end):
            return None
        if len(second) == 2 and tight and sign != "/" and 1 <= int(second) <= 12:
            return Node("month", at, end, number=int(second), year=year)
        if len(second) == 4 and (tight or sign != "/"):
            last = int(second)
        elif len(second) == 2 and tight:
            last = year - year % 100 + int(second)
        else:
            return None
        longest = _LONGEST_SPAN if sign != "/" else 10
        if not year < last <= min(LAST_YEAR, year + longest) or low[end] in v.COUNTED:
            return None
        if low[end] in ("year", "years"):
            end += 1
        elif low[end] in v.YEAR_KINDS and low[end + 1] in ("year", "years"):
            end += 2
        first_month = 4 if self._conventions.span_is_financial else 1
        interval = months(
            year, first_month, 12 * (last - year) if first_month == 4 else 12 * (last - year + 1)
        )
        return Node(
            "fixed", at, end, fixed=interval, grain=Grain.RANGE, why=(Why.SPAN,), name="span"
        )

    def _kind_of_year(self, node: Node, kind: str) -> Node:
        """“financial year 2024” and “FY24”: the one that begins in that year, or the one that ends in it."""
        if kind == "calendar":
            return node
        assert node.year is not None
        other = node._replace(kind=kind)
        return other._replace(year=node.year - 1, others=(other,), why=(Why.WHICH_YEAR,))

    def _named_year(self, at: int) -> Node | None:
        """“FY23/24”, “financial year 2023/24”, “calendar year 2024”."""
        tokens, low = self._tokens, self._low
        word = low[at]
        if word == "fy":
            kind, after = "financial", at + 1
        elif word in v.YEAR_KINDS and low[at + 1] in ("year", "years", "fy"):
            kind, after = v.YEAR_KINDS[word], at + 2
        else:
            return None
        if low[after] in APOSTROPHES:
            after += 1
        if not tokens.is_number(after) or len(low[after]) not in (2, 4):
            return None
        node = self._financial_year(after)
        if node and kind != "calendar":
            why = (Why.OTHER_YEAR,) if kind in ("municipal", "academic") else ()
            return node._replace(kind=kind, begin=at, others=(), why=why)
        if not self._is_closed(after + 1) and not self._goes_on(after + 1):
            return None
        year = int(low[after]) if len(low[after]) == 4 else 2000 + int(low[after])
        if not FIRST_YEAR <= year <= LAST_YEAR or (word != "fy" and len(low[after]) == 2):
            return None
        return self._kind_of_year(Node("year", at, after + 1, year=year), kind)

    def _this_year(self, kind: str) -> int:
        """The year of a kind that the day of the text lies in."""
        match kind:
            case "financial":
                return financial_year_of(self._as_of)
            case "municipal":
                return self._as_of.year - (self._as_of.month < self._conventions.municipal_year)
            case "academic":
                return self._as_of.year - (self._as_of.month < self._conventions.academic_year)
        return self._as_of.year

    def _quarter_number(self, at: int) -> tuple[int, int] | None:
        """The number of the quarter named here, and where it ends."""
        tokens, low = self._tokens, self._low
        after = at + 1
        if low[after] == "." and low[at].startswith("qtr"):
            after += 1
        word = low[after]
        if word in ("1", "2", "3", "4"):
            number = int(word)
        elif len(low[at]) > 2 and v.NUMBERS.get(word, 9) <= 4:
            number = v.NUMBERS[word]
        else:
            return None
        end = after + 1
        if tokens.glued(end):
            if low[end].isalpha() and low[end] != "fy":
                return None
            if low[end] in ".:%" and tokens.glued(end + 1) and tokens.is_number(end + 1):
                return None
        return number, end

    def _quarter_after(self, node: Node) -> Node | None:
        """“2023/24 Q3”, “2023/24 (Quarter 3)”: the quarter, from the year on."""
        low, at = self._low, node.end
        closing = ""
        if low[at] in (",", ":", "-", "–"):
            at += 1
        elif low[at] == "(":
            at, closing = at + 1, ")"
        if low[at] not in v.QUARTERS or node.kind not in ("financial", "year"):
            return None
        number = self._quarter_number(at)
        if not number:
            return None
        end = number[1]
        if closing:
            if low[end] != closing:
                return None
            end += 1
        assert node.year is not None
        if node.kind == "financial":
            return Node("quarter", node.begin, end, number=number[0], year=node.year)
        return self._quarter_of_year(Node("quarter", node.begin, end, number=number[0]), node.year)

    @staticmethod
    def _quarter_of_year(quarter: Node, year: int) -> Node:
        """“Q3 2023”: in councils the quarter of the financial year that lies in 2023, but who knows."""
        calendar = quarter._replace(kind="calendar quarter", year=year)
        financial = quarter._replace(year=year)
        if quarter.number == 4:
            here = quarter._replace(year=year - 1)
            return here._replace(others=(calendar, financial), why=(Why.WHICH_YEAR,))
        if quarter.name == "spelt":  # “in the first quarter of 2024”: more often the calendar's
            return calendar._replace(others=(financial,), why=(Why.WHICH_YEAR,))
        return financial._replace(others=(calendar,), why=(Why.WHICH_YEAR,))
