"""As much English grammar as it takes to tell what was done from what will be: no more than the readers need."""

from collections.abc import Sequence

from kprlint.prose.data import words
from kprlint.prose.lexicon import DT, HAS, IN, IS, NN, PREFIX, RB, VB, VBG, VBN, WAS
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.text import Sentence, Token, token_at

_FACTS = words("closed", "facts")
_SUBORDINATE = words("closed", "subordinate")
_ASIDE = words("closed", "aside")
_OPENING = words("closed", "opening")
_WITH = words("closed", "with")
_ASKS = words("closed", "asks for a verb")
_WILL = words("closed", "will")
_WAS_TO = words("closed", "was to")
_OUTCOMES = words("steps", "outcomes")
_EXPECTED = words("steps", "expected")
_LEADS_TO = words("steps", "leads to")
_TIMES = words("calendar", "times")
_WHEN = words("calendar", "when")
_SPANS = words("calendar", "spans")
_PARTS = words("calendar", "parts")
_LIMITS = words("calendar", "limits")
_DOUBTFUL = words("calendar", "doubtful")
_DOUBTFUL_WITH_A_CAPITAL = words("calendar", "doubtful with a capital")


def word_at(tokens: Sequence[Token], index: int) -> str:
    """The word at `index`; "" where there is none."""
    return tokens[index].word if 0 <= index < len(tokens) else ""


def skip_adverbs(tokens: Sequence[Token], index: int) -> int:
    """The place of the next word that is no adverb; the “re” of “re-open” counts as one."""
    size = len(tokens)
    while index < size:
        tags = tokens[index].tags
        if not tags & RB and not (tags & PREFIX and "-" in token_at(tokens, index + 1).before):
            break
        index += 1
    return index


def is_ing(token: Token) -> bool:
    """Whether a word is a verb with -ing, and no noun: “meeting”, “housing”."""
    return token.tags & (VBG | NN) == VBG


def is_verb_base(token: Token) -> bool:
    """Whether a word is a verb's base, and hardly ever a noun."""
    return token.tags & (VB | NN) == VB


def main_clause(sentence: Sentence) -> list[Token]:
    """The words of a sentence without what stands in brackets, or depends on “which”, “until” and the like."""
    tokens = sentence.tokens
    start = 0
    if tokens[0].word in _OPENING:
        start = next((i for i, t in enumerate(tokens) if i and "," in t.before), len(tokens))
    found: list[Token] = []
    depth = 0
    aside = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if index < aside:
            continue
        if token.before:
            depth = max(0, depth + token.before.count("(") - token.before.count(")"))
            if ";" in token.before and depth == 0 and found:
                break
        if depth:
            continue
        if token.word in _SUBORDINATE and found:
            if token.word == "so" and word_at(tokens, index + 1) == "far":
                continue
            aside = _end_of_aside(tokens, index)
            if aside:
                continue
            break
        found.append(token)
    return found


def _end_of_aside(tokens: Sequence[Token], index: int) -> int:
    """Where the sentence goes on behind “…, which is chaired by the director, meets monthly”; 0 where it does not."""
    if tokens[index].word not in _ASIDE or "," not in tokens[index].before:
        return 0
    return next((at for at in range(index + 1, len(tokens)) if "," in tokens[at].before), 0)


def begins_with_verb(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with what is to be done, and not with a noun that looks the same."""
    start = skip_adverbs(tokens, 0)
    first, following = token_at(tokens, start), token_at(tokens, start + 1)
    if first.word in _ASKS:
        return True
    if not first.tags & VB:
        return False
    return not first.tags & NN or bool(following.tags & DT) or following.word in _WITH


def looks_ahead(sentence: Sentence) -> bool:
    """Whether a sentence says what will be; what that will bring does not count: “this will help …”."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        word = token.word
        if word in _WILL or word.endswith("'ll"):
            following = word_at(tokens, skip_adverbs(tokens, index + 1))
            who = {word_at(tokens, index - 1), word_at(tokens, index - 2)}
            if following not in _OUTCOMES or _FACTS.isdisjoint(who):
                return True
        elif word == "to":
            before, following_token = token_at(tokens, index - 1), token_at(tokens, index + 1)
            if before.word in _WAS_TO:
                continue
            if following_token.word in ("be", "follow") or before.word == "due":
                return True
            if following_token.tags & VB and (before.tags & IS or before.word in _LEADS_TO):
                return True
        elif (word == "next" and index == 0) or word in _EXPECTED:
            return True
        elif index and ";" in token.before and _is_asked(tokens[index:]):
            return True  # “The audit was passed; book the next one”
        elif index and is_verb_base(token):
            now = tokens[index - 1].word == "now" and not (
                token_at(tokens, index - 2).tags & (IS | WAS | HAS)
            )
            if ";" in token.before or now:
                return True
    return False


def _is_asked(tokens: Sequence[Token]) -> bool:
    """Whether a clause begins with what is to be done, though that may be a noun as well: “order lanterns by May”."""
    if begins_with_verb(tokens):
        return True
    told = any(token.tags & (IS | WAS | HAS) for token in tokens)
    return bool(tokens[0].tags & VB) and not told and has_deadline(tokens)


def is_step(sentence: Sentence) -> bool:
    """Whether a sentence says what is to be done: “Publish it”, “Results to inform the design”."""
    tokens = sentence.tokens
    if begins_with_verb(tokens):
        return True
    for index, token in enumerate(tokens):
        if token.tags & (IS | WAS | HAS | VBN):
            return False
        if index and token.word == "to" and token_at(tokens, index + 1).tags & VB:
            return True
    return False


def has_deadline(tokens: Sequence[Token]) -> bool:
    """Whether a time is named at which something is to be done: “on 6 November”, “by March”, “in 2024”."""
    for index, token in enumerate(tokens):
        word, before, following = token.word, word_at(tokens, index - 1), word_at(tokens, index + 1)
        if before == "for":
            continue  # “training for next year”: what it is about, not when
        if word in ANY_MONTH:
            doubtful = word in _DOUBTFUL and not token.is_capital
            if before[:1].isdecimal() or following[:2] in ("19", "20"):
                return True
            if not doubtful and (before in _WHEN or word not in _DOUBTFUL_WITH_A_CAPITAL):
                return True
        elif word in _TIMES:
            if before in _WHEN or before == "the":
                return True
        elif is_year(word):
            if before in _WHEN:
                return True
        elif word == "next" and following in _SPANS:
            return True
    return False


def is_year(word: str) -> bool:
    """Whether a word is a year of this century or the last."""
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def is_target(tokens: Sequence[Token], year: int | None, month: int) -> bool:
    """Whether `tokens`, behind a participle, name a time to come: “approved by March 2024”.

    `year` and `month` are those of the report; `year` is None where they are not known. “Held on 12 October” is
    past, however late the report was written.
    """
    limit = before = ""
    named_month = named_year = 0
    for token in tokens[:10]:
        word = token.word
        if word in ANY_MONTH and token.is_capital:
            named_month = ANY_MONTH[word]
        elif is_year(word):
            named_year = int(word)
        elif word in _TIMES:
            named_month = named_month or 12
        elif token.tags & IN and word != "of" and not named_month:
            before = word
        elif not word[0].isdecimal() and word not in _PARTS:
            before = ""
        if named_month or named_year:
            limit = limit or before
    if named_year and year:
        return limit != "on" and (named_year, named_month or 12) > (year, month)
    return limit in _LIMITS
