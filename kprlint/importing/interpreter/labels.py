"""Leads and portfolios: names that a plan uses again and again, which is what damaged ones are told by."""

import re
from collections import Counter

from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.found import Draft
from kprlint.importing.interpreter.people import divided, may_be_several
from kprlint.importing.interpreter.texts import letters

# A name that the next line goes on with.
_OPEN = re.compile(r"(?:[-–—,&/(]|\b(?:and|of|for|the|to|in|with))$", re.I)
_NOBODY = frozenset({"tbc", "tba", "tbd", "n/a", "na", "none", "vacant", "to be confirmed", "not applicable", "vacant post"})  # fmt: skip


class Labels:
    """The names in the cells of all drafts.

    `joins`: a name may begin in the cell of one row and end in that of the next; `lines`: of several lines in a cell
    each is a name.
    """

    def __init__(self, drafts: list[Draft], titles: list[str], *, joins: bool, lines: bool) -> None:
        self._joins = joins
        self._lines = lines
        self._titles = {v.fold(title) for title in titles}
        self._known: dict[str, Counter[str]] = {
            field: Counter(name for d in drafts for name in self._whole(d, field))
            for field in ("lead", "portfolio")
        }
        # By the first word: those that a cell may run together.
        self._often: dict[str, dict[str, list[str]]] = {"lead": {}, "portfolio": {}}
        for field, known in self._known.items():
            for name, count in known.items():
                if count > 1:
                    self._often[field].setdefault(name.split()[0], []).append(name)
        self._sure: dict[str, dict[str, None]] = {"lead": {}, "portfolio": {}}

    def any(self, field: str) -> bool:
        """Whether any draft has a name in this field."""
        return bool(self._known[field])

    def sure(self, field: str) -> tuple[str, ...]:
        """The names that no doubt lies on, in order of the alphabet."""
        return tuple(sorted(self._sure[field]))

    def read(self, draft: Draft, field: str) -> tuple[str, ...]:
        names = self._parts(draft, field)
        whole = self._whole(draft, field)
        self._tell_several(draft, field, whole, names)
        if [name for name in names if v.fold(name) in _NOBODY]:
            draft.doubt(
                "import-empty-cell", f"“{'; '.join(names)}” stands where the {field} belongs"
            )
            names = [name for name in names if v.fold(name) not in _NOBODY]
        if len({p.place for p in draft.pieces[field]}) > 1 and len(set(names)) > 1 and self._lines:
            draft.doubt("import-two-columns", f"two columns are read as its {field}: {'; '.join(dict.fromkeys(names))}")  # fmt: skip
        elif (
            self._lines
            and len(set(whole)) > 1
            and ";" not in "".join(p.text for p in draft.pieces[field])
        ):
            draft.doubt(
                "import-broken-label",
                f"each line of the cell is read as a {field}: {'; '.join(names)}",
            )
        names = self._unjoined(draft, field, names) or self._joined(draft, field) or names
        for name in dict.fromkeys(names):
            if self._is_sure(draft, field, name, names):
                self._sure[field][name] = None
        return tuple(dict.fromkeys(names))

    def _is_sure(self, draft: Draft, field: str, name: str, names: list[str]) -> bool:
        if not self._lines and v.fold(name) in self._titles:
            draft.doubt(
                "import-heading-in-cell", f"this is the title of an objective, and no {field}", name
            )
            return False
        if "\ufffd" in name or (self._is_torn(name) and self._known[field][name] < 2):
            draft.doubt("import-garbage", f"this {field} seems damaged", name)
            return False
        if any(other != name and other.startswith(f"{name} ") for other in names):
            draft.doubt(
                "import-repeated-label", f"this {field} begins another in the same cell", name
            )
            return self._known[field][name] > 1
        return True

    def _is_torn(self, name: str) -> bool:
        """Whether a name begins in the middle of a word; “s.151 Officer” does not."""
        return not self._lines and name[:1].islower() and not re.match(r"[a-z]\.?\d", name)

    def _unjoined(self, draft: Draft, field: str, names: list[str]) -> list[str]:
        """The names of a cell that runs several known ones together."""
        if len(names) != 1 or self._known[field][names[0]] > draft.shared:
            return []
        rest, found = names[0], []
        while rest:
            often = self._often[field].get(rest.split()[0], ())
            known = (n for n in often if n != names[0] and _begins(rest, n))
            name = max(known, key=len, default="")
            if not name:
                return []
            found.append(name)
            rest = rest[len(name) :].lstrip(" ,&")
        if len(found) < 2:
            return []
        message = f"this cell runs several of the plan’s {field}s together"
        draft.doubt("import-two-in-one-row", message, names[0])
        return [found[draft.part]] if len(found) == draft.shared else found

    def _joined(self, draft: Draft, field: str) -> list[str]:
        """A name that begins in the cell of one row and ends in that of a next one without a code."""
        if not self._joins:
            return []
        for upper, lower in ((draft.touches, draft), (draft, draft.below)):
            if upper is None or lower is None or lower.codes:
                continue
            parts = [*self._parts(upper, field), *self._parts(lower, field)]
            if len(parts) == 2 and all(self._known[field][part] == 1 for part in parts):
                if any(part[:1].islower() for part in parts):
                    continue
                whole = " ".join(parts)
                message = f"this {field} stands over two rows; both activities have the whole of it"
                draft.doubt("import-broken-label", message, whole)
                return [whole]
        return []

    def _parts(self, draft: Draft, field: str) -> list[str]:
        """The names of a cell, those that stand in one text divided where they are surely several."""
        known = self._known[field]
        return [
            one
            for name in self._whole(draft, field)
            for one in divided(name, lambda part: known[part] > 0)
        ]

    @staticmethod
    def _tell_several(draft: Draft, field: str, whole: list[str], names: list[str]) -> None:
        for name in whole:
            if name not in names:
                draft.doubt("import-broken-label", f"“{name}” is read as several {field}s")
            elif may_be_several(name):
                draft.doubt(
                    "import-broken-label", f"“{name}” may be several {field}s; it is read as one"
                )

    def _whole(self, draft: Draft, field: str) -> list[str]:
        """The names of a cell: one, unless it has semicolons, or lines that do not go on."""
        texts: list[str] = []
        before = None
        for piece in draft.pieces[field]:
            goes_on = not self._lines or (
                before == piece.place and (_OPEN.search(texts[-1]) or piece.text[:1].islower())
            )
            if texts and goes_on:
                texts[-1] = f"{texts[-1]} {piece.text}"
            else:
                texts.append(piece.text)
            before = piece.place
        parts = (
            part.strip().removesuffix(" -").strip() for text in texts for part in text.split(";")
        )
        return [re.sub(r"\s+", " ", part) for part in parts if letters(part)]


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) :][:1].isalnum()
