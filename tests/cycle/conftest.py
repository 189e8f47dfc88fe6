"""A council's repository in the quarter after its first report, and an officer who answers from a list."""

from collections.abc import Sequence

import pytest

from tests.conftest import Run
from tests.plans import activity
from tests.quarter.conftest import Repository, repository, settings

__all__ = ["repository", "settings"]

CODE = "KA.03.04.yaml"
REPORT = activity(
    "KA.03.04",
    status="Amber\nstatus_reason: Two monitors were stolen in August.",
    next_steps="""
  # the monitors
  - action: Put up the monitors at Mill Lane
    due: 2023-11  # before the frost
  - action: Choose the places for the new monitors
    due: 2023/24 Q4
    owner: The wardens
  - Publish the readings on the website
  - action: Train the 12 wardens
    due: ongoing
""".rstrip(),
).replace("lead: Regulatory Services", "lead: Regulatory Services  # since May")


class Officer:
    """Answers one question after the other, and keeps what was shown and asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.screen: list[str] = []
        self.before: list[Sequence[str]] = []

    def say(self, text: str = "", *, indent: str = "") -> None:
        self.screen.append(text)

    def ask(self, question: str, *, before: Sequence[str] = (), words: Sequence[str] = ()) -> str:
        self.screen.append(question)
        self.before.append(before)
        assert self.answers, "\n".join([*self.screen, "(no answer is left)"])
        return self.answers.pop(0)


@pytest.fixture
def opened(repository: Repository, run: Run) -> Repository:
    """The plan in 2023/24 Q3, whose last quarter git holds."""
    repository.write(CODE, REPORT)
    repository.commit()
    assert run("open", "2023/24-Q3").exit_code == 0
    repository.commit()
    return repository
