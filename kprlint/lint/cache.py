"""What `check` found, kept for the next run, in the user's own cache folder.

There is a file for each plan with all that is the same for its files (`keys.py`): what it says holds while that is. In it each
activity has a line, with a digest of its content, and with what was asked of the plan while it was looked at; the file begins
with a digest of each answer: while those are the same, a rule would see the same.

Nobody's file is trusted but our own, as `save` wrote it: it is signed with a secret that lies beside it, for its owner's eyes
alone. Any other is none. There is no code in it, and it is never in the repository that is checked.
"""

import json
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kprlint.errors import KprlintError
from kprlint.lint.record import Record, as_json, of_json
from kprlint.project.across import Facts, Index, Question
from kprlint.project.workspace import PlanFolder
from kprlint.source.files import MIB, Unreadable, read

# Of one plan's file, and of all together: those that were not used for longest go.
MOST, MOST_OF_ALL = 128 * MIB, 512 * MIB

_ENDING = ".jsonl"
_SECRET, _SECRET_BYTES = "secret", 32


def folder() -> Path | None:
    """Where things are kept: KPRLINT_CACHE, else the place that the system has for it; None where there is none."""
    own = os.environ.get("KPRLINT_CACHE")
    if own:
        return Path(os.path.abspath(own))
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local or home / "AppData/Local") / "kprlint" / "cache"
    if sys.platform == "darwin":
        return home / "Library/Caches/kprlint"
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if os.path.isabs(given) else home / ".cache") / "kprlint"


def place(checked: Path) -> Path | None:
    """The folder, if it is not in the repository that is checked: what is in that a stranger may have written."""
    kept = folder()
    if kept and Path(os.path.realpath(kept)).is_relative_to(os.path.realpath(checked)):
        return None
    return kept


def files() -> list[Path]:
    """The files that are kept."""
    kept = folder()
    try:
        return sorted(p for p in kept.iterdir() if p.name.endswith(_ENDING)) if kept else []
    except OSError:
        return []


class _Line(NamedTuple):
    """Of a file: a digest of its content, what was asked for it (places in the list of answers), its record, or None, and its facts."""

    digest: str
    asked: list[int]
    record: list[Any] | None
    facts: Mapping[str, Facts]
    written: str = ""


class Cache:
    """What is known of the files of one plan, for which `key` is the same."""

    def __init__(
        self, path: Path, plan: PlanFolder, key: str, indexes: Mapping[str, Index[Any]]
    ) -> None:
        self._file = path / (key + _ENDING)
        self._plan = plan
        self._answers: dict[tuple[Question, str], int] = {}
        self._lines: dict[str, _Line] = {}
        self._new: dict[str, _Line] = {}
        self._load()
        for name, line in self._lines.items():
            if line.facts and plan.is_present(name) and plan.digest(name) == line.digest:
                plan.facts[name] = {n: facts for n, facts in line.facts.items() if n in indexes}
        # One question is asked for many files.
        self._others = {
            place
            for (question, answer), place in self._answers.items()
            if plan.answer(question, indexes) != answer
        }

    def get(self, name: str) -> Record | None:
        """What was found in a file, if it would be found again."""
        line = self._lines.get(name)
        if line is None or line.record is None or line.digest != self._plan.digest(name):
            return None
        if not self._others.isdisjoint(line.asked):
            return None
        found = of_json(line.record)
        self._plan.forget(name)
        return found

    def put(self, name: str, record: Record, answers: Sequence[tuple[Question, str]]) -> None:
        """Keeps what was found in a file, when those `answers` were given; not what nobody can tell to be the same another time."""
        made = self._plan.digest(name)
        crashed = any(one.finding.rule == "rule-crashed" for one in record.found)
        if made and not crashed and all(answer for _, answer in answers):
            places = [self._answers.setdefault(one, len(self._answers)) for one in answers]
            self._new[name] = _Line(made, places, as_json(record), {})
        else:
            self._new[name] = _Line(made, [], None, {})

    def save(self) -> None:
        """Writes what is new, where that can be written, and makes room for it."""
        if not self._new:
            with suppress(OSError):
                os.utime(self._file)
            return
        secret = _secret(self._file.parent)
        body = self._body()
        if not secret or len(body) > MOST:
            return
        from kprlint.source.writing import write_output

        with suppress(KprlintError, OSError):
            if os.path.lexists(self._file) and not stat.S_ISREG(self._file.lstat().st_mode):
                return  # whoever put it there is not waited for
            write_output(self._file, _sign(secret, self._file.name, body) + b"\n" + body)
            _make_room()

    def _body(self) -> bytes:
        kept = {n: x for n, x in self._lines.items() if (self._plan.path / n).exists()} | self._new
        used = {place for line in kept.values() for place in line.asked}
        answers = list(self._answers)
        if len(answers) > 2 * len(used) + 1000:  # most of them are of files as they were
            order = {place: number for number, place in enumerate(sorted(used))}
            answers = [answers[place] for place in order]
            kept = {
                name: line._replace(asked=[order[place] for place in line.asked], written="")
                for name, line in kept.items()
            }
        for name, line in self._new.items():
            kept[name] = kept[name]._replace(facts=self._plan.facts.get(name, line.facts))
        written = (x.written or _as_text([n, *x[:-1]]) for n, x in sorted(kept.items()))
        return "\n".join([_as_text(answers), *written, ""]).encode("ascii")

    def _load(self) -> None:
        """Reads the file, if it is as it was written; else there is none."""
        secret = _secret(self._file.parent, make=False)
        if not secret:
            return
        try:
            written = read(self._file, at_most=MOST + 1000, within=self._file.parent)
            head, _, body = written.partition(b"\n")
            if head != _sign(secret, self._file.name, body):
                return
            first, *rest = body.decode("ascii").splitlines()
            answers = [(tuple(question), answer) for question, answer in json.loads(first)]
            lines = [(line, json.loads(line)) for line in rest]
        except (Unreadable, ValueError, RecursionError):
            return
        self._answers = {one: place for place, one in enumerate(answers)}
        self._lines = {
            name: _Line(made, asked, record, facts, text)
            for text, (name, made, asked, record, facts) in lines
        }


def _as_text(data: object) -> str:
    return json.dumps(data, separators=(",", ":"))


def _sign(secret: bytes, name: str, body: bytes) -> bytes:
    """Only who knows the secret of the folder can write what is believed, and only under its own name."""
    import hashlib

    made = hashlib.blake2b(name.encode() + b"\n", key=secret)
    made.update(body)
    return made.hexdigest().encode("ascii")


def _secret(kept: Path, *, make: bool = True) -> bytes:
    """What this folder's files are signed with, for its owner's eyes alone; empty where there is none."""
    path = kept / _SECRET
    try:
        if make and not path.exists():
            kept.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(handle, "wb") as file:
                file.write(os.urandom(_SECRET_BYTES))
        facts = path.lstat()
        if hasattr(os, "getuid") and (facts.st_uid != os.getuid() or facts.st_mode & 0o077):
            return b""  # somebody else may know it
        found = read(path, at_most=_SECRET_BYTES, within=kept)
    except (OSError, Unreadable):
        return b""
    return found if len(found) == _SECRET_BYTES else b""


def _make_room() -> None:
    """Takes away what was not used for longest, until the rest is no more than may be kept."""
    aged: list[tuple[float, int, Path]] = []
    for path in files():
        with suppress(OSError):
            facts = path.stat()
            aged.append((facts.st_mtime, facts.st_size, path))
    left = MOST_OF_ALL
    for _, size, path in sorted(aged, reverse=True):
        left -= size
        if left < 0:
            with suppress(OSError):
                path.unlink()


def clean() -> tuple[int, int]:
    """Takes away all that is kept; how many files, and how many bytes."""
    gone = size = 0
    for path in files():
        found = path.lstat().st_size
        path.unlink()
        gone, size = gone + 1, size + found
    return gone, size
