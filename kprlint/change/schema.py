"""The objects of `schema/changes.schema.json` as types; a test holds the two together."""

from typing import TypedDict


# Each of these is an object of the schema; “from” is no name in Python, so that the syntax is the other one.
class SnapshotData(TypedDict):
    plan: str
    title: str
    council: str
    language: str
    period: str | None
    place: str
    name: str
    revision: str | None
    activities: int
    statuses: list[str]


class ScopeData(TypedDict):
    """Which activities are told: those touched since a revision, of a lead, of a portfolio; and the further plans touched."""

    since: str | None
    lead: str | None
    portfolio: str | None
    activities: int
    of: int
    other_plans: list[str]


class SideData(TypedDict):
    activity: str
    file: str
    title: str
    status: str
    kind: str
    leads: list[str]
    portfolio: str


class StandData(TypedDict):
    quarter: str | None
    status: str
    kind: str


PairData = TypedDict(
    "PairData",
    {
        "identity": str,
        "from": SideData | None,
        "to": SideData | None,
        "score": float | None,
        "other": str | None,
        "quarters": int | None,
        "same_status": int | None,
        "statuses": list[StandData],
    },
)


class PromiseData(TypedDict):
    activity: str
    action: str
    due: str | None
    due_end: str | None
    due_in_words: bool
    owner: str | None


class DoneData(TypedDict):
    start: str
    end: str


class PlaceData(TypedDict):
    """A line of a file, from the top of the repository; `link` is where a forge shows it."""

    file: str
    line: int
    revision: str | None
    link: str | None


LineData = TypedDict(
    "LineData",
    {
        "activity": str,
        "outcome": str,
        "declared": bool,
        "from": PromiseData | None,
        "to": PromiseData | None,
        "parts": list[PromiseData],
        "days": int | None,
        "done": DoneData | None,
        "said": str | None,
        "updates": list[str],
        "suggestion": str | None,
        "offer": str | None,
        "since": str | None,
        "asked": bool,
        "overdue": bool,
        "first_due": str | None,
        "moves": int,
        "quarters": int | None,
        "same_words": int | None,
        "place": PlaceData | None,
    },
)


class PasteData(TypedDict):
    file: str
    line: str


class EventData(TypedDict):
    name: str
    level: str
    activity: str | None
    title: str | None
    message: str
    arguments: list[str]
    said: str | None
    guess: bool
    paste: list[PasteData]
    place: PlaceData | None


class CountData(TypedDict):
    declared: int
    undeclared: int


class LedgerTotals(TypedDict):
    before: int
    after: int
    new: int
    outcomes: dict[str, CountData]
    unasked: int


StatusMove = TypedDict("StatusMove", {"from": str | None, "to": str | None, "count": int})


class SummaryData(TypedDict):
    headline: str
    activities: dict[str, int]
    statuses: list[StatusMove]
    ledger: LedgerTotals
    events: dict[str, int]


UnreadData = TypedDict("UnreadData", {"in": str, "file": str, "why": str})
LateData = TypedDict("LateData", {"in": str, "file": str, "revision": str, "counted": bool})


class LimitsData(TypedDict):
    guessed: int
    between: list[str]
    unread: list[UnreadData]
    late: list[LateData]


Report = TypedDict(
    "Report",
    {
        "version": int,
        "kprlint": str,
        "from": SnapshotData,
        "to": SnapshotData,
        "scope": ScopeData | None,
        "pairs": list[PairData],
        "ledger": list[LineData],
        "withdrawn": list[PromiseData],
        "events": list[EventData],
        "summary": SummaryData,
        "limits": LimitsData,
    },
)
