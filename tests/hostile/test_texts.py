"""Files of a plan made to do harm: the tables of activities, registers, configurations and phrases."""

from pathlib import Path

import pytest

from tests.conftest import write
from tests.hostile.activities import ACTIVITIES
from tests.hostile.registers import CONFIGURATIONS, GOOD, PHRASES, REGISTERS
from tests.hostile.running import kprlint, one_of
from tests.hostile.tree import CONFIG, FILE, REGISTER, Command
from tests.plans import activity

_FIX = ("check", "--fix", FILE)
# Each input is given to one command more, the same in every run.
_OTHERS: tuple[Command, ...] = (
    _FIX,
    ("changes", "--from", "HEAD"),
    ("publish", "-o", "-"),
    ("due", "--as-of", "2023-09-30"),
    ("status",),
    ("open", "2023/24-Q3", "--force"),
    ("new", "KA.03.06"),
    ("export", "ods", "-o", "-"),
    ("history", "KA.03.04"),
    ("schema", "activity", "--plan", "2023-24"),
    ("rename", "lead", "Housing", "Homes"),
    ("check", "--format", "github"),
    ("check", "--format", "sarif"),
)


@pytest.mark.parametrize("name", ACTIVITIES)
def test_an_activity(tree: Path, name: str) -> None:
    content, rule = ACTIVITIES[name]
    file = write(tree / FILE, content)
    done = kprlint(tree, "check", "--profile", "publication", "--format", "concise", FILE)
    assert done.code in (0, 1), done
    if rule:
        assert f"[{rule}]" in done.out, done
    else:
        assert done.code == 0, done
    _one_more(tree, name)
    assert file.read_bytes() or not content


@pytest.mark.parametrize("command", _OTHERS, ids=" ".join)
def test_a_file_without_a_code_stands_for_the_one_that_it_is_named_after(
    tree: Path, command: Command
) -> None:
    write(tree / FILE, activity().replace("code: KA.03.04\n", ""))
    kprlint(tree, *command)


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register(tree: Path, name: str) -> None:
    content, code, says = REGISTERS[name]
    write(tree / REGISTER, content)
    _judged(tree, name, code, says)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_configuration(tree: Path, name: str) -> None:
    content, code, says = CONFIGURATIONS[name]
    write(tree / CONFIG, content)
    _judged(tree, name, code, says)
    if name.startswith(("logo", "colour")):
        done = kprlint(tree, "publish", "-o", "-")
        assert done.code == 2, done
        assert "token: hunter2" not in done.said


@pytest.mark.parametrize("name", PHRASES)
def test_phrases(tree: Path, name: str) -> None:
    file, content, code, says = PHRASES[name]
    write(tree / CONFIG, 'phrases = "phrases"\n')
    write(
        tree / "phrases" / file,
        content or GOOD,
    )
    _judged(tree, name, code, says)


def _judged(tree: Path, name: str, code: int, says: str) -> None:
    done = kprlint(tree, "check", "--format", "concise")
    assert done.code == code, done.said[-500:]
    assert says in done.said, done.said[-500:]
    _one_more(tree, name)


def _one_more(tree: Path, name: str) -> None:
    command = one_of(_OTHERS, name)
    done = kprlint(tree, *command)
    assert "hunter2" not in done.said
    assert "No such option" not in done.err, command
