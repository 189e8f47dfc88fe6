"""What a page of HTML shows and hides, as councils' sites, Word, Google and performance systems write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.importing.cells import Cell, Reason, SourceDocument, TextLine
from kprlint.importing.readers import html
from tests.importing.documents import grid, outline, tables, texts, told


def read(page: str) -> SourceDocument:
    return html.read(page.encode(), "r.html")


def only(inside: str, about: str = "") -> Cell:
    """The cell of a table that has this inside, and one beside it."""
    [table] = tables(read(f"<table><tr><td {about}>{inside}<td>beside</table>"))
    return table.rows[0].cells[0]


class TestStruckOut:
    @pytest.mark.parametrize(
        "struck",
        [
            "<s>{}</s>",
            "<strike>{}</strike>",
            "<del>{}</del>",
            "<span style='text-decoration: line-through'>{}</span>",
            "<span style='color:red;TEXT-DECORATION:underline line-through !important'>{}</span>",
            "<span style='text-decoration-line:line-through'>{}</span>",
            "<b><s>{}</s></b>",
        ],
    )
    def test_words_in_a_sentence(self, struck: str) -> None:
        found = only(f"Plant the {struck.format('old')} bank.")
        assert texts(found) == ["Plant the bank."]
        assert told(found) == [(Reason.STRUCK, "old")]

    def test_by_the_classes_of_a_sheet(self) -> None:
        sheet = (
            "<style>/* x */ .c5, td.gone {text-decoration:line-through} p .deep {color:red}</style>"
        )
        [table] = tables(
            read(
                f"{sheet}<table><tr><td class=gone>Sell it<td><p class='c1 c5'>Let it<p>Keep it</table>"
            )
        )
        first, second = table.rows[0].cells
        assert first.is_struck and told(first) == [(Reason.STRUCK, "Sell it")]
        assert (texts(second), told(second)) == (["Keep it"], [(Reason.STRUCK, "Let it")])

    def test_an_item_and_an_activity_as_a_whole(self) -> None:
        found = only("<ul><li><s>Buy the quarry by May</s><li>Plant the bank</ul>")
        assert texts(found) == ["* Plant the bank"]
        [table] = tables(
            read("<table><tr><td><s>1.1</s><td><s>Build</s><tr><td>1.2<td>Mend</table>")
        )
        assert [[c.is_struck for c in row.cells] for row in table.rows] == [[True] * 2, [False] * 2]

    def test_changes_that_are_tracked(self) -> None:
        found = only("Due in <del datetime=2024-05-01>May</del><ins>June</ins>.")
        assert texts(found) == ["Due in June."]
        assert told(found) == [(Reason.DELETED, "May"), (Reason.INSERTED, "June")]

    def test_outside_of_tables(self) -> None:
        source = read("<h1>Aim <s>one</s> two</h1><p>We <s>will</s> may build.")
        assert outline(source) == ["# Aim two", "We may build."]
        assert told(source) == [(Reason.STRUCK, "one"), (Reason.STRUCK, "will")]


class TestHidden:
    def test_text_rows_columns_and_bodies(self) -> None:
        page = (
            "<style>.off{display:none}</style><table><thead><tr><th>A<th class=off>Old<th>B</thead>"
            "<tr><td>a<td class=off>o<td>b <span style='visibility:hidden'>unseen</span>"
            "<tr hidden><td>x<td>y<td>z<tbody style='display:none'><tr><td>q<td>r<td>s</table>"
        )
        source = read(page)
        assert grid(tables(source)[0]) == [[["A"], ["B"]], [["a"], ["b"]]]
        assert told(tables(source)[0].rows[1].cells[1]) == [(Reason.HIDDEN, "unseen")]
        assert {text for _, text in told(source)} == {"Old", "o", "x y z", "q r s"}

    def test_what_runs_and_leads_elsewhere_is_nothing(self) -> None:
        source = read(
            "<nav>Menu</nav><script>x()</script><noscript>on</noscript><p>Text<button>Go</button>"
        )
        assert (outline(source), told(source)) == (["Text"], [])


class TestForms:
    def test_boxes(self) -> None:
        boxes = "<label><input type=checkbox> Red</label> <label><input type=radio checked> Amber</label>"
        assert texts(only(boxes)) == ["☐ Red ☒ Amber"]

    def test_fields(self) -> None:
        assert texts(only("<input value='Head of Parks'>")) == ["Head of Parks"]
        assert texts(only("<textarea>Tiles were laid.</textarea>")) == ["Tiles were laid."]
        empty = only("<input placeholder='Enter a lead'>")
        assert (texts(empty), told(empty)) == ([], [(Reason.PROMPT, "Enter a lead")])

    def test_lists_to_choose_from(self) -> None:
        assert texts(only("<select><option>Red<option selected>Amber</select>")) == ["Amber"]
        empty = only("<select><option value=''>Choose<option>Red</select>")
        assert (texts(empty), told(empty)) == ([], [(Reason.PROMPT, "Choose")])


class TestLists:
    def test_items_below_items(self) -> None:
        found = only("<ul><li>Plant:<ul><li>North<li>South<ol><li>Dell</ol></ul><li>Water</ul>")
        assert texts(found) == ["* Plant:", "  * North", "  * South", "    * Dell", "* Water"]

    def test_paragraphs_of_an_item(self) -> None:
        found = only("<ul><li><p>Plant.<p>All of it.<ul><li>North</ul>and more<li>Water</ul>After")
        assert texts(found) == [
            "* Plant.",
            "  All of it.",
            "  * North",
            "  and more",
            "* Water",
            "After",
        ]

    def test_levels_as_word_saves_them(self) -> None:
        style = "mso-list:l0 level{} lfo1"
        items = "".join(
            f"<p style='{style.format(n)}'>·&nbsp; {t}" for n, t in ((1, "a"), (2, "b"), (1, "c"))
        )
        assert texts(only(items)) == ["* a", "  * b", "* c"]


class TestCells:
    def test_merged_over_rows_and_columns(self) -> None:
        page = "<table><tr><th rowspan=2>Ref<th colspan=2>RAG<tr><th>Q1<th>Q2<tr><td>1<td>R<td>G</table>"
        rows = tables(read(page))[0].rows
        assert [[cell.text for cell in row.spread()] for row in rows] == [
            ["Ref", "RAG", "RAG"],
            ["Ref", "Q1", "Q2"],
            ["1", "R", "G"],
        ]

    def test_a_status_for_two_rows_is_that_of_both(self) -> None:
        page = "<table><tr><td>a<td rowspan=0 bgcolor=orange>Amber<tr><td>b<tbody><tr><td>c<td></table>"
        rows = tables(read(page))[0].rows
        assert [(row.cells[1].text, row.cells[1].fill) for row in rows] == [
            ("Amber", "#ffa500"),
            ("Amber", "#ffa500"),
            ("", None),
        ]

    def test_a_table_in_a_cell(self) -> None:
        inner = "<table><tr><th>Ward<th>Trees<tr><td>North<td>14<tr><td>South<td></table>"
        assert texts(only(f"<p>Planted:</p>{inner}")) == [
            "Planted:",
            "  Ward – Trees",
            "  North – 14",
            "  South",
        ]
        assert texts(only("<table><tr><td><ul><li>a<li>b</ul></table>")) == ["* a", "* b"]

    def test_shading_icons_and_marks(self) -> None:
        assert only("Late", "style='background:#fc0'") == only("Late", "bgcolor=#ffcc00")
        sheet = read(
            "<style>.amber{background-color:orange}</style><table><tr><td class=amber><td>x</table>"
        )
        cell = tables(sheet)[0].rows[0].cells[0]
        assert (cell.text, cell.fill) == ("", "#ffa500")
        disc = only("<span style='color:#0a0'>●</span>")
        assert (disc.text, disc.fill) == ("●", "#00aa00")
        assert only("<img alt='On track' src=g.png>").icons == ("On track",)
        assert only("<img src=g.png>").icons == ("",)
        assert only("<i class='icon-g' title='At risk'></i>").icons == ("At risk",)
        svg = only("<svg viewBox='0 0 9 9'><circle r=4 fill=green></circle></svg>")
        assert (svg.icons, svg.fill) == (("",), "#008000")
        assert only("<font face=Wingdings>ü</font>").text == "✔"
        assert only("<span style=\"font-family:'Wingdings 3',serif\">p</span>").text == "▲"
        assert only("🔴 &#9679; &check;").text == "🔴 ● ✓"


class TestWords:
    def test_raised_and_lowered(self) -> None:
        text = only(
            "40 m<sup>2</sup> by 31<sup>st</sup>, CO<span style='vertical-align:sub'>2</span>"
        ).text
        assert text == "40 m² by 31st, CO₂"

    def test_labels(self) -> None:
        assert only("<b>Lead:</b> Parks").lines == (TextLine("Lead: Parks", label="Lead:"),)
        assert only("<span style='font-weight:700'>Progress</span>").lines[0].label == "Progress"
        assert only("<b style='font-weight:normal'>All</b> of it").lines[0].label == ""

    def test_breaks_spaces_and_entities(self) -> None:
        found = only("R&amp;D&nbsp;&ndash; &pound;5&#8239;m<br/>sec\u00adond\n line<pre>a\nb</pre>")
        assert texts(found) == ["R&D – £5 m", "second line", "a", "b"]

    def test_a_labelled_list_reaches_the_interpreter_in_order(self) -> None:
        page = "<h3>1.1 Pool</h3><p><strong>Lead</strong>: Parks<p>Status: Green<p>Progress:<ul><li>Tiles</ul>"
        assert outline(read(page)) == [
            "### 1.1 Pool",
            "Lead: Parks",
            "Status: Green",
            "Progress:",
            "* Tiles",
        ]

    @pytest.mark.parametrize(
        "note",
        [
            "<ol><li id=n1>Except the deep end. <a href='#r1'>↩</a></ol>",
            "<div id=n1><p>1. Except the deep end.</div>",
            "<p><a id=n1 href='#r1'>[1]</a> Except the deep end.",
        ],
    )
    def test_footnotes(self, note: str) -> None:
        sign = "<sup><a id=r1 href='#n1'>1</a></sup>"
        source = read(f"<table><tr><td>The pool is open.{sign}<td>x</table><p>After{note}")
        [line] = tables(source)[0].rows[0].cells[0].lines
        assert (line.text, line.notes) == ("The pool is open.", ("Except the deep end.",))
        assert outline(source)[1:] == ["After"]


def test_a_raised_link_to_a_section_is_no_note() -> None:
    page = "<p>See<sup><a href='#s'>2</a></sup><div id=s><h2>Next</h2><p>Text</div>"
    assert outline(read(page)) == ["See²", "## Next", "Text"]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=8))
def test_each_word_is_read_or_told(words: list[tuple[str, bool]]) -> None:
    from html import escape

    page = " ".join(f"<s>{escape(w)}</s>" if gone else f"<i>{escape(w)}</i>" for w, gone in words)
    found = only(page)
    clean = only(" ".join(f"<i>{escape(w)}</i>" for w, gone in words if not gone))
    assert "".join(found.text.split()) == "".join(clean.text.split())
    struck = only(" ".join(f"<i>{escape(w)}</i>" for w, gone in words if gone)).text
    said = "".join(text for why, text in told(found) if why is Reason.STRUCK)
    assert "".join(said.split()) == "".join(struck.split())
