"""What a date belongs to: the words around it show whether it is the time of what is told, or of a thing in it."""

from bisect import bisect_left, bisect_right
from enum import Enum

from kprlint.prose.data import words
from kprlint.prose.dates import Found, Grain, Role, Tense
from kprlint.prose.dates.terms import Why
from kprlint.prose.dates.vocabulary import UNITS
from kprlint.prose.lexicon import IN, VB, VBD, WAS, lexicon, tags
from kprlint.prose.tense import Tenses, tenses_of
from kprlint.prose.tokens import DASHES, Tokens, tokens_of

# When a step is to happen; the others say what it is about, or what came before.
PLANNED = frozenset({Role.DEADLINE, Role.POINT, Role.DURING, Role.UNTIL, Role.START})
_AT = words("dates", "at")
PARTS = words("dates", "parts")
_TO_THE_END = frozenset({"to", "ended", "ending"})
_SPANS = words("dates", "spans")
_BEFORE_NOUNS = words("dates", "before nouns")
_RESTS_ON = words("dates", "rests on")
_NEAR, _WITHIN, _TO_WHAT = 8, 5, 4
_LONGEST = 120
SET = words("dates", "set")


def _read(text: str) -> tuple[Tokens, Tenses]:
    return tokens_of(text), tenses_of(text)


def tense_at(text: str, found: Found) -> Tense | None:
    """Where the clause around the date looks; None where no word shows it."""
    tokens, tenses = _read(text)
    return tenses.at(*_places(tokens, found))


def tense_before(text: str, found: Found) -> Tense | None:
    """Where the words before the date look, in its sentence."""
    tokens, tenses = _read(text)
    return tenses.before(_places(tokens, found)[0])


def is_told_before(text: str, found: Found) -> bool:
    """Whether the verb stands before the date, or the date opens its sentence: “On 3 July 2023 Cabinet agreed …”."""
    tokens, tenses = _read(text)
    begin, _ = _places(tokens, found)
    opens = begin < 2 or any(tokens.ends_sentence(at) for at in (begin - 2, begin - 1))
    opens = (
        opens or _behind_what_leads(tokens, begin) < 0
    )  # “By the end of December 2023, 214 had …”
    return opens or tenses.before(begin) is not None


def is_told_beside(text: str, found: Found) -> bool:
    """Whether the verb of what was done stands next to the date: “was awarded in May”, “the fair on 8 May drew 700”."""
    tokens, _ = _read(text)
    begin, end = _places(tokens, found)
    if begin and tokens.low[begin - 1] == "the" and _is_noun_behind(tokens, end):
        if tokens.is_word(end):
            return False  # “places were filled on the October 2023 course”
    if begin and tokens.low[begin - 1] == "(" and tokens.low[end] == ")":
        if tags(tokens.low[end + 1]) & (VBD | WAS):
            return True  # “The handover (18 October 2023) took place”
    opened = begin - (begin > 0 and tokens.low[begin - 1] == "(")
    at = _behind_what_leads(tokens, opened)
    if at == begin - 1 and tags(tokens.low[at]) & VBD:
        return False  # “The notice gave 20 October as the closing date”
    if at == begin - 1 and tokens.low[end] == "as":
        return False  # “confirmed 20 November as the first day of its fieldwork”
    return _is_verb(tokens, at) or tokens.low[end] in _DREW


def is_done_at(text: str, found: Found) -> bool:
    """Whether a participle leads to the date: “have the weir surveyed in summer 2024”."""
    tokens, _ = _read(text)
    return _is_verb(tokens, _behind_what_leads(tokens, _places(tokens, found)[0]))


def is_told_behind(text: str, found: Found) -> bool:
    """Whether the sentence begins with what came before the rest: “Following the ruling of 3 October, the fee was repaid”."""
    tokens, tenses = _read(text)
    begin, end = _places(tokens, found)
    start = sentence_start(tokens, begin)
    opens = tokens.low[start] in words("when", "opens with what came before")
    if tokens.low[start] == "at":
        at = _behind_what_leads(tokens, begin)
        opens = tokens.low[at] in words(
            "when", "meets"
        )  # “At its meeting on 24 October the Board agreed …”
    return (
        opens
        and "," not in tokens.low[start:begin]
        and tenses.before(begin) is None
        and tenses.at(begin, end) is Tense.PAST
    )


def is_done_by(text: str, found: Found) -> bool:
    """Whether something was done by the date: “was rebuilt by 6 May”, “By May 2023, 14 had been certified”."""
    tokens, _ = _read(text)
    begin, end = _places(tokens, found)
    at = _behind_what_leads(tokens, begin)
    if at < 0:
        low = tokens.low[end : end + _LONGEST]
        return any(
            word in _WAS
            and _is_verb(
                tokens, end + place + (2 if word == "had" and low[place + 1] == "been" else 1)
            )
            for place, word in enumerate(low[:-2])
        ) and not any(word in _BOUND for word in low)
    low = tokens.low
    to = next((place for place in range(at, max(0, at - _TO_WHAT), -1) if low[place] == "to"), 0)
    if to and not tags(low[to + 1]) & VB:
        at = to - 1  # “were connected to full fibre by December”
    return (
        _is_verb(tokens, at)
        and at > 0
        and low[at - 1] in _WAS | {"been"}
        and low[at] not in _WANTED_BY
    )


def _behind_what_leads(tokens: Tokens, begin: int) -> int:
    """The last token before the date and the prepositions and parts that lead to it; -1 where there is none."""
    at = begin - 1
    while at >= 0 and (tokens.low[at] in PARTS or tokens.low[at] in _LEADS_TO):
        at -= 1
    if at >= 0 and tokens.low[at] == "as" and tokens.low[at + 1] in _AS_AT:
        at -= 1  # “As at 31 October 2023, 212 had been surveyed”
    return at


def _is_verb(tokens: Tokens, at: int) -> bool:
    if at < 0 or tokens.is_hyphenated(at):
        return False
    word = tokens.low[at]
    if tags(word) & VBD:
        return True
    return word in lexicon().participles or (word.endswith("ed") and word not in _NO_VERBS)


_AS_AT = frozenset({"at", "of"})
_NO_VERBS = words("dates", "no verbs")
_DREW = words("dates", "drew")
_WAS = words("dates", "was")
_WANTED_BY = words("dates", "wanted by")
_BOUND = words("dates", "bound")
_NUMBERED = words("figures", "position")
_LEADS_TO = words("dates", "leads to")


def is_time_of(text: str, found: Found) -> bool:
    """Whether the date says when something happens: “in June 2023”, not “the June 2023 survey”."""
    if found.role in (Role.DEADLINE, Role.UNTIL):
        return True
    tokens, _ = _read(text)
    begin, end = _places(tokens, found)
    at = begin - 1
    while at > 0 and tokens.low[at] in PARTS and not tokens.glued(at + 1):
        at -= 1
    before = tokens.low[at] if at >= 0 else ""
    behind = tokens.low[end]
    if begin and tokens.low[begin - 1] == "of" and before not in words("dates", "before of"):
        return False
    measured = at > 0 and tokens.low[at - 1] in words("when", "measured")
    if before in _TO_THE_END and at > 0 and (measured or tokens.low[at - 1] in _SPANS):
        return False  # “the year to 31 March 2023”
    if before == "(" and _is_behind_a_name(tokens, begin - 2):
        return False  # “the lessons from Storm Odile (February 2023)”
    if before == "(" and found.grain is Grain.FINANCIAL_YEAR and tokens.low[at - 2] in _NUMBERED:
        return False  # “the claim for year 1 (2022/23)”
    if before in _SPANS:
        return False  # “the quarter April to June 2023”
    if before == "for" and found.grain is not Grain.DAY:
        # “the statement for 2022/23”, but “planned for June 2023”
        return at > 0 and tokens.low[at - 1] in SET
    if before in _AT:
        # “in the May 2023 election” is about the election.
        return not (at < begin - 1 and behind.isalpha() and _is_noun_behind(tokens, end))
    if at >= 0 and tokens.low[at] in _BEFORE_NOUNS:
        return False
    return not behind.isalpha() and (
        at < 0 or before.isalpha() or before in DASHES or before in {"(", ")", ":", ",", "–", "["}
    )


def _is_behind_a_name(tokens: Tokens, at: int) -> bool:
    """Whether a name that something comes from, or is about, ends at the token `at`."""
    named = at
    while at >= 0 and tokens.is_capital(at):
        at -= 1
    while at >= 0 and tokens.low[at] in words("dates", "before a name"):
        at -= 1
    return 0 <= at < named and tokens.low[at] in _ABOUT_A_THING


_ABOUT_A_THING = words("dates", "about a thing")


class Occasion(Enum):
    """What has the date, so that it is the step's as well."""

    MEETING = "meeting"  # of people who decide: “Report to the March 2024 Cabinet”
    OTHER = "other"  # “Hold the vote at the May 2024 elections”
    ITSELF = "itself"  # “Board of 6 December to agree the scope”


def occasion(text: str, found: Found) -> Occasion | None:
    """The occasion that has the date, where the step is to be done on it; None for other things with a date.

    “at the May 2024 elections”, “to the Cabinet meeting of 4 March 2024”; not “the minutes of the March 2024 Cabinet”.
    """
    tokens, _ = _read(text)
    begin, end = _places(tokens, found)
    low = tokens.low
    at = begin - 1
    if at > 0 and low[at] == "of":
        named = low[at - 1]
        if named in UNITS and "within" in low[max(0, at - _WITHIN) : at]:
            return Occasion.OTHER  # “within 28 days of 4 March 2024”
        at -= 2
        while at > max(0, begin - _NEAR) and low[at] not in _TO_AN_OCCASION and low[at] != "of":
            at -= 1
    else:
        if found.grain is Grain.RANGE:
            return None  # “the report for April 2022 to March 2023 to Cabinet”
        named = next((word for word in low[end : end + 3] if _is_occasion(word)), "")
        if named == "report" and "to" not in low[end : end + 3]:
            return None
        while at >= 0 and (low[at] in _BEFORE_NOUNS - {"of"} or low[at] in words("when", "meets")):
            at -= 1
        while at > 0 and low[at] == "of" and low[at - 1] in PARTS:
            at -= 2 + (low[at - 2] == "the")  # “for the start of the 2024 season”
        if at > 0 and low[at] == "of" and low[at - 1] in words("when", "before a date"):
            at, low = at - 1, [*low[: at - 1], "before", *low[at:]]
    if at < 0 and begin and low[begin - 1] == "of" and named in words("when", "meets"):
        return Occasion.ITSELF if tags(low[end]) & IN or low[end] == "to" else None
    if at < 0 or not _is_occasion(named):
        return None
    if low[at] == "to" and low[begin - 1] == "of" and tags(low[at + 1]) & VB:
        if low[at + 1] not in words("when", "meets"):
            return None  # “to replace the meeting of 12 September”
    if low[at] in ("after", "following"):
        return Occasion.OTHER
    if low[at] not in _TO_AN_OCCASION:
        return None
    return Occasion.MEETING if named in words("when", "meets") else Occasion.OTHER


def _is_occasion(word: str) -> bool:
    return word == "report" or word in words("when", "meets") or word in words("when", "occasions")


_TO_AN_OCCASION = words("dates", "to an occasion")


def rests_on_the_past(text: str, found: Found) -> bool:
    """Whether the words before the date tell of something that is done: “the advice received in May 2023”."""
    tokens, _ = _read(text)
    begin, _ = _places(tokens, found)
    near = _NEAR
    if found.role is Role.DEADLINE:
        near = 3  # “approved by June 2023”, but not “approved in July by January”
    for at in range(begin - 1, max(-1, begin - 1 - near), -1):
        word = tokens.low[at]
        if word in ".;•" and not tokens.is_number(at + 1):
            return False
        if word in _RESTS_ON and not tokens.is_hyphenated(at):
            if found.role is Role.DEADLINE and "have" in tokens.low[max(0, at - _NEAR) : at]:
                return False  # “To have all appraisals finished by June”
            # “to be published in June” is to come.
            return tokens.low[at - 1] != "be" if at else False
    return False


def words_before(text: str, found: Found, most: int = 6) -> list[str]:
    """The words before the date, in lower case, the nearest last."""
    tokens, _ = _read(text)
    begin, _ = _places(tokens, found)
    return tokens.low[max(0, begin - most) : begin]


def is_counted_from_now(text: str, found: Found) -> bool:
    """“this winter”, “next May”: the year need not be written."""
    said = [*words_before(text, found, 1), found.text.split(maxsplit=1)[0].lower()]
    return not words("dates", "turning").isdisjoint(said)


def is_year_written(found: Found) -> bool:
    """Whether the words themselves say which year is meant."""
    return Why.NO_YEAR not in found.why and Why.RELATIVE not in found.why


def place_of(text: str, found: Found) -> tuple[Tokens, int, int]:
    """The tokens of the text, and those of the date among them, the second exclusive."""
    tokens, _ = _read(text)
    return tokens, *_places(tokens, found)


def sentence_start(tokens: Tokens, at: int) -> int:
    """The first token of the sentence that `at` stands in; of a very long one, some way back."""
    ends = tokens.in_order
    before = bisect_left(ends, at)
    return max(0, at - _LONGEST, ends[before - 1] + 1 if before else 0)


def _is_noun_behind(tokens: Tokens, end: int) -> bool:
    return tokens.low[end] not in _AFTER


_AFTER = words("dates", "after")


def _places(tokens: Tokens, found: Found) -> tuple[int, int]:
    """The tokens of the date, the second exclusive."""
    begin = bisect_right(tokens.ends, found.start, 0, tokens.size)
    end = begin
    while end < tokens.size and tokens.starts[end] < found.end:
        end += 1
    return begin, end
