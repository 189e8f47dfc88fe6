"""Words that look the same in a quotation, and words that stand for two things."""

from pathlib import Path

import pytest

from kprlint.wording import did_you_mean
from tests.conftest import Run, write
from tests.plans import REGISTER, activity

FILE = "activities/2023-24/KA.03.04.yaml"
PLAN = "activities/2023-24/plan.yaml"


def messages(run: Run, *arguments: str) -> list[str]:
    """Rule and message of each finding."""
    output = run("check", "--format", "concise", *arguments).output
    return [line.partition("[")[2].partition(";")[0] for line in output.splitlines()]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("Regulatory  Services", "it has a double space in it"),
        ("Regulatory\u00a0Services", "it has a non-breaking space in it"),
        ('" Regulatory Services"', "it begins or ends with a space"),
        ("|\n  Regulatory Services", "it has a line break in it"),
        ('"Regulatory\\tServices"', "it has a tab in it"),
        ("Regulatory\u2003Services", "it has an unusual space in it"),
    ],
)
def test_a_space_that_a_quotation_does_not_show_is_named(
    run: Run, plan: Path, written: str, says: str
) -> None:
    write(plan / FILE, activity(lead=written))
    message = f"unknown-lead] “Regulatory Services” is not a lead of this plan: {says}"
    assert messages(run, FILE) == [message]


@pytest.mark.parametrize(
    ("field", "written", "message"),
    [
        (
            "portfolio",
            "Environment and  Climate Change",
            "unknown-portfolio] “Environment and Climate Change” is not a portfolio of this plan: "
            "it has a double space in it",
        ),
        (
            "status",
            "Not  stated",
            "unknown-status] “Not stated” should be written “Not stated”, as the plan does: "
            "it has a double space in it",
        ),
        (
            "status",
            '"Green "',
            "unknown-status] “Green” should be written “Green”, as the plan does: "
            "it begins or ends with a space",
        ),
        (
            "code",
            '"KA.03.04 "',
            "invalid-code] “KA.03.04” is not a code: it begins or ends with a space",
        ),
        (
            "continues",
            '"2019-20/KA.01.04 "',
            "unknown-predecessor] “2019-20/KA.01.04” does not name an activity: "
            "it begins or ends with a space",
        ),
    ],
)
def test_so_it_is_in_other_fields(
    run: Run, plan: Path, field: str, written: str, message: str
) -> None:
    write(plan / FILE, activity(**{field: written}))
    assert message in messages(run, FILE)


def test_and_in_the_register(run: Run, plan: Path) -> None:
    write(plan / PLAN, REGISTER.replace("plan: 2023-24", 'plan: "2023-24 "'))
    message = (
        "plan-name] The plan is called “2023-24”, but its folder “2023-24”: "
        "it begins or ends with a space"
    )
    assert message in messages(run, PLAN)
    write(plan / PLAN, REGISTER.replace("Regulatory Services", "Regulatory  Services"))
    message = (
        "unknown-lead] “Regulatory Services” is not a lead of this plan: "
        "the other one has a double space in it"
    )
    assert messages(run, FILE) == [message]


@pytest.mark.parametrize("written", ["Not  stated", '"not stated "', "NOT\u00a0STATED"])
def test_a_status_that_differs_in_spaces_is_mended(run: Run, plan: Path, written: str) -> None:
    file = write(plan / FILE, activity(status=written))
    run("check", FILE, "--fix")
    assert file.read_text() == activity(status="Not stated")


@pytest.mark.parametrize("written", ['"Regulatory  Services"', "Regulatory\u00a0Services"])
def test_so_is_a_lead(run: Run, plan: Path, written: str) -> None:
    file = write(plan / FILE, activity(lead=written))
    run("check", FILE, "--fix")
    assert file.read_text() == activity()


def test_what_differs_in_letters_is_guessed() -> None:
    assert did_you_mean("regulatory  services", ["Regulatory Services"]) == (
        ". Did you mean “Regulatory Services”?"
    )


@pytest.mark.parametrize(
    ("alias", "line", "says"),
    [
        ("Green", 12, "“Green” stands for “Green” already"),
        ("green", 12, "“green” stands for “Green” already"),
        ("Red", 12, "“Red” stands for “Red” already"),
        ("On track", 12, "“On track” stands for “Green” already"),
        ("on  Track", 12, "“on Track” stands for “Green” already"),
    ],
)
def test_an_alias_that_stands_for_another_status(
    run: Run, plan: Path, alias: str, line: int, says: str
) -> None:
    register = REGISTER.replace("  Amber:\n", f"  Amber:\n    aliases: [Middling, {alias}]\n")
    write(plan / PLAN, register)
    output = run("check", PLAN, "--format", "concise").output
    assert f"plan.yaml:{line}:25: error[register-conflict] {says};" in output
    assert output.count("register-conflict") == 1


def test_a_status_in_two_spellings(run: Run, plan: Path) -> None:
    write(plan / PLAN, REGISTER.replace("  Amber:\n", "  GREEN:\n"))
    assert "register-conflict] “GREEN” stands for “Green” already" in messages(run, PLAN)


def test_an_alias_that_spells_its_own_word_is_no_conflict(run: Run, plan: Path) -> None:
    register = REGISTER.replace("  Amber:\n", "  Amber:\n    aliases: [amber, AMBER, Middling]\n")
    write(plan / PLAN, register)
    assert messages(run, PLAN) == []


@pytest.mark.parametrize(("kind", "expected"), [("withdrawn", 0), ("complete", 0), ("paused", 1)])
def test_a_withdrawn_activity_needs_no_progress(
    run: Run, plan: Path, kind: str, expected: int
) -> None:
    write(
        plan / PLAN, REGISTER.replace("  Amber:\n    kind: at-risk", f"  Amber:\n    kind: {kind}")
    )
    write(plan / FILE, activity(status="Amber", progress="[]", next_steps="[]"))
    found = [m for m in messages(run, FILE) if m.startswith("empty-progress]")]
    assert len(found) == expected
