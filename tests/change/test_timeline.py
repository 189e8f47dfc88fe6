"""Which commit holds a quarter, in histories as they happen."""

import os
import shutil
from pathlib import Path

import pytest

from tests.change.conftest import AIR, PLAN, Q, Repository, changes, invoke, refused, sides
from tests.plans import PREDECESSOR, REGISTER, activity

OLD = "activities/2019-20"
REASON = "It rained."


def test_the_previous_quarter_is_found(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    last = repository.commit("the last of the quarter")
    repository.quarter(2)
    assert sides() == (Q[1], last, Q[2], None)  # opened, and not committed
    repository.commit()
    repository.commit()
    assert sides() == (Q[1], last, Q[2], None)
    repository.quarter(4)  # one was left out
    now = repository.commit()
    before = repository.git("rev-parse", "HEAD~1")
    assert sides("--to", "HEAD") == (Q[2], before, Q[4], now)


def test_the_quarter_is_that_of_the_register(repository: Repository) -> None:
    """Files that report ahead, or lag behind, turn nothing."""
    repository.quarter(1)
    first = repository.commit()
    repository.write(AIR, activity("KA.03.04", period=Q[2]))
    ahead = repository.commit()
    repository.replace(f"{PLAN}/plan.yaml", Q[1], Q[2])
    repository.commit()
    assert sides()[:2] == (Q[1], ahead)
    assert first != ahead


@pytest.mark.parametrize("options", [["--annotate", "--message", "closed"], []])
def test_a_tag_says_which_commit_closed_a_quarter(
    repository: Repository, options: list[str]
) -> None:
    repository.quarter(1)
    closed = repository.commit()
    repository.git("tag", *options, "kprlint/2023-24/2023-24-Q1")
    late = repository.commit("a late mend")
    repository.git("branch", "kprlint/2023-24/2023-24-Q1", late)  # of the same name, and no tag
    repository.quarter(2)
    repository.commit()
    assert sides()[:2] == (Q[1], closed)
    assert changes()["from"]["place"] == "tag"
    assert sides("--from", "2023-24-Q1")[:2] == (Q[1], closed)


@pytest.mark.parametrize("what", ["another quarter", "no commit", "another plan"])
def test_a_tag_that_holds_another_thing_is_not_taken(repository: Repository, what: str) -> None:
    repository.write("README", "Before there was a plan.")
    none = repository.commit()
    repository.quarter(1)
    last = repository.commit()
    repository.quarter(2)
    second = repository.commit()
    blob = repository.git("rev-parse", f"HEAD:{AIR}")
    stand = {"another quarter": second, "no commit": blob, "another plan": none}[what]
    repository.git("tag", "kprlint/2023-24/2023-24-Q1", stand)
    assert sides()[:2] == (Q[1], last)
    assert changes()["from"]["place"] == "commit"
    assert sides("--from", "2023/24 Q1")[:2] == (Q[1], last)


def test_a_branch_alone_is_no_tag(repository: Repository) -> None:
    repository.quarter(1)
    first = repository.commit()
    last = repository.commit()
    repository.git("branch", "kprlint/2023-24/2023-24-Q1", first)
    repository.quarter(2)
    assert sides()[:2] == (Q[1], last)


# Merges


def test_a_branch_that_lagged_behind_does_not_hide_what_the_others_did(
    repository: Repository,
) -> None:
    repository.quarter(1)
    repository.commit()
    repository.switch("officer", "-b")
    repository.write("notes.txt", "a note")
    repository.commit()
    repository.switch("main")
    repository.quarter(1, status="Amber", status_reason=REASON)
    last = repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.switch("officer")
    repository.write("notes.txt", "another note, the youngest commit of the quarter")
    repository.commit()
    repository.merge("main")
    assert sides()[:2] == (Q[1], last)
    repository.switch("main")
    repository.merge("officer")
    assert sides()[:2] == (Q[1], last)


def test_a_branch_that_opened_the_quarter(repository: Repository) -> None:
    repository.quarter(1)
    last = repository.commit()
    repository.switch("open", "-b")
    repository.quarter(2)
    repository.commit()
    repository.switch("main")
    repository.merge("open")
    assert sides()[:2] == (Q[1], last)


def test_two_branches_that_both_turned_the_quarter(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    for branch in ("one", "other"):
        repository.switch(branch, "-b")
        repository.quarter(2)
        repository.commit()
        repository.switch("main")
        last = repository.commit("main goes on in the old quarter")
    repository.quarter(2)
    repository.commit()
    repository.merge("one")
    repository.merge("other")
    assert sides()[:2] == (Q[1], last)


def test_a_merge_of_what_never_had_the_plan(repository: Repository) -> None:
    repository.quarter(1)
    last = repository.commit()
    repository.switch("pages", "--orphan")
    repository.git("rm", "-r", "--quiet", "--force", ".")
    repository.write("index.html", "<p>")
    repository.commit()
    repository.switch("main")
    repository.git("merge", "--quiet", "--no-edit", "--allow-unrelated-histories", "pages")
    merged = repository.head
    repository.quarter(2)
    repository.commit()
    assert sides()[:2] == (Q[1], merged)
    assert merged != last


# What goes wrong in a history


def test_a_slip_in_the_history_is_passed_over(repository: Repository) -> None:
    repository.quarter(1)
    last = repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.write(f"{PLAN}/plan.yaml", "{")
    repository.commit("broken")
    repository.quarter(3)
    repository.commit("too early")
    repository.quarter(2)
    back = repository.commit()
    assert sides()[:2] == (Q[1], last)
    repository.quarter(3)
    repository.commit()
    assert sides()[:2] == (Q[2], back)
    assert sides("--from", "2023/24-Q1")[:2] == (Q[1], last)


def test_a_quarter_that_was_opened_again_ends_with_its_last_commit(repository: Repository) -> None:
    repository.quarter(1)
    repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.quarter(1, status="Amber", status_reason=REASON)
    again = repository.commit()
    repository.quarter(2)
    repository.commit()
    assert sides()[:2] == (Q[1], again)


@pytest.mark.parametrize("content", ["{", "\x00", "plan: 2023-24\n", "", "- a list"])
def test_a_register_that_was_broken_for_a_while(repository: Repository, content: str) -> None:
    repository.quarter(1)
    last = repository.commit()
    for _ in range(2):
        repository.write(f"{PLAN}/plan.yaml", content)
        repository.commit()
    repository.quarter(2)
    repository.commit()
    assert sides()[:2] == (Q[1], last)


def test_the_last_commit_may_be_broken(repository: Repository) -> None:
    """As long as the work tree can be read: it is what is being mended."""
    repository.quarter(1)
    last = repository.commit()
    repository.quarter(2)
    repository.commit()
    repository.write(f"{PLAN}/plan.yaml", "{")
    repository.commit()
    repository.quarter(2)
    assert sides()[:2] == (Q[1], last)
    assert "plan.yaml in HEAD cannot be read: kprlint check says why" in refused(
        "changes", "--from", "HEAD"
    )


def test_a_history_that_begins_without_a_register(repository: Repository) -> None:
    repository.write(AIR, activity())
    repository.commit()
    repository.quarter(1)
    repository.commit()
    assert "no quarter of the plan 2023-24 before 2023/24 Q1" in refused("changes")
    last = repository.commit()
    repository.quarter(2)
    assert sides()[:2] == (Q[1], last)


def test_a_register_that_is_a_link_says_no_quarter(repository: Repository) -> None:
    repository.quarter(1)
    last = repository.commit()
    register = repository.path(f"{PLAN}/plan.yaml")
    os.rename(register, repository.path("register"))
    register.symlink_to("../../register")
    repository.commit()
    register.unlink()
    repository.quarter(2)
    repository.commit()
    assert sides()[:2] == (Q[1], last)


def test_a_folder_that_was_renamed(repository: Repository) -> None:
    """No quarter is found behind it, since it may be another plan; a revision still says what to compare with."""
    repository.quarter(1)
    first = repository.commit()
    repository.git("mv", PLAN, "activities/our-plan")
    for name in ("plan", "KA.03.04", "KA.03.05"):
        repository.replace(f"activities/our-plan/{name}.yaml", Q[1], Q[2])
    repository.commit()
    assert "say what to compare with: --from with a revision" in refused("changes")
    data = changes("--from", "HEAD~1")
    assert (data["from"]["period"], data["from"]["revision"]) == (Q[1], first)
    assert data["summary"]["activities"]["same-code"] == 2


# The plan before


@pytest.fixture
def two_plans(repository: Repository) -> Repository:
    """A plan of two quarters, and one that continues it; the trouble lasts over all three."""
    for quarter in (3, 4):
        period = f"2019/20 Q{quarter}"
        register = PREDECESSOR.replace("2019/20 Q4", period)
        amber = "  Green:\n    kind: on-track\n  Amber:\n    kind: at-risk\n"
        register = register.replace("  Green:\n    kind: on-track\n", amber)
        repository.write(f"{OLD}/plan.yaml", register)
        text = activity("KA.01.04", period=period, status="Amber", status_reason=REASON)
        repository.write(f"{OLD}/KA.01.04.yaml", text)
        repository.commit()
    register = REGISTER.replace(Q[2], Q[1])
    repository.write(f"{PLAN}/plan.yaml", register)
    text = activity("KA.03.04", period=Q[1], status="Amber", status_reason=REASON)
    repository.write(AIR, text + "continues: 2019-20/KA.01.04\n")
    repository.commit()
    return repository


def test_the_first_quarter_follows_the_plan_that_it_continues(two_plans: Repository) -> None:
    data = changes()
    assert (data["from"]["plan"], data["from"]["period"]) == ("2019-20", "2019/20 Q4")
    assert data["pairs"][0]["from"]["activity"] == "2019-20/KA.01.04"
    assert data["pairs"][0]["same_status"] == 3  # what came before is remembered, too


def test_a_quarter_may_be_one_of_the_plan_before(two_plans: Repository) -> None:
    data = changes("--from", "2019/20-Q3")
    assert (data["from"]["plan"], data["from"]["period"]) == ("2019-20", "2019/20 Q3")
    assert data["to"]["plan"] == "2023-24"
    data = changes("--to", "2019/20-Q4")
    assert (data["from"]["period"], data["to"]["period"]) == ("2019/20 Q3", "2019/20 Q4")
    data = changes("--from", "HEAD~1")  # when there was no other plan
    assert (data["from"]["plan"], data["from"]["period"]) == ("2019-20", "2019/20 Q4")


def test_the_plan_before_may_be_gone(two_plans: Repository) -> None:
    shutil.rmtree(two_plans.path(OLD))
    two_plans.commit()
    assert "no quarter of the plan 2023-24 before 2023/24 Q1" in refused("changes")
    assert changes("--from", "HEAD~2")["from"]["plan"] == "2019-20"


def test_activities_that_continue_each_other_do_not_go_round(two_plans: Repository) -> None:
    path = f"{OLD}/KA.01.04.yaml"
    two_plans.write(path, activity("KA.01.04", period="2019/20 Q4", continues="2023-24/KA.03.04"))
    two_plans.commit()
    assert changes()["from"]["period"] == "2019/20 Q4"
    assert invoke("history", "KA.03.04").exit_code == 0


# Long histories


def test_a_thousand_commits_take_one_process(repository: Repository, tmp_path: Path) -> None:
    """Each changes a file; the quarter turned at the first, and so all are read."""
    stream = []
    for number in range(1000):
        period = Q[1] if not number else Q[2]
        files = {f"{PLAN}/plan.yaml": REGISTER.replace(Q[2], period)}
        files[AIR] = activity(period=period, title=f"Keep the air clean {number}")
        when = 1_690_000_000 + number
        stream.append(f"commit refs/heads/main\ncommitter A <a@b.example> {when} +0000\ndata 0\n")
        for name, text in files.items():
            stream.append(f"M 644 inline {name}\ndata {len(text.encode())}\n{text}\n")
    repository.run("fast-import", "--quiet", input="".join(stream).encode())
    repository.git("reset", "--quiet", "--hard", "main")
    assert repository.git("rev-list", "--count", "HEAD") == "1000"
    first = repository.git("rev-parse", "HEAD~999")
    assert sides()[:2] == (Q[1], first)
