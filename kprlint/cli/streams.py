"""What commands print, where, and how they end."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from kprlint.printing import inert, visible

OK = 0
FOUND = 1  # findings at or above --fail-on
COULD_NOT_RUN = 2  # bad usage, configuration, git, unreadable input, nothing matched


def fail(message: str, *more: str) -> NoReturn:
    """Ends the command with an error on standard error; `more` are lines below the message."""
    complain(message, *more)
    raise click.exceptions.Exit(COULD_NOT_RUN)


def complain(message: str, *more: str) -> None:
    """Says on standard error why a command could not run."""
    for line in (f"kprlint: {message}", *more):
        click.echo(visible(line), err=True)


def note(message: str) -> None:
    """Says on standard error what was left out and why, so that it does not mix with the output."""
    click.echo(visible(f"note: {message}"), err=True)


def say(message: str) -> None:
    """Says on standard output, in a line, what was done."""
    write(f"{visible(message)}\n")


def write(text: str, *, file: str | None = None, as_is: bool = False) -> None:
    """Writes output as UTF-8 to `file` or standard output; a reader that has gone away is no error.

    On standard output no line is a command to a runner. `as_is`: that was seen to, or commands are meant.
    """
    if file:
        from kprlint.source.writing import write_output

        write_output(Path(file), text.encode("utf-8", "backslashreplace"))
        return
    emit((text if as_is else inert(text)).encode("utf-8", "backslashreplace"))


def emit(data: bytes) -> None:
    """Writes bytes to standard output; a reader that has gone away is no error."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        give_up_stdout()
    except OSError as error:
        give_up_stdout()
        fail(f"the output cannot be written: {error.strerror}")


def give_up_stdout() -> None:
    """Nothing more is written to standard output: Python would complain once more when it closes the stream at the end."""
    with suppress(AttributeError, OSError, ValueError):
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
                # The bar is ours and moves the cursor, so it does not go through `Stderr`.
                stream = getattr(sys.stderr, "stream", sys.stderr)
                bar = click.progressbar(length=total, label=label, file=stream)
                bars.append(stack.enter_context(bar))
            for bar in bars:
                bar.update(done - bar.pos)

        yield told


# What no line on standard error may hold, whoever wrote it: controls but line breaks and tabs.
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f]"


class Stderr:
    """Standard error, whose lines are inert, and which may be full or have no reader: then what cannot be said is lost."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        text = re.sub(_CONTROL, lambda c: f"\\x{ord(c[0]):02x}", text.replace("\r\n", "\n"))
        try:
            return self.stream.write(inert(text))
        except OSError:
            self._give_up()
            return len(text)

    def flush(self) -> None:
        try:
            self.stream.flush()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        # Python would fail on what is left in the buffer once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())
