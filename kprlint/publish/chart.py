"""The statuses over the quarters: what the chart is drawn from, in units of its drawing."""

from typing import NamedTuple

from kprlint.model import Kind
from kprlint.publish.paper import Paper

BAR, GAP, HEIGHT, TOP, FOOT = 56, 28, 180, 14, 26


class BarPart(NamedTuple):
    """A stretch of a bar: the number of activities with a status."""

    word: str
    kind: Kind
    number: int
    y: float
    height: float


class Bar(NamedTuple):
    quarter: str
    x: int
    parts: tuple[BarPart, ...]
    total: int
    said: str


class Chart(NamedTuple):
    """Bars from the oldest quarter to this one; `said` is the whole in words."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    said: str
    words: tuple[tuple[str, Kind], ...]
    """The statuses that occur, for the legend."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(dict.fromkeys(kind for _, kind in self.words))


def chart(paper: Paper) -> Chart | None:
    """The chart of a paper; None where no earlier quarter is known."""
    if len(paper.history) < 2:
        return None
    now = (count.status for count in paper.summary)  # the key has only words with a meaning
    kinds = {word.word: word.kind for word in (*paper.key, *now)}
    most = max((sum(q.counts.values()) for q in paper.history), default=1) or 1
    bars = []
    for index, quarter in enumerate(paper.history):
        words = [w for w in kinds if quarter.counts.get(w)] + sorted(
            quarter.counts.keys() - kinds.keys()
        )
        parts, y = [], float(TOP + HEIGHT)
        for word in words:
            count = quarter.counts[word]
            height = round(count * HEIGHT / most, 2)
            y = round(y - height, 2)
            parts.append(BarPart(word, kinds.get(word, Kind.UNKNOWN), count, y, height))
        when = paper.printed_quarter(quarter.quarter)
        said = f"{when}: " + ", ".join(f"{p.number} {p.word}" for p in parts)
        bars.append(
            Bar(
                when,
                GAP + index * (BAR + GAP),
                tuple(parts),
                sum(quarter.counts.values()),
                said,
            )
        )
    width = GAP + len(bars) * (BAR + GAP)
    there = dict.fromkeys((part.word, part.kind) for bar in bars for part in bar.parts)
    said = "; ".join(bar.said for bar in bars) + "."
    return Chart(tuple(bars), width, TOP + HEIGHT + FOOT, said, tuple(there))
