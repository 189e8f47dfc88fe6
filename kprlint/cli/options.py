"""What several commands take: days, quarters, the plan, a format, a file to write to, colours."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import click

from kprlint.errors import InputError
from kprlint.model import ActivityId, Quarter
from kprlint.model.due import parse_day
from kprlint.printing import visible

_Command = Callable[..., Any]
_MOST_IN_A_LINE = 50


# Functions, not subclasses of click.ParamType: that is generic, and cannot be subscripted in every click from 8.2.
def day(text: str) -> date:
    """The type of an option that is a day."""
    found = parse_day(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is not a day; write it as 2023-09-30")
    return found


def quarter(text: str) -> Quarter:
    """The type of an option or argument that is a quarter."""
    found = Quarter.parse(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is not a quarter; write it as 2023/24-Q3")
    return found


def plan_name(text: str) -> str:
    """The name of a plan that is to be: that of a folder. Raises InputError."""
    if not re.fullmatch(r"\w[\w.-]*", text) or ActivityId.parse(f"{text}/KA.01.01") is None:
        raise InputError(
            f"“{visible(text)}” cannot be a plan's name: write letters, digits and dashes, such as 2024-28"
        )
    return text


plan_option = click.option(
    "--plan", metavar="NAME", help="The plan; without it the only one, or the one that is furthest."
)

as_of_today = click.option(
    "--as-of",
    type=day,
    default=lambda: date.today().isoformat(),
    show_default="today",
    metavar="DAY",
    help="Look from this day, such as 2023-09-30.",
)

forge_option = click.option(
    "--forge",
    metavar="URL",
    help="The repository's page on the web, for links to files and lines; default: what CI says. "
    "For an unknown forge the address of a line, with {revision}, {file} and {line} in it.",
)


def forge(url: str | None) -> str | None:
    """The address of a line of a file by ``--forge``, else by what CI says; None where neither says one."""
    import os

    from kprlint.report.forge import address, from_environment

    if url is None:
        return from_environment(os.environ)
    found = address(url)
    if found is None:
        raise click.BadParameter(
            f"{url!r} is not the address of a repository, such as https://github.com/council/plans",
            param_hint="--forge",
        )
    return found


color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text; NO_COLOR and FORCE_COLOR are heeded.",
)


def format_option(
    formats: Iterable[str], help: str, *, default: str = "text"
) -> Callable[[_Command], _Command]:
    """``--format``, one of `formats`, as the parameter `format_name`."""
    names = list(formats)
    is_long = len("".join(names)) > _MOST_IN_A_LINE
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(names),
        metavar="FORMAT" if is_long else None,
        default=default,
        show_default=True,
        help=f"{help} One of {', '.join(names)}." if is_long else help,
    )


def output_option(
    help: str = "Write to FILE.", *, name: str = "output_file"
) -> Callable[[_Command], _Command]:
    """``-o FILE``, also ``--output-file`` and ``--output``: one name for one thing in every command."""
    return click.option("--output-file", "--output", "-o", name, metavar="FILE", help=help)
