"""Each draft's code: as printed, rewritten to the form of kprlint, or chosen where the source has none."""

import re
from typing import NamedTuple

from kprlint.importing.interpreter.found import Draft, Section
from kprlint.model import Code
from kprlint.model.code import USUAL_FORM


class _Pair(NamedTuple):
    """The two numbers of a code."""

    objective: int
    sequence: int


def codes_for(drafts: list[Draft], sections: list[Section]) -> list[Code | None]:
    """A code of its own for each draft, None where none is free."""
    return [_written(pair) if pair else None for pair in _pairs_for(drafts, sections)]


def objective_in(code: Code) -> int:
    """The number of the objective that a code of `codes_for` belongs to."""
    numbers = USUAL_FORM.read(code)
    assert numbers and numbers.objective
    return numbers.objective


def _written(pair: _Pair) -> Code:
    code = USUAL_FORM.write(*pair)
    assert code
    return code


def _pairs_for(drafts: list[Draft], sections: list[Section]) -> list[_Pair | None]:
    numbers = _numbers(drafts, sections)
    codes: list[_Pair | None] = []
    used: set[_Pair] = set()
    for draft in drafts:
        code = _printed(draft, numbers)
        if code is not None and code in used:
            message = f"{draft.codes[0]} is the code of another activity already"
            draft.doubt("import-duplicate-code", message, draft.codes[0])
            code = None
        if code is not None:
            used.add(code)
        codes.append(code)
    highest: dict[int, int] = {}
    for code in used:
        highest[code.objective] = max(highest.get(code.objective, 0), code.sequence)
    before: _Pair | None = None
    for i, draft in enumerate(drafts):
        if codes[i] is None:
            after = codes[i + 1] if i + 1 < len(codes) else None
            number = numbers.get(id(draft.section)) or (before.objective if before else 1)
            codes[i] = _between(before, after, number, used) or _next(number, highest)
            chosen = codes[i]
            if chosen is not None:
                used.add(chosen)
                highest[number] = max(highest.get(number, 0), chosen.sequence)
                if not draft.codes:
                    draft.doubt(
                        "import-lost-code", f"it has no code; {_written(chosen)} was chosen"
                    )
        before = codes[i] or before
    return codes


def _numbers(drafts: list[Draft], sections: list[Section]) -> dict[int, int]:
    """The number of each section: as printed, as its codes say, or the next."""
    numbers = {id(s): s.number for s in sections if s.number}
    for draft in drafts:
        code = _parse(draft.codes[0]) if draft.codes else None
        if draft.section is not None and code is not None:
            numbers.setdefault(id(draft.section), code.objective)
    highest = max(numbers.values(), default=0)
    for section in sections:
        if id(section) not in numbers:
            highest += 1
            numbers[id(section)] = min(highest, 99)
    return numbers


def _parse(printed: str) -> _Pair | None:
    digits = [int(part) for part in re.findall(r"\d{1,6}", printed)[:2]]
    if len(digits) == 2 and all(1 <= number <= 99 for number in digits):
        return _Pair(*digits)
    return None


def _printed(draft: Draft, numbers: dict[int, int]) -> _Pair | None:
    if not draft.codes:
        return None
    printed = draft.codes[0]
    code = _parse(printed)
    if code is None:
        single = re.findall(r"\d{1,6}", printed)
        number = numbers.get(id(draft.section), 1)
        if len(single) == 1 and 1 <= int(single[0]) <= 99:
            code = _Pair(number, int(single[0]))
    if code is None:
        draft.doubt("import-lost-code", "its code cannot be read; another was chosen", printed)
    elif _written(code) != printed:
        draft.doubt(
            "import-odd-code",
            f"the source has “{printed}”, written here as {_written(code)}",
            printed,
        )
    return code


def _between(
    before: _Pair | None, after: _Pair | None, number: int, used: set[_Pair]
) -> _Pair | None:
    """The one code that is missing between two neighbours."""
    if before is None or after is None or not before.objective == after.objective == number:
        return None
    if after.sequence - before.sequence != 2:
        return None
    code = _Pair(number, before.sequence + 1)
    return None if code in used else code


def _next(number: int, highest: dict[int, int]) -> _Pair | None:
    sequence = highest.get(number, 0) + 1
    return _Pair(number, sequence) if sequence <= 99 else None
