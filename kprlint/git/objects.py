"""What a repository holds at a revision, read without running anything that it configures.

`diff`, `show`, `log` and `status` can start programs named in a repository's configuration or attributes.
Here `for-each-ref` and `merge-base` find commits, and one `cat-file --batch`, fed with revisions and object ids, reads them,
their trees and their files. Trees are read as git stores them, so that a history of a thousand
commits takes one process.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple, Self, cast

from kprlint.git.process import GitError, command, environment, run

MAX_BLOB = 1024 * 1024
# Ids asked for before their answers are read. They must fit into a pipe (4,096 bytes on Windows): git, which waits
# for its answers to be taken, does not read on, and both would wait for ever.
_AT_ONCE = 60

# Contents that are kept: to tell the quarter of a file and to read it are two questions. 64 MiB at most.
_SMALL, _MOST_KEPT = 16 * 1024, 4096

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
        try:
            self._process = subprocess.Popen(
                command(top, "cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        except OSError as error:
            run(top, "version")  # says it better
            raise GitError(f"git cannot be started: {error.strerror}") from None
        self._tags: dict[str, Mapping[str, str]] = {}
        self._owner = os.getpid()
        self._commits: dict[str, Commit] = {}
        self._trees: dict[str, Mapping[str, Entry]] = {}
        self._small: dict[str, bytes] = {}
        if not self._is_answered():
            self.close()
            if run(top, "rev-parse", "--git-dir").code:
                raise GitError(f"git finds no repository in {top}")

    def _is_answered(self) -> bool:
        """Whether git answers here at all."""
        try:
            self._commit_of("HEAD")
        except GitError:
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        # Only by who began it, and without waiting for the end of its input: a copy of this process may hold it open.
        if os.getpid() == self._owner:
            self._process.kill()
            self._process.communicate()

    def resolve(self, revision: str) -> str:
        """The id of the commit that `revision` names; raises GitError where it names none."""
        if not revision or revision.startswith(
            ("-", "^")
        ):  # an option; all but the ancestors of one
            raise GitError(f"{revision!r} is not a revision")
        commit = self._commit_of(revision)
        if commit:
            return commit
        if revision == "HEAD":
            raise GitError("the repository has no commit yet; git add the plan, and git commit it")
        remedy = "git log --oneline lists the commits, git fetch --tags brings those of the server"
        if self.is_shallow:
            remedy = SHALLOW
        raise GitError(f"git knows no commit {revision!r} here; {remedy}")

    def tags(self, folder: str) -> Mapping[str, str]:
        """The tags whose names begin with `folder` and a slash, each with the id of the commit that it stands on."""
        if folder not in self._tags:
            self._tags[folder] = self._tags_in(folder)
        return self._tags[folder]

    def _tags_in(self, folder: str) -> Mapping[str, str]:
        form = "%(refname:lstrip=2) %(objecttype) %(objectname) %(*objecttype) %(*objectname)"
        done = run(self.top, "for-each-ref", f"--format={form}", f"refs/tags/{folder}/")
        found: dict[str, str] = {}
        for line in done.output.decode("utf-8", "surrogateescape").splitlines():
            name, *facts = line.split(" ")
            for kind, oid in zip(facts[::2], facts[1::2], strict=True):
                if kind == "commit":
                    found[name] = oid
        return found

    def _commit_of(self, revision: str) -> str | None:
        """The id of the commit that a revision names, None where git knows none: by the process that runs anyway."""
        if "\n" in revision or "\0" in revision:
            return None
        self._ask([f"{revision}^{{commit}}"])
        oid, kind, _ = self._answer()
        return oid if kind else None

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
                raise self._lacking(f"the commit {oid[:12]}")
            self._commits[oid] = _commit(data)
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

    def last_change(self, commit: str, path: str) -> str:
        """The last commit, from `commit` back along the first parents, that changed the folder `path`.

        In a shallow clone it is the oldest one there is, if none before it changed the folder.
        """
        held = self.folder(commit, path)
        while parents := self.commit(commit).parents:
            try:
                if self.folder(parents[0], path) != held:
                    break
            except GitError:
                break
            commit = parents[0]
        return commit

    def _tree(self, oid: str) -> Mapping[str, Entry]:
        if oid not in self._trees:
            data = self._read(oid)
            if data is None:
                raise self._lacking(f"the folder {oid[:12]}")
            try:
                self._trees[oid] = dict(_entries(data, len(oid) // 2))
            except ValueError:
                raise GitError(f"the folder {oid[:12]} is damaged; {_FSCK}") from None
        return self._trees[oid]

    def blobs(self, oids: Iterable[str]) -> Mapping[str, bytes | None]:
        """The contents of objects, all in one go; None for one of more than MAX_BLOB bytes."""
        found: dict[str, bytes | None] = {}
        wanted = []
        for oid in dict.fromkeys(oids):
            if oid in self._small:
                found[oid] = self._small[oid]
            else:
                wanted.append(oid)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            self._ask(some)
            for oid in some:
                _, kind, content = self._answer(at_most=MAX_BLOB)
                if not kind:
                    raise self._lacking(f"the file {oid[:12]}")
                found[oid] = content
                if content is not None and len(content) <= _SMALL and len(self._small) < _MOST_KEPT:
                    self._small[oid] = content
        return found

    def _read(self, oid: str) -> bytes | None:
        self._ask([oid])
        return self._answer()[2]

    def _ask(self, oids: list[str]) -> None:
        stdin = cast("IO[bytes]", self._process.stdin)
        try:
            stdin.write(os.fsencode("".join([f"{oid}\n" for oid in oids])))
            stdin.flush()
        except OSError:
            raise self._ended() from None

    def _answer(self, at_most: int | None = None) -> tuple[str, str, bytes | None]:
        """The id, the kind and the content of the next object; no kind where git does not have it."""
        stdout = cast("IO[bytes]", self._process.stdout)
        header = stdout.readline().decode("utf-8", "replace").split()
        if not header:
            raise self._ended()
        if (
            len(header) != 3 or not header[2].isdigit()
        ):  # “… missing”, of a revision with blanks in it
            return "", "", None
        left = int(header[2]) + 1  # a line feed comes after the content
        passed_over = at_most is not None and left > at_most + 1
        content = b""
        while left:
            content = stdout.read(min(left, MAX_BLOB) if passed_over else left)
            if not content:
                raise self._ended()
            left -= len(content)
        return header[0], header[1], None if passed_over else content[:-1]

    def _ended(self) -> GitError:
        """Git ends where it cannot read an object, or may not fetch it."""
        return self._lacking("an object")

    def _lacking(self, what: str) -> GitError:
        if self.is_shallow:
            return GitError(f"{what} is not here; {SHALLOW}")
        if not run(self.top, "config", "--get-regexp", r"^remote\..*\.promisor$").code:
            return GitError(f"{what} is not here; {_PARTIAL}")
        return GitError(f"git cannot read {what}; {_FSCK}")


_FSCK = "git fsck says more, and a fresh clone may help"
_PARTIAL = (
    "this clone was made with “--filter”, and has only a part of the files: git fetch --refetch --no-filter "
    "--tags brings the others"
)
SHALLOW = (
    "this clone has only the latest commits: git fetch --unshallow --tags brings the others (in GitHub "
    "Actions “fetch-depth: 0” under actions/checkout, in GitLab CI “GIT_DEPTH: 0”, in Azure Pipelines "
    "“fetchDepth: 0”)"
)


def _commit(data: bytes) -> Commit:
    """A commit as git stores it: lines of a key and a value, an empty line, and the message."""
    tree, parents, time = "", [], 0
    for line in data.split(b"\n\n", 1)[0].decode("utf-8", "replace").split("\n"):
        key, _, value = line.partition(" ")
        if key == "tree":
            tree = value
        elif key == "parent":
            parents.append(value)
        elif key == "committer":
            # Old tools have written odd ones; without a time it is the oldest.
            found = re.search(r" (\d{1,15}) [+-]\d+$", value, re.ASCII)
            time = int(found[1]) if found else 0
    return Commit(tree, tuple(parents), time)


def _entries(data: bytes, id_bytes: int) -> Iterator[tuple[str, Entry]]:
    """A tree as git stores it: mode, blank, name, NUL, id in binary, and so on."""
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + id_bytes
        # Some tools have written a folder's mode with a zero in front.
        yield os.fsdecode(name), Entry(mode.decode("ascii").lstrip("0"), data[end + 1 : at].hex())
