"""How the house is built: imports run one way, English is in one place, and its words are data."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "kprlint"
# From the lowest floor to the highest; those of one row do not know each other.
FLOORS = (
    {"errors"},
    {"model"},
    {"git", "source"},
    {"prose"},
    {"project"},
    {"promises"},
    {"rules"},
    {"lint"},
    {"output"},
    {"change", "importing"},
    {"publish", "report"},
    {"demo"},
    {"cli"},
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}
LONGEST = 400


def modules(folder: str = "") -> Iterator[tuple[str, ast.Module]]:
    """The modules below a folder of the package, each as its path and its syntax."""
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        yield (
            path.relative_to(PACKAGE).as_posix(),
            ast.parse(path.read_text(encoding="utf-8"), str(path)),
        )


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The parts of the package that a module imports, wherever in it, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = (
                [f"{node.module}.{one.name}" for one in node.names]
                if node.module == "kprlint"
                else [node.module]
            )
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        else:
            continue
        for name in names:
            if name.startswith("kprlint."):
                yield node.lineno, name


def test_every_part_has_its_floor() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert parts - {"__init__", "__pycache__"} == LEVEL.keys()


def test_no_import_goes_up() -> None:
    wrong = []
    for path, tree in modules():
        here = path.split("/")[0].removesuffix(".py")
        if here == "__init__":
            continue
        for line, name in imported(tree):
            there = name.split(".")[1]
            if there == here or there not in LEVEL:
                continue
            if LEVEL[there] >= LEVEL[here]:
                wrong.append(f"{path}:{line} imports {name}")
    assert not wrong
