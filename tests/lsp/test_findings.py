"""What the server says of a file is what the command says of it: rules, places, severities, words."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kprlint.demo import build
from tests.conftest import write
from tests.lsp.editor import Editor, checked
from tests.pre_commit.council import FILES, Council, clean_environment
from tests.pre_commit.test_bad_entries import BAD_ENTRIES, Bad

ROOT = Path(__file__).parents[2]


def test_of_this_repository(editor: Editor) -> None:
    editor.move_to(ROOT)
    assert editor.settle() == checked(ROOT)


def test_of_the_demo_and_its_quarters(editor: Editor, tmp_path: Path) -> None:
    folder = tmp_path / "council"
    build(folder)
    editor.move_to(folder)
    found = editor.settle()
    assert found == checked(folder)
    assert any(one.related for one in found)


def test_of_each_activity_here_without_what_hides_it(editor: Editor, tmp_path: Path) -> None:
    """The real plans are clean by waivers and comments; without those there is something to compare in most files."""
    shutil.copytree(ROOT / "activities", tmp_path / "activities")
    for path in (tmp_path / "activities").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("kprlint: ignore", "once ignored")
        path.write_text(text, encoding="utf-8")
    editor.move_to(tmp_path)
    found = editor.settle()
    assert len({one.file for one in found}) > 30
    assert found == checked(tmp_path)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Council:
    environment = clean_environment(tmp_path_factory.mktemp("home"))
    council = Council(tmp_path_factory.mktemp("template"), environment)
    council.git("init", "--quiet", "--template=")
    for file, content in FILES.items():
        council.write(file, content)
    council.git("add", "--all")
    council.git("commit", "--quiet", "--message", "Our plans")
    return council


@pytest.mark.parametrize("bad", BAD_ENTRIES, ids=lambda bad: bad.id)
def test_of_a_bad_entry_that_is_not_saved(
    bad: Bad, template: Council, editor: Editor, tmp_path: Path
) -> None:
    """What is typed is told as it would be told once it is saved."""
    council = template.copy(tmp_path / "council")
    before = {path: path.read_bytes() for path in _files(council.folder)}
    for edit in bad.edits:
        edit(council)
    council.git("add", "--all")
    # What lies beside the plans is checked where somebody names it, or has it open.
    there = [bad.file] if (council.folder / bad.file).is_file() else []
    expected = checked(council.folder, "activities", *there)
    typed: dict[Path, str] = {}
    for path, old in before.items():
        new = path.read_bytes() if path.exists() else old
        if new != old and _is_plain(old) and _is_plain(new):
            typed[path] = new.decode("utf-8")
            path.write_bytes(old)
    editor.move_to(council.folder)
    for path in (council.folder / name for name in there):
        if path not in typed:
            editor.open(path)
    for path, text in typed.items():
        editor.type(editor.open(path), text)
    found = editor.settle()
    assert found == expected
    assert bad.rule in {one.rule for one in found}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]


def _is_plain(data: bytes) -> bool:
    """Whether an editor shows all of it, and saves the same bytes."""
    try:
        return not data.startswith(b"\xef\xbb\xbf") and data.decode("utf-8").encode() == data
    except UnicodeDecodeError:
        return False


def test_places_count_as_the_protocol_does(editor: Editor, plan: Path) -> None:
    """A character beyond the basic plane is two units."""
    path = plan / "activities/2023-24/KA.03.04.yaml"
    text = path.read_text(encoding="utf-8").replace("status: Green", "status: 🟢🟢 Grün")
    editor.move_to(plan)
    uri = editor.open(path)
    editor.type(uri, text)
    editor.settle()
    (one,) = [d for d in editor.published[uri] if d.code == "unknown-status"]
    line = text.split("\n").index("status: 🟢🟢 Grün")
    assert (one.range.start.line, one.range.start.character) == (line, 8)
    assert (one.range.end.line, one.range.end.character) == (line, 8 + 2 + 2 + 5)


def test_how_a_file_is_saved_is_told_while_it_is_open(editor: Editor, plan: Path) -> None:
    """An editor does not show how a file is encoded; it is told all the same, before and while somebody types."""
    path = plan / "activities/2023-24/KA.03.04.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("utf-16"))
    editor.move_to(plan)
    uri = editor.open(path, text)
    assert [one.rule for one in editor.settle()] == ["encoding"]
    editor.type(uri, text.replace("Green", "Gren"))
    assert [one.rule for one in editor.settle()] == ["encoding"]
    path.write_text(text, encoding="utf-8")
    editor.close(uri)
    editor.type(editor.open(path), text.replace("Green", "Gren"))
    assert [one.rule for one in editor.settle()] == ["unknown-status"]


def test_other_files_of_the_plan_are_told_of_anew(editor: Editor, plan: Path) -> None:
    other = plan / "activities/2023-24/KA.03.05.yaml"
    editor.move_to(plan)
    assert editor.settle() == checked(plan) == []
    uri = editor.open(plan / "activities/2023-24/KA.03.04.yaml")
    text = (plan / "activities/2023-24/KA.03.04.yaml").read_text(encoding="utf-8")
    editor.type(uri, text.replace("KA.03.04", "KA.03.05"))
    assert "duplicate-code" in {one.rule for one in editor.settle() if one.file == other.as_uri()}
    editor.type(uri, text)
    assert editor.settle() == []


def test_files_that_git_does_not_know_yet_are_checked_when_they_are_open(
    editor: Editor, plan: Path
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=plan, check=True)
    subprocess.run(["git", "add", "--all"], cwd=plan, check=True)
    new = plan / "activities/2023-24/KA.03.06.yaml"
    write(new, "code: KA.03.06\n")
    editor.move_to(plan)
    assert not [one for one in editor.settle() if one.file == new.as_uri()]
    editor.open(new)
    assert [one.rule for one in editor.settle() if one.file == new.as_uri()]


def test_yaml_that_is_no_activity_is_left_alone(editor: Editor, plan: Path) -> None:
    editor.move_to(plan)
    editor.open(write(plan / "docker-compose.yaml", "services:\n  web:\n    image: nginx\n"))
    editor.open(write(plan / "notes.txt", "code: KA.03.09\n"))
    assert editor.settle() == []
