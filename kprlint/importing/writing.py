"""What was imported → the files of a plan: `plan.yaml` and one file an activity, the same bytes every time."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

from kprlint.errors import OutputError, Refused
from kprlint.importing import register
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import FoundActivity, FoundStep, Imported
from kprlint.importing.known import PlanFolder
from kprlint.model import Quarter
from kprlint.printing import visible
from kprlint.source import emit
from kprlint.source.files import ACTIVITY, read, shown
from kprlint.source.writing import replace_all

_WIDTH = 100
# Doubts whose words stand nowhere else in the file.
_QUOTED = frozenset({
    "import-left-over", "import-unknown-heading", "import-step-column", "import-comment", "import-row-below",
})  # fmt: skip
_MOST_QUOTED = 400


class Conflict(Refused):
    """Files that are there already and differ; `paths` are theirs."""

    page = "import"

    def __init__(self, paths: list[Path]) -> None:
        first = shown(paths[0])
        others = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        super().__init__(
            f"{first}{others} would be replaced, so nothing was written; --force replaces what differs"
        )
        self.paths = paths


def files(
    imported: Imported,
    plan: str,
    period: Quarter,
    there: PlanFolder,
    *,
    title: str = "",
    council: str = "",
    days: register.Days = (None, None),
) -> dict[str, str]:
    """Name → content, `plan.yaml` first: that of the folder `there`, with what the document adds, where it has one.

    `title` and `council` are “”, and the first and last of the plan's `days` None, where nobody has said them. Raises `Refused` where the register that is there cannot be kept.
    """
    wanted = register.new(imported, plan, period, title=title, council=council, days=days)
    said = {field: text for field, text in (("title", title), ("council", council)) if text}
    found = {register.NAME: _register(imported, wanted, there, said)}
    for activity in imported.activities:
        found[activity.code.file_name] = _activity(
            activity, period, there.continues.get(activity.code, ())
        )
    return found


def save(contents: dict[str, str], folder: Path, *, force: bool) -> list[Path]:
    """Writes what differs, all of it or nothing, and returns it.

    Raises `Conflict` before anything is written where a file differs and `force` is not given.
    """
    changed: dict[Path, tuple[bytes | None, bytes]] = {}
    for name, content in contents.items():
        path, data = folder / name, content.encode()
        before = read(path, at_most=ACTIVITY) if os.path.lexists(path) else None
        if before != data:
            changed[path] = (before, data)
    if not force and (
        there := [path for path, (before, _) in changed.items() if before is not None]
    ):
        raise Conflict(there)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder} cannot be written: {error.strerror}"
        ) from None
    replace_all(changed)
    return list(changed)


def _register(
    imported: Imported, wanted: dict[str, Any], there: PlanFolder, said: dict[str, str]
) -> str:
    told = [f"{d.name}: {d.message}" for d in imported.doubts if d.activity is None]
    if not there.register:
        return _commented(dict.fromkeys(told)) + emit.document(wanted)
    text = register.merged(there.register, wanted, said)
    if text == there.register:
        return text
    # Comments that stand there already have been seen.
    newline = "\r\n" if "\r\n" in text else "\n"
    above = (_commented([t]).replace("\n", newline) for t in dict.fromkeys(told))
    return "".join(comment for comment in above if comment not in text) + text


def _activity(activity: FoundActivity, period: Quarter, continues: tuple[str, ...]) -> str:
    """`continues` is what the file that is there says; a document seldom prints it."""
    continues = tuple(map(str, activity.continues)) or continues
    said = dict.fromkeys(_told(doubt) for doubt in activity.doubts)
    return _commented(said) + emit.document({
        "code": str(activity.code),
        "title": activity.title,
    }
    | ({"continues": _one_or_more(continues)} if continues else {})
    | ({"lead": _one_or_more(activity.leads)} if activity.leads or activity.asks_lead else {})
    | ({"portfolio": _one_or_more(activity.portfolios)} if activity.portfolios or activity.asks_portfolio else {})
    | {"period": str(period)}
    | ({"as_at": activity.as_at} if activity.as_at else {})
    | {"status": activity.status}
    | ({"status_reason": activity.status_reason} if activity.status_reason else {})
    | ({"due": activity.due} if activity.due is not None else {})
    | ({"percent_complete": activity.percent_complete} if activity.percent_complete is not None else {})
    | {
        "progress": list(activity.progress) or None,
        "next_steps": [_step(step) for step in activity.next_steps] or None,
    })  # fmt: skip


def _told(doubt: Doubt) -> str:
    """A doubt as a comment: what it says, and the words of the source where they are not in the file otherwise."""
    quoted = doubt.text if len(doubt.text) <= _MOST_QUOTED else f"{doubt.text[:_MOST_QUOTED]}…"
    if not quoted or doubt.name not in _QUOTED or quoted in doubt.message:
        return f"{doubt.name}: {doubt.message}"
    return f"{doubt.name}: {doubt.message}: “{quoted}”"


def _commented(texts: Iterable[str]) -> str:
    return "".join(f"{line}\n" for text in texts for line in _comment(text))


def _comment(text: str) -> list[str]:
    return wrap(
        visible(" ".join(text.split())),
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _one_or_more(names: tuple[str, ...]) -> str | list[str] | None:
    return list(names) if len(names) > 1 else names[0] if names else None


def _step(step: FoundStep) -> str | dict[str, str | date]:
    if step.due is None and not step.owner and not step.told:
        return step.action
    due = {} if step.due is None else {"due": step.due}
    return (
        {"action": step.action}
        | due
        | ({"owner": step.owner} if step.owner else {})
        | dict(step.told)
    )
