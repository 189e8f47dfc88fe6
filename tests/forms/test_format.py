"""A form and its file: what is not changed stays byte for byte, and what is changed is what the file says then.

What the file should say is worked out on plain data, and read by kprlint's own reader, apart from the page.
"""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kprlint.source.document import Document
from kprlint.source.yaml import plain
from tests.forms.conftest import Format
from tests.sheet.test_laws import HEADS, PROGRESS, STATES, STEP_LISTS

REAL = sorted(
    path
    for path in (Path(__file__).parents[2] / "activities").glob("*/*.yaml")
    if path.name != "plan.yaml"
)
WORDS = (
    "", "Fine", "two  blanks", "=1+1", "-x", "- y", "no", "2024", "1.10", "a: b", "c # d", "“é”", "x\ny", "'q'", "{e}", "2024-03", "null",
    "~", "> a", "| b", "&c", "*d", "!e", "%f", "@g", "`h`", '"', "\\", "\t", "It is " + "long " * 40 + "now",
)  # fmt: skip
words = st.sampled_from(WORDS)
some_words = words.filter(str.strip)


def told(value: Any) -> Any:
    """What a file or a form says, one form for what may be written in two."""
    if isinstance(value, dict):
        made = {}
        for key, one in value.items():
            if key in ("lead", "was", "continues", "progress", "next_steps") and one is not None:
                one = one if isinstance(one, list) else [one]
            if key == "next_steps":
                one = [{"action": s} if isinstance(s, str) else s for s in one or ()]
            if (found := told(one)) not in (None, "", []):
                made[key] = found
        return {key: one for key, one in made.items() if key != " source"}
    if isinstance(value, list):
        return [found for one in value if (found := told(one)) not in (None, "", {})]
    return re.sub(r"\s*\n\s*", " ", str(value).strip()) if value is not None else None


def said(text: str) -> Any:
    document = Document("KA.03.04.yaml", text.encode(), "activity")
    assert document.readable, text
    return told(plain(document.tree.root))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_activity_comes_back_byte_for_byte(page: Format, path: Path) -> None:
    text = path.read_bytes().decode()
    form = page.form(text)
    assert told(form) == said(text)
    assert page.text(form) == text


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[tuple[Any, ...]]]:
    text = "".join(draw(st.sampled_from(part)) for part in (HEADS, STATES, PROGRESS, STEP_LISTS))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    step_field = st.sampled_from(["due", "owner", "done", "dropped", "to", "moved", "update", "from"])  # fmt: skip
    one = st.one_of(
        st.tuples(st.just("field"), st.sampled_from(["status", "status_reason", "as_at", "due", "moved", "portfolio", "percent_complete"]), words),
        st.tuples(st.just("title"), some_words),
        st.tuples(st.just("lead"), st.lists(some_words, min_size=1, max_size=3, unique=True)),
        st.tuples(st.just("step"), st.integers(0, 9), step_field, words),
        st.tuples(st.just("was"), st.integers(0, 9), st.lists(some_words, max_size=2)),
        st.tuples(st.just("action"), st.integers(0, 9), some_words),
        st.tuples(st.just("add"), st.sampled_from(["progress", "next_steps"]), st.integers(0, 9), some_words),
        st.tuples(st.just("take"), st.sampled_from(["progress", "next_steps"]), st.integers(0, 9)),
        st.tuples(st.just("turn"), st.sampled_from(["progress", "next_steps"])),
        st.tuples(st.just("say"), st.integers(0, 9), some_words),
    )  # fmt: skip
    return text, draw(st.lists(one, max_size=4))


def edited(form: dict[str, Any], made: list[tuple[Any, ...]]) -> None:
    """Does to a form what an officer does."""
    steps = form.setdefault("next_steps", [])
    progress = form.setdefault("progress", [])
    for kind, *needs in made:
        match kind, needs:
            case "field", (name, value):
                form[name] = value
            case (("title" | "lead"), (value,)):
                form[kind] = value
            case "step", (place, name, value) if steps:
                steps[place % len(steps)][name] = value
            case "was", (place, value) if steps:
                steps[place % len(steps)]["was"] = value
            case "action", (place, value) if steps:
                steps[place % len(steps)]["action"] = value
            case "say", (place, value) if progress:
                progress[place % len(progress)] = value
            case "add", (name, place, value):
                item = value if name == "progress" else {"action": value, "due": "", "was": []}
                form[name].insert(place, item)
            case "take", (name, place) if form[name]:
                form[name].pop(place % len(form[name]))
            case "turn", (name,):
                form[name].reverse()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits())
def test_what_is_changed_is_what_the_file_says_and_comments_stay(
    page: Format, drawn: tuple[str, list[tuple[Any, ...]]]
) -> None:
    text, made = drawn
    form = page.form(text)
    assert page.text(form) == text
    before = copy.deepcopy(form)
    edited(form, made)
    written = page.text(form)
    assert said(written) == told(form)
    if told(form) == told(before):
        assert written == text
    kinds = {kind for kind, *_ in made}
    moved = "turn" in kinds and len(made) > 1  # one that has moved and changed is another one
    taken = "take" in kinds or any(not told(last) for *_, last in made)
    if not moved and not taken:
        # A comment goes with the line that is taken out, and with no other.
        assert sorted(re.findall(r"# %.*", written)) == sorted(re.findall(r"# %.*", text))
    assert ("\r\n" in text) == ("\r\n" in written)
    assert not re.search(r"(?<!\r)\n", written) or "\r\n" not in text
    # Saved once more, nothing changes.
    assert page.text(page.form(written)) == written
    assert page.text({**form}) == written
