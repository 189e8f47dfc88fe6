"""Which column is the title of an activity, and which are the objective and the theme that it stands under."""

from itertools import pairwise
from typing import TYPE_CHECKING

from kprlint.importing.interpreter.headings import fold
from kprlint.importing.interpreter.layout import ColumnDoubt
from kprlint.importing.interpreter.periods import Side

if TYPE_CHECKING:
    from kprlint.importing.interpreter.columns import Chooser


# What is still to be done, in a heading that may name the promise itself, too: “What we will do”, “Steps to be taken”.
_TO_DO = frozenset({"will", "going", "taken", "step", "steps", "action", "actions", "task", "tasks", "plan", "plans", "planned", "required", "needed", "milestone", "milestones", "do"})  # fmt: skip


def choose_title(chooser: "Chooser") -> None:
    _behind_titles(chooser)
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
    if len(first) > 1:
        parts, first = [*first[1:], *parts], first[:1]
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
        elif _coded_with(chooser, upper, n):
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
            and (chooser.profiles[n].cells > 1 or chooser.of("next_steps"))
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


def _behind_titles(chooser: "Chooser") -> None:
    """Columns that would be titles, were there none left of them: what was done in the quarter, and what is still to do.

    “Pledge | What we have done | What we will do”, “Project | Update | Actions”, “Focus area | Activity this quarter”.
    """
    told = [n for name in ("progress", "status_and_progress") for n in chooser.of(name)]
    for n in chooser.of("title"):
        heading, words = chooser.headings[n], fold(chooser.headings[n].text).split()
        if heading.named or not _titles_left_of(chooser, n):
            continue
        if heading.when.side is Side.OWN and not told and not chooser.of("both"):
            chooser.fields[n] = chooser.other(n, "progress", "it names the quarter, and a title stands left of it")  # fmt: skip
            continue
        own = words[:1] != ["what"] and any(m != n and fold(h.text).split()[:1] == words[:1] for m, h in enumerate(chooser.headings) if h.field != "code")  # fmt: skip
        free = not chooser.of("next_steps") and not chooser.of("both")
        if told and n > min(told) and free and not own and _TO_DO & set(words):
            chooser.fields[n] = chooser.other(n, "next_steps", "it stands behind what has happened")


def _titles_left_of(chooser: "Chooser", n: int) -> bool:
    """Whether a title stands left of a column, or a part of the plan that changes from row to row."""
    if any(m < n for m in chooser.of("title")):
        return True
    parts = [m for name in ("objective", "theme") for m in chooser.of(name) if m < n]
    return any(chooser.profiles[m].distinct > 0.99 and _fills(chooser, m) for m in parts)


def _coded_with(chooser: "Chooser", n: int, part: int) -> bool:
    """Whether a code stands for what a column says, row for row, and comes back with it: then that is the activity."""
    codes = chooser.of("code")
    if not codes:
        return _is_printed_again(chooser, n, part)
    if len(codes) != 1 or not _fills(chooser, codes[0]) or not _fills(chooser, n):
        return False
    pairs = set(zip(chooser.bodies[codes[0]], chooser.bodies[n], strict=True))
    one_each = len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})
    return one_each and len(pairs) < chooser.profiles[n].rows


def _is_printed_again(chooser: "Chooser", n: int, part: int) -> bool:
    """Whether a title without a code stands in row after row, and the first of them alone says how it stands."""
    noun = _noun(chooser, part)
    told = [
        m
        for name in ("status", "progress")
        for m in chooser.of(name)
        if not _speaks_of(chooser, m, noun)
    ]
    rows = list(pairwise(zip(chooser.bodies[n], *(chooser.bodies[m] for m in told), strict=True)))
    again = [below for above, below in rows if above[0] == below[0] and above[0]]
    return bool(again) and _fills(chooser, n) and not any(any(below[1:]) for below in again)


def _noun(chooser: "Chooser", n: int) -> str:
    return fold(chooser.headings[n].text).split()[0].rstrip("s")


def _speaks_of(chooser: "Chooser", n: int, noun: str) -> bool:
    """Whether a column is of the parts that a noun names: “Milestone due” beside “Milestone”."""
    return fold(chooser.headings[n].text).split()[:1] == [noun]


def _to_steps(chooser: "Chooser", n: int, upper: int) -> None:
    """The parts of an activity are its next steps, where no column says that they have been done."""
    noun = _noun(chooser, n)
    own = [m for m in range(len(chooser.headings)) if m != n and _speaks_of(chooser, m, noun)]
    done = [m for m in own if chooser.headings[m].field in ("status", "percent_complete", "progress", "ignore")]  # fmt: skip
    # Where each part has a status of its own, it may be done.
    codes = chooser.bodies[(chooser.of("code") or [upper])[0]]
    said = [{(code, text) for code, text in zip(codes, chooser.bodies[m], strict=True) if text} for m in chooser.of("status")]  # fmt: skip
    done += [m for m, pairs in zip(chooser.of("status"), said, strict=True) if len(pairs) > len({code for code, _ in pairs})]  # fmt: skip
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
        chooser.grouped = True
        chooser.tell(n, f"is a part of “{chooser.headings[upper].text}”, which comes back with it; it is taken for its next steps")  # fmt: skip


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
    for n in chooser.of("objective"):
        profile = chooser.profiles[n]
        if (
            profile.distinct > 0.99
            and profile.cells > 2
            and _fills(chooser, n)
            and not chooser.headings[n].named
        ):
            chooser.tell(
                n, "is taken for the objective, though each row has another; it may be a title"
            )
