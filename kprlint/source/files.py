"""Files of this machine: the one function that opens them, and the ones that write them.

A repository may be a stranger's. What stands in it is opened by `read` with `within`: no file of it reaches outside of it, or into
git's own folder; a device or a pipe is never waited for; a file that is too long is never read to its end.

What is written is written beside, synced, and renamed: at every moment there is the old file or the new one, whole.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import InputError, OutputError, Refused
from kprlint.source.staging import Staging, exchange, is_staging, remove

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
    it is, and OutputError where there is no writing; then no file is changed. Several files of one folder change in one
    step where the system has such a step, so that even a run that is killed leaves all old or all new.
    """
    with ExitStack() as stack:
        places = _Places(stack)
        reals = {path: _real(path, within) for path in changes}
        folders = {real.parent for real in reals.values()}
        together = next(iter(folders)) if len(folders) == 1 and len(changes) > 1 else None
        staged = [
            _Staged(path, real, before, _staged(path, real, data, places, new=before is None))
            for (path, real), (before, data) in zip(reals.items(), changes.values(), strict=True)
        ]
        for one in staged:
            _unchanged(one)
        if together is None or not _exchanged(together, staged, places):
            _renamed(staged, places)
        _sync_folders([*folders, *(folder.parent for folder in folders if together)])


class _Staged(NamedTuple):
    """A file as it was named, as it is named with links followed, what it held, and what it is to be."""

    path: Path
    real: Path
    before: bytes | None
    beside: Path


class _Places:
    """The folders for staging, one beside each file that is written."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._made: dict[Path, Staging] = {}

    def beside(self, folder: Path) -> Path:
        if folder not in self._made:
            self._made[folder] = staging = Staging(folder)
            self._stack.callback(staging.close)
        return self._made[folder].path


def _real(path: Path, within: Path | None) -> Path:
    return Path(os.path.realpath(path if within is None else _inside(path, within)))


def _renamed(staged: Iterable[_Staged], places: _Places) -> None:
    """Gives each file its name, one after the other; if one cannot have it, none has."""
    done: list[_Staged] = []
    try:
        for one in staged:
            try:
                if one.before is None:
                    _name_new(one)
                else:
                    os.replace(one.beside, one.real)
            except OSError as error:
                raise _unwritten(one.path, error) from None
            done.append(one)
    except BaseException:
        for one in reversed(done):
            with suppress(Exception):
                if one.before is None:
                    os.unlink(one.real)
                else:
                    old = _staged(one.path, one.real, one.before, places, new=False)
                    os.replace(old, one.real)
        raise


def _exchanged(folder: Path, staged: Iterable[_Staged], places: _Places) -> bool:
    """Puts a copy of the folder, whose other files are the same ones, in its place at once; False where that cannot be."""
    new = {one.real.name: one for one in staged}
    copy = _copied(folder, new, places)
    if copy is None:
        return False
    others = _others(copy, new)
    if not exchange(folder, copy):
        remove(copy)  # or each file would have a second name, and no old one could come back
        return False
    try:
        # What is `copy` now is as it was up to that moment.
        for name, one in new.items():
            _unchanged(one._replace(real=copy / name))
        for name in sorted(_others(copy, new) | others):
            if not _same(copy / name, folder / name):
                raise _meanwhile(folder / name)
    except BaseException:
        exchange(folder, copy)
        raise
    return True


def _copied(folder: Path, new: Mapping[str, _Staged], places: _Places) -> Path | None:
    """The folder with `new` files in place of its own, by links to all of them; None where that cannot be."""
    try:
        if Path(os.path.realpath(os.curdir)).is_relative_to(folder):
            return None  # whoever called us would stand in a folder that is no more
        copy = places.beside(folder.parent) / folder.name
        os.mkdir(copy)
    except OSError:  # no rights beside it
        return None
    try:
        for name, one in new.items():
            os.link(one.beside, copy / name)
        for name in _others(folder, new):
            os.link(folder / name, copy / name, follow_symlinks=False)
        _as_before(str(copy), folder, os.stat(folder))
        _sync_folders([copy])
    except OSError:  # folders in it, another file system
        remove(copy)
        return None
    return copy


def _others(folder: Path, new: Mapping[str, _Staged]) -> set[str]:
    return {name for name in os.listdir(folder) if name not in new and not is_staging(name)}


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samestat(os.lstat(one), os.lstat(other))
    except OSError:
        return False


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
    with ExitStack() as stack:
        places = _Places(stack)
        try:
            os.replace(_staged(path, real, data, places, new=not real.exists()), real)
        except OSError as error:
            raise _unwritten(path, error) from None
        _sync_folders([real.parent])


def _staged(path: Path, real: Path, data: bytes, places: _Places, *, new: bool) -> Path:
    """A file near `real` that holds `data` and is otherwise as `real` is."""
    try:
        # First, since it takes away what holds second names.
        beside = places.beside(real.parent) / real.name
        facts = None if new else os.stat(real)
        if facts is not None:
            _replaceable(path, real, facts)
        handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _FLAGS, 0o600)
        with open(handle, "wb") as file:
            file.write(data)
            if facts is None:
                os.chmod(beside, 0o666 & ~_umask())
            else:
                _as_before(str(beside), real, facts)
            file.flush()
            os.fsync(handle)
    except OSError as error:
        raise _unwritten(path, error) from None
    return beside


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


def _unchanged(one: _Staged) -> None:
    """Raises Refused unless the file holds what it held, or is not there."""
    if one.before is None:
        if os.path.lexists(one.real):
            raise _there_already(one.path)
        return
    try:
        same = read(one.real, at_most=len(one.before)) == one.before
    except Unreadable:
        same = False
    if not same:
        raise _meanwhile(one.path)


def _meanwhile(path: Path) -> Refused:
    return Refused(
        f"{shown(path)} was changed by somebody else meanwhile, so nothing was written; run the command again"
    )


def _there_already(path: Path) -> Refused:
    return Refused(f"{shown(path)} exists already, and stays as it is")


def _name_new(one: _Staged) -> None:
    """Gives a file a name that nothing has."""
    try:
        os.link(one.beside, one.real)
    except FileExistsError:
        raise _there_already(one.path) from None
    except OSError:  # a file system without links
        os.rename(one.beside, one.real)


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
