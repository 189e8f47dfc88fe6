"""What the tests of this folder generate: a plan in two editions, as files, and all that happens in between.

The later edition is made from the earlier one by edits, as officers make them, so that most of it is alike.
The words of a vocabulary are shared by many steps, so that a step resembles its neighbours, too.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from kprlint.change import events
from kprlint.change.compare import Comparison, compare
from kprlint.change.data import report
from kprlint.change.event import Context
from kprlint.change.memory import remember
from kprlint.change.snapshot import Origin, Snapshot, Taken, read
from tests.conftest import write


class Step(NamedTuple):
    """A next step as its file says it; `due` and `owner` are left out where they are empty.

    `said` are further fields: ``done``, ``dropped``, ``moved``, ``was``, and so on.
    """

    action: str
    due: str = ""
    owner: str = ""
    said: tuple[tuple[str, str], ...] = ()


class Draft(NamedTuple):
    """An activity as its file says it. One that is `broken` has a file that cannot be read."""

    code: str
    title: str
    status: str = "Green"
    reason: str = ""
    leads: tuple[str, ...] = ("Housing",)
    portfolio: str = "Wellbeing"
    period: str = "2023/24 Q2"
    progress: tuple[str, ...] = ("It rained on three Sundays.",)
    steps: tuple[Step, ...] = ()
    continues: tuple[str, ...] = ()
    broken: bool = False


class Edition(NamedTuple):
    """A plan at one moment."""

    drafts: tuple[Draft, ...]
    plan: str = "2023-24"
    period: str = "2023/24 Q2"
    title: str = "Our Plan"
    council: str = "Fictional District Council"
    retired: tuple[tuple[str, str], ...] = ()


# Files

STATUSES = {
    "Green": "on-track",
    "Amber": "at-risk",
    "Red": "off-track",
    "Complete": "complete",
    "Deferred": "deferred",
    "Paused": "paused",
    "Not started": "not-started",
    "Withdrawn": "withdrawn",
    "Not stated": "unknown",
}
# Another spelling, an alias, and a word that the plan does not have.
_WORDS = [*STATUSES, "On track", "amber", "Blue"]

Fields = Mapping[str, str]


def quoted(text: str) -> str:
    """`text` as YAML writes it in quotation marks, whatever it holds."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return f"\\{character}"
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF):
        return f"\\u{code:04X}"
    return character


def _listed(texts: Iterator[str]) -> str:
    return f"[{', '.join(texts)}]"


def _step(step: Step) -> str:
    if not step.due and not step.owner and not step.said:
        return quoted(step.action)
    fields = {"action": step.action, "due": step.due, "owner": step.owner, **dict(step.said)}
    return f"{{{', '.join(f'{k}: {quoted(v)}' for k, v in fields.items() if v)}}}"


def fields(draft: Draft) -> Fields:
    """The fields of a draft's file, each with what is written after its colon."""
    written = {
        "code": draft.code,
        "title": quoted(draft.title),
        "lead": _listed(map(quoted, draft.leads)),
        "portfolio": quoted(draft.portfolio),
        "period": quoted(draft.period),
        "status": quoted(draft.status),
        "progress": _listed(map(quoted, draft.progress)),
        "next_steps": _listed(map(_step, draft.steps)),
    }
    if draft.reason:
        written["status_reason"] = quoted(draft.reason)
    if draft.continues:
        written["continues"] = _listed(iter(draft.continues))
    return written


def register(edition: Edition) -> Fields:
    # The order that counts is the register's.
    codes = ", ".join(sorted({d.code for d in edition.drafts}))
    return {
        "plan": quoted(edition.plan),
        "title": quoted(edition.title),
        "council": quoted(edition.council),
        "starts": "2019-04-01",
        "ends": "2027-03-31",
        "period": quoted(edition.period),
        "statuses": "".join(
            f"\n  {word}:\n    kind: {kind}" + "\n    aliases: [On track]" * (word == "Green")
            for word, kind in STATUSES.items()
        ),
        "leads": "[Housing]",
        "portfolios": "[Wellbeing]",
        "objectives": f"[{{number: 1, title: One, activities: [{codes}]}}]",
        "retired": "".join(f"\n  {code}: {quoted(why)}" for code, why in edition.retired) or "{}",
    }


def written(pairs: Fields) -> bytes:
    return "".join(f"{key}: {value}\n" for key, value in pairs.items()).encode("utf-8", "replace")


def files(edition: Edition) -> dict[str, bytes]:
    """The files of an edition, by name."""
    made = {
        f"{draft.code}.yaml": b"code: [\n" if draft.broken else written(fields(draft))
        for draft in edition.drafts
    }
    return {"plan.yaml": written(register(edition)), **made}


def save(edition: Edition, folder: Path) -> Path:
    for name, content in files(edition).items():
        write(folder / name, content)
    return folder


# From files to the report, as `kprlint changes` does it between two folders.


def snapshot(contents: Mapping[str, bytes], folder: str = "plan") -> Snapshot:
    return read(Origin(Taken.FOLDER, folder), folder, contents)


def reported(before: Snapshot, after: Snapshot) -> Any:
    return told(compare((before, after), 0))


def told(comparison: Comparison) -> Any:
    memory = remember(comparison.ledger.threads)
    found = events.find(Context(comparison, memory))
    return report(comparison, memory, found, scope=None, forge=None, head=None)


def changed(before: Edition, after: Edition) -> Any:
    """The data of the report on two editions."""
    return reported(snapshot(files(before)), snapshot(files(after)))


# A vocabulary of promises whose words return in others, with figures, dates, negations and parts of a series.

_VERBS = "Award,Publish,Consult on,Agree,Write,Open,Appoint,Do not sell,Finish,Review".split(",")
_THINGS = [
    "the contract for the pool roof",
    "the contract for the waste lorries",
    "phase 1 of the housing survey",
    "phase 2 of the housing survey",
    "12 homes in Wick",
    "12 homes in Tarrow",
    "15 homes in Wick",
    "the report on air quality",
    "the report on air quality and noise",
    "the hub",
    "the tree strategy",
    "the Q3 review of grants",
]
_TAILS = [
    "",
    "",
    "",
    " by March 2024",
    " by spring 2024",
    " by 2025",
    " in Q3",
    " in October",
    " with the parish councils",
    " without delay",
    ", and publish it",
]
_DUES = ["", "", "2023-12", "2023-12-31", "2024-01-31", "2023/24 Q4", "2024/25", "2024-02"]
_OWNERS = ["", "", "", "Housing", "A. Clerk"]
_PLACEHOLDERS = ["None required", "TBC", "Ongoing"]

_actions = st.builds(
    lambda verb, thing, tail: f"{verb} {thing}{tail}",
    st.sampled_from(_VERBS),
    st.sampled_from(_THINGS),
    st.sampled_from(_TAILS),
)
_steps = st.builds(
    Step,
    _actions | _actions | _actions | st.sampled_from(_PLACEHOLDERS),
    st.sampled_from(_DUES),
    st.sampled_from(_OWNERS),
    st.just(()),
)
_titles = st.builds(
    lambda verb, thing: f"{verb} {thing}", st.sampled_from(_VERBS), st.sampled_from(_THINGS)
)
# It shares no word with any promise.
QUIET = ["It rained on three Sundays.", "Nobody rang.", "Visitors came by bicycle."]
_done = st.builds(
    lambda thing, how: f"{thing[0].upper()}{thing[1:]} {how}.",
    st.sampled_from(_THINGS),
    st.sampled_from(
        [
            "was awarded on 3 July",
            "was published in August and sold",
            "went to Cabinet and was agreed",
            "was reviewed; it will be finished in spring",
            "will not go ahead, since the bids were too high",
            "was cancelled",
            "is delayed",
        ]
    ),
)
_REASONS = ["", "", "The contractor left.", "The pool roof contract was stopped."]


class Vocabulary(NamedTuple):
    """Where the texts of an edition come from."""

    titles: st.SearchStrategy[str]
    steps: st.SearchStrategy[Step]
    progress: st.SearchStrategy[str]
    reasons: st.SearchStrategy[str]
    names: st.SearchStrategy[str]
    statuses: st.SearchStrategy[str] = st.sampled_from(_WORDS)
    declares: bool = True


TELLING = Vocabulary(
    _titles,
    _steps,
    _done | st.sampled_from(QUIET),
    st.sampled_from(_REASONS),
    st.sampled_from(["Housing", "Planning", "Leisure"]),
)
# Its officers say nothing of what became of their promises.
SILENT = TELLING._replace(declares=False)

_CODES = [f"KA.{objective:02}.{number:02}" for objective in (1, 2) for number in range(1, 13)]


def _lists(texts: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts, max_size=most).map(tuple)


def _drafts(code: str, period: str, of: Vocabulary) -> st.SearchStrategy[Draft]:
    return st.builds(
        Draft,
        st.just(code),
        of.titles,
        of.statuses,
        of.reasons,
        st.lists(of.names, min_size=1, max_size=3).map(tuple),
        of.names,
        st.just(period),
        _lists(of.progress),
        st.lists(of.steps, max_size=4).map(tuple),
        st.just(()),
        st.just(False),
    )


@st.composite
def editions(draw: st.DrawFn, of: Vocabulary = TELLING, most: int = 12) -> Edition:
    """A plan of some activities; now and then one of them continues another, or cannot be read."""
    codes = draw(st.lists(st.sampled_from(_CODES), min_size=1, max_size=most, unique=True))
    period = "2023/24 Q2"
    drafts = [draw(_drafts(code, period, of)) for code in sorted(codes)]
    if draw(st.integers(0, 7)) == 0:
        at = draw(st.integers(0, len(drafts) - 1))
        drafts[at] = drafts[at]._replace(broken=True)
    if draw(st.integers(0, 7)) == 0:
        at = draw(st.integers(0, len(drafts) - 1))
        link = f"2023-24/{draw(st.sampled_from(codes))}"
        drafts[at] = drafts[at]._replace(continues=(link,))
    return Edition(tuple(drafts), period=period)


# Edits

_CLOSED = [
    ("done", "2023-11-30"),
    ("done", "Cabinet adopted it."),
    ("dropped", "The money went elsewhere."),
    ("to", "daily business of the team"),
    ("void", "Entered twice."),
]
_WHY = ["The contractor left.", "Half of it is done."]

_MOMENTS = [
    ("2023-24", "2023/24 Q2"),
    ("2023-24", "2023/24 Q3"),
    ("2023-24", "2023/24 Q4"),
    ("2024-25", "2024/25 Q1"),
]


@st.composite
def _edited_steps(draw: st.DrawFn, steps: tuple[Step, ...], of: Vocabulary) -> tuple[Step, ...]:
    kept: list[Step] = []
    for step in steps:
        match draw(st.integers(0, 14 if of.declares else 9)):
            case 10:
                kept.append(step._replace(said=(draw(st.sampled_from(_CLOSED)),)))
            case 11:
                kept.append(step._replace(said=(("update", draw(st.sampled_from(_WHY))),)))
            case 12:
                said = (("moved", draw(st.sampled_from(_WHY))),)
                kept.append(step._replace(due=draw(st.sampled_from(_DUES)), said=said))
            case 13:
                kept.append(draw(of.steps)._replace(said=(("was", step.action),)))
            case 14:  # split, a part of it done
                kept.append(draw(of.steps)._replace(said=(("was", step.action),)))
                closed = draw(st.sampled_from(_CLOSED))
                kept.append(draw(of.steps)._replace(said=(("was", step.action), closed)))
            case 0:
                continue
            case 1:
                kept.append(draw(of.steps))
            case 2:
                kept.append(step._replace(due=draw(st.sampled_from(_DUES))))
            case 3:
                kept.append(step._replace(action=f"{step.action} as soon as possible"))
            case 4:
                other = draw(of.steps).action
                kept.append(step._replace(action=f"{step.action} and {other}"))
            case 5:
                kept.append(step._replace(action=step.action.swapcase()))
            case 6:
                kept.append(step._replace(owner=draw(st.sampled_from(_OWNERS))))
            case _:
                kept.append(step)
    kept += draw(st.lists(of.steps, max_size=2))
    return tuple(draw(st.permutations(kept)))


@st.composite
def _edited(draw: st.DrawFn, draft: Draft, period: str, of: Vocabulary) -> Draft:
    draft = draft._replace(steps=draw(_edited_steps(draft.steps, of)))
    edits = draw(st.lists(st.integers(0, 6), max_size=3, unique=True))
    if draw(st.integers(0, 9)):  # the others lag behind
        draft = draft._replace(period=period)
    if 0 in edits:
        draft = draft._replace(title=draw(of.titles))
    if 1 in edits:
        draft = draft._replace(status=draw(of.statuses), reason=draw(of.reasons))
    if 2 in edits:
        draft = draft._replace(leads=draw(st.lists(of.names, min_size=1, max_size=3).map(tuple)))
    if 3 in edits:
        draft = draft._replace(portfolio=draw(of.names))
    if 4 not in edits:
        draft = draft._replace(progress=draw(_lists(of.progress)))
    if 5 in edits:
        draft = draft._replace(title=f"  {draft.title.upper()}. ")
    return draft


def shifted(code: str) -> str:
    return f"{code[:-2]}{int(code[-2:]) + 1:02}"


@st.composite
def successors(draw: st.DrawFn, before: Edition, of: Vocabulary = TELLING) -> Edition:
    """What became of `before`: in the same quarter, in the next one, or in the next plan."""
    plan, period = draw(st.sampled_from(_MOMENTS))
    drafts: list[Draft] = []
    start = draw(st.sampled_from([None, None, None, *(d.code for d in before.drafts)]))
    for draft in before.drafts:
        fate = draw(st.integers(0, 11))
        if fate == 0:
            continue
        code = draft.code
        if start is not None and code >= start:
            code = shifted(code)
        if fate == 1:
            code = draw(st.sampled_from(_CODES))
        made = draw(_edited(draft, period, of))._replace(code=code)
        if (fate in (1, 2) and code != draft.code) or (fate in (1, 2, 3) and plan != before.plan):
            made = made._replace(continues=(f"{before.plan}/{draft.code}",))
        if fate == 4:
            other = draw(st.sampled_from(before.drafts)).code
            made = made._replace(continues=(*made.continues, f"{before.plan}/{other}"))
        drafts.append(made)
    for _ in range(draw(st.integers(0, 2))):
        made = draw(_drafts(draw(st.sampled_from(_CODES)), period, of))
        if draw(st.integers(0, 3)) == 0:
            made = made._replace(continues=(f"{before.plan}/{before.drafts[0].code}",))
        drafts.append(made)
    unique = {draft.code: draft for draft in draw(st.permutations(drafts))}
    gone = [draft.code for draft in before.drafts if draft.code not in unique]
    retired = tuple((code, "It was no longer wanted.") for code in gone[:1])
    return Edition(tuple(unique.values()), plan, period, before.title, before.council, retired)


@st.composite
def histories(draw: st.DrawFn, of: Vocabulary = TELLING, most: int = 12) -> tuple[Edition, Edition]:
    """Two editions, the later one made from the earlier one."""
    before = draw(editions(of, most))
    return before, draw(successors(before, of))


# Texts that mean something to Markdown, HTML, a spreadsheet, a terminal or a forge.

HOSTILE = [
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "\\| pipe \\\\| more \\",
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "<!-- comment",
    "@everyone @a-team and @b",
    "closes #123, GH-12, !45, owner/repo#1",
    "[link](javascript:alert(1)) ![](https://example.org/x.png)",
    "https://example.org www.example.org a@example.org mailto:a@example.org",
    "deadbeef1 0123456789abcdef0123456789abcdef01234567",
    "`code` ``` **bold** ~~gone~~ _it_ # head",
    "- item\n+ item\n1. item\n> quote\n---\n===",
    "\u202eesrever\u202c \u2066x\u2069 \u200b\u200f\ufeff",
    "\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x9b2J\x7f",
    "\x00 nul \x08\x08 \x85 \u2028 \u2029 \r\n \t tab",
    '=HYPERLINK("http://x";"y") & \'+1\'',
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    " \u00a0=1",
    "＝1+1",
    '",="x",',
    "👩‍👩‍👧‍👦 🇬🇧 é e\u0301 中文 \u05e9\u05dc\u05d5\u05dd",
    "&amp; &lt; &#64;x &copy",
    "{{7*7}} ${x} %s %(x)s {0} {before}",
    "\U000e0041\ue000\uffff\ufffe",
    "KA.01.01",
    " ",
    "a" * 300,
    "x" * 100_000,
    "two words, " * 9_000,
    "@" * 3_000,
]
# What is seldom drawn, since it takes long to write out in every format.
_SHORT = [text for text in HOSTILE if len(text) < 1000]

hostile_texts = st.one_of(
    st.sampled_from(_SHORT),
    st.sampled_from(_SHORT),
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.builds(lambda one, other: f"{one} {other}", _actions, st.sampled_from(_SHORT)),
)
TEXTS_OF_ALL_KINDS = Vocabulary(
    hostile_texts,
    st.builds(
        Step,
        hostile_texts,
        st.sampled_from(_DUES),
        hostile_texts | st.just(""),
        st.just(()) | st.builds(lambda text: (("done", text),), hostile_texts),
    ),
    hostile_texts,
    hostile_texts,
    hostile_texts,
    hostile_texts | st.sampled_from(_WORDS),
)


@st.composite
def hostile_histories(draw: st.DrawFn) -> tuple[Edition, Edition]:
    """Two editions in which every text may be anything, the plan's name and title among them."""
    before, after = draw(histories(TEXTS_OF_ALL_KINDS, most=4))
    plan, title, council = draw(st.tuples(hostile_texts, hostile_texts, hostile_texts))
    if draw(st.booleans()):
        before = before._replace(plan=plan)
    return before, after._replace(plan=plan, title=title, council=council)
