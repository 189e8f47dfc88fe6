"""What fuzzing begins with: the plans of Harborough, and small documents of the tests."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from tests.importing.documents import docx, report_pdf
from tests.plans import REGISTER, activity

ROOT = Path(__file__).resolve().parent.parent
_BETWEEN = b"\x1e"
_ROWS = (
    ("Code", "Activity", "Status", "Progress", "Next steps", "Lead"),
    ("KA.03.04", "Keep the air clean", "Green", "The report was sent.", "Choose the places by March 2024", "Housing"),
    ("KA.03.05", "Build homes", "Amber", "• One\n• Two", "1. Order bricks (Q3)\n2. Lay them", "Planning"),
)  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """Inputs of the kind that the target takes."""
    files = sorted((ROOT / "activities").glob("*/KA.*.yaml"))
    if target in ("reader", "fixers"):
        yield from (path.read_bytes() for path in files[::7])
        yield activity().encode()
        yield REGISTER.encode()
    elif target == "register":
        yield REGISTER.encode()
        yield from (path.read_bytes() for path in (ROOT / "activities").glob("*/plan.yaml"))
    elif target == "configuration":
        yield (ROOT / "kprlint.toml").read_bytes()
        yield b'root = "activities"\n[rules.missing-lead]\nseverity = "info"\n[[waiver]]\nrule = "a"\npaths = ["**/x"]\nreason = "r"\n'
    elif target in ("prose", "dates"):
        for path in files[::3]:
            said = list(_sentences(path))
            yield from (one.encode() for one in said if target == "dates")
            if target == "prose":
                yield _BETWEEN.join(one.encode() for one in said[:4])
    elif target == "changes":
        for one, other in zip(files[::5], files[1::5], strict=False):
            yield one.read_bytes() + _BETWEEN + other.read_bytes()
        yield activity().encode() + _BETWEEN + activity(status="Red", next_steps="[]").encode()
    else:
        yield _document(target.removeprefix("import-"))


def _sentences(path: Path) -> Iterator[str]:
    read = read_activity(Document(path.name, path.read_bytes(), "activity"))
    if read:
        yield from read.progress
        yield from (step.action for step in read.next_steps)


def _document(kind: str) -> bytes:
    match kind:
        case "pdf":
            return report_pdf(2)
        case "xlsx":
            book = Workbook()
            assert book.active is not None
            for row in _ROWS:
                book.active.append(row)
            book.save(stream := BytesIO())
            return stream.getvalue()
        case "docx":
            return docx(
                "<w:tbl>"
                + "".join(f"<w:tr>{_cells(row, 'w:tc', 'w:p')}</w:tr>" for row in _ROWS)
                + "</w:tbl>"
            )
        case "html":
            return (
                "<table>" + "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in _ROWS) + "</table>"
            ).encode()
        case "csv":
            return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in _ROWS).encode()
    return b"KA.03.04 Keep the air clean\nStatus: Green\nProgress\n- The report was sent.\nNext steps\n- Choose the places by March 2024\n"


def _cells(row: tuple[str, ...], tag: str, inner: str = "") -> str:
    around = (f"<{inner}><w:r><w:t>", f"</w:t></w:r></{inner}>") if inner else ("", "")
    return "".join(f"<{tag}>{around[0]}{cell}{around[1]}</{tag}>" for cell in row)
