"""What the files said when a workbook was made, kept in the workbook itself on a hidden sheet.

With it `apply` knows what was changed in the sheet, and what in the files meanwhile. It is data that people may
have had in their hands: nothing of it is taken for more than a text to compare with.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kprlint.errors import InputError
from kprlint.sheet.flat import cleaned

_FORM = "kprlint 1"
# Of 32,767 characters that a cell can hold.
_A_CELL = 30_000
_MOST = 64 * 1024 * 1024


class Record(NamedTuple):
    """The plan's folder, its quarter, and each file's text by its name."""

    plan: str
    period: str
    texts: Mapping[str, bytes]


def rows(record: Record) -> list[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    texts = {name: data.decode("latin-1") for name, data in record.texts.items()}
    packed = base64.b64encode(zlib.compress(json.dumps(texts).encode())).decode()
    parts = [packed[at : at + _A_CELL] for at in range(0, len(packed), _A_CELL)]
    facts = [("kprlint", _FORM), ("plan", cleaned(record.plan)), ("period", record.period)]
    return [*facts, *(("text", part) for part in parts)]


def read(cells: Sequence[Sequence[str]]) -> Record:
    """The record that those rows are; raises InputError."""
    told: dict[str, list[str]] = {}
    for row in cells:
        if len(row) >= 2 and row[0]:
            told.setdefault(row[0], []).append(row[1])
    facts = {key: values[0] for key, values in told.items()}
    try:
        if facts["kprlint"] != _FORM:
            raise ValueError
        packed = base64.b64decode("".join(told["text"]), validate=True)
        inflating = zlib.decompressobj()
        data = inflating.decompress(packed, _MOST)
        if inflating.unconsumed_tail or not inflating.eof:
            raise ValueError
        texts = json.loads(data)
        found = {str(name): str(text).encode("latin-1") for name, text in texts.items()}
        return Record(facts["plan"], facts["period"], found)
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        binascii.Error,
        zlib.error,
    ):
        raise InputError(
            "the hidden sheet with what the files said at the export is damaged; export again, and copy what you have "
            "changed into the new sheet"
        ) from None
