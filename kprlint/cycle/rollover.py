"""The turn of the year: the files of a new plan, from those of the one that ends."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from kprlint.cycle.quarter import moved_on
from kprlint.cycle.wishes import NONE, Gone, Wishes
from kprlint.errors import Refused
from kprlint.importing.register import plan_days
from kprlint.model import Activity, Code, Kind, Plan, Quarter
from kprlint.model.code import why_no_name
from kprlint.model.due import say_day
from kprlint.printing import as_json
from kprlint.project.find import CurrentPlan
from kprlint.project.plan_schema import FILE_NAME as SCHEMA
from kprlint.project.plan_schema import for_plan
from kprlint.project.workspace import REGISTER
from kprlint.source.document import Document
from kprlint.source.editing import Editor
from kprlint.source.edits import Unusual
from kprlint.source.reading import read_activity, read_plan
from kprlint.source.schema import load as load_schema
from kprlint.source.yaml import Path as YamlPath
from kprlint.wording import all_of, quote

_STAYS = {Kind.COMPLETE: "complete", Kind.WITHDRAWN: "withdrawn"}


class Fate(NamedTuple):
    """What becomes of an activity: its code in the new plan, or, where that is None, why it has none there.

    `given_up`: it is dropped, with its open steps; else it stays behind, since nothing of it is open.
    """

    activity: Activity
    code: Code | None
    why: str = ""
    given_up: bool = False


class Turn(NamedTuple):
    """A new plan: its first quarter, its files by path, its register last, and what becomes of each activity of the old one."""

    name: str
    title: str
    first: Quarter
    files: Mapping[Path, bytes]
    fates: Mapping[Code, Fate]


def turn(turning: CurrentPlan, name: str, wishes: Wishes = NONE) -> Turn:
    """Everything that begins the plan `name` after the one that is under way; raises Refused with what is in the way."""
    plan = turning.plan
    if name == turning.folder.name:
        raise Refused(
            f"the plan {name} is there already; --plan says which one ends, where that is another"
        )
    if plan.ends is None:
        raise Refused(f"{turning.show(REGISTER)} does not say readably when the plan ends")
    starts = plan.ends + timedelta(days=1)
    first = Quarter.of(starts)
    if turning.period + 1 != first:
        raise Refused(
            f"the plan {turning.folder.name} is in {turning.period}, and its last quarter is {first + -1}: "
            "a new one begins when that is reported"
        )
    by_name, ends = plan_days(name, first)
    if by_name < starts or ends <= starts:
        raise Refused(
            f"a plan called {name} does not begin on {say_day(starts)}, the day after {turning.folder.name} ends; "
            f"write the name of the one that does, such as {first.year.slug}"
        )
    fates = _fates(turning, wishes)
    title = wishes.title or retitled(plan.title, turning.folder.name, name)
    folder = turning.path.parent / name
    files: dict[Path, bytes] = {}
    for code, fate in fates.items():
        if fate.code is not None:
            data = _carried(turning, code, fate, first)
            files[folder / fate.code.file_name] = data
    fields = {"plan": name, "title": title, "starts": str(starts), "ends": str(ends)}
    register = _register(turning, fields, first, fates, wishes)
    if (turning.path / SCHEMA).is_file():
        made = read_plan(Document(REGISTER, register, "plan"))
        files[folder / SCHEMA] = as_json(for_plan(load_schema("activity"), made)).encode()
    files[folder / REGISTER] = register
    return Turn(name, title, first, files, fates)


def retitled(title: str, old: str, new: str) -> str:
    """The title of the old plan with the years of the new one, where it has them as the plans' names do."""
    before, after = (re.fullmatch(r"(\d{4})-(\d{2}|\d{4})", name, re.ASCII) for name in (old, new))
    if not before or not after:
        return title
    for form in ("{0}{2}{1}", "{0}{2}{3}{1}"):
        for sign in ("/", "-", "–", " to "):
            old_years, new_years = (
                form.format(found[1], found[2][-2:], sign, found[1][:2])
                for found in (before, after)
            )
            title = re.sub(rf"(?<!\d){re.escape(old_years)}(?!\d)", new_years, title)
    return title


def _fates(turning: CurrentPlan, wishes: Wishes) -> dict[Code, Fate]:
    """What becomes of each activity, in the register's order."""
    plan = turning.plan
    activities = {
        activity.code: activity
        for name in turning.activities
        if (activity := read_activity(turning.folder.load(name))).code
    }
    wrong = [f"  {code}: no file reports on it" for code in plan.codes if code not in activities]
    wrong += [f"  {code}: it is not registered" for code in activities if code not in plan.codes]
    wrong += [f"  {code}: the map names it, and the plan has no such activity" for code in wishes.activities if code not in plan.codes]  # fmt: skip
    numbers = [objective.number for objective in plan.objectives]
    wrong += [f"  objective {n}: the map names it, and the plan has no such objective" for n in wishes.objectives if n not in numbers]  # fmt: skip
    wrong += [f"  objective {n}: {why}" for n, why in _unfit_numbers(plan, wishes)]
    if not wrong:
        fates = {code: _fate(plan, code, activities[code], wishes) for code in plan.codes}
        wrong = [f"  {code}: {why}" for code, why in _unfit(plan, fates)]
    if wrong:
        raise Refused("nothing was written, since not every activity can be carried over:", *wrong)
    return fates


def _fate(plan: Plan, code: Code, activity: Activity, wishes: Wishes) -> Fate:
    wish = wishes.activities.get(code)
    if isinstance(wish, Gone):
        return Fate(activity, None, wish.why, given_up=True)
    if wish is not None:
        return Fate(activity, wish)
    status = plan.find_status(activity.status)
    kind = status.kind if status else None
    if kind in _STAYS and (kind is Kind.WITHDRAWN or not activity.open_steps):
        return Fate(activity, None, _STAYS[kind])
    of = plan.objective_of(code)
    there = wishes.objectives.get(of) if of is not None else None
    if isinstance(there, Gone):
        return Fate(activity, None, there.why, given_up=True)
    form, said = plan.code_form, plan.numbers(code)
    if there is not None and form and form.has_objective and said:
        return Fate(activity, form.write(there, said.sequence) or code)
    return Fate(activity, code)


def _unfit_numbers(plan: Plan, wishes: Wishes) -> Iterator[tuple[int, str]]:
    """Why some objectives cannot have the numbers that they are to have."""
    used: dict[int, int] = {}
    form = plan.code_form
    for number in dict.fromkeys(o.number for o in plan.objectives if o.number is not None):
        wish = wishes.objectives.get(number, number)
        if isinstance(wish, Gone):
            continue
        if wish in used:
            yield (
                number,
                f"{wish} is the number of objective {used[wish]} already; give it another one",
            )
        elif form and form.has_objective and form.write(wish, 1) is None:
            yield number, f"no code of the form {form.text} can name an objective {wish}"
        used[wish] = number


def _unfit(plan: Plan, fates: Mapping[Code, Fate]) -> Iterator[tuple[Code, str]]:
    """Why some activities cannot be carried over."""
    used: dict[str, Code] = {}
    gone = {code for code, fate in fates.items() if fate.given_up}
    for code, fate in fates.items():
        new = fate.code
        status = plan.find_status(fate.activity.status)
        if status and status.kind is Kind.COMPLETE and new == code and fate.activity.open_steps:
            steps = all_of([quote(step.action) for step in fate.activity.open_steps], 3)
            yield (
                code,
                f"it is {status.word}, and {steps} is still open: say in its file what became of it",
            )
        if new is None:
            continue
        if not plan.fits(new):
            yield code, f"{new} has not the form of the plan's codes"
        elif why := why_no_name(new.stem):
            yield code, f"no file can be named after {new}: {why}"
        elif new.file_name in used:
            yield code, f"{new} will be the code of {used[new.file_name]}; give it another one"
        elif new in gone or new in plan.retired:
            yield (
                code,
                f"{new} is given up, and such a code is never used again; give it another one",
            )
        used[new.file_name] = code


def _carried(turning: CurrentPlan, code: Code, fate: Fate, first: Quarter) -> bytes:
    """The file of an activity in the new plan."""
    assert fate.code
    name = turning.folder.files_with(code)[0]
    try:
        editor = Editor(turning.folder.load(name))
        moved_on(editor, first, fate.activity)
        editor.put(("code",), fate.code)
        editor.put(("continues",), f"{turning.folder.name}/{code}", after=("code", "title"))
    except Unusual as error:
        raise Refused(
            f"nothing was written: {turning.show(name)}: {error}; kprlint check says more"
        ) from None
    return editor.data


def _register(
    turning: CurrentPlan,
    fields: Mapping[str, str],
    first: Quarter,
    fates: Mapping[Code, Fate],
    wishes: Wishes,
) -> bytes:
    plan = turning.plan
    try:
        editor = Editor(turning.folder.register)
        for field, text in fields.items():
            editor.put((field,), text, after=("plan", "title", "council", "starts"))
        moved_on(editor, first)
        if plan.answers_from is None or plan.answers_from - first <= 0:
            editor.drop(
                ("answers_from",)
            )  # a plan that has just begun with kprlint is not asked earlier than it says
        _objectives(editor, plan, fates, wishes)
        given_up = {code: fate.why for code, fate in fates.items() if fate.given_up}
        if given_up and editor.node(("retired",)) is None:
            editor.put(("retired",), {str(code): why for code, why in given_up.items()})
        for code, why in given_up.items():
            editor.put(("retired", str(code)), why)
    except Unusual as error:
        raise Refused(
            f"nothing was written: {turning.show(REGISTER)}: {error}; kprlint check says more"
        ) from None
    return editor.data


def _objectives(editor: Editor, plan: Plan, fates: Mapping[Code, Fate], wishes: Wishes) -> None:
    """Each code stands where its objective is: the one that its form names, else where it stood."""
    form = plan.code_form
    lists: list[list[Code]] = [[] for _ in plan.objectives]
    numbers: list[int | None] = []
    for objective in plan.objectives:
        wish = wishes.objectives.get(objective.number) if objective.number is not None else None
        numbers.append(wish if isinstance(wish, int) else objective.number)
    for place, objective in enumerate(plan.objectives):
        for code in filter(None, objective.codes):
            new = fates[code].code
            if new is None:
                continue
            said = form.read(new) if form and form.has_objective else None
            at = numbers.index(said.objective) if said and said.objective in numbers else place
            if new not in lists[at]:
                lists[at].append(new)
    gone = [
        isinstance(wishes.objectives.get(objective.number or 0), Gone) and not lists[place]
        for place, objective in enumerate(plan.objectives)
    ]
    if gone and all(gone):
        raise Refused(
            "nothing was written, since the map drops every objective, and a plan has at least one",
            "  keep one, or give one another number",
        )
    for place in reversed(range(len(plan.objectives))):
        path: YamlPath = ("objectives", place)
        if gone[place]:
            editor.drop(path)
            continue
        editor.put((*path, "number"), str(numbers[place]))
        editor.make((*path, "activities"), lists[place], in_brackets=True)
