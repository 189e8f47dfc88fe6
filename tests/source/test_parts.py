"""A part of a text is found where it stands in the file, however the file writes it."""

import json
import textwrap

from hypothesis import given
from hypothesis import strategies as st

from kprlint.source.document import Document

WORDS = st.lists(
    st.sampled_from(
        "report the on date October 2023, it’s done; it: (85%) café site–visit".split()
    ),
    min_size=1,
    max_size=30,
)


def written(text: str, style: str) -> str:
    if style == '"':
        return f"title: {json.dumps(text, ensure_ascii=False)}\n"
    if style == "'":
        return "title: '" + text.replace("'", "''") + "'\n"
    if style == "|":
        return f"title: |\n  {text}\n"
    folded = textwrap.wrap(text, 20, break_long_words=False, break_on_hyphens=False)
    return "title: >-\n" + "".join(f"  {line}\n" for line in folded)


@given(WORDS, st.sampled_from(["'", '"', "|", ">"]), st.data())
def test_the_words_of_the_part_stand_there(
    texts: list[str], style: str, data: st.DataObject
) -> None:
    text = " ".join(texts)
    document = Document("x.yaml", written(text, style).encode(), "activity")
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first, len(texts) - 1))
    start = len(" ".join([*texts[:first], ""])) if first else 0
    end = start + len(" ".join(texts[first : last + 1]))
    span = document.span_of_part(("title",), start, end)
    found = document.text.content[span.start : span.end]
    assert found.split() == texts[first : last + 1]
    before = document.text.content[: span.start]
    assert before.count("title:") == 1


def test_what_cannot_be_found_is_the_whole_text() -> None:
    document = Document("x.yaml", b'title: "caf\\u00e9 in May"\n', "activity")
    assert document.span_of_part(("title",), 0, 4) == document.span_of(("title",))
    assert document.span_of_part(("nothing",), 0, 4) == document.span_of(("nothing",))
