"""kprlint check"""

import os
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypedDict, Unpack

import click

from kprlint.cli import options
from kprlint.cli.streams import FOUND, fail, note, wants_color, write
from kprlint.lint import engine
from kprlint.lint.finding import Result
from kprlint.lint.settings import Settings
from kprlint.output import FORMATS, renderer
from kprlint.printing import as_json
from kprlint.project.sources import Sources
from kprlint.rules import Rules, load
from kprlint.rules.base import Profile, Scope, Severity
from kprlint.source.files import ACTIVITY, shown


class Given(TypedDict):
    """The options and arguments as click reads them."""

    paths: tuple[Path, ...]
    format_name: str
    output_file: str | None
    fail_on: str
    profile: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    as_of: date | None
    closing: bool
    fixing: bool
    fix_only: bool
    diff: bool
    scope: str | None
    whole_plan: bool
    show_waived: bool
    statistics: bool
    stdin_filename: Path | None
    config: Path | None
    quiet: bool
    no_cache: bool
    jobs: int | None
    color: str


class Show(NamedTuple):
    """How an outcome is shown: with `diff` what would be mended, with `fix_only` nothing but notes."""

    format: str
    file: str | None
    fail_on: Severity
    diff: bool
    fix_only: bool
    statistics: bool
    quiet: bool
    color: str


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.format_option(FORMATS, "How findings are printed.")
@options.output_option("Write them to FILE.")
@click.option(
    "--fail-on",
    type=click.Choice([s.value for s in Severity]),
    default="error",
    show_default=True,
    help="The gravity from which the exit code is 1.",
)
@click.option(
    "--profile",
    type=click.Choice([p.value for p in Profile]),
    help="How much is told: what must be right, what a good manager notices, or style, too.",
)
@click.option("--select", multiple=True, metavar="RULE,…", help="Run these rules only.")
@click.option("--ignore", multiple=True, metavar="RULE,…", help="Do not run these rules.")
@click.option(
    "--as-of",
    type=options.day,
    metavar="DAY",
    help="Compare dates with this day, not with each activity's own as-at date.",
)
@click.option(
    "--closing", is_flag=True, help="The quarter is to be closed: nothing may be missing."
)
@click.option("--fix", "fixing", is_flag=True, help="Mend what can be mended safely.")
@click.option("--fix-only", is_flag=True, help="Mend, and report nothing else.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--scope",
    type=click.Choice([s.value for s in Scope]),
    help="Only the rules for single files, or only those that need the whole plan.",
)
@click.option(
    "--whole-plan", is_flag=True, help="Check all of the plans that the named files are in."
)
@click.option("--show-waived", is_flag=True, help="Show what comments and waivers hide.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule instead.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check standard input as if it were FILE.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Use this kprlint.toml.",
)
@click.option(
    "--quiet", "-q", is_flag=True, help="No notes; text shows what makes the run fail, if anything."
)
@click.option(
    "--no-cache", is_flag=True, help="Look at every file, whatever an earlier run has kept of it."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Look at many files in N processes; without it in two, where there are two processors.",
)
@options.color_option
def check(**given: Unpack[Given]) -> None:
    """Check activities and registers.

    PATHS are files or folders; without any, every plan of the repository is checked. In a git repository
    only the files that git tracks are, and those that are named.

    Exit code 0: clean; 1: findings at or above --fail-on; 2: could not run.
    """
    rules = load()
    outcome = engine.check(_settings(given, rules), rules)
    _show(
        outcome,
        Show(
            format=given["format_name"],
            file=given["output_file"],
            fail_on=Severity(given["fail_on"]),
            diff=given["diff"],
            fix_only=given["fix_only"],
            statistics=given["statistics"],
            quiet=given["quiet"],
            color=given["color"],
        ),
    )


def _settings(given: Given, rules: Rules) -> Settings:
    """What the engine is asked for. Raises click.UsageError for what does not go together, and for a rule that there is not."""
    fixing = given["fixing"] or given["fix_only"] or given["diff"]
    paths, overrides = given["paths"], dict[Path, bytes]()
    if given["stdin_filename"]:
        if paths or fixing:
            raise click.UsageError("--stdin-filename goes with no PATHS, no --fix and no --diff")
        if sys.stdin is None:
            raise click.UsageError("--stdin-filename needs standard input, and that is closed")
        paths = (given["stdin_filename"],)
        overrides[_absolute(given["stdin_filename"])] = sys.stdin.buffer.read(ACTIVITY + 1)
    settings = Settings(
        paths=tuple(map(_absolute, paths)),
        config=_absolute(given["config"]) if given["config"] else None,
        as_of=given["as_of"],
        profile=Profile(given["profile"]) if given["profile"] else None,
        scope=Scope(given["scope"]) if given["scope"] else None,
        whole_plans=given["whole_plan"],
        closing=given["closing"],
        fix=fixing,
        show_waived=given["show_waived"],
        sources=Sources(overrides),
        keep=not given["no_cache"],
        jobs=given["jobs"] or min(_processors(), 2),
    )
    select, ignore = _split(given["select"]), _split(given["ignore"])
    if not {*select, *ignore} <= rules.keys():
        # A project may have rules of its own; that it has is looked up for their sake alone.
        rules = engine.with_own(rules, settings)
    return settings._replace(
        select=_known(select, rules, "--select"), ignore=_known(ignore, rules, "--ignore")
    )


def _show(outcome: engine.Outcome, show: Show) -> None:
    """Writes what is mended, prints what was found, and exits with 1 if it is grave enough."""
    if show.diff:
        from kprlint.cli import difference

        difference.show(outcome.changes, file=show.file)
        raise click.exceptions.Exit(FOUND if outcome.changes else 0)
    if outcome.changes:
        from kprlint.source.writing import replace_all

        replace_all(outcome.changes)
    result = outcome.result._replace(fail_on=show.fail_on)
    if not show.quiet:
        for text in result.notes:
            note(text)
        for path in outcome.changes:
            note(f"{shown(path)} was mended")
    if show.fix_only:
        return
    only_failing = show.quiet and show.format == "text"
    to_show = _only_failing(result) if only_failing else result
    if show.statistics:
        write(_statistics(result, show.format), file=show.file, as_is=show.format == "json")
    elif show.file or not only_failing or to_show.findings:
        coloured = show.format == "text" and wants_color(show.color, to_file=bool(show.file))
        text = renderer(show.format)(to_show, outcome.rules, coloured)
        write(text, file=show.file, as_is=show.format not in ("text", "concise", "markdown"))
    if any(map(result.fails_on, result.findings)):
        raise click.exceptions.Exit(FOUND)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _absolute(path: Path) -> Path:
    """Without resolving links, so that findings name the path that was given."""
    try:
        return Path(os.path.abspath(path))
    except OSError:
        fail("the current folder does not exist any more")


def _split(values: tuple[str, ...]) -> list[str]:
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def _known(names: list[str], rules: Rules, option: str) -> frozenset[str]:
    for name in names:
        if name not in rules:
            from kprlint.wording import did_you_mean

            hint = did_you_mean(name, rules) or "; “kprlint rules” lists them"
            raise click.UsageError(f"{option}: there is no rule {name!r}{hint}")
    return frozenset(names)


def _only_failing(result: Result) -> Result:
    return result._replace(findings=tuple(filter(result.fails_on, result.findings)))


def _statistics(result: Result, format_name: str) -> str:
    """The number of findings by rule, most first: a table, or JSON with ``--format json``."""
    from collections import Counter

    counts = Counter(
        (f.rule, f"waived {f.severity}" if f.waived else str(f.severity)) for f in result.findings
    )
    rows = sorted(
        ((n, name, sev) for (name, sev), n in counts.items()), key=lambda r: (-r[0], r[1:])
    )
    if format_name == "json":
        data = [{"rule": name, "severity": severity, "count": n} for n, name, severity in rows]
        return as_json(data)
    from tabulate import tabulate

    from kprlint.output.text_format import summary

    table = tabulate(rows, headers=["findings", "rule", "severity"]) if rows else ""
    return (table + "\n\n" if table else "") + summary(result) + "\n"
