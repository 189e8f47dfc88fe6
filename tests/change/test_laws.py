"""What holds of any two snapshots of a plan, whatever happened between them."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from kprlint.change.compare import Comparison, compare
from kprlint.change.delivery import delivered, explained
from kprlint.change.events import RULES
from kprlint.change.promises import Fate
from kprlint.prose.matching import assign
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.report import FORMATS, renderer
from kprlint.report.loading import load
from kprlint.source.schema import load as load_schema
from tests.change.strategies import (
    SILENT,
    Draft,
    Edition,
    Fields,
    Step,
    changed,
    editions,
    fields,
    files,
    histories,
    register,
    reported,
    save,
    snapshot,
    told,
    written,
)

Data = dict[str, Any]
History = tuple[Edition, Edition]
Promised = tuple[str, ...]
Key = tuple[Any, ...]

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(MANY, max_examples=25)

MIRRORS = {rule.name: rule.mirror for rule in RULES}


def compared(history: History) -> Comparison:
    before, after = history
    return compare(snapshot(files(before)), snapshot(files(after)))


# Nothing happened


@MANY
@given(editions())
def test_a_plan_and_itself(edition: Edition) -> None:
    data = changed(edition, edition)
    assert data["events"] == []
    assert {line["kind"] for line in data["ledger"]} <= {"unchanged"}
    assert all(line["from"] == line["to"] for line in data["ledger"])
    assert {pair["identity"] for pair in data["pairs"]} <= {"same-code"}
    assert all(move["from"] == move["to"] for move in data["summary"]["statuses"])
    assert data["summary"]["headline"] == f"Our Plan, within {edition.period}: nothing has changed."
    ledger = data["summary"]["ledger"]
    assert ledger["before"] == ledger["after"] == ledger["unchanged"] == len(data["ledger"])


@MANY
@given(editions(), st.randoms(use_true_random=False))
def test_another_order_is_no_change(edition: Edition, random: Any) -> None:
    data = changed(edition, _in_another_order(edition, random.sample))
    assert data["events"] == []
    assert {line["kind"] for line in data["ledger"]} <= {"unchanged"}


# The other way round


def pairs(data: Data, *, mirrored: bool = False) -> Counter[Key]:
    """Which activity of one side is which of the other."""
    names = {"added": "removed", "removed": "added", "merged": "split", "split": "merged"}
    found: Counter[Key] = Counter()
    for pair in data["pairs"]:
        one, other, identity = pair["from"], pair["to"], pair["identity"]
        if mirrored:
            one, other, identity = other, one, names.get(identity, identity)
        found[identity, _of(one), _of(other), pair["score"], pair["other"]] += 1
    return found


def _of(side: Data | None) -> str:
    return side["activity"] if side else ""


@MANY
@given(histories())
def test_pairs_are_the_same_the_other_way_round(history: History) -> None:
    before, after = history
    assert pairs(changed(before, after)) == pairs(changed(after, before), mirrored=True)


def _promise(promise: Data | None) -> Promised:
    return tuple(str(value) for value in promise.values()) if promise else ()


def _line(line: Data) -> Key:
    """A line of the ledger; that a step was kept or dropped is the same here."""
    kind = "gone" if line["kind"] in ("delivered", "dropped") else line["kind"]
    return kind, line["shared"], _promise(line["from"]), _promise(line["to"]), line["days"]


def _mirrored(line: Data) -> Key:
    kind, shared, one, other, days = _line(line)
    if shared:
        kind = {"new": "reworded", "reworded": "new"}[kind]
    else:
        kind = {"later": "earlier", "earlier": "later", "new": "gone", "gone": "new"}.get(
            kind, kind
        )
    return kind, shared, other, one, None if days is None else -days


def lines(data: Data, *, mirrored: bool = False) -> Counter[Key]:
    return Counter(map(_mirrored if mirrored else _line, data["ledger"]))


@MANY
@given(histories(SILENT))
def test_the_ledger_mirrors_itself_where_no_report_tells_of_a_step(history: History) -> None:
    before, after = history
    there, back = changed(before, after), changed(after, before)
    assert lines(there) == lines(back, mirrored=True)
    one, other = (data["summary"]["ledger"] for data in (there, back))
    assert one["new"] == other["dropped"] + other["merged"]
    assert one["split"] == other["merged"]
    for kind, mirror in (("unchanged", "unchanged"), ("later", "earlier"), ("before", "after")):
        assert one[kind] == other[mirror]


def is_silent(comparison: Comparison) -> bool:
    """Whether the later side says of no step of the earlier one that it was done, or why it was not."""
    after = comparison.after.activities.values()
    progress = [item for activity in after for item in activity.progress]
    said = [*progress, *(activity.status_reason for activity in after)]
    return not any(
        delivered(step.action, progress, complete=True) or explained(step.action, said)
        for activity in comparison.before.activities.values()
        for step in activity.next_steps
    )


@MANY
@given(histories())
def test_the_ledger_mirrors_itself_but_for_what_a_report_tells(history: History) -> None:
    """A sentence that says that a step was done speaks of the later side alone.

    What follows from the words and dates of the steps is the same; and so is all, where no such sentence is.
    """
    before, after = history
    there, back = changed(before, after), changed(after, before)
    if is_silent(compared((before, after))) and is_silent(compared((after, before))):
        assert lines(there) == lines(back, mirrored=True)

    def same_words(data: Data, *, mirrored: bool = False) -> Counter[Key]:
        # A step that left its activity is looked for elsewhere only if nothing says why it left.
        found = [x for x in data["ledger"] if x["score"] is None and x["from"] and x["to"]]
        family = _family(data)
        near = [
            x for x in found if family(x["from"]["activity"], 0) == family(x["to"]["activity"], 1)
        ]
        return Counter(map(_mirrored if mirrored else _line, near))

    assert same_words(there) == same_words(back, mirrored=True)


def _family(data: Data) -> Callable[[str, int], str]:
    """By an activity and its side what tells all those that were merged into one, or split from one."""
    roots: dict[tuple[str, int], str] = {}
    for number, pair in enumerate(data["pairs"]):
        for side, of in enumerate((pair["from"], pair["to"])):
            if of and not pair["other"]:
                roots[of["activity"], side] = str(number)
    for pair in data["pairs"]:
        if pair["other"]:
            merged = pair["identity"] == "merged"
            side = pair["from"] if merged else pair["to"]
            roots[side["activity"], int(not merged)] = roots[pair["other"], int(merged)]
    return lambda activity, side: roots[activity, side]


_OF_THE_EARLIER = (
    "activity-removed",
    "activity-retired",
    "activity-closed",
    "activity-merged",
    "ended-with-plan",
)


def _told_of(event: Data, data: Data) -> tuple[str, str]:
    """The activity of an event on either side; empty where it is on one side alone."""
    sides = ("from", "to") if event["name"] in _OF_THE_EARLIER else ("to", "from")
    for side in sides:
        for pair in data["pairs"]:
            if pair[side] and pair[side]["activity"] == event["activity"]:
                return _of(pair["from"]), _of(pair["to"])
    raise AssertionError(event)


def _sides(event: Data, data: Data) -> tuple[Key, Key]:
    """What an event says of either side: the other way round both are exchanged."""
    name, arguments = event["name"], tuple(event["arguments"])
    if name.startswith("step-"):
        return (arguments[0],), (arguments[1],)
    if name in ("code-reused", "possibly-renumbered"):  # of both, sorted
        return arguments, arguments
    one, other = _told_of(event, data)
    if name == "lead-changed":
        at = arguments.index("→")
        return (one, *arguments[:at]), (other, *arguments[at + 1 : -1])
    if name.startswith("status-") or name in ("title-changed", "portfolio-changed"):
        return (one, arguments[0]), (other, arguments[1])
    return (one,), (other,)


def events(data: Data, *, mirrored: bool = False, steps: bool = True) -> Counter[Key]:
    """The events that have a mirror. Those with one mirror (dropped, given up, delivered) are as one."""
    found: Counter[Key] = Counter()
    for event in data["events"]:
        mirror = MIRRORS[event["name"]]
        if mirror is None or (not steps and event["name"].startswith("step-")):
            continue
        one, other = _sides(event, data)
        found[(mirror, other, one) if mirrored else (MIRRORS[mirror], one, other)] += 1
    return found


def _without_files_that_lag(history: History) -> History:
    """A file that still reports on an earlier quarter is told to, not that its progress is a copy."""
    before, after = history
    drafts = tuple(draft._replace(period=after.period) for draft in after.drafts)
    return before, after._replace(drafts=drafts)


@MANY
@given(histories(SILENT))
def test_events_mirror_each_other_where_no_report_tells_of_a_step(history: History) -> None:
    before, after = _without_files_that_lag(history)
    there, back = changed(before, after), changed(after, before)
    assert events(there) == events(back, mirrored=True)
    assert events(back) == events(there, mirrored=True)


@MANY
@given(histories())
def test_events_but_for_those_of_steps_mirror_each_other(history: History) -> None:
    before, after = _without_files_that_lag(history)
    there, back = changed(before, after), changed(after, before)
    assert events(there, steps=False) == events(back, mirrored=True, steps=False)


def test_mirrors_are_symmetric() -> None:
    assert len(MIRRORS) == len(RULES), "a name is used twice"
    # What may become of a step, and of an activity, that is new the other way round.
    shared = {
        "step-given-up": "step-dropped",
        "step-delivered": "step-dropped",
        "activity-retired": "activity-removed",
        "activity-closed": "activity-removed",
    }
    for name, mirror in MIRRORS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        if mirror is not None:
            assert MIRRORS[mirror] == shared.get(name, name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_a_rule_says_what_it_finds_and_asks_just_one_way(rule: Any) -> None:
    assert re.fullmatch(r"[A-Z][^\n]*\.", rule.summary)
    assert (rule.of_change is None) != (rule.of_plan is None)


# Every step is accounted for


def _steps_of(comparison: Comparison, side: str) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for change in comparison.changes:
        activity = getattr(change, side)
        if activity:
            of = comparison.before if side == "before" else comparison.after
            for step in activity.next_steps:
                if not is_placeholder(step.action):
                    found[str(of.identity(activity.code)), step.action] += 1
    return found


@MANY
@given(histories())
def test_each_step_is_in_one_line_and_the_totals_add_up(history: History) -> None:
    comparison = compared(history)
    data = told(comparison)
    ledger, summary = data["ledger"], data["summary"]
    earlier = [x["from"] for x in ledger if x["kind"] != "new"]
    later = [x["to"] for x in ledger if x["to"] and not (x["shared"] and x["kind"] == "reworded")]
    for side, promises in (("before", earlier), ("after", later)):
        there = Counter((p["activity"], p["action"]) for p in promises)
        assert there == _steps_of(comparison, side)
        assert summary["ledger"][side] == len(promises)
    # What shares a line is told by a line of its own, too.
    for x in ledger:
        assert not x["shared"] or x["kind"] in ("reworded", "new")
        if x["shared"]:
            alone, side = (later, "to") if x["kind"] == "reworded" else (earlier, "from")
            assert x[side] in alone
        else:
            assert bool(x["from"]) == (x["kind"] != "new")
            assert bool(x["to"]) == (x["kind"] not in ("delivered", "dropped"))
    kinds = Counter(x["kind"] for x in ledger)
    assert {fate: summary["ledger"][fate] for fate in Fate} == {fate: kinds[fate] for fate in Fate}
    shared = Counter(x["kind"] for x in ledger if x["shared"])
    assert (summary["ledger"]["merged"], summary["ledger"]["split"]) == (
        shared["reworded"],
        shared["new"],
    )
    why = sum(bool(x["evidence"]) for x in ledger if x["kind"] == "dropped")
    assert summary["ledger"]["explained"] == why


@MANY
@given(histories())
def test_the_summary_counts_the_lists(history: History) -> None:
    before, after = history
    data = changed(before, after)
    summary = data["summary"]
    identities = Counter(pair["identity"] for pair in data["pairs"])
    for side in ("from", "to"):
        activities = [pair[side]["activity"] for pair in data["pairs"] if pair[side]]
        assert len(set(activities)) == len(activities) == summary["activities"][side]
        unread = {u["file"] for u in data["limits"]["unread"]}
        edition = before if side == "from" else after
        readable = {f"{edition.plan}/{draft.code}" for draft in edition.drafts if not draft.broken}
        assert data[side]["activities"] == len(readable)
        assert set(activities) <= readable
        if not unread:
            assert set(activities) == readable
    for identity, count in identities.items():
        assert summary["activities"][identity] == count
    statuses = Counter(
        tuple(pair[side]["status"] if pair[side] else None for side in ("from", "to"))
        for pair in data["pairs"]
    )
    assert {(m["from"], m["to"]): m["count"] for m in summary["statuses"]} == statuses
    levels = Counter(e["level"] for e in data["events"] if not e["answer"])
    answered = sum(bool(e["answer"]) for e in data["events"])
    counts = dict(summary["events"])
    assert counts.pop("answered") == answered
    assert counts == {level: levels[level] for level in counts}
    assert data["limits"]["guessed"] == identities["suspected"]


# The order plays no part


Shuffle = Callable[[list[Any], int], list[Any]]


def _in_another_order(edition: Edition, sample: Shuffle) -> Edition:
    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(sample(list(items), len(items)))

    return edition._replace(
        drafts=mixed(
            tuple(
                draft._replace(
                    leads=mixed(draft.leads),
                    progress=mixed(draft.progress),
                    steps=mixed(draft.steps),
                    continues=mixed(draft.continues),
                )
                for draft in edition.drafts
            )
        )
    )


def _with_keys_in_another_order(edition: Edition, sample: Shuffle) -> dict[str, bytes]:
    def mixed(of: Fields) -> bytes:
        return written(dict(sample(list(of.items()), len(of))))

    contents = files(edition)
    for draft in edition.drafts:
        if not draft.broken:
            contents[f"{draft.code}.yaml"] = mixed(fields(draft))
    contents["plan.yaml"] = mixed(register(edition))
    return dict(sample(list(contents.items()), len(contents)))


def in_all_formats(data: Data) -> dict[str, str]:
    return {name: renderer(name)(data, False) for name in FORMATS}


@MANY
@given(histories(), st.randoms(use_true_random=False))
def test_another_order_gives_the_same_report(history: History, random: Any) -> None:
    mixed = [
        snapshot(
            _with_keys_in_another_order(_in_another_order(edition, random.sample), random.sample)
        )
        for edition in history
    ]
    assert in_all_formats(reported(*mixed)) == in_all_formats(changed(*history))


@SOME
@given(histories())
def test_the_same_snapshots_give_the_same_bytes(history: History) -> None:
    assert in_all_formats(changed(*history)) == in_all_formats(changed(*history))


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    things = ("the pool roof", "the tenants' panel", "12 homes in Wick", "a tree strategy")
    steps = tuple(Step(f"{verb} {thing}") for verb in ("Agree", "Publish") for thing in things)
    before = Edition(
        tuple(
            Draft(f"KA.01.0{i}", f"Plan {thing}", steps=steps) for i, thing in enumerate(things, 1)
        )
    )
    after = Edition(
        tuple(
            Draft(
                f"KA.01.0{i}",
                f"Plan {thing}",
                "Red",
                steps=steps[i:],
                progress=("The pool roof was agreed.",),
            )
            for i, thing in enumerate(things, 2)
        ),
        period="2023/24 Q3",
    )
    folders = [save(edition, tmp_path / edition.period[-2:]) for edition in (before, after)]
    code = "from kprlint.cli import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "changes",
        "--from",
        str(folders[0]),
        "--to",
        str(folders[1]),
    ]
    for name in FORMATS:
        made = {
            subprocess.run(
                [*command, "--format", name],
                cwd=tmp_path,
                env={**os.environ, "PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
            ).stdout
            for seed in ("1", "2")
        }
        assert len(made) == 1
        assert len(made.pop()) > 1000


# The data and its formats


@MANY
@given(histories())
def test_the_data_is_as_published_and_rendering_it_gives_the_same(history: History) -> None:
    data = changed(*history)
    content = renderer("json")(data, False)
    validator = Draft202012Validator(load_schema("changes"), format_checker=FormatChecker(["date"]))
    validator.validate(json.loads(content))
    read_back = load(content.encode())
    assert in_all_formats(read_back) == in_all_formats(data)
    assert renderer("text")(read_back, True) == renderer("text")(data, True)


# Fingerprints


@MANY
@given(histories())
def test_one_answer_is_for_one_event(history: History) -> None:
    """Two events have one fingerprint only where they say the same: of two steps with the same words and date.

    One answer then answers both; to answer them apart, the words would have to differ.
    """
    data = changed(*history)
    by_fingerprint: dict[str, list[Data]] = {}
    for event in data["events"]:
        by_fingerprint.setdefault(event["fingerprint"], []).append(event)
    for same in by_fingerprint.values():
        assert len({_plainly(event) for event in same}) == 1
        assert len(same) == 1 or same[0]["name"].startswith("step-")


def _plainly(event: Data) -> Key:
    return event["name"], event["activity"], event["message"].casefold()


def _spaced(edition: Edition) -> Edition:
    """The same with what never makes a text another: blanks, and a stop at the end."""
    return edition._replace(
        drafts=tuple(
            draft._replace(
                title=f" {draft.title.replace(' ', '  ')}.",
                steps=tuple(s._replace(action=f"{s.action}. ") for s in draft.steps),
            )
            for draft in edition.drafts
        )
    )


def _with_a_step_each(edition: Edition) -> Edition:
    drafts = tuple(d._replace(steps=d.steps[:1], continues=()) for d in edition.drafts)
    return edition._replace(drafts=drafts)


@MANY
@given(histories())
def test_fingerprints_do_not_depend_on_blanks_and_stops(history: History) -> None:
    """With a step each: which of two steps that are equally alike is paired is decided by their very letters."""
    history = _with_a_step_each(history[0]), _with_a_step_each(history[1])
    made = [
        Counter(event["fingerprint"] for event in data["events"])
        for data in (changed(*history), changed(*map(_spaced, history)))
    ]
    assert made[0] == made[1]


@SOME
@given(histories())
def test_fingerprints_of_an_activity_do_not_depend_on_the_others(history: History) -> None:
    before, after = history
    alone = Draft(
        "KA.09.09", "Hold the lantern parade", steps=(Step("Hire a brass band", "2023-12"),)
    )
    later = alone._replace(status="Red", steps=(Step("Hire a brass band", "2024-03"),))

    def told_of_it(one: Edition, other: Edition) -> list[Data]:
        data = changed(
            one._replace(drafts=(*one.drafts, alone)), other._replace(drafts=(*other.drafts, later))
        )
        return [
            e["fingerprint"] for e in data["events"] if e["activity"] == f"{other.plan}/KA.09.09"
        ]

    assume(before.plan == after.plan)
    nobody = before._replace(drafts=()), after._replace(drafts=())
    assert told_of_it(before, after) == told_of_it(*nobody) != []


# Assignment

Scores = dict[tuple[int, int], float]
_scores = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.sampled_from([0.38, 0.5, 0.5, 0.8, 1.0]) | st.floats(0.01, 1.2),
    max_size=16,
)


def _rows(prefix: str) -> list[str]:
    return [f"{prefix}{number}" for number in range(5)]


def _greatest_sum(scores: Scores) -> float:
    return max(sum(scores.get((r, c), 0) for r, c in enumerate(p)) for p in permutations(range(5)))


@settings(MANY, max_examples=300)
@given(_scores)
def test_the_assignment_is_the_best(scores: Scores) -> None:
    found = assign(_rows("r"), _rows("c"), scores)
    assert len(set(found.values())) == len(found)
    assert found.items() <= scores.keys()
    best = sum(scores[pair] for pair in found.items())
    assert best == pytest.approx(_greatest_sum(scores), abs=1e-4)


@settings(MANY, max_examples=300)
@given(_scores, st.permutations(range(5)), st.permutations(range(5)))
def test_the_assignment_does_not_depend_on_the_order(
    scores: Scores, rows: list[int], columns: list[int]
) -> None:
    found = assign(_rows("r"), _rows("c"), scores)
    moved = assign(
        [f"r{rows.index(i)}" for i in range(5)],
        [f"c{columns.index(i)}" for i in range(5)],
        {(rows[r], columns[c]): score for (r, c), score in scores.items()},
    )
    assert {rows[r]: columns[c] for r, c in found.items()} == moved


@settings(MANY, max_examples=300)
@given(_scores)
def test_the_assignment_is_the_same_from_the_other_side(scores: Scores) -> None:
    found = assign(_rows("r"), _rows("c"), scores)
    turned = assign(_rows("c"), _rows("r"), {(c, r): score for (r, c), score in scores.items()})
    assert {(r, c) for c, r in turned.items()} == set(found.items())


# One activity put in between


_MATTERS = (
    "library swimming recycling cemetery playground allotment bus-shelter footpath lighting planning licensing "
    "homelessness tourism apprenticeship broadband flooding litter grazing museum theatre market parking noise "
    "housing-benefit council-tax"
).split()


def _renumbered() -> History:
    drafts = [
        Draft(
            f"KA.01.{number:02}",
            f"Improve the {matter} offer",
            steps=(Step(f"Survey {matter} users", "2023-12"),),
        )
        for number, matter in enumerate(_MATTERS, 1)
    ]
    new = Draft("KA.01.05", "Build a skate ramp", steps=(Step("Draw the skate ramp", "2024-01"),))
    later = [d if d.code < "KA.01.05" else d._replace(code=_next(d.code)) for d in drafts]
    return Edition(tuple(drafts)), Edition((*later, new))


def _next(code: str) -> str:
    return f"{code[:-2]}{int(code[-2:]) + 1:02}"


def test_one_activity_put_in_between_renumbers_the_others_once() -> None:
    before, after = _renumbered()
    assert len(before.drafts) == 25
    for one, other, name, of in (
        (before, after, "activity-added", "2023-24/KA.01.05"),
        (after, before, "activity-removed", "2023-24/KA.01.05"),
    ):
        data = changed(one, other)
        assert sorted(event["name"] for event in data["events"]) == [name, "possibly-renumbered"]
        by_name: Mapping[str, Data] = {event["name"]: event for event in data["events"]}
        assert by_name[name]["activity"] == of
        told_once = by_name["possibly-renumbered"]
        low, high = "KA.01.05 to KA.01.25", "KA.01.06 to KA.01.26"
        move = f"{low} → {high}" if name == "activity-added" else f"{high} → {low}"
        assert f"21 activities seem to have another code: {move}." in told_once["message"]
        assert len(told_once["arguments"]) == len(told_once["paste"]) == 21
        assert {x["kind"] for x in data["ledger"]} <= {"unchanged", "new", "dropped"}


# The same step twice, in activities that have nothing to do with each other


def _twins(count: int) -> Iterator[Edition]:
    twins = (Step("Hire a brass band", "2023-12"),) * count
    for one, other in ((twins, ()), ((), twins[:1])):
        yield Edition(
            (
                Draft("KA.01.01", "Hold the lantern parade", steps=one),
                Draft("KA.01.02", "Repair the bandstand", steps=other),
            )
        )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_of_twins_one_goes_elsewhere_and_the_others_are_dropped(count: int) -> None:
    data = changed(*_twins(count))
    names = Counter(event["name"] for event in data["events"])
    assert names == Counter({"step-moved": 1, "step-dropped": count - 1})
