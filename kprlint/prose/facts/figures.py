"""The same figure, told twice with two values: found where the words leave hardly a doubt that it is the same."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple

from kprlint.prose.clause import is_year, word_at
from kprlint.prose.data import pairs, words
from kprlint.prose.facts.counted import (
    BARE,
    MONEY,
    agent,
    counted,
    done_to,
    is_alone,
    is_named,
    subject,
    told_by,
)
from kprlint.prose.facts.values import value_of, values_of
from kprlint.prose.lexicon import CD, DT, HAS, IN, IS, MD, VBD, VBN, WAS
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.needs import Needs
from kprlint.prose.numbers import NUMBERS
from kprlint.prose.similarity import SMALL, stem, stems
from kprlint.prose.text import P, Sentence, Token, sentences, token_at

_SHARE = "%"
_VAGUE = frozenset([MONEY, _SHARE, BARE])
_REFERS = words("figures", "refers")
_APART = words("figures", "apart")
_POSITION = words("figures", "position")
_APPROXIMATE = words("figures", "approximate")
_LABELS = _POSITION | words("dates", "labels")
_KNOWN = words("figures", "known")
_PARTS = pairs("figures", "of which")
_AMOUNTS = words("figures", "amounts")
_NOW_SO_MANY = words("figures", "now so many")
_BODIES = words("figures", "bodies")
_LEADS = words("figures", "leads")
_LIGHT = frozenset(map(stem, words("figures", "light verbs")))
_NEW = frozenset({"new"})
_QUANTITIES = words("figures", "quantities")
_SPANS = words("figures", "spans")
_ASKED_FOR = words("figures", "asked for")
_TRIED = words("figures", "tried")
_ROLLED_OUT = words("figures", "rolled out")
_APART_REACH, _SO_NEAR = 12, 3
_NOTHING = frozenset[str]()
# So many words that say anything must two sentences have that are alike but for a figure.
_ALIKE = 4
# So many words must be alike where the second refers to the first, and where both have the same names and dates; one
# more where it is not told what is counted.
_REFERRING, _SAME_DETAILS = 1, 2
# A plain statement of an amount has no more words than these: “The contract was let for £310,000”.
_PLAIN = 3
_LONGEST_LABEL = 2
# A sentence of more numbers is a table; and so many figures of a kind are compared with each one that follows.
_MOST_NUMBERS, _MOST_COMPARED = 8, 20
NEEDS = Needs(frozenset(NUMBERS), tags=CD)


class Figure(NamedTuple, Generic[P]):
    """A number of things in a sentence: the noun's stem, “£”, “%” or “number”; `context` are the stems of the other words of its clause,
    `whole` of its sentence.

    `described` are the words between the number and its noun; `owners` are who has something in its sentence (“Audit Wales's”).
    `first` is the word that its sentence begins with. `names`, `times` (months, years, and the other numbers) and
    `amounts` (what may cost or hold so much: “budget”) tell it from other figures of its kind; `numbers` are all that
    its sentence gives. `agent` did what is told, `done_to` are words that say which of the things are meant; `alone`: there are none,
    and they are known; `told_by` is the participle that tells which: “the 321 officers issued with cameras”.
    """

    passage: P
    noun: str
    value: str
    start: int
    end: int
    refers: bool
    described: frozenset[str]
    owners: frozenset[str]
    context: frozenset[str]
    whole: frozenset[str]
    names: frozenset[str]
    times: frozenset[str]
    amounts: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    first: str
    agent: str
    done_to: frozenset[str]
    alone: bool
    told_by: str


def disagreeing(passages: Sequence[P]) -> Iterator[tuple[Figure[P], Figure[P]]]:
    """Each figure that has another value than one before, with that one."""
    earlier: dict[str, list[Figure[P]]] = {}
    said: dict[tuple[str, ...], Figure[P]] = {}
    values = set[str]()
    for passage in passages:
        if not NEEDS.met_by(passage.text):
            continue
        for sentence in sentences(passage.text):
            for key, alike in _blanks(passage, sentence):
                other = said.setdefault(key, alike)
                if other.value != alike.value:
                    yield other, alike
            found = _figures(passage, sentence)
            for figure in found:
                before = earlier.get(figure.noun, ())
                only = len(before) == 1 and figure.value not in values
                for other in before:
                    if other.value != figure.value and (
                        _is_same(other, figure)
                        or (other.passage.field == "status_reason" and _is_same(figure, other))
                        or (only and _is_told_of(other, figure))
                    ):
                        yield other, figure
                        break
            values |= {value for _, _, value in values_of(sentence.tokens)}
            for figure in found:
                kept = earlier.setdefault(figure.noun, [])
                if len(kept) < _MOST_COMPARED:
                    kept.append(figure)


def _blanks(passage: P, sentence: Sentence) -> Iterator[tuple[tuple[str, ...], Figure[P]]]:
    """The sentence with each of its figures blanked in turn: two that are alike but for it give two values."""
    tokens = sentence.tokens
    values = list(values_of(tokens))
    if len(values) > _MOST_NUMBERS:
        return
    for first, last, value in values:
        before, behind = token_at(tokens, first - 1), token_at(tokens, last + 1)
        if before.word in ANY_MONTH or behind.word in ANY_MONTH or _is_label(before, value):
            continue
        if is_year(tokens[first].word) or behind.before[:1] in ("/", ":"):
            continue
        rest = [*tokens[:first], *tokens[last + 1 :]]
        telling = [t for t in rest if t.word not in SMALL and t.word not in _LEADS]
        if any(one.word in _SPANS and two.word == "before" for one, two in pairwise(rest)):
            continue  # “in the quarter before”
        if sum(token.word.isalpha() for token in telling) < _ALIKE:
            continue
        figure = Figure(
            passage,
            "",
            value,
            tokens[first].start,
            tokens[last].end,
            refers=False,
            described=_NOTHING,
            owners=_NOTHING,
            context=_NOTHING,
            whole=_NOTHING,
            names=_NOTHING,
            times=_NOTHING,
            amounts=_NOTHING,
            words=_NOTHING,
            numbers=_NOTHING,
            first="",
            agent="",
            done_to=_NOTHING,
            alone=False,
            told_by="",
        )
        yield tuple(sorted(token.word for token in telling)), figure


def _is_label(before: Token, value: str) -> bool:
    """“Quarter 2”, but not “This quarter 1,210 households …”."""
    return before.word in _LABELS and len(value) <= _LONGEST_LABEL


def _is_same(one: Figure[P], other: Figure[P]) -> bool:
    """Whether two figures are about the same: no detail tells them apart, and enough words are alike."""
    if other.value in one.numbers or one.value in other.numbers:
        return False  # “42 homes at Ferndale and 47 at Wharf Road”
    if one.words & _TRIED and other.words & _ROLLED_OUT:
        return False  # “The pilot covered six wards”, “The roll-out will cover 21 wards”
    if _differ(one.described, other.described):
        return False  # “12 play areas”, “the 14 picnic areas”
    # A name that begins a sentence looks like any other word there.
    names, other_names = one.names - other.words, other.names - one.words
    if names and other_names:
        return False
    is_known = bool(other.told_by) and other.told_by in one.whole and not (names or other_names)
    if one.first != other.first and one.first and other.first and not is_known:
        return False  # “Lowfield library had …”, “Kingsmead library had …”
    # What was won in July may have to be spent by March.
    in_one_field = one.passage.field == other.passage.field
    shared = len(one.context & other.context)
    told_again = other.refers and not one.refers
    if told_again and one.noun == MONEY and not (names or other_names):
        parted = "for" in other.words - one.words  # “the £1.1m budget for fees”
        known = one.amounts & other.amounts and len(one.context) <= _PLAIN and not parted
        if known and not _differ(_years(one), _years(other)):
            return True  # “The grant is £1.2m”, “the grant of £1.4m was paid in July”
    if told_again and one.noun == MONEY and shared > _REFERRING + 1:
        # Awarded in July, paid in August; but another year has another grant.
        return not (_differ(_years(one), _years(other)) and in_one_field)
    if _differ(one.times, other.times) and in_one_field:
        return False
    if _is_of_an_owner(one, other):
        return True  # “Audit Wales made 25 recommendations”, “Audit Wales's report made 27”
    if told_again and other.done_to and one.whole.isdisjoint(other.done_to):
        return False  # “12 hectares were planted”, “the 4 hectares felled will be”
    if told_again and " " in one.noun and not (names or other_names):
        return True  # “The route is 12 km long”, “along the 14 km route”
    if told_again and other.described - one.whole - one.described - _NEW:
        return False  # “The agency employs 640 people”, “the 80 young people”
    if told_again:
        told, told_of = one.whole | one.described, other.whole | other.described
        shared = len(told & told_of - (one.described & other.described))
        return shared >= _REFERRING + (one.noun in _VAGUE)
    if names or other_names or _differ(one.times, other.times):
        return False
    # “140 people booked for the fair”, “96 people came to the fair”; a step says more of what was told before.
    if not _tell_the_same(one, other) and (in_one_field or _differ(one.context, other.context)):
        return False
    if one.context & other.context & _QUANTITIES and one.noun not in _VAGUE:
        return True  # “The backlog is 340 cases”, “with a backlog of 430 cases”
    if one.noun in _VAGUE and one.times != other.times:
        return False
    known = bool(one.amounts) and one.amounts == other.amounts
    return shared >= _SAME_DETAILS + (one.noun in _VAGUE and not known)


def _is_told_of(one: Figure[P], other: Figure[P]) -> bool:
    """Whether the second are all of the first: “A programme of 14 workshops was held”, “Feedback from the 12 workshops was good”."""
    plain = not (one.names or other.names or other.times or one.described or one.refers)
    return plain and other.alone and one.noun not in _VAGUE


def _tell_the_same(one: Figure[P], other: Figure[P]) -> bool:
    """Whether two clauses have the same words; but for who did it, where one is in the passive, and verbs that say little."""
    told, again = one.context - _LIGHT, other.context - _LIGHT
    if told == again or told | one.described == again | other.described:
        return True
    agents = {one.agent, other.agent} - {""}
    return len(told & again) > _SAME_DETAILS and len(told ^ again) == 1 and told ^ again <= agents


def _is_of_an_owner(one: Figure[P], other: Figure[P]) -> bool:
    """Whether the second tells what somebody has of whom the first told, and nothing that the first did not."""
    bare = {word.removesuffix("'s") for word in one.words}
    alike = len(one.whole & other.whole) > _SAME_DETAILS and not one.whole - other.whole
    return bool(other.owners & bare - one.owners) and alike and one.noun not in _VAGUE


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each has something that the other lacks."""
    return bool(one - other and other - one)


def _years(figure: Figure[P]) -> frozenset[str]:
    return frozenset(filter(is_year, figure.times))


def _figures(passage: P, sentence: Sentence) -> list[Figure[P]]:
    """The figures of a sentence that speaks of one thing alone, and of no change, part, target or forecast."""
    tokens = sentence.tokens
    values = list(values_of(tokens))
    if len(values) > _MOST_NUMBERS:
        return []
    found: list[Figure[P]] = []
    for first, index, value in values:
        token = tokens[first]
        if passage.text[tokens[index].end : tokens[index].end + 2].lstrip().startswith("%"):
            noun, end = _SHARE, index + 1
        else:
            noun, end = counted(tokens, first, index)
        if not noun or (
            token_at(tokens, first - 1).word in _POSITION and len(value) <= _LONGEST_LABEL
        ):
            continue
        around = _around(tokens, first, index, end)
        if _tells_apart(around) or (noun == MONEY and any(t.word in _ASKED_FOR for t in around)):
            continue
        before = tokens[first - 1].word if first else ""
        before_that = tokens[first - 2].word if first > 1 else ""
        if before in _APPROXIMATE or before == "than":
            continue
        if _is_part(tokens, index) and before != "all":
            continue
        head = end - 1 if end > index + 1 else index
        rest = [t for i, t in enumerate(tokens) if not first <= i <= head]
        # What follows a comma tells of something else: “worth £1.4m, was signed in September”.
        told = rest[
            : next((i for i in range(end, len(tokens)) if tokens[i].is_break), len(tokens))
            - (head + 1 - first)
        ]
        found.append(
            Figure(
                passage,
                noun,
                value,
                token.start - (noun == MONEY),
                tokens[end - 1].end,
                before in _REFERS
                or before.endswith("'s")
                or (before_that in _REFERS and tokens[first - 1].is_capital)
                or (noun == MONEY and is_named(tokens, first)),
                frozenset(stems(tokens[index + 1 : head])),
                frozenset(w.removesuffix("'s") for w in sentence.words if w.endswith("'s")),
                frozenset(s for s in stems(told) if s.isalpha()) - {noun},
                frozenset(s for s in stems(rest) if s.isalpha()) - {noun},
                frozenset(_names(rest, tokens[0])),
                frozenset(t.word for t in told if t.word in ANY_MONTH or t.word[0].isdecimal()),
                frozenset(t.word for t in told if noun == MONEY and t.word in _AMOUNTS),
                frozenset(sentence.words),
                frozenset(filter(None, map(value_of, (t.word for t in rest)))),
                subject(sentence),
                agent(tokens),
                done_to(tokens, end),
                before in _KNOWN and end == index + 2 and is_alone(tokens, end),
                told_by(tokens, end) if before in _REFERS else "",
            )
        )
    # Two counts of the same things in one sentence are told apart by it.
    nouns = [figure.noun for figure in found]
    return [figure for figure in found if nouns.count(figure.noun) == 1]


def _around(tokens: Sequence[Token], first: int, index: int, end: int) -> Sequence[Token]:
    """The words around a figure that may tell it apart; not what is counted itself, nor what a fronted one leads to: “In all seven wards, litter fell”."""
    after = index + 1 + _APART_REACH
    fronted = tokens[0].tags & IN and not any(token.is_break for token in tokens[1:end])
    behind = token_at(tokens, end)
    if fronted and behind.is_break and behind.word not in _APART:
        after = end
    head = max(end - 1, index + 1)
    return [*tokens[max(0, first - _APART_REACH) : head], *tokens[end:after]]


def _tells_apart(tokens: Sequence[Token]) -> bool:
    """Whether a sentence speaks of a part, a change or another time: “each”, “between 12 and 15”, “there are now 19”."""
    for index, token in enumerate(tokens):
        word, following = token.word, token_at(tokens, index + 1)
        if word in ("down", "up") and token_at(tokens, index - 1).tags & (VBN | VBD):
            continue  # “has been drawn down”, “took up”
        if word == "against" and not any(
            value_of(t.word) or t.word in _APART for t in tokens[index + 1 : index + 1 + _SO_NEAR]
        ):
            continue  # “fenced against deer”
        if word in _SPANS and following.word == "before":
            return True
        near = tokens[max(0, index - _SO_NEAR - 1) : index]
        if word == "average" and word_at(tokens, index - 1) == "on":
            if any(value_of(one.word) for one in near):
                continue  # “took 3.1 days on average”
        if word == "each" and token_at(tokens, index - 1).tags & (MD | IS | WAS | HAS):
            continue  # “will each pass it on”
        if word in _APART and "-" not in (token.before, following.before):
            return True  # and not “follow-up”
        shared = token_at(tokens, index - 2).tags & DT
        if word == "each" and following.word != "of" and not shared:
            return True  # but “were given a mentor each”
        if word == "between" and value_of(following.word):
            if word_at(tokens, index + 2) not in ANY_MONTH and not is_year(following.word):
                return True
        if word == "now" and (value_of(following.word) or following.word in _NOW_SO_MANY):
            if value_of(following.word) or any(
                value_of(token.word) for token in tokens[index + 2 : index + 2 + _SO_NEAR]
            ):
                return True
    return False


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """“£2.4m, of which £0.9m is spent”, “£3.1m of the budget”."""
    before = (word_at(tokens, index - 2), word_at(tokens, index - 1))
    behind = word_at(tokens, index + 1) == "of" and token_at(tokens, index + 2).tags & DT
    return before in _PARTS or bool(behind)


def _names(rest: Sequence[Token], first: Token) -> Iterator[str]:
    """The names among the words, months left aside."""
    for token in rest:
        if token.is_capital and token is not first:
            if token.word not in ANY_MONTH and token.word not in _BODIES:
                yield token.word.removesuffix("'s").removesuffix("’s")
