"""The printed key decides what a word means, in whatever form it is printed."""

import pytest

from tests.importing.shapes import html_table, kinds, objectives, page, row, told

PAIRS = [
    ("B", "Not yet due"),
    ("G", "Complete"),
    ("A", "On course to be complete in time"),
    ("R", "Will miss its date"),
]
TABLE = html_table(
    row("Ref", "Action", "Rating", "Update", head=True),
    *(row(f"F{n}", f"Fell tree {n}", letter, "Felled.") for n, letter in enumerate("BGAR", 1)),
)
MEANT = {"B": "not-started", "G": "complete", "A": "on-track", "R": "off-track"}


def of(*heading: str) -> str:
    return html_table(
        *([row(*heading, head=True)] if heading else []), *(row(*pair) for pair in PAIRS)
    )


@pytest.mark.parametrize(
    "key",
    [
        of("Letter", "What it means"), of("RAG", "Meaning"), of("BRAG rating", "Description"), of("Mark", "In plain words"), of(),
        "".join(f"<p>{letter} = {meaning}</p>" for letter, meaning in PAIRS),
        "".join(f"<p>{letter} – {meaning}</p>" for letter, meaning in PAIRS),
        "<p>Key to letters: " + "; ".join(f"{letter} – {meaning}" for letter, meaning in PAIRS) + "</p>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", [False, True])
def test_a_key_in_any_form(key: str, below: bool) -> None:
    found = page(
        f"<h2>Aim 2: Open woods</h2>{TABLE}{key}"
        if below
        else f"<h2>Aim 2: Open woods</h2>{key}{TABLE}"
    )
    assert kinds(found) == MEANT
    assert "import-key" in told(found)
    assert [o for _, o, _, _ in objectives(found)] == ["Open woods"]


def test_a_meaning_that_cannot_be_read_is_told() -> None:
    key = "<p>Key: Green = in hand; Amber = see the annexe; Red = off track</p>"
    found = page(
        key + TABLE.replace(">A<", ">Amber<").replace(">G<", ">Green<").replace(">R<", ">Red<")
    )
    assert kinds(found)["Amber"] == "at-risk"
    assert any(d.name == "import-key" and "see the annexe" in d.message for d in found.all_doubts)


def test_a_colour_that_the_key_gives_up() -> None:
    key = "<p>Key: Green – complete; Amber – on target; Red – not started; Grey – no longer needed</p>"
    found = page(key + TABLE.replace(">B<", ">Grey<"))
    assert kinds(found)["Grey"] == "withdrawn"
