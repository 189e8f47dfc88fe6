"""As much English grammar as it takes to tell what was done from what will be: no more than these rules need."""

from collections.abc import Sequence

from kprlint.prose.data import words
from kprlint.prose.lexicon import verbs
from kprlint.prose.text import Sentence, Token

# Closed classes of words: these are all there are of each, so that no list of the trade is needed.
MODALS = frozenset(
    "will shall should must may might can could would won't 'll we'll they'll it'll".split()
)
IS = words("closed", "is")
WAS = frozenset("was were wasn't weren't".split())
HAS = frozenset("has have had hasn't haven't hadn't we've they've i've".split())
DID = frozenset(["did", "didn't"])
DETERMINERS = frozenset(
    """
    the a an this that these those its their our his her my your all both each every any some no another such
    """.split()
)
PREPOSITIONS = words("closed", "prepositions")
CONJUNCTIONS = frozenset(["and", "but", "or", "then"])
FACTS = frozenset(["this", "it", "these", "which", "that", "they"])
ADVERBS = frozenset(
    """
    now also already since all both not just only been still again always yet even ever never well so far then
    therefore further soon once
    """.split()
)
_SUBORDINATE = frozenset(
    """
    that which who whose whom where when once until till if unless because whether while whilst although though
    before after since how what why so than following
    """.split()
)
_OPENING = frozenset(
    """
    once when whenever after following if as since subject until till while whilst where before because although
    though given having pending upon should unless
    """.split()
)
MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;"
        "september sept sep;october oct;november nov;december dec".split(";"),
        start=1,
    )
    for name in names.split()
}
_TIMES = frozenset("spring summer autumn winter easter christmas q1 q2 q3 q4 quarter".split())
_AT_A_TIME = frozenset("in by on during early late mid end until before of next this from".split())


def word_at(tokens: Sequence[Token], index: int) -> str:
    """The word at `index`; "" where there is none."""
    return tokens[index].word if 0 <= index < len(tokens) else ""


def skip_adverbs(tokens: Sequence[Token], index: int) -> int:
    """The place of the next word that is no adverb."""
    size = len(tokens)
    while index < size:
        word = tokens[index].word
        if not (
            word in ADVERBS
            or (word[-2:] == "ly" and word not in ("july", "supply", "apply"))
            or (word in ("re", "co", "pre") and "-" in _before(tokens, index + 1))
        ):
            break
        index += 1
    return index


def _before(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].before if index < len(tokens) else ""


def is_participle(word: str) -> bool:
    """Whether a word may be a past participle."""
    return word in verbs().participles or (
        len(word) > 4 and word.endswith("ed") and not word.endswith("eed")
    )


def is_ing(word: str) -> bool:
    """Whether a word is a verb with -ing, and no noun: “meeting”, “housing”."""
    return word in verbs().ings and word not in words("steps", "nouns in -ing")


def main_clause(sentence: Sentence) -> list[Token]:
    """The words of a sentence without what stands in brackets, or depends on “which”, “until” and the like."""
    tokens = sentence.tokens
    start = 0
    if tokens[0].word in _OPENING:
        start = next((i for i, t in enumerate(tokens) if i and "," in t.before), len(tokens))
    found: list[Token] = []
    depth = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.before:
            depth = max(0, depth + token.before.count("(") - token.before.count(")"))
            if ";" in token.before and depth == 0 and found:
                break
        if depth:
            continue
        if token.word in _SUBORDINATE and found:
            if token.word == "so" and word_at(tokens, index + 1) == "far":
                continue
            break
        found.append(token)
    return found


def begins_with_verb(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with what is to be done, and not with a noun that looks the same."""
    known = verbs()
    start = skip_adverbs(tokens, 0)
    word, following = word_at(tokens, start), word_at(tokens, start + 1)
    if word in ("to", "please", "let", "have"):
        return True
    if word not in known.bases:
        return False
    return (
        word not in known.nouns
        or following in DETERMINERS
        or following in ("with", "together", "towards", "alongside")
    )


def looks_ahead(sentence: Sentence) -> bool:
    """Whether a sentence says what will be; what that will bring does not count: “this will help …”."""
    tokens, known = sentence.tokens, verbs()
    outcomes, expected = words("steps", "outcomes"), words("steps", "expected")
    for index, token in enumerate(tokens):
        word = token.word
        if word in ("will", "shall", "must", "should", "won't") or word.endswith("'ll"):
            following = word_at(tokens, skip_adverbs(tokens, index + 1))
            who = {word_at(tokens, index - 1), word_at(tokens, index - 2)}
            if following not in outcomes or not who & FACTS:
                return True
        elif word == "to":
            before, following = word_at(tokens, index - 1), word_at(tokens, index + 1)
            if before in ("was", "were", "continue", "continued", "continues"):
                continue
            if following in ("be", "follow") or before == "due":
                return True
            if following in known.bases and (before in IS or before in words("steps", "leads to")):
                return True
        elif (word == "next" and index == 0) or word in expected:
            return True
        elif word in known.bases and word not in known.nouns and index:
            now = (
                word_at(tokens, index - 1) == "now"
                and word_at(tokens, index - 2) not in IS | WAS | HAS
            )
            if ";" in token.before or now:
                return True
    return False


def is_step(sentence: Sentence) -> bool:
    """Whether a sentence says what is to be done: “Publish it”, “Results to inform the design”."""
    tokens = sentence.tokens
    if begins_with_verb(tokens):
        return True
    for index, token in enumerate(tokens):
        word = token.word
        if word in IS or word in WAS or word in HAS or is_participle(word):
            return False
        if index and word == "to" and word_at(tokens, index + 1) in verbs().bases:
            return True
    return False


def has_deadline(tokens: Sequence[Token]) -> bool:
    """Whether a time is named at which something is to be done: “on 6 November”, “by March”, “in 2024”."""
    for index, token in enumerate(tokens):
        word, before, following = token.word, word_at(tokens, index - 1), word_at(tokens, index + 1)
        if before == "for":
            continue  # “training for next year”: what it is about, not when
        if word in MONTHS:
            doubtful = word in ("may", "march", "mar", "jan") and not token.is_capital
            if before[:1].isdecimal() or following[:2] in ("19", "20"):
                return True
            if not doubtful and (before in _AT_A_TIME or word not in ("may", "march", "mar")):
                return True
        elif word in _TIMES:
            if before in _AT_A_TIME or before == "the":
                return True
        elif len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20"):
            if before in _AT_A_TIME:
                return True
        elif word == "next" and following in ("month", "quarter", "week", "year"):
            return True
    return False


def is_target(tokens: Sequence[Token], year: int | None, month: int) -> bool:
    """Whether `tokens`, behind a participle, name a time to come: “approved by March 2024”.

    `year` and `month` are those of the report; `year` is None where they are not known. “Held on 12 October” is
    past, however late the report was written.
    """
    limit = before = ""
    named_month = named_year = 0
    for token in tokens[:10]:
        word = token.word
        if word in MONTHS and token.is_capital:
            named_month = MONTHS[word]
        elif len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20"):
            named_year = int(word)
        elif word in _TIMES:
            named_month = named_month or 12
        elif word in PREPOSITIONS and word != "of" and not named_month:
            before = word
        elif not word[0].isdecimal() and word not in ("the", "end", "of", "early", "mid", "late"):
            before = ""
        if named_month or named_year:
            limit = limit or before
    if named_year and year:
        return limit != "on" and (named_year, named_month or 12) > (year, month)
    return limit in ("by", "before", "for")
