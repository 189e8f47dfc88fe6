"""The formats of a paper, one file each: ``write(paper, look) -> bytes``, the same bytes for the same paper."""

from importlib import import_module
from typing import Any

from kprlint.errors import InputError
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper
from kprlint.wording import install

# format → the suffix of its file, and the extra that it needs.
FORMATS = {
    "html": (".html", "html"),
    "docx": (".docx", "docx"),
    "pdf": (".pdf", "pdf"),
    "csv": (".zip", ""),
    "parquet": (".zip", "parquet"),
    "json": (".json", ""),
    "md": (".md", ""),
}


def write(paper: Paper, look: Look, name: str, **options: Any) -> bytes:
    """The paper in the format `name`; raises InputError where a library of an extra is missing."""
    try:
        module = import_module(f"kprlint.publish.formats.{name}_format")
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("kprlint"):
            raise
        extra = FORMATS[name][1]
        raise InputError(f"to write {name}, install what it needs: {install(extra)}") from None
    data: bytes = module.write(paper, look, **options)
    return data
