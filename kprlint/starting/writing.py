"""Files of a repository that are written where nothing is, all of them or none; what is there is left."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import OutputError
from kprlint.source.files import ACTIVITY, Unreadable, read
from kprlint.source.writing import replace_all


class Sorted(NamedTuple):
    """What is to be written: `new` is not there, `same` is there as it would be written, `other` is there otherwise."""

    new: dict[Path, str]
    same: list[Path]
    other: dict[Path, str]


def sort(files: Mapping[Path, str]) -> Sorted:
    found = Sorted({}, [], {})
    for path, text in files.items():
        if not os.path.lexists(path):
            found.new[path] = text
        elif _holds(path, text):
            found.same.append(path)
        else:
            found.other[path] = text
    return found


def write(files: Mapping[Path, str], *, within: Path) -> None:
    """Writes files that are not there, with their folders. Raises OutputError or Refused; then nothing is left of them."""
    made: list[Path] = []
    try:
        for path in files:
            made += _make(path.parent)
        replace_all({path: (None, text.encode()) for path, text in files.items()}, within=within)
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _holds(path: Path, text: str) -> bool:
    try:
        # Git for Windows gives text files CRLF in the work tree.
        return read(path, at_most=ACTIVITY).replace(b"\r\n", b"\n") == text.encode()
    except Unreadable:
        return False


def _make(folder: Path) -> Iterable[Path]:
    """Makes a folder with those above it; those that were made, the outermost first."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        try:
            one.mkdir()
        except OSError as error:
            raise OutputError(f"{one} cannot be made: {(error.strerror or '').lower()}") from None
    return list(reversed(missing))
