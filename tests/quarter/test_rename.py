"""Another name for a lead, a portfolio or a status: where it stands, and not one byte more."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kprlint.cycle.rename import What, renaming
from kprlint.project.config import Config
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import Project
from kprlint.source import emit
from tests.conftest import Run
from tests.plans import REGISTER, activity
from tests.quarter.conftest import Repository

AIR = "KA.03.04.yaml"
HOMES = "KA.03.05.yaml"


def after(repository: Repository, run: Run, *arguments: str) -> dict[str, tuple[bytes, bytes]]:
    """The files that the command has changed, before and after it."""
    before = repository.tree()
    result = run("rename", *arguments)
    assert result.exit_code == 0, result.output
    now = repository.tree()
    assert now.keys() == before.keys()
    return {
        name.rpartition("/")[2]: (before[name], now[name])
        for name in now
        if before[name] != now[name]
    }


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("lead", "Regulatory Services", "Public Protection"),
        ("portfolio", "Environment and Climate Change", "Climate, Nature: and “more”"),
        ("status", "Green", "On course"),
    ],
)
def test_the_register_and_the_files_have_the_new_name(
    repository: Repository, run: Run, what: str, old: str, new: str
) -> None:
    changed = after(repository, run, what, old, new)
    assert changed.keys() == {"plan.yaml", AIR, HOMES}
    for one, other in changed.values():
        assert old.encode() not in other
        # Line by line, nothing but the name is another one.
        lines = zip(one.splitlines(), other.splitlines(), strict=True)
        assert all(old.encode() in a for a, b in lines if a != b)
    # Nothing is found that was not found before.
    assert run("check", "--select", f"unknown-{what}").exit_code == 0
    assert after(repository, run, what, old, new) == {}


def test_a_status_keeps_its_place_and_its_aliases(repository: Repository, run: Run) -> None:
    changed = after(repository, run, "status", "Green", "On track")  # its own alias
    one, other = changed["plan.yaml"]
    assert other == one.replace(b"  Green:\n", b"  On track:\n")


def test_another_spelling_of_the_old_name_is_not_left_behind(
    repository: Repository, run: Run
) -> None:
    repository.replace(AIR, "status: Green", "status: green")
    changed = after(repository, run, "status", "Green", "Fine")
    assert b"status: Fine\n" in changed[AIR][1]


def test_a_name_may_change_its_capitals(repository: Repository, run: Run) -> None:
    changed = after(repository, run, "lead", "Regulatory Services", "Regulatory services")
    assert changed.keys() == {"plan.yaml", AIR, HOMES}


def test_a_branch_that_comes_later_is_renamed_by_the_same_command(
    repository: Repository, run: Run
) -> None:
    after(repository, run, "lead", "Regulatory Services", "Public Protection")
    repository.write(AIR, activity())
    changed = after(repository, run, "lead", "Regulatory Services", "Public Protection")
    assert changed.keys() == {AIR}


def test_an_owner_is_named_and_stays(repository: Repository, run: Run) -> None:
    repository.write(
        AIR, activity(next_steps="\n  - {action: Buy a monitor, owner: Housing, due: 2024-03}")
    )
    result = run("rename", "lead", "Housing", "Homes")
    assert "stays the owner of a step in activities/2023-24/KA.03.04.yaml" in result.stderr
    assert b"owner: Housing" in repository.file(AIR).read_bytes()


def test_a_dry_run_shows_it_and_changes_nothing(repository: Repository, run: Run) -> None:
    before = repository.tree()
    result = run("rename", "lead", "Regulatory Services", "Public Protection", "--dry-run")
    assert result.exit_code == 0
    assert "-lead: Regulatory Services\n+lead: Public Protection\n" in result.stdout
    assert repository.tree() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lead", "Regulatory Servces", "X"), "Did you mean “Regulatory Services”?"),
        (("lead", "housing", "Homes"), "Did you mean “Housing”?"),
        (
            ("lead", "Housing", "Regulatory Services"),
            "to make one lead of the two, take “Housing” out of",
        ),
        (("status", "Green", "amber"), "stands in the register already for “Amber”"),
        (("status", "Amber", "On track"), "stands in the register already for “Green”"),
        (("status", "On track", "Fine"), "no status of the plan 2023-24 is called “On track”"),
        (("lead", "Housing", "Housing"), "are the same"),
        (("lead", "Housing", " Homes"), "a space at an end"),
        (("lead", "Housing", "Ho\u200bmes"), "nobody sees"),
        (("lead", "Housing", ""), "needs a name"),
    ],
)
def test_what_cannot_be_renamed_is_told(
    repository: Repository, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    before = repository.tree()
    result = run("rename", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert repository.tree() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("code: KA.03.05\n\ttitle: x", "KA.03.05.yaml: it cannot be read"),
        (activity("KA.03.05") + "lead: Housing\n", "KA.03.05.yaml: it cannot be read"),
        (activity("KA.03.05", lead="&a Housing"), "KA.03.05.yaml: it cannot be read"),
        (
            activity("KA.03.05", lead="[Housing, Homes]"),
            "KA.03.05.yaml: it would name “Homes” twice",
        ),
    ],
)
def test_a_file_in_the_way_is_named_and_nothing_is_written(
    repository: Repository, run: Run, content: str, said: str
) -> None:
    repository.write(HOMES, content)
    before = repository.tree()
    result = run("rename", "lead", "Housing", "Homes")
    assert result.exit_code == 2
    assert said in result.stderr
    assert repository.tree() == before


def test_a_register_that_lists_no_leads(repository: Repository, run: Run) -> None:
    repository.replace("plan.yaml", "leads: [Regulatory Services, Housing]\n", "")
    changed = after(repository, run, "lead", "Regulatory Services", "Public Protection")
    assert changed.keys() == {AIR, HOMES}
    assert run("rename", "lead", "Nobody", "Somebody").exit_code == 2


# A law of bytes


class Part(NamedTuple):
    """A stretch of a file before and after."""

    before: str
    after: str


comments = st.sampled_from(["", "  # Old Team leads", " # lead: Old Team", "\t# – “x” 🙂"])
lines = st.sampled_from(
    ["", "# Old Team\n", "\n", "title: Old Team and others\n", "owner: Old Team\n"]
)
names = st.sampled_from(
    [
        "New Team",
        "Team: New",
        "New, Team",
        "it's new",
        'the "new"',
        "- new",
        "neu # neu",
        "Ünïcode 🙂",
        "yes",
        "[new]",
        "n" * 120,
    ]
)


def quoted(name: str, style: str, *, flow: bool) -> str:
    if style == "'":
        return "'" + name.replace("'", "''") + "'"
    if style == '"':
        return emit.quoted(name)
    simple = emit.scalar(name)
    if flow and (simple != name or not name.replace(" ", "").isalnum()):
        return emit.quoted(name)
    return simple


@st.composite
def fields(draw: st.DrawFn, new: str) -> Part:
    """The field `lead` in one of its forms."""
    style, behind = draw(st.sampled_from(["", "'", '"'])), draw(comments)
    flow = draw(st.booleans())
    old, name = quoted("Old Team", style, flow=flow), quoted(new, style, flow=flow)
    if flow:
        return Part(f"lead: [Other , {old}  ]{behind}\n", f"lead: [Other , {name}  ]{behind}\n")
    if draw(st.booleans()):
        return Part(f"lead:   {old}{behind}\n", f"lead:   {name}{behind}\n")
    above = draw(st.sampled_from(["", "  # above: Old Team\n"]))
    return Part(
        f"lead:\n{above}  -   {old}{behind}\n  - Other\n",
        f"lead:\n{above}  -   {name}{behind}\n  - Other\n",
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, bytes, bytes]:
    new = draw(names)
    field = draw(fields(new))
    above, below, end = draw(lines), draw(lines), draw(st.sampled_from(["\n", "\r\n"]))
    bom = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    one, other = (
        bom + f"{above}code: KA.03.04\n{text}{below}".replace("\n", end).encode() for text in field
    )
    return new, one, other


@hypothesis_settings(deadline=None)
@given(cases())
def test_not_one_byte_more(case: tuple[str, bytes, bytes]) -> None:
    new, before, wanted = case
    if before.count(b"title:") > 1 or before.count(b"owner:") > 1:
        return  # twice the same key
    with TemporaryDirectory() as folder:
        plan = Path(folder, "activities/2023-24")
        plan.mkdir(parents=True)
        register = REGISTER.replace("Regulatory Services", "Old Team")
        (plan / "plan.yaml").write_text(register)
        (plan / "KA.03.04.yaml").write_bytes(before)
        found = renaming(current(plan), What.LEAD, "Old Team", new)
        assert found.changes[plan / "KA.03.04.yaml"] == (before, wanted)
        assert list(found.changes)[-1] == plan / "plan.yaml"
        # Twice is once.
        for path, (_, data) in found.changes.items():
            path.write_bytes(data)
        assert renaming(current(plan), What.LEAD, "Old Team", new).changes == {}


def current(path: Path) -> CurrentPlan:
    base = path.parent.parent
    project = Project(base, Config(base))
    folder = project.folder(path)
    assert folder.plan and folder.plan.period
    names = tuple(sorted(os.listdir(path)))
    return CurrentPlan(project, folder, folder.plan, folder.plan.period, names)
