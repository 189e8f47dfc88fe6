"""Files of an activity in the forms that people give them, each line with what it belongs to."""

from typing import NamedTuple

from hypothesis import strategies as st

TEXTS = (
    "Both bids: above the budget of £1.2m #1",
    "it's “quoted”, and 'so'",
    '"Double", he said',
    "- a dash, and [brackets] {braces}",
    "no",
    "2024-01-01",
    "1.10",
    "ends with a colon:",
    "# no comment",
    "back\\slash & Ünïcode 🙂 e\u0301",
    "? what, *star, &anchor, !tag, %percent, @at, `tick`, |pipe, >fold",
    "A long sentence that goes on over the width of a line, with a colon: here, so that it has to be broken "
    "somewhere, or be put in quotation marks, whichever of the two it is that is right in this place.",
    "Another long sentence which has nothing in it that needs quotation marks and goes on and on until it is "
    "longer than any line should be in a file that people read.",
)
texts = st.sampled_from(TEXTS)
PERIOD, NEXT = "2023/24 Q4", "2024/25 Q1"


class Line(NamedTuple):
    """A line of a file: `of` is the field, or the number of the step, that it belongs to; None of a comment between."""

    text: str
    of: str | int | None


def _lines(text: str, of: str | int | None) -> list[Line]:
    return [Line(line, of) for line in text.split("\n")]


notes = st.sampled_from(["", "  # a note", " # status: Green", "\t# – “x” 🙂"])
gaps = st.sampled_from(
    [[], [""], ["# next_steps:", "#   - old"], ["", " # far in: 2020-01-01", ""]]
)


def step_form(number: int) -> st.SearchStrategy[str]:
    """A step, behind its dash, in one of its forms; `{m}` is the margin of the list."""
    return st.sampled_from(
        [
            f"Do thing {number}",
            f'"Do thing {number}"',
            f"'Do it''s thing {number}'  # so",
            f">-\n{{m}}    Do\n{{m}}    thing {number}",
            f"Do\n{{m}}  thing {number}",
            f"action: Do thing {number}\n{{m}}  due: 2023-12  # soon",
            f"action: Do thing {number} # a: b\n{{m}}  # within\n{{m}}  owner: 'Somebody'",
            f"due: 2023/24 Q4\n{{m}}  action: >\n{{m}}    Do thing\n{{m}}    {number}",
            f"{{{{action: Do thing {number}, due: 2024-05}}}}",
            f'action: "Do thing {number}"\n{{m}}  due: ongoing\n{{m}}  update: |-\n{{m}}    All is\n{{m}}    well.',
            f"action: Do thing {number}\n{{m}}  moved: Late.\n{{m}}  was: Do another thing {number}",
        ]
    )


@st.composite
def steps(draw: st.DrawFn) -> tuple[list[Line], int]:
    """The field with its steps, and how many there are."""
    count = draw(st.integers(0, 4))
    if not count:
        return draw(st.sampled_from([_lines("next_steps:", "next_steps"), _lines("next_steps: []  # none", "next_steps")])), 0  # fmt: skip
    if draw(st.integers(0, 5)) == 0:
        items = ", ".join(draw(st.sampled_from([f"Do thing {n}", f"{{action: Do thing {n}, due: 2024-05}}"])) for n in range(count))  # fmt: skip
        return [Line(f"next_steps: [{items}]{draw(notes)}", "next_steps")], count
    margin = draw(st.sampled_from(["", "  ", "    "]))
    made = [Line(f"next_steps:{draw(notes)}", None)]
    for number in range(count):
        made += [Line(f"{margin}# step {number}", None)] * draw(st.integers(0, 1))
        made += _lines(f"{margin}- {draw(step_form(number)).format(m=margin)}", number)
    return made, count


@st.composite
def files(draw: st.DrawFn) -> tuple[list[Line], int]:
    """The lines of a file, and how many steps it has; the fields stand in any order, with comments between."""
    stepped, count = draw(steps())
    fields = [
        _lines("code: KA.03.04", "code"),
        _lines(draw(st.sampled_from(["title: Clean air  # as printed", "title: >\n  Clean\n  air", "title: 'Clean: air'"])), "title"),
        _lines(draw(st.sampled_from([f"period: {PERIOD}", f"period: '{PERIOD}'  # now"])), "period"),
        _lines(draw(st.sampled_from(["status: Green", "status: Green  # since May", 'status: "Green"', "status: 'Amber'", "status:", "status:   # one of"])), "status"),
        _lines(draw(st.sampled_from(["lead: Housing", "lead: [Housing,\n  Regulatory Services]  # both"])), "lead"),
        _lines("portfolio: Wellbeing", "portfolio"),
        stepped,
        _lines(draw(st.sampled_from(["progress:", "progress:  # nothing yet", "progress: []", "progress:\n  - One fact.  # sure\n  - 'Two: facts'", "progress:\n- |-\n  Long\n  fact\n\n- Another", "progress: [One fact., b]"])), "progress"),
    ]  # fmt: skip
    if draw(st.booleans()):
        fields.append(_lines(draw(st.sampled_from(["status_reason: Because.", "status_reason: >\n  Because\n  of it.", "status_reason: 'It''s so'  # so"])), "status_reason"))  # fmt: skip
    if draw(st.booleans()):
        fields.append(_lines("as_at: 2024-04-03  # the day", "as_at"))
    if draw(st.booleans()):
        fields.append(_lines("continues: 2019-20/KA.01.01", "continues"))
    made = [
        Line(text, None)
        for text in draw(st.sampled_from([[], ["# yaml-language-server: x"], ["---"]]))
    ]
    for field in draw(st.permutations(fields)):
        made += [Line(text, None) for text in draw(gaps)] + field
    return made + [Line("# the end", None)] * draw(st.integers(0, 1)), count


@st.composite
def encodings(draw: st.DrawFn) -> tuple[bool, str, bool]:
    """A byte order mark or none, how lines end, and whether the last one does."""
    return draw(st.booleans()), draw(st.sampled_from(["\n", "\r\n"])), draw(st.booleans())


def encoded(lines: list[Line], encoding: tuple[bool, str, bool]) -> bytes:
    mark, end, last = encoding
    text = end.join(line.text for line in lines) + (end if last else "")
    return (b"\xef\xbb\xbf" if mark else b"") + text.encode()


def are_kept(kept: list[str], after: bytes) -> bool:
    """Whether lines stand in a file, in their order, byte for byte."""
    lines = iter(after.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n").split("\n"))
    return all(any(line == there for there in lines) for line in kept)
