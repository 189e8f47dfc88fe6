"""Which column of a table holds which field: by the headings, by the quarter that they name, and by what stands below them.

`choose` settles it once for a table. Where it cannot be told, the field is not read at all, and the layout says so.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from kprlint.importing.interpreter.header import is_of_steps
from kprlint.importing.interpreter.headings import Heading
from kprlint.importing.interpreter.layout import Column, Layout, Told
from kprlint.importing.interpreter.periods import Side
from kprlint.importing.interpreter.profiles import counts, profile
from kprlint.model import Quarter

# Headings of which one stands beside the next steps and speaks of them.
_OF_STEPS = frozenset({"by when", "when", "when by", "by", "timescale", "timescales", "timeframe", "deadline for next step"})  # fmt: skip


def choose(headings: Sequence[Heading], bodies: Sequence[Sequence[str]], period: Quarter) -> Layout:
    """The layout of a table of activities with these headings; `bodies` are the texts below each, “” for an empty cell."""
    return _Chooser(headings, bodies, period).layout()


class _Chooser:
    def __init__(
        self, headings: Sequence[Heading], bodies: Sequence[Sequence[str]], period: Quarter
    ) -> None:
        self._headings = headings
        self._bodies = bodies
        self._profiles = [profile(body) for body in bodies]
        self._period = period
        self._told: list[Told] = []
        self._lost: list[tuple[str, str]] = []
        self._rivals: list[tuple[str, int]] = []
        self._why: dict[int, str] = {}
        self._fields: list[str | None] = [self._by_cells(n) for n in range(len(headings))]

    def layout(self) -> Layout:
        steps = is_of_steps(set(self._fields))
        if steps:
            names: dict[str | None, str] = {"lead": "owner", "due": "step_due"}
            self._fields = [names.get(field, field) for field in self._fields]
        self._times()
        self._beside_steps()
        self._statuses()
        for field in ("progress", "next_steps", "both", "status_reason", "status_and_progress"):
            self._texts(field)
        self._people("lead")
        self._people("portfolio")
        self._titles()
        self._objectives()
        for field in ("due", "due_original", "due_revised", "percent_complete", "as_at", "code"):
            self._one(field)
        self._speak()
        columns = tuple(
            Column(heading, field if field not in ("ignore", "target") else None, self._why.get(n, ""))
            for n, (heading, field) in enumerate(zip(self._headings, self._fields, strict=True))
        )  # fmt: skip
        return Layout(
            columns, tuple(self._told), tuple(self._lost), tuple(self._rivals), steps=steps
        )

    # What stands below a heading may say that it means something else.

    def _by_cells(self, n: int) -> str | None:
        heading, found = self._headings[n], self._profiles[n]
        field = heading.field
        if heading.named or field is None or not found.cells:
            return None if field == "target" else field
        shares = found.percents + found.numbers if found.percents else 0.0
        if field in ("progress", "status", "due") and shares > 0.6:
            return self._other(n, "percent_complete", "percentages stand below it")
        if field == "target":
            return self._other(n, "due", "dates stand below it") if found.dates > 0.6 else "ignore"
        if field == "as_at" and found.dates < 0.5:
            return self._other(n, "progress", "texts stand below it")
        if field == "progress" and found.dates > 0.9 and found.length < 25:
            return self._other(n, "as_at", "dates stand below it")
        if field == "status" and found.length > 60 and found.statuses < 0.5:
            return self._other(n, "progress", "texts stand below it, and no words of status")
        if field == "progress" and found.statuses > 0.9 and found.length < 25:
            if not any(h.field == "status" for h in self._headings):
                return self._other(n, "status", "words of status stand below it")
        if field == "objective" and found.levels > 0.9 and found.numbers < 0.9:
            return "ignore"
        if field == "code" and heading.rank > 1 and found.length > 25:
            return "title"
        if field == "code" and found.length > 60:
            return self._other(n, "title", "texts stand below it")
        return field

    def _times(self) -> None:
        """Columns that only name a time (“Q2”, “Q3”) hold what stands below them all: words of status, texts …"""
        bare = [
            n for n, heading in enumerate(self._headings)
            if heading.field is None and heading.when.side is not Side.NONE and not heading.named and self._profiles[n].cells
        ]  # fmt: skip
        if not bare:
            return
        found = profile([text for n in bare for text in self._bodies[n]])
        field = None
        if found.statuses > 0.6:
            field = "status"
        elif found.percents > 0.6:
            field = "percent_complete"
        elif found.length > 12 and found.dates < 0.5:
            field = "progress"
        for n in bare if field else ():
            self._fields[n] = field

    def _other(self, n: int, field: str, because: str) -> str:
        self._tell(n, f"is taken for {_said(field)}, since {because}")
        return field

    def _tell(self, n: int, what: str, name: str = "import-column") -> None:
        self._told.append(Told(name, f"the column “{self._headings[n].text}” {what}", n))

    def _of(self, field: str) -> list[int]:
        return [n for n, own in enumerate(self._fields) if own == field]

    def _drop(self, n: int, why: str) -> None:
        self._fields[n] = None
        self._why[n] = why

    def _best(self, numbers: list[int]) -> list[int]:
        rank = min((self._headings[n].rank for n in numbers), default=0)
        for n in numbers:
            if self._headings[n].rank > rank:
                other = self._headings[n].other
                self._fields[n] = other if other not in ("", "ignore") else None
                self._why[n] = "another column says it better"
        return [n for n in numbers if self._headings[n].rank == rank]

    # The quarter

    def _in_time(self, field: str) -> list[int]:
        """The columns of a field that may be of the quarter; those of others are dropped."""
        found = self._of(field)
        if len(found) == 1 and self._headings[found[0]].named:
            return found
        ahead = Side.NEXT if field == "next_steps" else None
        sides: dict[Side, list[int]] = {}
        for n in found:
            side = self._headings[n].when.side
            sides.setdefault(Side.OWN if side is ahead and len(found) == 1 else side, []).append(n)
        own, open_ = sides.get(Side.OWN, []), sides.get(Side.NONE, [])
        late = sides.get(Side.LATE, [])
        if field == "next_steps" and (following := sides.pop(Side.NEXT, [])):
            own = self._following(own, following)
        for side in (Side.BEFORE, Side.NEXT, Side.AFTER):
            for n in sides.get(side, []):
                self._drop(n, f"it is of another quarter than {self._period}")
        if own:
            kept = self._latest(field, own, late)
            for n in (*open_, *late):
                if field == "status" and n in open_ and kept:
                    self._rivals.append((field, n))
                    self._drop(n, f"“{self._headings[kept[0]].text}” names the quarter")
                elif n in late:
                    self._drop(n, f"it is of a later day than {self._period}")
            return kept + (open_ if field != "status" else [])
        if open_ and late:
            for n in late:
                self._drop(n, f"it is of a later day than {self._period}")
            return open_
        if late:
            if len(late) > 1:
                self._cannot(field, late)
                return []
            self._tell(late[0], f"names a day after {self._period}, and is read as its report")
            return late
        if not open_ and found:
            names = ", ".join(f"“{self._headings[n].text}”" for n in found)
            self._lose(field, f"no column is of {self._period}; there is {names}")
        return open_

    def _following(self, own: list[int], following: list[int]) -> list[int]:
        """Of next steps written in the quarter and for the next one: those that say something."""
        own_said = [n for n in own if self._profiles[n].cells]
        next_said = [n for n in following if self._profiles[n].cells]
        if own_said and next_said:
            self._cannot("next_steps", [*own, *following])
            return []
        kept = own_said or next_said or own or following
        for n in {*own, *following} - set(kept):
            self._drop(n, "it is empty")
        return kept

    def _latest(self, field: str, own: list[int], late: list[int]) -> list[int]:
        """Of several months of the quarter the last."""
        ends = {n: self._headings[n].when.end for n in own}
        dated = [end for end in ends.values() if end is not None]
        if not dated:
            return own
        if field in ("progress", "both") and len(own) > 1:
            return own  # the news of each month are those of the quarter
        last = max(dated)
        if (last.year, last.month) != (self._period.last_day.year, self._period.last_day.month):
            if late:
                self._cannot(field, [*own, *late])
                return []
            kept = [n for n in own if ends[n] in (last, None)]
            self._tell(kept[0], f"names the latest month that is printed for {self._period}")
        else:
            kept = [n for n in own if ends[n] in (last, None)]
        for n in set(own) - set(kept):
            self._drop(n, f"it is of an earlier month of {self._period}")
        return kept

    def _cannot(self, field: str, numbers: list[int]) -> None:
        names = " or ".join(f"“{self._headings[n].text}”" for n in numbers)
        self._lose(field, f"it cannot be told which of its columns is meant: {names}")
        for n in numbers:
            self._drop(n, f"it cannot be told which column is {_said(field)}")

    def _lose(self, field: str, why: str) -> None:
        self._lost.append((field, why))

    def _same(self, numbers: list[int]) -> bool:
        return len({tuple(self._bodies[n]) for n in numbers}) == 1

    # The fields

    def _statuses(self) -> None:
        best = self._best(self._in_time("status"))
        if len(best) < 2:
            return
        said = [n for n in best if self._profiles[n].cells]
        if len(said) == 1 or self._same(best):
            kept = said[0] if said else best[0]
            for n in best:
                if n != kept:
                    self._drop(n, "it says nothing else" if said else "it is empty")
            return
        coloured = [n for n in said if re.search(r"b?rag\b|traffic", self._headings[n].text, re.I)]
        plain = [n for n in said if n not in coloured]
        if len(coloured) == 1 and plain and self._profiles[coloured[0]].statuses > 0.7:
            kept = coloured[0]
            for n in plain:
                self._rivals.append(("status", n))
                self._drop(n, f"“{self._headings[kept].text}” is taken for the status")
            self._tell(kept, "is taken for the status, and others may be it, too")
            return
        self._cannot("status", best)

    def _texts(self, field: str) -> None:
        best = self._best(self._in_time(field))
        if len(best) > 1 and self._same(best):
            for n in best[1:]:
                self._drop(n, "it says nothing else")

    def _people(self, field: str) -> None:
        best = self._best(self._of(field))
        if len(best) > 1 and self._same(best):
            for n in best[1:]:
                self._drop(n, "it says nothing else")

    def _one(self, field: str) -> None:
        best = self._best(self._in_time(field))
        if len(best) < 2:
            return
        said = [n for n in best if self._profiles[n].cells]
        if len(said) == 1 or self._same(best):
            kept = said[0] if said else best[0]
            for n in best:
                if n != kept:
                    self._drop(n, "it is empty or says nothing else")
        elif field == "code":
            # “No.” only counts the rows; a reference is the council's own.
            counting = [n for n in best if counts(self._bodies[n])]
            kept = next((n for n in best if n not in counting), best[0])
            for n in best:
                if n != kept:
                    self._drop(n, f"“{self._headings[kept].text}” is taken for the code")
            if len(best) - len(counting) > 1:
                self._tell(kept, "is taken for the code, and others may be it, too")
        else:
            self._cannot(field, best)

    def _beside_steps(self) -> None:
        """A date and an owner that stand right of the next steps are theirs."""
        steps = self._of("next_steps")
        leads, dates = self._of("lead"), self._of("due")
        for at in steps:
            right = [n for n in (at + 1, at + 2) if n < len(self._fields)]
            for n in right:
                name = self._headings[n].text.casefold().strip(" :?")
                named = name in _OF_STEPS or len(dates) > 1 or "step" in name
                if n in dates and (n == at + 1 or self._fields[at + 1] == "owner"):
                    if named or self._in_lines(at, n):
                        self._fields[n] = "step_due"
                        dates.remove(n)
                    else:
                        self._tell(n, "stands beside the next steps; its date is read as that of the whole activity")  # fmt: skip
                elif n in leads and len(leads) > 1 and self._fields[at + 1] in ("lead", "step_due"):
                    if re.search(r"owner|who|assigned|responsible", name):
                        self._fields[n] = "owner"
                        leads.remove(n)

    def _in_lines(self, at: int, n: int) -> bool:
        """Whether the dates have as many lines as the steps."""
        pairs = [
            (len(steps.split("\n")), len(dates.split("\n")))
            for steps, dates in zip(self._bodies[at], self._bodies[n], strict=True)
            if steps and dates
        ]
        return any(lines > 1 for lines, _ in pairs) and all(a == b for a, b in pairs)

    def _titles(self) -> None:
        found = self._of("title")
        if not found:
            self._title_of_others()
            return
        rank = min(self._headings[n].rank for n in found)
        first = [n for n in found if self._headings[n].rank == rank]
        parts = [n for n in found if self._headings[n].rank == 2 and rank == 1]
        for n in found:
            if n not in first and n not in parts:
                self._drop(n, "another column says it better")
        if len(first) > 1:
            parts, first = first[1:], first[:1]
            if self._profiles[first[0]].distinct > 0.99 and all(
                self._profiles[n].distinct < 0.8 and self._profiles[n].cells for n in parts
            ):
                first, parts = parts[-1:], first
        upper = first[0]
        for n in parts:
            if n == upper:
                continue
            if not self._profiles[n].cells:
                self._drop(n, "it is empty")
            elif self._repeats(upper) and self._profiles[n].distinct > 0.9 and self._fills(n):
                # One action over several rows, each of which is a part of it.
                self._fields[upper] = "objective" if not self._of("objective") else "group"
                self._tell(upper, f"groups what stands under “{self._headings[n].text}”, which is taken for the title")  # fmt: skip
                self._fields[n] = "title"
                upper = n
            else:
                self._drop(n, f"“{self._headings[upper].text}” is taken for the title")

    def _title_of_others(self) -> None:
        """The title where no heading says so: a part of the plan that changes from row to row, or a heading unknown."""
        if not {"status", "progress", "both", "status_and_progress"} & set(self._fields):
            return
        for n in reversed(self._of("objective") + self._of("theme")):
            if self._profiles[n].distinct > 0.99 and self._profiles[n].cells > 1 and self._fills(n):
                self._other(n, "title", "each row has another")
                self._fields[n] = "title"
                return
        for n, heading in enumerate(self._headings):
            profile = self._profiles[n]
            if heading.field is None and heading.when.side is Side.NONE and heading.text.strip():
                if profile.distinct > 0.99 and profile.length > 8 and self._fills(n):
                    self._fields[n] = "title"
                    self._told.append(Told("import-unknown-heading", f"the heading “{heading.text}” is not known, and what stands below it is taken for the title", n))  # fmt: skip
                    return

    def _repeats(self, n: int) -> bool:
        body = self._bodies[n]
        return any(not text or text == before for before, text in pairwise(body))

    def _fills(self, n: int) -> bool:
        return self._profiles[n].cells >= 0.9 * self._profiles[n].rows

    def _objectives(self) -> None:
        found = self._best(self._of("objective"))
        if len(found) > 1:
            found.sort(key=lambda n: self._profiles[n].distinct)
            upper, *others = found
            if not self._of("theme"):
                self._fields[upper] = "theme"
            else:
                self._drop(upper, "others name the objective")
            for n in others[1:]:
                self._drop(n, f"“{self._headings[others[0]].text}” is taken for the objective")
        elif not found and (themes := self._of("theme")):
            self._fields[themes[-1]] = "objective"

    # What has to be said

    def _speak(self) -> None:
        for n, heading in enumerate(self._headings):
            field, profile = self._fields[n], self._profiles[n]
            if not heading.text.strip() or heading.named:
                continue
            why = self._why.get(n)
            bare = heading.field is None and heading.when.side is not Side.NONE
            if heading.field is None and field is None and profile.cells and not (bare and why):
                what = f'is not known; write --column "{heading.text}=FIELD" to say what it holds'
                self._told.append(Told("import-unknown-heading", f"the heading “{heading.text}” {what}", n))  # fmt: skip
            elif field in (None, "ignore", "target") and profile.cells and (heading.field or bare):
                told = why or "it is no field of an activity"
                self._tell(n, f"is not read: {told}", "import-unread-column")
            elif not heading.sure and field is not None and not self._said_of(n):
                self._tell(n, f"is taken for {_said(field)}")

    def _said_of(self, n: int) -> bool:
        return any(told.column == n for told in self._told)


def _said(field: str) -> str:
    """A field in words."""
    return {
        "percent_complete": "the percentage complete", "due": "the due date", "step_due": "the due date of the next steps",
        "next_steps": "the next steps", "as_at": "the as-at day", "both": "progress and next steps",
        "status_reason": "the reason of the status",
    }.get(field, f"the {field.replace('_', ' ')}")  # fmt: skip
