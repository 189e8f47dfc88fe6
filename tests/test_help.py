"""The list of commands: all of them, by whom they are for, and no line cut."""

from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from kprlint.cli import main
from kprlint.cli.commands import COMMANDS, GROUPS


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
