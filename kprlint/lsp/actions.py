"""Quick fixes: what findings can be mended by, and what their help offers to write."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from kprlint.lint import engine
from kprlint.lint.finding import Finding, TextEdit
from kprlint.lint.settings import Settings
from kprlint.lsp.diagnostics import diagnostic, uri_of
from kprlint.lsp.session import Session
from kprlint.printing import visible
from kprlint.source.text import Span, decode
from kprlint.wording import quote

FIX_ALL = "source.fixAll.kprlint"


def actions(
    session: Session, path: Path, range: types.Range, only: Iterable[str] | None
) -> Iterator[types.CodeAction]:
    """What can be done about the findings that touch `range`, and about all of the file."""
    wanted = [*only] if only else [types.CodeActionKind.QuickFix.value, FIX_ALL]
    if _includes(wanted, types.CodeActionKind.QuickFix.value):
        for finding in session.findings.by_file.get(path, ()):
            there = session.positions.range(session.kept.text(path), finding.place)
            if _touch(there, range):
                yield from _of_finding(session, path, finding)
    if _includes(wanted, FIX_ALL):
        yield from _fix_all(session, path)


def _of_finding(session: Session, path: Path, finding: Finding) -> Iterator[types.CodeAction]:
    text = session.kept.text(path)
    about = [diagnostic(finding, text, session.positions, session.kept.text)]

    def action(title: str, edits: Iterable[TextEdit], *, preferred: bool) -> types.CodeAction:
        return types.CodeAction(
            visible(title),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=about,
            is_preferred=preferred or None,
            edit=_edit(session, path, edits),
        )

    if finding.fix:
        yield action(_title(finding.fix.edits), finding.fix.edits, preferred=finding.fix.safe)
    for offer in finding.offers:
        yield action(offer.title, offer.edits, preferred=False)


def _title(edits: Iterable[TextEdit]) -> str:
    written = [edit.text.strip() for edit in edits if edit.text.strip()]
    return f"Write {quote(written[0])}" if written else "Take it out"


def _edit(session: Session, path: Path, edits: Iterable[TextEdit]) -> types.WorkspaceEdit:
    text = session.kept.text(path)
    made = [types.TextEdit(session.positions.range(text, e.place), e.text) for e in edits]
    return types.WorkspaceEdit(changes={uri_of(path): made})


def _fix_all(session: Session, path: Path) -> Iterator[types.CodeAction]:
    """All that ``check --fix`` would mend in the file, as one edit."""
    findings = session.findings
    if not any(one.fix and one.fix.safe for one in findings.by_file.get(path, ())):
        return
    settings = Settings(paths=(path,), sources=findings.kept, fix=True)
    changed = engine.check(settings, findings.rules).changes.get(path)
    if changed is None:
        return
    before, after = (decode(data)[0] for data in changed)
    whole = session.positions.of_span(before, Span(0, len(before.content)))
    edit = types.TextEdit(whole, after.content)
    yield types.CodeAction(
        "Mend all that can be mended safely",
        kind=FIX_ALL,
        edit=types.WorkspaceEdit(changes={uri_of(path): [edit]}),
    )


def _includes(wanted: Iterable[str], kind: str) -> bool:
    return any(kind == one or kind.startswith(f"{one}.") for one in wanted)


def _touch(one: types.Range, other: types.Range) -> bool:
    def key(position: types.Position) -> tuple[int, int]:
        return position.line, position.character

    if one.start.line <= other.start.line <= one.end.line:
        return True  # anywhere in its lines: the lamp stands at the line's end
    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)
