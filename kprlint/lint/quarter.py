"""Turning a quarter: what opening one changes in the files of a plan."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import Refused
from kprlint.lint import fix
from kprlint.lint.suppress import ignores
from kprlint.model import Activity, Kind, Quarter
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import REGISTER
from kprlint.rules.base import Edit, Fix
from kprlint.source.document import Document, blank
from kprlint.source.reading import read_activity
from kprlint.source.text import Span, Text
from kprlint.source.yaml import Mapping as YamlMapping
from kprlint.source.yaml import Node, Pair, Scalar, Sequence, plain

_LINE_END = re.compile(r"\r\n|\r|\n")
_TO_COLON = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*:")
_TO_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*(,[ \t]*)")
_CLOSED = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})


# What is said of a step, or of the activity, for one quarter: left in, it would excuse something twice.
_OF_A_STEP = ("was", "from", "moved", "update")
_OF_THE_ACTIVITY = ("as_at", "moved")


class Opening(NamedTuple):
    """What opening a quarter changes: the old and the new bytes of each file, the register last.

    `kept` counts the closed activities that keep their progress and their steps, `ahead` those that report on the new
    quarter, or a later one, already and are not touched, `closed` the steps that are taken out.
    """

    changes: dict[Path, tuple[bytes, bytes]]
    kept: int
    ahead: int
    closed: int


def opening(turning: CurrentPlan, quarter: Quarter) -> Opening:
    """All edits that open `quarter`, checked; raises Refused where one file cannot be moved on."""
    plan, period = turning.plan, turning.period
    if quarter - period < 1:
        raise Refused(
            f"the plan {plan.name} is in {period} already, and {quarter} is not after it; "
            f"the next quarter is {period + 1}"
        )
    if not plan.covers(quarter):
        raise Refused(
            f"{quarter} is not a quarter of the plan {plan.name} ({plan.starts} to {plan.ends}); "
            "correct the quarter, or begin a new plan in a folder of its own"
        )
    changes: dict[Path, tuple[bytes, bytes]] = {}
    unread: list[str] = []
    kept = ahead = taken = 0
    for name in (*turning.activities, REGISTER):
        document = turning.folder.register if name == REGISTER else turning.folder.load(name)
        problem = _problem(document)
        if problem:
            unread.append(f"  {turning.show(name)}: {problem}")
            continue
        activity = None
        closed = False
        if name != REGISTER:
            activity = read_activity(document)
            status = plan.find_status(activity.status)
            closed = bool(status and status.kind in _CLOSED)
            if activity.period and activity.period - quarter >= 0:
                ahead += 1
                continue
            kept += closed
            if not closed:
                taken += len(activity.next_steps) - len(activity.open_steps)
        moved = _moved_on(document, quarter, None if closed else activity, closed=closed)
        if moved is None:
            unread.append(f"  {turning.show(name)}: its form is too unusual to be edited")
        else:
            changes[turning.path / name] = (document.text.encode(), moved.encode())
    if unread:
        raise Refused(
            "nothing was changed, since not every file can be moved on; kprlint check says more of",
            *unread,
        )
    return Opening(changes, kept, ahead, taken)


def _problem(document: Document) -> str:
    """Why a document cannot be edited safely; empty where it can."""
    tree = document.tree
    if not document.readable or tree.features or tree.duplicates:
        return "it cannot be read"
    period = document.node(("period",))
    if period is None or blank(period):
        return "it does not say which quarter it reports on"
    if not isinstance(period, Scalar) or Quarter.parse(period.text) is None:
        return "its period is not a quarter; it should look like 2023/24 Q2"
    return ""


def _moved_on(
    document: Document, quarter: Quarter, activity: Activity | None, *, closed: bool
) -> Text | None:
    """The text of `document` in `quarter`; None where the edits would not say what they should.

    `activity` is what is read of it, where something of it is to be taken out.
    """
    before = plain(document.tree.root)
    edits = list(_edits(document, quarter, activity, closed=closed))
    text = fix.apply(document.text, [Fix((edit,)) for edit in edits])
    if text is None or not isinstance(before, dict):
        return None
    made = Document(document.name, text.encode(), document.schema)
    after = plain(made.tree.root)
    expected = _expected(before, quarter, activity, closed=closed)
    if document.schema == "plan":
        expected = before | {"period": str(quarter)}
    return text if not _problem(made) and _same(after, expected) else None


def _expected(
    before: dict[str, object], quarter: Quarter, activity: Activity | None, *, closed: bool
) -> dict[str, object]:
    """What the file is to say: nothing else is lost, whatever the edits."""
    gone = ("as_at",) if closed else _OF_THE_ACTIVITY
    after = {key: value for key, value in before.items() if key not in gone}
    after["period"] = str(quarter)
    if activity is None:
        return after
    if "progress" in after:
        after["progress"] = None
    steps = before.get("next_steps")
    if isinstance(steps, list):
        kept = [
            {k: v for k, v in item.items() if k not in _OF_A_STEP}
            if isinstance(item, dict)
            else item
            for item, step in zip(steps, activity.next_steps, strict=True)
            if step.is_open
        ]
        after["next_steps"] = kept
    return after


def _same(after: object, expected: dict[str, object]) -> bool:
    """Whether two documents say the same; a list that is empty may be written in either way."""
    return isinstance(after, dict) and _even(after) == _even(expected)


def _even(data: dict[str, object]) -> dict[str, object]:
    return {k: v if v or k not in ("progress", "next_steps") else None for k, v in data.items()}


def _edits(
    document: Document, quarter: Quarter, activity: Activity | None, *, closed: bool
) -> Iterator[Edit]:
    root = document.tree.root
    assert isinstance(root, YamlMapping)
    period = root.get("period")
    assert isinstance(period, Scalar)
    inside = 1 if period.style in ("'", '"') else 0
    yield Edit(Span(period.start + inside, period.end - inside), str(quarter))
    if document.schema != "activity":
        return
    for name in ("as_at",) if closed else _OF_THE_ACTIVITY:
        if field := root.pairs.get(name):
            yield from _without(document, field, flow=root.flow)
    if activity is None:
        return
    if progress := root.pairs.get("progress"):
        yield from _emptied(document, progress, flow=root.flow)
    if steps := root.pairs.get("next_steps"):
        yield from _steps(document, steps, activity, flow=root.flow)


def _steps(document: Document, pair: Pair, activity: Activity, *, flow: bool) -> Iterator[Edit]:
    """Takes out the steps that are closed, and what was said of the others."""
    value = pair.value
    if not isinstance(value, Sequence):
        return
    if value.items and not activity.open_steps:
        yield from _emptied(document, pair, flow=flow)
        return
    for item, step in zip(value.items, activity.next_steps, strict=True):
        if not step.is_open:
            yield from _without_item(document, item, flow=value.flow)
        elif isinstance(item, YamlMapping):
            for name in _OF_A_STEP:
                if field := item.pairs.get(name):
                    yield from _without_field(document, item, field)


def _without_field(document: Document, item: YamlMapping, pair: Pair) -> Iterator[Edit]:
    """Removes a field of an item; the first one stands behind its dash, where the next one takes its place."""
    pairs = list(item.pairs.values())
    if item.flow or pairs[0] is not pair or len(pairs) == 1:
        yield from _without(document, pair, flow=item.flow)
        return
    yield Edit(Span(pair.key.start, _next_that_stays(pairs).key.start), "")


def _next_that_stays(pairs: list[Pair]) -> Pair:
    return next(pair for pair in pairs if pair.key.text not in _OF_A_STEP)


def _without_item(document: Document, item: Node, *, flow: bool) -> Iterator[Edit]:
    """Removes an item of a list with its lines; the comments above it stay, but for ignore comments of it alone."""
    content = document.text.content
    if flow:
        comma = _TO_COMMA.match(content, item.end)
        yield Edit(Span(item.start, comma.end() if comma else item.end), "")
        return
    start = _line_start(document, content.rfind("-", 0, item.start))
    yield from _without_ignores(document, item.span, above=start)
    yield Edit(Span(start, _line_end(content, item.end)), "")


def _without(document: Document, pair: Pair, *, flow: bool) -> Iterator[Edit]:
    """Removes a field: its lines, with the ignore comments above that speak of it alone."""
    content, span = document.text.content, pair.span
    if flow:
        comma = _TO_COMMA.match(content, span.end)
        if comma and not content[span.end : comma.start(1)].strip():
            yield Edit(Span(span.start, comma.end()), "")
        else:
            yield Edit(span, "")
            if comma:
                yield Edit(Span(*comma.span(1)), "")
        return
    start = _line_start(document, span.start)
    yield from _without_ignores(document, span, above=start)
    yield Edit(Span(start, _line_end(content, span.end)), "")


def _emptied(document: Document, pair: Pair, *, flow: bool) -> Iterator[Edit]:
    """Empties a list, so that the first line typed below its key is right.

    The comments that have lines of their own stay; those behind items go with them.
    """
    value, content = pair.value, document.text.content
    if blank(value):
        return
    colon = _TO_COLON.match(content, pair.key.end)
    if flow or colon is None:
        yield Edit(value.span, "[]")
        return
    block = isinstance(value, (Sequence, YamlMapping)) and not value.flow
    if not block or not _LINE_END.search(content, colon.end(), value.start):
        yield Edit(Span(colon.end(), value.end), "")
        return
    start = _line_start(document, value.start)
    yield from _without_ignores(document, value.span, above=start)
    comments = "".join(_comments(document, value))
    yield Edit(Span(start, _line_end(content, value.end)), comments)


def _comments(document: Document, value: Node) -> Iterator[str]:
    """The lines between the entries of a block collection that hold a comment, and no ignore comment."""
    spans = (
        [item.span for item in value.items]
        if isinstance(value, Sequence)
        else [pair.span for pair in value.pairs.values()]
        if isinstance(value, YamlMapping)
        else []
    )
    content = document.text.content
    ignoring = {_line_start(document, comment.span.start) for comment in ignores(document)}
    before = value.start
    for span in spans:
        at = _line_end(content, before)
        while (end := _line_end(content, at)) <= span.start:
            if content[at:end].lstrip().startswith("#") and at not in ignoring:
                yield content[at:end]
            at = end
        before = span.end


def _without_ignores(document: Document, of: Span, *, above: int) -> Iterator[Edit]:
    """Removes the ignore comments above offset `above` that cover something within `of`.

    Left alone, they would cover what comes next instead.
    """
    for comment in ignores(document):
        covers = comment.covers
        start = _line_start(document, comment.span.start)
        if start < above and covers and of.start <= covers.start and covers.end <= of.end:
            yield Edit(Span(start, _line_end(document.text.content, comment.span.end)), "")


def _line_start(document: Document, offset: int) -> int:
    return document.text.line_start(document.text.place(offset)[0])


def _line_end(content: str, offset: int) -> int:
    """Where the line after that of `offset` begins."""
    found = _LINE_END.search(content, offset)
    return found.end() if found else len(content)
