"""Each draft's code: as printed, else that of the same title last time, else given in order; and the form of them all."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import Draft, FoundSection
from kprlint.model.code import LISTED, USUAL_FORM, Code, CodeForm, same_name, why_no_name

_LIKE_A_CODE = re.compile(
    r"([A-Z]{1,5}[ -]?\d[\w./-]{0,8}|\d{1,4}(?:[./]\d{1,3})+[a-z]?|\(?[a-z]\))[.:]?\s+(?=\S)"
)
_NUMBER = re.compile(r"((?!(?:19|20)\d\d\b)\d{1,4})[.:]?\s+(?=[A-Z])")


class Coded(NamedTuple):
    """`codes` are those of the drafts, in their order; `numbers` those of the sections, by their identity."""

    form: str
    codes: list[Code]
    numbers: dict[int, int]
    doubts: list[Doubt]


def coded(
    drafts: Sequence[Draft], sections: Sequence[FoundSection], titles: Mapping[str, Code], form: str
) -> Coded:
    """Codes for all drafts. `titles` are those that the plan's folder has (folded), `form` that of its register, or “”."""
    _tell_twins(drafts)
    printed = _printed(drafts)
    _tell_leading([draft for draft, code in zip(drafts, printed, strict=True) if code is None])
    known = _by_title(drafts, printed, titles)
    given = [code or known[n] for n, code in enumerate(printed)]
    chosen = _form(given, drafts, form)
    numbers = _numbers(drafts, sections, given, chosen)
    doubts: list[Doubt] = []
    if not any(printed):
        doubts += _none_printed(drafts)
    codes = _filled(drafts, given, chosen, numbers, said=any(printed))
    return Coded(chosen.text, codes, numbers, doubts)


def _printed(drafts: Sequence[Draft]) -> list[Code | None]:
    """The codes that the source prints; of two alike, or of two that one file would be named after, the first."""
    codes: list[Code | None] = []
    used: dict[str, str] = {}
    for draft in drafts:
        code = Code.parse(draft.codes[0].strip()) if draft.codes else None
        if code is not None and why_no_name(code.stem):
            draft.doubt("import-lost-code", f"no file can be named after its code: {why_no_name(code.stem)}", code)  # fmt: skip
            code = None
        elif code is None and draft.codes:
            draft.doubt("import-lost-code", "its code cannot be read; another was chosen", draft.codes[0])  # fmt: skip
        if code is not None and (other := used.get(same_name(code.stem))) is not None:
            message = (
                f"{code} is the code of another activity already"
                if other == code
                else f"{code} and {other} would be one file"
            )
            draft.doubt("import-duplicate-code", f"{message}; another was chosen", code)
            code = None
        if code is not None:
            used[same_name(code.stem)] = code
        codes.append(code)
    return codes


def _by_title(
    drafts: Sequence[Draft], printed: Sequence[Code | None], titles: Mapping[str, Code]
) -> list[Code | None]:
    """For drafts without a code, that of the plan's activity with this title."""
    found: list[Code | None] = []
    used = {code for code in printed if code is not None}
    for draft, code in zip(drafts, printed, strict=True):
        title = v.fold(" ".join(p.text for p in draft.pieces["title"]))
        same = titles.get(title) if code is None and title else None
        if same is not None and same in used:
            same = None
        if same is not None:
            used.add(same)
        found.append(same)
    return found


def _tell_twins(drafts: Sequence[Draft]) -> None:
    """Tells of activities that have the title of an earlier one: the document may print one of them twice."""
    seen: dict[str, Draft] = {}
    for draft in drafts:
        title = v.fold(" ".join(p.text for p in draft.pieces["title"]))
        if title and title in seen and not (draft.codes and seen[title].codes):
            draft.doubt(
                "import-same-title", "another activity has the same title; it may be printed twice"
            )
        elif title:
            seen.setdefault(title, draft)


def _tell_leading(drafts: Sequence[Draft]) -> None:
    """Tells of titles that begin as with a code; a number alone is one only where all titles begin with one."""
    titles = [" ".join(p.text for p in draft.pieces["title"]) for draft in drafts]
    numbered = len(titles) > 1 and all(map(_NUMBER.match, titles))
    for draft, title in zip(drafts, titles, strict=True):
        found = _LIKE_A_CODE.match(title) or (_NUMBER.match(title) if numbered else None)
        if found:
            message = f"its title begins with “{found[1]}”, which may be its code"
            draft.doubt("import-lost-code", message, title)


def _none_printed(drafts: Sequence[Draft]) -> list[Doubt]:
    if not drafts:
        return []
    what = "no codes were found in the source; they are given in order, and found again by the titles of their activities"
    return [Doubt("import-given-codes", drafts[0].place, None, what)]


# The form


def _form(codes: Sequence[Code | None], drafts: Sequence[Draft], form: str) -> CodeForm:
    """The form that all codes have, the register's first; else a list."""
    there = [code for code in codes if code is not None]
    known = CodeForm.parse(form) if form else None
    if known is not None and all(known.fits(code) for code in there):
        return known
    if not there:
        counts = Counter(id(draft.section) for draft in drafts)
        if max(counts.values(), default=0) > 99 or len(counts) > 99:
            return CodeForm.parse("{objective}.{sequence}") or USUAL_FORM
        return USUAL_FORM
    for text in (USUAL_FORM.text, *_candidates(there)):
        candidate = CodeForm.parse(text)
        if candidate is not None and all(candidate.fits(code) for code in there):
            if _agrees(candidate, codes, drafts):
                return candidate
    return CodeForm.parse(LISTED) or USUAL_FORM


def _candidates(codes: Sequence[Code]) -> list[str]:
    """Forms that the first code may have: its last two numbers, or its last, in place of their digits."""
    parts = re.split(r"(\d+)", codes[0])
    numbers = [n for n in range(len(parts)) if n % 2]
    all_parts = [re.split(r"(\d+)", code) for code in codes]
    alike = [p for p in all_parts if len(p) == len(parts)]
    found: list[str] = []
    if len(alike) < len(codes) or not numbers:
        return found
    if len(numbers) == 2:
        found.append(_written(parts, alike, {numbers[0]: "objective", numbers[1]: "sequence"}))
    found.append(_written(parts, alike, {numbers[-1]: "sequence"}))
    return found


def _written(parts: list[str], alike: list[list[str]], names: dict[int, str]) -> str:
    text = ""
    for n, part in enumerate(parts):
        if n not in names:
            text += part
            continue
        widths = {len(other[n]) for other in alike}
        padded = any(other[n].startswith("0") for other in alike)
        text += (
            f"{{{names[n]}:{len(part):02}}}" if padded and len(widths) == 1 else f"{{{names[n]}}}"
        )
    return text


def _agrees(form: CodeForm, codes: Sequence[Code | None], drafts: Sequence[Draft]) -> bool:
    """Whether the number of the objective in the codes is that of their objectives."""
    by_column = any(d.section is not None and d.section.by_column for d in drafts)
    if not form.has_objective or (form.text == USUAL_FORM.text and not by_column):
        return True
    of_section: dict[int, set[int]] = {}
    sections: dict[int, FoundSection] = {}
    for code, draft in zip(codes, drafts, strict=True):
        numbers = form.read(code) if code is not None else None
        if numbers is None or draft.section is None or numbers.objective is None:
            continue
        of_section.setdefault(id(draft.section), set()).add(numbers.objective)
        sections[id(draft.section)] = draft.section
    said = [next(iter(found)) for found in of_section.values()]
    return (
        all(len(found) == 1 for found in of_section.values())
        and len(said) == len(set(said))
        and all(
            section.number in (None, next(iter(of_section[key])))
            for key, section in sections.items()
        )
    )


# The numbers of objectives, and codes that are missing


def _numbers(
    drafts: Sequence[Draft],
    sections: Sequence[FoundSection],
    codes: Sequence[Code | None],
    form: CodeForm,
) -> dict[int, int]:
    """The number of each section: as printed, as its codes say, or the next."""
    numbers = {id(s): s.number for s in sections if s.number}
    for draft, code in zip(drafts, codes, strict=True):
        read = form.read(code) if code is not None else None
        if draft.section is not None and read is not None and read.objective is not None:
            numbers.setdefault(id(draft.section), read.objective)
    highest = max(numbers.values(), default=0)
    for section in sections:
        if id(section) not in numbers:
            highest += 1
            numbers[id(section)] = highest
    return numbers


def _filled(
    drafts: Sequence[Draft],
    given: Sequence[Code | None],
    form: CodeForm,
    numbers: dict[int, int],
    *,
    said: bool,
) -> list[Code]:
    """The codes, with one chosen for each that is missing; `said`: the source prints codes at all."""
    used = {code for code in given if code is not None}
    highest: dict[int | None, int] = {}
    for code in used:
        if (read := form.read(code)) is not None:
            highest[read.objective] = max(highest.get(read.objective, 0), read.sequence)
    codes: list[Code] = []
    objective = 1
    for n, there in enumerate(given):
        draft = drafts[n]
        if there is None:
            number = numbers.get(id(draft.section), objective)
            after = given[n + 1] if n + 1 < len(given) else None
            before = codes[-1] if codes else None
            between = _between(before, after, number, form, used)
            code = between or _next(number, form, highest, used)
            used.add(code)
            if (read := form.read(code)) is not None:
                highest[read.objective] = max(highest.get(read.objective, 0), read.sequence)
        else:
            code = there
        if said and not draft.codes:
            draft.doubt("import-lost-code", f"it has no code; {code} was chosen")
        read = form.read(code)
        objective = read.objective if read and read.objective else numbers.get(id(draft.section), objective)  # fmt: skip
        codes.append(code)
    return codes


def _between(
    before: Code | None, after: Code | None, number: int, form: CodeForm, used: set[Code]
) -> Code | None:
    """The one code that is missing between two neighbours."""
    first = form.read(before) if before is not None else None
    last = form.read(after) if after is not None else None
    if first is None or last is None or last.sequence - first.sequence != 2:
        return None
    if form.has_objective and not first.objective == last.objective == number:
        return None
    code = form.write(number, first.sequence + 1)
    return None if code is None or code in used else code


def _next(
    number: int, form: CodeForm, highest: dict[int | None, int], used: set[Code]
) -> Code:  # fmt: skip
    key = number if form.has_objective else None
    code = form.write(number, highest.get(key, 0) + 1)
    if code is not None and code not in used:
        return code
    # No number is free, or there are none: something that is nobody's.
    names = {same_name(code.stem) for code in used}
    for n in range(1, 100_000):
        if same_name(f"new-{n}") not in names:
            return Code(f"new-{n}")
    raise AssertionError("more activities than a source can have")
