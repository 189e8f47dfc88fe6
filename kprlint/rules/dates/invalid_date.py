"""invalid-date"""

import re
from collections.abc import Iterator

from kprlint.model import Due, Quarter
from kprlint.model.due import MONTHS, month_end, parse_day
from kprlint.rules.base import At, Hit, Subject, rule
from kprlint.rules.wording import quote
from kprlint.source.document import Document
from kprlint.source.yaml import Path, Scalar, Sequence

_DUE = "write a day (2023-12-31), a month (2023-12), a quarter (2023/24 Q3) or a financial year (2023/24)"
_DAY = "write the day as year-month-day: 2023-10-31"
_PERIOD = "write the quarter as financial year and quarter: 2023/24 Q2"

# Patterns are compiled when a date is wrong, which is seldom.
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_UK = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})"
_SPOKEN = r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})"
_MONTH = r"([A-Za-z]{3,9})\.?,?\s+(\d{4})"
_QUARTER_FIRST = r"(?:Q|Quarter |Qtr )([1-4])\s*,?\s*(\d{4})[/-](\d{4}|\d{2})"
_SHORT_MONTH = r"(\d{4})-(\d)"
_YEARS = r"(\d{4})[/-](\d{4}|\d{2})(?:[ -]Q\d)?"


@rule("invalid-date", subject=Subject.DOCUMENT)
def invalid_date(document: Document) -> Iterator[Hit]:
    """A date, a quarter or a financial year is not one, or is not written in a form that can be read.

    A due date is a day (`2023-12-31`), a month (`2023-12`), a quarter (`2023/24 Q3`) or a financial year
    (`2023/24`); the period is a quarter; every other date is a day.

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
        match kind:
            case "due" if Due.parse(text):
                continue
            case "day" if parse_day(text):
                continue
            case "period" if Quarter.parse(text):
                continue
        message = f"{quote(text)} is not {_NOUNS[kind]}{_why(text.strip(), kind)}"
        yield Hit(At(path), message, {"due": _DUE, "day": _DAY, "period": _PERIOD}[kind], (text,))


_NOUNS = {
    "due": "a date that can be read",
    "day": "a day that can be read",
    "period": "a quarter that can be read",
}


def _dates(document: Document) -> Iterator[tuple[Path, str]]:
    yield ("period",), "period"
    if document.schema == "plan":
        yield ("starts",), "day"
        yield ("ends",), "day"
        return
    yield ("as_at",), "day"
    steps = document.node(("next_steps",))
    for index in range(len(steps.items) if isinstance(steps, Sequence) else 0):
        yield ("next_steps", index, "due"), "due"


def _why(text: str, kind: str) -> str:
    """The likely slip, and what was probably meant, beginning with a colon; or nothing."""
    if found := re.fullmatch(_ISO, text, re.ASCII):
        return _day_slip(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(_UK, text, re.ASCII):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
        slip = _day_slip(year, month, day)
        return slip if day > 12 or day == month else slip.replace("?", ", with the day first?")
    if found := re.fullmatch(_SPOKEN, text, re.ASCII):
        spoken = _month_number(found[2])
        return _day_slip(int(found[3]), spoken, int(found[1])) if spoken else ""
    if (found := re.fullmatch(_MONTH, text, re.ASCII)) and kind == "due":
        named = _month_number(found[1])
        return f": did you mean {found[2]}-{named:02}?" if named else ""
    if (found := re.fullmatch(_QUARTER_FIRST, text, re.I | re.ASCII)) and kind != "day":
        quarter = Quarter.parse(f"{found[2]}/{found[3]} Q{found[1]}")
        return f": did you mean {quarter}?" if quarter else ""
    if (found := re.fullmatch(_SHORT_MONTH, text, re.ASCII)) and kind == "due":
        year, digit = int(found[1]), int(found[2])
        month_form = f"{year}-{digit:02}, the month, or " if digit else ""
        return f": did you mean {month_form}{year}/{(year + 1) % 100:02}, the financial year?"
    if found := re.fullmatch(_YEARS, text, re.ASCII):
        year, end = int(found[1]), found[2]
        if end != str(year + 1)[-len(end) :]:
            return (
                f": a financial year ends in the year after it begins, {year}/{(year + 1) % 100:02}"
            )
    if re.fullmatch(r"[12]\d{3}", text) and kind == "due":
        year = int(text)
        return f": did you mean {year}-12-31, or the financial year {year}/{(year + 1) % 100:02}?"
    return ""


def _day_slip(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f": there is no month {month}"
    if year < 1:
        return ""
    last = month_end(year, month).day
    if not 1 <= day <= last:
        return f": {MONTHS[month - 1]} {year} has {last} days"
    return f": did you mean {year:04}-{month:02}-{day:02}?"


def _month_number(name: str) -> int | None:
    found = [i for i, m in enumerate(MONTHS, 1) if m.casefold().startswith(name.casefold()[:3])]
    return (
        found[0] if found and MONTHS[found[0] - 1].casefold().startswith(name.casefold()) else None
    )
