"""From trees to the model, strictly: what does not fit is left out, and said not to fit.

`read_activity` and `read_plan` accept exactly the documents that the published schemas accept (a
property of the test suite), so a document that fits needs no second look by jsonschema, and jsonschema,
which takes longer to import than all else together, is asked only to explain one that does not.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from kprlint.model import (
    Activity,
    ActivityId,
    Code,
    CodeForm,
    Due,
    Kind,
    NextStep,
    Objective,
    Outcome,
    Plan,
    Quarter,
    Status,
)
from kprlint.model.activity import ONGOING
from kprlint.model.code import form_unsaid
from kprlint.model.due import parse_day
from kprlint.source.document import Document
from kprlint.source.schema import is_whole
from kprlint.source.yaml import Mapping, Node, Scalar, Sequence, Tree

_ACTIVITY = frozenset(
    "code title continues lead portfolio period as_at status status_reason due moved percent_complete "
    "progress next_steps".split()
)
_STEP = frozenset("action due owner done dropped to void moved update was from".split())
_CLOSING = frozenset(outcome.value for outcome in Outcome)  # they exclude each other
_PLAN = frozenset(
    "plan title council starts ends period codes answers_from statuses leads portfolios objectives "
    "retired glossary language paper".split()
)
_STATUS = frozenset("kind meaning aliases".split())
_OBJECTIVE = frozenset("number title theme activities".split())
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", re.ASCII)
_KINDS = {kind.value: kind for kind in Kind}


class _Reader:
    """Reads values and remembers whether all of them were of the right shape."""

    def __init__(self) -> None:
        self.fits = True

    def mapping(self, node: Node | None, keys: frozenset[str] | None = None) -> Mapping | None:
        if type(node) is Mapping:
            if keys is not None and not node.pairs.keys() <= keys:
                self.fits = False
            return node
        self.fits = False
        return None

    def text(self, node: Node | None) -> str:
        if type(node) is Scalar:
            text = node.text
            if text and not text.isspace():
                return text
        self.fits = False
        return ""

    def optional(self, node: Node | None) -> str:
        return "" if node is None else self.text(node)

    def number(self, node: Node | None) -> int | None:
        value = node.text if type(node) is Scalar and not node.style else ""
        if is_whole(value):
            return int(value)
        self.fits = False
        return None

    def texts(self, node: Node | None, *, some: bool = False) -> tuple[str, ...]:
        if type(node) is Sequence:
            if some and not node.items:
                self.fits = False
            return tuple([self.text(item) for item in node.items])
        self.fits = False
        return ()

    def listed(self, node: Node | None) -> Node | None:
        """A list that may be left empty, as ``open`` leaves it: nothing written is an empty one."""
        nothing = type(node) is Scalar and node.is_null
        return Sequence(node.start, node.end, False) if node and nothing else node

    def one_or_more(self, node: Node | None) -> tuple[str, ...]:
        if type(node) is Sequence:
            return self.texts(node, some=True)
        text = self.text(node)
        return (text,) if text else ()

    def step(self, node: Node) -> NextStep:
        if type(node) is Scalar:
            return NextStep(self.text(node))
        mapping = self.mapping(node, _STEP)
        if mapping is None:
            return NextStep("")
        get = mapping.get
        due = self.optional(get("due"))
        if len(mapping.pairs.keys() & _CLOSING) > 1:
            self.fits = False
        was = get("was")
        return NextStep(
            action=self.text(get("action")),
            due=Due.parse(due) if due else None,
            owner=self.optional(get("owner")),
            ongoing=due == ONGOING,
            done=self.optional(get("done")),
            dropped=self.optional(get("dropped")),
            to=self.optional(get("to")),
            void=self.optional(get("void")),
            moved=self.optional(get("moved")),
            update=self.optional(get("update")),
            was=self.one_or_more(was) if was is not None else (),
            origin=self.optional(get("from")),
        )

    def steps(self, node: Node | None) -> tuple[NextStep, ...]:
        if type(node) is Sequence:
            return tuple([self.step(item) for item in node.items])
        self.fits = False
        return ()

    def status(self, word: str, node: Node) -> Status:
        mapping = self.mapping(node, _STATUS)
        if mapping is None:
            return Status(word, None)
        kind = _KINDS.get(self.text(mapping.get("kind")))
        if kind is None:
            self.fits = False
        aliases = mapping.get("aliases")
        return Status(
            word,
            kind,
            self.optional(mapping.get("meaning")),
            self.texts(aliases) if aliases else (),
        )

    def objective(self, node: Node) -> Objective:
        mapping = self.mapping(node, _OBJECTIVE)
        if mapping is None:
            return Objective(None, "", "", ())
        return Objective(
            self.number(mapping.get("number")),
            self.text(mapping.get("title")),
            self.optional(mapping.get("theme")),
            tuple(Code.parse(code) for code in self.texts(mapping.get("activities"))),
        )


def read_activity(document: Document) -> Activity:
    """The activity in `document` as far as it can be read; sets `document.fits`."""
    activity, document.fits = _activity(document.tree)
    return activity


@lru_cache(maxsize=1024)
def _activity(tree: Tree) -> tuple[Activity, bool]:
    """The activity, once for each text that was read, and whether all of it fits."""
    reader = _Reader()
    root = reader.mapping(tree.root, _ACTIVITY) or Mapping(0, 0, False)
    get = root.get
    as_at = reader.optional(get("as_at"))
    due = reader.optional(get("due"))
    written = get("percent_complete")
    percent = None if written is None else reader.number(written)
    continues = get("continues")
    activity = Activity(
        code=Code.parse(reader.text(get("code"))),
        title=reader.text(get("title")),
        leads=() if get("lead") is None else reader.one_or_more(get("lead")),
        portfolio=reader.optional(get("portfolio")),
        period=Quarter.parse(reader.text(get("period"))),
        status=reader.text(get("status")),
        status_reason=reader.optional(get("status_reason")),
        progress=reader.texts(reader.listed(get("progress"))),
        next_steps=reader.steps(reader.listed(get("next_steps"))),
        as_at=parse_day(as_at) if as_at else None,
        due=Due.parse(due) if due else None,
        moved=reader.optional(get("moved")),
        percent_complete=percent if percent is not None and percent <= 100 else None,
        continues=()
        if continues is None
        else tuple(ActivityId.parse(text) for text in reader.one_or_more(continues)),
    )
    return activity, reader.fits


def read_plan(document: Document) -> Plan:
    """The register in `document` as far as it can be read; sets `document.fits`."""
    plan, document.fits = _plan(document.tree)
    return plan


@lru_cache(maxsize=8)
def _plan(tree: Tree) -> tuple[Plan, bool]:
    """The register, once for each text that was read, and whether all of it fits."""
    reader = _Reader()
    root = reader.mapping(tree.root, _PLAN) or Mapping(0, 0, False)
    get = root.get

    def day(key: str) -> date | None:
        return parse_day(reader.text(get(key)))

    def names(key: str) -> frozenset[str]:
        node = get(key)
        return frozenset() if node is None else frozenset(reader.texts(node, some=True)) - {""}

    statuses = reader.mapping(get("statuses"))
    if statuses is not None and not statuses.pairs:
        reader.fits = False
    form = get("codes")
    objectives = get("objectives")
    if type(objectives) is not Sequence or not objectives.items:
        reader.fits = False
    items = objectives.items if type(objectives) is Sequence else []
    read = tuple([reader.objective(item) for item in items])
    codes = _places(code for objective in read for code in objective.codes if code)
    retired = reader.mapping(get("retired")) if get("retired") is not None else None
    glossary = reader.mapping(get("glossary")) if get("glossary") is not None else None
    answers_from = reader.optional(get("answers_from"))
    language = reader.optional(get("language"))
    reasons = {k: reader.text(p.value) for k, p in retired.pairs.items()} if retired else {}
    plan = Plan(
        name=reader.text(get("plan")),
        title=reader.text(get("title")),
        council=reader.text(get("council")),
        starts=day("starts"),
        ends=day("ends"),
        period=Quarter.parse(reader.text(get("period"))),
        statuses={word: reader.status(word, pair.value) for word, pair in statuses.pairs.items()}
        if statuses
        else {},
        leads=names("leads"),
        portfolios=names("portfolios"),
        objectives=read,
        retired={code: why for key, why in reasons.items() if (code := Code.parse(key))},
        glossary={k: reader.text(p.value) for k, p in glossary.pairs.items()} if glossary else {},
        language=language if _LANGUAGE.fullmatch(language) else "",
        paper=_paper(reader, get("paper")),
        answers_from=Quarter.parse(answers_from) if answers_from else None,
        codes=codes,
        code_form=form_unsaid(codes) if form is None else CodeForm.parse(reader.text(form)),
    )
    return plan, reader.fits


def _paper(reader: _Reader, node: Node | None) -> dict[str, str | dict[str, str]]:
    """The plan's own words for its papers; ours are read where a plan has some of its own."""
    if node is None:
        return {}
    from kprlint.words import english
    from kprlint.words.plural import FORMS, OTHER

    ours = english().entries
    written = reader.mapping(node, frozenset(ours))
    found: dict[str, str | dict[str, str]] = {}
    for key, pair in written.pairs.items() if written else ():
        if type(pair.value) is Mapping and not isinstance(ours.get(key), str):
            reader.mapping(pair.value, FORMS)
            forms = {form: reader.text(one.value) for form, one in pair.value.pairs.items()}
            reader.fits &= OTHER in forms
            found[key] = forms
        else:
            found[key] = reader.text(pair.value)
    return found


def _places(codes: Iterable[Code]) -> dict[Code, int]:
    """Each code with its place among them."""
    return {code: place for place, code in enumerate(dict.fromkeys(codes))}
