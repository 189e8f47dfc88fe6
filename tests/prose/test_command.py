"""`kprlint dates`, as a user runs it."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kprlint.prose.dates import Certainty, Grain, Role, find
from kprlint.source.schema import load
from tests.conftest import Run
from tests.prose.score import PARTS, own

DAY = ("--as-of", "2023-09-30")


def test_json_of_standard_input(run: Run) -> None:
    text = "• Rural event 6th November\n\nPlan to 2031?\nno offers sent October 23. Met 51 ebidary 2020\n"
    result = run("dates", *DAY, "--format", "json", input=text.encode())
    assert result.exit_code == 0
    data = json.loads(result.output)
    Draft202012Validator(load("dates")).validate(data)
    assert data == [
        {
            "line": 1,
            "column": 15,
            "end_column": 27,
            "text": "6th November",
            "start": "2023-11-06",
            "end": "2023-11-06",
            "grain": "day",
            "role": "point",
            "certainty": "by-convention",
        },
        {
            "line": 4,
            "column": 16,
            "end_column": 26,
            "text": "October 23",
            "start": "2023-10-01",
            "end": "2023-10-31",
            "grain": "month",
            "role": "point",
            "certainty": "ambiguous",
        },
        {
            "line": 4,
            "column": 32,
            "end_column": 47,
            "text": "51 ebidary 2020",
            "start": None,
            "end": None,
            "grain": "day",
            "role": "point",
            "certainty": "refused",
        },
    ]


def test_the_schema_knows_every_word() -> None:
    properties = load("dates")["items"]["properties"]
    for name, words in (("grain", Grain), ("role", Role), ("certainty", Certainty)):
        assert set(properties[name]["enum"]) == set(map(str, words))


def test_all_labelled_sentences_keep_the_schema(run: Run) -> None:
    lines = [s.text for part in PARTS for s in own(part)]
    result = run("dates", *DAY, "--format", "json", input="\n".join(lines).encode())
    data = json.loads(result.output)
    Draft202012Validator(load("dates")).validate(data)
    for found in data:
        line = lines[found["line"] - 1]
        assert line[found["column"] - 1 : found["end_column"] - 1] == found["text"]


def test_columns_are_code_points_and_a_byte_order_mark_is_none(run: Run) -> None:
    result = run(
        "dates", *DAY, "--format", "json", input="\ufeff𝒜é by May 2024\r\nin 2025".encode()
    )
    places = [(f["line"], f["column"], f["end_column"]) for f in json.loads(result.output)]
    assert places == [(1, 7, 15), (2, 4, 8)]


def test_text_for_people(run: Run, plan: Path) -> None:
    (plan / "words.txt").write_text(
        "Open by the end of March\nsent October 23\n31 June 2023\nFine.\n"
    )
    result = run("dates", *DAY, "words.txt")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "1:13: “end of March”: by 31 March 2024, by convention: the year is not written; it is taken "
        "from the day of the text",
        "2:6: “October 23”: either October 2023 or 23 October 2023: the number may be the day or the year",
        "3:1: “31 June 2023”: no date: there is no such day",
    ]
    assert run("dates", *DAY, "-", input=b"nothing").output == "note: no date was found\n"


def test_the_tense_can_be_told(run: Run) -> None:
    for tense, year in (("past", 2022), ("future", 2023)):
        result = run("dates", *DAY, "--tense", tense, input=b"Crime event 6th November")
        assert f"6 November {year}" in result.output


def test_the_conventions_are_printed(run: Run) -> None:
    result = run("dates", "--conventions")
    assert result.exit_code == 0
    assert "spring" in result.output
    assert "3–5" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--as-of is missing: the day on which the text was written"),
        (["--as-of", "30/09/2023"], "'30/09/2023' is not a day; write it as 2023-09-30"),
        (["--as-of", "2023-02-30"], "'2023-02-30' is not a day"),
        ([*DAY, "nowhere.txt"], "nowhere.txt cannot be read: no such file or directory"),
        ([*DAY, "activities"], "activities cannot be read"),
        ([*DAY, "latin.txt"], "latin.txt is not UTF-8 (0xe9 at line 2, column 4)"),
        ([*DAY, "utf16.txt"], "utf16.txt is not UTF-8 (UTF-16"),
        ([*DAY, "--format", "xml"], "'xml' is not one of"),
    ],
)
def test_what_cannot_be_done(run: Run, plan: Path, arguments: list[str], message: str) -> None:
    (plan / "latin.txt").write_bytes(b"one\ncaf\xe9 2023")
    (plan / "utf16.txt").write_bytes("May 2023".encode("utf-16"))
    result = run("dates", *arguments, input=b"")
    assert result.exit_code == 2
    assert message in result.output


def test_it_needs_no_clock_and_no_language_of_the_machine() -> None:
    env = {**os.environ, "LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "kprlint", "dates", "--as-of", "2020-03-31", "--format", "json"],
        input="– by Quarter 1".encode(),
        capture_output=True,
        env=env,
        check=True,
    )
    (found,) = json.loads(done.stdout)
    assert (found["start"], found["end"], found["column"]) == ("2020-04-01", "2020-06-30", 6)


def test_what_the_command_prints_is_what_the_function_finds(run: Run) -> None:
    text = "Late 2022/early 2023, then Q3 of 2023/24"
    data = json.loads(run("dates", *DAY, "--format", "json", input=text.encode()).output)
    found = find(text, date(2023, 9, 30))
    assert [(f["text"], f["start"], f["role"]) for f in data] == [
        (one.text, str(one.first_day), str(one.role)) for one in found
    ]
