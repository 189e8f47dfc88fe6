"""For programs: the data itself."""

from kprlint.change.schema import Report
from kprlint.printing import as_json


def render(data: Report, color: bool) -> str:
    return as_json(data, compact=True)
