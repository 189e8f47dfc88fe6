"""Path patterns of kprlint.toml: what they match, and that none of a stranger's can hang."""

import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from kprlint.project.patterns import Patterns, matches
from tests.conftest import Run, write

PIECES = {"*": "[^/]*", "**": ".*", "**/": "(?:[^/]+/)*", "?": "[^/]", "/": "/", "a": "a", "b": "b"}
written = st.lists(st.sampled_from(sorted(PIECES)), max_size=6).map("".join)
paths = st.lists(st.text("ab.", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join)


def meaning(pattern: str) -> str:
    """The pattern as a regular expression, which says the same and may take for ever."""
    found = re.findall(r"\*\*/|\*\*|.", pattern.strip("/").removeprefix("./"))
    return "".join(PIECES.get(piece, re.escape(piece)) for piece in found) + "(?:/.*)?"


@given(paths, written)
@example("ab", "*a**/**/")
def test_a_pattern_means_its_regular_expression(path: str, pattern: str) -> None:
    assert matches(path, pattern) is bool(re.fullmatch(meaning(pattern), path, re.DOTALL))


@given(paths, st.lists(written, max_size=5))
def test_many_patterns_are_each_of_them(path: str, patterns: list[str]) -> None:
    found = Patterns((pattern, number) for number, pattern in enumerate(patterns)).of(path)
    assert sorted(found) == [n for n, pattern in enumerate(patterns) if matches(path, pattern)]


def test_no_pattern_is_tried_again_and_again() -> None:
    path = "activities/2023-24/" + "a" * 200
    for pattern in (
        "*a" * 50 + "b",
        "**a" * 50 + "b",
        "**/" * 50 + "b",
        "*a*/" * 9 + "b",
        "?*" * 90 + "/",
    ):
        assert not matches(path, pattern)
    assert matches(path, "**/*" + "a*" * 100)


def test_too_many_patterns_are_refused(run: Run) -> None:
    names = [f'"*{n}*"' for n in range(501)]
    write_config(names)
    result = run("check")
    assert (result.exit_code, "more than 500 paths with a * or ? in it" in result.stderr) == (
        2,
        True,
    )
    write_config([*names[:500], *(f'"folder{n}"' for n in range(1000))])
    assert run("check").exit_code == 0


def write_config(exclude: list[str]) -> None:
    write(Path("kprlint.toml"), f"exclude = [{', '.join(exclude)}]\n")
