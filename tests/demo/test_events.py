"""The demonstration's events, quarter by quarter, as they were staged; and all kinds of them, in all formats."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kprlint import __version__
from kprlint.change.events import RULES
from kprlint.change.run import changes
from kprlint.change.schema import Report
from kprlint.demo import build
from kprlint.report import FORMATS, renderer
from kprlint.source.schema import load as load_schema
from tests.demo.expected import EXPECTED

UPDATE = os.environ.get("KPRLINT_UPDATE_GOLDEN") == "1"
GOLDEN = Path(__file__).with_name("golden")

# Never staged, since they need an odd history: the tests of the events have them.
_NOT_STAGED = {
    "activity-slipped",
    "activity-brought-forward",
    "put-off-otherwise",
    "report-corrected",
    "status-redefined",
    "step-moved-to",
    "step-partly-done",
    "step-void",
    "activity-merged",
    "activity-split",
    "possibly-carried-on",
    "possibly-renumbered",
}

Reports = dict[tuple[str, str], Report]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The data of each pair of quarters."""
    folder = tmp_path_factory.mktemp("demo") / "council"
    build(folder)
    before = Path.cwd()
    os.chdir(folder)
    try:
        quarters = list(dict.fromkeys(side for pair in EXPECTED for side in pair))
        pairs = [pair for pair in EXPECTED if pair in pairwise(quarters)]
        return {pair: changes(earlier=pair[0], later=pair[1]) for pair in pairs}
    finally:
        os.chdir(before)


def test_each_event_is_told_where_it_was_staged(reports: Reports) -> None:
    for pair, report in reports.items():
        found: dict[str, set[str | None]] = {}
        for event in report["events"]:
            found.setdefault(event["name"], set()).add(event["activity"])
        staged = {n: set(of) for n, of in EXPECTED[pair].items() if n != "step-unchanged"}
        assert found == staged, pair


def test_every_kind_of_event_happens(reports: Reports) -> None:
    told = {event["name"] for report in reports.values() for event in report["events"]}
    assert told == {rule.name for rule in RULES} - _NOT_STAGED


def test_the_memory_counts_the_quarters(reports: Reports) -> None:
    last = reports["2024/25 Q3", "2024/25 Q4"]
    pair = next(p for p in last["pairs"] if p["to"] and p["to"]["activity"] == "2024-25/KA.01.02")
    assert pair["same_status"] == 4
    line = next(x for x in last["ledger"] if x["moves"] == 3)
    assert (line["outcome"], line["first_due"]) == ("later", "2024-09")
    slipped = next(e for e in last["events"] if "first due" in e["message"])
    assert (
        "first due September 2024, and has moved three times, by nine months" in slipped["message"]
    )


def test_a_reason_stands_with_its_event(reports: Reports) -> None:
    last = reports["2024/25 Q3", "2024/25 Q4"]
    slipped = {
        e["activity"]: e["said"]
        for e in last["events"]
        if e["name"] == "step-slipped" and e["said"]
    }
    assert list(slipped) == ["2024-25/KA.01.02"]
    assert "tendered again" in str(slipped["2024-25/KA.01.02"])


def test_the_data_is_as_published(reports: Reports) -> None:
    validator = Draft202012Validator(load_schema("changes"), format_checker=FormatChecker(["date"]))
    for report in reports.values():
        validator.validate(report)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_each_format_is_as_it_was_read_and_approved(name: str, reports: Reports) -> None:
    """`KPRLINT_UPDATE_GOLDEN=1 pytest tests/demo` writes the files; read them before you commit them."""
    told = renderer(name)(reports["2024/25 Q2", "2024/25 Q3"], False)
    made = told.replace(f"kprlint {__version__}", "kprlint 1.2.3").encode()
    file = GOLDEN / f"changes.{name}"
    if UPDATE:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(made)
    assert made == file.read_bytes()
