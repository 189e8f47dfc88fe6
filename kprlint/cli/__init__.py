"""The command line: one file a command, imported only when it is called.

Exit codes, the same for every command: 0 clean; 1 findings at or above ``--fail-on``; 2 could not run.
"""

import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

import click

from kprlint.cli.commands import COMMANDS, GROUPS
from kprlint.cli.streams import COULD_NOT_RUN, Stderr, complain, give_up_stdout
from kprlint.errors import KprlintError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _Terminated(BaseException):
    """Somebody has asked us to end: what is half done is cleared away on the way out."""


class _Group(click.Group):
    """A group that imports a command when it is called for, and the one place where errors end."""

    def main(self, *args: Any, **extra: Any) -> Any:
        before = signal.getsignal(signal.SIGTERM)
        try:
            if before is signal.SIG_DFL:
                signal.signal(signal.SIGTERM, _terminate)
        except ValueError:  # not in the main thread
            before = None
        try:
            return super().main(*args, **extra)
        except KprlintError as error:
            _end(*error.lines, *_more(error))
        except _Terminated:
            _die_of(signal.SIGTERM)
        except KeyboardInterrupt:  # before click listens
            _die_of(signal.SIGINT)
        except OSError as error:
            if _wants_debug():
                raise
            give_up_stdout()
            where = f"{error.filename}: " if error.filename else ""
            _end(f"{where}{(error.strerror or str(error)).lower()}")
        except MemoryError:
            _end("there is not enough memory")
        except Exception as error:
            if _wants_debug():
                raise
            said = f"{type(error).__name__}: {error}".splitlines()[0][:500]
            _end(
                f"this is a fault of kprlint, not of your files: {said}",
                "  “kprlint --debug” and the same command shows where; please report it",
            )
        finally:
            if before is signal.SIG_DFL:
                signal.signal(signal.SIGTERM, before)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        # Before the options are read, since what is wrong with them is said there, too.
        if sys.stderr is not None:
            sys.stderr = cast("TextIO", Stderr(sys.stderr))
        try:
            return super().make_context(*args, **extra)
        except KeyboardInterrupt:  # which click would answer itself, with “Aborted!”
            _die_of(signal.SIGINT)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _die_of(signal.SIGINT)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Without importing every command to ask what it is for."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=entry.purpose)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        entry = COMMANDS.get(name)
        if entry is None:
            return None
        module = import_module(f"kprlint.cli.{entry.module}")
        command: click.Command = getattr(module, entry.module)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, entries in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [(f"{name:<10}", entry.purpose) for name, entry in entries.items()]
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from kprlint.wording import did_you_mean

            message = error.message.removesuffix(".") + did_you_mean(args[0], COMMANDS)
            raise click.UsageError(message, ctx) from None


def _end(*lines: str) -> NoReturn:
    complain(*lines)
    sys.exit(COULD_NOT_RUN)


def _more(error: KprlintError) -> tuple[str, ...]:
    from kprlint.documentation import page

    address = page(error.page) if error.page else ""
    return (f"  more: {address}",) if address else ()


def _terminate(number: int, frame: FrameType | None) -> None:
    raise _Terminated


def _die_of(number: signal.Signals) -> NoReturn:
    """Ends by the signal itself, quietly, so that whoever called us knows."""
    give_up_stdout()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    sys.exit(128 + number)  # where a signal does not end a program


_debug = False


def _wants_debug() -> bool:
    return _debug


def _say_version(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from kprlint import __version__

        click.echo(f"kprlint {__version__}")
        ctx.exit()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_version,
    help="Show the version and exit.",
)
@click.option("--debug", is_flag=True, help="Show where in kprlint an error comes from.")
def main(debug: bool) -> None:
    """Check a council's Key Activities, one YAML file each, quarter by quarter.

    “kprlint COMMAND --help” says more of each command.
    """
    global _debug
    _debug = debug
