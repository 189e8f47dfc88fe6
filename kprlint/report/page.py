"""The change report from its data: which sections there are, and in which order."""

from collections.abc import Iterator

from kprlint.change.schema import Report, SnapshotData
from kprlint.change.wording import number
from kprlint.report.blocks import Block, Items, Page, Run, Runs, Section, code, text
from kprlint.report.matters import Names, by_whom, explained, noting, open_matters, record
from kprlint.report.promises import ledger, unasked, withdrawn
from kprlint.report.statuses import statuses
from kprlint.report.words import shortened


def page(data: Report, *, most: int = 400) -> Page:
    """The report; texts of officers of more than `most` characters are cut short, and said to be."""
    one, other = data["from"], data["to"]
    names = Names(data, most)
    sections = [
        Section("What needs a reader", tuple(open_matters(data, names))),
        Section("Explained in the files", tuple(explained(data, names))),
        Section("Taken out on this branch", tuple(withdrawn(data, names))),
        Section("Worth noting", tuple(noting(data, names))),
        Section("How the statuses stand", tuple(statuses(data, names))),
        Section("What became of the promises", tuple(ledger(data, names)), folded=True),
        Section("By portfolio and by lead", tuple(by_whom(data))),
        Section("Lost before answers were asked for", tuple(unasked(data, names)), folded=True),
        Section("For the record", tuple(record(data)), folded=True),
        Section("How this report was made", tuple(_limits(data, most)), folded=True),
    ]
    return Page(
        f"{other['title'] or other['plan']}: what changed, {_periods(one, other)}",
        data["summary"]["headline"],
        (text(f"{other['council']}. " if other["council"] else "", _between(one, other)),),
        tuple(section for section in sections if section.blocks),
    )


def _periods(one: SnapshotData, other: SnapshotData) -> str:
    if one["period"] == other["period"]:
        return f"within {other['period'] or 'the quarter'}"
    return f"{one['period']} to {other['period']}"


def _between(one: SnapshotData, other: SnapshotData) -> str:
    return f"From {_named(one)} to {_named(other)}."


def _named(snapshot: SnapshotData) -> str:
    period, name = snapshot["period"], snapshot["name"]
    plan = f"the plan {snapshot['plan']} in {period}" if period else f"the plan {snapshot['plan']}"
    revision = snapshot["revision"]
    if snapshot["place"] == "tag" and revision:
        return f"{plan} (closed, commit {revision[:9]})"
    if revision:
        called = "" if name == period or revision.startswith(name) else f"{name}, "
        return f"{plan} ({called}commit {revision[:9]})"
    return f"{plan} ({name})"


def _limits(data: Report, most: int) -> Iterator[Block]:
    one, other, limits = data["from"], data["to"], data["limits"]
    activities = data["summary"]["activities"]
    known = [
        f"{activities[key]} {label}"
        for key, label in (
            ("same-code", "by the same code"),
            ("declared", "as declared"),
            ("suspected", "by a guess from the texts"),
        )
        if activities[key]
    ]
    items: list[Runs] = [text(_between(one, other))]
    items += [
        (Run(f"{side['plan']}: revision "), code(side["revision"]))
        for side in (one, other)
        if side["revision"]
    ]
    items.append(text(f"Activities found in both: {', '.join(known) or 'none'}."))
    if limits["between"]:
        read = ", ".join(limits["between"])
        items.append(text(f"Read for what became of promises in between: {read}."))
    items += [text(told) for told in _scope(data, most)]
    items += [text(told) for told in _late(data, most)]
    items += [
        text(f"Not compared: {shortened(u['file'], most)}, since {u['why']}.")
        for u in limits["unread"]
    ]
    items.append(
        text(
            "What became of a promise is what its file declares, or what the two texts show beyond doubt. A sentence or a "
            "step that is offered beside one that nobody has accounted for is a question."
        )
    )
    items.append(text(f"kprlint {data['kprlint']}."))
    yield Items(tuple(items))


def _scope(data: Report, most: int) -> Iterator[str]:
    scope = data["scope"]
    if scope is None:
        return
    of = f"Only {scope['activities']} of {scope['of']} activities"
    if scope["since"]:
        of += f", those touched since {shortened(scope['since'], most)}"
    if scope["lead"]:
        of += f", led by {shortened(scope['lead'], most)}"
    if scope["portfolio"]:
        of += f", of the portfolio {shortened(scope['portfolio'], most)}"
    yield f"{of}."
    for plan in scope["other_plans"]:
        yield f"The branch touches the plan {shortened(plan, most)}, too: --plan {shortened(plan, most)} reports on it."


def _late(data: Report, most: int) -> Iterator[str]:
    """Which files of a quarter were changed when it was over."""
    for side, period in (("from", data["from"]["period"]), ("to", data["to"]["period"])):
        for counted in (True, False):
            files = [
                u["file"]
                for u in data["limits"]["late"]
                if u["in"] == side and u["counted"] is counted
            ]
            if files:
                what = "file" if len(files) == 1 else "files"
                was = "was" if len(files) == 1 else "were"
                when = "after the next quarter was opened" if counted else "after it was closed"
                then = "its last text counts" if counted else "what was closed counts"
                names = ", ".join(shortened(file, most) for file in files)
                count = number(len(files)).capitalize()
                yield f"{count} {what} of {period} {was} changed {when}; {then}: {names}."
