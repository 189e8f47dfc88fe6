"""What was imported → the plan's register: a new one, or the one that is there, with what the document adds.

The team's work in a register that is there (retired codes, aliases, glossary, the paper's headings, comments, order)
is no part of a document, so its text stays as it is, byte by byte, and lines are added to it.
"""

import re
from datetime import date
from typing import Any

from kprlint.errors import Refused
from kprlint.importing.interpreter.found import Imported
from kprlint.importing.interpreter.vocabulary import fold
from kprlint.model import CodeForm, FinancialYear, Quarter
from kprlint.model.code import LISTED, USUAL_FORM
from kprlint.model.plan import asked_from
from kprlint.source import emit
from kprlint.source.yaml import Mapping, Node, Scalar, Sequence, parse, plain

NAME = "plan.yaml"
_MOST_YEARS = 30  # of a plan
# In a list in brackets these would end a word.
_IN_BRACKETS = frozenset(",[]{}:#'\"")


Days = tuple[date | None, date | None]
"""The first and the last day of a plan, as far as they are known."""


def plan_days(plan: str, period: Quarter) -> tuple[date, date]:
    """The first and last day of a plan by the years in its name, such as 2024-28, else of the year of `period`."""
    years = re.fullmatch(r"(\d{4})-(\d{2}|\d{4})", plan, re.ASCII)
    first, last = period.year, period.year
    if years:
        begins = int(years[1])
        ends = int(years[2]) if len(years[2]) == 4 else begins // 100 * 100 + int(years[2])
        if begins < ends <= begins + _MOST_YEARS:
            first, last = FinancialYear(begins), FinancialYear(ends - 1)
    return min(first.first_day, period.first_day), max(last.last_day, period.last_day)


def new(
    imported: Imported, plan: str, period: Quarter, *, title: str, council: str, days: Days = (None, None)
) -> dict[str, Any]:  # fmt: skip
    """The register that the document alone makes, as `emit.document` takes it."""
    by_name = plan_days(plan, period)
    return (
        {
            "plan": plan,
            "title": title or f"Plan {plan}",
            "council": council,
            "starts": days[0] or by_name[0],
            "ends": days[1] or by_name[1],
            "period": str(period),
        }
        | ({"codes": imported.codes} if imported.codes not in ("", USUAL_FORM.text) else {})
        | {"answers_from": str(asked_from(period))}
        | {
            "statuses": {
                word.word: {"kind": str(word.kind)}
                | ({"meaning": word.meaning} if word.meaning else {})
                for word in imported.statuses
            },
        }
        | ({"leads": list(imported.leads)} if imported.leads else {})
        | ({"portfolios": list(imported.portfolios)} if imported.portfolios else {})
        | {
            "objectives": [
                {"number": objective.number, "title": objective.title}
                | ({"theme": objective.theme} if objective.theme else {})
                | {"activities": [str(code) for code in objective.codes]}
                for objective in imported.objectives
            ],
        }
    )


def merged(there: str, wanted: dict[str, Any], said: dict[str, str]) -> str:
    """`there`, the text of a register, with the quarter, words, people and codes of `wanted` that it has not.

    `said` are fields that a person has given on the way. What it says already stays: titles, kinds and meanings, and the objective of a code. Where the register has no leads
    or portfolios, somebody has left them out, and they stay out. Raises `Refused` where the text cannot be read, or
    cannot be added to without a change of what stands there.
    """
    tree = parse(there)
    root = tree.root
    if (
        tree.syntax
        or not isinstance(root, Mapping)
        or tree.duplicates
        or tree.features
        or root.flow
    ):
        raise Refused(
            f"{NAME} cannot be read, so nothing was written: what the team has put into it would be lost; "
            "kprlint check says what is wrong with it"
        )
    text = _Text(there, root)
    for field, value in {**said, "period": wanted["period"]}.items():
        text.set(field, value)
    _codes(text, wanted)
    _statuses(text, wanted["statuses"])
    for field in ("leads", "portfolios"):
        if isinstance(node := root.get(field), Sequence):
            have = {fold(name) for name in _texts(node)}
            text.add_items(
                (field,), node, [name for name in wanted.get(field, ()) if fold(name) not in have]
            )
    _objectives(text, wanted["objectives"])
    return text.written()


def _codes(text: "_Text", wanted: dict[str, Any]) -> None:
    """A form that does not fit the codes of the document gives way to the document's, or to a list."""
    codes = [code for objective in wanted["objectives"] for code in objective["activities"]]
    node = text.root.get("codes")
    form = CodeForm.parse(node.text) if isinstance(node, Scalar) else USUAL_FORM
    if form is None or all(form.fits(code) for code in codes):
        return
    other = CodeForm.parse(wanted.get("codes", USUAL_FORM.text))
    fits = other is not None and all(other.fits(code) for code in _registered(text.root))
    text.set("codes", other.text if other and fits else LISTED)


def _statuses(text: "_Text", words: dict[str, dict[str, str]]) -> None:
    node = text.root.get("statuses")
    if not isinstance(node, Mapping):
        return
    have = {fold(word) for word in node.pairs}
    for pair in node.pairs.values():
        aliases = pair.value.get("aliases") if isinstance(pair.value, Mapping) else None
        have |= {fold(alias) for alias in _texts(aliases)}
    text.add_pairs(
        ("statuses",), node, {w: about for w, about in words.items() if fold(w) not in have}
    )


def _objectives(text: "_Text", wanted: list[dict[str, Any]]) -> None:
    """Codes go to the objective of their title, else to that of their number; other objectives are added."""
    node = text.root.get("objectives")
    if not isinstance(node, Sequence):
        return
    have = set(_registered(text.root))
    there = [
        (n, item, _text(item.get("title")), _text(item.get("number")))
        for n, item in enumerate(node.items)
        if isinstance(item, Mapping)
    ]
    more = []
    for objective in wanted:
        codes = [code for code in objective["activities"] if code not in have]
        if not codes:
            continue
        title, number = fold(objective["title"]), str(objective["number"])
        found = [o for o in there if fold(o[2]) == title] or [o for o in there if o[3] == number]
        listed = found[0][1].get("activities") if found else None
        if isinstance(listed, Sequence):
            text.add_items(("objectives", found[0][0], "activities"), listed, codes)
        else:
            more.append(objective | {"activities": codes})
    text.add_items(("objectives",), node, more)


def _registered(root: Mapping) -> list[str]:
    """The codes that a register lists, and those that it has retired."""
    found: list[str] = []
    objectives = root.get("objectives")
    for item in objectives.items if isinstance(objectives, Sequence) else ():
        found += _texts(item.get("activities")) if isinstance(item, Mapping) else ()
    retired = root.get("retired")
    return [*found, *(retired.pairs if isinstance(retired, Mapping) else ())]


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _texts(node: Node | None) -> list[str]:
    return [_text(item) for item in node.items] if isinstance(node, Sequence) else []


class _Text:
    """The text of a register and what is to be written into it; what YAML then reads is compared with what is meant."""

    def __init__(self, content: str, root: Mapping) -> None:
        self.content, self.root = content, root
        self._meant: Any = plain(root)
        self._edits: list[tuple[int, int, str]] = []

    def set(self, field: str, value: str) -> None:
        """Gives a field that is a text another one."""
        if self._meant.get(field) == value:
            return
        self._meant[field] = value
        node = self.root.get(field)
        if node is None:
            self._edits.append((self.root.start, self.root.start, f"{field}: {emit.scalar(value)}\n"))  # fmt: skip
        else:
            self._edits.append((node.start, node.end, emit.scalar(value)))

    def add_items(self, path: tuple[str | int, ...], node: Sequence, items: list[Any]) -> None:
        """Adds texts or mappings to a list."""
        if items:
            self._at(path).extend(map(_as_read, items))
            if node.flow:
                self._in_brackets(node, node.items, ", ".join(map(_in_brackets, items)))
            else:
                self._below(node.items[0].start, node.items[-1].end, emit.items(items), dash=True)

    def add_pairs(self, path: tuple[str | int, ...], node: Mapping, pairs: dict[str, Any]) -> None:
        """Adds fields to a mapping."""
        if pairs:
            self._at(path).update(_as_read(pairs))
            if node.flow:
                self._in_brackets(node, node.pairs, _in_brackets(pairs)[1:-1])
            else:
                first, last = next(iter(node.pairs.values())), list(node.pairs.values())[-1]
                self._below(first.key.start, last.span.end, emit.document(pairs), dash=False)

    def written(self) -> str:
        """The text with everything in it. Raises `Refused`."""
        text = self.content
        newline = "\r\n" if "\r\n" in text else "\n"
        for start, end, words in sorted(self._edits, reverse=True):
            text = text[:start] + words.replace("\n", newline) + text[end:]
        if plain(parse(text).root) != self._meant:
            raise Refused(
                f"{NAME} is written in a way that nothing can safely be added to, so nothing was written: give each "
                "status, lead and activity a line of its own in it, and import again"
            )
        return text

    def _at(self, path: tuple[str | int, ...]) -> Any:
        value = self._meant
        for key in path:
            value = value[key]
        return value

    def _in_brackets(self, node: Node, there: Any, words: str) -> None:
        end = len(self.content[: node.end - 1].rstrip())
        self._edits.append((end, end, f", {words}" if there else words))

    def _below(self, first: int, last: int, lines: str, *, dash: bool) -> None:
        """Puts lines behind the line that `last` stands on, as deep as what stands at `first`."""
        before = self.content[self.content.rfind("\n", 0, first) + 1 : first]
        indent = " " * (before.rfind("-") if dash else len(before))
        end = self.content.find("\n", last)
        end, lead = (end + 1, "") if end >= 0 else (len(self.content), "\n")
        self._edits.append((end, end, lead + "".join(f"{indent}{x}\n" for x in lines.splitlines())))


def _in_brackets(value: Any) -> str:
    """A value on one line, as it stands between brackets."""
    match value:
        case dict():
            return f"{{{', '.join(f'{_in_brackets(k)}: {_in_brackets(v)}' for k, v in value.items())}}}"
        case list():
            return f"[{', '.join(map(_in_brackets, value))}]"
    text = str(value)
    return emit.quoted(text) if _IN_BRACKETS & set(text) else emit.scalar(text)


def _as_read(value: Any) -> Any:
    match value:
        case dict():
            return {key: _as_read(inner) for key, inner in value.items()}
        case list():
            return [_as_read(inner) for inner in value]
        case date():
            return value.isoformat()
    return str(value)
