"""The command line: one file a command, imported only when it is called.

Exit codes, the same for every command: 0 clean; 1 findings at or above ``--fail-on``; 2 could not run.
"""

import sys
from importlib import import_module
from typing import Any, TextIO, cast

import click

from kprlint import __version__
from kprlint.cli.streams import Stderr, fail
from kprlint.errors import KprlintError

# name → module; each module has a click command of the module's own name.
COMMANDS = {
    "changes": "kprlint.cli.changes",
    "check": "kprlint.cli.check",
    "close": "kprlint.cli.close",
    "dates": "kprlint.cli.dates",
    "demo": "kprlint.cli.demo",
    "explain": "kprlint.cli.explain",
    "git-driver": "kprlint.cli.git_driver",
    "history": "kprlint.cli.history",
    "import": "kprlint.cli.import_",
    "new": "kprlint.cli.new",
    "open": "kprlint.cli.open",
    "publish": "kprlint.cli.publish",
    "render": "kprlint.cli.render",
    "rules": "kprlint.cli.rules",
    "schema": "kprlint.cli.schema",
}


class _Group(click.Group):
    """A group that imports a command when it is called for."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        # Before the options are read, since what is wrong with them is said there, too.
        if sys.stderr is not None:
            sys.stderr = cast("TextIO", Stderr(sys.stderr))
        return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KprlintError as error:
            fail(str(error))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        module = COMMANDS.get(name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(module), module.rpartition(".")[2])
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from kprlint.rules.wording import did_you_mean

            message = error.message.removesuffix(".") + did_you_mean(args[0], COMMANDS)
            raise click.UsageError(message, ctx) from None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="kprlint", message="kprlint %(version)s")
def main() -> None:
    """Check a council's Key Activities, one YAML file each, quarter by quarter."""
