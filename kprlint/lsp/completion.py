"""What may be written at the cursor: fields, words of the register, codes, quarters, days for dates in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from kprlint.lsp.cursor import Cursor, cursor
from kprlint.lsp.fields import STEPS, fields
from kprlint.lsp.positions import Positions
from kprlint.lsp.view import View
from kprlint.model import Kind
from kprlint.model.activity import ONGOING
from kprlint.model.due import say_due
from kprlint.project.workspace import PlanFolder
from kprlint.source import emit
from kprlint.wording import quote

if TYPE_CHECKING:
    from kprlint.project.accounts import Accounts

_MOST = 200


class Choice(NamedTuple):
    """Something that may be written, and what it is. `text` is as YAML has it."""

    text: str
    about: str
    label: str = ""
    matches: str = ""
    kind: types.CompletionItemKind = types.CompletionItemKind.Value


def completions(
    view: View, positions: Positions, position: types.Position
) -> list[types.CompletionItem]:
    offset = positions.offset(view.text, position)
    at = cursor(view.text, offset)
    if "#" in view.text.content[at.value.end : offset]:
        return []  # in a comment
    made = [*_choices(view, at)][:_MOST]
    span = at.key if at.on_key else at.value
    where = positions.of_span(view.text, span._replace(end=max(span.end, span.start)))
    return [
        types.CompletionItem(
            label=one.label or one.text,
            kind=one.kind,
            detail=one.about or None,
            text_edit=types.TextEdit(where, one.text),
            filter_text=one.matches or one.label or one.text,
            sort_text=f"{number:04}",
        )
        for number, one in enumerate(made)
    ]


def _choices(view: View, at: Cursor) -> Iterator[Choice]:
    if at.on_key or not at.field:
        yield from _fields(view, at)
    elif view.is_register:
        yield from _of_register(view, at)
    else:
        yield from _of_activity(view, at)


def _fields(view: View, at: Cursor) -> Iterator[Choice]:
    """The fields that are not written yet, as the schema lists them."""
    if at.inside and at.inside != STEPS:
        return
    written: Iterable[str] = ()
    if not at.inside:
        written = {line.partition(":")[0] for line in view.text.content.splitlines()}
    for name, told in fields(view.document.schema, at.inside).items():
        if name not in written:
            text = name if at.on_key else f"{name}: "
            about = told.get("description", "")
            yield Choice(text, about, label=name, kind=types.CompletionItemKind.Field)


def _of_register(view: View, at: Cursor) -> Iterator[Choice]:
    if at.field == "kind":
        for kind in Kind:
            yield Choice(str(kind), "what the word means for the rules")
    elif at.field in ("period", "answers_from"):
        yield from _quarters(view)


def _of_activity(view: View, at: Cursor) -> Iterator[Choice]:
    plan = view.plan
    match at.field:
        case "status" if plan:
            for status in plan.statuses.values():
                yield Choice(emit.scalar(status.word), status.meaning or str(status.kind or ""))
        case "lead" | "owner" if plan:
            for name in sorted(plan.leads):
                yield Choice(emit.scalar(name), "a lead of this plan")
        case "portfolio" if plan:
            for name in sorted(plan.portfolios):
                yield Choice(emit.scalar(name), "a portfolio of this plan")
        case "period":
            yield from _quarters(view)
        case "code" if plan:
            titles = _titles(view.folder)
            for code in sorted(plan.codes, key=lambda code: (code in titles, plan.order(code))):
                yield Choice(emit.scalar(code), titles.get(code, "no file reports on it yet"))
        case "to" | "from" if plan:
            titles = _titles(view.folder)
            for code in plan.sorted(plan.codes):
                yield Choice(emit.scalar(code), titles.get(code, ""))
        case "continues":
            yield from _predecessors(view)
        case "was":
            yield from _promises(view)
        case "due" | "as_at" | "done":
            yield from _days(view, at)


def _quarters(view: View) -> Iterator[Choice]:
    if view.quarter:
        yield Choice(str(view.quarter), "the quarter that the plan is in")
        yield Choice(str(view.quarter + 1), "the next quarter")
        yield Choice(str(view.quarter + -1), "the quarter before")


def _titles(folder: PlanFolder) -> dict[str, str]:
    return {str(a.code): a.title for a in folder.activities.values() if a.code}


def _predecessors(view: View) -> Iterator[Choice]:
    for name, folder in sorted(view.plans().items(), reverse=True):
        titles = _titles(folder)
        if name != view.folder.name and folder.plan:
            for code in folder.plan.sorted(folder.plan.codes):
                yield Choice(emit.scalar(f"{name}/{code}"), titles.get(code, ""))
    for code, why in view.plan.retired.items() if view.plan else ():
        yield Choice(emit.scalar(f"{view.folder.name}/{code}"), f"retired: {why}")


def _promises(view: View) -> Iterator[Choice]:
    """The steps of last quarter, first those that nothing stands for yet."""
    activity = view.activity()
    accounts: Accounts | None = view.folder.accounts(activity) if activity else None
    lines = [
        line for account in (accounts.of if accounts else ()) for line in account.answers.lines
    ]
    for line in sorted(lines, key=lambda line: bool(line.parts)):
        words = " ".join(line.earlier.action.split())
        about = "stands there already" if line.parts else "nothing stands for it yet"
        yield Choice(emit.scalar(words), f"a step of last quarter: {about}", label=words)


def _days(view: View, at: Cursor) -> Iterator[Choice]:
    activity = view.activity()
    as_at = activity.judged_at if activity else None
    as_at = as_at or (view.quarter.last_day if view.quarter else date.today())
    typed = at.before.strip()
    if typed:
        from kprlint.prose.steps.date_answer import date_answer

        for due in date_answer(typed, as_at, ahead=at.field != "done"):
            if at.field != "as_at" or due.start == due.end:
                yield Choice(str(due), f"{quote(typed)}: {say_due(due)}", matches=typed)
    if at.field == "as_at":
        yield Choice(as_at.isoformat(), "the last day of the quarter")
        return
    if at.field == "due" and at.inside == STEPS:
        yield Choice(ONGOING, "a standing duty, without a date")
    if view.quarter:
        for ahead in range(5) if at.field == "due" else (0, -1):
            yield Choice(
                str(view.quarter + ahead),
                "by the end of that quarter" if at.field == "due" else "in that quarter",
            )
