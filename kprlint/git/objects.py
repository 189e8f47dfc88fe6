"""What a repository holds at a revision, read without running anything that it configures.

`diff`, `show`, `log` and `status` can start programs named in a repository's configuration or attributes.
Here `rev-parse --verify` and `merge-base` find commits, and one `cat-file --batch`, fed with object ids,
reads them, their trees and their files. Trees are read as git stores them, so that a history of a thousand
commits takes one process.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple, Self, cast

from kprlint.git.process import GitError, command, environment, run

MAX_BLOB = 1024 * 1024
_AT_ONCE = 500  # ids asked for before their answers are read: both fit into the pipes' buffers

REGULAR = frozenset({"100644", "100755"})


class Entry(NamedTuple):
    """What a tree says of a name: the mode as git writes it (``100644``), and the object's id."""

    mode: str
    oid: str


class Commit(NamedTuple):
    """A commit: its tree, its parents, and when it was made, in seconds since 1970."""

    tree: str
    parents: tuple[str, ...]
    time: int


class Repository:
    """The repository around the work tree `top`; to be closed, or used in a `with` statement."""

    def __init__(self, top: Path) -> None:
        import subprocess

        self.top = top
        if run(top, "rev-parse", "--git-dir").code:
            raise GitError(f"git finds no repository in {top}")
        self._process = subprocess.Popen(
            command(top, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        self._commits: dict[str, Commit] = {}
        self._trees: dict[str, Mapping[str, Entry]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._process.communicate()

    def resolve(self, revision: str) -> str:
        """The id of the commit that `revision` names; raises GitError where it names none."""
        if not revision or revision.startswith("-"):
            raise GitError(f"{revision!r} is not a revision")
        commit = self._parsed(f"{revision}^{{commit}}")
        if commit:
            return commit
        if revision == "HEAD":
            raise GitError("the repository has no commit yet; git add the plan, and git commit it")
        remedy = "git log --oneline lists the commits, git fetch --tags brings those of the server"
        if self.is_shallow:
            remedy = SHALLOW
        raise GitError(f"git knows no commit {revision!r} here; {remedy}")

    def tag(self, name: str) -> str | None:
        """The id of the commit that the tag `name` stands on; None where there is no such tag."""
        return self._parsed(f"refs/tags/{name}^{{commit}}")

    def _parsed(self, name: str) -> str | None:
        done = run(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        return done.output.decode("ascii").strip() if not done.code else None

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when the repository was cloned."""
        return run(self.top, "rev-parse", "--is-shallow-repository").output.strip() == b"true"

    def merge_base(self, one: str, other: str) -> str:
        """The commit (an id, as both arguments) that two commits have in common."""
        done = run(self.top, "merge-base", one, other)
        if done.code:
            why = f"; {SHALLOW}" if self.is_shallow else ""
            raise GitError(f"{one[:12]} and {other[:12]} have no commit in common{why}")
        return done.output.decode("ascii").split()[0]

    def commit(self, oid: str) -> Commit:
        """Raises GitError where the commit is not in this clone."""
        if oid not in self._commits:
            data = self._read(oid)
            if data is None:
                remedy = SHALLOW if self.is_shallow else "git fsck says more"
                raise GitError(f"the commit {oid[:12]} is not here; {remedy}")
            tree, parents, time = "", [], 0
            for line in data.split(b"\n\n", 1)[0].decode("utf-8", "replace").split("\n"):
                key, _, value = line.partition(" ")
                if key == "tree":
                    tree = value
                elif key == "parent":
                    parents.append(value)
                elif key == "committer":
                    time = int(value.rsplit(" ", 2)[1])
            self._commits[oid] = Commit(tree, tuple(parents), time)
        return self._commits[oid]

    def folder(self, commit: str, path: str) -> Mapping[str, Entry]:
        """What the folder `path` (from the top, forward slashes) holds at `commit`; empty where it is none."""
        tree = self._tree(self.commit(commit).tree)
        for part in filter(None, path.split("/")):
            entry = tree.get(part)
            if entry is None or entry.mode != "40000":
                return {}
            tree = self._tree(entry.oid)
        return tree

    def _tree(self, oid: str) -> Mapping[str, Entry]:
        if oid not in self._trees:
            data = self._read(oid)
            if data is None:
                raise GitError(f"the tree {oid[:12]} is not here; git fsck says more")
            self._trees[oid] = dict(_entries(data, len(oid) // 2))
        return self._trees[oid]

    def blobs(self, oids: Iterable[str]) -> Mapping[str, bytes | None]:
        """The contents of objects, all in one go; None for one of more than MAX_BLOB bytes."""
        wanted = list(dict.fromkeys(oids))
        found: dict[str, bytes | None] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            self._ask(some)
            for oid in some:
                kind, content = self._answer(at_most=MAX_BLOB)
                if not kind:
                    raise GitError(f"git does not have the object {oid[:12]}; git fsck says more")
                found[oid] = content
        return found

    def _read(self, oid: str) -> bytes | None:
        self._ask([oid])
        return self._answer()[1]

    def _ask(self, oids: list[str]) -> None:
        stdin = cast("IO[bytes]", self._process.stdin)
        stdin.write("".join(f"{oid}\n" for oid in oids).encode("ascii"))
        stdin.flush()

    def _answer(self, at_most: int | None = None) -> tuple[str, bytes | None]:
        """The kind and the content of the next object; no kind where git does not have it."""
        stdout = cast("IO[bytes]", self._process.stdout)
        header = stdout.readline().decode("utf-8", "replace").split()
        if not header:
            raise GitError("git cat-file ended before it had answered; git fsck says more")
        if len(header) != 3:
            return "", None
        size = int(header[2])
        if at_most is not None and size > at_most:
            left = size + 1
            while left:
                left -= len(stdout.read(min(left, MAX_BLOB)))
            return header[1], None
        return header[1], stdout.read(size + 1)[:-1]


SHALLOW = (
    "this clone has only the latest commits: git fetch --unshallow --tags brings the others (in GitHub "
    "Actions “fetch-depth: 0” under actions/checkout, in GitLab CI “GIT_DEPTH: 0”, in Azure Pipelines "
    "“fetchDepth: 0”)"
)


def _entries(data: bytes, id_bytes: int) -> Iterator[tuple[str, Entry]]:
    """A tree as git stores it: mode, blank, name, NUL, id in binary, and so on."""
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + id_bytes
        yield os.fsdecode(name), Entry(mode.decode("ascii"), data[end + 1 : at].hex())
