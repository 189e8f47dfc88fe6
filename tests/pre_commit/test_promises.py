"""A promise is not lost in a commit: real git, real pre-commit."""

import re

from tests.pre_commit.council import EACH_ACTIVITY, FILES, PLAN, WHOLE_PLAN, Council
from tests.pre_commit.test_commits import POLICY, REGISTER, blocked, passed

RESPONSES = "  - action: Publish the responses\n    due: 2023-10\n"
COUNCIL = "  - action: Take the policy to Full Council\n    due: 2024-02-26\n"
UPDATE = "    update: The legal team has cleared the draft.\n"


def turn(council: Council) -> None:
    """The next quarter is opened, and committed."""
    for name, text in FILES.items():
        if name.startswith(PLAN):
            text = text.replace("2023/24 Q2", "2023/24 Q3", 1)
            text = re.sub(r"as_at:.*\n", "", text)
            if "status: Complete" not in text:
                text = re.sub(r"progress:\n(  - .*\n)+", "progress:\n", text)
            council.write(name, text)
    council.git("commit", "--quiet", "--all", "--no-verify", "--message", "Open 2023/24 Q3")


def report(council: Council, *steps: str) -> None:
    """The policy's report of the quarter, with these steps."""
    head = council.read(POLICY).decode().partition("progress:")[0]
    text = "progress:\n  - Full Council has a date for the policy.\nnext_steps:\n" + "".join(steps)
    council.write(POLICY, head + text)


def test_a_commit_that_loses_a_promise_in_silence_is_blocked(council: Council) -> None:
    turn(council)
    report(council, COUNCIL + UPDATE)
    outcome = council.commit_all()
    blocked(outcome, "unaccounted-step")
    assert outcome.result_of(EACH_ACTIVITY) == "Passed"
    assert outcome.result_of(WHOLE_PLAN) == "Failed"
    assert "Publish the responses" in outcome.output


def test_a_declared_one_passes(council: Council) -> None:
    turn(council)
    report(council, RESPONSES + "    done: 2023-10-20\n", COUNCIL + UPDATE)
    passed(council.commit_all())


def test_a_comment_does_not_answer_for_it(council: Council) -> None:
    turn(council)
    report(council, COUNCIL + UPDATE)
    council.replace(
        POLICY, "next_steps:", "next_steps: # kprlint: ignore[unaccounted-step] never mind"
    )
    outcome = council.commit_all()
    assert not outcome.passed
    assert "unaccounted-step" in outcome.rules


def test_it_is_blocked_whatever_else_is_committed(council: Council) -> None:
    turn(council)
    report(council, COUNCIL + UPDATE)
    council.git("commit", "--quiet", "--all", "--no-verify", "--message", "Forced")
    council.write("README.md", "A word.\n")
    council.git("add", "README.md")
    blocked(council.commit(), "unaccounted-step")


def test_deleting_the_file_is_blocked(council: Council) -> None:
    turn(council)
    council.git("rm", "--quiet", POLICY)
    blocked(council.commit(), "missing-activity")


def test_deleting_the_file_and_its_code_is_blocked(council: Council) -> None:
    turn(council)
    council.git("rm", "--quiet", POLICY)
    council.replace(REGISTER, "      - KA.03.02\n", "")
    blocked(council.commit_all(), "vanished-activity")
    council.replace(
        REGISTER, "retired:\n", "retired:\n  KA.03.02: given up by Cabinet in October 2023\n"
    )
    passed(council.commit_all())
