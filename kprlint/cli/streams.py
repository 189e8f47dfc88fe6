"""What commands print, where, and how they end."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NoReturn, TextIO

import click

OK = 0
FOUND = 1  # findings at or above --fail-on
COULD_NOT_RUN = 2  # bad usage, configuration, git, unreadable input, nothing matched


def fail(message: str) -> NoReturn:
    """Ends the command with an error on standard error."""
    click.echo(f"kprlint: {message}", err=True)
    raise click.exceptions.Exit(COULD_NOT_RUN)


def note(message: str) -> None:
    """Says on standard error what was left out and why, so that it does not mix with the output."""
    click.echo(f"note: {message}", err=True)


def write(text: str, *, file: str | None = None) -> None:
    """Writes output as UTF-8 to `file` or standard output; a reader that has gone away is no error."""
    data = text.encode("utf-8", "backslashreplace")
    if file:
        try:
            with open(file, "wb") as stream:
                stream.write(data)
        except OSError as error:
            fail(f"{file} cannot be written: {error.strerror}")
        return
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python would complain once more when it closes the stream at the end.
        _silence()
    except OSError as error:
        _silence()
        fail(f"the output cannot be written: {error.strerror}")


def _silence() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_color(choice: str, *, to_file: bool) -> bool:
    """Whether to colour: as chosen, else NO_COLOR, FORCE_COLOR, else whether a terminal looks on."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return not to_file and terminal and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """What hears of progress, and shows it as a bar to somebody who has waited for a second at a terminal."""
    began = time.monotonic()
    with ExitStack() as stack:
        bars: list[Any] = []

        def told(done: int, total: int) -> None:
            if not bars and sys.stderr.isatty() and time.monotonic() - began > 1 and done < total:
                bar = click.progressbar(length=total, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
            for bar in bars:
                bar.update(done - bar.pos)

        yield told


class Stderr:
    """Standard error that may be full or have no reader: what cannot be said is lost, and nothing else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            self._give_up()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        # Python would fail on what is left in the buffer once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
