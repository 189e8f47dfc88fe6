"""What a date is to its sentence: the words before it and behind it show it."""

from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.terms import Role
from kprlint.prose.tokens import APOSTROPHES, DASHES, Tokens

_ROLES = {
    word: role
    for role, words in (
        (Role.DEADLINE, "by before within latest deadline due target pre"),
        (Role.UNTIL, "until till ending ended expiring expires ends"),
        (Role.START, "from starting beginning commencing effective"),
        (Role.SINCE, "since"),
        (Role.AFTER, "after following beyond post"),
        (
            Role.DURING,
            "in during throughout through over across between into this next last",
        ),
        (Role.POINT, "on at around about approximately approx circa"),
    )
    for word in words.split()
}
_PAIRS = {
    ("later", "than"): Role.DEADLINE,
    ("sooner", "than"): Role.AFTER,
    ("earlier", "than"): Role.AFTER,
    ("now", "and"): Role.UNTIL,
    ("now", "until"): Role.UNTIL,
    ("ahead", "of"): Role.DEADLINE,
    ("advance", "of"): Role.DEADLINE,
    ("prior", "to"): Role.DEADLINE,
    ("as", "of"): Role.START,
    ("as", "from"): Role.START,
}
_DATES_TO_MEET = words("dates", "dates to meet")
_HOURS = words("dates", "hours")
_UP_TO_AN_HOUR = words("dates", "up to an hour")
_SKIPPED = words("dates", "skipped")
_STARTS = words("dates", "starts")
_IN_TIME = words("dates", "in time")
_DUES = frozenset({"due", "deadline"})
_ENDS = words("dates", "ends")
_TO_UNTIL = words("dates", "to until")
_ABOUT_A_NAME = words("dates", "about a name")


def role_of(tokens: Tokens, begin: int, end: int, *, nominal: bool) -> Role:
    """The role of the date in the tokens `begin` to `end`; `nominal` ones may be part of a name."""
    low = tokens.low
    direct = low[begin - 1] if begin else ""
    if direct in DASHES and begin > 1 and low[begin - 2] in ("pre", "post"):
        return Role.DEADLINE if low[begin - 2] == "pre" else Role.AFTER
    if nominal and _is_name(tokens, begin, end, direct):
        return Role.NAME
    after = low[end]
    if after in v.OF_A_YEAR and end == begin + 1 and tokens.is_number(begin):
        return Role.NAME
    if after in ("onwards", "onward"):
        return Role.START
    if after == "deadline" or (after == "at" and low[end + 1 : end + 3] == ["the", "latest"]):
        return Role.DEADLINE
    if after == "at" and low[end + 1 : end + 3] == ["the", "earliest"]:
        return Role.AFTER
    if low[begin] == "within":
        return Role.DEADLINE
    at = begin - 1
    while at >= 0 and begin - at <= 4 and low[at] in _SKIPPED:
        at -= 1
    if at < 0:
        return Role.POINT
    word, before = low[at], low[at - 1] if at else ""
    if word == "of" and before in words("when", "of a deadline"):
        if low[at - 2] in words("when", "counted at"):
            return Role.POINT  # “the snapshot date of 31 March 2023”
        return Role.START if at > 1 and low[at - 2] in _STARTS else Role.DEADLINE
    if word == "for" and before in _IN_TIME:
        return Role.DEADLINE
    if word == "before" and before in ("not", "from"):
        return Role.AFTER
    role = _PAIRS.get((before, word)) or _ROLES.get(word)
    if word == "to" and before in _TO_UNTIL:
        return Role.UNTIL
    if role is Role.DURING and word != "in" and tokens.is_number(begin) and end == begin + 1:
        role = Role.POINT  # “handed over 27/11/2023”
    if role in (None, Role.DURING, Role.POINT):
        near = low[max(0, at - 2) : at + 1]
        if not _STARTS.isdisjoint(near):
            return Role.START
        if not _DUES.isdisjoint(near) or (
            "due" in low[max(0, at - 3) : at + 1] and not _ENDS.isdisjoint(near)
        ):
            return Role.DEADLINE
        if word in (":", "-", "–") and before == "date" and low[at - 2] in _DATES_TO_MEET:
            return Role.DEADLINE
        if before in _HOURS and not _UP_TO_AN_HOUR.isdisjoint(low[max(0, at - 6) : at]):
            return Role.DEADLINE  # “by 5pm on Friday 3 May”
    return role or Role.POINT


def _is_name(tokens: Tokens, begin: int, end: int, direct: str) -> bool:
    """Whether the years say what something is about: “the 22/23 accounts”, “Local Plan (2011-2031)”."""
    low = tokens.low
    if low[end] in APOSTROPHES and low[end + 1] == "s":
        return True
    if low[end - 1] in ("year", "years", "fy"):
        return False
    before = direct
    if before == "(" and begin > 1:
        before = low[begin - 2]
    if before in v.NAMES:
        return True
    if not tokens.is_word(end) or tokens.glued(end):
        return False
    if low[end] in v.FUNCTION_WORDS or low[end] in ("financial", "onwards"):
        return False
    return direct not in _ABOUT_A_NAME or low[end] in _WHICH_ONE


_WHICH_ONE = words("dates", "which one")
