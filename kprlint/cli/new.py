"""kprlint new"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kprlint.cli.options import plan_option
from kprlint.cli.streams import note, say
from kprlint.errors import Refused
from kprlint.model import Code, Kind, Plan, Quarter
from kprlint.model.code import LONGEST, why_no_name
from kprlint.printing import visible
from kprlint.project.find import CurrentPlan, find_plan
from kprlint.project.plan_schema import FILE_NAME
from kprlint.project.workspace import REGISTER
from kprlint.rules.code.near import nearest
from kprlint.rules.file.ambiguous_scalar import read_elsewhere
from kprlint.rules.status.unexplained_status import ASKS
from kprlint.source import emit
from kprlint.source.files import shown
from kprlint.source.schema import load as load_schema
from kprlint.source.writing import create
from kprlint.wording import all_of, quote

_WIDTH = 100


@click.command()
@click.argument("code")
@plan_option
def new(code: str, plan: str | None) -> None:
    """Write the file of a new activity, to be filled in.

    CODE is registered in the plan's plan.yaml before, by the performance team. The file says what belongs in
    each field, and which words the plan allows. A file that is there is never overwritten.
    """
    turning = find_plan(plan)
    allowed = _allowed(code, turning)
    path = turning.path / allowed.file_name
    text = skeleton(allowed, turning.plan, turning.period, _schema(turning.path))
    create(path, text.encode())
    say(shown(path))
    note("fill it in, and git add it; kprlint check says what is missing")


def _allowed(text: str, turning: CurrentPlan) -> Code:
    """The code that `text` is, where a file for it may be written."""
    plan, register = turning.plan, turning.show(REGISTER)
    code = Code.parse(text)
    if code is None or not plan.fits(code):
        raise Refused(f"{quote(visible(text))} is not a code{_form(text, plan)}")
    text, free = visible(code), _free(plan, plan.objective_of(code))
    if why := why_no_name(code.stem):
        raise Refused(f"no file can be named after {text}: {why}; give the activity another code")
    if code in plan.retired:
        why = quote(visible(plan.retired[code]))
        raise Refused(f"{text} is retired ({why}), and a code is never used again{free}")
    there = turning.folder.files_with(code)
    path = turning.path / code.file_name
    if there or os.path.lexists(path):
        name = turning.show(there[0]) if there else shown(path)
        raise Refused(f"{name} reports on {text} already{free}")
    if code not in plan.codes:
        numbers = [objective.number for objective in plan.objectives]
        if (
            plan.objective_of(code) in (None, *numbers)
            and plan.next_free(plan.objective_of(code)) == code
        ):
            free = "; it is the next free one"
        near = visible(nearest(code, plan))
        near += "." if near and not near.endswith("?") else ""
        team = f"{'The' if near else 'the'} performance team adds a code to its objective"
        raise Refused(f"{text} is not registered{near or ':'} {team} in {register} first{free}")
    return code


def _form(text: str, plan: Plan) -> str:
    """What a code looks like in this plan, and which are free."""
    form = plan.code_form
    if form is None or form.is_listed:
        return f": it is a text of 1 to {LONGEST} characters on one line, as the plan prints it"
    numbers = [objective.number for objective in plan.objectives]
    meant = form.meant(text)
    said = form.read(meant) if meant else None
    example = next((code for code in plan.codes if form.fits(code)), None) or form.write(3, 4)
    near = said.objective if said else None
    return f": write {form.described}, such as {example}{_free(plan, near if near in numbers else None)}"


def _free(plan: Plan, objective: int | None) -> str:
    """``; the next free code is …``: of the objective, or of each; nothing where the form numbers no codes."""
    form = plan.code_form
    if form is None or form.is_listed:
        return ""
    if not form.has_objective:
        free = plan.next_free(None)
        return f"; the next free code is {free}" if free else "; no code is free"
    numbers = list(dict.fromkeys(o.number for o in plan.objectives if o.number))
    if objective in numbers:
        free = plan.next_free(objective)
        if free is None:
            return f"; objective {objective} has used all of its {form.last} codes"
        return f"; the next free code of objective {objective} is {free}"
    found = [code for n in numbers if (code := plan.next_free(n))]
    none = f"; the plan has no objective {objective}" if objective else ""
    if not found:
        return f"{none}; no code is free"
    codes = f"code is {found[0]}" if len(found) == 1 else f"codes are {all_of(map(str, found))}"
    return f"{none}; the next free {codes}"


def _schema(folder: Path) -> str:
    """What the editor should check by: the plan's own schema beside the file, else the published one."""
    return FILE_NAME if (folder / FILE_NAME).is_file() else str(load_schema("activity")["$id"])


def skeleton(code: Code, plan: Plan, period: Quarter, schema: str) -> str:
    """An activity with nothing filled in but its code and its quarter, and comments that say what to write.

    It is what kprlint can read: only the empty values are found in it.
    """
    explained = [s.word for s in plan.statuses.values() if s.kind in ASKS]
    statuses = [
        _written(s.word) + (f"  ({s.meaning})" if s.meaning else "")
        for s in plan.statuses.values()
        if s.kind is not Kind.UNKNOWN
    ]
    after = _written(str(period + 1))
    parts: list[str | Iterable[str]] = [
        f"# yaml-language-server: $schema={schema}",
        _comment("Write after each colon and each dash, with a space between. Put a text that has a colon or "
                 "a number sign (#) in it in double quotes."),
        f"code: {_written(code)}",
        _comment("The promise, word for word as the plan prints it."),
        "title:",
        _comment("If it carries on an activity of an earlier plan, add a line with that plan's folder and "
                 "the code there, such as: continues: 2019-20/KA.01.04"),
        *_choice("lead", "Who answers for it. Several are written as a list: [First, Second]. One of:", plan.leads),
        *_choice("portfolio", "The cabinet portfolio that it answers to. One of:", plan.portfolios),
        _comment("The quarter that this text reports on."),
        f"period: {period}",
        _comment(f"If the text is true on another day than {period.last_day}, the quarter's last, add a "
                 f"line with that day, such as: as_at: {(period + 1).first_day}"),
        _comment("One of:"),
        _words(statuses),
        "status:",
        _comment(f"For {all_of(explained)} add a line that says why: status_reason: …") if explained else (),
        _comment("What happened in the quarter: one fact to a line, each after a dash."),
        "progress:",
        "  -",
        _comment("What is promised next: for each step what will be done, and by when, as a day "
                 f"({(period + 1).last_day}), a month ({(period + 1).last_day.isoformat()[:7]}), a quarter "
                 f"({after}) or a financial year ({period.year}). If somebody other than the lead does it, "
                 "add a line “owner:” below “due:”."),
        "next_steps:",
        "  - action:",
        "    due:",
    ]  # fmt: skip
    lines = (line for part in parts for line in ([part] if isinstance(part, str) else part))
    return "".join(f"{line}\n" for line in lines)


def _choice(field: str, comment: str, names: Iterable[str]) -> Iterator[str | Iterable[str]]:
    """A field that holds one of `names`; nothing where the register lists none."""
    if words := sorted(names):
        yield _comment(comment)
        yield _words(map(_written, words))
        yield f"{field}:"


def _comment(text: str, *, first: str = "# ", then: str = "# ") -> list[str]:
    from textwrap import wrap

    return wrap(
        visible(" ".join(text.split())),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _words(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from _comment(word, first="#   - ", then="#     ")


def _written(word: str) -> str:
    """`word` as a field must hold it: in double quotes where YAML, or another program, would read something else."""
    written = emit.scalar(word)
    return f'"{word}"' if written == word and read_elsewhere(word) else written
