"""The title of a document stands above its objectives, and is none of them."""

from typing import Any

import pytest

from tests.importing.shapes import html_table, objectives, page, row, table, told, word

HEAD = row("Ref", "Action", "RAG", "Update", head=True)


def rows(first: str, second: str = "") -> str:
    body = [row(first, f"Mend {first}", "Green", "Half of it is mended.")]
    body += [row(second, f"Paint {second}", "Amber", "Nothing is painted.")] if second else []
    return html_table(HEAD, *body)


@pytest.mark.parametrize(
    "title",
    ["<h1>Fellside Council – renewal programme</h1>", "<h1>Bold steps</h1>", "<h2>Parks strategy</h2>", "<p>Fellside Town Council</p>"],
)  # fmt: skip
def test_a_line_that_stands_alone_above_all_is_no_objective(title: str) -> None:
    found = page(title + rows("B/4", "B/5"))
    assert objectives(found) == [(1, "Objective 1", "", ("B/4", "B/5"))]
    lost = [d for d in found.all_doubts if d.name == "import-lost-objective"]
    assert len(lost) == 1
    assert [d.text for d in found.left_over] == [title.partition(">")[2].partition("<")[0]]
    assert "import-heading-from-text" not in told(found)


def test_the_highest_heading_of_all_is_no_theme() -> None:
    found = page(
        f"<h1>Bold steps</h1><h2>Warm homes</h2>{rows('1.1')}<h2>Clean rivers</h2>{rows('2.1')}"
    )
    assert [(o, theme) for _, o, theme, _ in objectives(found)] == [
        ("Warm homes", ""),
        ("Clean rivers", ""),
    ]
    assert [d.text for d in found.left_over] == ["Bold steps"]


def test_of_two_headings_of_one_rank_the_upper_is_no_theme() -> None:
    found = page(
        f"<h1>Bold steps</h1><h1>Warm homes</h1>{rows('1.1')}<h1>Clean rivers</h1>{rows('2.1')}"
    )
    assert [(o, theme) for _, o, theme, _ in objectives(found)] == [
        ("Warm homes", ""),
        ("Clean rivers", ""),
    ]


def test_themes_are_kept_where_there_are_several() -> None:
    found = page(
        f"<h1>People</h1><h2>Warm homes</h2>{rows('1.1')}<h1>Places</h1><h2>Clean rivers</h2>{rows('2.1')}"
    )
    assert [(o, theme) for _, o, theme, _ in objectives(found)] == [("Warm homes", "People"), ("Clean rivers", "Places")]  # fmt: skip


def test_a_numbered_heading_is_an_objective_though_it_stands_alone() -> None:
    found = page(f"<h1>Aim 3: Warm homes</h1>{rows('B/4')}")
    assert objectives(found) == [(3, "Warm homes", "", ("B/4",))]


def test_a_low_heading_that_stands_alone_may_be_an_objective() -> None:
    found = page(f"<h2>Warm homes for everyone</h2>{rows('B/4')}")
    assert [o for _, o, _, _ in objectives(found)] == ["Warm homes for everyone"]


def test_what_stands_below_the_title_alone_has_no_objective() -> None:
    found = page(f"<h1>Bold steps</h1>{rows('A-1')}<h2>Clean rivers</h2>{rows('A-2')}")
    assert [(o, codes) for _, o, _, codes in objectives(found)] == [
        ("Objective 1", ("A-1",)),
        ("Clean rivers", ("A-2",)),
    ]


def test_a_title_of_word_stands_above_headings_of_the_first_rank() -> None:
    def build(document: Any) -> None:
        document.add_heading("Bold steps", 0)
        for n, name in enumerate(("Warm homes", "Clean rivers"), 1):
            document.add_heading(name, 1)
            cells = document.add_table(2, 4)
            for at, text in enumerate(("Ref", "Action", "RAG", "Update")):
                cells.cell(0, at).text = text
            for at, text in enumerate((f"{n}.1", f"Mend {name}", "Green", "Half of it is mended.")):
                cells.cell(1, at).text = text

    found = word(build)
    assert [(o, theme) for _, o, theme, _ in objectives(found)] == [
        ("Warm homes", ""),
        ("Clean rivers", ""),
    ]
    assert [d.text for d in found.left_over] == ["Bold steps"]


def test_a_general_heading_is_no_objective() -> None:
    found = page(f"<h1>Bold steps</h1><h2>Action tracker</h2>{rows('B/4')}")
    assert [o for _, o, _, _ in objectives(found)] == ["Objective 1"]
    assert {d.text for d in found.left_over} == {"Bold steps", "Action tracker"}


def test_a_row_of_its_own_is_an_objective_though_it_stands_alone() -> None:
    found = table([["Ref", "Action", "RAG", "Update"], ["Warm homes", "", "", ""], ["1.1", "Lag lofts", "Green", "Ten are lagged."]])  # fmt: skip
    assert [o for _, o, _, _ in objectives(found)] == ["Warm homes"]


def test_the_only_heading_below_the_documents_title_may_be_one_too() -> None:
    found = page(f"<h1>Fell Trust</h1><h2>Bold steps</h2>{rows('1.1', '1.2')}")
    assert [(o, codes) for _, o, _, codes in objectives(found)] == [("Bold steps", ("1.1", "1.2"))]
    assert "import-heading-from-text" in told(found)
    numbered = page(f"<h1>Fell Trust</h1><h2>Objective 1: Warm homes</h2>{rows('1.1', '1.2')}")
    assert "import-heading-from-text" not in told(numbered)


@pytest.mark.parametrize(
    ("titles", "told_of"),
    [
        (("139 Digitise the registers", "140 Repair the roof"), 2),
        (("4.1 Bring schools to the park", "Repair the roof"), 1),
        (("CAP 4 Heat the pools", "Repair the roof"), 1),
        (("12 homes in Wick", "Repair the roof"), 0),
        (("2024 elections", "2025 elections"), 0),
    ],
)
def test_a_title_that_begins_as_with_a_code_is_told(titles: tuple[str, str], told_of: int) -> None:
    head = row("Action", "RAG", "Update", head=True)
    found = page(html_table(head, *(row(t, "Green", "It is half done.") for t in titles)))
    lost = [d for d in found.all_doubts if "may be its code" in d.message]
    printed = sum(str(a.title) not in titles for a in found.activities)
    assert len(lost) + printed == told_of
