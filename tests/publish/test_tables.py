"""The tables of a paper and of all quarters, as their users read them: frictionless, DuckDB, pandas."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any, cast

import duckdb
import frictionless
import pandas
import pytest

from tests.publish.test_paper import kprlint
from tests.publish.test_truth import activity, commit, git, register

ROOT = Path(__file__).parents[2]
QUARTERS = ["2023/24 Q2", "2023/24 Q3"]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """Two quarters in git; in the second each way in which a step can end, and one activity without a report."""
    folder = tmp_path / "council"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    (folder / "kprlint.toml").write_text('[publish]\nlicence = "OGL-UK-3.0"\n')
    register(folder, "KA.01.01", "KA.01.02")
    activity(folder, "KA.01.01", steps=(
        "  - {action: Mend the bank, due: 2023-12}\n  - {action: Sow the reeds, due: 2024-01}\n"
        "  - {action: Fence the pond, due: 2024-03}\n  - {action: Walk the banks, due: ongoing}"
    ))  # fmt: skip
    activity(folder, "KA.01.02")
    commit(folder)
    register(folder, "KA.01.01", "KA.01.02", quarter="2023/24 Q3")
    activity(folder, "KA.01.01", quarter="2023/24 Q3", steps=(
        "  - {action: Mend the bank, due: 2023-12, done: 2023-12-08}\n"
        "  - {action: Sow rushes, due: 2024-04, was: Sow the reeds, moved: The seed came late, update: Half is sown}\n"
        "  - {action: Fence the pond, due: 2024-03, dropped: The ducks need the bank}\n"
        "  - {action: Walk the banks, due: ongoing, update: Two leaks were found}"
    ))  # fmt: skip
    commit(folder)
    return folder


def unpacked(council: Path, kind: str, *options: str) -> Path:
    done = kprlint(council, "publish", "--format", kind, "--output", "-", *options)
    assert done.returncode == 0, done.stderr.decode()
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as parts:
        parts.extractall(council.parent / "councils" / kind)
    return council.parent / "councils" / kind


def query(sql: str) -> list[Any]:
    return cast("Any", duckdb.sql(sql)).fetchall()  # type: ignore[no-any-return]


@pytest.mark.parametrize("options", [(), ("--all-quarters",)], ids=["one", "all"])
def test_the_package_is_valid_keys_and_types_and_all(
    council: Path, options: tuple[str, ...]
) -> None:
    folder = unpacked(council, "csv", *options)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert report.stats["tasks"] == 8
    described = json.loads((folder / "datapackage.json").read_text())
    assert described["licenses"][0]["path"].startswith("https://www.nationalarchives.gov.uk/")


def test_each_step_says_what_became_of_it(council: Path) -> None:
    folder = unpacked(council, "csv")
    steps = pandas.read_csv(folder / "next_steps.csv", keep_default_na=False)
    mine = steps[steps.code == "KA.01.01"]
    columns = ["action", "due", "outcome", "done_from", "said", "moved", "update"]
    assert mine[columns].values.tolist() == [
        ["Sow rushes", "2024-04", "open", "", "", "The seed came late", "Half is sown"],
        ["Walk the banks", "ongoing", "open", "", "", "", "Two leaks were found"],
        ["Mend the bank", "2023-12", "done", "2023-12-08", "", "", ""],
        ["Fence the pond", "2024-03", "dropped", "", "The ducks need the bank", "", ""],
    ]
    words = pandas.read_csv(folder / "earlier_words.csv")
    assert words[["number", "was"]].values.tolist() == [[1, "Sow the reeds"]]


def test_all_quarters_are_long_tables(council: Path) -> None:
    folder = unpacked(council, "csv", "--all-quarters")
    found = query(
        f"SELECT quarter, count(*), count(*) FILTER (reported) FROM '{folder}/activities.csv' GROUP BY ALL ORDER BY ALL"
    )
    assert found == [(QUARTERS[0], 2, 2), (QUARTERS[1], 2, 1)]


def test_parquet_has_the_same_rows_as_csv_with_types(council: Path) -> None:
    tables, typed = (
        unpacked(council, "csv", "--all-quarters"),
        unpacked(council, "parquet", "--all-quarters"),
    )
    described = json.loads((typed / "datapackage.json").read_text())
    for resource in described["resources"]:
        name = Path(resource["path"]).stem
        columns = [field["name"] for field in resource["schema"]["fields"]]
        texts = ", ".join(f'"{column}"::VARCHAR' for column in columns)
        one = query(f"SELECT {texts} FROM read_csv('{tables}/{name}.csv', all_varchar=true)")
        assert one == query(f"SELECT {texts} FROM '{typed}/{name}.parquet'"), name
    kinds = dict(
        query(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{typed}/next_steps.parquet')")
    )
    assert (kinds["number"], kinds["due_to"], kinds["said"]) == ("BIGINT", "DATE", "VARCHAR")


def test_the_same_history_gives_the_same_bytes(council: Path) -> None:
    for kind in ("csv", "parquet"):
        arguments = ("publish", "--format", kind, "--all-quarters", "--output", "-")
        assert kprlint(council, *arguments).stdout == kprlint(council, *arguments).stdout


def test_the_recipe_for_many_councils_runs(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked(council, "parquet", "--all-quarters")
    monkeypatch.chdir(council.parent)
    recipe = re.search(r"```sql\n(.*?)```", (ROOT / "docs/publish.md").read_text(), re.DOTALL)
    assert recipe
    assert query(recipe[1]) == [
        ("Fen Council", QUARTERS[0], "on-track", 2),
        ("Fen Council", QUARTERS[1], "on-track", 1),
    ]


def test_all_quarters_are_tables_alone(council: Path) -> None:
    done = kprlint(council, "publish", "--all-quarters")
    assert done.returncode == 2
    assert b"--all-quarters is for csv and parquet" in done.stderr
