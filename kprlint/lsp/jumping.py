"""From a name to where it stands: activities, entries of the register; and the outlines of a file and of the plans."""

from collections.abc import Iterator

from lsprotocol import types

from kprlint.errors import KprlintError
from kprlint.lsp.diagnostics import uri_of
from kprlint.lsp.fields import CODES, field_at
from kprlint.lsp.positions import Positions
from kprlint.lsp.view import View
from kprlint.model import Code
from kprlint.printing import visible
from kprlint.project.workspace import REGISTER, PlanFolder, Project
from kprlint.source.document import Document
from kprlint.source.text import Span
from kprlint.source.yaml import Mapping, Node, Pair, Scalar, Sequence, scalars

_REGISTERED = {
    "code": "objectives",
    "lead": "leads",
    "portfolio": "portfolios",
    "status": "statuses",
}
_LONGEST = 80


def definition(view: View, positions: Positions, position: types.Position) -> types.Location | None:
    """Where that is which is named at a position: the file of a code, the register's entry of a word."""
    path = view.document.tree.path_at(positions.offset(view.text, position))
    node = view.document.node(path)
    if not isinstance(node, Scalar) or not path:
        return None
    field = field_at(path)
    if field in CODES:
        return _activity(view, positions, node.text)
    if field in _REGISTERED and not view.is_register:
        return _entry(view.folder, positions, _REGISTERED[field], node.text)
    return None


def _activity(view: View, positions: Positions, text: str) -> types.Location | None:
    named = view.named(text)
    if named is None:
        return None
    folder, code = named
    for name, activity in folder.activities.items():
        if activity.code == code:
            document = folder.load(name)
            span = document.span_of(("title",))
            return types.Location(
                uri_of(folder.path / name), positions.of_span(document.text, span)
            )
    return _entry(folder, positions, "objectives", code) or _entry(
        folder, positions, "retired", code
    )


def _entry(
    folder: PlanFolder, positions: Positions, field: str, text: str
) -> types.Location | None:
    """Where the register has the word `text`, below `field`; a status is found by its aliases, too."""
    register = folder.register
    if field == "statuses" and folder.plan and (status := folder.plan.find_status(text)):
        text = status.word
    top = register.node((field,))
    found = next((s for s in scalars(top) if s.text == text), None) if top else None
    if found is None:
        return None
    where = positions.of_span(register.text, found.span)
    return types.Location(uri_of(folder.path / REGISTER), where)


# Outlines


def outline(view: View, positions: Positions) -> list[types.DocumentSymbol]:
    """The fields of an activity with its facts and steps; of a register the objectives with their codes."""
    root = view.document.tree.root
    if not isinstance(root, Mapping):
        return []
    return [_of_pair(view.document, positions, pair) for pair in root.pairs.values()]


def _of_pair(document: Document, positions: Positions, pair: Pair) -> types.DocumentSymbol:
    value, children = pair.value, list[types.DocumentSymbol]()
    if isinstance(value, Sequence):
        children = [_of_item(document, positions, item) for item in value.items]
    elif isinstance(value, Mapping):
        children = [_of_pair(document, positions, inner) for inner in value.pairs.values()]
    detail = value.text if isinstance(value, Scalar) else ""
    return _symbol(document, positions, pair.key.text, detail, (pair.span, pair.key.span), children)


def _of_item(document: Document, positions: Positions, item: Node) -> types.DocumentSymbol:
    children, name, detail = list[types.DocumentSymbol](), "", ""
    if isinstance(item, Scalar):
        name = item.text
    elif isinstance(item, Mapping):
        named = [item.get(key) for key in ("action", "title", "number")]
        name = next((n.text for n in named if isinstance(n, Scalar)), "")
        due, codes = item.get("due"), item.get("activities")
        detail = due.text if isinstance(due, Scalar) else ""
        if isinstance(codes, Sequence):
            children = [_of_item(document, positions, code) for code in codes.items]
    span = item.span if item.end > item.start else Span(item.start, item.start)
    return _symbol(document, positions, name, detail, (span, span), children)


def _symbol(
    document: Document,
    positions: Positions,
    name: str,
    detail: str,
    spans: tuple[Span, Span],
    children: list[types.DocumentSymbol],
) -> types.DocumentSymbol:
    whole, chosen = (positions.of_span(document.text, span) for span in spans)
    kind = types.SymbolKind.Array if children else types.SymbolKind.String
    return types.DocumentSymbol(
        _short(name) or "…", kind, whole, chosen, _short(detail), children=children
    )


def _short(text: str) -> str:
    line = visible(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def plans_outline(projects: list[Project], query: str) -> Iterator[types.WorkspaceSymbol]:
    """All activities that a query fits, by plan and objective."""
    words = query.casefold().split()
    for project in projects:
        for folder in reversed(project.plan_folders()):
            yield from _of_plan(folder, words)


def _of_plan(folder: PlanFolder, words: list[str]) -> Iterator[types.WorkspaceSymbol]:
    try:
        plan, activities = folder.plan, folder.activities
    except KprlintError:
        return
    titles = {o.number: o.title for o in plan.objectives} if plan else {}
    found = [(name, activity) for name, activity in activities.items() if activity.code]
    if plan:
        found.sort(key=lambda one: plan.order(one[1].code or Code("")))
    for name, activity in found:
        objective = titles.get(plan.objective_of(activity.code)) if plan and activity.code else ""
        said = f"{activity.code} {activity.title}"
        if all(word in f"{said} {objective} {folder.name}".casefold() for word in words):
            yield types.WorkspaceSymbol(
                types.LocationUriOnly(uri_of(folder.path / name)),
                _short(said),
                types.SymbolKind.File,
                container_name=_short(f"{folder.name}: {objective or ''}".rstrip(": ")),
            )
