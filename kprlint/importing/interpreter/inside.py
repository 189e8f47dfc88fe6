"""Fields that stand inside the text of another: “Status: on track / 60 %” and “Next: …” as lines of the progress."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter.found import Draft, Piece
from kprlint.importing.interpreter.headings import Heading
from kprlint.importing.interpreter.headings import read as read_heading
from kprlint.importing.interpreter.periods import Side
from kprlint.importing.interpreter.texts import letters
from kprlint.model import Quarter

_ONE_LINE = frozenset({"status", "percent_complete", "lead", "due", "due_revised", "portfolio"})
_TAKEN = _ONE_LINE | {"next_steps", "progress", "status_reason"}
_SHARE = re.compile(r"[\s/,;|(–-]*(\d{1,3}\s?%)(?:\s+(?:complete|done))?\)?\.?$", re.I)
_AT_END = re.compile(r"(.*\w[)”\"]?)\s*(?:[–—:|]|\s-\s|\(|\[)\s*([A-Za-z][A-Za-z -]{1,24})[)\]]?", re.DOTALL)  # fmt: skip
_MOST_LABEL = 40
_INNER = re.compile(r"(?<=[.!?)”])\s+(?P<label>[A-Z][A-Za-z ]{2,30}):\s+(?=\S)")


def part(drafts: Sequence[Draft], period: Quarter) -> None:
    """Parts the fields that no column holds from the texts that name them; each is told."""
    for draft in drafts:
        draft.pieces["progress"] = [
            one for piece in draft.pieces["progress"] for one in _at_labels(piece, period)
        ]
        _labelled(draft, period)
        _people(draft, period)
    if any(
        draft.pieces["status"] or draft.layout.has("status", "status_and_progress")
        for draft in drafts
    ):
        return
    for find, where in ((_at_begin, "progress"), (_at_end, "title")):
        found = [(draft, find(draft)) for draft in drafts if draft.pieces[where]]
        if found and 2 * sum(parts is not None for _, parts in found) > len(found):
            for draft, parts in found:
                if parts is not None:
                    _take(draft, where, *parts)
            return


def _at_labels(piece: Piece, period: Quarter) -> Iterator[Piece]:
    """A text, parted where a label of next steps stands behind a sentence: “It was dug. Next steps: fill it”."""
    start = 0
    if ":" not in piece.text:
        yield piece
        return
    for found in _INNER.finditer(piece.text):
        heading = read_heading(found["label"], period)
        if heading.field == "next_steps" and heading.sure:
            yield replace(piece, text=piece.text[start : found.start()].strip())
            start, piece = found.start("label"), replace(piece, joined=False, bullet=False)
    yield replace(piece, text=piece.text[start:]) if start else piece


def _labelled(draft: Draft, period: Quarter) -> None:
    pieces = draft.pieces["progress"]
    named = [_field(piece, draft, period) for piece in pieces]
    if not {"status", "next_steps"} & set(named):
        return
    draft.pieces["progress"] = []
    field = "progress"
    for piece, own in zip(pieces, named, strict=True):
        if own is None:
            draft.pieces[field].append(piece)
            continue
        rest = piece.text.partition(":")[2].strip()
        share = _SHARE.search(rest) if own == "status" else None
        if share and not draft.layout.has("percent_complete"):
            draft.pieces["percent_complete"].append(Piece(share[1], False, piece.place))
            rest = rest[: share.start()].strip()
        if letters(rest):
            draft.pieces[own].append(replace(piece, text=rest))
        field = "progress" if own in _ONE_LINE else own
    names = ", ".join(dict.fromkeys(name.replace("_", " ") for name in named if name not in (None, "progress")))  # fmt: skip
    draft.doubt("import-two-columns", f"lines of its progress name other fields, which were taken from it: {names}")  # fmt: skip


def _people(draft: Draft, period: Quarter) -> None:
    """“Lead: A. Finn”, “Support: the arts team” in the cell of the lead: the lead alone is one, and the rest is told."""
    pieces = draft.pieces["lead"]
    labels = [piece.text.partition(":") for piece in pieces]
    leads = [read_heading(label, period).field == "lead" if colon else None for label, colon, _ in labels]  # fmt: skip
    if True not in leads or None in leads:
        return
    draft.pieces["lead"] = [replace(piece, text=rest.strip()) for piece, (_, _, rest), own in zip(pieces, labels, leads, strict=True) if own]  # fmt: skip
    for piece, own in zip(pieces, leads, strict=True):
        if not own:
            draft.doubt("import-broken-label", "this stands in the cell of the lead, and is left out", piece.text, piece.place)  # fmt: skip


def _field(piece: Piece, draft: Draft, period: Quarter) -> str | None:
    """The field that a line names in front, where no column holds it."""
    label, colon, _ = piece.text.partition(":")
    if not colon or len(label) > _MOST_LABEL:
        return None
    heading: Heading = read_heading(label, period)
    field = heading.field
    if not heading.sure or field not in _TAKEN or heading.rank > 1:
        return None
    ahead = heading.when.side is Side.NEXT and field == "next_steps"
    if not ahead and heading.when.side not in (Side.NONE, Side.OWN):
        return None
    held = field != "progress" and (draft.layout.has(field) or bool(draft.pieces[field]))
    return None if held else field


def _at_begin(draft: Draft) -> tuple[str, str] | None:
    """“Implemented: tests were run”, “Overdue – the list comes late”."""
    found = sw.leading(draft.pieces["progress"][0].text)
    return found if found and (sw.is_apart(found[1]) or not letters(found[1])) else None


def _at_end(draft: Draft) -> tuple[str, str] | None:
    """“Debt advice in libraries – GREEN”"""
    found = _AT_END.fullmatch(draft.pieces["title"][-1].text.strip())
    return (found[2].strip(), found[1].strip()) if found and sw.meant(found[2]) else None


def _take(draft: Draft, where: str, word: str, rest: str) -> None:
    at = 0 if where == "progress" else -1
    pieces = draft.pieces[where]
    piece = pieces[at]
    draft.pieces["status"].append(Piece(word, False, piece.place))
    rest = rest.strip(" \t:;,.–—-") if where == "progress" and len(rest) < 3 else rest.lstrip(" \t:;,–—-")  # fmt: skip
    if letters(rest):
        pieces[at] = replace(piece, text=rest)
    else:
        pieces.pop(at)
    draft.doubt("import-two-columns", f"its status is taken from its {where}, which names it: “{word}”")  # fmt: skip
