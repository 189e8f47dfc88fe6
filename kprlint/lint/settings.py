"""What the command line asks of a run."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kprlint.project.sources import Sources
from kprlint.rules.base import Profile, Scope


class Settings(NamedTuple):
    """The paths are absolute. `profile` None is the configuration's, `scope` None every scope; `sources`: where files come from, if not the
    work tree. `keep`: what is found is kept for the next run, and what an earlier one has kept is taken.
    `errors_alone`: errors are counted, and nothing is shown: of our own rules those that find warnings at most are not asked,
    and no rule says what may be done.
    `jobs`: how many processes look at many files.
    """

    paths: tuple[Path, ...] = ()
    config: Path | None = None
    as_of: date | None = None
    profile: Profile | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    scope: Scope | None = None
    whole_plans: bool = False
    closing: bool = False
    fix: bool = False
    show_waived: bool = False
    errors_alone: bool = False
    sources: Sources = Sources()
    keep: bool = False
    jobs: int = 1
