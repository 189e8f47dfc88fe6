"""Precision and recall of the ledger on labelled cases: `python -m tests.change.score [--wrong]`.

Each earlier step is one labelled line, and so is each new step. A line is right when its fate and, where it
has one, the later step it is paired with are right. The evidence of a delivery is scored apart.

Two files, by two authors: `tuning.yaml` was used to choose thresholds and word lists, `heldout.yaml` only to
measure.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from tabulate import tabulate

from kprlint.change.promises import Fate, Line, Promise, Report, ledger
from kprlint.model import ActivityId, Code, Due, NextStep, Quarter

LABELS = Path(__file__).with_name("labels")
_OF = ActivityId("2023-24", Code("KA.01.01"))


class Told(NamedTuple):
    """A line by the places of its steps in the case; `evidence` the place of the progress."""

    before: int | None
    after: int | None
    fate: str
    evidence: int | None = None
    merged: bool = False


class Scored(NamedTuple):
    """What was expected and what was told of one step of a case."""

    case: str
    category: str
    expected: Told
    told: Told
    words: str
    parts: frozenset[int] = frozenset()

    @property
    def right(self) -> bool:
        """Which part of a split step counts as the further one is no matter."""
        if self.expected.after in self.parts and self.told.after in self.parts:
            return {self.expected.fate, self.told.fate} <= {self.expected.fate, "new", "reworded"}
        same_end = self.expected.after == self.told.after or self.expected.fate == "new"
        return self.expected.fate == self.told.fate and same_end


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(LABELS / name)
    return loaded


def _steps(case: dict[str, Any]) -> list[NextStep]:
    steps = []
    for step in case.get("next_steps") or []:
        if isinstance(step, str):
            steps.append(NextStep(step))
        else:
            due = step.get("due")
            parsed = Due.parse(str(due)) if due else None
            assert parsed or not due, step
            steps.append(NextStep(step["action"], parsed, step.get("owner", "")))
    return steps


def _promises(case: dict[str, Any]) -> list[Promise]:
    quarter = Quarter.parse(case["period"])
    assert quarter
    return [Promise.make(_OF, step, quarter.first_day) for step in _steps(case)]


def told(case: dict[str, Any]) -> list[Told]:
    """The lines of the ledger for a case."""
    before, after = _promises(case["before"]), _promises(case["after"])
    progress = [str(item) for item in case["after"].get("progress") or []]
    status = case["after"].get("status", "")
    report = Report(progress, case["after"].get("status_reason") or "", status == "Complete")
    free_before = dict(enumerate(before))
    free_after = dict(enumerate(after))
    lines = sorted(ledger(before, after, report), key=lambda line: line.shared)
    return [_told(line, free_before, free_after, before, after, progress) for line in lines]


def _told(
    line: Line,
    free_before: dict[int, Promise],
    free_after: dict[int, Promise],
    before: list[Promise],
    after: list[Promise],
    progress: list[str],
) -> Told:
    def place(promise: Promise | None, free: dict[int, Promise], all: list[Promise]) -> int | None:
        if promise is None:
            return None
        for index, other in free.items():
            if other == promise:
                del free[index]
                return index
        return all.index(promise)

    evidence = next(
        (i for i, p in enumerate(progress) if line.evidence and line.evidence in p), None
    )
    if line.fate is Fate.NEW:
        return Told(None, place(line.after, free_after, after), "new", None, line.shared)
    return Told(
        place(line.before, free_before, before),
        place(line.after, {} if line.shared else free_after, after),
        str(line.fate),
        evidence,
        line.shared,
    )


def score(name: str) -> list[Scored]:
    scored = []
    for case in cases(name):
        lines = told(case)
        by_before = {t.before: t for t in lines if t.fate != "new"}
        new = {t.after: t for t in lines if t.fate == "new"}
        before, after = _steps(case["before"]), _steps(case["after"])
        wholes = {e["part_of"] for e in case["expect"] if "part_of" in e}
        parts = frozenset(
            e["to"]
            for e in case["expect"]
            if "to" in e and (e.get("from") in wholes or e.get("part_of") in wholes)
        )
        for expected in case["expect"]:
            want = Told(
                expected.get("from"),
                expected.get("to"),
                expected["kind"],
                expected.get("evidence"),
                bool(expected.get("merged") or "part_of" in expected),
            )
            if want.fate == "new":
                assert want.after is not None
                at = next((t for t in lines if t.after == want.after and t.fate != "new"), None)
                got = new.get(want.after) or at or Told(None, None, "?")
                words = after[want.after].action
            else:
                assert want.before is not None
                got = by_before.get(want.before, Told(want.before, None, "?"))
                words = before[want.before].action
            scored.append(Scored(case["id"], case["category"], want, got, words, parts))
    return scored


def table(scored: list[Scored]) -> list[list[Any]]:
    """Rows: kind, labelled, told, right, precision, recall."""
    rows = []
    for fate in [*map(str, Fate)]:
        expected = [s for s in scored if s.expected.fate == fate]
        found = [s for s in scored if s.told.fate == fate]
        right = sum(s.right for s in expected)
        rows.append(
            [
                fate,
                len(expected),
                len(found),
                right,
                _share(right, len(found)),
                _share(right, len(expected)),
            ]
        )
    right = sum(s.right for s in scored)
    rows.append(
        [
            "all",
            len(scored),
            len(scored),
            right,
            _share(right, len(scored)),
            _share(right, len(scored)),
        ]
    )
    return rows


def same_promise(scored: list[Scored]) -> tuple[float, float]:
    """Precision and recall of the pairs alone: which later step an earlier one lives on in, whatever the kind."""
    pairs = [s for s in scored if s.expected.fate != "new"]
    told = sum(s.told.after is not None for s in pairs)
    there = sum(s.expected.after is not None for s in pairs)
    right = sum(s.told.after is not None and s.told.after == s.expected.after for s in pairs)
    return _share(right, told), _share(right, there)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def main() -> None:
    for name in sorted((p.name for p in LABELS.glob("*.yaml")), reverse=True):
        scored = score(name)
        headers = ["kind", "labelled", "told", "right", "precision", "recall"]
        print(f"{name}: {len(scored)} lines of {len(cases(name))} cases\n")
        print(tabulate(table(scored), headers=headers, floatfmt=".2f"))
        precision, recall = same_promise(scored)
        print(f"\nwhich step lives on in which: precision {precision:.2f}, recall {recall:.2f}")
        evidence = [s for s in scored if s.right and s.expected.fate == "delivered"]
        right = sum(s.told.evidence == s.expected.evidence for s in evidence)
        print(f"evidence of deliveries: {right} of {len(evidence)} right\n")
        if f"--wrong={name}" in sys.argv:
            for s in scored:
                if not s.right:
                    print(
                        f"{s.case} [{s.category}]: {s.words}\n    expected {s.expected}\n    told     {s.told}"
                    )
            confusion = Counter((s.expected.fate, s.told.fate) for s in scored if not s.right)
            print(confusion.most_common())


if __name__ == "__main__":
    main()
