"""Whatever somebody does, in whatever order: in the end the editor shows what a server that has just been started would."""

import subprocess
from pathlib import Path
from random import Random

import pytest
from lsprotocol import types

from kprlint.lint.run import LEAST
from kprlint.lsp.checking import Findings
from kprlint.lsp.diagnostics import diagnostic
from kprlint.lsp.keeping import Buffer, Kept
from kprlint.lsp.positions import Positions
from kprlint.rules import load
from tests.conftest import write
from tests.lsp.editor import Editor, Said, checked, inside, said
from tests.lsp.test_actions import PROMISED, council
from tests.plans import REGISTER, activity

__all__ = ["council"]

SESSIONS, STEPS = 100, 7
FOLDER = "activities/2023-24"
FILES = ("KA.03.04.yaml", "KA.03.05.yaml", "KA.03.06.yaml", "plan.yaml")
TEXTS = (
    activity(),
    activity("KA.03.05"),
    activity(status="Gren", lead="Regulatory Servces"),
    activity(period="2023/24 Q1", next_steps=PROMISED),
    activity("KA.03.06", progress="\n  - Grüße 🟢 an alle.  # kprlint: ignore[spelling] as said"),
    activity(next_steps=": []"),
    REGISTER,
    REGISTER.replace("Green:", "Grn:"),
    REGISTER.replace("[KA.03.04, KA.03.05]", "[KA.03.05, KA.03.06]"),
    "",
    "code: [\n",
    "title: a: b\n\tx",
    "\u2028code: KA.03.04\r\ntitle: \ufeffx\r",
)


def started(folder: Path, opened: dict[Path, str]) -> list[Said]:
    """What a server says that has just been started, with these files open."""
    kept, positions = Kept(), Positions()
    kept.buffers = {path: Buffer(path, text, 1) for path, text in opened.items()}
    findings = Findings(kept, load())
    findings.folders = [folder]
    with inside(folder):
        for _ in findings.whole():
            pass
        return sorted(
            said(path.as_uri(), diagnostic(one, kept.text(path), positions, kept.text))
            for path, found in findings.by_file.items()
            for one in found
        )


class Person:
    """Somebody at an editor, and somebody else who changes files behind it."""

    def __init__(self, editor: Editor, folder: Path, random: Random) -> None:
        self.editor = editor
        self.folder = folder
        self.random = random
        self.opened: dict[Path, str] = {}

    def does_something(self) -> None:
        path = self.folder / FOLDER / self.random.choice(FILES)
        if path not in self.opened:
            self.random.choice((self.opens, self.opens, self.changed_by_others))(path)
        else:
            many = (self.types, self.types, self.types, self.saves, self.closes, self.deleted)
            self.random.choice(many)(path)

    def opens(self, path: Path) -> None:
        text = path.read_bytes().decode() if path.exists() else self.random.choice(TEXTS)
        self.opened[path] = text
        self.editor.open(path, text)

    def types(self, path: Path) -> None:
        text, random = self.opened[path], self.random
        at = random.randint(0, len(text))
        made = (
            random.choice(TEXTS),
            text[:at] + random.choice((" ", "\n", "x", ": ", "🟢", "\n  - ", '"')) + text[at:],
            text[:at] + text[at + random.randint(1, 30) :],
            "\n".join(random.sample(text.split("\n"), len(text.split("\n")))),
        )
        self.opened[path] = random.choice(made)
        self.editor.type(path.as_uri(), self.opened[path])

    def saves(self, path: Path) -> None:
        path.write_bytes(self.opened[path].encode())
        self.editor.saved(path)

    def closes(self, path: Path) -> None:
        del self.opened[path]
        self.editor.close(path.as_uri())

    def deleted(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self.editor.touched(path)

    def changed_by_others(self, path: Path) -> None:
        write(path, self.random.choice(TEXTS).encode())
        if self.random.random() < 0.5:
            subprocess.run(["git", "add", "--all"], cwd=self.folder, check=True)
        self.editor.touched(path)


@pytest.mark.parametrize("seeds", [range(at, at + 10) for at in range(0, SESSIONS, 10)], ids=str)
def test_a_session_ends_as_it_would_begin(editor: Editor, council: Path, seeds: range) -> None:
    before = {path: path.read_bytes() for path in (council / FOLDER).iterdir()}
    for seed in seeds:
        editor.move_to(council)
        person = Person(editor, council, Random(seed))
        for _ in range(STEPS):
            person.does_something()
            if person.random.random() < 0.2:
                editor.settle()
        assert editor.settle() == started(council, person.opened), seed
        for path in [*person.opened]:
            person.saves(path)
            person.closes(path)
        assert editor.settle() == checked(council), seed
        for path in (council / FOLDER).iterdir():
            path.unlink()
        for path, data in before.items():
            path.write_bytes(data)
        subprocess.run(["git", "add", "--all"], cwd=council, check=True)


def test_files_that_come_and_go(editor: Editor, council: Path) -> None:
    """A commit and a tag change what the quarter before was, without any file of the plan."""
    editor.move_to(council)
    path = council / FOLDER / "KA.03.04.yaml"
    uri = editor.open(path)
    editor.type(uri, activity())
    assert "unaccounted-step" in {one.rule for one in editor.settle()}
    subprocess.run(["git", "update-ref", "-d", "HEAD"], cwd=council, check=True)
    editor.touched(path)
    assert "unaccounted-step" not in {one.rule for one in editor.settle()}
    path.unlink()
    editor.close(uri)
    assert editor.settle() == checked(council)


def test_two_folders_and_one_without_a_plan(
    editor: Editor, council: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other, empty = tmp_path_factory.mktemp("other"), tmp_path_factory.mktemp("empty")
    write(other / FOLDER / "plan.yaml", REGISTER.replace("Green:", "Grn:"))
    write(other / FOLDER / "KA.03.04.yaml", activity())
    write(other / "kprlint.toml", 'ignore = ["missing-activity"]\n')
    editor.move_to(council, other, empty)
    assert editor.settle() == sorted([*checked(council), *checked(other)])
    editor.move_to(empty)
    assert editor.settle() == []
    # A file of a folder that is not among them is checked with its own plan.
    editor.open(other / FOLDER / "KA.03.04.yaml")
    assert editor.settle() == checked(other)


def test_a_configuration_that_cannot_be_used_is_told(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    editor.settle()
    toml = write(plan / "kprlint.toml", 'ignore = ["no-such-rule"]\n')
    editor.touched(toml)
    assert editor.settle() == []
    assert any("There is no rule “no-such-rule”" in line for line in editor.log)
    toml.unlink()
    editor.touched(toml)
    editor.settle()


def test_what_makes_no_sense_is_answered_with_nothing(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    uri = editor.open(plan / FOLDER / "KA.03.04.yaml", "title: [\n")
    position = types.Position(99_999, 99_999)
    for one in (uri, "untitled:Untitled-1", "file:///no/such/file.yaml", "file:///%00", "nonsense"):
        document = types.TextDocumentIdentifier(one)
        asked = types.HoverParams(document, position)
        assert editor.ask(types.TEXT_DOCUMENT_HOVER, asked) is None
        asked_for = types.DefinitionParams(document, position)
        assert editor.ask(types.TEXT_DOCUMENT_DEFINITION, asked_for) is None
        assert not editor.ask(
            types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(document)
        )
        assert not editor.ask(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensParams(document))
        editor.ask(types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams(document, position))


def test_a_large_plan_is_told_as_it_is(editor: Editor, plan: Path) -> None:
    """Of so many files the command keeps what it has found; what somebody types counts all the same, in other files, too."""
    codes = [f"KA.03.{number:02}" for number in range(4, 4 + LEAST + 5)]
    listed = f"[{', '.join(codes)}]"
    write(plan / FOLDER / "plan.yaml", REGISTER.replace("[KA.03.04, KA.03.05]", listed))
    for number, code in enumerate(codes):
        text = activity(code, progress=f"\n  - The monitoring report of {1900 + number} was sent.")
        write(plan / FOLDER / f"{code}.yaml", text)
    editor.move_to(plan)
    assert editor.settle() == checked(plan)
    path = plan / FOLDER / f"{codes[0]}.yaml"
    text = path.read_text(encoding="utf-8")
    uri = editor.open(path)
    for typed in (
        text.replace(codes[0], codes[1]),
        text.replace("Green", "Gren"),
        text.replace("report of 1900", "report of 1901"),
        text,
    ):
        editor.type(uri, typed)
        found = editor.settle()
        write(path, typed)
        assert found == checked(plan, "--no-cache") == checked(plan)
        write(path, text)
        editor.touched(path)
