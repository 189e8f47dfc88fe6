"""What is kept between two checks: texts of open files, and all that was read of files that have not changed since.

Nothing is told from it that the disk or the editor does not say: each thing is kept by the content that it was made of.
"""

import os
import time
from collections.abc import Hashable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from kprlint import git
from kprlint.git.head import state
from kprlint.model import Activity, Plan, Quarter
from kprlint.project.past import Past
from kprlint.project.sources import Sources
from kprlint.source.document import Document
from kprlint.source.files import Unreadable
from kprlint.source.text import Text, decode

_Made = TypeVar("_Made")

# How a file may be read by an editor; what it saves is written so again.
_CODECS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")

# A file that was written so short a time ago (in ns) may be written again, and the clock of its folder not tell.
_SETTLED = 100_000_000

# Plans whose earlier quarters are kept, those asked for last: each has a process of git.
_MOST_PASTS = 16


class Buffer:
    """A file that is open in the editor: its text there, and the version that the editor gives it."""

    def __init__(self, path: Path, text: str, version: int | None) -> None:
        self.path = path
        self.text = text
        self.version = version
        self._codec: str | None = None

    def saved(self, disk: bytes | None) -> bytes | None:
        """What saving it would write; None where the file on the disk has this text already."""
        if disk is not None:
            for codec in (self._codec,) if self._codec else _CODECS:
                if _decoded(disk, codec) == self.text:
                    self._codec = codec
                    return None
        self._codec = self._codec or "utf-8"
        errors = "surrogatepass" if self._codec.startswith("utf") else "replace"
        return self.text.encode(self._codec, errors)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec, "replace")
    except UnicodeError:
        return None


class _Content(NamedTuple):
    """A file's content, and by what it is known that it is the same still."""

    facts: tuple[int, ...]
    content: bytes | int


class Kept(Sources):
    """The work tree with the open files' texts in it; what was read is read again only where it has changed."""

    def __init__(self) -> None:
        super().__init__({})
        self.buffers: dict[Path, Buffer] = {}
        self._contents: dict[Path, _Content] = {}
        self._documents = _Generations[Document]()
        self._activities: WeakKeyDictionary[Document, Activity] = WeakKeyDictionary()
        self._plans: WeakKeyDictionary[Document, Plan] = WeakKeyDictionary()
        self._files: dict[Path, git.Files | None] = {}
        self._pasts: dict[Path, Past] = {}
        self._states: dict[Path, bytes] = {}

    def refresh(self) -> None:
        """Takes over the editor's texts as they are now."""
        self.overrides = {
            path: data
            for path, buffer in self.buffers.items()
            if (data := buffer.saved(self._saved(path))) is not None
        }

    def forget(self) -> None:
        """Asks git anew, and lets go of what nobody has asked for since this was called last."""
        self._files.clear()
        self._documents.turn()
        for folder in list(self._pasts)[:-_MOST_PASTS]:
            self._pasts.pop(folder).close()
        for top in {top for folder in self._pasts if (top := git.top_level(folder))}:
            now = state(top)
            if self._states.get(top) != now:
                self._states[top] = now
                for folder in [f for f in self._pasts if git.top_level(f) == top]:
                    self._pasts.pop(folder).close()

    def text(self, path: Path) -> Text:
        """The text of a file as it was checked; empty where it cannot be read."""
        try:
            content = self.content(path, git.top_level(path.parent) or path.parent)
        except Unreadable:
            content = b""
        return decode(content if isinstance(content, bytes) else b"")[0]

    def on_disk(self, path: Path, within: Path) -> bytes | int:
        facts = _facts(path)
        kept = self._contents.get(path)
        if kept is None or facts is None or kept.facts != facts:
            self._contents.pop(path, None)
            content = super().on_disk(path, within)
            if facts is None or time.time_ns() - facts[0] < _SETTLED:
                return content
            kept = self._contents[path] = _Content(facts, content)
        return kept.content

    def files(self, base: Path) -> git.Files | None:
        if base not in self._files:
            self._files[base] = super().files(base)
        return self._files[base]

    def document(
        self, name: str, data: bytes | int, schema: str, quarter: Quarter | None = None
    ) -> Document:
        key = (name, data, schema, quarter)
        found = self._documents.get(key)
        if found is None:
            found = super().document(name, data, schema, quarter)
            self._documents.put(key, found)
        return found

    def activity(self, document: Document) -> Activity:
        found = self._activities.get(document)
        if found is None:
            found = self._activities[document] = super().activity(document)
        return found

    def plan(self, document: Document) -> Plan:
        found = self._plans.get(document)
        if found is None:
            found = self._plans[document] = super().plan(document)
        return found

    def past(self, folder: Path) -> Past:
        past = self._pasts.pop(folder, None) or super().past(folder)
        self._pasts[folder] = past  # the last one, since it was asked for last
        return past

    def _saved(self, path: Path) -> bytes | None:
        try:
            content = self.on_disk(path, git.top_level(path.parent) or path.parent)
        except Unreadable:
            return None
        return content if isinstance(content, bytes) else None


class _Generations(Generic[_Made]):
    """What was made, by what it was made of; what was not asked for during a whole turn is let go."""

    def __init__(self) -> None:
        self._now: dict[Hashable, _Made] = {}
        self._before: dict[Hashable, _Made] = {}

    def get(self, key: Hashable) -> _Made | None:
        found = self._now.get(key)
        if found is None:
            found = self._before.pop(key, None)
            if found is not None:
                self._now[key] = found
        return found

    def put(self, key: Hashable, made: _Made) -> None:
        self._now[key] = made

    def turn(self) -> None:
        self._before, self._now = self._now, {}


def _facts(path: Path) -> tuple[int, ...] | None:
    """What changes with the content of a file; None where it is not there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev
