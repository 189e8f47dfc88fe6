"""What passes and what is blocked, whichever way people commit: real git, real pre-commit."""

import pytest

from tests.pre_commit.council import (
    CONFIG,
    EACH_ACTIVITY,
    EARLIER,
    FILES,
    MEND,
    PLAN,
    WHOLE_PLAN,
    Council,
    Outcome,
)

HUB = f"{PLAN}/KA.01.01.yaml"
GRANTS = f"{PLAN}/KA.01.02.yaml"
AIR = f"{PLAN}/KA.02.01.yaml"
POLICY = f"{PLAN}/KA.03.02.yaml"
NEW = f"{PLAN}/KA.03.03.yaml"
REGISTER = f"{PLAN}/plan.yaml"
EARLIER_REGISTER = f"{EARLIER}/plan.yaml"

GOOD = ("opened on 4 September", "opened on 5 September")
BAD = ("status: Green", "status: Greenish")
NEW_TEXT = FILES[POLICY].replace("KA.03.02", "KA.03.03")


def blocked(outcome: Outcome, *rules: str) -> None:
    """The commit was blocked, by findings of these rules and of no others."""
    assert not outcome.passed, outcome.output
    assert outcome.rules == set(rules), outcome.output


def passed(outcome: Outcome) -> None:
    assert outcome.passed, outcome.output
    assert not outcome.findings, outcome.output


def register(council: Council, code: str, after: str) -> None:
    council.replace(REGISTER, f"- {after}\n", f"- {after}\n      - {code}\n")


# What is valid


def test_the_template_passes(council: Council) -> None:
    outcome = council.pre_commit("run", "--all-files")
    passed(outcome)
    assert outcome.result_of(EACH_ACTIVITY) == "Passed"
    assert outcome.result_of(WHOLE_PLAN) == "Passed"


def test_a_valid_change_passes(council: Council) -> None:
    council.replace(HUB, *GOOD)
    outcome = council.commit_all()
    passed(outcome)
    assert outcome.result_of(EACH_ACTIVITY) == "Passed"
    assert outcome.result_of(WHOLE_PLAN) == "Passed"


def test_a_new_activity_passes(council: Council) -> None:
    register(council, "KA.03.03", after="KA.03.02")
    council.write(NEW, NEW_TEXT)
    passed(council.commit_all())


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order-mark"])
def test_a_file_written_on_windows_passes(council: Council, start: bytes) -> None:
    council.write(HUB, start + council.read(HUB).replace(b"\n", b"\r\n"))
    passed(council.commit_all())


def test_line_endings_that_git_converts_pass(council: Council) -> None:
    council.git("config", "core.autocrlf", "true")
    council.delete(HUB)
    council.git("checkout", "--", HUB)
    council.replace(HUB, *GOOD)
    assert b"\r\n" in council.read(HUB)
    passed(council.commit_all())


def test_other_files_are_not_checked(council: Council) -> None:
    council.write("README.md", "# Our Key Activities\n\nstatus: Greenish\n")
    outcome = council.commit_all()
    passed(outcome)
    assert outcome.result_of(EACH_ACTIVITY) == "Skipped"
    assert outcome.result_of(WHOLE_PLAN) == "Passed"


# Deletions and new names


def test_a_commit_that_only_deletes_an_activity_is_blocked(council: Council) -> None:
    council.git("rm", "--quiet", POLICY)
    outcome = council.commit()
    blocked(outcome, "missing-activity")
    assert outcome.result_of(EACH_ACTIVITY) == "Skipped"
    assert [(f.file, f.line) for f in outcome.findings] == [
        (REGISTER, council.line(REGISTER, "- KA.03.02"))
    ]


def test_a_file_left_behind_does_not_stand_in_for_a_deleted_one(council: Council) -> None:
    council.git("rm", "--quiet", "--cached", POLICY)
    blocked(council.commit(), "missing-activity")


def test_deleting_an_activity_and_retiring_its_code_passes(council: Council) -> None:
    council.git("rm", "--quiet", POLICY)
    council.replace(REGISTER, "      - KA.03.02\n", "")
    council.replace(REGISTER, "retired:\n", "retired:\n  KA.03.02: merged into KA.03.01\n")
    passed(council.commit_all())


@pytest.mark.parametrize("arguments", [(), ("--cached",)], ids=["deleted", "left-behind"])
def test_deleting_the_register_is_blocked(council: Council, arguments: tuple[str, ...]) -> None:
    council.git("rm", "--quiet", *arguments, REGISTER)
    outcome = council.commit()
    blocked(outcome, "wrong-folder")
    assert {f.file for f in outcome.findings} == {
        name for name in FILES if name.startswith(f"{PLAN}/KA.")
    }


def test_deleting_every_plan_is_blocked(council: Council) -> None:
    council.git("rm", "-r", "--quiet", "activities")
    outcome = council.commit()
    blocked(outcome)
    assert "nothing to check in activities/" in outcome.output


def test_deleting_a_plan_that_an_activity_continues_is_blocked(council: Council) -> None:
    council.git("rm", "-r", "--quiet", EARLIER)
    outcome = council.commit()
    blocked(outcome, "unknown-predecessor")
    assert [f.file for f in outcome.findings] == [AIR]


def test_renaming_a_file_without_its_code_is_blocked(council: Council) -> None:
    renamed = f"{PLAN}/KA.01.09.yaml"
    council.git("mv", HUB, renamed)
    outcome = council.commit()
    blocked(outcome, "file-name")
    assert [(f.file, f.line) for f in outcome.findings] == [(renamed, 1)]


def test_renaming_a_file_and_its_code_without_the_register_is_blocked(council: Council) -> None:
    council.git("mv", HUB, f"{PLAN}/KA.01.09.yaml")
    council.replace(f"{PLAN}/KA.01.09.yaml", "code: KA.01.01", "code: KA.01.09")
    blocked(council.commit_all(), "unregistered-code", "missing-activity")


def test_moving_a_file_to_another_plan_is_blocked(council: Council) -> None:
    council.git("mv", POLICY, f"{EARLIER}/KA.03.02.yaml")
    outcome = council.commit()
    assert not outcome.passed, outcome.output
    assert {"unregistered-code", "wrong-folder", "missing-activity"} <= outcome.rules


# The register


def test_removing_a_lead_that_activities_have_is_blocked(council: Council) -> None:
    council.replace(REGISTER, "  - Housing Services\n", "")
    council.git("add", REGISTER)
    outcome = council.commit()
    blocked(outcome, "unknown-lead")
    assert [(f.file, f.line) for f in outcome.findings] == [
        (POLICY, council.line(POLICY, "lead: Housing Services"))
    ]


def test_removing_a_status_that_activities_have_is_blocked(council: Council) -> None:
    council.replace(REGISTER, "  Amber:\n", "  Yellow:\n")
    outcome = council.commit_all()
    blocked(outcome, "unknown-status")
    assert [f.file for f in outcome.findings] == [AIR]


def test_retiring_a_code_that_has_a_file_is_blocked(council: Council) -> None:
    council.replace(REGISTER, "      - KA.03.02\n", "")
    council.replace(REGISTER, "retired:\n", "retired:\n  KA.03.02: merged into KA.03.01\n")
    outcome = council.commit_all()
    blocked(outcome, "retired-code")
    assert [f.file for f in outcome.findings] == [POLICY]


def test_each_finding_is_shown_once(council: Council) -> None:
    """Also where so many files change that pre-commit would share them out among processes."""
    council.replace(REGISTER, "period: 2023/24 Q2", "period:  2023/24 Q2")
    activities = [name for name in FILES if name.startswith(f"{PLAN}/KA.")]
    for name in activities:
        council.replace(name, "portfolio: ", "portfolio: The ")
    outcome = council.commit_all()
    blocked(outcome, "unknown-portfolio")
    assert sorted(f.file for f in outcome.findings) == sorted(activities), outcome.output


# What is staged, and what is not


def test_bad_in_the_folder_but_good_as_staged_passes(council: Council) -> None:
    council.replace(HUB, *GOOD)
    council.git("add", HUB)
    council.replace(HUB, *BAD)
    passed(council.commit())
    assert b"Greenish" in council.read(HUB)


def test_good_in_the_folder_but_bad_as_staged_is_blocked(council: Council) -> None:
    council.replace(HUB, *BAD)
    council.git("add", HUB)
    council.replace(HUB, *reversed(BAD))
    outcome = council.commit()
    blocked(outcome, "unknown-status")
    assert b"Greenish" not in council.read(HUB)


def test_a_register_that_is_not_staged_does_not_count(council: Council) -> None:
    council.replace(POLICY, "lead: Housing Services", "lead: Estates")
    council.git("add", POLICY)
    council.replace(REGISTER, "  - Property Team\n", "  - Property Team\n  - Estates\n")
    blocked(council.commit(), "unknown-lead")
    council.git("add", REGISTER)
    passed(council.commit())


def test_a_deletion_that_is_not_staged_does_not_block(council: Council) -> None:
    council.delete(POLICY)
    council.replace(HUB, *GOOD)
    council.git("add", HUB)
    passed(council.commit())
    assert not (council.folder / POLICY).exists()


@pytest.mark.parametrize(
    "untracked",
    [
        {f"{PLAN}/KA.03.04.yaml": "code: KA.03.04\nstatus: Greenish\n"},
        {f"{PLAN}/KA.01.01 copy.yaml": FILES[HUB]},
        {f"{PLAN}/draft.yaml": "\t: ["},
        {"activities/2024-25/plan.yaml": "plan: next year"},
        {"activities/draft.yaml": "code: draft"},
    ],
    ids=["activity", "copy", "no-yaml", "plan", "no-plan"],
)
def test_a_bad_file_that_git_does_not_track_does_not_block(
    council: Council, untracked: dict[str, str]
) -> None:
    for name, content in untracked.items():
        council.write(name, content)
    council.replace(HUB, *GOOD)
    council.git("add", HUB)
    passed(council.commit())
    assert untracked.keys() <= {
        line.split(maxsplit=1)[1].strip('"')
        for line in council.git("status", "--porcelain", "-uall").output.splitlines()
    }


def test_a_bad_file_that_is_only_meant_to_be_added_does_not_block(council: Council) -> None:
    council.write(NEW, "code: KA.03.03\n")
    council.git("add", "--intent-to-add", NEW)
    council.replace(HUB, *GOOD)
    council.git("add", HUB)
    passed(council.commit())


def test_a_plan_that_git_does_not_track_cannot_be_continued(council: Council) -> None:
    council.write(
        "activities/2018-19/plan.yaml", FILES[EARLIER_REGISTER].replace("2019-20", "2018-19")
    )
    council.replace(AIR, "2019-20/KA.01.01", "2018-19/KA.01.01")
    council.git("add", AIR)
    blocked(council.commit(), "unknown-predecessor")


# Ways to commit


def test_commit_all_tracked(council: Council) -> None:
    council.replace(HUB, *BAD)
    blocked(council.commit("--all"), "unknown-status")
    council.replace(HUB, *reversed(BAD))
    council.replace(HUB, *GOOD)
    passed(council.commit("--all"))


def test_commit_all_tracked_with_a_deletion(council: Council) -> None:
    council.delete(POLICY)
    blocked(council.commit("--all"), "missing-activity")


def test_commit_only_one_file(council: Council) -> None:
    council.replace(HUB, *GOOD)
    council.replace(AIR, "status: Amber", "status: Ambre")
    council.git("add", "--all")
    passed(council.commit("--only", HUB))
    assert b"Ambre" in council.read(AIR)
    blocked(council.commit("--only", AIR), "unknown-status")


def test_commit_only_one_file_while_a_deletion_is_staged(council: Council) -> None:
    council.git("rm", "--quiet", POLICY)
    council.replace(HUB, *GOOD)
    passed(council.commit("--only", HUB))
    blocked(council.commit(), "missing-activity")


def test_commit_in_a_subfolder(council: Council) -> None:
    council.replace(HUB, *BAD)
    outcome = council.commit("--all", folder=PLAN)
    blocked(outcome, "unknown-status")
    assert [f.file for f in outcome.findings] == [HUB]


def test_amended_commit(council: Council) -> None:
    council.replace(HUB, *GOOD)
    passed(council.commit_all())
    council.git("rm", "--quiet", POLICY)
    blocked(council.commit("--amend"), "missing-activity")


def test_commit_in_a_second_work_tree(council: Council) -> None:
    council.git("worktree", "add", "--quiet", "-b", "update", "../second")
    second = Council(council.folder.parent / "second", council.environment)
    second.replace(HUB, *BAD)
    blocked(second.commit_all(), "unknown-status")
    second.replace(HUB, *reversed(BAD))
    second.git("rm", "--quiet", POLICY)
    blocked(second.commit_all(), "missing-activity")


# Merges


def branch(council: Council, name: str, *changes: tuple[str, str, str]) -> None:
    """A branch off the first commit with these changes, which pass by themselves."""
    council.git("checkout", "--quiet", "-b", name, "main")
    for file, old, new in changes:
        if old:
            council.replace(file, old, new)
        else:
            council.write(file, new)
    passed(council.commit_all())


def merge(council: Council, name: str) -> Outcome:
    before = council.head
    outcome = council.git("merge", "--no-edit", name, check=False)
    assert (council.head != before) == outcome.passed, outcome.output
    return outcome


REMOVE_LEAD = ((REGISTER, "  - Estates\n", ""),)
USE_LEAD = ((GRANTS, "lead: [Community Partnerships, Property Team]", "lead: Estates"),)
RETIRE = ((REGISTER, "retired:\n", "retired:\n  KA.02.03: given up before it began\n"),)
REGISTER_CODE = (
    (REGISTER, "- KA.02.02\n", "- KA.02.02\n      - KA.02.03\n"),
    (f"{PLAN}/KA.02.03.yaml", "", FILES[AIR].replace("KA.02.01", "KA.02.03")),
)
CONTINUE = ((POLICY, "lead: Housing", "continues: 2019-20/KA.01.02\nlead: Housing"),)


def prepare(council: Council) -> None:
    """A lead that nobody has, for one branch to remove and the other to use."""
    council.replace(REGISTER, "  - Property Team\n", "  - Property Team\n  - Estates\n")
    passed(council.commit_all())


def test_a_valid_merge_passes(council: Council) -> None:
    branch(council, "ours", (HUB, *GOOD))
    branch(council, "theirs", *REGISTER_CODE)
    outcome = merge(council, "ours")
    passed(outcome)
    assert outcome.result_of(WHOLE_PLAN) == "Passed"
    assert len(council.git("rev-list", "--parents", "-1", "HEAD").output.split()) == 3


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned-round"])
@pytest.mark.parametrize(
    ("ours", "theirs", "rule"),
    [
        pytest.param(REMOVE_LEAD, USE_LEAD, "unknown-lead", id="lead"),
        pytest.param(RETIRE, REGISTER_CODE, "register-conflict", id="code"),
    ],
)
def test_two_branches_that_break_the_plan_together_are_not_merged(
    council: Council,
    ours: tuple[tuple[str, str, str], ...],
    theirs: tuple[tuple[str, str, str], ...],
    rule: str,
    turned: bool,
) -> None:
    prepare(council)
    branch(council, "theirs", *(ours if turned else theirs))
    branch(council, "ours", *(theirs if turned else ours))
    outcome = merge(council, "theirs")
    blocked(outcome, rule)


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned-round"])
def test_a_predecessor_removed_on_the_other_branch_blocks_the_merge(
    council: Council, turned: bool
) -> None:
    def remove() -> None:
        council.git("checkout", "--quiet", "-b", "remove", "main")
        council.git("rm", "--quiet", f"{EARLIER}/KA.01.02.yaml")
        council.replace(EARLIER_REGISTER, "      - KA.01.02\n", "")
        passed(council.commit_all())

    remove()
    branch(council, "continue", *CONTINUE)
    if turned:
        council.git("checkout", "--quiet", "remove")
    blocked(merge(council, "continue" if turned else "remove"), "unknown-predecessor")


def test_a_merge_that_was_blocked_can_be_mended_and_concluded(council: Council) -> None:
    prepare(council)
    branch(council, "theirs", *USE_LEAD)
    branch(council, "ours", *REMOVE_LEAD)
    blocked(merge(council, "theirs"), "unknown-lead")
    council.replace(GRANTS, "lead: Estates", "lead: Property Team")
    passed(council.commit_all())
    assert len(council.git("rev-list", "--parents", "-1", "HEAD").output.split()) == 3


def conflict(council: Council, *theirs: tuple[str, str, str]) -> None:
    """Leaves a merge with a conflict in the title of KA.01.01, to be concluded by hand."""
    title = "Open a community hub in each"
    branch(council, "theirs", (HUB, title, "Open a hub in each"), *theirs)
    branch(council, "ours", (HUB, title, "Run a community hub in each"), *USE_LEAD)
    outcome = merge(council, "theirs")
    assert "CONFLICT" in outcome.output
    assert b"<<<<<<<" in council.read(HUB)


def test_a_conflict_that_is_resolved_passes(council: Council) -> None:
    prepare(council)
    conflict(council)
    council.write(HUB, FILES[HUB])
    passed(council.commit_all())


def test_a_conflict_that_is_not_resolved_is_blocked(council: Council) -> None:
    prepare(council)
    conflict(council)
    blocked(council.commit_all(), "yaml-syntax")


@pytest.mark.parametrize("place", ["main", "second"], ids=["", "second-work-tree"])
def test_a_resolved_conflict_does_not_hide_what_the_merge_breaks_elsewhere(
    council: Council, place: str
) -> None:
    """Of such a merge pre-commit names only the files that differ from both branches."""
    prepare(council)
    if place == "second":
        council.git("worktree", "add", "--quiet", "--detach", "../second")
        council = Council(council.folder.parent / "second", council.environment)
    conflict(council, *REMOVE_LEAD)
    council.write(HUB, FILES[HUB])
    outcome = council.commit_all()
    blocked(outcome, "unknown-lead")
    assert [f.file for f in outcome.findings] == [GRANTS]


def test_a_resolved_conflict_that_drops_an_activity_is_blocked(council: Council) -> None:
    prepare(council)
    conflict(council)
    council.write(HUB, FILES[HUB])
    council.delete(POLICY)
    blocked(council.commit_all(), "missing-activity")


# The hook that mends


@pytest.fixture
def mending(council: Council) -> Council:
    """The council's repository with all three hooks, the one that mends first."""
    council.replace(CONFIG, "- id: kprlint\n", "- id: kprlint-fix\n      - id: kprlint\n")
    passed(council.commit_all())
    return council


def test_a_spelling_is_mended_and_the_commit_passes_the_second_time(mending: Council) -> None:
    mending.replace(HUB, "status: Green", "status: green")
    before = mending.read(HUB)
    outcome = mending.commit_all()
    blocked(outcome)
    assert outcome.result_of(MEND) == "Failed"
    assert "files were modified by this hook" in outcome.output
    assert f"{HUB} was mended" in outcome.output
    assert mending.read(HUB) == before.replace(b"status: green", b"status: Green")
    mending.replace(HUB, *GOOD)
    mending.git("add", HUB)
    outcome = mending.commit()
    passed(outcome)
    assert outcome.result_of(MEND) == "Passed"


def test_what_cannot_be_mended_is_reported_by_the_next_hook(mending: Council) -> None:
    mending.replace(HUB, *BAD)
    outcome = mending.commit_all()
    blocked(outcome, "unknown-status")
    assert outcome.result_of(MEND) == "Passed"
    assert outcome.result_of(EACH_ACTIVITY) == "Failed"
