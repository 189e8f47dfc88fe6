"""For programs: the data itself."""

import json
from collections.abc import Mapping
from typing import Any


def render(data: Mapping[str, Any], color: bool) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode() + "\n"
