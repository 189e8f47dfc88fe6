"""The published JSON Schemas, and their errors as plain facts with a path.

jsonschema names the parent for a missing or an extra key; the keys themselves are worked out here.
"""

from functools import cache
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from kprlint.source.yaml import Node, Path, PlainText, plain

NAMES = (
    "activity",
    "plan",
    "config",
    "findings",
    "rules",
    "changes",
    "history",
    "dates",
    "due",
    "paper",
    "phrases",
    "status",
)

# Written for editors; the rules say the same with the reason and the remedy (invalid-code, invalid-date …).
_LEFT_TO_RULES = frozenset({"pattern", "format", "propertyNames", "uniqueItems"})


# A number of more figures is none that anybody counts with.
MOST_FIGURES = 9


class Violation(NamedTuple):
    """One place where the schema does not hold.

    `kind` is ``missing`` (path: the key that is not there), ``unknown`` (the key that should not be),
    ``excluded`` (the parent of keys that exclude each other), ``empty``, ``type`` (`expected`: type names),
    ``value`` (`expected`: the legal values) or ``form`` (of the configuration; `expected`: what the schema says of it). `allowed` are the keys that the parent may have.
    """

    kind: str
    path: Path
    found: str = ""
    expected: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


def is_whole(text: str) -> bool:
    """Whether a text is a whole number, of not more figures than anybody needs."""
    return len(text) <= MOST_FIGURES and text.isascii() and text.isdigit()


@cache
def load(name: str) -> dict[str, Any]:
    """The schema `name` as published."""
    import json

    package = FilePath(__file__).parent.parent
    folder = package / "schema"
    if not folder.is_dir():  # a checkout that is installed in place
        folder = package.parent / "schema"
    schema: dict[str, Any] = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))
    return schema


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    def is_integer(checker: object, value: object) -> bool:
        if isinstance(value, PlainText):
            return is_whole(value)
        return isinstance(value, int) and not isinstance(value, bool)

    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer)
    return extend(Draft202012Validator, type_checker=checker)(load(name))  # type: ignore[no-untyped-call]


def violations(name: str, root: Node | None) -> list[Violation]:
    """Where the tree breaks the schema `name`, in the order of the paths, each place once."""
    return violations_of_data(name, plain(root))


def violations_of_data(name: str, data: object) -> list[Violation]:
    """As `violations`, for data that is read already."""
    found: dict[tuple[str, Path], Violation] = {}
    for error in _validator(name).iter_errors(data):
        for violation in _of_form(name, error) or _translate(error):
            found.setdefault((violation.kind, violation.path), violation)
    return sorted(found.values(), key=lambda v: ([str(step) for step in v.path], v.kind))


def _of_form(name: str, error: Any) -> "list[Violation]":
    """What a pattern for the paper's look refuses; of all other patterns rules and readers speak."""
    path = error.absolute_path
    if name != "config" or error.validator != "pattern" or path[0] != "publish":
        return []
    if not error.instance.strip():
        return []
    expected = (error.schema.get("description", ""),)
    return [Violation("form", tuple(path), _say(error.instance), expected)]


def _translate(error: Any) -> "list[Violation]":
    path: Path = tuple(error.absolute_path)
    instance = error.instance
    match error.validator:
        case "required":
            allowed = tuple(error.schema.get("properties", ()))
            return [
                Violation("missing", (*path, key), allowed=allowed)
                for key in error.validator_value
                if key not in instance
            ]
        case "additionalProperties":
            allowed = tuple(error.schema.get("properties", ()))
            return [
                Violation("unknown", (*path, key), found=key, allowed=allowed)
                for key in instance
                if key not in allowed
            ]
        case "type":
            types = error.validator_value
            # To kprlint a number is the text that was written; to an editor it is one. Nobody writes “null”.
            listed = (types,) if isinstance(types, str) else tuple(types)
            expected = tuple(name for name in listed if name not in ("number", "null"))
            if instance is None:
                return [Violation("empty", path, expected=expected)]
            return [Violation("type", path, _say(instance), expected)]
        case "enum":
            return [
                Violation("value", path, _say(instance), tuple(map(str, error.validator_value)))
            ]
        case "minItems" | "minProperties" | "minLength":
            return [Violation("empty", path)]
        case "pattern" if (
            not instance.strip() and "propertyNames" not in error.absolute_schema_path
        ):
            return [Violation("empty", path)]
        case None:  # `false`, of a field that another one excludes; jsonschema does not say which
            return [Violation("excluded", path)]
        case validator if validator in _LEFT_TO_RULES:
            return []
    return [Violation("value", path, _say(instance))]


def _say(value: object) -> str:
    match value:
        case str():
            return str(value)
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case None:
            return "nothing"
    return str(value).lower()
