"""The fields that a file may have, as its schema tells of them."""

from functools import cache
from typing import Any

from kprlint.source.schema import load
from kprlint.source.yaml import Path

STEPS = "next_steps"
# Those that hold codes, beside an activity's own.
CODES = ("to", "from", "continues", "activities")


def field_at(path: Path) -> str:
    """The innermost field of a path; empty where it is in none."""
    return next((name for name in reversed(path) if isinstance(name, str)), "")


@cache
def fields(schema: str, inside: str = "") -> dict[str, dict[str, Any]]:
    """By name; `inside`: those of an item of this list."""
    top: dict[str, dict[str, Any]] = load(schema)["properties"]
    if not inside:
        return top
    stack: list[Any] = [top[inside]] if inside in top else []
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if isinstance(one.get("properties"), dict):
                return dict(one["properties"])
            stack += one.values()
        elif isinstance(one, list):
            stack += one
    return {}
