"""How much of a document is read, so that a hostile one costs seconds and not the machine.

The largest real case in mind is a plan of 10,000 rows; a council's report has some fifty.
"""

from kprlint.importing.readers.errors import ReadError

MEBIBYTE = 1024 * 1024

# All parts of a .docx or .xlsx, unpacked: a report full of photographs stays below it.
MOST_UNPACKED = 512 * MEBIBYTE
# One part of XML: 10,000 rows as Word writes them are 40 MiB; a tree takes some ten times its text.
MOST_XML = 64 * MEBIBYTE
# Unpacked to packed. Text of a report is about 10, the same row 10,000 times 150; deflate can reach 1,030.
MOST_RATIO = 400
# Below this size a ratio says nothing.
RATIO_FROM = MEBIBYTE
MOST_PARTS = 10_000
# An HTML page; its tree takes some ten times as much.
MOST_HTML = 32 * MEBIBYTE
# 10,000 rows of 10 columns, and five times that.
MOST_CELLS = 500_000
# Word allows 63 columns, a sheet 16,384; a span beyond says nothing about a report.
MOST_COLUMNS = 1_000
# Tables in tables, and boxes and content controls around them; real ones go to 5.
MOST_DEEP = 40
# A PDF is read by a process that is given so much; 200 pages of a report take 70 MiB and 8 s.
MOST_PDF_MEMORY = 1536 * MEBIBYTE
MOST_PDF_SECONDS = 180
MOST_PAGES = 500
# Ruling lines of a page are compared with one another; a table of 60 rows by 7 has 1,000 where cells are filled.
MOST_LINES_A_PAGE = 5_000


class Cells:
    """Counts the cells of a document."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = MOST_CELLS

    def take(self, count: int = 1) -> None:
        self._left -= count
        if self._left < 0:
            raise ReadError(
                f"{self._name} has more than {MOST_CELLS:,} cells in its tables",
                "keep the tables of activities only, and import it in parts",
            )

    def width(self, columns: int) -> None:
        if columns > MOST_COLUMNS:
            raise ReadError(
                f"{self._name} has a table of more than {MOST_COLUMNS:,} columns",
                "copy the table of activities into a new document, and import that",
            )
