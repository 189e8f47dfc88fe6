"""Files of this machine: the one function that opens them, and the ones that write them.

A repository may be a stranger's. What stands in it is opened by `read` with `within`: no file of it reaches outside of it, or into
git's own folder; a device or a pipe is never waited for; a file that is too long is never read to its end.

What is written is written beside, synced, and renamed: at every moment there is the old file or the new one, whole.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kprlint.errors import InputError, OutputError, Refused

KIB, MIB = 1024, 1024 * 1024

# How many bytes a file may have. Texts of people are a fiftieth of these; what is longer is a stranger's, who wants to be waited for.
ACTIVITY = 128 * KIB  # also a register
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
    real = path if within is None else _inside(path, within)
    try:
        _regular(path, os.stat(real))
        # Whatever is there by now, opening it does not wait.
        handle = os.open(real, os.O_RDONLY | _FLAGS)
        with open(handle, "rb") as file:
            facts = os.fstat(handle)
            _regular(path, facts)
            if facts.st_size > at_most:
                raise _too_long(path, facts.st_size, at_most)
            data = file.read(at_most + 1)
    except FileNotFoundError as error:
        raise Unreadable(path, _reason(error), missing=True) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(path, _reason(error)) from None
    if len(data) > at_most:
        raise _too_long(path, len(data), at_most)
    return data


def is_inside(path: Path, within: Path) -> bool:
    """Whether `path`, links followed, lies in the folder `within` and not in git's own folder."""
    try:
        _inside(path, within)
    except Unreadable:
        return False
    return True


_FLAGS = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))

_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe"),
    (stat.S_ISSOCK, "it is a socket"),
    (stat.S_ISCHR, "it is a device"),
    (stat.S_ISBLK, "it is a device"),
)


def _inside(path: Path, within: Path) -> Path:
    try:
        real, top = Path(os.path.realpath(path)), Path(os.path.realpath(within))
    except (OSError, ValueError) as error:
        raise Unreadable(path, _reason(error)) from None
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


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


# Writing


def replace(path: Path, data: bytes, *, before: bytes, within: Path | None = None) -> None:
    """Replaces the content `before` of a file by `data`; see `replace_all`."""
    replace_all({path: (before, data)}, within=within)


def replace_all(
    changes: Mapping[Path, tuple[bytes | None, bytes]], *, within: Path | None = None
) -> None:
    """Replaces files, all or none: each by what comes second, where it still holds what comes first (None: it is new).

    Mode, owner and attributes stay. Raises Refused where a file is another one than was read, or cannot be kept what
    it is, and OutputError where there is no writing; then no file is changed.
    """
    staged: list[tuple[Path, Path, Path, bytes | None]] = []
    done: list[tuple[Path, Path, bytes | None]] = []
    try:
        for path, (before, data) in changes.items():
            real = path if within is None else _inside(path, within)
            real = Path(os.path.realpath(real))
            staged.append((path, real, _staged(path, real, data, new=before is None), before))
        for path, real, _, before in staged:
            _unchanged(path, real, before)
        for path, real, beside, before in staged:
            try:
                if before is None:
                    _name_new(path, beside, real)
                else:
                    os.replace(beside, real)
            except OSError as error:
                raise _unwritten(path, error) from None
            done.append((path, real, before))
    except BaseException:
        for path, real, before in reversed(done):
            with suppress(Exception):
                if before is None:
                    os.unlink(real)
                else:
                    os.replace(_staged(path, real, before, new=False), real)
        raise
    finally:
        for _, _, beside, _ in staged:
            with suppress(OSError):
                os.unlink(beside)
    _sync_folders(real.parent for _, real, _ in done)


def create(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet; raises Refused where there is one, and OutputError."""
    replace_all({path: (None, data)})


def write_output(path: Path, data: bytes) -> None:
    """Writes what a command was asked to write to a file that a person has named, whatever it holds.

    A device or a pipe, such as ``/dev/stdout``, is written into. Raises OutputError.
    """
    try:
        if path.exists() and not path.is_file():
            with open(path, "wb") as stream:
                stream.write(data)
            return
    except OSError as error:
        raise _unwritten(path, error) from None
    real = Path(os.path.realpath(path))
    beside = _staged(path, real, data, new=not real.exists())
    try:
        os.replace(beside, real)
    except OSError as error:
        raise _unwritten(path, error) from None
    finally:
        with suppress(OSError):
            os.unlink(beside)
    _sync_folders([real.parent])


def _staged(path: Path, real: Path, data: bytes, *, new: bool) -> Path:
    """A file beside `real` that holds `data` and is otherwise as `real` is."""
    import tempfile

    try:
        facts = None if new else os.stat(real)
        if facts is not None:
            _replaceable(path, real, facts)
        handle, name = tempfile.mkstemp(
            dir=real.parent, prefix=f".{real.name[:100]}.", suffix=".tmp"
        )
        try:
            with open(handle, "wb") as file:
                file.write(data)
                if facts is None:
                    os.chmod(name, 0o666 & ~_umask())
                else:
                    _as_before(name, real, facts)
                file.flush()
                os.fsync(handle)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise _unwritten(path, error) from None
    return Path(name)


def _replaceable(path: Path, real: Path, facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise OutputError(f"{shown(path)} cannot be written: it is no file")
    if facts.st_nlink > 1:
        raise Refused(
            f"{shown(path)} has a second name (a hard link), and the two would part; nothing was written, remove one first"
        )
    if not os.access(real, os.W_OK):
        raise OutputError(f"{shown(path)} cannot be written: it is write-protected")


def _as_before(name: str, real: Path, facts: os.stat_result) -> None:
    if hasattr(os, "chown"):
        made = os.stat(name)
        if (made.st_uid, made.st_gid) != (facts.st_uid, facts.st_gid):
            os.chown(name, facts.st_uid, facts.st_gid)
    os.chmod(name, stat.S_IMODE(facts.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):  # a file system without attributes
            for attribute in os.listxattr(real):
                # What begins with security the system sets itself.
                if not attribute.startswith("security."):
                    os.setxattr(name, attribute, os.getxattr(real, attribute))


def _unchanged(path: Path, real: Path, before: bytes | None) -> None:
    """Raises Refused unless the file holds `before`, or is not there."""
    if before is None:
        if os.path.lexists(real):
            raise Refused(f"{shown(path)} exists already, and stays as it is")
        return
    try:
        same = read(real, at_most=len(before)) == before
    except Unreadable:
        same = False
    if not same:
        raise Refused(
            f"{shown(path)} was changed by somebody else meanwhile, so nothing was written; run the command again"
        )


def _name_new(path: Path, beside: Path, real: Path) -> None:
    """Gives a file a name that nothing has."""
    try:
        os.link(beside, real)
    except FileExistsError:
        raise Refused(f"{shown(path)} exists already, and stays as it is") from None
    except OSError:  # a file system without links
        os.rename(beside, real)


def _sync_folders(folders: Iterable[Path]) -> None:
    """So that the new names, too, outlast a power cut."""
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{shown(path)} cannot be written: {_reason(error)}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
