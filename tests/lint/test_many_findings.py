"""A file that has more findings than anybody reads: the gravest are listed, and the others counted."""

import json
from pathlib import Path

from kprlint.lint.run import MOST_FINDINGS
from tests.conftest import Run, write
from tests.plans import activity

FILE = "activities/2023-24/KA.03.04.yaml"


def test_the_gravest_are_listed(run: Run) -> None:
    steps = "".join(
        f"  - Publish the report number {n} by 3 May 2024\n" for n in range(MOST_FINDINGS + 100)
    )
    text = activity("KA.03.04").partition("next_steps:")[0] + "next_steps:\n" + steps
    write(Path(FILE), text.replace("status: Green", "status: Purple"))
    result = run("check", "--format", "json", FILE)
    found = json.loads(result.stdout)["findings"]
    assert len(found) == MOST_FINDINGS
    assert result.exit_code == 1
    assert "unknown-status" in {one["rule"] for one in found}
    assert f"; the {MOST_FINDINGS} gravest are listed" in result.stderr


def test_comments_that_were_not_looked_at_are_not_called_unused(run: Run) -> None:
    steps = "".join(
        f"  # kprlint: ignore[due-in-words]: agreed\n  - Publish the report number {n} by 3 May 2024\n"
        for n in range(MOST_FINDINGS + 100)
    )
    text = activity("KA.03.04").partition("next_steps:")[0] + "next_steps:\n" + steps
    write(Path(FILE), text)
    result = run("check", FILE)
    assert "unused" not in result.stdout
    assert "100 more ignore comments than are judged" in result.stderr
