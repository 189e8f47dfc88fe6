"""The change report from its data: which sections there are, in which order, in which words."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kprlint.change.wording import apart, number, quarters, say_due, times
from kprlint.model import Due, Quarter
from kprlint.report.blocks import (
    Block,
    Code,
    Items,
    Page,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Style,
    Table,
    code,
    quiet,
    strong,
    text,
)
from kprlint.report.words import compared, shortened

Data = Mapping[str, Any]

KINDS = {
    "delivered": "delivered",
    "unchanged": "unchanged",
    "later": "later",
    "earlier": "earlier",
    "reworded": "reworded",
    "possibly-the-same": "possibly the same",
    "dropped": "dropped",
    "new": "new",
}
_ANSWER = '''[[answer]]
fingerprint = "{}"
reason = "…"
who = "…"'''
# Which lines of the ledger are left out first, where there is not room for all.
_RANKS = {"unchanged": 3, "new": 2, "reworded": 2, "delivered": 1, "earlier": 1}


def page(data: Data, *, most: int = 400) -> Page:
    """The report; texts of officers of more than `most` characters are cut short, and said to be."""
    one, other = data["from"], data["to"]
    title = f"{other['title'] or other['plan']}: what changed, {_periods(one, other)}"
    sections = [
        Section("How the statuses moved", tuple(_statuses(data))),
        Section("What needs an explanation", tuple(_events(data, "needs-explanation", most))),
        Section("What became of the promises", tuple(_ledger(data, most))),
        Section("Worth noting", tuple(_events(data, "worth-noting", most))),
        Section("For the record", tuple(_record(data))),
        Section("Answers without an event", tuple(_answers(data, most))),
        Section("How this report was made", tuple(_limits(data, most))),
    ]
    return Page(
        title,
        data["summary"]["headline"],
        (text(f"{other['council']}. " if other["council"] else "", _between(one, other)),),
        tuple(section for section in sections if section.blocks),
    )


def _periods(one: Data, other: Data) -> str:
    if one["period"] == other["period"]:
        return f"within {other['period'] or 'the quarter'}"
    return f"{one['period']} to {other['period']}"


def _between(one: Data, other: Data) -> str:
    return f"From {_named(one)} to {_named(other)}."


def _named(snapshot: Data) -> str:
    period, name = snapshot["period"], snapshot["name"]
    plan = f"the plan {snapshot['plan']} in {period}" if period else f"the plan {snapshot['plan']}"
    if snapshot["place"] == "tag" and snapshot["revision"]:
        return f"{plan} (closed, commit {snapshot['revision'][:9]})"
    if snapshot["revision"]:
        commit = snapshot["revision"][:9]
        called = "" if name == period or snapshot["revision"].startswith(name) else f"{name}, "
        return f"{plan} ({called}commit {commit})"
    return f"{plan} ({name})"


# Statuses


def _statuses(data: Data) -> Iterator[Block]:
    moves = {(m["from"], m["to"]): m["count"] for m in data["summary"]["statuses"]}
    if not moves:
        yield Paragraph(text("There are no activities to compare."))
        return
    rows = _words(data["from"]["statuses"], (one for one, _ in moves))
    columns = _words(data["to"]["statuses"], (other for _, other in moves))
    headers = ["was \\ is", *(c if c is not None else "gone" for c in columns), "in all"]
    table = []
    for row in rows:
        counts = [moves.get((row, column), 0) for column in columns]
        cells = [
            (strong(str(count)) if row != column else Run(str(count)),) if count else text("–")
            for count, column in zip(counts, columns, strict=True)
        ]
        name = row if row is not None else "new"
        table.append(Row((text(name), *cells, text(str(sum(counts))))))
    totals = [sum(moves.get((row, column), 0) for row in rows) for column in columns]
    table.append(Row((text("in all"), *(text(str(t)) for t in totals), text(str(sum(totals))))))
    caption = "Activities by the status they had (rows) and have (columns)"
    numbers = frozenset(range(1, len(headers)))
    yield Table(caption, tuple(headers), tuple(table), numbers=numbers)


def _words(known: Sequence[str], there: Iterable[str | None]) -> list[str | None]:
    """The plan's words that occur, in its order, then others, then None."""
    there = set(there)
    words: list[str | None] = [word for word in known if word in there]
    words += sorted(w for w in there if w is not None and w not in known)
    return words + [None] * (None in there)


# Events


def _events(data: Data, level: str, most: int) -> Iterator[Block]:
    name = _names(data)
    events = [e for e in data["events"] if e["level"] == level]
    open_, answered = ([e for e in events if bool(e["answer"]) is done] for done in (False, True))
    if level == "needs-explanation" and not open_:
        yield Paragraph(text("Nothing: no event of this kind is without an explanation."))
    if open_:
        headers = ("Activity", "What happened", "To answer it")
        rows = tuple(
            Row((of, _said(e, most), (code(e["fingerprint"]),)))
            for e, of in zip(open_, _activities(open_, name, most), strict=True)
        )
        caption = "Without an explanation" if level == "needs-explanation" else "Events"
        if level == "needs-explanation":
            yield Table(caption, headers, rows)
            yield Paragraph(
                text("To explain one, write such lines into changes.toml, with its fingerprint:")
            )
            yield Code(_ANSWER.format(open_[0]["fingerprint"]))
        else:
            yield Table(caption, headers[:2], tuple(Row(r.cells[:2], 1) for r in rows))
    for e in open_:
        if e["paste"]:
            lines = [f"{p['line']:<32} # into {p['file']}" for p in e["paste"]]
            yield Paragraph(text("If the guess is right, these lines say so:"))
            yield Code("\n".join(lines))
    if answered:
        rows = tuple(
            Row((of, _said(e, most), _answer(e["answer"], most)), 1)
            for e, of in zip(answered, _activities(answered, name, most), strict=True)
        )
        yield Table("Explained", ("Activity", "What happened", "Explanation"), rows)


def _names(data: Data) -> Callable[[str], str]:
    """How an activity is called: by its code, or with its plan, where there are two."""
    if data["from"]["plan"] != data["to"]["plan"]:
        return str
    return lambda identity: identity.partition("/")[2]


def _activities(events: Sequence[Data], name: Callable[[str], str], most: int) -> Iterator[Runs]:
    """Whose each event is; the title only with the first of an activity."""
    last = None
    for e in events:
        identity = e["activity"]
        if not identity:
            yield text("The plan")
        elif identity == last:
            yield (strong(name(identity)),)
        else:
            yield (strong(name(identity)), Run(f" {shortened(e['title'] or '', most)}"))
        last = identity


def _said(e: Data, most: int) -> Runs:
    guess = (quiet(" (the activity is a guess)"),) if e["guess"] and not e["paste"] else ()
    return (*text(shortened(e["message"], 4 * most)), *guess)


def _answer(answer: Data, most: int) -> Runs:
    reason = shortened(answer["reason"], most)
    said = [answer["who"]] if answer["who"] else []
    if answer["until"]:
        said.append(f"until {answer['until']}")
    return (Run(reason), quiet(f" ({', '.join(said)})")) if said else text(reason)


# The ledger


def _ledger(data: Data, most: int) -> Iterator[Block]:
    totals, lines = data["summary"]["ledger"], data["ledger"]
    one, other = data["from"]["period"] or "then", data["to"]["period"] or "now"
    if one == other:
        one, other = "before", "after"
    yield Paragraph(_sum(totals, one, other))
    if not lines:
        return
    titles = {s["activity"]: s["title"] for p in data["pairs"] for s in (p["from"], p["to"]) if s}
    gone = {p["from"]["activity"] for p in data["pairs"] if p["identity"] == "removed"}
    name, rows, last = _names(data), [], None
    for line in lines:
        of = line["activity"]
        title = f" {shortened(titles.get(of, ''), most)}" if of != last else ""
        activity, last = (strong(name(of)), *text(title)), of
        kind = KINDS[line["kind"]]
        cells = (
            activity,
            (strong(kind),),
            _promise(line, most),
            _dates(line),
            _note(line, gone, most),
        )
        rows.append(Row(cells, _RANKS.get(line["kind"], 0)))
    headers = ("Activity", "Became", "Promise", "Due", "Why and how often")
    yield Table(f"Every next step of {one}, and what is new", headers, tuple(rows), heads=2)


def _sum(totals: Data, one: str, other: str) -> Runs:
    gone = totals["delivered"] + totals["dropped"]
    explained = (
        f" ({number(totals['explained'])} with an explanation)" if totals["explained"] else ""
    )
    parts = [
        f"{totals[kind]} {label}{explained if kind == 'dropped' else ''}"
        for kind, label in KINDS.items()
        if kind != "new" and totals[kind]
    ]
    before, after = totals["before"], totals["after"]
    said = f"{before} promised in {one}" if before else f"Nothing was promised in {one}"
    if parts:
        said += f": {', '.join(parts)}"
        said += f"; {' + '.join(p.split()[0] for p in parts)} = {before}" if len(parts) > 1 else ""
    live = before - gone
    merged = f", of which {totals['merged']} went into others" if totals["merged"] else ""
    said += f". {after} promised in {other}: {live} from before{merged}, and {totals['new']} new."
    return text(said)


def _promise(line: Data, most: int) -> Runs:
    one, other = line["from"], line["to"]
    if line["kind"] == "new" or not one:
        return text(shortened(other["action"], most))
    if not other:
        return text(shortened(one["action"], most))
    return compared(shortened(one["action"], most), shortened(other["action"], most))


def _dates(line: Data) -> Runs:
    one, other = (p["due"] if p else None for p in (line["from"], line["to"]))
    if line["kind"] == "new":
        return text(_due(other))
    if not line["to"] or one == other:
        return text(_due(one))
    return (
        Run("was ", Style.QUIET),
        Run(_due(one), Style.GONE),
        Run(" now ", Style.QUIET),
        Run(_due(other), Style.ADDED),
    )


def _due(written: str | None) -> str:
    """A due date in words; data from elsewhere may hold one that kprlint would not write."""
    due = Due.parse(written) if written else None
    return say_due(due) if due else written or "no date"


def _note(line: Data, gone: Container[str], most: int) -> Runs:
    kind, parts = line["kind"], []
    if kind == "delivered":
        parts.append(f"“{shortened(line['evidence'] or '', most)}”")
    elif kind == "dropped":
        evidence = line["evidence"]
        with_it = "gone with its activity" if line["activity"] in gone else "without explanation"
        parts.append(f"“{shortened(evidence, most)}”" if evidence else with_it)
        if line["nearest"]:
            parts.append(f"the nearest in the progress: “{shortened(line['nearest'], most)}”")
    elif kind in ("later", "earlier") and line["days"]:
        one, other = (date.fromisoformat(p["due_end"]) for p in (line["from"], line["to"]))
        parts.append(f"by {apart(one, other)}")
    elif line["shared"]:
        parts.append("split from an earlier step" if kind == "new" else "merged into this step")
    if line["moves"] > 1 and line["first_due"]:
        parts.append(f"first due {_due(line['first_due'])}, moved {times(line['moves'])}")
    if (line["same_words"] or 0) > 2:
        parts.append(f"the same words for {quarters(line['same_words'])} running")
    if line["score"] is not None and kind in ("possibly-the-same", "reworded"):
        parts.append(f"words alike {line['score']:.2f}")
    return text("; ".join(parts))


# The rest


def _record(data: Data) -> Iterator[Block]:
    counts = Counter(e["name"] for e in data["events"] if e["level"] == "for-the-record")
    if counts:
        yield Items(
            tuple(
                text(f"{count} × {name.replace('-', ' ')}")
                for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
            )
        )


def _answers(data: Data, most: int) -> Iterator[Block]:
    items = [
        (code(g["fingerprint"]), Run(f" {why}: “{shortened(g['reason'], most)}”"))
        for state, why in (
            ("expired", "has run out, so its event is open again"),
            ("unused", "answers no event of this report; delete it once the quarter is published"),
        )
        for g in data["answers"][state]
    ]
    if items:
        yield Paragraph(text("In changes.toml:"))
        yield Items(tuple(items))


def _quarters_between(one: str | None, other: str | None) -> int:
    first, last = (Quarter.parse(period or "") for period in (one, other))
    return max(0, last - first - 1) if first and last else 0


def _late(data: Data, most: int) -> Iterator[str]:
    """Which files of a quarter were changed when it was over."""
    for side in ("from", "to"):
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
                yield (
                    f"{number(len(files)).capitalize()} {what} of {data[side]['period']} {was} changed {when}; {then}: "
                    f"{names}."
                )


def _limits(data: Data, most: int) -> Iterator[Block]:
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
    items = [text(_between(one, other))]
    items += [
        (Run(f"{side['plan']}: revision "), code(side["revision"]))
        for side in (one, other)
        if side["revision"]
    ]
    items.append(text(f"Activities found in both: {', '.join(known) or 'none'}."))
    between = _quarters_between(one["period"], other["period"])
    if between:
        are, them = ("quarter lies", "it") if between == 1 else ("quarters lie", "them")
        items.append(
            text(
                f"{number(between).capitalize()} {are} between the two; what was reported in {them} was not looked at, so a "
                "promise that was kept then may be told as dropped."
            )
        )
    if data["scope"]:
        scope = data["scope"]
        since = shortened(scope["since"], most)
        items.append(
            text(
                f"Only the {scope['activities']} of {scope['of']} activities touched since {since}."
            )
        )
    items += [text(told) for told in _late(data, most)]
    items += [
        text(f"Not compared: {shortened(u['file'], most)}, since {u['why']}.")
        for u in limits["unread"]
    ]
    thresholds = ", ".join(
        f"{name.replace('-', ' ')} {value:g}" for name, value in limits["thresholds"].items()
    )
    items.append(
        text(
            "Promises are matched by the words that they share, one to one, and a kept promise by a sentence of the "
            f"progress; both can be wrong. Thresholds: {thresholds}."
        )
    )
    items.append(text(f"kprlint {data['kprlint']}."))
    yield Items(tuple(items))
