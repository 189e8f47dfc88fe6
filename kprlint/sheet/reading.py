"""The sheets of a workbook that came back → its rows, and what cannot be taken from them, each with its cell."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kprlint.errors import InputError
from kprlint.model import Due
from kprlint.printing import plural
from kprlint.sheet import record
from kprlint.sheet.book import Cell, ReadSheet, address
from kprlint.sheet.columns import (
    ACTIVITIES,
    BY_SHEET,
    GUIDE,
    LISTS,
    OUTCOMES,
    RECORD,
    STEPS,
    Column,
)
from kprlint.sheet.record import Record
from kprlint.wording import all_of, did_you_mean, quote

# The header stands in one of the first rows; what is above it is passed over.
_HEADER_WITHIN = 20


class Bad(NamedTuple):
    """A cell that cannot be taken: where it is, and what to do."""

    where: str
    why: str


class Row(NamedTuple):
    """A row: its cells by field, and where each of them is. A field whose column is not there has none."""

    cells: Mapping[str, str]
    places: Mapping[str, str]

    def at(self, field: str) -> str:
        """Where the cell of a field is, else where the row begins."""
        return self.places.get(field) or self.places["code"]


class Filled(NamedTuple):
    """What came back: the rows of activities and of steps, what is bad in them, and what else there is to say."""

    record: Record
    activities: list[Row]
    steps: list[Row]
    bad: list[Bad]
    notes: list[str]


def filled(sheets: list[ReadSheet]) -> Filled:
    """What the sheets hold; raises InputError where they are no workbook of an export."""
    by_name = {sheet.name: sheet for sheet in sheets}
    missing = [name for name in (RECORD, *BY_SHEET) if name not in by_name]
    if missing:
        lost = (
            "it may have been made by hand, or saved by a program that drops hidden sheets"
            if missing == [RECORD]
            else f"it has {all_of([quote(name) for name in by_name]) if by_name else 'none'}"
        )
        raise InputError(
            f"this is no workbook that kprlint export has made: there is no sheet {quote(missing[0])}; {lost}; "
            "export again, and copy what is new into that"
        )
    kept = record.read([[cell.text for cell in row] for row in by_name[RECORD].rows])
    bad: list[Bad] = []
    notes = [
        f"the sheet {quote(name)} is none of kprlint's, and was not read"
        for name in by_name
        if name not in (*BY_SHEET, GUIDE, LISTS, RECORD)
    ]
    activities = list(_rows(by_name[ACTIVITIES], bad, notes))
    steps = list(_rows(by_name[STEPS], bad, notes))
    _check(activities, bad, ("code",))
    _check(steps, bad, ("code", "step"))
    for row in steps:
        bad += _outcome(row)
    return Filled(kept, activities, steps, bad, notes)


def _rows(sheet: ReadSheet, bad: list[Bad], notes: list[str]) -> Iterator[Row]:
    """The rows of a sheet below its header, but for empty ones."""
    for area in sheet.merged:
        why = "the cells are merged, and only one of them is kept; part them, and write each again"
        bad.append(Bad(f"{sheet.name}!{area}", why))
    columns = BY_SHEET[sheet.name]
    begins, places = _header(sheet, columns, bad, notes)
    if sheet.hidden:
        rows = plural(len(sheet.hidden), "hidden row")
        notes.append(f"{sheet.name}: {rows} read as the others")
    for number, row in enumerate(sheet.rows[begins:], start=begins + 1):
        cells: dict[str, str] = {}
        at: dict[str, str] = {}
        for column in columns:
            if column.field not in places:
                continue
            place = places[column.field]
            cell = row[place] if place < len(row) else Cell()
            at[column.field] = address(sheet.name, number, place)
            cells[column.field] = cell.text
            if cell.fault:
                bad.append(Bad(at[column.field], f"it {cell.fault}; write what it should say"))
            elif column.dates:
                cells[column.field] = _date(cell.text)
        if any(text.strip() for text in cells.values()):
            yield Row(cells, at)


def _header(
    sheet: ReadSheet, columns: tuple[Column, ...], bad: list[Bad], notes: list[str]
) -> tuple[int, dict[str, int]]:
    """The number of the row with the headings, and the column of each field."""
    names = {column.heading.casefold(): column for column in columns}
    heads = [[_heading(cell.text) for cell in row] for row in sheet.rows[:_HEADER_WITHIN]]
    number = next((number for number, head in enumerate(heads, start=1) if "code" in head), 0)
    if not number:
        raise InputError(
            f"the sheet {quote(sheet.name)} has no column {quote('Code')} in its first {_HEADER_WITHIN} rows; its "
            "first row has to be the headings, as in the export"
        )
    places: dict[str, int] = {}
    others: list[tuple[int, str]] = []
    for place, heading in enumerate(heads[number - 1]):
        column = names.get(heading)
        if column is None:
            if heading:
                others.append((place, sheet.rows[number - 1][place].text))
        elif column.field in places:
            where = address(sheet.name, number, place)
            bad.append(Bad(where, f"there are two columns {quote(column.heading)}; keep one"))
        else:
            places[column.field] = place
    lacking = [column.heading for column in columns if column.field not in places]
    for place, heading in others:
        where = address(sheet.name, number, place)
        here = columns[place].heading if place < len(columns) else ""
        guess = (
            f". Did you mean {quote(here)}?" if here in lacking else did_you_mean(heading, lacking)
        )
        if guess:
            bad.append(Bad(where, f"{quote(heading)} is no heading{guess}"))
        else:
            notes.append(
                f"{where}: the column {quote(heading)} is none of kprlint's, and was not read"
            )
    for heading in lacking:
        if heading == "Step":
            raise InputError(
                f"the sheet {quote(sheet.name)} has no column {quote(heading)}, which says which step a row is; "
                "export again, and copy what is new into that"
            )
        notes.append(f"{sheet.name} has no column {quote(heading)}; what the files say there stays")
    return number, places


def _heading(text: str) -> str:
    return " ".join(text.split()).casefold()


def _date(text: str) -> str:
    """A date without what a cell that is a time adds to it."""
    day, _, clock = text.strip().partition(" ")
    return day if clock in ("00:00", "00:00:00") and Due.parse(day) else text


def _check(rows: list[Row], bad: list[Bad], identity: tuple[str, ...]) -> None:
    """Says which rows have no code, and which are there twice."""
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        name = tuple(row.cells.get(field, "").strip() for field in identity)
        if not name[0]:
            bad.append(
                Bad(row.at("code"), "the code is missing; write which activity this row is about")
            )
            continue
        if not name[-1]:
            continue  # a new step
        if name in seen:
            what = f"step {name[1]} of {name[0]}" if len(name) > 1 else name[0]
            help = "; leave the number of a new step empty" if len(name) > 1 else ""
            first = seen[name].at(identity[-1])
            bad.append(
                Bad(row.at(identity[-1]), f"{what} is in {first} already; keep one row{help}")
            )
        seen.setdefault(name, row)


def _outcome(row: Row) -> Iterator[Bad]:
    """What is wrong with how a step was closed."""
    word, said = row.cells.get("outcome", "").strip(), row.cells.get("said", "").strip()
    if "outcome" not in row.cells or "said" not in row.cells:
        return
    if word and word.casefold() not in OUTCOMES:
        choices = f"one of {all_of(OUTCOMES)}"
        yield Bad(
            row.at("outcome"),
            f"{quote(word)} is no outcome; choose {choices}{did_you_mean(word, OUTCOMES)}",
        )
    elif word and not said:
        yield Bad(row.at("said"), f"{quote(word)} needs a word: when, why or where")
    elif said and not word:
        yield Bad(
            row.at("outcome"), f"the outcome is missing; choose one, or take {row.at('said')} out"
        )
