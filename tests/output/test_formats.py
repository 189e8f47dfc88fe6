"""Every output format over the same findings: golden files, published schemas, and any text at all."""

import html
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.validators import validator_for
from lxml import etree  # type: ignore[import-untyped]

import kprlint
from kprlint.lint.finding import (
    Finding,
    FindingFix,
    Place,
    RelatedPlace,
    Result,
    Summary,
    TextEdit,
    Waived,
)
from kprlint.output import FORMATS, renderer
from kprlint.printing import visible, width
from kprlint.rules.base import Rule, Scope, Severity, Subject

HERE = Path(__file__).parent
PUBLISHED = HERE / "published"
UPDATE = os.environ.get("KPRLINT_UPDATE_GOLDEN") == "1"


def rule(name: str, severity: Severity, doc: str) -> Rule:
    return Rule(name, "group", severity, Subject.ACTIVITY, Scope.FILE, lambda _: iter(()), (), doc)


RULES: Mapping[str, Rule] = {
    known.name: known
    for known in (
        rule(
            "due-date",
            Severity.WARNING,
            """A step is due in a way that nobody can read.

            ### Why it matters

            A reminder needs a day: `due: 2023-12-31`.
            """,
        ),
        rule("empty-progress", Severity.ERROR, "There is no progress."),
        rule("never-found", Severity.ERROR, "No finding is of this rule."),
        rule("wording", Severity.INFO, "A word is used\nin two ways."),
    )
}

FINDINGS = (
    Finding(
        "empty-progress",
        Severity.ERROR,
        "activities/2023-24/KA.01.01.yaml",
        Place(7, 1, 9, 15),
        "2023-24/KA.01.01",
        "/progress",
        "100% of it,\nsaid twice:: “a, b; c” [1]\r::error::x ##vso[task.complete]",
        "say what happened; see next_steps, *all* of them",
        None,
        "00000000000000a1",
        "progress:",
    ),
    Finding(
        "due-date",
        Severity.WARNING,
        "activities/2023-24/KA.01.01.yaml",
        Place(12, 10, 12, 16),
        "2023-24/KA.01.01",
        "/next_steps/0/due",
        "“来年三月” is no date. Did you mean “2024-03”?",
        "write “due: 2024-03”",
        FindingFix(True, (TextEdit(Place(12, 10, 12, 16), "2024-03 # {0}\n"),)),
        "00000000000000b2",
        "\t来年: e\u0301“来年三月” 👍",
        related=(
            RelatedPlace(
                "activities/2023-24/KA.01.02.yaml",
                Place(3, 1, 3, 5),
                "due | here,\n## too",
                "services/activities/2023-24/KA.01.02.yaml",
            ),
        ),
        from_top="services/activities/2023-24/KA.01.01.yaml",
    ),
    Finding(
        "wording",
        Severity.INFO,
        "activities/2023-24/Café #1 100% [a];b,c:d|e_f.yaml",
        Place(1, 8, 1, 8),
        None,
        "/title",
        "<script>alert(1)</script> | @name #123 `code` **bold** &amp; ~~x~~ C:\\a\\|",
        "ask name@example.org, see https://example.org, [this](javascript:x) or GH-12 and 1a2b3c4d",
        FindingFix(False, (TextEdit(Place(1, 8, 1, 8), "<b>"),)),
        "00000000000000c3",
        "title: |",
    ),
    Finding(
        "house-rule",
        Severity.WARNING,
        "activities/2023-24/\x1b[31m\u202eyes.yaml",
        Place(3, 121, 3, 131),
        None,
        None,
        "\x1b[2J\u202etxt.exe \ud800 \udc80 \x00 \ufffe \u2028 👩\u200d🔧",
        "delete it",
        None,
        "00000000000000d4",
        "x" * 120 + "\x1b[0m\u202e \udc80" + "漢" * 60,
    ),
    Finding(
        "house-rule",
        Severity.ERROR,
        "kprlint.toml",
        Place(1, 1, 1, 1),
        None,
        None,
        "There is no setting “x” here.",
        "",
        None,
        "00000000000000d4",
        "",
    ),
    Finding(
        "empty-progress",
        Severity.ERROR,
        "kprlint.toml",
        Place(2, 1, 2, 5),
        None,
        None,
        "There is no progress",
        "say what happened",
        None,
        "00000000000000e5",
        "here",
        Waived("as published: | \x1b[2J\n[#12](x)", in_file=True),
    ),
)
FULL = Result("2023-10-31", FINDINGS, Summary(5, 4, 2, 2, 1, 1), ("a note",))
EMPTY = Result(None, (), Summary(32, 31, 0, 0, 0, 0))


def render(name: str, result: Result, *, color: bool = False) -> str:
    return renderer(name)(result, RULES, color)


def validator(schema: Path) -> Any:
    data = json.loads(schema.read_text("utf-8"))
    kind = validator_for(data)
    kind.check_schema(data)
    return kind(data)


# Golden files


@pytest.mark.parametrize("case", ["findings", "empty"])
@pytest.mark.parametrize("name", [*FORMATS, "text-color"])
def test_golden(name: str, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kprlint.output.sarif_format.__version__", "1.2.3")
    form, _, color = name.partition("-")
    result = FULL if case == "findings" else EMPTY
    made = render(form, result, color=bool(color)).encode()
    golden = HERE / "golden" / f"{case}.{name}"
    if UPDATE:
        golden.write_bytes(made)
    assert made == golden.read_bytes(), f"{golden.name}: KPRLINT_UPDATE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("name", FORMATS)
def test_a_finding_leads_to_the_page_of_its_rule(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a release has said where the documentation stands; a council's own rule has no page there."""
    help = "say what happened, as in\n- Four ponds were cut."
    known = FINDINGS[0]._replace(help=help)
    own = FINDINGS[0]._replace(rule="house-rule", help=help, fingerprint="00000000000000f6")
    result = FULL._replace(findings=(known, own))
    assert "https://docs.example" not in render(name, result)
    monkeypatch.setattr("kprlint.documentation.ADDRESS", "https://docs.example/kprlint")
    made = render(name, result)
    assert "https://docs.example/kprlint/rules/empty-progress/" in made
    assert "rules/house-rule" not in made
    if name == "json":
        validator(HERE.parents[1] / "schema" / "findings.schema.json").validate(json.loads(made))
    if name == "sarif":
        validator(PUBLISHED / "sarif-2.1.0-rtm.5.json").validate(json.loads(made))


def test_no_golden_file_is_left_over() -> None:
    wanted = {
        f"{case}.{name}" for case in ("findings", "empty") for name in [*FORMATS, "text-color"]
    }
    assert {path.name for path in (HERE / "golden").iterdir()} == wanted


# Published schemas


@pytest.mark.parametrize("result", [FULL, EMPTY])
def test_json_fits_its_schema(result: Result) -> None:
    schema = HERE.parents[1] / "schema" / "findings.schema.json"
    validator(schema).validate(json.loads(render("json", result)))


@pytest.mark.parametrize("result", [FULL, EMPTY])
def test_sarif_fits_the_published_schema(result: Result) -> None:
    log = json.loads(render("sarif", result))
    validator(PUBLISHED / "sarif-2.1.0-rtm.5.json").validate(log)
    assert log["runs"][0]["tool"]["driver"]["version"] == kprlint.__version__


@pytest.mark.parametrize("result", [FULL, EMPTY])
def test_junit_fits_the_published_schema(result: Result) -> None:
    schema = etree.XMLSchema(etree.parse(PUBLISHED / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(render("junit", result).encode()))


# What a reader on the other side makes of it


def test_sarif_points_to_the_rule_and_carries_safe_fixes_only() -> None:
    run = json.loads(render("sarif", FULL))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["due-date", "empty-progress", "house-rule", "wording"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [f.rule for f in FINDINGS]
    assert rules[0]["help"]["text"].splitlines()[2] == "### Why it matters"
    assert ["fixes" in r for r in run["results"]] == [False, True, False, False, False, False]
    assert ["suppressions" in r for r in run["results"]] == [False] * 5 + [True]
    said = run["results"][1]["message"]["text"]
    assert said == "“来年三月” is no date. Did you mean “2024-03”? Write “due: 2024-03”."


def test_sarif_has_no_links_from_files() -> None:
    assert "](" not in render("sarif", FULL)


@pytest.mark.parametrize("name", ["github", "azure"])
def test_commands_are_read_as_they_were_meant(name: str) -> None:
    for line, finding in zip(render(name, FULL).splitlines(), FINDINGS, strict=True):
        properties, said = (github if name == "github" else azure)(line)
        assert properties["file"] == visible(finding.joined)
        assert properties["line"] == str(finding.place.line)
        assert said == visible(finding.said)


def github(line: str) -> tuple[dict[str, str], str]:
    """As the runner reads it: the percent sign last."""
    head, data = line.removeprefix("::").split("::", 1)
    pairs = [pair.split("=", 1) for pair in head.split(" ", 1)[1].split(",")]
    return {key: unquote(value) for key, value in pairs}, unquote(data)


def azure(line: str) -> tuple[dict[str, str], str]:
    head, data = line.removeprefix("##vso[task.logissue ").split("]", 1)
    pairs = [pair.split("=", 1) for pair in head.split(";")]
    properties = {key: unquote(value).replace("%AZP25", "%") for key, value in pairs}
    properties["file"], properties["line"] = properties["sourcepath"], properties["linenumber"]
    return properties, unquote(data).replace("%AZP25", "%")


def test_github_gets_columns_within_a_line_only() -> None:
    first, second, *_ = render("github", FULL).splitlines()
    assert "col=" not in first
    assert "endLine=12,col=10,endColumn=16," in second


def test_github_is_told_what_it_does_not_show() -> None:
    """Ten annotations of each kind, of a step."""
    ten = FULL._replace(findings=FINDINGS[:1] * 10 + FINDINGS[1:2] * 10 + FINDINGS[5:] * 10)
    assert all(line.startswith("::") for line in render("github", ten).splitlines())
    *commands, said = render(
        "github", FULL._replace(findings=ten.findings + FINDINGS[:2])
    ).splitlines()
    assert len(commands) == 32
    assert said == (
        "GitHub shows 10 of each kind beside the files, and there are 11 errors and 11 warnings: this log has all of them"
    )


def test_sarif_keeps_to_what_github_shows_and_says_what_it_leaves_out() -> None:
    errors, infos = FINDINGS[:1] * 3000, FINDINGS[2:3] * 3000
    run = json.loads(render("sarif", FULL._replace(findings=infos + errors)))["runs"][0]
    levels = [found["level"] for found in run["results"]]
    assert (levels.count("error"), levels.count("note")) == (3000, 2000)
    [invocation] = run["invocations"]
    [told] = invocation["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("1000 of 6000 findings, the least grave, are not in")
    assert "invocations" not in json.loads(render("sarif", FULL))["runs"][0]


def test_sarif_keeps_to_the_size_that_github_takes() -> None:
    long = FINDINGS[0]._replace(message="x" * 20_000)
    text = render("sarif", FULL._replace(findings=(long,) * 1000))
    assert 8_000_000 < len(text.encode()) < 10_000_000
    validator(PUBLISHED / "sarif-2.1.0-rtm.5.json").validate(json.loads(text))
    assert json.loads(text)["runs"][0]["invocations"]


def test_sarif_findings_stay_the_same_when_lines_move() -> None:
    moved = FINDINGS[0]._replace(place=Place(70, 1, 90, 15), message="Otherwise said")
    first, second = (
        json.loads(render("sarif", FULL._replace(findings=(f,))))["runs"][0]["results"][0]
        for f in (FINDINGS[0], moved)
    )
    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert "primaryLocationLineHash" in first["partialFingerprints"]


def test_what_is_waived_alarms_nobody() -> None:
    assert render("github", FULL).splitlines()[-1].startswith("::notice ")
    assert "type=warning;" in render("azure", FULL).splitlines()[-1]
    assert json.loads(render("gitlab", FULL))[-1]["severity"] == "info"
    assert ["waived" in f for f in json.loads(render("json", FULL))["findings"]] == [False] * 5 + [
        True
    ]


def test_gitlab_fingerprints_are_unique() -> None:
    made = [issue["fingerprint"] for issue in json.loads(render("gitlab", FULL))]
    assert len(set(made)) == len(FINDINGS)


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [
        (Severity.ERROR, [1, 0, 0, 1]),
        (Severity.WARNING, [2, 0, 1, 1]),
        (Severity.INFO, [2, 1, 1, 1]),
    ],
)
def test_junit_fails_on_what_the_run_fails_on(fail_on: Severity, failures: list[int]) -> None:
    root = ET.fromstring(render("junit", FULL._replace(fail_on=fail_on)).encode())
    assert (root.get("tests"), root.get("failures")) == ("6", str(sum(failures)))
    assert [suite.get("tests") for suite in root] == ["2", "1", "1", "2"]
    assert [suite.get("failures") for suite in root] == [str(n) for n in failures]
    assert [len(suite.findall(".//failure")) for suite in root] == failures
    assert [suite.get("skipped") for suite in root] == [
        str(len(suite.findall(".//skipped"))) for suite in root
    ]
    assert len(root.findall(".//skipped")) == 6 - sum(failures)


def test_junit_of_nothing_is_a_test_that_passed() -> None:
    assert len(ET.fromstring(render("junit", EMPTY).encode()).findall(".//testcase")) == 1


def test_markdown_has_a_heading_a_file_and_a_row_a_finding() -> None:
    text = render("markdown", FULL)
    assert text.startswith(
        "kprlint checked 4 activities in 5 files: 2 errors, 2 warnings, 1 for info"
    )
    assert text.count("\n### ") == 4
    assert len(rows(text)) == len(FINDINGS)


def test_markdown_fits_into_a_comment() -> None:
    many = FULL._replace(findings=FINDINGS * 200)
    text = render("markdown", many)
    shown = len(rows(text))
    assert len(text) < 65_536
    assert 0 < shown < 1200
    assert text.endswith(f"{1200 - shown} findings more, for which a comment has no room.\n")


def rows(markdown: str) -> list[str]:
    return re.findall(r"^\| \d+:\d+ \|.*$", markdown, re.MULTILINE)


# Any text at all

NASTY = st.lists(
    st.sampled_from(
        "@ # : % ; ] [ ( ) | \\ ` * _ ~ < > & ! , :: \n \r \t \x00 \x1b \x85 \u2028 \u202e \u2066 \u200f "
        "\u061c \ud800 \udfff \ufffe \U000e0041 \U0001f44d 漢 a 1 www. https:// <script> </td> --> ]]> &lt; "
        "%0A %AZP25 ##vso[ ::error:: deadbeef GH-1 name@example.org".split(" ")
    ),
    max_size=12,
).map("".join)
TEXT = NASTY | st.text(st.characters())
PLACE = st.builds(
    lambda line, column, lines, columns: Place(line, column, line + lines, column + columns),
    st.integers(1, 10**6),
    st.integers(1, 500),
    st.integers(0, 2),
    st.integers(0, 300),
)
# Longer than what is shown of a line. A short text again and again, since each character that is chosen takes its time.
LONG = st.builds(
    lambda part, length: (part * length)[:length],
    st.text(st.characters(), min_size=1, max_size=40),
    st.integers(110, 300),
)
FINDING = st.builds(
    Finding,
    rule=st.sampled_from(["due-date", "wording", "house-rule"]),
    severity=st.sampled_from(Severity),
    file=TEXT,
    place=PLACE,
    activity=st.none() | TEXT,
    field=st.none() | TEXT,
    message=TEXT,
    help=TEXT,
    fix=st.none()
    | st.builds(
        FindingFix,
        st.booleans(),
        st.lists(st.builds(TextEdit, PLACE, TEXT), max_size=2).map(tuple),
    ),
    fingerprint=st.sampled_from(["0" * 16, "f" * 16]),
    source=TEXT | LONG,
    waived=st.none() | st.builds(Waived, TEXT, st.booleans()),
    related=st.lists(st.builds(RelatedPlace, TEXT, PLACE, TEXT, TEXT), max_size=2).map(tuple),
    from_top=TEXT,
)
RESULT = st.lists(FINDING, max_size=4).map(
    lambda found: Result(None, tuple(found), Summary(1, 1, len(found), 0, 0, 0))
)
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@given(RESULT)
def test_any_text(result: Result) -> None:
    made = {name: render(name, result) for name in FORMATS}
    assert made == {name: render(name, result) for name in FORMATS}
    for name, text in made.items():
        text.encode()
        assert not text or text.endswith("\n"), name
        if name not in ("json", "sarif", "gitlab"):
            assert "\x1b" not in text
            assert not BIDI.search(text)
    count = len(result.findings)
    for name in ("github", "azure", "concise"):
        assert len(made[name].splitlines()) == count
    for line in made["github"].splitlines():
        github(line)
    for line in made["azure"].splitlines():
        azure(line)
    for name in ("json", "sarif", "gitlab"):
        json.loads(made[name])
    for found in json.loads(made["sarif"])["runs"][0]["results"]:
        uri = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w.~/%-]*", uri, re.ASCII)
    assert len(ET.fromstring(made["junit"].encode()).findall(".//testcase")) == max(1, count)


@given(RESULT)
def test_markdown_is_text_only(result: Result) -> None:
    text = render("markdown", result)
    found = rows(text)
    assert len(found) == len(result.findings)
    assert all(row.count("|") == 5 for row in found)
    bare = text.replace("<br>", " ").replace("<!-- -->", " ")
    assert "<" not in bare
    # GitHub looks for references when the entities are resolved.
    read = html.unescape(re.sub(r"^\| \d+:\d+ ", "", bare, flags=re.MULTILINE))
    for link in (r"@\S", r"#\d", r"://", r"www\.", r"GH-\d", r"[0-9a-fA-F]{7}", r"(?<!\\)[`*\[\]]"):
        assert not re.search(link, read), link


def test_comments_have_the_lines_to_paste_and_nothing_else_to_say() -> None:
    """One a file; what stands in it is text, and its lines are code that nothing in them ends."""
    help = "paste @all:\n  - action: a ```` b <!-- c\n    done:\nor <b>not</b>"
    odd = FINDINGS[0]._replace(
        file="a/x --> y.yaml", from_top="", help=help, message="Gone: #12", waived=None
    )
    plain = FINDINGS[0]._replace(help="write a lead")
    waived = odd._replace(waived=Waived("as published", in_file=True))
    findings = (odd, odd, plain, waived, odd._replace(file="b.yaml"))
    made = json.loads(render("comments", Result(None, findings, Summary(1, 1, 1, 0, 0, 0))))
    assert [one["path"] for one in made] == ["a/x --> y.yaml", "b.yaml"]
    assert made[1]["body"] == (
        "<!-- kprlint b.yaml -->\nWritten by kprlint, and brought up to date by each push.\n\n"
        "**Gone: \\#<!-- -->12**\n\nPaste @<!-- -->all:\n\n"
        "`````yaml\n  - action: a ```` b <!-- c\n    done:\n`````\n\nOr &lt;b&gt;not&lt;/b&gt;"
    )
    assert made[0]["body"].startswith("<!-- kprlint a/x _-_ y.yaml -->\n")
    assert made[0]["body"].count("`````yaml") == 2


def test_comments_fit() -> None:
    long = FINDINGS[0]._replace(help="paste:\n  - " + "x" * 500, waived=None)
    many = Result(None, (long,) * 500, Summary(1, 1, 500, 0, 0, 0))
    [made] = json.loads(render("comments", many))
    assert 60_000 < len(made["body"]) < 65_536
    assert made["body"].endswith("findings more, for which a comment has no room.")


@given(st.text(st.characters(), max_size=200), st.integers(1, 220), st.integers(0, 40))
def test_the_caret_stands_under_its_words(source: str, column: int, length: int) -> None:
    place = Place(1, column, 1, column + length)
    finding = FINDINGS[0]._replace(place=place, source=source)
    lines = render("text", Result(None, (finding,), Summary(1, 1, 1, 0, 0, 0))).split("\n")
    assert len(lines) == (9 if source.strip() else 6)
    plain = source.replace("\t", " ")
    if source.strip() and width(plain) <= 120:
        assert lines[2] == f"1 | {visible(plain)}"
        before, marked = plain[: column - 1], plain[column - 1 : column - 1 + max(1, length)]
        start, caret = width(visible(before)), "^" * max(1, width(visible(marked)))
        assert lines[3] == f"  | {' ' * start}{caret}"
