"""A Word document: real headings, lists and header rows, across on A4, the same bytes every time."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from kprlint.change.reported import State
from kprlint.model import Code, StatusWord
from kprlint.publish.archive import archive
from kprlint.publish.chart import chart
from kprlint.publish.look import DEFAULT, TINTS, Look
from kprlint.publish.paper import Listing, Paper, Reported, Section
from kprlint.publish.word import template
from kprlint.publish.word.chart import drawing
from kprlint.publish.word.text import (
    cell,
    clean,
    field,
    link,
    marked,
    paragraph,
    plain,
    row,
    run,
    table,
)
from kprlint.source.files import TEMPLATE, Unreadable, read

# A zip and its core properties have times: the first that a zip knows, so that no clock tells two alike ones apart.
_TIME = datetime(1980, 1, 1)
# How wide columns are, one against another.
_WIDTHS = {
    "activity": 46,
    "status": 25,
    "progress": 78,
    "next_steps": 66,
    "lead": 28,
    "portfolio": 30,
}
_WITH_REASON = 36  # of the status, where some have one
# A row that is likely to take a third of a page may break: it would leave as much of the page before it empty. So many letters stand on a line.
_MOST_LINES, _LINE = 12, 36
_SUMMARY = "summary"


def write(paper: Paper, look: Look, templates: str | None = None) -> bytes:
    """The document; `templates` is a folder that may hold a document of the council's own to begin with.

    Raises InputError where that cannot be used.
    """
    own = _own(Path(templates)) if templates else None
    document = template.ours(paper.words) if own is None else template.theirs(own)
    if own is None:
        _colour(document, look)
    _properties(document, paper)
    template.fill(document, "".join(_Writer(document, paper).blocks()))
    _logo(document, paper, look)
    template.show(document, paper.words["draft"] if paper.draft else "")
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream.getvalue())


def _own(folder: Path) -> bytes | None:
    try:
        return read(folder / template.NAME, at_most=TEMPLATE, within=folder)
    except Unreadable as error:
        if error.missing:
            return None
        raise


def _colour(document: Document, look: Look) -> None:
    """The council's colour, where ours stands."""
    for colour in document.styles.element.iter(qn("w:color")):
        if colour.get(qn("w:val")) == DEFAULT[1:].upper():
            colour.set(qn("w:val"), look.colour[1:].upper())


def _properties(document: Document, paper: Paper) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), paper.words.language)
    properties = document.core_properties
    properties.title = clean(", ".join(filter(None, (paper.title, paper.when))))
    properties.author = properties.last_modified_by = clean(paper.council)
    properties.subject = clean(paper.when)
    properties.content_status = clean(paper.words["draft"]) if paper.draft else ""
    properties.language, properties.comments = paper.words.language, clean(paper.made_by)
    properties.category = properties.keywords = ""
    properties.created = properties.modified = properties.last_printed = _TIME
    properties.revision = 1


def _logo(document: Document, paper: Paper, look: Look) -> None:
    if look.logo is None or look.logo[1] != "image/png":
        return
    body = document.element.body
    picture = document.add_picture(io.BytesIO(look.logo[0]), height=Mm(15))
    body.insert(0, document.paragraphs[-1]._p)
    properties = picture._inline.docPr
    properties.set("descr", clean(paper.council or paper.words["the_council"]))
    properties.set("name", "Logo")


class _Writer:
    """Makes the blocks of a paper, each as XML, in their order."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self._document = document
        self._paper = paper
        section = document.sections[0]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        self._room = ((page or Mm(297)) - (left or 0) - (right or 0)) // 635  # twips
        self._places = {a.code: f"activity_{n}" for n, a in enumerate(paper.activities, 1)}
        self._headings: list[tuple[int, str, str]] = []
        self._bookmarks = 0

    def blocks(self) -> Iterator[str]:
        paper = self._paper
        title = paper.words["title"] or paper.title
        yield paragraph(run(title), "Title")
        under = ", ".join(filter(None, (paper.council, paper.when)))
        if under:
            yield paragraph(run(under), "Subtitle")
        if paper.draft:
            yield paragraph(
                run(paper.words["draft_because"], strong=True) + run(f" {paper.why_draft}")
            )
        yield paragraph(run(paper.sentence))
        if paper.made_of:
            yield paragraph(run(paper.made_of), "PaperNote")
        yield from self._summary()
        # What is listed in the contents has to be made first.
        rest = list(self._rest())
        yield from self._contents()
        yield from rest

    def _rest(self) -> Iterator[str]:
        paper = self._paper
        yield from self._key()
        for listing in paper.listings:
            yield from self._listing(listing)
        yield from self._activities()
        if paper.absent:
            yield from self._listing(paper.without_report)

    def _heading(self, text: str, level: int, place: str = "") -> str:
        place = place or f"_Toc{len(self._headings) + 1:08}"
        self._headings.append((level, text, place))
        return paragraph(self._marked(place, run(text)), f"Heading{level}")

    def _marked(self, name: str, inner: str) -> str:
        self._bookmarks += 1
        return marked(name, self._bookmarks, inner)

    def _contents(self) -> Iterator[str]:
        """A field that has its entries already; on which pages they stand, only Word knows, and adds when it updates it."""
        entries = [entry for entry in self._headings if entry[2] != _SUMMARY]
        if not entries:
            return
        yield (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            "</w:docPartObj></w:sdtPr><w:sdtContent>"
        )
        yield paragraph(run(self._paper.words["contents"]), "TOCHeading")
        for number, (level, text, place) in enumerate(entries):
            inner = link(text, place, style="")
            begin, end = field(r'TOC \o "1-2" \h \z \u', inner)
            inner = begin if number == 0 else inner
            inner += end if number == len(entries) - 1 else ""
            yield paragraph(inner, f"TOC{level}")
        yield "</w:sdtContent></w:sdt>"

    def _table(
        self, headers: Sequence[str], rows: Iterable[str], weights: Sequence[int], title: str, said: str,
        *, within: int = 0,
    ) -> Iterator[str]:  # fmt: skip
        """A table as wide as the page, or as much of it as the weights are of `within`."""
        whole = within or sum(weights)
        widths = [self._room * weight // whole for weight in weights]
        yield table(headers, rows, widths, title=title, said=said)
        # Word needs a paragraph between two tables.
        yield paragraph("", "PaperGap")

    def _summary(self) -> Iterator[str]:
        paper = self._paper
        yield self._heading(paper.words["summary"], 1, _SUMMARY)
        headers = [paper.words["status"], paper.when or paper.words["now"]]
        if paper.has_before:
            headers += [paper.words["last_quarter"], paper.words["change"]]
        headers.append(paper.words["which_ones"])
        none = [""] * (2 if paper.has_before else 0)
        rows = []
        for count in paper.summary:
            figures = [str(count.before), count.change] if paper.has_before else []
            own = [a.code for a in paper.activities if a.status.word == count.status.word and a.state is State.REPORTED]  # fmt: skip
            rows.append(self._count(_status(count.status), [str(count.now), *figures], own))
        if paper.not_reported:
            missing = [a.code for a in paper.activities if a.state is not State.REPORTED]
            missing += [one.code for one in paper.absent if one.code and not one.has_gone]
            head = plain(paper.words["not_reported"])
            rows.append(self._count(head, [str(paper.not_reported), *none], missing))
        figures = [str(paper.registered), *([str(paper.total_before), ""] if none else []), ""]
        rows.append(row([plain(text, strong=True) for text in (paper.words["total"], *figures)]))
        weights = [36, 24, 24, 20, 168] if paper.has_before else [36, 24, 168]
        yield from self._table(
            headers, rows, weights, paper.words["summary"], paper.sentence, within=272
        )
        drawn = chart(paper)
        if drawn:
            yield paragraph(drawing(self._document, drawn, paper.words["chart"]))

    def _count(self, first: str, figures: Iterable[str], codes: Iterable[Code]) -> str:
        links: list[str] = []
        for code in codes:
            links += [run(", ")] if links else []
            links.append(link(str(code), self._places.get(code, "")))
        return row([first, *map(plain, figures), cell([paragraph("".join(links), "PaperCell")])])

    def _key(self) -> Iterator[str]:
        paper = self._paper
        if not paper.key:
            return
        yield self._heading(paper.words["key"], 1)
        rows = [row([_status(word), plain(word.meaning)]) for word in paper.key]
        headers = [paper.words["status"], paper.words["meaning"]]
        said = paper.words["what_is_key"]
        yield from self._table(headers, rows, [36, 160], paper.words["key"], said, within=272)

    def _listing(self, listing: Listing) -> Iterator[str]:
        yield self._heading(self._paper.words[listing.name], 1)
        for one in listing.items:
            said = " – ".join(filter(None, (one.text, one.said)))
            to = self._places.get(one.code, "") if one.code else ""
            code = link(str(one.code), to, strong=True) if one.code else ""
            yield paragraph(code + run(f" {said}"), "ListBullet")

    def _activities(self) -> Iterator[str]:
        paper = self._paper
        theme = ""
        headers = [paper.words[name] for name in paper.columns]
        weights = list(_weights(paper))
        for section in paper.sections:
            if section.theme and section.theme != theme:
                yield self._heading(section.theme, 1)
            theme = section.theme
            title = paper.heading(section)
            yield self._heading(title, 2 if section.theme else 1)
            said = paper.words["what_is_table"]
            yield from self._table(headers, self._rows(section), weights, title, said)

    def _rows(self, section: Section) -> Iterator[str]:
        paper = self._paper
        for activity in section.activities:
            lines = max(_lines(activity.progress), _lines(activity.printed))
            reason = f"{paper.words['reason']}: {activity.reason}" if activity.reason else ""
            cells = {
                "activity": self._activity(activity),
                "status": _status(activity.status, activity.moved, reason, to=_SUMMARY),
                "progress": _items(activity.progress),
                "next_steps": _items(activity.printed),
                "lead": plain("; ".join(activity.leads)),
                "portfolio": plain(activity.portfolio),
            }
            yield row((cells[name] for name in paper.columns), keeps=lines <= _MOST_LINES)

    def _activity(self, activity: Reported) -> str:
        code = self._marked(self._places[activity.code], run(f"{activity.code} ", strong=True))
        title = paragraph(code + run(activity.title), "PaperCell")
        return cell([title, *(paragraph(run(line), "PaperNote") for line in activity.beside)])


def _weights(paper: Paper) -> Iterator[int]:
    """How wide the columns are; what those would take that are left out goes to progress."""
    widths = dict(_WIDTHS)
    if any(activity.reason for activity in paper.activities):
        widths["status"] = _WITH_REASON
        widths["progress"] += _WIDTHS["status"] - _WITH_REASON
    widths["progress"] += sum(width for name, width in widths.items() if name not in paper.columns)
    return (widths[name] for name in paper.columns)


def _lines(texts: Iterable[str]) -> int:
    """About how many lines a list takes."""
    return sum(1 + len(text) // _LINE for text in texts)


def _status(word: StatusWord, *below: str, to: str = "") -> str:
    tint, ink, _, _ = TINTS[word.kind]
    said = run(word.word, strong=True, colour=ink[1:])
    if to:
        said = f'<w:hyperlink w:anchor="{to}" w:history="1">{said}</w:hyperlink>'
    lines = [paragraph(said, "PaperCell")]
    lines += [paragraph(run(text), "PaperNote") for text in below if text]
    return cell(lines, tint[1:])


def _items(texts: Iterable[str]) -> str:
    return cell(
        [paragraph(run(text), "PaperItem") for text in texts] or [paragraph("", "PaperCell")]
    )


def _without_clock(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return archive((name, made.read(name)) for name in made.namelist())
