"""The schema of an activity for editors, with the words of one plan."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from kprlint.model import Plan

FILE_NAME = "activity.schema.json"
"""How it is called in the plan's folder."""


def for_plan(schema: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """The activity schema with the plan's words as enumerations.

    A field that is one name or a list of names keeps both forms.
    """
    made = deepcopy(schema)
    fields = made["properties"]
    made["title"] = f"Key Activity of {plan.title or plan.name}"
    made["$id"] = made["$id"].replace("activity.schema", f"activity.{plan.name}.schema")
    if plan.codes:
        _restrict(fields["code"], [*plan.codes, *_as_numbers(plan.codes)])
    if plan.portfolios:
        _restrict(fields["portfolio"], sorted(plan.portfolios))
    if plan.statuses:
        _restrict(fields["status"], list(plan.statuses))
        meanings = [f"{s.word}: {s.meaning}" for s in plan.statuses.values() if s.meaning]
        fields["status"]["description"] += "".join(f"\n\n{meaning}" for meaning in meanings)
    made["required"] += [
        name for name, words in (("lead", plan.leads), ("portfolio", plan.portfolios)) if words
    ]
    if plan.leads:
        leads = sorted(plan.leads)
        lead = fields["lead"]
        items = lead.pop("items")
        for key in ("type", "pattern", "minItems", "examples"):
            lead.pop(key, None)
        _restrict(items, leads)
        lead["anyOf"] = [
            {"type": "string", "enum": leads},
            {"type": "array", "minItems": 1, "items": items},
        ]
    return made


def _as_numbers(codes: Iterable[str]) -> list[int | float]:
    """What an editor reads where such a code is written without quotation marks: 1.1 for “1.10”."""
    numbers = [float(c) for c in codes if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", c)]
    return list(dict.fromkeys(int(n) if n.is_integer() else n for n in numbers))


def _restrict(field: dict[str, Any], words: Sequence[object]) -> None:
    field.pop("pattern", None)
    field.pop("examples", None)
    field["enum"] = words
