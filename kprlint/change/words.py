"""The words of a promise, for comparing: stems with weights, and what must not differ unnoticed.

Two texts are compared by the words that they share, never letter by letter: “phase 1” and “phase 2” are 96 %
the same letters. Numbers, dates, negations and the names of parts are kept aside as guards.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from kprlint.change.mentions import Mention, mentions

# Words that carry no matter of their own.
_STOP = frozenset(
    """a an and any are as at be been being but by can could did do does doing due during each for from further
    had has have having he her his how i if in into is it its itself may might more must of off on onto or other
    our out over per s shall she should so some such than that the their them then there these they this those
    through to towards up upon us was we were what when where whether which while who will with within would you
    your""".split()
)
# Words that most promises have: they tell little about which promise it is.
_COMMON = frozenset(
    """activ action area author also base begin carri complet continu council current date deliv develop district
    end ensur follow go import includ inform key local make month need new next offic ongo part plan point process
    programm progress project provid quarter relat relev report requir review servic set start step support take
    team term undertak updat use work year""".split()
)
_COMMON_WEIGHT = 0.5

# What Snowball's stemmer does not bring together: irregular verbs, nouns of verbs, and a few synonyms of office.
_SAME = {
    form: stem
    for stem, forms in {
        "begin": "began begun begins beginning start starts started starting commence commences commenced commencing commencement",
        "complet": "finish finishes finished finishing finalise finalised finalising finalize finalized conclude concluded concluding",
        "bring": "brought",
        "build": "built",
        "buy": "bought purchase purchased purchasing",
        "choos": "chose chosen choice select selected selecting selection",
        "decid": "decision decisions",
        "deliv": "deliver delivers delivered delivering delivery",
        "do": "done",
        "draw": "drew drawn",
        "find": "found",
        "give": "gave given",
        "hold": "held",
        "instal": "install installs installed installing installation",
        "introduc": "introduction",
        "launch": "launch launched launches",
        "lead": "led",
        "let": "let letting",
        "lie": "laid lay",
        "make": "made",
        "meet": "met meeting meetings",
        "pay": "paid payment payments",
        "publish": "publication publications published publishing",
        "put": "put",
        "redu": "reduce reduced reducing reduction reductions",
        "run": "ran",
        "seek": "sought",
        "sell": "sold sale",
        "send": "sent issue issues issued issuing circulate circulated",
        "set": "set setting",
        "show": "shown",
        "sign": "signed signing signature",
        "speak": "spoke spoken",
        "submit": "submission submissions submitted",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "win": "won",
        "write": "wrote written",
        "agree": "agree agreed agrees agreeing agreement agreements",
        "analys": "analysis analyses analyse analysed",
        "apply": "apply applies applied applying application applications",
        "approv": "approve approved approval approvals",
        "assess": "assessment assessments",
        "budget": "budgets budgetary",
        "consid": "consider considered considering consideration",
        "contract": "contract contracts contractual",
        "evalu": "evaluation",
        "explor": "exploration explore explored exploring",
        "fund": "funding funds funded",
        "recommend": "recommendation recommendations",
        "respon": "respond responded response responses",
        "train": "training trained trains",
    }.items()
    for form in forms.split()
}  # fmt: skip

_ABBREVIATIONS = {
    "asb": "anti social behaviour",
    "aqma": "air quality management area",
    "dfg": "disabled facilities grant",
    "dpo": "data protection officer",
    "dfgs": "disabled facilities grants",
    "s106": "section 106",
    "sla": "service level agreement",
    "kpi": "performance indicator",
    "kpis": "performance indicators",
    "mtfs": "medium term financial strategy",
    "hr": "human resources",
    "it": "it",
    "faq": "frequently asked questions",
    "faqs": "frequently asked questions",
    "q&a": "questions answers",
    "eia": "equality impact assessment",
    "rfq": "request quotation",
    "itt": "invitation tender",
    "tor": "terms reference",
    "mou": "memorandum understanding",
    "vcs": "voluntary community sector",
    "epc": "energy performance certificate",
    "lap": "local area plan",
    "cmt": "corporate management team",
    "smt": "senior management team",
    "comms": "communications",
    "info": "information",
    "docs": "documents",
    "ev": "electric vehicle",
}

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[a-z]\d+|q&a", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.])([£$€]?)(\d[\d,]*(?:\.\d+)?)\s?(%|per ?cent|k\b|m\b|bn\b|million\b|billion\b)?",
    re.IGNORECASE,
)
_NUMERALS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
    if value
}
_ORDINALS = {
    word: str(value)
    for value, word in enumerate("first second third fourth fifth sixth".split(), start=1)
}
_SERIES = re.compile(
    r"\b(phase|stage|lot|tranche|part|round|wave|cohort|batch|block|zone|ward|package|section|step|module|milestone"
    r"|workstream|theme|area|site|level|tier|version|release|unit|plot|gateway|option|objective|regulation|year)s?\s+"
    r"(\d+[a-z]?|[ivx]+\b|[a-h]\b|one\b|two\b|three\b|four\b|five\b|six\b)",
    re.IGNORECASE,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_ORDINAL_OF_SERIES = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|final|\d{1,2}(?:st|nd|rd|th))\s+([a-z]{3,})\b",
    re.IGNORECASE,
)
# A quarter in front of what is made in each: “the Q1 review”.
_QUARTERLY = re.compile(
    r"\bQ(?:uarter\s)?([1-4])\s+(?!of\b|and\b|or\b|20)([a-z]{3,})", re.IGNORECASE
)
_NEGATION = re.compile(
    r"\b(?:not|never|no longer|without|cannot|nor|neither|cease[sd]?|stop(?:s|ped)?)\b|n['’]t\b|\bno\b(?!\.)",
    re.IGNORECASE,
)


class Words(NamedTuple):
    """A text, ready to be compared.

    `plain` is it without what never matters (case, blanks, marks), `weights` the stems of its words with what each counts for;
    `numbers`, `series` (“phase 1”), `negations` and `dates` are the guards.
    """

    plain: str
    weights: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    series: frozenset[str]
    negations: int
    dates: tuple[Mention, ...]

    @property
    def weight(self) -> float:
        return sum(self.weights.values())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word in lower case; one for “sent”, “send” and “issued”."""
    same = _SAME.get(word)
    if same:
        return same
    found = str(_stemmer().stemWord(word))
    return _SAME.get(found, found)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def words(text: str) -> Words:
    text = " ".join(text.split())
    found = mentions(text)
    rest = _without(text, found)
    series = frozenset([*_series(rest), *_series_of_quarters(text)])
    rest_of_numbers = _SERIES.sub(" ", rest)
    weights = _weights(rest)
    return Words(
        plain(text),
        weights,
        frozenset(_names(rest)) & weights.keys(),
        frozenset(_numbers(rest_of_numbers)),
        series,
        len(_NEGATION.findall(rest)),
        found,
    )


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text without what never makes it another: letter case, blanks, quotation marks, a stop at the end."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text)
        text = text.translate(
            {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"}
        )
    return " ".join(text.casefold().split()).rstrip(" .;,")


_NAME = re.compile(r"(?<![.!?:;]\s)(?<!^)\b[A-Z][a-z]+(?:['’]s)?\b")


def _names(text: str) -> list[str]:
    """The stems of words with a capital inside of a sentence: places, teams, people."""
    found = [
        stem(match[0].casefold().replace("’", "'").removesuffix("'s"))
        for match in _NAME.finditer(text)
    ]
    return [name for name in found if name not in _COMMON]


def _without(text: str, found: Iterable[Mention]) -> str:
    kept, at = [], 0
    for mention in found:
        kept.append(text[at : mention.start])
        at = mention.end
    return " ".join([*kept, text[at:]])


def _weights(text: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for match in _WORD.finditer(text):
        for word in _spelt_out(match[0]):
            if word in _STOP or word in _NUMERALS or len(word) == 1:
                continue
            base = stem(word)
            weights[base] = _COMMON_WEIGHT if base in _COMMON else 1.0
    return weights


def _spelt_out(written: str) -> list[str]:
    word = written.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    if written.isupper() or any(c.isdigit() or c == "&" for c in written):
        return _ABBREVIATIONS.get(word, word).split()
    return [_ABBREVIATIONS[word]] if word in ("comms", "info", "docs") else [word]


def _numbers(text: str) -> list[str]:
    found = [_value(*match.groups("")) for match in _NUMBER.finditer(text)]
    return found + [_NUMERALS[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in _NUMERALS]


def _value(currency: str, digits: str, unit: str) -> str:
    """One form for “£50k” and “£50,000”, and for “12%” and “12 per cent”."""
    unit = unit.casefold().replace(" ", "")
    factor = {"k": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}.get(unit, 1)
    sign = "%" if unit in ("%", "percent") else currency
    return f"{sign}{float(digits.replace(',', '')) * factor:g}"


def _series(text: str) -> list[str]:
    found = []
    for noun, which in _SERIES.findall(text):
        key = which.casefold()
        found.append(f"{noun.casefold()} {_NUMERALS.get(key) or _ROMAN.get(key) or key}")
    for which, noun in _ORDINAL_OF_SERIES.findall(text):
        key = which.casefold()
        found.append(f"{noun.casefold()} {_ORDINALS.get(key) or key.rstrip('sthndr') or key}")
    return found


def _series_of_quarters(text: str) -> list[str]:
    return [f"quarterly {number}" for number, _ in _QUARTERLY.findall(text)]


class Likeness(NamedTuple):
    """How alike two texts are: `score` from 0 to 1, and whether a guard says that they are not the same.

    `apart`: different members of a series, or each with a name that the other has not. `differ`: another number, amount or negation.
    """

    score: float
    apart: bool
    differ: bool


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> Likeness:
    """Symmetric in its arguments."""
    a, b = words(one), words(other)
    apart = bool(a.series and b.series and not (a.series & b.series))
    apart |= bool(a.names - b.weights.keys() and b.names - a.weights.keys())
    differ = a.numbers != b.numbers or a.negations % 2 != b.negations % 2
    return Likeness(similarity(a.weights, b.weights), apart, differ)


def similarity(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The share of the words that both have; a text that lives on within a longer one counts for nearly all."""
    if not a or not b:
        return 0.0
    shared = sum(weight for word, weight in a.items() if word in b)
    one, other = sum(a.values()), sum(b.values())
    dice = 2 * shared / (one + other)
    smaller = min(one, other)
    within = 0.9 * shared / smaller if smaller >= 2.5 else 0.0
    return max(dice, (dice + within) / 2)


def coverage(of: Mapping[str, float], by: Mapping[str, float]) -> float:
    """The share of the words of one text that another has, too."""
    total = sum(of.values())
    return sum(w for word, w in of.items() if word in by) / total if total else 0.0
