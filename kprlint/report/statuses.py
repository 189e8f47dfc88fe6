"""The statuses of a report: how many moved from which to which, which activities those are, and the quarters before."""

from collections.abc import Iterable, Iterator, Sequence

from kprlint.change.schema import PairData, Report, StandData
from kprlint.change.wording import number
from kprlint.report.blocks import Block, Items, Paragraph, Row, Run, Runs, Table, strong, text
from kprlint.report.matters import Names

_RANK = 3
_ORDER = ("complete", "on-track", "at-risk", "off-track")
_STEADY = ("on-track", "complete")


def statuses(data: Report, names: Names) -> Iterator[Block]:
    """Nothing of one activity alone: what happened to it is told above."""
    if len(data["pairs"]) < 2:
        return
    yield _matrix(data)
    moved = list(_moved(data, names))
    if moved:
        yield Items(tuple(moved))
    yield from _rows(data, names)


def _matrix(data: Report) -> Table:
    moves = {(m["from"], m["to"]): m["count"] for m in data["summary"]["statuses"]}
    rows = _words(data["from"]["statuses"], (one for one, _ in moves))
    columns = _words(data["to"]["statuses"], (other for _, other in moves))
    headers = ["was \\ is", *(c if c is not None else "gone" for c in columns), "in all"]
    table = []
    for row in rows:
        counts = [moves.get((row, column), 0) for column in columns]
        cells = [
            (strong(str(count)) if row != column else Run(str(count)),) if count else text("–")
            for count, column in zip(counts, columns, strict=True)
        ]
        name = row if row is not None else "new"
        table.append(Row((text(name), *cells, text(str(sum(counts))))))
    totals = [sum(moves.get((row, column), 0) for row in rows) for column in columns]
    table.append(Row((text("in all"), *(text(str(t)) for t in totals), text(str(sum(totals))))))
    caption = "Activities by the status they had (rows) and have (columns)"
    numbers = frozenset(range(1, len(headers)))
    return Table(caption, tuple(headers), tuple(table), numbers=numbers)


def _words(known: Sequence[str], there: Iterable[str | None]) -> list[str | None]:
    """The plan's words that occur, in its order, then others, then None."""
    there = set(there)
    words: list[str | None] = [word for word in known if word in there]
    words += sorted(w for w in there if w is not None and w not in known)
    return words + [None] * (None in there)


def _moved(data: Report, names: Names) -> Iterator[Runs]:
    """Which activities are behind each figure that is not on the diagonal."""
    for move in data["summary"]["statuses"]:
        one, other = move["from"], move["to"]
        if one == other:
            continue
        of = [_of(pair) for pair in data["pairs"] if _words_of(pair) == (one, other)]
        told = ", ".join(f"{names.code(a)} {names.title(a)}".strip() for a in of)
        label = f"{one if one is not None else 'new'} → {other if other is not None else 'gone'}"
        yield (strong(label), Run(f": {told}"))


def _words_of(pair: PairData) -> tuple[str | None, str | None]:
    one, other = pair["from"], pair["to"]
    return one["status"] if one else None, other["status"] if other else None


def _of(pair: PairData) -> str:
    side = pair["to"] or pair["from"]
    return side["activity"] if side else ""


def _rows(data: Report, names: Names) -> Iterator[Block]:
    """The statuses of the last quarters in a row, of the activities that did not stand well in all of them."""
    known = [pair for pair in data["pairs"] if pair["to"]]
    quarters = sorted({s["quarter"] or "" for pair in known for s in pair["statuses"]})
    if len(quarters) < 3:
        return
    told = [p for p in known if any(s["kind"] not in _STEADY for s in p["statuses"])]
    if told:
        rows = []
        for pair in told:
            by_quarter = {s["quarter"] or "": s for s in pair["statuses"]}
            cells, before = [], None
            for quarter in quarters:
                stand = by_quarter.get(quarter)
                cells.append(text(_stand(stand, before) if stand else "–"))
                before = stand or before
            rows.append(Row((names.activity(_of(pair), None, again=False), *cells), _RANK))
        headers = ("Activity", *quarters)
        yield Table("Over the last quarters: ▲ better, ▼ worse", headers, tuple(rows))
    steady = len(known) - len(told)
    if steady:
        what = "activity has" if steady == 1 else "activities have"
        yield Paragraph(
            text(f"{number(steady).capitalize()} {what} been on track or complete throughout.")
        )


def _stand(stand: StandData, before: StandData | None) -> str:
    sign = ""
    if before and before["kind"] in _ORDER and stand["kind"] in _ORDER:
        by = _ORDER.index(stand["kind"]) - _ORDER.index(before["kind"])
        sign = " ▼" if by > 0 else " ▲" if by < 0 else ""
    return f"{stand['status']}{sign}"
