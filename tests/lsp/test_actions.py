"""Quick fixes: each one that is offered, taken, makes what it says, and no file that cannot be read."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from tests.conftest import write
from tests.lint.test_check import git
from tests.lsp.editor import Editor
from tests.plans import REGISTER, activity

PROMISED = "\n  - action: Order the new monitors\n    due: 2023-09\n    owner: Housing\n"


@pytest.fixture
def council(plan: Path) -> Path:
    """A plan in its second quarter, whose first is in git: one step was promised in it."""
    folder = plan / "activities/2023-24"
    write(folder / "plan.yaml", REGISTER.replace("period: 2023/24 Q2", "period: 2023/24 Q1"))
    write(folder / "KA.03.04.yaml", activity(period="2023/24 Q1", next_steps=PROMISED))
    git(plan, "init", "-q")
    git(plan, "add", "--all")
    git(plan, "commit", "-qm", "Q1")
    write(folder / "plan.yaml", REGISTER)
    write(folder / "KA.03.04.yaml", activity(period="2023/24 Q1", next_steps=PROMISED))
    git(plan, "commit", "-qam", "Open Q2")
    return plan


def offered(editor: Editor, path: Path, text: str, rule: str) -> dict[str, str]:
    """By the title of each action about `rule` the text that it makes."""
    uri = editor.open(path)
    editor.type(uri, text)
    editor.settle()
    (one,) = [d for d in editor.published[uri] if d.code == rule]
    asked = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), one.range, types.CodeActionContext([one])
    )
    found = editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, asked)
    return {
        action.title: applied(text, action.edit.changes[uri])
        for action in found
        if action.diagnostics and action.diagnostics[0].code == rule
    }


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """As an editor does: places of the old text, from the last to the first."""
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        units = lines[position.line].encode("utf-16-le")[: 2 * position.character]
        return sum(len(line) + 1 for line in lines[: position.line]) + len(
            units.decode("utf-16-le")
        )

    for edit in sorted(edits, key=lambda e: offset(e.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


def steps_of(text: str) -> Any:
    return read_activity(Document("x.yaml", text.encode(), "activity")).next_steps


PATH = "activities/2023-24/KA.03.04.yaml"
SENTENCE = "The new monitors were ordered on 12 September."


def test_a_step_that_is_lost_is_written_back(editor: Editor, council: Path) -> None:
    editor.move_to(council)
    text = activity(progress=f"\n  - {SENTENCE}")
    made = offered(editor, council / PATH, text, "unaccounted-step")
    back = steps_of(made["It goes on: write it back as it was"])[0]
    assert (back.action, str(back.due), back.owner) == (
        "Order the new monitors",
        "2023-09",
        "Housing",
    )
    assert back.is_open
    done = steps_of(made[f"It is done: “{SENTENCE}”"])
    assert (done[0].done, done[0].action) == (SENTENCE, "Order the new monitors")
    assert [step.action for step in done[1:]] == [step.action for step in steps_of(text)]
    assert "\n    done: \n" in made["It was done: write it back with “done:”, and say when"]
    other = [title for title in made if "in other words" in title]
    assert other
    assert all(steps_of(made[title])[0].was == ("Order the new monitors",) for title in other)


def test_it_is_written_back_where_no_step_is_left(editor: Editor, council: Path) -> None:
    editor.move_to(council)
    # What is no list, or has a comment of somebody's in its way, is left to whoever wrote it.
    for nothing, is_offered in (
        (" []", True),
        ("", True),
        ("  # none yet", True),
        (" none", False),
        ("\n  # none yet\n  []", False),
    ):
        text = activity(next_steps=f":{nothing}" if nothing else "").replace(
            "next_steps: :", "next_steps:"
        )
        made = offered(editor, council / PATH, text, "unaccounted-step")
        editor.close((council / PATH).as_uri())
        assert bool(made) is is_offered, nothing
        for title, after in made.items():
            assert steps_of(after), (nothing, title, after)


def test_a_date_that_moved_asks_why(editor: Editor, council: Path) -> None:
    editor.move_to(council)
    text = activity(next_steps=PROMISED.replace("2023-09", "2023-12"))
    made = offered(editor, council / PATH, text, "slipped-without-reason")
    (after,) = made.values()
    assert "    due: 2023-12\n    moved: \n    owner: Housing\n" in after


@pytest.mark.parametrize(
    ("field", "rule", "title", "meant"),
    [
        ("status: Gren", "unknown-status", "Write “Green”", "status: Green\n"),
        ("status: on track", "unknown-status", "Write “Green”", "status: Green\n"),
        ("lead: Regulatory Servces", "unknown-lead", "Write “Regulatory Services”", "lead: Regulatory Services\n"),
        ("portfolo: Wellbeing", "unknown-field", "Write “portfolio”", "portfolio: Wellbeing\n"),
    ],
)  # fmt: skip
def test_what_was_meant_is_written(
    editor: Editor, plan: Path, field: str, rule: str, title: str, meant: str
) -> None:
    editor.move_to(plan)
    name = "portfolio" if field.startswith("portfolo") else field.partition(":")[0]
    lines = activity().splitlines(keepends=True)
    text = "".join(f"{field}\n" if line.startswith(f"{name}:") else line for line in lines)
    assert meant in offered(editor, plan / PATH, text, rule)[title]


def test_all_that_is_safe_is_mended_at_once(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    text = activity(status="on track", lead="regulatory services")
    uri = editor.open(plan / PATH)
    editor.type(uri, text)
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    only = types.CodeActionContext([], only=["source.fixAll"])
    asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), nowhere, only)
    (action,) = editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, asked)
    assert applied(text, action.edit.changes[uri]) == activity()
