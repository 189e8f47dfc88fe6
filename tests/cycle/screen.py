"""The command at a real terminal of 80 x 24, and what an officer sees there."""

import os
import sys
import time
from pathlib import Path

import pexpect
import pyte

LIMIT = 120  # seconds; a busy machine is slow


class Screen:
    """A terminal in which the command runs; `raw` is all that was written to it."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "CI")}
        self.raw = ""
        self._screen = pyte.HistoryScreen(80, 24, history=2000)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "kprlint", *arguments],
            cwd=str(folder),
            env=kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | environment,
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=LIMIT,
        )

    @property
    def lines(self) -> list[str]:
        """All lines that were on the screen, those too that have moved out of it."""
        above = ["".join(line[x].data for x in range(80)) for line in self._screen.history.top]
        return [line.rstrip() for line in (*above, *self._screen.display)]

    @property
    def question(self) -> str:
        """What stands before the cursor, once it stands still behind a question."""
        line = self._screen.display[self._screen.cursor.y]
        return str(line[: self._screen.cursor.x]).rstrip()

    def wait(self, question: str, times: int = 1) -> None:
        """Until the cursor stands behind a question, which is on the screen for so many times by then."""
        end = time.monotonic() + LIMIT
        while not (
            self.question == question
            and self.lines.count(question) >= 1
            and self._asked(question) >= times
        ):
            assert time.monotonic() < end, "\n".join([*self.lines, f"(no “{question}”)"])
            assert self._read(), "\n".join([*self.lines, f"(ended before “{question}”)"])

    def _asked(self, question: str) -> int:
        return sum(line.startswith(question) for line in self.lines)

    def _read(self) -> bool:
        try:
            text = self._child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += text
        self._stream.feed(text)
        return True

    def type(self, text: str) -> None:
        self._child.send(text)

    def enter(self, text: str = "") -> None:
        self.type(f"{text}\r")

    def end(self) -> tuple[int | None, int | None]:
        """Waits until the command has ended; its exit code, or the signal that it died of."""
        end = time.monotonic() + LIMIT
        while self._read():
            assert time.monotonic() < end, "\n".join([*self.lines, "(does not end)"])
        self._child.close()
        return self._child.exitstatus, self._child.signalstatus
