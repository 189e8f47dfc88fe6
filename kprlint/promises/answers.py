"""Which later step stands for which earlier one, as the files declare it or their words show beyond doubt."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from kprlint.promises.dates import Move, When, move, when
from kprlint.promises.promise import Promise
from kprlint.promises.words import bare_key, begins, is_beginning, key


class Basis(StrEnum):
    """Why a later step stands for an earlier one."""

    SAME = "same words"  # but for spelling, punctuation, case, a list number
    DATED = "same words, dated otherwise"  # but for the words that say by when as well
    WAS = "was"  # its officer says so


class Continuation(NamedTuple):
    """A later step that stands for an earlier one, or for a part of it; `move` is how the date moved."""

    later: Promise
    basis: Basis
    move: Move | None


class Answer(NamedTuple):
    """An earlier promise, and all that stands for it now: several parts where it was split, none where it is lost."""

    earlier: Promise
    parts: tuple[Continuation, ...]


class Fault(NamedTuple):
    """A text `was` (the one of number `which`) that fits none of the earlier steps, or more than one."""

    later: Promise
    which: int
    was: str
    fitting: tuple[Promise, ...]


class Answers(NamedTuple):
    """What became of an activity's earlier promises, in their order; and the later steps that are `new`."""

    lines: tuple[Answer, ...]
    new: tuple[Promise, ...]


def answers(
    earlier: Sequence[Promise], later: Sequence[Promise], others: Iterable[Promise] = ()
) -> Answers:
    """Pairs the steps that an activity has to answer for with its own present ones.

    `others` are the steps of other activities that say they come from this one (`from`). What is declared by `was`
    comes first, then the same words, one to one, then the same words but for their dates. A step that says what it was
    answers by its own words, too, but only for a promise that nobody else answers.
    """
    pairing = _Pairing(earlier)
    plain = [own for own in later if not (own.step.was or own.step.origin)]
    for after in (*(own for own in later if not own.step.origin), *others):
        for was in after.step.was or ((after.action,) if after.step.origin else ()):
            for before in _missing(_one(fits(was, earlier)), plain):
                pairing.answer(before, after, Basis.WAS)
    declared = [own for own in later if own.step.was or own.step.origin]
    open_ones = [before for before in earlier if before.step.is_open]
    closed = [before for before in earlier if not before.step.is_open]
    pairing.pair(open_ones, plain, Basis.SAME)
    pairing.pair_twins(open_ones)
    pairing.pair(pairing.lost(open_ones), pairing.unused(plain), Basis.DATED)
    for basis in Basis.SAME, Basis.DATED:
        pairing.pair(pairing.lost(closed), pairing.unused(plain), basis)
    for basis in Basis.SAME, Basis.DATED:
        pairing.pair(pairing.lost(open_ones), declared, basis)
    return Answers(pairing.lines(), tuple(pairing.unused(later)))


class _Pairing:
    """The parts that stand for each earlier promise, as they are found."""

    def __init__(self, earlier: Sequence[Promise]) -> None:
        self._earlier = earlier
        self._parts: dict[int, list[Continuation]] = {id(before): [] for before in earlier}
        self._used: set[int] = set()

    def answer(self, before: Promise, after: Promise, basis: Basis) -> None:
        parts = self._parts[id(before)]
        if all(part.later is not after for part in parts):
            parts.append(Continuation(after, basis, move(before, after)))
        self._used.add(id(after))

    def lost(self, earlier: Iterable[Promise]) -> list[Promise]:
        """Those that nothing stands for so far."""
        return [before for before in earlier if not self._parts[id(before)]]

    def unused(self, later: Iterable[Promise]) -> list[Promise]:
        """Those that stand for nothing so far."""
        return [after for after in later if id(after) not in self._used]

    def pair(self, earlier: Iterable[Promise], later: Iterable[Promise], basis: Basis) -> None:
        """Those with the same words, one to one, in order; of several first those with the same date."""
        there: dict[str, list[Promise]] = {}
        for after in later:
            if made := _key(after, basis):
                there.setdefault(made, []).append(after)
        left = []
        for before in earlier if there else ():
            candidates = there.get(_key(before, basis), [])
            alike = [after for after in candidates if when(after) == when(before)]
            if alike:
                candidates.remove(alike[0])
                self.answer(before, alike[0], basis)
            elif candidates:
                left.append(before)
        for before in left:
            if candidates := there[_key(before, basis)]:
                self.answer(before, candidates.pop(0), basis)

    def pair_twins(self, earlier: Sequence[Promise]) -> None:
        """Of a step that was listed twice, with the same words and date, the one that is there now stands for both."""
        lost = self.lost(earlier)
        if not lost:
            return
        there: dict[tuple[str, When | None], list[Continuation]] = {}
        for one in earlier:
            if parts := self._parts[id(one)]:
                there.setdefault((key(one.action), when(one)), parts)
        for twin in lost:
            for part in there.get((key(twin.action), when(twin)), ()):
                self.answer(twin, part.later, part.basis)

    def lines(self) -> tuple[Answer, ...]:
        return tuple(Answer(before, tuple(self._parts[id(before)])) for before in self._earlier)


def _key(promise: Promise, basis: Basis) -> str:
    if basis is Basis.SAME:
        return key(promise.action)
    return bare_key(promise.action, promise.as_at)


def fits(was: str, earlier: Sequence[Promise]) -> list[Promise]:
    """The earlier steps that `was` names: by all their words or, with “…” at its end, by their beginning.

    Open ones first: a closed one is meant only where no open one fits. Steps with the same words count as one.
    """
    wanted = key(was)
    for is_open in (True, False):
        there = [before for before in earlier if before.step.is_open is is_open]
        found = [before for before in there if wanted and key(before.action) == wanted]
        if not found and is_beginning(was):
            found = [before for before in there if begins(was, before.action)]
        if not found:
            found = [
                before
                for before in there
                if wanted and bare_key(before.action, before.as_at) == wanted
            ]
        if found:
            return found
    return []


def _one(fitting: Sequence[Promise]) -> Sequence[Promise]:
    """`fitting` where it is one step, or several with the same words; else nothing."""
    return fitting if len({key(before.action) for before in fitting}) == 1 else ()


def _missing(fitting: Sequence[Promise], plain: Sequence[Promise]) -> Sequence[Promise]:
    """Of several earlier steps with the same words those that are not there any more, told apart by their dates."""
    if len(fitting) < 2:
        return fitting
    there = [when(own) for own in plain if key(own.action) == key(fitting[0].action)]
    return [before for before in fitting if when(before) not in there] or fitting


def faults(later: Iterable[Promise], earlier: Sequence[Promise]) -> Iterable[Fault]:
    """The texts `was` of `later` that do not name one of the steps in `earlier`."""
    for after in later:
        for which, was in enumerate(after.step.was):
            fitting = fits(was, earlier)
            if not _one(fitting):
                yield Fault(after, which, was, tuple(fitting))
