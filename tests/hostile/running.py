"""The command in a process of its own, with bounds on what it may take, and what must hold however it ends."""

import os
import re
import resource
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple, NoReturn
from zlib import crc32

from tests.copies import fork

# Of the processor, in seconds: some times of what any of these needs. Who waits for what never comes is killed as well.
CPU = 10
WAITS = 600
MEMORY = 700 * 2**20  # beyond what this process has taken already, git's own included


class Ended(NamedTuple):
    """How a command ended, and all that it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return f"{self.out}\n{self.err}"


def kprlint(folder: Path, *arguments: str, input: bytes = b"") -> Ended:
    """Runs the command in `folder`; asserts that it ends by itself, in a way that is promised, and commands nobody."""
    names = [folder.parent / f".{name}" for name in ("in", "out", "err")]
    names[0].write_bytes(input)
    child = fork()
    if child == 0:
        _become(folder, names, arguments)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err = (path.read_bytes().decode("utf-8", "surrogateescape") for path in names[1:])
    for path in names:
        path.unlink()
    done = Ended(code, out, err)
    assert code in (0, 1, 2), (arguments, done)
    assert "Traceback" not in err, err
    assert "fault of kprlint" not in err, err
    assert "broke down here" not in out, out
    assert code != 2 or re.search(r"(?m)^(kprlint: |Error: |Usage: )", err), (arguments, done)
    assert_inert(done.said)
    return done


def one_of(commands: Sequence[tuple[str, ...]], input: str) -> tuple[str, ...]:
    """The command that an input is given to, too: chosen by its name, so that a failure can be seen again."""
    return commands[crc32(input.encode()) % len(commands)]


def assert_inert(text: str) -> None:
    """No line is a command to a runner of GitHub, GitLab or Azure; nothing moves a cursor or turns the text around."""
    assert not re.search(r"(?m)^\s*::(?!(error|warning|notice) )", text), text
    assert not re.search(r"##(vso)?\[(?!task\.logissue)", text), text
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text
    ), repr(text)


def state(folder: Path) -> dict[str, str]:
    """What lies in a folder: name by name, links not followed, contents by their digest."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[path.name] = os.readlink(path)
        elif path.is_file():
            found[path.name] = sha256(path.read_bytes()).hexdigest()
        else:
            found[path.name] = ""
    return found


def _become(folder: Path, names: list[Path], arguments: tuple[str, ...]) -> NoReturn:
    """The command instead of this process."""
    code = 70
    try:
        os.chdir(folder)
        for number, path in enumerate(names):
            flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(path, flags, 0o600), number)
        sys.stdin, sys.stdout, sys.stderr = (
            TextIOWrapper(open(n, mode + "b"), "utf-8", write_through=n == 2)  # noqa: SIM115
            for n, mode in enumerate("rww")
        )
        signal.alarm(WAITS)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))
        with suppress(OSError, ValueError):  # the system may not say
            taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))
        sys.argv = ["kprlint", *arguments]
        from kprlint.__main__ import run

        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)
