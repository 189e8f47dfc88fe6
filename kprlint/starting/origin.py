"""Where this kprlint was installed from: what the hooks and the CI of a council are pinned to."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from kprlint import __version__, git
from kprlint.errors import InputError
from kprlint.git.process import run

_UNKNOWN = "https://github.com/YOUR-FORK/kprlint"
_GITHUB = re.compile(r"(?:https://|ssh://git@)github\.com/([^/\s]+/[^/\s]+?)(?:\.git)?/?")
_SHORT_SSH = re.compile(r"([\w.-]+@[\w.-]+):(?!/)(\S+)")  # git@github.com:council/kprlint.git
_ANY_URL = re.compile(r"(https|http|ssh|git|file)://\S+")


class Pin(NamedTuple):
    """A git repository of kprlint and the revision that is pinned. `known`: it is where this kprlint came from, or was named."""

    url: str
    revision: str
    known: bool = True

    @property
    def github(self) -> str | None:
        """``owner/name`` of a repository on GitHub."""
        found = _GITHUB.fullmatch(self.url)
        return found[1] if found else None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of this machine, which others do not have."""
        return _ANY_URL.fullmatch(self.url) is None or self.url.startswith("file:")


def parse(text: str) -> Pin:
    """``URL@REVISION``; raises InputError."""
    url, at, revision = text.strip().rpartition("@")
    if not at or not url or not re.fullmatch(r"[\w./-]+", revision, re.ASCII):
        raise InputError(
            f"“{text}” cannot be used: write the address of your fork, @, and a tag or commit of it, such as "
            f"{_UNKNOWN}@v1.2.3"
        )
    return Pin(_normal(url), revision)


def installed_from() -> Pin:
    """What pip has noted (PEP 610) of this kprlint; not known where it came from a registry or a folder without git."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    # A version that is no release names its commit.
    made_of = re.search(r"\+g([0-9a-f]+)", __version__)
    unknown = Pin(_UNKNOWN, made_of[1] if made_of else f"v{__version__}", known=False)
    try:
        noted = json.loads(distribution("kprlint").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return unknown
    url = str(noted.get("url", ""))
    if commit := noted.get("vcs_info", {}).get("commit_id"):
        return Pin(_normal(url), str(commit))
    if url.startswith("file:") and "dir_info" in noted:
        return _of_folder(Path(url2pathname(urlsplit(url).path))) or unknown
    return unknown


def _of_folder(folder: Path) -> Pin | None:
    """The commit that is checked out in a clone, at the address that it was cloned from, else in the folder itself."""
    if not folder.is_dir() or git.top_level(folder) != folder:
        return None
    head = run(folder, "rev-parse", "--verify", "HEAD")
    if head.code:
        return None
    remote = run(folder, "remote", "get-url", "origin")
    url = _normal(remote.output.decode("utf-8", "replace").strip()) if not remote.code else ""
    return Pin(url or str(folder), head.output.decode("ascii").strip())


def _normal(url: str) -> str:
    """An address as pip and pre-commit both take it, without the password that may stand in it."""
    url = url.removeprefix("git+")
    if short := _SHORT_SSH.fullmatch(url):
        url = f"ssh://{short[1]}/{short[2]}"
    return re.sub(r"^(https?://)[^/@\s]*@", r"\1", url)
