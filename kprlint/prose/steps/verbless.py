"""Whether a next step names a thing, and nothing that will be done with it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from kprlint.prose.clause import (
    begins_with_verb,
    has_deadline,
    is_ing,
    is_verb_base,
    is_year,
    skip_adverbs,
    word_at,
)
from kprlint.prose.data import rows, words
from kprlint.prose.lexicon import (
    CC,
    DT,
    HAS,
    IN,
    IS,
    MD,
    NN,
    RB,
    VB,
    VBD,
    VBN,
    VBZ,
    WAS,
    lexicon,
    tags,
)
from kprlint.prose.steps.kinds import Classified, StepKind
from kprlint.prose.text import Sentence, Token, token_at

# A longer one has more in it than a noun.
_LONGEST = 14
_FEW = 4
_AT_THE_END = words("steps", "actions at the end")
_AT_THE_HEAD = words("steps", "nouns at the head")
_THINGS_AT_THE_END = words("steps", "things at the end")
_NAMES_A_THING = words("steps", "names a thing")
_DESCRIBES = words("steps", "describes at the head")
_TAKES_PLACE = words("steps", "takes place") | words("when", "meets")
_BEFORE_NOUN = words("steps", "before a noun")
_OTHER_VERBS = words("steps", "other verbs")
_ABOUT = words("steps", "about")
_BODIES = words("steps", "bodies")
_ACTIONS = words("steps", "actions")
_OF_A_THING = words("steps", "of a thing")
_BEFORE_AN_END = words("steps", "before an end")
_PAPERS = words("steps", "papers")
_PAPER_IS_ABOUT = words("steps", "paper is about")
_DESCRIBES_A_PAPER = words("steps", "describes a paper")
_PAPERS_OF_THEIRS = words("steps", "papers of theirs")
_UP = words("steps", "directions")
_THINGS = words("steps", "things")


def verbless(text: str, said: Sequence[Sentence], *, dated: bool) -> Classified | None:
    """The whole step, where it has no verb, names no action and gives no date.

    `dated`: it has one of its own, at which it may take place.
    """
    tokens = said[0].tokens
    head = list(takewhile(lambda token: not token.tags & IN and token.word != "to", tokens))
    if dated and any(token.word in _TAKES_PLACE for token in head):
        return None
    if len(said) != 1 or len(tokens) > _LONGEST or "?" in text or ":" in text:
        return None
    if begins_with_verb(tokens) or has_deadline(tokens) or _has_action(tokens):
        return None
    verb = ""
    if len(tokens) > 1 and tokens[0].word not in _BODIES:
        verb = verb_of(tokens[-1].word)
    elif tokens[0].word in _BODIES and names_action(tokens[-1]):
        return None  # “Cabinet decision”: who does what is told
    return Classified(StepKind.VERBLESS, tokens[0].start, tokens[-1].end, verb)


def _has_action(tokens: Sequence[Token]) -> bool:
    """Whether any word may be a verb, or names an action where one is looked for."""
    if tokens[0].word in _DESCRIBES_A_PAPER and word_at(tokens, 1) in _PAPERS_OF_THEIRS:
        return False
    head = skip_adverbs(tokens, 0)
    while token_at(tokens, head).tags & DT or word_at(tokens, head) in _BEFORE_NOUN:
        head += 1
    first = token_at(tokens, head)
    # “Budget 2024/25”, “Pilot results”
    is_noun = bool(first.tags & NN) and is_year(word_at(tokens, head + 1))
    is_noun |= first.word in _OF_A_THING and word_at(tokens, head + 1) == "of"
    is_noun |= first.word in _AT_THE_HEAD and any(t.word in _NAMES_A_THING for t in tokens)
    # “Training plan”, “New operating model”
    is_noun |= word_at(tokens, head + 1) in _NAMES_A_THING and names_action(first)
    if (names_action(first) and not is_noun) or (
        first.tags & VB and head == 0 and len(tokens) > 1 and not is_noun
    ):
        return True
    if not first.tags and head == 0 and token_at(tokens, 1).tags & DT:
        return True  # “Park the mobile clinic”: no noun stands before “the”
    joined = token_at(tokens, 1).before == "-" or token_at(tokens, 1).word in _UP
    if head == 0 and joined and token_at(tokens, 2).tags & DT:
        return True  # “Mystery-shop the service”, “Firm up the costs”
    last = tokens[-1].word
    made = bool(verb_of(last)) and last not in _THINGS_AT_THE_END
    if len(tokens) <= _FEW and (last in _AT_THE_END or made):
        return True
    for index, token in enumerate(tokens):
        following = token_at(tokens, index + 1)
        if token.tags & (MD | IS | WAS | HAS | VBD) or token.word in _OTHER_VERBS:
            return True
        if token.before == "-" and tokens[index - 1].word in _BEFORE_AN_END:
            continue  # “Year-end accounts”
        if "(" in token.before and ")" in following.before:
            continue  # “policy (revised)”
        plain = not token.is_capital or (not index and token.word in _DESCRIBES)
        describes = bool(following.word) and plain and _is_noun(tokens, index + 1)
        if token.tags & VBN and not describes:
            return True
        if is_ing(token) and not (index and describes):
            return True
        if index and is_verb_base(token) and token_at(tokens, index - 1).word == "of":
            continue  # “code of conduct”
        if index and token.tags & VB and describes and token_at(tokens, index - 1).tags & IN:
            continue  # “data on repeat victims”
        if is_verb_base(token) or (token.tags & VB and token.before and not token.is_capital):
            return True
        if index and token.tags & VBZ and not tags(lexicon().third[token.word]) & NN:
            return True
        to_whom = following.is_capital if following.word else False
        if following.tags & DT:
            to_whom = word_at(tokens, index + 2) in _BODIES
        if token.word == "to" and (following.tags & VB or following.word in _BODIES or to_whom):
            return True  # “Draft plan to Council”
        about = following.word in _ABOUT or following.tags & IN
        if token.word in _PAPERS and following.word in _PAPER_IS_ABOUT:
            continue  # “Options appraisal for the court”
        if index and about and names_action(token) and not token.is_capital:
            return True
    return False


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word goes on with a noun, so that the one before describes it: “shared ownership”."""
    token = tokens[index]
    return not token.before and not token.tags & (IN | CC | DT | RB)


def names_action(token: Token) -> bool:
    """Whether a noun names something done: “publication”, “recruitment”, “review”."""
    return token.word in _ACTIONS or is_ing(token) or bool(verb_of(token.word))


_ENDINGS = tuple((ending, said.split()) for ending, said in rows("nominals"))


@lru_cache(maxsize=1024)
def verb_of(noun: str) -> str:
    """The verb that a noun is made of: “implement” of “implementation”; "" where none is known."""
    if noun in _THINGS:
        return ""
    for ending, replacements in _ENDINGS:
        if noun.endswith(ending):
            stem = noun[: -len(ending)]
            for replacement in replacements:
                verb = stem + replacement.lstrip("-")
                if len(stem) > 2 and tags(verb) & VB:
                    return verb
    return ""
