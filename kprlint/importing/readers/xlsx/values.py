"""A value with its number format → the text that Excel shows."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

# What is printed as it stands has another character in its place while a format is read.
_QUOTED = "\ue000"
_DIGITS = re.compile(r"[0#,]*[0#](?:\.[0#]*)?|\.[0#]+")
# Excel allows so many characters.
_MOST_FORMAT = 255
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def shown(value: object, number_format: str) -> str:
    """The text of a value. A full date is ISO's, since 5/6 is June in one country and May in another."""
    number_format = number_format[:_MOST_FORMAT]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _date(value, number_format)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return text(str(value))


def text(words: str) -> str:
    """Text without Excel's own writing of characters (“_x000D_”)."""
    if "_x" not in words:
        return words
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def _date(value: datetime | date, number_format: str) -> str:
    clock = value.time() if isinstance(value, datetime) else time()
    form = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.split(";")[0]).lower()
    if "y" in form and "d" not in form and "h" not in form:
        return f"{value:%B %Y}" if "m" in form else f"{value:%Y}"
    if "y" not in form and "d" in form and "m" in form and "h" not in form:
        return f"{value.day} {value:%B}"
    if form.strip() in ("mmm", "mmmm"):
        return f"{value:%B}"
    if isinstance(value, datetime) and clock != time():
        return value.isoformat(" ", "minutes")
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _number(value: int | float, number_format: str) -> str:
    if number_format == "General":
        return _general(value)
    sections = number_format.split(";")
    number: int | float = value
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, number = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if not section.strip():
        return ""  # the format hides it
    # What is quoted, escaped or in brackets (“[$£-809]”) is printed as it stands; the rest is digits.
    form = re.sub(r"\[\$([^\]-]{0,9})[^\]]{0,9}\]", r'"\1"', section)
    form = re.sub(r"\\(.)", r'"\1"', form)
    form = re.sub(r"\[[^\]]{0,40}\]|_.|\*.", "", form)
    bare = re.sub(r'"[^"]*"', lambda words: _QUOTED * len(words[0]), form)
    digits = _DIGITS.search(bare)
    if re.search("[?/eEdmyhs@]|General", bare):
        return _general(value)
    if digits is None:
        return form.replace('"', "").strip()
    before, after = form[: digits.start()], form[digits.end() :]
    scaled = len(after) - len(after.lstrip(",")) + len(digits[0]) - len(digits[0].rstrip(","))
    whole, _, fraction = digits[0].rstrip(",").partition(".")
    exact = Decimal(repr(number)) * (100 if "%" in bare else 1) / 1000**scaled
    rounded = (
        exact.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
        if abs(exact) < 10**15
        else exact
    )
    body = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}"
    # A hash shows a digit only where there is one.
    optional = len(fraction) - len(fraction.rstrip("#"))
    while optional and body.endswith("0"):
        body, optional = body[:-1], optional - 1
    integer, point, rest = body.rstrip(".").partition(".")
    integer = integer.rjust(whole.count("0"), "0")
    sign = "-" if rounded < 0 else ""
    printed = before + integer + point + rest + after.lstrip(",")
    return sign + printed.replace('"', "").strip()


def _general(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, int) else f"{value:.10g}"
