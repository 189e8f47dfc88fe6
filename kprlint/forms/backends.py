"""Where what is saved goes: the forges on which Decap CMS makes a pull request of it."""

import re
from typing import NamedTuple

from kprlint.errors import InputError

BACKENDS = ("github", "gitlab", "azure", "bitbucket", "forgejo")
"""Decap CMS has one for Gitea as well, which saves straight into the branch, past every check."""

_PATH = re.compile(r"(?:[a-z+]+://[^/\s]+/|[\w.-]+@[\w.-]+:)([^\s]+?)(?:\.git)?/?", re.ASCII)
_REPO = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)


class Backend(NamedTuple):
    """A forge, the repository on it, the branch that pull requests are for, and what else Decap CMS is told of it."""

    name: str
    repo: str
    branch: str
    more: tuple[tuple[str, str], ...] = ()


def repo_of(remote: str) -> str | None:
    """What a remote's address calls the repository, as in council/plans."""
    found = _PATH.fullmatch(remote)
    return _named(found[1].replace("/_git/", "/")) if found else None


def checked(repo: str) -> str:
    """`repo`, if it can be the name of a repository; raises InputError."""
    found = _named(repo)
    if found is None:
        raise InputError(f"“{repo}” names no repository; write it as in --repo council/plans")
    return found


def setting(text: str) -> tuple[str, str]:
    """``KEY=VALUE`` of Decap CMS's backend; raises InputError."""
    key, equals, value = text.partition("=")
    if not equals or not re.fullmatch(r"[a-z_]+", key) or not value:
        raise InputError(f"“{text}” is no setting; write it as in --set app_id=1234")
    return key, value


def _named(repo: str) -> str | None:
    return repo if _REPO.fullmatch(repo) else None
