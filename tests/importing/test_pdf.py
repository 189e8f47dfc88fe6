"""What the pages of a PDF show and hide: pages of HTML as a browser prints them, and pages drawn letter by letter."""

from io import BytesIO

import pytest
import weasyprint
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from kprlint.importing.cells import Cell, Reason, SourceDocument, Table
from kprlint.importing.readers.pdf.pages import read_pages
from kprlint.importing.readers.pdf.paragraphs import Vocabulary, paragraphs
from kprlint.importing.readers.pdf.words import Words
from tests.importing.documents import grid, outline, tables, texts, told

LOOK = (
    "@page{size:A4 landscape;margin:12mm} body{font:9pt sans-serif} table{border-collapse:collapse;width:100%} "
    "td,th{border:1px solid;vertical-align:top;padding:2px}"
)
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5Er"
    "kJggg=="
)


def read(body: str, css: str = "", **how: str | bool) -> SourceDocument:
    page = f"<html lang=en><title>r</title><style>{LOOK}{css}</style>{body}"
    return read_pages(weasyprint.HTML(string=page).write_pdf(**how), "r.pdf")


def rows(*cells: list[str]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{c}" for c in row) for row in cells) + "</table>"
    )


def only(inside: str, css: str = "") -> Cell:
    """A cell that has this inside, below a row of headings and beside another."""
    return _first(read(rows(["Progress", "Lead"], [inside, "Jo"]), css))


def _first(source: SourceDocument) -> Cell:
    [table] = tables(source)
    return table.rows[1].cells[0]


def table(*cells: list[str], css: str = "") -> Table:
    [found] = tables(read(rows(*cells), css))
    return found


class TestStruckThrough:
    def test_words_items_and_a_status(self) -> None:
        found = table(
            ["Status", "Steps"],
            [
                "<s>Green</s> Amber",
                "<ul><li><s>Buy the quarry</s><li>Plant the <s>old</s> bank by <u>June</u></ul>",
            ],
        )
        status, steps = found.rows[1].cells
        assert (texts(status), told(status)) == (["Amber"], [(Reason.STRUCK, "Green")])
        assert texts(steps) == ["* Plant the bank by June"]
        assert told(steps) == [(Reason.STRUCK, "Buy the quarry"), (Reason.STRUCK, "old")]

    def test_an_activity_as_a_whole_over_two_lines(self) -> None:
        long = "All of it goes, " * 20
        found = table(["Ref", "Title"], ["<s>1.1</s>", f"<s>{long}</s>"], ["1.2", "Mend"])
        assert [[c.is_struck for c in row.cells] for row in found.rows] == [
            [False] * 2,
            [True] * 2,
            [False] * 2,
        ]
        assert told(found.rows[1].cells[1]) == [(Reason.STRUCK, long.strip())]

    def test_underlined_words_and_links_are_read(self) -> None:
        assert texts(only("<u>Open</u> <a href='http://x'>all</a>")) == ["Open all"]

    def test_outside_of_tables(self) -> None:
        source = read("<p><s>All this is gone.</s></p><p>Keep this.</p>")
        assert (outline(source), told(source)) == (
            ["Keep this."],
            [(Reason.STRUCK, "All this is gone.")],
        )


class TestLetters:
    def test_raised_and_lowered(self) -> None:
        found = only(
            "<ul><li>We laid 40 m<sup>2</sup> by 31<sup>st</sup> March.<li>CO<sub>2</sub> fell.</ul>"
        )
        assert texts(found) == ["* We laid 40 m² by 31st March.", "* CO₂ fell."]
        assert outline(read("<p>It is done.<sup>1</sup> Then H<sub>2</sub>O.</p>")) == [
            "It is done.¹ Then H₂O."
        ]

    @pytest.mark.parametrize(
        "css",
        [
            "b{display:inline-block;font-weight:normal;transform:rotate(-90deg);margin:20px 0}",
            "b{display:inline-block;font-weight:normal;transform:rotate(90deg);margin:20px 0}",
            "b{writing-mode:vertical-rl}",
        ],
    )
    def test_words_that_stand_upright(self, css: str) -> None:
        assert texts(only("<b>On track</b>", css)) == ["On track"]

    def test_a_table_that_lies_on_its_side(self) -> None:
        for way in (90, -90):
            body = (
                f"<div style='transform:rotate({way}deg);width:400px;margin-top:200px'>{{}}</div>"
            )
            source = read(body.format(rows(["Ref", "Status"], ["1", "Green"], ["2", "Red"])))
            assert grid(tables(source)[0]) == [
                [["Ref"], ["Status"]],
                [["1"], ["Green"]],
                [["2"], ["Red"]],
            ]

    def test_watermarks(self) -> None:
        mark = "<div style='position:fixed;top:40px;left:100px;{}'>DRAFT</div>"
        for look in ("transform:rotate(-45deg);font-size:60pt", "font-size:50pt;color:#ddd"):
            source = read(rows(["Ref", "Status"], ["1", "Green"]) + mark.format(look))
            assert grid(tables(source)[0]) == [[["Ref"], ["Status"]], [["1"], ["Green"]]]
            assert told(source) == [(Reason.MARGIN, "DRAFT")]

    def test_letters_that_are_drawn_twice(self) -> None:
        out = BytesIO()
        canvas = Canvas(out)
        for x in (100, 100.3):
            canvas.drawString(x, 700, "Green all along")
        canvas.save()
        assert outline(read_pages(out.getvalue(), "r.pdf")) == ["Green all along"]

    def test_ligatures_and_soft_hyphens(self) -> None:
        assert texts(only("The of\ufb01ce will co\u00adoperate")) == ["The office will cooperate"]

    def test_bold_labels(self) -> None:
        found = only("<b>Lead:</b> Parks<br><b>Progress</b><br>Tiles were laid.")
        assert texts(found) == ["Lead: Parks", "Progress", "Tiles were laid."]
        assert [line.label for line in found.lines] == ["Lead:", "Progress", ""]

    def test_bold_words_in_a_sentence_begin_nothing(self) -> None:
        text = "The <b>pool and its roof</b> were mended in <b>March 2024</b> by one " * 6
        assert len(only(text, "td:first-child{width:90px}").lines) == 1


class TestBrokenWords:
    def test_at_a_hyphen_of_the_line(self) -> None:
        css = "td:first-child{width:60px;hyphens:auto}"
        assert texts(only("The environmental improvement is progressing", css)) == [
            "The environmental improvement is progressing"
        ]

    def test_in_a_column_too_narrow_for_them(self) -> None:
        found = table(
            ["Status", "Progress"],
            ["Environmental", "All Environmental work is done."],
            css="td{overflow-wrap:anywhere} td:first-child{width:24px}",
        )
        assert texts(found.rows[1].cells[0]) == ["Environmental"]

    @pytest.mark.parametrize(
        ("parts", "text"),
        [
            (["Environ-", "ment"], "Environment"),
            (["long-", "term"], "long-term"),
            (["Slippa", "ge"], "Slippage"),
            (["Environme", "nt"], "Environment"),
            (["Supplier", "developme", "nts were held"], "Supplier developments were held"),
            (["The study is", "commissione", "d."], "The study is commissioned."),
            (["Plans for the", "environme", "nt"], "Plans for the environment"),
            (["Corporate", "health"], "Corporate health"),
            (["Highways", "and roads"], "Highways and roads"),
        ],
    )
    def test_what_a_document_writes_whole_elsewhere(self, parts: list[str], text: str) -> None:
        known = Vocabulary()
        line = "The environment and Slippage here".split()
        known.learn([
            {"text": w, "x0": 50.0 * n, "x1": 50.0 * n + 48, "bottom": 9.0, "size": 10.0} for n, w in enumerate(line)
        ])  # fmt: skip
        lines = [
            Words(part, 2, 48, 12.0 * n, 12.0 * n + 10, 10, first=46)
            for n, part in enumerate(parts)
        ]
        assert [line.text for line in paragraphs(lines, 0, 50, known)] == [text]


class TestCells:
    def test_merged_over_rows_and_columns(self) -> None:
        page = (
            "<table><tr><td rowspan=2>Ref<td colspan=2>RAG<td rowspan=2>Lead<tr><td>Q1<td>Q2"
            "<tr><td rowspan=2>Homes<td>Red<td>Green<td>Jo<tr><td>Amber<td>Blue<td>Al</table>"
        )
        [found] = tables(read(page))
        assert [[c.text for c in row.spread()] for row in found.rows] == [
            ["Ref", "RAG", "RAG", "Lead"],
            ["Ref", "Q1", "Q2", "Lead"],
            ["Homes", "Red", "Green", "Jo"],
            ["Homes", "Amber", "Blue", "Al"],
        ]
        assert [c.repeated for c in found.rows[3].cells] == [True, False, False, False]

    def test_shading_pictures_and_marks(self) -> None:
        shaded = table(["a", "b"], ["<div style='background:#FFC000;height:14px'></div>", "c"])
        assert (shaded.rows[1].cells[0].text, shaded.rows[1].cells[0].fill) == ("", "#ffc000")
        both = only("<span>Some slippage</span>", "td{background:#fc0}")
        assert (both.text, both.fill) == ("Some slippage", "#ffcc00")
        disc = only("<span style='color:#f00'>●</span>")
        assert (disc.text, disc.fill) == ("●", "#ff0000")
        assert only(f"<img width=9 height=9 src='{PICTURE}'>").icons == ("",)

    def test_the_words_of_pictures_in_a_tagged_pdf(self) -> None:
        body = rows(
            ["Status", "b"], [f"<img width=9 height=9 alt='On track' src='{PICTURE}'>", "c"]
        )
        assert _first(read(body, pdf_variant="pdf/ua-1")).icons == ("On track",)

    def test_fields_of_a_form(self) -> None:
        box = "<input type=checkbox style='display:inline-block;width:9px;border:0' {}>"
        body = rows(
            ["Status", "Lead"], [f"{box.format('')} Red {box.format('checked')} Amber", "Jo"]
        )
        assert _first(read(body, pdf_forms=True)).text == "☐ Red ☒ Amber"
        body = rows(["Lead", "b"], ["<input style='border:0' value='Head of Parks'>", "c"])
        assert _first(read(body, pdf_forms=True)).text == "Head of Parks"


class TestLists:
    def test_items_below_items(self) -> None:
        long = "which is the largest of all " * 9
        found = only(f"<ul><li>Plant:<ul><li>North<li>South, {long}</ul><li>Water</ul>")
        assert texts(found) == ["* Plant:", "  * North", f"  * South, {long}".rstrip(), "* Water"]

    def test_items_below_items_by_their_marks(self) -> None:
        style = "<div style='padding-left:{}px;text-indent:-12px'>{}&nbsp;&nbsp; {}</div>"
        items = ((12, "–", "Plant"), (30, "o", "North"), (30, "o", "South"), (12, "–", "Water"))
        found = only("".join(style.format(*one) for one in items))
        assert texts(found) == ["– Plant", "  * North", "  * South", "– Water"]


class TestPages:
    def test_a_table_over_pages_with_its_foot(self) -> None:
        items = "".join(f"<li>Item {n} was done by the team." for n in range(9))
        body = "<table><thead><tr><th>Ref<th>Progress</thead>" + "".join(
            f"<tr><td>1.{n}<td><ul>{items}</ul>" for n in range(1, 6)
        )
        source = read(
            body + "</table>",
            "@page{size:A5 landscape;@bottom-center{content:'Fernley ' counter(page)}}",
        )
        [found] = tables(source)
        assert [c for row in found.rows for c in texts(row.cells[0])] == [
            "Ref",
            *(f"1.{n}" for n in range(1, 6)),
        ]
        assert sum(len(row.cells[1].lines) for row in found.rows) == 1 + 5 * 9
        assert [why for why, _ in told(source)] == [Reason.MARGIN]

    def test_a_table_without_rules(self) -> None:
        long = "Tiles were laid, and the rest is to be laid in September by a contractor " * 2
        css = "td{border:0;padding:6px 2px} td:first-child{width:120px} td:nth-child(2){width:60px}"
        found = table(
            ["Ref", "Status", "Progress"], ["1.1", "Green", long], ["1.2", "Red", "None."], css=css
        )
        assert [[c.text for c in row.cells] for row in found.rows[1:]] == [
            ["1.1", "Green", long.strip()],
            ["1.2", "Red", "None."],
        ]

    def test_a_sentence_in_the_last_column_without_rules_is_one(self) -> None:
        long = "Mend the pool and all that belongs to it, which takes a long time " * 3
        css = "td{border:0;padding:6px 2px;width:60px} td:nth-child(3){width:200px} table{width:400px}"
        found = table(
            ["Ref", "Status", "Title"], ["1.1", "Red", long], ["1.2", "Amber", "Sell"], css=css
        )
        assert texts(found.rows[1].cells[2]) == [long.strip()]

    def test_two_columns_of_text(self) -> None:
        sentences = [
            f"Sentence {n} of these columns goes on for a while, so that it fills its lines as sentences do."
            for n in range(14)
        ]
        body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        assert (
            outline(read(f"<div style='column-count:2;column-gap:30px'>{body}</div>")) == sentences
        )

    def test_labels_beside_their_values(self) -> None:
        pairs = [
            ("Lead", "Head of Parks"),
            ("Status", "Green"),
            ("Progress", "Tiles were laid."),
        ] * 3
        body = "".join(
            f"<p><span style='display:inline-block;width:90px'>{a}:</span>{b}</p>" for a, b in pairs
        )
        assert outline(read(body)) == [f"{a}: {b}" for a, b in pairs]

    def test_a_labelled_list_reaches_the_interpreter_in_order(self) -> None:
        source = read(
            "<h3>1.1 Pool</h3><p>Status: Green</p><p>Progress:</p><ul><li>One.<li>Two.</ul><p>Next</p>"
        )
        assert outline(source) == [
            "# 1.1 Pool",
            "Status: Green",
            "Progress:",
            "* One.",
            "* Two.",
            "Next",
        ]
