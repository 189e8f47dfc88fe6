"""Questions at a terminal, on prompt_toolkit: one line each, without colours or anything that moves about."""

import os
import shutil
import sys
from collections.abc import Sequence
from typing import Any

from kprlint.cli.streams import fail, write
from kprlint.printing import visible
from kprlint.wording import install

_WIDEST = 100


class Terminal:
    """Asks at the terminal that the command runs at. Ctrl-C is a KeyboardInterrupt, as everywhere; Ctrl-D ends the command."""

    def __init__(self, otherwise: str) -> None:
        """`otherwise`: what to do where there is no terminal; it is said, and the command ends."""
        if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
            fail(f"this asks questions, and needs a terminal; {otherwise}")
        try:
            import prompt_toolkit
        except ImportError:
            fail(
                f"this asks questions with prompt_toolkit; {install('update')} brings it; or {otherwise}"
            )
        self._toolkit: Any = prompt_toolkit

    def say(self, text: str = "", *, indent: str = "") -> None:
        """Prints a text within the width of the terminal."""
        from textwrap import wrap

        width = min(shutil.get_terminal_size().columns, _WIDEST) - 1
        start = text[: len(text) - len(text.lstrip(" "))]
        for line in wrap(
            visible(text.strip(" ")), width, initial_indent=start, subsequent_indent=indent
        ) or [""]:
            write(f"{line}\n")

    def ask(self, question: str, *, before: Sequence[str] = (), words: Sequence[str] = ()) -> str:
        *above, last = self._lines(question)
        for line in above:
            write(f"{line}\n")
        try:
            answer = input(f"{last} ") if self._is_dumb else self._edited(last, before, words)
        except EOFError:
            fail("the questions were not answered to their end, so nothing more was written")
        return answer.strip()

    @property
    def _is_dumb(self) -> bool:
        """Whether the terminal does not know how to move its cursor: then a line is read as it is typed."""
        return os.environ.get("TERM", "") in ("dumb", "unknown")

    def _edited(self, question: str, before: Sequence[str], words: Sequence[str]) -> str:
        """A line that can be edited, with what the arrow key brings back, and completion."""
        from prompt_toolkit.completion import WordCompleter
        from prompt_toolkit.history import InMemoryHistory
        from prompt_toolkit.output import ColorDepth, create_output
        from prompt_toolkit.output.vt100 import Vt100_Output
        from prompt_toolkit.shortcuts import CompleteStyle

        output = create_output(sys.stdout)
        if isinstance(output, Vt100_Output):
            # Nobody waits for a terminal that does not say where its cursor is.
            output.enable_cpr = False
        session: Any = self._toolkit.PromptSession(
            history=InMemoryHistory([visible(text) for text in before]),
            completer=WordCompleter(list(words), ignore_case=True, sentence=True),
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,
            reserve_space_for_menu=0,
            color_depth=ColorDepth.DEPTH_1_BIT,
            output=output,
        )
        answer: str = session.prompt(f"{question} ")
        return answer

    def _lines(self, question: str) -> list[str]:
        """A question over lines where it is long; on the last one there is room for an answer."""
        from textwrap import wrap

        return wrap(visible(question), min(shutil.get_terminal_size().columns, _WIDEST) - 10) or [
            ""
        ]
