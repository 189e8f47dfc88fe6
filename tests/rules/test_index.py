"""The index of the rules is what their files say, and saves importing those that do not run."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kprlint.rules import discover
from kprlint.rules.base import ActivityFile, Faulty, Hit, RegisterFile, Subject, rule
from kprlint.source.document import Document


def test_the_index_is_up_to_date() -> None:
    assert discover.INDEX.read_text("utf-8") == discover.index(), (
        "run: python -m kprlint.rules.discover"
    )


def test_every_file_that_has_a_rule_is_found() -> None:
    files = {path.stem for path in discover.FOLDER.glob("*/*.py") if "\n@rule(" in path.read_text()}
    assert {one.name.replace("-", "_") for one in discover.discover()} == files


def test_the_check_says_what_the_rule_looks_at() -> None:
    def of_an_activity(file: ActivityFile, *, words: int = 3) -> Iterator[Hit]:
        yield from ()

    def of_any_file(file: ActivityFile | RegisterFile) -> Iterator[Hit]:
        yield from ()

    def of_a_form(document: Faulty) -> Iterator[Hit]:
        yield from ()

    def of_a_text(document: "Document") -> Iterator[Hit]:
        yield from ()

    assert rule("one")(of_an_activity).subject is Subject.ACTIVITY
    assert rule("one")(of_any_file).subject is Subject.EITHER
    assert rule("one")(of_a_form).subject is Subject.FAULTS
    assert rule("one")(of_a_text).subject is Subject.DOCUMENT


def test_a_check_of_something_else_is_no_rule() -> None:
    def of_a_number(number: int) -> Iterator[Hit]:
        yield from ()

    with pytest.raises(TypeError, match="odd: a check takes an ActivityFile, a RegisterFile or"):
        rule("odd")(of_a_number)  # type: ignore[type-var]


def test_only_rules_that_run_are_imported(plan: Path) -> None:
    code = (
        "import sys; from kprlint.cli import main; from kprlint.rules.index import BUILT_IN\n"
        "sys.argv = ['kprlint', 'check', '--select', 'missing-lead']\n"
        "try: main()\n"
        "finally: print([name for group, rules in BUILT_IN.items() for name in rules\n"
        "  if f'kprlint.rules.{group}.{name.replace(chr(45), chr(95))}' in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=plan, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "['missing-lead']", done.stderr
