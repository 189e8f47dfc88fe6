"""No visible word of a paper comes from anywhere but the catalogue, the register and the files."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]
from pypdf import PdfReader

from kprlint import __version__
from kprlint.words import PLACE, Entry, english
from tests.publish.test_paper import kprlint
from tests.publish.test_truth import PLAN, commit, git

# Every Latin letter of our own becomes one of full width, and the files have Greek ones; so that a Latin letter in a
# paper is a word from elsewhere. The names that git and the register give are taken out first.
_WIDE = {letter: letter - 0x21 + 0xFF01 for letter in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
GIVEN = re.compile(
    rf"{re.escape(__version__)}|"
    r"KA[.\d\s]+|\b[0-9a-f]{9}\b|activities/|(?:plan)?\.?yaml|by autumn|by winter|Correction to 2023/24 Q1"  # of git and the files
    r'|"[a-z]+":|\{[a-z]+\}'  # of what a script is given
)
_SEEN = ("alt", "aria-label", "title", "data-all", "data-some", "data-column", "placeholder")


def wide(text: str) -> str:
    pieces = PLACE.split(text)
    return "".join(
        f"{{{piece}}}" if place % 2 else piece.translate(_WIDE)
        for place, piece in enumerate(pieces)
    )


def translated() -> dict[str, Entry]:
    """The catalogue in a language that is none."""
    found: dict[str, Entry] = {}
    for key, entry in english().entries.items():
        if isinstance(entry, str):
            found[key] = wide(entry or "Title")
        else:
            found[key] = {form: wide(text) for form, text in entry.items()}
    found["file_unread"] = wide("the file {file} was not read")
    return found


def register(folder: Path, quarter: str, codes: str, **more: object) -> None:
    said = {
        "plan": "2023-24",
        "title": "Σχέδιο",
        "council": "Δήμος",
        "starts": "2023-04-01",
        "ends": "2024-03-31",
        "period": f"2023/24 {quarter}",
        "language": "qps",
        "statuses": {
            "Κόκκινο": {"kind": "off-track", "meaning": "Αργά"},
            "Κίτρινο": {"kind": "at-risk"},
            "Πράσινο": {"kind": "on-track"},
            "Τέλος": {"kind": "complete"},
        },
        "objectives": [
            {"number": 1, "title": "Νερό", "activities": [f"KA.01.{one}" for one in codes.split()]}
        ],
        "paper": translated(),
        **more,
    }
    (folder / PLAN).mkdir(parents=True, exist_ok=True)
    (folder / PLAN / "plan.yaml").write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def activity(
    folder: Path, code: str, quarter: str, status: str, *steps: object, **more: object
) -> None:
    said = {
        "code": f"KA.01.{code}",
        "title": "Λίμνη",
        "period": f"2023/24 {quarter}",
        "status": status,
        "progress": ["Έγινε."],
        "next_steps": list(steps),
        **more,
    }
    path = folder / PLAN / f"KA.01.{code}.yaml"
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in which all that a paper can tell has happened, in a language that is none."""
    folder = tmp_path_factory.mktemp("words")
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    codes = "01 02 03 04 05 06 07 08"
    register(folder, "Q1", f"{codes} 09")
    dated = {"action": "Γέφυρα", "due": "2023-09"}
    steps = (
        dated,
        {"action": "Πάπιες", "due": "ongoing"},
        {"action": "Τοίχος by autumn 2023"},
        {"action": "Μύλος", "due": "2023/24 Q3", "owner": "Ο δήμαρχος"},
        {"action": "Χαντάκι", "due": "2023-09-15"},
        {"action": "Άδεια"},
        {"action": "Έλεγχος"},
    )
    for code in f"{codes} 09".split():
        activity(folder, code, "Q1", "Πράσινο", *steps)
    commit(folder)
    register(folder, "Q2", codes, retired={"KA.01.09": "Ενώθηκε."})
    (folder / PLAN / "KA.01.09.yaml").unlink()
    (folder / PLAN / "KA.01.08.yaml").unlink()
    (folder / PLAN / "KA.01.07.yaml").write_text("code: [")
    activity(
        folder, "01", "Q2", "Κόκκινο",
        {**dated, "due": "2023-12", "moved": "Κανείς"},
        {"action": "Πάπιες", "due": "ongoing", "update": "Μετρήθηκαν"},
        {"action": "Τοίχος by winter 2023/24", "was": "Τοίχος by autumn 2023"},
        {"action": "Μύλος", "due": "2023/24 Q2"},
        {"action": "Χαντάκι", "due": "2023-09-15", "done": "2023-09-29"},
        {"action": "Άδεια", "dropped": "Όχι"},
        {"action": "Έλεγχος", "to": "KA.01.02"},
        status_reason="Έσπασε.", due="2024-03", percent_complete=40, as_at="2023-10-15",
    )  # fmt: skip
    activity(
        folder, "02", "Q2", "Κίτρινο",
        {**dated, "done": "Ναι"},
        {"action": "Πάπιες", "void": "Δύο φορές"},
        {"action": "Αριστερά", "was": "Μύλος", "done": "2023-09", "due": "2023/24 Q3"},
        {"action": "Δεξιά", "was": "Μύλος", "due": "2023/24 Q3"},
        {"action": "Νέα άδεια", "was": "Άδεια"},
        {"action": "Έλεγχος (γρήγορα)", "was": "Έλεγχος", "from": "KA.01.01"},
        {"action": "Χαντάκι", "was": "Χαντάκι"},
    )  # fmt: skip
    correction = "Correction to 2023/24 Q1: Δώδεκα."
    activity(
        folder, "03", "Q2", "Πράσινο", dated, progress=[correction], continues="2019-20/KA.01.01"
    )
    activity(folder, "04", "Q2", "Τέλος")
    activity(folder, "05", "Q2", "Πράσινο", progress=None)
    activity(folder, "06", "Q1", "Πράσινο")
    commit(folder)
    activity(folder, "04", "Q2", "Μωβ")
    return folder


def visible(kind: str, content: bytes) -> Iterator[str]:
    """What a reader, or a screen reader, has of a paper."""
    if kind == "html":
        page = html.document_fromstring(content)
        for element in page.iter():
            if element.tag not in ("style", "script") and isinstance(element.tag, str):
                yield element.text or ""
                yield from (element.get(name, "") for name in _SEEN)
            yield element.tail or ""
    elif kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                text = parts.read(name).decode("utf-8", "replace")
                if re.match("word/(document|header|footer|charts/)", name):
                    yield from re.findall(r"<(?:w|a):t(?: [^>]*)?>([^<]*)<", text)
                    yield from re.findall(r"<c:v>([^<]*)<", text)
                    yield from re.findall(r' (?:descr|title)="([^"]*)"', text)
                    yield from re.findall(r'w:(?:tblCaption|tblDescription) w:val="([^"]*)"', text)
    elif kind == "pdf":
        document = PdfReader(io.BytesIO(content))
        for page in document.pages:
            yield page.extract_text()
        yield str(document.metadata.title if document.metadata else "")
    else:
        yield content.decode()


@pytest.mark.parametrize("kind", ["html", "md", "docx", "pdf"])
def test_no_visible_word_comes_from_elsewhere(council: Path, kind: str) -> None:
    output = council.parent / f"paper.{kind}"
    done = kprlint(council, "publish", "--format", kind, "--output", str(output))
    assert done.returncode == 0, done.stderr.decode()
    texts = list(visible(kind, output.read_bytes()))
    assert any(_WIDE[ord("P")] in map(ord, text) for text in texts)
    found = {word for text in texts for word in re.findall(r"[A-Za-z]+", GIVEN.sub("", text))}
    assert not found


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("html", b'<html lang="qps">'),
        ("pdf", b"/Lang (qps)"),
        ("docx", b'<w:lang w:val="qps"'),
    ],
)
def test_the_language_stands_on_the_document(council: Path, kind: str, said: bytes) -> None:
    output = council.parent / f"language.{kind}"
    options = ("--quarter", "2023/24-Q1", "--format", kind, "--output", str(output))
    assert kprlint(council, "publish", *options).returncode == 0
    content = output.read_bytes()
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = parts.read("word/styles.xml")
            assert b"<dc:language>qps<" in parts.read("docProps/core.xml")
    elif kind == "pdf":
        content = f"/Lang ({PdfReader(io.BytesIO(content)).root_object['/Lang']})".encode()
    assert said in content
