"""Which column is the title of an activity, and which are the objective and the theme that it stands under."""

from itertools import pairwise
from typing import TYPE_CHECKING

from kprlint.importing.interpreter.headings import fold
from kprlint.importing.interpreter.layout import ColumnDoubt
from kprlint.importing.interpreter.periods import Side

if TYPE_CHECKING:
    from kprlint.importing.interpreter.columns import Chooser

_ACTIONS = frozenset({"action", "actions", "key action", "key actions", "tasks", "activities"})


def choose_title(chooser: "Chooser") -> None:
    found = chooser.of("title")
    if not found:
        _title_of_others(chooser)
        return
    rank = min(chooser.headings[n].rank for n in found)
    first = [n for n in found if chooser.headings[n].rank == rank]
    parts = [n for n in found if chooser.headings[n].rank == 2 and rank == 1]
    for n in found:
        if n not in first and n not in parts:
            chooser.drop(n, "another column says it better")
    if len(first) > 1 and (later := _still_to_do(chooser, first)) is not None:
        first.remove(later)
        chooser.other(later, "next_steps", "it stands behind what has happened")
        chooser.fields[later] = "next_steps"
    if len(first) > 1:
        parts, first = first[1:], first[:1]
        if chooser.profiles[first[0]].distinct > 0.99 and all(
            chooser.profiles[n].distinct < 0.8 and chooser.profiles[n].cells for n in parts
        ):
            first, parts = parts[-1:], first
    upper = first[0]
    for n in parts:
        if n == upper:
            continue
        if not chooser.profiles[n].cells:
            chooser.drop(n, "it is empty")
        elif _coded_with(chooser, upper):
            _to_steps(chooser, n, upper)
        elif _repeats(chooser, upper) and chooser.profiles[n].distinct > 0.9 and _fills(chooser, n):
            # One action over several rows, each of which is a part of it.
            chooser.fields[upper] = "objective" if not chooser.of("objective") else "group"
            chooser.tell(upper, f"groups what stands under “{chooser.headings[n].text}”, which is taken for the title")  # fmt: skip
            chooser.fields[n] = "title"
            upper = n
        else:
            chooser.drop(n, f"“{chooser.headings[upper].text}” is taken for the title")


def _title_of_others(chooser: "Chooser") -> None:
    """The title where no heading says so: a part of the plan that changes from row to row, or a heading unknown."""
    if not {"status", "progress", "both", "status_and_progress"} & set(chooser.fields):
        return
    for n in reversed(chooser.of("objective") + chooser.of("theme")):
        if (
            chooser.profiles[n].distinct > 0.99
            and chooser.profiles[n].cells > 1
            and _fills(chooser, n)
        ):
            chooser.other(n, "title", "each row has another")
            chooser.fields[n] = "title"
            return
    for n, heading in enumerate(chooser.headings):
        profile = chooser.profiles[n]
        if heading.field is None and heading.when.side is Side.NONE and heading.text.strip():
            if profile.distinct > 0.99 and profile.length > 8 and _fills(chooser, n):
                chooser.fields[n] = "title"
                chooser.told.append(ColumnDoubt("import-unknown-heading", f"the heading “{heading.text}” is not known, and what stands below it is taken for the title", n))  # fmt: skip
                return


def _still_to_do(chooser: "Chooser", titles: list[int]) -> int | None:
    """“Actions” right of the update of a project, where no other column says what comes next."""
    told = [n for name in ("progress", "status_and_progress") for n in chooser.of(name)]
    if not told or chooser.of("next_steps") or chooser.of("both"):
        return None
    right = [n for n in titles if n > max(told) and fold(chooser.headings[n].text) in _ACTIONS]
    return right[0] if len(right) == 1 and titles[0] < min(told) else None


def _coded_with(chooser: "Chooser", n: int) -> bool:
    """Whether a code stands for what a column says, row for row, and comes back with it: then that is the activity."""
    codes = chooser.of("code")
    if len(codes) != 1 or not _fills(chooser, codes[0]) or not _fills(chooser, n):
        return False
    pairs = set(zip(chooser.bodies[codes[0]], chooser.bodies[n], strict=True))
    one_each = len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})
    return one_each and len(pairs) < chooser.profiles[n].rows


def _to_steps(chooser: "Chooser", n: int, upper: int) -> None:
    """The parts of an activity are its next steps, where no column says that they have been done."""
    noun = fold(chooser.headings[n].text).split()[0].rstrip("s")
    own = [
        m for m, h in enumerate(chooser.headings) if m != n and fold(h.text).split()[:1] == [noun]
    ]
    done = [m for m in own if chooser.headings[m].field in ("status", "percent_complete", "progress", "ignore")]  # fmt: skip
    # Where each part has a status of its own, it may be done.
    codes = chooser.bodies[chooser.of("code")[0]]
    done += [m for m in chooser.of("status") if len(set(zip(codes, chooser.bodies[m], strict=True))) > len(set(codes))]  # fmt: skip
    for m in own:
        names = {"due": "step_due", "lead": "owner"}
        field = names.get(chooser.headings[m].field or "")
        if field and not done and not chooser.of("next_steps"):
            chooser.fields[m] = field
        else:
            chooser.drop(m, f"it speaks of “{chooser.headings[n].text}”")
    if done or chooser.of("next_steps"):
        chooser.drop(n, f"“{chooser.headings[upper].text}” is taken for the title")
    else:
        chooser.fields[n] = "next_steps"
        chooser.tell(n, f"is a part of “{chooser.headings[upper].text}”, which has the code; it is taken for its next steps")  # fmt: skip


def _repeats(chooser: "Chooser", n: int) -> bool:
    body = chooser.bodies[n]
    return any(not text or text == before for before, text in pairwise(body))


def _fills(chooser: "Chooser", n: int) -> bool:
    return chooser.profiles[n].cells >= 0.9 * chooser.profiles[n].rows


def choose_objectives(chooser: "Chooser") -> None:
    found = chooser.best(chooser.of("objective"))
    if len(found) > 1:
        found.sort(key=lambda n: chooser.profiles[n].distinct)
        upper, *others = found
        if not chooser.of("theme"):
            chooser.fields[upper] = "theme"
        else:
            chooser.drop(upper, "others name the objective")
        for n in others[1:]:
            chooser.drop(n, f"“{chooser.headings[others[0]].text}” is taken for the objective")
    elif not found and (themes := chooser.of("theme")):
        chooser.fields[themes[-1]] = "objective"
