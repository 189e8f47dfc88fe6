"""The features of the server, and its start."""

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types

from kprlint.lsp.positions import Positions
from kprlint.lsp.session import Session, guarded, path_of

SETTLED = "kprlint/settled"


def serve() -> None:
    """Serves the editor at the other end of standard input and output, until it ends."""
    output, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever prints does not speak in between
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # it logs the code of its callers
    make().start_io(stdout=output)


def make() -> Session:
    """A server with all its features."""
    session = Session()
    for name, handler in (
        (types.INITIALIZE, initialize),
        (types.INITIALIZED, initialized),
        (types.TEXT_DOCUMENT_DID_OPEN, did_open),
        (types.TEXT_DOCUMENT_DID_CHANGE, did_change),
        (types.TEXT_DOCUMENT_DID_SAVE, did_something),
        (types.TEXT_DOCUMENT_DID_CLOSE, did_close),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_something),
        (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, did_change_folders),
    ):
        session.feature(name)(handler)
    session.feature(SETTLED)(settled)
    return session


@guarded(None)
def initialize(ls: Session, params: types.InitializeParams) -> None:
    """The editor's settings: `delay`, the milliseconds that nobody has typed for before the whole plan is checked."""
    options = params.initialization_options
    delay = options.get("delay") if isinstance(options, Mapping) else None
    if isinstance(delay, int | float) and delay >= 0:
        quick, _ = ls.delays
        ls.delays = min(quick, delay / 1000), delay / 1000


@guarded(None)
def initialized(ls: Session, params: types.InitializedParams) -> None:
    ls.positions = Positions(str(ls.server_capabilities.position_encoding or "utf-16"))
    _take_folders(ls)
    watching = ls.client_capabilities.workspace and (
        ls.client_capabilities.workspace.did_change_watched_files
    )
    if watching and watching.dynamic_registration:
        watchers = [
            types.FileSystemWatcher(pattern)
            for pattern in ("**/*.{yaml,yml}", "**/kprlint.toml", "**/.git/{HEAD,index}")
        ]
        ls.client_register_capability(
            types.RegistrationParams(
                [
                    types.Registration(
                        "files",
                        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                        types.DidChangeWatchedFilesRegistrationOptions(watchers),
                    )
                ]
            )
        )


@guarded(None)
def did_open(ls: Session, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    ls.opened(document.uri, document.text, document.version)


@guarded(None)
def did_change(ls: Session, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    if params.content_changes:
        ls.edited(document.uri, params.content_changes[-1].text, document.version)


@guarded(None)
def did_close(ls: Session, params: types.DidCloseTextDocumentParams) -> None:
    ls.closed(params.text_document.uri)


@guarded(None)
def did_something(ls: Session, params: object) -> None:
    ls.check()


@guarded(None)
def did_change_folders(ls: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    _take_folders(ls)


async def settled(ls: Session, params: object) -> None:
    """Answers when everything that was told of is checked: for programs, and for tests."""
    await ls.settled()


def _take_folders(ls: Session) -> None:
    uris = [*ls.workspace.folders] or [ls.workspace.root_uri or ""]
    ls.findings.folders = [path for uri in uris if (path := path_of(uri)) and path.is_dir()]
    if ls.findings.folders:
        _stand_in(ls.findings.folders[0])
    ls.check()


def _stand_in(folder: Path) -> None:
    """Messages name files from the current folder."""
    try:
        os.chdir(folder)
    except OSError:
        return
