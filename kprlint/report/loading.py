"""A report's data read back, checked against the published schema."""

import json
from typing import Any, cast

from kprlint.change.schema import Report
from kprlint.errors import InputError
from kprlint.source.schema import load as load_schema


class DataError(InputError):
    """What was read is no report; the text says why."""


def load(content: bytes) -> Report:
    """The data in `content`, which may come from anywhere; raises DataError where a renderer could stumble."""
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, parse_constant=_refused, object_hook=_with_counts)
    except UnicodeDecodeError:
        raise DataError("it is not UTF-8 text") from None
    except RecursionError:
        raise DataError("it is nested too deep") from None
    except ValueError as error:
        raise DataError(f"it is not JSON: {error}") from None
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import best_match

    schema = load_schema("changes")
    try:
        fault = best_match(
            Draft202012Validator(schema, format_checker=FormatChecker(["date"])).iter_errors(data)
        )
    except RecursionError:
        raise DataError("it is nested too deep") from None
    if fault is not None:
        raise DataError(f"at {fault.json_path[:200]}: {fault.message[:200]}")
    return cast("Report", data)


def _with_counts(data: dict[str, Any]) -> dict[str, Any]:
    """``2.0`` is an integer to JSON Schema, and must be one to us; a score is as it was written."""
    return {
        key: int(value)
        if isinstance(value, float) and value.is_integer() and key != "score"
        else value
        for key, value in data.items()
    }


def _refused(name: str) -> float:
    raise ValueError(f"{name} is not a number")
