"""A closed quarter: what its tag says, and whether that is still so."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kprlint import git
from kprlint.git import GitError
from kprlint.git.head import read_tag
from kprlint.git.objects import REGULAR, Repository
from kprlint.model import Quarter
from kprlint.project.timeline import tag_name


class Closed(NamedTuple):
    """What a tag says. `why` it does not hold, empty where it does; `facts` are its lines “name: value”."""

    tag: str
    why: str
    facts: Mapping[str, str]
    by: str = ""


def digest(plan: str, contents: Mapping[str, bytes]) -> str:
    """The digest of a list of digests, which sha256sum can make as well: see the help of `close`."""
    import hashlib

    paths = {
        f"{plan}/{name}".encode("utf-8", "surrogateescape"): contents[name] for name in contents
    }
    lines = (hashlib.sha256(paths[p]).hexdigest().encode() + b"  " + p for p in sorted(paths))
    return hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def verified(path: Path, quarter: Quarter) -> Closed:
    """Compares what stands in the tag of a quarter with what it says, for the plan in the folder `path`."""
    top = git.top_level(path)
    if top is None:
        raise GitError("there is no git repository here, and a quarter is closed by a tag of git")
    name = tag_name(path.name, quarter)
    found = read_tag(top, name)
    if found is None:
        return Closed(name, f"{quarter} is not closed: there is no tag {name}", {})
    commit, by, message = found
    pairs = (line.partition(":") for line in message.splitlines() if not line.startswith(" "))
    facts = {key: value.strip() for key, colon, value in pairs if colon}
    if not facts.get("digest"):
        return Closed(
            name, f"the tag {name} was not made by kprlint close: it has no digest", facts
        )
    with Repository(top) as repository:
        entries = repository.folder(commit, path.relative_to(top).as_posix())
        wanted = {n: e.oid for n, e in entries.items() if e.mode in REGULAR and _is_yaml(n)}
        blobs = repository.blobs(wanted.values())
        contents = {n: blobs[oid] or b"" for n, oid in wanted.items()}
    if f"sha256:{digest(path.name, contents)}" != facts["digest"]:
        return Closed(
            name, "what stands in it is not what was closed: the digest differs", facts, by
        )
    return Closed(name, "", facts, by)


def _is_yaml(name: str) -> bool:
    return name.lower().removesuffix(".txt").endswith((".yaml", ".yml"))
