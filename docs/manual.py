"""The manual page and the completions of shells, made of the command line: `python docs/manual.py` writes docs/share.

The wheel puts them where `man kprlint` and the shells look for them.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import FishComplete, ShellComplete, ZshComplete

from kprlint.cli import main
from kprlint.cli.commands import GROUPS

SHARE = Path(__file__).with_name("share")
_END = """.SH EXIT STATUS
.TP
0
clean
.TP
1
findings at or above what \\-\\-fail\\-on says; something is owed
.TP
2
could not run
.SH FILES
.TP
kprlint.toml
the settings of a repository
.TP
activities/PLAN/plan.yaml
the register of a plan; beside it a file for each activity
"""


class _Bash(ShellComplete):
    """Bash's, without asking which bash this machine has."""

    name = "bash"
    source_template = import_module("click.shell_completion").BashComplete.source_template


def manual() -> str:
    lines = ['.TH KPRLINT 1 "" "kprlint" "kprlint"', ".SH NAME"]
    about = str(main.help).partition(".\n")[0]
    lines += [_escaped(f"kprlint - {about[0].lower()}{about[1:]}"), ".SH SYNOPSIS"]
    lines += [".B kprlint", "[OPTIONS] COMMAND [ARGS]..."]
    top = click.Context(main, info_name="kprlint", **main.context_settings)
    lines += [".SH OPTIONS", *_options(main, top)]
    for heading, entries in GROUPS.items():
        lines.append(f".SH {_escaped(heading.upper())}")
        for name, entry in entries.items():
            module = import_module(f"kprlint.cli.{entry.module}")
            lines += _section(getattr(module, entry.module), f"kprlint {name}", top)
    return "\n".join(lines) + "\n" + _END


def _section(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, parent, info_name=name)
    yield f".SS {_escaped(name)} {_escaped(' '.join(command.collect_usage_pieces(context)))}"
    for paragraph in (command.help or "").replace("\b\n", "").split("\n\n"):
        yield ".PP"
        yield from map(_escaped, paragraph.strip().splitlines())
    yield from _options(command, context)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found:
                yield from _section(found, f"{name} {inner}", context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1]:
            yield from (".TP", f".B {_escaped(record[0])}", _escaped(record[1]))


def _escaped(text: str) -> str:
    made = text.strip().replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{made}" if made.startswith((".", "'")) else made


def files() -> Iterator[tuple[Path, str]]:
    """Each file, and what has to stand in it."""
    yield SHARE / "man/man1/kprlint.1", manual()
    for kind, place in (
        (_Bash, "bash-completion/completions/kprlint"),
        (ZshComplete, "zsh/site-functions/_kprlint"),
        (FishComplete, "fish/vendor_completions.d/kprlint.fish"),
    ):
        made = kind(main, {}, "kprlint", "_KPRLINT_COMPLETE").source()
        yield SHARE / place, "".join(f"{line.rstrip()}\n" for line in made.strip().splitlines())


if __name__ == "__main__":
    for path, text in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
