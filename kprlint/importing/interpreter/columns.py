"""Which column of a table holds which field: by the headings, by the quarter that they name, and by what stands below them.

`choose` settles it once for a table. Where it cannot be told, the field is not read at all, and the layout says so.
"""

import re
from collections.abc import Sequence

from kprlint.importing.interpreter.header import is_of_steps
from kprlint.importing.interpreter.headings import Heading, fold
from kprlint.importing.interpreter.layout import Column, ColumnDoubt, Layout
from kprlint.importing.interpreter.periods import Side
from kprlint.importing.interpreter.profiles import counts, profile
from kprlint.importing.interpreter.status_columns import status_by_words
from kprlint.importing.interpreter.titles import choose_objectives, choose_title
from kprlint.model import Quarter

# Headings of which one stands beside the next steps and speaks of them.
_OF_STEPS = frozenset({"by when", "when", "when by", "by", "timescale", "timescales", "timeframe", "deadline for next step"})  # fmt: skip

# A heading of sums of money.
_MONEY = re.compile(r"[£$€]|\b000s?\b")

# What a next step is called in a heading.
_PARTS = frozenset({"action", "step", "steps", "milestone", "milestones", "task", "tasks"})


def choose(headings: Sequence[Heading], bodies: Sequence[Sequence[str]], period: Quarter) -> Layout:
    """The layout of a table of activities with these headings; `bodies` are the texts below each, “” for an empty cell."""
    return Chooser(headings, bodies, period).layout()


class Chooser:
    """What is settled so far of a table's columns: `fields` and `why`, by number, and what has to be said."""

    def __init__(
        self, headings: Sequence[Heading], bodies: Sequence[Sequence[str]], period: Quarter
    ) -> None:
        self.headings = headings
        self.bodies = bodies
        self.profiles = [profile(body) for body in bodies]
        self.period = period
        self.told: list[ColumnDoubt] = []
        self.lost: list[tuple[str, str]] = []
        self.rivals: list[tuple[str, int]] = []
        self.why: dict[int, str] = {}
        self.grouped = False  # the rows of one title are one activity
        self.fields: list[str | None] = [self._by_cells(n) for n in range(len(headings))]

    def layout(self) -> Layout:
        steps = is_of_steps(set(self.fields))
        if steps:
            names: dict[str | None, str] = {"lead": "owner", "due": "step_due"}
            self.fields = [names.get(field, field) for field in self.fields]
        self._times()
        status_by_words(self)
        choose_title(self)
        self._beside_steps()
        self._statuses()
        for field in ("progress", "next_steps", "both", "status_reason", "status_and_progress"):
            self._texts(field)
        self._people("lead")
        self._people("portfolio")
        choose_objectives(self)
        for field in ("due", "due_original", "due_revised", "percent_complete", "as_at", "code"):
            self._one(field)
        self._speak()
        columns = tuple(
            Column(heading, field if field not in ("ignore", "target") else None, self.why.get(n, ""))
            for n, (heading, field) in enumerate(zip(self.headings, self.fields, strict=True))
        )  # fmt: skip
        return Layout(columns, tuple(self.told), tuple(self.lost), tuple(self.rivals), steps=steps, grouped=self.grouped)  # fmt: skip

    # What stands below a heading may say that it means something else.

    def _by_cells(self, n: int) -> str | None:
        heading, found = self.headings[n], self.profiles[n]
        field = heading.field
        if not heading.text.strip() and n == 0 and found.cells > 1:
            # A first column without a heading that has a short text with a number for each row.
            coded = all(any(c.isdigit() for c in text) for text in self.bodies[n] if text)
            if coded and found.distinct > 0.99 and found.length < 14:
                self.told.append(ColumnDoubt("import-column", "the first column, which has no heading, is taken for the code", n))  # fmt: skip
                return "code"
        if heading.named or field is None or not found.cells:
            return None if field == "target" else field
        shares = found.percents + found.numbers if found.percents else 0.0
        if field == "progress" and found.numbers > 0.9 and found.length < 4:
            shares = found.numbers  # “45”, “100”
        if field == "progress" and found.numbers > 0.6 and _MONEY.search(heading.text):
            return "ignore"
        if field in ("progress", "status", "due") and shares > 0.6:
            return self.other(n, "percent_complete", "percentages stand below it")
        if field == "target":
            return self.other(n, "due", "dates stand below it") if found.dates > 0.6 else "ignore"
        if field == "as_at" and found.dates < 0.5:
            return self.other(n, "progress", "texts stand below it")
        if field == "progress" and found.dates > 0.9 and found.length < 25:
            return self.other(n, "as_at", "dates stand below it")
        if field == "status" and found.length > 60 and found.statuses < 0.5:
            return self.other(n, "progress", "texts stand below it, and no words of status")
        if (
            field == "status"
            and heading.other == "progress"
            and (found.length > 28 or self._ends(n))
        ):
            return self.other(n, "progress", "texts stand below it, and no words of status")
        if field == "progress" and found.statuses > 0.9 and found.length < 25:
            if not any(h.field == "status" for h in self.headings):
                return self.other(n, "status", "words of status stand below it")
        if field == "objective" and heading.rank > 1 and self._is_account(n):
            return self.other(
                n, "progress", "each row has another text, and no column says what has happened"
            )
        if field == "objective" and found.levels > 0.9 and found.numbers < 0.9:
            return "ignore"
        if field == "code" and heading.rank > 1 and found.length > 25:
            return "title"
        if field == "code" and found.length > 60:
            return self.other(n, "title", "texts stand below it")
        return field

    def _ends(self, n: int) -> bool:
        """Whether most of what stands below a heading are sentences with a full stop."""
        return 2 * sum(t.rstrip().endswith(".") for t in self.bodies[n]) > self.profiles[n].cells

    def _is_account(self, n: int) -> bool:
        """Whether an “Outcome” is what has come of the action: a sentence of its own for each."""
        told = {"progress", "both", "status_and_progress"}
        whole = sum(text.rstrip().endswith(".") for text in self.bodies[n])
        own = self.profiles[n].distinct > 0.99 and self.profiles[n].cells > 1
        return own and 2 * whole > self.profiles[n].cells and not any(h.field in told for h in self.headings)  # fmt: skip

    def _times(self) -> None:
        """Columns that only name a time (“Q2”, “Q3”) hold what stands below them all: words of status, texts …"""
        bare = [
            n for n, heading in enumerate(self.headings)
            if heading.field is None and heading.when.side is not Side.NONE and not heading.named and self.profiles[n].cells
        ]  # fmt: skip
        if not bare:
            return
        found = profile([text for n in bare for text in self.bodies[n]])
        field = None
        if found.statuses > 0.6:
            field = "status"
        elif found.percents > 0.6:
            field = "percent_complete"
        elif found.length > 12 and found.dates < 0.5:
            field = "progress"
        for n in bare if field else ():
            self.fields[n] = field

    def other(self, n: int, field: str, because: str) -> str:
        self.tell(n, f"is taken for {_said(field)}, since {because}")
        return field

    def tell(self, n: int, what: str, name: str = "import-column") -> None:
        self.told.append(ColumnDoubt(name, f"the column “{self.headings[n].text}” {what}", n))

    def of(self, field: str) -> list[int]:
        return [n for n, own in enumerate(self.fields) if own == field]

    def drop(self, n: int, why: str) -> None:
        self.fields[n] = None
        self.why[n] = why

    def best(self, numbers: list[int]) -> list[int]:
        rank = min((self.headings[n].rank for n in numbers), default=0)
        for n in numbers:
            if self.headings[n].rank > rank:
                other = self.headings[n].other
                self.fields[n] = other if other not in ("", "ignore") else None
                self.why[n] = "another column says it better"
        return [n for n in numbers if self.headings[n].rank == rank]

    # The quarter

    def _in_time(self, field: str) -> list[int]:
        """The columns of a field that may be of the quarter; those of others are dropped."""
        found = self.of(field)
        if len(found) == 1 and self.headings[found[0]].named:
            return found
        ahead = Side.NEXT if field == "next_steps" else None
        sides: dict[Side, list[int]] = {}
        for n in found:
            side = self.headings[n].when.side
            sides.setdefault(Side.OWN if side is ahead and len(found) == 1 else side, []).append(n)
        own, open_ = sides.get(Side.OWN, []), sides.get(Side.NONE, [])
        late = sides.get(Side.LATE, [])
        if field == "next_steps" and (following := sides.pop(Side.NEXT, [])):
            own = self._following(own, following)
        for side in (Side.BEFORE, Side.NEXT, Side.AFTER):
            for n in sides.get(side, []):
                self.drop(n, f"it is of another quarter than {self.period}")
        if own:
            kept = self._latest(field, own, late)
            for n in (*open_, *late):
                if field == "status" and n in open_ and kept:
                    self.rivals.append((field, n))
                    self.drop(n, f"“{self.headings[kept[0]].text}” names the quarter")
                elif n in late:
                    self.drop(n, f"it is of a later day than {self.period}")
            return kept + (open_ if field != "status" else [])
        if open_ and late:
            for n in late:
                self.drop(n, f"it is of a later day than {self.period}")
            return open_
        if late:
            if len(late) > 1:
                self.cannot(field, late)
                return []
            self.tell(late[0], f"names a day after {self.period}, and is read as its report")
            return late
        if not open_ and found:
            names = ", ".join(f"“{self.headings[n].text}”" for n in found)
            self.lose(field, f"no column is of {self.period}; there is {names}")
        return open_

    def _following(self, own: list[int], following: list[int]) -> list[int]:
        """Of next steps written in the quarter and for the next one: those that say something."""
        own_said = [n for n in own if self.profiles[n].cells]
        next_said = [n for n in following if self.profiles[n].cells]
        if own_said and next_said:
            self.cannot("next_steps", [*own, *following])
            return []
        kept = own_said or next_said or own or following
        for n in {*own, *following} - set(kept):
            self.drop(n, "it is empty")
        return kept

    def _latest(self, field: str, own: list[int], late: list[int]) -> list[int]:
        """Of several months of the quarter the last."""
        ends = {n: self.headings[n].when.end for n in own}
        dated = [end for end in ends.values() if end is not None]
        if not dated:
            return own
        if field in ("progress", "both") and len(own) > 1:
            return own  # the news of each month are those of the quarter
        last = max(dated)
        if (last.year, last.month) != (self.period.last_day.year, self.period.last_day.month):
            if late:
                self.cannot(field, [*own, *late])
                return []
            kept = [n for n in own if ends[n] in (last, None)]
            self.tell(kept[0], f"names the latest month that is printed for {self.period}")
        else:
            kept = [n for n in own if ends[n] in (last, None)]
        for n in set(own) - set(kept):
            self.drop(n, f"it is of an earlier month of {self.period}")
        return kept

    def cannot(self, field: str, numbers: list[int]) -> None:
        names = " or ".join(f"“{self.headings[n].text}”" for n in numbers)
        self.lose(field, f"it cannot be told which of its columns is meant: {names}")
        for n in numbers:
            self.drop(n, f"it cannot be told which column is {_said(field)}")

    def lose(self, field: str, why: str) -> None:
        self.lost.append((field, why))

    def same(self, numbers: list[int]) -> bool:
        return len({tuple(self.bodies[n]) for n in numbers}) == 1

    # The fields

    def _statuses(self) -> None:
        best = self.best(self._in_time("status"))
        if len(best) < 2:
            return
        said = [n for n in best if self.profiles[n].cells]
        if len(said) == 1 or self.same(best):
            kept = said[0] if said else best[0]
            for n in best:
                if n != kept:
                    self.drop(n, "it says nothing else" if said else "it is empty")
            return
        coloured = [n for n in said if re.search(r"b?rag\b|traffic", self.headings[n].text, re.I)]
        plain = [n for n in said if n not in coloured]
        if len(coloured) == 1 and plain and self.profiles[coloured[0]].statuses > 0.7:
            kept = coloured[0]
            for n in plain:
                self.rivals.append(("status", n))
                self.drop(n, f"“{self.headings[kept].text}” is taken for the status")
            self.tell(kept, "is taken for the status, and others may be it, too")
            return
        self.cannot("status", best)

    def _texts(self, field: str) -> None:
        best = self.best(self._in_time(field))
        if len(best) > 1 and self.same(best):
            for n in best[1:]:
                self.drop(n, "it says nothing else")

    def _people(self, field: str) -> None:
        best = self.best(self.of(field))
        if len(best) > 1 and self.same(best):
            for n in best[1:]:
                self.drop(n, "it says nothing else")

    def _one(self, field: str) -> None:
        best = self.best(self._in_time(field))
        if len(best) < 2:
            return
        said = [n for n in best if self.profiles[n].cells]
        if len(said) == 1 or self.same(best):
            kept = said[0] if said else best[0]
            for n in best:
                if n != kept:
                    self.drop(n, "it is empty or says nothing else")
        elif field == "code":
            # “No.” only counts the rows; a reference is the council's own.
            counting = [n for n in best if counts(self.bodies[n])]
            kept = next((n for n in best if n not in counting), best[0])
            for n in best:
                if n != kept:
                    self.drop(n, f"“{self.headings[kept].text}” is taken for the code")
            if len(best) - len(counting) > 1:
                self.tell(kept, "is taken for the code, and others may be it, too")
        else:
            self.cannot(field, best)

    def _beside_steps(self) -> None:
        """A date and an owner that stand right of the next steps are theirs."""
        steps = self.of("next_steps")
        leads, dates = self.of("lead"), self.of("due")
        for at in steps:
            right = [n for n in (at + 1, at + 2) if n < len(self.fields)]
            for n in right:
                name = self.headings[n].text.casefold().strip(" :?")
                named = name in _OF_STEPS or len(dates) > 1 or "step" in name
                if n in dates and (n == at + 1 or self.fields[at + 1] == "owner"):
                    if (
                        named
                        or self.fields[at + 1] == "owner"
                        or self._of_steps(at, n)
                        or self._in_lines(at, n)
                    ):
                        self.fields[n] = "step_due"
                        dates.remove(n)
                    else:
                        self.tell(n, "stands beside the next steps; its date is read as that of the whole activity")  # fmt: skip
                elif n in leads and len(leads) > 1 and self.fields[at + 1] in ("lead", "step_due"):
                    if re.search(r"owner|who|assigned|responsible", name):
                        self.fields[n] = "owner"
                        leads.remove(n)

    def _of_steps(self, at: int, n: int) -> bool:
        """Whether a heading names what the steps are called, and no title is: “Action due” beside “Next action”."""
        words = {name: set(fold(self.headings[m].text).replace("actions", "action").split()) for name, m in (("steps", at), ("own", n))}  # fmt: skip
        titles = {word for m in self.of("title") for word in fold(self.headings[m].text).split()}
        return bool(words["steps"] & words["own"] & _PARTS - titles)

    def _in_lines(self, at: int, n: int) -> bool:
        """Whether the dates have as many lines as the steps."""
        pairs = [
            (len(steps.split("\n")), len(dates.split("\n")))
            for steps, dates in zip(self.bodies[at], self.bodies[n], strict=True)
            if steps and dates
        ]
        return any(lines > 1 for lines, _ in pairs) and all(a == b for a, b in pairs)

    # What has to be said

    def _speak(self) -> None:
        for n, heading in enumerate(self.headings):
            field, profile = self.fields[n], self.profiles[n]
            if not heading.text.strip() or heading.named:
                continue
            why = self.why.get(n)
            bare = heading.field is None and heading.when.side is not Side.NONE
            if heading.field is None and field is None and profile.cells and not (bare and why):
                what = f'is not known; write --column "{heading.text}=FIELD" to say what it holds'
                self.told.append(ColumnDoubt("import-unknown-heading", f"the heading “{heading.text}” {what}", n))  # fmt: skip
            elif field in (None, "ignore", "target") and profile.cells and (heading.field or bare):
                told = why or "it is no field of an activity"
                self.tell(n, f"is not read: {told}", "import-unread-column")
            elif not _is_plain(heading, field) and field is not None and not self._said_of(n):
                self.tell(n, f"is taken for {_said(field)}")

    def _said_of(self, n: int) -> bool:
        return any(told.column == n for told in self.told)


def _is_plain(heading: Heading, field: str | None) -> bool:
    """Whether a heading says by itself what its column holds: “Area” and “Stage” may be many things."""
    doubtful = heading.rank > 1 and field in ("objective", "title", "status", "progress")
    return heading.sure and not doubtful


def _said(field: str) -> str:
    """A field in words."""
    return {
        "percent_complete": "the percentage complete", "due": "the due date", "step_due": "the due date of the next steps",
        "next_steps": "the next steps", "as_at": "the as-at day", "both": "progress and next steps",
        "status_reason": "the reason of the status",
    }.get(field, f"the {field.replace('_', ' ')}")  # fmt: skip
