"""Keys on other sheets, in notes, of letters for colours and of three columns; what is not understood is told."""

import pytest

from kprlint.importing.interpreter.front import kind_by_key
from tests.importing.shapes import html_table, kinds, objectives, page, row, told, workbook

# In a key such as this every usual reading of the letters is wrong.
KEY = {"B": "Not yet due", "G": "Complete", "A": "On course to be complete by its date", "R": "No longer needed"}  # fmt: skip
MEANT = {"B": "not-started", "G": "complete", "A": "on-track", "R": "withdrawn"}
BODY: list[list[object]] = [["HO1", "Check the doors", "A", "Half are done"], ["HO2", "Write letters", "G", "All were sent"], ["HO3", "Mend the line", "R", "It is gone"], ["HO4", "Ask tenants", "B", "In May"]]  # fmt: skip
PLAN = html_table(row("Ref", "Action", "BRAG", "Progress", head=True), *(row(*map(str, cells)) for cells in BODY))  # fmt: skip
HEADING = "<h2>Objective 1: Homes</h2>"


def _pairs(form: str) -> list[str]:
    return [form.format(word, meaning) for word, meaning in KEY.items()]


@pytest.mark.parametrize(
    "key",
    [
        html_table(row("Letter", "What it means", head=True), *(row(*pair) for pair in KEY.items())),
        html_table(row("Rating", "Meaning", head=True), *(row(*pair) for pair in KEY.items())),
        html_table(row("BRAG rating", "Description", head=True), *(row(*pair) for pair in KEY.items())),
        html_table(*(row(*pair) for pair in KEY.items())),
        "".join(f"<p>{line}</p>" for line in _pairs("{} = {}")),
        "".join(f"<p>{line}</p>" for line in _pairs("{} – {}")),
        "<p>Key</p>" + "".join(f"<p>{line}</p>" for line in _pairs("{}: {}")),
        f"<p>Key to ratings: {'; '.join(_pairs('{} – {}'))}</p>",
        f"<p>{'; '.join(_pairs('{} = {}'))}</p>",
        f"<p>In the table {', '.join(_pairs('{} means {}'))}.</p>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", [False, True])
def test_the_key_decides(key: str, below: bool) -> None:
    found = page(f"{HEADING}{PLAN}{key}" if below else f"{HEADING}{key}{PLAN}")
    assert kinds(found) == MEANT
    assert [(n, title) for n, title, _, _ in objectives(found)] == [(1, "Homes")]
    assert "import-key" in told(found)
    assert not any(a.doubts for a in found.activities)


def test_a_key_on_another_sheet() -> None:
    rows: list[list[object]] = [["Ref", "Action", "RAG", "Progress"], *BODY]
    key: list[list[object]] = [list(pair) for pair in KEY.items()]
    assert kinds(workbook({"Plan": rows, "Key": [["RAG", "Meaning"], *key]})) == MEANT
    assert kinds(workbook({"Guide": key, "Plan": rows})) == MEANT


def test_a_key_of_colours_letters_and_meanings() -> None:
    rows = [row("Colour", "Letter", "Meaning", head=True), row("Blue", "B", "Not yet due"), row("Green", "G", "Complete"), row("Amber", "A", "On target")]  # fmt: skip
    found = page(HEADING + html_table(*rows) + PLAN)
    assert {word: kinds(found)[word] for word in "BGA"} == {"B": "not-started", "G": "complete", "A": "on-track"}  # fmt: skip


def test_colours_by_a_key_of_letters() -> None:
    key = "".join(f"<p>{line}</p>" for line in _pairs("{} = {}"))
    plan = PLAN.replace("<td>A<", "<td>Amber<").replace("<td>G<", "<td>Green<")
    assert kinds(page(HEADING + key + plan)) == {**MEANT, "Amber": "on-track", "Green": "complete"}


@pytest.mark.parametrize(
    ("word", "meaning", "kind", "is_told"),
    [
        ("Grey", "no longer needed", "withdrawn", True),
        ("A", "On course to be complete by its date", "on-track", True),
        ("R", "Will miss its date", "off-track", False),
        ("Amber", "On track but with some concerns", "at-risk", True),
        ("Red", "Is not going to be complete in time", "off-track", False),
        ("Green", "The moon is full", "on-track", True),
        ("Heron", "The moon is full", "unknown", True),
        ("Heron", "Behind schedule", "off-track", False),
        ("Green", "Everything goes to plan", "on-track", False),
    ],
)
def test_what_a_meaning_says(word: str, meaning: str, kind: str, is_told: bool) -> None:
    found, why = kind_by_key(word, meaning)
    assert (str(found), bool(why)) == (kind, is_told)


def test_a_key_of_which_nothing_can_be_read_is_told() -> None:
    plan = PLAN.replace("<td>A<", "<td>Amber<")
    found = page(f"{HEADING}<p>Key: see the leaflet</p>{plan}")
    assert "import-key" in told(found)
    assert "import-key" not in told(page(HEADING + plan))


def test_a_sentence_of_the_report_is_no_key() -> None:
    found = page(f"{HEADING}{PLAN}<p>Complete – the pond was dug in May by volunteers.</p>")
    assert kinds(found)["A"] == "at-risk"
    assert "import-key" not in told(found)
