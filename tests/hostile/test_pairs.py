"""What went wrong once: an input and the command that it was given to. The other tests choose the command by the name."""

from pathlib import Path

import pytest

from tests.conftest import write
from tests.hostile.names import EVIL, PLACES
from tests.hostile.running import kprlint
from tests.hostile.tree import FILE, REGISTER, Command
from tests.plans import REGISTER as TEXT
from tests.plans import activity

_WORDS: tuple[tuple[str, str, Command], ...] = (
    ("leads", "title of a terminal", ("export", "ods", "-o", "sheet.ods")),
    ("title of the plan", "section of GitLab", ("export", "ods", "-o", "sheet.ods")),
    ("meaning", "cleared screen", ("export", "xlsx", "-o", "sheet.xlsx")),
    ("name of a folder", "title of a terminal", ("export", "ods", "-o", "sheet.ods")),
    ("comment", "title of a terminal", ("check", "--diff")),
    ("comment", "right to left", ("check", "--diff")),
    ("name of a file", "section of GitLab", ("publish", "--format", "md", "-o", "-")),
    ("name of a file", "section of GitLab", ("publish", "--format", "docx", "-o", "paper.docx")),
    ("name of a file", "right to left", ("publish", "--format", "html", "-o", "-")),
)


@pytest.mark.parametrize(("place", "evil", "command"), _WORDS)
def test_words_in_a_place(tree: Path, place: str, evil: str, command: Command) -> None:
    PLACES[place](tree, EVIL[evil])
    kprlint(tree, *command)


def test_a_patch_for_a_terminal_moves_no_cursor_and_one_in_a_file_is_exact(tree: Path) -> None:
    write(tree / REGISTER, TEXT.replace("Our Plan 2023/24", "Our\u202e Plan\u200b 2023/24"))
    assert "\\u202e" in kprlint(tree, "check", "--diff").out
    kprlint(tree, "check", "--diff", "--output-file", "x.patch")
    assert "\u202e" in (tree / "x.patch").read_text("utf-8")


@pytest.mark.parametrize("command", [("open", "2023/24-Q3", "--force"), ("status",), ("changes",)])
def test_an_older_plan_is_not_taken_for_one_that_cannot_be_read(
    tree: Path, command: Command
) -> None:
    write(tree / REGISTER, TEXT + "x: [")
    done = kprlint(tree, *command)
    assert done.code == 2
    assert "plan.yaml does not say readably which quarter it is in" in done.err
    assert "--plan 2019-20" in done.err


def _many(text: str, count: int) -> str:
    return "".join(text.replace("N", str(number)) for number in range(count))


_LONG: dict[str, tuple[str, str, Command]] = {
    "steps of other words": (
        activity(next_steps=_many("\n  - {action: Build N, was: Let N}", 1_600)),
        TEXT,
        ("due", "--as-of", "2024-09-30"),
    ),
    "steps to be taken out of their past": (
        activity(next_steps=_many("\n  - {action: Build N, was: Let N}", 1_600)),
        TEXT,
        ("open", "2023/24-Q3", "--force"),
    ),
    "leads that nobody knows": (
        activity(lead=f"[{_many('XN, ', 5_000)}]"),
        TEXT.replace("leads: [", f"leads: [{_many('LN, ', 20_000)}"),
        ("check",),
    ),
    "predecessors that nobody knows": (
        activity(continues=f"[{_many('2023-24/KA.09.N, ', 2_500)}]"),
        "codes: 'KA.{objective:02}.{sequence}'\n"
        + TEXT.replace("KA.03.05]", f"{_many('KA.08.N, ', 20_000)}KA.03.05]"),
        ("check",),
    ),
    "words of a paper that nobody knows": (
        activity(),
        f"{TEXT}paper:\n{_many('  pN: x~', 20_000)}".replace("~", "\n"),
        ("check",),
    ),
}


@pytest.mark.parametrize("name", _LONG)
def test_long_files(tree: Path, name: str) -> None:
    file, register, command = _LONG[name]
    write(tree / FILE, file)
    write(tree / REGISTER, register)
    kprlint(tree, *command)


@pytest.mark.parametrize("to", ["/etc/passwd", "../../../../outside/secret", "/dev/zero"])
def test_no_link_lets_text_out_through_a_difference(tree: Path, to: str) -> None:
    (tree / FILE).unlink()
    (tree / FILE).symlink_to(to)
    done = kprlint(tree, "git-driver", "textconv", FILE)
    assert (done.code, done.out) == (0, "")
    assert "is not shown as text" in done.err
