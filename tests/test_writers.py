"""What kprlint writes into files is written by `source/writing.py` alone: whole, synced, and then renamed."""

import ast
from collections.abc import Iterator

from tests.test_structure import modules

# The one that writes, the one that makes the folders in which it does so, and what makes a secret for its owner's eyes, once.
MAY = {"source/writing.py", "source/staging.py", "lint/cache.py"}
_METHODS = {"write_text", "write_bytes", "touch", "symlink_to", "hardlink_to"}
_OF_MODULES = {
    "os": {
        "open",
        "replace",
        "rename",
        "renames",
        "link",
        "symlink",
        "truncate",
        "mkfifo",
        "mknod",
    },
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move"},
}
# How a stream in memory is called, into which a zip may be written.
_IN_MEMORY = {"stream", "buffer", "packed"}


def writes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The calls of a module that write or name a file, with their lines."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="open") if _mode(node, 1) & set("wax+"):
                yield node.lineno, "open"
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _OF_MODULES:
                if name in _OF_MODULES[module] and not _only_reads(node):
                    yield node.lineno, f"{module}.{name}"
            case ast.Attribute(attr="open") if _mode(node, 0) & set("wax+"):
                yield node.lineno, ".open"
            case ast.Attribute(attr="ZipFile") | ast.Name(id="ZipFile") if _mode(node, 1) & set(
                "wax"
            ):
                if (
                    not isinstance(node.args[0], ast.NamedExpr)
                    and ast.unparse(node.args[0]) not in _IN_MEMORY
                ):
                    yield node.lineno, "ZipFile"
            case ast.Attribute(attr=name) if name in _METHODS:
                yield node.lineno, f".{name}"


def _only_reads(call: ast.Call) -> bool:
    """`os.open` of what nothing is written into."""
    said = ast.unparse(call)
    return "O_RDONLY" in said or "devnull" in said


def _mode(call: ast.Call, at: int) -> set[str]:
    said = [k.value for k in call.keywords if k.arg == "mode"] + call.args[at : at + 1]
    return {
        c
        for one in said
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
        for c in one.value
    }


def test_only_the_writer_writes() -> None:
    found = [
        f"{path}:{line} {what}"
        for path, tree in modules()
        if path not in MAY
        for line, what in writes(tree)
    ]
    assert not found


def test_such_calls_are_seen() -> None:
    for code in ("open('x', 'w')", "open('x', mode='ab')", "p.open('r+')", "p.write_text('x')", "os.open(p, f)", "ZipFile(p, 'w')",
                 "zipfile.ZipFile('x', mode='a')", "shutil.copy(a, b)", "os.replace(a, b)"):  # fmt: skip
        assert list(writes(ast.parse(code))), code
    for code in ("open('x')", "open(h, 'rb')", "p.open()", "ZipFile(p)", "text.replace('a', 'b')"):
        assert not list(writes(ast.parse(code))), code
