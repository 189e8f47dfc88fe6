"""A paper leaves nothing out in silence, and says what it was made of and whether it is a draft: in real git."""

import csv
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from kprlint.publish.text import printed
from tests.publish.test_paper import kprlint

STATUSES = "{Green: {kind: on-track, meaning: All is well}, Red: {kind: off-track}}"
PLAN = Path("activities/2023-24")
WORDS = ("md", "html", "docx", "json", "csv")


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Update")
    return git(folder, "rev-parse", "HEAD")


def register(folder: Path, *codes: str, quarter: str = "2023/24 Q2", more: str = "") -> None:
    (folder / PLAN).mkdir(parents=True, exist_ok=True)
    (folder / PLAN / "plan.yaml").write_text(
        "plan: 2023-24\ntitle: Plan of the Marsh\ncouncil: Fen Council\nstarts: 2023-04-01\nends: 2027-03-31\n"
        f"period: {quarter}\nstatuses: {STATUSES}\nleads: [Parks]\nportfolios: [Nature]\n"
        f"objectives: [{{number: 1, title: Water, activities: [{', '.join(codes)}]}}]\n{more}"
    )


def activity(
    folder: Path,
    code: str,
    *,
    quarter: str = "2023/24 Q2",
    status: str = "status: Green",
    progress: str = "  - The reeds were cut in August 2023.",
    steps: str = "  - {action: Count the herons, due: 2024-03}",
) -> None:
    (folder / PLAN / f"{code}.yaml").write_text(
        f"code: {code}\ntitle: Look after pond {code[-1]}\nlead: Parks\nportfolio: Nature\nperiod: {quarter}\n"
        f"{status}\nprogress:\n{progress}\nnext_steps:\n{steps}\n"
    )


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """Three activities, committed, reported and right."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "--template=")
    register(tmp_path, "KA.01.01", "KA.01.02", "KA.01.03")
    for code in ("KA.01.01", "KA.01.02"):
        activity(tmp_path, code)
    activity(
        tmp_path,
        "KA.01.03",
        status="status: Red\nstatus_reason: The sluice broke.\nas_at: 2023-09-30",
    )
    commit(tmp_path)
    return tmp_path


def paper(folder: Path, kind: str, *options: str) -> str:
    done = kprlint(folder, "publish", "--format", kind, "--output", "-", *options)
    assert done.returncode == 0, done.stderr.decode()
    if kind in ("docx", "csv"):
        with zipfile.ZipFile(io.BytesIO(done.stdout)) as parts:
            names = [
                n for n in parts.namelist() if re.search(r"\.csv$|word/(document|header1)\.xml$", n)
            ]
            text = "\n".join(parts.read(name).decode("utf-8-sig") for name in names)
    else:
        text = done.stdout.decode()
    return re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", "", text, flags=re.DOTALL)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    done = kprlint(folder, "publish", "--format", "csv", "--output", "-")
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as parts:
        return list(csv.DictReader(io.StringIO(parts.read(name).decode(), newline="")))


@pytest.mark.parametrize("kind", WORDS)
def test_what_has_no_report_is_named_with_the_reason(council: Path, kind: str) -> None:
    (council / PLAN / "KA.01.01.yaml").unlink()
    (council / PLAN / "KA.01.02.yaml").write_text("code: KA.01.02\ntitle: [not closed\n")
    activity(council, "KA.01.03", quarter="2023/24 Q1")
    text = paper(council, kind)
    for said in ("KA.01.01", "its file is missing", "KA.01.02", "was not read", "2023/24 Q1"):
        assert said in text, said


def test_the_totals_count_what_was_reported(council: Path) -> None:
    activity(council, "KA.01.02", progress="")
    data = json.loads(paper(council, "json"))
    assert (data["registered"], data["reported"]) == (3, 2)
    assert {c["status"]: c["count"] for c in data["summary"]} == {"Green": 1, "Red": 1}
    assert "Of 3 activities 2 reported: 1 is Green and 1 is Red." in paper(council, "md")
    assert "| Not reported | 1 |" in paper(council, "md")


def test_what_went_is_named_with_the_reason_of_the_register(council: Path) -> None:
    register(
        council,
        "KA.01.01",
        "KA.01.03",
        quarter="2023/24 Q3",
        more="retired: {KA.01.02: It dried up.}\n",
    )
    (council / PLAN / "KA.01.02.yaml").unlink()
    for code in ("KA.01.01", "KA.01.03"):
        activity(council, code, quarter="2023/24 Q3")
    text = paper(council, "md")
    assert "Look after pond 2 – no longer in the plan: It dried up." in text
    register(council, "KA.01.01", "KA.01.03", quarter="2023/24 Q3")
    assert "no longer in the plan; nobody has said why" in paper(council, "md")


def test_a_draft_is_one_until_all_is_reported_committed_and_right(council: Path) -> None:
    assert "Draft" not in paper(council, "md", "--final")
    activity(council, "KA.01.02", progress="")
    done = kprlint(council, "publish", "--final", "--format", "md", "--output", "-")
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode()
    assert "not committed yet: KA.01.02.yaml" in said
    assert "not reported yet: KA.01.02" in said
    for kind in ("md", "html", "docx"):
        assert "Draft" in paper(council, kind), kind
    activity(council, "KA.01.02", status="status: Purple")
    commit(council)
    assert "kprlint check finds: KA.01.02.yaml" in paper(council, "md")


def test_the_text_of_a_tag_is_no_draft_and_a_change_after_it_is(council: Path) -> None:
    assert kprlint(council, "close").returncode == 0
    assert "kprlint/2023-24/2023-24-Q2" in paper(council, "md", "--final")
    activity(council, "KA.01.02", progress="  - The reeds were cut twice in August 2023.")
    assert "Draft" in paper(council, "md")
    assert "Draft" not in paper(council, "md", "--quarter", "2023/24-Q2")


def test_the_last_commit_that_touches_the_plan_is_named(council: Path) -> None:
    (council / "notes.txt").write_text("Not of the plan.\n")
    touched = git(council, "rev-parse", "HEAD")
    commit(council)
    text = paper(council, "html")
    assert f"made of commit {touched[:9]}" in text
    assert "As at 30 September 2023" in text


def test_overdue_steps_are_marked_and_closed_ones_are_told_apart(council: Path) -> None:
    activity(council, "KA.01.01", steps=(
        "  - {action: Mend the bank, due: 2023-08-31, update: The digger is late.}\n"
        "  - Sow the reeds by 15 September 2023\n"
        "  - {action: Hang the gate, due: 2023-07, done: 2023-07-20}\n"
        "  - {action: Buy a boat, dropped: The pond is too small.}\n"
        "  - {action: Watch the water, due: ongoing}"
    ))  # fmt: skip
    text = paper(council, "md")
    assert "- Mend the bank (due 31 August 2023, overdue)" in text
    assert "- Sow the reeds by 15 September 2023 (overdue)" in text
    assert "- Watch the water (ongoing)" in text
    assert "Done 20 July 2023" in text
    assert "The pond is too small." in text
    assert "\n- Hang the gate" not in text
    steps = [s for s in rows(council, "next_steps.csv") if s["code"] == "KA.01.01"]
    assert [(s["due"], s["overdue"]) for s in steps] == [
        ("2023-08-31", "yes"),
        ("", "yes"),
        ("ongoing", "no"),
        ("2023-07", "no"),
        ("", "no"),
    ]


def test_what_became_of_last_quarters_promises_is_told_and_where_nobody_has_said(
    council: Path,
) -> None:
    activity(council, "KA.01.01", steps=(
        "  - {action: Mend the bank, due: 2023-12-20}\n  - {action: Sow the reeds, due: 2024-01}\n"
        "  - Count the frogs\n  - {action: Fence the pond, due: 2024-06}"
    ))  # fmt: skip
    commit(council)
    register(council, "KA.01.01", quarter="2023/24 Q3")
    activity(council, "KA.01.01", quarter="2023/24 Q3", steps=(
        "  - {action: Mend the bank, due: 2023-12-20, done: 2023-12-30}\n"
        "  - {action: Sow the reeds, due: 2024-04, moved: The seed came late.}\n"
        "  - {action: Fence the pond, due: 2024-06}"
    ))  # fmt: skip
    text = " ".join(paper(council, "md").split())
    assert "Mend the bank (due 20 December 2023) Done 30 December 2023, 10 days late" in text
    assert "Moved from January 2024 to April 2024: The seed came late." in text
    assert "Count the frogs Nobody has said what became of it" in text
    assert text.count("Fence the pond") == 1
    rows_ = rows(council, "promises.csv")
    assert [(r["action"], r["outcome"]) for r in rows_ if r["code"] == "KA.01.01"] == [
        ("Mend the bank", "done"),
        ("Sow the reeds", "later"),
        ("Count the frogs", "unaccounted"),
    ]


def test_what_is_said_of_parts_and_beside_a_new_date_is_told(council: Path) -> None:
    activity(council, "KA.01.01", steps=(
        "  - {action: Let the huts, due: 2023-12}\n  - {action: Sow the reeds, due: 2024-01}\n"
        "  - {action: Count the frogs, due: 2024-06}"
    ))  # fmt: skip
    commit(council)
    register(council, "KA.01.01", quarter="2023/24 Q3")
    activity(council, "KA.01.01", quarter="2023/24 Q3", steps=(
        "  - {action: Let hut 1, due: 2023-12, was: Let the huts, done: 2023-12-08}\n"
        "  - {action: Let hut 2, due: 2024-05, was: Let the huts, moved: Its roof leaks.}\n"
        "  - {action: Let hut 3, due: 2023-12, was: Let the huts, dropped: It burnt down.}\n"
        "  - {action: Sow the reeds, due: 2024-04, moved: The seed came late, update: Half is sown.}\n"
        "  - {action: Count the frogs, due: 2024-06, to: the county}"
    ))  # fmt: skip
    text = " ".join(paper(council, "md").split())
    assert (
        "Done in part: “Let hut 1”, done 8 December 2023; “Let hut 2”, still open: Its roof leaks; "
        "“Let hut 3”, given up: It burnt down"
    ) in text
    assert "Moved from January 2024 to April 2024: The seed came late. Half is sown." in text
    assert "Goes on elsewhere: the county" in text


def test_a_date_is_printed_once(council: Path) -> None:
    activity(council, "KA.01.01", steps=(
        "  - {action: Open the hide by 31 March 2024., due: 2024-03-31}\n  - {action: Count the newts by May, due: 2024-05}"
    ))  # fmt: skip
    for kind in ("md", "html", "docx"):
        text = paper(council, kind)
        assert text.count("31 March 2024") == 1, kind
        assert "(due May 2024)" in text, kind


def test_a_table_has_one_value_a_cell(council: Path) -> None:
    table = rows(council, "activities.csv")
    assert [(r["code"], r["status"], r["kind"], r["reason"], r["reported"]) for r in table] == [
        ("KA.01.01", "Green", "on-track", "", "yes"),
        ("KA.01.02", "Green", "on-track", "", "yes"),
        ("KA.01.03", "Red", "off-track", "The sluice broke.", "yes"),
    ]
    assert {(r["plan"], r["quarter"], r["objective"]) for r in table} == {
        ("2023-24", "2023/24 Q2", "1")
    }


def test_items_of_markdown_make_no_list_in_a_list(council: Path) -> None:
    items = ["1. One", "2) Two", "+ Three", "- Four", "---", "===", "# Six", "> Seven"]
    activity(council, "KA.01.01", progress="\n".join(f'  - "{item}"' for item in items))
    lines = [line[2:] for line in paper(council, "md").splitlines() if line.startswith("- ")]
    live = re.compile(r"(\d+[.)]|[-+*#>]+|={3,})(\s|$)")
    assert not [line for line in lines if live.match(line)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("soft\u00adhyphen, zero\u200bwidth, word\u2060joiner", "softhyphen, zerowidth, wordjoiner"),
        ("👩\u200d👩\u200d👧 and \U0001f3f4\U000e0067\U000e0062\U000e007f", "👩\u200d👩\u200d👧 and \U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("turned \u202eround\u202c, two\u2028lines\tand \x1b[31m", "turned round, two lines and [31m"),
        ("lone \ud800", "lone \ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)  # fmt: skip
def test_characters_that_nobody_sees_are_printed_as_a_reader_needs_them(
    text: str, shown: str
) -> None:
    assert printed(text) == shown


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_corrections_are_lifted_out_and_standing_duties_stand_apart(
    council: Path, kind: str
) -> None:
    duty = "  - {action: Walk the banks each week, due: ongoing}\n"
    activity(council, "KA.01.01", steps=f"{duty}  - {{action: Mend the bank, due: 2023-12}}")
    commit(council)
    register(council, "KA.01.01", quarter="2023/24 Q3")
    activity(council, "KA.01.01", quarter="2023/24 Q3",
        progress="  - The reeds were cut again.\n  - 'Correction to 2023/24 Q2: Four ponds were cut, not five.'",
        steps=f"{duty[:-2]}, update: Two leaks were found.}}\n  - {{action: Count the herons, due: 2024-03}}",
    )  # fmt: skip
    text = " ".join(paper(council, kind).replace("**", "").split())
    front = text[: text.rindex("Objective 1")]
    assert front.index("Standing duties") < front.index("Walk the banks each week")
    assert front.index("Corrections of published reports") < front.index(
        "2023/24 Q2: Four ponds were cut, not five."
    )
    assert "Nobody has said what became of one step of last quarter." in front


def test_a_correction_names_its_quarter_and_stands_in_the_activity_as_well(council: Path) -> None:
    said = "Correction to Q1 2023/24: Four ponds were cut, not five."
    activity(council, "KA.01.01", progress=f"  - '{said}'")
    data = json.loads(paper(council, "json"))
    assert data["corrections"] == [
        {"code": "KA.01.01", "quarter": "2023/24 Q1", "text": "Four ponds were cut, not five."}
    ]
    assert data["objectives"][0]["activities"][0]["progress"] == [said]
