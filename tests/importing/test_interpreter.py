"""Any table: nothing is lost, nothing fails, and what other councils do is read."""

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kprlint.importing.cells import Cell, Location, Row, SourceDocument, Table, TextLine
from kprlint.importing.interpreter import interpret
from kprlint.importing.interpreter.found import Imported
from kprlint.importing.readers.text import read
from kprlint.model import FinancialYear, Quarter
from tests.work import grows_alike

PERIOD = Quarter(FinancialYear(2024), 2)


def imported(text: str) -> Imported:
    return interpret(read(text.encode("utf-8", "replace"), "report.txt"), PERIOD)


def names(found: Imported) -> set[str]:
    return {doubt.name for doubt in found.all_doubts}


def said(found: Imported) -> str:
    """Everything that an import gives back."""
    parts = [d.text for d in found.all_doubts] + [d.message for d in found.all_doubts]
    for a in found.activities:
        parts += [str(a.code), a.title, a.status, *a.leads, *a.portfolios, *a.progress]
        parts += [s.action for s in a.next_steps]
    for o in found.objectives:
        parts += [str(o.number), o.title, o.theme]
    for w in found.statuses:
        parts += [w.word, w.meaning]
    parts += [f"{word} {count}" for word, count in found.summary]
    return " ".join(parts)


HEADER = ["Action", "RAG", "Commentary", "Next Steps", "Lead Officer", "Cabinet Member"]
# Each made word is found nowhere else, so that a lost one shows.
WORDS = st.integers(0, 10**6).map(lambda n: "w" + "".join(chr(97 + int(d)) for d in str(n)))
TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(
        ["Green", "Red", "- ", "•", "KA.01.02 ", "2.3 ", "Key", "Summary", "CO 2: Homes now"]
    ),
    st.lists(WORDS, min_size=1, max_size=5).map(" ".join),
    st.lists(WORDS, min_size=2, max_size=5).map(lambda w: "- " + " - ".join(x.title() for x in w)),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda w: "<ul><li>" + "<li>".join(w) + "</ul>"),
    st.tuples(st.sampled_from(["KA.01.01", "KA.01.02", "KA.02.01", "1.1"]), WORDS).map(" ".join),
)
HEAD = "\t".join(HEADER)
LINES = st.one_of(
    st.just("\t".join(HEADER)),
    st.just(""),
    st.lists(TEXTS, min_size=1, max_size=8).map("\t".join),
    TEXTS.map(lambda text: f"# {text}"),
)


@settings(max_examples=300, deadline=None)
@example([HEAD, "# Green", "KA.01.01 wb\t", "# wa", "# Green", "KA.01.02 \t"])
@example([HEAD, "# Green", "KA.01.01 wa\t", "# wb", "# Red", "KA.01.01 wa\t"])
@given(st.lists(LINES, max_size=14))
def test_nothing_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    kept = set(re.findall(r"\bw[a-j]+\b", said(imported(text)).casefold()))
    assert set(re.findall(r"\bw[a-j]+\b", text.casefold())) <= kept


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("\t\n#<>/ulip-•1.KA0Green\x00\x07\u2028é "), max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    imported("\t".join(HEADER) + "\n" + text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=7), max_size=8))
def test_no_table_is_too_odd(rows: list[list[str]]) -> None:
    def cell(text: str) -> Cell:
        return Cell((TextLine(text),) if text else (), Location(table=1))

    table = Table(tuple(Row(tuple(map(cell, row))) for row in [HEADER, *rows]), Location(table=1))
    interpret(SourceDocument("odd", "docx", (table,)), PERIOD)


ROWS = """\
# Priority 2 – Homes for everyone

Ref\tAction\tRAG\tQ2 Update\tNext Steps\tResponsible officer\tCabinet member
H1\tLicense landlords\t🟢\t1. Sent letters 2. Held a forum\t- Publish the register\tHousing\tHomes
H2\tMend roofs\tOn hold\tNothing was done.\tNone\tHousing\tHomes
"""


def test_another_council() -> None:
    found = imported(ROWS)
    first, second = found.activities
    assert [str(a.code) for a in found.activities] == ["H1", "H2"]
    assert found.codes == "H{sequence}"
    assert (first.title, first.status, first.leads) == ("License landlords", "Green", ("Housing",))
    assert first.progress == ("Sent letters", "Held a forum")
    assert second.status == "On hold"
    assert [(o.number, o.title) for o in found.objectives] == [(2, "Homes for everyone")]
    assert second.next_steps == ()  # “None”, which is told
    assert names(found) == {"import-status-from-colour", "import-empty-cell"}


def test_without_any_codes() -> None:
    rows = "Activities\tStatus\tProgress\n" + "".join(
        f"Plant wood {n}\tGreen\tDone.\n" for n in "abc"
    )
    found = imported(rows)
    assert [str(a.code) for a in found.activities] == ["KA.01.01", "KA.01.02", "KA.01.03"]
    assert Counter(d.name for d in found.all_doubts)["import-given-codes"] == 1


def test_colours_and_pictures() -> None:
    def row(code: str, status: Cell) -> Row:
        texts = [
            Cell((TextLine(f"{code} Do it"),), Location()),
            status,
            Cell((TextLine("Done."),), Location()),
        ]
        return Row(tuple(texts))

    header = Row(
        tuple(Cell((TextLine(t),), Location()) for t in ("Activity", "Status", "Progress"))
    )
    rows = (
        header,
        row("KA.01.01", Cell((), Location(), fill="#ff0000")),
        row("KA.01.02", Cell((), Location(), icons=("Amber triangle",))),
        row("KA.01.03", Cell((), Location(), fill="#d9d9d9")),
        row("KA.01.04", Cell((TextLine("Green"),), Location(), fill="#ff0000")),
    )
    found = interpret(SourceDocument("x", "docx", (Table(rows, Location()),)), PERIOD)
    assert [a.status for a in found.activities] == ["Red", "Amber", "Not stated", "Green"]


def test_a_summary_that_is_wrong() -> None:
    text = (
        "Summary\nGreen\t2\nRed\t1\nTotal\t4\n\nActivities\tStatus\tProgress\n"
        "KA.01.01 Dig\tGreen\tDug.\nKA.01.02 Sow\tGreen\tSown.\nKA.01.03 Reap\tGreen\tReaped.\n"
    )
    found = imported(text)
    wrong = [d for d in found.doubts if d.name == "import-summary-mismatch"]
    assert len(wrong) == 3  # the total, green, red


def test_a_code_met_twice() -> None:
    found = imported("Activities\tStatus\tProgress\nKA.01.01 Dig\tGreen\tA\nKA.01.01 Sow\tRed\tB\n")
    assert [str(a.code) for a in found.activities] == ["KA.01.01", "KA.01.02"]
    assert "import-duplicate-code" in names(found)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("", "".join(f"Do w{n:04}\tS{n:04}\tp{n:04}\tn{n:04}\tLead {n:04}\tHold {n:04}\n" for n in range(1600))),
        ("KA.01.01 x\tRed\n", "\t\tsome line of a text that goes on\t\t\t\n" * 2500),
        ("KA.01.01 ", "- A " * 25_000),
        ("KA.01.01 x\t", "<p" * 25_000),
        ("KA.01.01 x\tRed\t", "- B. " * 25_000),
        ("KA.01.01 x\tRed\tp\t", "1. " * 25_000),
    ],
    ids=["rows", "lines", "dashes", "tags", "sentences", "numbers"],
)  # fmt: skip
def test_the_work_with_big_tables_and_cells_grows_as_they_do(before: str, text: str) -> None:
    head = "\t".join(HEADER) + "\n" + before
    assert grows_alike(lambda part: imported(head + part), text)


@pytest.mark.parametrize(
    ("progress", "doubts"),
    [
        ("<ul><li>The site was bought.</li><li>It is let to a farmer</li></ul>", set()),
        ("<ul><li>The site was bought.</li><li>It is let to the</li></ul>", {"import-cut-off"}),
        ("The works are to", {"import-cut-off"}),
        ("<ul><li>The site was bought in the spring of the year.</li><li>It is</li></ul>", {"import-cut-off"}),
        ("<ul><li>One.</li><li>Two.</li></ul><p>The farmer has moved in.</p>", set()),
        ("<ul><li>One.</li><li>Two.</li></ul><p>The farmer moved</p>", {"import-unmarked-line"}),
    ],
)  # fmt: skip
def test_what_breaks_off_and_what_has_no_mark(progress: str, doubts: set[str]) -> None:
    [one] = imported(
        f"{HEAD}\nKA.01.01 Buy land\tGreen\t{progress}\tLet it.\tHousing\tLand"
    ).activities
    assert {doubt.name for doubt in one.doubts} == doubts
