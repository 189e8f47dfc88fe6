"""kprlint git-driver"""

import os
import re
import sys
from pathlib import Path

import click

from kprlint.cli.streams import fail, note, write
from kprlint.git import top_level
from kprlint.source.files import MIB, read

_SETTING = "diff.kprlint.textconv"

# What tells our setting from one that somebody made, whichever Python it names.
_OURS = "kprlint git-driver textconv"

# What is longer is not shown: git would hold both sides of it.
_MOST = 64 * MIB

_MARK = "# added by kprlint git-driver install; kprlint git-driver uninstall takes this and the next line out"


@click.group(name="git-driver")
def git_driver() -> None:
    """Have git diff and git log -p show activities as plain text."""


@git_driver.command(short_help="Set it up in this repository.")
@click.option("--local", is_flag=True, help="In this repository, on this machine.")
@click.option("--print", "only_print", is_flag=True, help="Say what it takes, and change nothing.")
def install(local: bool, only_print: bool) -> None:
    """Have git show activities and registers as plain text, in this repository.

    This sets diff.kprlint.textconv in the repository's own configuration and adds a line to its
    info/attributes. Nothing is committed, and nobody else's git is touched.
    """
    if not (local or only_print):
        raise click.UsageError(
            "Say --local to set it up in this repository, or --print to see what that takes"
        )
    from shlex import quote

    pattern = _pattern(_plans())
    file = _attributes_file()
    line = f"{pattern} diff=kprlint"
    command = textconv_command(sys.executable)
    if only_print:
        write(
            f"git config --local {_SETTING} {quote(command)}\n"
            f"printf '%s\\n' {quote(line)} >> {quote(file.as_posix())}\n"
        )
        return
    _refuse_foreign()
    _add(file, line)
    _git("config", "--local", "--replace-all", _SETTING, command)
    write(
        "git diff, git log -p and git show now show activities and registers as plain text here\n"
    )
    note("git diff --no-textconv shows the files themselves, and makes patches that can be applied")


@git_driver.command()
def uninstall() -> None:
    """Take out what install has added, and nothing else."""

    removed = _remove(_attributes_file())
    if any(_OURS in value for value in _values()):
        _git("config", "--local", "--unset-all", _SETTING, _OURS)
        removed = True
    write(
        "git shows the files themselves again\n" if removed else "there was nothing to take out\n"
    )


@git_driver.command(short_help="Print a file as text: git calls this.")
@click.argument("file", metavar="FILE")
def textconv(file: str) -> None:
    """Print an activity or a register as plain text; anything else as it is.

    It is git that calls this. When a textconv fails, git gives up on the whole diff: so whatever FILE is,
    the exit code is 0.
    """
    data = b""
    try:
        path = Path(file).absolute()
        is_led = path != Path(os.path.realpath(path))  # by a link, which may be a stranger's
        data = read(path, at_most=_MOST, within=top_level(path.parent) if is_led else None)
        from kprlint.cli.textconv import view

        shown = view(data)
    except Exception as error:
        shown = data
        _complain(f"{file} is not shown as text: {getattr(error, 'why', None) or error!r}")
    _emit(shown)


def textconv_command(python: str) -> str:
    """What git is to run: it hands this to sh, with the name of a file behind it.

    -P, since git runs it in the work tree, and a click.py there is not ours. Once this Python is gone, or
    kprlint is gone from it, git shall show the file.
    """
    from shlex import quote

    return f'f() {{ {quote(python)} -P -m {_OURS} -- "$1" || cat -- "$1"; }}; f'


def _complain(message: str) -> None:
    from contextlib import suppress

    from kprlint.printing import visible

    with suppress(OSError, ValueError):
        note(visible(message))


def _emit(data: bytes) -> None:
    import os
    from contextlib import suppress

    if sys.stdout is None:
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except (OSError, ValueError):
        # What is left in the buffer would fail once more when Python ends.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _git(*arguments: str) -> str:
    from kprlint.git import GitError
    from kprlint.git.process import run

    done = run(Path(), *arguments)
    if done.code:
        if "not a git repository" in done.said:
            raise GitError("there is no git repository here; go into the one that holds the plans")
        raise GitError(f"git {' '.join(arguments[:2])} failed: {done.said}")
    return done.output.decode("utf-8", "surrogateescape")


def _plans() -> str:
    """The folder of the plans, from the top of the work tree."""
    import os
    import posixpath

    from kprlint.git import GitError
    from kprlint.project.find import here
    from kprlint.source.files import shown

    inside, _, prefix = _git("rev-parse", "--is-inside-work-tree", "--show-prefix").partition("\n")
    if inside != "true":
        raise GitError("this git repository has no files here; go into its work tree")
    project = here()
    root = project.config.root
    base = os.path.relpath(project.base).replace(os.sep, "/")
    folder = posixpath.normpath(posixpath.join(prefix.removesuffix("\n"), base, root))
    if folder.split("/")[0] == "..":
        raise GitError(f"{shown(project.base / root)} lies outside of this git repository")
    return folder


def _pattern(folder: str) -> str:
    """The pattern of the plans' files, as gitattributes wants it written."""
    signs = re.sub(r"[\\*?\[\]!#]", r"\\\g<0>", folder)
    pattern = "*/*.yaml" if folder == "." else f"{signs}/*/*.yaml"
    if not re.search(r'[\s"\x00-\x1f]', pattern):
        return pattern
    # In quotation marks, as in C.
    return '"' + re.sub(r'[\x00-\x1f"\\]', lambda c: f"\\{ord(c[0]):03o}", pattern) + '"'


def _attributes_file() -> Path:
    """Of a linked work tree it is that of the repository: git reads no other."""
    return Path(_git("rev-parse", "--git-path", "info/attributes").removesuffix("\n"))


def _values() -> list[str]:
    """What the setting is in the repository's own configuration."""
    from kprlint.git import GitError
    from kprlint.git.process import run

    done = run(Path(), "config", "--local", "--null", "--get-all", _SETTING)
    if done.code > 1:
        raise GitError(f"git could not read its configuration: {done.said}")
    return done.output.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _refuse_foreign() -> None:
    from kprlint.git import GitError

    for value in _values():
        if _OURS not in value:
            raise GitError(
                f"{_SETTING} is set already, to {value!r}; if that may go, run",
                f"  git config --local --unset-all {_SETTING}",
            )


def _add(file: Path, line: str) -> None:
    from kprlint.source.files import MIB, read
    from kprlint.source.writing import create, replace

    lines = f"{_MARK}\n{line}\n".encode("utf-8", "surrogateescape")
    try:
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            create(file, lines)
        elif lines not in (before := read(file, at_most=MIB)):
            # One line break in any case, whether or not the last line has its own: so that _remove can
            # take one away in any case.
            replace(file, before + b"\n" + lines, before=before)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")


def _remove(file: Path) -> bool:
    """Makes `file` what it was before `_add`; says whether there was anything to remove."""
    from kprlint.source.files import MIB, Unreadable, read
    from kprlint.source.writing import replace

    try:
        before = read(file, at_most=MIB)
        after = _without_ours(before)
        if after == before:
            return False
        if not after and before.startswith(_MARK.encode()):
            file.unlink()
        else:
            replace(file, after, before=before)
    except Unreadable as error:
        if error.missing:
            return False
        raise
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    return True


def _without_ours(content: bytes) -> bytes:
    lines = rb"(?:\A|\n)" + re.escape(_MARK.encode()) + rb"\n[^\n]* diff=kprlint(?:\n|\Z)"
    for found in reversed(list(re.finditer(lines, content))):
        before, after = content[: found.start()], content[found.end() :]
        # What somebody wrote behind it since must not end up on another line.
        stays = after and before and not before.endswith(b"\n")
        content = before + (b"\n" if stays else b"") + after
    return content
