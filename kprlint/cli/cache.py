"""kprlint cache"""

import click

from kprlint.cli.streams import fail, say
from kprlint.lint import cache as kept
from kprlint.printing import plural
from kprlint.source.files import MIB


@click.group()
def cache() -> None:
    """Show or clean up what “kprlint check” keeps for its next run.

    It is in your own cache folder, or in the one that KPRLINT_CACHE names, and never in the repository. Nothing depends on
    it: without it the same is found, only later.
    """


@cache.command()
def show() -> None:
    """Show where it is, and how much there is."""
    sizes = [path.lstat().st_size for path in kept.files()]
    say(f"{kept.folder()}: {_said(len(sizes), sum(sizes))}")


@cache.command()
def clean() -> None:
    """Take away all of it."""
    try:
        count, size = kept.clean()
    except OSError as error:
        fail(f"{error.filename} cannot be removed: {(error.strerror or str(error)).lower()}")
    say(f"{_said(count, size)} removed")


def _said(count: int, size: int) -> str:
    return f"{plural(count, 'file')}, {size / MIB:.1f} MiB"
