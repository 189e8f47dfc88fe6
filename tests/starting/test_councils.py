"""Five councils that do not exist: from the last report to the next quarter's paper, in real git with real pre-commit."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.pre_commit.council import Council, Outcome
from tests.starting import reports

PLAN = "activities/2024-28"


class Story(NamedTuple):
    """A report, and what its officers do: mend `ailing`, whose status has no reason; `kept` and `late` are steps of `ailing`'s
    neighbour and of `ailing` itself, of which one is done and one moves to another day.
    """

    name: str
    make: Callable[[], bytes]
    ailing: str
    reason: str
    neighbour: str
    kept: str
    late: tuple[str, str, str]


STORIES = (
    Story(
        "report.docx", reports.word, "CP1.2", "The nursery delivers later than agreed.",
        "CP1.1", "Let the 12 stalls by 30 September 2024",
        ("Plant the other 160 trees by 28 February 2025", "due: 2025-02-28", "due: 2025-03-31"),
    ),
    Story(
        "report.xlsx", reports.workbook, "KA.01.02", "Neither owner has answered, so both homes stay empty.",
        "KA.01.01", "Let the next eight homes by 30 November 2024",
        ("Serve notice on both owners by 31 October 2024", "due: 2024-10-31", "due: 2024-12-31"),
    ),
    Story(
        "report.html", reports.page, "HS02", "The boiler comes six weeks later than agreed.",
        "HS01", "Lay the slab by 31 October 2024",
        ("Fit the boiler by 30 November 2024", "due: 2024-11-30", "due: 2025-01-31"),
    ),
    Story(
        "report.csv", reports.table, "SR-24-25-02", "With one bidder fewer the tender was extended.",
        "SR-24-25-01", "Move the first team by 31 October 2024",
        ("Award the contract by 30 September 2024", "due: 2024-09-30", "due: 2024-11-30"),
    ),
    Story(
        "report.pdf", reports.printed, "ENV-02", "The newts need a licence first.",
        "ENV-01", "Order the next ten vans by 30 September 2024",
        ("Agree the licence by 31 December 2024", "due: 2024-12-31", "due: 2025-02-28"),
    ),
)  # fmt: skip


class Officers(NamedTuple):
    council: Council

    def kprlint(self, *arguments: str, check: bool = True) -> Outcome:
        return self.council.run(sys.executable, "-m", "kprlint", *arguments, check=check)

    def commit(self, message: str) -> None:
        self.council.git("add", "--all")
        self.council.git("commit", "--message", message)

    def edit(self, stem: str, *changes: tuple[str, str]) -> None:
        for old, new in changes:
            self.council.replace(f"{PLAN}/{stem}.yaml", old, new)

    def line(self, stem: str, field: str) -> str:
        """The line of a file that holds a field."""
        lines = self.council.read(f"{PLAN}/{stem}.yaml").decode().splitlines()
        return next(line for line in lines if line.startswith(f"{field}:"))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_from_the_last_report_to_the_next_paper(
    story: Story, tmp_path: Path, environment: dict[str, str], hooks: Council
) -> None:
    officers = Officers(Council(tmp_path, environment))
    council = officers.council
    council.git("init", "--quiet", "--template=")
    council.write(story.name, story.make())

    # The first day: set up, see what is wrong with the report itself, mend that, commit.
    officers.kprlint(
        "init", "--from", story.name, "--council", "Fernley District Council", "--plan", "2024-28",
        "--period", "2024/25-Q1", "--ci", "github", "--kprlint", f"{hooks.folder}@{hooks.head}",
    )  # fmt: skip
    council.delete(story.name)
    council.pre_commit("install")
    council.git("add", "--all")
    blocked = council.git("commit", "--message", "Our plan", check=False)
    assert (blocked.passed, blocked.rules) == (False, {"unexplained-status"})
    status = officers.line(story.ailing, "status")
    officers.edit(story.ailing, (status, f"{status}\nstatus_reason: {story.reason}"))
    officers.commit("Our plan, as reported for the first quarter")
    officers.kprlint("check")

    # The quarter ends, and the next one begins.
    officers.kprlint("close")
    officers.kprlint("open", "2024/25-Q2")
    officers.commit("Open 2024/25 Q2")

    # What became of the promises, as the officers declare it.
    step, before, after = story.late
    for path in sorted((tmp_path / PLAN).glob("*.yaml")):
        if path.name != "plan.yaml" and "progress:\n  -" not in path.read_text():
            officers.edit(
                path.stem, ("progress:\n", "progress:\n  - The team met on 4 September 2024.\n")
            )
    done = f"  - action: {story.kept}\n"
    officers.edit(
        story.neighbour,
        (done, f"{done}    done: 2024-09-12\n"),
        (
            "next_steps:\n",
            "next_steps:\n  - action: Report to the committee\n    due: 2024-11-29\n",
        ),
    )
    officers.edit(
        story.ailing,
        (
            f"  - action: {step}\n    {before}\n",
            f"  - action: {step.partition(' by ')[0]}\n    {after}\n    was: {step}\n    moved: {story.reason}\n",
        ),
        (f"status_reason: {story.reason}", "status_reason: The work began again in September."),
    )
    officers.commit("The second quarter")

    changes = json.loads(officers.kprlint("changes", "--format", "json").output)
    told = {(line["outcome"], line["declared"]) for line in changes["ledger"]}
    assert {("done", True), ("later", True)} <= told
    assert not {outcome for outcome, _ in told} & {"unaccounted", "dropped"}

    officers.kprlint("publish", "--format", "html", "--output-file", "paper.html")
    paper = council.read("paper.html").decode()
    assert "Fernley District Council" in paper
    for path in (tmp_path / PLAN).glob("*.yaml"):
        title = next((x for x in path.read_text().splitlines() if x.startswith("title: ")), "")
        assert title.removeprefix("title: ").replace("'", "&#39;") in paper or path.name == "plan.yaml"  # fmt: skip
