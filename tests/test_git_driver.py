"""kprlint git-driver: what git shows of real repositories, and what the text of a file shows of it."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kprlint.cli import main
from kprlint.cli.git_driver import textconv_command
from kprlint.cli.textconv import view
from kprlint.source.schema import load
from kprlint.source.text import decode
from kprlint.source.yaml import parse
from tests.conftest import Run, write
from tests.plans import REGISTER, activity
from tests.source.strategies import Written, any_text, damaged_documents, documents

ROOT = Path(__file__).parents[1]
PLAN = "activities/2023-24"
FILE = f"{PLAN}/KA.03.04.yaml"
KPRLINT = [sys.executable, "-m", "kprlint"]

settings.register_profile("patient", settings.default, deadline=None)
settings.load_profile("patient")


# What is shown of a file

ACTIVITY = r"""
# Nobody sees this line.
next_steps:
  - {owner: Housing, due: 2024-11, action: "Put up the monitors. They are back from repair."}
  - Renew the lease
  - action: Ask the county
  - action: Wait
    owner: Regulatory Services
status:   'Amber'   # nor this one
status_reason: |
  Two monitors were stolen.
  Replacements arrive in November.
title: Keep the air clean
code: KA.03.04
lead:
  - Housing
  - Regulatory Services
as_at: 2023-10-31
progress: [The report was sent, "C:\\Reports has it.\e[2J"]
colour: {paint: [blue, [green, {a: b}], []], "": {}}
portfolio:
"""

SHOWN = r"""Code: KA.03.04
Title: Keep the air clean
Lead:
- Housing
- Regulatory Services
Portfolio:
As at: 2023-10-31
Status: Amber
Status reason: Two monitors were stolen.\n
  Replacements arrive in November.\n
Progress:
- The report was sent
- C:\\Reports has it.\x1b[2J
Next steps:
- Put up the monitors.
  They are back from repair. (due 2024-11, owner Housing)
- Renew the lease
- Ask the county (no due date)
- Wait (owner Regulatory Services)
Other fields:
  colour:
    : {}
    paint:
    - blue
    -
      - green
      * a: b
    - []
"""


def shown(data: bytes | str) -> str:
    return view(data.encode() if isinstance(data, str) else data).decode()


def test_an_activity() -> None:
    assert shown(ACTIVITY) == SHOWN


def test_a_register() -> None:
    text = shown(REGISTER)
    assert "\nStatuses:\n  Amber:\n    kind: at-risk\n" in text
    assert "\n  Green:\n    kind: on-track\n    aliases:\n    - On track\n" in text
    assert (
        "\nObjectives:\n* number: 3\n  title: A sustainable environment\n  activities:\n"
        "  - KA.03.04\n  - KA.03.05\nRetired:\n  KA.03.03: merged into KA.03.04 in May 2023\n"
    ) in text


@pytest.mark.parametrize("name", ["activity", "plan"])
def test_no_field_of_a_schema_is_among_the_others(name: str) -> None:
    fields = load(name)["properties"]
    assert "Other" not in shown("".join(f"{field}: x\n" for field in fields))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "activities").glob("*/*.yaml")), ids=lambda p: "/".join(p.parts[-2:])
)
def test_all_words_of_the_real_plans_are_shown(path: Path) -> None:
    data = path.read_bytes()
    text = " ".join(shown(data).split())
    for scalar in parse(data.decode()).scalars:
        words = " ".join(scalar.text.split())
        # The keys of a step are told by its bracket.
        step = words in ("action", "due", "owner")
        assert step or words in text or words.replace("_", " ").capitalize() in text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"# nothing but a comment\n",
        b"{}\n",
        b"- a list\n",
        b"text\n",
        b"code: [\n",
        b"code: \xff\n",
        b"\xff\xfec\x00o\x00d\x00e\x00",
        b"title: a\0b\n",
        b"a: " + b"[" * 40 + b"]" * 40,
        b"title: " + b"long " * 300_000,
        # In these the tree is not all that the file holds.
        b"status: Green\nstatus: Red\n",
        b"next_steps:\n- {action: A, action: B}\n",
        b"lead: &x A\nportfolio: *x\n",
        b"title: !!str A\n",
        b"%YAML 1.2\n---\ntitle: A\n",
        b"title: A\n---\ntitle: B\n",
        "title: A\u2028B\n".encode(),
    ],
    ids=lambda data: repr(data[:24]),
)
def test_what_cannot_be_shown_whole_stays_as_it_is(data: bytes) -> None:
    assert view(data) == data


def test_lines_end_and_begin_with_what_can_be_seen() -> None:
    text = shown(
        'title: " a \\t"\nlead: "\\u202ea\\u2028"\nprogress: [" ", "", "a.  B", "a\\n b"]\n'
    )
    assert text == (
        "Title: \\x20a \\t\nLead: \\u202ea\\u2028\nProgress:\n- \\x20\n-\n- a.  B\n- a\\n\n   b\n"
    )


# Laws of it: as_yaml writes data, and nothing in it is shown differently for how it is written.

_UNPRINTABLE = "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


def as_yaml(data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False)
    return re.sub(_UNPRINTABLE, lambda c: f"\\u{ord(c[0]):04x}", text).encode()


# Each of them is, somewhere in the view, what another value looks like.
_TEXTS = [
    *("", "a", " ", " a", "a ", "\t", "\n", "\na", "a\n", "a\na", "\\n", "a\\na", "\\", "\\x20", "\r"),
    *("-", "- a", "* a: a", "a:", "a: a", ": a", "[]", "\\[]", "{}", "{", "\x1b", "\\x1b", "\u2028"),
    *("abc. A", "abc.\nA", "abc. \nA", "abc.\n  A", "abc. A\n", "abc.  A", "a)", "a (a)", "(due a)"),
    *("a (due a)", "a \\(due a)", "a (owner a)", "a (no due date)", "a (due a, owner a)", " (due a)"),
    *("a (due ", "a, owner a", ", owner ", "due a", "abc. (due a)", "Status: a", "Other fields:"),
]  # fmt: skip
_STEP_TEXTS = [
    *("", "a", " ", "a\n", ")", "(", "(due", ",", ", owner", "a, owner ", ", owner a", "\\", "a)"),
    *("(due a)", "a (due a)", "a (due a, owner a)", "a (owner a)", "(no due date)", "(no due date"),
]  # fmt: skip
_KEYS = ["", "a", " a", "-", "- a", "* a", "a:", "a: a", "a\\:", "\n", "action", "Status", "status"]


_NESTED: tuple[Any, ...] = ([], {}, ["a"], {"a": "a"}, {"action": "a"}, [[]])


def _values() -> Iterator[object]:
    yield from _TEXTS
    yield from (
        [],
        {},
        [[]],
        [{}],
        [[[]]],
        [[], []],
        [["a"]],
        [["a"], "a"],
        [["a", "a"]],
        [[], "a"],
    )
    yield from ([text] for text in _TEXTS)
    yield from (list(pair) for pair in product(_TEXTS, repeat=2))
    for key in _KEYS:
        yield from ({key: text} for text in _TEXTS)
        yield from ([{key: text}] for text in _TEXTS)
        yield from ({key: value} for value in _NESTED)
        yield from ([{key: value}, "a"] for value in (*_NESTED, [{"a": "a"}]))
    for one, other in combinations(_KEYS, 2):
        yield from ({one: "a", other: value} for value in ("", "a", ["a"], {"a": "a"}))
        yield from ([{one: "a", other: "a"}], [{one: "a"}, {other: "a"}], [{one: {other: "a"}}])


def _documents() -> Iterator[dict[str, Any]]:
    for field in ("status", "next_steps", "colour"):
        yield from ({field: value} for value in _values())
    for first, second in combinations(("status", "next_steps", "Status", "Other fields"), 2):
        yield from ({first: a, second: b} for a, b in product(_TEXTS, repeat=2))
    for n in (2, 3):
        for names in (("action", "due"), ("action", "owner"), ("action", "due", "owner")):
            if len(names) == n:
                for texts in product(_STEP_TEXTS, repeat=n):
                    yield {"next_steps": [dict(zip(names, texts, strict=True))]}
    for name in ("action", "due", "owner"):
        yield from ({"next_steps": [{name: v, "action": "a"}]} for v in ([], {}, ["a"], {"a": "a"}))


def test_no_two_of_many_treacherous_files_look_the_same() -> None:
    known: dict[bytes, str] = {}
    for data in _documents():
        # The keys in one order: it makes no difference, so that two of them may be the same data.
        what = json.dumps(data, sort_keys=True)
        text = view(as_yaml(data))
        assert known.setdefault(text, what) == what, text.decode()
    assert len(known) > 20_000


_texts = st.sampled_from(_TEXTS + _STEP_TEXTS) | st.text(
    "a (due)owner,.A\\n:-*[]{}\n\t\x1b", max_size=12
)
_keys = st.sampled_from(["action", "due", "owner", "number", "title", *_KEYS]) | _texts
_data = st.recursive(
    _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=8,
)
_fields = st.sampled_from(
    ["status", "progress", "next_steps", "statuses", "objectives", "retired", "colour", "Status"]
)
_files = st.dictionaries(_fields | _keys, _data, min_size=1, max_size=4)


def _places(data: object) -> Iterator[tuple[str | int, ...]]:
    yield ()
    children = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, child in children:
        yield from ((key, *rest) for rest in _places(child))


def _changed(data: object, place: tuple[str | int, ...], new: object) -> object:
    if not place:
        return new
    here, *rest = place
    if isinstance(data, dict):
        return {k: _changed(v, tuple(rest), new) if k == here else v for k, v in data.items()}
    assert isinstance(data, list)
    return [_changed(v, tuple(rest), new) if i == here else v for i, v in enumerate(data)]


@settings(max_examples=1000)
@given(_files, st.data())
def test_every_change_of_a_value_is_shown(file: dict[str, object], more: st.DataObject) -> None:
    place = more.draw(st.sampled_from([p for p in _places(file) if p]))
    other = _changed(file, place, more.draw(_data))
    assert (view(as_yaml(other)) == view(as_yaml(file))) == (other == file)


@settings(max_examples=300)
@given(_files, st.randoms(use_true_random=False))
def test_the_order_of_keys_is_not_shown(file: dict[str, object], random: object) -> None:
    def turned(data: object) -> object:
        if isinstance(data, dict):
            return {key: turned(data[key]) for key in reversed(data)}
        return [turned(item) for item in data] if isinstance(data, list) else data

    assert view(as_yaml(turned(file))) == view(as_yaml(file))


def _filled(data: object) -> object:
    """Nothing at all is what an empty text is."""
    if isinstance(data, dict):
        return {key: _filled(value) for key, value in data.items()}
    return [_filled(item) for item in data] if isinstance(data, list) else data or ""


@settings(max_examples=500)
@given(documents())
def test_quotes_comments_and_layout_are_not_shown(document: Written) -> None:
    data = document.text.encode()
    if isinstance(document.data, dict) and document.data and not decode(data)[1]:
        assert view(data) == view(as_yaml(_filled(document.data)))


@given(_files)
def test_no_line_of_it_can_move_the_cursor(file: dict[str, object]) -> None:
    text = shown(as_yaml(file))
    assert text.endswith("\n")
    assert all(line and (line.replace("\t", "").isprintable()) for line in text[:-1].split("\n"))
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


# kprlint git-driver textconv


_junk = st.binary() | (any_text | damaged_documents).map(lambda t: t.encode("utf-8", "replace"))
_damaged = st.builds(
    lambda data, at, junk: data[: at % len(data)] + junk + data[at % len(data) :],
    st.sampled_from([activity().encode(), REGISTER.encode()]),
    st.integers(0, 2000),
    st.binary(max_size=8),
)


@settings(max_examples=500)
@given(data=_junk | _damaged)
def test_textconv_never_fails(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(data)
    result = CliRunner().invoke(main, ["git-driver", "textconv", str(file)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == view(data)


def test_textconv_of_what_is_no_file(tmp_path: Path) -> None:
    for name in (
        tmp_path / "missing",
        tmp_path,
        f"{tmp_path}/a\0b",
        tmp_path / "\udcff\x1b[2J",
        "",
    ):
        result = CliRunner().invoke(main, ["git-driver", "textconv", "--", str(name)])
        assert (result.exit_code, result.stdout) == (0, "")
        assert re.fullmatch(r"note: [^\n\x1b]* is not shown as text: [^\n]+\n", result.stderr)


def test_textconv_when_something_is_wrong_with_kprlint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: bytes) -> bytes:
        raise RecursionError("too deep")

    monkeypatch.setattr("kprlint.cli.textconv.view", broken)
    file = write(tmp_path / "KA.03.04.yaml", activity())
    result = CliRunner().invoke(main, ["git-driver", "textconv", str(file)])
    assert (result.exit_code, result.stdout) == (0, activity())
    assert "RecursionError" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="sh and /dev are not there")
@pytest.mark.parametrize(
    "end", [">&-", "2>&- >&-", ">/dev/full", "2>/dev/full", "| :", "</dev/null"]
)
def test_textconv_with_no_reader(tmp_path: Path, end: str) -> None:
    write(tmp_path / "KA.yaml", "title: " + "word " * 100_000)
    if "2>" in end:
        (tmp_path / "KA.yaml").unlink()
    script = f"{shlex.join(KPRLINT)} git-driver textconv KA.yaml {end}"
    # Of a pipe sh tells how its last command ended.
    told = (
        f"{{ {script.replace('|', '; echo $? >code; } |')}"
        if "|" in end
        else f"{script}; echo $? >code"
    )
    done = subprocess.run(
        ["sh", "-c", told], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (tmp_path / "code").read_text() == "0\n"
    assert done.stderr == ""


def test_the_command_is_words_to_sh() -> None:
    for python in (
        "/usr/bin/python3",
        "C:\\Program Files\\Python 3.12\\python.exe",
        "/it's/$HOME/`x`",
    ):
        command = textconv_command(python)
        assert shlex.split(command)[2] == python
        script = f'set -- {command[len("f() { ") : command.index("||")]}; printf %s "$1"'
        if os.name != "nt":
            assert (
                subprocess.run(["sh", "-c", script], capture_output=True).stdout.decode() == python
            )


# git


class Repository:
    """A work tree; whoever uses it stands in its top folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def commit(self, name: str, content: str | bytes) -> None:
        write(self.folder / name, content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Update")

    def kprlint(
        self, *arguments: str, code: int = 0, **env: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*KPRLINT, "git-driver", *arguments],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            env=os.environ | env,
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done

    @property
    def config(self) -> Path:
        return self.folder / ".git/config"

    @property
    def attributes(self) -> Path:
        return self.folder / ".git/info/attributes"

    def settings(self) -> tuple[bytes, bytes | None]:
        there = self.attributes.exists()
        return self.config.read_bytes(), self.attributes.read_bytes() if there else None


Make = Callable[..., Repository]


@pytest.fixture
def make(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Make:
    """Makes repositories, with git's settings of a machine that has none but a user's name."""
    file = tmp_path_factory.mktemp("home") / "gitconfig"
    file.write_text("[user]\n\tname = An Officer\n\temail = officer@council.example\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(file))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_PAGER", "cat")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return lambda name="council": Repository(tmp_path / name)


BEFORE = activity(status="Green")
AFTER = "# Quoted anew\n" + activity(
    status='"Amber"',
    next_steps="\n- {due: 2024/25 Q1, action: Choose the places for the new monitors}",
)
CHANGES = [
    "-Status: Green",
    "+Status: Amber",
    "-- Choose the places for the new monitors (due 2023/24 Q4)",
    "+- Choose the places for the new monitors (due 2024/25 Q1)",
]


def changes(diff: str) -> list[str]:
    return [line for line in diff.splitlines() if re.match(r"[-+](?!--|\+\+ )|---? [^ab/]", line)]


@pytest.mark.parametrize("name", ["council", "a council's repository, in “quotes”"])
def test_git_shows_the_text(make: Make, name: str) -> None:
    repository = make(name)
    repository.commit(FILE, BEFORE)
    repository.kprlint("install", "--local")
    write(repository.folder / FILE, AFTER)
    assert changes(repository.git("diff")) == CHANGES
    assert "\n+status: " in repository.git("diff", "--no-textconv")
    repository.commit(FILE, AFTER)
    assert changes(repository.git("log", "-p", "-1", "--format=")) == CHANGES
    assert "+Title: Keep the air clean" in repository.git("log", "-p", "--format=")
    assert changes(repository.git("show", "--format=")) == CHANGES
    assert not repository.git("status", "--porcelain")
    repository.commit(f"{PLAN}/plan.yaml", REGISTER)
    assert "+* number: 3\n" in repository.git("show", "--format=")


def test_what_git_shows_of_files_that_are_no_activities(make: Make) -> None:
    repository = make()
    repository.kprlint("install", "--local")
    for name, before, after in (
        (f"{PLAN}/KA.01.01.yaml", b"status: [\n", b"status: [a\n"),
        (f"{PLAN}/KA.01.02.yaml", b"\0\xff\n", b"\0\xfe\n"),
        (f"{PLAN}/KA.01.03.yaml", b"", b"- a\n"),
        (f"{PLAN}/notes.txt", b"status: Green\n", b"status: Red\n"),
        ("other/2023-24/KA.01.01.yaml", b"status: Green\n", b"status: Red\n"),
    ):
        repository.commit(name, before)
        write(repository.folder / name, after)
        diff = subprocess.run(
            ["git", "diff"], cwd=repository.folder, capture_output=True, check=True
        )
        assert b"+" + after in diff.stdout
        assert not diff.stderr
        repository.git("rm", "--quiet", "--force", name)
        repository.git("diff", "--cached")
        repository.git("commit", "--quiet", "--message", "Delete")


def test_a_comment_alone_shows_nothing(make: Make) -> None:
    repository = make()
    repository.kprlint("install", "--local")
    repository.commit(FILE, BEFORE)
    write(repository.folder / FILE, "# Why\n" + BEFORE)
    assert repository.git("diff") == ""
    assert "+# Why" in repository.git("diff", "--no-textconv")


def test_a_program_in_the_work_tree_is_not_run(make: Make) -> None:
    repository = make()
    repository.commit(FILE, BEFORE)
    repository.kprlint("install", "--local")
    for name in ("click.py", "kprlint/__init__.py", "kprlint/__main__.py", "re.py"):
        write(repository.folder / name, "raise SystemExit('not ours')")
    write(repository.folder / FILE, AFTER)
    assert changes(repository.git("diff")) == CHANGES


@pytest.mark.skipif(os.name == "nt", reason="a symbolic link stands in for the Python that goes")
def test_when_its_python_is_gone_git_shows_the_files(make: Make, tmp_path: Path) -> None:
    repository = make()
    repository.commit(FILE, BEFORE)
    repository.kprlint("install", "--local")
    config = repository.config.read_text()
    repository.config.write_text(config.replace(sys.executable, str(tmp_path / "gone/python")))
    write(repository.folder / FILE, AFTER)
    done = subprocess.run(["git", "diff"], cwd=repository.folder, capture_output=True, check=True)
    assert b'+status: "Amber"' in done.stdout
    repository.kprlint("install", "--local")
    assert changes(repository.git("diff")) == CHANGES


ATTRIBUTES = [
    None,
    b"",
    b"*.png binary\n",
    b"*.png binary",
    b"\n\n*.png binary\r\n",
    b"# \xff\nactivities/*/*.yaml diff=kprlint\n*.yaml text",
    b"activities/*/*.yaml diff=kprlint",
]


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("section", ["", '[diff "kprlint"]\n\tcachetextconv = true\n\t# mine\n'])
def test_uninstall_leaves_all_as_it_was(make: Make, attributes: bytes | None, section: str) -> None:
    repository = make()
    if attributes is not None:
        write(repository.attributes, attributes)
    with repository.config.open("a") as config:
        config.write(section)
    before = repository.settings()
    assert "nothing to take out" in repository.kprlint("uninstall").stdout
    assert repository.settings() == before

    repository.kprlint("install", "--local")
    installed = repository.settings()
    assert installed[0] != before[0]
    assert (installed[1] or b"").startswith(attributes or b"")
    value = "diff: kprlint\n"
    assert repository.git("check-attr", "diff", FILE).endswith(value)
    repository.kprlint("install", "--local")
    assert repository.settings() == installed

    repository.kprlint("uninstall")
    assert repository.settings() == before
    assert "nothing to take out" in repository.kprlint("uninstall").stdout
    assert repository.settings() == before


@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_what_was_written_since_stays(make: Make, attributes: bytes | None) -> None:
    repository = make()
    if attributes is not None:
        write(repository.attributes, attributes)
    repository.kprlint("install", "--local")
    with repository.attributes.open("ab") as file:
        file.write(b"*.jpg binary\n")
    # Another folder of plans, before anybody has taken the first line out.
    write(repository.folder / "kprlint.toml", 'root = "plans"\n')
    repository.kprlint("install", "--local")
    repository.kprlint("uninstall")
    line = b"\n" if attributes and not attributes.endswith(b"\n") else b""
    assert repository.settings()[1] == (attributes or b"") + line + b"*.jpg binary\n"


def test_another_setting_is_left_alone(make: Make) -> None:
    repository = make()
    repository.git("config", "diff.kprlint.textconv", "my-own-script")
    before = repository.settings()
    assert "'my-own-script'" in repository.kprlint("install", "--local", code=2).stderr
    assert repository.settings() == before
    repository.kprlint("uninstall")
    assert repository.settings() == before


@pytest.mark.parametrize(
    ("root", "line"),
    [
        ("plans", "plans/*/*.yaml diff=kprlint"),
        ("a/b/", "a/b/*/*.yaml diff=kprlint"),
        (".", "*/*.yaml diff=kprlint"),
        ("our plans", '"our plans/*/*.yaml" diff=kprlint'),
        ("Pläne", "Pläne/*/*.yaml diff=kprlint"),
        ("#[a]*!", r"\#\[a\]\*\!/*/*.yaml diff=kprlint"),
        ('a "\n[b', r'"a \042\012\134[b/*/*.yaml" diff=kprlint'),
    ],
)
def test_the_folder_of_the_plans_is_the_configured_one(make: Make, root: str, line: str) -> None:
    repository = make()
    write(repository.folder / "kprlint.toml", f"root = {json.dumps(root)}\n")
    repository.kprlint("install", "--local")
    lines = repository.attributes.read_text("utf-8").splitlines()
    assert lines[1:] == [line]
    for name, value in (
        (f"{root.strip('/')}/2023-24/KA.03.04.yaml", "kprlint"),
        (f"{root.strip('/')}/2023-24/deep/KA.03.04.yaml", "unspecified"),
        ("other/x/KA.03.04.yaml", "unspecified"),
    ):
        told = repository.git("check-attr", "-z", "diff", name).split("\0")
        assert told[2] == value
    before = repository.attributes.read_bytes()
    repository.kprlint("install", "--local")
    assert repository.attributes.read_bytes() == before
    repository.kprlint("uninstall")
    assert not repository.attributes.exists()


def test_from_a_folder_below_with_its_own_configuration(make: Make) -> None:
    repository = make()
    write(repository.folder / "districts/north/kprlint.toml", 'root = "plans"\n')
    below = repository.folder / "districts/north/drafts"
    below.mkdir()
    subprocess.run([*KPRLINT, "git-driver", "install", "--local"], cwd=below, check=True)
    assert b"\ndistricts/north/plans/*/*.yaml diff=kprlint\n" in repository.attributes.read_bytes()
    subprocess.run([*KPRLINT, "git-driver", "uninstall"], cwd=below, check=True)
    assert not repository.attributes.exists()


def test_a_linked_work_tree_shares_it(make: Make, tmp_path: Path) -> None:
    repository = make()
    repository.commit(FILE, BEFORE)
    before = repository.settings()
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked tree"))
    linked = Repository.__new__(Repository)
    linked.folder = tmp_path / "linked tree"
    linked.kprlint("install", "--local")
    assert repository.settings() != before
    for tree in (repository, linked):
        write(tree.folder / FILE, AFTER)
        assert changes(tree.git("diff")) == CHANGES
    linked.kprlint("uninstall")
    assert repository.settings() == before


@pytest.mark.skipif(os.name == "nt", reason="what is printed is for sh")
def test_print_says_what_install_does(make: Make) -> None:
    repository = make("it's a council")
    repository.commit(FILE, BEFORE)
    before = repository.settings()
    script = repository.kprlint("install", "--print").stdout
    assert repository.kprlint("install", "--print", "--local").stdout == script
    assert repository.settings() == before
    assert len(script.splitlines()) == 2
    subprocess.run(["sh", "-ec", script], cwd=repository.folder, check=True)
    write(repository.folder / FILE, AFTER)
    assert changes(repository.git("diff")) == CHANGES
    by_hand = repository.settings()[0]
    repository.kprlint("install", "--local")
    assert repository.settings()[0] == by_hand


def test_what_cannot_be_done(make: Make, tmp_path: Path) -> None:
    repository = make()
    assert "--local" in repository.kprlint("install", code=2).stderr
    assert "--print" in repository.kprlint("install", code=2).stderr
    repository.kprlint("install", "--global", code=2)
    before = repository.settings()
    for arguments in (["install", "--local"], ["install", "--print"], ["uninstall"]):
        without = repository.kprlint(*arguments, code=2, PATH=str(tmp_path / "empty"))
        assert "git is not installed" in without.stderr
        outside = Repository.__new__(Repository)
        outside.folder = tmp_path
        assert "no git repository here" in outside.kprlint(*arguments, code=2).stderr
    inside = Repository.__new__(Repository)
    inside.folder = repository.folder / ".git"
    assert "work tree" in inside.kprlint("install", "--local", code=2).stderr
    write(repository.folder / "kprlint.toml", 'root = "../elsewhere"\n')
    assert "outside" in repository.kprlint("install", "--local", code=2).stderr
    write(repository.folder / "kprlint.toml", "rot = 1\n")
    assert "kprlint.toml:1:1" in repository.kprlint("install", "--local", code=2).stderr
    assert repository.settings() == before
    write(repository.attributes / "a folder", "")
    (repository.folder / "kprlint.toml").unlink()
    for arguments in (["install", "--local"], ["uninstall"]):
        assert "it is a folder" in repository.kprlint(*arguments, code=2).stderr


def test_the_page_about_it_says_what_it_does(run: Run) -> None:
    page = (ROOT / "docs/git-driver.md").read_text("utf-8")
    for command in ("install --local", "install --print", "uninstall"):
        assert f"kprlint git-driver {command}" in page
    assert run("git-driver", "--help").exit_code == 0
