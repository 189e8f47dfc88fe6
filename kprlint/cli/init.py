"""kprlint init"""

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kprlint.cli import options
from kprlint.cli.import_options import ImportOptions, import_options
from kprlint.cli.questions import NO_CI, ask, require
from kprlint.cli.streams import fail, note, write
from kprlint.printing import visible
from kprlint.source.files import shown

if TYPE_CHECKING:
    from kprlint.starting.setup import Folders, Setup


@click.command()
@click.option(
    "--from",
    "file",
    metavar="REPORT",
    type=click.Path(path_type=Path),
    help="The last report: Word, Excel, HTML, CSV, text or PDF.",
)
@click.option("--council", metavar="NAME", help="The council's name, as it is printed.")
@click.option("--plan", metavar="NAME", help="The plan's short name, such as 2024-28.")
@click.option("--title", metavar="TITLE", help="The plan's title; without it “Plan” and its name.")
@click.option(
    "--period",
    type=options.quarter,
    metavar="QUARTER",
    help="The quarter that the report is about, such as 2024/25-Q1.",
)
@click.option(
    "--starts",
    type=options.day,
    metavar="DAY",
    help="The plan's first day; without it by the years in its name.",
)
@click.option(
    "--ends",
    type=options.day,
    metavar="DAY",
    help="The plan's last day; without it by the years in its name.",
)
@click.option(
    "--codes",
    metavar="FORM",
    help="How codes are written, such as “CP{objective}.{sequence}”, or listed; without it as the report prints them.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="WORD[=KIND]",
    help="Without a report: a word of the plan's key; may be given more than once.",
)
@click.option(
    "--objective",
    "objectives",
    multiple=True,
    metavar="TITLE",
    help="Without a report: an objective; may be given more than once.",
)
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "azure", NO_CI]),
    help="Whose recipe to write; without it by the address of origin.",
)
@click.option(
    "--owners",
    multiple=True,
    metavar="LEAD=OWNER",
    help="Write CODEOWNERS: who owns a lead's files, such as “Housing=@council/housing”; may be given more than once.",
)
@click.option(
    "--kprlint",
    "source",
    metavar="URL@REVISION",
    help="Where hooks and CI get kprlint; without it where this one was installed from.",
)
@import_options
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def init(reading: ImportOptions, source: str | None, dry_run: bool, **given: Any) -> None:
    """Set up a council's repository, from its last report or from nothing.

    Run it in the repository's folder, empty or not. It writes the plan's register, with --from the activities too,
    and what checks them: kprlint.toml, pre-commit's configuration, a recipe for the CI, settings of VS Code. On a
    terminal it asks for what is not given. Nothing that is there is overwritten: it is named, and what would have
    been written is shown.
    """
    from kprlint.importing.register import plan_days
    from kprlint.importing.run import parse_columns
    from kprlint.model.plan import asked_from
    from kprlint.starting import ci, origin, owners, register
    from kprlint.starting.setup import Wanted, find_place, prepare
    from kprlint.starting.writing import write as write_new

    place = find_place()
    given["forge"] = ci.forge_of(place.remote)
    if sys.stdin is not None and sys.stdin.isatty():
        ask(given)
    require(given)
    plan, period = options.plan_name(given["plan"]), given["period"]
    by_name = plan_days(plan, period)
    days = (given["starts"] or by_name[0], given["ends"] or by_name[1])
    if days[1] < days[0]:
        fail(f"the plan would end on {days[1]}, before it starts on {days[0]}")
    if given["codes"]:
        register.check_form(given["codes"])
    forge = given["ci"] or given["forge"]
    owned = owners.parse(given["owners"])
    pinned = origin.parse(source) if source else origin.installed_from()
    columns = parse_columns(reading.named)
    said = {"title": given["title"] or "", "council": given["council"]}
    found = None
    if file := given["file"]:
        found = reading.read(file, period, place.root / plan, codes=given["codes"] or "")
        plan_files = found.files(plan, **said, days=days)
        reading.show_beside(found, plan_files)
    else:
        plan_files = {
            "plan.yaml": register.register(
                plan, period, days, **said, codes=given["codes"] or "", statuses=given["statuses"],
                objectives=given["objectives"] or (),
            )
        }  # fmt: skip
    setup = prepare(
        place,
        Wanted(plan, plan_files, pinned, None if forge == NO_CI else forge, owned, columns),
    )
    if not dry_run:
        write_new(setup.files.new, within=place.top)
    if found:
        reading.tell(found)
        write("\n")
    _tell(setup, place.root / plan, dry_run=dry_run)
    note(
        f"what became of each next step is asked from {asked_from(period)} on; until then the steps that go missing are told "
        "for information (answers_from in plan.yaml)"
    )
    if not dry_run:
        _next(place)


def _tell(setup: "Setup", folder: Path, *, dry_run: bool) -> None:
    """What was written and what was left; of the plan's files the first and a count, all others by name."""
    new, same, other = setup.files
    for heading, paths in (
        ("would be written" if dry_run else "written", list(new)),
        ("there already, as it would be written", same),
        ("there already, and left as it is", list(other)),
    ):
        if paths:
            write(f"{heading}:\n" + "".join(f"  {line}\n" for line in _names(paths, folder)))
    for path, text in other.items():
        write(f"\n{visible(shown(path))} is left; this would have been written:\n")
        write("".join(f"  {line}".rstrip() + "\n" for line in text.splitlines()))
    for said in setup.notes:
        note(said)


def _names(paths: list[Path], folder: Path) -> list[str]:
    """Each path; the activities of the plan, of which there may be hundreds, in a line."""
    inside = [p for p in paths if p.parent == folder and p.suffix == ".yaml" and p.stem != "plan"]
    names = [visible(shown(path)) for path in paths if path not in inside]
    if inside:
        between = " … " if len(inside) > 2 else " and "
        ends = dict.fromkeys((inside[0].name, inside[-1].name))
        count = f" ({len(inside)} activities)" if len(inside) > 1 else ""
        names.insert(0, f"{visible(shown(folder))}/{visible(between.join(ends))}{count}")
    return names


def _next(place: "Folders") -> None:
    here = "" if place.top == Path.cwd() else f"cd {shlex.quote(shown(place.top))} && "
    begin = "git add --all" if place.has_git else "git init && git add --all"
    tool = "pre-commit install" if shutil.which("pre-commit") else "pip install pre-commit && pre-commit install"  # fmt: skip
    commands = (f"{here}{begin}", "kprlint check", f'{tool} && git commit -m "Our plan"')
    write("\nnext:\n" + "".join(f"  {command}\n" for command in commands))
