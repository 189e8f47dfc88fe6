"""Every command of the documents is run, in a council's repository, or its document says why not.

A document's blocks run in its order, in one clone of the council of `kprlint demo`: `origin` is where that came from, and
`report.docx`, there and beside it, is a paper of it. A command may find something (exit code 1); it may not be wrong (2), or fail. `cd` counts to its block's end.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.docs.markdown import DOCUMENTS, ROOT, Block, blocks, name

SHELL = ("sh", "bash", "console")
_WITH_COMMANDS = [d for d in DOCUMENTS if any(b.language in SHELL for b in blocks(d))]


def _environment(home: Path) -> Mapping[str, str]:
    """Where kprlint and the programs of its environment are found, and no configuration of this machine is."""
    kept = {key: os.environ[key] for key in ("LANG", "TMPDIR", "SYSTEMROOT") if key in os.environ}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    who = {
        f"GIT_{role}_{what}": said
        for role in ("AUTHOR", "COMMITTER")
        for what, said in (("NAME", "A. Officer"), ("EMAIL", "officer@council.example"))
    }
    ours = {"PATH": path, "HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "PAGER": "cat"}
    return kept | who | ours | {"GIT_CONFIG_NOSYSTEM": "1", "VIRTUAL_ENV": sys.prefix}


def _run(command: str, folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    last = re.split(r"&&|;", command)[-1].split()[0]
    allowed = (0, 1) if last == "kprlint" else (0,)
    assert done.returncode in allowed, f"$ {command}\n{done.stdout}"
    assert "Traceback" not in done.stdout


def commands(block: Block) -> list[str]:
    """The commands of a block, one a line, or over several that end in a backslash; a comment is none."""
    joined = re.sub(r"\\\n\s*", "", block.text)
    lines = (re.sub(r"(^|\s)#\s.*", "", line).strip() for line in joined.splitlines())
    return [line.removeprefix("$ ") for line in lines if line]


@pytest.fixture(scope="session")
def origin(council: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all clones are of, with the paper beside it."""
    folder = tmp_path_factory.mktemp("origin")
    _run(f"git clone -q --bare {council} {folder}/council.git", folder, _environment(folder))
    _run(f"kprlint publish --format docx -o {folder}/report.docx", council, _environment(folder))
    return folder


PLACES = {
    "": "git clone -q {origin}/council.git {folder} && cp {origin}/report.docx {folder}",
    "an empty repository": 'git init -q {folder} && git -C {folder} commit -q --allow-empty -m "Begin"',
    "a clone of a repository on GitHub": "git clone -q {origin}/council.git {folder} && "
    "git -C {folder} remote set-url origin https://github.com/council/plans.git",
    # Of its activities one is complete, with a step that nobody has closed, and one does not report.
    "a council whose plan is over": "git clone -q {origin}/council.git {folder} && cd {folder}/activities/2024-25 && "
    "sed -i '/Train the housing officers/,/due:/ s/\\(.*\\)due: .*/&\\n\\1done: 2025-03-20/' KA.02.02.yaml && "
    "sed -i 's/^progress:.*/progress: [The last tree was planted on 14 March.]/' KA.03.04.yaml && "
    "git commit -qam 'All is reported'",
}


@pytest.mark.parametrize("document", _WITH_COMMANDS, ids=name)
def test_commands_run(document: Path, origin: Path, tmp_path: Path) -> None:
    to_run = [b for b in blocks(document) if b.language in SHELL and "not run" not in b.said]
    environment = _environment(tmp_path)
    (tmp_path / "report.docx").write_bytes((origin / "report.docx").read_bytes())
    for place in dict.fromkeys(block.said.get("in", "") for block in to_run):
        folder = tmp_path / (place.replace(" ", "-") or "plans")
        _run(PLACES[place].format(origin=origin, folder=folder), tmp_path, environment)
        for block in blocks(document):
            if "file" in block.said:
                (folder / block.said["file"]).write_text(block.text, "utf-8")
        for block in to_run:
            if block.said.get("in", "") == place:
                here = folder
                for command in commands(block):
                    if command.startswith("cd "):
                        here = here / command.removeprefix("cd ")
                    else:
                        _run(command, here, environment)


@pytest.mark.parametrize("document", _WITH_COMMANDS, ids=name)
def test_no_command_that_is_run_leaves_this_machine(document: Path) -> None:
    """Whoever documents another program says why it is not run, or adds it here."""
    for block in blocks(document):
        if block.language in SHELL and "not run" not in block.said:
            programs = {part.split()[0] for c in commands(block) for part in c.split("&&")}
            assert programs <= {"cd", "git", "kprlint"}, block


def test_what_the_comment_says_of_a_block_is_understood() -> None:
    """A comment that is misspelt would be a block that is not run, or one that is."""
    for document in DOCUMENTS:
        for block in blocks(document):
            assert block.said.get("in", "") in PLACES, block
            assert block.said.get("not run", "why") != "", block
        comments = re.findall(r"^<!--\s*(\w[\w ]*):", document.read_text("utf-8"), re.M)
        assert sum(len(block.said) for block in blocks(document)) == len(comments), name(document)


def test_the_first_two_blocks_of_the_readme_are_what_ci_runs() -> None:
    ci = (ROOT / ".ci/run").read_text("utf-8")
    first, second = blocks(ROOT / "README.md")[:2]
    assert "readme 1" in ci
    assert "readme 2" in ci
    assert (first.language, second.language) == ("sh", "sh")
    assert "kprlint check activities" in first.text
    assert "pytest" in second.text
