"""Whether a next step leaves open if anything will be done."""

from collections.abc import Sequence

from kprlint.prose.clause import has_deadline
from kprlint.prose.data import words
from kprlint.prose.patterns import listed
from kprlint.prose.steps.kinds import Classified, StepKind
from kprlint.prose.text import Sentence, Token

# Further back, “to explore how …” is what something is for, and not what will be done.
_NEAR_THE_HEAD = 6
_OUTPUTS = words("steps", "outputs")
_BODIES = words("steps", "bodies")
_QUOTES, _CLOSED = tuple("“‘\"'"), tuple("”’\"'")
_PATTERNS = listed("vague")
NEEDS = _PATTERNS.needs


def vague(said: Sequence[Sentence], *, dated: bool) -> Classified | None:
    """The words that leave it open; `dated`: the step has a due date."""
    for sentence in said:
        tokens = sentence.tokens
        for first, after, phrase in _PATTERNS.find(sentence):
            kind, advice = phrase.columns
            if kind == "undated" and (
                dated or first > _NEAR_THE_HEAD or _is_settled(tokens, after)
            ):
                continue
            if tokens[after - 1].word == "required" and _says_by_what(tokens, after):
                continue
            if tokens[first].is_capital and first and not tokens[first].before:
                continue  # part of a name: the “Explore Harborough” campaign
            if tokens[first].before[-1:] in _QUOTES and _closes(tokens, after):
                continue  # “Strike the words ‘where appropriate’ from the handbook”
            if _is_quoted_name(tokens, first):
                continue  # the guide “Where Possible, Repair”
            return Classified(
                StepKind.VAGUE, tokens[first].start, tokens[after - 1].end, advice=advice
            )
    return None


def _is_quoted_name(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words begin a title in quotation marks, whose words have capitals."""
    opens = first > 0 and tokens[first].before[-1:] in _QUOTES
    following = tokens[first + 1 : first + 2]
    return opens and tokens[first].is_capital and all(token.is_capital for token in following)


def _closes(tokens: Sequence[Token], after: int) -> bool:
    return after < len(tokens) and tokens[after].before[:1] in _CLOSED


def _says_by_what(tokens: Sequence[Token], after: int) -> bool:
    """Whether a law or a plan requires it, and not somebody's judgement: “as required by section 215”."""
    return after < len(tokens) and tokens[after].word in ("by", "under", "of")


def _is_settled(tokens: Sequence[Token], after: int) -> bool:
    """Whether the sentence says by when, who decides, or what comes out of it."""
    return (
        has_deadline(tokens)
        or any(token.word in _OUTPUTS for token in tokens[after:])
        or any(token.word in _BODIES for token in tokens)
    )
