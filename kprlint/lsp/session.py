"""One editor's session: what it has open, what has been published to it, and when it is checked again."""

import asyncio
import functools
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from kprlint import __version__
from kprlint.errors import KprlintError
from kprlint.lsp.checking import Findings
from kprlint.lsp.diagnostics import SOURCE, diagnostic, uri_of
from kprlint.lsp.keeping import Buffer, Kept
from kprlint.lsp.positions import Positions
from kprlint.rules import load

_Asked = TypeVar("_Asked")
_Result = TypeVar("_Result")

# Seconds that nobody has typed for: then the file is checked, then all of the plan.
_QUICK, _WHOLE = 0.05, 0.4


class Session(LanguageServer):
    """The server, with what it knows of the editor that it serves."""

    def __init__(self) -> None:
        # Whole texts: pygls counts the lines of partial ones by other line breaks than the protocol has.
        super().__init__(
            SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.positions = Positions()
        self.delays = _QUICK, _WHOLE
        self.kept = Kept()
        self.findings = Findings(self.kept, load())
        self._published: dict[Path, list[types.Diagnostic]] = {}
        self._changed: dict[Path, None] = {}
        self._quick: asyncio.Task[None] | None = None
        self._whole: asyncio.Task[None] | None = None
        self._notes: tuple[str, ...] = ()

    # What the editor tells

    def opened(self, uri: str, text: str, version: int | None) -> None:
        path = path_of(uri)
        if path:
            self.kept.buffers[path] = Buffer(path, text, version)
            self._changed[path] = None
            self.check()

    def edited(self, uri: str, text: str, version: int | None) -> None:
        path = path_of(uri)
        buffer = self.kept.buffers.get(path) if path else None
        if path and buffer:
            buffer.text, buffer.version = text, version
            self._changed[path] = None
            self.check()

    def closed(self, uri: str) -> None:
        path = path_of(uri)
        if path:
            self.kept.buffers.pop(path, None)
            self._changed.pop(path, None)
            self.check()

    # Checking

    def check(self) -> None:
        """Checks soon what has changed, and then everything; whatever was under way begins anew."""
        for task in (self._quick, self._whole):
            if task:
                task.cancel()
        self._quick = asyncio.ensure_future(self._check_quickly())
        self._whole = asyncio.ensure_future(self._check_everything())

    async def settled(self) -> None:
        """Waits until everything that has been told of is checked."""
        while self._whole and not self._whole.done():
            await asyncio.wait([self._whole])

    async def _check_quickly(self) -> None:
        await asyncio.sleep(self.delays[0])
        self.catch_up()

    def catch_up(self) -> None:
        """Checks now what has changed since it was checked last."""
        changed, self._changed = self._changed, {}
        for path in changed:
            try:
                ours = self.findings.quick(path)
            except KprlintError:  # the check of everything says it
                continue
            except Exception as error:
                self.crashed(error)
                continue
            if ours:
                self._publish(path)

    async def _check_everything(self) -> None:
        await asyncio.sleep(self.delays[1])
        try:
            for _ in self.findings.whole():
                await asyncio.sleep(0)
            for path in self.findings.by_file.keys() | self._published.keys():
                self._publish(path)
            self._note(self.findings.notes)
        except Exception as error:
            self.crashed(error)

    def _publish(self, path: Path) -> None:
        """Tells the editor what is found in a file, where it has been told something else."""
        found = self.findings.by_file.get(path, ())
        text = self.kept.text(path)
        made = [diagnostic(one, text, self.positions, self.kept.text) for one in found]
        if self._published.get(path, []) == made:
            return
        if made:
            self._published[path] = made
        else:
            del self._published[path]
        buffer = self.kept.buffers.get(path)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri_of(path), made, buffer.version if buffer else None)
        )

    # What the editor is told in words

    def _note(self, notes: tuple[str, ...]) -> None:
        for note in notes:
            if note not in self._notes:
                self.log(note)
        self._notes = notes

    def log(self, text: str, kind: types.MessageType = types.MessageType.Info) -> None:
        self.window_log_message(types.LogMessageParams(kind, text))

    def crashed(self, error: BaseException) -> None:
        """Says that something went wrong in kprlint itself; the session goes on."""
        said = f"{type(error).__name__}: {error}".splitlines()[0][:500]
        text = f"this is a fault of kprlint, not of your files: {said}; please report it"
        with suppress(Exception):
            self.log(text, types.MessageType.Error)

    def report_server_error(self, error: Exception, source: object) -> None:
        self.crashed(error)


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None where it names none of this machine."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(os.path.abspath(name)) if name and "\0" not in name else None


def guarded(
    handler: Callable[["Session", _Asked], _Result],
) -> Callable[["Session", _Asked], _Result | None]:
    """A handler that answers nothing where it crashes; the client is told in words."""

    @functools.wraps(handler)
    def handle(ls: Session, params: _Asked) -> _Result | None:
        try:
            return handler(ls, params)
        except Exception as error:
            ls.crashed(error)
            return None

    return handle
