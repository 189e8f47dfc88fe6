"""What an import found, what it doubts and what it left over: as a table, as Markdown, as JSON."""

import re
from dataclasses import asdict

from kprlint.importing.interpreter.doubts import FIRST, NAMES, Doubt, where
from kprlint.importing.interpreter.found import Imported
from kprlint.printing import as_json as to_json
from kprlint.printing import visible

_MOST_CODES = 5


def counts(imported: Imported) -> tuple[tuple[str, int], ...]:
    """How many activities were found, and of those how many are beyond doubt; texts left over."""
    doubtful = sum(1 for a in imported.activities if a.doubts)
    found = len(imported.activities)
    return (
        ("found", found),
        ("complete", found - doubtful),
        ("doubtful", doubtful),
        ("left over", len(imported.left_over)),
    )


def as_table(imported: Imported) -> str:
    """For a terminal: the counts, then how often each doubt occurs, with the activities of the gravest."""
    lines = [f"{name:<10}{number:>6}" for name, number in counts(imported)]
    met: dict[str, list[Doubt]] = {}
    for doubt in imported.all_doubts:
        met.setdefault(doubt.name, []).append(doubt)
    first = [name for name in FIRST if name in met]
    width = max(map(len, met), default=0)
    for heading, names in (
        ("look at these first:", first),
        ("then at these:" if first else "", sorted(met.keys() - set(first))),
    ):
        if names:
            lines += ["", heading] if heading else [""]
            lines += [_counted(name, met[name], width, whose=name in first) for name in names]
    return "".join(f"{line}\n" for line in lines)


def _counted(name: str, doubts: list[Doubt], width: int, *, whose: bool) -> str:
    line = f"{name:<{width}}{len(doubts):>6}  {NAMES[name]}"
    codes = list(dict.fromkeys(d.activity for d in doubts if d.activity))
    if not whose or not codes:
        return line
    more = f" and {len(codes) - _MOST_CODES} more" if len(codes) > _MOST_CODES else ""
    return f"{line}: {visible(', '.join(codes[:_MOST_CODES]))}{more}"


def as_json(imported: Imported) -> str:
    """``{"counts", "summary", "doubts", "left_over"}``; a place holds what its reader knows."""
    data = {
        "counts": dict(counts(imported)),
        "summary": [{"status": word, "count": number} for word, number in imported.summary],
        "doubts": [_data(d) for d in imported.all_doubts if d.name != "import-left-over"],
        "left_over": [_data(d) for d in imported.left_over],
    }
    return to_json(data)


def _data(doubt: Doubt) -> dict[str, object]:
    place = {name: value for name, value in asdict(doubt.place).items() if value is not None}
    return doubt._asdict() | {"place": place}


def as_markdown(imported: Imported, name: str) -> str:
    lines = [f"# Import of {_escaped(name)}", "", "| | |", "|---|--:|"]
    lines += [f"| {what} | {number} |" for what, number in counts(imported)]
    if imported.summary:
        printed = ", ".join(f"{word} {number}".strip() for word, number in imported.summary)
        lines += ["", f"The source prints this summary: {_escaped(printed)}."]
    for activity in imported.activities:
        if activity.doubts:
            lines += ["", f"## {activity.code} {_escaped(activity.title)}", ""]
            lines += map(_line, activity.doubts)
    for heading, doubts in (("The plan", imported.doubts), ("Left over", imported.left_over)):
        if doubts:
            lines += ["", f"## {heading}", ""]
            lines += map(_line, doubts)
    return "".join(f"{line}\n" for line in lines)


def _line(doubt: Doubt) -> str:
    quoted = f": “{_escaped(doubt.text)}”" if doubt.text else ""
    whose = (
        f"{doubt.activity}: "
        if doubt.activity and doubt.name == "import-objective-mismatch"
        else ""
    )
    return f"- {where(doubt.place)}: {whose}`{doubt.name}`, {_escaped(doubt.message)}{quoted}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#&])", r"\\\1", visible(text))
