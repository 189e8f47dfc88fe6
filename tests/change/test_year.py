"""A year of a council by script: twenty activities over four quarters, each promise answered for by its officer.

The commits go through pre-commit and the hooks that this repository offers. The report's ledger equals the script's truth, line by line;
where one declaration of ten is left out, exactly those promises are unaccounted for.
"""

import json
import random
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from tests.change.conftest import PLAN, Q, Repository, changes
from tests.plans import REGISTER

_VERBS = "Paint Repair Survey Replace Plant Open Let Publish Train Clear".split()
_THINGS = (
    "the harbour wall,the old mill,the north quay,the bandstand,the lower pond,the market hall,the ferry steps,the boat "
    "shed,the west pier,the long meadow,the ice house,the toll bridge"
).split(",")
_DUES = ["2024-06", "2024-09", "2024-12", "2025-03", "2025-06"]
_OFFERED = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


class Truth(NamedTuple):
    """What became of a promise, in the words of the script."""

    outcome: str
    days: int | None = None


class Year:
    """The officers' files, quarter by quarter, and what is true of each promise from one to the next."""

    def __init__(self, seed: int, silent: float) -> None:
        self.random = random.Random(seed)
        self.silent = silent
        self.codes = [f"KA.03.{number:02}" for number in range(1, 21)]
        self.open: dict[str, list[dict[str, str]]] = {code: [] for code in self.codes}
        self.made = 0
        self.truth: list[dict[tuple[str, str], Truth]] = []
        self.lost: set[tuple[str, str]] = set()

    def _new(self, code: str) -> dict[str, str]:
        self.made += 1
        verb, thing = self.random.choice(_VERBS), self.random.choice(_THINGS)
        return {"action": f"{verb} {thing}, lot {self.made}", "due": self.random.choice(_DUES[:2])}

    def quarter(self, number: int) -> dict[str, list[dict[str, str]]]:
        """The next steps of each activity in a quarter; what is true of those of the quarter before is kept."""
        written: dict[str, list[dict[str, str]]] = {}
        truth: dict[tuple[str, str], Truth] = {}
        for code in self.codes:
            steps: list[dict[str, str]] = []
            stays: list[dict[str, str]] = []
            for step in self.open[code]:
                told, left = self._answered(step, number)
                if self.random.random() < self.silent:
                    self.lost.add((code, step["action"]))
                    truth[code, step["action"]] = Truth("unaccounted")
                    continue
                truth[code, step["action"]] = told[0]
                steps += told[1]
                stays += left
            fresh = [self._new(code) for _ in range(max(0, 2 - len(stays)))]
            written[code] = [*steps, *fresh]
            self.open[code] = [*stays, *fresh]
            self.random.shuffle(written[code])
        self.truth.append(truth)
        return written

    def _answered(
        self, step: dict[str, str], number: int
    ) -> tuple[tuple[Truth, list[dict[str, str]]], list[dict[str, str]]]:
        """What an officer writes of a step, what is true of it, and which steps stay open."""
        action, due = step["action"], step["due"]
        match self.random.randrange(8):
            case 0:
                return (Truth("dropped"), [{**step, "dropped": "The money went elsewhere."}]), []
            case 1:
                later = {**step, "due": _DUES[_DUES.index(due) + 1]} if due != _DUES[-1] else step
                if later is step:
                    return (Truth("done"), [{**step, "done": "It is finished."}]), []
                days = {"2024-06": 92, "2024-09": 92, "2024-12": 90, "2025-03": 91}[due]
                return (Truth("later", days), [{**later, "moved": "The frost was long."}]), [later]
            case 2:
                again = {"action": f"{action}, by two firms", "due": due}
                return (Truth("reworded"), [{**again, "was": f'"{action}"'}]), [again]
            case 3:
                return (Truth("unchanged"), [{**step, "update": "Half of it stands."}]), [step]
            case 4:
                return (Truth("void"), [{**step, "void": "Entered twice."}]), []
            case 5:
                return (Truth("moved-to"), [{**step, "to": "daily business of the wardens"}]), []
            case 6:
                parts = [
                    {"action": f"{action}, {side} side", "due": due} for side in ("east", "west")
                ]
                done = {**parts[0], "was": f'"{action}"', "done": "The east side is finished."}
                return (Truth("partly"), [done, {**parts[1], "was": f'"{action}"'}]), [parts[1]]
        return (Truth("done"), [{**step, "done": "It is finished."}]), []


def _file(code: str, number: int, steps: list[dict[str, str]]) -> str:
    lines = [
        f"code: {code}",
        f"title: Look after park number {code[-2:]}",
        "lead: Housing",
        "portfolio: Wellbeing",
        f"period: {Q[number]}",
        "status: Green",
        f"progress:\n  - The beds of park {code[-2:]} were dug over {number} times.",
        "next_steps:",
    ]
    for step in steps:
        lines.append("  - " + "\n    ".join(f"{name}: {value}" for name, value in step.items()))
    return "\n".join(lines) + "\n"


def _written(repository: Repository, year: Year, number: int, *, hook: bool) -> None:
    codes = ", ".join(year.codes)
    register = REGISTER.replace("KA.03.04, KA.03.05", codes).replace(Q[2], Q[number])
    register = register[: register.index("retired:")]
    repository.write(f"{PLAN}/plan.yaml", register)
    for code, steps in year.quarter(number).items():
        repository.write(f"{PLAN}/{code}.yaml", _file(code, number, steps))
    if number == 1 and hook:
        repository.write(".pre-commit-config.yaml", _config())
        _pre_commit(repository, "install", "--hook-type", "pre-commit")
    repository.commit(Q[number])


def _config() -> str:
    """The hooks that are offered to councils, run by the kprlint of these tests."""
    here = f"{shlex.quote(sys.executable)} -m kprlint"
    hooks = [
        {**hook, "language": "system", "entry": hook["entry"].replace("kprlint", here, 1)}
        for hook in YAML(typ="safe").load(_OFFERED)
        if hook["id"] != "kprlint-fix"
    ]
    return json.dumps({"repos": [{"repo": "local", "hooks": hooks}]})


def _pre_commit(repository: Repository, *arguments: str) -> None:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    subprocess.run(command, cwd=repository.folder, check=True, capture_output=True)


def _is_blocked(repository: Repository, code: str) -> str:
    """What the hooks say when an activity's file is taken away."""
    repository.git("rm", "--quiet", f"{PLAN}/{code}.yaml")
    done = subprocess.run(
        ["git", "commit", "--message", "Gone"],
        cwd=repository.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode
    return done.stdout + done.stderr


def _told(number: int) -> dict[tuple[str, str], Truth]:
    ledger: list[Any] = changes("--to", "HEAD")["ledger"]
    found = {}
    for line in ledger:
        if line["from"] and line["since"] in (None, Q[number - 1]):
            days = line["days"] if line["outcome"] == "later" else None
            key = line["activity"].partition("/")[2], line["from"]["action"]
            assert key not in found
            found[key] = Truth(line["outcome"], days)
    return found


@pytest.mark.parametrize("silent", [0.0, 0.1], ids=["all declared", "one of ten left out"])
def test_the_ledger_of_a_year_is_what_happened(
    repository: Repository, silent: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    year = Year(seed=7, silent=silent)
    lost: set[tuple[str, str]] = set()
    for number in (1, 2, 3, 4):
        _written(repository, year, number, hook=not silent)
        if number > 1:
            told = _told(number)
            assert told == year.truth[number - 1]
            lost |= {key for key, truth in told.items() if truth.outcome == "unaccounted"}
    assert lost == year.lost
    assert bool(lost) == bool(silent)
    # Those that nobody has answered are in the last ledger, each once.
    last: list[Any] = changes("--to", "HEAD")["ledger"]
    unanswered = [x for x in last if x["outcome"] == "unaccounted"]
    assert {(x["activity"].partition("/")[2], x["from"]["action"]) for x in unanswered} == lost
    assert len(unanswered) == len(lost)
    if not silent:
        assert "missing-activity" in _is_blocked(repository, "KA.03.01")
