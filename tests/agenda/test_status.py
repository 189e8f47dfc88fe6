"""How a quarter stands: statuses beside last quarter's, what is missing and in error, and the exit code."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kprlint.agenda.dues import dues_of
from kprlint.agenda.status import GONE, Status
from kprlint.publish.build import paper_of
from kprlint.source.schema import load
from tests.agenda.made import AS_OF, CODES, contents, snapshot
from tests.change.conftest import AIR, HOMES, PLAN, Repository, invoke
from tests.change.conftest import repository as repository
from tests.change.conftest import settings as settings
from tests.conftest import Run
from tests.plans import REGISTER, activity

DAY = "2023-10-31"
Q2, Q3 = "2023/24 Q2", "2023/24 Q3"


@pytest.fixture
def council(repository: Repository) -> Repository:
    """In the second quarter, reported; the one before is in git."""
    repository.quarter(1)
    repository.replace(
        AIR, "status: Green", "status: Red\nstatus_reason: The monitors were stolen."
    )
    repository.commit()
    repository.quarter(2)
    repository.commit()
    return repository


def status(*options: str, code: int) -> dict[str, Any]:
    result = invoke("status", "--as-of", DAY, "--format", "json", *options)
    assert result.exit_code == code, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(load("status")).validate(data)
    return data


def test_nothing_is_owed(council: Repository) -> None:
    data = status(code=0)
    assert data["needs"] is None
    assert data["last_quarter"] == "2023/24 Q1"
    assert data["objectives"] == [
        {
            "title": "3 A sustainable environment",
            "statuses": {"Green": 2},
            "last_quarter": {"Red": 1, "Green": 1},
            "owed": 0,
        }
    ]
    one = data["activities"][0]
    assert (one["status"], one["last_status"], one["direction"]) == ("Green", "Red", "better")


def test_last_quarters_figures_stand_beside_these(council: Repository) -> None:
    text = invoke("status", "--as-of", DAY).stdout
    table = [line.split() for line in text.splitlines() if line.startswith(("3 A", "All"))]
    assert table[0][-6:] == ["2", "(1)", "–", "(1)", "2", "(2)"]
    assert table[1] == ["All", "2", "(1)", "–", "(1)", "2", "(2)"]


def test_who_has_not_updated_is_owed(council: Repository) -> None:
    council.write(HOMES, activity("KA.03.05", progress=""))
    data = status(code=1)
    assert data["needs"] == "owed"
    # What the file says is last quarter's status, which is not counted as one of this quarter.
    assert data["objectives"][0]["statuses"] == {"Green": 1}
    assert data["activities"][1]["status"] is None
    assert data["activities"][1]["state"] == "not-updated"
    status("--fail-on", "error", code=0)
    status("--fail-on", "never", code=0)
    assert "KA.03.05" in invoke("status").stdout


@pytest.mark.parametrize("content", ["code: KA.03.05\n\ttitle: x", None])
def test_a_file_that_cannot_be_read_or_is_missing(council: Repository, content: str | None) -> None:
    if content is None:
        council.path(HOMES).unlink()
    else:
        council.write(HOMES, content)
    data = status(code=1)
    assert data["activities"][1]["state"] == "no-text"
    assert data["summary"] == {"activities": 2, "reported": 1, "owed": 1, "errors": 1, "overdue": 0}


def test_an_error_is_told_with_its_line(council: Repository) -> None:
    council.replace(AIR, "status: Green", "status: Greenish")
    data = status("--fail-on", "error", code=1)
    assert [(e["file"], e["line"], e["rule"]) for e in data["errors"]] == [
        (AIR, 6, "unknown-status")
    ]
    text = invoke("status").stdout
    assert "KA.03.04.yaml:6" in text and "(unknown-status)" in text


def test_what_is_overdue_fails_where_it_is_asked_for(council: Repository) -> None:
    options = ("--as-of", "2024-05-01")
    assert status(*options, code=0)["summary"]["overdue"] == 2
    assert status(*options, "--fail-on", "overdue", code=1)["needs"] == "overdue"


def test_without_an_earlier_quarter_it_says_so(run: Run) -> None:
    result = run("status", "--plan", "2023-24")
    assert result.exit_code == 0, result.output
    assert "Git has no quarter before this one to compare with." in result.stdout


def test_what_has_left_the_plan_has_a_row(council: Repository) -> None:
    council.path(HOMES).unlink()
    register = REGISTER.replace("[KA.03.04, KA.03.05]", "[KA.03.04]")
    council.write(f"{PLAN}/plan.yaml", register + "  KA.03.05: given to the county\n")
    rows = {
        row["title"]: row["last_quarter"]
        for row in status("--fail-on", "never", code=0)["objectives"]
    }
    assert rows == {"3 A sustainable environment": {"Red": 1}, GONE: {"Green": 1}}


def test_it_fits_a_terminal_and_a_browser(council: Repository, tmp_path: Path) -> None:
    council.write(HOMES, activity("KA.03.05", progress="", title="A very long title " * 20))
    lines = invoke("status").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    file = tmp_path / "status.html"
    assert invoke("status", "--format", "html", "-o", str(file)).exit_code == 1
    assert ">Statuses</h2>" in file.read_text()


def test_a_file_that_git_does_not_know_yet_is_told_and_not_checked(council: Repository) -> None:
    register = REGISTER.replace("[KA.03.04, KA.03.05]", "[KA.03.04, KA.03.05, KA.03.06]")
    council.write(f"{PLAN}/plan.yaml", register)
    council.write(f"{PLAN}/KA.03.06.yaml", activity("KA.03.06"))
    result = invoke("status", "--as-of", DAY)
    assert "1 file that git does not track was not checked" in result.stderr
    assert "Of 3 activities 3 are Green." in " ".join(result.stdout.split())


# A law

words = st.sampled_from(["Green", "green", "Amber", "Red", "Complete", "Nonsense"])
plans = st.dictionaries(
    st.sampled_from(CODES), st.tuples(words, st.booleans()), max_size=len(CODES)
)


def held(plan: dict[str, tuple[str, bool]], quarter: str) -> dict[str, bytes | str]:
    files = {
        code: activity(
            code, status=word, period=quarter, progress="\n  - It was done." if told else ""
        )
        for code, (word, told) in plan.items()
    }
    found = contents(files, CODES)
    register = found["plan.yaml"]
    assert isinstance(register, bytes)
    return found | {"plan.yaml": register.replace(Q2.encode(), quarter.encode())}


@hypothesis_settings(deadline=None)
@given(plans, plans)
def test_the_rows_add_up_and_nobody_is_left_out(
    earlier: dict[str, tuple[str, bool]], later: dict[str, tuple[str, bool]]
) -> None:
    assert AS_OF
    last, now = snapshot(held(earlier, Q2)), snapshot(held(later, Q3))
    found = Status(paper_of(now, [last]), dues_of(now, AS_OF, None), last, "", ())
    *rows, every = found.counted
    assert every.total == len(CODES) == sum(row.total for row in rows)
    assert every.now == {c.status.word: c.now for c in found.paper.summary if c.now}
    assert every.before == {c.status.word: c.before for c in found.paper.summary if c.before}
    assert sum((Counter(row.now) for row in rows), Counter()) == every.now
    assert every.owed == found.paper.not_reported
