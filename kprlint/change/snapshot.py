"""A plan at one moment: its register and its activities, read from names and bytes."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kprlint.errors import InputError
from kprlint.model import Activity, ActivityId, Code, Kind, Plan, Quarter
from kprlint.project.timeline import Late
from kprlint.project.workspace import REGISTER
from kprlint.source.document import MAX_BYTES, Document
from kprlint.source.reading import read_activity, read_plan
from kprlint.source.yaml import Mapping as YamlMapping
from kprlint.source.yaml import Sequence


class Taken(StrEnum):
    """Where a snapshot was taken from."""

    TAG = "tag"
    COMMIT = "commit"
    INDEX = "index"
    WORKTREE = "work tree"
    FOLDER = "folder"


class Origin(NamedTuple):
    """Where a snapshot was taken from: `label` for readers, `revision` a commit's id, and in it the folder `path`."""

    place: Taken
    label: str
    revision: str | None = None
    path: str | None = None


class Unread(NamedTuple):
    """A file that could not be compared, why, and the code that its name or its text says."""

    file: str
    why: str
    code: Code | None


class FileLines(NamedTuple):
    """The lines, from 1, of an activity's fields and of its next steps in the file."""

    fields: Mapping[str, int]
    steps: tuple[int, ...]


class Snapshot(NamedTuple):
    """A plan at one moment. `files` are the bytes of what was read, by name, `names` the files' names.

    `places` are the lines of the activities' fields and steps in their files. `late`: files of a quarter that were changed when it was over.
    """

    origin: Origin
    name: str
    plan: Plan
    activities: Mapping[Code, Activity]
    unread: tuple[Unread, ...]
    files: Mapping[str, bytes]
    names: Mapping[Code, str]
    places: Mapping[Code, FileLines]
    late: tuple[Late, ...] = ()

    @property
    def period(self) -> Quarter | None:
        return self.plan.period

    def identity(self, code: Code) -> ActivityId:
        return ActivityId(self.name, code)

    def kind(self, activity: Activity) -> Kind:
        """The kind of the activity's status; unknown where the plan does not have the word."""
        status = self.plan.find_status(activity.status)
        return (status.kind if status else None) or Kind.UNKNOWN

    def only(self, codes: frozenset[Code]) -> "Snapshot":
        """The same plan, with the activities of `codes` alone."""
        return self._replace(activities={c: a for c, a in self.activities.items() if c in codes})


Content = bytes | str
"""A file's bytes, or why they may not be read."""


def read(
    origin: Origin, folder: str, contents: Mapping[str, Content], late: tuple[Late, ...] = ()
) -> Snapshot:
    """The snapshot of the plan in `folder` whose files are `contents`, by name.

    Raises InputError where the register is not there or cannot be read: without it nothing can be told.
    """
    register = contents.get(REGISTER)
    if register is None:
        raise InputError(f"there is no {REGISTER} in {folder} in {origin.label}")
    plan = None
    if isinstance(register, bytes):
        document = Document(REGISTER, register, "plan")
        plan = read_plan(document) if document.readable else None
    if plan is None:
        why = register if isinstance(register, str) else "kprlint check says why"
        raise InputError(f"{folder}/{REGISTER} in {origin.label} cannot be read: {why}")
    activities: dict[Code, Activity] = {}
    names: dict[Code, str] = {}
    places: dict[Code, FileLines] = {}
    unread: list[Unread] = []
    # The file that is named after the code comes first, so that a stray copy never takes its place.
    known = {code.file_name: code for code in (*plan.retired, *plan.codes)}
    named = {n: known.get(n) or plan.named(n) for n in contents if n != REGISTER}
    for name in sorted(named, key=lambda n: (not named[n], n)):
        file, (parsed, why) = f"{folder}/{name}", _activity(contents[name])
        code = parsed[0].code if parsed else None
        if code is None or not (plan.knows(code) or plan.fits(code)):
            code = named[name] or code
        if parsed is None:
            unread.append(Unread(file, why, code))
        elif code is None:
            unread.append(Unread(file, "it does not say its code", None))
        elif code in activities:
            unread.append(Unread(file, f"another file reports on {code}, too", None))
        else:
            activity, places[code] = parsed
            # A file that says no code, or none of the plan's, stands for the one that it is named after.
            activities[code] = activity._replace(code=code)
            names[code] = name
    name = plan.name or folder.rpartition("/")[2]
    files = {n: c for n, c in contents.items() if isinstance(c, bytes)}
    ordered = {code: activities[code] for code in plan.sorted(activities)}
    return Snapshot(origin, name, plan, ordered, tuple(unread), files, names, places, late)


_Parsed = tuple[Activity, FileLines]


def _activity(content: Content) -> tuple[_Parsed | None, str]:
    """An activity and where what stands, or why it cannot be read."""
    if isinstance(content, str):
        return None, content
    if len(content) > MAX_BYTES:
        return None, f"it has more than {MAX_BYTES:,} bytes"
    parsed = _parsed(content)
    return parsed, "" if parsed else "it is not readable as YAML; kprlint check says why"


@lru_cache(maxsize=4096)
def _parsed(content: bytes) -> _Parsed | None:
    """The activity, once for each content: from one quarter to the next most files of a history are alike."""
    document = Document("", content, "activity")
    if not document.readable:
        return None
    root, text = document.tree.root, document.text
    assert isinstance(root, YamlMapping)
    steps = root.get("next_steps")
    items = steps.items if isinstance(steps, Sequence) else ()
    return read_activity(document), FileLines(
        {name: text.place(pair.key.start)[0] for name, pair in root.pairs.items()},
        tuple([text.place(item.start)[0] for item in items]),
    )
