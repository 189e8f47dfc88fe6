"""Personal data in a text: addresses and telephone numbers of people, and people by name at the start of a step."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kprlint.prose.data import pairs, words
from kprlint.prose.lexicon import CD
from kprlint.prose.needs import Needs
from kprlint.prose.text import Token, sentences

_EMAIL = (
    r"(?<![\w.%+-])([A-Za-z0-9][\w.%+-]{0,63})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})"
)
# 01858 828282, (01858) 828282, 020 7946 0018, 07700 900214, +44 1858 828282: nine or ten digits behind the 0.
_PHONE = r"(?<![\w./£-])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)(?=[1237])((?:\d\)?[ -]?){8,9}\d)(?![\w/]|[.-]\d)"
_GIVEN = words("people", "given")
_MAILBOXES = words("people", "mailboxes")
_NOT_GIVEN = words("people", "not given")
_OFFICES = words("people", "offices")
_POSTS = words("people", "posts")
_PUBLIC = words("people", "public")
_THINGS = words("people", "things")
_TITLES = words("people", "titles")
_TURNS = words("people", "turns")
_VERBS = words("people", "verbs")
_FIRMS = pairs("people", "firms")
_NAMES = _GIVEN - _NOT_GIVEN
NEEDS = Needs(tags=CD, signs=frozenset({"@"}))
NEEDS_OF_NAMES = Needs(_NAMES | _TITLES)


class Personal(NamedTuple):
    """What is personal, from `start` to `end`: an e-mail address, a telephone number or a name."""

    start: int
    end: int
    kind: str


def contacts(text: str) -> Iterator[Personal]:
    """The addresses and numbers in `text` that are not those of an office."""
    if not NEEDS.met_by(text):
        return
    if "@" in text:
        for match in re.finditer(_EMAIL, text):
            parts = re.split(r"[._+-]", match[1].lower())
            shared = _MAILBOXES.intersection((*parts, "".join(parts)))
            if not shared or not _NAMES.isdisjoint(parts):
                yield Personal(*match.span(), "e-mail address")
    if "0" in text or "+44" in text:
        for match in re.finditer(_PHONE, text):
            digits = re.sub(r"\D", "", match[1])
            if digits.startswith("3"):
                continue  # of an organisation, by Ofcom's plan
            around = re.findall(r"\w+", text[max(0, match.start() - 60) : match.start()].lower())
            if _OFFICES.isdisjoint(around[-6:]):
                yield Personal(*match.span(), "telephone number")


def named(text: str, *, step: bool) -> Personal | None:
    """The first private person whom the text names where somebody acts or is turned to.

    “Jane Smith to write …” at the start of a step, “with Jane Smith”, “the Project Officer, Jane Smith”, “Mrs Smith”.
    """
    if not NEEDS_OF_NAMES.met_by(text):
        return None
    for sentence in sentences(text):
        tokens = sentence.tokens
        for start in range(len(tokens)):
            after = _person(tokens, start)
            if after and _is_meant(tokens, start, after, step=step):
                return Personal(tokens[start].start, tokens[after - 1].end, "name")
    return None


def _is_meant(tokens: tuple[Token, ...], start: int, after: int, *, step: bool) -> bool:
    """Whether the name is that of somebody who acts or is turned to, and not of a place or a thing."""
    if tokens[start].word in _TITLES:
        return True
    follows = tokens[after] if after < len(tokens) else None
    if start:
        before = tokens[start - 1].word
        if after == start + 1 or (follows and follows.is_capital and not follows.before):
            return False
        if tokens[start].before == ",":
            return before in _POSTS
        return before in _TURNS and not tokens[start].before
    if not step or not follows or follows.before not in ("", ","):
        return False
    if follows.word == "and" and _person(tokens, after + 1):
        return True
    return follows.word in _VERBS


def _person(tokens: tuple[Token, ...], start: int) -> int:
    """Behind which word the person's name ends that begins at `start`; 0 where there is none."""
    if start >= len(tokens) or not tokens[start].is_capital:
        return 0
    first = tokens[start].word
    titled = first in _TITLES
    if not titled and first not in _NAMES:
        return 0
    if start and tokens[start - 1].word in _PUBLIC:
        return 0
    after = start + 1
    while after < min(len(tokens), start + 4) and _is_surname(tokens, after):
        after += 1
    name = tokens[start + 1 : after]
    if (titled and not name) or "'" in tokens[after - 1].word:
        return 0
    if any(t.word in _THINGS or t.word in _PUBLIC for t in name):
        return 0
    if name and (first, name[0].word) in _FIRMS:
        return 0
    return after


def _is_surname(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    joined = not token.before or token.before in ("-", ".")
    return joined and token.is_capital and not token.word[0].isdecimal()
