"""Where files are written before they have their names: a folder beside them that git does not see, and that goes away again.

What a killed run leaves of it, the next run takes away: each holds a lock on its own for as long as it lives.
"""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

_PREFIX = ".kprlint-"
_MARK = ".gitignore"
_IGNORE_ALL = b"*\n"


class Staging:
    """A new folder in the folder `beside`; raises OSError where there can be none."""

    def __init__(self, beside: Path) -> None:
        import tempfile

        for folder in (beside, beside.parent):
            with suppress(OSError):
                _take_away_leftovers(folder)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=beside))
        self._lock = -1
        try:
            flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
            self._lock = os.open(self.path / _MARK, flags, 0o600)
            _locked(self._lock)
            os.write(self._lock, _IGNORE_ALL)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Takes the folder away with all that is still in it."""
        try:
            remove(self.path)
        finally:
            if self._lock >= 0:
                with suppress(OSError):
                    os.close(self._lock)
                self._lock = -1
                remove(self.path)  # where an open file cannot be removed


def is_staging(name: str) -> bool:
    """Whether a file or folder of that name is no part of what it lies in."""
    return name.startswith(_PREFIX)


def exchange(one: Path, other: Path) -> bool:
    """Gives each of two folders the other's name, in one step; False where the system knows no such step."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    names = os.fsencode(one), os.fsencode(other)
    return call is not None and call(here, names[0], here, names[1], swap) == 0


def _take_away_leftovers(beside: Path) -> None:
    """What runs have left that were killed. Nothing else has our mark: not alone a name that begins as ours."""
    with os.scandir(beside) as entries:
        left = [e.path for e in entries if is_staging(e.name) and e.is_dir(follow_symlinks=False)]
    for folder in left:
        mark = os.path.join(folder, _MARK)
        with suppress(OSError):
            if not os.path.lexists(mark):
                os.rmdir(folder)  # if it is empty: killed when it had just begun
                continue
            if os.path.islink(mark) or os.path.getsize(mark) > len(_IGNORE_ALL):
                continue
            handle = os.open(mark, os.O_RDWR)
            try:
                if os.read(handle, 3) in (b"", _IGNORE_ALL) and _locked(handle):
                    remove(folder)
            finally:
                os.close(handle)


def remove(folder: str | Path) -> None:
    """The mark goes last: by it the next run knows what is left."""
    with suppress(OSError):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path, ignore_errors=True)
            elif name != _MARK:
                os.unlink(path)
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder, _MARK))
        os.rmdir(folder)


def _locked(handle: int) -> bool:
    """Takes the lock on a file; False where another run holds it, or nobody can tell."""
    try:
        import fcntl
    except ImportError:  # Windows, where leftovers stay
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
