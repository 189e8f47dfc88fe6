"""Whether a paper may be published as final, and what it was made of."""

from collections.abc import Iterator

from kprlint.change.places import Places
from kprlint.change.reported import State
from kprlint.change.snapshot import Snapshot, Taken
from kprlint.printing import visible
from kprlint.publish.paper import Paper, Provenance
from kprlint.words import Message

_MOST = 6


def source(places: Places, now: Snapshot) -> Provenance:
    """The last commit that touches the plan, and the tag whose text this is."""
    tag = places.closed_as(now) or ""
    return Provenance(commit=places.last_commit(now), tag=tag)


def reasons(places: Places, now: Snapshot, paper: Paper) -> tuple[Message, ...]:
    """Why a paper that is not the text of a tag is a draft; none where all is committed, reported and free of errors."""
    return (*_uncommitted(places, now), *_unreported(paper), *_in_error(places, now))


def _uncommitted(places: Places, now: Snapshot) -> Iterator[Message]:
    names = places.uncommitted(now)
    if names:
        yield Message("not_committed", {"files": _some(names)})


def _unreported(paper: Paper) -> Iterator[Message]:
    codes = [str(a.code) for a in paper.activities if a.state is not State.REPORTED]
    codes += [str(one.code) for one in paper.absent if one.code and not one.has_gone]
    if codes:
        yield Message("not_reported_yet", {"codes": _some(codes)})
    yield from (one.why for one in paper.absent if one.code is None)


def _in_error(places: Places, now: Snapshot) -> Iterator[Message]:
    """Errors that `kprlint check` finds in the texts that are printed."""
    from kprlint.lint import engine
    from kprlint.lint.settings import Settings
    from kprlint.project.sources import Sources
    from kprlint.rules import load

    held = now.origin.place in (Taken.COMMIT, Taken.TAG) and now.origin.path is not None
    folder = places.repository.top / now.origin.path if held and now.origin.path else places.folder
    texts = {folder / name: content for name, content in now.files.items()}
    paths = tuple(texts) if held else (folder,)
    settings = Settings(paths=paths, sources=Sources(texts), errors_alone=True)
    result = engine.check(settings, load()).result
    if result.summary.error:
        files = dict.fromkeys(
            f.file.rpartition("/")[2] for f in result.findings if f.severity == "error"
        )
        yield Message("errors_found", {"files": _some(list(files))}, result.summary.error)


def _some(names: list[str] | tuple[str, ...]) -> object:
    told = ", ".join(map(visible, names[:_MOST]))
    return Message("and_more", {"names": told}, len(names) - _MOST) if len(names) > _MOST else told
