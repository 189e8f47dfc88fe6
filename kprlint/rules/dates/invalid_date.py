"""invalid-date"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kprlint.model import Due, FinancialYear, Quarter
from kprlint.model.activity import ONGOING
from kprlint.model.due import MONTHS, month_end, parse_day
from kprlint.rules.base import At, Hit, rule
from kprlint.rules.examples import Examples
from kprlint.source.document import Document
from kprlint.source.yaml import Path, Scalar, Sequence
from kprlint.wording import apart_by_space, quote

# Of text in capitals, with plain hyphens. Patterns are compiled when a date is wrong, which is seldom.
_ISO = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
_UK = r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})"
_SPOKEN = r"(\d{1,2})(?:ST|ND|RD|TH)?[ -]?([A-Z]{3,9})\.?,?[ -]?(\d{4}|\d{2})"
_MONTH_FIRST = r"(\d{1,2})[-/.](\d{4})"
_SPOKEN_MONTH = r"([A-Z]{3,9})\.?,?[ -]?['’]?(\d{4}|\d{2})"
_YEAR_FIRST = r"(\d{4})[-/.](\d{1,2})"
_YEARS = r"(\d{4}|\d{2})[/-](\d{4}|\d{2})"
_NUMBER = r"(?:Q|QUARTER|QTR)\.? ?(\d)"
# What officers write for a standing duty.
_STANDING = frozenset({"ONGOING", "ON-GOING", "ON GOING", "CONTINUOUS", "CONTINUING", "PERMANENT"})
_DASHES = str.maketrans("‐‑‒–—", "-----")


@rule("invalid-date")
def invalid_date(document: Document) -> Iterator[Hit]:
    """A date, a quarter or a financial year is not one, or is not written in a form that can be read.

    A due date is a day (`2023-12-31`), a month (`2023-12`), a quarter (`2023/24 Q3`) or a financial year
    (`2023/24`), or `ongoing` for a standing duty; the period is a quarter; every other date is a day.

    ### Why it matters

    A date that cannot be read is compared with nothing and never falls due. `06/11/23` is June to some and
    November to others.

    ### Bad

    ```yaml
    next_steps:
      - action: Hold the autumn event
        due: 31/11/2023
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Hold the autumn event
        due: 2023-11-30
    ```
    """
    for path, kind in _dates(document):
        node = document.node(path)
        if not isinstance(node, Scalar) or not node.text.strip():
            continue
        text = node.text
        if _READERS[kind](text):
            continue
        message = f"{quote(text)} is not {_NOUNS[kind]}{_why(text, kind)}"
        yield Hit(At(path), message, _help(kind, Examples.of(document)), (text,))


def _help(kind: str, example: Examples) -> str:
    match kind:
        case "day":
            return f"write the day as year-month-day: {example.day}"
        case "period":
            return f"write the quarter as financial year and quarter: {example.quarter}"
    forms = f"write a day ({example.day}), a month ({example.month}), a quarter ({example.next_quarter})"
    if kind == "due":
        return f"{forms}, a financial year ({example.year}), or “ongoing” for a standing duty"
    return f"{forms} or a financial year ({example.year}), or leave the line out where all of it has no end"


_READERS: dict[str, Callable[[str], object]] = {
    "due": lambda text: ONGOING if text == ONGOING else Due.parse(text),
    "whole": Due.parse,
    "day": parse_day,
    "period": Quarter.parse,
}
_NOUNS = {
    "due": "a date that can be read",
    "whole": "a date that can be read",
    "day": "a day that can be read",
    "period": "a quarter that can be read",
}


def _dates(document: Document) -> Iterator[tuple[Path, str]]:
    yield ("period",), "period"
    if document.schema == "plan":
        yield ("answers_from",), "period"
        yield ("starts",), "day"
        yield ("ends",), "day"
        return
    yield ("as_at",), "day"
    yield ("due",), "whole"
    steps = document.node(("next_steps",))
    for index in range(len(steps.items) if isinstance(steps, Sequence) else 0):
        yield ("next_steps", index, "due"), "due"


def _why(text: str, kind: str) -> str:
    """The likely slip, and what was probably meant, beginning with a colon; or nothing."""
    read = _READERS[kind]
    spaced = " ".join(text.split())
    bare = spaced.strip("“”‘’„\"'")
    if bare != spaced and read(bare):
        return f": leave out the quotation marks, as in {bare}"
    if read(spaced):
        return apart_by_space(text, spaced)
    plain = re.sub(r" ?([/-]) ?", r"\1", spaced.translate(_DASHES)).upper()
    if meant := read(plain):
        return f": did you mean {meant}?"
    if kind == "period":
        return _quarter(plain)
    if kind == "day":
        return _day(plain)
    if kind == "due" and plain in _STANDING:
        return f": did you mean {ONGOING}?"
    return _day(plain) or _quarter(plain) or _month(plain) or _year(plain) or _serial(plain)


def _day(text: str) -> str:
    if found := re.fullmatch(_ISO, text, re.ASCII):
        return _day_slip(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(_UK, text, re.ASCII):
        day, month = int(found[1]), int(found[2])
        slip = _day_slip(_full(found[3]), month, day)
        return slip if day > 12 or day == month else slip.replace("?", ", with the day first?")
    if found := re.fullmatch(_SPOKEN, text, re.ASCII):
        spoken = _month_number(found[2])
        return _day_slip(_full(found[3]), spoken, int(found[1])) if spoken else ""
    return ""


def _quarter(text: str) -> str:
    if found := re.fullmatch(rf"{_NUMBER},?[ /-]?(?:OF )?{_YEARS}", text, re.ASCII):
        number, first, second = found.groups()
    elif found := re.fullmatch(rf"{_YEARS},?[ /-]?{_NUMBER}", text, re.ASCII):
        first, second, number = found.groups()
    else:
        return ""
    if not 1 <= int(number) <= 4:
        return f": there is no quarter {number}, a year has four"
    quarter = Quarter.parse(f"{_full(first)}/{second} Q{number}")
    return f": did you mean {quarter}?" if quarter else _year_slip(_full(first))


def _month(text: str) -> str:
    if found := re.fullmatch(_MONTH_FIRST, text, re.ASCII):
        return _month_slip(int(found[2]), int(found[1]))
    if found := re.fullmatch(_SPOKEN_MONTH, text, re.ASCII):
        spoken = _month_number(found[1])
        return _month_slip(_full(found[2]), spoken) if spoken else ""
    found = re.fullmatch(_YEAR_FIRST, text, re.ASCII)
    if found is None:
        return ""
    year = int(found[1])
    # “2023-25” was meant for two years, “2023-13” for a month.
    if int(found[2]) > 12 and abs(int(found[2]) - (year + 1) % 100) <= 2:
        return ""
    slip = _month_slip(year, int(found[2]))
    # “2023-4” is April, or short for “2023-24”.
    if found[2] == str(year + 1)[-1]:
        slip = slip.replace("?", f", or the financial year {FinancialYear(year)}?")
    return slip


def _year(text: str) -> str:
    found = re.fullmatch(_YEARS, text, re.ASCII)
    if found and len(found[1]) == 4:
        return _year_slip(int(found[1]))
    if re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        return f": did you mean {text}-12-31, or the financial year {FinancialYear(int(text))}?"
    return ""


def _serial(text: str) -> str:
    """What Excel has for a day: how many there were since the last one of 1899."""
    if not re.fullmatch(r"\d{5}", text, re.ASCII) or not 36526 <= int(text) <= 73050:
        return ""
    day = date(1899, 12, 30) + timedelta(days=int(text))
    return f": that is how Excel counts days; did you mean {day}?"


def _day_slip(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f": there is no month {month}"
    if year < 1:
        return ""
    last = month_end(year, month).day
    if not 1 <= day <= last:
        return f": {MONTHS[month - 1]} {year} has {last} days"
    return f": did you mean {year:04}-{month:02}-{day:02}?"


def _month_slip(year: int, month: int) -> str:
    if not 1 <= month <= 12:
        return f": there is no month {month}"
    return f": did you mean {year:04}-{month:02} ({MONTHS[month - 1]} {year})?" if year else ""


def _year_slip(year: int) -> str:
    return f": a financial year ends in the year after it begins, {FinancialYear(year)}"


def _month_number(name: str) -> int | None:
    found = [i for i, month in enumerate(MONTHS, 1) if month.upper().startswith(name)]
    return found[0] if len(found) == 1 else None


def _full(year: str) -> int:
    """The year that is meant by four or two digits."""
    return int(year) + (2000 if len(year) == 2 else 0)
