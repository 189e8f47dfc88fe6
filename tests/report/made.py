"""A report in which everything occurs that can occur, made by hand: its shape is that of kprlint/change/schema.py."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from kprlint.change.ledger import Outcome
from kprlint.model import Due

Data = dict[str, Any]

_STATUSES = ["Not started", "Green", "Amber", "Red", "Complete", "Deferred"]
_MOVES = [
    ("Green", "Green", 9),
    ("Green", "Amber", 2),
    ("Amber", "Red", 1),
    ("Amber", "Complete", 1),
    ("Not started", "Green", 1),
    ("Red", "Deferred", 1),
    ("Green", None, 1),
    (None, "Not started", 2),
]


def changes() -> Any:
    lines = _lines()
    counts = Counter((line["outcome"], line["declared"]) for line in lines)
    return {
        "version": 2,
        "kprlint": "1.2.3",
        "from": _snapshot(
            "2023/24 Q1", "tag", "2023/24 Q1", "5eb90769255d947c5eb90769255d947c5eb90769"
        ),
        "to": _snapshot("2023/24 Q2", "work tree", "the work tree", None),
        "scope": {
            "since": "origin/main",
            "lead": "Housing",
            "portfolio": None,
            "activities": 16,
            "of": 31,
            "other_plans": ["2019-20"],
        },
        "pairs": [
            _pair("KA.01.01", "Open a hub in each market town", "same-code"),
            _pair("KA.01.02", "Reopen the swimming pool", "same-code", lead="Leisure"),
            _pair("KA.01.03", "Plant 3,000 trees", "suspected"),
            _pair("KA.01.04", "Give grants for shop fronts", "removed"),
            _pair("KA.01.05", "Adopt a housing policy", "added"),
        ],
        "ledger": lines,
        "withdrawn": [_promise("02", "Sell the old boiler", "2023-12")],
        "events": _events(),
        "summary": {
            "headline": "Our Plan 2023/24, 2023/24 Q1 to 2023/24 Q2: four activities are worse off, two activities "
            "are better off, two promises are now due later; two promises are unaccounted for.",
            "activities": {
                "from": 16,
                "to": 17,
                "declared": 1,
                "same-code": 12,
                "suspected": 1,
                "added": 2,
                "removed": 1,
                "merged": 1,
                "split": 1,
            },
            "statuses": [{"from": a, "to": b, "count": count} for a, b, count in _MOVES],
            "ledger": {
                "before": sum(line["from"] is not None for line in lines),
                "after": 9,
                "new": sum(line["from"] is None for line in lines),
                "outcomes": {
                    str(outcome): {
                        "declared": counts[str(outcome), True],
                        "undeclared": counts[str(outcome), False],
                    }
                    for outcome in Outcome
                },
                "unasked": 1,
            },
            "events": {
                "needs-explanation": 3,
                "worth-noting": 2,
                "for-the-record": 3,
                "explained": 1,
            },
        },
        "limits": {
            "guessed": 1,
            "between": [],
            "unread": [{"in": "to", "file": "activities/KA.09.09.yaml", "why": "it is not YAML"}],
            "late": [
                {
                    "in": "from",
                    "file": "activities/KA.01.02.yaml",
                    "revision": "5eb90769255d947c5eb90769255d947c5eb90769",
                    "counted": True,
                }
            ],
        },
    }


def mapped(data: Any, change: Callable[[str], str]) -> Any:
    """The data with every text in it changed that comes from a file."""
    free = (
        "title council name revision action owner said suggestion offer message why file since headline status portfolio"
    ).split()
    if isinstance(data, list):
        return [mapped(item, change) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: change(value)
        if key in free and isinstance(value, str)
        else [change(word) for word in value]
        if key == "statuses" and all(isinstance(word, str) for word in value)
        else mapped(value, change)
        for key, value in data.items()
    }


def _snapshot(period: str, place: str, name: str, revision: str | None) -> Any:
    return {
        "plan": "2023-24",
        "title": "Our Plan 2023/24",
        "council": "Fictional District Council",
        "language": "en-GB",
        "period": period,
        "place": place,
        "name": name,
        "revision": revision,
        "activities": 17,
        "statuses": _STATUSES,
    }


def _pair(code: str, title: str, identity: str, lead: str = "Housing") -> Any:
    side = {
        "activity": f"2023-24/{code}",
        "file": f"activities/{code}.yaml",
        "title": title,
        "status": "Green",
        "kind": "on-track",
        "leads": [lead],
        "portfolio": "Wellbeing",
    }
    stands = [("2022/23 Q4", "Green", "on-track"), ("2023/24 Q1", "Amber", "at-risk")]
    stands.append(("2023/24 Q2", "Green", "on-track"))
    return {
        "identity": identity,
        "from": None if identity == "added" else side,
        "to": None if identity == "removed" else side,
        "score": 0.9 if identity == "suspected" else None,
        "other": None,
        "quarters": 3,
        "same_status": 2,
        "statuses": [{"quarter": q, "status": s, "kind": k} for q, s, k in stands],
    }


def _lines() -> list[Any]:
    pool, trees = "Award the contract for the pool roof", "Plant 1,900 trees"
    dropped = "Cabinet ended the grants."
    done = {"start": "2023-07-04", "end": "2023-07-04"}
    wick = "Open the hub at Wick"
    said = "The Wick hub opened on 4 July."
    return [
        _line("done", "01", wick, "2023-06", None, declared=True, done=done, days=4, said=said),
        _line("unchanged", "01", "Publish the opening hours", "2023-12", same_words=4),
        _line("unchanged", "01", "Sweep the yard", "2023-06", overdue=True, said="Half is swept."),
        _line("later", "02", pool, "2023-09", pool, "2023/24 Q4", first_due="2022-12", moves=3),
        _line("later", "02", "Heat the pool", "2023-10-31", "Heat it", "2024-01-31", declared=True),
        _line("earlier", "02", "Send a letter", "2024-03", "Send a letter", "2024-01"),
        _line("reworded", "03", trees, None, "Plant 1,900 young trees", None, declared=True),
        _line("partly", "03", "Water both woods", None, "Water one", parts=["Water the other"]),
        _line("moved-to", "03", "Show the schools how", None, declared=True, said="the county"),
        _line("reopened", "03", "Fell the elm", None, "Fell the elm", said="Another one is ill."),
        _line("void", "03", "Meet the contractor", None, declared=True, said="Entered twice."),
        _line(
            "unaccounted",
            "04",
            "Advertise the grants",
            "2023-08-14",
            None,
            suggestion="The grants opened.",
            offer="Award the first grants",
            since="2023/24 Q1",
        ),
        _line("unaccounted", "04", "Print a flyer", None, None, since="2022/23 Q2", asked=False),
        _line("dropped", "04", "Award the grants", None, None, declared=True, said=dropped),
        _line("new", "05", "Consult landlords", "2023/24 Q3"),
        _line("new", "05", "Take the policy to Full Council", "spring 2024"),
    ]


def _line(
    outcome: str,
    code: str,
    one: str,
    due: str | None,
    other: str | None = "",
    other_due: str | None = None,
    parts: Sequence[str] = (),
    **more: Any,
) -> Any:
    before, after = (
        _promise(code, one, due),
        _promise(code, other or one, other_due if other else due),
    )
    return {
        "activity": f"2023-24/KA.01.{code}",
        "outcome": outcome,
        "declared": False,
        "from": None if outcome == "new" else before,
        "to": None if other is None else after,
        "parts": [_promise(code, part, None) for part in parts],
        "days": {"later": 92, "earlier": -60}.get(outcome),
        "done": None,
        "said": None,
        "updates": [],
        "suggestion": None,
        "offer": None,
        "since": None,
        "asked": True,
        "overdue": False,
        "first_due": None,
        "moves": 0,
        "quarters": 4,
        "same_words": 1,
        "place": _place(code, 12),
        **more,
    }


def _place(code: str, line: int) -> Any:
    file = f"activities/KA.01.{code}.yaml"
    link = f"https://forge.example/plans/blob/5eb9/{file}#L{line}"
    return {"file": file, "line": line, "revision": None, "link": link}


def _promise(code: str, action: str, due: str | None) -> Any:
    parsed = Due.parse(due) if due else None
    return {
        "activity": f"2023-24/KA.01.{code}",
        "action": action,
        "due": due,
        "due_end": parsed.end.isoformat() if parsed else None,
        "due_in_words": False,
        "owner": None,
    }


def _events() -> list[Any]:
    pool, trees = "Reopen the swimming pool", "Plant 3,000 trees"
    return [
        _event(
            "status-worsened", "needs-explanation", "02", pool, "The status fell from Amber to Red."
        ),
        _event(
            "step-slipped",
            "needs-explanation",
            "02",
            pool,
            "“Heat the pool” slipped by three months.",
        ),
        _event(
            "put-off",
            "needs-explanation",
            "02",
            pool,
            "It was put off: the status went from Red to Deferred.",
            said="The only two bids were above the budget.",
        ),
        _event(
            "suspected",
            "needs-explanation",
            "03",
            trees,
            "It may carry on 2019-20/KA.02.01, “Plant trees”.",
            guess=True,
            paste=[{"file": "activities/KA.01.03.yaml", "line": "continues: 2019-20/KA.02.01"}],
        ),
        _event(
            "unmoved", "worth-noting", "01", "Open a hub", "Promised in the same words.", guess=True
        ),
        _event("renumbered", "worth-noting", None, None, "1 activity seems to have another code."),
        _event("step-done", "for-the-record", "01", "Open a hub", "It was done."),
        _event("step-added", "for-the-record", "05", "Adopt a policy", "It is new."),
        _event("step-added", "for-the-record", "05", "Adopt a policy", "It is new, too."),
    ]


def _event(
    name: str, level: str, code: str | None, title: str | None, message: str, **more: Any
) -> Any:
    return {
        "name": name,
        "level": level,
        "activity": f"2023-24/KA.01.{code}" if code else None,
        "title": title,
        "message": message,
        "arguments": [],
        "said": None,
        "guess": False,
        "paste": [],
        "place": _place(code, 7) if code else None,
        **more,
    }
