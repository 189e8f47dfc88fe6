"""The document that a PDF of ours was made of, which is attached to it."""

import zlib
from typing import Any

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, resolve1
from pdfminer.utils import decode_text

from kprlint.words.printed import SOURCE

# Attachments that are looked at, two entries each.
_MOST_LOOKED_AT = 64
MOST_ATTACHED = 64 * 1024 * 1024  # bytes of one


def attached(document: Any) -> bytes | None:
    """The document that a PDF of ours was made of; None for any other PDF."""
    names = resolve1(document.doc.catalog.get("Names"))
    files = resolve1(names.get("EmbeddedFiles")) if isinstance(names, dict) else None
    listed = resolve1(files.get("Names")) if isinstance(files, dict) else None
    for entry in (listed or [])[1:_MOST_LOOKED_AT:2]:
        described = resolve1(entry)
        said = (described.get("UF") or described.get("F")) if isinstance(described, dict) else None
        if isinstance(said, bytes) and decode_text(said) == SOURCE:
            return unpacked(resolve1(resolve1(described.get("EF") or {}).get("F")))
    return None


def unpacked(stream: Any) -> bytes | None:
    """What is attached, read only as far as a document may be long: a few bytes may stand for gigabytes."""
    raw = getattr(stream, "rawdata", None)
    if not isinstance(raw, bytes):
        return None
    names = [name for name, _ in stream.get_filters()]
    if not names:
        return raw[:MOST_ATTACHED]
    if len(names) > 1 or names[0] not in LITERALS_FLATE_DECODE:
        return None
    unpacked = zlib.decompressobj().decompress(raw, MOST_ATTACHED)
    return unpacked if len(unpacked) < MOST_ATTACHED else None
