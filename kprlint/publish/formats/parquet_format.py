"""The tables as Parquet, in a zip with their description: typed columns, for those who put many councils together."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from kprlint.publish.archive import archive
from kprlint.publish.look import Look
from kprlint.publish.package import described, field_type
from kprlint.publish.paper import Paper
from kprlint.publish.tables import TABLES, Row, tables

_TYPES = {"string": pa.string(), "integer": pa.int64(), "date": pa.date32()}


def write(paper: Paper, look: Look, *, earlier: Sequence[Paper] = ()) -> bytes:
    """The tables of a paper, and of `earlier` ones, the newest first."""
    papers = (paper, *earlier)
    rows = tables(papers)
    files = [("datapackage.json", described(papers, look, "parquet").encode())]
    files += [(f"{name}.parquet", _file(name, rows[name])) for name in TABLES]
    return archive(files)


def _file(name: str, rows: Iterable[Row]) -> bytes:
    columns = [(column, field_type(name, column)) for column in TABLES[name].all]
    schema = pa.schema([(column, _TYPES[kind]) for column, kind in columns])
    cells = [{column: _cell(row.get(column), kind) for column, kind in columns} for row in rows]
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(cells, schema), stream, compression="zstd")
    return stream.getvalue()


def _cell(value: object, kind: str) -> object:
    if value in (None, ""):
        return None
    return date.fromisoformat(str(value)) if kind == "date" else value
