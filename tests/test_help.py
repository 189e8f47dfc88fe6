"""The list of commands: all of them, by whom they are for, and no line cut."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kprlint.cli import main
from kprlint.cli.commands import COMMANDS, GROUPS
from kprlint.source.schema import NAMES
from tests.conftest import Run


def test_each_command_stands_once_in_the_help_and_no_line_is_cut() -> None:
    shown = CliRunner().invoke(main, ["--help"], terminal_width=80).output
    listed = [line.split()[0] for line in shown.splitlines() if line.startswith("  ")]
    assert [name for name in listed if name in COMMANDS] == [n for g in GROUPS.values() for n in g]
    assert len(COMMANDS) == sum(map(len, GROUPS.values()))
    assert all(f"{entry.purpose}\n" in shown for entry in COMMANDS.values())
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_more_of_itself(name: str) -> None:
    module = import_module(f"kprlint.cli.{COMMANDS[name].module}")
    assert isinstance(getattr(module, COMMANDS[name].module), click.Command)
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith(f"Usage: main {name}")


def _commands(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below
            yield from _commands(below, *path, name)


@pytest.mark.parametrize("path", [*_commands(main)], ids=" ".join)
def test_no_line_of_any_help_is_cut_or_longer_than_a_terminal(path: tuple[str, ...]) -> None:
    lines = CliRunner().invoke(main, [*path, "--help"], terminal_width=80).output.splitlines()
    usage = lines.index("")
    assert [line for line in lines if len(line) > 80] == []
    assert [line for line in lines[usage:] if line.endswith("...")] == []
    assert usage == 1  # the arguments have short names; a choice of many stands below


def test_schema_says_which_there_are() -> None:
    shown = CliRunner().invoke(main, ["schema", "--help"]).output
    assert {*NAMES} <= {word.strip(",.") for word in shown.split()}


def test_examples_are_of_the_plan_at_hand(run: Run, plan: Path) -> None:
    """Also where codes are written in another way; elsewhere they are any plan's."""
    assert "such as KA.03.04;" in " ".join(run("history", "--help").output.split())
    register = plan / "activities/2023-24/plan.yaml"
    register.write_text(register.read_text("utf-8").replace("KA.03.04, KA.03.05", "CP1.2"), "utf-8")
    assert "such as CP1.2;" in " ".join(run("history", "--help").output.split())
    assert "2023/24-Q3" in run("open", "--help").output
    register.write_text("statuses: [", "utf-8")
    (plan / "activities/2019-20/plan.yaml").unlink()
    assert "such as KA.03.02;" in " ".join(run("history", "--help").output.split())
