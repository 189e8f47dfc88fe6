"""Repositories that are odd: links, pipes and folders that lead away, and what git can be made to hold and to run."""

import os
import shutil
import stat
from pathlib import Path
from subprocess import CalledProcessError

from tests.conftest import write
from tests.hostile.tree import CONFIG, FILE, PLAN, REGISTER, Case, Make, git, put
from tests.plans import REGISTER as TEXT
from tests.plans import activity

_TOUCH = '#!/bin/sh\ntouch "$OUTSIDE/touched"\ncat\n'


def _instead(file: str, to: str) -> Make:
    """A link in place of a file; `to` may begin with OUT, the folder beside the repository."""

    def make(top: Path) -> None:
        path = top / file
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(to.replace("OUT", str(top.parent.parent / "outside")))

    return make


def _pipe(file: str) -> Make:
    def make(top: Path) -> None:
        (top / file).unlink(missing_ok=True)
        os.mkfifo(top / file)

    return make


def _all(*makes: Make) -> Make:
    def make(top: Path) -> None:
        for one in makes:
            one(top)

    return make


def _program(top: Path, name: str = "program") -> str:
    path = write(top / ".git" / name, _TOUCH)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def _setting(*settings: str) -> Make:
    """Settings of git that name a program, which touches what lies outside."""

    def make(top: Path) -> None:
        program = _program(top)
        for setting in settings:
            key, _, value = setting.partition("=")
            git(top, "config", key, value.replace("PROGRAM", program))

    return make


def _hooks(top: Path) -> None:
    for name in (
        "pre-commit",
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
        "post-commit",
    ):
        (top / ".git/hooks").mkdir(exist_ok=True)
        _program(top, f"hooks/{name}")


def _submodule(top: Path) -> None:
    git(
        top,
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{git(top, 'rev-parse', 'HEAD')},{PLAN}/KA.03.06.yaml",
    )
    git(top, "commit", "-q", "-m", "Submodule")


def _index_link(top: Path) -> None:
    blob = write(top / ".git/x", "../../../outside/secret")
    name = git(top, "hash-object", "-w", str(blob))
    git(top, "update-index", "--add", "--cacheinfo", f"120000,{name},{PLAN}/KA.03.04.yaml")
    git(top, "commit", "-q", "-m", "Link")


def _replaced(top: Path) -> None:
    other = write(top / ".git/x", activity(title="Replaced"))
    git(
        top,
        "replace",
        git(top, "rev-parse", f"HEAD:{FILE}"),
        git(top, "hash-object", "-w", str(other)),
    )


def _shallow(top: Path) -> None:
    write(top / ".git/shallow", git(top, "rev-parse", "HEAD") + "\n")


def _graft(top: Path) -> None:
    head = git(top, "rev-parse", "HEAD")
    write(top / ".git/info/grafts", f"{head} {head}\n")


def _damaged(top: Path) -> None:
    name = git(top, "rev-parse", f"HEAD:{FILE}")
    path = top / ".git/objects" / name[:2] / name[2:]
    path.chmod(0o644)
    path.write_bytes(b"x")


def _gone(top: Path) -> None:
    name = git(top, "rev-parse", f"HEAD~1:{PLAN}")
    (top / ".git/objects" / name[:2] / name[2:]).unlink()


def _climbs(top: Path) -> None:
    """A tree with `..` and `.git` in it, which no git would write by itself."""
    blob = bytes.fromhex(git(top, "rev-parse", f"HEAD:{FILE}"))
    entries = b"".join(
        b"100644 " + name + b"\0" + blob
        for name in (b"../KA.03.09.yaml", b".git", b"KA.03.04.yaml")
    )
    path = write(top / ".git/x", entries)
    tree = git(top, "hash-object", "-w", "-t", "tree", "--literally", str(path))
    git(top, "update-ref", "refs/tags/evil", tree)


def _conflict(top: Path) -> None:
    git(top, "checkout", "-q", "-b", "other", "HEAD~1")
    write(top / FILE, activity(progress="\n  - Other."))
    git(top, "commit", "-q", "-a", "-m", "Other")
    git(top, "checkout", "-q", "main")
    try:
        git(top, "merge", "-q", "other")
    except CalledProcessError:
        return
    raise AssertionError("there is no conflict")


def _worktree(top: Path) -> None:
    write(top / ".git/worktrees/x/gitdir", "/nowhere\n")
    write(top / ".git/worktrees/x/commondir", "../../../../outside\n")


def _git_file(to: str) -> Make:
    def make(top: Path) -> None:
        shutil.rmtree(top / ".git")
        write(top / ".git", f"gitdir: {to}\n")

    return make


def _secret_git(top: Path) -> None:
    git(top, "config", "core.worktree", "../../../outside")


def _tags(top: Path) -> None:
    for name in (
        "kprlint/2023-24/2023-24-Q2",
        "kprlint/2023-24/2023-24-Q9",
        "kprlint/x/y",
        "2023/24-Q1",
        "-x",
        "HEAD",
    ):
        git(top, "update-ref", f"refs/tags/{name}", "HEAD")


def _branches(top: Path) -> None:
    for name in ("HEAD", "-x", "WORKTREE", "2023/24-Q1", "::error::x", "##vso[x]"):
        write(
            top / ".git/refs/heads" / name.replace(":", "："), git(top, "rev-parse", "HEAD") + "\n"
        )


_ATTRIBUTES = put(
    ".gitattributes",
    "*.yaml diff=x filter=x merge=x text eol=crlf ident working-tree-encoding=UTF-16\n",
)

CASES: tuple[Case, ...] = (
    # Links and what is no file.
    *(
        Case(f"{name}, {what}", _instead(file, to), 2, says)
        for what, file in (("activity", FILE), ("register", REGISTER), ("configuration", CONFIG))
        for name, to, says in (
            ("a link out of the tree", "../../../outside/secret" if what != "configuration" else "../../outside/secret", "cannot be read"),
            ("an absolute link out", "OUT/secret", "outside of"),
            ("a link to a system's file", "/etc/passwd", "outside of"),
            ("a link to a device", "/dev/zero", "outside of"),
            ("a link into git's folder", "../../.git/config" if what != "configuration" else ".git/config", "git's own folder"),
            ("a link to itself", Path(file).name, ""),
            ("a link to the folder", ".", "it is a folder"),
            ("a link to standard input", "/dev/stdin", ""),
            ("a link to the process", "/proc/self/environ", "outside of"),
        )
    ),
    *(Case(f"a pipe, {file}", _pipe(file), 2, "it is a pipe") for file in (FILE, REGISTER, CONFIG)),
    Case("a link to a link out", _all(_instead("x", "OUT/secret"), _instead(FILE, "../../x")), 2, "outside of"),
    Case("a plan that is a link out", _instead(PLAN, "OUT"), 0),
    Case("the root is a link out", _instead("activities", "OUT"), 2),
    Case("the root is a link to the top", _instead("activities", "."), 2),
    Case("a plan that is a link to the root", _instead("activities/2024-25", "."), 0),
    Case("a folder in place of a file", _all(lambda top: (top / FILE).unlink(), put(f"{FILE}/x", "x")), 2, "it is a folder"),
    Case("a file in place of a plan", _all(lambda top: shutil.rmtree(top / PLAN), put(PLAN, "x")), 0),
    Case("a file that cannot be read", lambda top: (top / FILE).chmod(0), 0),  # but by root
    Case("a sparse file of a terabyte", lambda top: os.truncate(top / FILE, 1 << 40), 1, "1,099,511,627,776"),
    Case("a folder 100 deep", put(f"{PLAN}/{'d/' * 100}x.yaml", activity("KA.03.09")), 0),
    Case("2,000 files", lambda top: [write(top / PLAN / f"x{n}.yaml", "a: [") for n in range(2000)], 0, "git does not track"),
    Case("names in two cases", put(f"{PLAN}/ka.03.04.yaml", activity("ka.03.04")), 0, "git does not track"),
    Case("names of bytes", lambda top: (top / PLAN / os.fsdecode(b"\xff\xfe.yaml")).write_text(activity()), 0),
    # What git is told to run.
    Case("hooks", _hooks, 0),
    Case("hooks elsewhere", _all(_hooks, lambda top: git(top, "config", "core.hooksPath", ".git/hooks")), 0),
    Case("a monitor", _setting("core.fsmonitor=PROGRAM"), 0),
    Case("a pager", _setting("core.pager=PROGRAM", "pager.log=PROGRAM"), 0),
    Case("an editor", _setting("core.editor=PROGRAM", "sequence.editor=PROGRAM"), 0),
    Case("a program for differences", _all(_ATTRIBUTES, _setting("diff.external=PROGRAM", "diff.x.command=PROGRAM", "diff.x.textconv=PROGRAM")), 0),
    Case("a filter", _all(_ATTRIBUTES, _setting("filter.x.clean=PROGRAM", "filter.x.smudge=PROGRAM", "filter.x.process=PROGRAM", "filter.x.required=true")), 0),
    Case("a program for merges", _all(_ATTRIBUTES, _setting("merge.x.driver=PROGRAM")), 0),
    Case("a program for signatures", _setting("gpg.program=PROGRAM", "log.showSignature=true", "tag.gpgSign=true", "commit.gpgSign=true"), 0),
    Case("a helper for passwords", _setting("credential.helper=!PROGRAM"), 0),
    Case("another command", _setting("alias.log=!PROGRAM", "alias.cat-file=!PROGRAM", "alias.ls-files=!PROGRAM"), 0),
    Case("a remote that is a program", _setting("remote.origin.url=ext::PROGRAM", "remote.origin.promisor=true", "extensions.partialClone=origin"), 0),
    Case("another folder for objects", put(".git/objects/info/alternates", "/etc\n../../../../outside\n"), 0),
    Case("settings of another file", lambda top: git(top, "config", "include.path", "../../../outside/secret"), 2),
    Case("settings that are none", put(".git/config", "[core\n"), 2),
    Case("ssh is a program", _setting("core.sshCommand=PROGRAM", "remote.origin.url=ssh://x/y"), 0),
    # What git holds.
    Case("a submodule in the plan", _submodule, 0),
    Case("a link in the index", _index_link, 0),
    Case("a replaced object", _replaced, 0),
    Case("a shallow clone", _shallow, 0, ""),
    Case("a graft", _graft, 0),
    Case("a damaged object", _damaged, 0),
    Case("a folder that is gone", _gone, 0),
    Case("a tree that climbs", _climbs, 0),
    Case("a conflict", _conflict, 1, "merge"),
    Case("another work tree", _worktree, 0),
    Case("a git folder elsewhere", _git_file("../../outside"), 2),
    Case("a git folder that is the system's", _git_file("/etc"), 2),
    Case("a git folder that is itself", _git_file(".git"), 2),
    Case("a work tree elsewhere", _secret_git, 0),
    Case("a bare repository", lambda top: git(top, "config", "core.bare", "true"), 2),
    Case("no commit", lambda top: git(top, "update-ref", "-d", "HEAD"), 0),
    Case("a branch that is not there", put(".git/HEAD", "ref: refs/heads/nowhere\n"), 0),
    Case("a head that is nothing", put(".git/HEAD", "x\n"), 2),
    Case("a head that is outside", put(".git/HEAD", "ref: ../../../outside/secret\n"), 2),
    Case("an index that is noise", put(".git/index", bytes(range(256))), 2),
    Case("an index without end", lambda top: os.truncate(top / ".git/index", 1 << 20), 2),
    Case("a lock", put(".git/index.lock", ""), 0),
    Case("tags that seem quarters", _tags, 0),
    Case("branches that seem quarters", _branches, 0),
    Case("files that are not there", _all(lambda top: git(top, "config", "core.sparseCheckout", "true"), lambda top: git(top, "update-index", "--skip-worktree", FILE), lambda top: (top / FILE).unlink()), 0),
    Case("files that are assumed unchanged", _all(lambda top: git(top, "update-index", "--assume-unchanged", FILE), put(FILE, activity(status="Grey"))), 1),
    Case("everything is ignored", put(".gitignore", "*\n"), 0),
    Case("case is ignored", lambda top: git(top, "config", "core.ignoreCase", "true"), 0),
    Case("a quarter's tag that is a blob", lambda top: git(top, "update-ref", "refs/tags/kprlint/2023-24/2023-24-Q1", git(top, "rev-parse", f"HEAD:{FILE}")), 0),
    Case("another plan inside", put(f"{PLAN}/2024-25/plan.yaml", TEXT), 1),
    Case("a configuration inside", put(f"{PLAN}/kprlint.toml", "root = '/etc'\n"), 0),
)  # fmt: skip
