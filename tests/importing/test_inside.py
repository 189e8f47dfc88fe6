"""Fields that stand inside the text of another."""

import pytest

from tests.importing.shapes import doubts, fields, page, row, table, told, word

HEAD = ["Ref", "Action", "Progress"]


def test_status_share_and_next_step_as_lines_of_the_progress() -> None:
    found = table([HEAD, ["R1", "Open a ferry", "Status: On track / 60%\nThe pier stands.\nNext: Buy the boat"], ["R2", "Dig a canal", "Status: Delayed (20 % complete)\nIt rained.\nNext steps: Wait for May"]])  # fmt: skip
    assert fields(found) == {
        "R1": {"title": "Open a ferry", "status": "On track", "percent": 60, "progress": ("The pier stands.",), "steps": (("Buy the boat", "", ""),)},
        "R2": {"title": "Dig a canal", "status": "Delayed", "percent": 20, "progress": ("It rained.",), "steps": (("Wait for May", "", ""),)},
    }  # fmt: skip
    assert "import-two-columns" in doubts(found, "R1")


def test_lines_that_a_column_holds_stay_where_they_are() -> None:
    found = table([[*HEAD, "RAG", "Next steps"], ["R1", "Open a ferry", "Status: the pier stands.\nNext: the boat.", "Green", "Buy it"]])  # fmt: skip
    assert fields(found)["R1"]["progress"] == ("Status: the pier stands.", "Next: the boat.")


@pytest.mark.parametrize("sign", [":", " –", " -", ";"])
def test_the_word_that_a_position_begins_with(sign: str) -> None:
    said = [
        ("Implemented", "tests were run"),
        ("Overdue", "the list is late"),
        ("Not yet due", "it is for May"),
    ]
    found = table([HEAD, *[[f"R{n}", f"Do thing {n}", f"{status}{sign} {text}"] for n, (status, text) in enumerate(said)]])  # fmt: skip
    assert [(a.status, a.progress) for a in found.activities] == [
        (status, (text,)) for status, text in said
    ]
    assert "import-two-columns" in told(found)


def test_a_word_that_one_of_many_begins_with_is_no_status() -> None:
    found = table([HEAD, ["R1", "Open a ferry", "Complete: the pier."], ["R2", "Dig a canal", "It rained all May."], ["R3", "Mend a lock", "The gate came."]])  # fmt: skip
    assert {a.status for a in found.activities} == {"Not stated"}
    assert fields(found)["R1"]["progress"] == ("Complete: the pier.",)


def test_the_status_at_the_end_of_each_title_and_names_of_texts_as_lines() -> None:
    def build(document: object) -> None:
        for code, title, status in (
            ("3.1", "Open a ferry", "GREEN"),
            ("3.2", "Dig a canal", "RED"),
        ):
            document.add_heading(f"{code} {title} – {status}", 2)  # type: ignore[attr-defined]
            for name, text in (("Progress", f"{title} began."), ("Next steps", f"{title} on.")):
                document.add_paragraph(name)  # type: ignore[attr-defined]
                document.add_paragraph(text, style="List Bullet")  # type: ignore[attr-defined]

    found = word(build)
    assert fields(found)["3.2"] == {"title": "Dig a canal", "status": "RED", "progress": ("Dig a canal began.",), "steps": (("Dig a canal on.", "", ""),)}  # fmt: skip


def test_the_lead_of_a_cell_that_names_its_supporters_too() -> None:
    found = page(
        "<table><tr><th>Ref<th>Action<th>RAG<th>Lead</tr>"
        + row("R1", "Open a ferry", "Green", "Lead: Ola Marsh<br>Support: Piers team")
        + "</table>"
    )
    assert fields(found)["R1"]["lead"] == ("Ola Marsh",)
    assert "import-broken-label" in doubts(found, "R1")


@pytest.mark.parametrize("text", ["Previous: Red\nCurrent: Green", "Last quarter: Red / This quarter: Green", "Current status: Green; previous: Red"])  # fmt: skip
def test_the_current_one_of_two_that_are_named(text: str) -> None:
    found = table([["Ref", "Action", "RAG", "Update"], ["R1", "Open a ferry", text, "It sails."]])
    assert found.activities[0].status == "Green"
    assert "import-status-phrase" in doubts(found, "R1")
