"""What is due as a page: by date, or by who answers for it. Nothing of a plan is left out without being counted."""

from collections.abc import Iterable, Iterator

from kprlint.agenda.dues import FAULTY, Dues, Entry, Group, Item
from kprlint.change.wording import say_when
from kprlint.model.due import MONTHS, say_day
from kprlint.model.interval import Grain
from kprlint.printing import plural
from kprlint.promises import When
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

BY = ("date", "lead", "portfolio", "objective")
NO_LEAD = "No lead is named"
_NOBODY = {
    "lead": NO_LEAD,
    "portfolio": "No portfolio is named",
    "objective": "Of no objective of the register",
}
UNKNOWN = "Whose they are is not known: there is no text to read"


def page(dues: Dues, by: str, *, wide: bool, most: int = 400) -> Page:
    """`wide`: there is room for titles beside the codes. Texts of more than `most` characters are cut short, and say so."""
    shown = Shown(dues, wide, most)
    sections = [
        Section("Files that were not read", tuple(shown.unread())),
        *(shown.by_date() if by == "date" else shown.by_heading(by)),
    ]
    return Page(
        f"{_name(dues)}: what is due, as of {say_day(dues.as_of)}",
        summary(dues),
        (text(_about(dues)),),
        tuple(section for section in sections if section.blocks),
    )


def _name(dues: Dues) -> str:
    return dues.snapshot.plan.title or f"Plan {dues.snapshot.name}"


def summary(dues: Dues) -> str:
    """All of it in two sentences: who has reported, and how many steps are where."""
    known = [e for e in dues.entries if dues.lead is None or e.state is not None]
    count, owing = len(known), sum(not entry.is_reported for entry in known)
    unknown = len(dues.entries) - count
    quarter = dues.snapshot.period or "the quarter"
    verb = "has" if owing == 1 else "have"
    whose = f" of {dues.lead}" if dues.lead else ""
    told = f"Of {plural(count, 'activity')}{whose} {owing or 'none'} {verb} not been updated for {quarter}"
    if not owing:
        verb = "is" if count == 1 else "are all"
        told = f"{plural(count, 'activity')}{whose} {verb} updated for {quarter}"
    if not count:
        told = f"{dues.lead} leads no activity" if dues.lead else "The plan has no activities"
    if unknown:
        have = "has" if unknown == 1 else "have"
        told += f"; {unknown} more {have} no text to read, and whose they are nobody knows"
    parts = [
        f"{count} {said}"
        for group, said in (
            (Group.OVERDUE, "overdue"),
            (Group.TODAY, "due today"),
            (Group.COMING, _within(dues)),
            (Group.LATER, "later"),
            (Group.UNDATED, "without a date"),
            (Group.STANDING, "ongoing"),
            (Group.LEFT_OPEN, "left open in what is complete or withdrawn"),
        )
        if (count := len(dues.of(group)))
    ]
    return f"{told}. What is promised: {', '.join(parts)}." if parts else f"{told}."


def _within(dues: Dues) -> str:
    return f"due by {say_day(dues.until)}" if dues.until else "still to come"


def _about(dues: Dues) -> str:
    council = f"{dues.snapshot.plan.council}. " if dues.snapshot.plan.council else ""
    whose = f"Only what {dues.lead} leads, or owns a step of. " if dues.lead else ""
    return (
        f"{council}{whose}Read from the files as they are in {dues.snapshot.origin.label}; "
        f"dates are compared with {say_day(dues.as_of)}."
    )


def say_short(due: When) -> str:
    """``30 Sep 2023``, ``Sep 2023``, ``Q2 2023/24``: where there is little room."""
    month = MONTHS[due.end.month - 1][:3]
    if due.start == due.end:
        return f"{due.end.day} {month} {due.end.year}"
    if due.due and due.due.grain is Grain.MONTH:
        return f"{month} {due.end.year}"
    return say_when(due)


def say_days(item: Item) -> str:
    """``12 days overdue``, ``today``, ``in 3 days``; empty for what has no date."""
    if item.days is None or item.group is Group.LEFT_OPEN:
        return ""
    if item.days == 0:
        return "today"
    return (
        f"{plural(-item.days, 'day')} overdue"
        if item.days < 0
        else f"in {plural(item.days, 'day')}"
    )


class Shown:
    """The parts of the page."""

    def __init__(self, dues: Dues, wide: bool, most: int) -> None:
        self._dues = dues
        self._wide = wide
        self._most = most

    def unread(self) -> Iterator[Block]:
        """Also those of which a part could not be read."""
        told: list[Runs] = []
        for one in self._dues.unread:
            told.append(
                text(f"{one.code}: " if one.code else "", shortened(str(one.why), self._most))
            )
        for entry in self._dues.entries:
            if entry.faulty:
                file = entry.at["file"] if entry.at else str(entry.code)
                told.append(
                    text(f"{entry.code}: {FAULTY}: {file}; kprlint check says what is wrong")
                )
        if told:
            yield Items(tuple(told))

    # By date

    def by_date(self) -> Iterator[Section]:
        dues = self._dues
        until = f"Coming, by {say_day(dues.until)}" if dues.until else "Coming"
        yield Section("Overdue", tuple(self._items(dues.of(Group.OVERDUE))))
        yield Section("Due today", tuple(self._items(dues.of(Group.TODAY))))
        yield Section(until, tuple(self._items(dues.of(Group.COMING))))
        yield Section("Later", tuple(self._later(dues.of(Group.LATER))))
        yield Section(f"Not updated for {self._quarter}", tuple(self.owing()))
        yield Section("Without a date", tuple(self._items(dues.of(Group.UNDATED))))
        yield Section("Ongoing, without an end", tuple(self._items(dues.of(Group.STANDING))))
        yield Section("Nothing is promised next", tuple(self._nothing()))
        yield Section(
            "Left open in what is complete or withdrawn",
            tuple(self._items(dues.of(Group.LEFT_OPEN))),
        )

    @property
    def _quarter(self) -> str:
        return str(self._dues.snapshot.period or "the quarter")

    def _items(self, items: Iterable[Item], *, by: str = "date") -> Iterator[Block]:
        found = list(items)
        if not found:
            return
        when = by != "date" or any(item.due for item in found)
        who = self._wide and by != "lead"
        headers = (
            *(("When",) if when else ()),
            "Activity",
            "What is promised",
            *(("Lead",) if who else ()),
        )
        rows = tuple(
            Row(
                (
                    *((self._when(item),) if when else ()),
                    self._activity(item),
                    self._what(item, by),
                    *((text(_led(item.entry)),) if who else ()),
                )
            )
            for item in found
        )
        yield Table("", headers, rows)

    def _when(self, item: Item) -> Runs:
        told = say_days(item)
        if item.due is None:
            return text("ongoing" if item.group is Group.STANDING else "no date")
        if not told:
            return text(say_short(item.due))
        late = item.group in (Group.OVERDUE, Group.TODAY)
        return (
            strong(say_short(item.due)),
            Run(", "),
            Run(told, Style.STRONG if late else Style.QUIET),
        )

    def _activity(self, item: Item) -> Runs:
        link = item.at["link"] if item.at else None
        code = Run(str(item.entry.code), Style.STRONG, link or "")
        if not self._wide or item.place is None:
            return (code,)
        return (code, quiet(f" {shortened(item.entry.title, self._most)}"))

    def _what(self, item: Item, by: str) -> Runs:
        whole = [quiet("The whole activity: ")] if item.place is None else []
        said = shortened(item.action, self._most) or "(it does not say what)"
        more = [
            "" if self._wide or by == "lead" else _led(item.entry),
            item.note,
            "by its words" if item.due and item.due.in_words else "",
            f"left open: the activity is {item.entry.status}"
            if item.group is Group.LEFT_OPEN
            else "",
            f"owner {item.owner}" if item.owner else "",
            self._others(item) if by == "lead" else "",
        ]
        told = "; ".join(filter(None, more))
        return (*whole, Run(said), *([quiet(f" ({told})")] if told else []))

    def _others(self, item: Item) -> str:
        several = len(item.entry.leads) > 1 or item.other
        return f"led by {_led(item.entry)}" if several else ""

    def _later(self, items: list[Item]) -> Iterator[Block]:
        if items:
            last = max(item.due.end for item in items if item.due)
            verb = "is" if len(items) == 1 else "are"
            after = say_day(self._dues.until) if self._dues.until else "that"
            yield Paragraph(
                text(
                    f"{plural(len(items), 'step')} {verb} due after {after}, the last by {say_day(last)}; "
                    "--within all lists them."
                )
            )

    def owing(self) -> Iterator[Block]:
        """By lead; first the leads that have one, then those without a name."""
        rows: list[Row] = []
        by_lead: dict[str, list[Entry]] = {}
        for entry in self._dues.owing:
            for lead in _leads(entry):
                by_lead.setdefault(lead, []).append(entry)
        for lead in sorted(by_lead, key=lambda name: (name in (NO_LEAD, UNKNOWN), name)):
            for entry in by_lead[lead]:
                others = [name for name in entry.leads if name != lead]
                also = f"; with {' and '.join(others)}" if others else ""
                rows.append(
                    Row(
                        (
                            text("Not known" if lead == UNKNOWN else lead),
                            self._code(entry),
                            text(f"{self._said(entry)}{also}"),
                        )
                    )
                )
        if rows:
            yield Table("", ("Lead", "Activity", "What its file says"), tuple(rows))

    def _code(self, entry: Entry) -> Runs:
        link = entry.at["link"] if entry.at else None
        code = Run(str(entry.code), Style.STRONG, link or "")
        return (code, quiet(f" {shortened(entry.title, self._most)}")) if self._wide else (code,)

    def _said(self, entry: Entry) -> str:
        said = shortened(entry.said, self._most)
        return f"{said[:1].upper()}{said[1:]}"

    def _nothing(self) -> Iterator[Block]:
        placeholders = {item.entry.code: item.action for item in self._dues.of(Group.PLACEHOLDER)}
        told = [
            self._promises_nothing(entry, placeholders.get(entry.code, ""))
            for entry in self._dues.entries
            if entry.promises_nothing or entry.code in placeholders
        ]
        if told:
            yield Items(tuple(told))

    def _promises_nothing(self, entry: Entry, placeholder: str) -> Runs:
        says = f", which says “{shortened(placeholder, self._most)}”" if placeholder else ""
        return (strong(str(entry.code)), Run(f" {shortened(entry.title, self._most)}{says}"))

    # By who answers for it

    def by_heading(self, by: str) -> Iterator[Section]:
        found: dict[str, tuple[list[Entry], list[Item]]] = {}
        for entry in self._dues.entries:
            for name in self._headings(entry, by):
                found.setdefault(name, ([], []))[0].append(entry)
        for item in sorted(self._dues.items, key=lambda item: item.key):
            for name in self._headings(item.entry, by, item.other):
                found.setdefault(name, ([], []))[1].append(item)
        last = (_NOBODY[by], UNKNOWN)
        order = [*found] if by == "objective" else sorted(found)
        for name in sorted(order, key=lambda name: name in last):
            yield Section(self._titled(by, name), tuple(self._of_heading(by, *found[name])))

    def _titled(self, by: str, name: str) -> str:
        """With what a reader should know of a name that the register does not have."""
        plan = self._dues.snapshot.plan
        known = {"lead": plan.leads, "portfolio": plan.portfolios}.get(by)
        odd = known and name not in known and name not in (_NOBODY[by], UNKNOWN)
        return f"{name} (not in the register)" if odd else name

    def _headings(self, entry: Entry, by: str, other: str = "") -> Iterator[str]:
        lead = self._dues.lead if by == "lead" else None
        for name in (*_headings(entry, by), *((other,) if other and by == "lead" else ())):
            if lead is None or name in (lead, UNKNOWN):
                yield name

    def _of_heading(self, by: str, entries: list[Entry], items: list[Item]) -> Iterator[Block]:
        owing = [entry for entry in entries if not entry.is_reported]
        if owing:
            yield Paragraph((strong(f"Not updated for {self._quarter}:"),))
            yield Items(tuple((*self._code(e), Run(f": {self._said(e)}")) for e in owing))
        own = (Group.LATER, Group.PLACEHOLDER)
        yield from self._items((item for item in items if item.group not in own), by=by)
        yield from self._later([item for item in items if item.group is Group.LATER])
        placeholders = {i.entry.code: i.action for i in items if i.group is Group.PLACEHOLDER}
        nothing = [e for e in entries if e.promises_nothing or e.code in placeholders]
        if nothing:
            yield Paragraph((strong("Nothing is promised next:"),))
            yield Items(
                tuple(self._promises_nothing(e, placeholders.get(e.code, "")) for e in nothing)
            )
        if not (owing or nothing or items):
            yield Paragraph(text("Nothing is open, and nothing is owed."))


def _led(entry: Entry) -> str:
    return " and ".join(entry.leads) or "no lead"


def _leads(entry: Entry) -> tuple[str, ...]:
    return (UNKNOWN,) if entry.state is None else entry.leads or (NO_LEAD,)


def _headings(entry: Entry, by: str) -> tuple[str, ...]:
    """Under which headings an activity stands: each of several leads has it."""
    if by == "lead":
        return _leads(entry)
    if by == "portfolio":
        return (UNKNOWN,) if entry.state is None else (entry.portfolio.strip() or _NOBODY[by],)
    return (entry.objective or _NOBODY[by],)
