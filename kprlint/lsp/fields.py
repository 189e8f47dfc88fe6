"""The fields that a file may have, as its schema tells of them."""

from functools import cache
from typing import Any

from kprlint.source.schema import load

STEPS = "next_steps"


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
