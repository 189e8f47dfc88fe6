"""The last commit: which files it holds, whether they are here as they are there, and tags on it."""

import os
from pathlib import Path

from kprlint.git.process import GitError, run


def state(top: Path) -> bytes:
    """What the last commit and the tags are: as long as it is the same, so is what git holds of the quarters."""
    return run(top, "show-ref", "--head", "--tags").output


def files_at_head(folder: Path) -> dict[str, str]:
    """The files of `folder` in the last commit, with the ids of their contents."""
    done = run(folder, "ls-tree", "-z", "HEAD")
    if done.code:
        if "Not a valid object name" in done.said:  # no commit yet
            return {}
        raise GitError(f"git could not list the last commit: {done.said}")
    ids: dict[str, str] = {}
    for entry in done.output.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        mode, _, rest = head.decode("ascii").partition(" ")
        if mode.startswith("100"):
            ids[os.fsdecode(name)] = rest.rpartition(" ")[2]
    return ids


def as_committed(data: bytes, id: str) -> bytes | None:
    """The content `data` if it is the blob `id`, as git holds it; else None.

    Git for Windows gives text files CRLF in the work tree: that alone is no difference.
    """
    import hashlib

    for content in (data, data.replace(b"\r\n", b"\n")):
        blob = b"blob %d\0" % len(content) + content
        made = hashlib.sha256(blob) if len(id) == 64 else hashlib.sha1(blob, usedforsecurity=False)
        if made.hexdigest() == id:
            return content
    return None


def tag_exists(folder: Path, name: str) -> bool:
    ref = f"refs/tags/{name}"
    return not run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", ref).code


def read_tag(folder: Path, name: str) -> tuple[str, str, str] | None:
    """The commit that a tag stands on, who made it and when, and its message; None where there is no such tag.

    Of one without a message the last two are empty.
    """
    ref = f"refs/tags/{name}"
    if not tag_exists(folder, name):
        return None
    done = run(folder, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    if done.code:
        raise GitError(f"the tag {name} stands on no commit: {done.said}")
    commit = done.output.decode("ascii").strip()
    told = run(folder, "cat-file", "tag", ref)
    if told.code:
        return commit, "", ""
    head, _, message = told.output.decode("utf-8", "replace").partition("\n\n")
    tagger = next((x for x in head.splitlines() if x.startswith("tagger ")), "")
    return commit, tagger.removeprefix("tagger ").partition(" <")[0], message


def make_tag(folder: Path, name: str, message: str) -> None:
    """Makes an annotated tag of the last commit. No hook, no editor and no signing program runs."""
    command = ("tag", "-a", "--no-sign", "--cleanup=verbatim", "-F", "-", name)
    done = run(folder, *command, input=message.encode("utf-8", "backslashreplace"))
    if done.code:
        said = done.said.casefold()
        if "ident" in said or "tell me who you are" in said:
            raise GitError(
                f"the tag {name} was not made, since git does not know who you are; tell it with",
                '  git config --global user.name "Your Name"',
                "  git config --global user.email you@council.gov.uk",
            )
        raise GitError(f"git did not make the tag {name}: {done.said}")
