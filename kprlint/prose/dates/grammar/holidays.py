"""Feasts, bank holidays, and the new year."""

from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.grammar.behind import year_behind
from kprlint.prose.dates.grammar.nodes import Feast, NewYear, Node, Year
from kprlint.prose.dates.grammar.reader import Reader
from kprlint.prose.dates.grammar.years import this_year
from kprlint.prose.dates.terms import Why, YearKind
from kprlint.prose.tokens import APOSTROPHES

_FEAST_PREPOSITIONS = words("dates", "feast prepositions")


def feast(r: Reader, at: int, announced: str) -> Node | None:
    low = r.low
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
            return named_feast(r, at, ends[count - 1], name, announced)
    if words[:2] == ["new", "year"]:
        return new_year(r, at, announced)
    if words[0] == "new" and len(words) == 3 and words[1] in v.YEAR_KINDS and words[2] == "year":
        kind = v.YEAR_KINDS[words[1]]
        if kind is YearKind.CALENDAR or not (announced or (at and low[at - 1] == "the")):
            return None
        this = this_year(r, kind)
        why = (Why.RELATIVE,) if not kind.begins_anywhere else (Why.RELATIVE, Why.OTHER_YEAR)
        return Node(Year(kind), at, at + 3, year=this + 1, why=why)
    return None


def named_feast(r: Reader, at: int, end: int, name: tuple[str, ...], announced: str) -> Node | None:
    node = Node(Feast(" ".join(name)), at, end)
    year = year_behind(r, end, "feast")
    if year:
        return node._replace(year=year.year, end=year.end)
    if r.low[end] in APOSTROPHES:  # Christmas' …
        return None
    if len(name) > 1:
        return None if r.noun_at(end) or _names(r, end) else node
    if r.low[end] in v.COMPOUNDS or r.is_place(end):
        return None
    if r.low[at - 2 : at] in (["now", "and"], ["up", "to"]):
        return node
    in_time = announced == "for" and r.low[at - 2] in ("time", "ready", "readiness")
    return node if in_time or announced in _FEAST_PREPOSITIONS else None


def _names(r: Reader, at: int) -> bool:
    """“Good Friday Agreement”."""
    return r.tokens.is_word(at) and r.tokens.is_capital(at) and r.low[at] not in v.FUNCTION_WORDS


def new_year(r: Reader, at: int, announced: str) -> Node | None:
    low, end = r.low, at + 2
    if low[end] in APOSTROPHES or low[end] in words("dates", "behind new year"):
        return None
    node = Node(NewYear(), at, end, why=(Why.NEW_YEAR,))
    year = year_behind(r, end, "feast")
    if year:
        return node._replace(year=year.year, end=year.end)
    if r.noun_at(end) and low[end] not in ("period",):
        return None
    if at == 0 or low[at - 1] in words("dates", "before new year"):
        return None
    if announced == "for" and low[at - 1] == "the":
        return node
    return node if announced and announced not in ("for", "to", "at") else None


def bank_holiday(r: Reader, at: int) -> Node | None:
    """“the August bank holiday”, “early May bank holiday 2024”."""
    low = r.low
    bank = at + 1 if low[at + 1] == "bank" else at + 2
    name = v.BANK_HOLIDAYS.get(" ".join(low[at:bank]))
    if name is None or low[bank : bank + 2] != ["bank", "holiday"]:
        return None
    end = bank + 2
    for more in ("monday", "weekend"):
        end += low[end] == more
    node = Node(Feast(name), at, end)
    year = year_behind(r, end, "feast")
    return node._replace(year=year.year, end=year.end) if year else node
