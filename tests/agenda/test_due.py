"""What is due: every open step and every activity once, in whichever format, and nothing in silence."""

import csv
import email
import email.policy
import io
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import Draft202012Validator

from kprlint.agenda import csv_format, ical_format
from kprlint.agenda.data import as_data
from kprlint.agenda.dues import Dues, Group
from kprlint.agenda.mail import letters
from kprlint.agenda.page import BY, page, summary
from kprlint.cli.due import until
from kprlint.printing import as_json
from kprlint.report import text_format
from kprlint.source.schema import load
from tests.agenda.made import CODES, DAY, FILES, WORDS, contents, due, snapshot
from tests.change.conftest import AIR, PLAN, Repository, invoke
from tests.change.conftest import repository as repository
from tests.change.conftest import settings as settings
from tests.conftest import Run, write
from tests.plans import activity


def actions(dues: Dues, group: Group) -> list[str]:
    return [item.action for item in dues.of(group)]


def test_each_step_stands_where_its_date_says() -> None:
    found = due()
    # A date in the words counts as one in the field; what is done is not open.
    assert actions(found, Group.OVERDUE) == ["Keep the air clean", "Clear the ditch"]
    assert actions(found, Group.TODAY) == ["Hang the gate"]
    assert actions(found, Group.COMING)[:2] == [
        "Sow the meadow",
        "Write to the county by 15 December 2023",
    ]
    assert "Cut the reeds" in actions(found, Group.LATER)
    assert actions(found, Group.UNDATED) == ["Talk to the neighbours"]
    assert actions(found, Group.STANDING) == ["Walk the bank"]
    assert actions(found, Group.PLACEHOLDER) == ["None required"]
    # Of a completed activity nothing is late.
    assert actions(found, Group.LEFT_OPEN) == ["Take down the tent"]


def test_who_has_not_updated_is_told_with_the_reason() -> None:
    found = {str(entry.code): entry.said for entry in due().owing}
    assert found == {
        "KA.03.05": "nothing is reported on 2023/24 Q2 yet",
        "KA.03.07": "this text is the one of 2023/24 Q1",
        "KA.03.09": "the file activities/2023-24/KA.03.09.yaml was not read: it is not readable as YAML; "
        "kprlint check says why",
        "KA.03.11": "its file is missing",
    }


@pytest.mark.parametrize("by", BY)
def test_no_page_leaves_an_activity_or_a_step_out(by: str) -> None:
    told = str(page(due(within="all"), by, wide=False))
    for code in CODES:
        assert code in told or (by == "date" and code == "KA.03.08")
    for step in re.findall(r"action: ([^,}\n]+)", "".join(FILES.values())):
        assert step in told or step == "Mend the fence"


def test_what_comes_later_is_counted() -> None:
    told = str(page(due(within="1d"), "date", wide=False))
    assert "Cut the reeds" not in told
    assert (
        "5 steps are due after 1 November 2023, the last by 31 March 2025; --within all lists them."
        in told
    )


def test_activities_without_a_lead_have_a_heading_of_their_own() -> None:
    titles = [section.title for section in page(due(), "lead", wide=False).sections]
    assert titles == [
        "Files that were not read",
        "Housing",
        "Regulatory Services",
        "Somebody Else (not in the register)",
        "No lead is named",
        "Whose they are is not known: there is no text to read",
    ]


def test_one_lead_is_told_hers_and_what_nobody_could_read() -> None:
    found = due(lead="Housing")
    assert [str(entry.code) for entry in found.entries] == ["KA.03.05", "KA.03.09", "KA.03.11"]
    assert summary(found).startswith(
        "Of 1 activity of Housing 1 has not been updated for 2023/24 Q2; 2 more have no text to read, and whose they "
        "are nobody knows."
    )


def test_a_step_is_told_to_the_lead_who_owns_it_too() -> None:
    step = "\n  - {action: Dig the pond, due: 2023-10-02, owner: Housing}"
    now = snapshot(contents({"KA.03.04": activity(next_steps=step)}, ("KA.03.04",)))
    found = due(now, lead="Housing")
    assert actions(found, Group.OVERDUE) == ["Dig the pond"]
    assert not found.entries  # she leads none
    both = {
        letter.name for letter in letters(due(now)).letters if b"Dig the pond" in letter.content
    }
    assert both == {"Housing.eml", "Regulatory-Services.eml"}
    sections = page(due(now), "lead", wide=False).sections
    assert [s.title for s in sections if "Dig the pond" in str(s)] == [
        "Housing",
        "Regulatory Services",
    ]
    assert "(owner Housing; led by Regulatory Services)" in str(sections)
    assert len(due(now).items) == 1


def test_an_unknown_lead_is_guessed(run: Run) -> None:
    result = run("due", "--lead", "Houssing")
    assert result.exit_code == 2
    assert "Did you mean “Housing”?" in result.stderr


@pytest.mark.parametrize(
    ("steps", "note"),
    [
        ("\n  - {action: Dig the pond, due: soon}", "its due date cannot be read"),
        (
            "\n  - Open the hub in June 2024 or in March 2025",
            "its words name more than one time, or an uncertain one",
        ),
    ],
)
def test_why_there_is_no_date_is_told(steps: str, note: str) -> None:
    held = contents({"KA.03.04": activity(next_steps=steps)}, ("KA.03.04",))
    assert [item.note for item in due(snapshot(held)).of(Group.UNDATED)] == [note]


@pytest.mark.parametrize(
    "steps",
    ["one\nnext_steps:\n  - two", "a text", "\n  - [a, list]"],
)
def test_a_file_of_which_a_part_is_not_read_is_named(steps: str) -> None:
    held = contents({"KA.03.04": activity(next_steps=steps)}, ("KA.03.04",))
    told = str(page(due(snapshot(held)), "date", wide=False))
    assert "a step may be missing: activities/2023-24/KA.03.04.yaml" in told


@pytest.mark.parametrize(
    ("within", "last"),
    [("90d", date(2024, 1, 29)), ("2w", date(2023, 11, 14)), ("4m", date(2024, 2, 29)), ("1y", date(2024, 10, 31)),
     ("99999999d", date.max), ("all", None)],
)  # fmt: skip
def test_how_far_ahead(within: str, last: date | None) -> None:
    assert until(date(2023, 10, 31), within) == last


@pytest.mark.parametrize("text", ["soon", "", "d", "-3d", "3 d", "٣d"])
def test_what_is_no_stretch_of_time(run: Run, text: str) -> None:
    result = run("due", "--within", text)
    assert result.exit_code == 2
    assert "90d" in result.stderr


# In real repositories


@pytest.fixture
def council(repository: Repository) -> Repository:
    for name, held in contents().items():
        repository.write(f"{PLAN}/{name}", held)
    repository.commit()
    return repository


def told(*options: str) -> str:
    result = invoke("due", "--as-of", DAY, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_json_keeps_its_schema(council: Repository) -> None:
    for options in (
        (),
        ("--within", "all"),
        ("--lead", "Housing"),
        ("--forge", "https://github.com/a/b"),
    ):
        data = json.loads(told("--format", "json", *options))
        Draft202012Validator(load("due")).validate(data)
        counts = Counter(item["group"] for item in data["items"])
        assert counts == {g: n for g, n in data["summary"]["groups"].items() if n and g != "later"}
    assert data["unread"][0]["file"] == f"{PLAN}/KA.03.09.yaml"


def test_a_link_leads_to_the_line_of_the_commit(council: Repository) -> None:
    data = json.loads(told("--format", "json", "--forge", "https://github.com/a/b"))
    item = next(i for i in data["items"] if i["action"] == "Sow the meadow")
    place = item["place"]
    lines = council.path(place["file"]).read_text().splitlines()
    assert "Sow the meadow" in lines[place["line"] - 1]
    assert place["link"] == f"https://github.com/a/b/blob/{council.head}/{AIR}#L{place['line']}"


def test_a_file_that_is_not_committed_has_no_link(council: Repository) -> None:
    council.replace(AIR, "Sow the meadow", "Plant the meadow")
    data = json.loads(told("--format", "json", "--forge", "https://github.com/a/b"))
    links = {i["activity"]: bool(i["place"]["link"]) for i in data["items"]}
    assert links["2023-24/KA.03.04"] is False
    assert links["2023-24/KA.03.10"] is True


def test_without_git_it_is_told_all_the_same(run: Run) -> None:
    result = run(
        "due", "--plan", "2023-24", "--as-of", "2024-03-01", "--forge", "https://github.com/a/b"
    )
    assert result.exit_code == 0
    assert "Choose the places for the new monitors" in result.stdout


def test_the_text_fits_a_terminal(council: Repository) -> None:
    for by in BY:
        lines = told("--by", by).splitlines()
        assert max(map(len, lines)) <= 80
        assert lines == [line.rstrip() for line in lines]


def test_a_page_for_the_browser(council: Repository, tmp_path: Path) -> None:
    file = tmp_path / "due.html"
    assert told("--format", "html", "--by", "lead", "--output", str(file)) == ""
    assert ">No lead is named</h2>" in file.read_text()


def test_drafts_are_written_and_nothing_else_is_touched(
    council: Repository, tmp_path: Path
) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "Finance.eml").write_text("of last week")
    result = invoke("due", "--as-of", DAY, "--format", "mail", "-o", str(folder))
    assert result.exit_code == 0
    assert "nothing is sent" in result.stderr
    assert "left as they were: Finance.eml" in result.stderr
    assert {path.name for path in folder.iterdir()} == {
        "Finance.eml", "Housing.eml", "Regulatory-Services.eml", "Somebody-Else.eml", "no-lead.eml",
    }  # fmt: skip
    assert council.git("status", "--porcelain") == ""


def test_drafts_need_a_folder(council: Repository) -> None:
    result = invoke("due", "--format", "mail")
    assert result.exit_code == 2
    assert "--output" in result.stderr
    result = invoke("due", "--format", "mail", "-o", AIR)
    assert result.exit_code == 2
    assert "is no folder" in " ".join(result.stderr.split())


def test_without_the_library_it_is_told_what_a_calendar_needs(
    council: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "kprlint.agenda.ical_format")
    result = invoke("due", "--format", "ical")
    assert result.exit_code == 2
    assert "pip install" in result.stderr


def test_a_draft_is_a_message(council: Repository) -> None:
    made = letters(due(within="all"))
    by_name = {letter.name: letter.content for letter in made.letters}
    for content in by_name.values():
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert not message.defects
        assert message["From"] is None and message["X-Unsent"] == "1"
        text = message.get_body().get_content()  # type: ignore[union-attr]
        assert max(len(line) for line in text.splitlines() if "/" not in line) <= 72
    mine = email.message_from_bytes(by_name["Housing.eml"], policy=email.policy.default)
    assert [group.display_name for group in mine["To"].groups] == ["Housing"]
    text = mine.get_content()
    assert "KA.03.05" in text and "KA.03.04" not in text
    team = email.message_from_bytes(
        by_name["no-lead.eml"], policy=email.policy.default
    ).get_content()
    assert "KA.03.06" in team and "KA.03.09.yaml was not read" in " ".join(team.split())


def test_leads_of_one_file_name_have_a_draft_each() -> None:
    files = {
        "KA.03.04": activity(lead="a b"),
        "KA.03.05": activity("KA.03.05", lead="A/B"),
        "KA.03.06": activity("KA.03.06", lead="No lead"),
    }
    made = letters(due(snapshot(contents(files, tuple(files)))))
    assert [letter.name for letter in made.letters] == ["A-B.eml", "No-lead-2.eml", "a-b-2.eml"]


# Calendars


def events(dues: Dues) -> dict[str, date]:
    calendar = Calendar.from_ical(ical_format.written(dues))
    assert isinstance(calendar, Calendar)
    return {str(event["uid"]): event.decoded("dtstart") for event in calendar.walk("VEVENT")}


def test_a_step_whose_date_moves_keeps_its_name() -> None:
    before = contents(
        {"KA.03.04": activity(next_steps="\n  - Open the hub by 3 March 2024")},
        ("KA.03.04",),
    )
    text = "\n  - {action: Open the hub, due: 2024-05-02}"
    after = contents({"KA.03.04": activity(next_steps=text, period="2023/24 Q3")}, ("KA.03.04",))
    (one,), (other,) = (events(due(snapshot(held), "all")).items() for held in (before, after))
    assert one == (other[0], date(2024, 3, 3))
    assert other[1] == date(2024, 5, 2)


def test_a_calendar_counts_what_it_cannot_show() -> None:
    told = Calendar.from_ical(ical_format.written(due()))["x-wr-caldesc"]
    assert "1 without a date, 1 ongoing" in str(told)


# Laws

unhurried = hypothesis_settings(deadline=None)  # a busy machine is no failure

texts = st.sampled_from(
    [
        "Sow the meadow",
        "Cut the reeds by May 2024",
        "=1+1",
        "Weigh; measure, “quote”\u202e",
        "None required",
        "x" * 90,
    ]
)
dates = st.sampled_from(
    ["", "2023-09-30", "2023-10-31", "2023-12", "2024/25 Q1", "2030/31", "ongoing", "rubbish"]
)
ends = st.sampled_from(["", "", "", "done: 2023-10-02", "dropped: No money", "to: KA.03.05"])


@st.composite
def steps(draw: st.DrawFn) -> str:
    fields = {"action": json.dumps(draw(texts)), "due": draw(dates)}
    written = ", ".join(f"{name}: {value}" for name, value in fields.items() if value)
    end = draw(ends)
    return f"{{{written}{', ' if end else ''}{end}}}"


@st.composite
def plans(draw: st.DrawFn) -> dict[str, list[str]]:
    """Activities by code with their steps."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1, max_size=5))
    return {code: draw(st.lists(steps(), max_size=4)) for code in codes}


def held(plan: dict[str, list[str]], *, lead: str = "Housing") -> dict[str, bytes | str]:
    files = {
        code: activity(
            code,
            lead=f"{lead}",
            next_steps="".join(f"\n  - {s}" for s in own),
        )
        for code, own in plan.items()
    }
    return contents(files, CODES)


@unhurried
@given(plans())
def test_every_open_step_and_every_activity_appears_once(plan: dict[str, list[str]]) -> None:
    found = due(snapshot(held(plan)), "all")
    opened = Counter(
        (code, json.loads(re.findall(r'action: (".*?[^\\]")', step)[0]))
        for code, own in plan.items()
        for step in own
        if not re.search("done:|dropped:|to:", step)
    )
    assert Counter((str(i.entry.code), i.action) for i in found.items) == opened
    assert [str(entry.code) for entry in found.entries] == list(CODES)
    assert sum(len(found.of(group)) for group in Group) == len(found.items)
    assert not found.of(Group.LATER)
    rows = list(csv.DictReader(io.StringIO(csv_format.written(found))))
    assert Counter(row["what"] for row in rows)["step"] == opened.total()
    assert [row["activity"] for row in rows if row["what"] == "activity"] == list(CODES)
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


@unhurried
@given(plans())
def test_a_calendar_has_each_date_under_a_name_of_its_own(plan: dict[str, list[str]]) -> None:
    found = due(snapshot(held(plan)), "all")
    shown = [i for i in found.items if i.due]
    assert sorted(events(found).values()) == sorted(i.due.end for i in shown if i.due)


@unhurried
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_steps_changes_nothing(
    plan: dict[str, list[str]], random: object
) -> None:
    shuffled = {code: own[::-1] for code, own in reversed(plan.items())}
    one, other = (due(snapshot(held(p)), "all") for p in (plan, shuffled))
    facts = [
        Counter((i.entry.code, i.action, i.group, i.days, i.note) for i in d.items)
        for d in (one, other)
    ]
    assert facts[0] == facts[1]
    assert one.entries == other.entries
    assert events(one).keys() == events(other).keys()


@unhurried
@given(plans())
def test_drafts_hold_what_is_overdue_or_undated(plan: dict[str, list[str]]) -> None:
    found = due(snapshot(held(plan)), "all")
    bodies = "".join(
        email.message_from_bytes(letter.content, policy=email.policy.default).get_content()
        for letter in letters(found).letters
    )
    for entry in found.owing:
        assert str(entry.code) in bodies
    wanted = [*found.of(Group.OVERDUE), *found.of(Group.UNDATED), *found.of(Group.COMING)]
    for item in wanted:
        assert f"{item.entry.code} Keep the air clean" in bodies


def test_a_register_that_lists_no_leads_is_no_obstacle(run: Run, plan: Path) -> None:
    register = WORDS.format("KA.03.04").replace("leads: [Regulatory Services, Housing]\n", "")
    write(plan / "activities/2023-24/plan.yaml", register)
    result = run("due", "--plan", "2023-24", "--by", "lead", "--as-of", DAY)
    assert result.exit_code == 0


anything = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('\n\r\x00\x1b:;,"<>@\\\u202e\u200b'),
    max_size=30,
)


@unhurried
@given(
    anything,
    anything,
    anything,
    st.sampled_from(["", "done: 2023-10-01", "due: 2023-10-02", "due: 2024-02"]),
)
def test_whatever_a_text_holds_each_format_can_be_read(
    lead: str, title: str, action: str, more: str
) -> None:
    step = f"\n  - {{action: {json.dumps(action)}{', ' if more else ''}{more}}}"
    fields = {"lead": json.dumps(lead), "title": json.dumps(title), "next_steps": step}
    found = due(snapshot(contents({"KA.03.04": activity(**fields)}, ("KA.03.04",))), "all")
    made = letters(found)
    assert len({letter.name.casefold() for letter in made.letters}) == len(made.letters)
    for letter in made.letters:
        assert re.fullmatch(r"[\w-]+\.eml", letter.name)
        message = email.message_from_bytes(letter.content, policy=email.policy.default)
        assert not message.defects
        assert set(message.keys()) <= {
            "Subject", "To", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
        }  # fmt: skip
        assert "\x1b" not in message.get_content() and "\u202e" not in message.get_content()
    assert len(events(found)) == sum(1 for item in found.items if item.due)
    assert list(csv.DictReader(io.StringIO(csv_format.written(found))))
    Draft202012Validator(load("due")).validate(json.loads(as_json(as_data(found))))
    for by in BY:
        assert "\x1b" not in text_format.written(page(found, by, wide=False), False, width=80)
