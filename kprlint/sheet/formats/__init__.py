"""The formats of workbooks, one file each: `write` makes one, `read` gives back its sheets."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from kprlint.errors import InputError
from kprlint.sheet.book import Made, ReadSheet
from kprlint.wording import install

FORMATS = ("xlsx", "ods")


class Format(NamedTuple):
    """`write` makes the bytes of a workbook; `read` takes them and the file's name, and raises InputError."""

    write: Callable[[Made], bytes]
    read: Callable[[bytes, str], list[ReadSheet]]


def format_of(name: str) -> Format:
    """The format of that name; raises InputError where its library is not installed."""
    try:
        module = import_module(f"kprlint.sheet.formats.{name}_format")
    except ModuleNotFoundError as error:
        raise InputError(
            f"for {name}, kprlint needs {error.name}, which is not installed", install(name)
        ) from None
    return Format(module.write, module.read)
