"""The year behind a day, a month, a quarter or a season: “Feb ’24”, “Q3 of the 2020/21 year”, “March next year”."""

from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import financial_year_of
from kprlint.prose.dates.grammar.nodes import Node, Year
from kprlint.prose.dates.grammar.surroundings import FIRST_YEAR, LAST_YEAR
from kprlint.prose.dates.grammar.years import Years
from kprlint.prose.dates.terms import Why
from kprlint.prose.tokens import APOSTROPHES, DASHES


class YearsBehind(Years):
    """Matches the year that belongs to what stands before it."""

    def _dated(self, node: Node, year: Year) -> Node:
        """The node with its year, and with the other reading where the year has two."""
        found = node._replace(
            year=year.year, end=year.end, in_financial_year=year.financial, why=year.why
        )
        if year.other is not None:
            found = found._replace(others=(found._replace(year=year.other, why=()),))
        return found

    def _with_year(self, node: Node, shape: str) -> Node:
        """The node with the year that follows it, if one does."""
        year = self._year(node.end, shape)
        if year is None:
            return node
        if year.calendar and node.kind in ("quarter", "half"):
            return node._replace(kind=f"calendar {node.kind}", year=year.year, end=year.end)
        if node.kind == "quarter" and not year.financial:
            return self._quarter_of_year(node._replace(end=year.end), year.year)
        if node.kind == "half" and not year.financial:
            other = node._replace(end=year.end, year=year.year)
            calendar = other._replace(kind="calendar half")
            return calendar._replace(others=(other,), why=(Why.WHICH_YEAR,))
        found = self._dated(node, year)
        return (
            found._replace(in_financial_year=False) if node.kind in ("quarter", "half") else found
        )

    def _year(self, at: int, shape: str) -> Year | None:
        """The year that follows a day, month, quarter, season or feast."""
        tokens, low = self._tokens, self._low
        word, closing, linked = low[at], "", False
        dotted = word == "." and low[at - 1] in v.SHORT_MONTHS and tokens.is_number(at + 1)
        if dotted or (word == "," and (len(low[at + 1]) == 4 or low[at + 2] == "/")):
            at += 1
        elif word == "(" and shape in ("quarter", "month", "season"):
            at, closing = at + 1, ")"
        elif word in ("of", "in", "for") and shape in ("quarter", "season", "month", "half"):
            linked, at = True, at + 1
            if word != "of" and not (low[at] == "the" or len(low[at]) == 4):
                return None
            if low[at] in ("the", "this"):
                at += low[at] == "the"
        elif (
            tokens.glued(at)
            and shape in ("month", "day", "quarter")
            and (word == "/" or word in DASHES or word == ".")
        ):
            if not (tokens.is_number(at + 1) and tokens.glued(at + 1)):
                return None
            if shape == "quarter" and len(low[at + 1]) != 4:
                return None
            return self._short_or_long(at + 1)
        found = self._year_at(at, shape, linked)
        if found and closing:
            if low[found.end] != ")":
                return None
            found = found._replace(end=found.end + 1)
        return found

    def _short_or_long(self, at: int) -> Year | None:
        """“Feb-24”, “6-Nov-2023”: the number is the year whatever follows."""
        low = self._low
        if len(low[at]) not in (2, 4) or not self._is_closed(at + 1):
            return None
        year = int(low[at]) if len(low[at]) == 4 else 2000 + int(low[at])
        return Year(year, at + 1) if FIRST_YEAR <= year <= LAST_YEAR else None

    def _year_at(self, at: int, shape: str, linked: bool) -> Year | None:
        tokens, low = self._tokens, self._low
        word = low[at]
        if word in APOSTROPHES and tokens.is_number(at + 1) and tokens.glued(at + 1):
            if len(low[at + 1]) != 2 or not self._is_closed(at + 2):
                return None
            return Year(2000 + int(low[at + 1]), at + 2)
        if tokens.is_number(at):
            return self._year_of_digits(at, shape, linked)
        if word == "fy" or word in v.YEAR_KINDS:
            return self._year_of_words(at, shape)
        if word in ("this", "next", "last", "current", "previous") and not (
            word in ("last",) and shape == "day"
        ):
            return self._year_of_turn(at, shape)
        if word == "year" and linked and shape in ("quarter", "half"):
            after = (
                self._year_of_digits(at + 1, shape, linked) if tokens.is_number(at + 1) else None
            )
            if after:
                return after
            if low[at - 1] == "the" and low[at + 1] not in ("of", "'", "’"):
                return Year(financial_year_of(self._as_of), at + 1, True, (Why.RELATIVE,))
        return None

    def _year_of_digits(self, at: int, shape: str, linked: bool) -> Year | None:
        tokens, low = self._tokens, self._low
        length = len(low[at])
        if length not in (2, 4) or (tokens.glued(at) and tokens.is_number(at - 1)):
            return None
        node = self._financial_year(at)
        if node and node.year is not None and shape != "day":
            near = abs(node.year - self._as_of.year) <= 40 if length == 2 else True
            if near:
                return Year(node.year, node.end, True)
        if length == 4:
            year, end = int(low[at]), at + 1
            if not FIRST_YEAR <= year <= LAST_YEAR:
                return None
            if not self._is_closed(end):
                # “June 2023–May 2024” and “March 2023/April 2023” go on; “2023/0456” is no year.
                if not (low[end] in DASHES and tokens.is_number(end + 1)):
                    return None
            kind = v.YEAR_KINDS.get(low[end])
            if kind and low[end + 1] == "year" and shape in ("quarter", "half", "season"):
                if kind == "calendar":
                    return Year(year, end + 2, calendar=True)
                return Year(year - 1, end + 2, True, (Why.WHICH_YEAR,), year)
            return Year(year, end)
        # Two digits: only as a year that is near, and where they cannot count what follows.
        if linked or shape not in ("day", "season") or not self._is_closed(at + 1):
            return None
        year = 2000 + int(low[at])
        if abs(year - self._as_of.year) > self._conventions.near_years or self._noun_at(at + 1):
            return None
        if (
            self._month_after_day(self._ordinal_end(at))
            or low[at + 1] in v.PLURAL_VERBS
            or self._is_score(at + 1)
        ):
            return None
        if low[at + 1] in v.ORDINAL_ENDS or low[at + 1] == "%":
            return None
        joint, after = self._joint(at + 1)
        if joint and tokens.is_number(after) and len(low[after]) < 3:
            return None
        return Year(year, at + 1)

    def _year_of_words(self, at: int, shape: str) -> Year | None:
        """“of the financial year 2023/24”, “of the financial year”, “FY23/24”."""
        if shape in ("day", "feast"):
            return None
        node = self._named_year(at)
        if node and node.year is not None and node.kind == "financial":
            other = node.others[0].year if node.others else None
            return Year(node.year, node.end, True, node.why, other)
        if node and node.kind == "year" and node.year is not None:
            return Year(node.year, node.end, calendar=True)
        if v.YEAR_KINDS.get(self._low[at]) == "financial" and self._low[at + 1] == "year":
            return Year(financial_year_of(self._as_of), at + 2, True, (Why.RELATIVE,))
        return None

    def _year_of_turn(self, at: int, shape: str) -> Year | None:
        """“next year”, “this FY”: of a quarter the financial year, of a month the calendar year."""
        low, turn, after = self._low, v.TURNS[self._low[at]], at + 1
        if low[after] == "current":
            after += 1
        financial = shape in ("quarter", "half")
        if v.YEAR_KINDS.get(low[after]) == "financial":
            financial, after = True, after + 1
        elif low[after] == "calendar":
            financial, after = False, after + 1
        if low[after] == "fy":
            financial = True
        elif low[after] != "year":
            return None
        this = financial_year_of(self._as_of) if financial else self._as_of.year
        return Year(this + turn, after + 1, financial, (Why.RELATIVE,))
