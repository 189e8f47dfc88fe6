"""The law of the sheet: edits of its cells are the same edits of the files, and not one thing more.

What the files should say is worked out on plain data, apart from the code that merges and writes.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kprlint.model import Quarter
from kprlint.project.config import Config
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import Project
from kprlint.sheet import making
from kprlint.sheet.book import Made, MadeSheet
from kprlint.sheet.columns import ACTIVITIES, OF_STEPS, OUTCOMES, STEPS, number
from kprlint.sheet.flat import flat, same
from kprlint.sheet.formats import format_of
from kprlint.sheet.merging import merged
from kprlint.sheet.reading import Bad, Filled, Row, filled
from kprlint.sheet.writing import written
from kprlint.source.document import Document
from kprlint.source.yaml import plain
from tests.plans import REGISTER

Data = dict[str, object]

# How people write one thing; “%” is a comment that must stay.
HEADS = (
    "code: KA.03.04\ntitle: Keep the air clean # % one\nlead: Housing\nportfolio: Wellbeing\n",
    "# % two\ncode: 'KA.03.04'\ntitle: >-\n  Keep the air\n  clean\nlead: [Housing, Regulatory Services]\n",
    'code: "KA.03.04"\n\ntitle: "Keep the “air” clean"\nlead:\n  - Housing # % three\n  - Regulatory Services\n',
)
STATES = (
    "period: 2023/24 Q2\nstatus: Green\n",
    "period: '2023/24 Q2'\nstatus: Amber  # % four\nstatus_reason: | # % eleven\n  It is late.\n\n  Very late.\npercent_complete: 60\n",
    "period: 2023/24 Q2\nas_at: 2023-10-31\nstatus: 'Red'\nstatus_reason: \"It's late\"\ndue: 2024-03\nmoved: Why not\n",
)
PROGRESS = (
    "progress:\n",
    "progress: []\n",
    'progress:\n  - One fact.\n  # % five\n  - |\n    Two\n      lines\n  - "=3 # no comment"\n',
    "progress:\n- A text that goes on\n  in the next line.\n# % six\n- '- a dash'\n",
    "progress: [a, 'b, c']\n",
)
STEP_LISTS = (
    "next_steps:\n",
    "next_steps: []\n",
    "next_steps:\n  # % seven\n  - action: Open the hub\n    due: 2023-12 # % eight\n  - Sell the old one\n  - Count what\n    is left # % nine\n",
    "next_steps:\n- action: Open the hub\n  done: 2023-09-12\n  # % ten\n  was: [Open it, Open both]\n- {action: Sell it, due: 2023-12}\n",
)  # fmt: skip
words = st.sampled_from(
    ["", "Fine", "two  blanks", "=1+1", "-x", "no", "2024", "a: b", "c # d", "“é”", "x\ny", "'q'", "{e}", "It is " + "long " * 40 + "now"]
)  # fmt: skip
some_words = words.filter(bool)


def written_as(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from([text, text.replace("\n", "\r\n")])


files = (
    st.tuples(*map(st.sampled_from, (HEADS, STATES, PROGRESS, STEP_LISTS)))
    .map("".join)
    .flatmap(written_as)
)

FIELDS = {
    "title": some_words,
    "lead": st.sampled_from(["Housing", "Housing\nRegulatory Services", "Regulatory Services"]),
    "portfolio": words,
    "status": st.sampled_from(["Green", "Red"]),
    "status_reason": words,
    "due": st.sampled_from(["", "2024-05", "2023/24 Q4"]),
    "moved": words,
    "percent_complete": st.sampled_from(["", "0", "75"]),
    "progress": st.lists(some_words, max_size=3).map(
        lambda texts: "\n".join(text.replace("\n", "\n  ") for text in texts)
    ),
}
OF_STEP = {
    "action": some_words,
    "due": st.sampled_from(["", "ongoing", "2024-05"]),
    "owner": words,
    "update": words,
    "moved": words,
    "was": st.sampled_from(["", "Open it", "Open it\nOpen both"]),
    "outcome": st.sampled_from([("", ""), *((name, "2024-01") for name in OUTCOMES)]),
}
edits = st.lists(
    st.one_of(
        st.sampled_from(sorted(FIELDS)).flatmap(
            lambda name: st.tuples(st.just(None), st.just(name), FIELDS[name])
        ),
        st.tuples(
            st.integers(0, 2), st.sampled_from(sorted(OF_STEP))
        ).flatmap(lambda at: st.tuples(st.just(at[0]), st.just(at[1]), OF_STEP[at[1]])),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip
new_steps = st.lists(st.tuples(some_words, OF_STEP["due"]), max_size=2)

Edits = list[tuple[int | None, str, object]]


@settings(max_examples=200, deadline=None)
@given(files, edits, new_steps, st.sampled_from(["xlsx", "ods"]))
def test_edits_of_cells_are_edits_of_the_file(
    content: str, made: Edits, new: list[tuple[str, object]], format_name: str
) -> None:
    data = content.encode()
    before = says(data)
    book = exported(data)
    rows, steps = ([list(row) for row in sheet.rows] for sheet in book.sheets[:2])
    expected = before
    for step, field, value in made:
        if step is None:
            rows[0][number(ACTIVITIES, field)] = str(value)
            expected = with_field(expected, field, str(value))
        elif step < len(steps):
            row = steps[step]
            if field == "outcome":
                assert isinstance(value, tuple)
                row[number(STEPS, "outcome")], row[number(STEPS, "said")] = value
            else:
                row[number(STEPS, field)] = str(value)
            expected = with_step(expected, step, field, value)
    for action, due in new:
        blank = [""] * len(OF_STEPS)
        blank[0], blank[number(STEPS, "action")] = "KA.03.04", action
        blank[number(STEPS, "due")] = str(due)
        steps.append(blank)
        fields = {"action": folded(action)} | ({"due": due} if due else {})
        expected = expected | {"next_steps": [*listed(expected["next_steps"]), fields]}
    came = came_back(book, rows, steps, format_name)
    after = applied(data, came)
    assert even(says(after)) == even(expected)
    assert notes(after) >= notes(data) - notes_in_lists_that_went(before, expected)
    if even(expected) == even(before):
        assert after == data
    # Twice is once.
    assert applied(after, came, base=data) == after


fields = st.lists(
    st.sampled_from(sorted(FIELDS)).flatmap(lambda name: st.tuples(st.just(name), FIELDS[name])),
    min_size=1,
    max_size=4,
    unique_by=lambda edit: edit[0],
)


@settings(max_examples=100, deadline=None)
@given(files, fields, fields)
def test_copies_that_two_people_fill_in(
    content: str, mine: list[tuple[str, str]], yours: list[tuple[str, str]]
) -> None:
    """Applied one after the other they make the same in either order, but for what both have changed."""
    data = content.encode()
    one, other = filled_in(data, mine), filled_in(data, yours)
    says_one, says_other = flat(says(one)).fields, flat(says(other)).fields
    base = flat(says(data)).fields
    both = {
        name
        for name in base
        if says_one[name] != base[name] and says_other[name] not in (base[name], says_one[name])
    }
    then, conflicts = after_that(data, one, yours)
    again, clashes = after_that(data, other, mine)
    assert len(conflicts) == len(clashes) == len(both)
    if not both:
        assert even(says(then)) == even(says(again))
        merged_fields = flat(says(then)).fields
        for name in base:
            changed = says_one[name] if says_one[name] != base[name] else says_other[name]
            assert same(merged_fields[name], changed), name


def filled_in(data: bytes, made: list[tuple[str, str]]) -> bytes:
    return after_that(data, data, made)[0]


def after_that(data: bytes, now: bytes, made: list[tuple[str, str]]) -> tuple[bytes, list[Bad]]:
    """The file that is `now`, once a copy of the export of `data` is applied; and the conflicts, where there are any."""
    base = flat(says(data))
    cells = {**base.fields, **dict(made)}
    row = Row(cells, {name: f"Activities!{name}" for name in cells})
    found = merged(base, flat(says(now)), row, ())
    if found.bad or not found.changes:
        return now, found.bad
    return written(Document("a.yaml", now, "activity"), found), []


def says(data: bytes) -> Data:
    told = plain(Document("a.yaml", data, "activity").tree.root)
    assert isinstance(told, dict), data
    return told


def even(data: Data) -> object:
    """A text in lines of its own ends with a line break, which no cell shows; a step may be a text alone."""

    def of(value: object) -> object:
        if isinstance(value, dict):
            return {key: of(inner) for key, inner in value.items() if inner is not None}
        if isinstance(value, list):
            return [of(inner) for inner in value] or None
        return value.strip("\n") if isinstance(value, str) else value

    told = {**data, "next_steps": [
        step if isinstance(step, dict) else {"action": step} for step in listed(data["next_steps"])
    ]}  # fmt: skip
    return {key: value for key, inner in told.items() if (value := of(inner)) is not None}


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def folded(text: str) -> str:
    return text.strip()


def with_field(data: Data, field: str, cell: str) -> Data:
    """The data with one cell written into it: nothing where it says what was there."""
    shown = flat(data).fields[field]
    if shown == cell.strip():
        return data
    if field == "progress":
        texts = [text.replace("\n  ", "\n") for text in re.split(r"\n(?! )", cell)] if cell else []
        return data | {"progress": texts}
    if not cell:
        return {key: value for key, value in data.items() if key != field}
    return data | {field: one_or_more(cell) if field == "lead" else folded(cell)}


def with_step(data: Data, place: int, field: str, value: object) -> Data:
    steps = listed(data["next_steps"])
    step = steps[place]
    step = dict(step) if isinstance(step, dict) else {"action": step}
    if field == "outcome":
        assert isinstance(value, tuple)
        word, said = value
        kept = {key: inner for key, inner in step.items() if key not in OUTCOMES}
        step = kept | ({word: said} if word else {})
    elif not value:
        step.pop(field, None)
    elif flat(data).steps[place][field] != str(value).strip():
        step[field] = one_or_more(str(value)) if field == "was" else folded(str(value))
    return data | {"next_steps": [*steps[:place], step, *steps[place + 1 :]]}


def one_or_more(cell: str) -> object:
    lines = cell.split("\n")
    return lines if len(lines) > 1 else cell


def notes(data: bytes) -> set[str]:
    return set(re.findall(r"# % \w+", data.decode()))


def notes_in_lists_that_went(before: Data, after: Data) -> set[str]:
    """A comment behind an item or a field goes with it, and so does one in a list that is written anew as one text."""
    gone = set()
    if before["progress"] != after["progress"]:
        gone |= {"# % five", "# % six"}
    if before["lead"] != after["lead"]:
        gone.add("# % three")
    if "status_reason" not in after:
        gone.add("# % eleven")
    if before["next_steps"] != after["next_steps"]:
        gone |= {"# % eight", "# % ten"}
    return gone


def turning(folder: Path) -> CurrentPlan:
    project = Project(folder, Config(folder))
    found = project.folder(folder / "activities/2023-24")
    quarter = Quarter.parse("2023/24 Q2")
    assert found.plan
    assert quarter
    return CurrentPlan(project, found, found.plan, quarter, ("KA.03.04.yaml", "plan.yaml"))


def exported(data: bytes) -> Made:
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "activities/2023-24").mkdir(parents=True)
        (folder / "activities/2023-24/plan.yaml").write_text(REGISTER, "utf-8")
        (folder / "activities/2023-24/KA.03.04.yaml").write_bytes(data)
        plan = turning(folder)
        return making.workbook(plan, making.shown(plan))


def came_back(
    book: Made, rows: list[list[str]], steps: list[list[str]], format_name: str
) -> Filled:
    """Through the bytes of a workbook whose cells somebody has written into."""

    def with_rows(sheet: MadeSheet, cells: list[list[str]]) -> MadeSheet:
        return sheet._replace(rows=[tuple(row) for row in cells])

    activities, of_steps, *others = book.sheets
    sheets = (with_rows(activities, rows), with_rows(of_steps, steps), *others)
    workbook = format_of(format_name)
    return filled(workbook.read(workbook.write(book._replace(sheets=sheets)), "a sheet"))


def applied(data: bytes, came: Filled, *, base: bytes | None = None) -> bytes:
    document = Document("a.yaml", data, "activity")
    had = came.record.texts["KA.03.04.yaml"]
    assert had == (data if base is None else base)
    assert not came.bad
    found = merged(flat(says(had)), flat(says(data)), came.activities[0], came.steps)
    assert not found.bad
    return written(document, found) if found.changes or found.new else data
