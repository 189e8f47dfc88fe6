"""The features of the server, and its start."""

import logging
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types

from kprlint.lsp.actions import FIX_ALL, actions
from kprlint.lsp.completion import completions
from kprlint.lsp.hover import hover
from kprlint.lsp.jumping import definition, outline, plans_outline
from kprlint.lsp.positions import Positions
from kprlint.lsp.session import Session, guarded, path_of
from kprlint.lsp.view import View, view

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
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]
    session.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))(code_action)
    session.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", ":", "-"])
    )(completion)
    for name, asked in (
        (types.TEXT_DOCUMENT_HOVER, hovered),
        (types.TEXT_DOCUMENT_DEFINITION, defined),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols),
        (types.TEXT_DOCUMENT_CODE_LENS, code_lens),
        (types.WORKSPACE_SYMBOL, workspace_symbols),
    ):
        session.feature(name)(asked)
    session.feature(SETTLED)(settled)
    return session


@guarded
def initialize(ls: Session, params: types.InitializeParams) -> None:
    """The editor's settings: `delay`, the milliseconds that nobody has typed for before the whole plan is checked."""
    options = params.initialization_options
    delay = options.get("delay") if isinstance(options, Mapping) else None
    if isinstance(delay, int | float) and delay >= 0:
        quick, _ = ls.delays
        ls.delays = min(quick, delay / 1000), delay / 1000


@guarded
def initialized(ls: Session, params: types.InitializedParams) -> None:
    ls.positions = Positions(str(ls.server_capabilities.position_encoding or "utf-16"))
    _take_folders(ls, map(path_of, [*ls.workspace.folders] or [ls.workspace.root_uri or ""]))
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


@guarded
def did_open(ls: Session, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    ls.opened(document.uri, document.text, document.version)


@guarded
def did_change(ls: Session, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    if params.content_changes:
        ls.edited(document.uri, params.content_changes[-1].text, document.version)


@guarded
def did_close(ls: Session, params: types.DidCloseTextDocumentParams) -> None:
    ls.closed(params.text_document.uri)


@guarded
def did_something(ls: Session, params: object) -> None:
    ls.check()


@guarded
def did_change_folders(ls: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    gone = {path_of(folder.uri) for folder in params.event.removed}
    kept = [path for path in ls.findings.folders if path not in gone]
    _take_folders(ls, [*kept, *(path_of(folder.uri) for folder in params.event.added)])


@guarded
def code_action(ls: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    ls.catch_up()
    path = path_of(params.text_document.uri)
    return [*actions(ls, path, params.range, params.context.only)] if path else []


@guarded
def completion(ls: Session, params: types.CompletionParams) -> types.CompletionList | None:
    seen = _view(ls, params.text_document.uri)
    # Days for dates in words are others with each letter, so that they are asked for again.
    made = completions(seen, ls.positions, params.position) if seen else []
    return types.CompletionList(is_incomplete=True, items=made)


@guarded
def hovered(ls: Session, params: types.HoverParams) -> types.Hover | None:
    seen = _view(ls, params.text_document.uri)
    return hover(seen, ls.findings.rules, ls.positions, params.position) if seen else None


@guarded
def defined(ls: Session, params: types.DefinitionParams) -> types.Location | None:
    seen = _view(ls, params.text_document.uri)
    return definition(seen, ls.positions, params.position) if seen else None


@guarded
def symbols(ls: Session, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    seen = _view(ls, params.text_document.uri)
    return outline(seen, ls.positions) if seen else []


@guarded
def code_lens(ls: Session, params: types.CodeLensParams) -> list[types.CodeLens]:
    from kprlint.lsp.lenses import lenses  # all of the language, which a start need not wait for

    seen = _view(ls, params.text_document.uri)
    return lenses(seen, ls.positions) if seen else []


@guarded
def workspace_symbols(
    ls: Session, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    ls.kept.refresh()
    projects = {p.base: p for folder in ls.findings.folders if (p := ls.findings.project(folder))}
    return [*plans_outline([*projects.values()], params.query)]


def _view(ls: Session, uri: str) -> View | None:
    path = path_of(uri)
    return view(ls.findings, path) if path else None


async def settled(ls: Session, params: object) -> None:
    """Answers when everything that was told of is checked: for programs, and for tests."""
    await ls.settled()


def _take_folders(ls: Session, paths: Iterable[Path | None]) -> None:
    ls.findings.folders = [path for path in paths if path and path.is_dir()]
    if ls.findings.folders:
        _stand_in(ls.findings.folders[0])
    ls.check()


def _stand_in(folder: Path) -> None:
    """Messages name files from the current folder."""
    try:
        os.chdir(folder)
    except OSError:
        return
