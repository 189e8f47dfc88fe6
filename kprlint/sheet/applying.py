"""What a workbook that came back changes in the files of its plan: worked out in full, checked, and not yet written."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import Refused
from kprlint.lint import engine
from kprlint.lint.finding import Finding
from kprlint.lint.settings import Settings
from kprlint.model import Code
from kprlint.project.find import CurrentPlan
from kprlint.project.sources import Sources
from kprlint.rules import load
from kprlint.rules.base import Severity
from kprlint.sheet.columns import OUTCOMES
from kprlint.sheet.flat import Flat, Unsuited, flat
from kprlint.sheet.making import shown
from kprlint.sheet.merging import Merged, merged
from kprlint.sheet.reading import Bad, Filled, Row
from kprlint.sheet.writing import written
from kprlint.source.document import Document
from kprlint.source.editing import is_sound
from kprlint.source.files import shown as path_shown
from kprlint.source.yaml import plain
from kprlint.wording import did_you_mean, quote


class Changed(NamedTuple):
    """An activity that the workbook changes."""

    code: str
    title: str
    merged: Merged
    document: Document


class Application(NamedTuple):
    """The old and the new bytes of each file, what changes by activity, what stands in the way, and what there is to say."""

    files: dict[Path, tuple[bytes, bytes]]
    changed: list[Changed]
    bad: list[Bad]
    notes: list[str]


def application(turning: CurrentPlan, came: Filled) -> Application:
    """What applying a workbook would do; raises Refused where it is of another quarter."""
    if came.record.period != str(turning.period):
        raise Refused(
            f"the sheet is of {came.record.period}, and the plan {turning.plan.name} is in {turning.period} by now; "
            "export again, and copy what is still true"
        )
    files = shown(turning)
    codes = {one.code: name for name, one in files.flats.items()}
    base = _base(came.record.texts)
    rows = {row.cells["code"].strip(): row for row in came.activities}
    steps: dict[str, list[Row]] = {}
    for row in came.steps:
        steps.setdefault(row.cells["code"].strip(), []).append(row)
    bad = [*came.bad, *_unknown(came, codes, turning, files.left_out)]
    changed: list[Changed] = []
    for code, name in codes.items():
        if code not in rows and code not in steps:
            continue
        if code not in base:
            row = rows.get(code) or steps[code][0]
            bad.append(
                Bad(row.at("code"), f"{code} was not in the sheet at the export; export again")
            )
            continue
        found = merged(base[code], files.flats[name], rows.get(code), steps.get(code, ()))
        bad += found.bad
        if found.changes or found.new:
            title = files.flats[name].fields["title"]
            changed.append(Changed(code, title, found, files.documents[name]))
    notes = [*came.notes, *_unsaid(base, codes, rows, steps)]
    changes: dict[Path, tuple[bytes, bytes]] = {}
    blocked = {one.where for one in bad}
    for one in changed:
        name = codes[one.code]
        own = [row for row in (rows.get(one.code), *steps.get(one.code, ())) if row]
        if one.merged.bad or any(not blocked.isdisjoint(row.places.values()) for row in own):
            continue  # said already; the others are checked all the same
        try:
            after = written(one.document, one.merged)
        except Refused as error:
            where = (
                *(c.where for c in one.merged.changes),
                *(r.at("code") for r in one.merged.new),
            )
            bad.append(Bad(where[0], f"{turning.show(name)}: {error}; change it there"))
            continue
        changes[turning.path / name] = (one.document.text.encode(), after)
    bad += _unfit(changes, {turning.path / codes[one.code]: one for one in changed})
    return Application(changes, changed, bad, notes)


def _base(texts: Mapping[str, bytes]) -> dict[str, Flat]:
    """The activities as they were at the export, by code."""
    found: dict[str, Flat] = {}
    for name, data in texts.items():
        document = Document(name, data, "activity")
        if is_sound(document):
            try:
                one = flat(plain(document.tree.root))
            except Unsuited:
                continue
            found[one.code] = one
    return found


def _unknown(
    came: Filled, codes: Mapping[str, str], turning: CurrentPlan, left_out: Mapping[str, str]
) -> Iterator[Bad]:
    """The rows whose code no file reports on."""
    for row in (*came.activities, *came.steps):
        code = row.cells["code"].strip()
        if not code or code in codes:
            continue
        known = Code.parse(code)
        name = known.file_name if known else ""
        if name in left_out:
            why = f"{turning.show(name)} cannot be changed from here: {left_out[name]}"
        elif known in turning.plan.codes:
            why = f"{quote(code)} has no file yet; “kprlint new {code}” writes it"
        else:
            why = f"the plan has no activity {quote(code)}{did_you_mean(code, codes)}"
        yield Bad(row.at("code"), why)


def _unsaid(
    base: Mapping[str, Flat],
    codes: Mapping[str, str],
    rows: Mapping[str, Row],
    steps: Mapping[str, list[Row]],
) -> Iterator[str]:
    """What the sheet has no row for: a row that is deleted takes nothing out."""
    gone = [code for code in base if code not in rows]
    if gone:
        yield f"no row in Activities for {_few(gone)}; a row that is deleted changes nothing"
    lacking = []
    for code, one in base.items():
        numbers = {row.cells["step"].strip() for row in steps.get(code, ())}
        places = range(1, len(one.steps) + 1)
        lacking += [f"{code} step {place}" for place in places if str(place) not in numbers]
    if lacking:
        yield f"no row in Steps for {_few(lacking)}; to close a step, choose its outcome: a row that is deleted takes none out"
    late = [code for code in codes if code not in base]
    if late:
        yield f"{_few(late)} came after the export, and stays as it is"


def _few(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def _unfit(
    changes: Mapping[Path, tuple[bytes, bytes]], changed: Mapping[Path, Changed]
) -> Iterator[Bad]:
    """The errors that the files would have and have not now, each with the cell that it comes from."""
    if not changes:
        return
    rules, paths = load(), tuple(changes)
    after = {path: data for path, (_, data) in changes.items()}
    had = {f.fingerprint for f in engine.check(Settings(paths=paths), rules).result.findings}
    would = engine.check(Settings(paths=paths, sources=Sources(after)), rules).result.findings
    by_name = {path_shown(path): one for path, one in changed.items()}
    for finding in would:
        if finding.severity is Severity.ERROR and finding.fingerprint not in had:
            one = by_name.get(finding.file)
            asks = finding.message.endswith("?")
            help = f" {finding.help[:1].upper()}{finding.help[1:]}" if asks else f"; {finding.help}"
            where = _cell(finding, one) if one else finding.file
            yield Bad(where, f"{finding.message}{help}" if finding.help else finding.message)


def _cell(finding: Finding, one: Changed) -> str:
    """The cell that a finding is about: of what was changed, else the first change of its activity."""
    parts = re.findall(r"/([^/]*)", finding.field or "")
    found = one.merged
    if parts and parts[0] == "next_steps" and len(parts) > 1 and parts[1].isdigit():
        step, field = int(parts[1]), parts[2] if len(parts) > 2 else "action"
        field = "said" if field in OUTCOMES else field
        count = _count(one.document)
        if step >= count and step - count < len(found.new):
            return found.new[step - count].at(field)
        near = [change for change in found.changes if change.step == step]
    else:
        field = parts[0] if parts else ""
        near = [change for change in found.changes if change.step is None]
    exact = [change.row.at(field) for change in near if field in change.after]
    places = [*exact, *(change.where for change in (*near, *found.changes))]
    return next(iter(places), "") or found.new[0].at("code")


def _count(document: Document) -> int:
    data = plain(document.tree.root)
    steps = data.get("next_steps") if isinstance(data, dict) else None
    return len(steps) if isinstance(steps, list) else 0
