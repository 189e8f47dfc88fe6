"""Whether a paper may be published as final, and what it was made of."""

from collections.abc import Iterator

from kprlint.change.places import Places
from kprlint.change.reported import State
from kprlint.change.snapshot import Snapshot, Taken
from kprlint.publish.paper import Paper, Provenance


def source(places: Places, now: Snapshot) -> Provenance:
    """The last commit that touches the plan, and the tag whose text this is."""
    tag = places.closed_as(now) or ""
    return Provenance(commit=places.last_commit(now), tag=tag)


def reasons(places: Places, now: Snapshot, paper: Paper) -> tuple[str, ...]:
    """Why a paper that is not the text of a tag is a draft; none where all is committed, reported and free of errors."""
    return (*_uncommitted(places, now), *_unreported(paper), *_in_error(places, now))


def _uncommitted(places: Places, now: Snapshot) -> Iterator[str]:
    names = places.uncommitted(now)
    if names:
        yield f"not committed yet: {_some(names)}"


def _unreported(paper: Paper) -> Iterator[str]:
    codes = [str(a.code) for a in paper.activities if a.state is not State.REPORTED]
    codes += [str(one.code) for one in paper.absent if one.code and not one.has_gone]
    if codes:
        yield f"not reported yet: {_some(codes)}"
    files = [one.why for one in paper.absent if one.code is None]
    yield from files


def _in_error(places: Places, now: Snapshot) -> Iterator[str]:
    """Errors that `kprlint check` finds in the texts that are printed."""
    from kprlint.lint import engine
    from kprlint.lint.settings import Settings
    from kprlint.project.sources import Sources
    from kprlint.rules import load

    held = now.origin.place in (Taken.COMMIT, Taken.TAG) and now.origin.path is not None
    folder = places.repository.top / now.origin.path if held and now.origin.path else places.folder
    overrides = {folder / name: content for name, content in now.files.items()} if held else {}
    paths = tuple(overrides) or (folder,)
    result = engine.check(Settings(paths=paths, sources=Sources(overrides)), load()).result
    if result.summary.error:
        files = dict.fromkeys(
            f.file.rpartition("/")[2] for f in result.findings if f.severity == "error"
        )
        count = result.summary.error
        yield f"{count} {'error' if count == 1 else 'errors'} that kprlint check finds: {_some(list(files))}"


def _some(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
