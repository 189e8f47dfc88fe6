"""The two real plans compared: what continues, what ended, what is new."""

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kprlint.change.run import changes
from kprlint.errors import InputError

ACTIVITIES = Path(__file__).parents[2] / "activities"

LINKS = {
    ("2019-20/KA.01.01", "2023-24/KA.01.07"),
    ("2019-20/KA.01.02", "2023-24/KA.01.05"),
    ("2019-20/KA.01.04", "2023-24/KA.03.04"),
    ("2019-20/KA.01.06", "2023-24/KA.03.01"),
    ("2019-20/KA.01.07", "2023-24/KA.03.02"),
    ("2019-20/KA.01.08", "2023-24/KA.03.06"),
    ("2019-20/KA.08.03", "2023-24/KA.02.07"),
    ("2019-20/KA.09.02", "2023-24/KA.01.12"),
    ("2019-20/KA.11.01", "2023-24/KA.01.03"),
}
NEARLY_THE_SAME_TITLES = {
    ("2019-20/KA.01.04", "2023-24/KA.03.04"),
    ("2019-20/KA.09.02", "2023-24/KA.01.12"),
    ("2019-20/KA.11.01", "2023-24/KA.01.03"),
}


def compared(folder: Path) -> Any:
    return changes(earlier=str(folder / "2019-20"), later=str(folder / "2023-24"))


def found(data: dict[str, Any], identity: str) -> set[tuple[str, str]]:
    return {
        (p["from"]["activity"], p["to"]["activity"])
        for p in data["pairs"]
        if p["identity"] == identity
    }


def test_the_declared_links_are_followed() -> None:
    data = compared(ACTIVITIES)
    assert found(data, "declared") == LINKS
    assert Counter(p["identity"] for p in data["pairs"]) == {
        "declared": 9,
        "removed": 28,
        "added": 22,
    }
    names = Counter(event["name"] for event in data["events"])
    assert (names["carried-on"], names["ended-with-plan"], names["begun-with-plan"]) == (9, 28, 22)
    ledger = data["summary"]["ledger"]
    assert ledger["before"] == len([x for x in data["ledger"] if x["from"]])
    assert "nine activities carry on, 28 activities ended" in data["summary"]["headline"]


@pytest.fixture
def without_links(tmp_path: Path) -> Path:
    shutil.copytree(ACTIVITIES, tmp_path / "activities")
    for path in (tmp_path / "activities/2023-24").glob("KA.*.yaml"):
        path.write_text(re.sub(r"(?m)^continues:.*\n", "", path.read_text("utf-8")), "utf-8")
    return tmp_path / "activities"


def test_without_links_the_plans_have_nothing_to_do_with_each_other(without_links: Path) -> None:
    with pytest.raises(InputError, match="does not continue 2019-20"):
        compared(without_links)


def test_with_one_link_three_more_are_suspected_and_nothing_else(without_links: Path) -> None:
    path = without_links / "2023-24/KA.01.07.yaml"
    path.write_text(path.read_text("utf-8") + "continues: 2019-20/KA.01.01\n", "utf-8")
    data = compared(without_links)
    assert found(data, "suspected") == NEARLY_THE_SAME_TITLES
    assert found(data, "declared") == {("2019-20/KA.01.01", "2023-24/KA.01.07")}
    suspected = [e for e in data["events"] if e["name"] == "possibly-carried-on"]
    assert len(suspected) == 3
    assert all(e["guess"] for e in suspected)
    assert {e["paste"][0]["line"] for e in suspected} == {
        "continues: 2019-20/KA.01.04",
        "continues: 2019-20/KA.09.02",
        "continues: 2019-20/KA.11.01",
    }
