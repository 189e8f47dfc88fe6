"""kprlint checks a council's Key Activities, one YAML file each, quarter by quarter."""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kprlint.api import (
        Activity,
        Finding,
        Found,
        KprlintError,
        Plan,
        Report,
        Result,
        Severity,
        changes,
        check,
        explain,
        find_dates,
        paper,
        read_activity,
        read_plan,
    )

__all__ = [
    "Activity",
    "Finding",
    "Found",
    "KprlintError",
    "Plan",
    "Report",
    "Result",
    "Severity",
    "__version__",
    "changes",
    "check",
    "explain",
    "find_dates",
    "paper",
    "read_activity",
    "read_plan",
]


def __getattr__(name: str) -> object:
    """What api.py offers, imported when it is first asked for: the command line asks for none of it."""
    if name in __all__:
        from kprlint import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
