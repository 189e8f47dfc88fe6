"""The manual page and the completions, as the programs that read them take them."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kprlint.cli.commands import COMMANDS

SHARE = Path(__file__).parents[1] / "docs/share"
KPRLINT = Path(sys.executable).with_name("kprlint")


def test_they_are_current() -> None:
    manual = runpy.run_path(str(SHARE.parent / "manual.py"))
    made = dict(manual["files"]())
    assert {path for path in SHARE.rglob("*") if path.is_file()} == made.keys()
    for path, text in made.items():
        assert path.read_text("utf-8") == text, "run: python docs/manual.py"


def _completed(*words: str) -> list[str]:
    """What is offered for the last of the words, as bash asks for it."""
    asked = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [KPRLINT],
        env={**os.environ, **asked, "_KPRLINT_COMPLETE": "bash_complete"},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_commands_options_and_values_are_completed() -> None:
    assert _completed("kprlint", "pub") == ["publish"]
    assert _completed("kprlint", "") == list(COMMANDS)
    assert _completed("kprlint", "--ver") == ["--version"]
    assert _completed("kprlint", "check", "--fail") == ["--fail-on"]
    assert _completed("kprlint", "check", "--fail-on", "w") == ["warning"]


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_takes_the_completion(tmp_path: Path) -> None:
    script = (
        f"source '{SHARE}/bash-completion/completions/kprlint'\n"
        "COMP_WORDS=(kprlint ver); COMP_CWORD=1\n"
        '_kprlint_completion kprlint ver kprlint; echo "${COMPREPLY[@]}"\n'
    )
    path = f"{KPRLINT.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**os.environ, "PATH": path, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["verify"]


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
def test_the_manual_page_is_set_without_a_warning() -> None:
    page = SHARE / "man/man1/kprlint.1"
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-P-cbou", str(page)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert all(f"kprlint {name}" in done.stdout for name in COMMANDS)
