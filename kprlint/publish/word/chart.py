"""The statuses over the quarters as a chart of Word's own: columns of figures, with a pattern for each kind."""

from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from kprlint.model import Kind
from kprlint.publish.chart import Chart
from kprlint.publish.look import TINTS
from kprlint.publish.word.text import quoted

_CONTENT = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU = 36_000  # of a millimetre
_COLUMN, _LEGEND, _HEIGHT, _WIDEST = 20, 45, 62, 170
# What tells the stretches apart where colours are not shown; those of the page have the same idea.
_PATTERNS = {
    Kind.AT_RISK: "ltUpDiag",
    Kind.OFF_TRACK: "diagCross",
    Kind.COMPLETE: "pct10",
    Kind.DEFERRED: "ltHorz",
    Kind.PAUSED: "ltVert",
    Kind.NOT_STARTED: "ltDnDiag",
    Kind.WITHDRAWN: "smGrid",
    Kind.UNKNOWN: "dotGrid",
}


def drawing(document: Document, chart: Chart, title: str) -> str:
    """The run that shows `chart`, which becomes a part of `document`; the figures stand in its alternative text."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{"".join(_parts(chart, title))}'
    )
    name = PackURI("/word/charts/kprlint.xml")
    part = Part(name, _CONTENT, content.encode(), document.part.package)
    identity = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    width = min(_COLUMN * len(chart.bars) + _LEGEND, _WIDEST)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width * _EMU}" cy="{_HEIGHT * _EMU}"/>'
        f'<wp:docPr id="1001" name="Chart" title="{quoted(title)}" descr="{quoted(f"{title}. {chart.said}")}"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{identity}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _parts(chart: Chart, title: str) -> Iterator[str]:
    yield f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}"><c:roundedCorners val="0"/><c:chart>'
    yield f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\" b=\"1\"/></a:pPr><a:r><a:rPr sz=\"1000\" b=\"1\"/><a:t>{quoted(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>"  # fmt: skip
    yield '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
    yield '<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
    quarters = "".join(
        f'<c:pt idx="{n}"><c:v>{quoted(bar.quarter)}</c:v></c:pt>'
        for n, bar in enumerate(chart.bars)
    )
    count = f'<c:ptCount val="{len(chart.bars)}"/>'
    for number, (word, kind) in enumerate(chart.words):
        tint, ink, _, _ = TINTS[kind]
        figures = "".join(
            f'<c:pt idx="{n}"><c:v>{part.number}</c:v></c:pt>'
            for n, bar in enumerate(chart.bars)
            for part in bar.parts
            if part.word == word
        )
        yield f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        yield f"<c:tx><c:v>{quoted(word)}</c:v></c:tx>"
        yield f'<c:spPr>{_fill(kind, tint, ink)}<a:ln w="6350">{_solid(ink)}</a:ln></c:spPr>'
        yield '<c:invertIfNegative val="0"/>'
        yield f"<c:dLbls><c:spPr>{_solid(tint)}</c:spPr>{_text(ink, bold=True)}"
        yield '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        yield '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        yield f"<c:cat><c:strLit>{count}{quarters}</c:strLit></c:cat>"
        yield f"<c:val><c:numLit><c:formatCode>0</c:formatCode>{count}{figures}</c:numLit></c:val></c:ser>"
    yield '<c:gapWidth val="50"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    yield '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    yield '<c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    yield '<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
    # The columns bear their figures: an axis would say them a second time.
    yield '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
    yield '<c:delete val="1"/><c:axPos val="l"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
    yield '</c:plotArea><c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>'
    yield '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    yield f"{_text('#1c2127')}</c:chartSpace>"


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def _fill(kind: Kind, tint: str, ink: str) -> str:
    if kind not in _PATTERNS:
        return _solid(tint)
    front, back = (f'<a:srgbClr val="{one[1:].upper()}"/>' for one in (ink, tint))
    return (
        f'<a:pattFill prst="{_PATTERNS[kind]}"><a:fgClr>{front}</a:fgClr>'
        f"<a:bgClr>{back}</a:bgClr></a:pattFill>"
    )


def _text(colour: str, *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900" b="{int(bold)}">{_solid(colour)}</a:defRPr>'
        '</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )
