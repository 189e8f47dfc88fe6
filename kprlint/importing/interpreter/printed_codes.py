"""Codes that stand before a title in one cell: their form is found from all titles of the document, never from one.

“24/25 budget” and “20 new homes” begin with numbers and have no code; a form counts where most titles begin with it and
each has another.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

# Letters, then numbers with marks between them; in the second form with spaces and a year in brackets, too.
_TIGHT = re.compile(
    r"(?:[A-Za-z][A-Za-z&]{0,13}[ ._/-]?)?\d{1,5}[A-Za-z]?(?:[._/-][A-Za-z]?\d{1,5}[A-Za-z]?){0,4}\)?"
)
_LOOSE = re.compile(
    r"(?:[A-Za-z][A-Za-z&]{0,5}[ ._/-]?){0,2}(?:\(\d\d/\d\d\) ?)?\d{1,5}[A-Za-z]?(?:[ ._/-][A-Za-z]?\d{1,5}[A-Za-z]?){1,4}\)?"
)
# Any one word with a number in it, and letters or small Roman numbers with a mark.
_TOKEN = re.compile(r"[#(\[]?(?=[^\s]*\d)[A-Za-z0-9&]+(?:[._/-][A-Za-z0-9&]+)*[)\]]?")
_YEAR = re.compile(r"[A-Za-z&]{1,6} ?\(\d\d/\d\d\) ?\d{1,5}")
# Of several forms in one document: each is surely one, or they count on (“3”, “3a”, “3b”, “4”).
_STRONG = re.compile(
    r"(?:[A-Z&]{1,6} ?\(\d\d/\d\d\) ?\d{1,5}|[A-Z][A-Z&]{0,5}[ ./-]?\d{1,5}[A-Za-z]?(?:[./-]\w{1,5}){0,4}(?:\([a-z]{1,4}\))?"
    r"|\d{1,4}(?:[./-]\d{1,4}){1,4}[a-z]?)(?=[.):]?\s)(?!\s*[/–-]?\d)"
)
# Letters and Roman numbers, where they count on from the first.
_ORDERS = (
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split(),
    list(ascii_uppercase),
    list(ascii_lowercase),
)
_ORDERED = re.compile(r"(?:[IVX]{1,5}|[A-Za-z])(?=[.):]?\s)")
_COUNTED = re.compile(r"\d{1,3}[a-z]?(?=[.):]?\s)")
_MARKED = re.compile(r"\([a-z]{1,4}\)|[ivx]{1,5}[.)]|[a-z][.)](?=\s)")
_AFTER = re.compile(r"[.)]?\s*[:–—-]\s*|[.)]\s+|\s+|$")
_WORDS = frozenset("action ref priority activity project item objective task measure milestone recommendation no rec".split())  # fmt: skip
# The form of Harborough, which a page's reading may have damaged.
_HOME = re.compile(r"([A-Za-z]{1,4}[ .\-/]?)?\d{1,2}[.\-/]\d{1,2}(?![\w%/]|[.\-]\d)[:.]?(?=\s|$)")
_HOME_SHAPE = re.compile(r"A\.9\.9|9\.9|A9\.9|A 9\.9")
# In the middle of a text only the full form is a code, and not where the text speaks of it.
_INNER = re.compile(r"(?<![\w.(])KA\.\d\d\.\d\d(?![\w.])")
_SPEAKS = re.compile(r"(?:\(|\b(?:see|to|of|with|and|from|in|under|by|for|or|replaces))\s*$", re.I)
_MOST = 40
_LEAST_SHARE, _LEAST_DISTINCT = 0.6, 0.9


class PrintedForm(NamedTuple):
    """How the codes of a document begin its titles; without `pattern` they do not."""

    pattern: re.Pattern[str] | None = None
    home: bool = False  # of the form that a damaged page may still show

    def leading(self, text: str) -> tuple[str, str] | None:
        """The code that `text` begins with, and the rest."""
        for pattern in (self.pattern, _HOME if self.home else None):
            found = pattern.match(text) if pattern else None
            if found:
                after = _AFTER.match(text, found.end())
                if after is not None:
                    code = found[0].rstrip(":. ")
                    return code, text[found.end() :].lstrip(" \t-–—:.").strip()
        return None

    def more(self, text: str, start: int) -> list[str]:
        """Further codes in the middle of a text: a row that holds two activities."""
        if not self.home:
            return []
        return [
            other[0]
            for other in _INNER.finditer(text, start)
            if not _SPEAKS.search(text[max(0, other.start() - 20) : other.start()])
        ]

    def is_damaged(self, text: str) -> bool:
        return self.home and bool(_INNER.search(text[:80])) and text.casefold().startswith("key")


def form_of(titles: Sequence[str]) -> PrintedForm:
    """The form of the codes that these titles begin with."""
    for pattern in (_YEAR, _LOOSE, _TIGHT, _TOKEN, _MARKED):
        found = [
            m[0] for title in titles if (m := pattern.match(title)) and _AFTER.match(title, m.end())
        ]
        if not found:
            continue
        shape, _ = Counter(map(_shape, found)).most_common(1)[0]
        exact = re.compile(_pattern(shape))
        codes = [
            (m[0], title[m.end() :])
            for title in titles
            if (m := exact.match(title)) and _AFTER.match(title, m.end())
        ]
        if _is_form(shape, codes, len(titles)):
            return PrintedForm(exact, bool(_HOME_SHAPE.fullmatch(shape)))
    return _mixed(titles)


def _mixed(titles: Sequence[str]) -> PrintedForm:
    """Codes of several forms: before nearly each title something that is surely one, and before each another."""
    for pattern in (_STRONG, _COUNTED):
        codes = [m[0] for title in titles if (m := pattern.match(title))]
        enough = (
            len(codes) > 2 and len(codes) >= 0.9 * len(titles) and len(set(codes)) == len(codes)
        )
        if not enough or any(re.fullmatch(r"(?:20)?\d\d/\d\d", code) for code in codes):
            continue
        numbers = [int(re.findall(r"\d+", code)[0]) for code in codes]
        counts = numbers[0] < 10 and all(b - a in (0, 1) for a, b in pairwise(numbers))
        if pattern is _STRONG or (counts and any(code[-1:].isalpha() for code in codes)):
            return PrintedForm(pattern)
    first = [found[0] for title in titles if (found := _ORDERED.match(title))]
    in_order = len(titles) > 2 and any(first == order[: len(titles)] for order in _ORDERS)
    return PrintedForm(_ORDERED) if in_order else PrintedForm()


def _is_form(shape: str, codes: list[tuple[str, str]], titles: int) -> bool:
    share = len(codes) / max(titles, 1)
    distinct = len({code for code, _ in codes}) / max(len(codes), 1)
    # Of a form that is hardly anything else a few are enough, and two may be alike: the lines of a page may be torn apart.
    strong = bool(re.fullmatch(r"A[ .-]?9(?:[./-]9)+", shape))
    least = 0.2 if strong and len(codes) > 2 else _LEAST_SHARE
    if share < least or distinct < (0.5 if strong else _LEAST_DISTINCT):
        return False
    words = re.match(r"[A-Za-z&]+", codes[0][0])
    if words and len(words[0]) > 4 and words[0].casefold() not in _WORDS:
        return False
    if words and words[0].islower() and len(words[0]) > 1 and words[0] not in _WORDS:
        return False
    if re.fullmatch(r"9/9", shape):
        return False  # a financial year
    if any(re.search(r"\d-?[a-z]{3}", code) for code, _ in codes):
        return False  # “5-year plan”, “3rd sector”
    if re.fullmatch(r"9A", shape):
        return len(codes) > 2 and all(len(code) < 5 for code, _ in codes)
    if re.fullmatch(r"A[.)]|\(A\)", shape):
        return len(codes) > 2
    if shape == "9":
        marked = all(re.match(r"\s*[.):–—-]", rest) for _, rest in codes)
        numbers = [int(re.findall(r"\d+", code)[0]) for code, _ in codes]
        rising = all(a < b for a, b in pairwise(numbers))
        counting = all(b - a == 1 for a, b in pairwise(numbers))
        years = all(1990 <= number <= 2100 for number in numbers)
        plain = share > 0.9 and (numbers[0] < 3 or (counting and len(numbers) > 2 and not years))
        return len(codes) > 1 and rising and (marked or plain)
    return len(codes) > 1 or bool(words)


def _shape(code: str) -> str:
    """“KA.03.04” and “KA.1.12” are of one shape: A.9.9."""
    return re.sub(r"\d+", "9", re.sub(r"[A-Za-z&]+", "A", code))


def _pattern(shape: str) -> str:
    parts = {"A": "[A-Za-z&]{1,14}", "9": r"\d{1,5}"}
    return "".join(parts.get(c) or re.escape(c) for c in shape) + r"(?!\d|[._/-]\d)"


def is_code(text: str) -> bool:
    """Whether the text of a column of codes may be one."""
    return 0 < len(text) <= _MOST and any(c.isalnum() for c in text)
