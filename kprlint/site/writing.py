"""Writes a site into a folder of its own: only what has changed, and nothing that is somebody else's."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import InputError, OutputError
from kprlint.source.files import MIB, Unreadable, is_inside, read, shown
from kprlint.source.writing import replace_all

MANIFEST = ".kprlint-site.json"
_MOST = 64 * MIB
_VERSION = 1


class Manifest(NamedTuple):
    """What the folder holds of ours: each file with its digest; and what pages that take long were made of."""

    files: Mapping[str, str]
    made_of: Mapping[str, str]


class Written(NamedTuple):
    """What writing has changed."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


def manifest(folder: Path) -> Manifest:
    """What the folder says of itself; raises InputError where it holds other things, and no site."""
    try:
        if not os.path.lexists(folder):
            return Manifest({}, {})
        if not folder.is_dir():
            raise InputError(f"{shown(folder)} is no folder; name another one with --output")
        if not os.listdir(folder):
            return Manifest({}, {})
    except OSError as error:
        raise InputError(f"{shown(folder)} cannot be read: {error.strerror}") from None
    try:
        found = json.loads(read(folder / MANIFEST, at_most=_MOST, within=folder))
        if found["version"] != _VERSION:
            raise ValueError
        files, made_of = (
            {str(k): str(v) for k, v in found[name].items()} for name in ("files", "made_of")
        )
    except Unreadable as error:
        if not error.missing:
            raise
        raise InputError(
            f"{shown(folder)} holds other things, and no site of kprlint's: nothing was written; "
            "name an empty folder, or a new one, with --output"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            f"{shown(folder / MANIFEST)} cannot be read, so what is ours in the folder is not known; "
            "remove the folder, or name another one with --output"
        ) from None
    return Manifest(files, made_of)


def holds(folder: Path, before: Manifest, address: str) -> bytes | None:
    """A file of ours as it was written; None where it is not there, or another one by now."""
    try:
        data = read(folder / address, at_most=_MOST, within=folder)
    except Unreadable:
        return None
    return data if before.files.get(address) == digest(data) else None


def write(
    folder: Path, before: Manifest, files: Mapping[str, bytes], made_of: Mapping[str, str]
) -> Written:
    """Brings the folder to hold `files`. What was ours and is no longer made goes, unless somebody has changed it.

    Raises InputError, OutputError or Refused; then no file is changed.
    """
    _distinct(files)
    changes: dict[Path, tuple[bytes | None, bytes]] = {}
    changed = []
    for address, data in files.items():
        path = folder / address
        if not is_inside(path, folder):
            raise OutputError(f"{shown(path)} leads out of {shown(folder)}; remove that link first")
        there = _there(path, folder)
        if there is not None and there != data and address not in before.files:
            raise InputError(
                f"{shown(path)} is not of this site; move it away, or name another folder with --output"
            )
        if there != data:
            changes[path] = (there, data)
            changed.append(address)
    said = _said(files, made_of)
    there = _there(folder / MANIFEST, folder)
    if there != said:
        changes[folder / MANIFEST] = (there, said)
    _make_folders(changes, folder)
    replace_all(changes, within=folder)
    gone = tuple(one for one in before.files if one not in files)
    removed = tuple(one for one in gone if _remove(folder, before, one))
    return Written(tuple(changed), removed, len(files))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _distinct(files: Mapping[str, bytes]) -> None:
    """Raises InputError where two files would be one on a disk that folds case."""
    seen: dict[str, str] = {}
    for address in files:
        other = seen.setdefault(address.casefold(), address)
        if other != address:
            raise InputError(
                f"{address} and {other} would be one file; give one of the two codes, or plans, another name"
            )


def _there(path: Path, folder: Path) -> bytes | None:
    try:
        return read(path, at_most=_MOST, within=folder)
    except Unreadable as error:
        if error.missing:
            return None
        raise


def _said(files: Mapping[str, bytes], made_of: Mapping[str, str]) -> bytes:
    told = {
        "version": _VERSION,
        "files": {address: digest(files[address]) for address in sorted(files)},
        "made_of": dict(sorted(made_of.items())),
    }
    return (json.dumps(told, indent=1, ensure_ascii=True) + "\n").encode()


def _make_folders(changes: Mapping[Path, object], folder: Path) -> None:
    for parent in sorted({path.parent for path in changes}):
        try:
            parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{shown(parent)} cannot be made: {error.strerror}") from None


def _remove(folder: Path, before: Manifest, address: str) -> bool:
    """Removes a file that was ours, and the folders that it leaves empty; not one that somebody has changed."""
    path = folder / address
    if not is_inside(path, folder) or holds(folder, before, address) is None:
        return False
    try:
        path.unlink()
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    except OSError as error:
        raise OutputError(f"{shown(path)} cannot be removed: {error.strerror}") from None
    return True
