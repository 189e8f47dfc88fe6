"""A file that stays in a quarter which its plan has left: what it had promised is not taken out of that quarter."""

import json

from tests.change.conftest import AIR, HOMES, PLAN, Q, Repository, invoke
from tests.plans import REGISTER, activity

_ORDER = "  - action: Order the new monitors\n    due: 2023-09\n"
_TRAIN = "  - action: Train two officers\n    due: 2023-12\n"


def _write(repository: Repository, quarter: int, *steps: str) -> None:
    listed = "\n" + "".join(steps).rstrip("\n")
    repository.write(AIR, activity("KA.03.04", period=Q[quarter], next_steps=listed))


def _two_quarters(repository: Repository) -> None:
    """The plan is in Q2; one of its two activities still reports on Q1."""
    repository.quarter(1)
    _write(repository, 1, _ORDER, _TRAIN)
    repository.commit()
    repository.write(f"{PLAN}/plan.yaml", REGISTER)
    repository.write(HOMES, activity("KA.03.05", period=Q[2]))
    repository.commit()


def _asked() -> list[str]:
    found = json.loads(invoke("check", "--format", "json", AIR).stdout)["findings"]
    return [f["message"] for f in found if f["rule"] == "unaccounted-step"]


_LOST = "“Train two officers” was promised in 2023/24 Q1: write what became of it"


def test_a_step_is_not_taken_out_of_a_quarter_that_is_over(repository: Repository) -> None:
    _two_quarters(repository)
    assert not _asked()
    _write(repository, 1, _ORDER)
    assert _asked() == [_LOST]
    repository.commit("As if there were no hook")
    assert _asked() == [_LOST]
    _write(repository, 1, _ORDER, _TRAIN + "    dropped: Nobody applied.\n")
    assert not _asked()


def test_it_is_still_asked_for_when_the_file_goes_on(repository: Repository) -> None:
    _two_quarters(repository)
    _write(repository, 1, _ORDER)
    repository.commit("As if there were no hook")
    _write(repository, 2, _ORDER + "    done: 2023-09-12\n")
    assert _asked() == [_LOST.replace("in 2023/24 Q1", "last quarter")]
    _write(repository, 2, _ORDER + "    done: 2023-09-12\n", _TRAIN)
    assert not _asked()


def test_other_words_say_what_they_were(repository: Repository) -> None:
    _two_quarters(repository)
    _write(repository, 1, _ORDER, "  - action: Train the officers\n    due: 2023-12\n")
    assert _asked() == [_LOST]
    was = "    was: Train two officers\n"
    _write(repository, 1, _ORDER, "  - action: Train the officers\n    due: 2023-12\n" + was)
    assert not _asked()
    assert "unknown-earlier-step" not in invoke("check", AIR).output


def test_what_came_and_went_within_the_quarter_is_nobody_s_loss(repository: Repository) -> None:
    repository.quarter(1)
    _write(repository, 1, _ORDER, _TRAIN)
    repository.commit()
    _write(repository, 1, _ORDER)
    repository.commit()
    assert not _asked()
    repository.write(f"{PLAN}/plan.yaml", REGISTER)
    repository.commit()
    assert not _asked()


def test_what_is_lost_is_asked_for_in_the_order_of_the_list(repository: Repository) -> None:
    actions = ["Plant the trees", "Fence the pond", "Ask the parish", "Mend the gate", "Buy a boat"]
    repository.quarter(1)
    _write(repository, 1, *(f"  - action: {action}\n    due: 2024-03\n" for action in actions))
    repository.commit()
    repository.quarter(2)
    _write(repository, 2, "  - action: Count the bats\n    due: 2024-03\n")
    assert [message.partition("”")[0][1:] for message in _asked()] == actions
