"""Dates in prose: `find` gives those of a text, with the days that they mean.

text → tokens (`prose/tokens.py`) → expressions (`grammar`) → days (`normalise.py`), by the tense of the clause
(`prose/tense.py`) where the year is not written; and what the date is there for (`roles.py`)
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kprlint.model.interval import Grain
from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.conventions import DEFAULT, Conventions
from kprlint.prose.dates.grammar import NEEDS, expressions
from kprlint.prose.dates.grammar.nodes import Fixed, Node, Quarter, Year
from kprlint.prose.dates.normalise import Dated, Normaliser
from kprlint.prose.dates.redating import Dating, Placed, dating, with_former
from kprlint.prose.dates.roles import role_of
from kprlint.prose.dates.terms import Certainty, Found, Reading, Role, Why, YearKind
from kprlint.prose.tense import Tense, Tenses, tenses_of
from kprlint.prose.tokens import Tokens, tokens_of

__all__ = [
    "DEFAULT",
    "Certainty",
    "Conventions",
    "Found",
    "Grain",
    "Reading",
    "Role",
    "Tense",
    "Why",
    "find",
]

_AHEAD = frozenset({Role.DEADLINE, Role.UNTIL})
_STANDARDS = words("dates", "standards")
_NEAR = 12


def find(
    text: str, as_of: date, *, tense: Tense | None = None, conventions: Conventions = DEFAULT
) -> tuple[Found, ...]:
    """The dates of `text`, from left to right; none lies in another.

    `as_of` is the day the text was written. `tense` says where it looks if its words do not: progress looks
    back, next steps look ahead; None takes the nearest.
    """
    return _all(text, as_of, tense, conventions)


# Several rules and reports ask for the dates of the same text.
@lru_cache(maxsize=2048)
def _all(
    text: str, as_of: date, tense: Tense | None, conventions: Conventions
) -> tuple[Found, ...]:
    return tuple(_find(text, as_of, tense, conventions))


def _find(text: str, as_of: date, hint: Tense | None, conventions: Conventions) -> Iterator[Found]:
    if not NEEDS.met_by(text):
        return
    tokens = tokens_of(text)
    yield from with_former(tokens, list(_dates(tokens, as_of, hint, conventions)))


def _dates(
    tokens: Tokens, as_of: date, hint: Tense | None, conventions: Conventions
) -> Iterator[Placed]:
    normaliser: Normaliser | None = None
    tenses: Tenses | None = None
    for expression in expressions(tokens, as_of, conventions):
        nodes = expression.nodes
        begin, end = nodes[0].begin, nodes[-1].end
        role = role_of(tokens, begin, end, nominal=all(map(_is_nominal, nodes)))
        tense = None
        if len(nodes) > 1 or nodes[0].is_open or nodes[0].needs_future:
            tenses = tenses or tenses_of(tokens.text)
            tense = tenses.at(begin, end) or _tense_of(role) or hint
        before = tokens.low[begin - 1] if begin else ""
        if before == "the" and begin > 1:
            before = tokens.low[begin - 2]  # “between the 6th and 10th of November”
        moved = before == "from" and not v.MOVED.isdisjoint(tokens.low[max(0, begin - 8) : begin])
        normaliser = normaliser or Normaliser(as_of, conventions)
        dated = normaliser.stretches(expression, tense, between=before == "between", moved=moved)
        said = dating(tokens, begin, end)
        if (
            said is Dating.NEW
            and role in (Role.POINT, Role.DURING)
            and before not in ("now", "for")
        ):
            role = Role.DEADLINE
        for number, one in enumerate(dated):
            if one.needs_future and not _is_promise(tokens, one, tense):
                continue
            its_role, its_dating = role, None
            if moved and len(dated) > 1:
                its_role = Role.FORMER if number < len(dated) - 1 else Role.DEADLINE
            elif said is Dating.OLD or number == 0:
                its_dating = said
            yield Placed(_found(tokens, one, its_role), one.begin, its_dating)


def _is_nominal(node: Node) -> bool:
    """Whether the item may tell what something is about: years and quarters do, days do not."""
    if node.part:
        return False
    match node.time:
        case Fixed():
            return True
        case Year(kind):
            return kind is not YearKind.CALENDAR
        case Quarter(_, kind):
            return kind is YearKind.FINANCIAL
    return False


def _tense_of(role: Role) -> Tense | None:
    if role in _AHEAD:
        return Tense.FUTURE
    return Tense.PAST if role is Role.SINCE else None


def _is_promise(tokens: Tokens, dated: Dated, tense: Tense | None) -> bool:
    """Whether “within six months” says when something is to come, not how fast something is always done."""
    if tense is not Tense.FUTURE:
        return False
    for at in range(dated.begin - 1, max(0, dated.begin - _NEAR) - 1, -1):
        if tokens.low[at] in _STANDARDS:
            return False
        if tokens.ends_sentence(at):
            break
    return True


def _found(tokens: Tokens, dated: Dated, role: Role) -> Found:
    start, end = tokens.starts[dated.begin], tokens.ends[dated.end - 1]
    why = dated.why
    if why and role is Role.DEADLINE:
        # By the end of August is by the 31st: no convention is needed.
        why = tuple(reason for reason in why if reason is not Why.END)
    if dated.days is None:
        certainty = Certainty.REFUSED
    elif len(dated.readings) > 1:
        certainty = Certainty.AMBIGUOUS
    else:
        certainty = Certainty.BY_CONVENTION if why else Certainty.EXACT
    first, last = dated.days or (None, None)
    return Found(
        start,
        end,
        tokens.text[start:end],
        first,
        last,
        dated.grain,
        role,
        certainty,
        dated.readings,
        dated.why,
    )
