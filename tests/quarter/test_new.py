"""`kprlint new` as a user runs it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.cli.new import skeleton
from kprlint.model import Code, Quarter
from kprlint.model.plan import Plan
from kprlint.model.status import Kind, Status
from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from kprlint.source.schema import load
from tests.conftest import Run, write
from tests.plans import REGISTER
from tests.quarter.conftest import PLAN, Repository

NEW = f"{PLAN}/KA.03.06.yaml"
TO_FILL_IN = {"empty-value", "missing-lead", "missing-portfolio"}


@pytest.fixture
def registered(repository: Repository) -> Repository:
    """A plan that has a code without a file."""
    repository.replace("plan.yaml", "[KA.03.04, KA.03.05]", "[KA.03.04, KA.03.05, KA.03.06]")
    return repository


def test_only_what_is_to_be_filled_in_is_found(registered: Repository, run: Run) -> None:
    result = run("new", "KA.03.06")
    assert result.exit_code == 0
    assert result.stdout == f"{NEW}\n"
    found = json.loads(run("check", "--format", "json", NEW).stdout)["findings"]
    assert {f["rule"] for f in found} == TO_FILL_IN
    assert {f["field"] for f in found if f["rule"] == "empty-value"} == {
        "/title",
        "/status",
        "/progress/0",
        "/next_steps/0/action",
        "/next_steps/0/due",
    }


def test_filled_in_it_is_clean(registered: Repository, run: Run) -> None:
    run("new", "KA.03.06")
    for field, value in {
        "title:": "Plant trees",
        "lead:": "Housing",
        "portfolio:": "Wellbeing",
        "status:": "Green",
        "\n  -\n": "Fourteen schools signed up.",
        "- action:": "Order the trees",
        "    due:": "2023-12",
    }.items():
        registered.replace(
            "KA.03.06.yaml", f"{field.strip(chr(10))}\n", f"{field.strip(chr(10))} {value}\n"
        )
    registered.commit()
    result = run("check", "--fail-on", "info")
    assert result.exit_code == 0, result.output


def test_it_says_which_words_there_are(registered: Repository, run: Run) -> None:
    run("new", "KA.03.06")
    lines = registered.file("KA.03.06.yaml").read_text().splitlines()
    assert lines[0] == f"# yaml-language-server: $schema={load('activity')['$id']}"
    for word in ("Green", "Red", "Housing", "Regulatory Services", "Wellbeing"):
        assert f"#   - {word}" in lines
    assert "#   - Not stated" not in lines
    assert "period: 2023/24 Q2" in lines
    assert (
        "# For Amber, Red, Deferred and Paused add a line that says why: status_reason: …" in lines
    )


def test_the_plans_own_schema_is_named(registered: Repository, run: Run) -> None:
    registered.write("activity.schema.json", "{}")
    run("new", "KA.03.06")
    first = registered.file("KA.03.06.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=activity.schema.json"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("KA.3.6", "“KA.3.6” is not a code"),
        ("ka.03.06", "the next free code of objective 3 is KA.03.06"),
        ("../x", "the next free code is KA.03.06"),
        ("", "is not a code"),
        ("KA.03.03", "KA.03.03 is retired (“merged into KA.03.04 in May 2023”)"),
        ("KA.03.03", "the next free code of objective 3 is KA.03.06"),
        ("KA.03.04", f"{PLAN}/KA.03.04.yaml reports on KA.03.04 already"),
        ("KA.03.09", "KA.03.09 is not registered: the performance team adds a code"),
        ("KA.03.09", f"{PLAN}/plan.yaml first; the next free code of objective 3 is KA.03.06"),
        ("KA.03.06", "it is the next free one"),
        ("KA.07.01", "the plan has no objective 7; the next free code is KA.03.06"),
    ],
)
def test_a_code_that_is_refused(repository: Repository, run: Run, code: str, reason: str) -> None:
    before = repository.tree()
    result = run("new", code)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert repository.tree() == before


def test_a_file_is_never_overwritten(registered: Repository, run: Run) -> None:
    registered.write("KA.03.06.yaml", "somebody's notes")
    before = registered.tree()
    result = run("new", "KA.03.06")
    assert (result.exit_code, "already" in result.stderr) == (2, True)
    assert registered.tree() == before


def test_another_file_has_the_code(registered: Repository, run: Run) -> None:
    registered.write("draft.yml", "code: KA.03.06\n")
    result = run("new", "KA.03.06")
    assert result.exit_code == 2
    assert f"{PLAN}/draft.yml reports on KA.03.06 already" in result.stderr


def test_a_register_that_cannot_be_used(repository: Repository, run: Run) -> None:
    repository.write("plan.yaml", REGISTER.replace("period: 2023/24 Q2\n", ""))
    result = run("new", "KA.03.04", "--plan", "2023-24")
    assert result.exit_code == 2
    assert "does not say readably which quarter it is in" in result.stderr


def test_the_latest_plan_is_meant(registered: Repository, run: Run) -> None:
    write(
        registered.folder / "activities/2024-25/plan.yaml",
        REGISTER.replace("2023/24 Q2", "2024/25 Q1").replace("KA.03.04", "KA.03.08"),
    )
    registered.git("add", "--all")
    assert run("new", "KA.03.08").stdout == "activities/2024-25/KA.03.08.yaml\n"
    assert run("new", "KA.03.06", "--plan", "2023-24").stdout == f"{NEW}\n"


words = st.text(min_size=1).filter(str.strip)


@given(st.lists(words, max_size=3), st.lists(words, max_size=3), st.lists(words, max_size=3))
def test_no_word_of_a_register_breaks_it(
    leads: list[str], portfolios: list[str], statuses: list[str]
) -> None:
    quarter = Quarter.parse("2023/24 Q2")
    assert quarter
    plan = Plan(
        "2023-24", "", "", None, None, quarter,
        {word: Status(word, Kind.AT_RISK, word) for word in statuses},
        frozenset(leads), frozenset(portfolios), (), {}, {},
    )  # fmt: skip
    content = skeleton(Code("KA.03.06"), plan, quarter, "x")
    document = Document(str(Path("KA.03.06.yaml")), content.encode(), "activity")
    activity = read_activity(document)
    assert not document.encoding
    assert document.tree.syntax is None
    assert {violation.kind for violation in document.violations} == {"empty"}
    assert (str(activity.code), activity.period) == ("KA.03.06", quarter)
    assert (activity.title, activity.leads, activity.status) == ("", (), "")


def test_words_are_written_as_the_field_must_hold_them(registered: Repository, run: Run) -> None:
    registered.replace(
        "plan.yaml", "[Regulatory Services, Housing]", "['Yes: no', '#1 team', Housing]"
    )
    run("new", "KA.03.06")
    lines = registered.file("KA.03.06.yaml").read_text().splitlines()
    assert '#   - "Yes: no"' in lines
    assert '#   - "#1 team"' in lines
    assert "#   - Housing" in lines
