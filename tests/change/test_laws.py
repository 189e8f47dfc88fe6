"""What holds of any two snapshots of a plan, whatever happened between them."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from kprlint.change.compare import Comparison, compare
from kprlint.change.events import RULES
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


def compared(history: History) -> Comparison:
    before, after = history
    return compare((snapshot(files(before)), snapshot(files(after))), 0)


# Nothing happened


@MANY
@given(editions())
def test_a_plan_and_itself(edition: Edition) -> None:
    data = changed(edition, edition)
    assert data["events"] == []
    assert {line["outcome"] for line in data["ledger"]} <= {"unchanged"}
    assert all(line["from"] == line["to"] for line in data["ledger"])
    assert {pair["identity"] for pair in data["pairs"]} <= {"same-code"}
    assert all(move["from"] == move["to"] for move in data["summary"]["statuses"])
    assert data["summary"]["headline"] == f"Our Plan, within {edition.period}: nothing has changed."
    ledger = data["summary"]["ledger"]
    assert ledger["before"] == ledger["after"] == len(data["ledger"])


@MANY
@given(editions(), st.randoms(use_true_random=False))
def test_another_order_is_no_change(edition: Edition, random: Any) -> None:
    data = changed(edition, _in_another_order(edition, random.sample))
    assert data["events"] == []
    assert {line["outcome"] for line in data["ledger"]} <= {"unchanged"}


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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_a_rule_says_what_it_finds_and_asks_just_one_way(rule: Any) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert re.fullmatch(r"[A-Z][^\n]*\.", rule.summary)
    assert sum(ask is not None for ask in (rule.of_change, rule.of_line, rule.of_plan)) == 1


def test_a_name_is_used_once() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


# Every step is accounted for


def _open_steps(comparison: Comparison, side: str) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for change in comparison.changes:
        activity = getattr(change, side)
        snapshot_ = comparison.before if side == "before" else comparison.after
        for step in activity.open_steps if activity else ():
            if step.was or (step.action and not is_placeholder(step.action)):
                found[str(snapshot_.identity(activity.code)), step.action] += 1
    return found


def _counted(promises: Iterable[Data | None]) -> Counter[Key]:
    return Counter((p["activity"], p["action"]) for p in promises if p)


@MANY
@given(histories())
def test_each_step_is_accounted_for_and_the_totals_add_up(history: History) -> None:
    comparison = compared(history)
    data = told(comparison)
    ledger, totals = data["ledger"], data["summary"]["ledger"]
    # Each earlier promise is in one line; of the later steps each is somewhere.
    reopened = [x for x in ledger if x["outcome"] == "reopened"]
    earlier = _counted(x["from"] for x in ledger if x not in reopened)
    there = _open_steps(comparison, "before")
    assert earlier - there == Counter()
    assert sum(there.values()) - sum(earlier.values()) <= len(reopened)
    now = _counted(p for x in ledger for p in (x["to"], *x["parts"]))
    assert set(_open_steps(comparison, "after")) <= set(now)
    assert totals["before"] == sum(x["from"] is not None for x in ledger)
    assert totals["new"] == sum(x["from"] is None for x in ledger)
    assert totals["after"] == sum(_open_steps(comparison, "after").values())
    counts = Counter((x["outcome"], x["declared"]) for x in ledger)
    for outcome, count in totals["outcomes"].items():
        assert count == {
            "declared": counts[outcome, True],
            "undeclared": counts[outcome, False],
        }
    assert sum(counts.values()) == totals["before"] + totals["new"]
    assert totals["unasked"] == sum(not x["asked"] for x in ledger)


@MANY
@given(histories())
def test_a_line_says_what_its_outcome_asks_for(history: History) -> None:
    for x in changed(*history)["ledger"]:
        one, other = x["from"], x["to"]
        assert one or other
        if x["outcome"] in ("done", "void", "dropped", "moved-to", "partly"):
            assert x["declared"]
        if x["outcome"] in ("done", "void"):
            assert x["said"]
        if x["outcome"] == "unaccounted":
            assert not x["declared"]
            assert x["since"]
        else:
            assert x["suggestion"] is x["offer"] is x["since"] is None
        if x["outcome"] == "new":
            assert one is None
        if x["outcome"] == "later":
            assert one
            assert one["due_end"]
            assert x["days"] is None or x["days"] > 0
        if x["outcome"] == "earlier":
            assert x["days"] < 0
        if x["outcome"] == "unchanged":
            assert one
            assert other
            # The same words may be read as of another quarter; a date may be given for the first time, or coarser.
            assert x["days"] is None


@MANY
@given(histories(SILENT))
def test_where_nobody_declares_anything_nothing_is_told_as_declared(history: History) -> None:
    given_up = {
        "The contractor left.",
        "The pool roof contract was stopped.",
        "It was no longer wanted.",
    }
    for x in changed(*history)["ledger"]:
        assert x["outcome"] not in ("done", "void", "moved-to", "partly", "reopened")
        assert not x["declared"] or (x["outcome"] == "dropped" and x["said"] in given_up)


@MANY
@given(histories())
def test_a_suggestion_is_a_sentence_of_the_progress(history: History) -> None:
    progress = [item for draft in history[1].drafts for item in draft.progress]
    for x in changed(*history)["ledger"]:
        if x["suggestion"]:
            assert any(x["suggestion"] in item for item in progress)


@MANY
@given(histories())
def test_the_headline_holds_facts_alone(history: History) -> None:
    data = changed(*history)
    said = data["summary"]["headline"]
    counts = data["summary"]["ledger"]["outcomes"]
    for outcome, words in (("done", "declared done"), ("dropped", "given up")):
        assert (words in said) == bool(counts[outcome]["declared"])
    assert ("unaccounted for" in said) == bool(
        counts["unaccounted"]["undeclared"] - data["summary"]["ledger"]["unasked"]
    )


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
    levels = Counter(e["level"] for e in data["events"] if not e["said"])
    explained = sum(bool(e["said"]) for e in data["events"])
    counts = dict(summary["events"])
    assert counts.pop("explained") == explained
    assert counts == {level: levels[level] for level in counts}
    assert data["limits"]["guessed"] == identities["suspected"]


# The order plays no part


Shuffle = Callable[[list[Any], int], list[Any]]


def _in_another_order(edition: Edition, sample: Shuffle, steps: bool = True) -> Edition:
    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(sample(list(items), len(items)))

    return edition._replace(
        drafts=mixed(
            tuple(
                draft._replace(
                    leads=mixed(draft.leads),
                    progress=mixed(draft.progress),
                    steps=mixed(draft.steps) if steps else draft.steps,
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


def in_all_formats(data: Any) -> dict[str, str]:
    return {name: renderer(name)(data, False) for name in FORMATS}


@MANY
@given(histories(), st.randoms(use_true_random=False))
def test_another_order_gives_the_same_report(history: History, random: Any) -> None:
    """But for the order of next steps, in which the report lists them."""
    mixed = [
        snapshot(
            _with_keys_in_another_order(
                _in_another_order(edition, random.sample, steps=False), random.sample
            )
        )
        for edition in history
    ]
    assert in_all_formats(_anywhere(reported(*mixed))) == in_all_formats(
        _anywhere(changed(*history))
    )


@MANY
@given(histories(), st.randoms(use_true_random=False))
def test_another_order_of_next_steps_says_the_same_of_each(history: History, random: Any) -> None:
    mixed = [_in_another_order(edition, random.sample) for edition in history]
    one, other = _anywhere(changed(*mixed)), _anywhere(changed(*history))
    for part in ("events", "ledger", "pairs"):
        assert Counter(map(json.dumps, one[part])) == Counter(map(json.dumps, other[part]))
    assert one["summary"] == other["summary"]


def _anywhere(data: Any) -> Any:
    """The report without the lines of its files, which are others where the keys stand in another order."""
    if isinstance(data, dict):
        return {k: 1 if k == "line" else _anywhere(v) for k, v in data.items()}
    return [_anywhere(one) for one in data] if isinstance(data, list) else data


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


# An activity by itself


@SOME
@given(histories())
def test_the_events_of_an_activity_do_not_depend_on_the_others(history: History) -> None:
    before, after = history
    alone = Draft(
        "KA.09.09", "Hold the lantern parade", steps=(Step("Hire a brass band", "2023-12"),)
    )
    later = alone._replace(status="Red", steps=(Step("Hire a brass band", "2024-03"),))

    def told_of_it(one: Edition, other: Edition) -> list[Any]:
        data = changed(
            one._replace(drafts=(*one.drafts, alone)), other._replace(drafts=(*other.drafts, later))
        )
        of = f"{other.plan}/KA.09.09"
        return [
            (e["name"], e["message"], e["arguments"]) for e in data["events"] if e["activity"] == of
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
        told_of = {e["name"] for e in data["events"] if not e["name"].startswith("step-")}
        assert told_of == {name, "possibly-renumbered"}
        by_name: Mapping[str, Data] = {event["name"]: event for event in data["events"]}
        assert by_name[name]["activity"] == of
        told_once = by_name["possibly-renumbered"]
        low, high = "KA.01.05 to KA.01.25", "KA.01.06 to KA.01.26"
        move = f"{low} → {high}" if name == "activity-added" else f"{high} → {low}"
        assert f"21 activities seem to have another code: {move}." in told_once["message"]
        assert len(told_once["arguments"]) == len(told_once["paste"]) == 21
        assert {x["outcome"] for x in data["ledger"]} <= {"unchanged", "new", "unaccounted"}
