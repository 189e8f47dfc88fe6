"""The status of a plan as a page: the table first, then who owes what."""

from collections.abc import Iterator

from kprlint.agenda.dues import Group, Item
from kprlint.agenda.page import Shown
from kprlint.agenda.status import Counted, Status
from kprlint.change.wording import say_when
from kprlint.lint.finding import Finding
from kprlint.model.due import say_day
from kprlint.printing import plural
from kprlint.report.blocks import (
    Block,
    Items,
    Page,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Style,
    Table,
    quiet,
    strong,
    text,
)
from kprlint.report.words import shortened

_OWED = "No report"


def page(status: Status, *, wide: bool, most: int = 400) -> Page:
    """`wide`: there is room for titles beside the codes. Texts of more than `most` characters are cut short, and say so."""
    dues, paper = status.dues, status.paper
    shown = Shown(dues, wide, most)
    sections = (
        Section("Statuses", tuple(_statuses(status))),
        Section("Files that were not read", tuple(shown.unread())),
        Section(f"Not updated for {dues.snapshot.period}", tuple(shown.owing())),
        Section("In error", tuple(_errors(status, most))),
        Section("Overdue", tuple(_overdue(status))),
        Section("What needs attention", tuple(_attention(status, wide, most))),
        Section("Moved since last quarter", tuple(_moved(status, wide, most))),
    )
    council = f"{paper.council}. " if paper.council else ""
    about = (
        f"{council}Read from the files as they are in {dues.snapshot.origin.label}; "
        f"what is overdue is told as of {say_day(dues.as_of)}."
    )
    return Page(
        f"{paper.title}: how {paper.quarter or 'the quarter'} stands",
        sentence(status),
        (text(about),),
        tuple(section for section in sections if section.blocks),
    )


def sentence(status: Status) -> str:
    """The paper's own sentence, and what is still to be done before it can be one."""
    errors, overdue = len(status.errors), len(status.dues.of(Group.OVERDUE))
    parts = [f"{plural(errors, 'error')} to put right"] if errors else []
    parts += [f"{plural(overdue, 'step')} overdue"] if overdue else []
    told = (
        f" There {'is' if (errors or overdue) == 1 else 'are'} {' and '.join(parts)}."
        if parts
        else ""
    )
    return f"{status.paper.sentence}{told}"


def _statuses(status: Status) -> Iterator[Block]:
    words, rows = status.words, status.counted
    owed = any(row.owed for row in rows)
    headers = ("Objective", *words, *((_OWED,) if owed else ()), "All")
    if not status.dues.entries:
        return
    before = "; in brackets: last quarter" if status.last else ""
    yield Table(
        f"Activities by status{before}",
        headers,
        tuple(_row(row, words, owed=owed) for row in rows),
        numbers=frozenset(range(1, len(headers))),
    )
    if status.last is None:
        why = f": {status.unknown}" if status.unknown else ""
        yield Paragraph(text(f"Git has no quarter before this one to compare with{why}."))


def _row(row: Counted, words: list[str], *, owed: bool) -> Row:
    cells = [
        _figure(row.now.get(w, 0), row.before.get(w, 0) if row.before is not None else None)
        for w in words
    ]
    cells += [str(row.owed or "–")] if owed else []
    total = sum(row.before.values()) if row.before is not None else None
    return Row((text(row.title), *map(text, cells), text(_figure(row.total, total))))


def _figure(now: int, before: int | None) -> str:
    """``3 (2)``; a dash for none."""
    shown = str(now or "–")
    return f"{shown} ({before or '–'})" if before is not None and (now or before) else shown


def _errors(status: Status, most: int) -> Iterator[Block]:
    if status.errors:
        rows = tuple(
            Row(
                (
                    (strong(f"{error.file.rpartition('/')[2]}:{error.place.line}"),),
                    (*text(shortened(error.message, most)), _rule(error)),
                )
            )
            for error in status.errors
        )
        yield Table("", ("File and line", "What is wrong"), rows)
        why = f"kprlint explain {status.errors[0].rule}"
        said = f"kprlint check says what to do about each; {why} says why, and so for each name in brackets."
        yield Paragraph(text(said))


def _rule(error: Finding) -> Run:
    """The name of the rule, which leads to its page where that has an address."""
    return Run(f" ({error.rule})", Style.QUIET, error.page)


def _overdue(status: Status) -> Iterator[Block]:
    items = status.dues.of(Group.OVERDUE)
    if items:
        yield Items(tuple(_late(item) for item in items))
        yield Paragraph(text("kprlint due tells what comes next."))


def _late(item: Item) -> Runs:
    assert item.due
    what = "the whole activity" if item.place is None else item.action.rstrip(" .;")
    leads = " and ".join(item.entry.leads) or "no lead"
    return (
        strong(str(item.entry.code)),
        *text(f" {what}, due {say_when(item.due)}"),
        quiet(f" ({leads})"),
    )


def _attention(status: Status, wide: bool, most: int) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                (
                    strong(str(one.code)),
                    *((quiet(f" {shortened(one.title, most)}"),) if wide else ()),
                ),
                text(shortened(one.why, most)),
            )
        )
        for one in status.attention
    )
    if rows:
        yield Table("", ("Activity", "Why"), rows)


def _moved(status: Status, wide: bool, most: int) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                (
                    strong(str(one.code)),
                    *((quiet(f" {shortened(one.title, most)}"),) if wide else ()),
                ),
                text(one.status.word),
                text(one.was.word if one.was else ""),
            )
        )
        for one in status.moved
    )
    if rows:
        yield Table("", ("Activity", "Now", "Last quarter"), rows)
