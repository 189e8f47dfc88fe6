"""What all files of a plan hold together, by key: a few facts of each file, so that nobody need read every file again.

A rule that compares an activity with all others says as an Index which facts of a file it needs, and what those of all files
tell of a key. The facts are made once for each content of a file, and a cache may keep them: they are plain JSON.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from kprlint.model import Activity

T = TypeVar("T")

# What a file says of a key: texts and numbers.
Value = Sequence[Any]
Facts = Sequence[tuple[str, Value]]
# What each file says of one key: file names with values, in the order of the plan's files, then of the file.
Group = Sequence[tuple[str, Value]]
# A kind, and what it is asked of; see PlanFolder.answer.
Question = tuple[str, ...]


class Index(Generic[T]):
    """`facts` are those of one activity; `told` is what the facts of all that are under one key say, which may be none."""

    def __init__(
        self,
        name: str,
        facts: Callable[[Activity], Iterable[tuple[str, Value]]],
        told: Callable[[Group], T],
    ) -> None:
        self.name = name
        self.facts = facts
        self.told = told


def digest(*parts: str | bytes) -> str:
    """Short, and the same for the same parts alone."""
    import hashlib

    made = hashlib.blake2b(digest_size=10)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def digest_of_group(group: Group) -> str:
    import json

    return digest(json.dumps(group))


def _files(group: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, _ in group))


# Which files carry an activity on, by plan and code; and which have steps that say they come from there, by what they say.
CONTINUED = Index("continued", lambda a: [(str(one), ()) for one in a.continues if one], _files)
ORIGINS = Index(
    "origins",
    lambda a: [(origin, ()) for origin in dict.fromkeys(s.origin for s in a.next_steps) if origin],
    _files,
)
