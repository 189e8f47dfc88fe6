"""Whether the texts of a row name the columns of activities, or those of a table of figures."""

import re
from collections.abc import Sequence

from kprlint.importing.interpreter.headings import Heading
from kprlint.importing.interpreter.periods import Side
from kprlint.importing.interpreter.profiles import is_value

# Without one of these no row names columns of activities.
_CORE = frozenset({"title", "progress", "both", "status_and_progress"})


def is_header(headings: Sequence[Heading], *, marked: bool = False) -> bool:
    """Whether a row of such texts names columns of activities; `marked`: the format says that it names columns."""
    said = [h for h in headings if h.text.strip()]
    if any(h.named for h in said) and len({h.field for h in said if h.field}) > 1:
        return bool({h.field for h in said} & (_CORE | {"status"}))
    if any(len(h.text) > 90 for h in said) or not _is_core({h.field for h in said}):
        return False
    sure = {h.field for h in said if h.field and h.sure and not is_value(h.text)}
    if len(said) == 2 and not {"title", "objective"} & {h.field for h in said}:
        return False
    values = sum(is_value(h.text) for h in said)
    if values > 1 or (values and len(sure) < 3):
        return False
    likely = {h.field for h in said if h.field}
    return len(sure) > 1 or (marked and len(likely) > 1)


def _is_core(fields: set[str | None]) -> bool:
    told = {"objective", "status"} <= fields or {"status", "next_steps"} <= fields
    return bool(fields & _CORE) or told or is_of_steps(fields)


def is_of_steps(fields: set[str | None]) -> bool:
    """Whether these are the columns of a table of next steps, which belongs to the activity above it."""
    plain = fields - {None, "code"}
    return "next_steps" in plain and len(plain) > 1 and plain <= {"next_steps", "lead", "due", "owner", "target"}  # fmt: skip


def is_figures(headings: Sequence[Heading]) -> bool:
    """Whether these are the columns of a table of figures: indicators, money, risks."""
    said = [h for h in headings if h.text.strip() and not h.named]
    dull = [h for h in said if h.field in ("ignore", "target") and h.sure]
    names = {h.text.casefold().strip(" :") for h in said}
    measured = any(re.search(r"\b(?:measure|indicator|kpi|pi|metric)s?\b", name) for name in names)
    if measured and dull and not {h.field for h in said} & {"progress", "next_steps", "both"}:
        return True
    times = [h for h in said if h.field is None and h.when.side is not Side.NONE]
    if measured and dull and times and "next_steps" not in {h.field for h in headings}:
        return True  # “Indicator | Target | Q3 | Q4 | RAG | Comment”
    if measured and any(re.search(r"\b(?:target|actual|outturn|value)\b", name) for name in names):
        return len(dull) > 1
    # A project of “Resources”, for “Performance”, is a row of values.
    unknown = [h for h in said if h.field is None and h.when.side is Side.NONE]
    if 2 * len(unknown) > len(said) or any(is_value(h.text) for h in said):
        return False
    return len(dull) > 1 and not {h.field for h in said} & (
        _CORE - {"title"} | {"status", "percent_complete"}
    )
