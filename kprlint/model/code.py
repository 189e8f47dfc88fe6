"""Codes as a council writes them, the form that a plan gives them, and the identity of an activity.

A code is an opaque text. What it says (an objective, a number) only the plan's form knows, and the order
of codes is that of the plan's register.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

LISTED = "listed"
LONGEST = 40

_CODE = re.compile(r"(?!\s)[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{1,40}(?<!\s)")
_PLAN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_FIELD = re.compile(r"\{(objective|sequence)(?::0?([1-9]))?\}")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in "123456789¹²³"}
)


class Code(str):
    """A code of 1 to 40 characters, as it is written.

    Sorting is natural (``CP1.9`` before ``CP1.10``); where there is a register, `Plan.order` is the order.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "Code | None":
        """The code that `text` is; None where it is empty, too long, has line breaks, or blanks at an end."""
        return cls(text) if _CODE.fullmatch(text) else None

    @property
    def stem(self) -> str:
        """The name of the activity's file without its ending; empty where nothing is left of the code."""
        return _NOT_IN_NAMES.sub("-", self).strip("-")

    @property
    def file_name(self) -> str:
        return f"{self.stem}.yaml"

    def __lt__(self, other: str) -> bool:
        return _natural(self) < _natural(other)

    def __gt__(self, other: str) -> bool:
        return _natural(self) > _natural(other)


def _natural(text: str) -> tuple[tuple[str | int, ...], str]:
    parts = re.split(r"([0-9]+)", text)
    return tuple(int(p) if i % 2 else p.casefold() for i, p in enumerate(parts)), str(text)


def same_name(stem: str) -> str:
    """What two names have in common that some file system, or a reader, takes for one: case and accents fold."""
    decomposed = unicodedata.normalize("NFKD", stem)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.casefold()


def why_no_name(stem: str) -> str:
    """Why no file can have this name: a sentence's end; empty where one can."""
    if not any(character.isalnum() for character in stem):
        return "it has neither a letter nor a digit"
    if stem.casefold() == "plan":
        return "plan.yaml is the register"
    if stem.partition(".")[0].casefold() in _DEVICES:
        return "Windows keeps this name for a device"
    return ""


class Numbers(NamedTuple):
    """What a code says by its plan's form; None for what the form does not hold."""

    objective: int | None
    sequence: int


class CodeForm(NamedTuple):
    """The form of a plan's codes. `fields` are the numbers that it holds, with their widths (0: any).

    `literals` stand around them: one more than there are fields. A listed form has neither.
    """

    text: str
    literals: tuple[str, ...] = ()
    fields: tuple[tuple[str, int], ...] = ()

    @classmethod
    @lru_cache(maxsize=256)
    def parse(cls, text: str) -> "CodeForm | None":
        """The form that `text` is; None for anything else, of which `why_no_form` says why."""
        if text == LISTED:
            return cls(text)
        if why_no_form(text):
            return None
        return cls(text, _literals(text), _fields(text))

    @property
    def is_listed(self) -> bool:
        """Whether any text is a code, so that the register's lists alone say which there are."""
        return not self.fields

    @property
    def has_objective(self) -> bool:
        return any(name == "objective" for name, _ in self.fields)

    @property
    def last(self) -> int | None:
        """The highest number of a sequence; None where there is no end."""
        width = dict(self.fields).get("sequence", 0)
        return 10**width - 1 if width else None

    def fits(self, code: str) -> bool:
        return self.is_listed or self.read(code) is not None

    def read(self, code: str) -> Numbers | None:
        """The numbers in `code`; None where it does not have this form, to the letter."""
        found = _exact(self).fullmatch(code) if self.fields else None
        if found is None or len(code) > LONGEST:
            return None
        said = found.groupdict()
        objective = int(said["objective"]) if "objective" in said else None
        sequence = int(said["sequence"])
        return None if objective == 0 or sequence == 0 else Numbers(objective, sequence)

    def write(self, objective: int | None, sequence: int) -> Code | None:
        """The code of these numbers; None where the form has no place for them."""
        if not self.fields:
            return None
        said = {"objective": objective or 0, "sequence": sequence}
        parts = [self.literals[0]]
        for (name, width), literal in zip(self.fields, self.literals[1:], strict=True):
            parts += [f"{said[name]:0{width}}", literal]
        code = "".join(parts)
        return Code(code) if self.read(code) == self._numbers(objective, sequence) else None

    def meant(self, text: str) -> Code | None:
        """The code that `text` seems to mean: other capitals, separators, zeros, or without what is in front."""
        found = _loose(self).fullmatch(text.strip()) if self.fields else None
        if found is None:
            return None
        said = found.groupdict()
        return self.write(int(said.get("objective") or 0), int(said["sequence"]))

    @property
    def described(self) -> str:
        """``“KA.”, two digits of the objective, “.”, two digits of the activity``."""
        parts = [f"“{self.literals[0]}”"]
        for (name, width), literal in zip(self.fields, self.literals[1:], strict=True):
            of = "objective" if name == "objective" else "activity"
            parts += [f"{_digits(width)} of the {of}" if width else f"the number of the {of}"]
            parts += [f"“{literal}”"]
        return ", ".join(part for part in parts if part != "“”")

    def _numbers(self, objective: int | None, sequence: int) -> Numbers:
        return Numbers(objective if self.has_objective else None, sequence)


USUAL_FORM = CodeForm(
    "KA.{objective:02}.{sequence:02}", ("KA.", ".", ""), (("objective", 2), ("sequence", 2))
)
"""The form of codes where the register does not give one."""


def why_no_form(text: str) -> str:
    """What is wrong with a form, as a sentence; empty where it is right."""
    if text == LISTED:
        return ""
    literals = _literals(text)
    names = [name for name, _ in _fields(text)]
    if any("{" in literal or "}" in literal for literal in literals):
        return "only {objective} and {sequence} stand in braces, each with or without a width, such as {sequence:02}"
    if names.count("sequence") != 1:
        return "{sequence}, the number of the activity, has to stand in it once"
    if names.count("objective") > 1:
        return "{objective} may stand in it only once"
    if len(names) == 2 and not literals[1]:
        return "between the two numbers stands nothing, so that nobody can tell where the second begins"
    if len(names) == 2 and literals[1].isdigit() and not all(w for _, w in _fields(text)):
        return "between the two numbers stand only digits, so that nobody can tell where the second begins"
    shortest = "".join(literals) + "1" * sum(max(width, 1) for _, width in _fields(text))
    if not _CODE.fullmatch(shortest):
        return f"a code has 1 to {LONGEST} characters, without line breaks and without blanks at its ends"
    return ""


def form_of(codes: Mapping[Code, int | None]) -> CodeForm:
    """The form that fits all `codes`, each with the number of its objective where that is known; else the listed one.

    Letters and signs stand for themselves, the last number for the sequence, and one before it for the objective
    where it says it of every code. Numbers have a width where all of them have it and one begins with a zero.
    """
    listed = CodeForm(LISTED)
    split = [re.split(r"([0-9]+)", code) for code in codes]
    if len({tuple(parts[::2]) for parts in split}) != 1 or len(split[0]) < 3:
        return listed
    places = range(1, len(split[0]), 2)
    columns = {place: [parts[place] for parts in split] for place in places}
    objectives = ["" if number is None else str(number) for number in codes.values()]
    constant = {p for p in places[:-1] if len(set(columns[p])) == 1 and len(split) > 2}
    named = [p for p in places[:-1] if [text.lstrip("0") for text in columns[p]] == objectives]
    text = ""
    for place, part in enumerate(split[0]):
        if place == places[-1]:
            text += f"{{sequence{_width(columns[place])}}}"
        elif named and place == named[0]:
            text += f"{{objective{_width(columns[place])}}}"
        elif place % 2 == 0 or place in constant:
            text += part
        else:
            return listed
    form = CodeForm.parse(text)
    return form if form and all(form.fits(code) for code in codes) else listed


def form_unsaid(codes: Iterable[str]) -> CodeForm:
    """The form where the register gives none: the usual one, unless no code even begins like it."""
    codes = list(codes)
    usual = not codes or any(code.casefold().startswith("ka") for code in codes)
    return USUAL_FORM if usual else CodeForm(LISTED)


def _width(numbers: Sequence[str]) -> str:
    widths = {len(number) for number in numbers}
    zeros = any(number.startswith("0") for number in numbers)
    return f":0{widths.pop()}" if zeros and len(widths) == 1 else ""


def _literals(text: str) -> tuple[str, ...]:
    return tuple(_FIELD.split(text)[::3])


def _fields(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, int(width or 0)) for name, width in _FIELD.findall(text))


@lru_cache(maxsize=256)
def _exact(form: CodeForm) -> "re.Pattern[str]":
    pattern = re.escape(form.literals[0])
    for (name, width), literal in zip(form.fields, form.literals[1:], strict=True):
        digits = f"[0-9]{{{width}}}" if width else "[1-9][0-9]{0,8}"
        pattern += f"(?P<{name}>{digits}){re.escape(literal)}"
    return re.compile(pattern)


@lru_cache(maxsize=256)
def _loose(form: CodeForm) -> "re.Pattern[str]":
    pattern = _nearly(form.literals[0])
    for n, (name, _) in enumerate(form.fields, 1):
        apart = "(?![0-9])" if n < len(form.fields) else ""
        pattern += f"(?P<{name}>[0-9]{{1,9}}){apart}{_nearly(form.literals[n])}"
    return re.compile(pattern, re.IGNORECASE)


def _nearly(literal: str) -> str:
    """A pattern for what may stand for `literal`: its letters and digits in order, or none of them."""
    words = re.findall(r"[^\W\d_]+|[0-9]+", literal)
    apart = r"[\W_]*?"
    return f"{apart}(?:{apart.join(map(re.escape, words))})?{apart}" if words else apart


def _digits(width: int) -> str:
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[width - 1]} {'digit' if width == 1 else 'digits'}"


class ActivityId(NamedTuple):
    """``2023-24/KA.03.04``: the plan's name and the code; unique over all plans."""

    plan: str
    code: Code

    @classmethod
    def parse(cls, text: str) -> "ActivityId | None":
        """The identity that `text` is; the first slash ends the plan's name. None for anything else."""
        plan, slash, code_text = text.partition("/")
        code = Code.parse(code_text)
        if not slash or code is None or not _PLAN.fullmatch(plan):
            return None
        return cls(plan, code)

    def __str__(self) -> str:
        return f"{self.plan}/{self.code}"
