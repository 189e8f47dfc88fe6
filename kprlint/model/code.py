"""KA codes, and the identity of an activity: a code alone is re-used by the next plan."""

import re
from typing import NamedTuple

_CODE = re.compile(r"KA\.(\d\d)\.(\d\d)", re.ASCII)
_PLAN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)


class KACode(NamedTuple):
    """``KA.OO.SS``: objective and sequence, each 1 to 99; ordered as the plan prints them."""

    objective: int
    sequence: int

    @classmethod
    def parse(cls, text: str) -> "KACode | None":
        """The code that `text` is, to the letter; None for anything else."""
        found = _CODE.fullmatch(text)
        if found is None:
            return None
        objective, sequence = int(found[1]), int(found[2])
        return cls(objective, sequence) if objective and sequence else None

    def __str__(self) -> str:
        return f"KA.{self.objective:02}.{self.sequence:02}"


class ActivityId(NamedTuple):
    """``2023-24/KA.03.04``: the plan's name and the code; unique over all plans."""

    plan: str
    code: KACode

    @classmethod
    def parse(cls, text: str) -> "ActivityId | None":
        """The identity that `text` is, to the letter; None for anything else."""
        plan, slash, code_text = text.partition("/")
        code = KACode.parse(code_text)
        if not slash or code is None or not _PLAN.fullmatch(plan):
            return None
        return cls(plan, code)

    def __str__(self) -> str:
        return f"{self.plan}/{self.code}"
