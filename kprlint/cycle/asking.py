"""How questions are asked: one line each, until the answer can be used; who asks them on what is a matter of the Asker."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from kprlint.model.activity import ONGOING
from kprlint.model.due import Due, say_due
from kprlint.prose.steps.date_answer import date_answer, is_time
from kprlint.wording import all_of

NOTHING = "-"
"""What takes away what is there."""


class Asker(Protocol):
    """Somebody at a terminal."""

    def say(self, text: str = "", *, indent: str = "") -> None:
        """Shows a text, broken into lines where it is long; `indent` stands before those that follow."""

    def ask(self, question: str, *, before: Sequence[str] = (), words: Sequence[str] = ()) -> str:
        """The answer, without spaces around it.

        `before` are texts that the arrow key brings back to be changed, `words` those that are completed.
        """


class Choice(NamedTuple):
    """Something to choose: the word that is typed for it, and what is shown."""

    word: str
    shown: str


def choose(asker: Asker, question: str, choices: Sequence[Choice], *, keep: str = "") -> str:
    """The word of a choice: typed as its number, or as its beginning; empty where Enter keeps what is there.

    `keep`: what Enter does; without it there is no leaving it.
    """
    for number, choice in enumerate(choices, 1):
        asker.say(f"  {number:>2}  {choice.shown}", indent="      ")
    return _chosen(asker, question, [choice.word for choice in choices], keep)


def choose_word(asker: Asker, question: str, words: Sequence[str], *, keep: str = "") -> str:
    """As `choose`, where the words say it all: they are shown on one line."""
    asker.say("  ".join(f"{number} {word}" for number, word in enumerate(words, 1)))
    return _chosen(asker, question, words, keep)


def _chosen(asker: Asker, question: str, words: Sequence[str], keep: str) -> str:
    prompt = f"{question} [Enter: {keep}]" if keep else question
    while True:
        answer = asker.ask(prompt, words=words)
        if not answer and keep:
            return ""
        if answer.isdecimal() and 0 < int(answer) <= len(words):
            return words[int(answer) - 1]
        folded = " ".join(answer.split()).casefold()
        exact = [word for word in words if word.casefold() == folded]
        begun = exact or [w for w in words if folded and w.casefold().startswith(folded)]
        if len(begun) == 1:
            return begun[0]
        if len(begun) > 1:
            asker.say(f"That may be {all_of(begun)}: write some more of it, or the number.")
        else:
            asker.say(f"Write a number from 1 to {len(words)}, or the word beside it.")


def text(
    asker: Asker,
    question: str,
    *,
    now: str = "",
    needed: str = "",
    before: Iterable[str] = (),
) -> str | None:
    """A text on one line; None where what is there stays, empty where it is taken away.

    `needed`: why something has to be written; without it Enter, where nothing is there, leaves it so.
    """
    prompt = f"{question} [Enter: it stays; {NOTHING}: take it away]" if now else question
    if now and needed:
        prompt = f"{question} [Enter: it stays]"
    while True:
        answer = " ".join(asker.ask(prompt, before=[*before, now] if now else [*before]).split())
        if answer == NOTHING and not needed:
            return ""
        if answer and answer != NOTHING:
            return answer
        if now and answer != NOTHING:
            return None
        if not needed:
            return None
        asker.say(needed)


def day_or_text(asker: Asker, question: str, as_at: date, *, needed: str) -> Due | str:
    """A time that is over, in figures or in plain words, else a sentence."""
    while True:
        answer = " ".join(asker.ask(question).split())
        found = _one_of(asker, answer, date_answer(answer, as_at, ahead=False))
        if found:
            return found
        if answer and not is_time(answer, as_at):
            return answer
        asker.say(needed)


def when(asker: Asker, question: str, as_at: date, *, keep: str = "", none: str = "") -> str | None:
    """A date to come as the field `due` has it, or “ongoing”; None where Enter keeps what is there, empty for no date.

    `none`: what no date is, where that can be.
    """
    ways = [f"Enter: {keep}"] if keep else []
    ways += [f"{'Enter' if not keep else NOTHING}: {none}"] if none else []
    prompt = f"{question} [{'; '.join(ways)}]" if ways else question
    while True:
        answer = " ".join(asker.ask(prompt, words=[ONGOING]).split())
        if not answer and keep:
            return None
        if none and answer == ("" if not keep else NOTHING):
            return ""
        if answer.casefold() == ONGOING:
            asker.say("  a standing duty, without a date")
            return ONGOING
        found = _one_of(asker, answer, date_answer(answer, as_at, ahead=True))
        if found and not found.is_past(as_at):
            return str(found)
        if found:
            asker.say(
                f"That was over on {say_due(_day(as_at))}, the day of this report: write one to come."
            )
        else:
            asker.say(
                "That is no date that can be told: write it as “end of March”, 2024-03-31, 2024-03, 2023/24 Q4 or 2023/24."
            )


def _one_of(asker: Asker, answer: str, found: Sequence[Due]) -> Due | None:
    """The date that is meant, shown as what it means."""
    if not found:
        return None
    one = found[0]
    if len(found) > 1:
        asker.say(f"“{answer}” may be:")
        choices = [Choice(str(due), say_due(due)) for due in found]
        word = choose(asker, "Which?", choices)
        one = next(due for due in found if str(due) == word)
    if str(one) != answer:
        asker.say(f"  → {say_due(one)}, written as {one}")
    return one


def _day(day: date) -> Due:
    made = Due.parse(day.isoformat())
    assert made
    return made
