"""What becomes of objectives and activities at the turn of the year, as the performance team says it, in a map or in answers."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kprlint.cycle.asking import Asker
from kprlint.errors import InputError
from kprlint.model import Code, Plan
from kprlint.source.document import Document
from kprlint.source.editing import is_sound
from kprlint.source.files import ACTIVITY, read, shown
from kprlint.source.yaml import Mapping as YamlMapping
from kprlint.source.yaml import Node, Scalar
from kprlint.wording import quote

_DROPPED = "dropped"
_EXAMPLE = "write a new number or code, or {dropped: why}"


class Gone(NamedTuple):
    """Given up, and why."""

    why: str


class Wishes(NamedTuple):
    """What is not as it was: the plan's title, numbers of objectives, codes of activities; all else is kept."""

    title: str = ""
    objectives: Mapping[int, int | Gone] = MappingProxyType({})
    activities: Mapping[Code, Code | Gone] = MappingProxyType({})


NONE = Wishes()


def read_map(path: Path) -> Wishes:
    """The wishes that a YAML file holds; raises InputError with the line of what it cannot mean."""
    document = Document(shown(path), read(path, at_most=ACTIVITY), "map")
    root = document.tree.root
    if not is_sound(document) or not isinstance(root, YamlMapping):
        raise InputError(
            f"{document.name} cannot be read: it is a YAML file with title, objectives and activities"
        )
    for key, pair in root.pairs.items():
        if key not in Wishes._fields:
            raise _wrong(
                document,
                pair.key,
                f"there is no {quote(key)} in a map: it has title, objectives and activities",
            )
    objectives: dict[int, int | Gone] = {}
    for number, at, wish in _entries(document, "objectives"):
        if not number.isdecimal() or not (isinstance(wish, Gone) or wish.isdecimal()):
            raise _wrong(document, at, f"{quote(number)}: {_EXAMPLE}")
        objectives[int(number)] = wish if isinstance(wish, Gone) else int(wish)
    activities: dict[Code, Code | Gone] = {}
    for text, at, wish in _entries(document, "activities"):
        code = Code.parse(text)
        new = wish if isinstance(wish, Gone) else Code.parse(wish)
        if code is None or new is None:
            raise _wrong(document, at, f"{quote(text)}: {_EXAMPLE}")
        activities[code] = new
    title = root.get("title")
    return Wishes(title.text if isinstance(title, Scalar) else "", objectives, activities)


def _entries(document: Document, field: str) -> list[tuple[str, Node, str | Gone]]:
    """The entries of a part of the map: the key, its place, and what is to become of it."""
    part = document.node((field,))
    if part is None or (isinstance(part, Scalar) and part.is_null):
        return []
    if not isinstance(part, YamlMapping):
        raise _wrong(document, part, f"{field} has a line for each that changes: {_EXAMPLE}")
    return [(key, pair.key, _wish(document, key, pair.value)) for key, pair in part.pairs.items()]


def _wish(document: Document, key: str, value: Node) -> str | Gone:
    if isinstance(value, Scalar) and value.text.strip() and value.text.strip() != _DROPPED:
        return value.text
    why = value.get(_DROPPED) if isinstance(value, YamlMapping) and len(value.pairs) == 1 else None
    if isinstance(why, Scalar) and why.text.strip():
        return Gone(" ".join(why.text.split()))
    raise _wrong(document, value, f"{quote(key)}: {_EXAMPLE}")


def _wrong(document: Document, node: Node, message: str) -> InputError:
    line, column = document.text.place(node.start)
    return InputError(f"{document.name}:{line}:{column}: {message}")


def ask(asker: Asker, plan: Plan, title: str) -> Wishes:
    """What is to change, asked at a terminal after everything was shown as it would be kept."""
    new_title = asker.ask(f"Title [Enter: {title}]")
    activities: dict[Code, Code | Gone] = {}
    asker.say(
        "What does not go on as shown? A line for each: CODE NEW-CODE, or CODE dropped WHY; an empty line ends."
    )
    while answer := asker.ask("Change>", words=[str(code) for code in plan.codes]):
        code = next(
            (c for c in sorted(plan.codes, key=len, reverse=True) if answer.startswith(f"{c} ")),
            None,
        )
        rest = answer.removeprefix(f"{code} ").strip()
        first, _, why = rest.partition(" ")
        new = Code.parse(rest)
        if code is None:
            asker.say("Begin with a code of the plan, and a space.")
        elif first == _DROPPED and why:
            activities[code] = Gone(why)
        elif first == _DROPPED:
            asker.say("Write why, behind it: its open steps are told as dropped with these words.")
        elif new is None or not plan.fits(new):
            asker.say(f"{quote(rest)} is not a code of this plan.")
        else:
            activities[code] = new
    return Wishes(new_title, {}, activities)
