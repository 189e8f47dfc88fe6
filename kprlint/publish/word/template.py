"""The document that a paper is written into: ours, or the council's own.

Of it the page, the headers and footers and the styles are taken, and no text of its body. Styles that a paper needs and
it has not are ours. Ours is kept unpacked, as text: ``template/``.
"""

import copy
import io
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from kprlint.errors import InputError
from kprlint.publish.archive import archive
from kprlint.publish.word.text import quoted
from kprlint.words import PLACE, Words

NAME = "paper.docx"
"""What a council's own template is called in the folder of its templates."""

_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
_USED = ("w:pStyle", "w:rStyle", "w:tblStyle")
# The property of a document that a content control shows → the name of it in python-docx. Word fills them when it opens
# the document; other programs show what stands there.
_SHOWN = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "contentStatus": "content_status",
}


def ours(words: Words) -> DocumentType:
    """Our own, whose foot says in `words` which page it is."""
    document = Document(io.BytesIO(_packed()))
    _number(document.sections[0].footer.paragraphs[0]._p, words)
    return document


def _number(paragraph: Any, words: Words) -> None:
    """``Page 2 of 5``, of which Word knows the numbers."""
    for run in paragraph.xpath("w:r|w:fldSimple"):
        paragraph.remove(run)
    said = words["page_of"]
    pieces = PLACE.split(said[:1].upper() + said[1:])
    for place, piece in enumerate(pieces):
        if place % 2 and piece in _FIELDS:
            paragraph.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" {_FIELDS[piece]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
                )
            )
        elif piece:
            paragraph.append(
                parse_xml(
                    f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{quoted(piece)}</w:t></w:r>'
                )
            )


def theirs(data: bytes) -> DocumentType:
    """The council's template; raises InputError where it is none."""
    try:
        return Document(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, XMLSyntaxError, PackageNotFoundError) as error:
        raise InputError(
            f"the template {NAME} is no Word document that can be used ({error}); save it in Word as .docx, or leave it out"
        ) from None


@cache
def _packed() -> bytes:
    root = files("kprlint.publish.word").joinpath("template")
    # The list of types stands first in a package.
    found = sorted(_files(root, ""), key=lambda one: (not one[0].startswith("["), one[0]))
    return archive(found)


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        name = f"{above}{one.name}"
        if one.is_dir():
            yield from _files(one, f"{name}/")
        elif one.name.endswith((".xml", ".rels")):
            yield name, one.read_bytes()


def fill(document: DocumentType, body: str) -> None:
    """Puts `body`, the XML of paragraphs and tables in our styles, in the place of what stands there."""
    made = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>")
    names = _styles(document)
    for tag in _USED:
        for used in made.iter(qn(tag)):
            own = used.get(qn("w:val")) or ""
            used.set(qn("w:val"), names.get(own, own))
    there = document.element.body
    there.clear_content()
    for element in list(made):
        there.insert_element_before(element, "w:sectPr")


def _styles(document: DocumentType) -> Mapping[str, str]:
    """The identifiers of our styles → those that the styles of the same names have in `document`; adds those that it has not."""
    there = {style.name: style.style_id for style in document.styles}
    names, added = {}, {}
    for style in Document(io.BytesIO(_packed())).styles:
        if style.name in there:
            names[style.style_id] = there[style.name]
        else:
            made = copy.deepcopy(style.element)
            document.styles.element.append(made)
            added[style.style_id] = made
    numbers = [n for made in added.values() for n in made.iter(qn("w:numId"))]
    if numbers:
        list_of_ours = _bullets(document)
        for number in numbers:
            number.set(qn("w:val"), list_of_ours)
    for made in added.values():
        for tag in ("w:basedOn", "w:next"):
            for other in made.iter(qn(tag)):
                own = other.get(qn("w:val")) or ""
                other.set(qn("w:val"), names.get(own, own))
    return names


def _bullets(document: DocumentType) -> str:
    """The number of our list of bullets, which is added to those of `document`."""
    own = Document(io.BytesIO(_packed())).part.numbering_part
    part = document.part
    try:
        numbering = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
    except KeyError:
        made = NumberingPart.load(own.partname, own.content_type, own.blob, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return "1"
    form, number = (copy.deepcopy(one) for one in own.element)
    free = 1 + max((_of(one) for one in numbering), default=0)
    form.set(qn("w:abstractNumId"), str(free))
    number.set(qn("w:numId"), str(free))
    number[0].set(qn("w:val"), str(free))
    # Forms stand before the lists that have them.
    forms = numbering.findall(qn("w:abstractNum"))
    numbering.insert(numbering.index(forms[-1]) + 1 if forms else 0, form)
    numbering.append(number)
    return str(free)


def _of(element: Any) -> int:
    """The number of a list or of its form; 0 where it has none."""
    text = element.get(qn("w:abstractNumId")) or element.get(qn("w:numId")) or "0"
    return int(text) if text.isdigit() else 0


def show(document: DocumentType, draft: str) -> None:
    """Puts the properties of `document` where its headers and footers show them, and `draft`, if any, into every header."""
    properties = document.core_properties
    values = {name: str(getattr(properties, own)) for name, own in _SHOWN.items()}
    for part in document.part.rels.values():
        if part.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            for control in list(part.target_part.element.iter(qn("w:sdt"))):
                _control(control, values)
    if draft:
        for section in document.sections:
            headers = [section.header]
            if section.different_first_page_header_footer:
                headers.append(section.first_page_header)
            if document.settings.odd_and_even_pages_header_footer:
                headers.append(section.even_page_header)
            for header in headers:
                if not any(t.text == draft for t in header._element.iter(qn("w:t"))):
                    paragraph = header.add_paragraph()
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                    paragraph.add_run(draft).bold = True


def _control(control: Any, values: Mapping[str, str]) -> None:
    """Fills a content control that shows a property; one that has nothing to show goes, since Word would ask for it."""
    binding = control.find(f"{qn('w:sdtPr')}/{qn('w:dataBinding')}")
    path = binding.get(qn("w:xpath")) if binding is not None else ""
    value = values.get(path.rpartition("/")[2].rpartition(":")[2].partition("[")[0])
    if value is None:
        return
    texts = list(control.iter(qn("w:t")))
    if not value or not texts:
        control.getparent().remove(control)
        return
    texts[0].text = value
    for text in texts[1:]:
        text.text = ""
    prompt = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    if prompt is not None:
        prompt.getparent().remove(prompt)
