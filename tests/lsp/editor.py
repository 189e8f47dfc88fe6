"""An editor as far as the server can tell: a real client, with the server in a process of its own, over its standard input and output."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from click.testing import CliRunner
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from kprlint.cli import main
from kprlint.source.text import decode

_Result = TypeVar("_Result")

# In seconds: for what never comes, and not for what is slow on a busy machine.
WAITS = 600


class Said(NamedTuple):
    """A finding, as both the server and the command say it: places as the protocol counts, in units of UTF-16."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    rule: str
    severity: int
    message: str
    related: tuple[tuple[str, tuple[int, int], tuple[int, int], str], ...]


class Editor:
    """Starts the server with the folders of a workspace; all methods wait for what they ask for."""

    def __init__(self, *folders: Path, cache: Path) -> None:
        """`cache`: where the server keeps what it has found."""
        self._loop = asyncio.new_event_loop()
        self.client = LanguageClient("tests", "1")
        self.published: dict[str, list[types.Diagnostic]] = {}
        self.log: list[str] = []
        self._versions: dict[str, int] = {}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = list(params.diagnostics)

        @self.client.feature(types.WINDOW_LOG_MESSAGE)  # type: ignore[untyped-decorator]
        def log(params: types.LogMessageParams) -> None:
            self.log.append(params.message)

        self._do(
            lambda: self.client.start_io(
                sys.executable,
                "-m",
                "kprlint",
                "lsp",
                env={**os.environ, "KPRLINT_CACHE": str(cache)},
            )
        )
        self.folders = folders
        self.capabilities = self._do(
            lambda: self.client.initialize_async(
                types.InitializeParams(
                    capabilities=types.ClientCapabilities(),
                    workspace_folders=[_folder(one) for one in folders],
                    initialization_options={"delay": 0},
                )
            )
        ).capabilities
        self.client.initialized(types.InitializedParams())

    def _do(self, request: Callable[[], Awaitable[_Result]]) -> _Result:
        async def do() -> _Result:
            return await asyncio.wait_for(request(), WAITS)

        return self._loop.run_until_complete(do())

    def ask(self, method: str, params: object) -> Any:
        return self._do(lambda: self.client.protocol.send_request_async(method, params))

    @property
    def open_files(self) -> list[str]:
        return [*self._versions]

    def move_to(self, *folders: Path) -> None:
        """Leaves the folders for others, with nothing open."""
        for uri in self.open_files:
            self.close(uri)
        event = types.WorkspaceFoldersChangeEvent(
            added=[_folder(one) for one in folders], removed=[_folder(one) for one in self.folders]
        )
        self.folders = folders
        self.client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(event)
        )

    def open(self, path: Path, text: str | None = None) -> str:
        uri = path.as_uri()
        text = _shown(path.read_bytes()) if text is None else text
        self._versions[uri] = 1
        document = types.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    def type(self, uri: str, text: str) -> None:
        """What is in the window now, unsaved."""
        self._versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self._versions[uri], uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, uri: str) -> None:
        del self._versions[uri]
        document = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    def saved(self, path: Path) -> None:
        document = types.TextDocumentIdentifier(path.as_uri())
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(document))

    def touched(self, *paths: Path) -> None:
        """What the editor says of files that others have changed."""
        events = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in paths]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    def settle(self) -> list[Said]:
        """All that is said of all files, once everything is checked."""
        self.ask("kprlint/settled", None)
        return sorted(said(uri, one) for uri, found in self.published.items() for one in found)

    def stop(self) -> None:
        with contextlib.suppress(Exception):
            self._do(lambda: self.client.shutdown_async(None))
            self.client.exit(None)
        self._do(self.client.stop)
        self._loop.close()


def _shown(data: bytes) -> str:
    """What an editor shows of a file: one in UTF-16 by its mark, else as UTF-8, with a sign for what is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    return data.decode("utf-8-sig", "replace")


def _folder(path: Path) -> types.WorkspaceFolder:
    return types.WorkspaceFolder(path.as_uri(), path.name)


def said(uri: str, one: types.Diagnostic) -> Said:
    return Said(
        uri,
        *_ends(one.range),
        str(one.code),
        int(one.severity or 0),
        one.message,
        tuple(
            (r.location.uri, *_ends(r.location.range), r.message)
            for r in one.related_information or ()
        ),
    )


def _ends(range: types.Range) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = range.start, range.end
    return (start.line, start.character), (end.line, end.character)


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def checked(folder: Path, *arguments: str, texts: Mapping[Path, str] | None = None) -> list[Said]:
    """What `kprlint check` finds in a folder, told by its JSON."""
    with inside(folder):
        done = CliRunner().invoke(main, ["check", "--format", "json", *arguments])
    assert done.exit_code in (0, 1), done.output
    return sorted(_found(folder, one) for one in json.loads(done.stdout)["findings"])


def _found(folder: Path, one: dict[str, Any]) -> Said:
    severities = {"error": 1, "warning": 2, "info": 3}
    return Said(
        (folder / one["file"]).as_uri(),
        *_units(folder, one),
        one["rule"],
        severities[one["severity"]],
        f"{one['message']}\n{one['help']}",
        tuple(
            ((folder / r["file"]).as_uri(), *_units(folder, r), r["message"])
            for r in one["related"]
        ),
    )


def _units(folder: Path, place: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int]]:
    lines = decode((folder / place["file"]).read_bytes())[0].content
    split = lines.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def units(line: int, column: int) -> tuple[int, int]:
        before = split[line - 1][: column - 1]
        return line - 1, len(before.encode("utf-16-le", "surrogatepass")) // 2

    return units(place["line"], place["column"]), units(place["end_line"], place["end_column"])
