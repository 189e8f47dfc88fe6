"""What a heading of a column, or the label of a cell, says: the field that it holds, and of which quarter.

The vocabulary is `headings.toml`. A heading is read whole, else by its parts, else by its last or its first words; what is
read so is not sure, and told.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kprlint.importing.interpreter.periods import HeadedPeriod, Side, when_in
from kprlint.model import Quarter

# A heading is short; what is longer is a text.
_MOST = 90
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PREPOSITIONS = frozenset(
    "for of to on against in at by with from towards since during that which is are was required".split()
)
_FILL = frozenset(
    "the our your a an please brief short any main key latest quarterly council corporate service council's current "
    "overall summary recent new lead".split()
)
# The mark of a footnote: “RAG¹”, “Status*”.
_MARKS = re.compile(r"(?<=\w)\s?[¹²³⁰⁴-⁹*†‡§]+(?=$|\s|\))")
# “Resp. officer”, “Rec. no.”
_SHORTENED = re.compile(r"(?<=[a-z])\.(?=\s|$)")
_ENDS = frozenset("name title details text info information column field".split())
# By its first words alone no heading is a status: “Status change” is none.
_BY_FIRST_WORDS = frozenset({"progress", "next_steps", "title"})
_NOT_BY_FIRST_WORDS = frozenset(
    "change changes movement trend date dates history forecast target review key number cost budget risk risks".split()
)


_OF_WHAT = frozenset("project action activity scheme programme task initiative".split())
_TO_DO = frozenset({"action", "actions"})
_SAYS_MORE = re.compile(r"^(?:inc|incl|including|includes|and|with|plus)\b\.?\s*")

# “Target date (revised)”
_DATES = {"revised": "due_revised", "new": "due_revised", "forecast": "due_revised", "original": "due_original", "baseline": "due_original"}  # fmt: skip


class Heading(NamedTuple):
    """`field` is None where the heading is not known; `other` what it holds beside a better one of its field."""

    text: str
    field: str | None = None
    rank: int = 9
    other: str = ""
    when: HeadedPeriod = HeadedPeriod()
    sure: bool = True
    named: bool = False  # the user says so


class _Entry(NamedTuple):
    field: str
    rank: int
    other: str


def fold(text: str) -> str:
    """`text` as headings are compared: lower case, plain spaces, “and” for “&”."""
    text = (
        unicodedata.normalize("NFKC", _split_capitals(_MARKS.sub("", text)))
        .casefold()
        .replace("’", "'")
        .replace("_", " ")
    )
    text = re.sub(r"(?<=\w)'s\b", "", text)
    text = re.sub(r"(?<=[^\W\d])[-‐‑](?=[^\W\d])", " ", text)
    text = re.sub(r"[–—]", " - ", text).replace("&", " and ").replace("+", " and ")
    text = _SHORTENED.sub(" ", text)
    text = re.sub(r"%", " % ", text).replace("no.", "no ").replace("•", " ")
    text = re.sub(r"\s*/\s*", "/", text)
    return " ".join(text.split()).strip(" :;.,*-?!\t")


def _split_capitals(text: str) -> str:
    """“DueDate” as two words."""
    return re.sub(r"(?<=[a-z][a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})", " ", text)


@lru_cache(maxsize=4096)
def read(text: str, period: Quarter) -> Heading:
    """What the heading `text` says in a report on `period`."""
    folded = fold(text)
    if not folded or len(text) > _MOST:
        return Heading(text)
    inner = " ".join(_BRACKETS.findall(folded))
    main = fold(_BRACKETS.sub(" ", folded)) or fold(inner)
    plain, when = when_in(main, period)
    beside, when_beside = when_in(inner, period)
    if when.side is Side.NONE:
        when = when_beside
    entry, sure = _by_parts(main, plain)
    if (inside := _whole().get(beside)) and beside:
        # “Progress (RAG)”, “Progress (%)”
        if inside.field in ("status", "percent_complete") and (
            entry is None
            or entry.field in ("progress", "ignore", "target", "due", "title")
            or inside.field == "percent_complete"
        ):
            entry, sure = inside, True
    if entry is not None and entry.field.startswith("due") and (revised := _DATES.get(beside)):
        entry = entry._replace(field=revised)
    if (
        entry is not None
        and entry.field == "progress"
        and _SAYS_MORE.sub("", inner) in _of("next_steps")
    ):
        entry = _Entry("both", 1, "")  # “Commentary (including next steps)”
    if entry is None and when.side is Side.NEXT and _is_plan(main):
        entry, sure = _Entry("next_steps", 2, ""), False  # “Priorities for Q4”
    if entry is None and not plain and when.side is not Side.NONE:
        return Heading(text, None, 9, "", when, sure=False)  # a quarter alone
    if entry is None:
        return Heading(text, when=when)
    field, rank, other = entry
    if when.side is Side.NEXT and field in ("title", "progress") and _is_plan(main):
        field = "next_steps"
    return Heading(text, field, rank, other, when, sure)


def may_be(text: str) -> bool:
    """Whether `text` has a word of any heading: told in one look, before it is read."""
    if not text or len(text) > _MOST:
        return False
    return not _vocabulary().isdisjoint(
        re.findall(r"[^\W_]+|[%#]", _split_capitals(text).casefold())
    )


def _is_plan(text: str) -> bool:
    return bool(set(text.split()) & {"actions", "action", "plans", "planned", "milestones", "priorities", "activity", "activities", "work", "tasks", "focus", "steps", "do", "deliver", "will"})  # fmt: skip


def _by_parts(full: str, plain: str) -> tuple[_Entry | None, bool]:
    known = _whole()
    for text in (full, plain, _without_fill(plain)):
        if text in known:
            return known[text], True
    if (entry := _of_several(plain)) is not None:
        return entry, True
    words = plain.split()
    at = next((n for n, word in enumerate(words) if n and word in _PREPOSITIONS), len(words))
    head = words[:at]
    cut = known.get(" ".join(head))
    # “What is left to do” is no “what”, and “number of homes” no number.
    if cut and (at == len(words) or len(head) > 1 or (cut.rank < 3 and cut.field != "code")):
        return cut, at == len(words) or len(head) > 1
    if len(words) > 1 and words[0] in _OF_WHAT and (entry := known.get(" ".join(words[1:]))):
        return entry, False  # “Project end”, “Scheme outcome”
    if entry := _asked(full) or _asked(plain):
        return entry, False
    if head and head[-1] in _ENDS and (entry := _by_parts("", " ".join(head[:-1]))[0]):
        return entry, False
    last = _last()
    for start in range(len(head)):
        if entry := last.get(" ".join(head[start:])):
            return entry, False
    if not _NOT_BY_FIRST_WORDS & set(words):
        for end in range(len(words) - 1, 0, -1):
            entry = known.get(" ".join(words[:end]))
            if entry and entry.field in _BY_FIRST_WORDS:
                return entry, False
    return None, False


def _asked(text: str) -> _Entry | None:
    """What a question asks for, by the words that it begins with; a heading that is known by name comes before it."""
    words = text.replace(",", "").split()
    for end in range(min(len(words), 7), 1, -1):
        if entry := _table("begins").get(" ".join(words[:end])):
            return entry._replace(rank=max(entry.rank, 2))
    return None


def _without_fill(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0] in _FILL:
        words.pop(0)
    return " ".join(words)


def _of_several(text: str) -> _Entry | None:
    """What “Action / Project”, “Update and next steps”, “Ref & action” hold."""
    known = _whole()
    parts = [part.strip() for part in re.split(r"/|,| and | or | - |;", text) if part.strip()]
    if len(parts) < 2:
        return None
    entries = [known.get(part) or known.get(_without_fill(part)) for part in parts]
    found = [entry for entry in entries if entry is not None]
    if len(found) < len(entries):
        return None
    fields = {entry.field for entry in found}
    best = min(found, key=lambda entry: entry.rank)
    if len(fields) == 1:
        return best
    if fields == {"code", "title"}:
        return _Entry("title", 1, "")
    if fields == {"progress", "next_steps"}:
        return _Entry("both", 1, "")
    if (
        fields == {"progress", "title"}
        and found[0].field == "progress"
        and _TO_DO & set(parts[-1].split())
    ):
        return _Entry("both", 1, "")  # “Comments and actions”
    if fields in ({"next_steps", "due"}, {"next_steps", "target"}):
        return next(entry for entry in found if entry.field == "next_steps")
    if fields == {"status", "progress"}:
        return _Entry("status_and_progress", 1, "")
    if fields in ({"objective", "title"}, {"theme", "title"}):
        return _Entry("title", 1, "")
    if fields <= {"objective", "theme"}:
        return _Entry("objective", 1, "")
    if fields == {"lead", "portfolio"}:
        return _Entry("lead", 2, "")
    if fields == {"progress", "ignore"}:
        return next(entry for entry in found if entry.field == "progress")
    return None


@cache
def _groups() -> list[dict[str, object]]:
    text = files(__package__).joinpath("headings.toml").read_text("utf-8")
    groups: list[dict[str, object]] = tomllib.loads(text)["group"]
    return groups


@cache
def _vocabulary() -> frozenset[str]:
    names = {*_whole(), *_last(), *_table("begins")}
    return frozenset(word for name in names for word in re.findall(r"[^\W_]+|[%#]", name))


def _whole() -> dict[str, _Entry]:
    return _table("whole")


def _last() -> dict[str, _Entry]:
    return _table("last")


@cache
def _of(field: str) -> frozenset[str]:
    return frozenset(name for name, entry in _whole().items() if entry.field == field)


@cache
def _table(key: str) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for group in _groups():
        entry = _Entry(str(group["field"]), int(str(group["rank"])), str(group.get("other", "")))
        names = group.get(key, [])
        assert isinstance(names, list)
        for name in names:
            found.setdefault(fold(name), entry)
    return found
