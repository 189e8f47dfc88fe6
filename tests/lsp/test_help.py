"""What the editor shows and proposes at a place: each test marks the place with “|”."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.conftest import write
from tests.lsp.editor import Editor
from tests.lsp.test_actions import PATH, PROMISED, council
from tests.plans import activity

__all__ = ["council"]


def at(editor: Editor, plan: Path, marked: str, method: str, params: Any, path: str = PATH) -> Any:
    before, _, after = marked.partition("|")
    assert after or before
    uri = (plan / path).as_uri()
    if uri not in editor.open_files:
        editor.open(plan / path)
    editor.type(uri, before + after)
    line = before.count("\n")
    units = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    return editor.ask(
        method, params(types.TextDocumentIdentifier(uri), types.Position(line, units))
    )


def proposed(editor: Editor, plan: Path, marked: str) -> dict[str, str]:
    found = at(editor, plan, marked, types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams)
    return {item.text_edit.new_text: item.detail or "" for item in found.items}


def written(field: str, value: str) -> str:
    """An activity in which somebody is typing the value of a field."""
    lines = activity().splitlines(keepends=True)
    return "".join(f"{field}: {value}|\n" if x.startswith(f"{field}:") else x for x in lines)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "", ["Green", "Amber", "Red", "Complete", "Deferred", "Paused", "Not stated"]),
        ("lead", "Ho", ["Housing", "Regulatory Services"]),
        ("portfolio", "", ["Environment and Climate Change", "Wellbeing"]),
        ("period", "2023", ["2023/24 Q2", "2023/24 Q3", "2023/24 Q1"]),
    ],
)
def test_words_of_the_register(
    editor: Editor, plan: Path, field: str, value: str, expected: list[str]
) -> None:
    editor.move_to(plan)
    assert [*proposed(editor, plan, written(field, value))] == expected


STEP = "next_steps:\n  - action: Choose the places\n    {}|\n"


def in_a_step(text: str) -> str:
    head, _, _ = activity().partition("next_steps:")
    return head + STEP.format(text)


def test_a_date_in_words_is_a_day(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    found = proposed(editor, plan, in_a_step("due: end of March"))
    assert next(iter(found)) == "2024-03-31"
    assert found["2024-03-31"] == "“end of March”: 31 March 2024"
    assert next(iter(proposed(editor, plan, in_a_step("due: 31 March 2025")))) == "2025-03-31"
    assert "ongoing" in proposed(editor, plan, in_a_step("due: "))


def test_codes(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    assert [*proposed(editor, plan, in_a_step("to: "))] == ["KA.03.04", "KA.03.05"]
    assert proposed(editor, plan, in_a_step("from: KA"))["KA.03.05"] == "Keep the air clean"
    continues = proposed(editor, plan, "continues: |\n" + activity())
    assert [*continues] == ["2019-20/KA.01.04", "2023-24/KA.03.03"]
    assert [*proposed(editor, plan, "continues:\n  - 20|\n" + activity())] == [*continues]


def test_the_words_of_last_quarter(editor: Editor, council: Path) -> None:
    editor.move_to(council)
    found = proposed(editor, council, in_a_step("was: "))
    assert [*found] == ["Order the new monitors"]


def test_fields_that_are_not_there_yet(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    top = proposed(editor, plan, activity() + "|")
    assert {"as_at: ", "status_reason: ", "continues: "} <= top.keys()
    assert "status: " not in top
    step = proposed(editor, plan, in_a_step(""))
    assert {"due: ", "done: ", "dropped: ", "to: ", "void: ", "moved: ", "update: ", "was: ", "from: "} <= step.keys()  # fmt: skip
    assert "status: " not in step


def shown(editor: Editor, plan: Path, marked: str) -> str:
    found = at(editor, plan, marked, types.TEXT_DOCUMENT_HOVER, types.HoverParams)
    return found.contents.value if found else ""


def test_what_is_shown(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    text = activity(progress="\n  - Words.  # kprlint: ignore[spelling] as printed")
    assert shown(editor, plan, text.replace("status:", "sta|tus:")).startswith("**Status**")
    assert shown(editor, plan, text.replace("action:", "act|ion:")).startswith("**Action**")
    assert shown(editor, plan, text.replace("Green", "Gr|een")) == "**Green**: on-track"
    assert "### spelling" in shown(editor, plan, text.replace("[spel", "[sp|el"))
    assert "2019/20 Q4" in shown(editor, plan, "continues: 2019-20/KA.01|.04\n" + text)
    assert shown(editor, plan, text.replace("Words", "Wo|rds")) == ""


def test_going_to_what_is_named(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    register = (plan / "activities/2023-24/plan.yaml").as_uri()

    def goes(marked: str) -> tuple[str, int]:
        method = types.TEXT_DOCUMENT_DEFINITION
        found = at(editor, plan, marked, method, types.DefinitionParams)
        return found.uri, found.range.start.line

    earlier = (plan / "activities/2019-20/KA.01.04.yaml").as_uri()
    assert goes("continues: 2019-20/KA.01|.04\n" + activity()) == (earlier, 1)
    later = (plan / "activities/2023-24/KA.03.05.yaml").as_uri()
    assert goes(in_a_step("to: KA.03.05").replace(".05|", "|.05")) == (later, 1)
    lines = (plan / "activities/2023-24/plan.yaml").read_text(encoding="utf-8").splitlines()
    assert goes(activity().replace("Green", "Gr|een")) == (register, lines.index("  Green:"))
    assert goes(activity().replace("code: KA", "code: K|A"))[0] == register


def test_outlines(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    uri = editor.open(plan / PATH)
    asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    found = editor.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, asked)
    assert [one.name for one in found][:3] == ["code", "title", "lead"]
    steps = found[-1]
    assert [one.name for one in steps.children] == ["Choose the places for the new monitors"]
    every = editor.ask(types.WORKSPACE_SYMBOL, types.WorkspaceSymbolParams(""))
    assert [one.name.split()[0] for one in every] == ["KA.03.04", "KA.03.05", "KA.01.04"]
    assert every[0].container_name == "2023-24: A sustainable environment"
    few = editor.ask(types.WORKSPACE_SYMBOL, types.WorkspaceSymbolParams("03.05 sustainable"))
    assert [one.name for one in few] == ["KA.03.05 Keep the air clean"]


def test_what_git_remembers_of_a_date(editor: Editor, council: Path) -> None:
    editor.move_to(council)
    path = write(council / PATH, activity(next_steps=PROMISED.replace("2023-09", "2023-12")))
    uri = editor.open(path)
    asked = types.CodeLensParams(types.TextDocumentIdentifier(uri))
    (one,) = editor.ask(types.TEXT_DOCUMENT_CODE_LENS, asked)
    assert one.command.title == "first due September 2023, moved once"
    line = path.read_text(encoding="utf-8").splitlines().index("next_steps: ")
    assert one.range.start.line == line + 1
