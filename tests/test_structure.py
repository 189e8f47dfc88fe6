"""How the house is built: imports run one way, English is in one place, and its words are data."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kprlint"
# From the lowest floor to the highest; those of one row do not know each other.
FLOORS = (
    {"characters"},
    {"documentation", "errors", "printing", "shell", "wording"},
    {"model"},
    {"words"},
    {"git", "source"},
    {"prose"},
    {"promises"},
    {"project"},
    {"rules"},
    {"lint"},
    {"output"},
    {"change", "importing"},
    {"cycle", "report", "starting"},
    {"forms", "publish", "sheet"},
    {"agenda"},
    {"lsp", "site"},
    {"api", "demo"},
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


def test_no_module_imports_itself_round_about() -> None:
    """In the language floor, where small modules stand on each other, at the time of import."""
    graph: dict[str, set[str]] = {}
    for path, tree in modules("prose"):
        name = "kprlint." + path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        graph[name] = {there for there in _at_import(tree) if there != name}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way, name))
        if name not in done:
            for there in sorted(graph.get(name, ())):
                visit(there, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def _at_import(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kprlint."):
            folder = PACKAGE.joinpath(*node.module.split(".")[1:])
            inner = [one.name for one in node.names if (folder / f"{one.name}.py").exists()]
            yield from (f"{node.module}.{name}" for name in inner)
            if len(inner) < len(node.names):
                yield node.module


def test_no_file_is_long() -> None:
    long = [
        path
        for path, _ in modules()
        if len((PACKAGE / path).read_text(encoding="utf-8").splitlines()) > LONGEST
    ]
    assert not long


# Words of our own files (fields, kinds of YAML, names of rules), which are no English of the reports.
_NOT_PROSE = (
    "rules/base.py",
    "rules/discover.py",
    "rules/pages.py",
    "rules/file/",
    "rules/dates/invalid_date.py",
    "rules/status/unexplained",
    "rules/text/text_in_quotes.py",
)
_WORD = re.compile(r"[a-z][a-z'’]*")
_FEW = 3


def lists_of_words(tree: ast.Module) -> Iterator[int]:
    """The lines on which more than three words are listed: in a text that is split, or in brackets.

    A mapping is no list: it says what the code makes of each word, a number, a day or a kind of its own. One that has
    truth or nothing behind its words is a list all the same.
    """
    slots = set[int]()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "split"
            and isinstance(node.func.value, ast.Constant)
        ):
            yield node.lineno
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in (
            "__slots__",
            "__all__",
        ):
            slots.add(id(node.value))
        if isinstance(node, ast.Set | ast.List | ast.Tuple) and id(node) not in slots:
            said: list[ast.expr | None] = [*node.elts]
        elif isinstance(node, ast.Dict) and not any(map(_is_made_of, node.values)):
            said = [*node.keys]
        else:
            continue
        words = [
            one.value
            for one in said
            if isinstance(one, ast.Constant)
            and isinstance(one.value, str)
            and _WORD.fullmatch(one.value)
        ]
        if len(words) > _FEW:
            yield node.lineno


def _is_made_of(value: ast.expr) -> bool:
    return not (isinstance(value, ast.Constant) and value.value in (True, False, None, ""))


def test_words_are_listed_as_data() -> None:
    found = [
        f"{path}:{line}"
        for folder in ("prose", "promises", "rules")
        for path, tree in modules(folder)
        if not path.startswith(_NOT_PROSE)
        for line in lists_of_words(tree)
    ]
    assert not found


def test_each_group_of_a_list_has_its_reason() -> None:
    """A line of reasons stands above each entry, or above the group that it opens."""
    for path in sorted((PACKAGE / "prose/data").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), path.name
        assert all(line == line.rstrip() and line for line in lines), path.name


def _defined(name: str) -> list[str]:
    """The modules which define a function of this name."""
    return [
        path
        for path, tree in modules()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("sentences", "prose/text.py"),
        ("tokens", "prose/text.py"),
        ("stem", "prose/similarity.py"),
        ("deadline", "prose/steps/deadline.py"),
    ],
)
def test_there_is_one_definition(name: str, where: str) -> None:
    assert _defined(name) == [where]


@pytest.mark.parametrize(
    ("word", "where"),
    [
        ("February", {"model/due.py"}),
        ("upheld", {"prose/data/irregular.txt"}),
        ("seventeenth", {"prose/data/numbers.txt"}),
        ("viz", {"prose/data/abbreviations.txt"}),
    ],
)
def test_there_is_one_table(word: str, where: set[str]) -> None:
    """Of months, of irregular pasts, of small numbers, and of what does not end a sentence."""
    files = [path for path in PACKAGE.rglob("*.*") if path.suffix in (".py", ".txt")]
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in files
        if path.stem != "spelling" and re.search(rf"\b{word}\b", _without_docs(path))
    }
    assert found == where


def _without_docs(path: Path) -> str:
    """What a file says, without its comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant("")
    return ast.unparse(tree)
