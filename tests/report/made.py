"""A report in which everything occurs that can occur, made by hand: its shape is that of kprlint/change/data.py."""

from collections import Counter
from collections.abc import Callable
from typing import Any

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


def changes() -> Data:
    lines = _lines()
    kinds = Counter(line["kind"] for line in lines)
    before = len(lines) - kinds["new"]
    return {
        "version": 1,
        "kprlint": "1.2.3",
        "from": _snapshot(
            "2023/24 Q1", "tag", "2023/24 Q1", "5eb90769255d947c5eb90769255d947c5eb90769"
        ),
        "to": _snapshot("2023/24 Q2", "work tree", "the work tree", None),
        "scope": {"since": "origin/main", "activities": 16, "of": 31},
        "pairs": [
            _pair("KA.01.01", "Open a hub in each market town", "same-code"),
            _pair("KA.01.02", "Reopen the swimming pool", "same-code"),
            _pair("KA.01.03", "Plant 3,000 trees", "suspected"),
            _pair("KA.01.04", "Give grants for shop fronts", "removed"),
            _pair("KA.01.05", "Adopt a housing policy", "added"),
        ],
        "ledger": lines,
        "events": _events(),
        "answers": {
            "unused": [_given("00112233445566aa", "The pool was closed anyway.")],
            "expired": [_given("00112233445566bb", "Until the county decides.")],
        },
        "summary": {
            "headline": "Our Plan 2023/24, 2023/24 Q1 to 2023/24 Q2: four activities are worse off, two activities "
            "are better off, two promises slipped; three matters need an explanation.",
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
                "before": before,
                "after": before - kinds["delivered"] - kinds["dropped"] - 1 + kinds["new"],
                **{
                    kind: kinds[kind]
                    for kind in (
                        "delivered",
                        "unchanged",
                        "later",
                        "earlier",
                        "reworded",
                        "possibly-the-same",
                        "dropped",
                        "new",
                    )
                },
                "merged": 1,
                "split": 1,
                "explained": 1,
            },
            "events": {
                "needs-explanation": 3,
                "worth-noting": 2,
                "for-the-record": 3,
                "answered": 1,
            },
        },
        "limits": {
            "guessed": 1,
            "thresholds": {"same-promise": 0.55, "delivered": 0.45},
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
        "title council name revision action owner evidence nearest message reason who why file line since headline "
        "fingerprint status portfolio"
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


def _snapshot(period: str, place: str, name: str, revision: str | None) -> Data:
    return {
        "plan": "2023-24",
        "title": "Our Plan 2023/24",
        "council": "Fictional District Council",
        "period": period,
        "place": place,
        "name": name,
        "revision": revision,
        "activities": 17,
        "statuses": _STATUSES,
    }


def _pair(code: str, title: str, identity: str) -> Data:
    side = {
        "activity": f"2023-24/{code}",
        "file": f"activities/{code}.yaml",
        "title": title,
        "status": "Green",
        "kind": "on-track",
        "leads": ["Housing"],
        "portfolio": "Wellbeing",
    }
    return {
        "identity": identity,
        "from": None if identity == "added" else side,
        "to": None if identity == "removed" else side,
        "score": 0.9 if identity == "suspected" else None,
        "other": None,
        "quarters": 3,
        "same_status": 2,
    }


def _lines() -> list[Data]:
    pool = "Award the contract for the pool roof"
    return [
        _line(
            "delivered", "01", "Open the hub at Wick", "2023-06", evidence="The Wick hub opened."
        ),
        _line("unchanged", "01", "Publish the opening hours", "2023-12", same_words=4),
        _line("later", "02", pool, "2023-09", pool, "2023/24 Q4", first_due="2022-12", moves=3),
        _line("later", "02", "Heat the pool", "2023-10-31", "Heat the pool again", "2024-01-31"),
        _line("earlier", "02", "Send a letter", "2024-03", "Send a letter", "2024-01"),
        _line("reworded", "03", "Plant 1,900 trees", None, "Plant 1,900 young trees", None),
        _line(
            "reworded", "03", "Water the trees", None, "Plant 1,900 young trees", None, shared=True
        ),
        _line(
            "possibly-the-same", "03", "Show the nine schools how", None, "Show six schools", None
        ),
        _line("dropped", "04", "Advertise the grants", "2023-08-14", nearest="The grants opened."),
        _line("dropped", "04", "Award the grants", None, evidence="Cabinet ended the grants."),
        _line("new", "05", "Consult landlords", "2023/24 Q3", shared=True),
        _line("new", "05", "Take the policy to Full Council", "2024"),
    ]


def _line(
    kind: str,
    code: str,
    one: str,
    due: str | None,
    other: str | None = None,
    other_due: str | None = None,
    **more: Any,
) -> Data:
    before, after = (
        _promise(code, one, due),
        _promise(code, other or one, other_due if other else due),
    )
    return {
        "activity": f"2023-24/KA.01.{code}",
        "kind": kind,
        "from": None if kind == "new" else before,
        "to": None if kind in ("delivered", "dropped") else after,
        "days": {"later": 92, "earlier": -60}.get(kind),
        "evidence": None,
        "nearest": None,
        "score": 0.61 if kind in ("reworded", "possibly-the-same") else None,
        "shared": False,
        "first_due": None,
        "moves": 0,
        "quarters": 4,
        "same_words": 1,
        **more,
    }


def _promise(code: str, action: str, due: str | None) -> Data:
    parsed = Due.parse(due) if due else None
    return {
        "activity": f"2023-24/KA.01.{code}",
        "action": action,
        "due": due,
        "due_end": parsed.end.isoformat() if parsed else None,
        "due_in_words": False,
        "owner": None,
    }


def _events() -> list[Data]:
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
            answer={
                "reason": "The only two bids were above the budget.",
                "who": "Head of Leisure",
                "until": "2025-06-30",
            },
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
        _event("step-delivered", "for-the-record", "01", "Open a hub", "It was delivered."),
        _event("step-added", "for-the-record", "05", "Adopt a policy", "It is new."),
        _event("step-added", "for-the-record", "05", "Adopt a policy", "It is new, too."),
    ]


def _event(
    name: str, level: str, code: str | None, title: str | None, message: str, **more: Any
) -> Data:
    return {
        "name": name,
        "level": level,
        "activity": f"2023-24/KA.01.{code}" if code else None,
        "title": title,
        "message": message,
        "arguments": [],
        "fingerprint": f"{sum(map(ord, name + message)):016x}",
        "guess": False,
        "answer": None,
        "paste": [],
        **more,
    }


def _given(fingerprint: str, reason: str) -> Data:
    return {"fingerprint": fingerprint, "reason": reason, "who": None, "until": None}
