"""all-capitals"""

import re
from collections.abc import Iterator

from kprlint.prose.lexicon import CAPITALS
from kprlint.prose.needs import Needs
from kprlint.prose.text import Token, sentences
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.wording import quote

# An acronym is seldom longer.
_WORD = 5
# Letters that are not small ones, as many as the longest word of a run has at least.
_LONG = re.compile(rf"[^\W\d_a-z]{{{_WORD + 1}}}")
NEEDS = Needs(tags=CAPITALS)


@rule("all-capitals", severity=Severity.INFO, profile=Profile.PUBLICATION)
def all_capitals(file: ActivityFile) -> Iterator[Hit]:
    """Words are written in capitals throughout.

    Acronyms, codes and postcodes are left alone: it takes two words side by side, one of them longer than an
    acronym.

    ### Why it matters

    Capitals are slower to read, some screen readers spell them out, and they sound like shouting.

    ### Bad

    ```yaml
    next_steps:
      - action: PLEASE UPDATE the risk log
        due: 2023-10
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Update the risk log
        due: 2023-10
    ```
    """
    for passage in file.passages():
        for run in _runs(passage.text):
            start, end = run[0].start, run[-1].end
            said = passage.text[start:end]
            yield Hit(
                passage.at(start, end),
                f"{quote(said)} is in capitals",
                f"write {quote(said.capitalize())}",
                (passage.field, said),
            )


def _runs(text: str) -> Iterator[list[Token]]:
    """The stretches of words in capitals that no acronyms explain."""
    if not NEEDS.met_by(text) or not _LONG.search(text):
        return
    for sentence in sentences(text):
        run: list[Token] = []
        for token in (*sentence.tokens, None):
            if token and token.raw.isalpha() and token.is_capitals:
                run.append(token)
                continue
            if len(run) > 1 and any(len(one.raw) > _WORD for one in run):
                yield run
            run = []
