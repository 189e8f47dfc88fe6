"""An activity's own date and percentage, and registers that list no leads: who is told what."""

from pathlib import Path

import pytest

from kprlint.lint.engine import check
from kprlint.lint.settings import Settings
from kprlint.rules import load
from tests.plans import REGISTER, activity


def told(folder: Path, register: str = REGISTER, **fields: str) -> set[str]:
    """The rules that name the date, the percentage or the people of an activity with these fields."""
    plan = folder / "activities/2023-24"
    plan.mkdir(parents=True, exist_ok=True)
    (plan / "plan.yaml").write_text(register)
    (plan / "KA.03.04.yaml").write_text(activity(**fields))
    found = check(Settings(paths=(plan / "KA.03.04.yaml",)), load()).result.findings
    return {
        f.rule
        for f in found
        if f.field and f.field[1:] in ("due", "percent_complete", "lead", "portfolio")
    }


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({}, set()),
        ({"due": "2024-03"}, set()),
        ({"due": "2023-09"}, {"past-due-activity"}),
        ({"due": "2023/24 Q2"}, {"past-due-activity"}),
        ({"due": "2023-09", "as_at": "2023-09-29"}, set()),
        ({"due": "2023-09", "status": "Complete"}, set()),
        ({"due": "2023-09", "status": "Deferred"}, {"past-due-activity"}),
        ({"due": "2023-09", "progress": "[]"}, set()),  # not updated yet
        ({"due": "30/09/2023"}, {"invalid-date"}),
        ({"due": "ongoing"}, {"invalid-date"}),
        ({"percent_complete": "0"}, set()),
        ({"percent_complete": "60"}, set()),
        ({"percent_complete": "100"}, {"percentage-against-status"}),
        ({"percent_complete": "100", "status": "Complete"}, set()),
        ({"percent_complete": "90", "status": "Complete"}, {"percentage-against-status"}),
        ({"percent_complete": "100", "status": "Not stated"}, set()),
        ({"percent_complete": "101"}, {"invalid-percentage"}),
        ({"percent_complete": "60%"}, {"wrong-type"}),
        ({"percent_complete": "-5"}, {"wrong-type"}),
        ({"percent_complete": "62.5"}, {"wrong-type"}),
    ],
)  # fmt: skip
def test_dates_and_percentages(tmp_path: Path, fields: dict[str, str], rules: set[str]) -> None:
    assert told(tmp_path, **fields) == rules


def _without(*names: str) -> str:
    lines = [line for line in REGISTER.splitlines() if not line.startswith(names)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("register", "fields", "rules"),
    [
        (_without("leads", "portfolios"), {"lead": "", "portfolio": ""}, set()),
        (_without("leads", "portfolios"), {"lead": "Anybody", "portfolio": "Anything"}, set()),
        (_without("leads", "portfolios"), {"lead": " ", "portfolio": ""}, {"missing-lead"}),
        (_without("portfolios"), {"lead": "", "portfolio": ""}, {"missing-lead"}),
        (_without("leads"), {"lead": "", "portfolio": ""}, {"missing-portfolio"}),
        (REGISTER, {"lead": "Harbours", "portfolio": "Fish"}, {"unknown-lead", "unknown-portfolio"}),
    ],
)  # fmt: skip
def test_people_are_asked_for_where_the_register_lists_them(
    tmp_path: Path, register: str, fields: dict[str, str], rules: set[str]
) -> None:
    assert told(tmp_path, register, **fields) == rules
