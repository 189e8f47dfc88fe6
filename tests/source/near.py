"""Documents near the schemas: a valid activity, register or configuration with some of it changed."""

import copy
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from hypothesis import strategies as st

from kprlint.source.yaml import Path
from tests.source.strategies import Items, Leaf, Node, Pairs, write


class Bare(str):
    """A text that is written without quotes."""

    __slots__ = ()


ACTIVITY: dict[str, Any] = {
    "code": Bare("KA.03.04"),
    "title": "Keep the air clean",
    "continues": ["2019-20/KA.01.04"],
    "lead": ["Regulatory Services", "Housing"],
    "portfolio": "Environment and Climate Change",
    "period": Bare("2023/24 Q2"),
    "as_at": Bare("2023-10-31"),
    "status": "Amber",
    "status_reason": "The contractor is late.",
    "due": Bare("2025-03"),
    "moved": "The contractor went into administration.",
    "percent_complete": Bare("60"),
    "progress": ["The report was sent.", "The places were chosen."],
    "next_steps": [
        {"action": "Order the monitors", "due": Bare("2023/24 Q3"), "owner": "Housing"},
        {"action": "Put them up"},
        "Read them",
        {"action": "Choose the places", "done": Bare("2023-09-12"), "was": "Find the places"},
        {
            "action": "Buy all that is needed",
            "due": Bare("ongoing"),
            "was": ["Buy paint", "Buy brushes…"],
            "from": Bare("KA.03.05"),
            "moved": "The shop was closed.",
            "update": "Half is there.",
        },
        {"action": "Ask the owners", "dropped": "There are none."},
        {"action": "Water the moss", "to": "daily business"},
        {"action": "Read them", "void": "Entered twice."},
    ],
}

REGISTER: dict[str, Any] = {
    "plan": "2023-24",
    "title": "Our Plan 2023/24",
    "council": "Fictional District Council",
    "starts": Bare("2023-04-01"),
    "ends": Bare("2024-03-31"),
    "period": Bare("2023/24 Q2"),
    "codes": "KA.{objective:02}.{sequence:02}",
    "statuses": {
        "Green": {"kind": "on-track", "meaning": "All is well", "aliases": ["On track"]},
        "Red": {"kind": Bare("off-track")},
    },
    "leads": ["Regulatory Services", "Housing"],
    "portfolios": ["Environment and Climate Change"],
    "objectives": [
        {
            "number": Bare("3"),
            "title": "A sustainable environment",
            "theme": "Place",
            "activities": ["KA.03.04", Bare("KA.03.05")],
        },
        {"number": Bare("4"), "title": "Homes", "activities": []},
    ],
    "retired": {"KA.03.03": "merged into KA.03.04"},
    "glossary": {"SPF": "Shared Prosperity Fund"},
    "answers_from": Bare("2023/24 Q3"),
    "language": "cy",
    "paper": {
        "title": "Quarterly Report",
        "lead": "CMT Lead",
        "steps_overdue": {"one": "One is late", "other": "{count} are late"},
        "all_shown": "All {count} are shown",
    },
}

CONFIG: dict[str, Any] = {
    "root": "activities",
    "select": ["missing-lead"],
    "ignore": ["missing-lead"],
    "exclude": ["activities/2019-20/*"],
    "rules": {"missing-lead": {"severity": "warning"}, "past-due-date": {"option": 3}},
    "waiver": [
        {"rule": "missing-lead", "paths": ["activities/**"], "reason": "known"},
        {"rule": ["a", "b"], "paths": ["x", "y"], "reason": "", "until": "2024-03-31"},
    ],
}

_BLANKS = ["", " ", "\t", "\n", "\u00a0", "\u2003", "\u3000", "\x0b", "\x1c", "\x85", "\u2028"]
_NOT_BLANK = ["\u200b", "\ufeff", "\x00", "x"]  # nothing to see in them, yet no space
_TEXTS = [
    *(
        "KA.03.04",
        "KA.3.4",
        "2023/24 Q2",
        "2023-10-31",
        "2023-12",
        "31/10/2023",
        "2019-20/KA.01.04",
    ),
    *("on-track", "On-Track", "off-track ", "error", "warning", "fatal", "TBC", "3", "~", "null"),
]
_BARE = [
    "3",
    "03",
    "-3",
    "+3",
    "3.0",
    "3e2",
    "0x3",
    "٣",
    "３",
    "²",
    "1" * 12,
    "no",
    "null",
    "~",
    "Red",
]


_NESTED: list[Any] = [
    *([], {}, [[]], [{}], [None], [""], [" "], ["x"], ["x", "x"], ["x", None], [Bare("3")]),
    *({"": "x"}, {"x": None}, {"x": {}}, {"kind": "on-track"}, {"action": "Do"}, {"action": ""}),
    {"number": Bare("5"), "title": "More", "activities": []},
    {"rule": "x", "paths": ["y"], "reason": "z"},
    {"severity": "info"},
]
JUNK: list[Any] = [None, *_BLANKS, *_NOT_BLANK, *_TEXTS, *map(Bare, _BARE), *_NESTED]

# What TOML can hold and YAML text cannot.
TOML_JUNK: list[Any] = [
    *(-1, 0, 1, True, False, 0.0, 1.5, float("nan"), float("inf")),
    *(date(2024, 3, 31), time(12, 0), datetime(2024, 3, 31, 12, 0), [1], [True], [date.min]),
]

_names = st.sampled_from(
    "code title continues lead portfolio period as_at status status_reason progress next_steps action "
    "due owner done dropped to void moved update was from answers_from plan council starts ends statuses leads portfolios objectives retired kind meaning aliases "
    "number theme activities KA.03.09 root select ignore exclude rules waiver severity rule paths reason "
    "until Title".split()
) | st.sampled_from(["", " ", "x y", "~"])


def places(value: Any, path: Path = ()) -> list[Path]:
    """The path of everything in `value` but itself."""
    match value:
        case dict():
            inner = list(value.items())
        case list():
            inner = list(enumerate(value))
        case _:
            return []
    found: list[Path] = []
    for key, child in inner:
        found += [(*path, key), *places(child, (*path, key))]
    return found


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def single_changes(valid: dict[str, Any], junk: list[Any]) -> Iterator[dict[str, Any]]:
    """Every document that differs from `valid` in one thing: missing, replaced by junk, or more."""
    for path in places(valid):
        dropped = copy.deepcopy(valid)
        del _at(dropped, path[:-1])[path[-1]]
        yield dropped
        for new in junk:
            replaced = copy.deepcopy(valid)
            _at(replaced, path[:-1])[path[-1]] = copy.deepcopy(new)
            yield replaced
        if isinstance(_at(valid, path), list):
            for new in junk:
                longer = copy.deepcopy(valid)
                _at(longer, path).append(copy.deepcopy(new))
                yield longer


def _change(draw: st.DrawFn, whole: dict[str, Any], junk: st.SearchStrategy[Any]) -> None:
    """Drops, replaces, adds to or empties one thing anywhere in `whole`."""
    paths = places(whole)
    if not paths:
        return
    path = draw(st.sampled_from(paths))
    parent, key, new = _at(whole, path[:-1]), path[-1], copy.deepcopy(draw(junk))
    match draw(st.sampled_from(["drop", "replace", "replace", "replace", "add", "rename"])):
        case "drop":
            del parent[key]
        case "replace":
            parent[key] = new
        case "add" if isinstance(parent, dict):
            parent[draw(_names)] = new
        case "add":
            parent.append(new)
        case "rename" if isinstance(parent, dict):
            parent[draw(_names)] = parent.pop(key)


@st.composite
def _near(draw: st.DrawFn, valid: dict[str, Any], junk: list[Any]) -> dict[str, Any]:
    whole = copy.deepcopy(valid)
    for _ in range(draw(st.integers(0, 4))):
        _change(draw, whole, st.sampled_from(junk))
    return whole


def _node(value: Any) -> Node:
    """`value` as a YAML document would have it: bare texts bare, all others in double quotes."""
    match value:
        case None:
            return Leaf("")
        case Bare():
            return Leaf(str(value))
        case str():
            return Leaf(value, '"')
        case list():
            return Items(tuple(map(_node, value)), flow=not value)
        case dict():
            pairs = [(Leaf(key, '"'), _node(child)) for key, child in value.items()]
            return Pairs(tuple(pairs), flow=not value)
    raise TypeError(value)


def yaml(value: Any) -> str:
    return write(_node(value))


near_activities = _near(ACTIVITY, JUNK).map(yaml)
near_registers = _near(REGISTER, JUNK).map(yaml)
near_configurations = _near(CONFIG, JUNK + TOML_JUNK)
