"""The column of the status, known by the words that stand below it, where no heading says so."""

from typing import TYPE_CHECKING

from kprlint.importing.interpreter.headings import fold
from kprlint.importing.interpreter.layout import ColumnDoubt
from kprlint.importing.interpreter.periods import Side

if TYPE_CHECKING:
    from kprlint.importing.interpreter.columns import Chooser

# With one of these a heading names the status of something else, which is never the activity's.
_OF_ELSE = frozenset(
    "score risk risks budget cost costs finance financial forecast predicted previous target priority impact quality "
    "benefits resources issue issues funding approval decision start kpi pi".split()
)
_OF_STATUS = frozenset({"rag", "brag", "status", "rating"})
_MOST = 25  # characters of a word of status, on average


def status_by_words(chooser: "Chooser") -> None:
    """Takes the one column of nothing but words of status: “Outturn”, “Colour”, “Health check”."""
    if chooser.of("status_and_progress"):
        return
    named = chooser.of("status")
    sure = [n for n in named if chooser.headings[n].sure or not chooser.profiles[n].cells or chooser.profiles[n].statuses > 0.2]  # fmt: skip
    if sure or any(chooser.headings[n].named for n in named):
        return
    shown = [n for n in range(len(chooser.headings)) if _is_of_words(chooser, n)]
    if not shown:
        return
    for n in named:
        free = not chooser.of("progress") and not chooser.of("both")
        field = "progress" if free else "status_reason"
        chooser.fields[n] = chooser.other(n, field, "another column has the words of status")
    if len(shown) > 1:
        names = " or ".join(f"“{chooser.headings[n].text}”" for n in shown)
        chooser.lose("status", f"it cannot be told which of its columns is meant: {names}")
        return
    n = shown[0]
    heading = chooser.headings[n]
    chooser.fields[n] = "status"
    known = "" if heading.field else ", which is not known,"
    chooser.told.append(ColumnDoubt("import-column", f"the column “{heading.text}”{known} is taken for the status, since words of status stand below it", n))  # fmt: skip


def _is_of_words(chooser: "Chooser", n: int) -> bool:
    heading, found = chooser.headings[n], chooser.profiles[n]
    free = chooser.fields[n] in (None, "ignore", "target") and not heading.named
    words = set(fold(heading.text).split())
    if _OF_ELSE & words or (heading.field == "ignore" and _OF_STATUS & words):
        return False
    in_time = heading.when.side in (Side.NONE, Side.OWN)
    return free and in_time and bool(heading.text.strip()) and found.statuses > 0.9 and found.length < _MOST  # fmt: skip
