"""The events that the demonstration does not stage; tests/demo has the others."""

from pathlib import Path
from typing import Any

import pytest

from kprlint.change.events import RULES
from kprlint.change.run import changes
from tests.conftest import write
from tests.plans import REGISTER, activity

STEP = "\n  - action: {}\n    due: 2024/25 Q1"


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Compares two small plans, given as the fields of each activity; returns the events by name."""

    def compare(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> Any:
        for side, quarter, activities in (("a", "Q1", before), ("b", "Q2", after)):
            codes = ", ".join({**before, **after})
            register = REGISTER.replace("2023/24 Q2", f"2023/24 {quarter}")
            write(tmp_path / side / "plan.yaml", register.replace("KA.03.04, KA.03.05", codes))
            for code, fields in activities.items():
                extra = fields.get("continues", "")
                rest = {k: v for k, v in fields.items() if k != "continues"}
                text = activity(code, period=f"2023/24 {quarter}", **rest)
                write(tmp_path / side / f"{code}.yaml", text + extra)
        data = changes(earlier=str(tmp_path / "a"), later=str(tmp_path / "b"))
        found: dict[str, list[Any]] = {}
        for event in data["events"]:
            found.setdefault(event["name"], []).append(event)
        return found

    return compare


def test_names_levels_and_mirrors_are_in_order() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.summary for rule in RULES)


def test_put_off_otherwise(told: Any) -> None:
    found = told(
        {"KA.03.04": {"status": "Deferred", "status_reason": "Wait."}},
        {"KA.03.04": {"status": "Paused", "status_reason": "Wait."}},
    )
    assert [e["message"] for e in found["put-off-otherwise"]] == [
        "The status went from Deferred to Paused."
    ]


def test_a_promise_that_goes_on_elsewhere(told: Any) -> None:
    boats, stays = STEP.format("Write to all owners of boats"), STEP.format("Count the swans")
    found = told(
        {
            "KA.03.04": {"next_steps": stays + boats},
            "KA.03.05": {"title": "Boats", "next_steps": stays},
        },
        {
            "KA.03.04": {"next_steps": f"{stays}{boats}\n    to: KA.03.05"},
            "KA.03.05": {
                "title": "Boats",
                "next_steps": f"{stays}{boats}\n    was: Write to all owners of boats\n    from: KA.03.04",
            },
        },
    )
    assert "goes on under KA.03.05" in found["step-moved-to"][0]["message"]
    assert "step-unaccounted" not in found
    assert "step-added" not in found


def test_a_promise_of_which_a_part_is_done(told: Any) -> None:
    was = "\n    was: Let the two kiosks"
    found = told(
        {"KA.03.04": {"next_steps": STEP.format("Let the two kiosks")}},
        {
            "KA.03.04": {
                "next_steps": STEP.format("Let the first kiosk")
                + f"{was}\n    done: A baker has the key."
                + STEP.format("Let the second kiosk")
                + was
            }
        },
    )
    message = "Of “Let the two kiosks” “Let the first kiosk” is done, not “Let the second kiosk”."
    assert [e["message"] for e in found["step-partly-done"]] == [message]


def test_the_date_of_a_whole_activity(told: Any) -> None:
    fields = {"due": "2024-03"}
    found = told(
        {"KA.03.04": fields, "KA.03.05": {"due": "2024-05"}},
        {
            "KA.03.04": {"due": "2024-06", "moved": "The county left."},
            "KA.03.05": {"due": "2024-04"},
        },
    )
    assert [(e["message"], e["said"]) for e in found["activity-slipped"]] == [
        ("It slipped by three months, from March 2024 to June 2024.", "The county left.")
    ]
    assert [e["activity"] for e in found["activity-brought-forward"]] == ["2023-24/KA.03.05"]
    assert "activity-slipped" not in told({"KA.03.04": fields}, {"KA.03.04": {"due": "2023/24 Q4"}})
    gone = told({"KA.03.04": fields}, {"KA.03.04": {}})["activity-slipped"]
    assert [e["message"] for e in gone] == ["It was due March 2024, and has no date any more."]


def test_what_was_no_promise(told: Any) -> None:
    step = STEP.format("Count the swans")
    found = told(
        {"KA.03.04": {"next_steps": step}},
        {"KA.03.04": {"next_steps": f"{step}\n    void: Entered twice."}},
    )
    assert [(e["message"], e["said"]) for e in found["step-void"]] == [
        ("“Count the swans” was no promise.", "Entered twice.")
    ]


def test_a_correction_of_a_published_report(told: Any) -> None:
    right = "\n  - 'Correction to 2023/24 Q1: Four ponds were cut, not five.'"
    fields = {"progress": "\n  - The reeds were cut."}
    found = told({"KA.03.04": fields}, {"KA.03.04": {"progress": fields["progress"] + right}})
    assert [e["message"] for e in found["report-corrected"]] == [
        "It corrects the report on 2023/24 Q1: “Four ponds were cut, not five.”"
    ]
    again = {"progress": fields["progress"] + right}
    assert "report-corrected" not in told({"KA.03.04": again}, {"KA.03.04": again})


def test_a_word_that_means_something_else_is_no_fall(told: Any, tmp_path: Path) -> None:
    told({"KA.03.04": {"status": "Amber"}}, {"KA.03.04": {"status": "Amber"}})
    register = tmp_path / "b/plan.yaml"
    text = register.read_text("utf-8")
    register.write_text(
        text.replace("Amber:\n    kind: at-risk", "Amber:\n    kind: off-track"), "utf-8"
    )
    data = changes(earlier=str(tmp_path / "a"), later=str(tmp_path / "b"))
    names = [e["name"] for e in data["events"]]
    assert "status-redefined" in names
    assert "status-worsened" not in names
    assert "one status word has another meaning" in data["summary"]["headline"]


def test_an_activity_merged_into_another_and_split_again(told: Any) -> None:
    two = {
        "KA.03.04": {"title": "Keep the river clean"},
        "KA.03.05": {"title": "Keep the lake clean"},
    }
    one = {
        "KA.03.06": {
            "title": "Keep all waters clean",
            "continues": "continues: [2023-24/KA.03.04, 2023-24/KA.03.05]\n",
        }
    }
    merged = told(two, one)
    assert len(merged["activity-merged"]) == 1
    assert "activity-removed" not in merged


def test_an_activity_that_was_split(told: Any) -> None:
    found = told(
        {"KA.03.04": {"title": "Keep all waters clean"}},
        {
            "KA.03.06": {
                "title": "Keep the river clean",
                "continues": "continues: 2023-24/KA.03.04\n",
            },
            "KA.03.07": {
                "title": "Keep the lake clean",
                "continues": "continues: 2023-24/KA.03.04\n",
            },
        },
    )
    assert len(found["activity-split"]) == 1
    assert "activity-added" not in found
