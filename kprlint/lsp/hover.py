"""What stands under the pointer: a field and what belongs into it, a word of status, a code, a rule that a comment names."""

from collections.abc import Iterator

from lsprotocol import types

from kprlint.lsp.fields import CODES, field_at, fields
from kprlint.lsp.positions import Positions
from kprlint.lsp.view import View
from kprlint.printing import visible
from kprlint.rules import Rules
from kprlint.rules.pages import page
from kprlint.source.ignores import ignores
from kprlint.source.text import Span
from kprlint.source.yaml import Path, Scalar


def hover(
    view: View, rules: Rules, positions: Positions, position: types.Position
) -> types.Hover | None:
    offset = positions.offset(view.text, position)
    for span, text in _said(view, rules, offset):
        markdown = types.MarkupContent(types.MarkupKind.Markdown, text)
        return types.Hover(markdown, positions.of_span(view.text, span))
    return None


def _said(view: View, rules: Rules, offset: int) -> Iterator[tuple[Span, str]]:
    document = view.document
    for comment in ignores(document):
        if comment.span.start <= offset < comment.span.end:
            for name in comment.rules:
                at = document.text.content.find(name, comment.span.start)
                if name in rules and at <= offset <= at + len(name):
                    yield Span(at, at + len(name)), page(rules[name], level=3)
            return
    path = document.tree.path_at(offset)
    key = document.tree.key_at(path)
    if key and key.start <= offset <= key.end:
        if told := _field(view, path):
            yield key.span, told
        return
    node = document.node(path)
    if isinstance(node, Scalar) and node.start <= offset <= node.end:
        if told := _value(view, path, node.text):
            yield node.span, told


def _field(view: View, path: Path) -> str:
    """What the schema says of the field at `path`."""
    names = [name for name in path if isinstance(name, str)]
    inside = names[0] if len(names) == 2 else ""
    told = fields(view.document.schema, inside).get(names[-1]) if 0 < len(names) < 3 else None
    if told is None:
        return ""
    examples = ", ".join(f"`{one}`" for one in told.get("examples", ()))
    text = f"**{told.get('title', names[-1])}**\n\n{told.get('description', '')}"
    return f"{text}\n\nFor example {examples}" if examples else text


def _value(view: View, path: Path, text: str) -> str:
    plan = view.plan
    field = field_at(path)
    if plan and field == "status" and not view.is_register:
        status = plan.find_status(text)
        if status:
            return _joined(f"**{visible(status.word)}**: {status.kind or ''}", status.meaning)
    if field == "code" or field in CODES:
        return code(view, text)
    return ""


def code(view: View, text: str) -> str:
    """The activity that a code names, with its plan before it or not."""
    named = view.named(text)
    if named is None:
        return ""
    folder, wanted = named
    if folder.plan and wanted in folder.plan.retired:
        return f"**{visible(wanted)}** is retired: {visible(folder.plan.retired[wanted])}"
    for activity in folder.activities.values():
        if activity.code == wanted:
            facts = [*activity.leads, activity.status, str(activity.period or "")]
            told = " · ".join(visible(fact) for fact in facts if fact)
            return _joined(f"**{visible(wanted)}** {visible(activity.title)}", told)
    return ""


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(visible(one) if "**" not in one else one for one in paragraphs if one)
