"""kprlint checks a council's Key Activities, one YAML file each, quarter by quarter."""

__version__: str
"""Of what is installed: git's tags say it when that is built (docs/decisions/versions-by-tags.md)."""

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
    """What api.py offers, and the version, imported when first asked for: the command line asks for none of it."""
    if name == "__version__":
        globals()[name] = found = _version()
        return found
    if name in __all__:
        from kprlint import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _version() -> str:
    """The version that is installed.

    It stands in the name of a folder beside the package, too, and importlib.metadata takes long to import.
    """
    import os
    import sys

    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.startswith("kprlint-") and name.endswith(".dist-info"):
                return name.removeprefix("kprlint-").removesuffix(".dist-info")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(__name__)
    except PackageNotFoundError:  # run from a folder, and never installed
        return "0+unknown"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
