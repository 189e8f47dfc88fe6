"""The ledger on labelled quarters: `python -m tests.change.score [--wrong]`.

Each earlier step is one labelled line: what a careful head of performance would say became of it. Nobody declares
anything in these quarters, so that the ledger may tell a move or an unchanged step, and must ask about the rest. The
questions are scored: whether the sentence that is suggested first is the one that tells of the step, by how much of the
step's words that sentence has; and the same quarters are scored with what is labelled declared in them.

Four files, by four authors: `tuning.yaml` was used to choose word lists, `heldout.yaml` only to measure, `fresh.yaml` and
`fresh2.yaml` half and half (see there).
"""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from tabulate import tabulate

from kprlint.change.ledger import Line, Outcome, ledger
from kprlint.change.snapshot import Origin, Snapshot, Taken, read
from kprlint.prose.steps.suggestion import covered
from tests.change.strategies import quoted
from tests.plans import REGISTER

LABELS = Path(__file__).with_name("labels")
_FAR, _NEAR = 0.25, 0.6
FRESH = ("fresh.yaml", "fresh2.yaml")

Case = dict[str, Any]


class Scored(NamedTuple):
    """What was labelled of an earlier step, what was told, and whether the right sentence was suggested."""

    case: str
    action: str
    expected: str
    line: Line
    sentence: str | None
    share: float
    distance: str

    @property
    def is_even(self) -> bool:
        """Of the fresh labels: whether it may be used to tune."""
        return int(self.case.rpartition("-")[2]) % 2 == 0

    @property
    def is_suggested(self) -> bool:
        return bool(
            self.sentence and self.line.suggestion and self.line.suggestion in self.sentence
        )


def cases(name: str) -> list[Case]:
    loaded: list[Case] = YAML(typ="safe", pure=True).load(LABELS / name)
    return loaded


def _action(step: Any) -> str:
    return str(step if isinstance(step, str) else step["action"])


def _written(step: Any) -> dict[str, str]:
    return {"action": step} if isinstance(step, str) else {k: str(v) for k, v in step.items()}


def _snapshot(side: Case, steps: list[dict[str, str]]) -> Snapshot:
    status = side.get("status") or "Green"
    lines = [
        "code: KA.03.04",
        "title: Do what was promised",
        "lead: Housing",
        "portfolio: Wellbeing",
        f"period: {side['period']}",
        f"status: {status}",
        f"status_reason: {quoted(side.get('status_reason') or '')}",
        f"progress: [{', '.join(quoted(str(item)) for item in side.get('progress') or [])}]",
        "next_steps:",
    ]
    for step in steps:
        pairs = ", ".join(
            f"{k}: [{v}]" if k == "was" else f"{k}: {quoted(v)}" for k, v in step.items()
        )
        lines.append(f"  - {{{pairs}}}")
    register = REGISTER.replace("2023/24 Q2", side["period"])
    register = register.replace("starts: 2023-04-01", "starts: 2015-04-01")
    register = register.replace("ends: 2024-03-31", "ends: 2032-03-31")
    files = {"plan.yaml": register.encode(), "KA.03.04.yaml": "\n".join(lines).encode()}
    return read(Origin(Taken.FOLDER, "labels"), "labels", files)


def told(case: Case, *, declared: bool) -> list[Line]:
    """The lines of the ledger for a case; `declared`: with what is labelled written into the later report."""
    before = [_written(step) for step in case["before"]["next_steps"]]
    after = [_written(step) for step in case["after"].get("next_steps") or []]
    if declared:
        after = _declared(case, before, after)
    chain = [_snapshot(case["before"], before), _snapshot(case["after"], after)]
    return list(ledger(chain, 0).lines)


def _declared(
    case: Case, before: list[dict[str, str]], after: list[dict[str, str]]
) -> list[dict[str, str]]:
    """The later steps as an officer writes them who declares what is labelled."""
    steps = [dict(step) for step in after]
    was: dict[int, list[str]] = {}
    closed = []
    for label in case["expect"]:
        if "from" not in label:
            continue
        one = before[label["from"]]
        if "to" in label:
            was.setdefault(label["to"], []).append(one["action"])
        elif label["outcome"] in ("done", "dropped"):
            closed.append({**one, label["outcome"]: "So it was."})
    for place, words in was.items():
        if words != [steps[place]["action"]]:
            steps[place]["was"] = ", ".join(map(quoted, dict.fromkeys(words)))
    return [*steps, *closed]


def score(name: str, *, declared: bool = False) -> list[Scored]:
    scored = []
    for case in cases(name):
        lines = told(case, declared=declared)
        by_place = {x.before.promise.place: x for x in lines if x.before}
        progress = [str(item) for item in case["after"].get("progress") or []]
        for label in case["expect"]:
            place = label.get("from")
            if place is None or place not in by_place:
                continue  # new, or a placeholder, which was no promise
            evidence = label.get("evidence")
            sentence = progress[evidence] if isinstance(evidence, int) else None
            action = _action(case["before"]["next_steps"][place])
            share = covered(action, sentence) if sentence else 0.0
            distance = label.get("distance", "")
            line = by_place[place]
            scored.append(
                Scored(case["id"], action, label["outcome"], line, sentence, share, distance)
            )
    return scored


def suggestions(scored: list[Scored]) -> list[list[Any]]:
    """Rows: how much of the step's words the sentence has, how many there are, and how many are suggested first."""
    done = [s for s in scored if s.expected == "done" and s.sentence]
    rows = []
    for label, low, high in (
        ("at most a quarter", -1.0, _FAR),
        ("up to 60 %", _FAR, _NEAR),
        ("more", _NEAR, 2.0),
        ("all", -1.0, 2.0),
    ):
        some = [s for s in done if low < s.share <= high]
        right = sum(s.is_suggested for s in some)
        rows.append([label, len(some), right, f"{right / len(some):.2f}" if some else "–"])
    return rows


def by_distance(scored: list[Scored]) -> list[list[Any]]:
    """Rows of the fresh labels: which half, how far worded, how many there are, and how many are suggested first."""
    rows = []
    for half, is_even in (("even, to tune", True), ("odd, to measure", False)):
        for kind, outcome, distance in (
            ("near", "done", ("near",)),
            ("far", "done", ("far",)),
            ("all done", "done", ("near", "far")),
            ("refused", "refused", ("",)),
        ):
            some = [
                s
                for s in scored
                if s.is_even == is_even and s.expected == outcome and s.distance in distance
            ]
            right = sum(s.is_suggested for s in some)
            rows.append([half, kind, len(some), right, f"{right / len(some):.2f}"])
    return rows


def false(scored: list[Scored]) -> list[Scored]:
    """The lines that tell as a fact what is not so."""
    facts = {
        Outcome.LATER: {"later"},
        Outcome.EARLIER: {"earlier"},
        # Who only reads the two texts cannot tell a slip behind words that are the same.
        Outcome.UNCHANGED: {"unchanged", "reworded", "goes-on"},
        Outcome.REWORDED: {"reworded", "unchanged", "goes-on"},
        Outcome.UNACCOUNTED: None,
    }
    return [
        s
        for s in scored
        if s.line.outcome not in facts
        or ((wanted := facts[s.line.outcome]) is not None and s.expected not in wanted)
    ]


def main() -> None:
    for name in FRESH:
        print(f"{name}:")
        headers = ["half", "worded", "sentences", "suggested first", "share"]
        print(tabulate(by_distance(score(name)), headers=headers), "\n")
    for name in ("tuning.yaml", "heldout.yaml"):
        scored = score(name)
        print(f"{name}: {len(scored)} earlier steps of {len(cases(name))} cases")
        outcomes = sorted({s.line.outcome for s in scored})
        labels = sorted({s.expected for s in scored})
        table = [
            [
                label,
                *(
                    sum(s.expected == label and s.line.outcome == o for s in scored)
                    for o in outcomes
                ),
            ]
            for label in labels
        ]
        print(tabulate(table, headers=["labelled \\ told", *outcomes]))
        print(f"told as a fact and not so: {len(false(scored))}")
        headers = ["of the step's words it has", "sentences", "suggested first", "share"]
        print(tabulate(suggestions(scored), headers=headers), "\n")
        declared = score(name, declared=True)
        right = sum(s.line.outcome == s.expected for s in declared)
        print(f"with what is labelled declared: {right} of {len(declared)} outcomes as labelled\n")
        if "--wrong" in sys.argv:
            for s in false(scored):
                print(f"{s.case}: {s.action}\n    {s.expected}, told as {s.line.outcome}")
            for s in scored:
                if s.expected == "done" and s.sentence and not s.is_suggested:
                    print(
                        f"{s.case}: {s.action}\n    {s.sentence}\n    suggested {s.line.suggestion}"
                    )
            for s in declared:
                if s.line.outcome != s.expected:
                    print(f"declared {s.case}: {s.action}: {s.expected}, told as {s.line.outcome}")


if __name__ == "__main__":
    main()
