"""A .docx or .xlsx as the zip archive of XML parts that it is, opened with care.

The standard library reads both layers; what is checked first is how large they claim to be, and that no part declares
a document type, which no Office program writes and without which there are no entities to expand or to fetch.
Nothing that a part refers to outside of the archive is ever opened.
"""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NoReturn
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import (
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED,
    MOST_XML,
    RATIO_FROM,
)
from kprlint.importing.readers.signature import refuse

_AGAIN = "open it in the program that made it, save it again, and import that"
# ISO “strict” documents have namespaces of their own for the same elements.
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (_STRICT + b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (_STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (_STRICT + b"drawingml/wordprocessingDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (_STRICT + b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
_MAIN = "/officeDocument"


class Package:
    """The parts of an Office document.

    Raises `ReadError` for what is not `wanted` (“a Word document”), is too large, or is damaged.
    """

    def __init__(self, data: bytes, name: str, wanted: str) -> None:
        self.name = name
        if not data.startswith(b"PK"):
            raise refuse(data, name, wanted)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
            raise ReadError(
                f"{name} is cut off or damaged", "download or copy it again, or save it again"
            ) from None
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._check()

    def _check(self) -> None:
        infos = self._zip.infolist()
        total = sum(info.file_size for info in infos)
        if len(infos) > MOST_PARTS or total > MOST_UNPACKED:
            raise ReadError(
                f"{self.name} unpacks to {total // 2**20:,} MiB in {len(infos):,} parts, more than a report has",
                "take the pictures out of it, and save it again",
            )
        for info in infos:
            if info.flag_bits & 1:
                raise ReadError(f"{self.name} is locked with a password", "save it without one")
            if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * info.compress_size:
                raise ReadError(
                    f"{self.name} is packed {info.file_size // max(info.compress_size, 1):,} times smaller than "
                    "it is, as no report is",
                    _AGAIN,
                )
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ReadError(f"{self.name} is packed in a way that Office does not use", _AGAIN)
            if info.filename.endswith((".xml", ".rels")) and info.file_size > MOST_XML:
                raise self._too_large(info.filename)

    def _too_large(self, part: str) -> ReadError:
        return ReadError(
            f"{self.name} has more than {MOST_XML // 2**20} MiB of text in {part}",
            "keep the tables of activities only, and import it in parts",
        )

    def check_xml(self) -> None:
        """Looks at every part of XML, for a library that reads the archive by itself."""
        for part in self._infos:
            if part.endswith((".xml", ".rels", ".vml")):
                self._refuse_doctype(self.content(part) or b"")

    def parts(self) -> Iterable[str]:
        return self._infos

    def content(self, part: str) -> bytes | None:
        info = self._infos.get(part)
        if info is None:
            return None
        if info.file_size > MOST_XML:
            raise self._too_large(part)
        try:
            # zipfile gives no more than the size that the archive claims.
            data = self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
            raise ReadError(f"{self.name} is damaged: {part} cannot be unpacked", _AGAIN) from None
        return data

    def xml(self, part: str) -> Element | None:
        """The root element of a part, or None where there is no such part."""
        data = self.content(part)
        if data is None:
            return None
        self._refuse_doctype(data)
        if _STRICT in data[:8192]:
            for strict, usual in _STRICT_NAMES:
                data = data.replace(strict, usual)
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise ReadError(f"{self.name} is damaged: {part}: {error}", _AGAIN) from None

    def _refuse_doctype(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _doctype
        parser.StartElementHandler = _begun
        try:
            parser.Parse(data, True)
        except _Doctype:
            raise ReadError(
                f"{self.name} declares a document type in its XML, which Office never does",
                "do not trust it; ask its author for the document itself",
            ) from None
        except (_Begun, expat.ExpatError, LookupError, ValueError):
            pass  # whether the rest is well formed, the parser says

    def related(self, part: str, kind: str) -> str | None:
        """The part inside the archive that `part` (“” for the whole) names as its `kind` (end of the type)."""
        return next(self.all_related(part, kind), None)

    def all_related(self, part: str, kind: str) -> Iterator[str]:
        return (target for _, type_, target in self._relations(part) if type_.endswith(kind))

    def targets(self, part: str) -> dict[str, str]:
        """The parts that `part` refers to, by the ids of its relations."""
        return {ident: target for ident, _, target in self._relations(part)}

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, _, file = part.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{file}.rels"))
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External":
                path = normpath(join("/", dirname(part), relation.get("Target") or "")).lstrip("/")
                yield relation.get("Id") or "", relation.get("Type") or "", path

    def main(self) -> str | None:
        """The part that holds the document itself."""
        return self.related("", _MAIN)


class _Doctype(Exception):
    pass


class _Begun(Exception):
    pass


def _doctype(*_: object) -> NoReturn:
    raise _Doctype


def _begun(*_: object) -> NoReturn:
    raise _Begun
