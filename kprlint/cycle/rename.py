"""Another name for a lead, a portfolio or a status: in the register and in every activity that has the old one."""

from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path as FilePath
from typing import NamedTuple

from kprlint.errors import InputError, Refused
from kprlint.model import Plan
from kprlint.model.status import fold
from kprlint.printing import visible
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import REGISTER
from kprlint.source.document import Document
from kprlint.source.editing import Editor, is_sound
from kprlint.source.edits import Unusual
from kprlint.source.yaml import Path, Scalar, Sequence
from kprlint.wording import any_of, did_you_mean, quote


class What(StrEnum):
    """What has another name; the value is the field of an activity that holds it."""

    LEAD = "lead"
    PORTFOLIO = "portfolio"
    STATUS = "status"


class Renaming(NamedTuple):
    """The old and the new bytes of each file that changes, the register last; and what still says the old name.

    `owners` are the files in which a step has it for its owner: that is free text, and stays.
    """

    changes: dict[FilePath, tuple[bytes, bytes]]
    owners: tuple[str, ...]


def renaming(turning: CurrentPlan, what: What, old: str, new: str) -> Renaming:
    """All edits that rename, checked; raises InputError for a name that is none, and Refused where a file is in the way."""
    _check(turning, what, old, new)
    register = turning.folder.register
    documents = {name: turning.folder.load(name) for name in turning.activities}
    documents[REGISTER] = register
    in_the_way = [f"  {turning.show(path.name)}: {why}" for path, why in _absent(turning)]
    changes: dict[FilePath, tuple[bytes, bytes]] = {}
    owners: list[str] = []
    for name, document in documents.items():
        try:
            data = _renamed(document, what, old, new)
        except Unusual as error:
            in_the_way.append(f"  {turning.show(name)}: {error}")
            continue
        before = document.text.encode()
        if data != before:
            changes[turning.path / name] = (before, data)
        if what is What.LEAD and old in _owners(document):
            owners.append(turning.show(name))
    if in_the_way:
        raise Refused("nothing was changed, since not every file can be:", *in_the_way)
    if not changes and not _names(turning.plan, what):
        raise InputError(_unknown(turning, what, old))
    return Renaming(changes, tuple(owners))


def _names(plan: Plan, what: What) -> Collection[str]:
    match what:
        case What.LEAD:
            return plan.leads
        case What.PORTFOLIO:
            return plan.portfolios
    return plan.statuses.keys()


def _unknown(turning: CurrentPlan, what: What, old: str) -> str:
    names = sorted(_names(turning.plan, what))
    there = f"; there is {any_of(map(visible, names))}" if names else ""
    hint = did_you_mean(old, names) or there
    return f"no {what} of the plan {turning.folder.name} is called {quote(visible(old))}{hint}"


def _check(turning: CurrentPlan, what: What, old: str, new: str) -> None:
    for name in (old, new):
        if not name.strip():
            raise InputError(f"a {what} needs a name of one character at least")
    if new != " ".join(new.split()) or not new.isprintable():
        raise InputError(
            f"{quote(visible(new))} cannot be a name: it has a space at an end, two in a row, or a character that "
            "nobody sees"
        )
    if old == new:
        raise InputError(f"the old and the new name are the same: {quote(visible(old))}")
    names = _names(turning.plan, what)
    alike = [name for name in names if fold(name) == fold(old) and name not in (old, new)]
    if names and old not in names and (alike or new not in names):
        raise InputError(_unknown(turning, what, old))
    others = {fold(name): name for name in names if name != old}
    if what is What.STATUS:
        # Its own alias may become the word itself.
        others |= {
            fold(alias): status.word
            for status in turning.plan.statuses.values()
            for alias in status.aliases
            if status.word != old
        }
    taken = others.get(fold(new))
    if taken is not None and (taken != new or old in names):
        said = "" if taken == new else f" for {quote(visible(taken))}"
        raise Refused(
            f"{quote(visible(new))} stands in the register already{said}; to make one {what} of the two, take "
            f"{quote(visible(old))} out of {turning.show(REGISTER)}, and run this again with the name that stays"
        )


def _absent(turning: CurrentPlan) -> Iterator[tuple[FilePath, str]]:
    for path in sorted(turning.project.away):
        if path.parent == turning.path:
            yield (
                path,
                "it is not here: this checkout is sparse; git sparse-checkout disable brings it",
            )


def _renamed(document: Document, what: What, old: str, new: str) -> bytes:
    """The bytes of the file with the new name; those that it has where it says the old one nowhere."""
    if not is_sound(document):
        raise Unusual("it cannot be read; kprlint check says why")
    if document.schema == "plan":
        return _in_register(Editor(document), what, old, new)
    editor = Editor(document)
    places = [path for path, text in _said(document, (what.value,)) if _is(text, old, new)]
    names = [text for _, text in _said(document, (what.value,))]
    if places and len(names) > 1 and (new in names or len(places) > 1):
        raise Unusual(
            f"it would name {quote(visible(new))} twice; take one of the two out of its list"
        )
    for path in places:
        editor.put(path, new)
    return editor.data


def _in_register(editor: Editor, what: What, old: str, new: str) -> bytes:
    if what is What.STATUS:
        if editor.node(("statuses", old)) is not None:
            editor.rename(("statuses", old), new)
        return editor.data
    for path, text in _said(editor.document, (f"{what}s",)):
        if text == old:
            editor.put(path, new)
    return editor.data


def _said(document: Document, path: Path) -> list[tuple[Path, str]]:
    """The texts at `path`, one or a list of them."""
    node = document.node(path)
    if isinstance(node, Sequence):
        items = enumerate(node.items)
        return [((*path, i), item.text) for i, item in items if isinstance(item, Scalar)]
    return [(path, node.text)] if isinstance(node, Scalar) else []


def _is(text: str, old: str, new: str) -> bool:
    """Whether a file means the old name, however it is spelt: under the new one nobody would find it again."""
    return text != new and fold(text) == fold(old)


def _owners(document: Document) -> Iterator[str]:
    node = document.node(("next_steps",))
    for place in range(len(node.items) if isinstance(node, Sequence) else 0):
        yield from (text for _, text in _said(document, ("next_steps", place, "owner")))
