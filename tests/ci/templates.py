"""The GitLab component and the Azure template, as the forge makes jobs and steps of them."""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML

from tests.ci.steps import ROOT, load

COMPONENT = ROOT / "templates/kprlint.yml"
TEMPLATE = ROOT / "templates/azure/kprlint.yml"


def component() -> tuple[dict[str, Any], Any]:
    """What it asks for, and its jobs with the placeholders in them."""
    header, jobs = YAML(typ="safe").load_all(COMPONENT.read_text("utf-8"))
    return header, jobs


def jobs(**given: str | bool) -> Any:
    """The jobs of the component: GitLab puts the inputs into the texts that it has read."""
    header, body = component()
    inputs = header["spec"]["inputs"]
    named = {name.replace("_", "-"): value for name, value in given.items()}
    assert named.keys() <= inputs.keys()
    values = {name: named.get(name, told.get("default")) for name, told in inputs.items()}
    assert None not in values.values(), values

    def put(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: put(value) for key, value in node.items()}
        if isinstance(node, list):
            return [put(value) for value in node]
        if isinstance(node, str):
            if whole := re.fullmatch(r"\$\[\[ inputs\.([\w-]+) \]\]", node):
                return values[whole[1]]  # which keeps its type
            return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda m: _lower(values[m[1]]), node)
        return node

    return put(body)


def steps(**given: str) -> dict[str, dict[str, Any]]:
    """The steps of the template by their names: Azure leaves out what is not asked for, and puts in the parameters."""
    told = load(TEMPLATE)
    values = {one["name"]: str(one.get("default", "")) for one in told["parameters"]} | given

    def put(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: put(value) for key, value in node.items()}
        if isinstance(node, str):
            return re.sub(r"\$\{\{ parameters\.(\w+) \}\}", lambda m: values[m[1]], node)
        return node

    def chosen(nodes: list[dict[str, Any]]) -> Iterator[Any]:
        for node in nodes:
            [(key, inner), *_] = node.items()
            if asked := re.fullmatch(
                r"\$\{\{ if (eq|ne)\(parameters\.(\w+), '?(\w*)'?\) \}\}", key
            ):
                if (values[asked[2]].lower() == asked[3]) == (asked[1] == "eq"):
                    yield from chosen(inner)
            else:
                assert "${{" not in key
                yield put(node)

    return {step.get("displayName", "Check out"): step for step in chosen(told["steps"])}


def _lower(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
