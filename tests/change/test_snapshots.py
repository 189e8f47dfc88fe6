"""Which text of a quarter is compared: two plans, late and corrected files, registers set back, sparse checkouts."""

import json
from typing import Any

import pytest

from tests.change.conftest import AIR, HOMES, PLAN, Q, Repository, changes, invoke
from tests.plans import REGISTER, activity

OTHER = "activities/2022-26"


def steps(*actions: str, due: str = "2024-03") -> str:
    return "\n" + "".join(f"  - action: {action}\n    due: {due}\n" for action in actions).rstrip(
        "\n"
    )


def promised(data: dict[str, Any], activity: str = "KA.03.04") -> dict[str, str]:
    """The earlier promises of an activity, with what they were due."""
    lines = [line["from"] for line in data["ledger"] if line["from"]]
    return {line["action"]: line["due"] for line in lines if line["activity"].endswith(activity)}


def late(data: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(one["file"], one["counted"]) for one in data["limits"]["late"]]


def close(repository: Repository, plan: str, quarter: str) -> None:
    repository.git("tag", "--annotate", "--message", "closed", f"kprlint/{plan}/{quarter}")


def test_two_plans_are_closed_in_one_quarter_each_with_its_own_text(
    repository: Repository,
) -> None:
    repository.write(f"{OTHER}/plan.yaml", REGISTER.replace("plan: 2023-24", "plan: 2022-26"))
    repository.write(f"{OTHER}/KA.03.04.yaml", activity(period=Q[2], next_steps=steps("Paint")))
    repository.quarter(2, next_steps=steps("Oil"))
    repository.commit()
    close(repository, "2022-26", "2023-24-Q2")
    repository.write(AIR, activity(period=Q[2], next_steps=steps("Oil", "Sweep")))
    repository.commit("the second plan is finished a week later")
    close(repository, "2023-24", "2023-24-Q2")
    repository.quarter(3, next_steps=steps("Oil", "Sweep"))
    repository.commit()
    assert set(promised(changes("--plan", "2023-24"))) == {"Oil", "Sweep"}
    repository.write(
        f"{OTHER}/plan.yaml", REGISTER.replace("plan: 2023-24", "plan: 2022-26").replace(Q[2], Q[3])
    )
    repository.write(f"{OTHER}/KA.03.04.yaml", activity(period=Q[3], next_steps=steps("Paint")))
    assert set(promised(changes("--plan", "2022-26"))) == {"Paint"}


def test_what_is_reported_late_is_the_quarters_text_and_told(repository: Repository) -> None:
    repository.quarter(1, next_steps=steps("Paint"))
    repository.commit()
    repository.quarter(2, next_steps=steps("Paint"))
    repository.commit()
    repository.write(AIR, activity(period=Q[1], next_steps=steps("Paint", "Fence")))
    repository.commit("a late report")
    repository.write(AIR, activity(period=Q[2], next_steps=steps("Paint")))
    repository.commit()
    data = changes()
    assert promised(data) == {"Paint": "2024-03", "Fence": "2024-03"}
    assert late(data) == [(AIR, True)]
    said = invoke("changes").stdout
    assert "One file of 2023/24 Q1 was changed after the next quarter was opened" in said


def test_what_is_corrected_after_closing_is_told_and_does_not_count(
    repository: Repository,
) -> None:
    repository.quarter(1, next_steps=steps("Paint"))
    repository.commit()
    close(repository, "2023-24", "2023-24-Q1")
    repository.quarter(1, next_steps=steps("Paint", due="2024-06"))
    repository.commit()
    repository.quarter(2, next_steps=steps("Paint", due="2024-06"))
    repository.commit()
    data = changes()
    assert promised(data) == {"Paint": "2024-03"}
    assert late(data) == [(AIR, False), (HOMES, False)]
    said = " ".join(invoke("changes").stdout.split())
    assert "Two files of 2023/24 Q1 were changed after it was closed" in said


def test_a_register_that_was_set_back_and_on_again_turns_no_text_back(
    repository: Repository,
) -> None:
    for number, due in ((1, "2023-12"), (2, "2024-03")):
        repository.quarter(number, next_steps=steps("Paint", due=due))
        repository.commit()
    for number in (1, 2):
        repository.write(f"{PLAN}/plan.yaml", REGISTER.replace(Q[2], Q[number]))
        repository.commit()
    data = changes()
    assert promised(data) == {"Paint": "2023-12"}
    assert late(data) == []


def test_a_file_that_ran_ahead_is_taken_as_it_was_in_the_quarter(repository: Repository) -> None:
    repository.quarter(1, next_steps=steps("Paint"))
    repository.commit()
    repository.write(AIR, activity(period=Q[2], next_steps=steps("Paint", due="2024-06")))
    repository.commit("one team is early")
    repository.quarter(2, next_steps=steps("Paint", due="2024-06"))
    repository.commit()
    assert promised(changes()) == {"Paint": "2024-03"}


def test_a_file_that_skipped_the_quarter_answers_for_its_last_report(
    repository: Repository,
) -> None:
    repository.quarter(1, next_steps=steps("Paint"))
    repository.commit()
    repository.quarter(2, next_steps=steps("Oil"))
    repository.write(AIR, activity(period=Q[1], next_steps=steps("Paint")))
    repository.commit()
    repository.quarter(3, next_steps=steps("Oil"))
    repository.commit()
    data = changes()
    assert promised(data) == {"Paint": "2024-03"}
    assert late(data) == []


@pytest.mark.parametrize("later", ["WORKTREE", "HEAD", "INDEX"])
def test_a_sparse_checkout_is_no_deletion(repository: Repository, later: str) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{HOMES}")
    assert not repository.path(HOMES).exists()
    assert changes("--to", later)["summary"]["activities"]["same-code"] == 2
    result = invoke("check", "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert "missing-activity" not in {finding["rule"] for finding in findings}
    assert f"{HOMES} is not here, and was not checked: this checkout is sparse" in result.stderr
    repository.git("sparse-checkout", "disable")
    repository.path(HOMES).unlink()
    assert changes()["summary"]["activities"]["removed"] == 1
