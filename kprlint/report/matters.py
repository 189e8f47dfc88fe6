"""The events as a reader meets them: what needs one first, by gravity, with who answers for it and where it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kprlint.change.schema import EventData, LineData, PlaceData, Report, SideData
from kprlint.report.blocks import (
    Block,
    Code,
    Items,
    Paragraph,
    Row,
    Run,
    Runs,
    Style,
    Table,
    quiet,
    text,
)
from kprlint.report.words import shortened

# Where there is not room for all, what is graver stays: a row of a higher rank is left out earlier.
NEEDS, EXPLAINED, NOTING = 0, 1, 2
_HEADERS = ("Activity", "What happened", "What is said", "Lead; portfolio")


class Names:
    """How activities are called in a report, who answers for them, and how long a text may be."""

    def __init__(self, data: Report, most: int) -> None:
        self.most = most
        self._two_plans = data["from"]["plan"] != data["to"]["plan"]
        self._sides: dict[str, SideData] = {}
        for pair in data["pairs"]:
            for side in (pair["from"], pair["to"]):
                if side:
                    self._sides[side["activity"]] = side

    def code(self, identity: str) -> str:
        """An activity's code; with its plan, where there are two."""
        return identity if self._two_plans else identity.partition("/")[2] or identity

    def title(self, identity: str) -> str:
        side = self._sides.get(identity)
        return shortened(side["title"], self.most) if side else ""

    def whose(self, identity: str) -> str:
        """Who leads an activity, and its portfolio."""
        side = self._sides.get(identity)
        if side is None:
            return ""
        leads = ", ".join(side["leads"])
        return shortened("; ".join(filter(None, (leads, side["portfolio"]))), self.most)

    def leads(self, identity: str) -> Sequence[str]:
        side = self._sides.get(identity)
        return side["leads"] if side else ()

    def portfolio(self, identity: str) -> str:
        side = self._sides.get(identity)
        return side["portfolio"] if side else ""

    def activity(self, identity: str | None, place: PlaceData | None, *, again: bool) -> Runs:
        """An activity in a row: its code, which leads to the line, and its title where it is told first."""
        if not identity:
            return text("The plan")
        link = place["link"] if place else None
        name = Run(self.code(identity), Style.STRONG, link or "")
        return (name,) if again else (name, *text(f" {self.title(identity)}".rstrip()))


def told_above(line: LineData) -> bool:
    """Whether a line of the ledger needs a reader, and is told among those matters already."""
    match line["outcome"]:
        case "later":
            return not line["declared"]
        case "unaccounted":
            return line["asked"]
        case "reopened":
            return not line["said"]
    return line["overdue"] and not line["said"] and line["from"] is not None


def open_matters(data: Report, names: Names) -> Iterator[Block]:
    """What needs an explanation and has none."""
    events = [e for e in data["events"] if e["level"] == "needs-explanation" and not e["said"]]
    if not events:
        yield Paragraph(text("Nothing: all that happened is explained in the files."))
        return
    lines = {_place(x["place"]): x for x in data["ledger"] if told_above(x)}
    rows = []
    last = None
    for event in events:
        activity = names.activity(
            event["activity"], event["place"], again=event["activity"] == last
        )
        last = event["activity"]
        line = lines.get(_place(event["place"])) if event["name"].startswith("step-") else None
        told = (*_told(event, names), *_question(line, names))
        whose = text(names.whose(event["activity"]) if event["activity"] else "")
        rows.append(Row((activity, told, whose), NEEDS))
    yield Table("The gravest first", ("Activity", "What happened", "Lead; portfolio"), tuple(rows))
    yield from _pastes(events)


def explained(data: Report, names: Names) -> Iterator[Block]:
    """What would need an explanation, and has one in the files."""
    events = [e for e in data["events"] if e["level"] == "needs-explanation" and e["said"]]
    if events:
        yield Table("With what is said of it", _HEADERS, _rows(events, names, EXPLAINED))


def noting(data: Report, names: Names) -> Iterator[Block]:
    """What a reader may want to know."""
    events = [e for e in data["events"] if e["level"] == "worth-noting"]
    if events:
        yield Table("Events", _HEADERS, _rows(events, names, NOTING))
        yield from _pastes(events)


def record(data: Report) -> Iterator[Block]:
    """The rest, counted."""
    counts = Counter(e["name"] for e in data["events"] if e["level"] == "for-the-record")
    if counts:
        ordered = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        yield Items(tuple(text(f"{count} × {name.replace('-', ' ')}") for name, count in ordered))


def by_whom(data: Report) -> Iterator[Block]:
    """What falls to each portfolio and each lead, in figures."""
    for label, of in (("Portfolio", _portfolios), ("Lead", _leads)):
        groups: dict[str, set[str]] = {}
        for pair in data["pairs"]:
            side = pair["to"] or pair["from"]
            for name in of(side) if side else ():
                groups.setdefault(name, set()).add(side["activity"] if side else "")
        if len(groups) < 2:
            continue
        rows = []
        for name, activities in sorted(groups.items()):
            events = [e for e in data["events"] if e["activity"] in activities]
            lines = [x for x in data["ledger"] if x["activity"] in activities]
            figures = (
                len(activities),
                sum(e["level"] == "needs-explanation" and not e["said"] for e in events),
                *(sum(x["outcome"] == o for x in lines) for o in ("done", "later", "unaccounted")),
            )
            rows.append(Row((text(name), *(text(str(f) if f else "–") for f in figures)), NOTING))
        headers = (label, "activities", "need a reader", "done", "due later", "unaccounted")
        yield Table(f"By {label.lower()}", headers, tuple(rows), numbers=frozenset(range(1, 6)))


def _portfolios(side: SideData) -> list[str]:
    return [side["portfolio"]] if side["portfolio"] else []


def _leads(side: SideData) -> list[str]:
    return side["leads"]


def _rows(events: Iterable[EventData], names: Names, rank: int) -> tuple[Row, ...]:
    rows, last = [], None
    for event in events:
        again = event["activity"] == last and last is not None
        last = event["activity"]
        activity = names.activity(event["activity"], event["place"], again=again)
        said = shortened(event["said"], names.most) if event["said"] else ""
        note = text(f"“{said}”" if said else "")
        whose = text(names.whose(event["activity"]) if event["activity"] else "")
        rows.append(Row((activity, _told(event, names), note, whose), rank))
    return tuple(rows)


def _told(event: EventData, names: Names) -> Runs:
    guess = (
        (quiet(" (which activity it was is a guess)"),)
        if event["guess"] and not event["paste"]
        else ()
    )
    return (*text(shortened(event["message"], 4 * names.most)), *guess)


_Place = tuple[str, int, str | None] | None


def _place(place: PlaceData | None) -> _Place:
    return (place["file"], place["line"], place["revision"]) if place else None


def _question(line: LineData | None, names: Names) -> Runs:
    """What is said of a promise that needs a reader, and what is asked."""
    if line is None:
        return ()
    said = [line["said"], *line["updates"]]
    asked = [f" Of it is said: “{shortened(words, names.most)}”." for words in said if words]
    if line["offer"]:
        asked.append(f" Has it become “{shortened(line['offer'], names.most)}”?")
    if line["suggestion"]:
        asked.append(f" Does this answer it: “{shortened(line['suggestion'], names.most)}”?")
    return tuple(quiet(part) for part in asked)


def _pastes(events: Iterable[EventData]) -> Iterator[Block]:
    """The lines that would declare what is asked, a file after the other."""
    lines = [(p["line"], p["file"]) for e in events for p in e["paste"]]
    if lines:
        what = "this line says so" if len(lines) == 1 else "these lines say so"
        yield Paragraph(text(f"Where a question is to be answered with yes, {what}:"))
        yield Code("\n".join(f"{line}   # into {file}" for line, file in lines))
