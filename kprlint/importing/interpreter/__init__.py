"""A source → the activities of a plan, and everything that is doubtful about them.

`rows.py` finds the activities' cells, `lists.py` makes items of lines, `labels.py` reads people and portfolios,
`codes.py` gives each its code; `words.toml` has the words that councils use. Nothing is guessed silently: what is
not certain is a `Doubt`, and what went nowhere is left over.
"""

import re
from dataclasses import replace

from kprlint.importing.cells import Place, Source
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.codes import codes_for, objective_in
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.due import dated
from kprlint.importing.interpreter.found import (
    Activity,
    Draft,
    Imported,
    Objective,
    Piece,
    Section,
    Word,
)
from kprlint.importing.interpreter.labels import Labels
from kprlint.importing.interpreter.lists import items
from kprlint.importing.interpreter.rows import Walked, letters, walk
from kprlint.importing.interpreter.summary import check_summary
from kprlint.model import Code, Kind, Quarter
from kprlint.model.printed import read_status

__all__ = ["interpret"]

# “long- term”, but not “first- and second-hand”.
_BROKEN = re.compile(r"([a-z])- (?!and\b|or\b|to\b)(?=[a-z])")


def interpret(source: Source, period: Quarter) -> Imported:
    """The plan that `source` reports on as of `period`."""
    walked = walk(source)
    doubts = list(walked.doubts)
    drafts = [part for draft in walked.drafts for part in _parted(draft)]
    codes = codes_for(drafts, walked.sections)
    labels = Labels(drafts, [s.title for s in walked.sections])
    words = _Words(walked.words)
    activities = []
    for draft, code in zip(drafts, codes, strict=True):
        if code is None:
            said = [p.text for own in draft.pieces.values() for p in own]
            text = " | ".join([*draft.codes, *said])
            message = "no code is free for this activity: an objective has 99 at most"
            walked.left_over.append(Doubt("import-left-over", draft.place, None, message, text))
            continue
        activities.append(_activity(draft, code, labels, words, period, walked))
    activities.sort(key=lambda a: a.code)
    found = tuple(activities)
    summary = check_summary(walked, found, doubts)
    return Imported(
        activities=found,
        objectives=_objectives(drafts, codes, doubts),
        statuses=tuple(words.all),
        leads=labels.sure("lead"),
        portfolios=labels.sure("portfolio"),
        doubts=tuple(doubts),
        left_over=tuple(walked.left_over),
        summary=summary,
    )


def _parted(draft: Draft) -> list[Draft]:
    """A draft for each code of a row; what the row says once, each has."""
    if len(draft.codes) < 2:
        return [draft]
    title = " ".join(p.text for p in draft.pieces["activity"])
    parts = []
    for number, code in enumerate(draft.codes):
        _, _, title = title.partition(code)
        following = draft.codes[number + 1] if number + 1 < len(draft.codes) else None
        own = title.partition(following)[0] if following else title
        pieces = {name: list(said) for name, said in draft.pieces.items()}
        pieces["activity"] = (
            [Piece(own.strip(" :-–—."), False, draft.place)] if letters(own) else []
        )
        count = len(draft.codes)
        for name in ("progress", "next_steps"):
            if len(pieces[name]) == count:
                pieces[name] = [pieces[name][number]]
        others = ", ".join(c for c in draft.codes if c != code)
        part = replace(
            draft, codes=[code], pieces=pieces, icons=list(draft.icons), shared=count, part=number,
            doubts=list(draft.doubts),
        )  # fmt: skip
        part.doubt(
            "import-two-in-one-row",
            f"one row holds this activity and {others}; a cell with a line for each was shared out, "
            "and of any other cell each has the whole",
        )
        parts.append(part)
    return parts


class _Words:
    """The plan's words of status: those of the key first, then those met."""

    def __init__(self, key: list[Word]) -> None:
        self.all = list(key)
        self._folded = {v.fold(word.word): word.word for word in key}

    def named(self, word: str, kind: Kind) -> str:
        """`word` as the plan has it."""
        folded = v.fold(word)
        if folded not in self._folded:
            self._folded[folded] = word
            self.all.append(Word(word, kind))
        return self._folded[folded]

    def meant(self, kind: Kind) -> str:
        """The plan's word of a kind."""
        known = next((w.word for w in self.all if w.kind is kind), None)
        return known if known is not None else self.named(v.default_word(kind), kind)


def _activity(
    draft: Draft, code: Code, labels: Labels, words: _Words, period: Quarter, walked: Walked
) -> Activity:
    status, kind, reason = _status(draft, words, walked)
    leads = labels.read(draft, "lead")
    portfolios = labels.read(draft, "portfolio")

    def report(name: str, message: str, text: str, place: Place) -> None:
        draft.doubt(name, message, text, place)

    progress = items(draft.pieces["progress"], report)
    steps = items(draft.pieces["next_steps"], report)
    title = _title(draft)
    for name, said in (
        ("title", title), ("progress", progress), ("next steps", steps), ("lead", leads), ("portfolio", portfolios)
    ):  # fmt: skip
        if not said:
            draft.doubt("import-empty-cell", f"the source gives no {name}")
    for text in (title, status, *leads, *portfolios):
        if "\ufffd" in text:
            draft.doubt("import-garbage", "this text has characters that are none", text)
    if draft.rows > 1:
        draft.doubt(
            "import-continued-row", f"its text stands in {draft.rows} rows, which are joined"
        )
    doubtful = {text for name, _, _, text in draft.doubts if name == "import-garbage"}
    own = tuple(
        Doubt(name, place, str(code), message, text)
        for name, place, message, text in dict.fromkeys(draft.doubts)
    )
    return Activity(
        code=code,
        title=title,
        status=status,
        kind=kind,
        leads=leads,
        portfolios=portfolios,
        progress=progress,
        next_steps=tuple(dated(step, period, sure=step not in doubtful) for step in steps),
        doubts=own,
        place=draft.place,
        status_reason=reason,
        as_at=next((b.as_at for b in draft.beside if b.as_at), None),
        continues=tuple(link for b in draft.beside for link in b.continues),
    )


def _title(draft: Draft) -> str:
    printed = " ".join(p.text for p in draft.pieces["activity"])
    mended = _BROKEN.sub(r"\1-", printed)
    if mended != printed:
        draft.doubt("import-mended-word", "a word broken at its hyphen is closed up", printed)
    return mended


def _status(draft: Draft, words: _Words, walked: Walked) -> tuple[str, Kind, str]:
    said = [p for p in draft.pieces["status"] if p.text.strip()]
    text, reason = read_status(" ".join(p.text for p in said))
    found = v.leading_status(text)
    if found is not None:
        word, rest = found
        kind = v.kind_of(word) or Kind.UNKNOWN
        if letters(rest):
            place = said[-1].place
            message = "this text stands in the cell of the status and went nowhere"
            walked.left_over.append(Doubt("import-left-over", place, None, message, rest))
            draft.doubt(
                "import-unknown-status", "the status is followed by other text", text, place
            )
        return words.named(word, kind), kind, reason
    alternatives = (
        (v.kind_of_symbol(text), f"the symbol {text}"),
        *(((v.kind_of(icon) or _kind_in(icon)), f"a picture of “{icon}”") for icon in draft.icons),
        (v.kind_of_colour(draft.fill), f"the colour {draft.fill}"),
    )
    for seen, what in alternatives:
        if seen is not None:
            draft.doubt("import-status-from-colour", f"the status is taken from {what}", text)
            if letters(text):
                _leave(text, draft, walked)
            return words.meant(seen), seen, reason
    if letters(text) and len(text) <= 30:
        draft.doubt("import-unknown-status", "the kind of this status is not known", text)
        return words.named(text, Kind.UNKNOWN), Kind.UNKNOWN, reason
    if letters(text):
        _leave(text, draft, walked)
    what = f"only “{text}” stands" if text else "nothing stands"
    draft.doubt("import-lost-status", f"{what} where the status belongs", text)
    return words.meant(Kind.UNKNOWN), Kind.UNKNOWN, reason


def _leave(text: str, draft: Draft, walked: Walked) -> None:
    message = "this text stands in the cell of the status and went nowhere"
    walked.left_over.append(Doubt("import-left-over", draft.place, None, message, text))


def _kind_in(icon: str) -> Kind | None:
    """The one kind that the words of an alternative text name."""
    kinds = {kind for word in re.findall(r"[A-Za-z]+", icon) if (kind := v.kind_of(word))}
    return kinds.pop() if len(kinds) == 1 else v.kind_of_symbol(icon)


def _named(section: Section) -> str:
    return f"“{section.title}”" + (f" of “{section.theme}”" if section.theme else "")


def _objectives(
    drafts: list[Draft], codes: list[Code | None], doubts: list[Doubt]
) -> tuple[Objective, ...]:
    sections: dict[int, Section] = {}
    members: dict[int, set[Code]] = {}
    for draft, code in zip(drafts, codes, strict=True):
        if code is None:
            continue
        objective = objective_in(code)
        members.setdefault(objective, set()).add(code)
        section = draft.section
        if section is None:
            continue
        if section.number is not None and section.number != objective:
            message = f"it stands under objective {section.number}, {_named(section)}"
            doubts.append(Doubt("import-objective-mismatch", draft.place, str(code), message))
            continue
        known = sections.setdefault(objective, section)
        if known is not section:
            message = f"it stands under {_named(section)}, and others of its objective under {_named(known)}"
            doubts.append(Doubt("import-objective-mismatch", draft.place, str(code), message))
    found = []
    for number in sorted(members):
        section = sections.get(number)
        if section is None:
            first = min(members[number])
            place = next(d.place for d, c in zip(drafts, codes, strict=True) if c == first)
            message = f"no heading gives the title of objective {number}"
            doubts.append(Doubt("import-lost-objective", place, None, message))
        title = section.title if section else f"Objective {number}"
        theme = section.theme if section else ""
        found.append(Objective(number, title, theme, tuple(sorted(members[number]))))
    return tuple(found)
