"""Writes docs/api.md from the docstrings of `kprlint/api.py`: `python docs/api.py > docs/api.md`.

A test compares the two, and runs the examples.
"""

import inspect
import re
from collections.abc import Callable
from typing import Any

from kprlint import api

_TYPES = {
    "Result": "what `check` returns: `findings` in order, a `summary` of counts, and `notes` on what was left out and why",
    "Finding": "`rule`, `severity`, `file`, `place` (line, column and where it ends), `activity`, `field`, `message`, `help`, `fix`, `fingerprint`, `waived`, `related`",
    "Severity": '`ERROR`, `WARNING` or `INFO`; each equals its word, as in `"error"`',
    "Report": "the change report as a dictionary that `kprlint schema changes` describes",
    "Plan": "a register: `title`, `period`, `statuses`, `leads`, `portfolios`, `objectives`, `codes`, `retired` and more",
    "Activity": "`code`, `title`, `leads`, `portfolio`, `period`, `status`, `status_reason`, `progress`, `next_steps`, `open_steps` and more",
    "Found": "a date in a text: `start`, `end`, `text`, `first_day`, `last_day`, `grain`, `role`, `certainty`, `readings`, `why`",
    "KprlintError": "what every function raises, and nothing else; its `lines` are the message, and what stands below it",
}
_FUNCTIONS = [name for name in api.__all__ if name not in _TYPES]


def page() -> str:
    """The whole page."""
    about = inspect.cleandoc(api.__doc__ or "").split("\n\n", 1)[1]
    return "\n".join(
        [
            "# The Python API\n",
            "Made by `docs/api.py` from the docstrings of `kprlint/api.py`; the examples are run as tests, in the council that",
            "`kprlint demo` makes. The package is typed. What is on this page stays as it is, or the changelog says so; nothing else is",
            "promised.\n",
            about + "\n",
            "Each example begins so:\n",
            "```python\nfrom datetime import date\n\nimport kprlint\n```",
            *(_section(name, getattr(api, name)) for name in _FUNCTIONS),
            "\n## Types\n",
            "| name | what it is |\n|---|---|",
            *(f"| `kprlint.{name}` | {said} |" for name, said in _TYPES.items()),
            "\nTo add rules of your own, see [architecture](architecture.md#a-rule).",
        ]
    )


_EXAMPLE = re.compile(r"^>>> .*(?:\n.+)*", re.M)


def _section(name: str, function: Callable[..., Any]) -> str:
    source = inspect.getsource(inspect.unwrap(function))
    head = source[source.index("def ") + 4 : source.index(':\n    """')]
    doc = _EXAMPLE.sub(r"```pycon\n\g<0>\n```", inspect.getdoc(function) or "")
    return f"\n## {name}\n\n```text\nkprlint.{head}\n```\n\n{doc}"


if __name__ == "__main__":
    print(page())
