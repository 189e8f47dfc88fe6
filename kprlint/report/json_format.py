"""For programs: the data itself."""

from collections.abc import Mapping
from typing import Any

from kprlint.printing import as_json


def render(data: Mapping[str, Any], color: bool) -> str:
    return as_json(data)
