"""An import into a folder that has a register: what the team has put there stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kprlint.cli import main
from kprlint.source.document import Document
from kprlint.source.reading import read_plan

HEAD = "Ref,Action,RAG,Progress,Lead,Objective"
REGISTER = """\
# The team's own words.
plan: 2024-25
title: Our Plan   # as the Cabinet calls it
council: Fernley
starts: 2024-04-01
ends: 2025-03-31
period: 2024/25 Q2
codes: listed
answers_from: 2024/25 Q3
statuses:
  Green:
    kind: on-track
    meaning: All is well
    aliases: [On track]
  Amber: {kind: at-risk}

leads:
  - Parks   # since May
portfolios: [Places]
glossary:
  LCWIP: Local Cycling and Walking Infrastructure Plan
paper:
  lead: Who
objectives:
  - number: 1
    title: A green town
    theme: Places first
    activities: [A1, A2]
retired:
  A9: merged into A1
"""


def imported(folder: Path, *rows: str, register: str = REGISTER, more: tuple[str, ...] = ()) -> Result:  # fmt: skip
    plan = folder / "2024-25"
    plan.mkdir(exist_ok=True)
    (plan / "plan.yaml").write_bytes(register.encode())
    (folder / "report.csv").write_text("\n".join([HEAD, *rows]) + "\n")
    arguments = ["import", str(folder / "report.csv"), "--plan", "2024-25", "--period", "2024/25 Q3", "--to", str(plan)]  # fmt: skip
    return CliRunner().invoke(main, [*arguments, *more])


def written(folder: Path) -> str:
    return (folder / "2024-25" / "plan.yaml").read_bytes().decode()


ROWS = (
    "A1,Plant trees,On track,Ten stand.,Parks,A green town",
    "A3,Mend paths,Slippage,None yet.,Roads,A green town",
    'B1,Open a hub,Green,It is open.,"Homes, Health",Warm homes',
)


def test_nothing_of_the_register_is_lost(tmp_path: Path) -> None:
    done = imported(tmp_path, *ROWS, more=("--force",))
    assert done.exit_code == 0, done.output
    text = written(tmp_path)
    lines = iter(text.splitlines())
    changed = ("period: 2024/25 Q2", "    activities: [A1, A2]")
    # In their order, with new lines between them.
    assert all(line in lines for line in REGISTER.splitlines() if line not in changed)
    plan = read_plan(Document("plan.yaml", text.encode(), "plan"))
    assert str(plan.period) == "2024/25 Q3"
    assert [(o.title, o.theme, [str(c) for c in o.codes]) for o in plan.objectives] == [
        ("A green town", "Places first", ["A1", "A2", "A3"]),
        ("Warm homes", "", ["B1"]),
    ]
    assert "Slippage" in plan.statuses
    assert "On track" not in plan.statuses
    assert {"Parks", "Roads"} < plan.leads
    assert plan.portfolios == {"Places"}


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    imported(tmp_path, *ROWS, more=("--force",))
    first = written(tmp_path)
    again = imported(tmp_path, *ROWS, register=first)
    assert "nothing to change" in again.output
    assert written(tmp_path) == first


def test_without_force_a_register_that_would_change_is_kept(tmp_path: Path) -> None:
    assert imported(tmp_path, *ROWS).exit_code == 2
    assert written(tmp_path) == REGISTER


def test_leads_that_somebody_has_left_out_stay_out(tmp_path: Path) -> None:
    register = REGISTER.replace("leads:\n  - Parks   # since May\n", "")
    assert imported(tmp_path, *ROWS, register=register, more=("--force",)).exit_code == 0
    assert "leads:" not in written(tmp_path)


def test_a_retired_code_stays_retired(tmp_path: Path) -> None:
    assert imported(tmp_path, *ROWS, "A9,Old,Green,Done.,Parks,A green town", more=("--force",)).exit_code == 0  # fmt: skip
    assert written(tmp_path).count("A9") == 1


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: t.rstrip("\n")])
def test_line_ends_stay_as_they_are(tmp_path: Path, change: Callable[[str], str]) -> None:
    register = change(REGISTER)
    assert imported(tmp_path, *ROWS, register=register, more=("--force",)).exit_code == 0
    text = written(tmp_path)
    assert text.count("\r\n") in (0, text.count("\n"))
    assert "A9: merged into A1" in text


def test_a_register_in_brackets(tmp_path: Path) -> None:
    register = REGISTER.replace("  - Parks   # since May\n", "").replace("leads:\n", "leads: [Parks]\n").replace(
        "statuses:\n  Green:\n    kind: on-track\n    meaning: All is well\n    aliases: [On track]\n  Amber: {kind: at-risk}\n",
        "statuses: {Green: {kind: on-track, aliases: [On track]}}\n",
    )  # fmt: skip
    assert imported(tmp_path, *ROWS, register=register, more=("--force",)).exit_code == 0
    plan = read_plan(Document("plan.yaml", written(tmp_path).encode(), "plan"))
    assert {"Green", "Slippage"} <= set(plan.statuses)
    assert {"Parks", "Roads"} < plan.leads


@pytest.mark.parametrize("register", ["plan: [2024-25\n", "{plan: 2024-25}\n", "- plan\n"])
def test_a_register_that_cannot_be_read_is_not_replaced(tmp_path: Path, register: str) -> None:
    done = imported(tmp_path, *ROWS, register=register, more=("--force",))
    assert done.exit_code == 2
    assert "plan.yaml cannot be read" in done.output
    assert written(tmp_path) == register
    assert not (tmp_path / "2024-25" / "A1.yaml").exists()


def test_what_an_activity_carries_on_stays(tmp_path: Path) -> None:
    (tmp_path / "2024-25").mkdir()
    path = tmp_path / "2024-25" / "A1.yaml"
    path.write_text("code: A1\ntitle: Plant trees\ncontinues: 2023-24/A7\n")
    assert imported(tmp_path, *ROWS, more=("--force",)).exit_code == 0
    assert "continues: 2023-24/A7" in path.read_text()
    assert "Ten stand." in path.read_text()
