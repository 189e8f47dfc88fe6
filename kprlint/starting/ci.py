"""A recipe for the council's CI: those of docs/ci, which the wheel carries, with the place of this kprlint put in."""

from pathlib import Path as FilePath
from typing import NamedTuple

from kprlint.starting.origin import Pin

_FORK = "YOUR-FORK/kprlint"
_PIN = "0" * 40


class Forge(NamedTuple):
    """Where a recipe stands in docs/ci and in the council's repository, and what in a remote's address tells of it."""

    source: str
    name: str
    hosts: tuple[str, ...]


FORGES = {
    "github": Forge(
        "github/same-repository.yml", ".github/workflows/kprlint.yml", ("github.com", "github.")
    ),
    "gitlab": Forge("gitlab/.gitlab-ci.yml", ".gitlab-ci.yml", ("gitlab",)),
    "azure": Forge(
        "azure/azure-pipelines.yml", "azure-pipelines.yml", ("dev.azure.com", "visualstudio.com")
    ),
}


def forge_of(remote: str) -> str | None:
    """The forge that a remote's address names."""
    return next((n for n, forge in FORGES.items() if any(h in remote for h in forge.hosts)), None)


def recipe(forge: str, origin: Pin) -> str:
    """The recipe, pinned; where kprlint cannot be named in it, its placeholder stays: see `is_pinned`."""
    text = (_folder() / FORGES[forge].source).read_text("utf-8")
    if forge == "github":
        if origin.known and origin.github:
            text = text.replace(f"{_FORK}@{_PIN} # the commit of your fork", f"{origin.github}@{origin.revision}")  # fmt: skip
    elif origin.known and not origin.is_folder:
        text = text.replace(f"git+https://github.com/{_FORK}@{_PIN}", f"git+{origin.url}@{origin.revision}")  # fmt: skip
    return text


def is_pinned(text: str) -> bool:
    return _FORK not in text


def _folder() -> FilePath:
    package = FilePath(__file__).parent
    packaged = package / "recipes"
    return packaged if packaged.is_dir() else package.parent.parent / "docs/ci"
