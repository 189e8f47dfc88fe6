"""Whether a next step names a thing, and nothing that will be done with it."""

from collections.abc import Sequence
from functools import lru_cache

from kprlint.prose.clause import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    HAS,
    IS,
    MODALS,
    PREPOSITIONS,
    WAS,
    begins_with_verb,
    has_deadline,
    is_ing,
    is_participle,
    skip_adverbs,
    word_at,
)
from kprlint.prose.data import words
from kprlint.prose.lexicon import verbs
from kprlint.prose.steps.kinds import Form, Told
from kprlint.prose.text import Sentence, Token

# A longer one has more in it than a noun.
_LONGEST = 14
_BEFORE_NOUN = frozenset(
    "new further additional full final formal regular first second third initial".split()
)
_OTHER_VERBS = frozenset(
    "be been being does do did tbc due depends depend depending pending".split()
)
_NO_NOUN = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | ADVERBS
_ABOUT = frozenset("of with to for on by".split())


def thing(text: str, said: Sequence[Sentence]) -> Told | None:
    """The whole step, where it has no verb, names no action and gives no date."""
    tokens = said[0].tokens
    if len(said) != 1 or len(tokens) > _LONGEST or "?" in text or ":" in text:
        return None
    if begins_with_verb(tokens) or has_deadline(tokens) or _has_action(tokens):
        return None
    verb = ""
    if len(tokens) > 1 and tokens[0].word not in words("steps", "bodies"):
        verb = verb_of(tokens[-1].word)
    elif tokens[0].word in words("steps", "bodies") and names_action(tokens[-1].word):
        return None  # “Cabinet decision”: who does what is told
    return Told(Form.NO_VERB, tokens[0].start, tokens[-1].end, verb)


def _has_action(tokens: Sequence[Token]) -> bool:
    """Whether any word may be a verb, or names an action where one is looked for."""
    known = verbs()
    head = skip_adverbs(tokens, 0)
    while word_at(tokens, head) in DETERMINERS | _BEFORE_NOUN:
        head += 1
    first = word_at(tokens, head)
    if names_action(first) or (first in known.bases and head == 0 and len(tokens) > 1):
        return True
    for index, token in enumerate(tokens):
        word, following = token.word, word_at(tokens, index + 1)
        if word in MODALS or word in IS or word in WAS or word in HAS or word in _OTHER_VERBS:
            return True
        describes = bool(following) and not token.is_capital and _is_noun(tokens, index + 1)
        if word in known.pasts or (is_participle(word) and not describes):
            return True
        if is_ing(word) and not (index and describes):
            return True
        if word in known.bases and (word not in known.nouns or token.before):
            return True
        if index and known.third.get(word, "") not in known.nouns | {""}:
            return True
        if word == "to" and following in known.bases:
            return True
        if index and following in _ABOUT and names_action(word) and not token.is_capital:
            return True
    return False


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word goes on with a noun, so that the one before describes it: “shared ownership”."""
    token = tokens[index]
    return not token.before and token.word not in _NO_NOUN


def names_action(word: str) -> bool:
    """Whether a noun names something done: “publication”, “recruitment”, “review”."""
    return word in words("steps", "actions") or is_ing(word) or bool(verb_of(word))


_ENDINGS = (
    ("ication", ("ify", "ish", "y")),
    ("isation", ("ise",)),
    ("ization", ("ise", "ize")),
    ("ation", ("ate", "e", "")),
    ("ition", ("e", "ite", "ish")),
    ("ption", ("pt", "be")),
    ("ction", ("ct",)),
    ("tion", ("te", "t", "e")),
    ("ssion", ("t", "ss")),
    ("sion", ("t", "de", "d", "se")),
    ("ment", ("",)),
    ("al", ("e", "")),
    ("ance", ("", "e")),
)


@lru_cache(maxsize=1024)
def verb_of(noun: str) -> str:
    """The verb that a noun is made of: “implement” of “implementation”; "" where none is known."""
    bases = verbs().bases
    if noun in words("steps", "things"):
        return ""
    for ending, replacements in _ENDINGS:
        if noun.endswith(ending):
            stem = noun[: -len(ending)]
            for replacement in replacements:
                if len(stem) > 2 and stem + replacement in bases:
                    return stem + replacement
    return ""
