"""`kprlint rollover`: a new plan of the old one, with every promise accounted for over the turn."""

import json
import signal
from collections import Counter

import pytest

from tests.conftest import Run
from tests.cycle.screen import Screen
from tests.plans import activity
from tests.quarter.conftest import Repository

OLD, NEW = "activities/2023-24", "activities/2024-25"
PLAN = """\
plan: 2023-24
title: Our Plan 2023/24
council: Fictional District Council
starts: 2023-04-01
ends: 2024-03-31
period: 2023/24 Q4      # the one switch
answers_from: 2023/24 Q2
statuses:
  Green: {kind: on-track}
  Red:
    kind: off-track     # asks for a reason
  Complete:
    kind: complete
leads: [Regulatory Services, Housing]
portfolios: [Environment and Climate Change, Wellbeing]
objectives:
  - number: 1
    title: A greener town
    activities: [KA.01.01, KA.01.02]   # trees and lamps
  - number: 3
    title: A safer town
    activities:
      - KA.03.04
      # the bridge
      - KA.03.05
retired:
  KA.03.03: merged into KA.03.04 in May 2023
"""


def report(code: str, **fields: str) -> str:
    steps = "\n  # first\n  - action: Measure it\n    due: 2024-06\n    update: The meter is here.\n  - action: Buy a meter\n    done: 2024-02-12"
    return activity(code, **({"period": "2023/24 Q4", "next_steps": steps} | fields))


@pytest.fixture
def ending(repository: Repository, run: Run) -> Repository:
    """A plan in its last quarter, reported and closed."""
    repository.write("plan.yaml", PLAN)
    repository.write("KA.01.01.yaml", report("KA.01.01", continues="2019-20/KA.01.09"))
    repository.write("KA.01.02.yaml", report("KA.01.02", status="Complete", next_steps="\n  - action: Fit them\n    done: 2024-03-01"))  # fmt: skip
    repository.write("KA.03.04.yaml", report("KA.03.04", status="Red", status_reason="Late."))
    repository.write("KA.03.05.yaml", "# yaml-language-server: $schema=activity.schema.json\n" + report("KA.03.05"))  # fmt: skip
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--amend", "--no-edit")
    return repository


def rolled(ending: Repository, run: Run, map: str = "") -> str:
    (ending.folder / "map.yaml").write_text(map)
    result = run("rollover", "2024-25", *(["--map", "map.yaml"] if map else ["--keep"]))
    assert result.exit_code == 0, result.stderr
    return result.stderr


def read(ending: Repository, name: str) -> str:
    return (ending.folder / NEW / name).read_text()


@pytest.mark.parametrize(("asked", "stays"), [("2024/25 Q1", False), ("2024/25 Q2", True)])
def test_nobody_is_asked_for_answers_earlier_than_the_register_says(
    ending: Repository, run: Run, asked: str, stays: bool
) -> None:
    ending.write("plan.yaml", PLAN.replace("answers_from: 2023/24 Q2", f"answers_from: {asked}"))
    ending.git("commit", "--quiet", "--all", "--message", "Asked later")
    rolled(ending, run)
    assert (f"answers_from: {asked}" in read(ending, "plan.yaml")) == stays


def test_everything_is_carried_over(ending: Repository, run: Run) -> None:
    before = ending.tree()
    said = rolled(ending, run)
    after = ending.tree()
    assert {name: after[name] for name in before} == before
    assert sorted(after.keys() - before.keys()) == [
        f"{NEW}/{name}.yaml" for name in ("KA.01.01", "KA.03.04", "KA.03.05", "plan")
    ]
    assert "left behind: KA.01.02\n" in said
    expected = PLAN
    for old, new in (
        ("plan: 2023-24", "plan: 2024-25"),
        ("Plan 2023/24", "Plan 2024/25"),
        ("starts: 2023-04-01", "starts: 2024-04-01"),
        ("ends: 2024-03-31", "ends: 2025-03-31"),
        ("period: 2023/24 Q4", "period: 2024/25 Q1"),
        ("answers_from: 2023/24 Q2\n", ""),
        ("[KA.01.01, KA.01.02]", "[KA.01.01]"),
    ):
        expected = expected.replace(old, new)
    assert read(ending, "plan.yaml") == expected
    text = before[f"{OLD}/KA.01.01.yaml"].decode()
    for old, new in (
        ("2019-20/KA.01.09", "2023-24/KA.01.01"),
        ("2023/24 Q4", "2024/25 Q1"),
        ("\n  - The monitoring report was sent to the ministry.", ""),
        ("    update: The meter is here.\n", ""),
        ("  - action: Buy a meter\n    done: 2024-02-12\n", ""),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert read(ending, "KA.01.01.yaml") == text
    assert read(ending, "KA.03.05.yaml").startswith("# yaml-language-server")
    assert "title: Keep the air clean\ncontinues: 2023-24/KA.03.05\n" in read(
        ending, "KA.03.05.yaml"
    )


def test_what_it_writes_is_right(ending: Repository, run: Run) -> None:
    (ending.folder / OLD / "activity.schema.json").write_text(
        run("schema", "activity", "--plan", "2023-24").stdout
    )
    ending.commit()
    rolled(ending, run)
    schema = (ending.folder / NEW / "activity.schema.json").read_text()
    ending.commit()
    assert run("schema", "activity", "--plan", "2024-25").stdout == schema
    found = json.loads(run("check", NEW, "--format", "json").stdout)["findings"]
    assert {f["rule"] for f in found if f["severity"] == "error"} == set()


MAP = """\
title: The Plan for 2024/25
objectives:
  3: 2            # renumbered
activities:
  KA.01.01: KA.02.07
  KA.03.05: {dropped: The grant has ended.}
"""


def test_a_map_renumbers_and_drops(ending: Repository, run: Run) -> None:
    rolled(ending, run, MAP)
    register = read(ending, "plan.yaml")
    assert "title: The Plan for 2024/25\n" in register
    assert (
        "  - number: 1\n    title: A greener town\n    activities: []   # trees and lamps\n"
        in register
    )
    assert "  - number: 2\n    title: A safer town\n    activities:\n      - KA.02.07\n      - KA.02.04\n" in register.replace("      # the bridge\n", "")  # fmt: skip
    assert register.endswith(
        "  KA.03.03: merged into KA.03.04 in May 2023\n  KA.03.05: The grant has ended.\n"
    )
    assert "code: KA.02.07\n" in read(ending, "KA.02.07.yaml")
    assert "continues: 2023-24/KA.03.04\n" in read(ending, "KA.02.04.yaml")
    ending.commit()
    assert "error[" not in run("check", NEW).stdout


def test_nothing_is_lost(ending: Repository, run: Run) -> None:
    """The report over the turn has a line for each promise: three go on or are done, one is given up with its reason."""
    rolled(ending, run, MAP)
    ending.commit()
    text = read(ending, "KA.02.07.yaml")
    path = ending.folder / NEW / "KA.02.07.yaml"
    path.write_text(text.replace("due: 2024-06\n", "due: 2024-06\n    done: 2024-06-03\n"))
    ending.commit()
    data = json.loads(run("changes", "--format", "json").stdout)
    assert (data["from"]["plan"], data["to"]["plan"]) == ("2023-24", "2024-25")
    told = Counter((line["outcome"], line["declared"]) for line in data["ledger"])
    assert told == {("done", True): 1, ("unchanged", False): 1, ("dropped", True): 1}
    dropped = next(line for line in data["ledger"] if line["outcome"] == "dropped")
    assert dropped["said"] == "The grant has ended."


def test_twice_is_once(ending: Repository, run: Run) -> None:
    rolled(ending, run, MAP)
    before = ending.tree()
    assert "everything was there already" in rolled(ending, run, MAP)
    assert ending.tree() == before
    (ending.folder / NEW / "KA.02.04.yaml").unlink()  # as where it was stopped half-way
    rolled(ending, run, MAP)
    assert ending.tree() == before


@pytest.mark.parametrize(
    ("map", "says"),
    [
        ("objectives: {9: 2}", "objective 9: the map names it, and the plan has no such objective"),
        ("objectives: {3: 1}", "objective 3: 1 is the number of objective 1 already; give it another one"),
        ("objectives: {3: 100}", "objective 3: no code of the form KA.{objective:02}.{sequence:02} can name an objective 100"),
        ("activities: {KA.09.01: KA.01.01}", "KA.09.01: the map names it, and the plan has no such activity"),
        ("activities: {KA.03.04: KA.01.01}", "KA.03.04: KA.01.01 will be the code of KA.01.01; give it another one"),
        ("activities: {KA.03.04: KA.03.03}", "KA.03.04: KA.03.03 is given up, and such a code is never used again"),
        ("activities: {KA.03.04: Q7}", "KA.03.04: Q7 has not the form of the plan's codes"),
        ("activities:\n  KA.03.04: dropped", "map.yaml:2:13: “KA.03.04”: write a new number or code, or {dropped: why}"),
        ("activities: [KA.03.04]", "map.yaml:1:13: activities has a line for each that changes"),
        ("objectives: {1: {dropped: No money}, 3: {dropped: No money}}", "the map drops every objective, and a plan has at least one"),
        ("objectives: {x: 1}", "map.yaml:1:14: “x”: write a new number"),
        ("aktivities: {}", "map.yaml:1:1: there is no “aktivities” in a map"),
        ("title: [", "map.yaml cannot be read"),
    ],
)  # fmt: skip
def test_a_map_that_cannot_be_meant(ending: Repository, run: Run, map: str, says: str) -> None:
    (ending.folder / "map.yaml").write_text(map)
    before = ending.tree()
    result = run("rollover", "2024-25", "--map", "map.yaml")
    assert result.exit_code == 2
    assert says in result.stderr
    assert ending.tree() == before


def test_when_it_is_refused(ending: Repository, run: Run) -> None:
    def refused(*arguments: str) -> str:
        result = run("rollover", *arguments)
        assert result.exit_code == 2
        assert not (ending.folder / NEW).exists()
        return result.stderr

    assert "it asks questions" in refused("2024-25") or "needs a terminal" in refused("2024-25")
    assert "the plan 2023-24 is there already" in refused("2023-24", "--keep")
    assert "does not begin on 1 April 2024" in refused("2022-23", "--keep")
    text = ending.file("KA.03.04.yaml").read_text()
    ending.write("KA.03.04.yaml", text + "x: [\n")
    assert "KA.03.04.yaml differs from the last commit" in refused("2024-25", "--keep")
    ending.commit()
    assert "KA.03.04" in refused("2024-25", "--keep")
    ending.write("KA.03.04.yaml", text.replace("status: Red", "status: Complete"))
    ending.commit()
    assert "KA.03.04: it is Complete, and “Measure it” is still open" in refused(
        "2024-25", "--keep"
    )
    ending.write("KA.03.04.yaml", text)
    ending.write("plan.yaml", PLAN.replace("2023/24 Q4", "2023/24 Q3"))
    ending.commit()
    assert "its last quarter is 2023/24 Q4" in refused("2024-25", "--keep", "--force")


def test_a_rehearsal_writes_nothing(ending: Repository, run: Run) -> None:
    before = ending.tree()
    result = run("rollover", "2024-25", "--dry-run")
    assert result.exit_code == 0
    assert "   KA.01.02 stays behind: complete  Keep the air clean\n" in result.stdout
    assert ending.tree() == before


def test_at_a_terminal(ending: Repository, run: Run) -> None:
    before = ending.tree()
    screen = Screen(ending.folder, "rollover", "2024-25")
    screen.wait("Title [Enter: Our Plan 2024/25]")
    assert "   KA.01.02 stays behind: complete  Keep the air clean" in screen.lines
    assert "   KA.03.04 → KA.03.04  Keep the air clean" in screen.lines
    screen.type("\x03")
    assert screen.end() == (None, signal.SIGINT)
    assert ending.tree() == before

    screen = Screen(ending.folder, "rollover", "2024-25")
    screen.wait("Title [Enter: Our Plan 2024/25]")
    screen.enter("The Plan for 2024/25")
    for number, answer in enumerate(
        ("Q", "KA.03.04 dropped", "KA.03.05 dropped The grant has ended.", "KA.03.04 KA.03.07", ""),
        1,
    ):
        screen.wait("Change>", number)
        screen.enter(answer)
    assert screen.end() == (0, None), "\n".join(screen.lines)
    assert "Begin with a code of the plan, and a space." in screen.lines
    assert read(ending, "plan.yaml").endswith("  KA.03.05: The grant has ended.\n")
    assert "code: KA.03.07\n" in read(ending, "KA.03.07.yaml")
