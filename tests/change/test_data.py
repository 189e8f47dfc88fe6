"""The types of the report's data and the published schema say the same."""

from typing import Any, get_type_hints

import pytest

from kprlint.change import data
from kprlint.change.ledger import Outcome
from kprlint.source.schema import load

SCHEMA: dict[str, Any] = load("changes")
_DEFS = SCHEMA["$defs"]
_PROPERTIES = SCHEMA["properties"]
_LEDGER = _PROPERTIES["summary"]["properties"]["ledger"]


def _object(of: Any) -> dict[str, Any]:
    """The object among what may also be null."""
    found: dict[str, Any] = next(one for one in of.get("oneOf", [of]) if "properties" in one)
    return found


@pytest.mark.parametrize(
    ("typed", "schema"),
    [
        (data.Report, SCHEMA),
        (data.SnapshotData, _DEFS["snapshot"]),
        (data.ScopeData, _object(_PROPERTIES["scope"])),
        (data.SideData, _DEFS["side"]),
        (data.PairData, _DEFS["pair"]),
        (data.StandData, _DEFS["pair"]["properties"]["statuses"]["items"]),
        (data.PromiseData, _DEFS["promise"]),
        (data.LineData, _DEFS["line"]),
        (data.DoneData, _object(_DEFS["line"]["properties"]["done"])),
        (data.PlaceData, _object(_DEFS["place"])),
        (data.EventData, _DEFS["event"]),
        (data.PasteData, _DEFS["event"]["properties"]["paste"]["items"]),
        (data.SummaryData, _PROPERTIES["summary"]),
        (data.StatusMove, _PROPERTIES["summary"]["properties"]["statuses"]["items"]),
        (data.LedgerTotals, _LEDGER),
        (data.CountData, _DEFS["outcomes"]),
        (data.LimitsData, _PROPERTIES["limits"]),
        (data.UnreadData, _PROPERTIES["limits"]["properties"]["unread"]["items"]),
        (data.LateData, _PROPERTIES["limits"]["properties"]["late"]["items"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_type_has_the_fields_of_the_schema(typed: Any, schema: dict[str, Any]) -> None:
    assert set(get_type_hints(typed)) == set(schema["properties"]) == set(schema["required"])
    assert schema["additionalProperties"] is False


def test_the_outcomes_are_those_of_the_contract() -> None:
    words = "done void dropped moved-to partly reopened later earlier reworded unchanged unaccounted new"
    assert [str(outcome) for outcome in Outcome] == words.split()
    assert _DEFS["line"]["properties"]["outcome"]["enum"] == words.split()
    assert list(_LEDGER["properties"]["outcomes"]["properties"]) == words.split()
