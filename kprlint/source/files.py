"""Files of this machine: the one function that opens them. `writing.py` writes them.

A repository may be a stranger's. What stands in it is opened by `read` with `within`: no file of it reaches outside of it, or into
git's own folder; a device or a pipe is never waited for; a file that is too long is never read to its end.
"""

import os
import stat
from pathlib import Path

from kprlint.errors import InputError

KIB, MIB = 1024, 1024 * 1024

# How many bytes a file may have. What people write is a fiftieth of it; what is longer is a stranger's, who wants to be waited for.
ACTIVITY = MIB  # also a register; how much of an activity is read as YAML, `document.py` says
CONFIGURATION = 64 * KIB
PHRASES = 128 * KIB  # each file of them
TEXT = 256 * KIB  # what kprlint dates reads
LOGO = 1_000_000
TEMPLATE = MIB


def shown(path: Path) -> str:
    """`path` as findings and messages name it: from the current folder, with forward slashes."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except OSError:  # the current folder is gone
        return path.as_posix()


class Unreadable(InputError):
    """A file that is not read. `why` says why not, as in “it is a pipe”; `missing`: there is none of that name."""

    def __init__(
        self,
        path: Path,
        why: str,
        help: str = "",
        *,
        missing: bool = False,
        size: int | None = None,
    ) -> None:
        super().__init__(f"{shown(path)} cannot be read: {why}" + (f"; {help}" if help else ""))
        self.path = path
        self.why = why
        self.missing = missing
        self.size = size  # of a file that is too long


def read(path: Path, *, at_most: int, within: Path | None = None) -> bytes:
    """The content of a regular file of up to `at_most` bytes; raises Unreadable.

    `within`: the folder that the file has to lie in, links followed; None for a file that a person has named.
    """
    real = path if within is None else real_inside(path, within)
    try:
        _regular(path, os.stat(real))
        # Whatever is there by now, opening it does not wait.
        handle = os.open(real, os.O_RDONLY | FLAGS)
        with open(handle, "rb") as file:
            facts = os.fstat(handle)
            _regular(path, facts)
            if facts.st_size > at_most:
                raise _too_long(path, facts.st_size, at_most)
            data = file.read(at_most + 1)
    except FileNotFoundError as error:
        raise Unreadable(path, reason(error), missing=True) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(path, reason(error)) from None
    if len(data) > at_most:
        raise _too_long(path, len(data), at_most)
    return data


def is_inside(path: Path, within: Path) -> bool:
    """Whether `path`, links followed, lies in the folder `within` and not in git's own folder."""
    try:
        real_inside(path, within)
    except Unreadable:
        return False
    return True


FLAGS = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))

_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe"),
    (stat.S_ISSOCK, "it is a socket"),
    (stat.S_ISCHR, "it is a device"),
    (stat.S_ISBLK, "it is a device"),
)


def real_inside(path: Path, within: Path) -> Path:
    try:
        real, top = Path(os.path.realpath(path)), Path(os.path.realpath(within))
    except (OSError, ValueError) as error:
        raise Unreadable(path, reason(error)) from None
    if not real.is_relative_to(top):
        raise Unreadable(
            path,
            f"it is a link to something outside of {shown(within)}",
            "put the file itself there",
        )
    if any(part.casefold() == ".git" for part in real.relative_to(top).parts):
        raise Unreadable(path, "it is a link into git's own folder", "put the file itself there")
    return real


def _regular(path: Path, facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        why = next((said for test, said in _KINDS if test(facts.st_mode)), "it is no file")
        raise Unreadable(path, why)


def _too_long(path: Path, size: int, at_most: int) -> Unreadable:
    return Unreadable(
        path, f"it has {size:,} bytes, and may have {at_most:,}", "shorten it", size=size
    )


def reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
