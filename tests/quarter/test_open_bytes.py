"""A law: opening a quarter changes the period, the progress and the as-at line, and not one byte more."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.cycle.quarter import opening
from kprlint.model import Quarter
from kprlint.project.config import Config
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import Project
from tests.plans import REGISTER

BEFORE, AFTER = "2023/24 Q2", "2023/24 Q3"


class Part(NamedTuple):
    """A stretch of a file, as it is before and as it should be afterwards."""

    before: str
    after: str


def same(text: str) -> Part:
    return Part(text, text)


def moved(text: str) -> Part:
    return Part(text.format(BEFORE), text.format(AFTER))


comments = st.sampled_from(["", "  # a note", " # period: 2023/24 Q1", "\t# as_at: – “x” 🙂"])
gaps = st.sampled_from(["", "\n", "# progress:\n#   - old\n", " # indented, as_at: 2020-01-01\n\n"])
texts = st.sampled_from(
    [
        "One fact.",
        "'it''s quoted, # and no comment'",
        '"a \\"second\\" fact: 2023/24 Q2"',
        "over two\n    lines of text",
        "|\n    # not a comment\n    as_at: 2023-10-01\n\n    end",
        ">-\n    folded\n    text",
        "Ünïcode “quotes” 🙂 e\u0301 \u2028 here",
        '""',
    ]
)
plain_texts = st.sampled_from(["One fact", "'a, b'", '"c # d"', "[x]", "{a: b}"])


@st.composite
def block_progress(draw: st.DrawFn) -> Part:
    """A list with a dash to each item; comments on lines of their own stay."""
    space = draw(st.sampled_from(["", "  "])) + "- "
    behind, kept = draw(comments), ""
    before = f"progress:{behind}\n"
    above = draw(st.sampled_from(["", "  # above\n", "\n"]))
    for number, text in enumerate(draw(st.lists(texts, min_size=1, max_size=3))):
        between = draw(st.sampled_from(["", "\n", "  # between: [x]\n", "# far left\n\n"]))
        if number:
            before += between
            kept += (
                between.strip() + "\n"
                if between.startswith("#")
                else between.rstrip("\n") + "\n"
                if between.strip()
                else ""
            )
        line = text if "\n" in text else text + draw(comments)
        before += above * (not number) + space + line + "\n"
    return Part(before, f"progress:{behind}\n{above}{kept}")


@st.composite
def flow_progress(draw: st.DrawFn) -> Part:
    items = draw(st.lists(plain_texts, min_size=1, max_size=3))
    joint = draw(st.sampled_from([", ", ",\n    ", " ,  # with a note\n    "]))
    behind = draw(comments)
    colon = draw(st.sampled_from(["progress: ", '"progress" : ', "progress:\n  "]))
    return Part(f"{colon}[{joint.join(items)}]{behind}\n", f"{colon.rstrip()}{behind}\n")


progress = st.one_of(
    block_progress(),
    flow_progress(),
    st.sampled_from(["progress: []\n", "progress:\n", "progress: # nothing yet\n"]).map(same),
    st.just(Part("progress: all in one text\n", "progress:\n")),
    st.just(Part("progress: |\n  all in\n\n  one\n\n", "progress:\n\n")),
)
period = st.one_of(
    st.sampled_from(
        ["period: {}\n", "period: '{}'  # a note\n", '"period": "{}"\n', "period:\n  {}\n"]
    ).map(moved),
    st.just(Part("period: 2023-24-Q2\n", f"period: {AFTER}\n")),
    st.just(Part("period: >-\n  2023/24\n  Q2\n", f"period: {AFTER}\n")),
)
as_at = st.sampled_from(
    [
        "",
        "as_at: 2023-10-30\n",
        "as_at: '2023-10-30'   # a note\n",
        "as_at:\n",
        "as_at:\n  2023-10-30\n",
    ]
).map(lambda text: Part(text, ""))
others = st.sampled_from(
    [
        "code: KA.03.04\n",
        "title: >\n  as_at: 2023-10-30\n  progress:\n",
        "lead: [Housing,\n  Regulatory Services]  # both\n",
        "unknown: {period: 2023/24 Q2, as_at: 2023-10-30, progress: [a]}\n",
        "next_steps:\n  - action: Do it\n    due: 2023/24 Q2\n  # later\n  - |\n    progress:\n      - a\n",
    ]
)


@st.composite
def files(draw: st.DrawFn) -> Part:
    """A file with its fields in any order, comments and blank lines between."""
    fields = [draw(period), draw(progress), draw(as_at)]
    fields += [same(text) for text in draw(st.lists(others, unique=True))]
    parts = [same(draw(st.sampled_from(["", "---\n", "# yaml-language-server: x\n"])))]
    for field in draw(st.permutations(fields)):
        parts += [same(draw(gaps)), field]
    parts.append(same(draw(st.sampled_from(["", "...\n", "# the end"]))))
    return Part("".join(p.before for p in parts), "".join(p.after for p in parts))


def opened(content: bytes) -> bytes:
    with TemporaryDirectory() as name:
        folder = Path(name).resolve() / "activities/2023-24"
        folder.mkdir(parents=True)
        (folder / "plan.yaml").write_text(REGISTER)
        (folder / "KA.03.04.yaml").write_bytes(content)
        project = Project(folder.parents[1], Config(folder.parents[1]))
        found = project.folder(folder)
        plan, quarter = found.plan, Quarter.parse(BEFORE)
        assert plan
        assert quarter
        turning = CurrentPlan(project, found, plan, quarter, ("KA.03.04.yaml", "plan.yaml"))
        changes = opening(turning, quarter + 1).changes
        assert changes[folder / "KA.03.04.yaml"][0] == content
        return changes[folder / "KA.03.04.yaml"][1]


@given(files(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_nothing_else_changes(file: Part, bom: bool, line_end: str) -> None:
    before, after = (
        (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", line_end).encode() for text in file
    )
    assert opened(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # an ignore comment goes with what it speaks of, and does not fall upon the next field
            "# kprlint: ignore[implausible-as-at] checked\nas_at: 2023-01-01\nperiod: 2023/24 Q2\n",
            "period: 2023/24 Q3\n",
        ),
        (
            "period: 2023/24 Q2\nprogress:\n  # kprlint: ignore[list-in-text] a\n  - a\n  # stays\n"
            "  # kprlint: ignore[list-in-text] b\n  - b\nnext_steps: []\n",
            "period: 2023/24 Q3\nprogress:\n  # stays\nnext_steps: []\n",
        ),
        (  # one above the whole list, and one above the next field, are not of an item
            "period: 2023/24 Q2\n# kprlint: ignore[empty-progress] on leave\nprogress:\n- a\n"
            "# kprlint: ignore[undated-next-step] b\nnext_steps: [x]\n",
            "period: 2023/24 Q3\n# kprlint: ignore[empty-progress] on leave\nprogress:\n"
            "# kprlint: ignore[undated-next-step] b\nnext_steps: [x]\n",
        ),
        (
            "{code: KA.03.04, as_at: 2023-10-30, period: 2023/24 Q2, progress: [a, {b: c}]}",
            "{code: KA.03.04, period: 2023/24 Q3, progress: []}",
        ),
        ("{period: 2023/24 Q2, as_at: 2023-10-30 }\n", "{period: 2023/24 Q3,  }\n"),
        ("{as_at: x # a\n , period: 2023/24 Q2}\n", "{ # a\n period: 2023/24 Q3}\n"),
        (
            "? period\n: 2023/24 Q2\n? progress\n: - a\n  - b\n",
            "? period\n: 2023/24 Q3\n? progress\n:\n",
        ),
        ("period: 2023/24 Q2\nprogress:\n  a: b\n  c: d", "period: 2023/24 Q3\nprogress:\n"),
        ("period: 2023/24 Q2\nas_at: 2023-10-30", "period: 2023/24 Q3\n"),
        ("period: 2023/24 Q2\nprogress:\n-\n- a\n-\n", "period: 2023/24 Q3\nprogress:\n"),
        (
            "period: 2023/24 Q2\rprogress:\r- a\ras_at: x\rlead: b\r",
            "period: 2023/24 Q3\rprogress:\rlead: b\r",
        ),
    ],
)
def test_corners(before: str, after: str) -> None:
    assert opened(before.encode()).decode() == after


STEPS = """\
next_steps:
  # first the hut
  - action: Paint the hut
    due: 2023-12  # before the frost
    was: Paint the shed
    moved: |
      The paint
      was late.
  - was: [Buy paint, Buy rope]
    action: Buy what is needed
    update: Half of it is there.
  # kprlint: ignore[past-due-date] on loan
  - action: Buy a mower
    due: 2023-06
    done: 2023-06-02
  - {action: Sell the roller, dropped: Nobody wants it.}
  - {action: Hire a roller, update: It is hired, due: 2023-12}
  - Count the bowls
"""
LEFT = """\
next_steps:
  # first the hut
  - action: Paint the hut
    due: 2023-12  # before the frost
  - action: Buy what is needed
  - {action: Hire a roller, due: 2023-12}
  - Count the bowls
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (STEPS, LEFT),
        ("next_steps:\n- action: a\n  void: b\n# c\n- action: d\n  to: e\nlead: f\n", "next_steps:\n# c\nlead: f\n"),
        ("next_steps: [{action: a, done: b}, c]\n", "next_steps: [c]\n"),
        ("next_steps: [{action: a, done: b}]\n", "next_steps:\n"),
        ("moved: x\nnext_steps:\n- a\n", "next_steps:\n- a\n"),
    ],
)  # fmt: skip
def test_what_is_closed_is_taken_out(before: str, after: str, line_end: str) -> None:
    text = f"period: 2023/24 Q2\n{before}".replace("\n", line_end)
    assert opened(text.encode()).decode() == f"period: 2023/24 Q3\n{after}".replace("\n", line_end)
