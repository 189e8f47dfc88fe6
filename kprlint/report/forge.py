"""Where a forge shows a line of a file: its address with {revision}, {file} and {line} in it."""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

_GITHUB = "/blob/{revision}/{file}#L{line}"
_GITLAB = "/-/blob/{revision}/{file}#L{line}"
_AZURE = "?version=GC{revision}&path=/{file}&line={line}&lineEnd={line}&lineStartColumn=1&lineEndColumn=99"


def address(base: str) -> str | None:
    """The address of a line in the repository at `base`, or `base` itself where it has {file} in it.

    GitHub, GitLab and Azure DevOps are told apart by their names, and others taken for GitHub's form, which Gitea and
    Forgejo read, too. None where `base` is no address of the web.
    """
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    if "{file}" in base:
        plain = base.replace("{revision}", "").replace("{file}", "").replace("{line}", "")
        return None if "{" in plain or "}" in plain else base
    clean = quote(base.rstrip("/").removesuffix(".git"), safe="/:@%+-._~")
    host = parts.netloc.casefold()
    if "gitlab" in host:
        return clean + _GITLAB
    if "dev.azure.com" in host or "visualstudio.com" in host:
        return clean + _AZURE
    return clean + _GITHUB


def from_environment(environment: Mapping[str, str]) -> str | None:
    """The same by the variables that GitHub Actions, GitLab CI and Azure Pipelines set; None elsewhere."""
    server, repository = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
    if server and repository:
        return address(f"{server}/{repository}")
    if project := environment.get("CI_PROJECT_URL"):
        found = urlsplit(project)
        return project.rstrip("/") + _GITLAB if found.scheme in ("http", "https") else None
    if uri := environment.get("BUILD_REPOSITORY_URI"):
        return address(uri)
    return None
