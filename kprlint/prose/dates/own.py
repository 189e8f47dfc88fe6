"""Whether a date in a next step is the time of the step, or of something that the step is about."""

from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import pairwise

from kprlint.prose.data import phrases, words
from kprlint.prose.dates import Found, Grain, Role
from kprlint.prose.dates.attach import PARTS, SET, place_of, sentence_start
from kprlint.prose.dates.vocabulary import ANY_MONTH
from kprlint.prose.lexicon import IN, IS, NN, VB, VBZ, lexicon, tags
from kprlint.prose.tokens import DASHES, Tokens

_NEAR = 6
_CLAUSE = 3
_YEARS = frozenset({Grain.CALENDAR_YEAR, Grain.FINANCIAL_YEAR})
_MODALS = words("dates", "modals")
_LINKS = words("dates", "links")
_LEAD_TO = frozenset({"for", "to", "on"})
_PLACES = frozenset({"at", "in", "near"})
_ABOUT = frozenset({"on", "about", "for"})
_RELATIVE = words("dates", "relative")
_IN_A_NAME = words("when", "in a name")
_TO_A_BODY = frozenset({"to", "at"})


class Own(Enum):
    """How sure it is that the date is the step's own."""

    NO = 0
    LIKELY = 1
    CERTAIN = 2


def own_time(text: str, found: Found) -> Own:
    """Whether the words hold the step to the date.

    “Launch the scheme in June 2023” is certain, as is “by June 2023”; “Act on the audit in June 2023” is not the
    step's; where the words can be read both ways (“Discuss the offer with partners in June 2023”) it is likely.
    """
    tokens, begin, end = place_of(text, found)
    start = sentence_start(tokens, begin)
    lead = _skip(tokens, begin, start)
    if lead <= start:
        return Own.CERTAIN if _is_apart(tokens, end) else Own.LIKELY
    if _is_in_aside(tokens, lead):
        return Own.LIKELY  # “Finish the design (first draft due 1 December 2023)”
    if not {"once", "when"}.isdisjoint(tokens.low[start:lead]):
        return Own.LIKELY  # “Begin once the lease ends in December 2023”
    if _is_of_what_runs(tokens, start, begin):
        return Own.LIKELY
    asked_to = _is_asked_to(tokens, start, lead)
    if _is_of_something_planned(tokens, start, lead) or _is_of_a_part(tokens, start, lead):
        return Own.LIKELY
    if _is_planned(tokens, start, lead) or (not asked_to and _meets(tokens, start, lead)):
        return Own.CERTAIN
    verb, at = _verb(tokens, start, lead)
    bracket = tokens.low[lead - 1] == "("
    noun = tokens.low[lead - 1 - bracket]
    since = max(at, start) + 1
    if found.role is Role.DEADLINE:
        since = _after_another_date(tokens, since, lead)
    if _is_of_a_thing(tokens, since, lead):
        return Own.NO
    between = tokens.low[max(at, start) : lead]
    if _has_clause(between):
        return Own.LIKELY
    if verb in words("when", "tells of a deadline") and tokens.low[begin - 1] == "of":
        return Own.LIKELY
    if asked_to:
        return Own.LIKELY
    if noun in words("when", "meets") and _are_papers(tokens, start, lead, "of"):
        return Own.NO  # “Sign off the minutes of the board on 6 July”
    if noun in words("when", "meets") and _are_papers(tokens, start, lead, "for"):
        return Own.LIKELY
    if at == start and ("to", "be") in pairwise(between):
        return Own.LIKELY  # “Adopt the plan, to be put into effect in June 2023”
    is_left = noun in words("when", "left")
    is_counted = is_left or noun in words("when", "measured")
    to_whom = tokens.low[lead - 2] == "to" and not is_left
    if to_whom or ANY_MONTH.keys() & set(between):
        # “Reopen the galleries to visitors in spring 2024”,
        is_counted = False  # “Publish the July 2023 results in November 2023”
    asked = found.role is Role.DEADLINE and at == start
    restored = "to" in between and verb in words("when", "about another time")
    if asked and is_counted and not is_left and not restored:
        return Own.CERTAIN  # “Spend the grant by March”
    if found.role is Role.DEADLINE and not is_counted:
        return Own.CERTAIN
    if verb in words("when", "about another time"):
        return Own.NO
    if noun == "as" or (lead == begin and found.grain in _YEARS and noun.isalpha()):
        return Own.NO  # “as at 31 March 2023”, “the Annual Report 2022/23”
    if between and between[-1] in words("when", "of its end") and len(between) > 2:
        return Own.NO  # “Tender for the contract ending in June 2023”
    happens = verb in words("when", "happens")
    if verb in words("when", "looks again") and found.grain in _YEARS and at == start:
        happens = found.role is Role.DURING
    aside = words("when", "of something else")
    live = zip(between, ["", *between], strict=False)  # “Go live with the portal on 1 April”
    inner = any(low in aside and before != "live" for low, before in live)
    inner = inner and between[-2:] != ["on", "site"]
    if is_counted:
        return Own.LIKELY if happens and not inner else Own.NO
    led_to = inner or not _LEAD_TO.isdisjoint(between)
    if _has_happened(tokens, max(at, start), lead) and (led_to or not happens):
        return Own.NO
    if noun in words("when", "events") and (inner or "for" in between):
        return Own.NO
    if (
        "for" in between
        and noun in words("when", "takes place")
        and found.role is not Role.DEADLINE
    ):
        return Own.LIKELY
    if inner and found.grain in _YEARS and tokens.low[begin - 1] != "during":
        return Own.NO
    if at < 0:
        if found.grain in (Grain.DAY, Grain.RANGE) and _takes_place(tokens, start, lead):
            return Own.CERTAIN
        # No verb: “Site visit in September 2023” is the event, “Lessons of the flood in 2023” is not.
        happens = not words("when", "events").isdisjoint(tokens.low[start:lead])
    if at > start and found.grain is Grain.DAY:
        happens = True  # “Cabinet to consider the offer on 5 July 2023”
    on_its_day = found.grain is Grain.DAY and at == start and tokens.low[begin - 1] == "on"
    if inner and on_its_day and noun not in _eventlike():
        inner = False  # “Begin the consultation on fees on 5 January”
    during = inner and tokens.low[begin - 1] == "during" and at == start
    return Own.CERTAIN if happens and (not inner or during) else Own.LIKELY


@cache
def _eventlike() -> frozenset[str]:
    """What may have the day that stands behind it."""
    return frozenset().union(*(words("when", kind) for kind in phrases("when", "eventlike")))


def starts_itself(text: str) -> bool:
    """Whether the step's own verb is to start: “Start dredging in January”, not “Recruit staff to start in January”."""
    return text.lstrip().partition(" ")[0].lower() in ("start", "begin", "commence")


def is_what_starts(text: str, found: Found) -> bool:
    """“Second phase to begin on 5 February”; not “Recruit staff to start in January”."""
    tokens, begin, _ = place_of(text, found)
    start = sentence_start(tokens, begin)
    before = tokens.low[start:begin]
    if has_verb_first(text) or "to" not in before or found.grain is not Grain.DAY:
        return False
    subject = before[: before.index("to")]
    return not any(tags(low) & IN or not low.isalnum() for low in subject)


def has_verb_first(text: str) -> bool:
    """Whether the step begins with the verb of what will be done."""
    return tags(text.lstrip().partition(" ")[0].lower()) & VB != 0


def is_of_an_event(text: str, found: Found) -> bool:
    """Whether the date is that of an event that the words are about: “asked for their views on the fair in June”."""
    tokens, begin, _ = place_of(text, found)
    lead = _skip(tokens, begin, 0)
    near = tokens.low[max(0, lead - _NEAR) : lead]
    return bool(near) and near[-1] in words("when", "events") and not _ABOUT.isdisjoint(near)


def _skip(tokens: Tokens, begin: int, start: int) -> int:
    """The first token of what leads to the date: its prepositions and “late”, “the end of”."""
    at = begin
    while at > start and (tokens.low[at - 1] in PARTS or tokens.low[at - 1] in _LINKS):
        at -= 1
    return at


def _is_planned(tokens: Tokens, start: int, lead: int) -> bool:
    first = max(start, lead - _NEAR)
    near = tokens.low[first:lead]
    if "not" in near:
        return False
    # “Set for June” is planned, “Set the baseline” is not.
    return any(
        low in SET and (low != "set" or tokens.low[at + 1] == "for")
        for at, low in enumerate(near, start=first)
    )


def _is_of_what_runs(tokens: Tokens, start: int, begin: int) -> bool:
    """“Publish the replies to the consultation closing on 30 November”, “Collect the debts due on 31 October”."""
    low = tokens.low
    near = range(max(start + 2, begin - _CLAUSE - 1), begin)
    if not tags(low[start]) & VB or low[start] in words("when", "completes") - {"publish"}:
        near = range(max(start + 2, begin - _CLAUSE), begin - 1)
        return any(low[at] == "due" and low[at + 1] == "to" for at in near)
    return any(
        low[at] in words("when", "runs") or (low[at] == "due" and low[at - 1].endswith("s"))
        for at in near
    )


def _has_clause(between: Sequence[str]) -> bool:
    """Whether something else has a verb of its own before the date: “before it goes live”, “for planting”."""
    known = lexicon()
    return any(
        (one == "it" and tags(two) & VBZ) or (one == "for" and two in known.ings)
        for one, two in pairwise(between[-_CLAUSE:])
    )


def _meets(tokens: Tokens, start: int, lead: int) -> bool:
    """Whether a body meets on the date: “Cabinet (6 February 2024): seek approval”, “Present to Audit Committee on 6 March”."""
    bodies, low = words("when", "meets"), tokens.low
    if low[lead - 1] == ":" and low[lead - 2] in words("when", "heads a date"):
        return True
    apart = low[lead - 1] in ("(", ",")
    at = lead - 1 - apart
    if at < start or low[at] not in bodies:
        return False
    while at > start and (tokens.is_capital(at) or low[at] in bodies or low[at] in _IN_A_NAME):
        at -= 1
    if at == start:
        return apart
    if low[at] not in _TO_A_BODY or "to" in low[start + 1 : at]:
        return False  # “Respond to the report to Cabinet in July”
    known = lexicon().participles
    return not any(
        low[i] in known and (low[i + 1] == "to" or tags(low[i + 1]) & IN)
        for i in range(start + 1, at)
    )  # “Answer the questions put to Council on 13 July”


def _is_of_something_planned(tokens: Tokens, start: int, lead: int) -> bool:
    """“Agree the scope of the inspection due in March”, “Agree a programme for completion by September”."""
    low = tokens.low
    if not tags(low[start]) & VB or low[start] in words("when", "completes"):
        return False
    if low[lead - 1] in words("when", "ends"):
        return low[lead - 2] == "for" and low[lead - 3] not in SET
    of_works = low[lead - 1] == "due" and low[lead - 2].endswith("s")
    if low[lead - 1] not in SET or not (of_works or low[lead - 2] in words("when", "occasions")):
        return False
    return not _ABOUT.union(("of",)).isdisjoint(low[start + 1 : lead - 2])


def _is_of_a_part(tokens: Tokens, start: int, lead: int) -> bool:
    """“Deliver 24 workshops, eight of them by Christmas”."""
    low = tokens.low
    return (
        low[lead - 1] in words("when", "parts of it") and low[lead - 2] == "of" and lead - 2 > start
    )


def comes_before(text: str, found: Found) -> bool:
    """Whether the step has to be done before the date: “Invite the schools to the fair on 24 November 2023”."""
    tokens, begin, _ = place_of(text, found)
    start = sentence_start(tokens, begin)
    lead = _skip(tokens, begin, start)
    low = tokens.low[start:lead]
    if low[-1:] == ["("]:
        low.pop()
    if not low or found.grain is not Grain.DAY or low[0] not in words("when", "before an event"):
        return False
    return low[-1] in words("when", "events") and not {"to", "for"}.isdisjoint(low)


def is_of_a_part(text: str, found: Found) -> bool:
    """Whether the date is that of a part, or of what has to come first: “(first draft due 1 December)”, “once the lease ends in May”."""
    tokens, begin, end = place_of(text, found)
    start = sentence_start(tokens, begin)
    lead = _skip(tokens, begin, start)
    if lead <= start:
        return False
    if _is_in_aside(tokens, lead) or _is_of_a_part(tokens, start, lead):
        return True
    before = tokens.low[start:lead]
    said = words("when", "comes first") | words("when", "looked back on")
    told_of = tags(before[0]) & VB or "to" in before
    return (
        not said.isdisjoint(before)
        or any(
            low in lexicon().ings and low not in words("when", "finishing")
            for low in tokens.low[max(start + 1, begin - _NEAR) : begin]
        )
        or (bool(told_of) and "due" in tokens.low[start + 2 : begin])
        or (found.role is Role.START and bool(told_of) and found.grain is not Grain.RANGE)
        or (tokens.low[end] in ("and", ",") and bool(tags(tokens.low[end + 1]) & VB))
    )


def _is_asked_to(tokens: Tokens, start: int, lead: int) -> bool:
    """Whether somebody is asked to what happens on the date: “Issue invitations to the summit on 6 March 2024”."""
    low = tokens.low[start:lead]
    if low[-1] == "(":
        low.pop()
    events = words("when", "events") | words("when", "takes place") | words("when", "meets")
    asks = words("when", "asks to an event")
    return "to" in low[1:] and low[-1] in events and not asks.isdisjoint(low)


def _are_papers(tokens: Tokens, start: int, lead: int, link: str) -> bool:
    """Whether papers are of a meeting, or made for it: “Publish the agenda for Cabinet on 22 November 2023”."""
    low = tokens.low[start:lead]
    papers = words("when", "papers")
    return link in low and any(word in papers for word in low[: low.index(link)])


def _is_in_aside(tokens: Tokens, lead: int) -> bool:
    """Whether the date stands in brackets with something of its own: “(interviews on 16 November 2023)”."""
    first = sentence_start(tokens, lead)
    bracket = next((at for at in range(lead - 1, first - 1, -1) if tokens.low[at] in {"(", ")"}), 0)
    if not bracket or tokens.low[bracket] == ")":
        return False
    inside = [low for low in tokens.low[bracket + 1 : lead] if low.isalpha()]
    if not words("when", "meets").isdisjoint(inside):
        return False
    return any(low not in PARTS | SET | words("when", "of its deadline") for low in inside)


def _takes_place(tokens: Tokens, start: int, lead: int) -> bool:
    """Whether the first noun is something that takes place on its day: “Gateway 2 review, 15 January 2024”."""
    low = tokens.low[start:lead]
    size = next(
        (i for i, word in enumerate(low) if tags(word) & IN or not word.isalnum()), len(low)
    )
    said = low[:size]
    if not said or said[-1] not in words("when", "takes place"):
        return False
    return (
        size == len(low) or not low[size].isalpha() or said[-1] not in words("when", "looks back")
    )


def _after_another_date(tokens: Tokens, first: int, lead: int) -> int:
    """Past a date in between, whose words are its own: “the works that were due in June by December”."""
    for at in range(lead - 1, first, -1):
        if tokens.low[at] in ANY_MONTH or (tokens.is_number(at) and len(tokens.low[at]) == 4):
            return at + 1
    return first


def _is_apart(tokens: Tokens, end: int) -> bool:
    """Whether the date stands by itself before what it dates: “June 2023: open the depot”."""
    return tokens.low[end] in DASHES or tokens.low[end] in {",", ":", ""}


def _is_of_a_thing(tokens: Tokens, first: int, lead: int) -> bool:
    """Whether a thing between the verb and the date has a story: “sites that failed in May”, “work done by May”."""
    known, low = lexicon().participles, tokens.low
    for at in range(first, lead):
        if low[at] in _RELATIVE:
            return True
        is_so = low[at - 1] == "be" or bool(tags(low[at - 1]) & IS)
        if low[at] in known and low[at + 1] == "by" and not is_so:
            return True
        if low[at] in known and low[at] not in SET and not tokens.is_hyphenated(at):
            before = low[at - 1]
            describes = low[at + 1].isalpha() and not tags(low[at + 1]) & IN and at + 1 < lead
            if before in ("be", "been", "get") or tags(before) & IS:
                continue
            if before.isalpha() and not describes:
                return not tags(low[at]) & VB or bool(
                    tags(low[at + 1]) & IN and tags(low[first - 1]) & VB
                )
    return False


def _has_happened(tokens: Tokens, first: int, lead: int) -> bool:
    """Whether the date stands behind something that is over, at most a place in between: “the fire at the depot in”."""
    known = words("when", "happened")
    return any(
        tokens.low[at] in known and (at == lead - 1 or not _PLACES.isdisjoint(tokens.low[at:lead]))
        for at in range(first, lead)
    )


def _verb(tokens: Tokens, start: int, lead: int) -> tuple[str, int]:
    """The base of the step's verb and its place: the first word, or behind “will” or “to”; ("", -1) without one."""
    known, low = lexicon(), tokens.low
    first = next((at for at in range(start, lead) if low[at].isalpha()), -1)
    if first < 0:
        return "", -1
    word = low[first]
    looks_back = word in words("when", "about another time")
    is_noun = tags(word) & NN and low[first + 1] in _LINKS | {"to", "with", "will"}
    if (
        (tags(word) & VB and not is_noun)
        or (word == "go" and low[first + 1].isalpha())
        or (looks_back and low[first + 1] != "will")
    ):
        return word, first
    for at in range(first, lead):
        if low[at] in _MODALS:
            for after in range(at + 1, min(at + 4, lead)):
                said = low[after]
                base = said if tags(said) & VB else known.participles.get(said)
                if base and said != "be":
                    return base, after
    base = known.ings.get(word)
    return (base, first) if base else ("", -1)
