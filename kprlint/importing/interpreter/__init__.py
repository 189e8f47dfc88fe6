"""A source → the activities of a plan, and everything that is doubtful about them.

`shapes.py` brings other layouts into rows below headings; `headings.py`, `periods.py` and `columns.py` settle what each
column holds; `walk.py` goes through the blocks (`sections.py`, `front.py`, `rows.py`) and makes drafts; `codes.py` gives each
its code, `statuses.py` its status, `lists.py` makes items of lines, `labels.py` reads people and portfolios, and
`activities.py` puts an activity together. The words that councils use are data: `headings.toml`, `statuses.toml`, `words.toml`.
Nothing is guessed silently: what is not certain is a `Doubt`, and what went nowhere is left over.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kprlint.importing.cells import Location, SourceDocument
from kprlint.importing.interpreter.activities import Maker
from kprlint.importing.interpreter.codes import Coded, coded
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import (
    Draft,
    FoundObjective,
    FoundSection,
    Imported,
)
from kprlint.importing.interpreter.inside import part
from kprlint.importing.interpreter.labels import Labels
from kprlint.importing.interpreter.people import as_above, councillors
from kprlint.importing.interpreter.promised import accounted
from kprlint.importing.interpreter.rows import parts_of_row
from kprlint.importing.interpreter.signs import signs_in, spelled_out
from kprlint.importing.interpreter.statuses import StatusWords
from kprlint.importing.interpreter.summary import check_summary
from kprlint.importing.interpreter.tables import Named
from kprlint.importing.interpreter.walk import walk
from kprlint.model import Quarter, StatusWord
from kprlint.model.code import USUAL_FORM, Code, CodeForm
from kprlint.wording import all_of

__all__ = ["Known", "interpret"]


class Known(NamedTuple):
    """What the plan's folder says already: codes by folded title, words of status with their kinds, and the codes' form."""

    titles: Mapping[str, Code] = {}
    words: tuple[StatusWord, ...] = ()
    codes: str = ""


_NOTHING = Known()


def interpret(
    source: SourceDocument, period: Quarter, *, columns: Mapping[str, str] | None = None, known: Known = _NOTHING
) -> Imported:  # fmt: skip
    """The plan that `source` reports on as of `period`; `columns` are fields by folded heading, as the user says."""
    walked = walk(source, Named(period, columns or {}))
    doubts = list(walked.doubts)
    drafts = [part for draft in walked.drafts for part in parts_of_row(draft)]
    part(drafts, period)
    as_above(drafts)
    councillors(drafts)
    doubts += spelled_out(drafts, signs_in(source.blocks))
    found = coded(drafts, walked.sections, known.titles, known.codes)
    doubts += found.doubts
    is_page = source.kind in ("text", "pdf")
    joins = is_page and any(draft.codes for draft in drafts)
    labels = Labels(drafts, [s.title for s in walked.sections], joins=joins, lines=not is_page)
    words = StatusWords(walked.front.words, known.words)
    has = frozenset(f for layout in walked.layouts for f in layout.fields if f is not None)
    has |= _asked(drafts)
    if drafts:
        doubts += _without_column(has, drafts[0].place)
    maker = Maker(labels, words, period, has, walked.left_over)
    activities = [maker.make(draft, code) for draft, code in zip(drafts, found.codes, strict=True)]
    activities = accounted(activities, walked.promised, walked.left_over)
    doubts += _told_once(maker)
    objectives = _objectives(drafts, found, doubts)
    order = {code: n for n, code in enumerate(c for o in objectives for c in o.codes)}
    activities.sort(key=lambda a: order[a.code])
    summary = check_summary(walked.front, tuple(activities), words, doubts)
    return Imported(
        activities=tuple(activities),
        objectives=objectives,
        statuses=words.all,
        leads=labels.sure("lead"),
        portfolios=labels.sure("portfolio"),
        doubts=tuple(dict.fromkeys(doubts)),
        left_over=tuple(walked.left_over),
        summary=summary,
        codes=found.form,
        unknown=walked.unknown,
    )


def _without_column(has: frozenset[str], place: Location) -> list[Doubt]:
    """What the document has no column for, told once."""
    wanted = (
        ("progress", {"progress", "both", "status_and_progress"}), ("next steps", {"next_steps", "both"}), ("lead", {"lead"}),
    )  # fmt: skip
    return [
        Doubt("import-no-column", place, None, f"no column is known to hold the {name}, and no activity has any")
        for name, fields in wanted
        if not has & fields
    ]  # fmt: skip


def _told_once(maker: Maker) -> list[Doubt]:
    """What holds of many activities alike: what was assumed of a word of status, and which words say that there is nothing."""
    found = []
    for message, (place, codes) in maker.assumed.items():
        found.append(Doubt("import-unknown-status", place, None, f"{message} ({_whose(codes)})"))
    for (name, said), (place, codes) in maker.nothing.items():
        message = f"“{said}” stands for the {name}; it is taken to say that there is none, and not written ({_whose(codes)})"
        found.append(Doubt("import-empty-cell", place, None, message))
    return found


def _whose(codes: Sequence[Code]) -> str:
    return all_of(codes) if len(codes) < 4 else f"{len(codes)} activities"


def _asked(drafts: Sequence[Draft]) -> frozenset[str]:
    return frozenset(name for d in drafts for name, pieces in d.pieces.items() if pieces)


def _named(section: FoundSection) -> str:
    title = f"“{section.title}”" if section.title else "no objective"
    return title + (f" of “{section.theme}”" if section.theme else "")


def _objectives(
    drafts: Sequence[Draft], found: Coded, doubts: list[Doubt]
) -> tuple[FoundObjective, ...]:
    """The objectives with their codes; `doubts` hears of headings and codes that disagree, and of titles that are lost."""
    form = CodeForm.parse(found.form)
    sections: dict[int, FoundSection] = {}
    members: dict[int, list[Code]] = {}
    last = 1
    for draft, code in zip(drafts, found.codes, strict=True):
        section = draft.section
        numbers = form.read(code) if form is not None else None
        number = numbers.objective if numbers is not None else None
        if number is None:
            number = found.numbers[id(section)] if section is not None else last
        last = number
        members.setdefault(number, []).append(code)
        if section is None:
            continue
        if section.number is not None and section.number != number:
            message = f"it stands under objective {section.number}, {_named(section)}"
            doubts.append(Doubt("import-objective-mismatch", draft.place, str(code), message))
            continue
        known = sections.setdefault(number, section)
        if known is not section:
            message = f"it stands under {_named(section)}, and others of its objective under {_named(known)}"
            doubts.append(Doubt("import-objective-mismatch", draft.place, str(code), message))
    objectives = []
    for number in sorted(members):
        section = sections.get(number)
        codes = tuple(sorted(members[number])) if number in members and _is_home(found) else tuple(members[number])  # fmt: skip
        if section is None or not section.title:
            place = next(d.place for d, c in zip(drafts, found.codes, strict=True) if c == codes[0])
            message = f"no heading gives the title of objective {number}"
            doubts.append(Doubt("import-lost-objective", place, None, message))
        title = section.title if section and section.title else f"Objective {number}"
        objectives.append(FoundObjective(number, title, section.theme if section else "", codes))
    return tuple(objectives)


def _is_home(found: Coded) -> bool:
    return found.form == USUAL_FORM.text
