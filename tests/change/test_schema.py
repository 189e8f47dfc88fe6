"""The types of the report's data and the published schema say the same."""

from typing import Any, get_type_hints

import pytest

from kprlint.change import schema as types
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
        (types.Report, SCHEMA),
        (types.SnapshotData, _DEFS["snapshot"]),
        (types.ScopeData, _object(_PROPERTIES["scope"])),
        (types.SideData, _DEFS["side"]),
        (types.PairData, _DEFS["pair"]),
        (types.StandData, _DEFS["pair"]["properties"]["statuses"]["items"]),
        (types.PromiseData, _DEFS["promise"]),
        (types.LineData, _DEFS["line"]),
        (types.DoneData, _object(_DEFS["line"]["properties"]["done"])),
        (types.PlaceData, _object(_DEFS["place"])),
        (types.EventData, _DEFS["event"]),
        (types.PasteData, _DEFS["event"]["properties"]["paste"]["items"]),
        (types.SummaryData, _PROPERTIES["summary"]),
        (types.StatusMove, _PROPERTIES["summary"]["properties"]["statuses"]["items"]),
        (types.LedgerTotals, _LEDGER),
        (types.CountData, _DEFS["outcomes"]),
        (types.LimitsData, _PROPERTIES["limits"]),
        (types.UnreadData, _PROPERTIES["limits"]["properties"]["unread"]["items"]),
        (types.LateData, _PROPERTIES["limits"]["properties"]["late"]["items"]),
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
