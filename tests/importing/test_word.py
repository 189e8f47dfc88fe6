"""What a Word document shows and hides: each document in this file is made of the XML that Word writes."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.importing.cells import Cell, Heading, Reason, SourceDocument, TextLine
from kprlint.importing.readers import docx
from kprlint.importing.readers.plain import plain
from tests.importing.documents import docx as word
from tests.importing.documents import grid, outline, tables, texts, told

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Bullet"><w:name w:val="List Bullet"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bullet2"><w:name w:val="List Bullet 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Asks"><w:name w:val="Placeholder Text"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Withdrawn"><w:name w:val="Withdrawn"/><w:rPr><w:dstrike/></w:rPr></w:style>'
)


def run(text: str, about: str = "") -> str:
    properties = f"<w:rPr>{about}</w:rPr>" if about else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, about: str = "") -> str:
    inside = "".join(r if r.startswith("<") else run(r) for r in runs)
    return f"<w:p><w:pPr>{about}</w:pPr>{inside}</w:p>"


def item(text: str, depth: int = 0, use: int = 1) -> str:
    return par(text, about=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{use}"/></w:numPr>')


def cell(*parts: str, about: str = "") -> str:
    inside = "".join(p if p.startswith("<w:") else par(p) for p in parts)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str], about: str = "") -> str:
    inside = "".join(f"<w:tr>{about}{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{inside}</w:tbl>"


def read(body: str, relations: dict[str, str] | None = None, **parts: str) -> SourceDocument:
    """`relations` name parts by the end of their type; a part of the document is named after it."""
    rels = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in (relations or {}).items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    found: dict[str, bytes | str] = {f"word/{name}.xml": xml for name, xml in parts.items()}
    found["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{space}">{rels}</Relationships>'
    return docx.read(word(body, STYLES, **found), "r.docx")


def only(*parts: str, about: str = "") -> Cell:
    """The cell of a table that has these parts, and one beside it."""
    [found] = tables(read(table([cell(*parts, about=about), cell("beside")])))
    return found.rows[0].cells[0]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class TestStruckOut:
    def test_words_in_a_sentence(self) -> None:
        found = only(par("Plant the ", run("old ", "<w:strike/>"), "bank by June."))
        assert texts(found) == ["Plant the bank by June."]
        assert told(found) == [(Reason.STRUCK, "old")]

    def test_a_status_that_is_replaced(self) -> None:
        found = only(par(run("Green", "<w:dstrike/>"), " Amber"))
        assert (found.text, told(found)) == ("Amber", [(Reason.STRUCK, "Green")])

    def test_by_styles_of_characters_and_of_paragraphs(self) -> None:
        assert told(only(par(run("Sell it.", '<w:rStyle w:val="Gone"/>')))) == [
            (Reason.STRUCK, "Sell it.")
        ]
        off = run(" But keep this.", '<w:strike w:val="0"/>')
        found = only(par(run("Sell it."), off, about='<w:pStyle w:val="Withdrawn"/>'))
        assert (texts(found), told(found)) == (["But keep this."], [(Reason.STRUCK, "Sell it.")])

    def test_a_switch_that_is_off(self) -> None:
        assert texts(only(par(run("Here", '<w:strike w:val="false"/>')))) == ["Here"]

    def test_an_item_of_a_list(self) -> None:
        gone = par(
            run("Buy the ", "<w:strike/>"),
            run("quarry", "<w:b/><w:strike/>"),
            about='<w:pStyle w:val="Bullet"/>',
        )
        found = only(gone, par("Plant the bank", about='<w:pStyle w:val="Bullet"/>'))
        assert texts(found) == ["* Plant the bank"]
        assert told(found) == [(Reason.STRUCK, "Buy the quarry")]

    def test_an_activity_as_a_whole(self) -> None:
        gone = [cell(par(run(text, "<w:strike/>"))) for text in ("1.1", "Build the lido", "Green")]
        [found] = tables(read(table(gone, [cell("1.2"), cell("Mend the roof"), cell("Red")])))
        assert all(one.is_struck for one in found.rows[0].cells)
        assert not any(one.is_struck for one in found.rows[1].cells)

    def test_a_paragraph_of_the_body(self) -> None:
        source = read(par("We ", run("will ", "<w:strike/>"), "may build."))
        assert outline(source) == ["We may build."]
        assert told(source) == [(Reason.STRUCK, "will")]


class TestChanges:
    def test_what_is_deleted_and_what_is_inserted(self) -> None:
        deleted = "<w:del w:id='1'><w:r><w:delText>May</w:delText></w:r></w:del>"
        inserted = f"<w:ins w:id='2'>{run('June')}</w:ins>"
        found = only(f"<w:p>{run('Due in ')}{deleted}{inserted}{run('.')}</w:p>")
        assert texts(found) == ["Due in June."]
        assert told(found) == [(Reason.DELETED, "May"), (Reason.INSERTED, "June")]

    def test_what_is_moved_is_read_where_it_went(self) -> None:
        away = f"<w:p><w:moveFrom>{run('Open the hub.')}</w:moveFrom></w:p>"
        here = f"<w:p><w:moveTo>{run('Open the hub.')}</w:moveTo></w:p>"
        found = only(away, par("First."), here)
        assert texts(found) == ["First.", "Open the hub."]

    def test_a_paragraph_whose_end_is_deleted(self) -> None:
        first = par("Open the hub", about="<w:rPr><w:del w:id='1'/></w:rPr>")
        assert texts(only(first, par(" in June.", about='<w:pStyle w:val="Bullet"/>'))) == [
            "* Open the hub in June."
        ]
        assert outline(read(first + par(" in June."))) == ["Open the hub in June."]

    def test_rows(self) -> None:
        new = table([cell("1.2"), cell("Mend")], about="<w:trPr><w:ins w:id='1'/></w:trPr>")
        old = table([cell("1.1"), cell("Build")], about="<w:trPr><w:del w:id='1'/></w:trPr>")
        source = read(old[:-8] + new[7:])
        assert grid(tables(source)[0]) == [[["1.2"], ["Mend"]]]
        assert told(source) == [(Reason.DELETED, "1.1 – Build"), (Reason.INSERTED, "1.2 – Mend")]


class TestHidden:
    def test_text_and_rows(self) -> None:
        found = only(par("Seen", run(" unseen", "<w:vanish/>")))
        assert (texts(found), told(found)) == (["Seen"], [(Reason.HIDDEN, "unseen")])
        source = read(table([cell("a"), cell("b")], about="<w:trPr><w:hidden/></w:trPr>"))
        assert (source.blocks, told(source)) == ((), [(Reason.HIDDEN, "a – b")])

    def test_headers_footers_and_watermarks_are_told_once(self) -> None:
        header = (
            f'<w:hdr {W} xmlns:v="urn:schemas-microsoft-com:vml">{par("Appendix 6")}'
            '<w:p><w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p></w:hdr>'
        )
        footer = f"<w:ftr {W}>{par('Page 1 of 9')}</w:ftr>"
        source = read(par("Body"), {"header": "h.xml", "footer": "f.xml"}, h=header, f=footer)
        assert outline(source) == ["Body"]
        assert told(source) == [(Reason.MARGIN, "Appendix 6"), (Reason.MARGIN, "DRAFT")]


class TestForms:
    PROMPT = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"

    def test_prompts_of_empty_controls(self) -> None:
        ask = run("Click or tap here to enter text.")
        inline = only(par(self.PROMPT.format(ask)))
        around = only(self.PROMPT.format(par(ask)))
        whole = read(table([self.PROMPT.format(cell(par(ask))), cell("beside")]))
        for found in (inline, around, tables(whole)[0].rows[0].cells[0]):
            assert (texts(found), [why for why, _ in told(found)]) == ([], [Reason.PROMPT])

    def test_prompts_by_their_style(self) -> None:
        found = only(par(run("Choose an item.", '<w:rStyle w:val="Asks"/>')))
        assert not found.lines

    def test_what_a_control_holds_is_read(self) -> None:
        control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
        assert texts(only(par("Lead: ", control.format(run("Head of Parks"))))) == [
            "Lead: Head of Parks"
        ]

    @pytest.mark.parametrize(("checked", "shown"), [("1", "☒ Red"), ("0", "☐ Red")])
    def test_boxes_to_tick(self, checked: str, shown: str) -> None:
        control = (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('✓')}</w:sdtContent></w:sdt>"
        )
        assert texts(only(par(control, " Red"))) == [shown]
        field = f'<w:checkBox><w:default w:val="{checked}"/></w:checkBox>'
        old = (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{field}</w:ffData></w:fldChar></w:r>'
        )
        assert texts(only(par(old, " Red"))) == [shown]

    def test_a_list_to_choose_from(self) -> None:
        entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Red", "Amber", "Green"))
        data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
        field = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        assert texts(only(par(field))) == ["Amber"]


class TestNotes:
    NOTE = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{{}}</w:footnote>' \
        '<w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3">{}</w:footnote></w:footnotes>'  # fmt: skip

    def test_a_footnote_stays_with_its_sentence(self) -> None:
        sign = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        source = read(
            table([cell(par("The pool is open.", sign)), cell("beside")]),
            {"footnotes": "footnotes.xml"},
            footnotes=self.NOTE.format(par("-----"), par("Except the deep end."), par("By whom?")),
        )
        [line] = tables(source)[0].rows[0].cells[0].lines
        assert (line.text, line.notes) == ("The pool is open.", ("Except the deep end.",))
        assert told(source) == [(Reason.NOTE, "By whom?")]

    def test_the_note_of_a_struck_sentence_is_struck(self) -> None:
        sign = '<w:r><w:rPr><w:strike/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
        source = read(
            table([cell(par(run("Sell it.", "<w:strike/>"), sign)), cell("beside")]),
            {"footnotes": "footnotes.xml"},
            footnotes=self.NOTE.format(par("-"), par("Or let it."), par("")),
        )
        found = tables(source)[0].rows[0].cells[0]
        assert told(found) == [(Reason.STRUCK, "Sell it."), (Reason.STRUCK, "Or let it.")]

    def test_a_comment_is_told_where_it_hangs(self) -> None:
        comments = f'<w:comments {W}><w:comment w:id="1">{par("Is it?")}</w:comment></w:comments>'
        sign = '<w:r><w:commentReference w:id="1"/></w:r>'
        source = read(
            table([cell(par("It is done.", sign)), cell("beside")]),
            {"comments": "comments.xml"},
            comments=comments,
        )
        found = tables(source)[0].rows[0].cells[0]
        assert (texts(found), told(found)) == (["It is done."], [(Reason.COMMENT, "Is it?")])


class TestLists:
    LEVELS = (
        '<w:abstractNum w:abstractNumId="0">{}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'

    def _read(self, body: str, *levels: tuple[str, str]) -> SourceDocument:
        inside = "".join(self.LEVEL.format(n, *level) for n, level in enumerate(levels))
        xml = f"<w:numbering {W}>{self.LEVELS.format(inside)}</w:numbering>"
        return read(body, {"numbering": "numbering.xml"}, numbering=xml)

    def test_items_below_items(self) -> None:
        found = only(item("Plant:"), item("North", 1), item("South", 1), item("Water"))
        assert texts(found) == ["* Plant:", "  * North", "  * South", "* Water"]

    def test_items_below_by_their_styles(self) -> None:
        styles = [f'<w:pStyle w:val="{name}"/>' for name in ("Bullet", "Bullet2", "Bullet")]
        found = only(*(par(text, about=s) for text, s in zip("abc", styles, strict=True)))
        assert texts(found) == ["* a", "  * b", "* c"]

    def test_a_list_that_begins_further_in_has_items_all_the_same(self) -> None:
        assert texts(only(par("Next:"), item("a", 2), item("b", 2))) == ["Next:", "* a", "* b"]

    def test_numbers_that_word_prints(self) -> None:
        rows = [[cell(item("", 1)), cell(text)] for text in ("Mend", "Build")]
        source = self._read(
            par(
                "Homes", about='<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>'
            )
            + table(*rows),
            ("decimal", "Aim %1:"),
            ("decimal", "CP%1.%2"),
        )
        assert source.blocks[0] == Heading("Aim 1: Homes", 1, source.blocks[0].place)
        assert grid(tables(source)[0]) == [[["CP1.1"], ["Mend"]], [["CP1.2"], ["Build"]]]

    @pytest.mark.parametrize(
        ("form", "last"), [("lowerLetter", "(c)"), ("upperRoman", "(III)"), ("decimalZero", "(03)")]
    )
    def test_other_numbers(self, form: str, last: str) -> None:
        body = table([cell(item("a"), item("b"), item("c")), cell("beside")])
        [found] = tables(self._read(body, (form, "(%1)")))
        assert found.rows[0].cells[0].lines[2] == TextLine("c", True, number=last)

    def test_a_number_that_is_a_code_stands_before_its_title(self) -> None:
        rows = [[cell(item(text, 1)), cell("x")] for text in ("Mend", "Build")]
        source = self._read(
            par(
                "Homes", about='<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>'
            )
            + table(*rows),
            ("decimal", "%1."),
            ("decimal", "%1.%2"),
        )
        assert outline(source)[0] == "# Homes"
        assert [row.cells[0].text for row in tables(source)[0].rows] == ["1.1 Mend", "1.2 Build"]
        listed = self._read(
            table([cell(item("a", 1), item("b", 1)), cell("x")]),
            ("decimal", "%1."),
            ("decimal", "%1.%2"),
        )
        assert grid(tables(listed)[0])[0][0] == ["* a", "* b"]

    def test_the_number_of_a_struck_paragraph_is_none(self) -> None:
        gone = item("x").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
        [found] = tables(self._read(table([cell(gone), cell("b")]), ("decimal", "%1.")))
        assert found.rows[0].cells[0].is_struck

    def test_bullets_have_no_number(self) -> None:
        [found] = tables(self._read(table([cell(item("a")), cell(item(""))]), ("bullet", "·")))
        assert grid(found) == [[["* a"], []]]


class TestCells:
    def test_merged_downwards_over_three_rows(self) -> None:
        first = '<w:vMerge w:val="restart"/>'
        rows = [
            [cell("Homes", about=first), cell("Build")],
            [cell("", about="<w:vMerge/>"), cell("Mend")],
            [cell("", about="<w:vMerge/>"), cell("Let")],
            [cell(""), cell("Sell")],
        ]
        [found] = tables(read(table(*rows)))
        assert [row.cells[0].text for row in found.rows] == ["Homes", "Homes", "Homes", ""]
        assert [row.cells[0].repeated for row in found.rows] == [False, True, True, False]

    def test_merged_both_ways_and_spread(self) -> None:
        wide = '<w:gridSpan w:val="2"/>'
        rows = [
            [cell("RAG", about=wide), cell("Lead", about='<w:vMerge w:val="restart"/>')],
            [cell("Q1"), cell("Q2"), cell("", about="<w:vMerge/>")],
        ]
        [found] = tables(read(table(*rows)))
        assert [[one.text for one in row.spread()] for row in found.rows] == [
            ["RAG", "RAG", "Lead"],
            ["Q1", "Q2", "Lead"],
        ]
        assert [one.place.column for one in found.rows[0].spread()] == [1, 2, 3]

    def test_a_row_that_only_repeats_is_none(self) -> None:
        rows = [
            [cell("Homes", about='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')],
            [cell("", about='<w:gridSpan w:val="2"/><w:vMerge/>')],
        ]
        assert len(tables(read(table(*rows)))[0].rows) == 1

    def test_text_below_a_merged_cell_is_not_shown_and_told(self) -> None:
        rows = [
            [cell("Parks", about='<w:vMerge w:val="restart"/>'), cell("a")],
            [cell("Leisure", about="<w:vMerge/>"), cell("b")],
        ]
        found = tables(read(table(*rows)))[0].rows[1].cells[0]
        assert (found.text, told(found)) == ("Parks", [(Reason.HIDDEN, "Leisure")])

    def test_a_table_in_a_cell(self) -> None:
        inner = table([cell("Ward"), cell("Trees")], [cell("North"), cell("14", "so far")])
        assert texts(only("Planted:", inner)) == [
            "Planted:",
            "  Ward – Trees",
            "  North – 14 so far",
        ]
        assert texts(only(inner)) == ["Ward – Trees", "  North – 14 so far"]
        assert texts(only(table([cell(item("a"), item("b", 1))]))) == ["* a", "  * b"]

    def test_shading_never_is_a_word(self) -> None:
        amber = '<w:shd w:val="clear" w:fill="FFC000"/>'
        found = only("Some slippage", about=amber)
        assert (found.text, found.fill, found.icons) == ("Some slippage", "#ffc000", ())
        assert only("", about=amber).lines == ()
        assert only(par(run("Late", '<w:highlight w:val="red"/>'))).fill == "#ff0000"

    def test_symbols(self) -> None:
        wingdings = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
        assert texts(only(par(run("ü", wingdings), " done"))) == ["✔ done"]
        assert texts(only(par(run("\uf0fb", wingdings)))) == ["✘"]
        assert texts(only(par("🟢"))) == ["🟢"]

    def test_a_coloured_shape_is_a_picture_and_its_colour_a_hint(self) -> None:
        space = "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
        fill = "<wps:spPr><a:solidFill><a:srgbClr val='FFC000'/></a:solidFill></wps:spPr>"
        shape = f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='Oval 1'/><wps:wsp {space}>{fill}</wps:wsp></wp:inline></w:drawing></w:r>"
        found = only(par(shape))
        assert (found.lines, found.icons, found.fill) == ((), ("",), "#ffc000")
        old = "<w:r><w:pict><v:oval fillcolor='#00b050' alt='On track'/></w:pict></w:r>"
        found = only(par(old))
        assert (found.icons, found.fill) == (("On track",), "#00b050")

    def test_a_picture_without_words_is_a_picture(self) -> None:
        pic = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
        drawing = f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='x'/><pic:pic {pic}/></wp:inline></w:drawing></w:r>"
        assert only(par(drawing)).icons == ("",)


class TestWords:
    def test_raised_and_lowered(self) -> None:
        up, down = (f'<w:vertAlign w:val="{way}script"/>' for way in ("super", "sub"))
        text = only(par("40 m", run("2", up), " by 31", run("st", up), ", CO", run("2", down))).text
        assert text == "40 m² by 31st, CO₂"

    def test_bold_labels(self) -> None:
        lines = only(par(run("Lead", "<w:b/>"), run(": ", "<w:b/>"), "Parks"), "No label").lines
        assert lines == (TextLine("Lead: Parks", label="Lead:"), TextLine("No label"))
        assert only(par(run("Progress", "<w:b/>"))).lines == (
            TextLine("Progress", label="Progress"),
        )

    def test_equations_and_ligatures(self) -> None:
        math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
        sum_ = f"<m:oMath {math}><m:r><m:t>a+b</m:t></m:r></m:oMath>"
        assert texts(only(par("The o\ufb03ce has ", sum_))) == ["The office has a+b"]


PARTS = st.lists(
    st.tuples(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=8),
        st.sampled_from(["", "<w:strike/>", "<w:vanish/>", "<w:b/>", "<w:i/>"]),
    ),
    min_size=1,
    max_size=8,
)


@given(PARTS)
def test_each_word_is_read_or_told(parts: list[tuple[str, str]]) -> None:
    found = only(par(*(run(escape(word) + " ", how) for word, how in parts)))
    gone = {"<w:strike/>": Reason.STRUCK, "<w:vanish/>": Reason.HIDDEN}
    read_ = "".join(plain(word) for word, how in parts if how not in gone)
    assert "".join(found.text.split()) == "".join(read_.split())
    for how, why in gone.items():
        said = "".join(text for reason, text in told(found) if reason is why)
        wanted = "".join(plain(word) for word, own in parts if own == how)
        assert "".join(said.split()) == "".join(wanted.split())
