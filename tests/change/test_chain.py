"""Promises over several quarters, in real git: the last word of each counts, with the dates of the first and the last."""

import json
from typing import Any

from tests.change.conftest import PLAN, Q, Repository, changes, invoke
from tests.plans import REGISTER, activity

Step = dict[str, str]


def step(action: str, due: str = "2024-06", **said: str) -> Step:
    return {"action": action, "due": due, **said}


def told(repository: Repository, *quarters: list[Step], register: str = "") -> None:
    """Commits the activity's steps quarter by quarter, from the first on."""
    for number, steps in enumerate(quarters, 1):
        lines = "".join(
            "  - " + "\n    ".join(f"{name}: {value}" for name, value in one.items()) + "\n"
            for one in steps
        )
        text = activity(period=Q[number], next_steps=f"\n{lines}".rstrip("\n") or " []")
        repository.write(f"{PLAN}/KA.03.04.yaml", text)
        plan = REGISTER.replace("[KA.03.04, KA.03.05]", "[KA.03.04]").replace(Q[2], Q[number])
        repository.write(f"{PLAN}/plan.yaml", plan + register)
        repository.commit(Q[number])


def lines(*arguments: str) -> list[Any]:
    ledger: list[Any] = changes(*arguments)["ledger"]
    return ledger


def only(*arguments: str) -> Any:
    (line,) = lines(*arguments)
    return line


ALL = ("--from", "2023/24-Q1", "--to", "2023/24-Q3")


def test_what_was_done_in_between_is_done(repository: Repository) -> None:
    told(repository, [step("Paint", "2023-08")], [step("Paint", "2023-08", done="2023-09-10")], [])
    line = only(*ALL)
    assert (line["outcome"], line["declared"], line["days"]) == ("done", True, 10)
    assert line["done"] == {"start": "2023-09-10", "end": "2023-09-10"}
    assert changes(*ALL)["limits"]["between"] == [Q[2]]


def test_what_was_done_within_a_month_is_said_so(repository: Repository) -> None:
    told(repository, [step("Paint", "2023-08")], [step("Paint", "2023-08", done="2023-09")])
    said = invoke("changes", "--format", "markdown").stdout
    assert "August 2023; done September 2023" in said, said


def test_a_status_gives_up_what_stands_open_below_it(repository: Repository) -> None:
    register = REGISTER.replace("[KA.03.04, KA.03.05]", "[KA.03.04]").replace(
        "kind: paused", "kind: withdrawn"
    )
    paint = "\n  - action: Paint\n    due: 2024-06"
    for quarter, status in (
        (Q[1], {}),
        (Q[2], {"status": "Paused", "status_reason": "It was sold."}),
    ):
        repository.write(f"{PLAN}/plan.yaml", register.replace(Q[2], quarter))
        repository.write(f"{PLAN}/KA.03.04.yaml", activity(period=quarter, next_steps=paint, **status))  # fmt: skip
        repository.commit(quarter)
    line = only()
    assert (line["outcome"], line["said"], line["to"]) == ("dropped", "It was sold.", None)
    repository.write(f"{PLAN}/plan.yaml", register.replace(Q[2], Q[3]))
    repository.write(f"{PLAN}/KA.03.04.yaml", activity(period=Q[3], next_steps=paint, **status))
    repository.commit(Q[3])
    assert only(*ALL)["outcome"] == "dropped"
    assert only()["outcome"] == "unchanged"  # it was told the quarter before


def test_a_name_that_changed_twice_and_a_date_that_moved_twice(repository: Repository) -> None:
    told(
        repository,
        [step("Find a warden", "2023-12-31")],
        [step("Find two rangers", "2024-03-31", was="Find a warden", moved="Nobody applied.")],
        [step("Find three rangers", "2024-06-30", was="Find two rangers", moved="One left.")],
    )
    line = only(*ALL)
    assert (line["from"]["action"], line["to"]["action"]) == ("Find a warden", "Find three rangers")
    assert (line["outcome"], line["days"], line["said"]) == ("later", 182, "One left.")
    assert (line["first_due"], line["moves"], line["quarters"]) == ("2023-12-31", 2, 3)


def test_what_nobody_answers_stays_until_a_later_file_closes_it(repository: Repository) -> None:
    told(repository, [step("Paint")], [step("Sweep")], [step("Sweep")])
    lost = next(x for x in lines() if x["from"]["action"] == "Paint")
    assert (lost["outcome"], lost["since"], lost["asked"]) == ("unaccounted", Q[1], True)
    assert "was last promised in 2023/24 Q1, and nobody" in " ".join(
        invoke("changes", "--format", "markdown").stdout.split()
    )
    told(
        repository,
        [step("Paint")],
        [step("Sweep")],
        [step("Sweep"), step("Paint", done="It was painted in October.")],
    )
    line = next(x for x in lines() if x["from"]["action"] == "Paint")
    assert (line["outcome"], line["said"]) == ("done", "It was painted in October.")


def test_what_was_lost_before_the_plan_asks_is_told_apart(repository: Repository) -> None:
    register = "answers_from: 2023/24 Q3\n"
    told(repository, [step("Paint")], [step("Sweep")], [], register=register)
    by_action = {x["from"]["action"]: x["asked"] for x in lines()}
    assert by_action == {"Paint": False, "Sweep": True}
    data = changes()
    assert data["summary"]["ledger"]["unasked"] == 1
    assert "one promise is unaccounted for" in data["summary"]["headline"]
    assert "Lost before answers were asked for" in invoke("changes").stdout


def test_what_came_and_went_in_between_is_told_too(repository: Repository) -> None:
    told(repository, [], [step("Paint", done="2023-09-10"), step("Sweep")], [])
    told_of = {(x["from"] or x["to"])["action"]: x["outcome"] for x in lines(*ALL)}
    assert told_of == {"Paint": "done", "Sweep": "unaccounted"}


def test_parts_of_which_one_was_done_in_between(repository: Repository) -> None:
    told(
        repository,
        [step("Let the kiosks")],
        [
            step("Let the first kiosk", was="Let the kiosks", done="2023-09-10"),
            step("Let the second kiosk", was="Let the kiosks"),
        ],
        [step("Let the second kiosk", "2024-09", moved="Its roof leaks.")],
    )
    line = only(*ALL)
    parts = sorted(p["action"] for p in (line["to"], *line["parts"]))
    assert (line["outcome"], parts) == ("partly", ["Let the first kiosk", "Let the second kiosk"])
    told(
        repository,
        [step("Let the kiosks")],
        [
            step("Let the first kiosk", was="Let the kiosks", done="2023-09-10"),
            step("Let the second kiosk", was="Let the kiosks"),
        ],
        [step("Let the second kiosk", done="2023-12-10")],
    )
    assert only(*ALL)["outcome"] == "done"


def test_done_and_open_again(repository: Repository) -> None:
    told(
        repository,
        [step("Mend the weir")],
        [step("Mend the weir", done="2023-09-10")],
        [step("Mend the weir", update="The flood took it.")],
    )
    for arguments in (ALL, ()):
        line = only(*arguments)
        assert (line["outcome"], line["said"]) == ("reopened", "The flood took it.")


def test_history_counts_what_is_declared_and_what_is_not_apart(repository: Repository) -> None:
    told(
        repository,
        [step("Paint"), step("Sweep"), step("Mow", "2023-12")],
        [step("Paint", done="2023-09-10"), step("Mow", "2024-03", moved="It rains.")],
        [step("Mow", "2024-06")],
    )
    data = json.loads(invoke("history", "KA.03.04", "--format", "json").stdout)
    keys = ("done", "later", "later_explained", "unaccounted")
    assert [tuple(q[key] for key in keys) for q in data["quarters"]] == [
        (0, 0, 0, 0),
        (1, 1, 1, 1),
        (0, 1, 0, 0),
    ]
    (mow,) = data["promises"]
    assert (mow["first_due"], mow["due"], mow["moves"], mow["days"]) == (
        "2023-12",
        "2024-06",
        2,
        182,
    )
    for name in ("text", "markdown", "html"):
        assert "moved twice" in invoke("history", "KA.03.04", "--format", name).stdout


def test_a_file_that_cannot_be_read_in_the_earlier_report_is_not_compared(
    repository: Repository,
) -> None:
    told(repository, [step("Paint")], [step("Paint")], [step("Paint")])
    good = repository.path(f"{PLAN}/KA.03.04.yaml").read_text()
    repository.write(f"{PLAN}/KA.03.04.yaml", "code: KA.03.04\ntitle: [")
    broken = repository.commit("Broken")
    repository.write(f"{PLAN}/KA.03.04.yaml", good)
    report = changes("--from", broken)
    assert report["ledger"] == []
    assert [(u["in"], u["file"]) for u in report["limits"]["unread"]] == [
        ("from", f"{PLAN}/KA.03.04.yaml")
    ]
