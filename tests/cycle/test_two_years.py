"""Two years of a council that does not exist, from its first report on: eight quarters and the turn of the year, in real git
with real pre-commit. What officers say of each promise is what the reports tell, and nothing is lost.
"""

import json
import os
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kprlint.cli import main, update
from kprlint.model import Activity, Quarter
from kprlint.model.due import say_day
from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from tests.pre_commit.conftest import environment, hooks
from tests.pre_commit.council import Council

__all__ = ["environment", "hooks"]

REPORT = """\
Ref,Objective,Action,RAG,Progress,Next steps,Lead
CP1.1,A greener town,Plant 200 street trees,Green,Forty trees were planted in June 2024.,Plant the other 160 trees by 28 February 2025,Parks
CP1.2,A greener town,Fit low-energy lamps,Green,The first 30 lamps were fitted in May 2024.,Fit the lamps of Mill Lane by 30 September 2024,Highways
CP2.1,A safer town,Light the canal path,Green,The path was surveyed in June 2024.,Let the contract for the path by 31 October 2024,Parks
CP2.2,A safer town,Train the wardens,Green,Four wardens were trained in May 2024.,Train the other eight wardens by 30 November 2024,Housing
CP2.3,A safer town,Mend the footbridge,Green,The bridge was closed in June 2024.,Order the timber by 31 August 2024,Highways
"""
# The first report has one word of status alone.
STATUSES = """\
statuses:
  Amber:
    kind: at-risk
  Complete:
    kind: complete
"""
MAP = """\
activities:
  CP2.1: CP1.7
  CP2.2: {dropped: The county trains all wardens from April 2025.}
"""
# What becomes of steps, in turn: of those whose time has come, and of the others.
OVERDUE = ("done", "moved", "reworded", "dropped", "handed over", "no promise")
AHEAD = ("goes on", "", "done", "reworded", "moved", "dropped", "")
TOLD = {"": "unchanged", "goes on": "unchanged", "done": "done", "moved": "later", "reworded": "reworded", "dropped": "dropped", "handed over": "moved-to", "no promise": "void"}  # fmt: skip


class Officer:
    """Reports on one activity in one quarter, and keeps what was said of each promise, by its words."""

    count = 0  # of everything that anybody has said

    def __init__(self, activity: Activity, quarter: Quarter, *, completes: bool) -> None:
        self.truth: dict[str, str] = {}
        self._due = {" ".join(s.action.split()): s.due for s in activity.next_steps}
        self._quarter = quarter
        self._completes = completes
        self._said: list[str] = []
        self._asked = 0
        self._action = ""
        self._overdue = False
        self._word = ""
        self._new = int(completes)

    def say(self, text: str = "", *, indent: str = "") -> None:
        self._said.append(text)

    def ask(self, question: str, *, before: Sequence[str] = (), words: Sequence[str] = ()) -> str:
        self._asked += 1
        assert self._asked < 60, "\n".join([*self._said[-20:], question])
        answer = self._answer(question)
        assert answer is not None, f"nobody knows what to say to “{question}”"
        return answer

    def _answer(self, question: str) -> str | None:
        Officer.count += 1
        n, quarter = Officer.count, self._quarter
        day = quarter.first_day + timedelta(days=20 + n % 40)
        if question.startswith("What became of it?"):
            return self._became(n)
        if (
            question.startswith("By when?")
            and question.endswith("[Enter: it stays]")
            and not self._overdue
        ):
            return ""
        if question.startswith(("To when?", "By when?")):
            if self._word in ("moved", "reworded"):
                self.truth[self._action] = "later"
            return say_day((quarter + 3).last_day)
        if question.endswith(">") and question != "New step>":
            return f"Stage {n} was finished on {say_day(day)}." if question == "1>" else ""
        if question == "New step>":
            self._new, self._word = self._new + 1, ""
            return f"Carry out stage {n} of the works" if self._new == 1 else ""
        answers = {
            "Status": "Complete" if self._completes else ("Amber", "Green")[n % 2],
            "Why is it": f"The contractor is {n} days late.",
            "A reason": "-",
            "When? Or": str(day),
            "What is there": f"Half of it was there on {say_day(day)}.",
            "Why": f"The bank was {n} days late.",
            "To which": "the county",
            "In which words": f"See to stage {n} as it was agreed",
            "By whom": "",
            "Write it?": "",
        }
        return next((a for begins, a in answers.items() if question.startswith(begins)), None)

    def _became(self, n: int) -> str:
        place = max(p for p, text in enumerate(self._said) if text.startswith("Step "))
        self._action = self._said[place + 1].strip()
        due = self._due[self._action]
        self._overdue = due is not None and due.is_past(self._quarter.last_day)
        ways = ("done",) if self._completes else OVERDUE if self._overdue else AHEAD
        self._word = ways[n % len(ways)]
        self.truth[self._action] = TOLD[self._word]
        return self._word


class Town:
    """The council's repository, and what is said in it: by quarter, each promise with what became of it."""

    def __init__(self, council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
        self.council = council
        self.said: dict[Quarter, dict[tuple[str, str], str]] = {}
        self._patch = monkeypatch

    def kprlint(self, *arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    def run(self, *arguments: str) -> str:
        result = self.kprlint(*arguments)
        assert result.exit_code == 0, f"{arguments}\n{result.output}"
        return result.stdout

    def commit(self, message: str) -> None:
        self.council.git("add", "--all")
        self.council.git("commit", "--message", message)

    def report(self, plan: str, quarter: Quarter, completes: str = "") -> None:
        """Everybody reports, and the report is read before it is closed."""
        before = {(a.id, s): "" for a in self.activities(plan) for s in a.promised}
        said: dict[tuple[str, str], str] = {}
        for one in self.activities(plan):
            officer = Officer(one.activity, quarter, completes=one.code == completes)
            self._patch.setattr(update, "Terminal", lambda _, officer=officer: officer)
            result = self.kprlint("update", one.code, "--plan", plan)
            assert result.exit_code == 0, result.output
            said |= {(one.id, action): outcome for action, outcome in officer.truth.items()}
        assert said.keys() == before.keys()
        self.said[quarter] = said
        self.commit(f"{quarter}")
        self.run("close", "--plan", plan)

    def activities(self, plan: str) -> list["One"]:
        folder = self.council.folder / "activities" / plan
        return [One(plan, path) for path in sorted(folder.glob("CP*.yaml"))]


class One:
    """An activity as its file has it; `id` is what it was called when its steps were promised."""

    def __init__(self, plan: str, path: Path) -> None:
        self.activity = read_activity(Document(path.name, path.read_bytes(), "activity"))
        self.code = str(self.activity.code)
        first = self.activity.period == Quarter.parse(f"{plan}-Q1")
        carried = self.activity.continues if first else ()
        self.id = str(carried[0]) if carried else f"{plan}/{self.code}"
        self.promised = [" ".join(step.action.split()) for step in self.activity.open_steps]


def test_two_years(
    tmp_path: Path, environment: dict[str, str], hooks: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        if os.environ.get(name) != value:
            monkeypatch.setenv(name, value)
    monkeypatch.setattr(Officer, "count", 0)
    council = Council(tmp_path, environment)
    town = Town(council, monkeypatch)
    council.git("init", "--quiet", "--template=")
    council.write("report.csv", REPORT)
    town.run(
        "init", "--from", "report.csv", "--council", "Fernley District Council", "--plan", "2024-25",
        "--period", "2024/25-Q1", "--kprlint", f"{hooks.folder}@{hooks.head}",
    )  # fmt: skip
    council.delete("report.csv")
    council.replace("activities/2024-25/plan.yaml", "statuses:\n", STATUSES)
    council.pre_commit("install")
    town.commit("Our plan, as reported for the first quarter")
    town.run("close")
    first = Quarter.parse("2024/25 Q1")
    assert first
    quarters = [first]
    closed = [("2024-25", first)]

    while len(quarters) < 8:
        quarter = quarters[-1] + 1
        plan = "2024-25" if len(quarters) < 4 else "2025-26"
        if len(quarters) == 4:
            council.write("map.yaml", MAP)
            town.run("rollover", "2025-26", "--map", "map.yaml")
            council.delete("map.yaml")
        else:
            town.run("open", quarter.slug)
        town.commit(f"Open {quarter}")
        town.report(plan, quarter, completes="CP2.3" if len(quarters) == 3 else "")
        quarters.append(quarter)
        closed.append((plan, quarter))
    assert council.git("status", "--porcelain").output == ""
    assert set(town.said[quarters[4]].values()) >= {"unchanged"}
    told = {outcome for said in town.said.values() for outcome in said.values()}
    assert told == {"unchanged", "done", "later", "reworded", "dropped", "moved-to", "void"}

    for before, after in pairwise(quarters):
        wanted = town.said[after]
        if after == quarters[4]:
            wanted = wanted | given_up(town)
        accounts(town, before, after, wanted)
    for plan, quarter in closed:
        closed_as_it_was(town, plan, quarter)


def given_up(town: Town) -> dict[tuple[str, str], str]:
    """What the map gives up with its activity."""
    one = next(a for a in town.activities("2024-25") if a.code == "CP2.2")
    assert one.promised
    return {(one.id, action): "dropped" for action in one.promised}


def accounts(
    town: Town, before: Quarter, after: Quarter, wanted: dict[tuple[str, str], str]
) -> None:
    """The report has a line for each promise, with what its officer has said of it, and adds up."""
    data = json.loads(
        town.run("changes", "--from", before.slug, "--to", after.slug, "--format", "json")
    )
    lines = [line for line in data["ledger"] if line["from"]]
    told = {
        (line["from"]["activity"], " ".join(line["from"]["action"].split())): line["outcome"]
        for line in lines
    }
    assert told == wanted, f"{before} to {after}"
    assert len(lines) == len(told)
    totals = data["summary"]["ledger"]
    told_of = {name: sum(n.values()) for name, n in totals["outcomes"].items() if name != "new"}
    assert totals["before"] == len(lines) == sum(told_of.values())
    assert told_of["unaccounted"] == 0
    assert totals["new"] == len(data["ledger"]) - len(lines)


def closed_as_it_was(town: Town, plan: str, quarter: Quarter) -> None:
    """The quarter is what was closed; not so once one byte of it is another, under the same tag."""
    name, git = f"kprlint/{plan}/{quarter.slug}", town.council.git
    closed = f"{plan}/{quarter.slug}"
    assert "stands as it was closed" in town.run("verify", closed)
    file = f"activities/{plan}/CP1.1.yaml"
    tagged = git("rev-parse", name).output.strip()
    message = git("for-each-ref", f"refs/tags/{name}", "--format=%(contents)").output
    content = bytearray(git("show", f"{name}:{file}").output.encode())
    content[len(content) // 2] ^= 1
    town.council.write("changed", bytes(content))
    blob = git("hash-object", "-w", "changed").output.strip()
    town.council.delete("changed")
    git("read-tree", name)
    git("update-index", "--cacheinfo", f"100644,{blob},{file}")
    tree = git("write-tree").output.strip()
    commit = git("commit-tree", tree, "-p", "HEAD", "-m", "x").output.strip()
    git("tag", "--force", "--annotate", "--message", message, name, commit)
    result = town.kprlint("verify", closed)
    assert result.exit_code == 1
    assert "is not what was closed" in result.stdout
    git("update-ref", f"refs/tags/{name}", tagged)
    git("read-tree", "HEAD")
    assert "stands as it was closed" in town.run("verify", closed)
