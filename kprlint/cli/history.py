"""kprlint history"""

from collections import Counter
from typing import Any

import click

from kprlint.cli.options import format_option, plan_option
from kprlint.cli.streams import fail, note, write
from kprlint.model import Code
from kprlint.printing import as_json


@click.command()
@click.argument("code", metavar="CODE")
@plan_option
@format_option(["text", "json"], "A table, or data for programs.")
def history(code: str, plan: str | None, format_name: str) -> None:
    """Print an activity's quarters as a table: status, promises kept, moved and dropped.

    CODE is the activity's code in the plan of today, such as KA.03.02; earlier codes and earlier plans are
    followed as the files declare them.
    """
    from kprlint.change.run import history as find
    from kprlint.output.visible import visible
    from kprlint.wording import quote

    wanted = Code.parse(code)
    if wanted is None:
        fail(
            f"{quote(visible(code))} is not a code; write it as the plan prints it, such as KA.03.02"
        )
    found = find(wanted, plan=plan)
    data = _data(found)
    if format_name == "json":
        write(as_json(data), as_is=True)
    else:
        write(_text(data))
    for snapshot, unread in found.unread:
        note(visible(f"{unread.file} in {snapshot.origin.label} was not read: {unread.why}"))


def _data(found: Any) -> dict[str, Any]:
    last = found.entries[-1]
    quarters = []
    for snapshot, identity, change in found.entries:
        activity = snapshot.activities[identity.code]
        fates = Counter(str(line.fate) for line in change.lines) if change else Counter[str]()
        quarters.append(
            {
                "quarter": str(snapshot.period) if snapshot.period else None,
                "activity": str(identity),
                "identity": str(change.pair.identity) if change else None,
                "title": activity.title,
                "status": activity.status,
                "kind": str(snapshot.kind(activity)),
                "next_steps": len(activity.next_steps),
                "delivered": fates["delivered"],
                "later": fates["later"],
                "dropped": fates["dropped"],
                "new": fates["new"],
                "name": snapshot.origin.label,
                "revision": snapshot.origin.revision,
            }
        )
    identity = last.identity
    past = found.memory.activities.get(identity)
    promises = [
        {
            "action": promise.step.action,
            "due": str(promise.due) if promise.due else None,
            "first_due": str(of.first_due) if of.first_due else None,
            "moves": of.moves,
            "days": (promise.due.end - of.first_due.end).days
            if promise.due and of.first_due
            else None,
            "quarters": of.quarters,
            "same_words": of.same_words,
        }
        for promise, of in sorted(found.memory.promises.items(), key=lambda item: item[0].key)
        if promise.of == identity
    ]
    return {
        "version": 1,
        "activity": str(identity),
        "title": last.snapshot.activities[identity.code].title,
        "same_status": past.same_kind if past else 1,
        "quarters": quarters,
        "promises": promises,
    }


def _text(data: dict[str, Any]) -> str:
    from tabulate import tabulate

    from kprlint.change.wording import apart, quarters, quoted, say_due, times
    from kprlint.model import Due
    from kprlint.output.visible import visible

    rows = [
        (
            q["quarter"] or "?",
            visible(q["activity"] if q["activity"] != data["activity"] else ""),
            visible(q["status"]),
            q["next_steps"],
            *(q[key] or "–" for key in ("delivered", "later", "dropped", "new")),
            visible(q["revision"][:9] if q["revision"] else q["name"]),
        )
        for q in data["quarters"]
    ]
    headers = ["quarter", "was", "status", "steps", "delivered", "later", "dropped", "new", "from"]
    if not any(row[1] for row in rows):
        headers.pop(1)
        rows = [(row[0], *row[2:]) for row in rows]
    parts = [
        f"{visible(data['activity'])} {visible(' '.join(data['title'].split()))}",
        tabulate(rows, headers=headers, disable_numparse=True, colalign=["left"] * len(headers)),
    ]
    said = []
    if data["same_status"] > 1:
        status = data["quarters"][-1]["status"]
        said.append(f"{visible(status)} for {quarters(data['same_status'])} running.")
    for promise in data["promises"]:
        now, first = (Due.parse(promise[k]) if promise[k] else None for k in ("due", "first_due"))
        text = visible(quoted(promise["action"]))
        if promise["moves"] and now and first:
            by = apart(first.end, now.end)
            said.append(
                f"{text}: first due {say_due(first)}, now {say_due(now)}: moved {times(promise['moves'])}, {by}."
            )
        if promise["same_words"] > 2:
            said.append(f"{text}: in the same words for {quarters(promise['same_words'])} running.")
    if said:
        parts.append("\n".join(said))
    return "\n\n".join(parts) + "\n"
