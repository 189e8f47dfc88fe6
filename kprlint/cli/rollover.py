"""kprlint rollover"""

import os
from pathlib import Path

import click

from kprlint.cli import options
from kprlint.cli.streams import fail, note, say, write
from kprlint.cycle.ready import passed_over, unsaved
from kprlint.cycle.rollover import Turn, retitled, turn
from kprlint.cycle.wishes import NONE, Wishes, ask, read_map
from kprlint.errors import Refused
from kprlint.printing import plural, visible
from kprlint.project.find import CurrentPlan, find_plan
from kprlint.source.files import ACTIVITY, read, shown
from kprlint.source.writing import replace_all

# What may name the folder of a plan, and is not written here.
_MAY_NAME = (".vscode/settings.json", "CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "kprlint.toml")  # fmt: skip


@click.command()
@click.argument("name", metavar="NEW-PLAN", callback=lambda _, __, text: options.plan_name(text))
@options.plan_option
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A YAML file that says what changes: title, objectives, activities.",
)
@click.option("--keep", is_flag=True, help="Ask nothing: all that goes on keeps its code.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--force", is_flag=True, help="Even if the last quarter is neither closed nor reported."
)
def rollover(
    name: str, plan: str | None, map_file: Path | None, keep: bool, dry_run: bool, force: bool
) -> None:
    """Begin the next plan: a new register, and each activity that goes on.

    NEW-PLAN is the folder's name, such as 2025-26. The register is the old one, with its objectives, words, codes and comments,
    moved on to the first quarter. An activity that goes on is carried over with "continues:" and its open steps, as "kprlint open"
    does it; what is complete or withdrawn stays behind. At a terminal it asks what changes; --map takes it from a file:

    \b
      title: Our Plan 2025/26
      objectives:
        3: 2                            # its number, and that in its codes
      activities:
        KA.01.02: KA.04.01              # its new code
        KA.01.03: {dropped: The grant has ended.}

    What is dropped is retired in the new register, with why: the report over the turn tells its open steps so. The old plan's
    files stay as they are.
    """
    turning = find_plan(plan)
    lost = unsaved(turning)
    silent = [] if force else passed_over(turning)
    if not dry_run:
        if lost:
            fail(f"nothing was written: {lost}")
        if silent:
            fail(
                f"nothing was written: {silent[0]}",
                *silent[1:],
                "write what they report, or close the quarter",
            )
    made = turn(turning, name, _wishes(turning, name, map_file, keep=keep or dry_run))
    for why in (lost, "; ".join(silent)):
        if why:
            note(f"without --dry-run this is refused: {why}")
    if dry_run:
        write(_table(turning, made))
        return
    _write(turning, made)


def _wishes(turning: CurrentPlan, name: str, map_file: Path | None, *, keep: bool) -> Wishes:
    if map_file:
        return read_map(map_file)
    if keep:
        return NONE
    from kprlint.cli.terminal import Terminal

    terminal = Terminal("say what changes with --map FILE, or --keep all as it is")
    made = turn(turning, name)
    write(_table(turning, made))
    return ask(terminal, turning.plan, retitled(turning.plan.title, turning.folder.name, name))


def _table(turning: CurrentPlan, made: Turn) -> str:
    """What becomes of each activity, by objective."""
    lines = [f"{made.name}: {made.title}, from {made.first}"]
    for objective in turning.plan.objectives:
        lines.append(f"{objective.number}  {objective.title}")
        for code in filter(None, objective.codes):
            fate = made.fates[code]
            becomes = (
                f"→ {fate.code}"
                if fate.code
                else f"{'dropped' if fate.given_up else 'stays behind'}: {fate.why}"
            )
            lines.append(f"   {code} {becomes}  {fate.activity.title}")
    return "".join(f"{visible(line)}\n" for line in lines)


def _write(turning: CurrentPlan, made: Turn) -> None:
    """Writes what is not there yet; what is there, and is not what would be written, stays, and nothing is written."""
    folder = turning.path.parent / made.name
    there = {path for path in made.files if os.path.lexists(path)}
    others = [
        p for p in there if read(p, at_most=ACTIVITY, within=turning.project.top) != made.files[p]
    ]
    if others:
        raise Refused(
            f"nothing was written, since {shown(min(others))} is there already, with something else in it"
        )
    new = {path: (None, data) for path, data in made.files.items() if path not in there}
    folder.mkdir(exist_ok=True)
    replace_all(new, within=turning.project.top)
    carried = sum(fate.code is not None for fate in made.fates.values())
    say(
        f"{turning.folder.name} → {made.name}: {plural(carried, 'activity')} carried over to {made.first}"
    )
    if not new:
        note("everything was there already, as it would be written")
    behind = [
        str(code) for code, fate in made.fates.items() if fate.code is None and not fate.given_up
    ]
    dropped = [str(code) for code, fate in made.fates.items() if fate.given_up]
    if behind:
        note(f"complete or withdrawn, and left behind: {', '.join(behind)}")
    if dropped:
        note(f"dropped, and retired in the new register: {', '.join(dropped)}")
    if made.title == turning.plan.title:
        note(
            f"the title is still “{made.title}”; change it in {shown(folder)}/plan.yaml if it is another"
        )
    for file in _naming(turning):
        note(f"{file} names the folder of {turning.folder.name}; add {made.name} to it")
    note(f"look at {shown(folder)}, then git add it and commit")


def _naming(turning: CurrentPlan) -> list[str]:
    """The repository's own files that name the old plan's folder."""
    found = []
    for name in _MAY_NAME:
        path = turning.project.top / name
        if path.is_file() and f"/{turning.folder.name}/".encode() in read(path, at_most=ACTIVITY, within=turning.project.top):  # fmt: skip
            found.append(name)
    return found
