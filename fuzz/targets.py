"""What is fuzzed: each target takes any bytes, and raises where a promise of kprlint's does not hold."""

import os
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from kprlint import errors
from kprlint.cli import main
from kprlint.cli.textconv import view
from kprlint.importing.interpreter import interpret
from kprlint.importing.readers import csv, docx, html, pdf, text, xlsx
from kprlint.model import Quarter
from kprlint.prose.dates import Tense, find
from kprlint.prose.dates.format import meaning
from kprlint.source.document import Document
from kprlint.source.reading import read_activity, read_plan
from kprlint.source.text import decode
from tests.plans import REGISTER, activity

_AS_OF = date(2023, 9, 30)
_QUARTER = Quarter.parse("2023/24 Q2")
_PLAN = "activities/2023-24"
_FILE = f"{_PLAN}/KA.03.04.yaml"


def reader(data: bytes) -> None:
    """Any bytes as an activity, as a register, and as `git diff` shows them."""
    for schema, read in (("activity", read_activity), ("plan", read_plan)):
        document = Document("KA.03.04.yaml", data, schema)
        read(document)
        assert document.violations == [] or not document.fits
    view(data)


def fixers(data: bytes) -> None:
    """`check --fix` ends, does not break a file that could be read, and has nothing left to do after itself."""
    file = _place() / _FILE
    file.write_bytes(data)
    before = Document("KA.03.04.yaml", data, "activity")
    _run("check", "--fix", _FILE)
    once = file.read_bytes()
    after = Document("KA.03.04.yaml", once, "activity")
    assert after.readable or not before.readable
    _run("check", "--fix", _FILE)
    assert file.read_bytes() == once, "not settled"


def register(data: bytes) -> None:
    """Any bytes as the plan's register, for the commands that read it."""
    file = _place() / _PLAN / "plan.yaml"
    file.write_bytes(data)
    try:
        _run("check")
        _run("due", "--as-of", "2023-09-30")
        _run("schema", "activity", "--plan", "2023-24")
    finally:
        file.write_text(REGISTER)


def configuration(data: bytes) -> None:
    """Any bytes as `kprlint.toml`."""
    file = _place() / "kprlint.toml"
    file.write_bytes(data)
    try:
        _run("check", _FILE)
    finally:
        file.unlink()


def prose(data: bytes) -> None:
    """Any words as progress, reason and next steps, before all rules."""
    said = data.decode("utf-8", "replace").split("\x1e")
    quoted = [_quoted(part) for part in (*said, "", "")]
    lines = "\n".join(f"  - {one}" for one in quoted if one != '""')
    file = _place() / _FILE
    file.write_text(
        activity(
            status="Amber",
            status_reason=quoted[0],
            progress=f"\n{lines}",
            next_steps=f"\n{lines}\n  - action: {quoted[-3]}\n    due: 2023/24 Q4",
        ),
        "utf-8",
    )
    _run("check", "--as-of", "2023-09-30", "--profile", "publication", _FILE)


def dates(data: bytes) -> None:
    """Any words: each date is where it says it is, and can be said again."""
    words = decode(data)[0].content.replace("\n", " ")
    for tense in (None, Tense.PAST, Tense.FUTURE):
        end = 0
        for found in find(words, _AS_OF, tense=tense):
            assert words[found.start : found.end] == found.text
            assert found.start >= end
            end = found.end
            assert meaning(found)
            first, last = found.first_day, found.last_day
            assert first is None or last is None or first <= last


def changes(data: bytes) -> None:
    """Two versions of an activity, parted by a record separator."""
    one, _, other = data.partition(b"\x1e")
    top = _place()
    for name, content in (("a", one), ("b", other)):
        (top / name).mkdir(exist_ok=True)
        (top / name / "plan.yaml").write_text(REGISTER)
        (top / name / "KA.03.04.yaml").write_bytes(content)
        (top / name / "KA.03.05.yaml").write_text(activity("KA.03.05"))
    for form in ("markdown", "csv"):
        _run("changes", "--from", "a", "--to", "b", "--format", form)


def _importer(read: Callable[..., object]) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        assert _QUARTER
        try:
            source = read(data, "document")
            interpret(source, _QUARTER)  # type: ignore[arg-type]
        except errors.KprlintError:
            pass

    return target


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reader": reader,
    "fixers": fixers,
    "register": register,
    "configuration": configuration,
    "prose": prose,
    "dates": dates,
    "changes": changes,
    **{
        f"import-{module.__name__.rpartition('.')[2]}": _importer(module.read)
        for module in (text, csv, html, docx, xlsx, pdf)
    },
}


@cache
def _place() -> Path:
    """A folder with a plan, which is the current one from now on."""
    shared = "/dev/shm" if os.path.isdir("/dev/shm") else None
    folder = tempfile.TemporaryDirectory(prefix="fuzz-", dir=shared)
    _kept.append(folder)
    top = Path(folder.name)
    (top / _PLAN).mkdir(parents=True)
    (top / _PLAN / "plan.yaml").write_text(REGISTER)
    (top / _PLAN / "KA.03.04.yaml").write_text(activity())
    (top / _PLAN / "KA.03.05.yaml").write_text(activity("KA.03.05"))
    os.chdir(top)
    os.environ.setdefault("KPRLINT_CACHE", str(top / "cache"))
    return top


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _run(*arguments: str) -> None:
    """A command, which ends with 0, 1, or 2 and a reason."""
    done = CliRunner().invoke(main, ["--debug", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "[rule-crashed]" not in done.output, done.output
    assert done.exit_code in (0, 1) or done.stderr.startswith(("kprlint: ", "Usage: ", "note: ")), (
        done
    )
    for line in done.output.splitlines():
        assert not line.lstrip().startswith("::"), line
        assert "##[" not in line, line
        assert "##vso[" not in line, line


def _quoted(text: str) -> str:
    """`text` as a scalar of YAML in double quotes, with what cannot stand there by its number."""
    return (
        '"' + "".join(c if c.isprintable() and c not in '"\\' else _number(c) for c in text) + '"'
    )


def _number(character: str) -> str:
    return f"\\U{ord(character):08x}"
