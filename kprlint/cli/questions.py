"""What `init` asks on a terminal, and what it says is missing elsewhere."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from kprlint.cli.options import plan_name
from kprlint.cli.streams import fail
from kprlint.errors import KprlintError
from kprlint.model import Quarter
from kprlint.model.code import USUAL_FORM
from kprlint.model.due import parse_day
from kprlint.printing import visible

NO_CI = "none"

_Answers = dict[str, Any]


class _Question(NamedTuple):
    """`default` is what an empty line says, or None where there must be an answer; `read` raises KprlintError. `bare`: it is
    asked where there is no report.
    """

    name: str
    text: str
    read: Callable[[str], Any]
    default: Callable[[_Answers], str] | str | None = None
    bare: bool = False


def _quarter(text: str) -> Quarter:
    found = Quarter.parse(text)
    if found is None:
        raise KprlintError(f"“{visible(text)}” is not a quarter: write it as 2024/25-Q1")
    return found


def _day(text: str) -> date:
    found = parse_day(text)
    if found is None:
        raise KprlintError(f"“{visible(text)}” is not a day: write it as 2024-04-01")
    return found


def _report(text: str) -> Path | None:
    if not text:
        return None
    path = Path(os.path.expanduser(text))
    if not path.is_file():
        raise KprlintError(f"there is no file {visible(text)}")
    return path


def _some(text: str) -> str:
    if not text:
        raise KprlintError("write it as it is printed")
    return text


def _codes(text: str) -> str:
    from kprlint.starting.register import check_form

    check_form(text)
    return text


def _statuses(text: str) -> tuple[str, ...]:
    from kprlint.starting.register import kinds

    words = tuple(part.strip() for part in text.split(",") if part.strip())
    kinds(words)
    return words


def _objectives(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _forge(text: str) -> str:
    from kprlint.starting.ci import FORGES

    if text not in (*FORGES, NO_CI):
        raise KprlintError(f"write {', '.join(FORGES)} or {NO_CI}")
    return text


def _days(given: _Answers) -> tuple[date, date]:
    from kprlint.importing.register import plan_days

    return plan_days(given["plan"], given["period"])


def _proposed(given: _Answers) -> str:
    from kprlint.starting.register import PROPOSED

    return ", ".join(PROPOSED)


def _last_quarter(given: _Answers) -> str:
    """The last one that has ended: councils report on that."""
    return str(Quarter.of(date.today()) + -1)


_QUESTIONS = (
    _Question("file", "The last report (Word, Excel, HTML, CSV, text or PDF; empty: none)", _report, ""),
    _Question("council", "The council's name, as it is printed", _some),
    _Question("period", "The quarter that the report is about", _quarter, _last_quarter),
    _Question("plan", "The plan's short name, the name of its folder", plan_name, lambda given: given["period"].year.slug),
    _Question("title", "The plan's title", _some, lambda given: f"Plan {given['plan']}"),
    _Question("starts", "The plan's first day", _day, lambda given: str(_days(given)[0])),
    _Question("ends", "The plan's last day", _day, lambda given: str(_days(given)[1])),
    _Question("codes", "How codes are written (such as CP{objective}.{sequence}, or listed)", _codes, USUAL_FORM.text, bare=True),
    _Question("statuses", "The words of status, with commas between", _statuses, _proposed, bare=True),
    _Question("objectives", "The objectives' titles, with semicolons between", _objectives, "", bare=True),
    _Question("ci", "Where pull requests are checked (github, gitlab, azure or none)", _forge, lambda given: given["forge"] or NO_CI),
)  # fmt: skip
_NEEDED = ("council", "plan", "period")


def ask(given: _Answers) -> None:
    """Asks on the terminal for what is not in `given`, and puts it there. Ctrl-C ends the command as everywhere."""
    for question in _QUESTIONS:
        if not given[question.name] and not (question.bare and given["file"]):
            given[question.name] = _asked(question, given)


def _asked(question: _Question, given: _Answers) -> Any:
    def read(text: str) -> Any:
        try:
            return question.read(text.strip())
        except KprlintError as error:
            raise click.BadParameter(str(error)) from None

    default = question.default(given) if callable(question.default) else question.default
    try:
        return click.prompt(question.text, default=default, value_proc=read, show_default=bool(default), err=True)  # fmt: skip
    except click.Abort as abort:
        if isinstance(abort.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        fail("the questions were not answered to their end, so nothing was written")


def require(given: _Answers) -> None:
    """Ends the command where something is missing that nothing can stand for."""
    missing = [name for name in _NEEDED if not given[name]]
    if missing:
        named = " and ".join(f"--{name}" for name in missing)
        fail(
            f"{named} {'is' if len(missing) == 1 else 'are'} missing: on a terminal kprlint init asks for it, elsewhere write for "
            'example --council "Fernley District Council" --plan 2024-28 --period 2024/25-Q1'
        )
