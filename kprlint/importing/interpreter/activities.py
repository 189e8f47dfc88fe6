"""A draft and its code → an activity, with everything that is doubtful about it."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kprlint.importing.cells import Location
from kprlint.importing.interpreter import statuses
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.due import Typed, dated, read_date
from kprlint.importing.interpreter.found import Draft, FoundActivity, FoundStep, Piece
from kprlint.importing.interpreter.headings import fold
from kprlint.importing.interpreter.headings import read as read_heading
from kprlint.importing.interpreter.labels import Labels
from kprlint.importing.interpreter.lists import items
from kprlint.importing.interpreter.periods import Side, when_in
from kprlint.importing.interpreter.texts import letters
from kprlint.model import Kind, Quarter
from kprlint.model.code import Code

# “long- term”, but not “first- and second-hand”.
_BROKEN = re.compile(r"([a-z])- (?!and\b|or\b|to\b)(?=[a-z])")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(%|per ?cent)?", re.I)
_RANGE = re.compile(r"\d\s*%?\s*(?:[-–—]|to)\s*\d{1,3}\s*(?:%|per ?cent)", re.I)
# An as-at day lies in the quarter or in the months after it in which it is reported on.
_REPORTED = timedelta(days=150)
_LONG_TITLE = 250
# Fields that are asked for only where the source has a column for them.
_TEXTS = (("progress", "progress"), ("next_steps", "next steps"), ("status_reason", "reason of the status"))  # fmt: skip
# Of what is over no next step is asked for.
_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})
_ASKED = (("next_steps", "next steps"), ("lead", "lead"), ("portfolio", "portfolio"))


class Maker:
    """Makes activities of drafts; `left_over` hears of text that goes nowhere."""

    def __init__(
        self,
        labels: Labels,
        words: statuses.StatusWords,
        period: Quarter,
        has: frozenset[str],
        left_over: list[Doubt],
    ) -> None:
        self._labels = labels
        self._words = words
        self._period = period
        self._has = has  # the fields that the source has columns for
        self._left_over = left_over
        # What was assumed of words of status: the sentence, where the first stands, and whose status it is.
        self.assumed: dict[str, tuple[Location, list[Code]]] = {}
        # “None” and its like by the field where they stand and the word, as above.
        self.nothing: dict[tuple[str, str], tuple[Location, list[Code]]] = {}

    def make(self, draft: Draft, code: Code) -> FoundActivity:
        self._part_status(draft)
        self._part_both(draft)
        status = self._status(draft, code)
        leads = self._labels.read(draft, "lead")
        portfolios = self._labels.read(draft, "portfolio")

        def report(name: str, message: str, text: str, place: Location) -> None:
            draft.doubt(name, message, text, place)

        self._tell_other_quarters(draft)
        self._take_nothing(draft, code)
        progress = items(draft.pieces["progress"], report)
        steps = items(draft.pieces["next_steps"], report, short=True)
        title = _title(draft)
        reason = " ".join(p.text for p in draft.pieces["status_reason"] if letters(p.text))
        if reason and status.reason:
            draft.doubt("import-two-columns", "the reason of the status stands in two cells, which are joined")  # fmt: skip
        self._ask(draft, title, progress, steps, leads, portfolios, over=status.kind in _OVER)
        for text in (title, status.word, *leads, *portfolios):
            if "\ufffd" in text:
                draft.doubt("import-garbage", "this text has characters that are none", text)
        if draft.rows > 1:
            draft.doubt(
                "import-continued-row", f"its text stands in {draft.rows} rows, which are joined"
            )
        due, percent, as_at = self._due(draft), self._percent(draft), self._as_at(draft)
        doubtful = {text for name, _, _, text in draft.doubts if name == "import-garbage"}
        read = [dated(step, self._period, sure=step not in doubtful) for step in steps]
        promised = self._with_columns(draft, read)
        return FoundActivity(
            code=code,
            title=title,
            status=status.word,
            kind=status.kind,
            leads=leads,
            portfolios=portfolios,
            progress=progress,
            next_steps=promised,
            doubts=tuple(
                Doubt(name, place, str(code), message, text)
                for name, place, message, text in dict.fromkeys(draft.doubts)
            ),
            place=draft.place,
            status_reason=" ".join(part for part in (status.reason, reason) if part),
            as_at=next((b.as_at for b in draft.beside if b.as_at), None) or as_at,
            continues=tuple(link for b in draft.beside for link in b.continues),
            due=next((str(b.due) for b in draft.beside if b.due), None) or due,
            percent_complete=next(
                (b.percent_complete for b in draft.beside if b.percent_complete is not None),
                percent,
            ),
            asks_lead="lead" in self._has,
            asks_portfolio="portfolio" in self._has,
            sources=tuple(draft.sources),
        )

    def _take_nothing(self, draft: Draft, code: Code) -> None:
        """Takes “None”, “N/A” and their like out of the fields that they say nothing for; a sentence stays as it is written."""
        for field, name in _TEXTS:
            said = _flat(_joined(draft.pieces[field]))
            is_sentence = " " in said and said.endswith(".")
            if letters(said) and v.says_nothing(said) and not is_sentence:
                place = draft.pieces[field][0].place
                self.nothing.setdefault((name, said), (place, []))[1].append(code)
                draft.pieces[field].clear()

    # Status

    def _status(self, draft: Draft, code: Code) -> statuses.ReadStatus:
        for name, why in draft.layout.lost:
            if name == "status":
                draft.doubt("import-lost-status", f"the status: {why}")
                return statuses.ReadStatus(self._words.lost().word, self._words.lost().kind)
        said = [p for p in draft.pieces["status"] if p.text.strip()]
        status = statuses.read(
            # An activity over several rows may have its status in each.
            "\n".join(dict.fromkeys(p.text for p in said)),
            draft.icons,
            draft.fill,
            self._words,
        )
        place = said[-1].place if said else draft.place
        if status.is_assumed:
            message = status.doubt[1] if status.doubt else ""
            self.assumed.setdefault(message, (place, []))[1].append(code)
        elif status.doubt:
            name, message = status.doubt
            text = " ".join(p.text for p in said) or " ".join(draft.icons)
            if status.is_lost and not self._has & {"status", "status_and_progress"}:
                message = "the source has no column for the status"
            draft.doubt(name, message, "" if text and text in message else text, place)
        if status.rest:
            message = "this text stands in the cell of the status and went nowhere"
            self._left_over.append(Doubt("import-left-over", place, None, message, status.rest))
        return status

    def _part_status(self, draft: Draft) -> None:
        """Parts a cell that holds the status and what is told of it."""
        pieces = draft.pieces["status_and_progress"]
        if not pieces:
            return
        first, *others = pieces
        found = statuses.first_word(first.text, self._words)
        if found is None:
            draft.pieces["progress"][:0] = pieces
            draft.doubt("import-two-columns", "one cell holds status and progress, and its status was not found")  # fmt: skip
            return
        word, rest = found
        draft.pieces["status"].append(Piece(word, False, first.place))
        told = [Piece(rest, False, first.place)] if letters(rest) else []
        draft.pieces["progress"][:0] = [*told, *others]
        if told or others:
            draft.doubt("import-two-columns", "one cell holds status and progress; they were parted after the word of status")  # fmt: skip

    def _part_both(self, draft: Draft) -> None:
        """Parts a cell that holds progress and next steps, where it names the second itself."""
        pieces = draft.pieces["both"]
        if not pieces:
            return
        at = next((n for n, piece in enumerate(pieces) if self._opens_steps(piece)), None)
        if at is None:
            draft.pieces["progress"].extend(pieces)
            draft.doubt("import-two-columns", "one cell holds progress and next steps; all of it is read as progress, part it by hand")  # fmt: skip
            return
        label, colon, rest = pieces[at].text.partition(":")
        opened = [Piece(rest.strip(), False, pieces[at].place)] if colon and letters(rest) else []
        before = [p for n, p in enumerate(pieces[:at]) if not (n == 0 and self._is_label(p, "progress"))]  # fmt: skip
        draft.pieces["progress"].extend(before)
        draft.pieces["next_steps"].extend([*opened, *pieces[at + 1 :]])
        draft.doubt("import-two-columns", f"one cell holds progress and next steps; they were parted at “{label.strip()}”")  # fmt: skip

    def _opens_steps(self, piece: Piece) -> bool:
        label, colon, _ = piece.text.partition(":")
        if not colon and len(piece.text) > 40:
            return False
        return self._is_heading(label, "next_steps")

    def _is_label(self, piece: Piece, name: str) -> bool:
        return len(piece.text) < 40 and self._is_heading(piece.text.strip(" :"), name)

    def _is_heading(self, text: str, name: str) -> bool:
        heading = read_heading(text, self._period)
        return heading.field == name and heading.sure

    def _tell_other_quarters(self, draft: Draft) -> None:
        """Tells of lines that begin with another quarter than the one that is imported: “Q1: …”."""
        for piece in draft.pieces["progress"]:
            label, colon, _ = piece.text.partition(":")
            if not colon or len(label) > 30:
                continue
            rest, when = when_in(fold(label), self._period)
            plain = rest in ("", "update", "progress", "status", "position")
            if plain and when.side in (Side.BEFORE, Side.NEXT, Side.AFTER):
                message = f"“{label}:” begins a text of another time than {self._period}; it stands in its progress"
                draft.doubt("import-other-quarter", message, place=piece.place)

    # Dates and figures

    def _due(self, draft: Draft) -> Typed | None:
        cells = {name: _joined(draft.pieces[name]) for name in ("due", "due_original", "due_revised")}  # fmt: skip
        read = {}
        for name, text in cells.items():
            read[name] = read_date(text, self._period)
            if read[name].doubt:
                draft.doubt("import-unread-date", read[name].doubt, place=draft.pieces[name][0].place)  # fmt: skip
        first = read["due"].typed or read["due_original"].typed
        revised = read["due_revised"].typed
        if letters(cells["due_revised"]) and revised is None and first is not None:
            draft.doubt("import-revised-date", f"the revised date “{cells['due_revised']}” cannot be read, so that no due date is written")  # fmt: skip
            return None
        if revised is not None and first is not None and revised != first:
            draft.doubt("import-revised-date", f"it was first due {_flat(cells['due_original'] or cells['due'])}; the revised date is written")  # fmt: skip
        if read["due"].typed and read["due_original"].typed and read["due"].typed != read["due_original"].typed and not revised:  # fmt: skip
            draft.doubt("import-revised-date", f"it was first due {_flat(cells['due_original'])}; the date that holds now is written")  # fmt: skip
        return revised or first

    def _percent(self, draft: Draft) -> int | None:
        text = _flat(_joined(draft.pieces["percent_complete"]))
        if not any(c.isalnum() for c in text):
            return None
        found = _PERCENT.fullmatch(text)
        if found is None:
            if _RANGE.search(text):
                draft.doubt("import-unread-figure", f"“{text}” is a range, and is not written")
                return None
            inside = re.findall(r"(\d{1,3}(?:\.\d+)?)\s*%", text)
            if len(inside) != 1:
                draft.doubt("import-unread-figure", f"“{text}” is no percentage")
                return None
            draft.doubt("import-unread-figure", f"the percentage is taken from “{text}”")
            value = float(inside[0])
        else:
            value = float(found[1])
            if not found[2] and 0 < value <= 1:
                draft.doubt("import-unread-figure", f"“{text}” may be a share or a percentage, and is not written")  # fmt: skip
                return None
        if value > 100:
            draft.doubt("import-unread-figure", f"“{text}” is more than 100 %, and is not written")
            return None
        if value != int(value):
            draft.doubt("import-unread-figure", f"“{text}” is rounded to whole numbers")
        return int(value + 0.5)

    def _as_at(self, draft: Draft) -> date | None:
        text = _joined(draft.pieces["as_at"])
        if not letters(text):
            return None
        day = read_date(text, self._period)
        if not isinstance(day.typed, date):
            draft.doubt("import-unread-date", f"“{_flat(text)}” is no day, so that the as-at day is left out")  # fmt: skip
            return None
        if not self._period.first_day <= day.typed <= self._period.last_day + _REPORTED:
            draft.doubt("import-unread-date", f"the text is of {_flat(text)}, which is no day of a report on {self._period}; the as-at day is left out")  # fmt: skip
            return None
        return day.typed

    def _with_columns(self, draft: Draft, steps: Sequence[FoundStep]) -> tuple[FoundStep, ...]:
        """The steps with the dates and owners of the columns beside them."""
        days, owners = (
            self._texts_beside(draft, name, len(steps)) for name in ("step_due", "owner")
        )
        if not steps:
            for text in (*days, *owners):
                draft.doubt("import-step-column", "it has no next step to belong to", text)
            return tuple(steps)
        found = list(steps)
        for n, text in enumerate(self._shared(draft, days, len(steps), "date")):
            if not letters(text):
                continue
            read = read_date(text, self._period)
            if read.typed is None:
                draft.doubt("import-unread-date", read.doubt or f"“{text}” is no date")
            elif found[n].due not in (None, read.typed):
                draft.doubt("import-step-column", f"the words of a step say {found[n].due}, and its column {_flat(text)}, which is written")  # fmt: skip
            if read.typed is not None:
                found[n] = FoundStep(found[n].action, read.typed, found[n].owner)
        for n, text in enumerate(self._shared(draft, owners, len(steps), "owner")):
            found[n] = FoundStep(found[n].action, found[n].due, found[n].owner or text)
        return tuple(found)

    @staticmethod
    def _texts_beside(draft: Draft, name: str, steps: int) -> list[str]:
        """The texts of a column beside the steps; rows of a table of their own have one each, an empty one too."""
        texts = [p.text for p in draft.pieces[name]]
        said = [text for text in texts if letters(text)]
        return texts if said and draft.parts == steps == len(texts) else said

    @staticmethod
    def _shared(draft: Draft, texts: list[str], steps: int, what: str) -> list[str]:
        """A text for each step; nothing where that cannot be told."""
        if not texts or len(texts) == steps:
            return texts
        if len(texts) == 1:
            draft.doubt("import-step-column", f"one {what} stands beside {steps} steps; each has it", texts[0])  # fmt: skip
            return texts * steps
        message = f"{len(texts)} {what}s stand beside {steps} next steps, and none is written"
        draft.doubt("import-step-column", message, " | ".join(texts))
        return []

    def _ask(
        self,
        draft: Draft,
        title: str,
        progress: tuple[str, ...],
        steps: tuple[str, ...],
        leads: tuple[str, ...],
        portfolios: tuple[str, ...],
        *,
        over: bool,
    ) -> None:
        said = {"next_steps": steps, "lead": leads, "portfolio": portfolios}
        asked = [("title", title), ("progress", progress if self._has_text else ("-",))]
        asked += [
            (name, said[key])
            for key, name in _ASKED
            if key in self._has and not (over and key == "next_steps")
        ]
        for name, value in asked:
            if not value:
                draft.doubt("import-empty-cell", f"the source gives no {name}")

    @property
    def _has_text(self) -> bool:
        return bool(self._has & {"progress", "both", "status_and_progress"})


def _title(draft: Draft) -> str:
    printed = " ".join(p.text for p in draft.pieces["title"])
    mended = _BROKEN.sub(r"\1-", printed)
    if mended != printed:
        draft.doubt("import-mended-word", "a word broken at its hyphen is closed up", printed)
    below = draft.pieces["title"][1:]
    if below and (len(mended) > _LONG_TITLE or any(p.text[:1].isupper() for p in below)):
        draft.doubt(
            "import-long-title", "its title has several lines; some of it may be a description"
        )
    return mended


def _joined(pieces: Sequence[Piece]) -> str:
    return "\n".join(p.text for p in pieces)


def _flat(text: str) -> str:
    return " ".join(text.split())
