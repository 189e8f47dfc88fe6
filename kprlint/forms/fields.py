"""The fields of an activity's form, made of the plan's own schema."""

from collections.abc import Iterable, Mapping
from typing import Any

_ONE_LINE = ("title", "as_at", "due", "percent_complete", "owner", "done", "to", "from")
# Given by the register, by the plan before, or by `kprlint open`: not for an officer to change.
_GIVEN = ("code", "continues", "period")
_PERCENT = "^(100|[0-9]{1,2})$"


def of_activity(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The fields that all activities of the plan share."""
    return _fields(schema, _GIVEN)


def order(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    """How the fields of an activity and of a step follow each other in a file."""
    fields = schema["properties"]
    return {"activity": [*fields], "step": [*fields["next_steps"]["items"]["properties"]]}


def _fields(schema: Mapping[str, Any], without: Iterable[str] = ()) -> list[dict[str, Any]]:
    # A list that may be left empty is no field that has to be filled in.
    needed = {
        n for n in schema["required"] if "null" not in schema["properties"][n].get("type", ())
    }
    return [
        _field(name, field, needed=name in needed)
        for name, field in schema["properties"].items()
        if name not in without
    ]


def _field(name: str, field: Mapping[str, Any], *, needed: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": name,
        "label": field["title"],
        "hint": field["description"].replace("\n\n", " • "),  # Decap CMS shows one paragraph
        "required": needed,
    }
    choices = field.get("enum") or next((one["enum"] for one in field.get("anyOf", ())), None)
    kinds = field.get("type", ())
    if choices:
        many = "anyOf" in field
        return made | {"widget": "select", "options": choices} | ({"multiple": True} if many else {})  # fmt: skip
    if "object" in field.get("items", {}).get("type", ()):
        return made | {
            "widget": "list",
            "label_singular": "next step",
            "summary": "{{fields.action}}",
            "fields": _fields(field["items"]),
        }
    if "array" in kinds:
        item = {"name": "item", "label": field["title"], "widget": "text"}
        return made | {"widget": "list", "label_singular": field["title"].lower(), "field": item}
    pattern = _PERCENT if "integer" in kinds else field["pattern"]
    if pattern != "\\S":
        # Decap CMS puts “Due didn't match the pattern:” before it.
        made["pattern"] = [pattern, "write it as in " + ", ".join(map(str, field["examples"]))]
    return made | {"widget": "string" if name in _ONE_LINE else "text"}
