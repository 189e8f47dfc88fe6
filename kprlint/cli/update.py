"""kprlint update"""

from pathlib import Path

import click

from kprlint.cli.difference import show
from kprlint.cli.options import plan_option
from kprlint.cli.streams import COULD_NOT_RUN, FOUND, complain, note, wants_color, write
from kprlint.cli.terminal import Terminal
from kprlint.errors import InputError, KprlintError
from kprlint.model import Code
from kprlint.printing import plural, visible
from kprlint.project.find import CurrentPlan, find_plan
from kprlint.rules import Rules, load
from kprlint.source.files import ACTIVITY, read, shown
from kprlint.source.writing import replace, write_output
from kprlint.wording import any_of, did_you_mean


@click.command()
@click.argument("code", required=False)
@click.option(
    "--lead", metavar="NAME", help="All that this lead has not reported yet, one after the other."
)
@plan_option
@click.option("--editor", is_flag=True, help="Open the file in $EDITOR instead, and check it then.")
def update(code: str | None, lead: str | None, plan: str | None, editor: bool) -> None:
    """Report on an activity: questions at the terminal, written into its file.

    It shows what the activity last said, and asks for its status, its progress, what became of each step that was
    promised, and for new steps. Dates are understood as they are said: "end of March" is shown as the day that it means.
    Enter leaves things as they are. What would change is shown, and written when you say so; comments and everything else in the
    file stay. Then the file is checked. Ctrl-C at any point leaves it as it was.

    Exit code 1: the check finds an error.
    """
    if (code is None) == (lead is None):
        raise click.UsageError("name one activity by its CODE, or a --lead")
    turning = find_plan(plan)
    names = [_named(turning, code)] if code is not None else _of_lead(turning, lead or "")
    rules = load()
    terminal = (
        None
        if editor
        else Terminal("write into the file itself, and kprlint check says what is missing")
    )
    codes = set[int]()
    for number, name in enumerate(names, 1):
        if lead is not None:
            write(f"{number} of {len(names)}\n")
        try:
            made = _asked(terminal, turning, name, rules) if terminal else _in_editor(turning, name)
        except KprlintError as error:
            if len(names) == 1:
                raise
            complain(*error.lines)
            codes.add(COULD_NOT_RUN)
            continue
        if made:
            codes.add(_check(turning, name, rules))
    if worst := max(codes, default=0):
        raise click.exceptions.Exit(worst)


def _named(turning: CurrentPlan, text: str) -> str:
    """The file of an activity of the plan."""
    plan = turning.plan
    folded = text.strip().casefold()
    code = next((c for c in plan.codes if c.casefold() == folded), Code.parse(text))
    names = turning.folder.files_with(code) if code else []
    if code and len(names) == 1:
        return names[0]
    if len(names) > 1:
        raise InputError(f"{any_of(names)} report on {text}: one of them is too many")
    if code in plan.codes:
        raise InputError(f"no file reports on {text} yet; kprlint new {text} writes one")
    near = did_you_mean(text, plan.codes) or f"; it has {any_of(map(str, plan.codes), 6)}"
    raise InputError(f"the plan {plan.name} has no activity {visible(text)}{near}")


def _of_lead(turning: CurrentPlan, lead: str) -> list[str]:
    """The files of a lead that do not report on the quarter yet, in the register's order."""
    there = turning.folder.activities
    leads = {name for activity in there.values() for name in activity.leads if name}
    known = sorted(leads | turning.plan.leads)
    wanted = next((name for name in known if name.casefold() == lead.casefold()), None)
    if wanted is None:
        raise InputError(
            f"nobody is called {lead!r}; there is {any_of(known)}{did_you_mean(lead, known)}"
        )
    files = {a.code: name for name, a in there.items() if a.code and wanted in a.leads}
    names = [files[code] for code in turning.plan.sorted(files)]
    owed = [n for n in names if there[n].period != turning.period or not any(there[n].progress)]
    done = len(names) - len(owed)
    if done:
        note(
            f"{plural(done, 'activity')} of {wanted} {'is' if done == 1 else 'are'} reported already; name one by its code to change it"
        )
    return owed


def _asked(terminal: Terminal, turning: CurrentPlan, name: str, rules: Rules) -> bool:
    """Asks, and writes what is answered; false where nothing is."""
    from kprlint.cycle.conversation import converse
    from kprlint.cycle.subject import subject
    from kprlint.cycle.update import updated
    from kprlint.lint.rule_settings import rule_settings

    options = rule_settings(turning.project.config, rules).options
    placeholders = tuple(options.get("placeholder-next-step", {}).get("also", ()))
    path = turning.path / name
    found = subject(turning, name, placeholders)
    terminal.say(f"{found.activity.code}  {found.activity.title}")
    terminal.say(f"{turning.period} of {turning.plan.title or turning.plan.name}, {shown(path)}")
    before = found.document.text.encode()
    after = updated(found.document, converse(terminal, found, placeholders))
    terminal.say()
    if after == before:
        note(f"nothing is to be changed; {shown(path)} stays as it is")
        return False
    show({path: (before, after)})
    terminal.say()
    if not _agreed(terminal, "Write it?"):
        note(f"nothing was written; {shown(path)} is as it was")
        return False
    replace(path, after, before=before, within=turning.project.top)
    return True


def _agreed(terminal: Terminal, question: str) -> bool:
    while True:
        answer = terminal.ask(f"{question} [Enter: yes; no]", words=["yes", "no"]).casefold()
        if answer in ("", "y", "yes"):
            return True
        if answer in ("n", "no"):
            return False
        terminal.say("Write yes or no.")


def _in_editor(turning: CurrentPlan, name: str) -> bool:
    """Opens a copy in the editor, and writes what is saved there; false where nothing is."""
    from tempfile import TemporaryDirectory

    path = turning.path / name
    before = turning.project.content(path)
    if isinstance(before, int):
        raise InputError(f"{shown(path)} is too long")
    with TemporaryDirectory(prefix="kprlint-") as folder:
        copy = Path(folder, name)
        write_output(copy, before)
        try:
            click.edit(filename=str(copy))
        except click.ClickException as error:
            raise InputError(
                f"{error.format_message().lower().rstrip('.!')}; nothing was written"
            ) from None
        after = read(copy, at_most=ACTIVITY)
    if after == before:
        note(f"nothing was changed in {shown(path)}")
        return False
    replace(path, after, before=before, within=turning.project.top)
    note(f"{shown(path)} is written")
    return True


def _check(turning: CurrentPlan, name: str, rules: Rules) -> int:
    """What the check says of the file as it is now; the exit code."""
    from kprlint.lint import engine
    from kprlint.lint.settings import Settings
    from kprlint.output import renderer

    outcome = engine.check(Settings(paths=(turning.path / name,)), rules)
    write(renderer("text")(outcome.result, outcome.rules, wants_color("auto", to_file=False)))
    return FOUND if outcome.result.summary.error else 0
