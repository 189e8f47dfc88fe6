"""Which of some new steps may be a lost one in other words: a question for its officer, never an answer."""

from collections.abc import Sequence

from kprlint.prose.matching import assign
from kprlint.prose.similarity import stems
from kprlint.prose.text import sentences

# The share of the words of both, from which two steps are alike enough to be asked about.
_ALIKE = 0.4


def alike(lost: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For some of the steps in `lost` one of those in `new`, by their places; each is given once."""
    old, fresh = [_stems(text) for text in lost], [_stems(text) for text in new]
    scores = {
        (i, j): score
        for i, one in enumerate(old)
        for j, other in enumerate(fresh)
        if one and other and (score := 2 * len(one & other) / (len(one) + len(other))) >= _ALIKE
    }
    return assign(lost, new, scores)


def _stems(text: str) -> frozenset[str]:
    return frozenset(s for sentence in sentences(text) for s in stems(sentence.tokens))
