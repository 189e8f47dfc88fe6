"""Whatever the files or the data hold: no traceback, and no text of theirs has any effect in a report."""

import csv
import io
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from kprlint.change.likeness import read
from kprlint.cli import main
from kprlint.prose.steps.suggestion import alike, suggest
from kprlint.report import FORMATS, renderer
from kprlint.report.csv_format import COLUMNS
from kprlint.report.loading import load
from kprlint.report.markdown_format import BUDGET
from kprlint.source.schema import load as load_schema
from tests.change.strategies import (
    HOSTILE,
    Draft,
    Edition,
    Step,
    changed,
    hostile_histories,
    save,
)
from tests.conftest import write
from tests.plans import REGISTER, activity
from tests.source.strategies import any_text, damaged_documents

Data = dict[str, Any]

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FEW = settings(MANY, max_examples=25)

formats = st.sampled_from(list(FORMATS))


@pytest.fixture(scope="module", autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder without a plan and without git to be in: the two snapshots lie in `one` and `other`."""
    before = Path.cwd()
    folder = tmp_path_factory.mktemp("hostile")
    os.chdir(folder)
    save(_WHOLE[0], Path("one"))
    yield
    os.chdir(before)


# No text has any effect


_CODE = re.compile(r"(?ms)^```\n.*?^```$|(?<!\\)`[^`\n]*`")
_FOLDED = re.compile(r"(?m)^(?:</?details>|<summary><b>[A-Z][a-z ,]+</b></summary>)$")
_LINK = re.compile(r"\]\(https?://[\w./:#?=&%+~@,-]+\)")
_ENTITY = re.compile(r"&(?:#\d+|lt|gt|amp|quot);")
_CELL_END = re.compile(r"(?<!\\)(?:\\\\)*\|")


def assert_inert_markdown(made: str) -> None:
    assert len(made) <= BUDGET
    assert_no_controls(made)
    # What kprlint writes itself: sections that are folded, and links to lines of files.
    prose = _LINK.sub("]", _FOLDED.sub("", _CODE.sub("code", made)))
    assert "<" not in prose
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", _ENTITY.sub("\N{ZERO WIDTH SPACE}", prose))
    assert not re.search(r"@\w|#\w|!\d|GH-\d|://|www\.|&\w", re.sub(r"(?m)^#+ ", "", shown))
    assert "`" not in re.sub(r"\\`", "", prose)
    for table in re.findall(r"(?m)^\|.*(?:\n\|.*)*", prose):
        rows = table.split("\n")
        assert re.fullmatch(r"\|(?: (?:---|--:) \|)+", rows[1])
        for row in rows:
            assert row.endswith("|")
            assert len(_CELL_END.findall(row)) == rows[1].count("|")
    _, lead, about = prose.split("\n\n")[:3]
    for paragraph in (lead, about):
        assert not re.match(r"\s|[-+*>=#|~]+(\s|$)|\d+[.)](\s|$)", paragraph)


def assert_no_controls(made: str) -> None:
    """Nothing that moves the cursor, colours, hides or turns round what follows; tabs and breaks stay."""
    assert not {c for c in set(made) - {"\n", "\t"} if unicodedata.category(c) in ("Cc", "Cf")}
    assert not set(made) & set("\u2028\u2029\ufeff")


def assert_inert_csv(made: str, data: Data) -> None:
    assert_no_controls(made.replace("\r\n", "\n"))
    csv.field_size_limit(10**9)  # its own limit is smaller than what a file may hold
    rows = list(csv.reader(io.StringIO(made, newline="")))
    assert rows[0] == COLUMNS
    assert len(rows) == len(data["ledger"]) + 1
    for row in rows[1:]:
        assert len(row) == len(COLUMNS)
        for name, cell in zip(COLUMNS, row, strict=True):
            if name == "days":
                assert not cell or int(cell) is not None
            else:
                assert (
                    cell.lstrip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
                    or not cell
                )


def assert_inert(data: Any) -> None:
    assert_inert_markdown(renderer("markdown")(data, False))
    assert_inert_csv(renderer("csv")(data, False), data)
    assert_no_controls(renderer("text")(data, False))
    colored = renderer("text")(data, True)
    assert_no_controls(re.sub(r"\x1b\[\d+m", "", colored))
    html = renderer("html")(data, False)
    assert_no_controls(html)
    assert not re.search(r"<script|<img|<!--", html)


@MANY
@given(hostile_histories())
def test_no_text_has_any_effect(history: tuple[Edition, Edition]) -> None:
    data = changed(*history)
    validator = Draft202012Validator(load_schema("changes"), format_checker=FormatChecker(["date"]))
    validator.validate(data)
    assert_inert(data)
    content = renderer("json")(data, False).encode()
    read_back = load(content)
    for name in FORMATS:
        assert renderer(name)(read_back, False) == renderer(name)(data, False)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(str(text)[:20]))
def test_the_same_text_everywhere(text: str) -> None:
    def edition(plan: str, status: str, *more: Step) -> Edition:
        steps = (Step(text), Step(f"Agree {text}", "2023-12"), *more)
        drafts = [
            Draft(code, text, status, text, (text,), text, progress=(text,), steps=steps)
            for code in ("KA.01.01", "KA.01.02")
        ]
        return Edition(tuple(drafts), plan, title=text, council=text)

    for plan in (text, "2023-24"):
        assert_inert(changed(edition(plan, "Green"), edition(text, text, Step(f"{text} twice"))))


def test_a_report_that_is_far_too_long_is_cut() -> None:
    steps = tuple(Step(f"{number} {HOSTILE[0]} {'&' * 300}") for number in range(40))
    drafts = [Draft(f"KA.01.{n:02}", "&" * 400, steps=steps) for n in range(1, 30)]
    made = renderer("markdown")(changed(Edition(()), Edition(tuple(drafts))), False)
    assert_inert_markdown(made)
    assert "not shown" in made


# 1 MB is the most that a file may hold.
@pytest.mark.parametrize(
    "piece",
    ["March 2023 ", "in March ", "a", "é", "Q1 of ", "£1,0 ", "Phase 1 ", "x’", "no. ", "1"],
)
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    """It took minutes, once: a pattern that began anew at each letter. The test would time out."""
    text = piece * (400_000 // len(piece))
    read(text)
    suggest(["Publish the report"], [text])
    suggest([text], ["The report was published."])
    alike([text], ["Publish the report"])


# No traceback


def ends_well(*arguments: str, input: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, list(arguments), input=input)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in (0, 1, 2)
    assert "Traceback" not in result.output
    return result


_WHOLE = (
    Edition(
        (
            Draft("KA.03.04", "Keep the air clean", "Amber", "A bid failed.", steps=(Step("Buy a mast", "2023-12", "Housing"), Step("Ask schools"))),
            Draft("KA.03.05", "Plant trees", steps=(Step("Plant 12 trees by spring 2024"), Step("Buy 3 oaks"))),
        )
    ),
    Edition(
        (
            Draft("KA.03.04", "Keep the air clean", "Red", steps=(Step("Buy a mast", "2024-03"), Step("Ask schools and parishes")), progress=("Schools were asked.",)),
            Draft("KA.03.06", "Plant trees", "Deferred", steps=(Step("Plant 15 trees by spring 2024"),)),
            Draft("KA.03.07", "Sell the barn", "Complete", steps=(Step("Buy 3 oaks"),)),
        ),
        period="2023/24 Q3",
    ),
)  # fmt: skip

_junk = st.binary(min_size=1, max_size=12) | any_text.map(lambda t: t.encode("utf-8", "replace"))


def _damaged(valid: bytes) -> st.SearchStrategy[bytes]:
    return st.builds(
        lambda at, junk, left_out: valid[:at] + junk + valid[at + left_out :],
        st.integers(0, len(valid)),
        _junk,
        st.integers(0, 20),
    )


_contents = (
    st.binary(max_size=200)
    | _junk
    | damaged_documents.map(lambda text: text.encode("utf-8", "replace"))
    | _damaged(activity("KA.03.04", status="Red").encode())
    | _damaged(activity("KA.03.05", continues="\ncontinues: 2023-24/KA.03.04").encode())
)
_names = st.sampled_from(["KA.03.04.yaml", "KA.03.05.yaml", "KA.03.05.yaml.txt", "x.yml"])


@MANY
@given(st.dictionaries(_names, _contents, max_size=4), _damaged(REGISTER.encode()), formats)
def test_any_files(contents: dict[str, bytes], register: bytes, name: str) -> None:
    for file in Path("other").glob("*"):
        file.unlink()
    for file_name, content in contents.items():
        write(Path("other") / file_name, content)
    for text in (REGISTER.encode(), register):
        write(Path("other/plan.yaml"), text)
        ends_well("changes", "--from", "one", "--to", "other", "--format", name)
        ends_well("changes", "--from", "other", "--to", "one", "--format", name)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[" * 100_000,
        b"{a: " * 50_000,
        b"- " * 100_000,
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00",
        activity(title='"\\uD800"').encode(),
        activity(title=f'"{"x" * 100_000}"').encode(),
        b"a" * 1_100_000,
        b"next_steps:\n" + b"  - action: Buy\n" * 500,
    ],
    ids=lambda content: ascii(content[:20]),
)
@pytest.mark.parametrize("file", ["KA.03.04.yaml", "plan.yaml"])
def test_odd_files(file: str, content: bytes) -> None:
    for old in Path("other").glob("*"):
        old.unlink()
    write(Path("other/plan.yaml"), REGISTER.encode())
    write(Path("other") / file, content)
    for name in FORMATS:
        ends_well("changes", "--from", "one", "--to", "other", "--format", name)


# Data from elsewhere


def _paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _paths(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _paths(value, (*path, index))


_VALID: Data = json.loads(renderer("json")(changed(*_WHOLE), False))
_PATHS = [path for path in _paths(_VALID) if path]

_values = st.one_of(
    st.sampled_from([None, True, 2.0, 0.5, -1, 0, 10**400, 1e300, float("nan"), float("inf")]),
    st.sampled_from(["", "2023-12", "2023-02-30", "9999-12-31", "0001-01-01", "x" * 5000]),
    st.sampled_from(["dropped", "later", "new", "commit", "removed", "needs-explanation"]),
    st.sampled_from(["https://x.example/a", "javascript:alert(1)", "http://x/a)[b](c"]),
    st.sampled_from(HOSTILE[:24]),
    st.text(max_size=8),
    st.lists(st.integers() | st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)


def _put(data: Data, path: tuple[Any, ...], how: str, value: Any) -> None:
    at: Any = data
    for step in path[:-1]:
        if not isinstance(at, dict | list) or (isinstance(at, dict) and step not in at):
            return
        if isinstance(at, list) and not (isinstance(step, int) and step < len(at)):
            return
        at = at[step]
    last = path[-1]
    if isinstance(at, dict) and isinstance(last, str):
        if how == "drop":
            at.pop(last, None)
        elif how == "add":
            at[f"{last}s"] = value
        else:
            at[last] = value
    elif isinstance(at, list) and isinstance(last, int) and last < len(at):
        if how == "drop":
            del at[last]
        elif how == "add":
            at.insert(last, at[last])
        else:
            at[last] = value


_faults = st.lists(
    st.tuples(
        st.sampled_from(_PATHS), st.sampled_from(["drop", "add", "put", "put", "put"]), _values
    ),
    min_size=1,
    max_size=3,
)


@settings(MANY, max_examples=400)
@given(_faults, formats)
def test_any_data(faults: list[tuple[tuple[Any, ...], str, Any]], name: str) -> None:
    data = json.loads(json.dumps(_VALID))
    for path, how, value in faults:
        _put(data, path, how, value)
    content = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    result = ends_well("render", "-", "--format", name, input=content)
    assert result.exit_code in (0, 2)
    if result.exit_code == 0 and name != "json":
        assert_inert(load(content))


@FEW
@given(st.binary(max_size=100) | _damaged(json.dumps(_VALID).encode()), formats)
def test_any_bytes_as_data(content: bytes, name: str) -> None:
    assert ends_well("render", "-", "--format", name, input=content).exit_code in (0, 2)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"9" * 5000,
        b"1e999",
        b"NaN",
        b'"\\ud800"',
        b"",
        b"\x00",
        b"null",
        b"\xef\xbb\xbf{}",
        json.dumps(_VALID).replace('"moves": 0', '"moves": 1e999').encode(),
        json.dumps(_VALID).replace('"moves": 0', f'"moves": {"9" * 5000}').encode(),
        json.dumps(_VALID).replace('"moves": 0', '"moves": 3.0').encode(),
        json.dumps(_VALID).replace("Keep the air clean", "\\ud800").encode(),
    ],
    ids=lambda content: ascii(content[:20]) + str(len(content)),
)
def test_odd_data(content: bytes) -> None:
    for name in FORMATS:
        assert ends_well("render", "-", "--format", name, input=content).exit_code in (0, 2)


def test_a_tag_without_a_commit() -> None:
    data = json.loads(json.dumps(_VALID))
    data["from"] |= {"place": "tag", "revision": None}
    ends_well("render", "-", input=json.dumps(data).encode())
