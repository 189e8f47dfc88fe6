"""For a comment in a pull request: Markdown below 60,000 characters, in which no text of a file has any effect."""

import re

from kprlint.change.schema import Report
from kprlint.printing import plural, visible
from kprlint.report.blocks import (
    Block,
    Code,
    Items,
    Page,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Style,
    Table,
)
from kprlint.report.page import page

BUDGET = 60_000
# A section that may be folded is, from so many lines on.
_LONG = 8

# What a forge turns into a mention, a reference or a link when a word follows: a blank of no width keeps it apart.
_APART = "&#8203;"
_REFERENCE = re.compile(
    r"([@#!$%&~])(?=[\w\"'])|(\bGH)(?=-\d)|((?<=:)(?=//))|(\bwww)(?=\.)", re.IGNORECASE
)
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+!|~&\"'^=:-]")
_COMMITS = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_MARKS = {
    Style.STRONG: ("**", "**"),
    Style.GONE: ("~~", "~~"),
    Style.ADDED: ("**", "**"),
}


def render(data: Report, color: bool) -> str:
    return written(page(data), color)


def written(whole: Page, color: bool) -> str:
    """A page below the budget: without what is least grave, where there is not room for all."""
    made = _written(whole)
    if len(made) <= BUDGET:
        return made
    ranked = sorted(
        (
            (row.rank, s, b, r)
            for s, section in enumerate(whole.sections)
            for b, block in enumerate(section.blocks)
            if isinstance(block, Table) and not block.numbers
            for r, row in enumerate(block.rows)
        ),
        key=lambda at: (-at[0], -at[1], -at[2], -at[3]),
    )
    # The fewest rows whose absence suffices, found on the text as it is written.
    low, high = 0, len(ranked)
    while low < high:
        middle = (low + high) // 2
        if len(_written(_without(whole, {at[1:] for at in ranked[:middle]}))) <= BUDGET:
            high = middle
        else:
            low = middle + 1
    made = _written(_without(whole, {at[1:] for at in ranked[:low]}))
    return made if len(made) <= BUDGET else _written(_bare(whole))


def _without(whole: Page, left_out: set[tuple[int, int, int]]) -> Page:
    """The page without some rows (by section, block and row), and with how many are not shown."""
    sections = []
    for s, section in enumerate(whole.sections):
        blocks: list[Block] = []
        for b, block in enumerate(section.blocks):
            if not isinstance(block, Table):
                blocks.append(block)
                continue
            rows = tuple(row for r, row in enumerate(block.rows) if (s, b, r) not in left_out)
            if rows:
                blocks.append(block._replace(rows=rows))
            missing = len(block.rows) - len(rows)
            if missing:
                of = block.caption or section.title
                said = f"{plural(missing, 'row')} of “{of}” not shown, for want of room."
                blocks.append(Paragraph((Run(said, Style.STRONG),)))
        sections.append(section._replace(blocks=tuple(blocks)))
    return whole._replace(sections=tuple(sections))


def _bare(whole: Page) -> Page:
    """Where even that does not suffice: the first sentence alone, and what is missing."""
    said = "The report is too long to be shown here: kprlint changes --format html has all of it."
    return whole._replace(
        sections=(Section("Not shown", (Paragraph((Run(said),)),)),),
        lead=whole.lead[:2000],
        title=whole.title[:500],
        about=tuple((Run("".join(run.text for run in about)[:1000]),) for about in whole.about),
    )


def _written(whole: Page) -> str:
    parts = [f"## {escaped(whole.title)}", _begun(escaped(whole.lead))]
    parts += [_begun(_runs(about)) for about in whole.about]
    for section in whole.sections:
        blocks = [_block(block) for block in section.blocks]
        if section.folded and sum(map(_length, section.blocks)) > _LONG:
            summary = f"<summary><b>{escaped(section.title)}</b></summary>"
            parts += ["<details>", summary, *blocks, "</details>"]
        else:
            parts += [f"### {escaped(section.title)}", *blocks]
    return "\n\n".join(parts) + "\n"


def _length(block: Block) -> int:
    """About how many lines a block takes."""
    match block:
        case Table():
            return len(block.rows)
        case Items():
            return len(block.items)
    return 1


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _begun(_runs(block.runs))
        case Items():
            return "\n".join(f"- {_begun(_runs(item))}" for item in block.items)
        case Code():
            lines = [visible(line).replace("`", "'") for line in block.text.split("\n")]
            return "\n".join(("```", *lines, "```"))
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    marks = ["--:" if i in table.numbers else "---" for i in range(len(table.headers))]
    caption = [f"**{escaped(table.caption)}**", ""] if table.caption else []
    lines = [
        *caption,
        _line([escaped(h) for h in table.headers]),
        _line(marks),
    ]
    return "\n".join([*lines, *(_row(row) for row in table.rows)])


def _row(row: Row) -> str:
    return _line([_runs(cell) for cell in row.cells])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.style is Style.CODE:
        return f"`{visible(run.text).replace('`', '').replace('|', '')}`"
    shown = escaped(run.text)
    if run.link and shown.strip():
        shown = f"[{shown}]({_address(run.link)})"
    before, after = _MARKS.get(run.style, ("", ""))
    core = shown.strip()
    if not core or not before:
        return shown
    lead, trail = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
    return f"{lead}{before}{core}{after}{trail}"


def _address(link: str) -> str:
    """An address in which nothing ends it: kprlint writes none that has to be changed."""
    from urllib.parse import quote

    return quote(link, safe="/:#?=&%+-._~@,")


def _begun(line: str) -> str:
    """What begins a paragraph begins neither a list nor, by four blanks, a piece of code."""
    return re.sub(r"^(\d{0,9})([-+.)])(?=\s|$)", r"\1\\\2", line.lstrip())


def escaped(text: str) -> str:
    """`text` on one line, as a forge shows it letter by letter."""
    return inert(visible(text.replace("\t", " ")))


def inert(shown: str) -> str:
    """A line that is fit to show, without any effect in Markdown."""
    return "".join(_piece(piece) for piece in _pieces(shown))


def _pieces(shown: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether something must stand apart from it on the right."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _REFERENCE.finditer(shown):
        pieces.append((shown[at : match.end()], True))
        at = match.end()
    pieces.append((shown[at:], False))
    return pieces


def _piece(piece: tuple[str, bool]) -> str:
    text, apart = piece
    text = _COMMITS.sub(
        lambda m: m[0][:4] + "\0" + m[0][4:] if re.search(r"\d", m[0]) else m[0], text
    )
    escaped = _SPECIAL.sub(_entity, text).replace("\0", _APART)
    return escaped + (_APART if apart else "")


def _entity(match: "re.Match[str]") -> str:
    character = match[0]
    if character in "<>&\"'":
        return {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;"}[character]
    if character in "():=+-^{}":
        return character
    return f"\\{character}"
