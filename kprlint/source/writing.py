"""Files of this machine: the functions that write them. `files.py` opens them.

What is written is written beside, synced, and renamed: at every moment there is the old file or the new one, whole.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import OutputError, Refused
from kprlint.source.files import FLAGS, Unreadable, read, real_inside, reason, shown
from kprlint.source.staging import Staging, exchange, is_staging, remove


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
    return Path(os.path.realpath(path if within is None else real_inside(path, within)))


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
        handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | FLAGS, 0o600)
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
    return OutputError(f"{shown(path)} cannot be written: {reason(error)}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
