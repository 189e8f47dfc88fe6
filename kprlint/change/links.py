"""Where a line of the ledger or an event stands: file and line, and its address on a forge."""

from kprlint.change.compare import Comparison
from kprlint.change.event import Event
from kprlint.change.ledger import Line
from kprlint.change.schema import PlaceData
from kprlint.change.snapshot import Snapshot
from kprlint.change.threads import Knot
from kprlint.model import Code


class Links:
    """Where things stand: files from the top of the repository, their lines, and where a forge shows them."""

    def __init__(self, comparison: Comparison, forge: str | None, head: str | None) -> None:
        self._comparison = comparison
        self._snapshots = comparison.ledger.threads.snapshots
        self._forge = forge
        self._head = head

    def of_line(self, line: Line) -> PlaceData | None:
        knot = line.after or line.before
        return self._of_knot(knot) if knot else None

    def _of_knot(self, knot: Knot) -> PlaceData | None:
        snapshot, code = self._snapshots[knot.at], knot.promise.activity.code
        lines = snapshot.places.get(code)
        place = knot.promise.place
        if lines is None or place >= len(lines.steps):
            return None
        return self._place(snapshot, code, lines.steps[place])

    def of_activity(self, event: Event) -> PlaceData | None:
        if event.activity is None:
            return None
        for snapshot in (self._comparison.after, self._comparison.before):
            code = event.activity.code
            if snapshot.name == event.activity.plan and code in snapshot.places:
                fields = snapshot.places[code].fields
                return self._place(snapshot, code, fields.get(event.field, 1))
        return None

    def _place(self, snapshot: Snapshot, code: Code, line: int) -> PlaceData | None:
        return place_of(snapshot, code, line, self._forge, self._head)


def place_of(
    snapshot: Snapshot, code: Code, line: int, forge: str | None, head: str | None
) -> PlaceData | None:
    """A line of an activity's file; its address on a forge at `head`, where the snapshot is of no revision itself."""
    name, path = snapshot.names.get(code), snapshot.origin.path
    if name is None:
        return None
    file = f"{path}/{name}" if path else name
    revision = snapshot.origin.revision or head
    link = (
        forge.format(revision=revision, file=_encoded(file), line=line)
        if forge and path and revision
        else None
    )
    return {
        "file": file,
        "line": line,
        "revision": snapshot.origin.revision,
        "link": link,
    }


def _encoded(file: str) -> str:
    from urllib.parse import quote

    return quote(file)
