"""When a step is overdue: at the end of the as-at day, everywhere alike; and when one was done, in the tables too."""

import json
from pathlib import Path

import pytest

from kprlint.change.ledger import Outcome, ledger
from kprlint.change.snapshot import Origin, Snapshot, Taken, read
from tests.publish.test_paper import kprlint
from tests.publish.test_truth import PLAN, activity, commit, git, register, rows

CODE = "KA.01.01"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "--template=")
    register(tmp_path, CODE, quarter="2023/24 Q1")
    activity(
        tmp_path, CODE, quarter="2023/24 Q1", steps="  - {action: Mend the bank, due: 2023-09}"
    )
    commit(tmp_path)
    register(tmp_path, CODE)
    return tmp_path


@pytest.mark.parametrize(
    ("due", "is_over"),
    [("2023-09-29", True), ("2023-09-30", True), ("2023-09", True), ("2023/24 Q2", True), ("2023-10-01", False)],
)  # fmt: skip
def test_a_step_is_overdue_at_the_end_of_the_day_that_the_report_is_as_at(
    council: Path, due: str, is_over: bool
) -> None:
    """The report is as at 30 September: the rule, the paper, its tables, the change report and the site say the same."""
    activity(council, CODE, steps=f"  - {{action: Mend the bank, due: {due}, moved: It rained}}")
    commit(council)
    checked = kprlint(council, "check", "--select", "past-due-date", "--format", "json")
    [step] = rows(council, "next_steps.csv")
    done = kprlint(council, "changes", "--format", "json")
    report = json.loads(done.stdout)
    [line] = report["ledger"]
    assert kprlint(council, "site", "--output", "site").returncode == 0
    page = (council / f"site/2023-24/activity/{CODE}.html").read_text("utf-8")
    assert {
        "rule": bool(json.loads(checked.stdout)["findings"]),
        "table": step["overdue"] == "yes",
        "line": line["overdue"],
        "event": any(event["name"] == "step-overdue" for event in report["events"]),
        "site": ", overdue" in page,
    } == dict.fromkeys(("rule", "table", "line", "event", "site"), is_over)


def test_a_day_in_words_stands_in_the_table_of_steps(council: Path) -> None:
    step = "  - {action: Mend the bank, due: 2023-09, done: 21 September}"
    activity(council, CODE, steps=step)
    [row] = rows(council, "next_steps.csv")
    assert (row["outcome"], row["done_from"], row["said"]) == ("done", "2023-09-21", "21 September")


def snapshot(folder: Path) -> Snapshot:
    contents = {path.name: path.read_bytes() for path in sorted((folder / PLAN).glob("*.yaml"))}
    return read(Origin(Taken.FOLDER, "here"), str(PLAN), contents)


def test_of_one_report_alone_every_promise_stands_as_it_is(council: Path) -> None:
    activity(council, CODE, steps="  - Mend the bank\n  - {action: Sow, done: 2023-09-01}")
    found = ledger([snapshot(council)], 0)
    assert [line.outcome for line in found.lines] == [Outcome.UNCHANGED]
