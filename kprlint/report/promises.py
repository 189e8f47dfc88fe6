"""The ledger of a report: its sum, and what became of each promise that is not told already."""

from collections.abc import Iterable, Iterator
from datetime import date

from kprlint.change.schema import LineData, PromiseData, Report
from kprlint.change.wording import apart, quarters, times
from kprlint.model import Due, Quarter
from kprlint.model.due import say_due
from kprlint.report.blocks import Block, Paragraph, Row, Run, Runs, Style, Table, strong, text
from kprlint.report.matters import NEEDS, Names, told_above
from kprlint.report.words import became, compared, shortened

OUTCOMES = {
    "done": "done",
    "void": "no promise",
    "dropped": "given up",
    "moved-to": "goes on elsewhere",
    "partly": "partly done",
    "reopened": "open again",
    "later": "later",
    "earlier": "earlier",
    "reworded": "reworded",
    "unchanged": "unchanged",
    "unaccounted": "unaccounted",
    "new": "new",
}
# Which lines are left out first, where there is not room for all.
_RANKS = {
    "unchanged": 8,
    "new": 7,
    "reworded": 6,
    "earlier": 5,
    "done": 4,
    "void": 4,
    "unaccounted": 3,
}
_UNASKED = 9


def ledger(data: Report, names: Names) -> Iterator[Block]:
    """What was promised and what became of it, in one sentence; then each line that is not among the matters above."""
    one, other = data["from"]["period"] or "then", data["to"]["period"] or "now"
    if one == other:
        one, other = "before", "after"
    above = [line for line in data["ledger"] if told_above(line)]
    yield Paragraph(_sum(data, one, other, len(above)))
    rest = [line for line in data["ledger"] if not told_above(line) and line["asked"]]
    if rest:
        headers = ("Activity", "Became", "Promise", "Due", "What is said, and how often")
        caption = f"The next steps of {one}, and what is new"
        yield Table(caption, headers, tuple(_rows(rest, names)), heads=2)


def unasked(data: Report, names: Names) -> Iterator[Block]:
    """What is unaccounted for from before the plan asked for answers."""
    lines = [line for line in data["ledger"] if not line["asked"]]
    if lines:
        yield Paragraph(
            text("Nobody was asked then what became of these; whoever knows may still say it.")
        )
        rows, last = [], None
        for line in lines:
            again = line["activity"] == last
            last = line["activity"]
            cells = (
                names.activity(last, line["place"], again=again),
                text(shortened(_action(line["from"]), names.most)),
                text(line["since"] or ""),
            )
            rows.append(Row(cells, _UNASKED))
        headers = ("Activity", "Promise", "Last promised in")
        yield Table("Promises of before", headers, tuple(rows))


def withdrawn(data: Report, names: Names) -> Iterator[Block]:
    """What a branch takes out that the base has, and that is not told as unaccounted above."""
    told = {_action(x["from"]) for x in data["ledger"] if x["outcome"] == "unaccounted"}
    steps = [step for step in data["withdrawn"] if step["action"] not in told]
    if steps:
        rows = [
            Row(
                (
                    names.activity(step["activity"], None, again=False),
                    text(shortened(step["action"], names.most)),
                    text(_due(step["due"])),
                ),
                NEEDS,
            )
            for step in steps
        ]
        yield Table(
            "Open steps that the branch began from, and has no longer",
            ("Activity", "Promise", "Due"),
            tuple(rows),
        )


def _rows(lines: Iterable[LineData], names: Names) -> Iterator[Row]:
    last = None
    for line in lines:
        of = line["activity"]
        activity = names.activity(of, line["place"], again=of == last)
        last = of
        cells = (
            activity,
            (strong(OUTCOMES[line["outcome"]]),),
            _promise(line, names.most),
            _dates(line),
            _note(line, names.most),
        )
        yield Row(cells, _RANKS.get(line["outcome"], 3))


def _sum(data: Report, one: str, other: str, above: int) -> Runs:
    totals = data["summary"]["ledger"]
    # The counts by outcome hold the new ones as well, which are told apart.
    earlier = [line for line in data["ledger"] if line["from"]]
    parts = []
    for outcome, label in OUTCOMES.items():
        lines = [line for line in earlier if line["outcome"] == outcome]
        if not lines:
            continue
        declared = sum(line["declared"] for line in lines)
        said = (
            ""
            if outcome in ("unaccounted", "unchanged", "reworded") or declared == len(lines)
            else f" ({declared} with a reason)"
        )
        parts.append(f"{len(lines)} {label}{said if outcome in ('later', 'reopened') else ''}")
    before, after = totals["before"], totals["after"]
    told = f"{before} promised in {one} or before" if before else f"Nothing was promised in {one}"
    if parts:
        told += f": {', '.join(parts)}"
    told += f". {after} open in {other}, and {totals['new']} of this report new."
    if above:
        them = "it is" if above == 1 else "they are"
        told += f" Of {above} of them more is said above, where {them} asked about."
    return text(told)


def _action(promise: PromiseData | None) -> str:
    return promise["action"] if promise else ""


def _promise(line: LineData, most: int) -> Runs:
    one, other = line["from"], line["to"]
    if one is None or other is None:
        told = one or other
        return text(shortened(_action(told), most))
    if line["parts"]:
        return became(
            shortened(one["action"], most),
            [shortened(_action(part), most) for part in (other, *line["parts"])],
        )
    # Both texts whole, in other words; with the same words, they are one.
    return compared(shortened(one["action"], most), shortened(other["action"], most))


def _dates(line: LineData) -> Runs:
    one, other = (p["due"] if p else None for p in (line["from"], line["to"]))
    if line["done"]:
        when = _span(line["done"]["start"], line["done"]["end"])
        return text(f"{_due(one or other)}; done {when}")
    if one is None or line["to"] is None or one == other:
        return text(_due(one or other))
    return (
        Run("was ", Style.QUIET),
        Run(_due(one), Style.GONE),
        Run(" now ", Style.QUIET),
        Run(_due(other), Style.ADDED),
    )


def _span(start: str, end: str) -> str:
    """Two ISO days as the day, month, quarter or year that they are: ``October 2023``."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    quarter = Quarter.of(first)
    for written in (start, start[:7], str(quarter), str(quarter.year)):
        due = Due.parse(written)
        if due and (due.start, due.end) == (first, last):
            return say_due(due)
    return f"{_due(start)} to {_due(end)}"


def _due(written: str | None) -> str:
    """A due date in words; data from elsewhere may hold one that kprlint would not write."""
    due = Due.parse(written) if written else None
    return say_due(due) if due else written or "no date"


def _note(line: LineData, most: int) -> Runs:
    parts = []
    if line["overdue"]:
        parts.append("overdue")
    one, other = (p["due_end"] if p else None for p in (line["from"], line["to"]))
    if line["outcome"] == "done":
        if line["days"] and line["days"] > 0 and one and line["done"]:
            late = apart(date.fromisoformat(one), date.fromisoformat(line["done"]["end"]))
            parts.append(f"{late} late")
    elif line["days"] and one and other:
        parts.append(f"by {apart(date.fromisoformat(one), date.fromisoformat(other))}")
    if line["said"] and not line["done"] and not _is_day(line["said"]):
        parts.append(f"“{shortened(line['said'], most)}”")
    parts += [f"“{shortened(update, most)}”" for update in line["updates"]]
    if line["moves"] > 1 and line["first_due"]:
        parts.append(f"first due {_due(line['first_due'])}, moved {times(line['moves'])}")
    if (line["same_words"] or 0) > 2 and line["outcome"] == "unchanged":
        count = quarters(line["same_words"] or 0)
        silent = "" if line["said"] else ", nobody has said how it stands"
        parts.append(f"the same words for {count} running{silent}")
    elif line["outcome"] == "unchanged" and not line["said"]:
        parts.append("nobody has said how it stands")
    return text("; ".join(parts))


def _is_day(said: str) -> bool:
    return Due.parse(said.strip()) is not None
