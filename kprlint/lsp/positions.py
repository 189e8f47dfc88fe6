"""Places in a text as editors count them: lines and columns from 0, columns in units of UTF-16 unless agreed otherwise."""

from lsprotocol import types

from kprlint.lint.finding import Place
from kprlint.source.text import Span, Text


class Positions:
    """Counts as client and server have agreed: in ``utf-16``, ``utf-8`` or ``utf-32``.

    `text` is as kprlint reads it: without a byte order mark, which no editor counts either.
    """

    def __init__(self, encoding: str = "utf-16") -> None:
        self._encoding = encoding

    def range(self, text: Text, place: Place) -> types.Range:
        """Of a place whose lines and columns count from 1, columns in code points."""
        return types.Range(
            self._position(text, place.line, place.column),
            self._position(text, place.end_line, place.end_column),
        )

    def of_span(self, text: Text, span: Span) -> types.Range:
        return types.Range(
            self._position(text, *text.place(span.start)),
            self._position(text, *text.place(span.end)),
        )

    def offset(self, text: Text, position: types.Position) -> int:
        """The character at a position; the end of its line, or of the text, where it lies behind that."""
        if position.line >= text.line_count:
            return len(text.content)
        number = position.line + 1
        units, column = 0, 0
        for character in text.line(number):
            if units >= position.character:
                break
            units += self._units(character)
            column += 1
        return text.line_start(number) + column

    def _position(self, text: Text, line: int, column: int) -> types.Position:
        return types.Position(line - 1, self._units(text.line(line)[: column - 1]))

    def _units(self, text: str) -> int:
        if self._encoding == "utf-32" or text.isascii():
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
